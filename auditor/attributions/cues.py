"""The attributions of one sentence: every reporting verb, with the frame it needs, its source and its content."""

from typing import NamedTuple

from auditor.attributions.clauses import BREAKS, Group, Range, group, main_subject, noun_phrase, subject, is_adverb, segment_start
from auditor.attributions.contents import After, after, content_end, is_full
from auditor.frames import (
    AUXILIARY, BE, CONJUNCTION, DETERMINER, FRAMES, OBJECT, PREPOSITION, PREPOSITIONS, PRONOUN, RELATIVE, SUBORDINATOR, TIME, VERBS, Verb,
)
from auditor.tokens import DASH, PAREN, QUOTE, Stream


class Found(NamedTuple):
    """An attribution in token ranges."""

    cue: Range
    lemma: str
    kind: str
    pattern: str
    source: Range | None
    contents: tuple[Range, ...]


def sentence(s: Stream, a: int, b: int) -> list[Found]:
    """The attributions whose cue stands in the sentence `a`..`b`, in order."""
    found: list[Found] = []
    words = s.words
    for i in range(a, b):
        verb = VERBS.get(words[i])
        if verb:
            one = reported(s, a, b, i, verb, found)
            if one:
                found.append(one)
        elif words[i] == "according" and i + 1 < b and words[i + 1] == "to":
            found.append(according(s, a, b, i))
    return found


def reported(s: Stream, a: int, b: int, i: int, verb: Verb, earlier: list[Found]) -> Found | None:
    """The attribution whose cue is the verb at `i`, or None where its frame is not met."""
    words = s.words
    before = words[i - 1] if i > a else ""
    if verb.form in ("s", "base") and (before in DETERMINER or before == "'s" or before == "'" or before in PREPOSITION and before != "to"):
        return None
    g = group(s, a, i, verb.form)
    stop = i + 1
    lemma = verb.lemma
    preposition = ""
    if stop < b and words[stop] in PREPOSITIONS.get(lemma, ()):
        preposition = words[stop]
        stop += 1
    if g.form == "infinitive":
        return None
    if g.form == "passive":
        return None
    if g.form == "ing":
        return participle(s, a, b, i, stop, verb, g, preposition, earlier)
    follows = after(s, stop, b, lemma)
    frame = "preposition" if preposition else follows.frame
    quote_before = g.start > a and words[g.start - 1] == QUOTE and is_full(s, g.start - 1)
    # inversion: "C," said X
    if g.start == i and (quote_before or before == ",") and follows.frame not in ("quote", "that") and lemma in FRAMES["before"] | FRAMES["quote"]:
        inverted = inversion(s, a, b, i, quote_before)
        if inverted:
            return Found((i, i + 1), lemma, verb.kind, "inverted", inverted[0], inverted[1])
    inside = False
    if before_group(s, a, g.start) in ("who", "which", "that"):
        source: Range | None = (g.start - 1, g.start)
        inside = True
    else:
        source = subject(s, a, g.start)
        if source is None and g.start > a and words[g.start - 1] in CONJUNCTION:
            source = earlier[-1].source if earlier else main_subject(s, a, g.start)
        if source is None:
            return None
        if g.form == "bare" and not plural(s, source):
            return None
    if source and source[0] > a and words[source[0] - 1] in SUBORDINATOR | {"that"}:
        inside = True
    left = left_content(s, a, source[0], b)
    if frame in ("none", "object", "as") and left and lemma in FRAMES["before"] | FRAMES["quote"] and (
        frame != "object" or words[left[1] - 1] == QUOTE) and (lemma in FRAMES["before"] or words[left[1] - 1] == QUOTE):
        contents = [left]
        return Found((g.start, i + 1), lemma, verb.kind, "parenthetic", source, tuple(contents))
    if not accepted(lemma, frame):
        return None
    if frame == "none":
        return None
    contents = [(follows.start, content_end(s, follows.start, b, frame, inside))] if not preposition else [(stop, content_end(s, stop, b, "object", inside))]
    if frame == "quote" and left and words[left[1] - 1] == QUOTE and is_full(s, left[1] - 1):
        contents.insert(0, left)
    if contents[-1][0] >= contents[-1][1]:
        return None
    return Found((g.start, stop), lemma, verb.kind, "subject-" + frame, source, tuple(contents))


def accepted(lemma: str, frame: str) -> bool:
    """Whether the verb may be a cue in this frame."""
    if frame == "preposition":
        return True
    if frame == "that":
        return lemma in FRAMES["clause"] or lemma in FRAMES["quote"]
    if frame == "as":
        return lemma in FRAMES["object"]
    return lemma in FRAMES.get(frame, ())


def plural(s: Stream, source: Range) -> bool:
    last = s.words[source[1] - 1]
    return last.endswith("s") or last in ("they", "people", "we", "i", "you", "who", "that", "others", "men", "women", "media", PAREN, "some", "many", "few") or last in DETERMINER or "and" in s.words[source[0]:source[1]] or " who " in " ".join(s.words[source[0]:source[1]])


def before_group(s: Stream, a: int, i: int) -> str:
    return s.words[i - 1] if i > a else ""


