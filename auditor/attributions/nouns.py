"""Cues that are no verbs: according to, nouns of speech, reportedly."""

from auditor.attributions.clauses import BREAKS, borrowed, is_adverb
from auditor.attributions.contents import content_end
from auditor.attributions.found import Found
from auditor.frames import CONJUNCTION, DETERMINER, NOUNS, PREPOSITION, SUBORDINATOR
from auditor.tokens import DASH, QUOTE, Stream


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
    return Found((i, i + 2), "accord", "statement", "according", source if j < k else None, contents)


def nominal(s: Stream, a: int, b: int, i: int) -> Found | None:
    """"his claim that C", "the paper's report that C", "their criticism of C", "her call for C"."""
    words = s.words
    word = words[i]
    behind = words[i + 1] if i + 1 < b else ""
    if behind == "that" and word in NOUNS["that"]:
        stop, frame = i + 1, "clause"
    elif behind in ("of", "on", "about", "against", "toward", "towards") and word in NOUNS["about"]:
        stop, frame = i + 2, "object"
    elif behind == "for" and word in NOUNS["request"]:
        stop, frame = i + 2, "object"
    elif behind == "to" and word in NOUNS["infinitive"]:
        stop, frame = i + 1, "infinitive"
    else:
        return None
    k = i
    while k > a and words[k - 1] not in DETERMINER and words[k - 1] not in ("'s", "'") and i - k < 4 and (
        words[k - 1] not in PREPOSITION and words[k - 1] not in CONJUNCTION and words[k - 1] not in (",", QUOTE) and words[k - 1] not in SUBORDINATOR
    ):
        k -= 1
    before = words[k - 1] if k > a else ""
    if before in ("his", "her", "their", "its", "our", "my", "your"):
        source = (k - 1, k)
    elif before in ("'s", "'"):
        j = k - 2
        while j > a and (s.capital(j - 1) or words[j - 1] in ("mr", "mrs", "ms", "the")) and words[j - 1] not in BREAKS and words[j - 1] != ",":
            j -= 1
        source = (j, k)
    else:
        return None
    start = stop
    end = content_end(s, start, b, frame, True)
    if end <= start:
        return None
    return Found((k, stop), word, "statement", "noun-" + frame, source, ((start, end),))


def reportedly(s: Stream, a: int, b: int, i: int) -> Found:
    """"The plan reportedly failed": nobody is named."""
    contents = ((a, i), (i + 1, content_end(s, i + 1, b, "clause", False)))
    return Found((i, i + 1), s.words[i], "agentless", "adverb", None, contents)
