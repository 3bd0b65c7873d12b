"""Lines and columns of a text, and the front matter at its head."""

import re
from bisect import bisect_right
from functools import lru_cache

_LINE_END = re.compile(r"\r\n|\n|\r")


@lru_cache(maxsize=16)
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of `text` begins; CR LF, LF and CR end a line."""
    return (0, *(match.end() for match in _LINE_END.finditer(text)))


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of the character at `offset`, both from 1, counted in characters."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


_FENCE = re.compile(r"(---|\+\+\+)[^\S\r\n]*(?:\r\n|\n|\r)")
_KEY = re.compile(r"\s*(?:#[^\r\n]{0,500}\s+){0,20}\[?[\w\"' .-]{1,60}[:=\]]")
_FRONT_LIMIT = 64_000


def front_matter(text: str) -> tuple[int, int, int] | None:
    """Where the front matter at the head of `text` begins and ends and where its closing fence ends; None without one.

    TOML between lines of `+++`, YAML between lines of `---`; a fence that is not closed opens nothing,
    and neither does one with no key under it.
    """
    fence = _FENCE.match(text)
    if fence is None or not _KEY.match(text, fence.end()):
        return None
    close = re.compile(rf"(?:^|(?<=[\r\n])){re.escape(fence[1])}[^\S\r\n]*(?=[\r\n]|\Z)")
    end = close.search(text, fence.end(), fence.end() + _FRONT_LIMIT)
    return (fence.end(), end.start(), end.end()) if end else None
