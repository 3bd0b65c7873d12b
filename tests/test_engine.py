"""The contract between a rule's SELECT and a finding; the examples of rules as the engine judges them."""

import unicodedata
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import engine, examples, tables
from auditor.engine import answers, judge
from auditor.engine.rows import WIDTH, shown
from auditor.errors import Failure
from auditor.rulebook import Example, Param, Rule

A, B = "a.txt", "b.txt"
TEXT = "The bridge closed. An official said so."


def rule(find: str, **changes: Any) -> Rule:
    return Rule(
        name="attribution/fault", family="attribution", path="rules/attribution/fault.toml", severity="warning",
        confidence="medium", status="stable", message="m", why="w", fix="f", standards=(), find=find, params={},
        private=False, examples=(),
    )._replace(**changes)


def facts(*paths: str, context: str = "") -> dict[str, pl.DataFrame]:
    """Articles with the two sentences of TEXT in one paragraph; their ids are their paths."""
    rows = [{"article_id": path, "path": path, "start": 0, "stop": len(TEXT), "role": "audited"} for path in paths]
    if context:
        rows.append({"article_id": context, "path": context, "start": 0, "stop": len(TEXT), "role": "context"})
    ids = [row["article_id"] for row in rows]
    return {
        "articles": tables.conform("articles", pl.DataFrame(rows)),
        "paragraphs": tables.conform("paragraphs", {
            "article_id": ids, "start": [0] * len(ids), "stop": [len(TEXT)] * len(ids), "text": [TEXT] * len(ids),
        }),
        "sentences": tables.conform("sentences", {
            "article_id": [i for i in ids for _ in range(2)], "start": [0, 19] * len(ids),
            "stop": [18, len(TEXT)] * len(ids), "text": [TEXT[:18], TEXT[19:]] * len(ids),
        }),
    }


def rows(*values: str) -> str:
    """A SELECT of literal rows (article_id, start, stop, and what else `values` hold as `1 AS n`)."""
    return " UNION ALL ".join(f"SELECT {value}" for value in values)


def found(find: str, *columns: str, **changes: Any) -> list[tuple[Any, ...]]:
    findings, failures = judge([rule(find, **changes)], facts(A, B))
    assert failures == []
    return findings.select(columns).rows()


def failed(find: str, **changes: Any) -> str:
    findings, [failure] = judge([rule(find, **changes)], facts(A, B))
    assert (findings.height, failure.path, failure.where) == (0, "rules/attribution/fault.toml", "")
    return failure.error.removeprefix("attribution/fault: ")


def test_a_row_is_a_finding() -> None:
    findings, failures = judge([rule(f"SELECT '{A}' AS article_id, 4 AS start, 10 AS stop")], facts(A))
    assert failures == []
    assert findings.drop("finding_id").to_dicts() == [{
        "rule": "attribution/fault", "family": "attribution", "severity": "warning", "confidence": "medium",
        "article_id": A, "path": A, "start": 4, "stop": 10, "message": "m", "related": [], "accepted": None,
        "private": False,
    }]


def test_without_start_and_stop_it_is_about_the_article() -> None:
    absent = f"SELECT '{A}' AS article_id"
    null = f"SELECT '{A}' AS article_id, NULL AS start, NULL AS stop"
    assert found(absent, "start", "stop") == found(null, "start", "stop") == [(None, None)]


def test_a_row_overrides_severity_and_confidence() -> None:
    find = rows(f"'{A}' AS article_id, 1 AS start, 2 AS stop, 'error' AS severity, 'high' AS confidence",
                f"'{A}' AS article_id, 3 AS start, 4 AS stop, NULL AS severity, NULL AS confidence")
    assert found(find, "severity", "confidence") == [("error", "high"), ("warning", "medium")]


