"""Who speaks: the verb group about a cue, and the noun phrase that is its subject.  Token positions throughout."""

from typing import NamedTuple

from auditor.frames import (
    ADVERB, AUXILIARY, BE, CONJUNCTION, DETERMINER, HAVE, MODAL, OBJECT, PREPOSITION, PRONOUN, RELATIVE, SUBORDINATOR,
    TIME, VERBS,
)
from auditor.tokens import DASH, PAREN, QUOTE, Stream

Range = tuple[int, int]
BREAKS = frozenset((":", ";", "?", "!", "...", "."))
CLOSERS = ",.?!—–-…"
PASTS = frozenset(
    "said told went came took gave made got saw knew thought found left felt became began kept held brought wrote stood"
    " heard meant met ran paid sat spoke led grew lost fell sent won built drew chose broke spent rose fought taught"
    " caught wants want need needs seems seem became says".split()
)
CHAIN = frozenset(
    "went go goes going began begin begins continued continue continues started sought seeks seek refused refuse"
    " refuses declined decline declines tried tries try attempted appeared appears appear seemed seems seem failed"
    " fails used expected expects likely quick able set ready reluctant unwilling careful willing chose chooses took"
    " moved proceeded tended tends happy free keen eager hesitated vowed promised threatened planned plans wanted wants"
    " hoped hopes intends intended".split()
)


class Group(NamedTuple):
    """The verb group of a cue: its first token, its form and voice, and what it says about the act."""

    start: int
    form: str  # finite, ing, passive, infinitive, participle (an -ed form that may be either), bare
    words: tuple[str, ...]  # auxiliaries, adverbs and chained verbs before the cue


def is_adverb(word: str) -> bool:
    """Whether `word` may stand inside a verb group."""
    return word in ADVERB or (word.endswith("ly") and len(word) > 4) or word == "not"


def group(s: Stream, a: int, i: int, form: str) -> Group:
    """The verb group that ends at token `i`, a cue in `form`, looking no further left than `a`."""
    words = s.words
    j = i - 1
    while j >= a and (is_adverb(words[j]) or words[j] in AUXILIARY):
        j -= 1
    if j >= a and words[j] == "to" and form == "base":
        k = j - 1
        while k >= a and is_adverb(words[k]):
            k -= 1
        if k >= a and words[k] == "on" and k > a and words[k - 1] in ("went", "go", "goes", "going"):
            k -= 1
        if k >= a and words[k] in CHAIN:
            inner = group(s, a, k, "ing" if words[k].endswith("ing") else "ed")
            return Group(inner.start, "finite" if inner.form in ("participle", "bare", "passive") else inner.form,
                         tuple(words[inner.start : i]))
        return Group(j, "infinitive", tuple(words[j:i]))
    start = j + 1
    while start < i and is_adverb(words[start]) and start > a and words[start - 1] == ",":
        start += 1
    between = words[start:i]
    helpers = [w for w in between if w in AUXILIARY]
    last = helpers[-1] if helpers else ""
    if last in BE:
        kind = "finite" if form == "ing" else "passive" if form == "ed" else "bare"
        if last in ("'s",) and form == "ed":
            kind = "finite"
    elif last in HAVE:
        kind = "finite"
    elif last:
        kind = "finite" if form in ("base", "ed") else "bare"
    else:
        kind = {"base": "bare", "s": "finite", "ed": "participle", "ing": "ing"}[form]
    return Group(start, kind, tuple(between))


def finite(s: Stream, a: int, i: int) -> bool:
    """Whether token `i` looks like the finite verb of a clause."""
    word = s.words[i]
    if word in AUXILIARY:
        return word not in ("be", "been", "being", "having") and (
            word != "'s" or (i + 1 < len(s.words) and (s.words[i + 1] in ("a", "an", "the", "not") or s.words[i + 1].endswith(("ing", "ed"))))
        )
    if word in PASTS:
        return True
    before = s.words[i - 1] if i > a else ""
    if word in VERBS and VERBS[word].form in ("s", "ed"):
        return before not in DETERMINER and before not in PREPOSITION and before != "'s" and word not in ("plans", "claims", "calls")
    if word.endswith("ed") and len(word) > 4 and before not in DETERMINER and before not in PREPOSITION and before not in CONJUNCTION:
        return i + 1 < len(s.words) and s.words[i + 1] not in ("by", "in", "with", "as", "at", "for", "on", "from") and not s.capital(i)
    return False


def within_relative(s: Stream, a: int, i: int) -> int:
    """The relative pronoun whose clause holds the finite verb `i`, or -1."""
    for j in range(i - 1, max(a, i - 6) - 1, -1):
        word = s.words[j]
        if word in RELATIVE:
            return j if j > a else -1
        if word == "," or word == QUOTE or (word in AUXILIARY and j < i - 2):
            return -1
    return -1


