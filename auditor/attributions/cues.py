"""The attributions of one sentence, cue by cue."""

from itertools import compress

from auditor.attributions.acceptance import is_noun
from auditor.attributions.found import Found
from auditor.attributions.nouns import according, made, nominal, reportedly
from auditor.attributions.subjects import subject
from auditor.attributions.verbgroups import group
from auditor.attributions.verbs import reported
from auditor.frames import DETERMINER, DOCUMENT, FRAMES, NOUNS, OCCASION, VERBS
from auditor.tokens import Stream

REACH = 120  # tokens that a cue looks back and ahead: longer sentences are lists or not English
NOMINAL = NOUNS["that"] | NOUNS["about"] | NOUNS["request"] | NOUNS["infinitive"]
HEARSAY = frozenset(("reportedly", "allegedly", "purportedly"))
OTHERS = NOMINAL | NOUNS["made"] | HEARSAY | {"according"}
TRIGGERS = OTHERS | VERBS.keys()


def triggers(words: list[str]) -> list[int]:
    """Where words stand that may be cues."""
    return list(compress(range(len(words)), map(TRIGGERS.__contains__, words)))


def sentence(s: Stream, a: int, b: int, at: list[int]) -> list[Found]:
    """The attributions whose cue stands in the sentence `a`..`b`, in order; `at`: where its triggers are."""
    found: list[Found] = []
    words = s.words
    for i in at:
        word = words[i]
        start = i - REACH if i - REACH > a else a
        verb = VERBS.get(word)
        one = reported(s, start, b, i, verb, found) if verb else None
        if one is None and word in OTHERS:
            if word == "according":
                one = according(s, start, b, i) if i + 1 < b and words[i + 1] == "to" else None
            elif word in HEARSAY:
                one = reportedly(s, start, b, i)
            else:
                one = made(s, start, b, i, found) if word in NOUNS["made"] else None
                if one is None and word in NOMINAL:
                    one = nominal(s, start, b, i)
                if one and found and one.contents[0][0] == found[-1].contents[-1][0]:
                    one = None  # "said in a statement that"
        if one:
            found.append(one)
    return found


def introduced(s: Stream) -> Found | None:
    """The source of a line that ends in a colon and has no content of its own: "He went on:", "From the letter:"."""
    a, b = s.sentences[-1]
    words = s.words
    for i in range(b - 1, a, -1):
        verb = VERBS.get(words[i])
        if (
            verb
            and verb.form in ("s", "ed")
            and not is_noun(s, a, b, i, verb)
            and (verb.lemma in FRAMES["quote"] or verb.lemma in FRAMES["clause"])
        ):
            who = subject(s, a, group(s, a, i, verb.form).start)
            if who:
                return Found((i, i + 1), verb.lemma, verb.kind, "opening", (who.start, who.stop), ())
    for i in range(b - 1, a, -1):
        if words[i] in DOCUMENT or words[i] in OCCASION:
            start = next((k for k in range(i, a - 1, -1) if words[k] in DETERMINER), i)
            return Found((b - 1, b), ":", "document", "opening", (start, i + 1), ())
    return None
