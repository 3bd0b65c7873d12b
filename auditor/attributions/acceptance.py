"""Whether a verb is a cue: the frame it needs, and whether it is a verb at all."""

from auditor.attributions.following import CLOSED, After
from auditor.attributions.verbgroups import BREAKS, is_adverb
from auditor.frames import (
    AUXILIARY,
    COMMON,
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    EVIDENCE,
    FRAMES,
    OBJECT,
    PLURAL,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUN,
    QUESTION,
    RELATIVE,
    UNNAMED,
    VERBS,
    Verb,
)
from auditor.tokens import QUOTE, Stream

ADDRESSING = frozenset("apologize argue complain joke speak talk testify write".split())
WARNING = frozenset("ask assure inform notify remind warn".split())
ENDING = QUESTION | BREAKS | {"to", "that", ",", QUOTE, "when", "how"}


def accepted(s: Stream, lemma: str, follows: After, b: int, who: list[str]) -> str:
    """The frame in which the verb is a cue, given what follows it and who is its subject; empty where it is none."""
    frame, start, adjunct = follows
    if frame == "none":
        return ""
    if frame == "preposition":
        return frame
    if lemma in FRAMES["judging"] and frame in ("object", "clause") and judged(s, start, b):
        return "object"
    if lemma == "call":
        return "object" if names(s, start, b) else ""
    if lemma in FRAMES["evidence"]:
        shown = any(w in EVIDENCE for w in who)
        if frame in {"object", "clause", "question"}:
            return frame if shown or (frame == "clause" and lemma in FRAMES["sure"]) else ""
        return frame if frame in ("that", "quote") else ""
    if frame == "that" and (lemma in FRAMES["clause"] or lemma in FRAMES["quote"]):
        return frame
    if lemma in FRAMES.get(frame, ()):
        return (
            ""
            if frame == "infinitive" and s.words[start + 1 : start + 2] == ["be"] and lemma in ("promise", "threaten")
            else frame
        )
    if frame == "question" and s.words[start] in {"if", "when", "where"} and lemma in FRAMES["clause"]:
        return "clause"
    if any(word in UNNAMED for word in who) and lemma in FRAMES.get(
        "belief_" + ("object" if frame == "clause" else frame), ()
    ):
        return "object" if frame == "clause" else frame
    if frame == "object":
        return "clause" if lemma in FRAMES["sure"] else ""
    return (
        "object"
        if not adjunct and lemma in FRAMES["object"] and frame in {"clause", "quote", "as", "question", "that"}
        else ""
    )


def judged(s: Stream, k: int, b: int) -> bool:
    """Whether an object and a judgment of it stand at `k`: "called the search unlawful", "found him guilty"."""
    words = s.words
    for j in range(k + 1, min(b, k + 14)):
        word = words[j]
        if word in BREAKS or word in AUXILIARY or word in CONJUNCTION or word in (",", QUOTE):
            return False
        if word in FRAMES["judged"] and words[j - 1] not in DETERMINER and words[j - 1] not in PREPOSITION:
            return j + 1 >= b or words[j + 1] in CLOSED
    return False


def names(s: Stream, k: int, b: int) -> bool:
    """Whether an object and what it is called stand at `k`: "called it a mistake", "called him 'weak'"."""
    words = s.words
    if k < b and words[k] == QUOTE:
        return False  # a title: "a film called 'Dust'"
    for j in range(k + 1, min(b, k + 30)):
        word = words[j]
        if word == QUOTE:
            return True
        if word in BREAKS:
            return False
        if word == ",":
            return QUOTE in words[j : min(b, j + 10)]
        if (
            word in {"a", "an", "the", "one", "his", "her", "their"}
            and words[j - 1] not in PREPOSITION
            and words[j - 1] not in VERBS
            and words[j - 1] not in CONJUNCTION
        ):
            return True
        if j == k + 1 and (words[k] in OBJECT or words[k] in {"it", "her", "this"}):
            return word not in PREPOSITION and word not in CONJUNCTION
    return False


def is_noun(s: Stream, a: int, b: int, i: int, verb: Verb) -> bool:
    """Whether the form at `i`, a noun as well as a verb, is the noun: nothing about it asks for a verb."""
    if verb.lemma not in FRAMES["noun"]:
        return False
    words = s.words
    before = words[i - 1] if i > a else ""
    behind = words[i + 1] if i + 1 < b else ""
    if (
        (before in PRONOUN and before != "that")
        or before in RELATIVE
        or is_adverb(before)
        or before in AUXILIARY
        or before in ("not", QUOTE)
    ):
        return False
    if before == "to":
        return verb.form == "s"
    if behind == QUOTE and verb.form == "base" and before[-1:] != "s" and before.isalpha() and before not in PLURAL:
        return not s.capital(i - 1)  # "of the show 'Dust'"
    if behind in ("that", QUOTE, ":"):
        return verb.lemma == "state" and (
            before == "united" or not (before in EVIDENCE or before in DOCUMENT or s.capital(i - 1))
        )
    if verb.lemma in ("state", "rule"):
        return True
    if before in EVIDENCE and verb.lemma in FRAMES["evidence"]:
        return False
    if behind in DETERMINER or behind in OBJECT or behind in PRONOUN or behind in {"for", "on", "out", "to"}:
        return False
    if before == "," and behind:
        return not (s.capital(i + 1) or behind in DETERMINER)
    named = i + 1 < b and (s.capital(i + 1) or behind[:1].isdigit()) and not s.capital(i)
    if verb.form == "base" and named and before[-1:] == "s" and before[-2:] not in ("'s", "ss"):
        return False  # "critics blast Lee"
    if verb.form != "s" or i == a or not behind:
        return True
    if named and before[-1:] != "s" and before.isalpha():
        return False  # "a diplomat praises Lee"
    if behind == "." and QUOTE in words[max(a, i - 9) : i - 1]:
        return False
    if not s.capital(i - 1):
        return True
    if s.capital(i + 1) or is_adverb(behind) or behind in CONJUNCTION:
        return False
    if behind in (".", ","):  # '"C," Smith notes.'
        return not any(w in (",", QUOTE) for w in words[max(a, i - 5) : i])
    return i - a > 5 or not all(s.capital(k) for k in range(a, i)) or behind in COMMON  # "Smith vows change"


def particle(s: Stream, i: int, b: int, lemma: str) -> tuple[int, bool]:
    """Where a cue that goes on with its preposition from token `i` ends, and whether it does: "talked openly about"."""
    prepositions = PREPOSITIONS.get(lemma)
    if prepositions:
        words = s.words
        k = i
        while k < b and k < i + 3 and (is_adverb(words[k]) or words[k] in {"much", "more", "often", "extensively"}):
            k += 1
        if k < b and words[k] == "to" and lemma in ADDRESSING:
            k = next((j for j in range(k + 1, min(k + 6, b)) if words[j] in prepositions), k)
        elif k < b and words[k] in {"with", "before"} and lemma in ADDRESSING:  # "spoke with reporters about"
            k = next((j for j in range(k + 1, min(k + 7, b)) if words[j] == "about"), k)
        elif k < b and lemma in WARNING and (words[k] in OBJECT or words[k] in DETERMINER or s.capital(k)):
            at = next((j for j in range(k + 1, min(k + 6, b)) if words[j] in prepositions or words[j] in ENDING), k)
            k = at if words[at] in prepositions else k  # "warned the council against"
        if k < b and words[k] in prepositions:
            return k + 1, True
    return i, False
