"""Noun phrases: where they may begin, what belongs to none, whether a verb may agree with one.  Token positions."""

from auditor.attributions.verbgroups import BREAKS, VERBAL, Range, borrowed, finite, is_adverb, relative_of
from auditor.frames import (
    ADVERB,
    AUXILIARY,
    COMMON,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    OBJECT,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBS,
)
from auditor.tokens import DASH, PAREN, QUOTE, Stream

# All that `segment_start`, `trim` and `noun_phrase` look at, but for forms in -ed and -ly: most words are none of it.
BOUND = frozenset(("after", "before", "since", "until"))
BOUNDARY = frozenset((",", DASH, QUOTE, PAREN, "that")) | (
    BOUND | BREAKS | RELATIVE | SUBORDINATOR | CONJUNCTION | VERBAL
)
LEADING = frozenset(("last", "this", "next", "that", "one", "the", "like", "even", "at", ",", DASH, "not")) | (
    BOUND | CONJUNCTION | ADVERB | SUBORDINATOR | TIME | PREPOSITION
)
TRAILING = frozenset(("a", "an", "the", "its", "their", "our", "my", "not")) | (
    PREPOSITION | CONJUNCTION | AUXILIARY | ADVERB | SUBORDINATOR | OBJECT
)


def segment_start(s: Stream, a: int, i: int) -> int:
    """Where the noun phrase that ends before `i` may begin at the earliest: after the last clause boundary."""
    words = s.words
    j = i - 1
    while j >= a:
        word = words[j]
        if word not in BOUNDARY and word[-2:] != "ed":
            j -= 1
            continue
        if word == "," or word in BREAKS or word == DASH:
            return j + 1
        if (word == QUOTE and not borrowed(s, j)) or (word == PAREN and s.stops[j] - s.starts[j] == 1):
            return j + 1
        if word in RELATIVE and word != "that":
            if j + 1 < i and j > a and (finite(s, a, j + 1) or is_adverb(words[j + 1])) and words[j - 1] not in VERBS:
                j -= 1
                continue
            return j if j == i - 1 else j + 1
        if word == "that":
            if j == i - 1:
                return j
            if j > a and finite(s, a, j + 1) and (words[j - 1] not in VERBS or VERBS[words[j - 1]].form == "base"):
                j -= 1
                continue
            if words[j + 1] in TIME or j == a:
                return j
            return j + 1
        if (word in SUBORDINATOR and word not in ("so", "than")) or word in BOUND:
            return j + 1
        if word in CONJUNCTION:
            if j == a or word in {"but", "yet", "nor"} or any(finite(s, a, k) for k in range(max(a, j - 12), j)):
                return j + 1
        elif finite(s, a, j):
            r = relative_of(s, a, j)
            if r < 0:
                return j + 1
            j = r - 1
            continue
        j -= 1
    return a


def opens_adjunct(s: Stream, i: int) -> bool:
    """Whether what begins at token `i` is an adverbial, not a noun phrase."""
    word = s.words[i]
    return (
        (word in PREPOSITION and word not in {"like", "both", "over", "near", "about"})
        or word in SUBORDINATOR
        or word in TIME
        or is_adverb(word)
        or word in CONJUNCTION
        or (word[-3:] == "ing" and not s.capital(i) and word in COMMON)
    )


