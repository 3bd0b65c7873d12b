"""A TOML file being read: its content, its lines, and what has been found wrong with it."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from auditor.errors import Failure
from auditor.lexicons import nearest

LARGEST = 100_000  # bytes
ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f]")
ESCAPED = r"holds a control character: in double quotes TOML reads \b as one, write regexes in single quotes"


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
            self.source = data.decode().removeprefix("\ufeff").replace("\r\n", "\n")
            return tomllib.loads(_plain(self.source.partition(f"\n{head}\n")[0]) if head else self.source)
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

    def line_in(self, key: str, text: str, offset: int) -> int:
        """The line on which character `offset` of `text`, the multi-line string under `key`, stands."""
        opening = re.compile(rf"^{key}\s*=\s*(?:\"\"\"|''')?\n?", re.MULTILINE).search(self.source)
        at = opening.end() if opening else 0
        return self.source.count("\n", 0, at) + 1 + text.count("\n", 0, max(offset, 0))


def _plain(source: str) -> str:
    """The same TOML with literal strings for long texts, which tomllib does not read character by character."""
    parts = source.split('"""')
    same = "'''" not in source and not any("\\" in text for text in parts[1::2])
    return "'''".join(parts) if same else source


def either(word: str, words: Iterable[str]) -> str:
    """What to add to a message about an unknown `word`: the nearest of `words`, or all of them."""
    listed = list(words)
    return nearest(word, listed) or f"; expected {', '.join(listed)}"
