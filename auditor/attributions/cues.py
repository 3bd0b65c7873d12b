"""The attributions of one sentence: every reporting verb, with the frame it needs, its source and its content."""

from typing import NamedTuple

from auditor.attributions.clauses import (
    BREAKS,
    PLURAL,
    Group,
    Range,
    Subject,
    borrowed,
    group,
    is_adverb,
    main_subject,
    near_subject,
    noun_phrase,
    segment_start,
    segments,
    subject,
)
from auditor.attributions.contents import After, after, content_end
from auditor.frames import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    FRAMES,
    OBJECT,
    OCCASION,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBS,
    Verb,
)
from auditor.tokens import DASH, PAREN, QUOTE, Stream

NOMINAL = frozenset("a an the its his her their our my your every each no".split())
REACH = 120  # tokens that a cue looks back: longer sentences are lists or not English


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
            one = reported(s, max(a, i - REACH), b, i, verb, found)
            if one:
                found.append(one)
        elif words[i] == "according" and i + 1 < b and words[i + 1] == "to":
            found.append(according(s, a, b, i))
    return found


def reported(s: Stream, a: int, b: int, i: int, verb: Verb, earlier: list[Found]) -> Found | None:
    """The attribution whose cue is the verb at `i`, or None where its frame is not met."""
    words = s.words
    before = words[i - 1] if i > a else ""
    if before in NOMINAL or before in ("'s", "'") or (before in PREPOSITION and before != "to" and verb.form in ("s", "base")):
        return None
    if verb.form in ("s", "base") and (before in DETERMINER and before not in PLURAL or noun(s, a, b, i, verb)):
        return None
    g = group(s, a, i, verb.form)
    stop = i + 1
    preposition = ""
    if stop < b and words[stop] in PREPOSITIONS.get(verb.lemma, ()):
        preposition = words[stop]
        stop += 1
    if g.form in ("infinitive", "passive"):
        return None
    if earlier and g.start <= earlier[-1].cue[0] < i:
        return None  # "declined to discuss" is one cue
    if g.form == "ing":
        return participle(s, a, b, i, stop, verb, g, preposition, earlier)
    follows = after(s, stop, b, verb.lemma)
    frame = "preposition" if preposition else follows.frame
    if g.start == i and not preposition:
        inverted = inversion(s, a, b, i, verb, follows)
        if inverted:
            return inverted
    return active(s, a, b, i, stop, verb, g, frame, follows, earlier)


def noun(s: Stream, a: int, b: int, i: int, verb: Verb) -> bool:
    """Whether the form at `i`, a noun as well as a verb, is the noun: nothing about it asks for a verb."""
    if verb.lemma not in FRAMES["noun"]:
        return False
    words = s.words
    before = words[i - 1] if i > a else ""
    behind = words[i + 1] if i + 1 < b else ""
    if before in PRONOUN and before != "that" or before in RELATIVE or is_adverb(before) or before in AUXILIARY or before in ("to", "not", QUOTE):
        return False
    if behind in ("that", QUOTE, ":"):
        return verb.lemma == "state" and before in ("united", "swing", "battleground")
    if verb.lemma in ("state", "rule"):
        return True
    if verb.form == "s":
        return not (s.capital(i - 1) or behind in DETERMINER or behind in OBJECT or behind in PRONOUN or behind in ("for", "on", "out", "to")) or (s.capital(i) and not behind)
    return not (behind in DETERMINER or behind in OBJECT or behind in PRONOUN or behind in ("for", "on", "out", "to"))


