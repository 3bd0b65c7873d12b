"""Two figures for one thing: the same unit, the same thing counted in the same words, and bounds that do not meet."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from math import floor, inf, log10
from typing import NamedTuple

from auditor import figures, lexicons, names
from auditor.disagreements.pairs import Pair
from auditor.disagreements.stands import Article, Sentence, Weights, kinship, weight
from auditor.disagreements.words import listed, term

FIRST = 40  # sentences of an article whose figures are compared
WINDOW = 75  # characters on either side that tell what a figure is of
SAFE = ("count", "age", "length", "area", "mass", "year", "day")  # prices and shares come in many of a kind
CROWDED = 0.8  # of its weight that a context keeps where it holds several figures of the kind
ALIKE = 0.6  # words so alike speak of one thing, whoever else is named
SHARED, SHARE = 6.0, 0.3  # weight of the terms that two windows have in common, and their share of the smaller
MEASURED = ("length", "area", "mass", "count")  # what has a dimension
LATER = 3 * 3600  # seconds between two reports after which a higher count is news
TELLING = 12  # a number above this that is no round one is a number of one thing
KIN = 0.15  # of what the first sentences of two articles tell, what they share that may confuse two things
NEAR = 30  # characters between a name and what it has
FAR = 8  # values so many times apart are of two things
ROUND = 60  # smaller numbers are not rounded to tens
# Measures of one kind in their common unit.
SCALE = {"foot": ("length", 0.3048), "m": ("length", 1.0), "km": ("length", 1000.0), "mile": ("length", 1609.34),
         "acre": ("area", 1.0), "hectare": ("area", 2.471), "kg": ("mass", 1.0), "tonne": ("mass", 1000.0)}


_INFANT = re.compile(r"month|week|day|hour", re.IGNORECASE)
_OWNS = ("'s", "’s")
_BEARS = re.compile(r"[,.;:)]|$| (?:who|was|is|said|says|has|had|from|of|in|told|and|on|were|at)\b")
_WHOLE = frozenset("the its their his her those them our your".split())
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MEASURE = re.compile(rf"[ \u00a0]({'|'.join(figures.MEASURES)})s?\b")
_JOINED = re.compile(r"-([a-z]{3,12})\b")


class Value(NamedTuple):
    """A figure with what it is of; `start`, `stop` in the sentence."""

    article: str
    sentence: Sentence
    start: int
    stop: int
    text: str
    low: float
    high: float
    exact: bool
    of: tuple[str, ...]  # unit, thing counted, dimension or bearer: only like things are compared
    bearer: str  # whose age, or whose children
    left: list[str]  # the words around it
    right: list[str]
    alone: bool  # no other figure of the kind in its sentence

    def __hash__(self) -> int:
        return hash((self.sentence.sentence_id, self.start))  # cheap: what is around it is remembered


class Around(NamedTuple):
    """What the words around a value tell of it."""

    near: frozenset[str]  # their terms
    names: frozenset[str]
    acts: frozenset[str]  # what befell those counted
    years: frozenset[str]
    period: frozenset[str]  # words of the time that a count runs over
    grows: bool  # a count that is said to go on


@cache
def _words(category: str) -> frozenset[str]:
    return frozenset(lexicons.load("figure_words")[category])


@cache
def _bearers() -> frozenset[str]:
    """The terms of the nouns that may stand for whoever has an age."""
    return frozenset(map(term, _words("bearer")))


def values(article: Article) -> list[Value]:
    """The comparable figures of an article's first sentences."""
    found = []
    for sentence in article.marked["number"]:
        if sentence.order < FIRST:
            read = figures.read(sentence.text)
            units = [f.unit for f in read]
            found += [v for f in read if (v := _value(article.article_id, sentence, f, units.count(f.unit) == 1))]
    return found


def _value(article: str, sentence: Sentence, figure: figures.Figure, alone: bool) -> Value | None:
    text, behind = sentence.text, figure.stop
    if figure.low <= 1 or (figure.unit == "age" and _INFANT.search(text, figure.start, figure.stop)):
        return None
    unit, scale = SCALE.get(figure.unit, (figure.unit, 1.0))
    thing = term(figure.counted) or figure.counted if unit == "count" else ""
    if unit == "count" and (joined := _JOINED.match(text, figure.stop)):
        unit, scale = SCALE.get(joined[1], (joined[1], 1.0))  # a 62-acre island, a 29-year career
        unit, behind = "age" if text.startswith(" old", joined.end()) else unit, joined.end()
    elif unit == "count" and (measure := _MEASURE.match(text, figure.stop)):
        unit, scale = SCALE.get(figures.MEASURES[measure[1]], (figures.MEASURES[measure[1]], 1.0))  # 19 feet deep
        thing, behind = "", measure.end()
    elif unit == "count" and not thing:
        return None
    left, right = listed(text[max(0, figure.start - WINDOW) : figure.start]), listed(text[figure.stop :][:WINDOW])
    if _partial(left, right) or left[-1:] in (["between"], ["than"]):
        return None
    if behind > figure.stop:
        right = listed(text[behind : behind + WINDOW])
    if unit == "count" and figure.counted in _words("constituency") and _words("polling") & {*left, *right}:
        return None  # how many vote on a day depends on whose vote it is
    dimension = _dimension(left, right) if unit in MEASURED else ""
    bearer = _bearer(sentence, figure, right) if unit == "age" else _parent(sentence, figure, left)
    if unit == "age" and not bearer:
        return None
    return Value(article, sentence, figure.start, figure.stop, text[figure.start : figure.stop], figure.low * scale,
                 figure.high * scale, figure.exact, (unit, thing, dimension, bearer.rsplit(" ", 1)[-1]), bearer, left,
                 right, alone)


