"""What a rule file may hold, and every complaint about one that does not: file, line, the nearest valid word."""

from pathlib import Path
from typing import Any

import pytest

from auditor import lexicons, rulebook
from auditor.errors import AuditorError, Failure
from auditor.rulebook import FACTS, Example, Param, Rule, configure, sql
from auditor.rulebook.source import LARGEST

STANDARDS = """
[house-book]
publisher = "The Lantern"
title = "House book"
url = "https://lantern.example/book"
says = "Name the source."
"""
RULE = """severity = "warning"
message = "{label} is cited"
why = "Readers cannot check it."
fix = "Name it."
standards = ["house-book"]
find = '''
SELECT article_id, start, stop, label FROM cited
WHERE identification = 'anonymous' AND tier >= :tier
'''

[params]
tier = { value = 8, why = "From here on nobody can be found." }

[[examples]]
flag = "[[An official]] said so."

[[examples]]
pass = "Ana Ruiz, an engineer, said so."
"""


def put(folder: Path, source: str, name: str = "attribution/some-fault") -> Path:
    path = folder / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    (folder / "standards.toml").write_text(STANDARDS, encoding="utf-8")
    return path


def load_one(folder: Path, source: str) -> Rule:
    put(folder, source)
    rules, failures = rulebook.load([folder])
    assert failures == []
    return rules[0]


def test_a_rule_file_becomes_a_rule(tmp_path: Path) -> None:
    assert load_one(tmp_path, RULE) == Rule(
        name="attribution/some-fault", family="attribution", path=str(tmp_path / "attribution/some-fault.toml"),
        severity="warning", confidence="medium", status="stable", message="{label} is cited",
        why="Readers cannot check it.", fix="Name it.", standards=("house-book",),
        find="SELECT article_id, start, stop, label FROM cited\nWHERE identification = 'anonymous' AND tier >= :tier",
        params={"tier": Param(8, "From here on nobody can be found.")}, private=False,
        examples=(Example("flag", 15, ("An official said so.",), ((0, 0, 11),)),
                  Example("pass", 18, ("Ana Ruiz, an engineer, said so.",), ())),
    )


def test_rules_come_sorted_by_name_from_every_folder(tmp_path: Path) -> None:
    put(tmp_path / "one", RULE, "attribution/b")
    put(tmp_path / "two", RULE, "attribution/a")
    rules, failures = rulebook.load([tmp_path / "one", tmp_path / "two"])
    assert ([rule.name for rule in rules], failures) == (["attribution/a", "attribution/b"], [])


def test_a_file_that_does_not_load_leaves_the_others(tmp_path: Path) -> None:
    put(tmp_path, RULE, "attribution/good")
    put(tmp_path, "severity = ", "attribution/bad")
    rules, failures = rulebook.load([tmp_path])
    assert [rule.name for rule in rules] == ["attribution/good"]
    assert failures == [Failure(str(tmp_path / "attribution/bad.toml"), "line 1", "not TOML: Invalid value")]


def test_what_else_a_folder_of_rules_holds_is_not_a_rule(tmp_path: Path) -> None:
    put(tmp_path, RULE)
    for name in ("scoring", "lexicons/words", ".hidden/attribution/x"):
        put(tmp_path, "", name)
    assert rulebook.load([tmp_path])[1] == []


def test_marks_are_taken_out_and_placed_in_the_text_without_them(tmp_path: Path) -> None:
    rule = load_one(tmp_path, RULE.replace('"[[An official]] said so."', '["[[One]] and [[two]].", "Then [[three]]."]'))
    assert rule.examples[0] == Example(
        "flag", 15, ("One and two.", "Then three."), ((0, 0, 3), (0, 8, 11), (1, 5, 10)),
    )


