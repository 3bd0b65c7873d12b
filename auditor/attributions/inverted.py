""" "C," said X."""

from auditor.attributions.following import after
from auditor.attributions.found import Found
from auditor.attributions.sides import left_content, resumed
from auditor.attributions.subjects import segments, subject
from auditor.attributions.verbgroups import BREAKS, borrowed, is_adverb
from auditor.frames import CONJUNCTION, FRAMES, OBJECT, OCCASION, PREPOSITION, SUBORDINATOR, TIME, VERBS, Verb
from auditor.tokens import DASH, QUOTE, Stream

REPORTING = FRAMES["before"] | FRAMES["quote"]


def inversion(s: Stream, a: int, b: int, i: int, verb: Verb) -> Found | None:
    """ "C," said X."""
    words = s.words
    before = words[i - 1] if i > a else ""
    quoted = before == QUOTE and not borrowed(s, i - 1)
    if (not quoted and before != "," and i > a) or verb.form == "base" or verb.lemma not in REPORTING:
        return None
    j = i + 1
    if (
        j >= b
        or words[j] in PREPOSITION
        or words[j] in BREAKS
        or words[j] in OBJECT
        or words[j] in TIME
        or words[j] in ("that", ",", QUOTE)
    ):
        return None
    if words[j] in SUBORDINATOR or words[j] in CONJUNCTION or (is_adverb(words[j]) and not s.capital(j)):
        return None
    end = name_end(s, j, b)
    if end <= j:
        return None
    left = left_content(s, a, i)
    if not left:
        right = resumed(s, end, b, False) if i == a and verb.lemma in {"say", "write", "add", "tweet"} else None
        return (
            Found((i, i + 1), verb.lemma, verb.kind, "inverted", (j, end), (right,))
            if right and words[right[0]] == QUOTE
            else None
        )
    if not quoted:
        follows = after(s, j, b, verb.lemma)
        if verb.lemma not in FRAMES["inverting"] or words[j] in {"it", "this", "that"}:
            return None
        own = subject(s, a, i)
        if own and follows.frame in {"clause", "that", "quote", "question"}:
            return None
        parts = segments(s, left[0], left[1])
        if (
            parts[-1].kind not in "CQS"
            and not (
                QUOTE in words[left[0] : left[1]]
                and follows.frame in ("object", "none")
                and not any(p.kind == "Q" for p in parts)
            )
            and not (parts[-1].kind == "A" and any(p.kind == "C" for p in parts))
            and not (
                verb.form == "s" and a == 0 and end >= b - 1 and end - j < 4
            )  # a headline: "Bridge unsafe, says mayor"
        ):
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
                behind[-3:] == "ing"
                or (behind in PREPOSITION and words[k + 2 : k + 3] not in (["whom"], ["which"]))
                or (behind in SUBORDINATOR and behind != "where")
                or (behind in CONJUNCTION and words[k + 2 : k + 3] not in (["a"], ["an"], ["the"], ["who"]))
            ):
                break
        if k > j and not relative:
            if (
                (word in SUBORDINATOR and word not in ("than", "where"))
                or word in TIME
                or word in {"during", "after", "before", "following"}
            ):
                break
            if word in {"on", "in", "at", "to", "about", "by", "via", "through"} and any(
                r in TIME or r in OCCASION or (r[:2] in ("19", "20") and len(r) == 4)
                for r in words[k + 1 : min(k + 5, b)]
            ):
                break
        k += 1
    while k > j and words[k - 1] == ",":
        k -= 1
    return k