def active(
    s: Stream, a: int, b: int, i: int, stop: int, verb: Verb, g: Group, frame: str, follows: After, earlier: list[Found]
) -> Found | None:
    """"X said C", "C, X said", "C, X said, C", "who said C", "and said C"."""
    words = s.words
    lemma = verb.lemma
    inside = False
    before = words[g.start - 1] if g.start > a else ""
    left: Range | None = None
    if before in ("who", "which", "that") and (before != "that" or noun_like(s, a, g.start - 2)):
        who = Subject(g.start - 1, g.start, g.start - 1)
        inside = True
    else:
        own = subject(s, a, g.start)
        if own is None and (before in CONJUNCTION or before == ","):
            own = shared(s, a, g.start, earlier)
            if own is None:
                return None
            who = own
        elif own is None:
            return None
        else:
            who = own
            left = left_content(s, a, who.begin)
        if g.form == "bare" and not plural(s, (who.start, who.stop)):
            return None
        inside = who.begin > a and (words[who.begin - 1] in SUBORDINATOR or words[who.begin - 1] == "that")
    source = (who.start, who.stop)
    cue = (g.start, i + 1)
    quoted_left = left is not None and words[left[1] - 1] == QUOTE and not borrowed(s, left[1] - 1)
    if left and lemma in FRAMES["before"] | FRAMES["quote"]:
        whole = quoted_left or any(p.kind in "CQ" for p in segments(s, left[0], left[1]))
        if quoted_left and frame in ("none", "object", "as", "clause") or (frame == "none" and whole and lemma in FRAMES["before"]):
            contents = [left]
            right = resumed(s, follows.start, b, whole and not quoted_left)
            if right:
                contents.append(right)
            return Found(cue, lemma, verb.kind, "parenthetic", source, tuple(contents))
        if frame == "none" and follows.start < b and words[follows.start] == "," and lemma in FRAMES["before"]:
            right = resumed(s, follows.start, b, False)
            if right:
                return Found(cue, lemma, verb.kind, "split", source, (left, right))
    if frame == "none" or not accepted(s, lemma, frame, follows.start, b):
        return None
    start = stop if preposition(frame) else follows.start
    contents = [(start, content_end(s, start, b, frame, inside))]
    if contents[0][0] >= contents[0][1]:
        return None
    if words[who.begin - 1 : who.begin] and who.begin > a and words[who.begin - 1] in ("which", "that", "what", "who", "whom", "whatever") and not inside_noun(s, a, who.begin - 1):
        contents.insert(0, (who.begin - 1, who.begin))
    if frame == "quote" and quoted_left and left:
        contents.insert(0, left)
    return Found((g.start, stop if preposition(frame) else i + 1), lemma, verb.kind, "subject-" + frame, source, tuple(contents))


def preposition(frame: str) -> bool:
    return frame == "preposition"


def inside_noun(s: Stream, a: int, i: int) -> bool:
    return s.words[i] == "that" and (i == a or s.words[i - 1] in VERBS or s.words[i - 1] == ",")


def noun_like(s: Stream, a: int, i: int) -> bool:
    """Whether token `i` can be the noun that a relative clause belongs to."""
    return i >= a and s.words[i] not in VERBS and s.words[i] not in PREPOSITION and s.words[i] not in CONJUNCTION


def shared(s: Stream, a: int, i: int, earlier: list[Found]) -> Subject | None:
    """The subject that the verb at `i`, joined to an earlier one, shares with it."""
    if earlier and earlier[-1].cue[0] >= a:
        last = earlier[-1]
        if last.source and not any(c[0] <= i < c[1] and False for c in last.contents):
            return Subject(last.source[0], last.source[1], last.source[0])
    return near_subject(s, a, i, [])


def resumed(s: Stream, k: int, b: int, whole: bool) -> Range | None:
    """The content that goes on behind a cue in its middle: "C, he said, C"; `whole`: what stood before was a clause."""
    words = s.words
    while k < b and words[k] not in (",", QUOTE, DASH, ":") and words[k] not in BREAKS:
        k += 1
    while k < b and words[k] in (",", ":", DASH):
        if words[k] == DASH:
            return None
        k += 1
    if k >= b or words[k] in BREAKS:
        return None
    if words[k] == QUOTE:
        return (k, content_end(s, k, b, "quote", False))
    first = words[k]
    if (first in VERBS and VERBS[first].form == "ing") or first in ("who", "which", "while", "when", "as", "but", "though", "although", "after", "before", "according"):
        return None
    if whole and first not in ("and", "or", "because", "that", "if", "so"):
        return None
    if first[-3:] == "ing" and not whole:
        return None
    end = content_end(s, k, b, "clause", False)
    return (k, end) if end > k else None


def accepted(s: Stream, lemma: str, frame: str, start: int, b: int) -> bool:
    """Whether the verb may be a cue in this frame."""
    if frame == "preposition":
        return True
    if lemma == "call":
        return names(s, start, b)
    if frame == "that":
        return lemma in FRAMES["clause"] or lemma in FRAMES["quote"]
    if frame == "as":
        return lemma in FRAMES["object"]
    if frame == "object" and lemma in FRAMES["sure"]:
        return True
    return lemma in FRAMES.get(frame, ())


