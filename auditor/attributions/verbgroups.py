"""Verb groups and finite verbs, told by closed word lists.  Token positions throughout."""

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
    MANY,
    MODAL,
    NOMINAL,
    NOT_ADVERB,
    OBJECT,
    ONGOING,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    STATIVE,
    SUBORDINATOR,
    TIME,
    VERBS,
)
from auditor.tokens import DASH, QUOTE, Stream

Range = tuple[int, int]
BREAKS = frozenset((":", ";", "?", "!", "...", "."))
MARKS = "\"'“”‘’`«»„‟ "
ENDING = frozenset(",.?!—…-")  # characters with which a quotation that is a sentence ends
OPENED = frozenset(("", ".", "?", "!"))  # before a quotation that opens a sentence
LEAST_SPOKEN = 7  # spaces in a quotation that is a sentence though no punctuation ends it: '"..." he said'
PARTING = frozenset((",", QUOTE, DASH))  # beyond which no relative pronoun is looked for
# What may stand inside a verb group, but for adverbs in -ly, and what may stand before one more word of it.
GROUPED = ADVERB | AUXILIARY | {"not", "more", "less", "most"}
BETWEEN = frozenset("the recent some in at for so".split())
# What may be a finite verb, but for forms in -ed that no list holds.
VERBAL = AUXILIARY | PAST | {word for word, verb in COMMON.items() if verb.form not in ("ing", "en")}

# The form of a verb group without auxiliaries.
ALONE = {"base": "bare", "s": "finite", "ed": "participle", "en": "participle", "ing": "ing"}


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
        if words[j] not in GROUPED and words[j][-2:] != "ly" and (j - 1 <= a or words[j - 1] not in BETWEEN):
            break
        if (
            (is_adverb(words[j]) and not (s.capital(j) and not s.capital(i) and words[j] not in ADVERB))
            or (words[j] in AUXILIARY and not (words[j] in MODAL and j > a and s.capital(j) and not s.capital(i)))
            or (
                words[j] in {"more", "less", "most"}
                and j + 1 < i
                and (words[j + 1] in CHAIN or is_adverb(words[j + 1]))
            )
            or (words[j] == "more" and words[i] in CHAIN)
        ):
            j -= 1
        elif (
            j - 2 > a
            and words[j - 2] in {"in", "at", "for", "on"}
            and words[j - 1] in {"the", "recent", "some"}
            and words[j - 3] in AUXILIARY
        ):
            j -= 3  # "have in the past said"
        elif j - 1 > a and words[j - 1] in {"in", "at", "for", "so"} and words[j - 2] in AUXILIARY:
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
        if k > a and words[k] == "on" and words[k - 1] in {"went", "go", "goes", "going"}:
            k -= 1
        if k >= a and words[k] in CHAIN:
            inner = group(s, a, k, "ing" if words[k].endswith("ing") else "ed")
            kind = inner.form if inner.form in ("ing", "infinitive") else "finite"
            return Group(inner.start, kind, tuple(words[inner.start : i]))
        return Group(j, "infinitive", tuple(words[j:i]))
    start = j + 1
    if start == i:
        return Group(i, ALONE[form], ())
    if start > a and words[start - 1] == ",":  # "..., also, said" is no part of the group; "never" before "said" is
        while start < i and is_adverb(words[start]) and start + 1 < i and words[start + 1] == ",":
            start += 1
    between = words[start:i]
    last = next((w for w in reversed(between) if w in AUXILIARY), "")
    if last in BE:
        kind = (
            "finite"
            if form == "ing" or (last == "'s" and form == "ed")
            else "passive"
            if form in ("ed", "en") or words[i] in INVARIANT
            else "bare"
        )
    elif last in HAVE or (last and form in ("base", "ed")):
        kind = "finite"
    elif last:
        kind = "bare"
    else:
        kind = ALONE[form]
    return Group(start, kind, tuple(between))


