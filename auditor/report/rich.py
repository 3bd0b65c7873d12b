"""The report for people: an article at a time, then the batch, and the verdict last.

Words and letters carry the meaning, colour only helps: it reads the same without.  Text of articles enters as `Text`,
cleaned, never as markup.  Private findings are shown at a terminal alone, to the person in front of it.
"""

import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from auditor.report import SEVERITIES, audited, counted, locator, verdict
from auditor.report.lines import Word, excerpt, rows, wrapped
from auditor.text import clean

if TYPE_CHECKING:
    from auditor.api import Audit
    from auditor.rulebook import Rule

NARROWEST, WIDEST = 40, 110
FULL, LISTED = 12, 40  # articles that get a report of their own, and a row in the table, unless verbose
BAND = 5
STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan", "fail": "bold red", "concern": "yellow",
          "FAIL": "bold red", "PASS": "bold"}
SIGNS = {"error": "✗", "warning": "▲", "note": "·", "pass": "✓", "concern": "!", "fail": "✗", "na": "–"}
ASCII = str.maketrans("✗▲·✓–─│…—“”‘’€", "xA.v--|.-\"\"''E")
CRITERIA = {
    "central_claim": "central claim supported", "sources_identified": "sources identified",
    "anonymity_justified": "anonymity justified", "anonymity_for_fact": "anonymity used for fact",
    "allegations_answered": "allegations answered", "traceable": "numbers, documents traceable",
    "headline": "headline matches body", "consistent": "consistent with others",
}
LETTERS = {
    "named": "N", "organization": "O", "document": "D", "spokesperson": "S", "anonymous": "A", "public": "P",
    "collective": "C", "unknown": "U",
}
GRADES = {"na": "n.a."}
Span = tuple[int | None, int | None]
Place = Callable[[str, int | None], tuple[int, int]]
LINE_END = re.compile(r"[\r\n]")
MIX = 40  # letters in the bar of sources, at most


class Sheet(NamedTuple):
    """What the parts of a report share: the audit, the cells of a line, whether someone sits in front of it."""

    audit: "Audit"
    width: int
    terminal: bool
    place: Place
    findings: Mapping[str, list[dict[str, Any]]]
    sources: Mapping[str, Counter[str]]
    scores: Mapping[str, dict[str, Any]]
    documents: Mapping[str, str]
    texts: Mapping[str, str]
    rules: "Mapping[str, Rule]"


def render(
    audit: "Audit", fail_on: str, terminal: bool, *, verbose: bool = False, color: bool = True, encoding: str = "utf-8",
) -> str:
    """The whole report; `terminal`: it goes to one, and `encoding` is what it can show."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal or None, no_color=not color or None, markup=False,
                      highlight=False, emoji=False)
    sheet = laid_out(audit, min(max(console.width, NARROWEST), WIDEST), terminal)
    articles = audited(audit).to_dicts()
    ranked = sorted(articles, key=lambda article: badness(sheet, article["article_id"]), reverse=True)
    shown = articles if verbose else sorted(ranked[:FULL], key=articles.index)
    for article in shown:
        console.print(article_report(sheet, article), soft_wrap=True)
    console.print(batch_report(sheet, ranked, len(shown), verbose), soft_wrap=True, end="")
    line = Text(verdict(audit, fail_on))
    line.stylize(STYLES[line.plain[:4]], 0, 4)
    console.print(line, soft_wrap=True)
    written = file.getvalue()
    return written if encoding.lower().startswith("utf") else written.translate(ASCII)


def laid_out(audit: "Audit", width: int, terminal: bool) -> Sheet:
    """What a report of `audit` needs, by article; private findings only for a terminal."""
    findings: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in audit.findings.to_dicts():
        if terminal or not row["private"]:
            findings[row["article_id"]].append(row)
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for article_id, kind in audit.tables["sources"].select("article_id", "identification").rows():
        sources[article_id][kind] += 1
    documents = dict(audit.tables["articles"].select("article_id", "document_id").rows())
    texts = dict(audit.tables["documents"].select("document_id", "text").rows())
    scores = {row["article_id"]: row for row in audit.scores.to_dicts()}
    rules = {rule.name: rule for rule in audit.rules}
    return Sheet(audit, width, terminal, locator(audit), findings, sources, scores, documents, texts, rules)


def badness(sheet: Sheet, article_id: str) -> tuple[int, ...]:
    """Greater for an article that needs an editor more: by errors, warnings, a low index, notes."""
    found = severities(sheet, article_id)
    index = sheet.scores[article_id]["index"]
    return found["error"], found["warning"], 0 if index is None else 101 - index, found["note"]


def severities(sheet: Sheet, article_id: str) -> Counter[str]:
    """How many findings of each severity the article has, private ones left out."""
    return Counter(row["severity"] for row in sheet.findings.get(article_id, ()) if not row["private"])


def article_report(sheet: Sheet, article: dict[str, Any]) -> Text:
    """One article: what it is, its index, criteria, sources and findings."""
    text = Text()
    text.append("─" * sheet.width + "\n", "dim")
    for line in wrapped(article["title"] or "(no headline)", sheet.width):
        text.append(line + "\n", "bold")
    known = [article["outlet"], article["author"], dated(article["published"])]
    for line in wrapped(" · ".join(filter(None, known)), sheet.width) if any(known) else []:
        text.append(line + "\n")
    text.append(clean(article["article_id"]) + "\n\n")
    score = sheet.scores[article["article_id"]]
    text.append(f" Sourcing Disclosure Index {band(score['index'])}\n", "bold")
    for line in wrapped(reckoned(score), sheet.width - 1):
        text.append(f" {line}\n", "dim")
    text.append("\n")
    text.append_text(card(json.loads(score["criteria"]), sheet.width))
    text.append_text(mix(sheet.sources.get(article["article_id"], Counter()), sheet.width))
    explained: set[str] = set()
    before: Span | None = None
    for row in by_place(sheet.findings.get(article["article_id"], ())):
        place = (row["start"], row["stop"])
        text.append_text(finding(sheet, row, explain=row["rule"] not in explained, again=place == before))
        explained.add(row["rule"])
        before = place
    return text


def by_place(findings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings of an article, those about the same words together; graver places first, then as they stand."""
    gravity: dict[Span, int] = {}
    for row in findings:
        place = (row["start"], row["stop"])
        gravity[place] = min(gravity.get(place, len(SEVERITIES)), SEVERITIES.index(row["severity"]))

    def order(row: dict[str, Any]) -> tuple[int, int, int, int]:
        place = (row["start"], row["stop"])
        return gravity[place], place[0] or 0, place[1] or 0, SEVERITIES.index(row["severity"])

    return sorted(findings, key=order)