def names(s: Stream, k: int, b: int) -> bool:
    """Whether an object and what it is called stand at `k`: "called it a mistake", "called him 'weak'"."""
    words = s.words
    for j in range(k + 1, min(b, k + 30)):
        word = words[j]
        if word == QUOTE:
            return True
        if word in BREAKS or word == ",":
            return False
        if word in ("a", "an", "the", "one") and words[j - 1] not in PREPOSITION and words[j - 1] not in VERBS and words[j - 1] not in CONJUNCTION:
            return True
        if j == k + 1 and (words[k] in OBJECT or words[k] in ("it", "her", "this")):
            return word not in PREPOSITION and word not in CONJUNCTION
    return False


def plural(s: Stream, source: Range) -> bool:
    """Whether a verb in its base form may agree with the noun phrase `source`."""
    words = s.words[source[0] : source[1]]
    last = words[-1]
    return (last[-1:] == "s" and last != "'s") or last in PLURAL or last in ("men", "women", "media", PAREN, "that", "police", "republican", "percent", "%") or last in DETERMINER or (
        "and" in words or "who" in words or words[0] in PLURAL or words[0] in DETERMINER and words[0] not in ("a", "an", "the", "this", "that", "each", "every", "his", "her", "its", "no", "one")
        or words[0][-1:] == "s" or last[-1:].isdigit() or any(w[-1:] == "s" and w[-2:] != "ss" and w != "'s" for w in words[:4]))


def left_content(s: Stream, a: int, i: int) -> Range | None:
    """What stands from `a` to the comma, dash or quotation right before a source that begins at `i`."""
    words = s.words
    if i <= a:
        return None
    if words[i - 1] == ",":
        end = i - 1
    elif words[i - 1] == QUOTE and not borrowed(s, i - 1):
        end = i
    elif words[i - 1] == DASH:
        end = i - 1
    else:
        return None
    start = a
    while start < end and (words[start] in ("but", "and") or (words[start] == "," and start > a)):
        start += 1
    return (start, end) if start < end else None


def inversion(s: Stream, a: int, b: int, i: int, verb: Verb, follows: After) -> Found | None:
    """"C," said X."""
    words = s.words
    before = words[i - 1] if i > a else ""
    quoted = before == QUOTE and not borrowed(s, i - 1)
    if not quoted and before != ",":
        return None
    if verb.lemma not in FRAMES["before"] | FRAMES["quote"] or verb.form == "base":
        return None
    j = i + 1
    if j >= b or words[j] in PREPOSITION or words[j] in BREAKS or words[j] in OBJECT or (is_adverb(words[j]) and not s.capital(j)) or words[j] in TIME or words[j] in (
            "that", ",", QUOTE) or words[j] in SUBORDINATOR or words[j] in CONJUNCTION:
        return None
    left = left_content(s, a, i)
    if not left:
        return None
    if not quoted:
        if follows.frame in ("clause", "that", "quote", "question") and subject(s, a, i):
            return None
        parts = segments(s, left[0], left[1])
        if parts[-1].kind != "C" and not (parts[-1].kind == "Q") and not (any(p.kind == "C" for p in parts) and parts[-1].kind == "A"):
            return None
        if parts[-1].kind == "C" and parts[-1].start > a and subject(s, a, i) and verb.lemma not in ("say",):
            return None
    end = name_end(s, j, b)
    if end <= j:
        return None
    contents = [left]
    k = end
    right = resumed(s, k, b, not quoted)
    if right and (quoted and words[right[0]] == QUOTE):
        contents.append(right)
    return Found((i, i + 1), verb.lemma, verb.kind, "inverted", (j, end), tuple(contents))


