"""Where two articles, or two sources inside one, say things that cannot both stand.

Found by refutation frames, by the stand an article takes, and by figures for one thing whose bounds do not meet.
Symmetric and deterministic: the order of articles changes nothing, both sides are shown, no winner is picked.
"""

from collections import defaultdict
from typing import Any

import polars as pl

from auditor import tables
from auditor.disagreements.claims import opposed
from auditor.disagreements.details import details
from auditor.disagreements.inside import inside
from auditor.disagreements.pairs import Pair
from auditor.disagreements.quotes import Speaker, surer, varied
from auditor.disagreements.reading import at_odds, of_stories
from auditor.disagreements.stands import Article, Weights, lead, weigh
from auditor.disagreements.values import differing

__all__ = ["compare", "within"]

WORLD = 100  # articles on other things that a small batch is thought among


def within(
    articles: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame, attributions: pl.DataFrame,
    citations: pl.DataFrame, statements: pl.DataFrame,
) -> pl.DataFrame:
    """Table `disagreements` inside each article, not yet numbered; columns as `compare` says."""
    known = at_odds(articles, sentences, names, attributions, citations)
    return _table([("", pair) for a in known.values() for pair in (*inside(a), *surer(a))], known, statements)


def compare(
    articles: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame, attributions: pl.DataFrame,
    sources: pl.DataFrame, citations: pl.DataFrame, statements: pl.DataFrame, disagreements: pl.DataFrame,
    stories: pl.DataFrame,
) -> pl.DataFrame:
    """Table `disagreements`: between the articles of a story, and those of `within`, in the order of paths and places,
    the surest of a place first.

    The first side is the earlier in path and text.  `start`, `stop` are the sentence; `value_start`, `value_stop` the
    figure in it, if the two differ by one.
    """
    known = of_stories(articles, sentences, names, attributions, citations, stories) if stories.height else {}
    members: dict[str, list[str]] = defaultdict(list)
    stated: dict[str, bool] = {}
    for story, article, given in stories.sort("story_id", "article_id").iter_rows():
        if article in known:  # one without a sentence says nothing
            members[story].append(article)
            stated[story] = given
    weights = weigh([lead(known[a]) for own in members.values() for a in own], WORLD)
    speakers = _speakers(sources, names)
    found = []
    for story, ids in members.items():
        own = [known[article] for article in ids]
        found += [(story, pair) for pair in _between(own, stated[story], weights, speakers)]
    both = pl.concat([disagreements, _table(found, known, statements)])
    given = [pl.col(value).fill_null(0) for value in ("value_start", "other_value_start")]
    order = ("path", "start", "other_path", "other_start", -pl.col("confidence"), pl.col("kind").cast(pl.String))
    return both.sort(*order, *given, maintain_order=True).with_columns(
        disagreement_id=pl.format("d{}", pl.int_range(1, pl.len() + 1))
    )


def _speakers(sources: pl.DataFrame, names: pl.DataFrame) -> dict[str, Speaker]:
    """The sources that have a name, by source_id, under the key of that name in their article."""
    on = ["article_id", "name"]
    keys = names.select("article_id", "key", name="text").unique(on, keep="first", maintain_order=True)
    named = sources.filter(pl.col("identification") == "named", pl.col("name").is_not_null())
    keyed = named.join(keys, on=on, how="left", maintain_order="left")
    rows = keyed.select("source_id", "name", pl.coalesce("key", "name")).iter_rows()
    return {source: Speaker(name, key) for source, name, key in rows}


def _between(story: list[Article], stated: bool, weights: Weights, speakers: dict[str, Speaker]) -> list[Pair]:
    """What the articles of one story disagree about; each way of comparing is a function of the story."""
    values = differing(story, weights)
    return opposed(story, stated, weights) + values + details(story, weights) + varied(story, speakers)


def _table(found: list[tuple[str, Pair]], known: dict[str, Article], statements: pl.DataFrame) -> pl.DataFrame:
    """The pairs, each with its story if it has one, as table `disagreements`, not yet numbered."""
    said = {known[article].sentences[order].sentence_id for _, p in found
            for article, order in ((p.article, p.order), (p.other, p.other_order))}
    claiming = statements.filter(pl.col("sentence_id").is_in(said), pl.col("claim_id").is_not_null())
    claims = dict(claiming.select("sentence_id", "claim_id").iter_rows())
    rows = []
    for story, pair in found:
        if _place(pair, known) > _place(pair.turned(), known):
            pair = pair.turned()
        sides: dict[str, Any] = {}
        for side, article_id, order, value in (
            ("", pair.article, pair.order, pair.value), ("other_", pair.other, pair.other_order, pair.other_value)
        ):
            article = known[article_id]
            sentence = article.sentences[order]
            start = sentence.start
            sides |= {
                f"{side}article_id": article_id, f"{side}path": article.path, f"{side}start": start,
                f"{side}stop": sentence.stop, f"{side}value_start": value and start + value[0],
                f"{side}value_stop": value and start + value[1], f"{side}claim_id": claims.get(sentence.sentence_id),
            }
        rows.append(sides | {"story_id": story or None, "kind": pair.kind, "confidence": pair.confidence,
                             "slot": pair.slot, "why": pair.why, "outdated": pair.outdated or None,
                             "other_refutes": pair.refuting == "other" if pair.refuting else None})
    return tables.conform("disagreements", {c: [row.get(c) for row in rows] for c in tables.SCHEMAS["disagreements"]})


def _place(pair: Pair, known: dict[str, Article]) -> tuple[str, int]:
    return known[pair.article].path, known[pair.article].sentences[pair.order].start
