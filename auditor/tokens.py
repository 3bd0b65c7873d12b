"""Words with their places: one regex pass, then plain lists that the stages scan.

A `Stream` is the tokens of one paragraph.  A quotation is a single token (`"`), and so is a short parenthesis (`(`):
what stands around them is read as if they were words.  Words are folded; `starts` and `stops` are character offsets in
the text that was read.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from auditor.text import JOINER, fold, quotations, sentence_spans

_TOKEN = re.compile(
    r"(?<=[^\W_])['’](?:s|d|ll|re|ve|m)(?![^\W_])"  # clitics stand alone
    r"|[$£€#@]?[^\W_](?:[^\W_]|['’](?!(?:s|d|ll|re|ve|m)(?![^\W_]))(?=[^\W_])|[-.&/_‑](?=[^\W_])|(?<=\d)[,:](?=\d))*"
    r"|\.\.+|--+|''|``|[^\w\s]|_",
    re.IGNORECASE,
)
QUOTE, PAREN, DASH = '"', "(", "—"
_PUNCTUATION = {"--": DASH, "-": DASH, "–": DASH, "---": DASH, "…": "...", "..": "..."}
PUNCTUATION = frozenset((",", ".", ";", ":", "!", "?", "...", DASH, "'", "[", "]", ")", "*"))
TITLED = frozenset("of in on from for with called titled named entitled the a an 's his her their".split())
LONGEST_ASIDE = 60  # characters of a parenthesis that is read as one token


class Stream(NamedTuple):
    """The tokens of a paragraph: folded `words`, where each begins and ends, and where each sentence ends."""

    text: str
    words: list[str]
    starts: list[int]
    stops: list[int]
    sentences: list[tuple[int, int]]  # half-open token ranges; no sentence ends inside a quotation

    def capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital letter or is a quotation."""
        return self.text[self.starts[i]].isupper()


def tokenise(text: str) -> list[tuple[int, int]]:
    """The half-open character spans of the tokens of `text`, in order; white space is in none of them."""
    return [match.span() for match in _TOKEN.finditer(text)]


def stream(text: str, quoted: list[tuple[int, int]] | None = None, offset: int = 0, stop: int | None = None) -> Stream:
    """The tokens of `text[offset:stop]`; `quoted`: its quotations where they are known already."""
    part = text if stop is None and not offset else text[offset:stop]
    if quoted is None:
        quoted = quotations(part)
    folded = fold(part)
    if JOINER in folded:
        joined = True
    else:
        joined = False
    words: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    blocks = iter([*quoted, (len(part) + 1, len(part) + 1)])
    block_start, block_stop = next(blocks)
    ends = [end for _, end in sentence_spans(part)]
    skip = 0
    for start, end in tokenise(part):
        if start < skip:
            continue
        if start >= block_start:
            words.append(QUOTE)
            starts.append(block_start)
            stops.append(block_stop)
            skip = block_stop
            comma = folded.rfind(",", max(block_start, block_stop - 3), block_stop)
            if comma > 0 and len(words) > 1 and words[-2] in TITLED and block_stop - block_start < LONGEST_ASIDE:
                words.append(",")  # the comma behind a title: 'host of "Morning Talk," said'
                starts.append(comma)
                stops.append(block_stop)
            block_start, block_stop = next(blocks)
            continue
        word = folded[start:end]
        if word == "'" and stops and words[-1] == QUOTE and stops[-1] == start:
            stops[-1] = end  # a quotation inside a quotation that ends with it
            continue
        if end - start < 4:
            word = _PUNCTUATION.get(word, word)
            if word == "(":
                close = part.find(")", end, end + LONGEST_ASIDE)
                if 0 < close < block_start and "(" not in part[end:close]:
                    end = skip = close + 1
            elif word == ".":
                at = bisect_right(ends, start)
                if at < len(ends) and part[end : ends[at]].strip("\"'”’)] ") or part[end : end + 1] == ",":
                    continue  # of an abbreviation
        words.append(word.replace(JOINER, "") if joined else word)
        starts.append(start)
        stops.append(end)
    return Stream(part, words, starts, stops, _ranges(words, starts, stops, ends))


def _ranges(words: list[str], starts: list[int], stops: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Token ranges of the sentences that end at the characters `ends`; an end inside a token is none."""
    found = []
    begin, at = 0, 0
    for i, stop in enumerate(stops):
        while at < len(ends) and ends[at] < stop and not (starts[i] < ends[at]):
            at += 1
        while at < len(ends) and starts[i] < ends[at] < stop:
            at += 1
        if at < len(ends) and ends[at] == stop:
            found.append((begin, i + 1))
            begin = i + 1
            at += 1
    if begin < len(words):
        found.append((begin, len(words)))
    return found
