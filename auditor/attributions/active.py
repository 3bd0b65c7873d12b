""" "X said C", "C, X said", "C, X said, C", "who said C", "as X said, C"."""

from typing import NamedTuple

from auditor.attributions.acceptance import accepted
from auditor.attributions.endings import content_end
from auditor.attributions.following import After
from auditor.attributions.found import Found
from auditor.attributions.phrases import noun_like, noun_phrase, opens_adjunct, plural, segment_start
from auditor.attributions.sides import left_content, resumed
from auditor.attributions.subjects import Subject, first_phrase, near_subject, segments, subject
from auditor.attributions.verbgroups import BREAKS, Group, Range, borrowed, finite, is_adverb
from auditor.frames import (
    AUXILIARY,
    BE,
    COMMON,
    CONJUNCTION,
    DETERMINER,
    FRAMES,
    INVARIANT,
    MODAL,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
    UNNAMED,
    Verb,
)
from auditor.tokens import QUOTE, Stream

REPORTING = FRAMES["before"] | FRAMES["quote"]
TAKING = FRAMES["clause"] | FRAMES["object"] | {"ask", "propose"}
REACH = 10  # tokens that a noun and who says it may take together
INDEFINITE = frozenset("something anything nothing everything things words".split())
OPENING = frozenset(("that", "after", "before", "until"))
GOVERNING = FRAMES["clause"] | FRAMES["object"] | FRAMES["preposition"] | {"call"}


class Speaker(NamedTuple):
    """Who is the subject of a cue, and how its clause stands in the sentence."""

    who: Subject
    left: Range | None  # what stands before it, up to a comma or a quotation
    inside: bool  # the clause is a relative or subordinate one
    relative: bool


def speaker(s: Stream, a: int, g: Group, lemma: str, earlier: list[Found]) -> Speaker | None:
    """The subject of the verb group `g`: before it, its relative pronoun, or that of the verb it is joined to."""
    words = s.words
    before = words[g.start - 1] if g.start > a else ""
    if before in {"who", "which", "that"} and (before != "that" or noun_like(s, a, g.start - 2)):
        return Speaker(Subject(g.start - 1, g.start, g.start - 1), None, True, True)
    left = None
    who = subject(s, a, g.start)
    if who:
        left = left_content(s, a, who.begin)
    else:
        at = segment_start(s, a, g.start)
        joined = before in CONJUNCTION or before == "," or (at > a and words[at - 1] in CONJUNCTION)
        who = shared(s, a, g.start, earlier) if joined or is_adverb(words[g.start]) else None
    if not who or (g.form == "bare" and lemma not in INVARIANT and not plural(s, (who.start, who.stop))):
        return None
    inside = who.begin > a and (words[who.begin - 1] in SUBORDINATOR or words[who.begin - 1] in OPENING)
    return Speaker(who, left, inside, False)


def around(s: Stream, b: int, cue: Range, verb: Verb, who: Subject, left: Range, follows: After) -> Found | None:
    """ "C, X said" and "C, X said, C": the content stands at `left`, before the source."""
    words = s.words
    lemma, frame, at = verb.lemma, follows.frame, follows.start
    ends = at >= b or words[at] == "."
    quoted = words[left[1] - 1] == QUOTE and not borrowed(s, left[1] - 1)
    parts = [] if quoted else segments(s, left[0], left[1])
    clause = quoted or any(p.kind in "CQS" for p in parts)
    phrase = any(p.kind != "A" for p in parts)
    if words[cue[1] : cue[1] + 1] == [","] and at > cue[1] + 1 and follows.adjunct and clause and not quoted:
        frame, at = "none", cue[1]  # "C, he said, because C"
    if quoted and frame == "question" and words[at] in {"when", "if", "where", "who"}:
        frame = "none"
    if quoted and frame == "infinitive" and lemma not in FRAMES["infinitive"]:
        frame = "none"  # '"C," she said to loud applause'
    if clause and not quoted and left[1] - left[0] < 4 and resumed(s, at, b, False):
        clause = False  # "What's more, he said, C"
    whole = clause or QUOTE in words[left[0] : left[1]] or (ends and left[1] - left[0] > 1 and phrase)
    source = (who.start, who.stop)
    if (quoted and frame in {"none", "object", "as", "clause"}) or (
        frame == "none" and whole and lemma in FRAMES["before"]
    ):
        right = resumed(s, at, b, whole and not quoted)
        return Found(cue, lemma, verb.kind, "parenthetic", source, (left, right) if right else (left,))
    if frame == "none" and at < b and words[at] == "," and lemma in FRAMES["before"]:
        right = resumed(s, at, b, False)
        if right:
            return Found(cue, lemma, verb.kind, "split", source, (left, right))
        if left[1] - left[0] > 3 and phrase:
            return Found(cue, lemma, verb.kind, "parenthetic", source, (left,))
    return None


