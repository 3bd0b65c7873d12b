"""The attributions of an article: what goes on from sentence to sentence and paragraph to paragraph, what is nested."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from auditor.attributions.cues import introduced, sentence, triggers
from auditor.attributions.found import Found
from auditor.attributions.labels import label, trailing
from auditor.attributions.verbgroups import MARKS
from auditor.frames import FRAMES, PREPOSITION, PRONOUN, VERBS
from auditor.text import fold
from auditor.tokens import PAREN, PUNCTUATION, QUOTE, Stream, stream

Span = tuple[int, int]
FRAMING = ("parenthetic", "inverted", "split")  # patterns in which the cue follows what it reports
SPOKEN = frozenset(
    w for w, v in VERBS.items() if v.lemma in FRAMES["quote"] | FRAMES["before"] and v.form in ("s", "ed")
)
TRIGGERS = frozenset(w for w, v in VERBS.items() if v.lemma in FRAMES["sure"]) | {"told", "according", "reportedly"}
OPEN = frozenset(("?", "!", "…", ",", "—", "-", "."))  # with which a quotation before its speaker ends
NEAR = 24  # attributions before and after another that may hold it
LEAST_QUOTED = 40  # characters of a quotation that may hold another report


class Paragraph(NamedTuple):
    """A paragraph to be read: its tokens, its kind, its text and where it begins in the document."""

    stream: Stream
    kind: str
    start: int


class Report(NamedTuple):
    """An attribution in characters of the document; `paragraph` and `parent` are indexes, -1 where it is not nested."""

    paragraph: int
    cue: Span | None
    lemma: str
    kind: str
    pattern: str
    mentions: tuple[Span, ...]
    contents: tuple[Span, ...]
    form: str
    parent: int


def article(paragraphs: list[Paragraph]) -> list[Report]:
    """The attributions of one article in order of their cues, nested ones included."""
    reports: list[Report] = []
    for n, (s, kind, start) in enumerate(paragraphs):
        base = len(reports)
        here: list[Report] = []
        found = within(s, kind)
        if kind == "answer" and not (found and found[0].pattern == "label"):
            whole = (start, start + len(s.text.rstrip()))
            here.append(Report(n, None, "", "interview", "answer", (), (whole,), "direct", -1))
        shift = base + len(here)
        for m, one in enumerate(found):
            up = parent(found, m) if len(found) > 1 else -1
            here.append(_report(n, s, one, start, shift + up if up >= 0 else shift - 1 if shift > base else -1))
        opened = introduced(s) if s.words[-1:] == [":"] else None
        if opened:
            here.append(_report(n, s, opened, start, -1))
        if QUOTE in s.words:
            here += quoted(n, paragraphs[n], here, base)
        if here:
            reports += here + cited(here, base)
    carry_on(paragraphs, reports)
    return ordered([one for one in reports if one.contents])


def _report(n: int, s: Stream, one: Found, start: int, up: int) -> Report:
    (i, j), lemma, kind, pattern, source, contents = one
    cue = start + s.starts[i], start + s.stops[j - 1]
    mentions = _spans(s, conjoined(s, source), start) if source else ()
    return Report(n, cue, lemma, kind, pattern, mentions, _spans(s, contents, start), form(s, contents), up)


def conjoined(s: Stream, source: tuple[int, int]) -> list[tuple[int, int]]:
    """The mentions in `source`: two for "Smith and Jones", where both are clearly people or bodies of their own."""
    i, j = source
    words = s.words
    if j - i < 3 or "and" not in words[i + 1 : j - 1]:
        return [source]
    at = words.index("and", i + 1)
    if at - i > 5 or "," in words[i:at] or ("," in words[at:j] and j - at > 12):
        return [source]
    left = all(s.capital(k) or words[k] in PRONOUN or words[k] == PAREN for k in range(i, at))
    right = s.capital(at + 1) or words[at + 1] in {"other", "others", "some", "several"}
    return [(i, at), (at + 1, j)] if left and right else [source]


def ordered(reports: list[Report]) -> list[Report]:
    """`reports` by the place of their cues (an interview's answer comes first), parents following."""
    order = sorted(range(len(reports)), key=[(one.paragraph, one.cue or (0, 0)) for one in reports].__getitem__)
    if order == list(range(len(reports))):
        return reports
    new = {old: k for k, old in enumerate(order)}
    inner = ((reports[k], new.get(reports[k].parent, reports[k].parent)) for k in order)
    return [one if one.parent == up else one._replace(parent=up) for one, up in inner]


def carry_on(paragraphs: list[Paragraph], reports: list[Report]) -> None:
    """Add to contents what goes on in the next paragraphs: quotations left open, and what a line with a colon opens."""
    last = {one.paragraph: k for k, one in enumerate(reports) if one.parent == -1 and one.kind != "interview"}
    for n, k in sorted(last.items()):
        s = paragraphs[n].stream
        if s.words[-1] not in (":", QUOTE):
            continue
        at = n + 1
        opened = s.words[-1] == ":" and (
            not reports[k].contents or reports[k].contents[-1][1] >= paragraphs[n].start + s.starts[-1] - 1
        )
        while at < len(paragraphs) and (opened or open_ended(paragraphs[at - 1].stream)):
            following = paragraphs[at].stream
            whole = bool(following.words) and all(w == QUOTE or w in PUNCTUATION for w in following.words)
            if not whole and not (opened and not reports[k].contents and at not in last):
                break
            span = (paragraphs[at].start + following.starts[0], paragraphs[at].start + following.stops[-1])
            reports[k] = reports[k]._replace(
                contents=(*reports[k].contents, span), form="direct" if whole else reports[k].form
            )
            opened = False
            at += 1


def open_ended(s: Stream) -> bool:
    """Whether the paragraph ends in a quotation that is not closed, so that the next one goes on with it."""
    return s.words[-1:] == [QUOTE] and s.text[s.starts[-1] + 1 : s.stops[-1]].rstrip()[-1:] not in MARKS


def cited(reports: list[Report], base: int) -> list[Report]:
    """For "the paper reported, citing an official": the official, with the paper's content, nested in its report."""
    found: list[Report] = []
    for k in range(1, len(reports)):
        one, before = reports[k], reports[k - 1]
        if (
            one.lemma == "cite"
            and one.pattern.startswith("participle")
            and one.mentions == before.mentions
            and one.contents
        ):
            found.append(
                one._replace(mentions=one.contents[:1], contents=before.contents, pattern="via", parent=base + k - 1)
            )
    return found


def _spans(s: Stream, ranges: Iterable[tuple[int, int]], start: int) -> tuple[Span, ...]:
    """`ranges` of tokens in characters of the document, in which the paragraph begins at `start`."""
    starts, stops = s.starts, s.stops
    return tuple([(start + starts[i], start + stops[j - 1]) for i, j in ranges])


def form(s: Stream, contents: tuple[tuple[int, int], ...]) -> str:
    """direct where all words of the contents are quoted, mixed where some are, else indirect."""
    words = s.words[slice(*contents[0])] if len(contents) == 1 else [w for i, j in contents for w in s.words[i:j]]
    if QUOTE not in words:
        return "indirect"
    return "direct" if all(w == QUOTE or w in PUNCTUATION for w in words) else "mixed"


def quoted(n: int, part: Paragraph, reports: list[Report], base: int) -> list[Report]:
    """The reports inside the quotations of paragraph `n`, whose own `reports` begin at index `base`.

    Each is nested in the attribution that holds its quotation.
    """
    s, _, start = part
    inner: list[tuple[int, str]] = []
    i = -1
    for _ in range(s.words.count(QUOTE)):
        i = s.words.index(QUOTE, i + 1)
        begin, end = s.starts[i], s.stops[i]
        text = s.text[begin:end].lstrip(MARKS)
        if end - begin >= LEAST_QUOTED and not TRIGGERS.isdisjoint(fold(text.rstrip(MARKS)).split()):
            inner.append((start + end - len(text), text.rstrip(MARKS)))
    held = sorted((x, y, k) for k, one in enumerate(reports) for x, y in one.contents) if inner else []
    found: list[Report] = []
    for at, text in inner:
        tokens = stream(text)
        last = bisect_right(held, (at, at, len(reports)))
        up = next((k for x, y, k in held[max(0, last - 4) : last] if x <= at < y), -1)
        for one in within(tokens, "quotation"):
            found.append(_report(n, tokens, one, at, base + up if up >= 0 else UNSPOKEN))
    return found


UNSPOKEN = -2  # inside a quotation that no attribution holds


def within(s: Stream, kind: str) -> list[Found]:
    """The attributions of one paragraph in token ranges."""
    found: list[Found] = []
    one = None
    if kind == "headline":
        one = trailing(s) or label(s, kind)
    elif kind != "quotation":
        one = label(s, kind)
    if one:
        found.append(one)
    at = triggers(s.words)
    if not at and not found:
        return found
    n = 0
    for a, b in joined(s):
        first, n = n, bisect_left(at, b, n)
        here = sentence(s, a, b, at[first:n]) if n > first else []
        if not here and found and s.words[a] == QUOTE:
            last = outer(found)
            if any(QUOTE in s.words[i:j] for i, j in found[last].contents):
                found[last] = found[last]._replace(contents=(*found[last].contents, (a, b)))
                continue
        for one in here:
            if one.source is None or one.source[0] < one.source[1]:
                contents = tuple([c for c in one.contents if c[0] < c[1]])
                if contents:
                    found.append(one if len(contents) == len(one.contents) else one._replace(contents=contents))
    return found


def joined(s: Stream) -> list[tuple[int, int]]:
    """The sentences of `s`; where a quotation ends one and its speaker follows ("Why?" Lee asked), both are one."""
    words = s.words
    if len(s.sentences) == 1 or QUOTE not in words:
        return s.sentences
    found: list[tuple[int, int]] = []
    for a, b in s.sentences:
        if (
            found
            and words[a - 1] == QUOTE
            and (last := s.text[max(0, s.stops[a - 1] - 5) : s.stops[a - 1]].rstrip("\"'”’")[-1:]) in OPEN
        ):
            i = next((i for i in range(a + 1, min(a + 8, b)) if words[i] in SPOKEN), 0)
            if (
                i
                and not any(w in (",", QUOTE) for w in words[a:i])
                and (
                    i + 1 == b
                    or words[i + 1] == "."
                    or (
                        last != "."
                        and (
                            words[i + 1] in ("when", "as", QUOTE)
                            or words[i + 1] in PREPOSITION
                            or (words[i + 1] == "," and words[i + 2 : i + 3] != [QUOTE])
                        )
                    )
                )
            ):
                found[-1] = (found[-1][0], b)
                continue
        found.append((a, b))
    return found


def outer(found: list[Found]) -> int:
    """The index of the last attribution that no other one holds."""
    for n in range(len(found) - 1, max(-1, len(found) - NEAR), -1):
        if parent(found, n) < 0 and not found[n].pattern.startswith("participle"):
            return n
    return len(found) - 1


def parent(found: list[Found], n: int) -> int:
    """The attribution whose content holds the cue of attribution `n`, or -1.

    Where two hold each other's cue, the one that comes after its content is the outer: "He said C, the paper reported."
    """
    one = found[n]
    at = one.cue[0]
    for m in range(max(0, n - NEAR), min(len(found), n + NEAR)):
        other = found[m]
        for i, j in other.contents:
            if i <= at < j and m != n:
                if not holds(one, other) or (m < n) != (found[max(m, n)].pattern in FRAMING):
                    return m
                break
    return -1


def holds(outer: Found, inner: Found) -> bool:
    """Whether the cue of `inner` stands in the content of `outer`."""
    at = inner.cue[0]
    return any(i <= at < j for i, j in outer.contents)
