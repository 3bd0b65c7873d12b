"""Verb cues: the frame each needs, its source and its content."""

from auditor.attributions.clauses import (
    BREAKS,
    NOMINAL,
    PLURAL,
    Group,
    Range,
    Subject,
    borrowed,
    finite,
    first_phrase,
    group,
    is_adverb,
    main_subject,
    near_subject,
    noun_phrase,
    segment_start,
    segments,
    subject,
)
from auditor.attributions.contents import QUESTION, After, after, content_end
from auditor.attributions.found import Found
from auditor.frames import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    EVIDENCE,
    COMMON,
    FRAMES,
    INVARIANT,
    MODAL,
    OBJECT,
    OCCASION,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    UNNAMED,
    VERBS,
    Verb,
)
from auditor.tokens import DASH, PAREN, QUOTE, Stream


def reported(s: Stream, a: int, b: int, i: int, verb: Verb, earlier: list[Found]) -> Found | None:
    """The attribution whose cue is the verb at `i`, or None where its frame is not met."""
    words = s.words
    before = words[i - 1] if i > a else ""
    if i > a and s.capital(i) and i + 1 < b and not s.capital(i + 1) and words[i + 1][0].isalpha() and words[i + 1] not in (QUOTE, ":", "to", "for", "on", "of", "about", "that", "in", "by", "as", "with", "it", "at", "him", "her", "a", "the", "out") and s.capital(i - 1):
        return None  # a name: "Ian Read said"
    clitic = before == "'s" and i - 1 > a and (words[i - 2] in PRONOUN or words[i - 2] in RELATIVE)  # "he's said"
    if before in NOMINAL or (before in ("'s", "'") and not clitic) or (before in PREPOSITION and before != "to" and verb.form in ("s", "base")):
        return None
    if verb.form in ("s", "base") and (
        (before in DETERMINER and before not in PLURAL and verb.lemma in FRAMES["noun"]) or is_noun(s, a, b, i, verb)
    ):
        return None
    behind = words[i + 1] if i + 1 < b else ""
    if verb.form == "ed" and before[-1:].isdigit() and behind[-1:] == "s":
        return None  # "1,280 pledged delegates"
    if verb.form == "ed" and is_adverb(before):
        k = i - 2
        while k >= a and is_adverb(words[k]):
            k -= 1
        if k >= a and (words[k] in NOMINAL or words[k] in ("'s", "'")):
            return None  # "a racially charged argument"
    if before == "as" and verb.form == "ed" and behind == "by":
        return as_by(s, a, b, i, verb)
    g = group(s, a, i, verb.form)
    if earlier and g.start <= earlier[-1].cue[0] < i:
        return None  # "declined to discuss" is one cue
    stop, particle = _particle(s, i + 1, b, verb.lemma)
    if g.form == "infinitive":
        return purpose(s, a, b, stop, verb, g, particle, earlier)
    if g.form == "passive":
        return passive(s, a, b, i, verb, g)
    if g.form == "ing":
        return participle(s, a, b, stop, verb, g, particle, earlier)
    if verb.lemma == "ask" and verb.form == "ed" and (i == a or before in ("when", QUOTE, ",", "if")):
        found = asked(s, a, b, i, verb)
        if found:
            return found
    follows = after(s, stop, b, verb.lemma)
    if g.start == i and not particle:
        inverted = inversion(s, a, b, i, verb, follows)
        if inverted:
            return inverted
    return active(s, a, b, i, stop, verb, g, "preposition" if particle else follows.frame, follows, earlier)


def _particle(s: Stream, i: int, b: int, lemma: str) -> tuple[int, bool]:
    """Where a cue that goes on with its preposition from token `i` ends, and whether it does: "talked openly about"."""
    prepositions = PREPOSITIONS.get(lemma)
    if prepositions:
        words = s.words
        k = i
        while k < b and k < i + 3 and (is_adverb(words[k]) or words[k] in ("much", "more", "often", "extensively")):
            k += 1
        if k < b and words[k] == "to" and lemma in ("talk", "speak", "complain", "testify", "argue", "joke", "write"):
            k = next((j for j in range(k + 1, min(k + 6, b)) if words[j] in prepositions), k)
        if k < b and words[k] in prepositions:
            return k + 1, True
    return i, False


