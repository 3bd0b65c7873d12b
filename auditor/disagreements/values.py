"""Two figures for one thing: the same unit, the same thing counted in the same words, and bounds that do not meet."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from math import floor, inf, log10
from typing import NamedTuple

from auditor import figures, lexicons
from auditor.disagreements.stands import Article, Sentence, spoken
from auditor.disagreements.words import acts, term

FIRST = 40  # sentences of an article whose figures are compared
WINDOW = 75  # characters on either side that tell what a figure is of
ALIKE = 0.6  # words so alike speak of one thing, whoever else is named
SHARED, SHARE = 7.0, 0.3  # weight of the terms that two windows have in common, and their share of the smaller
MEASURED = ("length", "area", "mass", "count")  # what has a dimension
ROUND = 60  # smaller numbers are not rounded to tens
# Measures of one kind in their common unit.
SCALE = {"foot": ("length", 0.3048), "m": ("length", 1.0), "km": ("length", 1000.0), "mile": ("length", 1609.34),
         "acre": ("area", 1.0), "hectare": ("area", 2.471), "kg": ("mass", 1.0), "tonne": ("mass", 1000.0)}


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_JOINED = re.compile(r"-([a-z]{3,12})\b")


class Value(NamedTuple):
    """A figure with what it is of; `start`, `stop` in the sentence."""

    article: str
    order: int
    start: int
    stop: int
    low: float
    high: float
    exact: bool
    of: tuple[str, ...]  # unit, thing counted, dimension or bearer: only like things are compared
    near: frozenset[str]  # the terms of the words around it
    names: frozenset[str]  # the names around it
    acts: frozenset[str]  # the events that its nearest words name
    years: frozenset[str]
    grows: bool  # a count that is said to go on


class Differing(NamedTuple):
    """Two values that cannot both hold."""

    one: Value
    other: Value
    kind: str
    confidence: float


@cache
def _words(category: str) -> frozenset[str]:
    return frozenset(lexicons.load("figure_words")[category])


def values(article: Article) -> list[Value]:
    """The comparable figures of an article's first sentences."""
    found = []
    for sentence in article.sentences[:FIRST]:
        if sentence.numbered:
            found += [v for f in figures.read(sentence.text) if (v := _value(article.article_id, sentence, f))]
    return found


