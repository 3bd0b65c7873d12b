"""Speakers named by a label: "Smith: C", "Q: C", and in headlines "C: sources"."""

from auditor.attributions.found import Found
from auditor.attributions.verbgroups import finite
from auditor.frames import NOUNS, OBJECT, PREPOSITION
from auditor.tokens import PAREN, QUOTE, Stream

LONGEST = 6  # tokens of a label


def label(s: Stream, kind: str) -> Found | None:
    """The attribution whose cue is the colon after a label that opens a paragraph of `kind`."""
    words = s.words
    headline = kind == "headline"
    colon = words.index(":") if ":" in s.text and ":" in words[: LONGEST + 1] else 0
    if not colon or colon + 1 >= len(words) or not s.capital(0):
        return None
    before = words[:colon]
    if any(w in NOUNS["label"] for w in before) or any(
        not (s.capital(i) or w in ("'s", "'", PAREN, "and", "&")) for i, w in enumerate(before)
    ):
        return None
    if any(w in PREPOSITION or w in OBJECT or w == QUOTE or finite(s, 0, i) for i, w in enumerate(before)):
        return None
    if before == ["q"] and kind == "question":
        return None  # what is asked is the reporter's own
    name = s.text[s.starts[0] : s.stops[colon - 1]]
    if not (headline or kind in ("question", "answer") or name.isupper() or words[colon + 1] == QUOTE):
        return None
    end = len(words)
    while end > colon + 2 and words[end - 1] in (".", ";"):
        end -= 1
    if headline and ";" in words[colon:end]:
        end = words.index(";", colon)
    return Found(
        (colon, colon + 1),
        ":",
        "interview" if kind in ("question", "answer") else "label",
        "label",
        (0, colon),
        ((colon + 1, end),),
    )


def trailing(s: Stream) -> Found | None:
    """A headline's "C: sources", "C - report"."""
    words = s.words
    end = len(words) - (words[-1:] == ["."])
    for i in range(max(1, end - 4), end - 1):
        if (
            words[i] in (":", "—")
            and words[end - 1] in NOUNS["voice"]
            and not any(finite(s, i, j) for j in range(i + 1, end))
        ):
            return Found((i, i + 1), words[i], "label", "trailing", (i + 1, end), ((0, i),))
    return None
