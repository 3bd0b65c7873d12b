"""Rule files into rules.  Everything that can fail at load fails here: file, line, the nearest valid word."""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import polars as pl

from auditor import lexicons
from auditor.errors import Failure, RuleError
from auditor.lexicons import nearest
from auditor.rulebook import sql
from auditor.rulebook.records import (
    CONFIDENCES,
    EXAMPLES,
    FAMILIES,
    SEVERITIES,
    STATUSES,
    Example,
    Param,
    Rule,
    Standard,
    Value,
)

LARGEST = 100_000  # bytes of a rule file
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOT_RULES = ("standards.toml", "scoring.toml")  # what else a folder of rules holds, beside lexicons/

EXAMPLE = "[[examples]]"  # the line that begins an example

_MARK = re.compile(r"\[\[([^\[\]]+)\]\]")
_TEXTS = ("message", "why", "fix", "find")
_KEYS = (
    "severity", "confidence", "status", "message", "why", "fix", "standards", "find", "params", "private", "examples",
)
_WORDS = {"severity": SEVERITIES, "confidence": CONFIDENCES, "status": STATUSES}
_DEFAULTS = {"confidence": "medium", "status": "stable"}


class File:
    """A TOML file being read: its path, its text, and what has been found wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path, self.source, self.failures = path, "", list[Failure]()

    def fail(self, line: int | None, error: str) -> None:
        self.failures.append(Failure(str(self.path), f"line {line}" if line else "", " ".join(error.split())))

    def toml(self, head: str = "") -> dict[str, Any]:
        """The file's content, or what stands before `head`; empty where it cannot be read or is not TOML."""
        try:
            data = self.path.read_bytes()
            if len(data) > LARGEST:
                self.fail(None, f"larger than {LARGEST:,} bytes")
                return {}
            self.source = data.decode("utf-8-sig").replace("\r\n", "\n")
            return tomllib.loads(self.source.partition(f"\n{head}\n")[0] if head else self.source)
        except OSError as problem:
            self.fail(None, problem.strerror or "could not be read")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
            place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(problem))
            line = int(place[1] or self.source.count("\n") + 1) if place else None
            self.fail(line, f"not TOML: {str(problem).replace(place[0] if place else '', '')}")
        return {}

    def line(self, key: str, word: str = "", after: int = 0) -> int:
        """The line, from 1, of `key`; with `word`, of the first such word at or below it; 1 when it is not found."""
        start = re.compile(rf"^\s*(?:\[+\s*)?[\"']?{re.escape(key)}(?![\w-])", re.MULTILINE).search(self.source, after)
        at = start.start() + len(start[0]) - len(start[0].lstrip()) if start else 0
        if word:
            at = max(at, self.source.find(word, at))
        return self.source.count("\n", 0, at) + 1