def test_a_param_may_name_the_terms_of_a_lexicon(tmp_path: Path) -> None:
    name = lexicons.names()[0]
    category, terms = next(iter(lexicons.load(name).items()))
    source = RULE.replace("tier >= :tier", "label IN :tier")
    one = source.replace("value = 8", f'lexicon = "{name}", category = "{category}"')
    assert load_one(tmp_path, one).params["tier"].value == terms
    every = tuple(term for listed in lexicons.load(name).values() for term in listed)
    assert load_one(tmp_path, source.replace("value = 8", f'lexicon = "{name}"')).params["tier"].value == every


def test_a_param_may_be_written_bare(tmp_path: Path) -> None:
    bare = RULE.replace('{ value = 8, why = "From here on nobody can be found." }', "8")
    assert load_one(tmp_path, bare).params == {"tier": Param(8)}


# --- what does not load --------------------------------------------------------------------------------------------

TIER = 'tier = { value = 8, why = "From here on nobody can be found." }'
NO_EXAMPLES = RULE.partition("[[examples]]")[0]
FAULTS = [
    ("severity =", "sevrity =", "line 1", "unknown key 'sevrity'; did you mean 'severity'?"),
    ('severity = "warning"\n', "", "", "needs 'severity': note, warning, error"),
    ('"warning"', '"warn"', "line 1", "unknown severity 'warn'; did you mean 'warning'?"),
    ('"warning"', '"fatal"', "line 1", "unknown severity 'fatal'; expected note, warning, error"),
    ('"warning"', '"note"\nconfidence = "hihg"', "line 2", "unknown confidence 'hihg'; did you mean 'high'?"),
    ('"warning"', '"note"\nstatus = "trail"', "line 2", "unknown status 'trail'; did you mean 'trial'?"),
    ('"warning"', '"note"\nprivate = "yes"', "line 2", "private must be true or false"),
    ("label} is", "lable} is", "line 2", "unknown placeholder {lable}; did you mean 'label'?"),
    ("{label} is", "{label!r} is", "line 2", "a placeholder is {label} alone, without ! or :"),
    ("{label} is", "{label is", "line 2", "message: expected '}' before end of string"),
    ('"{label} is cited"', '"{label}\\nis cited"', "line 2", "message must be one line"),
    ('why = "Readers cannot check it."', 'why = " "', "line 3", "needs 'why', a text that is not empty"),
    ('fix = "Name it."\n', "", "", "needs 'fix', a text that is not empty"),
    ('["house-book"]', '["house-bok"]', "line 5", "unknown standard 'house-bok'; did you mean 'house-book'?"),
    ('["house-book"]', '"house-book"', "line 5", "standards must be a list of ids in standards.toml"),
    ("start, stop, label", "start, stop, label, identificaton", "line 7",
     "unknown column 'identificaton'; did you mean 'identification'?"),
    ("AND tier", "AND cited.teir > 1 AND tier", "line 8", "unknown column 'teir'; did you mean 'tier'?"),
    ("AND tier", "AND citd.tier > 1 AND tier", "line 8", "unknown table 'citd'"),
    ("FROM cited", "FROM citd", "line 7", "unknown table 'citd'; did you mean 'cited'?"),
    ("FROM cited", "FROM cited JOIN span USING (article_id)", "line 7", "unknown table 'span'; did you mean 'spans'?"),
    ("'anonymous'", "'anonymus'", "line 8", "identification is never 'anonymus'; did you mean 'anonymous'?"),
    ("SELECT article_id,", "SELECT", "line 7", "must return article_id, as the tables hold it"),
    ("stop, label", "label", "line 7", "start and stop go together"),
    ("label FROM", "label, cue AS other_start, cue AS other_stop FROM", "line 7",
     "other_start must be a position, a whole number, found String"),
    ("label FROM", "label, start AS other_start, stop AS other_stop FROM", "line 7",
     "other_start needs other_article_id"),
    ("label FROM", "label, tier AS severity FROM", "line 7", "severity must be one of note, warning, error"),
    ("SELECT article_id", "SELECT article_id article_id article_id", "line 7",
     "sql parser error: Expected: end of statement, found: article_id"),
    ("label FROM", "bool_or(label) AS label FROM", "line 7", "unsupported function 'bool_or'"),
    ("'anonymous' AND", "'anonymous' AND regexp_like(label, '(') AND", "line 7", "regex error: regex parse error:"
     " ( ^ error: unclosed group"),
    ("SELECT article_id", "DELETE FROM cited; SELECT article_id", "line 7", "expected one SELECT, found 'DELETE'"),
    ("SELECT article_id", "SELECT 1; SELECT article_id", "line 7", "expected one SELECT, found several statements"),
    ("FROM cited", "FROM read_csv('/etc/passwd')", "line 7",
     "table function 'read_csv' is not allowed: only the tables can be read"),
    (">= :tier", ">= :teir", "line 8", "unknown param :teir; did you mean 'tier'?"),
    (" AND tier >= :tier", "", "line 12", "param 'tier' is not used in find, as :tier"),
    (TIER, "tier = { value = 8, wy = '' }", "line 12", "unknown key 'wy' in param 'tier'; did you mean 'why'?"),
    (TIER, "tier = { value = 8, why = 1 }", "line 12", "'why' in param 'tier' must be a text"),
    (TIER, "tier = { why = '' }", "line 12", "param 'tier' needs either a value or a lexicon"),
    (TIER, 'tier = "\\bsaid\\b"', "line 12", "param 'tier' holds a control character: in double quotes TOML"
     " reads \\b as one, write regexes in single quotes"),
    (TIER, "tier = [1, 'a']", "line 12", "the members of param 'tier' must be of one kind"),
    (TIER, "tier = 2026-01-01", "line 12",
     "param 'tier' must be a number, a word, true or false, or a list of these"),
    (TIER, "tier = { lexicon = 'anonimity' }", "line 12", "unknown lexicon 'anonimity'; did you mean 'anonymity'?"),
    ("find =", "needs = 8\nfind =", "line 6", 'needs must be a table: { "table.column" = [words] }'),
    ("find =", 'needs = { "cited.kind" = [] }\nfind =', "line 6", "unknown column 'cited.kind' in needs"),
    ("find =", 'needs = { "cited.stance" = ["denied"] }\nfind =', "line 6",
     "cited.stance is never 'denied'; did you mean 'denies'?"),
    ("[params]\n" + TIER, "params = 8", "line 11", "params must be a table of named values"),
    ("[[examples]]\nflag", "[[examples]]\nflags", "line 15", "unknown kind of example 'flags'; did you mean 'flag'?"),
    ("[[examples]]\nflag", "[[examples]]\nmiss", "",
     'needs an example that must flag: [[examples]] with flag = "..."'),
    ("[[examples]]\npass", "[[examples]]\nnoise", "",
     'needs an example that must pass: [[examples]] with pass = "..."'),
    ("[[An official]]", "[[An [[official]]]]", "line 15", "a [[ without its ]], or one mark inside another"),
    ("Ana Ruiz,", "[[Ana Ruiz]],", "line 18", "a text that must pass has nothing to mark"),
    ('"Ana Ruiz, an engineer, said so."', "[]", "line 18",
     "pass must be the text of an article, or a list of texts for several articles of one story"),
    ("Ana Ruiz, an", "Ana \\Ruiz, an", "line 18", "not TOML: Unescaped '\\' in a string"),
    (RULE, NO_EXAMPLES + "[examples]\nflag = 'x'\n", "line 14",
     "examples must be written as [[examples]], each with flag, pass, miss, noise"),
    (RULE, "", "", "empty, expected severity, confidence, status, message, why, fix, standards, find, needs, params,"
     " private, examples"),
    (RULE, "#" * LARGEST + RULE, "", f"larger than {LARGEST:,} bytes"),
]


