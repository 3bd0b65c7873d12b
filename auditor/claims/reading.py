"""One sentence read: the events and figures in it, and the statements they make in the voice of each who speaks."""

import re
from math import inf

from auditor import figures
from auditor.claims.clauses import Clause, clause, text_of, when
from auditor.claims.events import ADJUDICATED, CALM_TRIGGERS, TRIGGERS, Event, content_words, deeds, events
from auditor.claims.records import Said, Sentence, Span, Statement
from auditor.claims.support import VOUCHING, Support, Voice
from auditor.claims.words import Line, hits, line

TOLD = ("headline", "standfirst")  # parts whose every sentence asserts something
NUMBERS = frozenset(word for name in (figures.ONES, figures.TENS, figures.SCALES, figures.VAGUE, figures.SHARES)
                    for word in " ".join(name).split()) - {"one", "of", "a", "few"}
PAST = frozenset("decade decades century centuries generation generations ago earlier before historically".split())
CHECKABLE = frozenset(("percent", *figures.MONEY.values()))
VICTIMS = frozenset("dead killed injured wounded missing casualties victims deaths hostages civilians bodies".split())
MANY = {True: 10, False: 1000}  # what nobody counts in passing, in an article about fighting and in others

_DIGIT = re.compile(r"\d")
_FLAT = str.maketrans(dict.fromkeys(".,;:!?()[]\"—–/", " "))
_ASIDE = re.compile(r", (?:[\w' ]{0,30})?(?:which|who|whose|whom)\b")
_OWN_EYES = re.compile(r"\b(?:i|we)\s(?:saw|watched|counted|heard|visited|witnessed|was there|were there|met|drove)\b"
                       r"|\b(?:a|this|our|the newspaper's)\s(?:\w+\s)?(?:reporter|correspondent|journalist)\s"
                       r"(?:saw|counted|watched|heard|witnessed|found)\b")
_EYES = re.compile(r"\bi |\bwe |reporter|correspondent|journalist")
_GRAVITY = ("casualty", "crime", "allegation", "money", "movement", "agreement", "health", "vote", "number", "none")


class Reading:
    """A sentence and what `read` found in it; `telling`, `numeric`, `dated`: whether there can be anything to find.

    `conflict`: the article is about fighting; `central`: the sentence is headline or lead.
    """

    def __init__(
        self, number: int, sentence: Sentence, folded: str, flat: list[str], conflict: bool, central: bool,
    ) -> None:
        self.number, self.sentence, self.folded = number, sentence, folded
        self.conflict, self.central = conflict, central
        self.telling = not (TRIGGERS if conflict or sentence.part in TOLD else CALM_TRIGGERS).isdisjoint(flat)
        self.numeric = not NUMBERS.isdisjoint(flat) or bool(_DIGIT.search(folded))
        self.dated = self.numeric or not PAST.isdisjoint(flat)
        self.tokens = Line([], [], [])
        self.figures: list[figures.Figure] = []
        self.events: list[tuple[int, Event]] = []
        self.happened: str | None = None
        self.adjudicated = False


def flat_words(folded: str) -> list[str]:
    """The words of a folded text without their punctuation, quickly."""
    return folded.translate(_FLAT).split()


def read(reading: Reading) -> None:
    """Find the figures and, with their positions in the document, the events."""
    sentence = reading.sentence
    if reading.numeric:
        reading.figures = figures.read(sentence.text)
    if reading.telling or reading.central:
        tokens = reading.tokens = line(reading.folded)
        told = events(tokens, reading.conflict, sentence.part in TOLD)
        if reading.central and not told:
            told = deeds(tokens)
        if sentence.part not in TOLD:  # "the Center for Missing and Exploited Children" tells of nothing
            told = [event for event in told
                    if not event.first or not sentence.text[tokens.starts[event.first]].isupper()]
        reading.events = [(sentence.start + tokens.starts[event.first], event) for event in told]
        reading.adjudicated = bool(told) and bool(hits(tokens.words, ADJUDICATED))
    if reading.events or reading.figures:
        reading.happened = when(reading.folded)


