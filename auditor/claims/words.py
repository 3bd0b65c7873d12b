"""The words of a sentence with their places, and phrases of the lexicons found among them."""

import re
from typing import NamedTuple

from auditor.lexicons import load
from auditor.text import JOINER

_FLAT = bytes.maketrans(b".,;:!?()[]\"/", b" " * 12)
_WORD = re.compile(r"[^\W_]++(?:[.'’&-]{1,2}+[^\W_]++)*+|\S")
STOP = "."  # between the words of sentences that `flatten` has flattened: it is none of them


class Line(NamedTuple):
    """The tokens of a folded sentence: words, and where each begins and ends in it."""

    words: list[str]
    starts: list[int]
    stops: list[int]


class Hit(NamedTuple):
    """A phrase of a lexicon at the tokens [first, last) of a line."""

    first: int
    last: int
    category: str


# A phrase is looked up by its longest word: (where that word stands in it, its words, its category).
Phrases = dict[str, list[tuple[int, tuple[str, ...], str]]]

FUNCTION = {name: frozenset(listed) for name, listed in load("function-words").items()}
BE, HAVE, MODAL, DO = FUNCTION["be"], FUNCTION["have"], FUNCTION["modal"], FUNCTION["do"]
DETERMINER, PREPOSITION, PRONOUN = FUNCTION["determiner"], FUNCTION["preposition"], FUNCTION["pronoun"]
SMALL = frozenset().union(*(words for name, words in FUNCTION.items() if name != "time")) | frozenset("to a an".split())
_NEGATIONS = ("not never no n't cannot neither nor without isn't wasn't aren't weren't don't doesn't didn't won't"
                      " hasn't haven't hadn't can't couldn't wouldn't shouldn't nobody none nothing")
NEGATIONS = frozenset(_NEGATIONS.split())


def split(folded: str) -> list[str]:
    """The words and marks of a sentence that `text.fold` has folded."""
    return _WORD.findall(folded.replace(JOINER, " ") if JOINER in folded else folded)


def flatten(folded: str) -> str:
    """A folded text with spaces for its punctuation: as long as it was."""
    flat = folded.replace("—", " ").replace("–", " ")
    return flat.encode("utf-8", "surrogatepass").translate(_FLAT).decode("utf-8", "surrogatepass")


def line(folded: str, words: list[str] | None = None) -> Line:
    """The tokens of a sentence that `text.fold` has folded; `words`: what `split` made of it."""
    words = split(folded) if words is None else words
    starts, stops, at = [], [], 0
    for word in words:
        start = folded.index(word, at)
        at = start + len(word)
        starts.append(start)
        stops.append(at)
    return Line(words, starts, stops)


def phrases(lexicon: str, *categories: str) -> Phrases:
    """The terms of `lexicon`, all or those of `categories`, ready for `hits`."""
    found: Phrases = {}
    for category, terms in load(lexicon).items():
        if categories and category not in categories:
            continue
        for term in terms:
            words = tuple(term.split())
            sizes = [len(word) for word in words]
            anchor = len(words) - 1 - sizes[::-1].index(max(sizes))  # the last of the longest
            found.setdefault(words[anchor], []).append((anchor, words, category))
    for listed in found.values():
        listed.sort(key=lambda entry: -len(entry[1]))
    return found


def hits(words: list[str], wanted: Phrases) -> list[Hit]:
    """The phrases of `wanted` among `words`, longest first at each anchor, in order of the anchors."""
    if wanted.keys().isdisjoint(words):
        return []
    found = []
    for at in [n for n, word in enumerate(words) if word in wanted]:
        for anchor, phrase, category in wanted[words[at]]:
            first = at - anchor
            if first >= 0 and (len(phrase) == 1 or tuple(words[first:first + len(phrase)]) == phrase):
                found.append(Hit(first, first + len(phrase), category))
                break
    return found
