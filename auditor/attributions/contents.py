"""What is said: where the content of a cue begins and ends.  Token positions throughout."""

from typing import NamedTuple

from auditor.attributions.clauses import BREAKS, borrowed, finite, is_adverb, relative_of
from auditor.frames import (
    AUXILIARY, CONJUNCTION, DETERMINER, OBJECT, PREPOSITION, PRONOUN, RELATIVE, SUBORDINATOR, TIME, VERBS,
)
from auditor.tokens import DASH, PAREN, QUOTE, Stream

TELLS = frozenset("tell remind inform assure notify warn ask advise urge".split())
QUESTION = frozenset("whether why how what who where when if".split())
SUBJECTS = frozenset("he she they we i there it he's she's they're it's".split())


class After(NamedTuple):
    """What follows a cue: the frame (quote, that, clause, question, infinitive, object, as, none) and where it begins."""

    frame: str
    start: int
    adjunct: bool = False


def clause_at(s: Stream, k: int, b: int) -> bool:
    """Whether a clause of its own (subject, finite verb) begins at token `k`."""
    words = s.words
    if k >= b:
        return False
    if words[k] in SUBJECTS and k + 1 < b:
        return True
    for j in range(k, min(b, k + 30)):
        word = words[j]
        if word in BREAKS or word == DASH or (word == "," and j > k and not words[k + 1 : k + 2] == [","]):
            if word == "," and j + 1 < b and (words[j + 1] in ("who", "which", "whose") or words[j+1] in DETERMINER):
                continue
            return False
        if word in ("as", "after", "because", "when", "while", "if", "before", "for") and j > k and word != "for":
            return False
        if j > k and finite(s, k, j) and relative_of(s, k, j) < 0 and words[j - 1] not in PREPOSITION:
            return True
    return False


def after(s: Stream, i: int, b: int, lemma: str) -> After:
    """What follows the cue that ends before token `i`, up to `b`."""
    words = s.words
    k = i
    while k < b and (is_adverb(words[k]) or words[k] in TIME) and words[k] not in ("that", "both"):
        k += 1
    if lemma in TELLS and k < b:
        end = addressee(s, k, b)
        if end > k:
            k = end
            while k < b and (is_adverb(words[k]) or words[k] in TIME):
                k += 1
    if k >= b:
        return After("none", k)
    word = words[k]
    if word == QUOTE:
        return After("quote", k)
    if word in (",", ":", DASH) and k + 1 < b:
        if words[k + 1] == QUOTE and (not borrowed(s, k + 1) or word == ":"):
            return After("quote", k + 1)
        if word == ":":
            return After("quote", k + 1)
        if word == "," and words[k + 1] == "that":
            return After("that", k + 1)
        return _after_adjunct(s, k, b) if word == "," else After("none", k)
    if word == "that":
        if k + 1 < b and (words[k + 1] in BREAKS or words[k + 1] == ","):
            return After("object", k)
        return After("that", k)
    if word in QUESTION:
        return After("question", k)
    if word == "to" and k + 1 < b:
        follows = words[k + 1]
        if not (follows in DETERMINER or follows in OBJECT or follows in PREPOSITION or s.capital(k + 1)) and follows not in ("reporters", "voters", "supporters"):
            return After("infinitive", k)
        return _after_adjunct(s, k, b)
    if word == "as":
        return After("as", k)
    if word in PREPOSITION and word not in ("both", "like", "over", "under", "about", "out", "up", "off", "down", "more"):
        return _after_adjunct(s, k, b)
    if word in ("of", "about") :
        return _after_adjunct(s, k, b)
    if word in BREAKS or word == DASH or word in CONJUNCTION or word in SUBORDINATOR:
        return After("none", k)
    if clause_at(s, k, b):
        return After("clause", k)
    return After("object", k)