def dated(published: datetime | None) -> str:
    """The day, with the hour where it is known."""
    if published is None:
        return ""
    hour = f", {published:%H:%M} UTC" if (published.hour, published.minute) != (0, 0) else ""
    return f"{published.day} {published:%B %Y}{hour}"


def reckoned(score: Mapping[str, Any]) -> str:
    """How the index comes about."""
    arithmetic = json.loads(score["arithmetic"])
    claims = counted(len(arithmetic["claims"]), "checkable claim")
    if score["index"] is None:
        return f"too few to score: {claims}"
    mean = f"mean quality of {claims}: {arithmetic['mean']:.0f}"
    return mean if arithmetic["cap"] is None else f"{mean}; the weakest central claim allows {arithmetic['cap']:.0f}"


def band(index: int | None) -> str:
    """The index as people see it: a band of five, since its last digit means nothing."""
    if index is None:
        return "not scored"
    low = min(index // BAND * BAND, 100 - BAND)
    return f"{low}–{low + BAND - (low + BAND < 100)} of 100"


def card(criteria: Mapping[str, str], width: int) -> Text:
    """The criteria, each with its sign and word, side by side where there is room."""
    text = Text()
    across = 2 if width >= 80 else 1
    names = list(CRITERIA)
    for row in range(0, len(names), across):
        for name in names[row : row + across]:
            grade = criteria[name]
            text.append(f" {SIGNS[grade]} ").append(f"{GRADES.get(grade, grade):8}", STYLES.get(grade, ""))
            text.append(f"{CRITERIA[name]:{29 if across == 2 else 0}}")
        text.rstrip()
        text.append("\n")
    return text


def mix(sources: Counter[str], width: int) -> Text:
    """The sources of an article by identification: a letter each, and what the letters mean."""
    total = sum(sources.values())
    kinds = [kind for kind in LETTERS if sources[kind]]
    scale = max(total / MIX, 1)
    bar = " ".join(LETTERS[kind] * max(round(sources[kind] / scale), 1) for kind in kinds)
    legend = [f"{LETTERS[kind]} {kind} {sources[kind]}" for kind in kinds] or ["none found"]
    text = Text(f"\n Sources  {bar}\n" if kinds else "\n")
    units = (Word(unit + "," * (n < len(legend))) for n, unit in enumerate(legend, 1))
    for n, row in enumerate(rows(units, width - 10)):
        text.append((" " * 10 if kinds or n else " Sources  ") + " ".join(word.text for word in row) + "\n")
    return text


def finding(sheet: Sheet, row: dict[str, Any], *, explain: bool, again: bool) -> Text:
    """A finding: where, what, the words; with `explain` also why, what to do, and the standard behind it.

    `again`: it is about the words of the finding before it, which are not shown twice.
    """
    text = Text("") if again else Text("\n").append_text(where(sheet, row["article_id"], row["start"]))
    severity = row["severity"]
    text.append(f"  {SIGNS[severity]} ").append(severity, STYLES[severity]).append(f"[{row['rule']}]")
    text.append(", low confidence" if row["confidence"] == "low" else "")
    text.append(", private: not counted, not in files\n" if row["private"] else "\n")
    if not again:
        text.append_text(quoted(sheet, row["article_id"], row["start"], row["stop"]))
    text.append_text(labelled("", row["message"], sheet.width))
    for other in row["related"] or ():
        there = where(sheet, other["article_id"], other["start"])
        text.append("  other ").append_text(there).append("\n")
        text.append_text(quoted(sheet, other["article_id"], other["start"], other["stop"]))
    if explain:
        rule = sheet.rules[row["rule"]]
        text.append_text(labelled("why", rule.why, sheet.width)).append_text(labelled("fix", rule.fix, sheet.width))
        for standard in [sheet.audit.standards[name] for name in rule.standards[:1]]:
            more = f"; {len(rule.standards) - 1} more" if len(rule.standards) > 1 else ""
            cited = f"{standard.publisher}, {standard.title}{more}: auditor rules {rule.name}"
            text.append_text(labelled("see", cited, sheet.width))
    return text


def where(sheet: Sheet, article_id: str, start: int | None) -> Text:
    """`path:line:column`, which terminals and editors make a link of; the path of a record with its number."""
    line, column = sheet.place(article_id, start)
    return Text().append(f"{clean(sheet.documents[article_id])}:{line}:{column}", "bold")


def quoted(sheet: Sheet, article_id: str, start: int | None, stop: int | None) -> Text:
    """The line of the article around `start` to `stop`, these underlined; nothing where the whole article is meant."""
    text = Text()
    if start is None or stop is None:
        return text
    whole = sheet.texts[sheet.documents[article_id]]
    number, column = sheet.place(article_id, start)
    begin = start - column + 1
    line = whole[begin : line_end(whole, begin)]
    gutter = f"{number:6} │ "
    for words, bars in excerpt(line, start - begin, min(stop - begin, len(line)), sheet.width - len(gutter)):
        text.append(gutter, "dim").append(words + "\n")
        gutter = " " * 6 + " │ "
        if bars:
            text.append(gutter, "dim").append(bars + "\n", "bold")
    return text


def line_end(text: str, begin: int) -> int:
    """Where the line that begins at `begin` ends, its line end left out."""
    found = LINE_END.search(text, begin)
    return found.start() if found else len(text)


def labelled(label: str, words: str, width: int) -> Text:
    """`words` in a column of their own, after `label`."""
    text = Text()
    for line in wrapped(words, width - 8):
        text.append(f"  {label:6}", "dim").append(line + "\n")
        label = ""
    return text


def batch_report(sheet: Sheet, ranked: list[dict[str, Any]], shown: int, verbose: bool) -> Text:
    """The batch: a row an article, worst first; what could not be audited; remarks."""
    text = Text().append("─" * sheet.width + "\n", "dim")
    if shown < len(ranked):
        text.append(f"{shown} of {len(ranked):,} articles are shown in full; --verbose shows all.\n\n", "")
    if len(ranked) > 1:
        text.append_text(table(sheet, ranked if verbose else ranked[:LISTED]))
        if len(ranked) > LISTED and not verbose:
            text.append(f"{'':9}{len(ranked) - LISTED:,} more; --verbose lists all\n")
        text.append("\n")
    for heading, frame in (("Not audited", sheet.audit.failures), ("Notices", sheet.audit.notices)):
        said = frame.rows()
        text.append(f"{heading}\n" if said else "", "bold")
        for row in said if verbose or heading == "Not audited" else said[:LISTED]:
            text.append(f"  {clean(': '.join(filter(None, row)))}\n")
        if len(said) > LISTED and not verbose and heading == "Notices":
            text.append(f"  {len(said) - LISTED:,} more; --verbose lists all\n")
        text.append("\n" if said else "")
    return text


def table(sheet: Sheet, articles: list[dict[str, Any]]) -> Text:
    """A row an article: the band of its index, its findings by severity, its id and headline."""
    text = Text().append(f"{'index':>7} {'error':>6} {'warning':>8} {'note':>5}   article\n", "bold")
    room = sheet.width - 34
    longest = min(max(cell_len(clean(article["article_id"])) for article in articles), room * 2 // 3)
    for article in articles:
        found = severities(sheet, article["article_id"])
        index = sheet.scores[article["article_id"]]["index"]
        text.append(f"{'–' if index is None else band(index).split()[0]:>7} ")
        for severity, width in (("error", 6), ("warning", 8), ("note", 5)):
            number = found[severity]
            text.append(f"{number or '–':>{width}}", STYLES[severity] if number else "dim").append(" ")
        name = clean(article["article_id"])
        if cell_len(name) > longest:  # the end of a path tells more than its beginning
            name = "…" + name[len(name) - longest + 1 :]
        name = fitted(name, longest)
        text.append(f"  {name}  {fitted(clean(article['title'] or ''), room - longest).rstrip()}".rstrip() + "\n")
    return text


def fitted(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut with an ellipsis, or filled up."""
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
