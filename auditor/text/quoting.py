"""The quotations of a paragraph."""

import re
from bisect import bisect_right
from functools import lru_cache

REMEMBERED = 32_768  # several stages ask for the quotations of the same paragraphs

# Begins with a set of characters, which the engine skips to; then the second of a pair like ``.
_MARK = re.compile("[“”„‟«»\"″〝〞‘’'`](?:(?<=')'|(?<=`)`|(?<=‘)‘|(?<=’)’)?")
_OPENS, _CLOSES, _SINGLE = frozenset("“„‟«〝"), frozenset("”»〞"), frozenset("‘’'`")
_BEFORE = frozenset("([{—–-/‘“'\"`=")
_AFTER = frozenset(".,;:!?)]}—–-/’”'\"…>")
# Words that begin with an apostrophe.
_CLIPPED = re.compile(r"(?:em|tis|twas|til|cause|bout|n|\d\ds?)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?…][)\]]?\s")


def quotations(paragraph: str) -> list[tuple[int, int]]:
    """The quoted stretches of one paragraph, marks included, in order; a nested one belongs to the outer.

    All styles of marks, `''` and ``` `` ``` pairs, scare quotes.  A quotation never closed runs to the end of the
    paragraph, unless another one opens inside it: then its own mark was lost, and it ends with the last whole sentence
    before, or, where there is none, never was one.
    """
    return list(_quotations(paragraph))


@lru_cache(maxsize=REMEMBERED)
def _quotations(paragraph: str) -> tuple[tuple[int, int], ...]:
    marks = [(m.start(), m.end(), m[0]) for m in _MARK.finditer(paragraph)]
    if not marks:
        return ()
    found: list[tuple[int, int]] = []
    stack: list[int] = []  # starts of the open quotations, outermost first
    until = 0  # marks before this offset lie inside a single quotation
    for n, (start, stop, mark) in enumerate(marks):
        if start < until:
            continue
        look = _look(paragraph, start, stop)
        if mark in _SINGLE:
            if not stack and look > 0 and mark != "’":
                until = _single(paragraph, marks, n)
                if until:
                    found.append((start, until))
        elif _opening(mark, look, bool(stack)) or (n == 0 and start < 3 and not paragraph[:start].isalnum()):
            stack.append(start)
        elif stack:
            found.append((stack.pop(), stop))
    return tuple(_outermost(found + _unclosed(paragraph, stack, found)))


def _look(paragraph: str, start: int, stop: int) -> int:
    """1 where the mark looks like an opening one, -1 like a closing one, 0 where it could be either."""
    before = start == 0 or paragraph[start - 1].isspace() or paragraph[start - 1] in _BEFORE
    after = stop == len(paragraph) or paragraph[stop].isspace() or paragraph[stop] in _AFTER
    return before - after


def _opening(mark: str, look: int, inside: bool) -> bool:
    if mark in _OPENS or mark in ("``", "‘‘"):
        return not (look < 0 and inside)
    if mark in _CLOSES or mark == "’’":
        return look > 0 and not inside
    return look > 0 or (look == 0 and not inside)


def _single(paragraph: str, marks: list[tuple[int, int, str]], n: int) -> int:
    """Where the single quotation opened by mark `n` ends; 0 where it is an apostrophe."""
    start, stop, mark = marks[n]
    if _CLIPPED.match(paragraph, stop):
        return 0
    candidate = 0
    for begin, end, other in marks[n + 1 : n + 20]:
        if other not in ("’", "'"):
            if other in _SINGLE and candidate:
                break
            continue
        if _look(paragraph, begin, end) >= 0 and not (begin and paragraph[begin - 1] in "—–-"):
            if candidate and _look(paragraph, begin, end) > 0:
                break
            continue
        if paragraph[begin - 1] in ".,!?;:…" or not candidate:
            candidate = end
        # A plural possessive looks like an end: go on where another one follows.
        after = paragraph[end : end + 2]
        if paragraph[begin - 1] != "s" or not (after[:1] == " " and after[1:].islower()):
            return end
    if not candidate and mark == "‘" and not paragraph[:start].strip():
        return len(paragraph)
    return candidate


def _unclosed(paragraph: str, stack: list[int], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The quotations that were opened at `stack` and never closed."""
    spans = []
    closed = sorted(start for start, _ in found)
    for n, start in enumerate(stack):
        at = bisect_right(closed, start)
        later = sorted(closed[at : at + 1] + stack[n + 1 : n + 2])  # the next one of either sort
        if not later or (not paragraph[:start].strip() and all(
            paragraph[s] != paragraph[start] for s in closed[at:] + stack[n + 1 : n + 2]
        )):
            spans.append((start, len(paragraph.rstrip())))
            continue
        ends = [m.end() - 1 for m in _STOP.finditer(paragraph, start, later[0])]
        if ends:
            spans.append((start, ends[-1]))
    return spans


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, stop in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop))
    return kept
