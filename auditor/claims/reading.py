"""One sentence read: the events and figures in it, and the statements they make in the voice of each who speaks."""

import re
from bisect import bisect_left, bisect_right
from math import inf
from typing import NamedTuple

from auditor import figures
from auditor.claims.clauses import Clause, clause, text_of, when
from auditor.claims.events import ADJUDICATED, ARMED, CALM_TRIGGERS, TRIGGERS, Event, content_words, deeds, events
from auditor.claims.records import Said, Sentence, Span, Statement
from auditor.claims.support import VOUCHING, Support, Voice
from auditor.claims.words import STOP, Line, hits, line, split

TOLD = ("headline", "standfirst")  # parts whose every sentence asserts something
NUMBERS = frozenset(word for name in (figures.ONES, figures.TENS, figures.SCALES, figures.VAGUE, figures.SHARES)
                    for word in " ".join(name).split()) - {"one", "of", "a", "few"}
PAST = frozenset("decade decades century centuries generation generations ago earlier before historically".split())
CHECKABLE = frozenset(("percent", *figures.MONEY.values()))
VICTIMS = frozenset("dead killed injured wounded missing casualties victims deaths hostages civilians bodies".split())
MANY = {True: 10, False: 1000}  # what nobody counts in passing, in an article about fighting and in others

_TELLING = {True: TRIGGERS, False: CALM_TRIGGERS}
# What is worth noting of an article's words, before its sentences are read.
NOTED = TRIGGERS | NUMBERS | PAST | ARMED.keys() | {STOP}
_NO_TOKENS = Line([], [], [])
_ASIDE = re.compile(r", (?:[\w' ]{0,30})?(?:which|who|whose|whom)\b")
_OWN_EYES = re.compile(r"\b(?:i|we)\s(?:saw|watched|counted|heard|visited|witnessed|was there|were there|met|drove)\b"
                       r"|\b(?:a|this|our|the newspaper's)\s(?:\w+\s)?(?:reporter|correspondent|journalist)\s"
                       r"(?:saw|counted|watched|heard|witnessed|found)\b")
_EYES = ("i ", "we ", "reporter", "correspondent", "journalist")
_GRAVITY = ("casualty", "crime", "allegation", "money", "movement", "agreement", "health", "vote", "number", "none")


class Reading(NamedTuple):
    """A sentence and what `read` found in it; `events`: with their positions in the document.

    `conflict`: the article is about fighting.
    """

    number: int
    sentence: Sentence
    conflict: bool
    tokens: Line
    figures: list[figures.Figure]
    events: list[tuple[int, Event]]
    adjudicated: bool


def promises(sentences: list[Sentence], noted: list[str], conflict: bool) -> list[tuple[bool, bool, bool]]:
    """Whether there can be an event to find in each sentence, a figure, a past that readers can look up.

    `noted`: the words of all `sentences` that are NOTED, with STOP between any two sentences.
    """
    found = []
    for sentence, hope in zip(sentences, " ".join(noted).split(STOP), strict=True):
        digits, hoped = sentence.digits, hope.split()
        if hoped:
            telling = not _TELLING[conflict or sentence.part in TOLD].isdisjoint(hoped)
            numeric = digits or not NUMBERS.isdisjoint(hoped)
            found.append((telling, numeric, numeric or not PAST.isdisjoint(hoped)))
        else:
            found.append((False, digits, digits))
    return found


def read(number: int, sentence: Sentence, conflict: bool, central: bool, telling: bool, numeric: bool) -> Reading:
    """The figures and events in a sentence; `central`: it is headline or lead; the others: what `promises` says."""
    if not (numeric or telling or central):
        return Reading(number, sentence, conflict, _NO_TOKENS, [], [], False)
    found = figures.read(sentence.text) if numeric else []
    tokens, told = _NO_TOKENS, list[Event]()
    if telling or central:
        words = split(sentence.folded)
        told = events(words, conflict, sentence.part in TOLD)
        if central and not told:
            told = deeds(words)
        if told:
            tokens = line(sentence.folded, words)
            if sentence.part not in TOLD:  # "the Center for Missing and Exploited Children" tells of nothing
                told = [event for event in told
                        if not event.first or not sentence.text[tokens.starts[event.first]].isupper()]
    events_at = [(sentence.start + tokens.starts[event.first], event) for event in told]
    return Reading(number, sentence, conflict, tokens, found, events_at,
                   bool(told) and bool(hits(tokens.words, ADJUDICATED)))


