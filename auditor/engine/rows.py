"""What a rule's SELECT returns, row by row, as findings."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from string import Formatter
from typing import NamedTuple

import polars as pl

from auditor import text
from auditor.rulebook import Rule
from auditor.rulebook.records import CONFIDENCES, SEVERITIES
from auditor.rulebook.sql import shape

ROWS_A_RULE = 200_000  # so that a careless rule cannot fill the memory
QUOTATION = re.compile('[“"]([^“”"]*)[”"]?')
WIDTH = 80  # characters of a column's value in a message

CONTRACT = ("article_id", "start", "stop", "severity", "confidence", "other_article_id", "other_start", "other_stop")

Span = tuple[int | None, int | None]
Side = tuple[str, str, int | None, int | None]  # article_id, path, start, stop


class Article(NamedTuple):
    """Where an article stands: its place in the batch, its path, its span in the document; and whether it is audited or
    mere context."""

    place: int
    path: str
    start: int
    stop: int
    audited: bool


class Found(NamedTuple):
    """A finding before it has an id; `order` puts findings as they are reported."""

    order: tuple[str, int, int, str, str, int]
    rule: Rule
    severity: str
    confidence: str
    article_id: str
    span: Span
    related: list[Side]


def findings(
    rule: Rule, rows: pl.DataFrame, articles: Mapping[str, Article],
) -> tuple[list[Found], list[str]]:
    """The findings in what `rule` returned, and in which ways it broke the contract."""
    wrong = list(shape(rows.schema))
    if wrong:
        return [], wrong
    if rows.height > ROWS_A_RULE:
        wrong.append(f"returned more than {ROWS_A_RULE:,} rows, the others are left out")
    said, fields = _message(rule)
    if unknown := [field for field in fields if field not in rows.columns]:
        return [], [*wrong, f"unknown placeholder {{{unknown[0]}}}"]
    columns = [rows[c].to_list() if c in rows.columns else [None] * rows.height for c in (*CONTRACT, *fields)]
    merged: dict[tuple[str, Span], Found] = {}
    broken: list[str] = []
    for article_id, start, stop, severity, confidence, other_id, other_start, other_stop, *values in zip(
        *columns, strict=True
    ):
        fault = (
            _misplaced(articles, article_id, start, stop)
            or (other_id is not None and _misplaced(articles, other_id, other_start, other_stop))
            or _misnamed(severity, confidence)
        )
        if fault:
            broken.append(fault)
            continue
        article = articles[article_id]
        if not article.audited:
            continue
        confidence = confidence or rule.confidence
        severity = rule.imposed or severity or rule.severity
        severity = "warning" if (severity, confidence) == ("error", "low") else severity
        message = said(values)
        at = (-1 if start is None else start, -1 if stop is None else stop)
        order = (article.path, *at, rule.name, message, article.place)
        related = [] if other_id is None else [(other_id, articles[other_id].path, other_start, other_stop)]
        new = Found(order, rule, severity, confidence, article_id, (start, stop), related)
        key = (article_id, (start, stop))
        merged[key] = _joined(merged[key], new) if key in merged else new
    if broken:
        wrong.append(f"{len(broken)} of {rows.height} rows are left out: {min(broken)}")
    return list(merged.values()), wrong


def _joined(one: Found, other: Found) -> Found:
    """Two rows alike in article, start and stop as one finding: the graver severity, then the first message."""
    first = min(one, other, key=lambda f: (-SEVERITIES.index(f.severity), -CONFIDENCES.index(f.confidence), f.order))
    return first._replace(related=one.related + other.related)


def _misplaced(articles: Mapping[str, Article], article_id: str | None, start: int | None, stop: int | None) -> str:
    """Why this is no place in an article; "" where it is one."""
    if article_id is None or article_id not in articles:
        return f"no article {article_id!r}"
    if start is None and stop is None:
        return ""
    if start is None or stop is None:
        return f"start {start} and stop {stop} in {article_id}: both or neither"
    if start > stop:
        return f"start {start} lies behind stop {stop} in {article_id}"
    if start < articles[article_id].start or stop > articles[article_id].stop:
        article = articles[article_id]
        return f"{start} to {stop} lies outside {article_id}, which is {article.start} to {article.stop}"
    return ""


def _misnamed(severity: str | None, confidence: str | None) -> str:
    if severity is not None and severity not in SEVERITIES:
        return f"unknown severity {severity!r}, expected {', '.join(SEVERITIES)}"
    if confidence is not None and confidence not in CONFIDENCES:
        return f"unknown confidence {confidence!r}, expected {', '.join(CONFIDENCES)}"
    return ""


def _message(rule: Rule) -> tuple[Callable[[Sequence[object]], str], list[str]]:
    """How to write the message of `rule` from values of its row, and the columns that hold them."""
    parts = [(words, field) for words, field, *_ in Formatter().parse(rule.message)]
    fields = [field for _, field in parts if field is not None]

    def said(values: Sequence[object]) -> str:
        filling = map(shown, values)
        return "".join(words if field is None else words + _within(words, next(filling)) for words, field in parts)

    return said, fields


def _within(before: str, value: str) -> str:
    """`value` as it follows `before`: a quotation inside quotation marks leaves its own at home."""
    own = QUOTATION.fullmatch(value) if before.endswith("“") else None
    return own[1] if own else value


def shown(value: object) -> str:
    """`value` of a column as it stands in a message: cleaned, cut to 80 characters, "unknown" for null."""
    match value:
        case None:
            return "unknown"
        case list() | dict():
            members = value.values() if isinstance(value, dict) else value
            return text.clean(", ".join(map(shown, members)), WIDTH)
        case float() | Decimal():
            return f"{value:.2f}".rstrip("0").rstrip(".")
        case datetime():
            return f"{value:%Y-%m-%d}"
    return text.clean(str(value), WIDTH)