def load(
    folders: Iterable[str | Path], *, trusted: Collection[str | Path] = (),
) -> tuple[list[Rule], list[Failure]]:
    """The rules of all `folders`, sorted by name, and what is wrong with the files that hold none.

    A folder has a rule file at `<family>/<name>.toml`; beside the families may stand `standards.toml`,
    `scoring.toml` and `lexicons/`.  A file with any fault is left out; the other rules run.  In `trusted` folders,
    whose rules are known to pass their tests, examples are not read and SELECTs not tried, which takes a third.
    """
    places = [Path(folder) for folder in folders]
    known, failures = standards(places)
    quick = {Path(folder) for folder in trusted}
    rules: dict[str, Rule] = {}
    for folder in places:
        found = sorted(_rule_files(folder))
        if not found:
            failures.append(Failure(str(folder), "", "no rule file in this folder, expected <family>/<name>.toml"))
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
                file.fail(file.line(name), f"unknown key {key!r} in {name!r}{_either(key, Standard._fields)}")
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
    family = file.path.parent.name
    if family not in FAMILIES:
        said = f"rules stand in a folder named for their family, {family!r} is none{_either(family, FAMILIES)}"
        file.fail(None, said)
    if not NAME.fullmatch(file.path.stem):
        file.fail(None, f"{file.path.stem!r} is no name for a rule, expected lower-case words joined by hyphens")
    data = file.toml(EXAMPLE if quick else "")
    if not data:
        if not file.failures:
            file.fail(None, f"empty, expected {', '.join(_KEYS)}")
        return None
    for key in (key for key in data if key not in _KEYS):
        file.fail(file.line(key), f"unknown key {key!r}{_either(key, _KEYS)}")
    texts = {key: _text(file, data, key) for key in _TEXTS}
    words = {key: _word(file, data, key) for key in _WORDS}
    private = data.get("private", False)
    if not isinstance(private, bool):
        file.fail(file.line("private"), "private must be true or false")
    rule = Rule(
        name=f"{family}/{file.path.stem}", family=family, path=str(file.path), **texts, **words,
        standards=_cited(file, data, known), params=_params(file, data), private=bool(private),
        examples=() if quick else _examples(file, data),
    )
    if "\n" in rule.message:
        file.fail(file.line("message"), "message must be one line")
    _check_params(file, rule)
    if not file.failures:
        _check_select(file, rule, quick=quick)
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
        file.fail(file.line(key), f"unknown {key} {value!r}{_either(str(value), _WORDS[key])}")
    return ""


def _cited(file: File, data: Mapping[str, Any], known: Mapping[str, Standard]) -> tuple[str, ...]:
    ids = data.get("standards", [])
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids):
        file.fail(file.line("standards"), "standards must be a list of ids in standards.toml")
        return ()
    for id_ in (id_ for id_ in ids if id_ not in known):
        file.fail(file.line("standards", id_), f"unknown standard {id_!r}{nearest(id_, list(known))}")
    return tuple(ids)


# --- params --------------------------------------------------------------------------------------------------------


def _params(file: File, data: Mapping[str, Any]) -> dict[str, Param]:
    given = data.get("params", {})
    if not isinstance(given, dict):
        file.fail(file.line("params"), "params must be a table of named values")
        return {}
    params = {}
    for name, entry in given.items():
        line = file.line(name, after=max(file.source.find("params"), 0))
        try:
            value = entry if not isinstance(entry, dict) else _entry(name, entry)
            params[name] = Param(_value(name, value), entry.get("why", "") if isinstance(entry, dict) else "")
        except RuleError as problem:
            file.fail(line, str(problem))
    return params


def _entry(name: str, entry: Mapping[str, Any]) -> Any:
    """The value of a param written as a table: {value, why}, or {lexicon, category, why} for its terms."""
    keys = ("value", "lexicon", "category", "why")
    for key in entry:
        if key not in keys:
            raise RuleError(f"unknown key {key!r} in param {name!r}{_either(key, keys)}")
        if key != "value" and not isinstance(entry[key], str):
            raise RuleError(f"{key!r} in param {name!r} must be a text")
    if ("value" in entry) == ("lexicon" in entry):
        raise RuleError(f"param {name!r} needs either a value or a lexicon")
    if "value" in entry:
        return entry["value"]
    if entry["lexicon"] not in lexicons.names():
        raise RuleError(f"unknown lexicon {entry['lexicon']!r}{nearest(entry['lexicon'], lexicons.names())}")
    terms = lexicons.load(entry["lexicon"])
    if "category" not in entry:
        return [term for listed in terms.values() for term in listed]
    if entry["category"] not in terms:
        hint = _either(entry["category"], terms)
        raise RuleError(f"unknown category {entry['category']!r} of lexicon {entry['lexicon']!r}{hint}")
    return list(terms[entry["category"]])


def _value(name: str, value: Any) -> Value:
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, list) and all(isinstance(word, (str, int, float)) for word in value):
        if len({type(word) for word in value}) > 1:
            raise RuleError(f"the members of param {name!r} must be of one kind")
        return tuple(value)
    raise RuleError(f"param {name!r} must be a number, a word, true or false, or a list of these")


