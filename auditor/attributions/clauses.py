"""Clauses and noun phrases by closed word lists: verb groups, finite verbs, the subject of a verb.  Token positions."""

from typing import NamedTuple

from auditor.frames import (
    ADVERB,
    AUXILIARY,
    BE,
    CHAIN,
    COMMON,
    CONJUNCTION,
    DETERMINER,
    FRAMES,
    HAVE,
    INVARIANT,
    MODAL,
    NOT_ADVERB,
    OBJECT,
    PAST,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBS,
)
from auditor.tokens import DASH, PAREN, QUOTE, Stream

Range = tuple[int, int]
BREAKS = frozenset((":", ";", "?", "!", "...", "."))
NOMINAL = frozenset("a an the its his her their our my your every each no".split())
MANY = frozenset("these those some many several few all both most other such two three four five six".split())
ONGOING = frozenset("keeps kept keep starts started start began begins begin stopped stops continued continues".split())
STATIVE = frozenset("remains seems appears becomes wants believes thinks knows goes comes gets gives takes has keeps".split())
PLURAL = frozenset("they we i you people who others many some most few both all".split())


class Group(NamedTuple):
    """The verb group of a cue: its first token, its form and voice, and the words before the cue."""

    start: int
    form: str  # finite, ing, passive, infinitive, participle (an -ed form that may be either), bare
    words: tuple[str, ...]  # auxiliaries, adverbs and chained verbs before the cue


def is_adverb(word: str) -> bool:
    """Whether `word` may stand inside a verb group."""
    return word in ADVERB or (word[-2:] == "ly" and len(word) > 4 and word not in NOT_ADVERB) or word == "not"


def group(s: Stream, a: int, i: int, form: str) -> Group:
    """The verb group that ends at token `i`, a cue in `form`, looking no further left than `a`."""
    words = s.words
    j = i - 1
    while j >= a:
        if (is_adverb(words[j]) and not (s.capital(j) and not s.capital(i) and words[j] not in ADVERB)) or (words[j] in AUXILIARY and not (words[j] in MODAL and j > a and s.capital(j) and not s.capital(i))):
            j -= 1
        elif words[j] in ("more", "less", "most") and j + 1 < i and (words[j + 1] in CHAIN or is_adverb(words[j + 1])) or (words[j] == "more" and words[i] in CHAIN):
            j -= 1
        elif j - 2 > a and words[j - 2] in ("in", "at", "for", "on") and words[j - 1] in ("the", "recent", "some") and words[j - 3] in AUXILIARY:
            j -= 3  # "have in the past said"
        elif j - 1 > a and words[j - 1] in ("in", "at", "for", "so") and words[j - 2] in AUXILIARY:
            j -= 2
        else:
            break
    if j >= a and form == "ing" and words[j] in ONGOING and not any(w in AUXILIARY for w in words[j + 1 : i]):
        inner = group(s, a, j, "ed")
        return Group(inner.start, "finite", tuple(words[inner.start : i]))  # "keeps saying"
    if j >= a and words[j] == "to" and form == "base":
        k = j - 1
        while k > a and is_adverb(words[k]) and words[k] not in CHAIN:
            k -= 1
        if k > a and words[k] == "on" and words[k - 1] in ("went", "go", "goes", "going"):
            k -= 1
        if k >= a and words[k] in CHAIN:
            inner = group(s, a, k, "ing" if words[k].endswith("ing") else "ed")
            kind = inner.form if inner.form in ("ing", "infinitive") else "finite"
            return Group(inner.start, kind, tuple(words[inner.start : i]))
        return Group(j, "infinitive", tuple(words[j:i]))
    start = j + 1
    if start > a and words[start - 1] == ",":  # "..., also, said" is no part of the group; "never" before "said" is
        while start < i and is_adverb(words[start]) and start + 1 < i and words[start + 1] == ",":
            start += 1
    between = words[start:i]
    last = next((w for w in reversed(between) if w in AUXILIARY), "")
    if last in BE:
        kind = "finite" if form == "ing" or (last == "'s" and form == "ed") else "passive" if form in ("ed", "en") else "bare"
    elif last in HAVE or (last and form in ("base", "ed")):
        kind = "finite"
    elif last:
        kind = "bare"
    else:
        kind = {"base": "bare", "s": "finite", "ed": "participle", "en": "participle", "ing": "ing"}[form]
    return Group(start, kind, tuple(between))


