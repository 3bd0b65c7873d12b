"""Settings: `auditor.toml`, or `[tool.auditor]` in pyproject.toml; one a run, found from the first path upwards."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from auditor.errors import AuditorError
from auditor.lexicons import nearest

FILE = "auditor.toml"
LARGEST = 1_000_000  # bytes

# What a column of a CSV, Parquet or JSON lines record may be taken for.
FIELDS = ("text", "title", "outlet", "author", "published", "url", "lang")
SEVERITIES = ("note", "warning", "error", "off")
EMPTY: Mapping[str, Any] = MappingProxyType({})


class Config(NamedTuple):
    """`path` of the file ("" for none); `columns`: field of FIELDS -> column; `rules`: name -> severity and params;
    `aliases`: another spelling of a name -> the name."""

    path: str = ""
    columns: Mapping[str, str] = EMPTY
    rules: Mapping[str, Mapping[str, Any]] = EMPTY
    aliases: Mapping[str, str] = EMPTY


def find(first: str) -> Path | None:
    """The configuration file for a run whose first path is `first` ("-": standard input), from its folder upwards."""
    start = Path.cwd() if first == "-" else Path(first).absolute()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        project = folder / "pyproject.toml"
        if project.is_file() and b"auditor" in project.read_bytes():  # few speak of it: the others are not parsed
            tool = read(project).get("tool")
            if isinstance(tool, dict) and "auditor" in tool:
                return project
    return None


def load(file: Path) -> Config:
    """The configuration in `file`.  Raises AuditorError: file, place, what was expected."""
    table = read(file)
    if file.name == "pyproject.toml":
        table = section(file, section(file, table, "tool"), "auditor")
    known(file, "key", table, ("columns", "rules", "aliases"))
    columns, rules = section(file, table, "columns"), section(file, table, "rules")
    known(file, "field in [columns]", columns, FIELDS)
    for field, column in columns.items():
        if not isinstance(column, str):
            raise AuditorError(f"{file}: columns.{field}: expected the name of a column, found {column!r}")
    for name in rules:
        settings = section(file, rules, name)
        known(file, f'key in [rules."{name}"]', settings, ("severity", "params"))
        section(file, settings, "params")
        severity = settings.get("severity", "off")
        if severity not in SEVERITIES:
            raise AuditorError(f'{file}: rules."{name}".severity: expected {", ".join(SEVERITIES)}, found {severity!r}')
    return Config(str(file), columns, rules, spellings(file, section(file, table, "aliases")))


def spellings(file: Path, aliases: Mapping[str, Any]) -> dict[str, str]:
    """Spelling -> name, from name -> list of spellings; no spelling may stand for two names."""
    found: dict[str, str] = {}
    for name, listed in aliases.items():
        if not (isinstance(listed, list) and all(isinstance(s, str) and s.strip() for s in listed)):
            raise AuditorError(f'{file}: aliases."{name}": expected a list of spellings, found {listed!r}')
        for spelling in listed:
            if found.setdefault(spelling, name) != name:
                raise AuditorError(f'{file}: aliases: "{spelling}" stands for both "{found[spelling]}" and "{name}"')
    return found


def read(file: Path) -> dict[str, Any]:
    """The TOML of `file`."""
    try:
        data = file.read_bytes()
        if len(data) > LARGEST:
            raise AuditorError(f"{file}: larger than {LARGEST:,} bytes")
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as problem:
        raise AuditorError(f"{file}: {problem.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise AuditorError(f"{file}: not TOML: {problem}") from None


def section(file: Path, table: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The table called `name` inside `table`, empty where there is none."""
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise AuditorError(f"{file}: {name}: expected a table, found {value!r}")
    return value


def known(file: Path, what: str, table: Mapping[str, Any], words: tuple[str, ...]) -> None:
    """Refuse a key of `table` that is none of `words`."""
    for key in table:
        if key not in words:
            hint = nearest(key, list(words)) or f"; expected {', '.join(words)}"
            raise AuditorError(f"{file}:{line(file, key)}: unknown {what}: {key!r}{hint}")


def line(file: Path, key: str) -> int:
    """The line of `file`, from 1, that begins with `key` or names it in a header; 1 where none does."""
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    return next((n for n, row in enumerate(lines, 1) if row.lstrip(" [\"'").startswith(key)), 1)
