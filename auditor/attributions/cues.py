"""The attributions of one sentence, cue by cue."""

from auditor.attributions.found import Found
from auditor.attributions.nouns import according, nominal, reportedly
from auditor.attributions.verbs import reported
from auditor.frames import NOUNS, VERBS
from auditor.tokens import Stream

REACH = 120  # tokens that a cue looks back and ahead: longer sentences are lists or not English
NOMINAL = NOUNS["that"] | NOUNS["about"] | NOUNS["request"] | NOUNS["infinitive"]
OTHERS = NOMINAL | {"according", "reportedly", "allegedly", "purportedly"}


def sentence(s: Stream, a: int, b: int) -> list[Found]:
    """The attributions whose cue stands in the sentence `a`..`b`, in order."""
    found: list[Found] = []
    words = s.words
    for i in range(a, b):
        word = words[i]
        verb = VERBS.get(word)
        one = reported(s, max(a, i - REACH), b, i, verb, found) if verb else None
        if one is None and word in OTHERS:
            if word in NOMINAL:
                one = nominal(s, max(a, i - REACH), b, i)
            elif word != "according":
                one = reportedly(s, max(a, i - REACH), b, i)
            elif i + 1 < b and words[i + 1] == "to":
                one = according(s, max(a, i - REACH), b, i)
        if one:
            found.append(one)
    return found
