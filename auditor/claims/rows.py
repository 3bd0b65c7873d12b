"""Claims and their statements as rows of their tables, of which polars adds what it can say of all at once."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import polars as pl

from auditor import tables
from auditor.claims.headlines import borne_out
from auditor.claims.records import Name, Sentence, Statement
from auditor.claims.responses import Disclosures, answered, verified

# Kinds of support that are a root of their own: somebody or something a claim can come from.
ROOTS = frozenset(("named", "organization", "document", "spokesperson", "anonymous", "witness"))

# What is told against somebody, whose answer may stand anywhere in the article.
BLAMING = frozenset(("allegation", "crime"))

_ADJUDICATED, _BACKGROUND = attrgetter("adjudicated"), attrgetter("background")
# The columns of what `claim_row`, `statement_row` and figures tell.
_CLAIM = ("number", "best", "consequence", "central", "source_id", "roots", "response", "verification", "accused",
          "accused_named", "accused_person", "adjudicated", "background", "conflict")
_STATEMENT = ("row", "number", "claim", "place", "quoted", "borne_out")
_FIGURE = ("value_start", "value_stop", "low", "high", "unit", "counted")
_NO_FIGURE = (None,) * len(_FIGURE)

Row = tuple[Any, ...]


class Article(NamedTuple):
    """One article: its `names` in order, and where the `places` among them begin and end.

    `first`, `said`: how many sentences and statements of other articles stand before its own; `central`: the numbers
    of the sentences that are headline or lead.
    """

    first: int
    said: int
    sentences: list[Sentence]
    told: Disclosures
    names: list[Name]
    places: tuple[list[int], list[int]]
    central: set[int]
    conflict: bool


def claim_row(article: Article, number: int, group: list[int], made: list[Statement]) -> Row:
    """What `claims_table` needs of claim `number`, which the statements at `group` of `made` assert."""
    mine = [made[n] for n in group]
    alone = len(group) == 1  # as most are
    best = group[0] if alone else min(group, key=lambda n: _rank(article, made[n]))
    support = made[best].support
    graves = [s for s in mine if s.consequence != "none"]
    consequence = graves[0].consequence if graves else "none"
    blamed = next((s for s in graves if s.subject), None) if graves else None
    begin, end = blamed.subject_span if blamed else (0, 0)
    names = article.names[bisect_left(article.names, (begin,)):bisect_left(article.names, (end,))]
    kinds = [kind for _, _, kind, _ in names]
    roots = 0 if alone else len({s.support.source_id for s in mine if s.support.source_id and s.support.kind in ROOTS})
    return (
        number, article.said + best, consequence, not article.central.isdisjoint([s.sentence for s in mine]),
        support.source_id, roots or int(support.kind in ROOTS),
        answered(mine, article.told, [key for *_, key in names] if consequence in BLAMING else []),
        verified(mine, article.told, article.central), blamed.subject if blamed else None,
        "person" in kinds or "organisation" in kinds, "person" in kinds,
        any(map(_ADJUDICATED, mine)), all(map(_BACKGROUND, mine)), article.conflict,
    )


def statement_row(article: Article, claim: int, n: int, statement: Statement) -> Row:
    """What `statements_table` needs to know of the article's statement `n` (from 0), of claim number `claim`."""
    sentence, start, stop = article.sentences[statement.sentence], statement.start, statement.stop
    return (
        article.first + statement.sentence, n + 1, claim, _place(article.places, start, stop, sentence),
        bool(sentence.quoted) and any(a <= start + 1 and stop - 1 <= b for a, b in sentence.quoted),
        borne_out(statement, article.sentences),
    )


def statements_table(sentences: pl.DataFrame, made: list[Statement], rows: list[Row]) -> pl.DataFrame:
    """Table `statements` of what is `made` in table `sentences`; `rows`: what `statement_row` tells of each."""
    said = _columns(Statement._fields, made)
    vouching = _columns(("support", "tier", "source_id", "attribution_id"), said.get("support", ()))
    measured = _columns(_FIGURE, [figure[:len(_FIGURE)] if figure else _NO_FIGURE for figure in said.get("figure", ())])
    frame = _frame("statements", said | vouching | measured | _columns(_STATEMENT, rows))
    held = sentences.select("article_id", "sentence_id", "part", "text", at="start")[frame["row"]]
    words = pl.col("text").str
    return tables.conform("statements", frame.hstack(held).with_columns(
        statement_id=pl.concat_str("article_id", pl.lit(":t"), "number"),
        claim_id=pl.concat_str("article_id", pl.lit(":c"), "claim"),
        text=words.slice(pl.col("start") - pl.col("at"), (pl.col("stop") - pl.col("start")).clip(0)),
        value=words.slice("value_start", pl.col("value_stop") - pl.col("value_start")),
        value_start=pl.col("at") + pl.col("value_start"), value_stop=pl.col("at") + pl.col("value_stop"),
    ))


def claims_table(statements: pl.DataFrame, rows: list[Row]) -> pl.DataFrame:
    """Table `claims` of what `claim_row` tells, on table `statements`."""
    frame = _frame("claims", _columns(_CLAIM, rows))
    best = statements.select("article_id", "statement_id", "start", "stop", "support", "tier", "text")[frame["best"]]
    return tables.conform("claims", frame.hstack(best).with_columns(
        claim_id=pl.concat_str("article_id", pl.lit(":c"), "number")))


def _columns(names: tuple[str, ...], rows: Sequence[Row]) -> dict[str, Row]:
    return dict(zip(names, zip(*rows, strict=True) if rows else ((),) * len(names), strict=True))


def _frame(name: str, columns: dict[str, Row]) -> pl.DataFrame:
    """Those of `columns` that table `name` has, and the numbers that lead to others."""
    types = tables.SCHEMAS[name] | dict.fromkeys(("row", "number", "claim", "best"), tables.I)
    return pl.DataFrame([pl.Series(c, values, types[c]) for c, values in columns.items() if c in types])


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
