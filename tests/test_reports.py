"""The reports: promised keys and lines, safe at any terminal, private findings kept, snapshots of what people see.

After a change that people should see: python tests/test_reports.py writes the snapshots anew.
"""

import json
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from auditor import report, tables
from auditor.api import Audit, audit
from auditor.report.lines import excerpt, wrapped
from auditor.rulebook import Rule, Standard

ROOT = Path(__file__).parent.parent
SNAPSHOTS = Path(__file__).parent / "snapshots"
TEXT = "Bridge closes\r\n\r\nThe bridge will close, sources said. It cost 300 crowns.\r\n"
OTHER = "Bridge stays\n\nThe bridge will stay open, said Ana Ruiz. It cost 900 crowns.\n"
CRITERIA = dict.fromkeys(
    ("central_claim", "sources_identified", "anonymity_justified", "anonymity_for_fact", "allegations_answered",
     "traceable", "headline", "consistent"), "na")
CRITERIA |= {"central_claim": "fail", "traceable": "concern", "headline": "pass"}
ARITHMETIC = {"claims": [{}, {}, {}], "mean": 62.5, "cap": 40.0, "index": 40.0}


def rule(name: str, private: bool = False) -> Rule:
    return Rule(name, name.partition("/")[0], f"rules/{name}.toml", "error", "high", "stable", "A message.",
                "A reason.", "A remedy.", ("ap",), "", {}, private, ())


def found(name: str, severity: str, start: int | None, stop: int | None, **more: Any) -> dict[str, Any]:
    """A finding in the first article."""
    return {"finding_id": "0123456789abcdef", "rule": name, "family": name.partition("/")[0], "severity": severity,
            "confidence": "high", "article_id": "a.txt", "path": "a.txt", "start": start, "stop": stop,
            "message": "A message.", "related": [], "private": False, **more}


def made(
    findings: list[dict[str, Any]], texts: tuple[str, str] = (TEXT, OTHER), index: int | None = 40, path: str = "a.txt",
) -> Audit:
    """An audit of two articles, `findings` in the first."""
    paths = [path, "b.txt"]
    t = {name: tables.empty(name) for name in tables.SCHEMAS}
    t["documents"] = tables.conform("documents", {"document_id": paths, "path": paths, "text": list(texts)})
    t["articles"] = tables.conform("articles", {
        "article_id": ["a.txt", "b.txt"], "document_id": paths, "path": paths, "start": [0, 0],
        "stop": [len(text) for text in texts], "title": [text.split("\n")[0] for text in texts],
        "outlet": ["The Gazette", None], "published": [datetime(2026, 3, 1, 14, 30, tzinfo=UTC), None],
        "role": ["audited", "audited"],
    })
    t["sources"] = tables.conform("sources", {
        "source_id": ["1", "2", "3"], "article_id": ["a.txt"] * 3,
        "identification": ["anonymous", "anonymous", "named"],
    })
    columns = {name: [row.get(name) for row in findings] for name in tables.SCHEMAS["findings"]}
    t["findings"] = tables.conform("findings", columns)
    t["scores"] = tables.conform("scores", {
        "article_id": ["a.txt", "b.txt"], "index": [index, 100],
        "criteria": [json.dumps(CRITERIA)] * 2, "arithmetic": [json.dumps(ARITHMETIC)] * 2,
    })
    t["failures"] = tables.conform("failures", {"path": ["c.txt"], "where": [""], "error": ["no text"]})
    t["notices"] = tables.conform("notices", {"path": ["a.txt"], "where": ["line 3"], "text": ["short: 10 words"]})
    rules = [rule("anonymous-sourcing/bare"), rule("disagreement/number"), rule("attribution/own-eyes", private=True)]
    return Audit(t, rules, {"ap": Standard("A Press", "Rules", "https://example.org", "Say who.")})


BARE = found("anonymous-sourcing/bare", "error", 40, 47)
NUMBER = found("disagreement/number", "warning", 62, 72, related=[
    {"article_id": "b.txt", "path": "b.txt", "start": 59, "stop": 69}])