def trim(s: Stream, start: int, stop: int) -> Range | None:
    """`start`..`stop` without leading conjunctions, adverbs and adjuncts of time; None where no noun phrase is left."""
    words = s.words
    while start < stop:
        word = words[start]
        if word not in LEADING and word[-2:] != "ly":
            break
        following = words[start + 1] if start + 1 < stop else ""
        if stop - start == 1 and s.capital(start):
            break
        if (
            word in CONJUNCTION
            or word in (",", DASH)
            or (
                is_adverb(word)
                and not (
                    word in {"just", "even", "only", "almost", "nearly", "more", "about"} and following not in PRONOUN
                )
            )
            or (word in SUBORDINATOR and word != "that")
            or (
                word in TIME
                and following
                and (
                    s.capital(start + 1) or following in DETERMINER or following in PRONOUN or following in PREPOSITION
                )
            )
        ):
            start += 1
        elif word in {"last", "this", "next", "that", "one", "the"} and following in TIME and start + 2 < stop:
            start += 2
        elif word in {"after", "before", "since", "until", "like", "even"} and (
            s.capital(start + 1) or following in DETERMINER or following in PRONOUN
        ):
            start += 1
        elif word == "at" and following in ("least", "most"):
            break
        elif word in PREPOSITION and word not in {"both", "like", "about", "over", "under", "near"}:
            start = _after_preposition(s, start, stop)
        else:
            break
    return (start, stop) if noun_phrase(s, start, stop) else None


def _after_preposition(s: Stream, start: int, stop: int) -> int:
    """Where the noun phrase behind a prepositional phrase begins, `stop` if nowhere: "On Tuesday Smith"."""
    words = s.words
    k = start + 1
    while k < stop and (
        words[k] in DETERMINER or words[k] in TIME or words[k][:1].isdigit() or words[k] in {"last", "next", "of"}
    ):
        k += 1
    if k < stop and (words[k - 1] in TIME or words[k - 1][:1].isdigit()):
        return k
    k = stop - 1
    if words[k] in PRONOUN:
        return k
    while k > start and (s.capital(k) or words[k] == PAREN):
        k -= 1
    if k == stop - 1:
        while k > start and words[k] not in DETERMINER:
            k -= 1
        return k if k > start + 1 and words[k - 1] not in PREPOSITION else stop
    return k + 1 if k > start else stop


def noun_phrase(s: Stream, start: int, stop: int) -> bool:
    """Whether `start`..`stop` can be a source: not empty, and ending in no word that cannot end one."""
    if stop <= start:
        return False
    words = s.words
    last = words[stop - 1]
    if last not in TRAILING and last[-2:] != "ly":
        return words[start] not in {",", ".", ":", ")"}
    if s.capital(stop - 1) and (stop - start == 1 or s.capital(stop - 2)) and (last in AUXILIARY or is_adverb(last)):
        return True  # a name: "Will said"
    if (
        last in PREPOSITION
        or last in CONJUNCTION
        or last in AUXILIARY
        or last in {"a", "an", "the", "its", "their", "our", "my"}
    ):
        return False
    if stop - start == 1 and (is_adverb(last) or last in SUBORDINATOR):
        return False
    if (
        last in OBJECT
        and not (stop - start > 2 and words[stop - 2] in PREPOSITION)
        and (stop - start < 2 or last not in {"himself", "herself", "themselves", "itself"})
    ):
        return False
    return words[start] not in {",", ".", ":", ")"}


def plural(s: Stream, source: Range) -> bool:
    """Whether a verb in its base form may agree with the noun phrase `source`."""
    words = s.words[source[0] : source[1]]
    first, last = words[0], words[-1]
    if (
        (last[-1:] == "s" and last != "'s")
        or last in PLURAL
        or last in ("men", "women", "media", PAREN, "that", "police", "percent", "%")
        or last in DETERMINER
    ):
        return True
    if last[-1:].isdigit() or "and" in words or "who" in words or first in PLURAL:
        return True
    if first in DETERMINER and first not in NOMINAL and first not in {"this", "that", "one"}:
        return True
    return any(w[-1:] == "s" and w[-2:] != "ss" and w != "'s" for w in words[:4])


def noun_like(s: Stream, a: int, i: int) -> bool:
    """Whether token `i` can be the noun that a relative clause belongs to."""
    return (
        i >= a
        and (s.words[i] not in VERBS or VERBS[s.words[i]].form in ("base", "s"))
        and s.words[i] not in PREPOSITION
        and (s.words[i] not in CONJUNCTION)
    )
