"""The grammar of reporting that closed lists can hold: word classes, reporting verbs, and the frame each verb needs."""

from typing import NamedTuple

from auditor.lexicons import load


class Verb(NamedTuple):
    """A form of a reporting verb: its base form, its kind (statement, speech_act, belief) and base, s, ed or ing."""

    lemma: str
    kind: str
    form: str


def _verbs() -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for kind, lines in load("cues").items():
        for line in lines:
            lemma, *others = line.split()
            found.setdefault(lemma, Verb(lemma, kind, "base"))
            for word in others:
                form = "ing" if word.endswith("ing") else "s" if word == others[0] else "ed"
                found.setdefault(word, Verb(lemma, kind, form))
    return found


VERBS = _verbs()
_FRAMES = load("cue-frames")
FRAMES = {frame: frozenset(lines) for frame, lines in _FRAMES.items()}
PREPOSITIONS: dict[str, frozenset[str]] = {
    lemma: frozenset(line.split()[1] for line in _FRAMES["preposition"] if line.split()[0] == lemma)
    for lemma in {line.split()[0] for line in _FRAMES["preposition"]}
}

_WORDS = {name: frozenset(terms) for name, terms in load("function-words").items()}
DETERMINER, PRONOUN, PREPOSITION = _WORDS["determiner"], _WORDS["pronoun"], _WORDS["preposition"]
OBJECT, SUBORDINATOR, RELATIVE = _WORDS["object"], _WORDS["subordinator"], _WORDS["relative"]
CONJUNCTION, BE, HAVE, DO, MODAL = (_WORDS[name] for name in ("conjunction", "be", "have", "do", "modal"))
ADVERB, TIME = _WORDS["adverb"], _WORDS["time"]
AUXILIARY = BE | HAVE | DO | MODAL
