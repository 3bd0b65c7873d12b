"""The attributions of a paragraph: sentence by sentence, then what goes on into the next ones, then what is nested."""

from auditor.attributions.cues import sentence
from auditor.attributions.found import Found
from auditor.tokens import QUOTE, Stream


def paragraph(s: Stream) -> list[tuple[Found, int]]:
    """Attributions with the index of the one whose content holds their cue, or -1."""
    found: list[Found] = []
    for a, b in s.sentences:
        here = sentence(s, a, b)
        if not here and found and s.words[a] == QUOTE:
            last = outer(found)
            if any(QUOTE in s.words[c[0]:c[1]] for c in last.contents):
                at = found.index(last)
                found[at] = last._replace(contents=(*last.contents, (a, b)))
                continue
        found += [one._replace(contents=tuple(c for c in one.contents if c[0] < c[1])) for one in here
                  if one.source is None or one.source[0] < one.source[1]]
    return [(one, parent(found, n)) for n, one in enumerate(found)]


def outer(found: list[Found]) -> Found:
    """The last attribution that no other one holds."""
    for n in range(len(found) - 1, -1, -1):
        if parent(found, n) < 0 and not found[n].pattern.startswith("participle"):
            return found[n]
    return found[-1]


def parent(found: list[Found], n: int) -> int:
    """The attribution whose content holds the cue of attribution `n`, or -1."""
    cue = found[n].cue
    for m, other in enumerate(found):
        if m != n and any(c[0] <= cue[0] < c[1] for c in other.contents):
            if m < n or not any(c[0] <= other.cue[0] < c[1] for c in found[n].contents):
                return m
    return -1
