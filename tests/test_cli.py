"""The command line: what goes where, exit codes, configuration, every mistake told in one line."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from auditor.cli import main
from auditor.lexicons import RULES

ARTICLE = "Bridge closes\n\nThe bridge will close, whisperers said. Mayor Ana Ruiz said it would open again in May.\n"
RULE = '''
severity = "{severity}"
confidence = "high"
message = "Who whispers: {{text}}?"
why = "A reader cannot weigh it."
fix = "Say who."
find = "SELECT article_id, start, stop, text FROM sentences WHERE text LIKE '%{word}%'"
{more}
[[examples]]
flag = "The road will close, {word} said."
pass = "The road will close, the mayor said."
'''


class Run(NamedTuple):
    """What a run gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Auditor = Callable[..., Run]


@pytest.fixture
def auditor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Auditor:
    """The program, run in a folder of its own, with one rule of its own."""
    monkeypatch.chdir(tmp_path)
    rule(tmp_path, "whisper", "error", "whisperers")

    def run(*words: str) -> Run:
        capfd.readouterr()
        code = main([*words])
        return Run(code, *capfd.readouterr())

    return run


def rule(folder: Path, name: str, severity: str, word: str, more: str = "") -> None:
    """Write a rule file."""
    path = folder / "own" / "anonymous-sourcing" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RULE.format(severity=severity, word=word, more=more))