def stated(
    reading: Reading, spoken: list[Said], supports: dict[str, Support], lent: Support, past: bool,
) -> list[Statement]:
    """The statements of a sentence: what each voice says in it, and what the writer does."""
    sentence, offset = reading.sentence, reading.sentence.start
    found = []
    mine = list(reading.events)
    spoken = [(voice, _vouched(reading, voice, cuts)) for voice, cuts in spoken]
    for voice, cuts in spoken:
        if not cuts or replies(sentence, voice):
            continue
        inside = [(at, event) for at, event in reading.events if any(a <= at < b for a, b in cuts)]
        mine = [entry for entry in mine if entry not in inside and not voice.cue[0] <= entry[0] < voice.cue[1]]
        begin, end = min(a for a, _ in cuts), max(b for _, b in cuts)
        begin += 5 if reading.folded.startswith("that ", begin - offset) else 0
        numbers = [f for f in reading.figures if any(a <= offset + f.start < b for a, b in cuts)]
        found.append(_statement(reading, (begin, end), supports[voice.attribution_id], inside, numbers, past))
    quoted = [(a, b) for a, b, kind, _ in sentence.marks if kind == "quotation"]
    mine = [(at, event) for at, event in mine if not any(a <= at < b for a, b in quoted)]  # whoever is quoted there
    if sentence.part == "question" or reading.folded.endswith("?"):
        mine = []
    covered = [cut for voice, cuts in spoken for cut in (*cuts, voice.cue, *voice.mentions)]
    numbers = [f for f in reading.figures
               if _checkable(f, reading.conflict) and not any(a <= offset + f.start < b for a, b in covered)]
    if mine or numbers or (sentence.part == "headline" and not found):
        at = mine[0][0] if mine else offset + numbers[0].start if numbers else offset
        support = _of_writer(reading, spoken, supports, lent)
        span = _uncovered(sentence, covered, at)
        mine = [entry for entry in mine if not _headless(reading, span, entry[0])]
        if mine or numbers or sentence.part == "headline":
            found.append(_statement(reading, span, support, mine, numbers, past))
    return sorted(found, key=lambda s: (s.start, s.stop)) if len(found) > 1 else found


def _of_writer(reading: Reading, spoken: list[Said], supports: dict[str, Support], lent: Support) -> Support:
    """What the writer's own words rest on: who speaks beside them, the writer's eyes, a link."""
    near = [supports[voice.attribution_id] for voice, _ in spoken if vouches(reading.sentence, voice)]
    support = min((lent, *near), key=lambda s: s.tier)
    if _EYES.search(reading.folded) and _OWN_EYES.search(reading.folded):
        return Support("witness", 0)
    if support.tier > 3 and any(kind == "link" for _, _, kind, _ in reading.sentence.marks):
        return Support("document", 3)
    return support


def vouches(sentence: Sentence, voice: Voice) -> bool:
    """Whether what the voice says in `sentence` lends its word to what stands beside it.

    A promise, an answer and what a participle adds do not: "Ankara has bombed the hills, claiming ..."
    """
    cue = sentence.text[max(0, voice.cue[0] - sentence.start):max(0, voice.cue[1] - sentence.start)]
    return voice.kind in VOUCHING and not cue.endswith("ing") and not replies(sentence, voice)


def replies(sentence: Sentence, voice: Voice) -> bool:
    """Whether the attribution is an answer, a refusal of one or a plea not to be named: none of them is a claim."""
    return any((kind == "anonymity" or (kind == "response" and category != "included"))
               and start < voice.cue[1] and voice.cue[0] < stop for start, stop, kind, category in sentence.marks)


def _vouched(reading: Reading, voice: Voice, cuts: list[Span]) -> list[Span]:
    """What of `cuts` the voice vouches for.

    Inside what somebody promises, urges or hopes, an aside that tells of an event is the writer's own.
    """
    if voice.kind in VOUCHING or not cuts or not reading.events:
        return cuts
    offset = reading.sentence.start
    aside = _ASIDE.search(reading.folded, min(a for a, _ in cuts) - offset, max(b for _, b in cuts) - offset)
    if not aside or not any(at >= offset + aside.start() for at, _ in reading.events):
        return cuts
    return [(a, min(b, offset + aside.start())) for a, b in cuts if a < offset + aside.start()]


def _headless(reading: Reading, span: Span, at: int) -> bool:
    """Whether what is left around the predicate at `at` has lost its subject to an attribution: a shred, no clause."""
    offset = reading.sentence.start
    before, between = reading.folded[:span[0] - offset], reading.folded[span[0] - offset:at - offset]
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
                  if kind in ("hedge", "agentless") and span[0] <= a < span[1]), None)
    figure = min(numbers, key=lambda f: (not _checkable(f, reading.conflict), f.start), default=None)
    asked = sentence.part == "question" or reading.folded.endswith("?") or (sentence.part in TOLD and "?" in text)
    stems = content_words(flat_words(reading.folded[span[0] - offset:span[1] - offset]))
    if not told:
        consequence = "number" if figure and _checkable(figure, reading.conflict) else "none"
        return Statement(reading.number, *span, support, consequence, "question" if asked else "fact", hedge, False,
                         None, None, None, figure, reading.happened, past, False, stems, (0, 0))
    event = min((event for _, event in told), key=_gravity)
    first = next((k for k, stop in enumerate(tokens.stops) if offset + stop > span[0]), 0)
    last = next((k for k, start in enumerate(tokens.starts) if offset + start >= span[1]), len(tokens.words))
    around: Clause = clause(tokens, event.first, event.last, first, last)
    return Statement(
        reading.number, *span, support, event.consequence, "question" if asked else event.modality, hedge,
        around.negative, text_of(tokens, text, around.subject),
        text[tokens.starts[event.first]:tokens.stops[event.last - 1]], text_of(tokens, text, around.object), figure,
        reading.happened, past, reading.adjudicated, stems, _characters(tokens, around.subject, offset))


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