def is_noun(s: Stream, a: int, b: int, i: int, verb: Verb) -> bool:
    """Whether the form at `i`, a noun as well as a verb, is the noun: nothing about it asks for a verb."""
    if verb.lemma not in FRAMES["noun"]:
        return False
    words = s.words
    before = words[i - 1] if i > a else ""
    behind = words[i + 1] if i + 1 < b else ""
    if before in PRONOUN and before != "that" or before in RELATIVE or is_adverb(before) or before in AUXILIARY or before in ("not", QUOTE):
        return False
    if before == "to":
        return verb.form == "s"
    if behind in ("that", QUOTE, ":"):
        return verb.lemma == "state" and (before == "united" or not (before in EVIDENCE or before in DOCUMENT or s.capital(i - 1)))
    if verb.lemma in ("state", "rule"):
        return True
    if before in EVIDENCE and verb.lemma in FRAMES["evidence"]:
        return False
    if behind in DETERMINER or behind in OBJECT or behind in PRONOUN or behind in ("for", "on", "out", "to"):
        return False
    if before == "," and behind:
        return not (s.capital(i + 1) or behind in DETERMINER)
    if verb.form != "s" or i == a or not behind:
        return True
    if behind == "." and QUOTE in words[max(a, i - 9) : i - 1]:
        return False
    if not s.capital(i - 1):
        return True
    if s.capital(i + 1) or is_adverb(behind) or behind in CONJUNCTION:
        return False
    if behind in (".", ","):  # '"C," Smith notes.'
        return not any(w in (",", QUOTE) for w in words[max(a, i - 5) : i])
    return i - a > 5 or not all(s.capital(k) for k in range(a, i)) or behind in COMMON  # "Smith vows change"


def active(
    s: Stream, a: int, b: int, i: int, stop: int, verb: Verb, g: Group, frame: str, follows: After, earlier: list[Found]
) -> Found | None:
    """"X said C", "C, X said", "C, X said, C", "who said C", "and said C"."""
    words = s.words
    lemma = verb.lemma
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
            if before in CONJUNCTION or before == "," or is_adverb(words[g.start]) or (at > a and words[at - 1] in CONJUNCTION):
                own = shared(s, a, g.start, earlier)
        if not own or (g.form == "bare" and lemma not in INVARIANT and not plural(s, (own.start, own.stop))):
            return None
        who = own
        inside = who.begin > a and (words[who.begin - 1] in SUBORDINATOR or words[who.begin - 1] == "that")
    source = (who.start, who.stop)
    cue = (g.start, i + 1)
    quoted = left is not None and words[left[1] - 1] == QUOTE and not borrowed(s, left[1] - 1)
    if frame == "preposition" and words[stop - 1] == "out" and (stop >= b or words[stop] in (".", ",")) and (
        left or (who.begin > a and words[who.begin - 1] == "as")
    ):  # "C, she points out."
        frame, cue, follows = "none", (g.start, stop), After("none", stop)
    if left and lemma in FRAMES["before"] | FRAMES["quote"]:
        parts = segments(s, left[0], left[1])
        whole = quoted or any(p.kind in "CQS" for p in parts) or (
            QUOTE in words[left[0] : left[1]] or (follows.start >= b or words[follows.start] == ".") and left[1] - left[0] > 2 and any(p.kind != "A" for p in parts))
        if quoted and frame == "question" and words[follows.start] in ("when", "if", "where", "who"):
            frame = "none"
        if quoted and frame == "infinitive" and lemma not in FRAMES["infinitive"]:
            frame = "none"  # '"C," she said to loud applause'
        if (quoted and frame in ("none", "object", "as", "clause")) or (frame == "none" and whole and lemma in FRAMES["before"]):
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
    if frame in ("none", "object") and who.begin > a and words[who.begin - 1] == "as" and lemma in FRAMES["before"] and (
        frame == "none" or "," in words[follows.start : follows.start + 8]
    ):
        return as_said(s, a, b, who, cue, lemma, verb.kind)
    relative = relative_object(s, a, b, who, stop)
    if relative and words[relative[0][0]] == "what" and (lemma in FRAMES["evidence"] or any(w in MODAL for w in g.words)):
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
    """"As X said, C" and "C, as X said"."""
    words = s.words
    k = cue[1]
    while k < b and words[k] != "," and words[k] not in BREAKS:
        k += 1
    if who.begin - 1 <= a + 1:
        start = k + 1
        return Found(cue, lemma, kind, "as", (who.start, who.stop), ((start, content_end(s, start, b, "clause", False)),))
    left = left_content(s, a, who.begin - 1)
    if not left:
        return None
    right = resumed(s, k, b, any(p.kind in "CQS" for p in segments(s, left[0], left[1])))
    return Found(cue, lemma, kind, "as", (who.start, who.stop), (left, right) if right else (left,))


