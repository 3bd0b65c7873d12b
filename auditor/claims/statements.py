"""The assertions of one article where they stand, each with what vouches for it."""

import re
from bisect import bisect_right
from typing import NamedTuple

from auditor import figures
from auditor.claims.clauses import Clause, background, clause, text_of, when
from auditor.claims.events import ADJUDICATED, TRIGGERS, Event, content_words, events, of_conflict
from auditor.claims.support import CARRIED, NONE, VOUCHING, Support, Voice, of_voice
from auditor.claims.words import Line, hits, line
from auditor.text import fold


class Sentence(NamedTuple):
    """A sentence as the stage needs it; `marks`: (start, stop, kind, category) of what is not in quotation marks."""

    sentence_id: str
    paragraph_id: str
    start: int
    stop: int
    part: str
    text: str
    marks: list[tuple[int, int, str, str]]


class Statement(NamedTuple):
    """An assertion at [start, stop); `stems`: its content words, for merging."""

    sentence: int
    start: int
    stop: int
    support: Support
    consequence: str
    modality: str
    hedge: str | None
    negative: bool
    subject: str | None
    predicate: str | None
    object: str | None
    figure: figures.Figure | None
    happened: str | None
    background: bool
    adjudicated: bool
    stems: frozenset[str]
    subject_span: tuple[int, int]


NUMBERS = frozenset(word for name in (figures.ONES, figures.TENS, figures.SCALES, figures.VAGUE, figures.SHARES)
                    for word in " ".join(name).split() if len(word) > 3)
_DIGIT = re.compile(r"\d")
_FLAT = str.maketrans(dict.fromkeys(".,;:!?()[]\"—–/", " "))
_ASIDE = re.compile(r", (?:[\w' ]{0,30})?(?:which|who|whose|whom)\b")
_OWN_EYES = re.compile(r"\b(?:i|we)\s(?:saw|watched|counted|heard|visited|witnessed|was there|were there|met|drove)\b"
                       r"|\b(?:a|this|our|the newspaper's)\s(?:\w+\s)?(?:reporter|correspondent|journalist)\s"
                       r"(?:saw|counted|watched|heard|witnessed|found)\b")
_CHECKABLE = frozenset("percent count".split()) | frozenset(figures.MONEY.values())


def statements(sentences: list[Sentence], voices: list[Voice], year: int | None) -> tuple[list[Statement], bool]:
    """The assertions of one article published in `year`, in order of position, and whether it is about fighting."""
    folded = [fold(sentence.text) for sentence in sentences]
    flat = [text.translate(_FLAT).split() for text in folded]
    conflict = of_conflict([word for words in flat for word in words])
    spoken = _by_sentence(sentences, voices)
    carried = _carried(sentences, spoken)
    found: list[Statement] = []
    past: set[str] = set()  # paragraphs that have turned to a past which readers can look up
    for n, sentence in enumerate(sentences):
        head = sentence.part in ("headline", "standfirst")
        numeric = bool(_DIGIT.search(sentence.text)) or not NUMBERS.isdisjoint(flat[n])
        if spoken[n] or head or numeric or not TRIGGERS.isdisjoint(flat[n]):
            if background(folded[n], year):
                past.add(sentence.paragraph_id)
            gone = sentence.paragraph_id in past
            found += _of_sentence(n, sentence, folded[n], flat[n], spoken[n], carried[n], numeric, conflict, gone)
    return found, conflict


def _by_sentence(sentences: list[Sentence], voices: list[Voice]) -> list[list[tuple[Voice, list[tuple[int, int]]]]]:
    """For each sentence the attributions that have words of theirs in it, with their contents cut to it."""
    starts = [sentence.start for sentence in sentences]
    found: list[list[tuple[Voice, list[tuple[int, int]]]]] = [[] for _ in sentences]
    for voice in voices:
        parts: dict[int, list[tuple[int, int]]] = {}
        for start, stop in (voice.cue, *voice.contents):
            n = max(0, bisect_right(starts, start) - 1)
            while n < len(sentences) and starts[n] < stop:
                cut = (max(start, starts[n]), min(stop, sentences[n].stop))
                if cut[0] < cut[1]:
                    listed = parts.setdefault(n, [])
                    if (start, stop) != voice.cue:
                        listed.append(cut)
                n += 1
        for n, cuts in parts.items():
            found[n].append((voice, cuts))
    return found


def _carried(sentences: list[Sentence], spoken: list[list[tuple[Voice, list[tuple[int, int]]]]]) -> list[Support]:
    """What the sentences around one lend it: the source of a neighbour in its paragraph, if it is accountable."""
    own = [NONE] * len(sentences)
    for n, listed in enumerate(spoken):
        for voice, _ in listed:
            support = of_voice(voice)
            if support.kind in CARRIED and support.tier < own[n].tier:
                own[n] = support
    lent = [NONE] * len(sentences)
    for n, sentence in enumerate(sentences):
        for other in (n - 1, n + 1):
            if 0 <= other < len(sentences) and sentences[other].paragraph_id == sentence.paragraph_id \
                    and own[other].kind != "none" and not spoken[n]:
                lent[n] = own[other]
                break
        else:
            # detail goes on after "he said" until somebody else speaks
            if n and sentences[n - 1].paragraph_id == sentence.paragraph_id and not spoken[n]:
                lent[n] = lent[n - 1]
    return lent


