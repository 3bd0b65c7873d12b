"""Reports of an audit, a renderer a format, and what all of them share: counts, places, verdict, exit code.

Private findings belong to the person at the terminal: no renderer but rich, there, may show them, and none counts them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import polars as pl

from auditor.text import line_column

if TYPE_CHECKING:
    from auditor.api import Audit

SEVERITIES = ("error", "warning", "note")
THRESHOLDS = (*SEVERITIES, "never")


def public(audit: "Audit") -> pl.DataFrame:
    """Table `findings` without those of private rules."""
    return audit.findings.filter(~pl.col("private"))


def counts(audit: "Audit") -> dict[str, int]:
    """How many findings there are of each severity, private ones left out."""
    found = dict(public(audit)["severity"].cast(pl.String).value_counts().iter_rows())
    return {severity: found.get(severity, 0) for severity in SEVERITIES}


def failing(audit: "Audit", fail_on: str) -> int:
    """How many findings are at or above the threshold `fail_on`: error, warning, note or never."""
    reached = SEVERITIES[: (THRESHOLDS.index(fail_on) + 1) % len(THRESHOLDS)]
    return sum(counts(audit)[severity] for severity in reached)


def exit_code(audit: "Audit", fail_on: str) -> int:
    """0 clean; 1 findings at or above `fail_on`; 2 something could not be audited; 3 both."""
    return bool(failing(audit, fail_on)) + 2 * bool(audit.failures.height)


def verdict(audit: "Audit", fail_on: str) -> str:
    """The last line for people: PASS or FAIL, against which threshold, the counts."""
    found, bad, failed = counts(audit), failing(audit, fail_on), audit.failures.height
    threshold = "nothing fails" if fail_on == "never" else f"fails on {fail_on}"
    parts = [
        "FAIL" if bad or failed else "PASS",
        f" ({threshold}): ",
        ", ".join(counted(found[severity], severity) for severity in SEVERITIES),
        f" in {counted(audited(audit).height, 'article')}",
        f"; {failed} could not be audited" if failed else "",
    ]
    return "".join(parts)


def counted(number: int, noun: str) -> str:
    """`number` with its noun in the right number, thousands set apart."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def audited(audit: "Audit") -> pl.DataFrame:
    """Table `articles` without those that are only compared with."""
    return audit.tables["articles"].filter(pl.col("role") == "audited")


def locator(audit: "Audit") -> Callable[[str, int | None], tuple[int, int]]:
    """A function from article id and offset to line and column; no offset: where the article begins."""
    home = {row[0]: row[1:] for row in audit.tables["articles"].select("article_id", "document_id", "start").rows()}
    texts = dict(audit.tables["documents"].select("document_id", "text").rows())

    def place(article_id: str, offset: int | None) -> tuple[int, int]:
        document_id, start = home[article_id]
        return line_column(texts[document_id], start if offset is None else offset)

    return place


def records(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows of `frame`, times as ISO 8601."""
    return frame.with_columns(pl.col(pl.Datetime).dt.strftime("%Y-%m-%dT%H:%M:%SZ")).to_dicts()


def render(
    kind: str, audit: "Audit", fail_on: str, terminal: bool, encoding: str, *, verbose: bool, color: bool
) -> str:
    """The report of `audit` in format `kind`; `terminal`: for somebody in front of one that shows `encoding`."""
    if kind == "json":
        from auditor.report import json

        return json.render(audit)
    if kind == "concise":
        from auditor.report import concise

        return concise.render(audit)
    from auditor.report import rich

    return rich.render(audit, fail_on, terminal, verbose=verbose, color=color, encoding=encoding)