def as_by(s: Stream, a: int, b: int, i: int, verb: Verb) -> Found | None:
    """"As reported by X, C"."""
    words = s.words
    k = i + 2
    while k < b and words[k] != "," and words[k] not in BREAKS:
        k += 1
    if i - 1 == a and k < b:
        return Found((i, i + 2), verb.lemma, verb.kind, "as", (i + 2, k), ((k + 1, content_end(s, k + 1, b, "clause", False)),))
    left = left_content(s, a, i - 1)
    return Found((i, i + 2), verb.lemma, verb.kind, "as", (i + 2, k), (left,)) if left else None


def relative_object(s: Stream, a: int, b: int, who: Subject, stop: int) -> tuple[Range, ...] | None:
    """The content of "which critics said was unfair", "what he called a mistake": the relative and what goes on."""
    words = s.words
    at = who.begin - 1
    if at < a or words[at] not in ("which", "what", "who", "whom", "that", "whatever", "something"):
        return None
    if words[at] == "that" and not (at > a and noun_like(s, a, at - 1)) or (words[at] == "what" and at > a and words[at - 1] in VERBS and False):
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


def noun_like(s: Stream, a: int, i: int) -> bool:
    """Whether token `i` can be the noun that a relative clause belongs to."""
    return i >= a and (s.words[i] not in VERBS or VERBS[s.words[i]].form in ("base", "s")) and s.words[i] not in PREPOSITION and (
        s.words[i] not in CONJUNCTION)


def shared(s: Stream, a: int, i: int, earlier: list[Found]) -> Subject | None:
    """The subject that the verb at `i`, joined to an earlier one, shares with it."""
    last = spoken(earlier)
    if last and last.cue[0] >= a and last.source:
        start, stop = last.source
        return Subject(start, stop, start)
    return near_subject(s, a, i, []) or first_phrase(s, a, i)


def spoken(earlier: list[Found]) -> Found | None:
    """The last attribution before whose source is the subject of its clause."""
    return next((one for one in reversed(earlier[-3:]) if not one.pattern.startswith(("noun", "adverb", "passive", "asked"))), None)


def resumed(s: Stream, k: int, b: int, whole: bool) -> Range | None:
    """The content that goes on behind a cue in its middle: "C, he said, C"; `whole`: what stood before was a clause."""
    words = s.words
    while k < b and words[k] not in (",", QUOTE, DASH, ":") and words[k] not in BREAKS:
        k += 1
    while k < b and words[k] in (",", ":"):
        k += 1
    if k >= b or words[k] in BREAKS or words[k] == DASH:
        return None
    first = words[k]
    if first == QUOTE:
        return (k, content_end(s, k, b, "quote", False))
    if (first in VERBS and VERBS[first].form == "ing") or first[-3:] == "ing" or first in (
        "who", "which", "while", "when", "as", "but", "though", "although", "after", "before", "according", "where"
    ):
        return None
    if whole and first not in ("and", "or", "because", "that", "if", "so"):
        return None
    end = content_end(s, k, b, "clause", False)
    return (k, end) if end > k else None


