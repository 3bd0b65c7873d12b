"""Runs the rules over the tables of facts: rules x tables -> findings."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import blake2b
from string import Formatter
from typing import NamedTuple

import polars as pl

from auditor import tables, text
from auditor.errors import Failure
from auditor.rulebook import FACTS, Rule, faults
from auditor.rulebook.records import CONFIDENCES, SEVERITIES
from auditor.rulebook.sql import explained, filled, shape

# Limits, so that neither a hostile article nor a careless rule can fill the memory; what they cut is a failure.
FINDINGS_AN_ARTICLE = 1_000
ROWS_A_RULE = 200_000
WIDTH = 80  # characters of a column's value in a message

# The same for English words, and ten times as fast: for a Unicode boundary the regex engine leaves its automaton
# wherever the text is not ASCII, as with every curly quotation mark.
ASCII_BOUNDARY = r"(?-u:\b)"

CONTRACT = ("article_id", "start", "stop", "severity", "confidence", "other_article_id", "other_start", "other_stop")

Span = tuple[int | None, int | None]
Side = tuple[str, str, int | None, int | None]  # article_id, path, start, stop


class Article(NamedTuple):
    """Where an article stands: its path, its span in the document, and whether it is audited or mere context."""

    path: str
    start: int
    stop: int
    audited: bool


class Found(NamedTuple):
    """A finding before it has an id; `order` puts findings as they are reported."""

    order: tuple[str, int, int, str, str]
    rule: Rule
    severity: str
    confidence: str
    article_id: str
    span: Span
    related: list[Side]


def judge(rules: Iterable[Rule], t: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, list[Failure]]:
    """Table `findings` of `rules` over the tables `t`, and the rules that could not be run or broke their contract.

    A row of a rule's SELECT is a finding, about the words from `start` to `stop` or, without them, about the article.
    Rows of one rule alike in article, start and stop are one finding with several `related`.  Findings are sorted by
    path, start, stop, rule and message; articles that are mere context get none.
    """
    rules = list(rules)
    articles = {
        row[0]: Article(*row[1:]) for row in t["articles"].select(
            "article_id", "path", "start", "stop", pl.col("role").fill_null("audited") == "audited"
        ).iter_rows()
    }
    found: list[Found] = []
    failures: list[Failure] = []
    for rule, result in zip(rules, _results(rules, t), strict=True):
        more, wrong = ([], [result]) if isinstance(result, str) else _findings(rule, result, articles)
        found += more
        if wrong:  # most is seen, with its line, at a thorough look at the file
            failures += faults(rule) or [Failure(rule.path, "", f"{rule.name}: {error}") for error in wrong]
    kept, cut = _limited(found)
    return _table(kept, t), failures + cut


# --- running -------------------------------------------------------------------------------------------------------


def _results(rules: Sequence[Rule], t: Mapping[str, pl.DataFrame]) -> Iterator[pl.DataFrame | str]:
    """What each rule's SELECT returns, in order, or why it could not be run."""
    context = pl.SQLContext({name: t[name] if name in t else pl.DataFrame(schema=schema)
                             for name, schema in FACTS.items()})
    queries = [filled(rule.find, rule.params).replace("\\b", ASCII_BOUNDARY) for rule in rules]
    try:
        yield from pl.collect_all([context.execute(query).head(ROWS_A_RULE + 1) for query in queries])
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):  # one is wrong: find out which
        for query in queries:
            yield _result(context, query)


def _result(context: "pl.SQLContext[pl.LazyFrame]", query: str) -> pl.DataFrame | str:
    try:
        return context.execute(query).head(ROWS_A_RULE + 1).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as problem:
        return explained(problem, query).error


# --- rows into findings --------------------------------------------------------------------------------------------