WHOLE = found("anonymous-sourcing/bare", "note", None, None)
PRIVATE = found("attribution/own-eyes", "error", 17, 27, message="For your eyes.", private=True)
AUDIT = made([BARE, NUMBER, WHOLE, PRIVATE])


def shown(
    audit: Audit = AUDIT, kind: str = "rich", *, terminal: bool = False, encoding: str = "utf-8", **options: Any
) -> str:
    return report.render(kind, audit, "error", terminal, encoding, **{"verbose": False, "color": True, **options})


# --- json and concise ----------------------------------------------------------------------------------------------


def test_json_has_the_promised_keys_in_order() -> None:
    out = json.loads(shown(kind="json"))
    assert list(out) == ["version", "articles", "findings", "failures", "notices"]
    assert list(out["articles"][0]) == [
        "article_id", "path", "start", "stop", "title", "outlet", "published", "index", "criteria", "counts"]
    assert list(out["findings"][0]) == [
        "finding_id", "rule", "family", "severity", "confidence", "accepted", "article_id", "path", "start", "stop",
        "line", "column", "message", "related"]
    assert out["failures"] == [{"path": "c.txt", "where": "", "error": "no text"}]
    assert out["notices"] == [{"path": "a.txt", "where": "line 3", "text": "short: 10 words"}]


def test_json_tells_index_criteria_counts_and_time() -> None:
    article = json.loads(shown(kind="json"))["articles"][0]
    assert article["published"] == "2026-03-01T14:30:00Z"
    assert (article["index"], article["criteria"]) == (40, CRITERIA)
    assert article["counts"] == {"error": 1, "warning": 1, "note": 1}
    assert json.loads(shown(made([], index=None), "json"))["articles"][0]["index"] is None


def test_json_places_findings_by_line_and_column_after_crlf() -> None:
    bare, number, whole = json.loads(shown(kind="json"))["findings"]
    assert TEXT[bare["start"] : bare["stop"]] == "sources"
    assert (bare["line"], bare["column"]) == (3, 24)
    assert number["related"] == [
        {"article_id": "b.txt", "path": "b.txt", "start": 59, "stop": 69, "line": 3, "column": 46}]
    assert (whole["start"], whole["stop"], whole["line"], whole["column"]) == (None, None, 1, 1)


def test_concise_is_a_line_a_finding() -> None:
    assert shown(kind="concise") == (
        "a.txt:3:24: error[anonymous-sourcing/bare] A message.\n"
        "a.txt:3:46: warning[disagreement/number] A message.\n"
        "a.txt:1:1: note[anonymous-sourcing/bare] A message.\n"
    )


def test_json_of_many_articles_is_quick() -> None:
    audit = made([BARE] * 10_000)
    begin = time.process_time()
    shown(audit, "json")
    assert time.process_time() - begin < 2


# --- private -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["rich", "concise", "json"])
def test_private_findings_are_in_no_file_and_not_counted(kind: str) -> None:
    assert "For your eyes." not in shown(kind=kind)
    assert report.counts(AUDIT) == {"error": 1, "warning": 1, "note": 1}


def test_private_findings_are_shown_at_a_terminal_not_counted() -> None:
    out = shown(terminal=True)
    assert "For your eyes." in out
    assert "private: not counted" in out
    assert "1 error, 1 warning, 1 note in 2 articles" in out


@pytest.mark.parametrize("kind", ["concise", "json"])
def test_private_findings_stay_out_of_machine_formats_even_at_a_terminal(kind: str) -> None:
    assert "For your eyes." not in shown(kind=kind, terminal=True)


# --- rich ----------------------------------------------------------------------------------------------------------


