""" "X said C", "C, X said", "C, X said, C", "who said C", "as X said, C"."""

from auditor.attributions.acceptance import accepted
from auditor.attributions.endings import content_end
from auditor.attributions.following import After
from auditor.attributions.found import Found
from auditor.attributions.phrases import noun_like, plural, segment_start
from auditor.attributions.sides import left_content, resumed
from auditor.attributions.subjects import Subject, first_phrase, near_subject, segments, subject
from auditor.attributions.verbgroups import BREAKS, Group, Range, borrowed, finite, is_adverb
from auditor.frames import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    FRAMES,
    INVARIANT,
    MODAL,
    SUBORDINATOR,
    TIME,
    Verb,
)
from auditor.tokens import QUOTE, Stream


def active(
    s: Stream, a: int, b: int, i: int, stop: int, verb: Verb, g: Group, follows: After, earlier: list[Found]
) -> Found | None:
    """ "X said C", "C, X said", "C, X said, C", "who said C", "and said C"."""
    words = s.words
    lemma = verb.lemma
    frame = follows.frame
    before = words[g.start - 1] if g.start > a else ""
    left: Range | None = None
    relative_clause = False
    if before in ("who", "which", "that") and (before != "that" or noun_like(s, a, g.start - 2)):
        who = Subject(g.start - 1, g.start, g.start - 1)
        inside = relative_clause = True
    else:
        own = subject(s, a, g.start)
        if own:
            left = left_content(s, a, own.begin)
        else:
            at = segment_start(s, a, g.start)
            if (
                before in CONJUNCTION
                or before == ","
                or is_adverb(words[g.start])
                or (at > a and words[at - 1] in CONJUNCTION)
            ):
                own = shared(s, a, g.start, earlier)
        if not own or (g.form == "bare" and lemma not in INVARIANT and not plural(s, (own.start, own.stop))):
            return None
        who = own
        inside = who.begin > a and (words[who.begin - 1] in SUBORDINATOR or words[who.begin - 1] == "that")
    source = (who.start, who.stop)
    cue = (g.start, i + 1)
    quoted = left is not None and words[left[1] - 1] == QUOTE and not borrowed(s, left[1] - 1)
    if (
        frame == "preposition"
        and words[stop - 1] == "out"
        and (stop >= b or words[stop] in (".", ","))
        and (left or (who.begin > a and words[who.begin - 1] == "as"))
    ):  # "C, she points out."
        frame, cue, follows = "none", (g.start, stop), After("none", stop)
    if left and lemma in FRAMES["before"] | FRAMES["quote"]:
        parts = segments(s, left[0], left[1])
        whole = (
            quoted
            or any(p.kind in "CQS" for p in parts)
            or (
                QUOTE in words[left[0] : left[1]]
                or (
                    (follows.start >= b or words[follows.start] == ".")
                    and left[1] - left[0] > 1
                    and any(p.kind != "A" for p in parts)
                )
            )
        )
        if quoted and frame == "question" and words[follows.start] in ("when", "if", "where", "who"):
            frame = "none"
        if quoted and frame == "infinitive" and lemma not in FRAMES["infinitive"]:
            frame = "none"  # '"C," she said to loud applause'
        if (quoted and frame in ("none", "object", "as", "clause")) or (
            frame == "none" and whole and lemma in FRAMES["before"]
        ):
            right = resumed(s, follows.start, b, whole and not quoted)
            return Found(cue, lemma, verb.kind, "parenthetic", source, (left, right) if right else (left,))
        if frame == "none" and follows.start < b and words[follows.start] == "," and lemma in FRAMES["before"]:
            right = resumed(s, follows.start, b, False)
            if right:
                return Found(cue, lemma, verb.kind, "split", source, (left, right))
            if left[1] - left[0] > 3 and any(p.kind != "A" for p in parts):
                return Found(cue, lemma, verb.kind, "parenthetic", source, (left,))
    if not left and frame == "none" and who.begin == a + 2 and words[a + 1] == "," and lemma in FRAMES["before"]:
        right = resumed(s, follows.start, b, False)
        if right:  # "But, he added, C"
            return Found(cue, lemma, verb.kind, "split", source, (right,))
    if (
        frame in ("none", "object")
        and who.begin > a
        and words[who.begin - 1] == "as"
        and lemma in FRAMES["before"]
        and (frame == "none" or "," in words[follows.start : follows.start + 8])
    ):
        return as_said(s, a, b, who, cue, lemma, verb.kind)
    relative = relative_object(s, a, b, who, stop)
    if (
        relative
        and words[relative[0][0]] == "what"
        and (lemma in FRAMES["evidence"] or any(w in MODAL for w in g.words))
    ):
        return None
    if relative and (lemma == "call" or lemma in FRAMES["clause"] | FRAMES["object"] | FRAMES["preposition"]):
        return Found((g.start, stop), lemma, verb.kind, "relative", source, relative)
    frame = accepted(s, lemma, follows._replace(frame=frame), b, words[who.start : who.stop])
    if not frame or (follows.start < b and finite(s, a, follows.start) and words[follows.start] in AUXILIARY):
        return None
    start = stop if frame == "preposition" else follows.start
    contents = [(start, content_end(s, start, b, frame, inside, relative_clause))]
    if frame == "quote" and quoted and left:
        contents.insert(0, left)
    return Found((g.start, stop), lemma, verb.kind, "subject-" + frame, source, tuple(contents))


