"""Verbs without a subject of their own: ", saying C", "went on to say C", "asked whether C"."""

from auditor.attributions.acceptance import accepted
from auditor.attributions.active import spoken
from auditor.attributions.endings import content_end
from auditor.attributions.following import after
from auditor.attributions.found import Found
from auditor.attributions.phrases import noun_phrase, segment_start
from auditor.attributions.subjects import first_phrase, main_subject, near_subject, subject
from auditor.attributions.verbgroups import Group, Range, is_adverb
from auditor.frames import (
    AUXILIARY,
    CONJUNCTION,
    DOCUMENT,
    FRAMES,
    PAST,
    PREPOSITION,
    QUESTION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBS,
    Verb,
)
from auditor.tokens import DASH, QUOTE, Stream

REACH = 14  # tokens between a verb and the infinitive that says what for
STAYING = RELATIVE | CONJUNCTION | SUBORDINATOR | AUXILIARY | {",", ":", ";", DASH, QUOTE}


def purpose(
    s: Stream, a: int, b: int, stop: int, verb: Verb, g: Group, particle: bool, earlier: list[Found]
) -> Found | None:
    """ "She went on television to say that C", "It led critics to say C"."""
    if g.start <= a:
        return None
    words = s.words
    moved = not FRAMES["moving"].isdisjoint(words[a : g.start])
    staged = on_stage(s, a, g.start)
    free = verb.lemma in FRAMES["purpose"]
    if not (free or moved or staged):
        return None
    start = segment_start(s, a, g.start)
    moved = moved and start > a and words[start - 1] in FRAMES["moving"]  # "led critics to say"
    staged = staged and not moved
    follows = after(s, stop, b, verb.lemma)
    frame = accepted(s, verb.lemma, follows._replace(frame="preposition") if particle else follows, b, [])
    if not frame or not (moved or staged or (free and frame in {"that", "clause", "quote", "preposition"})):
        return None
    near = None if moved else near_subject(s, a, g.start, [c for one in earlier[-4:] for c in one.contents])
    source = (start, g.start) if moved and start < g.start else (near.start, near.stop) if near else None
    if not source:
        return None
    start = stop if frame == "preposition" else follows.start
    return Found(
        (g.start, stop),
        verb.lemma,
        verb.kind,
        "purpose-" + frame,
        source,
        ((start, content_end(s, start, b, frame, True)),),
    )


def on_stage(s: Stream, a: int, i: int) -> bool:
    """Whether the infinitive at `i` is what somebody does who goes where he is heard: "took to Twitter to accuse"."""
    for word in reversed(s.words[max(a, i - REACH) : i]):
        if word in FRAMES["stage"]:
            return True
        if word in STAYING or word in PAST:
            return False
    return False


def participle(
    s: Stream, a: int, b: int, stop: int, verb: Verb, g: Group, particle: bool, earlier: list[Found]
) -> Found | None:
    """ ", saying that C": the source is the subject of what stands before."""
    words = s.words
    follows = after(s, stop, b, verb.lemma)
    source = participle_source(s, a, b, g.start, earlier)
    if not source:
        return None
    frame = accepted(
        s, verb.lemma, follows._replace(frame="preposition") if particle else follows, b, words[source[0] : source[1]]
    )
    if not frame:
        return None
    start = stop if frame == "preposition" else follows.start
    before = words[g.start - 1] if g.start > a else ""
    end = content_end(s, start, b, frame, g.start == a or before in PREPOSITION, source[1] == g.start)
    return Found((g.start, stop), verb.lemma, verb.kind, "participle-" + frame, source, ((start, end),))


def participle_source(s: Stream, a: int, b: int, i: int, earlier: list[Found]) -> Range | None:
    """Who says, where the verb group that begins at `i` is a bare -ing form."""
    words = s.words
    before = words[i - 1] if i > a else ""
    avoid = [c for one in earlier[-4:] for c in one.contents]
    if (
        before
        and before not in (",", DASH, QUOTE)
        and before not in CONJUNCTION
        and before not in SUBORDINATOR
        and before not in PREPOSITION
    ):
        if before not in DOCUMENT and noun_phrase(s, i - 1, i) and before[-3:] != "ing" and not is_adverb(before):
            start = segment_start(s, a, i)
            if start > a and words[start - 1] in VERBS and VERBS[words[start - 1]].kind == "statement":
                near = near_subject(s, a, i, avoid)  # "emailed supporters saying"
                return (near.start, near.stop) if near else None
            return (start, i) if start < i else None
        near = near_subject(s, a, i, avoid) or first_phrase(s, a, i)
        return (near.start, near.stop) if near else None
    if i == a or ((before in PREPOSITION or before in SUBORDINATOR) and i - 1 == a):
        for j in range(i, min(b, i + 60)):
            if words[j] == ",":
                main = main_subject(s, j + 1, min(b, j + 40))
                if main:
                    return (main.start, main.stop)
        return None
    last = spoken(earlier)
    if last and last.source and (before == "," or before in CONJUNCTION):
        return last.source
    near = near_subject(s, a, i, avoid) or first_phrase(s, a, i) or subject(s, a, i)
    return (near.start, near.stop) if near else None


def asked(s: Stream, a: int, b: int, i: int) -> Found | None:
    """ "Asked whether C, X said": a question put to the source of what follows, by nobody named."""
    words = s.words
    k = i + 1
    while k < b and (is_adverb(words[k]) or words[k] in TIME or words[k] in ("on",)):
        k += 1
    stop = i + 1
    if k < b and words[k] in ("about", "for"):
        stop = k = k + 1
    elif k >= b or (
        words[k] not in QUESTION
        and words[k : k + 3][-1:] != ["question"]
        and words[k] not in {"by", "in", "at", "during", "to"}
    ):
        return None
    source = None
    if words[k] == "by":
        end = k + 1
        while end < b and words[end] not in QUESTION and words[end] not in {",", "about", "to", "on", "in", "during"}:
            end += 1
        source = (k + 1, end) if end > k + 1 else None
        k = end
    elif words[k] in {"in", "at", "during"}:
        while k < b and words[k] not in QUESTION and words[k] not in (",", "about"):
            k += 1
    if k < b and words[k] == "about":
        k += 1
    if k >= b or words[k] == ",":
        return None
    end = content_end(s, k, b, "clause", True)
    return Found((i, stop), "ask", "statement", "asked", source, ((k, end),)) if end > k else None
