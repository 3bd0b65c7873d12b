"""The report for programs: one JSON object, a record a line, the same bytes for the same input."""

import json
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from auditor.report import SEVERITIES, audited, locator, public, records
from auditor.text import escaped

if TYPE_CHECKING:
    from auditor.api import Audit

ARTICLE = ("article_id", "path", "start", "stop", "title", "outlet", "published")
VERSION = 1


def render(audit: "Audit") -> str:
    """The whole report: articles with their scores, findings, failures, notices; private findings left out."""
    found = public(audit)
    place = locator(audit)
    lists = {
        "articles": articles(audit, found.select("article_id", "severity").rows()),
        "findings": [finding(row, place) for row in records(found)],
        "failures": records(audit.failures.select("path", "where", "error")),
        "notices": records(audit.notices.select("path", "where", "text")),
    }
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    parts = [f'"{name}": [' + ",".join("\n" + encode(row) for row in rows) + "]" for name, rows in lists.items()]
    return escaped(f'{{"version": {VERSION},\n' + ",\n".join(parts) + "}\n")


def articles(audit: "Audit", found: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """A record an audited article: what it is, its index, criteria and counts."""
    number = Counter(found)
    scores = {article_id: (index, criteria) for article_id, index, criteria
              in audit.scores.select("article_id", "index", "criteria").rows()}
    rows = records(audited(audit).select(ARTICLE))
    for row in rows:
        index, criteria = scores[row["article_id"]]
        row["index"], row["criteria"] = index, json.loads(criteria)
        row["counts"] = {severity: number[row["article_id"], severity] for severity in SEVERITIES}
    return rows


def finding(row: dict[str, Any], place: Callable[[str, int | None], tuple[int, int]]) -> dict[str, Any]:
    """One finding, keys in the order of the format; `line`, `column`: where it, or else its article, begins."""
    line, column = place(row["article_id"], row["start"])
    keys = ("finding_id", "rule", "family", "severity", "confidence", "accepted", "article_id", "path", "start", "stop")
    return {key: row[key] for key in keys} | {
        "line": line, "column": column, "message": row["message"],
        "related": [side(other, place) for other in row["related"] or ()],
    }


def side(row: dict[str, Any], place: Callable[[str, int | None], tuple[int, int]]) -> dict[str, Any]:
    """The far side of a finding."""
    line, column = place(row["article_id"], row["start"])
    return {key: row[key] for key in ("article_id", "path", "start", "stop")} | {"line": line, "column": column}