def _findings(
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
        severity = severity or rule.severity
        severity = "warning" if (severity, confidence) == ("error", "low") else severity
        message = said(values)
        order = (article.path, -1 if start is None else start, -1 if stop is None else stop, rule.name, message)
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
        return "".join(words if field is None else words + next(filling) for words, field in parts)

    return said, fields


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


def _limited(found: Sequence[Found]) -> tuple[list[Found], list[Failure]]:
    """`found` in order, no article with more than the limit, the gravest kept; and what was cut."""
    counts = Counter(f.article_id for f in found)
    full = {article_id for article_id, count in counts.items() if count > FINDINGS_AN_ARTICLE}
    if not full:
        return sorted(found, key=lambda f: f.order), []
    kept = [f for f in found if f.article_id not in full]
    failures = []
    for article_id in sorted(full):
        mine = [f for f in found if f.article_id == article_id]
        mine.sort(key=lambda f: (-SEVERITIES.index(f.severity), f.order))
        kept += mine[:FINDINGS_AN_ARTICLE]
        failures.append(Failure(mine[0].order[0], article_id, f"only the {FINDINGS_AN_ARTICLE:,} gravest of"
                                                               f" {len(mine):,} findings are reported"))
    return sorted(kept, key=lambda f: f.order), failures


# --- findings into a table -----------------------------------------------------------------------------------------


def _table(found: Sequence[Found], t: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    far = [sorted(set(f.related), key=lambda side: (side[1], side[0], side[2] or -1, side[3] or -1)) for f in found]
    sides = pl.DataFrame(
        [(row, *side) for row, listed in enumerate(far) for side in listed], orient="row",
        schema={"row": pl.Int64, "article_id": pl.String, "path": pl.String, "start": pl.Int64, "stop": pl.Int64},
    )
    related = sides.group_by("row", maintain_order=True).agg(related=pl.struct("article_id", "path", "start", "stop"))
    columns = pl.DataFrame({
        "row": range(len(found)),
        "finding_id": _ids(found, far, t),
        "rule": [f.rule.name for f in found],
        "family": [f.rule.family for f in found],
        "severity": [f.severity for f in found],
        "confidence": [f.confidence for f in found],
        "article_id": [f.article_id for f in found],
        "path": [f.order[0] for f in found],
        "start": [f.span[0] for f in found],
        "stop": [f.span[1] for f in found],
        "message": [f.order[4] for f in found],
        "private": [f.rule.private for f in found],
    }, schema_overrides={"row": pl.Int64})
    return tables.conform("findings", columns.join(related, on="row", how="left", maintain_order="left").with_columns(
        pl.col("related").fill_null(pl.lit([], tables.RELATED))
    ))


def _ids(found: Sequence[Found], far: Sequence[list[Side]], t: Mapping[str, pl.DataFrame]) -> list[str]:
    """An id for each finding that survives an edit above it: no offset goes into it.

    BLAKE2 over the rule, the file's name without folders, the words of the marked sentence in lower case (and of the
    far side's), and how many equal ones came before.
    """
    near = _words([(f.article_id, f.span[0]) for f in found], t)
    other = _words([(sides[0][0], sides[0][2]) if sides else ("", None) for sides in far], t)
    before: Counter[str] = Counter()
    ids = []
    for f, here, there in zip(found, near, other, strict=True):
        same = "\n".join((f.rule.name, f.order[0].rpartition("/")[2], here, there))
        ids.append(blake2b(f"{same}\n{before[same]}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest())
        before[same] += 1
    return ids


def _words(places: Sequence[tuple[str, int | None]], t: Mapping[str, pl.DataFrame]) -> list[str]:
    """The words, in lower case, of the sentence that stands at each (article_id, offset), else of the paragraph."""
    marks = pl.DataFrame(
        [(row, *place) for row, place in enumerate(places)], orient="row",
        schema={"row": pl.Int64, "article_id": pl.String, "at": pl.Int64},
    )
    words = pl.col("text").str.to_lowercase().str.extract_all(r"\w+").list.join(" ")
    at = marks.drop_nulls("at").sort("at")
    for name in ("sentences", "paragraphs"):
        listed = t[name].select("article_id", "start", "stop", pl.col("text").alias(name)).sort("start")
        at = at.join_asof(listed, left_on="at", right_on="start", by="article_id", check_sortedness=False).with_columns(
            pl.when(pl.col("at") < pl.col("stop")).then(name).alias(name)
        ).drop("start", "stop")
    said = at.select("row", text=pl.coalesce("sentences", "paragraphs")).with_columns(text=words)
    return marks.join(said, on="row", how="left", maintain_order="left")["text"].fill_null("").to_list()