def _check_params(file: File, rule: Rule) -> None:
    used = sql.placeholders(rule.find)
    for token in used:
        if token.key not in rule.params:
            file.fail(_line_in(file, "find", rule.find, token.offset),
                      f"unknown param :{token.key}{nearest(token.key, list(rule.params))}")
    for name in rule.params.keys() - {token.key for token in used}:
        file.fail(file.line(name), f"param {name!r} is not used in find, as :{name}")


# --- examples ------------------------------------------------------------------------------------------------------


def _examples(file: File, data: Mapping[str, Any]) -> tuple[Example, ...]:
    given = data.get("examples", [])
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        file.fail(file.line("examples"), f"examples must be written as [[examples]], each with {', '.join(EXAMPLES)}")
        return ()
    heads = [match.start() for match in re.finditer(r"^[ \t]*\[\[\s*examples\s*\]\]", file.source, re.MULTILINE)]
    heads = heads if len(heads) == len(given) else [0] * len(given)
    examples = [
        example for head, entry in zip(heads, given, strict=True)
        for key, value in entry.items() if (example := _example(file, head, key, value))
    ]
    for kind in ("flag", "pass"):
        if not any(example.kind == kind for example in examples):
            file.fail(None, f"needs an example that must {kind}: [[examples]] with {kind} = \"...\"")
    return tuple(examples)


def _example(file: File, head: int, kind: str, value: Any) -> Example | None:
    line = file.line(kind, after=head)
    texts = value if isinstance(value, list) else [value]
    if kind not in EXAMPLES:
        file.fail(line, f"unknown kind of example {kind!r}{_either(kind, EXAMPLES)}")
        return None
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        file.fail(line, f"{kind} must be the text of an article, or a list of texts for several articles of one story")
        return None
    marks = [(n, *span) for n, text in enumerate(texts) for span in _marks(text)]
    bare = tuple(_MARK.sub(r"\1", text) for text in texts)
    if any("[[" in text or "]]" in text for text in bare):
        file.fail(line, "a [[ without its ]], or one mark inside another")
    if kind == "pass" and marks:
        file.fail(line, "a text that must pass has nothing to mark")
    return Example(kind, line, bare, tuple(marks))


def _marks(text: str) -> list[tuple[int, int]]:
    """Where the marked words stand once the marks, four characters each, are gone."""
    return [
        (match.start() - 4 * n, match.end() - 4 * n - 4) for n, match in enumerate(_MARK.finditer(text))
    ]


# --- the SELECT ----------------------------------------------------------------------------------------------------


def _check_select(file: File, rule: Rule, *, quick: bool) -> None:
    """Whether the SELECT of `rule` may be run and, unless `quick`, runs on empty tables and fills the message."""
    query = sql.filled(rule.find, rule.params)
    faults = list(sql.refusals(query))
    if not faults and not quick:
        try:
            schema = context().execute(query).collect_schema()
        except pl.exceptions.PolarsError as problem:
            faults = [sql.explained(problem, query)]
        else:
            faults = [sql.Fault(0, error) for error in sql.shape(schema)]
            _check_message(file, rule, schema)
    for fault in faults:
        file.fail(_line_in(file, "find", query, fault.offset), fault.error)


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
        if spec or how or field not in schema:
            file.fail(file.line("message"), f"unknown placeholder {{{field}}}{_either(field, schema)}")


def _either(word: str, words: Iterable[str]) -> str:
    """What to add to a message about an unknown `word`: the nearest of `words`, or all of them."""
    listed = list(words)
    return nearest(word, listed) or f"; expected {', '.join(listed)}"


def _line_in(file: File, key: str, text: str, offset: int) -> int:
    """The line of the file on which character `offset` of the multi-line string under `key` stands."""
    opening = re.compile(rf"^{key}\s*=\s*(?:\"\"\"|''')?\n?", re.MULTILINE).search(file.source)
    at = opening.end() if opening else 0
    return file.source.count("\n", 0, at) + 1 + text.count("\n", 0, max(offset, 0))