def accepted(s: Stream, lemma: str, follows: After, b: int, who: list[str]) -> str:
    """The frame in which the verb is a cue, given what follows it and who is its subject; empty where it is none."""
    frame, start, adjunct = follows
    if frame == "none":
        return ""
    if frame == "preposition":
        return frame
    if lemma == "call":
        return "object" if names(s, start, b) else ""
    if lemma in FRAMES["evidence"]:
        shown = any(w in EVIDENCE for w in who)
        if frame in ("object", "clause", "question"):
            return frame if shown or (frame == "clause" and lemma in FRAMES["sure"]) else ""
        return frame if frame in ("that", "quote") else ""
    if frame == "that" and (lemma in FRAMES["clause"] or lemma in FRAMES["quote"]):
        return frame
    if lemma in FRAMES.get(frame, ()):
        return "" if frame == "infinitive" and s.words[start + 1 : start + 2] == ["be"] and lemma in ("promise", "threaten") else frame
    if frame == "question" and s.words[start] in ("if", "when", "where") and lemma in FRAMES["clause"]:
        return "clause"
    if any(word in UNNAMED for word in who) and lemma in FRAMES.get("belief_" + ("object" if frame == "clause" else frame), ()):
        return "object" if frame == "clause" else frame
    if frame == "object":
        return "clause" if lemma in FRAMES["sure"] else ""
    return "object" if not adjunct and lemma in FRAMES["object"] and frame in ("clause", "quote", "as", "question", "that") else ""


def names(s: Stream, k: int, b: int) -> bool:
    """Whether an object and what it is called stand at `k`: "called it a mistake", "called him 'weak'"."""
    words = s.words
    if k < b and words[k] == QUOTE:
        return False  # a title: "a film called 'Dust'"
    for j in range(k + 1, min(b, k + 30)):
        word = words[j]
        if word == QUOTE:
            return True
        if word in BREAKS:
            return False
        if word == ",":
            return QUOTE in words[j : min(b, j + 10)]
        if word in ("a", "an", "the", "one", "his", "her", "their") and words[j - 1] not in PREPOSITION and words[j - 1] not in VERBS and words[j - 1] not in CONJUNCTION:
            return True
        if j == k + 1 and (words[k] in OBJECT or words[k] in ("it", "her", "this")):
            return word not in PREPOSITION and word not in CONJUNCTION
    return False


def plural(s: Stream, source: Range) -> bool:
    """Whether a verb in its base form may agree with the noun phrase `source`."""
    words = s.words[source[0] : source[1]]
    first, last = words[0], words[-1]
    if last[-1:] == "s" and last != "'s" or last in PLURAL or last in ("men", "women", "media", PAREN, "that", "police", "percent", "%") or last in DETERMINER:
        return True
    if last[-1:].isdigit() or "and" in words or "who" in words or first in PLURAL:
        return True
    if first in DETERMINER and first not in NOMINAL and first not in ("this", "that", "one"):
        return True
    return any(w[-1:] == "s" and w[-2:] != "ss" and w != "'s" for w in words[:4])


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