def _of_sentence(
    n: int, sentence: Sentence, folded: str, flat: list[str], spoken: list[tuple[Voice, list[tuple[int, int]]]],
    lent: Support, numeric: bool, conflict: bool, past: bool,
) -> list[Statement]:
    """The statements of one sentence: what each voice says in it, and what the writer does."""
    offset = sentence.start
    tokens = line(folded)
    read = figures.read(sentence.text) if numeric else []
    told = events(tokens, conflict, sentence.part in ("headline", "standfirst")) if not TRIGGERS.isdisjoint(flat) else []
    places = [(offset + tokens.starts[event.first], event) for event in told]
    happened = when(folded) if told or read else None
    found = []
    mine = list(places)
    for voice, cuts in spoken:
        if not cuts:
            continue
        inside = [(at, event) for at, event in places if any(a <= at < b for a, b in cuts) and not _told_aside(
            folded, voice, cuts, at - offset, offset)]
        mine = [entry for entry in mine if entry not in inside and not voice.cue[0] <= entry[0] < voice.cue[1]]
        span = (min(a for a, _ in cuts), max(b for _, b in cuts))
        if folded.startswith("that ", span[0] - offset):
            span = (span[0] + 5, span[1])
        numbers = [f for f in read if any(a <= offset + f.start < b for a, b in cuts)]
        found.append(_statement(n, sentence, tokens, span, of_voice(voice), inside, numbers, happened, past))
    if sentence.part == "question" or folded.rstrip().endswith("?"):
        mine = []
    covered = [cut for voice, cuts in spoken for cut in (*cuts, voice.cue, *voice.mentions)]
    numbers = [f for f in read if not any(a <= offset + f.start < b for a, b in covered) and f.unit in _CHECKABLE]
    head = sentence.part in ("headline", "standfirst") and not found
    if mine or numbers or head:
        support = min((lent, *(of_voice(v) for v, _ in spoken if v.kind in VOUCHING)), key=lambda s: s.tier)
        if _OWN_EYES.search(folded):
            support = Support("witness", 0)
        if any(kind == "link" for _, _, kind, _ in sentence.marks) and support.tier > 3:
            support = Support("document", 3)
        at = mine[0][0] if mine else offset + numbers[0].start if numbers else offset
        span = _uncovered(sentence, covered, at)
        found.append(_statement(n, sentence, tokens, span, support, mine, numbers, happened, past))
    return sorted(found, key=lambda s: (s.start, s.stop))


def _told_aside(folded: str, voice: Voice, cuts: list[tuple[int, int]], at: int, offset: int) -> bool:
    """Whether the words at `at` are the writer's own aside inside what somebody promises, urges or hopes."""
    if voice.kind not in ("speech_act", "belief"):
        return False
    begin = min(a for a, _ in cuts) - offset
    return bool(_ASIDE.search(folded, begin, at))


def _in_court(tokens: Line) -> bool:
    """Whether the sentence tells of charges, a trial or a verdict: the accuser is the court."""
    return bool(hits(tokens.words, ADJUDICATED))


def _uncovered(sentence: Sentence, covered: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """The stretch of the sentence around `at` that no attribution covers, trimmed."""
    begin = max((b for _, b in covered if b <= at), default=sentence.start)
    end = min((a for a, _ in covered if a > at), default=sentence.stop)
    begin, end = max(begin, sentence.start), min(end, sentence.stop)
    while begin < end and not sentence.text[begin - sentence.start].isalnum():
        begin += 1
    while end > begin and sentence.text[end - sentence.start - 1].isspace():
        end -= 1
    return (begin, end) if begin < end else (sentence.start, sentence.stop)


def _statement(
    n: int, sentence: Sentence, tokens: Line, span: tuple[int, int], support: Support, told: list[tuple[int, Event]],
    numbers: list[figures.Figure], happened: str | None, past: bool,
) -> Statement:
    """The statement at `span`: its gravest event gives the predicate, its nearest figure the value."""
    offset = sentence.start
    first = next((k for k, stop in enumerate(tokens.stops) if offset + stop > span[0]), 0)
    last = next((k for k, start in enumerate(tokens.starts) if offset + start >= span[1]), len(tokens.words))
    event = min((event for _, event in told), key=_gravity, default=None)
    around = clause(tokens, event.first, event.last, first, last) if event else Clause((first, first), (first, first), False)
    hedge = next((sentence.text[a - offset:b - offset] for a, b, kind, _ in sentence.marks
                  if kind in ("hedge", "agentless") and span[0] <= a < span[1]), None)
    figure = min(numbers, key=lambda f: (f.unit not in _CHECKABLE, f.start), default=None)
    modality = event.modality if event else "fact"
    if sentence.part == "question" or sentence.text.rstrip().endswith("?"):
        modality = "question"
    consequence = event.consequence if event else "number" if figure and figure.unit in _CHECKABLE else "none"
    words = tokens.words[first:last]
    return Statement(
        n, span[0], span[1], support, consequence, modality, hedge, around.negative,
        text_of(tokens, sentence.text, around.subject),
        sentence.text[tokens.starts[event.first]:tokens.stops[event.last - 1]] if event else None,
        text_of(tokens, sentence.text, around.object), figure, happened, past, bool(event) and _in_court(tokens),
        content_words(words),
        _characters(tokens, around.subject, offset))


_GRAVITY = ("casualty", "crime", "allegation", "money", "movement", "agreement", "health", "vote", "number", "none")


def _gravity(event: Event) -> tuple[bool, int, int]:
    return event.modality != "fact", _GRAVITY.index(event.consequence), event.first


def _characters(tokens: Line, span: tuple[int, int], offset: int) -> tuple[int, int]:
    first, last = span
    return (offset + tokens.starts[first], offset + tokens.stops[last - 1]) if first < last else (0, 0)

