"""Sentences that refute what stands before them: "that is nonsense", and she, contradicting him, said."""

from itertools import pairwise

from auditor.disagreements.refutations import Refutation, listed
from auditor.disagreements.stands import Sentence
from auditor.disagreements.telling import supposes
from auditor.disagreements.words import plain
from auditor.text import quotations

SAYS = 6  # words before the marker in which a retort says itself what it answers
LONGEST = 30  # words of a retort
_POINTS = frozenset("this that it that's it's".split())
_HOLDS = frozenset("is was are were that's it's isn't wasn't aren't weren't".split())
_OWNS = ("'", "’")
_WISHED = frozenset("hope hopes hoped hoping wish wishes some".split())


def retorts(sentence: Sentence, refutation: Refutation) -> bool:
    """Whether a short sentence says in quotation marks of what was said that it is not so."""
    text = sentence.text
    before = plain(text[: refutation.start])
    quoted = any(start <= refutation.start < stop for start, stop in quotations(text))
    if before[:1] == ("to",) and len(before) > SAYS:
        return False  # to say that the bridge was sold is absurd: it answers what it says itself
    said = listed("told")
    if refutation.kind == "denial" and not any(noun in said and that == "that" for noun, that in pairwise(before)):
        return False  # to call it absurd is to rate it; the idea that they knew is absurd, that is to deny it
    if not _WISHED.isdisjoint(before):
        return False  # to hope that it is untrue; some stories on this site are untrue
    near = before[-4:]
    held = next((i for i in range(len(near) - 1, -1, -1) if near[i] in _HOLDS), -1)
    subject = near[held - 1 : held] if held > 0 else ()
    pointing = (  # the idea that they knew is absurd; that was false, but not: an idea that was false
        ("that" in before and not said.isdisjoint(before) and near[-1:] == ("is",))
        or near[held : held + 1] in (("that's",), ("it's",))
        or (not _POINTS.isdisjoint(subject) and said.isdisjoint(near[: max(held - 1, 0)]))
        or not said.isdisjoint(subject)
        or ("called" in near and not _POINTS.isdisjoint(near))
    )
    return quoted and pointing and len(plain(text)) < LONGEST and not supposes(sentence)


def contradicted(sentence: Sentence, refutation: Refutation) -> str:
    """Who is contradicted, where a person is: contradicting Ruiz, he said that they had not met."""
    text = sentence.text
    if not text[refutation.start :].lower().startswith("contradict"):
        return ""
    behind = (n for n in sentence.names if n.start - refutation.stop == 1 and text[n.stop : n.stop + 1] not in _OWNS)
    return next((n.short for n in behind if n.kind == "person"), "")
