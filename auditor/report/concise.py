"""The report for logs and editors: a finding a line, never wrapped."""

from typing import TYPE_CHECKING

from auditor import text
from auditor.report import locator, public

if TYPE_CHECKING:
    from auditor.api import Audit

COLUMNS = ("path", "article_id", "start", "severity", "rule", "message")


def render(audit: "Audit") -> str:
    """`path:line:column: severity[family/name] message`, a line a finding; private findings left out."""
    place = locator(audit)
    lines = []
    for path, article_id, start, severity, rule, message in public(audit).select(COLUMNS).rows():
        line, column = place(article_id, start)
        lines.append(f"{text.clean(path)}:{line}:{column}: {severity}[{rule}] {text.clean(message)}\n")
    return "".join(lines)