def finite(s: Stream, a: int, i: int) -> bool:
    """Whether token `i` looks like the finite verb of a clause."""
    words = s.words
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else ""
    if i > a and s.capital(i) and after and not s.capital(i + 1) and after != QUOTE:
        return False  # a name: "George Will said"
    if word in AUXILIARY:
        if word == "'s":
            return (i > a and words[i - 1] in ("he", "she", "it", "that", "there", "who", "what")) or (
                after in ("a", "an", "the", "not", "been") or after[-3:] == "ing"
            )
        return word not in ("be", "been", "being", "having") and not (word == "may" and after[:1].isdigit())
    if word in PAST:
        return True
    if i == a:
        return False
    verb = COMMON.get(word)
    before = words[i - 1]
    if before in NOMINAL or before in PREPOSITION or before == "'s" or before == "'":
        return False
    if before in DETERMINER and (verb is None or verb.form != "s" or before in MANY):
        return False
    if verb is None or verb.form in ("ing", "en"):
        if word[-2:] != "ed" or len(word) < 5 or s.capital(i) or before in CONJUNCTION or before in AUXILIARY:
            return False
        if before == ",":
            return after in DETERMINER or after in OBJECT
        return before in PRONOUN or (
            after not in PREPOSITION and (after != "," or (i > a and s.capital(i - 1))))
    strong = after in DETERMINER or after in OBJECT or after in PRONOUN or after == QUOTE or (
        after != "" and s.capital(i + 1) and not s.capital(i))
    if verb.form == "ed" or (word in INVARIANT and before not in AUXILIARY and before != "to"):
        if is_adverb(before):
            before = words[i - 2] if i - 1 > a else ""
        if before in AUXILIARY:
            return False
        if after in AUXILIARY and after != "'s" or (after in VERBS and VERBS[after].form in ("s", "ed") and after not in FRAMES["noun"]):
            return False  # "voters polled said"
        if before in CONJUNCTION or before == ",":
            return strong
        if (after in TIME or after in ("last", "this", "earlier")) and before not in PRONOUN:
            return False
        return strong or (after not in PREPOSITION and (after not in ("and", ",") or s.capital(i - 1) or before in PRONOUN)) or before in PRONOUN or after in ("to", "out", "up", "off", "down") or (
            verb.kind in ("statement", "speech_act") and after not in ("by", "as", "in", "at", "for", "on"))
    if verb.form == "s":
        if word in STATIVE:
            return True
        return strong or (before in PRONOUN and before != "that") or after in ("to", "not") or (is_adverb(before) and before != "more")
    return (before in PLURAL or (before[-1:] == "s" and before[-2:] not in ("ss", "us", "is", "ws") and before not in AUXILIARY)) and (
        strong or after in ("that", "not") or before in PRONOUN
    )


def relative_of(s: Stream, a: int, i: int) -> int:
    """The relative pronoun whose clause holds the finite verb `i`, or -1."""
    words = s.words
    for j in range(i - 1, max(a, i - 7) - 1, -1):
        word = words[j]
        if word in RELATIVE:
            return j if j > a and not (word == "that" and words[j - 1] in VERBS and VERBS[words[j - 1]].form != "base") else -1
        if word in (",", QUOTE, DASH) or word in SUBORDINATOR or (word in AUXILIARY and j < i - 2):
            return -1
    return -1


def borrowed(s: Stream, i: int) -> bool:
    """Whether the quotation at token `i` is words borrowed or a title, rather than a sentence of its own."""
    inner = s.text[s.starts[i] : s.stops[i]].strip("\"'“”‘’`«»„‟ ")
    if inner[-1:] not in (",", ".", "?", "!", "—", "…", "-"):
        return True
    before = s.words[i - 1] if i else ""
    return inner.count(" ") < 7 and (before in PREPOSITION or before in DETERMINER or before in ("'s", "'"))


