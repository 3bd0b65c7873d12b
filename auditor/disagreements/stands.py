"""What an article stands for: its sentences with their terms, and how strongly it refutes what it tells of."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise, repeat
from math import fsum, log
from typing import NamedTuple

from auditor.disagreements import refutations, words

STRONG = 0.65  # a refutation inside an article must be so clear
FIRM = 0.45  # weaker markers do not make a stand
TOP = 4  # so many refuting sentences are counted
LEAD = 10  # sentences that make up what an article tells
EARLY, LATE = 3, 12  # a marker in the first sentences counts in full, one far down for less

# Where what is refuted begins or ends within its sentence.
_BEHIND = re.compile(r"[:;—–]|, (?=but|and|which|who|say|add|though|although|while|because|even|despite)"
                     r"| and (?=(?:point|note|call|accuse|vow|insist|maintain)(?:s|e?d)\b|sa(?:ys|id)\b)")
_BEFORE = re.compile(rf"{_BEHIND.pattern}| that (?=\w+ )")
LONG = 240  # characters; of a longer sentence the part that matters is marked
_PART = re.compile(
    r"[;:—–]\s?|,[”\"']? (?=(?:and|or|but|even|as|where|which|who|while|although|though|because|saying|says|say|in)\b)"
)


class Name(NamedTuple):
    """A name at characters of a sentence; `short` is the key to match on, a person's family name."""

    start: int
    stop: int
    short: str
    kind: str
    key: str


class Sentence(NamedTuple):
    """A sentence with its place in the document and in the article (`order`, from 0)."""

    sentence_id: str
    start: int
    stop: int
    part: str
    order: int
    text: str
    names: tuple[Name, ...]
    sources: frozenset[str]  # who is cited in it

    def __hash__(self) -> int:
        return hash(self.sentence_id)  # the same for equal ones, and cheap: terms are remembered by sentence


class Article(NamedTuple):
    """An article with its sentences, and those of them in which a thing may stand, by the thing (`reading`)."""

    article_id: str
    path: str
    published: int | None  # in seconds
    sentences: tuple[Sentence, ...]
    marked: Mapping[str, Sequence[Sentence]]

    def __hash__(self) -> int:
        return hash(self.article_id)


class Stand(NamedTuple):
    """How strongly an article refutes (0 to 1), and its refutations: (strength, order of the sentence, refutation)."""

    strength: float
    refutations: tuple[tuple[float, int, refutations.Refutation], ...]


Weights = dict[str, float]


@lru_cache(maxsize=32768)
def terms(sentence: Sentence) -> frozenset[str]:
    """What a sentence speaks of: its names under their keys, and the terms of its other words."""
    return spoken(sentence, 0, len(sentence.text))


def spoken(sentence: Sentence, start: int, stop: int) -> frozenset[str]:
    """What the characters `start`..`stop` of a sentence speak of, as `terms`."""
    inside = [n for n in sentence.names if start <= n.start < stop]
    if not inside:
        return words.terms(sentence.text[start:stop])
    rest, at = [], start
    for name in inside:
        if name.start >= at:
            rest.append(sentence.text[at : name.start])
            at = name.stop
    rest.append(sentence.text[at:stop])
    return words.terms(" ".join(rest)).union([name.short for name in inside])


def clause(text: str, found: refutations.Refutation) -> tuple[int, int]:
    """The slot of `found`, no farther than the clause its marker stands in; characters of the sentence."""
    before = [m.end() for m in _BEFORE.finditer(text, found.slot_start, max(found.start, found.slot_start))]
    after = _BEHIND.search(text, max(found.stop, found.slot_start), found.slot_stop)
    return before[-1] if before else found.slot_start, after.start() if after else found.slot_stop


def slot_terms(sentence: Sentence, found: refutations.Refutation) -> frozenset[str]:
    """The terms of what `found` refutes, as far as its own sentence tells."""
    return spoken(sentence, *clause(sentence.text, found))


def parts(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence, by its punctuation: half-open characters, in order."""
    cuts = [0, *(m.end() for m in _PART.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def focus(sentence: Sentence, shared: frozenset[str], at: int | None = None) -> tuple[int, int] | None:
    """The part of a long sentence that speaks of `shared` and holds character `at`; None for a short sentence."""
    text = sentence.text
    if len(text) <= LONG:
        return None
    cut = parts(text)

    def met(part: tuple[int, int]) -> frozenset[str]:
        return shared & spoken(sentence, *part)

    best = max(cut, key=lambda p: (at is not None and p[0] <= at < p[1], len(met(p)), -p[0]))
    for part in sorted(cut, key=lambda p: min(abs(p[0] - best[1]), abs(best[0] - p[1]))):
        wider = min(best[0], part[0]), max(best[1], part[1])
        if met(part) - met(best) and wider[1] - wider[0] <= LONG:
            best = wider
    return best[0], best[0] + len(text[best[0] : best[1]].rstrip(" ,;:—–"))


@lru_cache(maxsize=4096)
def stand(article: Article) -> Stand:
    """The stand of an article on what it tells of: markers count more near its beginning."""
    found = []
    third = min(LATE, len(article.sentences) / 3)
    for sentence in article.marked["refutation"]:
        if sentence.part != "question":
            place = 1.0 if sentence.order < EARLY else 0.9 if sentence.order < third else 0.6
            firm = (r for r in refutations.find(sentence.text) if r.strength >= FIRM)
            found += [(r.strength * place, sentence.order, r) for r in firm]
    found.sort(key=lambda f: (-f[0], f[1], f[2]))
    left = 1.0
    seen: set[int] = set()
    share = 1.0 if len(article.sentences) <= EARLY else 0.8  # in a brief one sentence is the article
    for strength, order, _ in found:
        if order not in seen and len(seen) < TOP:
            seen.add(order)
            left *= 1 - share * strength
    return Stand(1 - left, tuple(found))


def weight(shared: frozenset[str], weights: Weights) -> float:
    """The weight of terms together, whatever their order."""
    return fsum(map(weights.get, shared, repeat(1.0)))


def weigh(groups: list[frozenset[str]], world: int = 0) -> Weights:
    """How telling each term is: the fewer of `groups` have it, the more; a name half as much again.

    `world`: groups on other things that these few are thought among.
    """
    count = Counter(chain.from_iterable(groups))
    total = len(groups) + 1 + world
    return {t: log(1 + total / n) * (1.5 if t.startswith("n:") else 1.0) for t, n in count.items()}


@lru_cache(maxsize=4096)
def lead(article: Article) -> frozenset[str]:
    """The terms of an article's first sentences."""
    return frozenset().union(*(terms(s) for s in article.sentences[:LEAD]))


def kinship(one: Article, other: Article, weights: Weights) -> float:
    """The share, by weight, of what the shorter of two beginnings tells that the other tells too."""
    here, there = lead(one), lead(other)
    least = min(weight(here, weights), weight(there, weights))
    return weight(here & there, weights) / least if least else 0.0
