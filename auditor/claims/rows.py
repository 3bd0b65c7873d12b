"""Claims and their statements as rows of their tables."""

from bisect import bisect_left
from operator import attrgetter
from typing import Any, NamedTuple

from auditor.claims.headlines import borne_out
from auditor.claims.records import Sentence, Statement
from auditor.claims.responses import Disclosures, answered, verified
from auditor.figures import Figure

# Kinds of support that are a root of their own: somebody or something a claim can come from.
ROOTS = frozenset(("named", "organization", "document", "spokesperson", "anonymous", "witness"))

# What is told against somebody, whose answer may stand anywhere in the article.
BLAMING = frozenset(("allegation", "crime"))

_ADJUDICATED, _BACKGROUND = attrgetter("adjudicated"), attrgetter("background")

Name = tuple[int, int, str, str]
Row = tuple[Any, ...]


class Article(NamedTuple):
    """One article: `names` (start, stop, kind, key) and where the `places` among them begin and end, in order.

    `central`: the numbers of the sentences that are headline or lead.
    """

    article_id: str
    sentences: list[Sentence]
    told: Disclosures
    names: list[Name]
    places: tuple[list[int], list[int]]
    central: set[int]
    conflict: bool


def claim_row(article: Article, number: int, group: list[int], made: list[Statement]) -> Row:
    """The row of claim `number`, which the statements at `group` of `made` assert: its columns in order."""
    mine = [made[n] for n in group]
    best = group[0] if len(group) == 1 else min(group, key=lambda n: _rank(article, made[n]))
    chosen, support = made[best], made[best].support
    graves = [s for s in mine if s.consequence != "none"]
    consequence = graves[0].consequence if graves else "none"
    blamed = next((s for s in graves if s.subject), None) if graves else None
    begin, end = blamed.subject_span if blamed else (0, 0)
    names = [entry for entry in article.names if begin <= entry[0] < end] if end else []
    kinds = {kind for _, _, kind, _ in names}
    return (
        f"{article.article_id}:c{number}", article.article_id, f"{article.article_id}:t{best + 1}",
        chosen.start, chosen.stop, consequence, not article.central.isdisjoint([s.sentence for s in mine]),
        support.kind, support.tier, support.source_id,
        len({s.support.source_id for s in mine if s.support.source_id and s.support.kind in ROOTS})
        or int(support.kind in ROOTS),
        answered(mine, article.told, [key for *_, key in names] if consequence in BLAMING else []),
        verified(mine, article.told, article.central), blamed.subject if blamed else None,
        not kinds.isdisjoint(("person", "organisation")), "person" in kinds,
        any(map(_ADJUDICATED, mine)), all(map(_BACKGROUND, mine)), article.conflict,
        _text(article, chosen),
    )


def statement_row(article: Article, claim: int, n: int, statement: Statement) -> Row:
    """The row of the article's statement `n` (from 0), which asserts claim number `claim`: its columns in order."""
    sentence, support = article.sentences[statement.sentence], statement.support
    start, stop = statement.start, statement.stop
    return (
        f"{article.article_id}:t{n + 1}", f"{article.article_id}:c{claim}", article.article_id, sentence.sentence_id,
        start, stop, sentence.part, support.attribution_id, statement.subject, statement.predicate, statement.object,
        "negative" if statement.negative else "positive", statement.modality, statement.hedge,
        *_measured(sentence, statement.figure), statement.happened,
        _place(article.places, start, stop, sentence),
        bool(sentence.quoted) and any(a <= start + 1 and stop - 1 <= b for a, b in sentence.quoted),
        statement.background, support.kind, support.tier, borne_out(statement, article.sentences),
        _text(article, statement),
    )


def _measured(sentence: Sentence, figure: Figure | None) -> Row:
    """The columns from `value` to `value_stop`."""
    if figure is None:
        return (None,) * 7
    return (sentence.text[figure.start:figure.stop], figure.low, figure.high, figure.unit, figure.counted,
            sentence.start + figure.start, sentence.start + figure.stop)


def _place(places: tuple[list[int], list[int]], start: int, stop: int, sentence: Sentence) -> str | None:
    """The first of `places` in [start, stop) as the sentence spells it."""
    starts, stops = places
    at = bisect_left(starts, start)
    found = at < len(starts) and starts[at] < stop
    return sentence.text[starts[at] - sentence.start:stops[at] - sentence.start] if found else None


def _rank(article: Article, statement: Statement) -> tuple[int, bool, bool, int]:
    """Statements in order of how well they are supported, then of what they tell; the body before its headline."""
    head = article.sentences[statement.sentence].part == "headline"
    return statement.support.tier, statement.consequence == "none", head, statement.start


def _text(article: Article, statement: Statement) -> str:
    sentence = article.sentences[statement.sentence]
    return sentence.text[max(0, statement.start - sentence.start):statement.stop - sentence.start]
