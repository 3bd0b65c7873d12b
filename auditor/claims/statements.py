"""The assertions of one article where they stand, each with what vouches for it."""

from bisect import bisect_right

from auditor.claims.clauses import background
from auditor.claims.events import of_conflict
from auditor.claims.reading import NOTED, promises, read, stated, vouches
from auditor.claims.records import Said, Sentence, Span, Statement
from auditor.claims.support import CARRIED, NONE, Support, Voice
from auditor.claims.words import STOP

# To agree or to resolve is an act, and the writer tells of it: nobody is quoted.
DEEDS = frozenset("agree decide plan intend offer order consider".split())


def statements(
    sentences: list[Sentence], voices: list[Voice], year: int | None, central: set[int],
) -> tuple[list[Statement], bool]:
    """The assertions of one article published in `year`, in order of position, and whether it is about fighting.

    `central`: the numbers of the sentences that are headline or lead.
    """
    voices = [voice for voice in voices if voice.lemma not in DEEDS]
    words = f" {STOP} ".join([sentence.flat for sentence in sentences]).split()
    noted = list(filter(NOTED.__contains__, words))
    conflict = of_conflict(words, noted)
    spoken = by_sentence(sentences, voices)
    lent = carried(sentences, spoken)
    found: list[Statement] = []
    past: set[str] = set()  # paragraphs that have turned to a past which readers can look up
    promised = promises(sentences, noted, conflict)
    for n, sentence in enumerate(sentences):
        telling, numeric, dated = promised[n]
        if spoken[n] or n in central or numeric or telling:
            if dated and background(sentence.folded, year):
                past.add(sentence.paragraph_id)
            reading = read(n, sentence, conflict, n in central, telling, numeric)
            found += stated(reading, spoken[n], lent[n], sentence.paragraph_id in past)
    return found, conflict


def by_sentence(sentences: list[Sentence], voices: list[Voice]) -> list[list[Said]]:
    """For each sentence the attributions that have words of theirs in it, with their contents cut to it."""
    starts = [sentence.start for sentence in sentences]
    found: list[list[Said]] = [[] for _ in sentences]
    count = len(sentences)
    for voice in voices:
        cue = voice.cue
        parts: dict[int, list[Span]] = {}
        for span in (cue, *voice.contents):
            start, stop = span
            n = bisect_right(starts, start, 1) - 1
            while n < count and starts[n] < stop:
                begin, end = starts[n], sentences[n].stop
                cut = (start if start > begin else begin, stop if stop < end else end)
                if cut[0] < cut[1]:
                    listed = parts.setdefault(n, [])
                    if span != cue:
                        listed.append(cut)
                n += 1
        for n, cuts in parts.items():
            found[n].append((voice, cuts))
    return found


def carried(sentences: list[Sentence], spoken: list[list[Said]]) -> list[Support]:
    """What the sentences around one lend it: the source of a neighbour in its paragraph, if it is accountable."""
    own = [NONE] * len(sentences)
    for n, listed in enumerate(spoken):
        for voice, _ in listed:
            support = voice.support
            if support.kind in CARRIED and support.tier < own[n].tier and vouches(sentences[n], voice):
                own[n] = support
    lent = [NONE] * len(sentences)
    for n, sentence in enumerate(sentences):
        if spoken[n]:
            continue
        before = n > 0 and sentences[n - 1].paragraph_id == sentence.paragraph_id
        behind = n + 1 < len(sentences) and sentences[n + 1].paragraph_id == sentence.paragraph_id
        if before and own[n - 1].kind != "none":
            lent[n] = own[n - 1]
        elif behind and own[n + 1].kind != "none":
            lent[n] = own[n + 1]
        elif before:  # detail goes on after "he said" until somebody else speaks
            lent[n] = lent[n - 1]
    return lent