def stated(reading: Reading, spoken: list[Said], lent: Support, past: bool) -> list[Statement]:
    """The statements of a sentence: what each voice says in it, and what the writer does."""
    sentence, offset = reading.sentence, reading.sentence.start
    found, mine = [], reading.events
    if mine:
        spoken = [(voice, _vouched(reading, voice, cuts)) for voice, cuts in spoken]
    for voice, cuts in spoken:
        if not cuts or replies(sentence, voice):
            continue
        inside = reading.events and [entry for entry in reading.events if _within(entry[0], cuts)]
        if mine:
            mine = [entry for entry in mine if entry not in inside and not voice.cue[0] <= entry[0] < voice.cue[1]]
        begin, end = cuts[0] if len(cuts) == 1 else (min(a for a, _ in cuts), max(b for _, b in cuts))
        begin += 5 if sentence.folded.startswith("that ", begin - offset) else 0
        numbers = reading.figures and [f for f in reading.figures if _within(offset + f.start, cuts)]
        found.append(_statement(reading, (begin, end), voice.support, inside, numbers, past))
    if mine and (sentence.part == "question" or sentence.folded.endswith("?")):
        mine = []
    mine = mine and [entry for entry in mine if not _within(entry[0], sentence.quoted)]  # whoever is quoted there
    if not (mine or reading.figures or sentence.part == "headline"):
        return sorted(found, key=_span) if len(found) > 1 else found
    covered = [cut for voice, cuts in spoken for cut in (*cuts, voice.cue, *voice.mentions)]
    numbers = [f for f in reading.figures
               if _checkable(f, reading.conflict) and not _within(offset + f.start, covered)]
    if mine or numbers or (sentence.part == "headline" and not found):
        at = mine[0][0] if mine else offset + numbers[0].start if numbers else offset
        support = _of_writer(reading, spoken, lent)
        span = _uncovered(sentence, covered, at)
        mine = [entry for entry in mine if not _headless(reading, span, entry[0])]
        if mine or numbers or sentence.part == "headline":
            found.append(_statement(reading, span, support, mine, numbers, past))
    return sorted(found, key=_span) if len(found) > 1 else found


def _within(at: int, spans: list[Span]) -> bool:
    for start, stop in spans:  # noqa: SIM110 (`any` takes twice as long)
        if start <= at < stop:
            return True
    return False


def _span(statement: Statement) -> Span:
    return statement.start, statement.stop


def _of_writer(reading: Reading, spoken: list[Said], lent: Support) -> Support:
    """What the writer's own words rest on: who speaks beside them, the writer's eyes, a link."""
    near = [voice.support for voice, _ in spoken if vouches(reading.sentence, voice)]
    support = min((lent, *near), key=lambda s: s.tier)
    folded = reading.sentence.folded
    if any(map(folded.__contains__, _EYES)) and _OWN_EYES.search(folded):
        return Support("witness", 0)
    if support.tier > 3 and any(kind == "link" for _, _, kind, _ in reading.sentence.marks):
        return Support("document", 3)
    return support


def vouches(sentence: Sentence, voice: Voice) -> bool:
    """Whether what the voice says in `sentence` lends its word to what stands beside it.

    A promise, an answer and what a participle adds do not: "Ankara has bombed the hills, claiming ..."
    """
    if voice.kind not in VOUCHING:
        return False
    begin, end = voice.cue
    offset = sentence.start
    return not sentence.text.endswith("ing", max(0, begin - offset), max(0, end - offset)) \
        and not replies(sentence, voice)


