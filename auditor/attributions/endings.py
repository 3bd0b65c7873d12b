"""Where a content ends.  Token positions."""

from itertools import compress

from auditor.attributions.verbgroups import borrowed, finite, is_adverb, relative_of
from auditor.frames import (
    AUXILIARY,
    CHAIN,
    COMMON,
    CONJUNCTION,
    DETERMINER,
    FRAMES,
    MANY,
    OBJECT,
    OCCASION,
    PAST,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBS,
)
from auditor.tokens import DASH, QUOTE, Stream

# Words at which a content may end.
STOPPING = frozenset(
    ", ; : — and but while though although according after when during because before as in on at last this"
    " compared".split()
)
ENDING = STOPPING | {QUOTE}
VERBAL = ENDING | AUXILIARY | VERBS.keys()
STOPPED = STOPPING - AUXILIARY - VERBS.keys()
LOOSE = (ENDING | {"by"}, VERBAL | {"by"})  # of contents that are no clauses
LONGEST = 300  # tokens after which a content goes on to the end of its sentence
BOUND = frozenset((",", QUOTE, DASH, ":", ";"))
RESUMING = AUXILIARY | CHAIN  # after "but": the verb of the one who speaks
COUNTED = MANY | {"one", "half", "ten", "third", "tenth"}
CUTTING = frozenset((",", QUOTE, DASH, "that"))


def content_end(s: Stream, k: int, b: int, frame: str, inside: bool, relative: bool = False) -> int:
    """Where the content that begins at `k` ends; `inside`: its cue stands in a relative or subordinate clause.

    `relative`: the clause belongs to a noun phrase whose own verb may follow.
    """
    words = s.words
    end = b
    while end > k and words[end - 1] in {".", "?", "!", "...", ";", ",", ":"}:
        end -= 1
    loose = frame in {"object", "infinitive", "preposition", "as"}
    if (
        frame == "quote"
        and k + 1 < end
        and words[k] == QUOTE
        and not borrowed(s, k)
        and (words[k + 1] in SUBORDINATOR or words[k + 1] in PREPOSITION)
    ):
        return k + 1
    last = min(end, k + LONGEST)
    terms = (VERBAL if relative else ENDING) if not loose or "by" not in words[k:last] else LOOSE[relative]
    for j in compress(range(k, last), map(terms.__contains__, words[k:last])):
        if words[j] == QUOTE:
            if j + 1 < last and _comma_inside(s, j) and _ends_at_comma(s, j, end, False, inside):
                return j + 1
        elif j > k:
            if (words[j] in STOPPING or words[j] == "by") and _stops(s, k, j, end, loose, inside):
                return j
            if relative and j < k + 60 and words[j] not in STOPPED and _main_verb(s, k, j, loose):
                return j
    return end


def _stops(s: Stream, k: int, j: int, end: int, loose: bool, inside: bool) -> bool:
    """Whether the content that begins at `k` ends before the punctuation, conjunction or preposition at `j`."""
    words = s.words
    word = words[j]
    behind = words[j + 1] if j + 1 < end else ""
    if word == ",":
        return _ends_at_comma(s, j, end, loose, inside)
    if word in (";", "according") or (word == "when" and behind in ("asked", "pressed")):
        return True
    if word == "compared":  # "said it was safe, compared with 12 percent who said"
        return behind == "with" and any(w in VERBS and VERBS[w].lemma == "say" for w in words[j + 2 : min(end, j + 9)])
    if word == "by":
        return loose and behind in VERBS and VERBS[behind].form == "ing" and VERBS[behind].lemma not in ("say", "call")
    if word == DASH:
        return loose or DASH not in words[j + 1 : end]
    if word == ":":  # "the need for calm: 'Go home,' she said"
        return behind == QUOTE and any(w in VERBS and VERBS[w].form in ("s", "ed") for w in words[j + 2 : j + 6])
    if word in {"and", "but", "while", "though", "although"} and _coordinate(s, j, end):
        return True
    if word == "but" and behind in RESUMING and _contrasts(s, j, end):
        return True  # "said it was safe but did not say why"
    if not loose:
        return False
    if word in ("and", "but"):
        return _next_verb(s, j, end)
    if word in {"in", "on", "at", "last", "this"}:
        return _occasion(s, j, end)
    if word == "as":
        return behind in PRONOUN or finite(s, j, min(j + 2, end - 1))
    return True