def segment_start(s: Stream, a: int, i: int) -> int:
    """Where the noun phrase that ends before `i` may begin at the earliest: after the last clause boundary."""
    words = s.words
    j = i - 1
    while j >= a:
        word = words[j]
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
        if word in SUBORDINATOR and not (word == "so" or word == "than"):
            return j + 1
        if word in CONJUNCTION:
            if j == a or word in ("but", "yet", "nor") or any(finite(s, a, k) for k in range(max(a, j - 12), j)):
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
        word in PREPOSITION and word not in ("like", "both", "over", "near", "about")
        or word in SUBORDINATOR or word in TIME or is_adverb(word) or word in CONJUNCTION
        or (word[-3:] == "ing" and not s.capital(i) and word in COMMON)
    )


def trim(s: Stream, start: int, stop: int) -> Range | None:
    """`start`..`stop` without leading conjunctions, adverbs and adjuncts of time; None where no noun phrase is left."""
    words = s.words
    while start < stop:
        word = words[start]
        following = words[start + 1] if start + 1 < stop else ""
        if stop - start == 1 and s.capital(start):
            break
        if word in CONJUNCTION or word in (",", DASH) or (
            is_adverb(word) and not (word in ("just", "even", "only", "almost", "nearly", "more", "about") and following not in PRONOUN)
        ) or (word in SUBORDINATOR and word != "that") or (
            word in TIME and following and (s.capital(start + 1) or following in DETERMINER or following in PRONOUN or following in PREPOSITION)):
            start += 1
        elif word in ("last", "this", "next", "that", "one", "the") and following in TIME and start + 2 < stop:
            start += 2
        elif word in ("after", "before", "since", "until", "like", "even") and (s.capital(start + 1) or following in DETERMINER or following in PRONOUN):
            start += 1
        elif word == "at" and following in ("least", "most"):
            break
        elif word in PREPOSITION and word not in ("both", "like", "about", "over", "under", "near"):
            start = _after_preposition(s, start, stop)
        else:
            break
    return (start, stop) if noun_phrase(s, start, stop) else None


def _after_preposition(s: Stream, start: int, stop: int) -> int:
    """Where the noun phrase behind a prepositional phrase without a comma begins: "On Tuesday Smith"; `stop` if nowhere."""
    words = s.words
    k = start + 1
    while k < stop and (words[k] in DETERMINER or words[k] in TIME or words[k][:1].isdigit() or words[k] in ("last", "next", "of")):
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
    if s.capital(stop - 1) and stop - start == 1 and (last in AUXILIARY or is_adverb(last)):
        return True  # a name: "Will said"
    if last in PREPOSITION or last in CONJUNCTION or last in AUXILIARY or last in ("a", "an", "the", "its", "their", "our", "my"):
        return False
    if stop - start == 1 and (is_adverb(last) or last in SUBORDINATOR):
        return False
    if last in OBJECT and not (stop - start > 2 and words[stop - 2] in PREPOSITION) and (
        stop - start < 2 or last not in ("himself", "herself", "themselves", "itself")
    ):
        return False
    return words[start] not in (",", ".", ":", ")")


class Segment(NamedTuple):
    """A stretch between commas before a verb: Q quotation, C clause, S clause under a conjunction, R relative clause, A
    adjunct, N noun phrase."""

    kind: str
    start: int
    stop: int