def left_content(s: Stream, a: int, i: int, b: int) -> Range | None:
    """The content that ends right before a source at `i`: what stands from `a` to its comma or quotation mark."""
    words = s.words
    if i <= a:
        return None
    end = i
    if words[i - 1] == ",":
        end = i - 1
    elif words[i - 1] == QUOTE and is_full(s, i - 1):
        end = i
    elif words[i-1] == DASH:
        end = i - 1
    else:
        return None
    start = a
    if words[end - 1] == QUOTE:
        while start < end - 1 and (words[start] in CONJUNCTION or words[start] == ","):
            start += 1
    else:
        while start < end and words[start] in ("but", "and"):
            start += 1
    return (start, end) if start < end else None


def inversion(s: Stream, a: int, b: int, i: int, quote_before: bool) -> tuple[Range, tuple[Range, ...]] | None:
    words = s.words
    left = left_content(s, a, i, b)
    if not left:
        return None
    if not quote_before and left[1] - left[0] < 3:
        return None
    j = i + 1
    if j >= b or words[j] in PREPOSITION or words[j] in BREAKS or words[j] in OBJECT or is_adverb(words[j]) or words[j] in TIME or words[j] == "that":
        return None
    end = name_end(s, j, b)
    if end <= j:
        return None
    contents = [left]
    k = end
    while k < b and words[k] in (",", ":"):
        k += 1
    if k < b and words[k] == QUOTE and k > end:
        contents.append((k, content_end(s, k, b, "quote", False)))
    return (j, end), tuple(contents)


def name_end(s: Stream, j: int, b: int) -> int:
    """Where the inverted source that begins at `j` ends, appositions and relative clauses included."""
    words = s.words
    k = j
    while k < b:
        word = words[k]
        if word in (".", ":", ";", DASH, "?", "!"):
            break
        if word == QUOTE and k > j and is_full(s, k):
            break
        if word == ",":
            follows = words[k + 1] if k + 1 < b else ""
            if follows == QUOTE and is_full(s, k + 1):
                break
            if follows.endswith("ing") or follows in PREPOSITION or follows in SUBORDINATOR or follows in CONJUNCTION or (follows in VERBS and VERBS[follows].form == "ing"):
                break
        if k > j and (word in SUBORDINATOR or word in ("during", "after", "before", "following") or word in TIME):
            break
        if k > j and word in PREPOSITION and word in ("on", "in", "at", "to", "during", "about", "by", "via", "through") and k + 1 < b:
            rest = words[k + 1 : k + 4]
            if any(r in TIME for r in rest) or any(r in ("statement", "interview", "email", "e-mail", "conference", "speech", "telephone", "tweet", "letter", "post", "reporters", "twitter", "facebook", "cnn", "fox", "abc", "nbc", "cbs", "msnbc") for r in rest):
                break
        k += 1
    while k > j and (words[k - 1] == "," ):
        k -= 1
    return k


def participle(
    s: Stream, a: int, b: int, i: int, stop: int, verb: Verb, g: Group, preposition: str, earlier: list[Found]
) -> Found | None:
    """", saying that C": the source is the subject of what stands before."""
    words = s.words
    follows = after(s, stop, b, verb.lemma)
    frame = "preposition" if preposition else follows.frame
    if not accepted(verb.lemma, frame) or frame == "none":
        return None
    before = words[g.start - 1] if g.start > a else ""
    source: Range | None
    if before and before not in (",", DASH, "and", "while", "after", "before", "by", "in") and noun_phrase(s, g.start - 1, g.start) and before not in PREPOSITION:
        start = segment_start(s, a, g.start)
        source = (max(start, g.start - 3), g.start)
    elif earlier:
        source = earlier[-1].source
    else:
        source = main_subject(s, a, g.start) or main_subject(s, stop, b)
    if not source:
        return None
    start = stop if preposition else follows.start
    end = content_end(s, start, b, "object" if preposition else frame, before != "," or g.start == a)
    if end <= start:
        return None
    return Found((g.start, stop), verb.lemma, verb.kind, "participle-" + frame, source, ((start, end),))


def according(s: Stream, a: int, b: int, i: int) -> Found:
    """"C, according to X"; "According to X, C"."""
    words = s.words
    j = i + 2
    lead = i == a or (i == a + 1 and words[a] in CONJUNCTION)
    k = j
    while k < b:
        if words[k] in BREAKS or words[k] == DASH or (words[k] == QUOTE and is_full(s, k)):
            break
        if words[k] == ",":
            if k + 1 < b and (words[k + 1] in ("who", "which", "whose", "a", "an") and lead is False or words[k+1] in ("who", "which", "a", "an", "the")) and not lead:
                k += 1
                continue
            break
        k += 1
    source = (j, k)
    if lead:
        start = k + 1 if k < b and words[k] == "," else k
        contents = ((start, content_end(s, start, b, "clause", False)),)
    else:
        start = a
        end = i - 1 if words[i - 1] == "," else i
        contents = ((start, end),)
    contents = tuple(c for c in contents if c[0] < c[1])
    return Found((i, i + 2), "accord", "statement", "according", source if j < k else None, contents)
