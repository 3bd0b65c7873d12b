"""Rule files into rules.  Everything that can fail at load fails here: file, line, the nearest valid word."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import polars as pl

from auditor.errors import Failure
from auditor.lexicons import nearest
from auditor.rulebook import sql
from auditor.rulebook.parts import examples, needs, params
from auditor.rulebook.records import CONFIDENCES, FAMILIES, SEVERITIES, STATUSES, Rule, Standard
from auditor.rulebook.source import ESCAPE, ESCAPED, File, either

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOT_RULES = ("standards.toml", "scoring.toml")  # what else a folder of rules holds, beside lexicons/
EXAMPLE = "[[examples]]"  # the line that begins an example

_TEXTS = ("message", "why", "fix", "find")
_KEYS = (
    "severity", "confidence", "status", "message", "why", "fix", "standards", "find", "needs", "params", "private",
    "examples",
)
_WORDS = {"severity": SEVERITIES, "confidence": CONFIDENCES, "status": STATUSES}
_DEFAULTS = {"confidence": "medium", "status": "stable"}


def load(
    folders: Iterable[str | Path], *, trusted: Collection[str | Path] = (),
) -> tuple[list[Rule], list[Failure]]:
    """The rules of all `folders`, sorted by name, and what is wrong with the files that hold none.

    A folder has a rule file at `<family>/<name>.toml`; beside the families may stand `standards.toml`,
    `scoring.toml` and `lexicons/`.  A file with any fault is left out; the other rules run.  In `trusted` folders,
    whose rules are known to pass their tests, only what it takes to run them is read, in a quarter of the time.
    """
    places = [Path(folder) for folder in folders]
    quick = {Path(folder) for folder in trusted}
    known, failures = standards(() if quick >= set(places) else places)
    rules: dict[str, Rule] = {}
    for folder in places:
        found = sorted(_rule_files(folder))
        if not found:
            missing = "no rule file in this folder, expected <family>/<name>.toml"
            failures.append(Failure(str(folder), "", missing if folder.is_dir() else "no such folder"))
        for path in found:
            file = File(path)
            rule = _rule(file, known, quick=folder in quick)
            if rule and rule.name in rules:
                file.fail(None, f"a rule {rule.name} was already read from {rules[rule.name].path}")
            elif rule and not file.failures:
                rules[rule.name] = rule
            failures += file.failures
    return [rules[name] for name in sorted(rules)], failures


def faults(rule: Rule) -> list[Failure]:
    """What a thorough look finds wrong with the file of `rule`, whose SELECT failed; nothing where there is no file."""
    file = File(Path(rule.path))
    if not file.path.is_file():
        return []
    _rule(file, dict.fromkeys(rule.standards, Standard("", "", "", "")))
    return file.failures


def standards(folders: Iterable[str | Path]) -> tuple[dict[str, Standard], list[Failure]]:
    """The standards by id over every `standards.toml` of `folders`, and what is wrong with these files."""
    known: dict[str, Standard] = {}
    failures: list[Failure] = []
    for path in (Path(folder) / "standards.toml" for folder in folders):
        if not path.is_file():
            continue
        file = File(path)
        for name, entry in file.toml().items():
            if not isinstance(entry, dict):
                file.fail(file.line(name), f"{name!r} must be a table: {', '.join(Standard._fields)}")
                continue
            for key in entry.keys() - set(Standard._fields):
                file.fail(file.line(name), f"unknown key {key!r} in {name!r}{either(key, Standard._fields)}")
            for key in Standard._fields:
                if not isinstance(entry.get(key), str) or not entry[key]:
                    file.fail(file.line(name), f"{name!r} needs {key!r}, a text")
            known[name] = Standard(*(str(entry.get(key, "")) for key in Standard._fields))
        failures += file.failures
    return known, failures


def _rule_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*.toml"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        if not hidden and parts[0] != "lexicons" and (len(parts) > 1 or parts[0] not in NOT_RULES):
            yield path


def _rule(file: File, known: Mapping[str, Standard], *, quick: bool = False) -> Rule | None:
    """The rule in `file`; None, or a rule beside failures, where something is wrong with it."""
    family = file.path.absolute().parent.name
    if family not in FAMILIES:
        said = f"rules stand in a folder named for their family, {family!r} is none{either(family, FAMILIES)}"
        file.fail(None, said)
    if not NAME.fullmatch(file.path.stem):
        file.fail(None, f"{file.path.stem!r} is no name for a rule, expected lower-case words joined by hyphens")
    data = file.toml(EXAMPLE if quick else "")
    if not data:
        if not file.failures:
            file.fail(None, f"empty, expected {', '.join(_KEYS)}")
        return None
    for key in (key for key in data if key not in _KEYS):
        file.fail(file.line(key), f"unknown key {key!r}{either(key, _KEYS)}")
    texts = {key: _text(file, data, key) for key in _TEXTS}
    words = {key: _word(file, data, key) for key in _WORDS}
    private = data.get("private", False)
    if not isinstance(private, bool):
        file.fail(file.line("private"), "private must be true or false")
    rule = Rule(
        name=f"{family}/{file.path.stem}", family=family, path=str(file.path), **texts, **words,
        standards=_cited(file, data, None if quick else known), params=params(file, data), private=bool(private),
        needs=needs(file, data), examples=() if quick else examples(file, data),
    )
    if strange := ESCAPE.search(rule.find):
        file.fail(file.line_in("find", rule.find, strange.start()), f"find {ESCAPED}")
    if "\n" in rule.message:
        file.fail(file.line("message"), "message must be one line")
    if not quick:
        _check_params(file, rule)
        if not file.failures:
            _check_select(file, rule)
    return rule


def _text(file: File, data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if isinstance(value, str) and value.strip():
        return value.strip() if key != "find" else value.rstrip()
    file.fail(file.line(key) if key in data else None, f"needs {key!r}, a text that is not empty")
    return ""


def _word(file: File, data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, _DEFAULTS.get(key))
    if value in _WORDS[key]:
        return str(value)
    if value is None:
        file.fail(None, f"needs {key!r}: {', '.join(_WORDS[key])}")
    else:
        file.fail(file.line(key), f"unknown {key} {value!r}{either(str(value), _WORDS[key])}")
    return ""


def _cited(file: File, data: Mapping[str, Any], known: Mapping[str, Standard] | None) -> tuple[str, ...]:
    ids = data.get("standards", [])
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids):
        file.fail(file.line("standards"), "standards must be a list of ids in standards.toml")
        return ()
    for id_ in ids:
        if known is not None and id_ not in known:
            file.fail(file.line("standards", id_), f"unknown standard {id_!r}{nearest(id_, list(known))}")
    return tuple(ids)


def _check_params(file: File, rule: Rule) -> None:
    used = sql.placeholders(rule.find)
    for token in used:
        if token.key not in rule.params:
            file.fail(file.line_in("find", rule.find, token.offset),
                      f"unknown param :{token.key}{nearest(token.key, list(rule.params))}")
    for name in rule.params.keys() - {token.key for token in used}:
        file.fail(file.line(name), f"param {name!r} is not used in find, as :{name}")


def _check_select(file: File, rule: Rule) -> None:
    """Whether the SELECT of `rule` may be run, runs on empty tables and returns what the message needs."""
    query = sql.filled(rule.find, rule.params)
    faults = list(sql.refusals(query))
    if not faults:
        try:
            schema = context().execute(query).collect().schema  # run, for a regex is read no earlier
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as problem:
            faults = [sql.explained(problem, query)]
        else:
            faults = [sql.Fault(0, error) for error in sql.shape(schema)]
            _check_message(file, rule, schema)
    for fault in faults:
        file.fail(file.line_in("find", query, fault.offset), fault.error)


@cache
def context() -> "pl.SQLContext[pl.LazyFrame]":
    """Every table of facts, empty."""
    return pl.SQLContext({name: pl.LazyFrame(schema=schema) for name, schema in sql.FACTS.items()})


def _check_message(file: File, rule: Rule, schema: Mapping[str, pl.DataType]) -> None:
    try:
        fields = [(field, spec, how) for _, field, spec, how in Formatter().parse(rule.message) if field is not None]
    except ValueError as problem:
        file.fail(file.line("message"), f"message: {problem}")
        return
    for field, spec, how in fields:
        if spec or how:
            file.fail(file.line("message"), f"a placeholder is {{{field}}} alone, without ! or :")
        elif field not in schema:
            file.fail(file.line("message"), f"unknown placeholder {{{field}}}{either(field, schema)}")