@pytest.mark.parametrize(("old", "new", "where", "error"), FAULTS, ids=[error[:60] for *_, error in FAULTS])
def test_a_fault_is_told_with_file_line_and_nearest_word(
    tmp_path: Path, old: str, new: str, where: str, error: str,
) -> None:
    assert RULE.count(old) == 1
    path = put(tmp_path, RULE.replace(old, new))
    rules, failures = rulebook.load([tmp_path])
    assert rules == []
    assert Failure(str(path), where, error) in failures


def test_all_that_is_wrong_with_a_file_is_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, RULE.replace('"warning"', '"bad"').replace("fix =", "fixx ="))
    assert [failure.where for failure in rulebook.load([tmp_path])[1]] == ["line 4", "", "line 1"]


@pytest.mark.parametrize(("name", "error"), [
    ("atribution/x", "rules stand in a folder named for their family, 'atribution' is none;"
                     " did you mean 'attribution'?"),
    ("attribution/Some_Fault", "'Some_Fault' is no name for a rule, expected lower-case words joined by hyphens"),
])
def test_a_rule_has_a_family_and_a_name(tmp_path: Path, name: str, error: str) -> None:
    path = put(tmp_path, RULE, name)
    assert rulebook.load([tmp_path]) == ([], [Failure(str(path), "", error)])


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    first, second = put(tmp_path / "one", RULE), put(tmp_path / "two", RULE)
    rules, failures = rulebook.load([tmp_path / "one", tmp_path / "two"])
    assert [rule.path for rule in rules] == [str(first)]
    assert failures == [Failure(str(second), "", f"a rule attribution/some-fault was already read from {first}")]