def _partial(left: list[str], right: list[str]) -> bool:
    """Whether the words around a figure make it part of another: half of the 29, 23 of its 29."""
    if _words("part") & ({*left[-2:], *right[:2]} - ({*right[:1]} & {"second"})):
        return True
    return (right[:1] == ["of"] and not _WHOLE.isdisjoint(right[1:2])) or (
        left[-2:-1] == ["of"] and left[-1] in _WHOLE
    )


@lru_cache(maxsize=4096)
def _around(value: Value) -> Around:
    text, left, right = value.sentence.text, value.left, value.right
    begin, end = max(0, value.start - WINDOW), value.stop + WINDOW
    named = frozenset(n.short for n in value.sentence.names if begin <= n.start < end and n.key != value.bearer)
    return Around(
        (frozenset(map(term, left + right)) - {""} | named) - {value.of[1]},
        named,
        frozenset({"die": "kill"}.get(t, t) for w in left[-5:] + right[:5] if (t := term(w)) in _words("outcome")),
        frozenset(_YEAR.findall(text[begin : value.start] + " " + text[value.stop : end])),
        frozenset(_words("period") & {*left[-6:], *right[:6]}),
        bool(_words("grows") & {*left, *right}) or "so far" in text or "as of" in text,
    )


def _dimension(left: list[str], right: list[str]) -> str:
    """Depth, width, distance ...: the nearest such word behind the figure or before it, no other figure between."""
    known = lexicons.terms("dimensions")
    for side in (right[:4], left[:-4:-1]):
        for word in side:
            if word in ("and", "or", "but"):
                break
            if word in known:
                return known[word]
    return ""


def _bearer(sentence: Sentence, figure: figures.Figure, right: list[str]) -> str:
    """Whose age it is: the name before the comma, the name or the noun after "-year-old"."""
    text = sentence.text
    people = [(n.start, n.key) for n in sentence.names if n.kind == "person" and text[n.stop : n.stop + 2] not in _OWNS]
    after = [(n.start, n.key) for n in sentence.names
             if n.kind == "person" and 0 < n.start - figure.stop < 25 and _BEARS.match(text, n.stop)]
    before = [(figure.start - at, key) for at, key in people if 0 < figure.start - at < 30]
    if text.startswith(("-old", "-year"), figure.stop - (4 if figure.unit == "age" else 0)):
        noun = next((term(w) for w in right[:3] if w in _words("bearer")), "")
        return min(after)[1] if after else noun if noun else min(before, default=("", ""))[1]
    if before:
        return min(before)[1]
    left = listed(text[: figure.start])[-8:] if "old" in text[figure.start : figure.stop + 4] else ()
    return next((term(w) for w in reversed(left) if w in _words("bearer")), "")


def _parent(sentence: Sentence, figure: figures.Figure, left: list[str]) -> str:
    """Who is said to have so many children, wives or brothers: the person named before "has"; else empty."""
    if figure.counted not in _words("kin") or left[-1:] not in (["has"], ["have"], ["had"]):
        return ""
    before = [(n.stop, n.key) for n in sentence.names if n.kind == "person" and 0 < figure.start - n.stop < NEAR]
    return max(before, default=(0, ""))[1]


def differing(story: Sequence[Article], weights: Weights) -> list[Pair]:
    """The pairs of values in a story, of different articles, that speak of one thing and cannot both hold."""
    by_thing: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    given: dict[tuple[str, str], list[Value]] = defaultdict(list)
    published = {a.article_id: a.published for a in story}
    for article in story:
        for value in values(article):
            by_thing[value.of].append(value)
            given[value.article, value.of[0]].append(value)
    found = []
    for alike in by_thing.values():
        for i, one in enumerate(alike):
            for other in alike[i + 1 :]:
                if one.article == other.article or _meet(one, other) or _unlike(one, other):
                    continue
                common, share = _context(one, other, weights)
                least = SHARE if one.of[0] in SAFE else ALIKE
                if common < SHARED or share < least or _apart(one, other, share):
                    continue
                if _given(one, given[other.article, one.of[0]]) or _given(other, given[one.article, one.of[0]]):
                    continue
                found.append(_pair(one, other, published, share))
    return found + _mistaken(story, by_thing, weights)