def as_said(s: Stream, a: int, b: int, who: Subject, cue: Range, lemma: str, kind: str) -> Found | None:
    """ "As X said, C" and "C, as X said"."""
    words = s.words
    k = cue[1]
    while k < b and words[k] != "," and words[k] not in BREAKS:
        k += 1
    if who.begin - 1 <= a + 1:
        start = k + 1
        return Found(
            cue, lemma, kind, "as", (who.start, who.stop), ((start, content_end(s, start, b, "clause", False)),)
        )
    left = left_content(s, a, who.begin - 1)
    if not left:
        return None
    right = resumed(s, k, b, any(p.kind in "CQS" for p in segments(s, left[0], left[1])))
    return Found(cue, lemma, kind, "as", (who.start, who.stop), (left, right) if right else (left,))


def as_by(s: Stream, a: int, b: int, i: int, verb: Verb) -> Found | None:
    """ "As reported by X, C"."""
    words = s.words
    k = i + 2
    while k < b and words[k] != "," and words[k] not in BREAKS:
        k += 1
    if i - 1 == a and k < b:
        return Found(
            (i, i + 2), verb.lemma, verb.kind, "as", (i + 2, k), ((k + 1, content_end(s, k + 1, b, "clause", False)),)
        )
    left = left_content(s, a, i - 1)
    return Found((i, i + 2), verb.lemma, verb.kind, "as", (i + 2, k), (left,)) if left else None


def relative_object(s: Stream, a: int, b: int, who: Subject, stop: int) -> tuple[Range, ...] | None:
    """The content of "which critics said was unfair", "what he called a mistake": the relative and what goes on."""
    words = s.words
    at = who.begin - 1
    if at < a or words[at] not in ("which", "what", "who", "whom", "that", "whatever", "something"):
        return None
    if words[at] == "that" and not (at > a and noun_like(s, a, at - 1)):
        return None
    k = stop
    while k < b and (is_adverb(words[k]) or words[k] in TIME):
        k += 1
    if words[at] in ("what", "whatever"):
        if k < b and (words[k] == "as" or words[k] in DETERMINER or words[k] == QUOTE):
            return ((at, at + 1), (k, content_end(s, k, b, "object", False)))
        if k < b and words[k] in BE:
            return ((at, at + 1), (k, content_end(s, k, b, "clause", True)))
        return ((at, at + 1),) if k >= b or not finite(s, a, k) else None
    if k < b and words[k] != "," and words[k] not in BREAKS and words[k] not in CONJUNCTION:
        end = content_end(s, k, b, "clause", True)
        if finite(s, a, k) or words[k] in ("as", QUOTE) or words[k] in AUXILIARY:
            return ((at, at + 1), (k, end))
        return None if words[at] == "that" else ((at, at + 1), (k, end))
    return ((at, at + 1),)


def shared(s: Stream, a: int, i: int, earlier: list[Found]) -> Subject | None:
    """The subject that the verb at `i`, joined to an earlier one, shares with it."""
    last = spoken(earlier)
    if last and last.cue[0] >= a and last.source:
        start, stop = last.source
        return Subject(start, stop, start)
    return near_subject(s, a, i, []) or first_phrase(s, a, i)


def spoken(earlier: list[Found]) -> Found | None:
    """The last attribution before whose source is the subject of its clause."""
    return next(
        (one for one in reversed(earlier[-3:]) if not one.pattern.startswith(("noun", "adverb", "passive", "asked"))),
        None,
    )