def test_low_confidence_never_makes_an_error() -> None:
    find = f"SELECT '{A}' AS article_id"
    assert found(find, "severity", "confidence", severity="error", confidence="low") == [("warning", "low")]
    assert found(f"{find}, 'error' AS severity", "severity", confidence="low") == [("warning",)]
    assert found(f"{find}, 'low' AS confidence", "severity", severity="error") == [("warning",)]


def test_params_are_filled_in() -> None:
    find = "SELECT article_id FROM articles WHERE path IN :paths"
    assert found(find, "path", params={"paths": Param((A, "it's"))}) == [(A,)]


def test_the_far_side_is_related() -> None:
    find = f"SELECT '{A}' AS article_id, '{B}' AS other_article_id, 4 AS other_start, 10 AS other_stop"
    assert found(find, "related") == [([{"article_id": B, "path": B, "start": 4, "stop": 10}],)]


def test_rows_alike_in_article_and_span_are_one_finding_with_several_far_sides() -> None:
    near = f"'{A}' AS article_id, 0 AS start, 3 AS stop"
    find = rows(f"{near}, '{B}' AS other_article_id, 9 AS other_start, 10 AS other_stop, 'z' AS w, 'note' AS severity",
                f"{near}, '{A}' AS other_article_id, 5 AS other_start, 8 AS other_stop, 'y' AS w, 'error' AS severity",
                f"{near}, '{B}' AS other_article_id, 9 AS other_start, 10 AS other_stop, 'x' AS w, 'error' AS severity",
                f"{near}, NULL AS other_article_id, NULL AS other_start, NULL AS other_stop, 'w' AS w, 'note' AS x")
    [(related, severity, message)] = found(find, "related", "severity", "message", message="{w}")
    assert [(side["path"], side["start"]) for side in related] == [(A, 5), (B, 9)]
    assert (severity, message) == ("error", "x")


def test_doubles_are_dropped() -> None:
    assert len(found(rows(*[f"'{A}' AS article_id, 1 AS start, 2 AS stop"] * 3), "path")) == 1


def test_context_articles_get_no_finding_but_may_be_the_far_side() -> None:
    find = rows(f"'{A}' AS article_id, 'c.txt' AS other_article_id",
                f"'c.txt' AS article_id, '{A}' AS other_article_id")
    findings, _ = judge([rule(find)], facts(A, context="c.txt"))
    assert [(row["path"], row["related"][0]["path"]) for row in findings.to_dicts()] == [(A, "c.txt")]


def test_findings_are_sorted_by_path_start_stop_rule_and_message() -> None:
    find = rows(*[f"'{path}' AS article_id, {start} AS start, {stop} AS stop"
                  for path, start, stop in ((B, 1, 2), (A, 3, 4), (A, 1, 9), (A, 1, 2))],
                f"'{A}' AS article_id, NULL AS start, NULL AS stop")
    findings, _ = judge([rule(find, name="attribution/z"), rule(find, name="attribution/a")], facts(A, B))
    assert findings.filter(pl.col("rule") == "attribution/a").select("path", "start", "stop").rows() == [
        (A, None, None), (A, 1, 2), (A, 1, 9), (A, 3, 4), (B, 1, 2),
    ]
    assert findings["rule"][:4].to_list() == ["attribution/a", "attribution/z"] * 2


def test_findings_alike_in_all_of_it_follow_the_order_of_the_articles() -> None:
    records = tables.conform("articles", pl.DataFrame({"article_id": ["a#2", "a#10"], "path": A, "role": "audited"}))
    find = rows("'a#10' AS article_id", "'a#2' AS article_id")
    assert judge([rule(find)], facts(A) | {"articles": records})[0]["article_id"].to_list() == ["a#2", "a#10"]


def test_a_rule_whose_needs_are_not_met_is_not_run() -> None:
    find, path = f"SELECT '{A}' AS article_id", {"articles.path": (A,)}
    assert found(find, "path", needs=path) == found(find, "path", needs={"articles.path": ()}) == [(A,)]
    assert found(find, "path", needs={"articles.path": ("c.txt",)}) == []
    assert found(find, "path", needs={**path, "copies.article_id": ()}) == []


