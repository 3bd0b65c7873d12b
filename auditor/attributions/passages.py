"""The attributions of an article: sentence by sentence, then what goes on into the next ones, then what is nested."""

from typing import NamedTuple

from auditor.attributions.cues import sentence
from auditor.attributions.found import Found
from auditor.attributions.labels import label, trailing
from auditor.frames import FRAMES, PREPOSITION, VERBS
from auditor.tokens import QUOTE, Stream

SPOKEN = frozenset(w for w, v in VERBS.items() if v.lemma in FRAMES["quote"] and v.form in ("s", "ed"))

Span = tuple[int, int]


FRAMING = ("parenthetic", "inverted", "split")  # patterns in which the cue follows what it reports


class Paragraph(NamedTuple):
    """A paragraph to be read: its tokens, its kind and where it begins in the document."""

    stream: Stream
    kind: str
    start: int


class Report(NamedTuple):
    """An attribution in characters of the document; `paragraph`, `parent`: indexes, parent -1 where it is not nested."""

    paragraph: int
    cue: Span
    lemma: str
    kind: str
    pattern: str
    mentions: tuple[Span, ...]
    contents: tuple[Span, ...]
    parent: int


def article(paragraphs: list[Paragraph]) -> list[Report]:
    """The attributions of one article in order of their cues, nested ones included."""
    reports: list[Report] = []
    for n, (s, kind, start) in enumerate(paragraphs):
        base = len(reports)
        found = within(s, kind)
        for m, one in enumerate(found):
            up = parent(found, m)
            reports.append(Report(
                n, _span(s, one.cue, start), one.lemma, one.kind, one.pattern,
                (_span(s, one.source, start),) if one.source else (),
                tuple(_span(s, c, start) for c in one.contents), base + up if up >= 0 else -1,
            ))
    return reports


def _span(s: Stream, tokens: tuple[int, int], start: int) -> Span:
    return start + s.starts[tokens[0]], start + s.stops[tokens[1] - 1]


def within(s: Stream, kind: str) -> list[Found]:
    """The attributions of one paragraph in token ranges."""
    found: list[Found] = []
    if kind == "headline":
        one = trailing(s) or label(s, True)
    else:
        one = label(s, False)
    if one:
        found.append(one)
    for a, b in joined(s):
        here = sentence(s, a, b)
        if not here and found and s.words[a] == QUOTE:
            at = outer(found)
            if any(QUOTE in s.words[i:j] for i, j in found[at].contents):
                found[at] = found[at]._replace(contents=(*found[at].contents, (a, b)))
                continue
        for one in here:
            contents = tuple(c for c in one.contents if c[0] < c[1])
            if contents and (one.source is None or one.source[0] < one.source[1]):
                found.append(one._replace(contents=contents))
    return found


def joined(s: Stream) -> list[tuple[int, int]]:
    """The sentences of `s`; where a quotation ends one and its speaker follows (""Why?" Smith pressed."), both are one."""
    found: list[tuple[int, int]] = []
    words = s.words
    for a, b in s.sentences:
        if found and words[a - 1] == QUOTE and s.text[: s.stops[a - 1]].rstrip("\"'”’")[-1:] in ("?", "!", "…", ",", "—", "-"):
            i = next((i for i in range(a + 1, min(a + 8, b)) if words[i] in SPOKEN), 0)
            if i and not any(w in (",", QUOTE) for w in words[a:i]) and (i + 1 == b or words[i + 1] in (".", "when", "as", QUOTE) or words[i + 1] in PREPOSITION
                      or (words[i + 1] == "," and words[i + 2 : i + 3] != [QUOTE])):
                found[-1] = (found[-1][0], b)
                continue
        found.append((a, b))
    return found


def outer(found: list[Found]) -> int:
    """The index of the last attribution that no other one holds."""
    for n in range(len(found) - 1, -1, -1):
        if parent(found, n) < 0 and not found[n].pattern.startswith("participle"):
            return n
    return len(found) - 1


def parent(found: list[Found], n: int) -> int:
    """The attribution whose content holds the cue of attribution `n`, or -1.

    Where two hold each other's cue, the one that comes after its content is the outer: "He said C, the paper reported."
    """
    one = found[n]
    for m, other in enumerate(found):
        if m != n and holds(other, one) and (not holds(one, other) or (m < n) != (found[max(m, n)].pattern in FRAMING)):
            return m
    return -1


def holds(outer: Found, inner: Found) -> bool:
    """Whether the cue of `inner` stands in the content of `outer`."""
    at = inner.cue[0]
    return any(i <= at < j for i, j in outer.contents)
