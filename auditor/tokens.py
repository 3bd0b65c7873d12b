"""Words with their places: one regex pass over a paragraph, then plain lists that the stages scan.

A quotation is a single token (`"`), and so is a short parenthesis (`(`): what stands around them is read as if they
were words.  Full stops of abbreviations are no tokens.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from auditor.text import JOINER, fold, quotations, sentence_spans

Span = tuple[int, int]
QUOTE, PAREN, DASH = '"', "(", "—"
PUNCTUATION = frozenset((",", ".", ";", ":", "!", "?", "...", DASH, "'", "[", "]", ")", "*"))
LONGEST_ASIDE = 60  # characters of a parenthesis that is read as one token, and of a quotation that is a title

# Applied to folded text, in which apostrophes, hyphens and dashes have one spelling each.
_TOKEN = re.compile(
    r"([a-z]++(?=[ ,])|[$£€#@]?[^\W_]++(?:(?:[-.&/_]|'(?!(?:s|d|ll|re|ve|m)(?![^\W_]))|[,:](?<=\d.)(?=\d))[^\W_]++)*+"
    r"|'(?<=[^\W_]')(?:s|d|ll|re|ve|m)(?![^\W_])"  # clitics stand alone
    r"|\.\.+|--+|[^\w\s]|_)"
)
_ASCII_TOKEN = re.compile(_TOKEN.pattern, re.ASCII)  # the same for ASCII text, and faster
_SPELT = {"--": DASH, "-": DASH, "–": DASH, "---": DASH, "…": "...", "..": "..."}
_SPECIAL = frozenset((*_SPELT, PAREN, QUOTE, ".", "'", ","))
# Words before a title in quotation marks: the comma inside its marks belongs to the sentence.
_STATES = frozenset(
    "d.c n.y n.j n.h n.c s.c n.m n.d s.d r.i w.va calif fla tex mass conn pa va md mich minn wis ill ind mo ala"
    " ariz ark colo del ga ia kan ky la neb nev okla ore tenn vt wash wyo utah".split()
)
_TITLED = frozenset(
    "of in on from for with called titled named entitled the a an 's his her their show book film movie series song"
    " program magazine play novel memoir documentary podcast newspaper".split()
)


class Stream(NamedTuple):
    """The tokens of a paragraph: folded `words`, where each begins and stops in `text`, and its sentences.

    `sentences` are half-open ranges of tokens; none ends inside a quotation.
    """

    text: str
    words: list[str]
    starts: list[int]
    stops: list[int]
    sentences: list[Span]

    def capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital letter."""
        return self.text[self.starts[i]].isupper()


def stream(text: str, quoted: list[Span] | None = None, ends: list[int] | None = None) -> Stream:
    """The tokens of paragraph `text`; `quoted`: its quotations, `ends`: where its sentences end, if known already."""
    folded = fold(text)
    if quoted is None:
        quoted = quotations(text)
    masked = folded
    if quoted:  # each quotation is its first mark, and nothing else
        pieces: list[str] = []
        at = 0
        for start, stop in quoted:
            pieces += (folded[at:start], QUOTE, " " * (stop - start - 1))
            at = stop
        masked = "".join((*pieces, folded[at:]))
    parts = (_ASCII_TOKEN if masked.isascii() else _TOKEN).split(masked)  # spaces and words by turns
    places = list(accumulate(map(len, parts)))
    words, starts, stops = parts[1::2], places[:-1:2], places[1::2]
    for start, stop in quoted:
        stops[bisect_left(starts, start)] = stop
    if ends is None:
        ends = [stop for _, stop in sentence_spans(text)]
    if not _SPECIAL.isdisjoint(words):
        words, starts, stops = _settle(text, words, starts, stops, ends)
    if JOINER in folded:
        words = [word.replace(JOINER, "") or word for word in words]
    return Stream(text, words, starts, stops, _ranges(starts, stops, ends))


def _settle(
    text: str, words: list[str], starts: list[int], stops: list[int], ends: list[int]
) -> tuple[list[str], list[int], list[int]]:
    """The tokens with dashes in one spelling, asides as one, titles with their comma, without dots of abbreviations."""
    dropped: set[int] = set()
    commas: list[tuple[int, int]] = []  # index of a title, where its comma stands
    count, size = len(words), len(text)
    i = -1
    for word in list(filter(_SPECIAL.__contains__, words)):
        i = words.index(word, i + 1)
        if i in dropped:
            continue
        if word == ",":
            if i + 1 < count and words[i + 1] in _STATES and text[starts[i + 1]].isupper():
                dropped.add(i)  # "Macon, Ga."
        elif word == ".":
            stop = stops[i]
            if stop < size:
                at = bisect_right(ends, starts[i])
                if text[stop] == "," or (at < len(ends) and text[stop : ends[at]].strip("\"'”’)] ")):
                    dropped.add(i)
        elif word == QUOTE:
            if i > 0 and words[i - 1] in _TITLED and 1 < stops[i] - starts[i] < LONGEST_ASIDE:
                comma = text.rfind(",", stops[i] - 3, stops[i])
                if comma > 0:
                    commas.append((i, comma))
        elif word == "'":
            if i and words[i - 1] == QUOTE and stops[i - 1] == starts[i]:
                stops[i - 1] = stops[i]  # a quotation inside a quotation that ends with it
                dropped.add(i)
        elif word == PAREN:
            close = text.find(")", stops[i], stops[i] + LONGEST_ASIDE)
            after = bisect_right(starts, close)
            if close > 0 and QUOTE not in words[i:after] and PAREN not in words[i + 1 : after]:
                stops[i] = close + 1
                dropped.update(range(i + 1, after))
        else:
            words[i] = _SPELT[word]
    if dropped:
        keep = [i for i in range(count) if i not in dropped]
        words, starts, stops = [words[i] for i in keep], [starts[i] for i in keep], [stops[i] for i in keep]
    for _, comma in reversed(commas):
        i = bisect_right(starts, comma)
        words.insert(i, ",")
        starts.insert(i, comma)
        stops.insert(i, stops[i - 1])
    return words, starts, stops


def _ranges(starts: list[int], stops: list[int], ends: list[int]) -> list[Span]:
    """Token ranges of the sentences that end at the characters `ends`; an end inside a token is none."""
    found: list[Span] = []
    begin, count = 0, len(starts)
    for end in ends:
        i = bisect_right(stops, end)
        if i > begin and (i >= count or starts[i] >= end):
            found.append((begin, i))
            begin = i
    if begin < count:
        found.append((begin, count))
    return found
