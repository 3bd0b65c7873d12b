"""Claims and their statements as rows of their tables."""

from bisect import bisect_left
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from auditor.claims.headlines import borne_out
from auditor.claims.records import Sentence, Statement
from auditor.claims.responses import Disclosures, answered, verified
from auditor.figures import Figure

# Kinds of support that are a root of their own: somebody or something a claim can come from.
ROOTS = frozenset(("named", "organization", "document", "spokesperson", "anonymous", "witness"))

# What is told against somebody, whose answer may stand anywhere in the article.
BLAMING = frozenset(("allegation", "crime"))

_ADJUDICATED, _BACKGROUND, _START = attrgetter("adjudicated"), attrgetter("background"), itemgetter(0)

Name = tuple[int, int, str, str]
Row = tuple[Any, ...]


class Article(NamedTuple):
    """One article: `names` (start, stop, kind, key) and the `places` among them, in order.

    `central`: the numbers of the sentences that are headline or lead.
    """

    article_id: str
    sentences: list[Sentence]
    told: Disclosures
    names: list[Name]
    places: list[Name]
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
    names = _inside(article.names, *blamed.subject_span) if blamed else []
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
    start, stop, offset = statement.start, statement.stop, sentence.start
    return (
        f"{article.article_id}:t{n + 1}", f"{article.article_id}:c{claim}", article.article_id, sentence.sentence_id,
        start, stop, sentence.part, support.attribution_id, statement.subject, statement.predicate, statement.object,
        "negative" if statement.negative else "positive", statement.modality, statement.hedge,
        *_measured(sentence, statement.figure), statement.happened,
        next((sentence.text[a - offset:b - offset] for a, b, _, _ in _inside(article.places, start, stop)), None),
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


def _inside(names: list[Name], begin: int, end: int) -> list[Name]:
    """Those of `names` that begin in [begin, end)."""
    return names[bisect_left(names, begin, key=_START):bisect_left(names, end, key=_START)] if names and end else []


def _rank(article: Article, statement: Statement) -> tuple[int, bool, bool, int]:
    """Statements in order of how well they are supported, then of what they tell; the body before its headline."""
    head = article.sentences[statement.sentence].part == "headline"
    return statement.support.tier, statement.consequence == "none", head, statement.start


def _text(article: Article, statement: Statement) -> str:
    sentence = article.sentences[statement.sentence]
    return sentence.text[max(0, statement.start - sentence.start):statement.stop - sentence.start]
