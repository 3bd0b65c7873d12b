"""The documents say what is: commands, options, tables, places, and the report that the program prints.

After a change to the report: python tests/test_docs.py writes it anew.
"""

import contextlib
import io
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from auditor import config, rulebook
from auditor.cli import cli, main
from auditor.lexicons import RULES
from auditor.tables import SCHEMAS, VIEWS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REPORT = re.compile(r"(?<=<!-- report: )(.*?) -->\n```text\n(.*?)```\n", re.DOTALL)
# Of other programs, in commands that the documents show.
FOREIGN = {"--import-mode"}


def options() -> set[str]:
    """Every option of every command."""
    found = {"-h", "--help"}
    for command in (cli, *cli.commands.values()):
        found |= {name for option in command.params if isinstance(option, click.Option) for name in option.opts}
    return found


def printed(words: str, width: int = 80) -> str:
    """What `auditor` with `words` prints in a terminal of that width, run in the folder of the checkout."""
    os.environ["COLUMNS"] = str(width)
    before = Path.cwd()
    os.chdir(ROOT)
    raw = io.BytesIO()
    try:
        with contextlib.redirect_stdout(io.TextIOWrapper(raw, "utf-8")) as out:
            main([*words.split(), "--format", "rich", "--fail-on", "error"])
            out.flush()
    finally:
        os.chdir(before)
        del os.environ["COLUMNS"]
    return raw.getvalue().decode()


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "rules/README.md"])
def test_every_option_named_exists(document: str) -> None:
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", (ROOT / document).read_text(encoding="utf-8")))
    named = {name for name in named if name.startswith("--")} - FOREIGN
    assert named <= options()


def test_every_option_is_in_the_readme() -> None:
    assert {name for name in options() if not re.search(rf"(?<![\w-]){name}(?![\w-])", README)} == set()


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "rules/README.md"])
def test_every_command_named_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert set(re.findall(r"(?:^    |`|&& )auditor ([a-z]+)\b", text, re.MULTILINE)) <= cli.commands.keys()


def test_every_command_is_in_the_readme() -> None:
    assert {name for name in cli.commands if f"auditor {name} " not in README} == set()


def test_every_rule_named_exists() -> None:
    families = "|".join(rulebook.FAMILIES)
    named = set(re.findall(rf"\b(?:{families})/[a-z-]+", README))
    assert named <= {rule.name for rule in rulebook.load([RULES], trusted=[RULES])[0]}


def test_two_commands_install_and_test() -> None:
    assert "\n    pip install . && auditor check seeds/\n" in README
    assert "\n    pip install -e '.[test]' && pytest\n" in README


def test_configuration_in_the_readme_loads(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert example
    (tmp_path / "auditor.toml").write_text(example[1], encoding="utf-8")
    settings = config.load(tmp_path / "auditor.toml")
    assert rulebook.configure(rulebook.load([RULES])[0], settings.rules)


def test_python_in_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example
    monkeypatch.chdir(ROOT)
    exec(example[1], {})
    assert capsys.readouterr().out.startswith("seeds/")


def test_report_in_the_readme_is_what_the_program_prints() -> None:
    words, shown = REPORT.findall(README)[0]
    assert shown == printed(words), "python tests/test_docs.py writes it anew"


def test_architecture_names_every_table() -> None:
    rows = [line.split("|")[1] for line in section("Tables") if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == SCHEMAS.keys() | VIEWS.keys()


def test_architecture_names_every_dependency() -> None:
    rows = [line.split("|")[1] for line in section("Dependencies") if line.startswith("|")][2:]
    named = {name.strip() for row in rows for name in row.split(",")}
    needed = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["test"]]
    assert named == {re.split(r"[<>=]", requirement)[0] for requirement in needed}


def test_architecture_names_places_that_exist() -> None:
    for row in [line.split("|")[1] for line in section("Where things live") if line.startswith("| `")]:
        for name in re.findall(r"`([^`]+)`", row):
            assert (ROOT / name).exists() or (ROOT / "auditor" / name).exists(), name


def test_architecture_names_every_module() -> None:
    told = "\n".join(section("Where things live"))
    modules = {path.stem for path in (ROOT / "auditor").iterdir() if path.suffix in (".py", "")}
    other = {"__init__", "__main__", "__pycache__", "errors", "tables", "rules"}
    assert {name for name in modules - other if not re.search(rf"\b{name}(\.py|/)", told)} == set()


def test_changelog_has_this_version() -> None:
    assert f"## {PROJECT['project']['version']}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def section(heading: str) -> Iterator[str]:
    """The lines of a section of ARCHITECTURE.md."""
    text = ARCHITECTURE.split(f"\n## {heading}\n", 1)[1]
    return iter(text.split("\n## ", 1)[0].split("\n"))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    anew = REPORT.sub(lambda found: f"{found[1]} -->\n```text\n{printed(found[1])}```\n", README)
    (ROOT / "README.md").write_text(anew, encoding="utf-8")