def test_report_shows_header_index_criteria_sources_findings_and_verdict() -> None:
    out = shown()
    for part in (
        "Bridge closes\nThe Gazette · 1 March 2026, 14:30 UTC\na.txt\n", "Sourcing Disclosure Index 40–44 of 100\n",
        "mean quality of 3 checkable claims: 62; the weakest central claim allows 40", "✗ fail    central claim",
        "! concern numbers, documents traceable", "– n.a.    sources identified", "Sources  N AA\n",
        "a.txt:3:24  ✗ error[anonymous-sourcing/bare]\n", "     3 │ The bridge will close, sources said.\n",
        "       │                        ───────\n", "why   A reason.", "fix   A remedy.",
        "see   A Press, Rules: auditor rules anonymous-sourcing/bare", "other b.txt:3:46\n", "It cost 900 crowns.",
        "Not audited\n  c.txt: no text\n", "Notices\n  a.txt: line 3: short: 10 words\n",
    ):
        assert part in out
    assert out.splitlines()[-1] == \
        "FAIL (fails on error): 1 error, 1 warning, 1 note in 2 articles; 1 could not be audited"


def test_reason_and_remedy_are_told_once_an_article() -> None:
    assert shown().count("A reason.") == 2  # for two rules, of which one has two findings


def test_findings_about_the_same_words_show_them_once() -> None:
    out = shown(made([BARE, found("disagreement/number", "note", 40, 47)]))
    assert out.count("The bridge will close, sources said.") == 1
    assert "\n  · note[disagreement/number]\n" in out


def test_not_scored_is_said() -> None:
    assert "Sourcing Disclosure Index not scored\n" in shown(made([], index=None))


@pytest.mark.parametrize(("index", "band"), [(0, "0–4"), (63, "60–64"), (94, "90–94"), (95, "95–100"), (100, "95–100")])
def test_index_is_shown_as_a_band_of_five(index: int, band: str) -> None:
    assert f"Index {band} of 100" in shown(made([], index=index))


def test_no_color_is_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    colored = r"\x1b\[(?:[0-9;]*;)?3[0-9]"
    assert re.search(colored, shown(terminal=True))
    assert not re.search(colored, shown(terminal=True, color=False))
    assert "\x1b" not in shown()


def test_without_unicode_the_report_is_ascii() -> None:
    out = shown(encoding="ascii")
    assert out.isascii()
    assert "---" in out


