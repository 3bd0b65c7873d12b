"""Whether the text bears out what a headline tells."""

from auditor.claims.events import stem, told
from auditor.claims.reading import TOLD
from auditor.claims.records import Sentence, Statement
from auditor.claims.words import NEGATIONS, Hit
from auditor.text import fold

SHARED = 2  # content words, beside the predicate, by which a sentence speaks of the same thing


def borne_out(statement: Statement, sentences: list[Sentence]) -> str | None:
    """How the text tells what the headline `statement` tells: fact, weaker (to be done, hedged, denied) or absent.

    None for what is no headline or tells of no event.
    """
    if statement.predicate is None or sentences[statement.sentence].part not in TOLD:
        return None
    wanted = stem(fold(statement.predicate).split()[-1])
    found = "absent"
    for sentence in sentences:  # few headlines tell of an event: each reads the text anew
        if sentence.part in TOLD or sentence.part == "question":
            continue
        if wanted not in sentence.flat:
            continue
        words = sentence.flat.split()
        stems = list(map(stem, words))
        if wanted not in stems or len(statement.stems.intersection(stems) - {wanted}) < SHARED:
            continue
        hedged = any(kind in ("hedge", "agentless") for _, _, kind, _ in sentence.marks)
        for at, word in enumerate(stems):
            if word == wanted and (modality := told(words, Hit(at, at + 1, ""))):
                if modality == "fact" and not hedged and NEGATIONS.isdisjoint(words[max(0, at - 4):at]):
                    return "fact"
                found = "weaker"
    return found
