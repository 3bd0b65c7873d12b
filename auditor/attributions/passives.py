""" "was accused of C by X", "was told that C", "is said to", "was quoted as saying C"."""

from auditor.attributions.endings import content_end
from auditor.attributions.following import after
from auditor.attributions.found import Found
from auditor.attributions.subjects import subject
from auditor.attributions.verbgroups import Group, Range
from auditor.frames import DETERMINER, FRAMES, SUBORDINATOR, TIME, VERBS, Verb
from auditor.tokens import DASH, QUOTE, Stream

REPORTING = frozenset(w for w, v in VERBS.items() if v.lemma in FRAMES["sure"] and v.form in ("s", "ed"))
NAMING = frozenset("brand declare dub label pronounce".split())  # "was declared the winner"
FAR = 25  # tokens between a passive and its "by"
PARTING = frozenset((",", ":", ";", DASH, ".", "that", "whether")) | TIME | SUBORDINATOR  # ends the source after "by"
ASIDE = frozenset("in on at for as after during to about".split())  # and so do these, behind its first word
CHARGED = frozenset(("of", "as", "for", "with", "from", QUOTE))  # opens what somebody was accused of


def passive(s: Stream, a: int, b: int, i: int, verb: Verb, g: Group) -> Found | None:
    """ "was accused of C by X", "was told that C", "is said to", "was quoted as saying C"."""
    words, lemma, k = s.words, verb.lemma, i + 1
    own = subject(s, a, g.start)
    who: Range | None = (own.start, own.stop) if own else None
    if g.start > a and words[g.start - 1] in {"who", "which", "that"}:
        who = (g.start - 1, g.start)
    by, source = _agent(s, k, b)
    if lemma in FRAMES["told"]:
        return _told(s, b, i, verb, g, source)
    if not who or (g.form == "participle" and any(w == "according" or w in REPORTING for w in words[who[0] : who[1]])):
        return None
    unsaid = "belief" if verb.kind == "belief" else "agentless"
    behind = words[k] if k < b else ""
    if behind == "that" and lemma in FRAMES["agentless"] and own and words[own.start] == "it":
        return Found((g.start, k), lemma, unsaid, "passive-that", None, ((k, content_end(s, k, b, "that", False)),))
    if behind == "to" and lemma in FRAMES["agentless"]:
        return Found((g.start, k), lemma, unsaid, "passive-to", None, (who, (k, content_end(s, k, b, "clause", False))))
    if lemma == "quote" and words[k : k + 2] == ["as", "saying"]:
        content = k + 2, content_end(s, k + 2, b, "clause", False)
        return Found((g.start, k + 2), lemma, verb.kind, "passive-quoted", who, (content,))
    if lemma == "attribute" and behind == "to" and k + 1 < b:
        source = k + 1, content_end(s, k + 1, b, "object", False)
        return Found((g.start, k + 1), lemma, verb.kind, "passive", source, (who,))
    if lemma not in FRAMES["passive"]:
        return None
    return _accused(s, b, verb, (g.start, k), who, by, source)


def _agent(s: Stream, k: int, b: int) -> tuple[int, Range | None]:
    """Where "by" stands behind `k`, or -1, and who is named after it."""
    words = s.words
    by = next((j for j in range(k, min(b, k + FAR)) if words[j] == "by"), -1)
    if by < 0:
        return by, None
    end = by + 1
    while end < b and words[end] not in PARTING and not (words[end] in ASIDE and end > by + 1):
        end += 1
    return by, (by + 1, end) if end > by + 1 and words[by + 1][-3:] != "ing" else None


def _told(s: Stream, b: int, i: int, verb: Verb, g: Group, source: Range | None) -> Found | None:
    """ "was told that C by X", "was told about C"."""
    k = i + 1
    if s.words[k : k + 1] == ["about"]:
        content = k + 1, content_end(s, k + 1, b, "clause", True)
        return Found((g.start, k + 1), verb.lemma, verb.kind, "passive-told", source, (content,))
    follows = after(s, k, b, "say")
    if source and source[1] < b and follows.frame == "none":
        follows = after(s, source[1], b, "say")
    if follows.frame not in {"that", "question", "infinitive", "quote", "clause"}:
        return None
    content = follows.start, content_end(s, follows.start, b, follows.frame, False)
    return Found((g.start, k), verb.lemma, verb.kind, "passive-told", source, (content,))


def _accused(s: Stream, b: int, verb: Verb, cue: Range, who: Range, by: int, source: Range | None) -> Found | None:
    """ "was accused of C by X", "was criticized by X for C", "was declared the winner"."""
    start, k = cue
    stop, contents = k, [who]
    if source and by == k:
        stop, k = by + 1, source[1]
    if k < b and (s.words[k] in CHARGED or (s.words[k] in DETERMINER and verb.lemma in NAMING)):
        end = content_end(s, k, b, "object", True)
        if source and by > k:
            end = min(end, by)
        if end > k:
            contents.append((k, end))
    if not source and len(contents) == 1:
        return None
    return Found((start, stop), verb.lemma, verb.kind if source else "agentless", "passive", source, tuple(contents))