def _mistaken(story: Sequence[Article], by_thing: dict[tuple[str, ...], list[Value]], weights: Weights) -> list[Pair]:
    """One telling number given for two things by two articles that speak of the same: 63 killed, 63 hurt."""
    told = {a.article_id: a for a in story}
    by_number: dict[float, list[Value]] = defaultdict(list)
    for value in (v for values_ in by_thing.values() for v in values_):
        if value.exact and value.low > TELLING and value.low % 10 and value.of[0] == "count":
            by_number[value.low].append(value)
    found = []
    for alike in by_number.values():
        things: dict[str, set[str]] = defaultdict(set)
        for value in alike:
            things[value.article].add(value.of[1])
        for i, one in enumerate(alike):
            for other in alike[i + 1 :]:
                if one.article == other.article or things[one.article] & things[other.article]:
                    continue
                if kinship(told[one.article], told[other.article], weights) < KIN:
                    continue
                common, share = _context(one, other, weights)
                if common >= SHARED and share >= SHARE:
                    found.append(Pair(one.article, one.sentence.order, other.article, other.sentence.order, "number",
                                      0.6, "category", f"{one.text} {one.of[1]} against {other.text} {other.of[1]}",
                                      (one.start, one.stop), (other.start, other.stop)))
    return found


def _pair(one: Value, other: Value, published: dict[str, int | None], share: float) -> Pair:
    """The pair of two values; a count that grew between two reports is a change, not a contradiction."""
    here, there = published[one.article], published[other.article]
    kind = "age" if one.of[0] == "age" else "number"
    if kind == "number" and (_around(one).grows or _around(other).grows or (
        here and there and abs(here - there) > LATER and (here > there) == (one.low > other.low)
    )):
        kind = "update"
    outdated = ""
    if kind == "number" and one.of[0] == "count" and here and there and abs(here - there) > LATER:
        outdated = one.article if here > there else other.article  # it is the later one, and lower
    what = one.of[1] or one.bearer or one.of[2] or one.of[0]
    confidence = round(min(0.95, 0.4 + 0.5 * share), 3)
    return Pair(one.article, one.sentence.order, other.article, other.sentence.order, kind, confidence, what,
                f"{one.text} against {other.text}", (one.start, one.stop), (other.start, other.stop),
                outdated=outdated)


def _context(one: Value, other: Value, weights: Weights) -> tuple[float, float]:
    """Weight of the terms around both, and its share of the smaller context."""
    if one.of[3] and one.of[3] not in _bearers():
        return inf, 1.0
    here, there = _around(one).near, _around(other).near
    shared = weight(here & there, weights) * (1.0 if one.alone and other.alone else CROWDED)
    least = min(weight(here, weights), weight(there, weights))
    return shared, shared / least if least else 0.0


def _unlike(one: Value, other: Value) -> bool:
    """Whether they cannot be two values of one thing: other years or periods, people, sizes."""
    low, high = sorted((one.low, other.low))
    if high > FAR * low:
        return True
    if one.of[3] and one.bearer != other.bearer and not names.same(one.bearer, other.bearer):
        return True
    here, there = _around(one), _around(other)
    return here.years != there.years or here.period != there.period


def _apart(one: Value, other: Value, share: float) -> bool:
    """Whether the words around say that two things are meant: other acts, or other names in other words."""
    here, there = _around(one), _around(other)
    if here.acts and there.acts and not here.acts & there.acts:
        return True
    if share >= ALIKE:
        return False
    functional = one.of[2] in ("depth", "width", "height", "weight") or bool(one.of[3])
    return not functional and bool(here.names - there.names and there.names - here.names)


def _meet(one: Value, other: Value) -> bool:
    """Whether the bounds meet, or one is the other rounded."""
    low, high = (one, other) if (one.low, one.high) <= (other.low, other.high) else (other, one)
    if high.low <= low.high:
        return True
    return one.exact and other.exact and (_rounded(low.low, high.low) or _rounded(high.low, low.low))


def _rounded(coarse: float, fine: float) -> bool:
    """Whether `fine` rounded as roughly as `coarse` is written gives `coarse`."""
    if not coarse or not fine or coarse == inf or fine == inf:
        return coarse == fine
    if abs(coarse - fine) <= (0.05 if coarse % 1 or fine % 1 else 0.006) * coarse:  # a fraction: converted
        return True
    if coarse < ROUND:
        return False
    digits = f"{coarse:.10g}".replace(".", "").lstrip("0").rstrip("0")
    step = 10.0 ** (floor(log10(coarse)) - len(digits) + 1)
    return len(digits) < 3 and abs(coarse - fine) <= step / 2


def _given(value: Value, others: list[Value]) -> bool:
    """Whether the other article gives this value too."""
    return any(v.low == value.low and v.high == value.high for v in others)