def segments(s: Stream, a: int, i: int) -> list[Segment]:
    """The stretches between top-level commas, dashes and whole quotations of `a`..`i`."""
    words = s.words
    found: list[Segment] = []
    start = a
    for j in range(a, i + 1):
        at_end = j == i
        quotation = not at_end and words[j] == QUOTE and not borrowed(s, j)
        if at_end or quotation or words[j] == "," or words[j] == DASH or words[j] in BREAKS:
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
    if first in RELATIVE and first != "that" or first == "where" or (first in PREPOSITION and start + 1 < stop and words[start + 1] in ("whom", "which", "whose")):
        return "R"
    if stop - start == 1 and first == QUOTE:
        return "N"
    if first in SUBORDINATOR and first not in ("so", "than") and any(finite(s, start, j) for j in range(start + 1, stop)):
        return "S"
    k = start
    while k < stop - 1 and is_adverb(words[k]):
        k += 1
    if words[k] in COMMON and COMMON[words[k]].form == "ing" and not s.capital(k):
        return "A"
    clause = any(finite(s, start, j) and relative_of(s, start, j) < 0 for j in range(start, stop))
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
        i = _without_time(s, a, i)
        if i > a and words[i - 1] == ",":
            return _before_comma(s, a, i)
        start = segment_start(s, a, i)
        found = trim(s, start, i)
        if not found:
            return None
        begin = found[0]
        if "and" in words[found[0] : i] and start > a and words[start - 1] == ",":  # "Smith, Jones and Brown said"
            earlier = segment_start(s, a, start - 1)
            if 0 < start - 1 - earlier <= 4 and noun_phrase(s, earlier, start - 1) and s.capital(earlier) and not opens_adjunct(s, earlier):
                return Subject(earlier, i, earlier)
        return Subject(found[0], i, begin)
    return _before_comma(s, a, i)


def _without_time(s: Stream, a: int, i: int) -> int:
    """Where the noun phrase before `i` ends without a trailing "on Tuesday", "last week", "in 2014"."""
    words = s.words
    j = i - 1
    if words[j] not in TIME and not (words[j].isdigit() and len(words[j]) == 4):
        return i
    while j > a and (words[j] in TIME or words[j].isdigit()):
        j -= 1
    if words[j + 1].isdigit() and words[j] not in ("in", "since"):
        return i
    while j > a and words[j] in ("last", "this", "the", "earlier", "that", "early", "late", "on", "in", "at", "during", "since", "next", "past"):
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
    if k > 0 and parts[k - 1].kind == "A" and last > k and parts[k].stop - parts[k].start == 1 and parts[k + 1].kind == "N" and s.capital(parts[k].stop - 1) and s.capital(
        parts[k].start - 2) and s.capital(parts[k + 1].start):
        k += 1  # "In Columbus, Ohio, Smith, a nurse,"
    elif k > 0 and parts[k - 1].kind == "C" and k == last and s.words[parts[k].start] in DETERMINER | {QUOTE}:
        head = trim(s, segment_start(s, parts[k - 1].start, parts[k - 1].stop), parts[k - 1].stop)
        if head and s.words[head[0] - 1 : head[0]] and (s.words[head[0] - 1] in SUBORDINATOR or s.words[head[0] - 1] in CONJUNCTION or s.words[head[0] - 1] == "that"):
            return Subject(head[0], parts[last].stop, head[0])
    head = trim(s, parts[k].start, parts[k].stop)
    return Subject(head[0], parts[last].stop, parts[k].start) if head else None


def near_subject(s: Stream, a: int, i: int, avoid: list[Range]) -> Subject | None:
    """The subject of the nearest finite verb before `i` that stands in no relative clause and in none of `avoid`."""
    j = i - 1
    tries = 0
    while j >= a and tries < 4:
        if any(x <= j < y for x, y in avoid):
            j = min(x for x, y in avoid if x <= j < y) - 1
            continue
        if finite(s, a, j) and relative_of(s, a, j) < 0:
            tries += 1
            k = j
            while k > a and (is_adverb(s.words[k - 1]) or s.words[k - 1] in AUXILIARY):
                k -= 1
            if not (k > a and s.words[k - 1] in CONJUNCTION | {","} and subject(s, a, k) is None):
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
        if words[k] in AUXILIARY or (verb and verb.form in ("s", "ed", "en") and before not in NOMINAL) or (
            words[k][-2:] == "ed" and before not in NOMINAL and before not in PREPOSITION and not s.capital(k)
        ) or (verb and verb.form == "base" and before not in DETERMINER and before not in PREPOSITION and before != "to" and (
            words[k + 1] in PREPOSITION or words[k + 1] in DETERMINER) and not s.capital(k)):
            found = trim(s, a, k)
            if found and not any(w in (",", ";", ":", QUOTE) for w in words[found[0] : k]):
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
