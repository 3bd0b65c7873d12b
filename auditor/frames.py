"""The grammar of reporting that closed lists can hold: word classes, verbs, and the frame each reporting verb needs."""

from itertools import groupby
from typing import NamedTuple

from auditor.lexicons import load


class Verb(NamedTuple):
    """A form of a verb: its base form, its kind (statement, speech_act, belief, common) and base, s, ed, en or ing."""

    lemma: str
    kind: str
    form: str


def _verbs(name: str) -> dict[str, Verb]:
    """Word -> verb, from a lexicon that has a line a verb: base form, -s, past, participle, -ing."""
    found: dict[str, Verb] = {}
    for kind, lines in load(name).items():
        for line in lines:
            forms = line.split()
            for n, word in enumerate(forms):
                if word in found:
                    continue
                form = "base" if n == 0 else "s" if n == 1 else "ing" if n == len(forms) - 1 else "ed"
                if form == "ed" and n == 3 and word.endswith(("n", "ne", "ung", "unk", "um")):
                    form = "en"
                found[word] = Verb(forms[0], kind, form)
    return found


VERBS = _verbs("cues")
COMMON = _verbs("verbs") | VERBS
# Past tenses that cannot be participles.
PAST = frozenset(
    forms[2] for name in ("verbs", "cues") for lines in load(name).values() for line in lines
    if len(forms := line.split()) == 5 and COMMON[forms[3]].form == "en"
) | {"became", "came", "ran", "overcame", "said"}

# Verbs whose past is their base form.
INVARIANT = frozenset(
    "beat bet broadcast burst cast cost cut forecast hit hurt let put quit read set shut split spread".split()
)

_FRAMES = load("cue-frames")
FRAMES = {frame: frozenset(lines) for frame, lines in _FRAMES.items()}
PREPOSITIONS: dict[str, frozenset[str]] = {
    lemma: frozenset(line.split()[1] for line in lines)
    for lemma, lines in groupby(sorted(_FRAMES["preposition"]), key=lambda line: line.split()[0])
}

_WORDS = {name: frozenset(terms) for name, terms in load("function-words").items()}
DETERMINER, PRONOUN, PREPOSITION = _WORDS["determiner"], _WORDS["pronoun"], _WORDS["preposition"]
OBJECT, SUBORDINATOR, RELATIVE = _WORDS["object"], _WORDS["subordinator"], _WORDS["relative"]
CONJUNCTION, BE, HAVE, DO, MODAL = (_WORDS[name] for name in ("conjunction", "be", "have", "do", "modal"))
NOMINAL, MANY, PLURAL, STATIVE, ONGOING, QUESTION, PERSONAL, QUANTITY = (
    _WORDS[name] for name in ("nominal", "many", "plural", "stative", "ongoing", "question", "personal", "quantity")
)
ADVERB, TIME, CHAIN, NOT_ADVERB = (_WORDS[name] for name in ("adverb", "time", "chain", "not_adverb"))

NOUNS = {name: frozenset(terms) for name, terms in load("cue-nouns").items()}
OCCASION, DOCUMENT, EVIDENCE = NOUNS["occasion"], NOUNS["document"], NOUNS["evidence"]
# Words for people who are not named.
UNNAMED = frozenset(word for kind in ("source", "generic", "staff", "class", "spokesperson", "lawyer", "authority")
                    for word in load("roles")[kind] if " " not in word)
AUXILIARY = BE | HAVE | DO | MODAL