@pytest.mark.parametrize(("name", "error"), [
    ("empty", "no rule file in this folder, expected <family>/<name>.toml"), ("missing", "no such folder"),
])
def test_a_folder_without_rules_is_a_failure(tmp_path: Path, name: str, error: str) -> None:
    (tmp_path / "empty").mkdir()
    assert rulebook.load([tmp_path / name]) == ([], [Failure(str(tmp_path / name), "", error)])


def test_a_file_that_is_not_utf_8_is_a_failure(tmp_path: Path) -> None:
    put(tmp_path, RULE).write_bytes(b"why = '\xff'")
    assert "not TOML: 'utf-8' codec can't decode" in rulebook.load([tmp_path])[1][0].error


def test_trusted_rules_are_read_without_their_examples(tmp_path: Path) -> None:
    path = put(tmp_path, RULE.replace("start, stop, label", "start, stop, lable") + "\n[[examples]]\nfoo = 1\n")
    rules, failures = rulebook.load([tmp_path], trusted=[tmp_path])
    assert (failures, [rule.examples for rule in rules]) == ([], [()])
    assert Failure(str(path), "line 7", "unknown column 'lable'; did you mean 'label'?") not in failures
    assert any("'foo'" in failure.error for failure in rulebook.faults(rules[0]))


# --- standards -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new", "error"), [
    ("says", "say", "unknown key 'say' in 'house-book'; did you mean 'says'?"),
    ('url = "https://lantern.example/book"', "", "'house-book' needs 'url', a text"),
    (STANDARDS, "\nhouse-book = 'x'\n", "'house-book' must be a table: publisher, title, url, says"),
])
def test_a_fault_in_the_standards_is_told(tmp_path: Path, old: str, new: str, error: str) -> None:
    path = tmp_path / "standards.toml"
    path.write_text(STANDARDS.replace(old, new), encoding="utf-8")
    assert Failure(str(path), "line 2", error) in rulebook.standards([tmp_path])[1]


# --- the SELECT ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "literal"), [
    (3, "3"), (0.5, "0.5"), (True, "TRUE"), ("it's", "'it''s'"), (("a", "b"), "('a', 'b')"), ((1, 2), "(1, 2)"),
    ((), "('\0')"),
])
def test_a_param_is_put_in_as_a_literal(value: rulebook.records.Value, literal: str) -> None:
    assert sql.filled("x :p", {"p": Param(value)}) == f"x {literal}"