def article(name: str = "news.txt", text: str = ARTICLE) -> str:
    """Write an article in the current folder."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8", newline="")
    return name


OWN = ("--rules", "own", "--select", "anonymous-sourcing/whisper")


# --- exit codes and streams ----------------------------------------------------------------------------------------


def test_clean_article_exits_0_and_says_pass(auditor: Auditor) -> None:
    run = auditor("check", article(text="Open\n\nThe bridge is open, said Ana Ruiz, the mayor.\n"), *OWN)
    assert (run.code, run.out) == (0, "")
    assert run.err.splitlines()[-1] == "PASS (fails on error): 0 errors, 0 warnings, 0 notes in 1 article"


def test_finding_at_the_threshold_exits_1_and_says_fail(auditor: Auditor) -> None:
    run = auditor("check", article(), *OWN)
    assert run.code == 1
    assert run.out == "news.txt:3:1: error[anonymous-sourcing/whisper] Who whispers:" \
                      " The bridge will close, whisperers said.?\n"
    assert run.err.splitlines()[-1].startswith("FAIL (fails on error): 1 error, ")


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [("error", "error", 1), ("error", "note", 1), ("error", "never", 0), ("warning", "error", 0),
     ("warning", "warning", 1), ("note", "warning", 0), ("note", "note", 1)],
)
def test_fail_on_decides(auditor: Auditor, tmp_path: Path, severity: str, fail_on: str, code: int) -> None:
    rule(tmp_path, "whisper", severity, "whisperers")
    assert auditor("check", article(), *OWN, "--fail-on", fail_on).code == code


def test_256_findings_still_exit_1(auditor: Auditor) -> None:
    text = "".join(f"Word {n} came from whisperers.\n\n" for n in range(256))
    run = auditor("check", article(text=text), *OWN)
    assert (run.code, run.out.count("\n")) == (1, 256)


def test_unread_file_exits_2_and_the_rest_is_audited(auditor: Auditor) -> None:
    article()
    Path("empty.txt").touch()
    run = auditor("check", "news.txt", "empty.txt", *OWN, "--fail-on", "never")
    assert run.code == 2
    assert "auditor: empty.txt: no text" in run.err
    assert run.out.startswith("news.txt:3:1: error")


def test_findings_and_failures_exit_3(auditor: Auditor) -> None:
    run = auditor("check", article(), "missing.txt", *OWN)
    assert run.code == 3
    assert "missing.txt" in run.err


def test_nothing_to_audit_exits_2(auditor: Auditor, tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    run = auditor("check", "hollow")
    assert run.code == 2
    assert "auditor: hollow: nothing to audit" in run.err


def test_no_path_is_the_current_folder(auditor: Auditor) -> None:
    article("a/news.txt")
    assert auditor("check", *OWN).out.startswith("./a/news.txt:3:1:")


@pytest.mark.parametrize(
    "words",
    [("chek",), ("check", "--fomat", "json"), ("check", "--format", "xml"), ("check", "--jobs", "0"), ("sql",),
     ("check", "--fail-on", "always"), ("check", "-o", "nowhere/x.json"), ("check", "-o", "json=a", "-o", "a"),
     ("check", "--select", "anonymous-sourcing/wisper"), ("check", "--config", "no.toml"), ("rules", "nonsense")],
)
def test_wrong_usage_is_one_line_and_exits_2(auditor: Auditor, words: tuple[str, ...]) -> None:
    article()
    run = auditor(*words)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("auditor: ")
    assert run.err.count("\n") == 1


def test_unknown_names_get_the_nearest(auditor: Auditor) -> None:
    article()
    assert "did you mean 'anonymous-sourcing/whisper'" in auditor("check", "--rules", "own", "--select",
                                                                  "anonymous-sourcing/wisper").err
    assert "--format" in auditor("check", "--fomat", "json").err


def test_select_and_ignore_take_rules_and_families(auditor: Auditor, tmp_path: Path) -> None:
    rule(tmp_path, "second", "error", "Mayor")
    article()
    family = ("--rules", "own", "--select", "anonymous-sourcing")
    assert "[anonymous-sourcing/second]" in auditor("check", "news.txt", *family).out
    run = auditor("check", "news.txt", *family, "--ignore", "anonymous-sourcing/second")
    assert "[anonymous-sourcing/second]" not in run.out
    assert "[anonymous-sourcing/whisper]" in run.out
    assert auditor("check", "news.txt", "--rules", "own", "--ignore", "anonymous-sourcing").out == ""


def test_quiet_says_only_what_failed(auditor: Auditor) -> None:
    run = auditor("check", article(), "missing.txt", *OWN, "--quiet")
    assert run.err.startswith("auditor: missing.txt: ")
    assert run.err.count("\n") == 1


def test_broken_rule_file_is_a_failure_and_the_others_run(auditor: Auditor) -> None:
    Path("own/anonymous-sourcing/broken.toml").write_text("severity = [")
    run = auditor("check", article(), "--rules", "own", "--select", "anonymous-sourcing/whisper")
    assert run.code == 3
    assert "auditor: own/anonymous-sourcing/broken.toml: line 1: not TOML" in run.err
    assert "[anonymous-sourcing/whisper]" in run.out


# --- outputs -------------------------------------------------------------------------------------------------------


def test_output_goes_to_files_and_standard_output_stays_empty(auditor: Auditor) -> None:
    run = auditor("check", article(), *OWN, "-o", "json=out.json", "-o", "rich=out.txt", "--output", "out.log")
    assert (run.code, run.out) == (1, "")
    assert json.loads(Path("out.json").read_text())["version"] == 1
    assert "news.txt:3:1" in Path("out.txt").read_text()
    assert Path("out.log").read_text().startswith("news.txt:3:1: error[")


def test_output_may_also_be_standard_output(auditor: Auditor) -> None:
    run = auditor("check", article(), *OWN, "-o", "json=-", "-o", "concise=out.log")
    assert json.loads(run.out)["findings"]
    assert Path("out.log").exists()


def test_output_without_format_takes_that_of_format(auditor: Auditor) -> None:
    auditor("check", article(), *OWN, "--format", "json", "-o", "out")
    assert json.loads(Path("out").read_text())


def test_before_the_equals_sign_stands_a_format_only_if_it_is_one(auditor: Auditor) -> None:
    auditor("check", article(), *OWN, "-o", "sarif=out.json")
    assert Path("sarif=out.json").exists()


def test_output_replaces_a_file_whole_and_keeps_its_permissions(auditor: Auditor) -> None:
    Path("out.json").write_text("old" * 10_000)
    Path("out.json").chmod(0o640)
    auditor("check", article(), *OWN, "-o", "json=out.json")
    assert json.loads(Path("out.json").read_text())
    assert stat.S_IMODE(Path("out.json").stat().st_mode) == 0o640
    assert sorted(p.name for p in Path().iterdir() if p.name.startswith(".")) == []


def test_output_through_a_link_leaves_the_link(auditor: Auditor) -> None:
    Path("real.json").touch()
    Path("link.json").symlink_to("real.json")
    auditor("check", article(), *OWN, "-o", "json=link.json")
    assert Path("link.json").is_symlink()
    assert json.loads(Path("real.json").read_text())


def test_output_to_a_device_is_written_in_place(auditor: Auditor) -> None:
    assert auditor("check", article(), *OWN, "-o", "json=/dev/null").code == 1
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_output_goes_through_a_pipe_that_the_shell_names(auditor: Auditor) -> None:
    reader, writer = os.pipe()
    auditor("check", article(), *OWN, "-o", f"json=/dev/fd/{writer}")
    os.close(writer)
    with open(reader, "rb") as stream:
        assert json.loads(stream.read())["version"] == 1


def test_output_to_dev_stdout_adds_to_the_file_behind_it(auditor: Auditor) -> None:
    article()
    Path("log").write_text("kept\n")
    with open("log", "ab") as log:
        subprocess.run([sys.executable, "-m", "auditor", "check", "news.txt", *OWN, "-o", "/dev/stdout"], stdout=log,
                       check=False)
    assert Path("log").read_text().startswith("kept\nnews.txt:3:1: ")


@pytest.mark.parametrize("path", ["/dev/full", "/proc/out.json"])
def test_output_that_cannot_be_written_is_named(auditor: Auditor, path: str) -> None:
    if not os.path.isdir("/proc") or not os.path.exists("/dev/full"):
        pytest.skip("needs Linux")
    run = auditor("check", article(), *OWN, "-q", "-o", f"json={path}")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert run.err.startswith(f"auditor: cannot write to '{path}': ")


def test_same_input_same_bytes(auditor: Auditor) -> None:
    article("a.txt")
    article("b.md")
    first = auditor("check", "a.txt", "b.md", "--format", "json").out
    assert first == auditor("check", "a.txt", "b.md", "--format", "json", "--jobs", "1").out
    assert first == auditor("check", "a.txt", "b.md", "--format", "json").out


def test_standard_input_is_read_and_shown_as_a_dash(auditor: Auditor) -> None:
    run = program("check", "-", "--format", "json", stdin=ARTICLE)
    assert [a["path"] for a in json.loads(run.out)["articles"]] == ["-"]


# --- configuration -------------------------------------------------------------------------------------------------


def test_configuration_is_found_upwards_from_the_first_path(auditor: Auditor) -> None:
    Path("auditor.toml").write_text('[rules."anonymous-sourcing/whisper"]\nseverity = "note"\n')
    article("deep/down/news.txt")
    assert "note[anonymous-sourcing/whisper]" in auditor("check", "deep", *OWN).out


def test_configuration_may_stand_in_pyproject(auditor: Auditor) -> None:
    Path("pyproject.toml").write_text('[tool.auditor.rules."anonymous-sourcing/whisper"]\nseverity = "off"\n')
    assert auditor("check", article(), *OWN).out == ""
    Path("pyproject.toml").write_text('[tool]\nauditor.rules."anonymous-sourcing/whisper".severity = "off"\n')
    assert auditor("check", article(), *OWN).out == ""
    Path("pyproject.toml").write_text('tool = 3  # as "auditor" needs none\n')
    assert auditor("check", article(), *OWN).code == 1
    assert "tool: expected a table, found 3" in auditor("check", article(), *OWN, "--config", "pyproject.toml").err


def test_configured_severity_wins_over_what_the_select_says(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "own/anonymous-sourcing/whisper.toml"
    path.write_text(path.read_text().replace("text FROM", "text, 'error' AS severity FROM"))
    Path("auditor.toml").write_text('[rules."anonymous-sourcing/whisper"]\nseverity = "note"\n')
    assert "note[anonymous-sourcing/whisper]" in auditor("check", article(), *OWN).out


def test_configuration_sets_params(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "own/anonymous-sourcing/whisper.toml"
    path.write_text(path.read_text().replace("'%whisperers%'", ":word").replace(
        "[[examples]]", '[params]\nword = { value = "%whisperers%", why = "It is the word." }\n[[examples]]'))
    Path("other.toml").write_text('[rules."anonymous-sourcing/whisper".params]\nword = "%Mayor%"\n')
    assert "Who whispers: Mayor" in auditor("check", article(), *OWN, "--config", "other.toml").out


def test_configuration_names_the_columns_of_records(auditor: Auditor) -> None:
    Path("auditor.toml").write_text('[columns]\ntext = "Fließtext"\ntitle = "Zeile"\n')
    Path("news.csv").write_text("Zeile,Fließtext\nBrücke zu,whisperers said so\n", encoding="utf-8")
    found = json.loads(auditor("check", "news.csv", *OWN, "--format", "json").out)
    assert [(a["article_id"], a["title"]) for a in found["articles"]] == [("news.csv#1", "Brücke zu")]


def test_configuration_names_the_aliases_of_people(auditor: Auditor) -> None:
    Path("auditor.toml").write_text('[aliases]\n"Ana Ruiz" = ["Grey Fox"]\n')
    Path("fox.txt").write_text("A bridge closes\n\nThe bridge will close, said Ana Ruiz. The Grey Fox denied that.\n")
    rows = auditor("sql", "SELECT DISTINCT key FROM names", "fox.txt", "--format", "csv").out.splitlines()
    assert "ana ruiz" in rows
    assert not [row for row in rows if "fox" in row]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[aliases]\n'Ana Ruiz' = 'Fox'", "aliases.\"Ana Ruiz\": expected a list of spellings, found 'Fox'"),
        ("[aliases]\nAna = ['Fox']\nIda = ['Fox']", "\"Fox\" stands for both \"Ana\" and \"Ida\""),
        ("colums = 1", "auditor.toml:1: unknown key: 'colums'; did you mean 'columns'?"),
        ("\n[columns]\ntitel = 'x'", "auditor.toml:3: unknown field in [columns]: 'titel'; did you mean 'title'?"),
        ("[columns]\ntext = 3", "columns.text: expected the name of a column, found 3"),
        ("[rules.'a/b']\nseverty = 'note'", "unknown key in [rules.\"a/b\"]: 'severty'; did you mean 'severity'?"),
        ("[rules.'anonymous-sourcing/whisper']\nseverity = 'grave'", "note, warning, error, off, found 'grave'"),
        ("[rules.'anonymous-sourcing/wisper']\nseverity = 'off'", "did you mean 'anonymous-sourcing/whisper'?"),
        ("[rules.'anonymous-sourcing/whisper'.params]\nlimit = 3", "unknown param 'limit'"),
        ("rules = 3", "rules: expected a table, found 3"),
        ("[rules", "not TOML"),
    ],
)
def test_every_mistake_in_the_configuration_is_told(auditor: Auditor, text: str, said: str) -> None:
    Path("auditor.toml").write_text(text)
    run = auditor("check", article(), *OWN)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "auditor.toml" in run.err
    assert said in run.err


# --- context, private rules ----------------------------------------------------------------------------------------


def test_context_is_compared_with_but_not_audited(auditor: Auditor) -> None:
    article("a/news.txt")
    article("b/other.txt")
    run = auditor("check", "a", "--context", "b", *OWN, "--format", "json")
    assert {a["path"] for a in json.loads(run.out)["articles"]} == {"a/news.txt"}
    assert {f["path"] for f in json.loads(run.out)["findings"]} == {"a/news.txt"}
    roles = auditor("sql", "SELECT path, role FROM articles ORDER BY path", "a", "--context", "b", "--format", "csv")
    assert roles.out == "path,role\na/news.txt,audited\nb/other.txt,context\n"


def test_an_audited_article_is_no_context_of_itself(auditor: Auditor) -> None:
    run = auditor("sql", "SELECT path, role FROM articles", article(), "--context", "./", "--format", "csv")
    assert run.out == "path,role\nnews.txt,audited\n"


def test_private_findings_are_never_counted_nor_written(auditor: Auditor, tmp_path: Path) -> None:
    rule(tmp_path, "whisper", "error", "whisperers", "private = true")
    for form in ("concise", "json", "rich"):
        run = auditor("check", article(), *OWN, "--format", form)
        assert (run.code, "Who whispers" in run.out) == (0, False)
    assert "Who whispers" not in auditor("sql", "SELECT * FROM findings", "news.txt", "--rules", "own").out


# --- sql -----------------------------------------------------------------------------------------------------------


def test_sql_prints_lines_of_json(auditor: Auditor) -> None:
    run = auditor("sql", "SELECT path, start, published FROM articles", article(), "--format", "jsonl")
    assert (run.code, run.out) == (0, '{"path":"news.txt","start":0,"published":null}\n')


def test_sql_prints_times_as_iso_8601(auditor: Auditor) -> None:
    article("news.md", '+++\ntitle = "Bridge"\ndate = 2026-03-01\n+++\n\nThe bridge will close.\n')
    for form, said in (("jsonl", '"2026-03-01T00:00:00Z"'), ("csv", "\n2026-03-01T00:00:00Z\n")):
        assert said in auditor("sql", "SELECT published FROM articles", "news.md", "--format", form).out


def test_sql_writes_lists_as_json_in_csv(auditor: Auditor) -> None:
    run = auditor("sql", "SELECT contents FROM attributions LIMIT 1", article(), "--format", "csv")
    assert run.out.splitlines()[1].startswith('"[{""start"": ')


def test_sql_disarms_formulas_in_csv_alone(auditor: Auditor) -> None:
    article("news.md", '+++\ntitle = "=1+1"\n+++\n\nThe bridge will close, said Ana Ruiz.\n')
    assert "'=1+1" in auditor("sql", "SELECT title FROM articles", "news.md", "--format", "csv").out
    assert '"=1+1"' in auditor("sql", "SELECT title FROM articles", "news.md", "--format", "jsonl").out


def test_sql_writes_nothing_that_a_terminal_obeys(auditor: Auditor) -> None:
    title = "Bridge \x1b[2J \x9b31m \u202egnp.exe"
    article("news.md", f"---\ntitle: {title}\n---\n\nThe bridge will close, said Ana Ruiz.\n")
    for form in ("table", "csv", "jsonl"):
        out = auditor("sql", "SELECT title FROM articles", "news.md", "--format", form).out
        assert not set(out) & {"\x1b", "\x9b", "\u202e"}
    assert json.loads(out) == {"title": title}


def test_sql_table_is_safe_for_a_terminal(auditor: Auditor) -> None:
    article("news.md", "# Bridge \x1b[2J closes\n\nThe bridge will close, said Ana Ruiz.\n")
    out = auditor("sql", "SELECT text FROM documents", "news.md").out
    assert "\x1b" not in out
    assert "␛[2J" in out


def test_sql_writes_parquet(auditor: Auditor, tmp_path: Path) -> None:
    import polars as pl

    article()
    done = subprocess.run([sys.executable, "-m", "auditor", "sql", "SELECT * FROM paragraphs", "news.txt", "--format",
                           "parquet"], capture_output=True, check=True, cwd=tmp_path)
    (tmp_path / "p.parquet").write_bytes(done.stdout)
    assert pl.read_parquet(tmp_path / "p.parquet").height == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM article", "unknown table 'article'; did you mean 'articles'?"),
        ("SELECT pth FROM articles", "no column 'pth'; did you mean 'path'?"),
        ("SELECT a.pth FROM articles a", "no column 'pth'; did you mean 'path'?"),
        ("SELECT path FROM cited WHERE identification = 'anonymus'", "never 'anonymus'; did you mean 'anonymous'?"),
        ("SELEC path FROM articles", "expected"),
        ("", "expected one SELECT, found 'nothing'"),
        ("DROP TABLE articles", "expected one SELECT, found 'DROP'"),
        ("SELECT * FROM read_csv('/etc/passwd')", "table function 'read_csv' is not allowed"),
        ("SELECT path FROM articles WHERE title ~ '('", "unclosed group"),
        ("SELECT path FROM articles; SELECT 1", "statement"),
    ],
)
def test_bad_query_is_one_line_before_anything_is_read(auditor: Auditor, query: str, said: str) -> None:
    run = auditor("sql", query, "no-such-file.txt")
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert said.lower() in run.err.lower()


def test_sql_reports_what_could_not_be_read(auditor: Auditor) -> None:
    run = auditor("sql", "SELECT path, error FROM failures", article(), "missing.txt", "--format", "jsonl")
    assert run.code == 2
    assert json.loads(run.out)["path"] == "missing.txt"


# --- rules and test ------------------------------------------------------------------------------------------------


def test_rules_are_listed_and_explained(auditor: Auditor) -> None:
    assert "anonymous-sourcing/whisper  (error)" in auditor("rules", "--rules", "own").out
    told = auditor("rules", "whisper", "--rules", "own").out
    for part in ("A reader cannot weigh it.", "Say who.", "The road will close, whisperers said.", "whisper.toml"):
        assert part in told


def test_what_a_rule_file_holds_is_safe_to_print(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "own/anonymous-sourcing/whisper.toml"
    path.write_text(path.read_text().replace("Who", r"\u202eWho").replace("Say who", r"\u009b2J"))
    for words in (("rules",), ("rules", "whisper")):
        out = auditor(*words, "--rules", "own").out
        assert "⟨U+202E⟩Who" in out
        assert not set(out) & {"\u202e", "\u009b"}


def test_examples_of_one_built_in_family_are_tested(auditor: Auditor) -> None:
    family = auditor("test", str(RULES / "attribution"))
    assert family.code == 0
    assert family.out.startswith("PASS: ")
    assert "of 8 rules" in family.out


def test_examples_of_own_rules_are_tested(auditor: Auditor, tmp_path: Path) -> None:
    run = auditor("test", "own")
    assert (run.code, run.out) == (0, "PASS: 2 examples of 1 rule, 0 fail\n")
    assert auditor("test", "./own/anonymous-sourcing").out == run.out
    rule(tmp_path, "wrong", "error", "mayor")
    run = auditor("test", "own")
    assert run.code == 1
    assert "wrong.toml:" in run.out
    assert run.out.splitlines()[-1].startswith("FAIL: ")


# --- as a process --------------------------------------------------------------------------------------------------


def program(*words: str, stdin: str = "", **environment: str) -> Run:
    """The program in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "auditor", *words], input=stdin, capture_output=True, text=True,
                          encoding="utf-8", env={**os.environ, **environment}, check=False)
    return Run(done.returncode, done.stdout, done.stderr)


