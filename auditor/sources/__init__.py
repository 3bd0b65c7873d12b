"""Who the sources of an article are, how far the text identifies each, and which attribution cites which."""

import re
from bisect import bisect_right
from collections import defaultdict
from typing import Any

import polars as pl

from auditor import tables
from auditor.sources.anonymity import Grant, grant
from auditor.sources.cast import Article, Cast, Chain, Mention, Named
from auditor.sources.phrase import parse
from auditor.sources.tier import basis_of, tier

_NAME_WITHHELD = re.compile(r"\b(?:last|sur|full|real|first) ?names?\b|\bpseudonym\b|\bidentified only\b|\bgoes by\b")
__all__ = ["identify"]


def identify(
    articles: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame,
    names: pl.DataFrame, attributions: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `sources` (a row for each real source of an article) and `citations` (attribution x source).

    Every mention in `attributions.mentions` belongs to exactly one source of its article; sources are numbered in order
    of their first mention.  Formulas of anonymity come from `spans`, the people named in the text from `names`.
    """
    sources: dict[str, list[Any]] = {column: [] for column in tables.SCHEMAS["sources"]}
    citations: dict[str, list[Any]] = {column: [] for column in tables.SCHEMAS["citations"]}
    texts = _by_article(sentences, "start", "text")
    named = _by_article(names, "start", "stop", "kind", "name_id", "text")
    marks = _by_article(
        spans.filter((pl.col("kind") == "anonymity") & ~pl.col("quoted")), "start", "stop", "category"
    )
    wanted = _by_article(attributions, "attribution_id", "cue_kind", "mentions")
    for article_id, cited in wanted.items():
        rows = sorted(texts[article_id])
        article = _article(rows, sorted(named.get(article_id, ())))
        chains, links = _gather(article, cited, sorted(marks.get(article_id, ())))
        for n, chain in enumerate(chains, 1):
            _add_source(sources, f"{article_id}:source{n}", article_id, chain)
        number = {id(chain): n for n, chain in enumerate(chains, 1)}
        for attribution_id, chain, start, stop in links:
            for column, value in zip(citations, (attribution_id, f"{article_id}:source{number[id(chain)]}", article_id, start,
                                                 stop), strict=True):
                citations[column].append(value)
    return tables.conform("sources", sources), tables.conform("citations", citations)


def _by_article(frame: pl.DataFrame, *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for article_id, *row in frame.select("article_id", *columns).iter_rows():
        found[article_id].append(tuple(row))
    return found


def _article(rows: list[tuple[int, str]], named: list[tuple[Any, ...]]) -> Article:
    starts = [start for start, _ in rows]
    return Article(
        [text for _, text in rows], starts, [Named(*row, max(0, bisect_right(starts, row[0]) - 1)) for row in named]
    )


def _gather(
    article: Article, cited: list[tuple[Any, ...]], marks: list[tuple[Any, ...]]
) -> tuple[list[Chain], list[tuple[str, Chain, int, int]]]:
    """The chains of an article in order of first mention, and (attribution_id, chain, start, stop) for each citation."""
    cast = Cast(article)
    places: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for attribution_id, cue_kind, mentions in cited:
        for span in mentions or ():
            places[span["start"], span["stop"]].append((attribution_id, cue_kind))
    links = []
    for (start, stop), citing in sorted(places.items()):
        n = max(0, bisect_right(article.starts, start) - 1)
        offset = article.starts[n]
        text = article.sentences[n][start - offset:stop - offset]
        chain = cast.cite(Mention(start, stop, text, n, all(kind == "belief" for _, kind in citing)))
        links += [(attribution_id, chain, start, stop) for attribution_id, _ in citing]
    for start, stop, category in marks:
        n = max(0, bisect_right(article.starts, start) - 1)
        _cover(cast, grant(article.sentences[n], article.starts[n], n, start, stop, category))
    chains = sorted((chain for chain in cast.chains if chain.mentions), key=lambda chain: chain.mentions[0].start)
    order = {attribution_id: i for i, (attribution_id, _, _) in enumerate(cited)}
    return chains, sorted(links, key=lambda link: (order[link[0]], link[2]))


def _cover(cast: Cast, found: Grant) -> None:
    """Marks the chains that a formula covers."""
    people = ("anonymous", "spokesperson", "public", "collective", "unknown")
    here = [
        (min(abs(found.start - m.stop), abs(m.start - found.stop)) if not m.start <= found.start < m.stop else 0, chain)
        for chain in cast.chains for m in chain.mentions if m.sentence == found.sentence
    ]
    covered = [min(here, key=lambda pair: pair[0])[1]] if here else [c for c in (_subject(cast, found),) if c]
    if found.group:
        covered += [c for c in cast.chains if c.identification == "anonymous" and c not in covered]
    for chain in [*covered, *_pseudonyms(cast, found)]:
        if found.category == "protected":
            chain.protected = True
        elif chain.identification in people:
            if chain.identification != "collective" or not found.group:
                chain.identification = "anonymous"
            chain.marked = True
            if found.reason and (chain.reason is None or found.reason[3] < chain.reason[3]):
                chain.reason = found.reason


def _subject(cast: Cast, found: Grant) -> Chain | None:
    """The unnamed source that the subject of the formula's sentence speaks of, without being cited there."""
    for chain in reversed(cast.order):
        if chain.identification == "anonymous" and 0 <= found.sentence - chain.mentions[0].sentence <= 3:
            return chain
    return None


def _pseudonyms(cast: Cast, found: Grant) -> list[Chain]:
    """Whoever goes by one name only, where the formula is about that name."""
    if not _NAME_WITHHELD.search(cast.article.sentences[found.sentence]):
        return []
    chains = [c for c in cast.chains if c.identification == "named" and c.name and " " not in c.name]
    here = {n.text for n in cast.article.names if n.sentence == found.sentence}
    chosen = [c for c in chains if c.name in here] or chains[:1]
    for chain in chosen:
        chain.identification = "anonymous"
    return chosen


def _add_source(sources: dict[str, list[Any]], source_id: str, article_id: str, chain: Chain) -> None:
    phrases = [*chain.phrases, *([chain.inherited] if chain.inherited else [])]
    best = max(range(len(chain.mentions)), key=lambda i: (_fullness(chain, i), -i))
    label = chain.mentions[best].text
    number = next((p.number for p in phrases if p.number), 0)
    many = chain.plural or chain.identification == "collective"
    reason = chain.reason or (None, None, None, None)
    row = {
        "source_id": source_id, "article_id": article_id, "name": chain.name or None, "label": label,
        "start": chain.mentions[best].start, "stop": chain.mentions[best].stop, "identification": chain.identification,
        "tier": tier(chain.identification, phrases),
        "affiliation": next((p.affiliation for p in phrases if p.affiliation), None),
        "role": max((p.role for p in phrases), key=len, default="") or None, "basis": basis_of(phrases),
        "plurality": "counted" if number > 1 else "plural" if many else "one",
        "number": number if number else None if many else 1,
        "reason": reason[2], "reason_start": reason[0], "reason_stop": reason[1], "reason_grade": reason[3],
        "marked": chain.marked, "protected": chain.protected,
        "party": next((p.party for p in phrases if p.party), None),
        "mentions": [{"start": m.start, "stop": m.stop} for m in chain.mentions],
    }
    for column, value in row.items():
        sources[column].append(value)


def _fullness(chain: Chain, i: int) -> int:
    phrase = chain.phrases[i]
    if phrase.kind in ("pronoun", "relative", "headless", "speaker"):
        return 0
    return len(chain.mentions[i].text) if not chain.name or phrase.name else 1