def test_only_what_stands_outside_quotes_and_casts_is_a_param() -> None:
    query = """SELECT ':p' AS ":p", x::int, :p -- :p\n/* :p */ FROM cited"""
    assert sql.filled(query, {"p": Param(1)}) == """SELECT ':p' AS ":p", x::int, 1 -- :p\n/* :p */ FROM cited"""


def refused(query: str) -> list[str]:
    return [fault.error for fault in sql.refusals(query)]


@pytest.mark.parametrize("query", [
    "WITH a AS (SELECT article_id FROM cited), b AS (SELECT * FROM a) SELECT 1 FROM b, (a JOIN claims ON 1=1)",
    "SELECT extract(year FROM published) AS y, trim(BOTH ' ' FROM title) FROM articles a, stories AS s;",
    "SELECT article_id FROM cited WHERE name IS DISTINCT FROM label AND EXISTS (SELECT 1 FROM spans WHERE 1 IN (1, 2))",
    'SELECT article_id FROM "cited" JOIN LATERAL (SELECT 1) x ON 1 = 1',
    "SELECT article_id FROM CITED WHERE kind = 'x'",  # cited has no such column: for the engine to say
])
def test_a_select_over_the_tables_is_not_refused(query: str) -> None:
    assert refused(query) == []


@pytest.mark.parametrize("query", [
    "SELECT * FROM cited c, read_parquet('x') p", "SELECT * FROM cited JOIN read_ipc('x') ON 1 = 1",
    "SELECT * FROM (read_json('x'))", 'SELECT * FROM "read_csv"(\'x\')', "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM findings", "SELECT (SELECT 1 FROM read_csv('x')) FROM cited", "SELECT * FROM `read_csv`('x')",
    "DROP TABLE cited", "EXPLAIN SELECT 1", "", "SHOW TABLES",
    "SELECT * FROM cited CROSS JOIN LATERAL read_csv('x')",
    "SELECT 1 UNION SELECT * FROM read_csv('x')",
    "SELECT $$'$$ AS a, b FROM read_csv('x')", "SELECT E'\\'', b FROM read_csv('x')",
    "SELECT '\\' AS a FROM read_csv('x') --'", "SELECT a -- '\rFROM read_csv('x')", "FROM read_csv('x')",
    "WITH a AS (FROM read_csv('x')) SELECT * FROM a", "SELECT * FROM read_csv/**/('x')",
    "SELECT extract(year FROM d), * FROM cited, read_csv('x')",
])
def test_what_reads_anything_but_the_tables_is_refused(query: str) -> None:
    assert refused(query)


@pytest.mark.parametrize("condition", [
    "kind = 'nope'", "'nope' = kind", "s.kind <> 'nope'", "'nope' = s.kind", "kind IN ('cue', 'nope')",
    "kind NOT IN ('nope')", "kind IS DISTINCT FROM 'nope'", "kind IS NOT DISTINCT FROM 'nope'",
    "CASE kind WHEN 'cue' THEN 1 WHEN 'nope' THEN 2 END = 1", "CASE s.kind WHEN 'nope' THEN 2 END = 1",
    "quoted = 'nope'", "lexicon = 'nope'", "spans.kind = 'nope'", "KIND = 'nope'",
])
def test_a_word_that_a_column_never_holds_is_refused(condition: str) -> None:
    [error] = refused(f"SELECT article_id FROM spans s WHERE {condition}")
    assert "is never 'nope'" in error


@pytest.mark.parametrize("condition", [
    "kind = 'cue'", "category = 'nope'", "lower(text) = 'nope'", "text IN ('nope')",
    "CASE WHEN quoted THEN 'nope' END = 1",
    "kind IN (SELECT kind FROM spans WHERE text = 'nope')", "CASE kind WHEN 'cue' THEN 'nope' END = 'nope'",
])
def test_other_words_are_free(condition: str) -> None:
    assert refused(f"SELECT article_id FROM spans s WHERE {condition}") == []