def test_the_order_of_rules_and_rows_changes_nothing() -> None:
    values = [f"'{path}' AS article_id, {n} AS start, 9 AS stop, {n} AS n" for path in (A, B) for n in (3, 1, 2)]
    rules = [rule(rows(*values), name=name, message="{n}") for name in ("attribution/b", "attribution/a")]
    turned = [rule(rows(*values[::-1]), name=name, message="{n}") for name in ("attribution/a", "attribution/b")]
    assert judge(rules, facts(A, B))[0].equals(judge(turned, facts(B, A))[0])


# --- messages ------------------------------------------------------------------------------------------------------


def test_a_message_is_filled_from_the_row() -> None:
    find = f"SELECT '{A}' AS article_id, 'Ana' AS who, 3 AS n"
    assert found(find, "message", message="{who}: {n} of {{them}}") == [("Ana: 3 of {them}",)]


@pytest.mark.parametrize(("words", "message"), [
    ("“They lied,”", "“They lied,” rests"), ("“They lied and", "“They lied and” rests"),
    ("he “lied”", "“he “lied”” rests"),
    ("“they” and “we”", "““they” and “we”” rests"), ("they lied", "“they lied” rests"),
])
def test_a_quotation_in_a_message_has_one_pair_of_marks(words: str, message: str) -> None:
    find = f"SELECT '{A}' AS article_id, '{words}' AS said"
    assert found(find, "message", message="“{said}” rests") == [(message,)]


@pytest.mark.parametrize(("value", "words"), [
    (None, "unknown"), (3, "3"), (2.0, "2"), (0.256, "0.26"), (True, "True"), ("a\x1b[31mb\nc", "a␛[31mb c"),
    ("x" * 90, "x" * 79 + "…"), (["a", "b"], "a, b"), ({"start": 1, "stop": 2}, "1, 2"), ([], ""),
])
def test_a_value_in_a_message_is_cleaned_and_cut(value: object, words: str) -> None:
    assert shown(value) == words


@settings(deadline=None)
@given(st.text(max_size=300))
def test_whatever_an_article_holds_a_message_is_one_short_line_without_controls(value: str) -> None:
    assert len(shown(value)) <= WIDTH
    assert not {unicodedata.category(char) for char in shown(value)} & {"Cc", "Cs", "Zl", "Zp"}


# --- what breaks the contract --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "error"), [
    ("'nope' AS article_id", "no article 'nope'"),
    ("NULL AS article_id, 'a' || NULL AS x", "must return article_id, as the tables hold it"),
    (f"'{A}' AS article_id, 5 AS start, 4 AS stop", "start 5 lies behind stop 4 in a.txt"),
    (f"'{A}' AS article_id, 5 AS start, NULL AS stop", "start 5 and stop None in a.txt: both or neither"),
    (f"'{A}' AS article_id, -1 AS start, 4 AS stop", "-1 to 4 lies outside a.txt, which is 0 to 39"),
    (f"'{A}' AS article_id, 1 AS start, 40 AS stop", "1 to 40 lies outside a.txt, which is 0 to 39"),
    (f"'{A}' AS article_id, 'nope' AS other_article_id", "no article 'nope'"),
    (f"'{A}' AS article_id, '{B}' AS other_article_id, 50 AS other_start, 51 AS other_stop",
     "50 to 51 lies outside b.txt, which is 0 to 39"),
    (f"'{A}' AS article_id, 'fatal' AS severity", "unknown severity 'fatal', expected note, warning, error"),
    (f"'{A}' AS article_id, 'sure' AS confidence", "unknown confidence 'sure', expected low, medium, high"),
    (f"'{A}' AS article_id, 'x' AS start, 2 AS stop", "start must be a position, a whole number, found String"),
    ("1 AS start, 2 AS stop", "must return article_id, as the tables hold it"),
])
def test_a_row_that_breaks_the_contract_is_a_failure_of_its_rule(row: str, error: str) -> None:
    assert failed(f"SELECT {row}").removeprefix("1 of 1 rows are left out: ") == error


