"""Lines for people, in cells of a terminal: wrapped words, and excerpts with the marked words underlined."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from auditor.text import clean, sentence_spans

ROWS = 4  # rows of an excerpt, at most


class Word(NamedTuple):
    """A cleaned word; `start`, `stop`: which of its characters are marked."""

    text: str
    start: int = 0
    stop: int = 0


def wrapped(text: str, width: int) -> list[str]:
    """`text`, cleaned, in lines of at most `width` cells."""
    return [" ".join(word.text for word in row) for row in rows(map(Word, clean(text).split()), width)] or [""]


def rows(words: Iterable[Word], width: int) -> Iterator[list[Word]]:
    """`words` in rows of at most `width` cells; a longer word is cut."""
    row: list[Word] = []
    used = 0
    for word in words:
        size = cell_len(word.text)
        if size > width:
            word, size = Word(set_cell_size(word.text, width - 1) + "…", word.start, min(word.stop, width)), width
        if row and used + 1 + size > width:
            yield row
            row, used = [], 0
        used += size + bool(row)
        row.append(word)
    if row:
        yield row


def excerpt(line: str, start: int, stop: int, width: int) -> list[tuple[str, str]]:
    """The sentence of `line` around its characters `start` to `stop`, in rows, each with the bars that underline these.

    White space is shown as single spaces, what is left out as an ellipsis, unsafe characters as marks.
    """
    sentences = [(a, b) for a, b in sentence_spans(line) if a < max(stop, start + 1) and start < b] or [(0, len(line))]
    begin = max(sentences[0][0], start - 2 * width)
    while sentences[0][0] < begin < start and not line[begin - 1].isspace():
        begin += 1
    end = min(sentences[-1][1], stop + 2 * width)
    found = list(rows(words(line, begin, end, start, stop), width - 4))
    first = next((n for n, row in enumerate(found) if any(word.stop > word.start for word in row)), 0)
    first = max(0, min(first - 1, len(found) - ROWS))
    shown = [underlined(row) for row in found[first : first + ROWS]]
    if shown and (first or begin > sentences[0][0]):
        shown[0] = ("… " + shown[0][0], "  " + shown[0][1] if shown[0][1] else "")
    if shown and (first + ROWS < len(found) or end < sentences[-1][1]):
        shown[-1] = (shown[-1][0] + " …", shown[-1][1])
    return shown


def words(line: str, begin: int, end: int, start: int, stop: int) -> Iterator[Word]:
    """The words of `line` from `begin` to `end`, cleaned, with what of each lies between `start` and `stop`."""
    at = begin
    for part in line[begin:end].split():
        at = line.index(part, at)
        low, high = max(start - at, 0), min(stop - at, len(part))
        if low < high:
            yield Word(clean(part), len(clean(part[:low])), len(clean(part[:high])))
        else:
            yield Word(clean(part))
        at += len(part)


def underlined(row: list[Word]) -> tuple[str, str]:
    """The text of `row`, and a line of the same cells with a bar under what is marked."""
    text, bars = "", ""
    for n, word in enumerate(row):
        if n:
            joined = word.stop > word.start == 0 and row[n - 1].stop == len(row[n - 1].text)
            text, bars = text + " ", bars + ("─" if joined else " ")
        before, inside = cell_len(word.text[: word.start]), cell_len(word.text[word.start : word.stop])
        text += word.text
        bars += " " * before + "─" * inside + " " * (cell_len(word.text) - before - inside)
    return text, bars.rstrip()