def _after_adjunct(s: Stream, k: int, b: int) -> After:
    """The content behind an adjunct that begins at token `k`: "in a statement on Monday that"."""
    words = s.words
    for j in range(k + 1, min(b, k + 26)):
        word = words[j]
        if word == "that" and words[j - 1] not in DETERMINER:
            return After("that", j, True)
        if word == QUOTE and (not borrowed(s, j) or words[j - 1] in (",", ":")):
            return After("quote", j, True)
        if word == ":" and j + 1 < b:
            return After("quote", j + 1, True)
        if word in BREAKS or word == DASH:
            return After("none", k)
        if word in ("he", "she", "they", "we", "i", "there") and j + 1 < b and words[j - 1] not in RELATIVE and words[j - 1] not in SUBORDINATOR:
            return After("clause", j, True)
        if word in VERBS and VERBS[word].form == "ing" and words[j - 1] == ",":
            return After("none", k)
    return After("none", k)


def addressee(s: Stream, k: int, b: int) -> int:
    """Where the person told ends: "told the House committee on Monday that"; `k` where there is none."""
    words = s.words
    if words[k] in OBJECT or words[k] in ("you", "her", "it"):
        return k + 1
    j = k
    while j < b:
        word = words[j]
        if word in ("that", QUOTE, ":", "whether", "how", "why") or word in BREAKS or word == DASH:
            return j
        if word == "to" and j > k:
            return j
        if word == ",":
            if j + 1 < b and (words[j + 1] == QUOTE):
                return j
            return j
        if j > k and word in SUBJECTS and words[j - 1] not in PREPOSITION:
            return j
        if j > k and word in DETERMINER and words[j - 1] not in PREPOSITION and words[j - 1] not in DETERMINER and not words[j-1] in CONJUNCTION:
            return j
        if j > k and finite(s, k, j):
            # the clause's subject is the last noun phrase before
            m = j - 1
            while m > k and s.capital(m - 1) and s.capital(m):
                m -= 1
            return m if m > k else j
        j += 1
    return j


def content_end(s: Stream, k: int, b: int, frame: str, inside: bool) -> int:
    """Where the content that begins at `k` ends; `inside`: its cue stands in a relative or subordinate clause."""
    words = s.words
    end = b
    while end > k and words[end - 1] in (".", "?", "!", "...", ";", ",", ":"):
        end -= 1
    j = k
    while j < end:
        word = words[j]
        if word == ";" or (word == DASH and j > k and frame in ("object", "infinitive")):
            return j
        if word == "," and j > k:
            follows = words[j + 1] if j + 1 < end else ""
            if follows in VERBS and VERBS[follows].form == "ing":
                return j
            if follows == "according" or (inside and follows not in ("and", "or")):
                return j
            if frame in ("object", "infinitive") and (follows in RELATIVE or follows in SUBORDINATOR or follows in PREPOSITION or follows.endswith("ing") or follows in ("but",)):
                return j
            if follows in ("but", "while", "though", "although", "whereas"):
                return j
            if follows == "and" and j + 2 < end and _reports(s, j + 2, end):
                return j
        if word in ("and", "but") and j > k and j + 1 < end:
            f = j + 1
            while f < end and is_adverb(words[f]):
                f += 1
            if f < end and words[f] in VERBS and VERBS[words[f]].form in ("s", "ed") and words[f] != "had":
                return j
        if word == "according" and j > k:
            return j
        if frame in ("object",) and j > k + 1 and word in ("as", "after", "while", "when", "during", "because", "before") :
            return j
        j += 1
    return end


def _reports(s: Stream, k: int, b: int) -> bool:
    """Whether a subject and a reporting verb stand at `k`."""
    for j in range(k, min(b, k + 6)):
        word = s.words[j]
        if j > k and word in VERBS and VERBS[word].form in ("s", "ed") and VERBS[word].kind != "belief":
            return True
        if word in (",", QUOTE, DASH) or word in AUXILIARY or word in PREPOSITION:
            return False
    return False