def replies(sentence: Sentence, voice: Voice) -> bool:
    """Whether the attribution is an answer, a refusal of one or a plea not to be named: none of them is a claim."""
    return bool(sentence.marks) and any((kind == "anonymity" or (kind == "response" and category != "included"))
                                        and start < voice.cue[1] and voice.cue[0] < stop
                                        for start, stop, kind, category in sentence.marks)


def _vouched(reading: Reading, voice: Voice, cuts: list[Span]) -> list[Span]:
    """What of `cuts` the voice vouches for.

    Inside what somebody promises, urges or hopes, an aside that tells of an event is the writer's own.
    """
    if voice.kind in VOUCHING or not cuts:
        return cuts
    offset = reading.sentence.start
    aside = _ASIDE.search(reading.sentence.folded, min(a for a, _ in cuts) - offset, max(b for _, b in cuts) - offset)
    if not aside or not any(at >= offset + aside.start() for at, _ in reading.events):
        return cuts
    return [(a, min(b, offset + aside.start())) for a, b in cuts if a < offset + aside.start()]


def _headless(reading: Reading, span: Span, at: int) -> bool:
    """Whether what is left around the predicate at `at` has lost its subject to an attribution: a shred, no clause."""
    offset = reading.sentence.start
    folded = reading.sentence.folded
    before, between = folded[:span[0] - offset], folded[span[0] - offset:at - offset]
    return any(map(str.isalnum, before)) and len(between.split()) < 2


def _uncovered(sentence: Sentence, covered: list[Span], at: int) -> Span:
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
    reading: Reading, span: Span, support: Support, told: list[tuple[int, Event]], numbers: list[figures.Figure],
    past: bool,
) -> Statement:
    """The statement at `span`: its gravest event gives the predicate, its first checkable figure the value."""
    sentence, tokens, offset = reading.sentence, reading.tokens, reading.sentence.start
    text = sentence.text
    hedge = next((text[a - offset:b - offset] for a, b, kind, _ in sentence.marks
                  if kind in ("hedge", "agentless") and span[0] <= a < span[1]), None) if sentence.marks else None
    figure = min(numbers, key=lambda f: (not _checkable(f, reading.conflict), f.start)) if numbers else None
    asked = sentence.part == "question" or text.endswith("?") or (sentence.part in TOLD and "?" in text)
    stems = content_words(sentence.flat[span[0] - offset:span[1] - offset].split())
    happened = when(sentence.folded) if reading.events or reading.figures else None
    if not told:
        consequence = "number" if figure and _checkable(figure, reading.conflict) else "none"
        return Statement(reading.number, *span, support, consequence, "question" if asked else "fact", hedge,
                         "positive", None, None, None, figure, happened, past, False, stems, (0, 0))
    event = told[0][1] if len(told) == 1 else min((event for _, event in told), key=_gravity)
    first = bisect_right(tokens.stops, span[0] - offset) % len(tokens.words)
    last = bisect_left(tokens.starts, span[1] - offset)
    around: Clause = clause(tokens, event.first, event.last, first, last)
    return Statement(
        reading.number, *span, support, event.consequence, "question" if asked else event.modality, hedge,
        "negative" if around.negative else "positive", text_of(tokens, text, around.subject),
        text[tokens.starts[event.first]:tokens.stops[event.last - 1]], text_of(tokens, text, around.object), figure,
        happened, past, reading.adjudicated, stems, _characters(tokens, around.subject, offset))


def _checkable(figure: figures.Figure, conflict: bool) -> bool:
    """Whether somebody must have counted: shares, money, victims, and many of anything."""
    if figure.unit != "count":
        return figure.unit in CHECKABLE
    most = figure.low if figure.high == inf else figure.high
    return figure.counted in VICTIMS or most >= MANY[conflict]


def _gravity(event: Event) -> tuple[bool, int, int]:
    return event.modality != "fact", _GRAVITY.index(event.consequence), event.first


def _characters(tokens: Line, span: Span, offset: int) -> Span:
    first, last = span
    return (offset + tokens.starts[first], offset + tokens.stops[last - 1]) if first < last else (0, 0)
