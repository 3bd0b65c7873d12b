"""Claims and their statements as rows of their tables."""

from typing import Any, NamedTuple

from auditor.claims.headlines import borne_out
from auditor.claims.records import Sentence, Statement
from auditor.claims.responses import Disclosures, answered, verified

# Kinds of support that are a root of their own: somebody or something a claim can come from.
ROOTS = frozenset(("named", "organization", "document", "spokesperson", "anonymous", "witness"))

# What is told against somebody, whose answer may stand anywhere in the article.
BLAMING = frozenset(("allegation", "crime"))

Name = tuple[int, int, str, str]


class Article(NamedTuple):
    """One article: `names` (start, stop, kind, key) and the `places` among them.

    `central`: the numbers of the sentences that are headline or lead.
    """

    article_id: str
    sentences: list[Sentence]
    told: Disclosures
    names: list[Name]
    places: list[Name]
    central: set[int]
    conflict: bool


def claim_row(article: Article, number: int, group: list[int], made: list[Statement]) -> dict[str, Any]:
    """The row of claim `number`, which the statements at `group` of `made` assert."""
    mine = [made[n] for n in group]
    best = min(group, key=lambda n: _rank(article, made[n]))
    support = made[best].support
    grave = next((s for s in mine if s.consequence != "none"), made[best])
    blamed = next((s for s in mine if s.subject and s.consequence != "none"), None)
    begin, end = blamed.subject_span if blamed else (0, 0)
    names = [entry for entry in article.names if begin <= entry[0] < end] if end else []
    kinds = {kind for _, _, kind, _ in names}
    return {
        "claim_id": f"{article.article_id}:c{number}", "article_id": article.article_id,
        "statement_id": f"{article.article_id}:t{best + 1}", "start": made[best].start, "stop": made[best].stop,
        "consequence": grave.consequence, "central": any(s.sentence in article.central for s in mine),
        "support": support.kind, "tier": support.tier, "source_id": support.source_id,
        "roots": len({s.support.source_id for s in mine if s.support.source_id and s.support.kind in ROOTS})
        or int(support.kind in ROOTS),
        "response": answered(mine, article.told, [key for *_, key in names] if grave.consequence in BLAMING else []),
        "verification": verified(mine, article.told, article.central), "accused": blamed.subject if blamed else None,
        "accused_named": not kinds.isdisjoint(("person", "organisation")), "accused_person": "person" in kinds,
        "adjudicated": any(s.adjudicated for s in mine), "background": all(s.background for s in mine),
        "conflict": article.conflict, "text": _text(article, made[best]),
    }


def statement_row(article: Article, claim: int, n: int, statement: Statement) -> dict[str, Any]:
    """The row of the article's statement `n` (from 0), which asserts claim number `claim`."""
    sentence, figure = article.sentences[statement.sentence], statement.figure
    start, stop = statement.start, statement.stop
    place = next((entry for entry in article.places if start <= entry[0] < stop), None)
    return {
        "statement_id": f"{article.article_id}:t{n + 1}", "claim_id": f"{article.article_id}:c{claim}",
        "article_id": article.article_id, "sentence_id": sentence.sentence_id, "start": start, "stop": stop,
        "part": sentence.part, "attribution_id": statement.support.attribution_id, "subject": statement.subject,
        "predicate": statement.predicate, "object": statement.object,
        "polarity": "negative" if statement.negative else "positive", "modality": statement.modality,
        "hedge": statement.hedge, "value": sentence.text[figure.start:figure.stop] if figure else None,
        "low": figure.low if figure else None, "high": figure.high if figure else None,
        "unit": figure.unit if figure else None, "counted": figure.counted if figure else None,
        "value_start": sentence.start + figure.start if figure else None,
        "value_stop": sentence.start + figure.stop if figure else None, "happened": statement.happened,
        "place": sentence.text[place[0] - sentence.start:place[1] - sentence.start] if place else None,
        "quoted": any(a <= start + 1 and stop - 1 <= b for a, b in sentence.quoted),
        "background": statement.background, "support": statement.support.kind, "tier": statement.support.tier,
        "borne_out": borne_out(statement, article.sentences),
        "text": _text(article, statement),
    }


def _rank(article: Article, statement: Statement) -> tuple[int, bool, bool, int]:
    """Statements in order of how well they are supported, then of what they tell; the body before its headline."""
    head = article.sentences[statement.sentence].part == "headline"
    return statement.support.tier, statement.consequence == "none", head, statement.start


def _text(article: Article, statement: Statement) -> str:
    sentence = article.sentences[statement.sentence]
    return sentence.text[max(0, statement.start - sentence.start):statement.stop - sentence.start]