def name_end(s: Stream, j: int, b: int) -> int:
    """Where the inverted source that begins at `j` ends, appositions and relative clauses included."""
    words = s.words
    k = j
    relative = False  # a relative clause runs on to the end of the sentence
    while k < b:
        word = words[k]
        behind = words[k + 1] if k + 1 < b else ""
        if word in (".", ":", ";", DASH, "?", "!") or (word == QUOTE and k > j and not borrowed(s, k)):
            break
        if word in ("who", "whose") or (word in ("which", "where") and words[k - 1] == ","):
            relative = True
        if word == ",":
            if behind == QUOTE and not borrowed(s, k + 1):
                break
            if behind in VERBS and VERBS[behind].form == "ing":
                break
            if not relative and (
                behind[-3:] == "ing" or (behind in PREPOSITION and words[k + 2 : k + 3] not in (["whom"], ["which"]))
                or (behind in SUBORDINATOR and behind != "where")
                or (behind in CONJUNCTION and words[k + 2 : k + 3] not in (["a"], ["an"], ["the"], ["who"]))
            ):
                break
        if k > j and not relative:
            if (word in SUBORDINATOR and word not in ("than", "where")) or word in TIME or word in ("during", "after", "before", "following"):
                break
            if word in ("on", "in", "at", "to", "about", "by", "via", "through") and any(
                r in TIME or r in OCCASION or (r[:2] in ("19", "20") and len(r) == 4) for r in words[k + 1 : min(k + 5, b)]
            ):
                break
        k += 1
    while k > j and words[k - 1] == ",":
        k -= 1
    return k


def participle(
    s: Stream, a: int, b: int, i: int, stop: int, verb: Verb, g: Group, particle: str, earlier: list[Found]
) -> Found | None:
    """", saying that C": the source is the subject of what stands before."""
    words = s.words
    follows = after(s, stop, b, verb.lemma)
    frame = "preposition" if particle else follows.frame
    if frame == "none" or not accepted(s, verb.lemma, frame, follows.start, b):
        return None
    source = participle_source(s, a, b, g.start, earlier)
    if not source:
        return None
    start = stop if particle else follows.start
    before = words[g.start - 1] if g.start > a else ""
    end = content_end(s, start, b, frame, g.start == a or before in PREPOSITION)
    if end <= start:
        return None
    return Found((g.start, stop), verb.lemma, verb.kind, "participle-" + frame, source, ((start, end),))


def participle_source(s: Stream, a: int, b: int, i: int, earlier: list[Found]) -> Range | None:
    """Who says, where the verb group that begins at `i` is a bare -ing form."""
    words = s.words
    before = words[i - 1] if i > a else ""
    avoid = [c for one in earlier for c in one.contents]
    if before and before not in (",", DASH, QUOTE) and before not in CONJUNCTION and before not in SUBORDINATOR and before not in PREPOSITION:
        if before not in DOCUMENT and noun_phrase(s, i - 1, i) and not before[-3:] == "ing":
            start = segment_start(s, a, i)
            return (start, i) if start < i else None
        near = near_subject(s, a, i, avoid)
        return (near.start, near.stop) if near else None
    if i == a or (before in PREPOSITION or before in SUBORDINATOR) and i - 1 == a:
        for j in range(i, min(b, i + 60)):
            if words[j] == ",":
                main = main_subject(s, j + 1, min(b, j + 40))
                if main:
                    return (main.start, main.stop)
        return None
    if earlier and earlier[-1].source and (before == "," or before in CONJUNCTION):
        return earlier[-1].source
    near = near_subject(s, a, i, avoid)
    return (near.start, near.stop) if near else None


def according(s: Stream, a: int, b: int, i: int) -> Found:
    """"C, according to X"; "According to X, C"."""
    words = s.words
    j = i + 2
    lead = i == a or (i == a + 1 and words[a] in CONJUNCTION)
    k = j
    while k < b:
        if words[k] in BREAKS or words[k] == DASH or (words[k] == QUOTE and not borrowed(s, k)):
            break
        if words[k] == ",":
            if not lead and k + 1 < b and words[k + 1] in ("who", "which", "whose", "a", "an", "the"):
                k += 1
                continue
            break
        k += 1
    source = (j, k)
    if lead:
        start = k + 1 if k < b and words[k] == "," else k
        contents = ((start, content_end(s, start, b, "clause", False)),)
    else:
        end = i - 1 if words[i - 1] == "," else i
        contents = ((a, end),)
    contents = tuple(c for c in contents if c[0] < c[1])
    return Found((i, i + 2), "accord", "statement", "according", source if j < k else None, contents)
