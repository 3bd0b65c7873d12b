"""Word lists that a reviewer may want to read: `rules/lexicons/<name>.toml`, terms by category.

A lexicon says what it is (`about`) and where its terms come from (`origin`); under `[terms]` stands a string for each
category, one term a line, in lower case, sorted, inflections written out.
"""

import tomllib
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from auditor.errors import RuleError

# Inside the package in a wheel, beside it in a checkout.
RULES = next(
    (folder for folder in (Path(__file__).with_name("rules"), Path(__file__).parent.with_name("rules"))
     if folder.is_dir()),
    Path(__file__).with_name("rules"),
)


def names() -> list[str]:
    """The lexicons there are, sorted."""
    return sorted(path.stem for path in (RULES / "lexicons").glob("*.toml"))


@cache
def load(name: str) -> dict[str, tuple[str, ...]]:
    """The terms of lexicon `name` by category, in the order of the file; treat it as read-only.

    Raises RuleError naming file and line for a lexicon that is not there or not as described above.
    """
    path = RULES / "lexicons" / f"{name}.toml"
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise RuleError(f"{path}: no lexicon {name!r}{nearest(name, names())}") from problem
    except UnicodeDecodeError as problem:
        raise RuleError(f"{path}: not UTF-8") from problem
    try:
        # The same without escapes; tomllib reads it three times as fast, not character by character.
        plain = "\\" not in source and "'''" not in source
        data = tomllib.loads(source.replace('"""', "'''") if plain else source)
    except tomllib.TOMLDecodeError as problem:
        said, _, place = str(problem).rpartition(" (at line ")
        line = place.split(",")[0] if said else source.count("\n") + 1
        raise RuleError(f"{path}:{line}: not TOML: {said or problem}") from problem
    for key in data:
        if key not in ("about", "origin", "terms"):
            raise RuleError(f"{path}:{_line(source, key)}: unknown key {key!r}, expected about, origin and [terms]")
    for key in ("about", "origin"):
        if not isinstance(data.get(key), str):
            raise RuleError(f"{path}:1: needs {key!r}, a line of text")
    terms = data.get("terms")
    if not isinstance(terms, dict) or not terms:
        raise RuleError(f"{path}:1: needs [terms], a list of terms for each category")
    return {category: _listed(path, source, category, text) for category, text in terms.items()}


@cache
def terms(name: str) -> dict[str, str]:
    """Term -> category over all of lexicon `name`; treat it as read-only.

    Raises RuleError as `load` does, and when a term stands in two categories.
    """
    found: dict[str, str] = {}
    for category, listed in load(name).items():
        for term in listed:
            if found.setdefault(term, category) != category:
                path = RULES / "lexicons" / f"{name}.toml"
                raise RuleError(f"{path}: {term!r} stands under both {found[term]} and {category}")
    return found


def nearest(word: str, words: list[str]) -> str:
    """What to add to a message about an unknown `word`: the likeliest of `words`, if one is near."""
    near = get_close_matches(word, words, 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _listed(path: Path, source: str, category: str, text: object) -> tuple[str, ...]:
    if not isinstance(text, str):
        raise RuleError(f"{path}:{_line(source, category)}: {category!r} must be one string, a term a line")
    listed = tuple(filter(None, text.split("\n")))
    if text != text.lower() or tuple(map(str.strip, listed)) != listed:
        term = next(term for term in listed if term != term.strip().lower())
        line = _line(source, term, whole=True)
        raise RuleError(f"{path}:{line}: {term!r} must be in lower case, without space around it")
    if len(set(listed)) < len(listed):
        term = next(term for term in listed if listed.count(term) > 1)
        raise RuleError(f"{path}:{_line(source, term, whole=True)}: {term!r} stands twice under {category}")
    return listed


def _line(source: str, word: str, *, whole: bool = False) -> int:
    """The line, from 1, that starts with key `word`, or that is `word` when `whole`; 1 if there is none."""
    for number, line in enumerate(source.split("\n"), 1):
        if line == word if whole else line.lstrip("[ \t").startswith(word):
            return number
    return 1