def _comma_inside(s: Stream, i: int) -> bool:
    """Whether the quotation at token `i` ends with a comma inside its marks."""
    return s.text[max(0, s.stops[i] - 5) : s.stops[i]].rstrip("\"'”’")[-1:] == ","


def _main_verb(s: Stream, k: int, j: int, loose: bool) -> bool:
    """Whether the verb at `j` is that of the noun phrase in whose relative clause the content `k`..`j` stands."""
    words = s.words
    if j <= k + 1 or not finite(s, k, j) or relative_of(s, k, j) >= 0:
        return False
    if loose:
        return True
    first = next((m for m in range(k + 1, min(j, k + 30)) if finite(s, k, m)), j)
    between = words[first + 1 : j]
    return (
        bool(between)
        and words[j] in AUXILIARY
        and not (
            between[-1] in PRONOUN
            or between[-1] in AUXILIARY
            or is_adverb(between[-1])
            or any(w in BOUND or w in CONJUNCTION or w in SUBORDINATOR or w in RELATIVE for w in between)
        )
    )


def _ends_at_comma(s: Stream, j: int, end: int, loose: bool, inside: bool) -> bool:
    words = s.words
    behind = words[j + 1] if j + 1 < end else ""
    if not behind or behind == "according":
        return True
    k = j + 1
    while k < end and is_adverb(words[k]):
        k += 1
    if k < end and words[k] in VERBS and VERBS[words[k]].form == "ing":
        return True
    if inside and behind not in ("and", "or", QUOTE):
        return True
    if behind in {"but", "while", "though", "although", "whereas"}:
        return _contrasts(s, j + 1, end)
    if behind in ("and", "as"):
        return _coordinate(s, j + 1, end)
    if loose:
        if k < end and words[k] in VERBS and _next_verb(s, j, end):
            return True  # "praised the plan, mocked its critics and left"
        named = behind == "of" and "," in words[max(0, j - 8) : j]  # "accused the mayor, Ann Lee, of theft"
        return (
            behind in RELATIVE
            or words[j + 2 : j + 4] in (["of", "whom"], ["of", "which"])
            or behind in SUBORDINATOR
            or (behind[-3:] == "ing" and behind != "including")
            or behind in ("a", "an")
            or (behind in PREPOSITION and behind != "including" and not named)
        )
    return (words[j] == "," and behind in ("which", "who")) or _coordinate(s, j, end)


def _contrasts(s: Stream, j: int, end: int) -> bool:
    """Whether the clause that the conjunction at `j` opens reports on its own."""
    words = s.words
    for m in range(j + 1, min(end, j + 14)):
        verb = VERBS.get(words[m])
        if words[m] in ("that", "who", "which", QUOTE):
            return False
        if verb and verb.kind != "belief" and verb.form in ("s", "ed") and finite(s, j, m):
            return True
        if verb and verb.kind != "belief" and words[m - 1] == "to" and words[m - 2] in CHAIN | {"on"}:
            return True  # "but went on to say"
        if (verb and verb.kind != "belief" and words[m - 1] in AUXILIARY) or (
            verb and is_adverb(words[m - 1]) and words[m - 2] in AUXILIARY
        ):
            return True
    return False