def inversion(s: Stream, a: int, b: int, i: int, verb: Verb, follows: After) -> Found | None:
    """"C," said X."""
    words = s.words
    before = words[i - 1] if i > a else ""
    quoted = before == QUOTE and not borrowed(s, i - 1)
    if (not quoted and before != "," and i > a) or verb.form == "base" or verb.lemma not in FRAMES["before"] | FRAMES["quote"]:
        return None
    j = i + 1
    if j >= b or words[j] in PREPOSITION or words[j] in BREAKS or words[j] in OBJECT or words[j] in TIME or words[j] in ("that", ",", QUOTE):
        return None
    if words[j] in SUBORDINATOR or words[j] in CONJUNCTION or (is_adverb(words[j]) and not s.capital(j)):
        return None
    end = name_end(s, j, b)
    if end <= j:
        return None
    left = left_content(s, a, i)
    if not left:
        right = resumed(s, end, b, False) if i == a and verb.lemma in ("say", "write", "add", "tweet") else None
        return Found((i, i + 1), verb.lemma, verb.kind, "inverted", (j, end), (right,)) if right and words[right[0]] == QUOTE else None
    if not quoted:
        if verb.lemma not in INVERTING or words[j] in ("it", "this", "that"):
            return None
        own = subject(s, a, i)
        if own and follows.frame in ("clause", "that", "quote", "question"):
            return None
        parts = segments(s, left[0], left[1])
        if parts[-1].kind not in "CQS" and not (
            QUOTE in words[left[0] : left[1]] and follows.frame in ("object", "none") and not any(p.kind == "Q" for p in parts)
        ) and not (parts[-1].kind == "A" and any(p.kind == "C" for p in parts)):
            return None
        if parts[-1].kind == "C" and len(parts) > 1 and own and verb.lemma != "say":
            return None
    right = resumed(s, end, b, not quoted)
    both = right and quoted and words[right[0]] == QUOTE
    return Found((i, i + 1), verb.lemma, verb.kind, "inverted", (j, end), (left, right) if both and right else (left,))


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


def purpose(
    s: Stream, a: int, b: int, stop: int, verb: Verb, g: Group, particle: bool, earlier: list[Found]
) -> Found | None:
    """"She went on television to say that C", "It led critics to say C"."""
    if verb.lemma not in FRAMES["purpose"] or g.start <= a:
        return None
    words = s.words
    follows = after(s, stop, b, verb.lemma)
    frame = accepted(s, verb.lemma, follows._replace(frame="preposition") if particle else follows, b, [])
    if frame not in ("that", "clause", "quote", "preposition"):
        return None
    start = segment_start(s, a, g.start)
    moved = start > a and words[start - 1] in MOVING  # "led critics to say"
    near = None if moved else near_subject(s, a, g.start, [c for one in earlier[-4:] for c in one.contents])
    source = (start, g.start) if moved and start < g.start else (near.start, near.stop) if near else None
    if not source:
        return None
    start = stop if frame == "preposition" else follows.start
    return Found((g.start, stop), verb.lemma, verb.kind, "purpose-" + frame, source, ((start, content_end(s, start, b, frame, True)),))


def participle(
    s: Stream, a: int, b: int, stop: int, verb: Verb, g: Group, particle: bool, earlier: list[Found]
) -> Found | None:
    """", saying that C": the source is the subject of what stands before."""
    words = s.words
    follows = after(s, stop, b, verb.lemma)
    source = participle_source(s, a, b, g.start, earlier)
    if not source:
        return None
    frame = accepted(s, verb.lemma, follows._replace(frame="preposition") if particle else follows, b, words[source[0] : source[1]])
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
    if before and before not in (",", DASH, QUOTE) and before not in CONJUNCTION and before not in SUBORDINATOR and before not in PREPOSITION:
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


def asked(s: Stream, a: int, b: int, i: int, verb: Verb) -> Found | None:
    """"Asked whether C, X said": a question put to the source of what follows, by nobody named."""
    words = s.words
    k = i + 1
    while k < b and (is_adverb(words[k]) or words[k] in TIME or words[k] in ("on",)):
        k += 1
    stop = i + 1
    if k < b and words[k] in ("about", "for"):
        stop = k = k + 1
    elif k >= b or (words[k] not in QUESTION and words[k : k + 3][-1:] != ["question"] and words[k] not in ("by", "in", "at", "during", "to")):
        return None
    source = None
    if words[k] == "by":
        end = k + 1
        while end < b and words[end] not in QUESTION and words[end] not in (",", "about", "to", "on", "in", "during"):
            end += 1
        source = (k + 1, end) if end > k + 1 else None
        k = end
    elif words[k] in ("in", "at", "during"):
        while k < b and words[k] not in QUESTION and words[k] not in (",", "about"):
            k += 1
    if k < b and words[k] == "about":
        k += 1
    if k >= b or words[k] == ",":
        return None
    end = content_end(s, k, b, "clause", True)
    return Found((i, stop), "ask", "statement", "asked", source, ((k, end),)) if end > k else None