def test_help_imports_nothing_heavy() -> None:
    code = ("import sys; from auditor.cli import main; main(['--help']);"
            "print([name for name in ('polars', 'rich') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_importing_the_package_imports_nothing() -> None:
    code = "import sys, auditor; print([m for m in ('polars', 'click', 'auditor.api') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("form", ["rich", "concise", "json"])
def test_closed_pipe_ends_quietly(auditor: Auditor, form: str) -> None:
    article(text="".join(f"Word {n} came from whisperers.\n\n" for n in range(900)))
    process = subprocess.Popen([sys.executable, "-m", "auditor", "check", "news.txt", *OWN, "--format", form, "-q"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.close()
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


def test_interrupt_exits_130(auditor: Auditor) -> None:
    process = subprocess.Popen([sys.executable, "-m", "auditor", "check", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1)  # it waits for its input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}, {"COLUMNS": "1"}, {"LC_ALL": "C"}],
)
def test_report_is_plain_and_encodable_everywhere(auditor: Auditor, environment: dict[str, str]) -> None:
    article(text=ARTICLE.replace("Bridge closes", "Brücke “geschlossen” \x1b[31m"))
    run = program("check", "news.txt", *OWN, "--format", "rich", **environment)
    assert run.code == 1
    assert "\x1b" not in run.out
    assert "Who whispers" in run.out
    assert "ascii" not in environment.get("PYTHONIOENCODING", "") or run.out.isascii()


def test_full_disk_is_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "auditor", "rules"], stdout=full, stderr=subprocess.PIPE,
                              check=False)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_messages_to_a_full_disk_change_no_exit_code(auditor: Auditor) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "auditor", "check", article(), "missing.txt", *OWN],
                              stdout=subprocess.DEVNULL, stderr=full, check=False)
    assert done.returncode == 3