def test_the_sound_rows_of_a_rule_are_kept() -> None:
    find = rows(f"'{A}' AS article_id", "'x' AS article_id", "'y' AS article_id")
    findings, [failure] = judge([rule(find)], facts(A))
    assert findings["path"].to_list() == [A]
    assert failure.error == "attribution/fault: 2 of 3 rows are left out: no article 'x'"


def test_a_rule_that_does_not_run_is_a_failure_and_the_others_run() -> None:
    bad = rule("SELECT article_id FROM articles WHERE title ~ '('")
    good = rule("SELECT article_id FROM articles")._replace(name="attribution/other")
    findings, [failure] = judge([bad, good], facts(A))
    assert (findings.height, failure.path) == (1, "rules/attribution/fault.toml")
    assert failure.error.startswith("attribution/fault: regex error")


def test_a_placeholder_without_a_column_is_a_failure() -> None:
    assert failed(f"SELECT '{A}' AS article_id", message="{who}") == "unknown placeholder {who}"


def test_a_fault_that_shows_only_at_running_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "attribution" / "fault.toml"
    path.parent.mkdir()
    path.write_text("""severity = "note"\nmessage = "m"\nwhy = "w"\nfix = "f"\nfind = "SELECT article_idd FROM articles"
[[examples]]\nflag = "x"\n[[examples]]\npass = "y"\n""")
    _, failures = judge([rule("SELECT article_idd FROM articles", path=str(path))], facts(A))
    assert failures == [Failure(str(path), "line 5", "unknown column 'article_idd'; did you mean 'article_id'?")]


def test_no_article_gets_more_findings_than_the_limit_and_the_gravest_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.output, "FINDINGS_AN_ARTICLE", 2)
    find = rows(*[f"'{A}' AS article_id, {n} AS start, 30 AS stop, '{severity}' AS severity"
                  for n, severity in enumerate(("note", "error", "note", "warning"))])
    findings, failures = judge([rule(find)], facts(A))
    assert findings.select("start", "severity").rows() == [(1, "error"), (3, "warning")]
    assert failures == [Failure(A, A, "only the 2 gravest of 4 findings are reported")]


def test_a_rule_that_returns_too_many_rows_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "ROWS_A_RULE", 1)
    monkeypatch.setattr(engine.rows, "ROWS_A_RULE", 1)
    _, [failure] = judge([rule("SELECT article_id FROM articles")], facts(A, B))
    assert failure.error == "attribution/fault: returned more than 1 rows, the others are left out"


# --- ids -----------------------------------------------------------------------------------------------------------


def ids(t: dict[str, pl.DataFrame], *values: str, **changes: Any) -> list[str]:
    return judge([rule(rows(*values), **changes)], t)[0]["finding_id"].to_list()


def moved(t: dict[str, pl.DataFrame], by: int) -> dict[str, pl.DataFrame]:
    """The tables `t` as if `by` characters had been written above the text."""
    return {name: frame.with_columns(pl.col("start", "stop") + by) for name, frame in t.items()}


def test_an_id_is_16_hex_digits_and_survives_an_edit_above() -> None:
    [before] = ids(facts(A), f"'{A}' AS article_id, 19 AS start, 25 AS stop")
    [after] = ids(moved(facts(A), 100), f"'{A}' AS article_id, 119 AS start, 125 AS stop")
    assert before == after
    assert len(before) == 16
    assert int(before, 16) >= 0


