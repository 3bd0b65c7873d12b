"""Details of one event that differ: what happened, when, where, who and why, in sentences that tell the same.

Two sentences tell the same when they share most of their terms, an act among them.  Only what each article says once
and the other nowhere is held against it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from auditor import lexicons, names
from auditor.disagreements.pairs import Pair, Span
from auditor.disagreements.reading import CAUSES, DAY
from auditor.disagreements.refutations import asks, find
from auditor.disagreements.stands import Article, Sentence, Weights, stand, terms, weight
from auditor.disagreements.words import acts, places, plain, term
from auditor.text import fold

FIRST = 12  # sentences of an article whose details are compared
SHARED, SHARE = 6.0, 0.55  # weight of the terms in common, and their share of the shorter sentence
LOW = 0.3  # an article that refutes more than this tells what it does not stand for
LATER = 12 * 3600  # seconds after which another outcome is news

_DAY = re.compile(
    rf"\b{DAY}"
    r"|\b(?:jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may|june|july|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)"
    r"|nov(?:ember|\.)|dec(?:ember|\.)) \d{1,2}\b(?!\d)"
)
_CAUSE = re.compile(
    rf"\b(?:{'|'.join(CAUSES)}) ((?:[\w'’-]+ ){{0,4}}[\w'’-]+)", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?:identified|named)(?: \w+){0,3} as (?:\w+ ){0,2}$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|at|near|outside) $", re.IGNORECASE)
_AROUND = frozenset("until by since before after from through said says told announced reported late last".split())
_NOUN = frozenset("a an the his her its their our my this that of with for by to from in no any declined".split())
_MAYBE = frozenset("if would could may might should must will whether unless plans plan expected likely".split())


class Detail(NamedTuple):
    """Something said in a sentence: where, and the key it is compared by."""

    span: Span
    key: str


Finder = Callable[[Sentence], list[Detail]]


def details(story: Sequence[Article], weights: Weights) -> list[Pair]:
    """The pairs of sentences of a story that tell the same with another day, place, name, cause or outcome."""
    found = []
    for kind, finder in _FINDERS.items():
        read = [(a, [(s, f) for s in a.marked[kind] if (f := finder(s))]) for a in story]
        if sum(bool(given) for _, given in read) < 2:
            continue
        keys = {a.article_id: {d.key for _, f in given for d in f} for a, given in read}
        having = [(a, s, f[0]) for a, given in read for s, f in given if len(f) == 1 and _tells(s)]
        for i, (one, s, detail) in enumerate(having):
            for other, t, second in having[i + 1 :]:
                if one.article_id == other.article_id or _same(kind, detail.key, second.key):
                    continue
                if detail.key in keys[other.article_id] or second.key in keys[one.article_id]:
                    continue
                if (share := _alike(terms(s), terms(t), weights)) and _close(one, other):
                    found.append(_pair(one, s, other, t, kind, share, detail, second))
    return found + list(_outcomes([a for a in story if stand(a).strength <= LOW], weights))


def _tells(sentence: Sentence) -> bool:
    """Whether it is one of the first sentences of its article, and asks nothing."""
    return sentence.order < FIRST and sentence.part != "question" and not asks(sentence.text)


def _close(one: Article, other: Article) -> bool:
    return not (one.published and other.published) or abs(one.published - other.published) < 14 * 24 * 3600


def _same(kind: str, one: str, other: str) -> bool:
    """Whether two keys may mean one thing: a day of the week and a date, a name in full and in part."""
    if kind == "date":
        return one == other or one[0].isdigit() != other[0].isdigit()
    if kind == "cause":
        return any(a[:4] == b[:4] for a in one.split() for b in other.split())
    if kind == "place":  # a city and its country are one place
        return one == other or names.places().get(one) != names.places().get(other)
    return one == other or names.same(one, other)


def _alike(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    """The share of the shorter sentence that two have in common, an act among it; 0 where it is too little."""
    shared = one & other
    if len(shared) < 3 or not shared & acts():
        return 0.0
    common = weight(shared, weights)
    share = common / min(weight(one, weights), weight(other, weights))
    return share if common >= SHARED and share >= SHARE else 0.0


def _pair(
    one: Article, s: Sentence, other: Article, t: Sentence, kind: str, share: float, detail: Detail, second: Detail
) -> Pair:
    here, there = s.text[slice(*detail.span)], t.text[slice(*second.span)]
    return Pair(one.article_id, s.order, other.article_id, t.order, kind, round(0.3 + 0.6 * min(1.0, share), 3), kind,
                f"{here} against {there}", detail.span, second.span)


def _days(sentence: Sentence) -> list[Detail]:
    """The day or date right behind an act: arrested on Monday, killed April 14."""
    found: list[Detail] = []
    for match in _DAY.finditer(fold(sentence.text)):
        before = plain(sentence.text[: match.start()])[-4:]
        if not _AROUND.isdisjoint(before) or not any(term(w) in _facts() for w in before):
            continue
        word, _, number = match.group().partition(" ")
        found.append(Detail(match.span(), f"{number} {word[:3]}" if number else word))
    return found


@cache
def _facts() -> frozenset[str]:
    return frozenset(lexicons.load("refutations")["fact"])


def _places(sentence: Sentence) -> list[Detail]:
    """The one place a sentence names, where the words say that something happened in it."""
    name = next(n for n in sentence.names if n.kind == "place")
    if not _IN.search(sentence.text[max(0, name.start - 8) : name.start]):
        return []
    before = plain(sentence.text[: name.start])[-4:]
    if not any(term(w) in _facts() for w in before):
        return []
    return [Detail((name.start, name.stop), name.key)]


def _people(sentence: Sentence) -> list[Detail]:
    """Who somebody is said to be: identified as, named as."""
    return [
        Detail((n.start, n.stop), n.key)
        for n in sentence.names
        if n.kind == "person" and _NAMED.search(sentence.text[max(0, n.start - 60) : n.start])
    ]


def _causes(sentence: Sentence) -> list[Detail]:
    """What something is put down to."""
    return [
        Detail(m.span(1), key)
        for m in _CAUSE.finditer(sentence.text)
        if (key := " ".join(sorted(filter(None, map(term, plain(m.group(1)))))))
    ]


_FINDERS: dict[str, Finder] = {"date": _days, "place": _places, "identity": _people, "cause": _causes}


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Act -> the acts that cannot hold with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for act, others in lexicons.load("opposites").items():
        for other in others:
            found[act].add(other)
            found[other].add(act)
    return {act: frozenset(others) for act, others in found.items()}


def _outcomes(story: Sequence[Article], weights: Weights) -> Iterator[Pair]:
    """Sentences that tell opposite outcomes of one subject: rose and fell, died and is alive."""
    opposites = _opposites()
    known = frozenset(opposites)
    acting = [(a, s, acted) for a in story for s in a.sentences[:FIRST] if (acted := known & terms(s))]
    told = frozenset[str]().union(*(acted for *_, acted in acting))
    able = [(a, s, terms(s), act, subject) for a, s, acted in acting
            if any(not told.isdisjoint(opposites[act]) for act in acted) and _tells(s) and _plain(s)
            for act, subject in _acted(s)]
    for i, (one, s, own, x, subject) in enumerate(able):
        for other, t, theirs, y, same in able[i + 1 :]:
            if one.article_id == other.article_id or y not in opposites[x] or subject != same:
                continue
            shared = (own & theirs) - {x, y}
            least = min(weight(own - {x}, weights), weight(theirs - {y}, weights))
            share = weight(shared, weights) / least if least else 0.0
            if x in theirs or y in own or share < SHARE:
                continue
            late = one.published and other.published and abs(one.published - other.published) > LATER
            yield _pair(one, s, other, t, "update" if late else "opposite", share, _act(s, x), _act(t, y))


def _acted(sentence: Sentence) -> list[tuple[str, str]]:
    """The acts of a sentence that have an opposite, each with its subject: the word or name before it."""
    words, found = plain(sentence.text), []
    for i, word in enumerate(words):
        if (act := term(word)) not in _opposites() or not i or words[i - 1] in _NOUN or "comment" in words[i : i + 3]:
            continue  # a verb is wanted: the death of, a deal with
        at = places(sentence.text)
        before = [n for n in sentence.names if n.stop <= at[i][0]]
        near = next((t for w in reversed(words[max(0, i - 4) : i]) if (t := term(w)) and t != act), "")
        if before and at[i][0] - before[-1].stop < 28:
            near = before[-1].short
        if near:
            found.append((act, near))
    return found


def _plain(sentence: Sentence) -> bool:
    """Whether a sentence tells of what is, takes nothing back and supposes nothing."""
    return not find(sentence.text) and _MAYBE.isdisjoint(plain(sentence.text))


def _act(sentence: Sentence, act: str) -> Detail:
    words = plain(sentence.text)
    return Detail(next(span for span, w in zip(places(sentence.text), words, strict=True) if term(w) == act), act)