def test_defect_is_told_in_one_line(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any, **__: Any) -> None:
        raise LookupError("odd")

    monkeypatch.setattr("auditor.api.audit", crash)
    run = auditor("check", article())
    assert run.code == 2
    assert run.err.startswith("auditor: a defect in the auditor, at test_cli.py:")
    assert run.err.count("\n") == 1


@pytest.mark.parametrize(("ci", "shown"), [("", True), ("true", False)])
def test_terminal_gets_the_rich_report_and_private_findings_but_not_in_ci(
    auditor: Auditor, tmp_path: Path, ci: str, shown: bool
) -> None:
    rule(tmp_path, "whisper", "error", "whisperers", "private = true")
    article()
    out, code = at_terminal([sys.executable, "-m", "auditor", "check", "news.txt", *OWN], {"CI": ci})
    assert code == 0
    assert ("Who whispers" in out) == ("Sourcing Disclosure Index" in out) == shown
    assert " (fails on error): 0 errors, 0 warnings, 0 notes in 1 article" in out


def at_terminal(words: list[str], environment: dict[str, str]) -> tuple[str, int]:
    """What a program writes to a terminal, and its exit code."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs,
                               env={**os.environ, "TERM": "xterm", **environment})
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that nobody has it open any more
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    return written.decode(), process.wait()


def test_configuration_of_others_is_left_alone(auditor: Auditor) -> None:
    Path("pyproject.toml").write_text("[tool.other\n")
    assert auditor("check", article(), *OWN).code == 1
