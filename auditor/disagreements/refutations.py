"""Where a sentence says that something told is not so: the marker, how strong it is, and the words it speaks of.

Each frame has guards: an order can be denied a visa or dismissed from a post without anyone denying a story.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from auditor import lexicons
from auditor.disagreements.words import places
from auditor.disagreements.words import plain as plain_words

_LOOK = 9  # words after a verb within which its object begins
_COPULA = frozenset(
    "is are was were be been being isn't aren't wasn't weren't it's that's as proved proven prove called calls calling"
    " deemed labelled labeled dubbed branded brands declared considered seems appears appeared looks turned turns"
    " remains just but story's report's".split()
)
_BETWEEN = frozenset(
    "about any at being by doing for from having in involvement knowing of on over playing taking that to with".split()
)
_MAYBE = frozenset("if whether may might could maybe perhaps possibly".split())
_GIVES_UP = ("disavow", "disown", "repudiat", "quash", "squash", "scotch")
_OBJECT = frozenset("it this any all having being ever".split())
_WHOM = frozenset("him her them us me you voters people citizens women men children".split())
_WRONGED = frozenset("accused imprisoned convicted arrested jailed detained".split())
_BE = frozenset("was were been being be is are".split())
_SUCH = frozenset("a are many of several some the these those were".split())
_LESS = frozenset("only just least even yet immediately surprising".split())
_CASTS = frozenset("cast casts casting raise raised raises highly".split())
_CASE = frozenset("not be always necessarily wasn't isn't still quite".split())
_NEVER = frozenset("never didn't did".split())  # not yet, or not again, is no denial
_HAPPENS = frozenset("happened happen happening happens occurred".split())
_STORY = frozenset("this that it which these those they".split())
_REFUSES = frozenset(
    "declined declines refused refuses refusing decline refuse neither nor not never cannot without".split()
)


class Refutation(NamedTuple):
    """A marker at characters `start`..`stop`; the slot is what is refuted, in characters of the same sentence.

    `kind`: denial, debunk, negation or doubt.  `strength`: 0 to 1.  `generic`: the slot names no claim ("this is
    false"), which then stands in the sentences around.
    """

    kind: str
    strength: float
    start: int
    stop: int
    slot_start: int
    slot_stop: int
    generic: bool


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> (words, category), the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for category, listed in lexicons.load("refutations").items():
        if category not in ("told", "refused", "open", "fact", "admit", "attributed"):
            for phrase in listed:
                words = tuple(phrase.split())
                found.setdefault(words[0], []).append((words, category))
    for entries in found.values():
        entries.sort(key=lambda e: (-len(e[0]), e))
    return found


@cache
def listed(category: str) -> frozenset[str]:
    """The words of one category of the lexicon `refutations`."""
    return frozenset(lexicons.load("refutations")[category])


@lru_cache(maxsize=32768)
def find(text: str) -> tuple[Refutation, ...]:
    """The refutations in one sentence, in order; a question refutes little."""
    phrases = _phrases()
    words = plain_words(text)
    if phrases.keys().isdisjoint(words):
        return ()
    plain, found = list(words), []
    for i in [i for i, word in enumerate(words) if word in phrases]:
        for phrase, category in phrases[words[i]]:
            n = len(phrase)
            if n > 1 and words[i : i + n] != phrase:
                continue
            verdict = _FRAMES[category](plain, i, i + n)
            if verdict:
                kind, strength, slot, generic = verdict
                if asks(text):
                    strength *= 0.4
                if strength > 0.4 and _open(plain, i):
                    strength *= 0.6
                at = places(text)
                begin, end = max(0, slot[0]), min(len(words), slot[1])
                start, stop = (at[begin][0], at[end - 1][1]) if end > begin else (at[i][0], at[i][0])
                found.append(Refutation(kind, strength, at[i][0], at[i + n - 1][1], start, stop, generic))
            break
    return tuple(found)


def asks(text: str) -> bool:
    """Whether a sentence is a question."""
    return text.rstrip("\"'”’ ").endswith("?")


Verdict = tuple[str, float, tuple[int, int], bool] | None


def _open(plain: list[str], i: int) -> bool:
    """Whether the marker stands under if, whether, may and the like."""
    return not _MAYBE.isdisjoint(plain[max(0, i - 5) : i])


def _negated(plain: list[str], i: int, reach: int = 3) -> bool:
    return any(w in listed("negation") or w.endswith("n't") for w in plain[max(0, i - reach) : i])


def _deny(plain: list[str], i: int, stop: int) -> Verdict:
    before, after = plain[max(0, i - 4) : i], plain[stop : stop + 4]
    if any(w in _REFUSES or w.endswith("n't") for w in before) or "confirm" in before or "confirmed" in before[-2:]:
        return None
    if plain[i] == "contradicting" and not _SUCH.isdisjoint(before[-1:]):
        return None  # there were contradicting reports
    passive = plain[i].endswith("ed") and not _BE.isdisjoint(before[-1:])
    told_of = not listed("told").isdisjoint(plain[stop : stop + _LOOK]) or "that" in after
    held = plain[stop : stop + 6] if not passive else after[:2] + before[-3:]
    if any(w in listed("refused") for w in held) and not any(w in listed("told") for w in after[:2]):
        return None
    if plain[i].startswith(_GIVES_UP) and not told_of:
        return None  # to disavow a creed, to quash a proposal
    if "to" in plain[stop + 1 : stop + 4] and not told_of and plain[i].startswith("den") and after[0] not in _OBJECT:
        return None  # denying licences to couples
    if passive and after[:1] != ["by"] and not any(w in listed("told") for w in plain[:i]):
        return None
    if plain[i].startswith("disput") and before[-1:] and before[-1] in ("a", "the", "of", "in", "over"):
        return None  # a dispute over pay
    if after[:1] and after[0] in _WHOM and after[1:2] != ["that"]:
        return None  # denying him a victory
    given = next((j for j, w in enumerate(after) if w in ("the", "a", "an", "his", "her", "their")), 0)
    if given and after[given - 1] not in _BETWEEN and not listed("told") & {*after[: given + 2]}:
        return None  # denying Ana Ruiz the seat
    ahead = plain[stop : stop + _LOOK]
    told = any(w in listed("told") for w in ahead) or "that" in ahead[:3]
    strength = 0.95 if told else 0.85 if plain[i] in ("denied", "denies", "denying", "debunked") else 0.7
    if plain[i] in ("deny", "disputed", "dispute", "contradict"):
        strength -= 0.15
    kind = "debunk" if plain[i].startswith(("debunk", "disprov", "discredit")) else "denial"
    slot = (0, i) if passive or "which" in plain[max(0, i - 4) : i] else (stop, len(plain))
    return kind, strength, slot, slot[1] - slot[0] < 4


def _reject(plain: list[str], i: int, stop: int) -> Verdict:
    ahead = plain[stop : stop + _LOOK - 2]
    if _negated(plain, i) or not any(w in listed("told") for w in ahead):
        return None
    if plain[i].startswith("blam"):
        return None
    return "denial", 0.8, (stop, len(plain)), False


def _false(plain: list[str], i: int, stop: int) -> Verdict:
    if _negated(plain, i, 4) and "only" not in plain[max(0, i - 3) : i]:
        return None
    ahead, before = plain[stop : stop + 2], plain[max(0, i - 5) : i]
    told = listed("told")
    if ahead[:1] == ["of"] or (before[-1:] == ["as"] and "joke" in plain[i:stop]):
        return None  # a fleet made up of ships; said as a joke
    if told & {*ahead[:1]} or (len(ahead) > 1 and ahead[1] in told and ahead[0] not in ("the", "a", "of")):
        return "debunk", 0.85, (0, len(plain)), True
    if listed("attributed") & {*ahead[:1]} or (before and before[-1].endswith("ing") and before[-1] not in _COPULA):
        return None  # a false equivalence, a satirical weekly; carrying false papers
    if plain[i] == "premature" and told.isdisjoint(before):
        return None  # it would be premature to say
    if plain[i] == "made" and (before[-2:] == ["will", "be"] or not _COPULA & {*before}):
        return None  # voters made up a tenth
    if stop - i > 1 or plain[i].startswith(("hoax", "photoshop", "debunk", "fabricat", "falsehood")):
        return "debunk", 0.9, (0, len(plain)), True
    if len(plain) <= 4:
        return "debunk", 0.95, (0, len(plain)), True
    if any(w in _COPULA for w in before):
        return "debunk", 0.95, (0, i), any(w in told or w in _STORY for w in before)
    return None


def _jest(plain: list[str], i: int, stop: int) -> Verdict:
    return None if _negated(plain, i) else ("debunk", 0.85, (0, len(plain)), True)


def _truth(plain: list[str], i: int, stop: int) -> Verdict:
    if not _negated(plain, i, 4) or "only" in plain[max(0, i - 3) : i] or "just" in plain[max(0, i - 3) : i]:
        return None
    if plain[i] == "the" and not (_CASE & {*plain[max(0, i - 1) : i]} and plain[stop : stop + 1] != ["in"]):
        return None  # to move forward with the case
    if plain[i] in _HAPPENS and ("what" in plain[max(0, i - 3) : i] or _NEVER.isdisjoint(plain[max(0, i - 3) : i])):
        return None
    subject = plain[max(0, i - 7) : i]
    generic = any(w in listed("told") or w in _STORY for w in subject)
    sure = generic or plain[i] in ("true", "truth", "the")
    strength = 0.95 if sure else 0.6 if plain[i].startswith("exist") else 0.75
    return "debunk", strength, (0, i) if i > 4 else (0, len(plain)), generic


def _no(plain: list[str], i: int, stop: int) -> Verdict:
    if "no" not in plain[max(0, i - 3) : i] and not ("any" in plain[i - 2 : i] and _negated(plain, i, 6)):
        return None
    if plain[i] == "way" and plain[stop : stop + 1] in (["to"], ["of"]):
        return None
    return "negation", 0.5 if plain[i].startswith("intention") else 0.7, (i, len(plain)), False


def _wrongly(plain: list[str], i: int, stop: int) -> Verdict:
    if plain[stop : stop + 1] and plain[stop] in _WRONGED:
        return None
    return None if _negated(plain, i) else ("debunk", 0.75, (stop, len(plain)), False)


def _cease(plain: list[str], i: int, stop: int) -> Verdict:
    return None if _negated(plain, i) else ("negation", 0.45 if plain[i] == "no" else 0.6, (0, len(plain)), False)


def _scorn(plain: list[str], i: int, stop: int) -> Verdict:
    subject = {*plain[max(0, i - 10) : i]}
    if _negated(plain, i) or not subject & _COPULA or not subject & (listed("told") | {"this", "that", "it"}):
        return None
    if plain[stop : stop + 1] in (["that"], ["to"]):
        return None  # absurd that there were so many
    return "denial", 0.8, (0, i), True


def _believe(plain: list[str], i: int, stop: int) -> Verdict:
    if not _negated(plain, i, 2) or plain[stop : stop + 1] not in (["this"], ["that"], ["it"]):
        return None
    return "denial", 0.7, (stop, len(plain)), True


def _contrary(plain: list[str], i: int, stop: int) -> Verdict:
    strength = {"contrary": 0.8, "despite": 0.7, "to": 0.7}.get(plain[i], 0.5)
    return "debunk", strength, (stop, len(plain)), False


def _doubt(plain: list[str], i: int, stop: int) -> Verdict:
    if _negated(plain, i, 2) and plain[i] in ("doubt", "doubts", "suspicious"):
        return None
    if plain[i] in ("questioned", "questioning", "suspect") and not listed("told") & {*plain[stop : stop + 6]}:
        return None
    strength = 0.45 if _CASTS.isdisjoint(plain[max(0, i - 2) : i]) else 0.7
    return "doubt", strength, (stop, len(plain)), False


def _negation(plain: list[str], i: int, stop: int) -> Verdict:
    if plain[stop : stop + 1] and plain[stop] in _LESS:
        return None
    if plain[i] in ("no", "nothing", "without", "nobody", "none", "neither", "nor", "hardly"):
        return "negation", 0.3, (stop, min(stop + 10, len(plain))), False
    return "negation", 0.4, (max(0, i - 6), min(stop + 12, len(plain))), False


def _soft(plain: list[str], i: int, stop: int) -> Verdict:
    return "doubt", 0.25, (stop, len(plain)), False


_FRAMES = {
    "deny": _deny, "reject": _reject, "false": _false, "jest": _jest, "truth": _truth, "no": _no, "wrongly": _wrongly,
    "scorn": _scorn, "believe": _believe, "cease": _cease, "contrary": _contrary, "doubt": _doubt,
    "negation": _negation, "soft": _soft,
}