def segment_start(s: Stream, a: int, i: int) -> int:
    """Where the noun phrase that ends before `i` may begin at the earliest: after the last clause boundary."""
    words = s.words
    j = i - 1
    while j >= a:
        word = words[j]
        if word == "," or word in BREAKS or word == DASH:
            return j + 1
        if word == QUOTE and s.text[max(s.stops[j] - 3, 0) : s.stops[j]].strip("\"'”’»")[-1:] in (",", ".", "?", "!"):
            return j + 1
        if word in RELATIVE and word != "that":
            if j + 1 < i and (finite(s, a, j + 1) or is_adverb(words[j + 1])):
                j -= 1
                continue
            return j if j == i - 1 else j + 1
        if word == "that":
            if j == i - 1:
                return j
            if j + 1 < i and finite(s, a, j + 1) and j > a and words[j - 1] not in VERBS:
                j -= 1
                continue
            if words[j + 1] in TIME or j == a:
                return j
            return j + 1
        if word in SUBORDINATOR:
            return j + 1
        if word in CONJUNCTION:
            if any(finite(s, a, k) for k in range(max(a, j - 12), j)) or j == a or word in ("but", "yet", "nor"):
                return j + 1
        elif finite(s, a, j):
            r = within_relative(s, a, j)
            if r < 0:
                return j + 1
            j = r - 1
            continue
        j -= 1
    return a


def subject(s: Stream, a: int, i: int) -> Range | None:
    """The noun phrase that ends before token `i` (a verb group), with its appositions and relative clauses."""
    words = s.words
    e = i
    if e <= a:
        return None
    comma = words[e - 1] in (",", DASH)
    stop = e - 1 if comma else e
    if comma and words[e - 1] == DASH:
        k = e - 2
        while k >= a and words[k] != DASH:
            k -= 1
        if k <= a:
            return None
        head = subject(s, a, k)
        return (head[0], k) if head else None
    start = segment_start(s, a, stop)
    if comma:
        # the segment is an apposition or a relative clause: the head stands before it
        tries = 0
        while start > a and words[start - 1] == "," and tries < 6:
            tries += 1
            first = words[start]
            earlier = segment_start(s, a, start - 1)
            if first in RELATIVE or (words[start - 1] == "," and not _opens_adjunct(s, start)):
                head = trim(s, earlier, start - 1)
                if head and not _opens_adjunct(s, earlier):
                    if words[earlier - 1] == "," and earlier > a and words[earlier] in DETERMINER and tries < 2:
                        start = earlier
                        continue
                    return (head[0], stop)
            elif earlier < start - 1:
                head = trim(s, earlier, start - 1)
                return (head[0], start - 1) if head else None
            start = earlier
        return None
    found = trim(s, start, stop)
    if not found:
        return None
    # "Smith, Jones and Brown said"
    if "and" in words[found[0] : stop] and start > a and words[start - 1] == ",":
        earlier = segment_start(s, a, start - 1)
        if 0 < start - 1 - earlier <= 4 and noun_phrase(s, earlier, start - 1) and s.capital(earlier):
            return (earlier, stop)
    return found


def _opens_adjunct(s: Stream, i: int) -> bool:
    word = s.words[i]
    return word in PREPOSITION or word in SUBORDINATOR or word in TIME or is_adverb(word) or (
        word.endswith("ing") and not s.capital(i)
    ) or (word in CONJUNCTION)


def trim(s: Stream, start: int, stop: int) -> Range | None:
    """`start`..`stop` without leading conjunctions, adverbs and adjuncts of time; None where no noun phrase is left."""
    words = s.words
    while start < stop:
        word = words[start]
        if word in CONJUNCTION or (is_adverb(word) and not s.capital(start)) or word in (",", DASH) or (
            is_adverb(word) and start + 1 < stop and (s.capital(start + 1) or words[start + 1] in PRONOUN)
        ):
            start += 1
        elif word in PREPOSITION and word not in ("both", "like", "about", "over", "under", "near"):
            k = start + 1
            while k < stop and (words[k] in DETERMINER or words[k] in TIME or words[k][:1].isdigit() or words[k] in ("last", "next", "this")):
                k += 1
            if k == start + 1 or k >= stop or not (words[k - 1] in TIME or words[k - 1][:1].isdigit()):
                k = stop - 1
                if words[k] in PRONOUN:
                    start = k
                    continue
                while k > start and (s.capital(k) or words[k] == PAREN):
                    k -= 1
                if k == stop - 1 or k == start:
                    return None
                k += 1
            start = k
        else:
            break
    return (start, stop) if noun_phrase(s, start, stop) else None


def noun_phrase(s: Stream, start: int, stop: int) -> bool:
    """Whether `start`..`stop` can be a source: not empty, and ending in no word that cannot end one."""
    if stop <= start:
        return False
    words = s.words
    last = words[stop - 1]
    if last in PREPOSITION or last in CONJUNCTION or last in AUXILIARY or last in ("a", "an", "the", "its", "their", "our", "my"):
        return False
    return last not in OBJECT and words[start] not in (",", ".", ":")


def main_subject(s: Stream, a: int, stop: int) -> Range | None:
    """The subject of the clause that begins at `a`: what stands before its first finite verb."""
    i = a
    while i < stop:
        if finite(s, a, i) and within_relative(s, a, i) < 0:
            j = i
            while j > a and is_adverb(s.words[j - 1]):
                j -= 1
            found = subject(s, a, j)
            if found:
                return found
        i += 1
    return None