@pytest.mark.parametrize("width", [40, 60, 80, 120, 300])
def test_lines_fit_the_width(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    long = "Ponderous " * 60 + "\n\n" + "The bridge will close, sources said, " * 40 + "and so on.\n"
    out = shown(made([found("anonymous-sourcing/bare", "error", 700, 760, message="word " * 100)], (long, OTHER)))
    # Locations, file names and the verdict are left whole, for links and for copying.
    free = re.compile(r"^(?:[ab]\.txt|  (?:see|[abc]\.txt)|FAIL)")
    assert max(cell_len(line) for line in out.splitlines() if not free.match(line)) <= width


def test_a_batch_shows_the_worst_in_full_and_all_in_a_table(tmp_path: Path) -> None:
    for n in range(15):
        who = "sources" if n > 2 else "Ana Ruiz"
        (tmp_path / f"{n:02}.txt").write_text(f"Bridge {n}\n\nIt will close, {who} said.\n")
    batch = audit([tmp_path])
    out = shown(batch)
    assert "12 of 15 articles are shown in full; --verbose shows all." in out
    assert len(re.findall("Sourcing Disclosure Index", out)) == 12
    assert "/00.txt\n" not in out
    assert len(re.findall("Sourcing Disclosure Index", shown(batch, verbose=True))) == 15


HOSTILE = [
    "[bold red]x[/] [/b] [link=https://example.org]here[/link] :smile:", "\x1b[2J\x1b]8;;https://example.org\x07link",
    "\x9b31mred \x90q \x07", "\u202egnp.exe \u2066x", "a\u200bb \U000e0041", "e" + "\u0301" * 500, "\x00\x7f\b\b",
]

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\U000e0000-\U000e007f]")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["rich", "concise"])
@pytest.mark.parametrize("terminal", [True, False])
def test_hostile_text_stays_text(text: str, kind: str, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    words = f"{text}\n\nIt says {text} here, sources said.\n"
    out = shown(made([found("anonymous-sourcing/bare", "error", len(text) + 10, len(words) - 10, message=text)],
                     (words, OTHER), path=text), kind, terminal=terminal)
    assert not UNSAFE.search(out)
    assert "[bold red]x[/] [/b] [link=https://example.org]" not in text or "[bold red]x[/]" in out


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_escaped_in_json_and_reads_back(text: str) -> None:
    out = shown(made([found("anonymous-sourcing/bare", "error", 0, 1, message=text)], path=text), "json")
    assert not UNSAFE.search(out)
    assert json.loads(out)["findings"][0]["message"] == json.loads(out)["articles"][0]["path"] == text


# --- lines ---------------------------------------------------------------------------------------------------------


def test_excerpt_underlines_the_marked_words() -> None:
    line = "It rained. The bridge will close, sources said. It snowed."
    start = line.index("sources")
    assert excerpt(line, start, start + 7, 60) == [
        ("The bridge will close, sources said.", "                       ───────")]


def test_excerpt_underlines_across_rows_and_cuts_what_is_too_long() -> None:
    line = "word " * 500
    got = excerpt(line.strip(), 1000, 1009, 30)
    assert got[0][0].startswith("… ")
    assert got[-1][0].endswith(" …")
    assert sum(bars.count("─") for _, bars in got) == 9


def test_excerpt_of_wide_characters_underlines_cells() -> None:
    assert excerpt("東京 said so", 0, 2, 40) == [("東京 said so", "────")]


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.integers(20, 120))
def test_excerpt_takes_any_text(line: str, start: int, size: int, width: int) -> None:
    start = min(start, len(line))
    for text, bars in excerpt(line, start, min(start + size, len(line)), width):
        assert cell_len(text) <= width
        assert cell_len(bars) <= width
        assert "\x1b" not in text


@given(st.text(max_size=300), st.integers(10, 120))
def test_wrapped_lines_fit(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrapped(text, width))


@pytest.mark.parametrize("text", ["." * 100_000, '"' * 100_000, "x" * 100_000, " " * 100_000, "\u0301" * 100_000])
def test_excerpt_of_a_hostile_line_is_quick(text: str) -> None:
    begin = time.process_time()
    excerpt(text, 50_000, 50_010, 80)
    assert time.process_time() - begin < 5


# --- snapshots -----------------------------------------------------------------------------------------------------


def snapshots() -> dict[str, tuple[str, int, str]]:
    """File name -> folder, width, format."""
    return {
        "harbour-audit-100.txt": ("seeds/harbour-audit", 100, "rich"), "seeds.txt": ("seeds", 80, "concise"),
        "hostel-trial-60.txt": ("seeds/hostel-trial", 60, "rich"),
    }


@pytest.mark.parametrize("name", snapshots())
def test_report_is_as_it_was_read_last(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, width, kind = snapshots()[name]
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", str(width))
    assert shown(audit([folder]), kind) == (SNAPSHOTS / name).read_text(encoding="utf-8"), \
        "python tests/test_reports.py writes it anew"


def test_json_of_the_seeds_reads_back() -> None:
    out = json.loads(shown(audit([ROOT / "seeds"]), "json"))
    texts = {article["article_id"]: article for article in out["articles"]}
    assert len(texts) == len(out["articles"])
    assert {finding["article_id"] for finding in out["findings"]} <= texts.keys()
    assert isinstance(pl.DataFrame(out["findings"], infer_schema_length=None), pl.DataFrame)


def write_anew() -> None:
    """Write the snapshots."""
    import os

    os.chdir(ROOT)
    SNAPSHOTS.mkdir(exist_ok=True)
    for name, (folder, width, kind) in snapshots().items():
        os.environ["COLUMNS"] = str(width)
        (SNAPSHOTS / name).write_text(shown(audit([folder]), kind), encoding="utf-8")


if __name__ == "__main__":
    write_anew()
