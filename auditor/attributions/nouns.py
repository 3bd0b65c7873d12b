"""Cues that are no verbs: according to, nouns of speech, reportedly."""

from auditor.attributions.active import speaker
from auditor.attributions.endings import content_end
from auditor.attributions.following import skip_time
from auditor.attributions.found import Found
from auditor.attributions.participles import participle_source
from auditor.attributions.verbgroups import BREAKS, Range, borrowed, finite, group
from auditor.frames import COMMON, CONJUNCTION, DETERMINER, FRAMES, NOUNS, PREPOSITION, SUBORDINATOR, VERBS
from auditor.tokens import DASH, QUOTE, Stream

# What cannot stand between a noun and the words that say whose it is.
ENDS = DETERMINER | PREPOSITION | CONJUNCTION | SUBORDINATOR | {"'s", "'", ",", QUOTE}
REPORTING = {"that"} | {w for w, v in VERBS.items() if v.lemma in FRAMES["sure"] and v.form in ("s", "ed")}
# What announces the content of a noun that is made, raised or given, and what parts it from its verb.
ANNOUNCING = frozenset("about against for of on regarding that to toward towards".split())
BARRING = CONJUNCTION | SUBORDINATOR | PREPOSITION - {"of"} | {",", ";", ":", DASH, "that", "who", "which"}
CLAIMING = (NOUNS["that"] - {"message"}) | {"point", "points"}  # of which "that" tells the content
REFERRING = frozenset(("appeal", "reference", "references", "tribute"))
MARKERS = frozenset("that for about on of to against".split())


def according(s: Stream, a: int, b: int, i: int) -> Found:
    """ "C, according to X"; "According to X, C"."""
    words = s.words
    j = i + 2
    lead = i == a or (i == a + 1 and words[a] in CONJUNCTION) or _reported(words, a, i)
    k = j
    while k < b:
        if words[k] in BREAKS or words[k] == DASH or (words[k] == QUOTE and not borrowed(s, k)):
            break
        if words[k] == ",":
            if not lead and k + 1 < b and words[k + 1] in {"who", "which", "whose", "a", "an", "the"}:
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


def _reported(words: list[str], a: int, i: int) -> bool:
    """Whether only who reports stands before the aside that begins at `i`: "The paper reported, according to"."""
    return words[i - 1] == "," and words[i - 2] in REPORTING and i - a < 9 and QUOTE not in words[a:i]


def nominal(s: Stream, a: int, b: int, i: int) -> Found | None:
    """ "his claim that C", "criticism from Lee of C", "their criticism of C", "a call for C"."""
    words = s.words
    word = words[i]
    source, marker = _giver(s, i, b)
    behind = words[marker] if marker < b else ""
    if behind == "that" and word in NOUNS["that"]:
        stop, frame = marker, "clause"
    elif (behind in {"of", "on", "about", "against", "toward", "towards"} and word in NOUNS["about"]) or (
        behind == "for" and word in NOUNS["request"]
    ):
        stop, frame = marker + 1, "object"
    elif behind == "to" and word in NOUNS["infinitive"]:
        stop, frame = marker, "infinitive"
    else:
        return None
    k = i
    while k > a and i - k < 4 and words[k - 1] not in ENDS:
        k -= 1
    before = words[k - 1] if k > a else ""
    if source is None and before in {"his", "her", "their", "its", "our", "my", "your"}:
        source = (k - 1, k)
    elif source is None and before in ("'s", "'"):
        j = k - 2
        while (
            j > a
            and (s.capital(j - 1) or words[j - 1] in {"mr", "mrs", "ms", "the"})
            and words[j - 1] not in BREAKS
            and words[j - 1] != ","
        ):
            j -= 1
        source = (j, k)
    elif source is None and word not in NOUNS["bare"]:
        return None
    end = content_end(s, stop, b, frame, True)
    cue = (k, stop) if marker == i + 1 else (k, i + 1)
    kind = "statement" if source and word in NOUNS["that"] else "speech_act"
    return Found(cue, word, kind, "noun-" + frame if source else "bare-" + frame, source, ((stop, end),))


def made(s: Stream, a: int, b: int, i: int, earlier: list[Found]) -> Found | None:
    """ "She made a reference to C", "raising questions about C", "has released a statement that C"."""
    words = s.words
    stop = skip_time(s, i + 1, b)
    if stop + 1 >= b or words[stop] not in ANNOUNCING:
        return None
    k = i
    while k > a and i - k < 6 and words[k - 1] not in BARRING:
        k -= 1
        if words[k] in NOUNS["making"]:
            break
    if words[k] not in NOUNS["making"] or k == i:
        return None
    marker, noun = words[stop], words[i]
    verb = COMMON.get(words[k])
    if (
        verb is None
        or (marker == "that" and (noun not in CLAIMING or finite(s, stop, stop + 1)))
        or (marker == "to" and noun not in REFERRING and (noun not in NOUNS["infinitive"] or s.capital(stop + 1)))
    ):
        return None
    g = group(s, a, k, verb.form)
    if g.form in ("passive", "infinitive"):
        return None
    if g.form == "ing":
        source = participle_source(s, a, b, g.start, earlier)
    else:
        who = speaker(s, a, g, verb.lemma, earlier)
        source = (who.who.start, who.who.stop) if who else None
    if not source:
        return None
    infinitive = marker == "to" and noun not in REFERRING
    frame = "clause" if marker == "that" else "infinitive" if infinitive else "object"
    start = stop if marker == "that" or infinitive else stop + 1
    end = content_end(s, start, b, frame, True)
    return Found((g.start, start), noun, "statement", "made-" + frame, source, ((start, end),))


def _giver(s: Stream, i: int, b: int) -> tuple[Range | None, int]:
    """Who stands behind the noun at `i` ("criticism from Lee"), and the token where its content is announced."""
    words = s.words
    if i + 1 >= b or words[i + 1] not in ("from", "by"):
        return None, skip_time(s, i + 1, b)  # "his statement on Friday that"
    for j in range(i + 3, min(b, i + 10)):
        if words[j] in MARKERS:
            return (i + 2, j), j
        if words[j] in BREAKS or words[j] in (",", QUOTE, DASH):
            break
    return None, b


def reportedly(s: Stream, a: int, b: int, i: int) -> Found:
    """ "The plan reportedly failed": nobody is named."""
    contents = ((a, i), (i + 1, content_end(s, i + 1, b, "clause", False)))
    return Found((i, i + 1), s.words[i], "agentless", "adverb", None, contents)
