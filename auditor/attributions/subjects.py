"""The subject of a verb, with its appositions and relative clauses.  Token positions."""

from bisect import bisect_left
from itertools import compress
from typing import NamedTuple

from auditor.attributions.phrases import noun_phrase, opens_adjunct, segment_start, trim
from auditor.attributions.verbgroups import BREAKS, VERBAL, Range, borrowed, finite, is_adverb, relative_of, verbal
from auditor.frames import (
    AUXILIARY,
    COMMON,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)
from auditor.tokens import DASH, QUOTE, Stream

DOZEN = 12
EDGES = BREAKS | {",", DASH, QUOTE}
OPENING = DETERMINER | {QUOTE}


class Segment(NamedTuple):
    """A stretch between commas before a verb: Q quotation, C clause, S clause under a conjunction, R relative clause, A
    adjunct, N noun phrase."""

    kind: str
    start: int
    stop: int


def segments(s: Stream, a: int, i: int) -> list[Segment]:
    """The last dozen stretches between commas, dashes and whole quotations of `a`..`i`."""
    words = s.words
    found: list[Segment] = []
    edges = list(compress(range(a, i), map(EDGES.__contains__, words[a:i])))
    commas = [j for j in edges if words[j] == ","]
    start = a = commas[-DOZEN] + 1 if len(commas) > DOZEN else a
    for j in (*edges[bisect_left(edges, a) :], i):
        quotation = j < i and words[j] == QUOTE and not borrowed(s, j)
        if quotation or j == i or words[j] != QUOTE:
            if j > start:
                found.append(Segment(_segment_kind(s, start, j), start, j))
            if quotation:
                found.append(Segment("Q", j, j + 1))
            start = j + 1
    return found


def _segment_kind(s: Stream, start: int, stop: int) -> str:
    words = s.words
    while start < stop - 1 and words[start] in CONJUNCTION:
        start += 1
    first = words[start]
    if (
        (first in RELATIVE and first != "that")
        or first == "where"
        or (first in PREPOSITION and start + 1 < stop and words[start + 1] in {"whom", "which", "whose"})
    ):
        return "R"
    if stop - start == 1 and first == QUOTE:
        return "N"
    if (
        first in SUBORDINATOR
        and first not in ("so", "than")
        and any(finite(s, start, j) for j in verbal(words, start + 1, stop))
    ):
        return "S"
    k = start
    while k < stop - 1 and is_adverb(words[k]):
        k += 1
    if words[k] in COMMON and COMMON[words[k]].form == "ing" and not s.capital(k):
        return "A"
    clause = any(finite(s, start, j) and relative_of(s, start, j) < 0 for j in verbal(words, start, stop))
    if clause:
        return "C"
    if opens_adjunct(s, start) or (first in COMMON and COMMON[first].form in ("ed", "en") and not s.capital(start)):
        return "A"
    return "N"


class Subject(NamedTuple):
    """A subject: its tokens without adjuncts, and where everything that belongs to it begins."""

    start: int
    stop: int
    begin: int


def subject(s: Stream, a: int, i: int) -> Subject | None:
    """The noun phrase that ends before token `i` (a verb group), with its appositions and relative clauses."""
    words = s.words
    if i <= a:
        return None
    if words[i - 1] == DASH:
        k = i - 2
        while k > a and words[k] != DASH:
            k -= 1
        head = subject(s, a, k) if k > a else None
        return Subject(head.start, k, head.begin) if head else None
    if words[i - 1] != ",":
        if words[i - 1] in TIME or words[i - 1].isdigit():
            i = _without_time(s, a, i)
        if i > a and words[i - 1] == ",":
            return _before_comma(s, a, i)
        start = segment_start(s, a, i)
        found = trim(s, start, i)
        if not found:
            return None
        begin = found[0]
        if start > a and words[start - 1] == "," and "and" in words[found[0] : i]:  # "Smith, Jones and Brown said"
            earlier = segment_start(s, a, start - 1)
            if (
                0 < start - 1 - earlier <= 4
                and noun_phrase(s, earlier, start - 1)
                and s.capital(earlier)
                and not opens_adjunct(s, earlier)
            ):
                return Subject(earlier, i, earlier)
        return Subject(found[0], i, begin)
    return _before_comma(s, a, i)


def _without_time(s: Stream, a: int, i: int) -> int:
    """Where the noun phrase before `i` ends without a trailing "on Tuesday", "last week", "in 2014"."""
    words = s.words
    j = i - 1
    if words[j] not in TIME and len(words[j]) != 4:
        return i
    while j > a and (words[j] in TIME or words[j].isdigit()):
        j -= 1
    if words[j + 1].isdigit() and words[j] not in ("in", "since"):
        return i
    while j > a and words[j] in {
        "last",
        "this",
        "the",
        "earlier",
        "that",
        "early",
        "late",
        "on",
        "in",
        "at",
        "during",
        "since",
        "next",
        "past",
    }:
        j -= 1
        if words[j + 1] in PREPOSITION:
            break
    if j >= a and words[j] in COMMON and COMMON[words[j]].form in ("ed", "en"):
        return i
    return j + 1 if j >= a and words[j + 1] not in TIME and words[j] not in CONJUNCTION else i


