"""What follows a cue: the frame it opens, and where its content begins.  Token positions."""

from typing import NamedTuple

from auditor.attributions.verbgroups import BREAKS, VERBAL, borrowed, finite, is_adverb, relative_of
from auditor.frames import (
    ADVERB,
    AUXILIARY,
    COMMON,
    CONJUNCTION,
    DETERMINER,
    FRAMES,
    OBJECT,
    PERSONAL,
    PREPOSITION,
    PRONOUN,
    QUANTITY,
    QUESTION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBS,
)
from auditor.tokens import DASH, QUOTE, Stream

ENDING = frozenset(("that", QUOTE, ":", "whether", "how", "why", ",", DASH))  # what ends an addressee
OPENING = frozenset("as after because when while if before".split())
CLOSING = OPENING | BREAKS | VERBAL | {",", DASH}  # all that may tell that no clause or that one begins, but for -ed
CLOSED = BREAKS | PREPOSITION | CONJUNCTION | OBJECT | {",", DASH, QUOTE}
ASKED = frozenset("if what when where which".split())
TIMED = ADVERB | TIME | frozenset("not yet on in last this late early".split())


class After(NamedTuple):
    """What follows a cue, and where it begins.

    `frame` is quote, that, clause, question, infinitive, object, as, preposition or none; `adjunct`: something stands
    between cue and content.
    """

    frame: str
    start: int
    adjunct: bool = False


def clause_at(s: Stream, k: int, b: int) -> bool:
    """Whether a clause of its own (subject, finite verb) begins at token `k`."""
    words = s.words
    if k >= b:
        return False
    if words[k] in PERSONAL and k + 1 < b:
        return words[k] != "it" or finite(s, k, k + 1) or is_adverb(words[k + 1])
    for j in range(k + 1, min(b, k + 30)):
        word = words[j]
        if word not in CLOSING and word[-2:] != "ed":
            continue
        if word in BREAKS or word == DASH:
            return False
        if word == ",":
            if j + 1 < b and (words[j + 1] in {"who", "which", "whose", "a", "an", "the"} or s.capital(j + 1)):
                continue
            return False
        if word in OPENING:
            return False
        if finite(s, k, j) and relative_of(s, k, j) < 0 and words[j - 1] not in PREPOSITION and words[j] != "'s":
            return True
    return False


def after(s: Stream, i: int, b: int, lemma: str) -> After:
    """What follows the cue that ends before token `i`, up to `b`."""
    words = s.words
    if i < b and words[i] == "so" and lemma in FRAMES["sure"] and (i + 1 == b or words[i + 1] in CLOSED):
        return After("clause", i)  # "55 percent said so in May"
    k = skip_time(s, i, b)
    if lemma in FRAMES["tell"] and k < b:
        end = addressee(s, k, b)
        if lemma == "ask" and words[k] not in QUESTION:  # "asked Lee if it was safe"
            end = next((j for j in range(k + 1, min(end if end > k else b, k + 12)) if words[j] in ASKED), end)
        if end > k + 1 and lemma in {"urge", "promise", "order"} and (end >= b or words[end] in {".", ",", "of"}):
            return After("object", k)  # "urged a strong stand"
        if end > k:
            k = skip_time(s, end, b)
            if words[k : k + 1] == ["of"] and lemma in {"remind", "inform", "assure", "warn", "notify"}:
                return After("that", k + 1)
            if words[k : k + 1] == ["about"] and lemma == "ask":
                return After("question", k + 1)
    if k >= b:
        return After("none", k)
    word = words[k]
    behind = words[k + 1] if k + 1 < b else ""
    if word == QUOTE:
        return After("quote", k)
    if word in (",", ":", DASH) and behind:
        if behind == QUOTE and (word == ":" or not borrowed(s, k + 1)):
            return After("quote", k + 1)
        if word == ":":
            return After("quote", k + 1)
        if word == "," and behind == "that":
            return After("that", k + 1)
        return _after_adjunct(s, k, b) if word == "," else After("none", k)
    if word == "that":
        return After("object", k) if behind in BREAKS else After("that", k)
    if word in QUESTION:
        return After("question", k)
    if word == "to" and behind:
        if (
            behind in DETERMINER
            or behind in OBJECT
            or behind in PREPOSITION
            or s.capital(k + 1)
            or (behind[-1:] == "s" and (behind not in COMMON or COMMON[behind].form != "base"))
        ):
            return _after_adjunct(s, k, b)
        return After("infinitive", k)
    if word == "as":
        return _after_adjunct(s, k, b) if behind in PRONOUN else After("as", k)
    if word in {"about", "over", "under", "up", "more", "less", "near"} and (
        behind in QUANTITY or behind[:1].isdigit()
    ):
        return After("clause" if clause_at(s, k, b) else "object", k)
    if word in PREPOSITION and word not in {"both", "like", "out", "up", "off", "down"}:
        return _after_adjunct(s, k, b)
    if word in BREAKS or word == DASH or word in CONJUNCTION or word in SUBORDINATOR:
        return After("none", k)
    if clause_at(s, k, b):
        return After("clause", k)
    if word == "the" and behind in {"same", "opposite", "contrary"} and lemma in FRAMES["sure"]:
        return After("clause", k)  # "said the same of him"
    return After("object", k)