INVERTING = frozenset("say write report note argue explain predict warn".split())
MOVING = frozenset("led leads leading drove drives forced forces forcing prompted prompts prompting caused allowed".split())
AGENTLESS = frozenset("say report rumor allege believe think understand know announce claim estimate".split())
TOLD = frozenset("tell ask inform remind assure notify warn advise urge order encourage".split())


def passive(s: Stream, a: int, b: int, i: int, verb: Verb, g: Group) -> Found | None:
    """"was accused of C by X", "was told that C", "is said to", "was quoted as saying C"."""
    words = s.words
    lemma = verb.lemma
    k = i + 1
    own = subject(s, a, g.start)
    who: Range | None = (own.start, own.stop) if own else None
    if g.start > a and words[g.start - 1] in ("who", "which", "that"):
        who = (g.start - 1, g.start)
    by = next((j for j in range(k, min(b, k + 25)) if words[j] == "by"), -1)
    source: Range | None = None
    if by >= 0:
        end = by + 1
        while end < b and words[end] not in (",", ":", ";", DASH, ".", "that", "whether") and words[end] not in TIME and words[end] not in SUBORDINATOR and not (
            words[end] in ("in", "on", "at", "for", "as", "of", "after", "during", "to", "about") and end > by + 1 and words[end] != "of"
        ):
            end += 1
        source = (by + 1, end) if end > by + 1 and words[by + 1][-3:] != "ing" else None
    if lemma in TOLD:
        follows = after(s, k, b, "say")
        if words[k : k + 1] == ["about"]:
            return Found((g.start, k + 1), lemma, verb.kind, "passive-told", source, ((k + 1, content_end(s, k + 1, b, "clause", True)),))
        if source and source[1] < b and follows.frame == "none":
            follows = after(s, source[1], b, "say")
        if follows.frame not in ("that", "question", "infinitive", "quote", "clause"):
            return None
        return Found((g.start, i + 1), lemma, verb.kind, "passive-told", source,
                     ((follows.start, content_end(s, follows.start, b, follows.frame, False)),))
    if not who:
        return None
    unsaid = "belief" if verb.kind == "belief" else "agentless"
    if words[k : k + 1] == ["that"] and lemma in AGENTLESS and own and words[own.start] == "it":
        return Found((g.start, i + 1), lemma, unsaid, "passive-that", None, ((k, content_end(s, k, b, "that", False)),))
    if words[k : k + 1] == ["to"] and lemma in AGENTLESS:
        return Found((g.start, i + 1), lemma, unsaid, "passive-to", None, (who, (k, content_end(s, k, b, "clause", False))))
    if lemma == "quote" and words[k : k + 2] == ["as", "saying"]:
        return Found((g.start, k + 2), lemma, verb.kind, "passive-quoted", who, ((k + 2, content_end(s, k + 2, b, "clause", False)),))
    if lemma not in FRAMES["passive"]:
        return None
    contents = [who]
    stop = i + 1
    if source and by == k:
        stop = by + 1
        k = source[1]
    if k < b and words[k] in ("of", "as", "for", "with", "from") or (k < b and words[k] == QUOTE):
        end = content_end(s, k, b, "object", False)
        if source and by > k:
            end = min(end, by)
        if end > k:
            contents.append((k, end))
    if not source and len(contents) == 1:
        return None
    return Found((g.start, stop), lemma, verb.kind if source else "agentless", "passive", source, tuple(contents))