def _coordinate(s: Stream, j: int, end: int) -> bool:
    """Whether the conjunction or comma at `j` joins another reporting verb, with or without a subject of its own."""
    words = s.words
    k = j + 1
    for m in range(k, min(end, k + 9)):
        word = words[m]
        verb = VERBS.get(word)
        if not verb and word not in CUTTING:
            continue
        if (
            verb
            and (
                (
                    verb.form in ("s", "ed")
                    and (words[m - 1] not in DETERMINER or (verb.lemma == "say" and words[m - 1] in COUNTED))
                    and words[m - 1] not in PREPOSITION
                    and verb.kind != "belief"
                    and words[m - 1] != "'s"
                )
                or (
                    verb.form == "ing"
                    and (m == k or (m <= k + 3 and all(is_adverb(w) or w in AUXILIARY for w in words[k:m])))
                )
                or (verb.form == "base" and m == k and words[m + 1 : m + 2] == ["that"])
                or (
                    verb.form == "base"
                    and m > k
                    and words[m - 1]
                    in {
                        "they",
                        "we",
                        "i",
                        "officials",
                        "critics",
                        "polls",
                        "democrats",
                        "republicans",
                        "others",
                        "many",
                        "some",
                    }
                )
            )
        ):
            between = words[k:m]
            if (
                verb.lemma == "say"
                and m > k + 1
                and not any(w in (",", QUOTE, "who", "which", "that", "what") for w in between)
                and (words[j] in {"and", "but", "while", "though", "although"} and finite(s, k, m))
            ):
                return True
            if (
                words[j] in (",", QUOTE)
                and (
                    m + 1 >= end
                    or m == k
                    or verb.lemma not in FRAMES["sure"]
                    or words[k] in SUBORDINATOR
                    or words[m + 1] in PREPOSITION
                )
                and verb.form != "ing"
            ):
                return False
            return not any(
                (
                    w in PREPOSITION
                    and not (
                        w in ("in", "of")
                        and (between[0] in DETERMINER or between[0][:1].isdigit() or between[0] in ("nearly", "about"))
                    )
                )
                or w in CONJUNCTION
                or w in RELATIVE
                or w in (",", QUOTE)
                for w in between
            )
        if word == "," and m > k and s.capital(m - 1) and words[j] in {"and", "but", "while"}:
            return _apposed(s, m, end)
        if word in CUTTING:
            return False
    return False


def _apposed(s: Stream, j: int, end: int) -> bool:
    """Whether after the name before the comma at `j` come a second comma and a verb: "and Ann Lee, a nurse, said"."""
    words = s.words
    for m in range(j + 2, min(end, j + 14)):
        if words[m] in (QUOTE, DASH, "that"):
            return False
        if words[m - 1] == "," and words[m] in VERBS:
            return VERBS[words[m]].form in ("s", "ed") and VERBS[words[m]].lemma in FRAMES["sure"]
    return False


def _next_verb(s: Stream, j: int, end: int) -> bool:
    """Whether the conjunction at `j` goes on with another verb of the cue's subject."""
    words = s.words
    k = j + 1
    while k < end and is_adverb(words[k]):
        k += 1
    if k >= end:
        return False
    verb = COMMON.get(words[k])
    behind = words[k + 1] if k + 1 < end else ""
    if words[k] in AUXILIARY and words[k] not in ("being", "having"):
        return True
    return verb is not None and (
        words[k] in PAST
        or (verb.form == "ed" and not s.capital(k) and (behind[-1:] != "s" or behind in DETERMINER or behind in OBJECT))
        or (verb.form == "s" and (behind in DETERMINER or behind in OBJECT or behind in PREPOSITION))
    )


def _occasion(s: Stream, j: int, end: int) -> bool:
    """Whether the preposition at `j` opens an adjunct of time that ends the sentence: "on Tuesday", "at the time"."""
    words = s.words
    for k in range(j + 1, min(end, j + 6)):
        word = words[k]
        if word == "," or word == QUOTE:
            return False
        if word in TIME or (
            words[j] not in ("last", "this")
            and (word in OCCASION or word in ("time", "show") or (word.isdigit() and len(word) == 4))
        ):
            return k + 1 >= end or words[k + 1] == ","
    return False