def skip_time(s: Stream, k: int, b: int) -> int:
    """Where what follows the adverbs and words of time at token `k` begins."""
    words = s.words
    while k < b:
        word = words[k]
        if word not in TIMED and word[-2:] != "ly":
            break
        if (is_adverb(word) or word in TIME or word == "yet") and word not in {
            "both",
            "just",
            "only",
            "even",
            "almost",
        }:
            k += 1
        elif (
            word in {"on", "in", "last", "this", "late", "early"}
            and k + 1 < b
            and (words[k + 1] in TIME or (words[k + 1][:2] in ("19", "20") and words[k + 1].isdigit()))
        ):
            k += 2
        else:
            break
    return k


def _after_adjunct(s: Stream, k: int, b: int) -> After:
    """The content behind an adjunct that begins at token `k`: "in a statement on Monday that"."""
    words = s.words
    for j in range(k + 1, min(b, k + 28)):
        word = words[j]
        if word == "that" and words[j - 1] not in DETERMINER and j + 1 < b and words[j + 1] not in AUXILIARY:
            return After("that", j, True)
        if word == QUOTE and (
            words[j - 1] in (",", ":") or (not borrowed(s, j) and (words[k] != "," or _begins_sentence(s, j)))
        ):
            return After("quote", j, True)
        if word == ":" and j + 1 < b:
            return After("quote", j + 1, True)
        if word in BREAKS or word == DASH:
            return After("none", k)
        if (
            words[k] == "to"
            and word in {"its", "his", "her", "their"}
            and j > k + 1
            and words[j - 1] not in PREPOSITION
        ):
            return After("object", j)
        if (
            word in {"he", "she", "they", "we", "i", "there", "it"}
            and j + 1 < b
            and words[j - 1] not in RELATIVE
            and (
                words[j - 1] not in SUBORDINATOR
                and words[j - 1] not in PREPOSITION
                and not (words[j - 1] == "," and words[k] != ",")
            )
        ):
            return After("clause", j, True)
        if word in VERBS and VERBS[word].form == "ing" and words[j - 1] == ",":
            return After("none", k)
    return After("none", k)


def _begins_sentence(s: Stream, i: int) -> bool:
    """Whether the quotation at token `i` begins like a sentence."""
    return s.text[s.starts[i] : s.stops[i]].lstrip("\"'“”‘’`«»„‟ (")[:1].isupper()


def addressee(s: Stream, k: int, b: int) -> int:
    """Where the person told ends: "told the House committee on Monday that"; `k` where there is none."""
    words = s.words
    if (
        words[k] in ("that", "to")
        or words[k] in QUESTION
        or (words[k] in PERSONAL and (words[k] != "it" or finite(s, k, k + 1) if k + 1 < b else True))
    ):
        return k
    behind = words[k + 1] if k + 1 < b else ""
    if (
        words[k] in OBJECT
        or words[k] in ("you", "it")
        or (
            words[k] == "her"
            and not (
                behind.isalpha()
                and behind not in {"that", "to", "how", "whether", "why", "what", "about", "of"}
                and behind not in DETERMINER
                and behind not in PRONOUN
                and not s.capital(k + 1)
            )
        )
    ):
        return k + 1
    for j in range(k, min(b, k + 30)):
        word = words[j]
        if word in ENDING or word in BREAKS:
            return j
        if j == k:
            continue
        before = words[j - 1]
        if word == "to" or (word in ("about", "of") and j > k):
            return j
        if word in PERSONAL and before not in PREPOSITION:
            return j
        if word in DETERMINER and before not in PREPOSITION and before not in DETERMINER and before not in CONJUNCTION:
            return j
        if finite(s, k, j):
            m = j  # the clause's subject is the last noun phrase before its verb
            while m > k and s.capital(m - 1):
                m -= 1
            if m == j:
                m -= 1
            while m > k + 1 and words[m - 1] not in TIME and words[m - 1][-1:] != "s" and not s.capital(m - 1):
                m -= 1
            return m if m > k else j
    return k
