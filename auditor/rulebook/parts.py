"""The needs, params and examples of a rule file."""

import re
from collections.abc import Mapping
from typing import Any

from auditor import lexicons
from auditor.errors import RuleError
from auditor.lexicons import nearest
from auditor.rulebook.records import EXAMPLES, Example, Param, Value, Word
from auditor.rulebook.source import ESCAPE, ESCAPED, File, either
from auditor.rulebook.sql import FACTS, vocabulary

_MARK = re.compile(r"\[\[([^\[\]]+)\]\]")


def params(file: File, data: Mapping[str, Any]) -> dict[str, Param]:
    """The params in the `data` of `file`, by name; what is wrong with one is noted in `file`."""
    given = data.get("params", {})
    if not isinstance(given, dict):
        file.fail(file.line("params"), "params must be a table of named values")
        return {}
    found = {}
    for name, entry in given.items():
        line = file.line(name, after=max(file.source.find("params"), 0))
        try:
            value = entry if not isinstance(entry, dict) else _entry(name, entry)
            found[name] = Param(_value(name, value), entry.get("why", "") if isinstance(entry, dict) else "")
        except RuleError as problem:
            file.fail(line, str(problem))
    return found


def _entry(name: str, entry: Mapping[str, Any]) -> Any:
    """The value of a param written as a table: {value, why}, or {lexicon, category, why} for its terms."""
    keys = ("value", "lexicon", "category", "why")
    for key in entry:
        if key not in keys:
            raise RuleError(f"unknown key {key!r} in param {name!r}{either(key, keys)}")
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
        hint = either(entry["category"], terms)
        raise RuleError(f"unknown category {entry['category']!r} of lexicon {entry['lexicon']!r}{hint}")
    return list(terms[entry["category"]])


def _value(name: str, value: Any) -> Value:
    words = value if isinstance(value, list) else [value]
    if any(isinstance(word, str) and ESCAPE.search(word) for word in words):
        raise RuleError(f"param {name!r} {ESCAPED}")
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, list) and all(isinstance(word, (str, int, float)) for word in value):
        if len({type(word) for word in value}) > 1:
            raise RuleError(f"the members of param {name!r} must be of one kind")
        return tuple(value)
    raise RuleError(f"param {name!r} must be a number, a word, true or false, or a list of these")


def needs(file: File, data: Mapping[str, Any]) -> dict[str, tuple[Word, ...]]:
    """The needs in the `data` of `file`, by table.column; what is wrong with one is noted in `file`."""
    given = data.get("needs", {})
    if not isinstance(given, dict) or not all(isinstance(words, list) for words in given.values()):
        file.fail(file.line("needs"), "needs must be a table: { \"table.column\" = [words] }")
        return {}
    for key, words in given.items():
        table, _, column = key.partition(".")
        if column not in FACTS.get(table, ()):
            file.fail(file.line("needs", key), f"unknown column {key!r} in needs")
            continue
        allowed = vocabulary(column, (table,))
        for word in words:
            if isinstance(word, str) and allowed is not None and word not in allowed:
                file.fail(file.line("needs", word), f"{key} is never {word!r}{either(word, allowed)}")
    return {key: tuple(words) for key, words in given.items()}


def examples(file: File, data: Mapping[str, Any]) -> tuple[Example, ...]:
    """The examples in the `data` of `file`; what is wrong with one is noted in `file`."""
    given = data.get("examples", [])
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        file.fail(file.line("examples"), f"examples must be written as [[examples]], each with {', '.join(EXAMPLES)}")
        return ()
    heads = [match.start() for match in re.finditer(r"^[ \t]*\[\[\s*examples\s*\]\]", file.source, re.MULTILINE)]
    heads = heads if len(heads) == len(given) else [0] * len(given)
    found = [
        example for head, entry in zip(heads, given, strict=True)
        for key, value in entry.items() if (example := _example(file, head, key, value))
    ]
    for kind in ("flag", "pass"):
        if not any(example.kind == kind for example in found):
            file.fail(None, f"needs an example that must {kind}: [[examples]] with {kind} = \"...\"")
    return tuple(found)


def _example(file: File, head: int, kind: str, value: Any) -> Example | None:
    line = file.line(kind, after=head)
    texts = value if isinstance(value, list) else [value]
    if kind not in EXAMPLES:
        file.fail(line, f"unknown kind of example {kind!r}{either(kind, EXAMPLES)}")
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