def _before_comma(s: Stream, a: int, i: int) -> Subject | None:
    """The subject whose apposition, relative clause or adjunct ends with the comma before `i`."""
    parts = segments(s, a, i)
    n = len(parts) - 1
    last = n
    while last >= 0 and parts[last].kind in "AS":
        last -= 1
    k = last
    while k >= 0 and parts[k].kind == "R":
        k -= 1
    if k < 0 or parts[k].kind == "Q":
        return None
    if parts[k].kind == "C":
        if k == n:
            return None
        head = trim(s, segment_start(s, parts[k].start, parts[k].stop), parts[k].stop)
        return Subject(head[0], parts[last].stop, head[0]) if head else None
    while k > 0 and parts[k - 1].kind in ("N", "R") and s.words[parts[k].start - 1] == ",":
        k -= 1
    while k < last and parts[k].kind == "R":
        k += 1
    if (
        k > 0
        and parts[k - 1].kind == "A"
        and last > k
        and parts[k].stop - parts[k].start == 1
        and parts[k + 1].kind == "N"
        and s.capital(parts[k].stop - 1)
        and s.capital(parts[k].start - 2)
        and s.capital(parts[k + 1].start)
    ):
        k += 1  # "In Columbus, Ohio, Smith, a nurse,"
    elif k > 0 and parts[k - 1].kind == "C" and k == last and s.words[parts[k].start] in OPENING:
        head = trim(s, segment_start(s, parts[k - 1].start, parts[k - 1].stop), parts[k - 1].stop)
        if (
            head
            and s.words[head[0] - 1 : head[0]]
            and (
                s.words[head[0] - 1] in SUBORDINATOR
                or s.words[head[0] - 1] in CONJUNCTION
                or s.words[head[0] - 1] == "that"
            )
        ):
            return Subject(head[0], parts[last].stop, head[0])
    head = trim(s, parts[k].start, parts[k].stop)
    return Subject(head[0], parts[last].stop, parts[k].start) if head else None


def near_subject(s: Stream, a: int, i: int, avoid: list[Range]) -> Subject | None:
    """The subject of the nearest finite verb before `i` that stands in no relative clause and in none of `avoid`."""
    j = i - 1
    tries = 0
    while j >= a and tries < 4:
        if s.words[j] not in VERBAL and s.words[j][-2:] != "ed":
            j -= 1
            continue
        if any(x <= j < y for x, y in avoid):
            j = min(x for x, y in avoid if x <= j < y) - 1
            continue
        if finite(s, a, j) and relative_of(s, a, j) < 0:
            tries += 1
            k = j
            while k > a and (is_adverb(s.words[k - 1]) or s.words[k - 1] in AUXILIARY):
                k -= 1
            if not (k > a and (s.words[k - 1] in CONJUNCTION or s.words[k - 1] == ",") and subject(s, a, k) is None):
                found = subject(s, a, k)
                if found and found.start < found.stop:
                    return found
        j -= 1
    return None


def first_phrase(s: Stream, a: int, i: int) -> Subject | None:
    """The noun phrase that opens `a`..`i`, up to the first word that has the form of a verb."""
    words = s.words
    for k in range(a + 1, i):
        verb = COMMON.get(words[k])
        before = words[k - 1]
        if (
            words[k] in AUXILIARY
            or (verb and verb.form in {"s", "ed", "en"} and before not in NOMINAL)
            or (words[k][-2:] == "ed" and before not in NOMINAL and before not in PREPOSITION and not s.capital(k))
            or (
                verb
                and verb.form == "base"
                and before not in DETERMINER
                and before not in PREPOSITION
                and before != "to"
                and (words[k + 1] in PREPOSITION or words[k + 1] in DETERMINER)
                and not s.capital(k)
            )
        ):
            found = trim(s, a, k)
            if found and not any(w in (",", ";", ":", QUOTE) for w in words[found[0] : k]):
                while k - 1 > found[0] and is_adverb(words[k - 1]):
                    k -= 1
                return Subject(found[0], k, found[0])
            return None
    return None


def main_subject(s: Stream, a: int, stop: int) -> Subject | None:
    """The subject of the first clause that begins at `a`."""
    for i in range(a, stop):
        if finite(s, a, i) and relative_of(s, a, i) < 0:
            k = i
            while k > a and is_adverb(s.words[k - 1]):
                k -= 1
            found = subject(s, a, k)
            if found:
                return found
    return None