def active(
    s: Stream, a: int, b: int, i: int, stop: int, verb: Verb, g: Group, follows: After, found: Speaker
) -> Found | None:
    """ "X said C", "C, X said", "who said C", "and said C"; the cue is at `i` and ends before `stop`."""
    words = s.words
    lemma = verb.lemma
    who, left, inside, relative_clause = found
    source, cue = (who.start, who.stop), (g.start, i + 1)
    out = follows.frame == "preposition" and words[stop - 1] == "out" and (stop >= b or words[stop] in (".", ","))
    if out and (left or (who.begin > a and words[who.begin - 1] == "as")):  # "C, she points out."
        cue, follows = (g.start, stop), After("none", stop)
    if left and lemma in REPORTING:
        one = around(s, b, cue, verb, who, left, follows)
        if one:
            return one
    frame = follows.frame
    quoted = left is not None and words[left[1] - 1] == QUOTE and not borrowed(s, left[1] - 1)
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
    if relative and lemma in GOVERNING:
        return Found((g.start, stop), lemma, verb.kind, "relative", source, relative)
    if follows.frame == "none" and lemma in TAKING:
        claims = words[stop : stop + 1] == ["to"] and stop + 1 < b and words[stop + 1] in COMMON  # "to support"
        head = None if claims else contact(s, who, g.start)
        if head:
            return Found((g.start, stop), lemma, verb.kind, "contact", (head[1], who.stop), (head,))
    told = relative_clause and lemma in FRAMES["evidence"]  # "a poll that shows"
    known = max(a, who.start - 8) if told else who.start
    frame = accepted(s, lemma, follows, b, words[known : who.stop])
    if not frame and lemma in FRAMES["finite"] and follows.frame in ("object", "clause", "quote"):
        frame = "object"
    if not frame or (follows.start < b and words[follows.start] in AUXILIARY and finite(s, a, follows.start)):
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
    if at < a or words[at] not in {"which", "what", "who", "whom", "that", "whatever", "something"}:
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
        if finite(s, a, k) or words[k] in ("as", QUOTE) or words[k] in AUXILIARY or words[k] in FRAMES["judged"]:
            return ((at, at + 1), (k, end))
        return None if words[at] == "that" else ((at, at + 1), (k, end))
    return ((at, at + 1),)


def contact(s: Stream, who: Subject, stop: int) -> tuple[int, int] | None:
    """Where, before a verb without an object, a noun begins and ends and who says it begins: "a fact he mentions".

    None where all is one noun phrase.
    """
    words = s.words
    if who.stop != stop:
        return None
    split = -1
    for j in range(stop - 1, who.start - 1, -1):
        word = words[j]
        if word in PREPOSITION or word in CONJUNCTION or word in SUBORDINATOR or word == "," or stop - j > REACH:
            return None
        if split >= 0:
            if word in DETERMINER or word in INDEFINITE:
                return (j, split)
            continue
        noun = words[j - 1] if j > who.start else ""
        if noun.isalpha() and noun not in DETERMINER and not is_adverb(noun):
            name = s.capital(stop - 1) and s.capital(j) and not s.capital(j - 1) and noun not in UNNAMED
            split = j if name or word in PRONOUN or (word in DETERMINER and j + 1 < stop) else -1
    return None


def shared(s: Stream, a: int, i: int, earlier: list[Found]) -> Subject | None:
    """The subject that the verb at `i`, joined to an earlier one, shares with it."""
    last = spoken(earlier)
    if last and last.cue[0] >= a and last.source:
        start, stop = last.source
        return Subject(start, stop, start)
    found = near_subject(s, a, i, []) or first_phrase(s, a, i)
    if found or "," not in s.words[a:i]:
        return found
    comma = s.words.index(",", a, i)  # "In May, Lee spoke of her plans and said", "Lee, who lost, left and said"
    if s.words[comma + 1] in ("who", "whose", "a", "an") and noun_phrase(s, a, comma) and not opens_adjunct(s, a):
        return Subject(a, comma, a)
    opened = opens_adjunct(s, a) or s.words[a][-3:] == "ing"
    return first_phrase(s, comma + 1, i) if opened else None


def spoken(earlier: list[Found]) -> Found | None:
    """The last attribution before whose source is the subject of its clause."""
    return next(
        (one for one in reversed(earlier[-3:]) if not one.pattern.startswith(("noun", "adverb", "passive", "asked"))),
        None,
    )