def test_an_id_depends_on_rule_file_name_sentence_and_far_side() -> None:
    near = f"'{A}' AS article_id, 0 AS start, 3 AS stop"
    far = ", 'b.txt' AS other_article_id, {} AS other_start, 25 AS other_stop"
    made = [
        ids(facts(A), near), ids(facts(A), near, name="attribution/other"),
        ids(facts(B), near.replace(A, B)), ids(facts(A), f"'{A}' AS article_id, 19 AS start, 20 AS stop"),
        ids(facts(A, B), near + far.format(0)), ids(facts(A, B), near + far.format(19)),
        ids(facts(A), f"'{A}' AS article_id"),
    ]
    assert len({made_id for listed in made for made_id in listed}) == len(made)


def test_an_id_does_not_depend_on_the_folder() -> None:
    assert ids(facts("x/a.txt"), "'x/a.txt' AS article_id") == ids(facts("y/z/a.txt"), "'y/z/a.txt' AS article_id")


def test_equal_findings_are_told_apart_by_their_number() -> None:
    one = [f"'{A}' AS article_id, {start} AS start, 18 AS stop" for start in (0, 4)]
    both = ids(facts(A), *one)
    assert len(set(both)) == 2
    assert ids(facts(A), one[1]) == both[:1]


# --- examples ------------------------------------------------------------------------------------------------------


def verdict(kind: str, marks: tuple[tuple[int, int, int], ...], find: str, *texts: str) -> str:
    example = Example(kind, 7, texts or ("One two.",), marks)
    [made] = examples.run([rule(find, examples=(example,))])
    assert made[:4] == ("attribution/fault", "rules/attribution/fault.toml", 7, kind)
    assert made.holds is (made.why == "")
    return made.why


EVERY = "SELECT article_id FROM articles"
NONE = "SELECT article_id FROM articles WHERE FALSE"
FIRST = "SELECT article_id, start, start + 3 AS stop FROM articles"


@pytest.mark.parametrize(("kind", "marks", "find", "why"), [
    ("flag", (), EVERY, ""),
    ("flag", (), NONE, "must be flagged, but passes"),
    ("flag", ((0, 0, 3),), FIRST, ""),
    ("flag", ((0, 4, 7),), FIRST, "must flag 'two', but flags 'One'"),
    ("flag", ((0, 0, 3),), EVERY, "must flag 'One', but flags the article"),
    ("flag", ((0, 0, 3),), NONE, "must flag 'One', but flags nothing"),
    ("pass", (), NONE, ""),
    ("pass", (), FIRST, "must pass, but is flagged: 'One'"),
    ("miss", (), NONE, ""),
    ("miss", (), EVERY, "is no miss any more: call it flag"),
    ("miss", ((0, 0, 3),), EVERY, ""),
    ("noise", (), EVERY, ""),
    ("noise", (), NONE, "is no noise any more: call it pass"),
    ("flag", (), "SELECT 1 AS article_id", "attribution/fault: must return article_id, as the tables hold it"),
])
def test_an_example_holds_or_says_why_not(
    kind: str, marks: tuple[tuple[int, int, int], ...], find: str, why: str,
) -> None:
    assert verdict(kind, marks, find) == why


def test_several_texts_are_articles_of_one_story() -> None:
    find = "SELECT article_id FROM stories QUALIFY count(*) OVER (PARTITION BY story_id) = 2"
    assert verdict("flag", (), find, "One two.", "Three four.") == ""
    assert verdict("flag", ((1, 0, 3),), FIRST + " WHERE path LIKE '%1.txt'", "One two.", "Three four.") == ""


def test_front_matter_of_an_example_is_read() -> None:
    find = "SELECT article_id FROM articles WHERE outlet = 'The Lantern'"
    assert verdict("flag", (), find, "---\noutlet: The Lantern\n---\n\nOne two.") == ""


def test_answers_had_before_change_nothing() -> None:
    rules = [
        rule("SELECT article_id FROM articles"),
        rule("SELECT article_id FROM Stories")._replace(name="attribution/other"),
    ]
    t = facts(A)
    early = answers(rules, t, without=["stories"])
    assert list(early) == ["attribution/fault"]
    assert judge(rules, t, early)[0].equals(judge(rules, t)[0])
