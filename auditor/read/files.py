"""Which files the given paths mean, and their bytes."""

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from auditor.errors import Failure, Notice
from auditor.text import clean

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

LARGEST = 20_000_000
FORMATS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".parquet": "parquet",
}


class File(NamedTuple):
    """A file to read: the name it is shown by, where it is, its format."""

    name: str
    path: str
    format: str


def listed(paths: Iterable[str]) -> tuple[dict[str, File], list[Failure], list[Notice]]:
    """The files `paths` mean, in order, each once, by where it is; the paths that are no file; what was passed over."""
    files: dict[str, File] = {}
    failures: list[Failure] = []
    notices: list[Notice] = []
    for path in paths:
        if path == "-":
            files.setdefault("-", File("-", "-", "text"))
            continue
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as problem:
            failures.append(Failure(shown(path) or "''", "", why(problem)))
            continue
        if stat.S_ISDIR(mode):
            root = path.rstrip("/") or "/"
            place = os.path.realpath(root)
            others: Counter[str] = Counter()
            for below in walk(root, others, failures):
                files.setdefault(place + below[len(root):], File(shown(below), below, FORMATS[suffix(below)]))
            if others:
                notices.append(Notice(shown(path), "", passed(others)))
        elif stat.S_ISREG(mode):
            files.setdefault(os.path.realpath(path), File(shown(path), path, FORMATS.get(suffix(path), "text")))
        else:
            failures.append(Failure(shown(path), "", "neither a file nor a folder"))
    return files, failures, notices


def contents(file: File) -> bytes | Failure:
    """The bytes of `file`, "-" being standard input, or why there are none."""
    try:
        if file.path == "-":
            if sys.stdin is None:
                return Failure("-", "", "standard input is closed")
            return checked("-", sys.stdin.buffer.read(LARGEST + 1))
        with open(file.path, "rb") as stream:
            return checked(file.name, stream.read(LARGEST + 1))
    except OSError as problem:
        return Failure(file.name, "", why(problem))


def checked(name: str, data: bytes) -> bytes | Failure:
    """`data`, unless it is more than is read of one file."""
    return data if len(data) <= LARGEST else Failure(name, "", f"larger than {LARGEST // 1_000_000} MB")


def walk(root: str, others: Counter[str], failures: list[Failure]) -> Iterator[str]:
    """The files of known formats below folder `root`, sorted; `others` counts what else there is, by suffix.

    Links are not followed, so that no loop and nothing outside is read.
    """
    stack = [(root, True, above(root))]
    while stack:
        path, folder, specs = stack.pop()
        if not folder:
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                listing = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as problem:
            failures.append(Failure(shown(path), "", why(problem)))
            continue
        if any(entry.name == ".gitignore" for entry in listing):
            specs = [(path, spec(path)), *specs]
        for entry in listing:
            below = f"{path.rstrip('/')}/{entry.name}"
            inner, plain = entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False)
            if entry.name.startswith(".") or (specs and ignored(below, inner, specs)):
                continue
            if inner or (plain and suffix(entry.name) in FORMATS):
                stack.append((below, inner, specs))
            else:
                others[suffix(entry.name) or "no suffix" if plain else "links or devices"] += 1


Specs = list[tuple[str, "GitIgnoreSpec"]]


def above(root: str) -> Specs:
    """The .gitignore files above folder `root` as far as its repository goes, the nearest first."""
    specs: Specs = []
    folder = os.path.abspath(root)
    while not os.path.exists(f"{folder}/.git"):
        parent = os.path.dirname(folder)
        if parent == folder:
            return []
        folder = parent
        if os.path.isfile(f"{folder}/.gitignore"):
            specs.append((folder, spec(folder)))
    return specs


def spec(folder: str) -> "GitIgnoreSpec":
    """What the .gitignore of `folder` names; nothing, where it cannot be read."""
    from pathspec import GitIgnoreSpec

    try:
        with open(f"{folder}/.gitignore", encoding="utf-8", errors="replace") as lines:
            return GitIgnoreSpec.from_lines(lines)
    except (OSError, ValueError):
        return GitIgnoreSpec([])


def ignored(path: str, folder: bool, specs: Specs) -> bool:
    """Whether the nearest .gitignore that speaks of `path` leaves it out."""
    for base, rules in specs:
        below = os.path.relpath(path, base) if os.path.isabs(base) else path[len(base.rstrip("/")) + 1 :]
        included = rules.check_file(below + "/" * folder).include
        if included is not None:
            return included
    return False


def suffix(path: str) -> str:
    """The suffix of `path` in lower case, with its dot."""
    return os.path.splitext(path)[1].lower()


def shown(path: str) -> str:
    """`path` as it is printed: bytes that are no UTF-8 written out."""
    return os.fsencode(path).decode(errors="backslashreplace")


def why(problem: OSError | ValueError) -> str:
    """One clear line about a path that cannot be opened."""
    if isinstance(problem, FileNotFoundError):
        return "no such file or folder"
    return (problem.strerror or str(problem)).lower() if isinstance(problem, OSError) else str(problem)


def passed(others: Counter[str]) -> str:
    """The notice about what a folder holds besides articles."""
    kinds = ", ".join(f"{number} {clean(kind, 20)}" for kind, number in sorted(others.items())[:8])
    total = others.total()
    return f"{total} other {'file' if total == 1 else 'files'} passed over ({kinds}{', …' if len(others) > 8 else ''})"