def verbal(words: list[str], a: int, b: int) -> list[int]:
    """Where in `a`..`b` words stand that may be finite verbs."""
    return [j for j in range(a, b) if words[j] in VERBAL or words[j][-2:] == "ed"]


def finite(s: Stream, a: int, i: int) -> bool:
    """Whether token `i` looks like the finite verb of a clause."""
    words = s.words
    word = words[i]
    if word[-2:] != "ed" and word not in VERBAL:
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    if i > a and s.capital(i) and after and not s.capital(i + 1) and after != QUOTE:
        return False  # a name: "George Will said"
    if word in AUXILIARY:
        if word == "'s":
            return (i > a and words[i - 1] in {"he", "she", "it", "that", "there", "who", "what"}) or (
                after in {"a", "an", "the", "not", "been"} or after[-3:] == "ing"
            )
        return word not in {"be", "been", "being", "having"} and not (word == "may" and after[:1].isdigit())
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
        return before in PRONOUN or (after not in PREPOSITION and (after != "," or (i > a and s.capital(i - 1))))
    strong = (
        after in DETERMINER
        or after in OBJECT
        or after in PRONOUN
        or after == QUOTE
        or (after != "" and s.capital(i + 1) and not s.capital(i))
    )
    if verb.form == "ed" or (word in INVARIANT and before not in AUXILIARY and before != "to"):
        if is_adverb(before):
            before = words[i - 2] if i - 1 > a else ""
        if before in AUXILIARY:
            return False
        if (after in AUXILIARY and after != "'s") or (
            after in VERBS and VERBS[after].form in ("s", "ed") and after not in FRAMES["noun"]
        ):
            return False  # "voters polled said"
        if before in CONJUNCTION or before == ",":
            return strong
        if (after in TIME or after in {"last", "this", "earlier"}) and before not in PRONOUN:
            return False
        return (
            strong
            or (after not in PREPOSITION and (after not in ("and", ",") or s.capital(i - 1) or before in PRONOUN))
            or before in PRONOUN
            or after in {"to", "out", "up", "off", "down"}
            or (verb.kind in ("statement", "speech_act") and after not in {"by", "as", "in", "at", "for", "on"})
        )
    if verb.form == "s":
        if word in STATIVE:
            return True
        return (
            strong
            or (before in PRONOUN and before != "that")
            or after in ("to", "not")
            or (is_adverb(before) and before != "more")
        )
    return (
        before in PLURAL
        or (before[-1:] == "s" and before[-2:] not in {"ss", "us", "is", "ws"} and before not in AUXILIARY)
    ) and (strong or after in ("that", "not") or before in PRONOUN)


def relative_of(s: Stream, a: int, i: int) -> int:
    """The relative pronoun whose clause holds the finite verb `i`, or -1."""
    words = s.words
    for j in range(i - 1, max(a, i - 7) - 1, -1):
        word = words[j]
        if word in RELATIVE:
            return (
                j
                if j > a and not (word == "that" and words[j - 1] in VERBS and VERBS[words[j - 1]].form != "base")
                else -1
            )
        if word in PARTING or word in SUBORDINATOR or (word in AUXILIARY and j < i - 2):
            return -1
    return -1


def borrowed(s: Stream, i: int) -> bool:
    """Whether the quotation at token `i` is words borrowed or a title, rather than a sentence of its own."""
    inner = s.text[s.starts[i] : s.stops[i]].rstrip(MARKS)
    before = s.words[i - 1] if i else ""
    if inner[-1:] not in ENDING:
        if before not in OPENED or inner.count(" ") < LEAST_SPOKEN or i + 1 >= len(s.words):
            return True
        return not (s.capital(i + 1) or s.words[i + 1] in DETERMINER or s.words[i + 1] in PRONOUN)
    if i + 1 < len(s.words) and s.words[i + 1] == "," and s.stops[i + 1] == s.stops[i]:
        return True  # a title, whose comma is the sentence's
    named = before in PREPOSITION or before in DETERMINER or before in ("'s", "'")
    return named and inner.lstrip(MARKS).count(" ") < LEAST_SPOKEN
