"""Contents before a cue and on both of its sides.  Token positions."""

from auditor.attributions.endings import content_end
from auditor.attributions.verbgroups import BREAKS, Range, borrowed
from auditor.frames import VERBS
from auditor.tokens import DASH, QUOTE, Stream

RESUMING = frozenset((",", QUOTE, DASH, ":"))


def left_content(s: Stream, a: int, i: int) -> Range | None:
    """What stands from `a` to the comma, dash or quotation right before a source that begins at `i`."""
    words = s.words
    if i <= a:
        return None
    if words[i - 1] in (",", DASH):
        end = i - 1
    elif words[i - 1] == QUOTE and not borrowed(s, i - 1):
        end = i
    else:
        return None
    start = end - 1 if words[end - 1] == QUOTE and end - 2 > a and words[end - 2] in (":", DASH) else a
    while start < end and (words[start] in ("but", "and") or (words[start] == "," and start > a)):
        start += 1
    return (start, end) if start < end else None


def resumed(s: Stream, k: int, b: int, whole: bool) -> Range | None:
    """The content that goes on behind a cue in its middle: "C, he said, C"; `whole`: what stood before was a clause."""
    words = s.words
    while k < b and words[k] not in RESUMING and words[k] not in BREAKS:
        k += 1
    while k < b and words[k] in (",", ":"):
        k += 1
    if k >= b or words[k] in BREAKS or words[k] == DASH:
        return None
    first = words[k]
    if first == QUOTE:
        return (k, content_end(s, k, b, "quote", False))
    if (
        (first in VERBS and VERBS[first].form == "ing")
        or first[-3:] == "ing"
        or first
        in {"who", "which", "while", "when", "as", "but", "though", "although", "after", "before", "according", "where"}
    ):
        return None
    if whole and first not in {"and", "or", "because", "that", "if", "so"}:
        return None
    end = content_end(s, k, b, "clause", False)
    return (k, end) if end > k else None