def test_a_column_of_two_tables_may_hold_the_words_of_both() -> None:
    assert refused("SELECT 1 FROM spans s JOIN paragraphs p USING (article_id) WHERE kind IN ('cue', 'body')") == []
    assert refused("SELECT 1 FROM spans s JOIN paragraphs p USING (article_id) WHERE s.kind = 'body'") != []


def test_rules_read_facts_not_what_is_made_of_them() -> None:
    assert {"cited", "articles", "disagreements"} <= FACTS.keys()
    assert not {"findings", "failures", "notices", "scores"} & FACTS.keys()


# --- configuration -------------------------------------------------------------------------------------------------


@pytest.fixture
def rules(tmp_path: Path) -> list[Rule]:
    for name in ("attribution/a", "attribution/b", "disagreement/c"):
        put(tmp_path, RULE, name)
    put(tmp_path, 'status = "trial"\n' + RULE, "attribution/t")
    return rulebook.load([tmp_path])[0]


@pytest.mark.parametrize(("select", "ignore", "kept"), [
    ([], [], ["attribution/a", "attribution/b", "disagreement/c"]),
    (["attribution"], [], ["attribution/a", "attribution/b"]),
    (["attribution"], ["attribution/a"], ["attribution/b"]),
    (["disagreement/c", "attribution/t"], [], ["attribution/t", "disagreement/c"]),
    ([], ["attribution"], ["disagreement/c"]),
])
def test_rules_are_selected_by_name_and_family(
    rules: list[Rule], select: list[str], ignore: list[str], kept: list[str],
) -> None:
    assert [rule.name for rule in configure(rules, {}, select=select, ignore=ignore)] == kept


def test_severity_and_params_can_be_set_and_a_rule_switched_off(rules: list[Rule]) -> None:
    settings: dict[str, dict[str, Any]] = {"attribution/a": {"severity": "error", "params": {"tier": 9}},
                                           "attribution/b": {"severity": "off"}}
    a, c = configure(rules, settings)
    assert (a.severity, a.imposed, a.params["tier"].value) == ("error", "error", 9)
    assert (c.severity, c.imposed, c.name) == ("warning", "", "disagreement/c")


@pytest.mark.parametrize(("settings", "select", "error"), [
    ({"attribution/aa": {}}, [], "unknown rule 'attribution/aa'; did you mean 'attribution/a'?"),
    ({}, ["atribution"], "unknown rule or family 'atribution'; did you mean 'attribution'?"),
    ({}, ["b"], "unknown rule or family 'b'; did you mean 'attribution/b'?"),
    ({}, ["zebra"], "unknown rule or family 'zebra'; 'auditor rules' lists them"),
    ({"attribution/a": {"severity": "bad"}}, [],
     "attribution/a: unknown severity 'bad'; expected note, warning, error or off"),
    ({"attribution/a": {"params": {"teir": 9}}}, [], "attribution/a: unknown param 'teir'; did you mean 'tier'?"),
    ({"attribution/a": {"params": {"tier": "9"}}}, [], "attribution/a: param 'tier' cannot be '9', in place of 8"),
    ({"attribution/a": {"params": {"tier": True}}}, [], "attribution/a: param 'tier' cannot be True, in place of 8"),
    ({"attribution/a": {"params": {"tier": [9]}}}, [], "attribution/a: param 'tier' cannot be (9,), in place of 8"),
])
def test_a_setting_that_fits_no_rule_is_an_error(
    rules: list[Rule], settings: dict[str, dict[str, Any]], select: list[str], error: str,
) -> None:
    with pytest.raises(AuditorError) as raised:
        configure(rules, settings, select=select)
    assert str(raised.value) == error


def test_a_word_set_by_configuration_is_checked_like_one_in_the_file(tmp_path: Path) -> None:
    source = RULE.replace("'anonymous' AND tier >= :tier", ":who").replace(TIER, "who = 'anonymous'")
    rule = load_one(tmp_path, source)
    with pytest.raises(AuditorError, match="identification is never 'nobody'"):
        configure([rule], {rule.name: {"params": {"who": "nobody"}}})
