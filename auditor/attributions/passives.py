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


def passive(s: Stream, a: int, b: int, i: int, verb: Verb, g: Group) -> Found | None:
    """ "was accused of C by X", "was told that C", "is said to", "was quoted as saying C"."""
    words = s.words
    lemma = verb.lemma
    k = i + 1
    own = subject(s, a, g.start)
    who: Range | None = (own.start, own.stop) if own else None
    if g.start > a and words[g.start - 1] in {"who", "which", "that"}:
        who = (g.start - 1, g.start)
    by = next((j for j in range(k, min(b, k + 25)) if words[j] == "by"), -1)
    source: Range | None = None
    if by >= 0:
        end = by + 1
        while (
            end < b
            and words[end] not in (",", ":", ";", DASH, ".", "that", "whether")
            and words[end] not in TIME
            and words[end] not in SUBORDINATOR
            and not (
                words[end] in {"in", "on", "at", "for", "as", "of", "after", "during", "to", "about"}
                and end > by + 1
                and words[end] != "of"
            )
        ):
            end += 1
        source = (by + 1, end) if end > by + 1 and words[by + 1][-3:] != "ing" else None
    if lemma in FRAMES["told"]:
        follows = after(s, k, b, "say")
        if words[k : k + 1] == ["about"]:
            return Found(
                (g.start, k + 1),
                lemma,
                verb.kind,
                "passive-told",
                source,
                ((k + 1, content_end(s, k + 1, b, "clause", True)),),
            )
        if source and source[1] < b and follows.frame == "none":
            follows = after(s, source[1], b, "say")
        if follows.frame not in {"that", "question", "infinitive", "quote", "clause"}:
            return None
        return Found(
            (g.start, i + 1),
            lemma,
            verb.kind,
            "passive-told",
            source,
            ((follows.start, content_end(s, follows.start, b, follows.frame, False)),),
        )
    if not who or (g.form == "participle" and any(w == "according" or w in REPORTING for w in words[who[0] : who[1]])):
        return None
    unsaid = "belief" if verb.kind == "belief" else "agentless"
    if words[k : k + 1] == ["that"] and lemma in FRAMES["agentless"] and own and words[own.start] == "it":
        return Found((g.start, i + 1), lemma, unsaid, "passive-that", None, ((k, content_end(s, k, b, "that", False)),))
    if words[k : k + 1] == ["to"] and lemma in FRAMES["agentless"]:
        return Found(
            (g.start, i + 1), lemma, unsaid, "passive-to", None, (who, (k, content_end(s, k, b, "clause", False)))
        )
    if lemma == "quote" and words[k : k + 2] == ["as", "saying"]:
        return Found(
            (g.start, k + 2),
            lemma,
            verb.kind,
            "passive-quoted",
            who,
            ((k + 2, content_end(s, k + 2, b, "clause", False)),),
        )
    if lemma == "attribute" and words[k : k + 1] == ["to"] and k + 1 < b:
        source = k + 1, content_end(s, k + 1, b, "object", False)
        return Found((g.start, k + 1), lemma, verb.kind, "passive", source, (who,))
    if lemma not in FRAMES["passive"]:
        return None
    contents = [who]
    stop = i + 1
    if source and by == k:
        stop = by + 1
        k = source[1]
    if k < b and (
        words[k] in {"of", "as", "for", "with", "from"}
        or words[k] == QUOTE
        or (words[k] in DETERMINER and lemma in NAMING)
    ):
        end = content_end(s, k, b, "object", True)
        if source and by > k:
            end = min(end, by)
        if end > k:
            contents.append((k, end))
    if not source and len(contents) == 1:
        return None
    return Found((g.start, stop), lemma, verb.kind if source else "agentless", "passive", source, tuple(contents))