def _value(article: str, sentence: Sentence, figure: figures.Figure) -> Value | None:
    text = sentence.text
    before, after = text[max(0, figure.start - WINDOW) : figure.start], text[figure.stop : figure.stop + WINDOW]
    left = [w.word for w in spoken(before)]
    right = [w.word for w in spoken(after)]
    if _words("part") & {*left[-2:], *right[:2]} - ({*right[:1]} & {"second"}) or right[:1] == ["of"] and right[1:2] in (["the"], ["those"], ["them"]):
        return None
    if figure.low == 1 or left[-1:] in (["between"], ["than"]):
        return None
    unit, scale = SCALE.get(figure.unit, (figure.unit, 1.0))
    thing = term(figure.counted) or figure.counted if unit == "count" else ""
    if unit == "count" and (joined := _JOINED.match(text, figure.stop)):
        unit, scale = SCALE.get(joined[1], (joined[1], 1.0))  # a 62-acre island, a 29-year career
        unit = "age" if text.startswith(" old", joined.end()) else unit
        right = [w.word for w in spoken(text[joined.end() : joined.end() + WINDOW])]
    elif unit == "count" and not thing:
        return None
    dimension = _dimension(left, right) if unit in MEASURED else ""
    bearer = _bearer(sentence, figure, right) if unit == "age" else ""
    if unit == "age" and not bearer:
        return None
    near = frozenset(filter(None, (term(w) for w in left + right)))
    return Value(
        article, sentence.order, figure.start, figure.stop, figure.low * scale, figure.high * scale, figure.exact,
        (unit, thing, dimension, bearer), near - {thing},
        frozenset(k for at, k, _ in sentence.names if figure.start - WINDOW <= at < figure.stop + WINDOW) - {bearer},
        frozenset(t for w in left[-5:] + right[:5] if (t := term(w)) in acts()),
        frozenset(_YEAR.findall(before + " " + after)),
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
    people = [(at, key) for at, key, kind in sentence.names if kind == "person"]
    after = [(at, key) for at, key in people if 0 < at - figure.stop < 25]
    before = [(figure.start - at, key) for at, key in people if 0 < figure.start - at < 30]
    if sentence.text.startswith(("-old", "-year"), figure.stop - 4 if figure.unit == "age" else figure.stop):
        noun = next((w for w in right[:3] if w in _words("bearer")), "")
        return min(after)[1] if after else noun if noun else min(before, default=("", ""))[1]
    return min(before)[1] if before else ""


def differing(story: Sequence[Article], weights: dict[str, float]) -> list[Differing]:
    """The pairs of values in a story, of different articles, that speak of one thing and cannot both hold."""
    by_thing: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    given: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for article in story:
        for value in values(article):
            by_thing[value.of].append(value)
            given[value.article, value.of[0]].append(value)
    found = []
    for alike in by_thing.values():
        for i, one in enumerate(alike):
            for other in alike[i + 1 :]:
                if one.article == other.article or _meet(one, other):
                    continue
                weight, share = _context(one, other, weights)
                if weight < SHARED or share < SHARE or (share < ALIKE and _apart(one, other)) or one.years != other.years:
                    continue
                if _given(one, given[other.article, one.of[0]]) or _given(other, given[one.article, one.of[0]]):
                    continue
                kind = "update" if one.grows or other.grows else "age" if one.of[0] == "age" else "number"
                found.append(Differing(one, other, kind,
                                       round(min(0.95, 0.4 + 0.5 * share), 3)))
    return found


def _context(one: Value, other: Value, weights: dict[str, float]) -> tuple[float, float]:
    """Weight of the terms around both, and its share of the smaller context."""
    if one.of[0] == "age" and one.of[3].startswith("n:"):
        return inf, 1.0
    weigh = {t: weights.get(t, 1.0) for t in one.near | other.near}
    shared = sum(weigh[t] for t in one.near & other.near)
    least = min(sum(weigh[t] for t in v.near) for v in (one, other))
    return shared, shared / least if least else 0.0


def _apart(one: Value, other: Value) -> bool:
    """Whether the words around say that two things are meant: other names, other acts, another year."""
    if one.acts and other.acts and not one.acts & other.acts:
        return True
    functional = one.of[2] in ("depth", "width", "height", "weight") or one.of[3].startswith("n:")
    return not functional and bool(one.names - other.names and other.names - one.names)


def _meet(one: Value, other: Value) -> bool:
    """Whether the bounds meet, or one is the other rounded."""
    low, high = sorted((one, other), key=lambda v: (v.low, v.high))
    if high.low <= low.high or high.high == inf and high.low <= low.high * 1.001:
        return True
    return one.exact and other.exact and (_rounded(low.low, high.low) or _rounded(high.low, low.low))


def _rounded(coarse: float, fine: float) -> bool:
    """Whether `fine` rounded as roughly as `coarse` is written gives `coarse`."""
    if not coarse or not fine or coarse == inf or fine == inf:
        return coarse == fine
    digits = f"{coarse:.10g}".replace(".", "").lstrip("0").rstrip("0")
    step = 10.0 ** (floor(log10(coarse)) - len(digits) + 1)
    return coarse >= ROUND and len(digits) < 3 and abs(coarse - fine) <= step / 2 or abs(coarse - fine) <= 0.006 * coarse


def _given(value: Value, others: list[Value]) -> bool:
    """Whether the other article gives this value too."""
    return any(v.low == value.low and v.high == value.high for v in others)
