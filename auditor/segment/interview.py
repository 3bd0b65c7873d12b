"""Who asks and who answers, where a page says so."""

import re
from collections import Counter

from auditor.segment.blocks import Block

Turn = tuple[str, str | None]  # kind of paragraph, speaker
_Q = re.compile(r"[*_]{0,2}(?:(?:Q|Question|QUESTION)\s?[.:][*_]{0,2}\s?\S|Q(?:\s?[-–—]|\s\|)\s\S)")
_LABEL = re.compile(
    r"[*_]{0,2}([A-Z][\w.’'-]{0,30}(?: (?:[A-Z][\w.’'-]{0,30}|al|bin|de|van|von|el)){0,3}(?: \([^)]{1,30}\))?)"
    r"\s?:[*_]{0,2}\s"
)
_WORD = r"[A-Z][\w-]{1,30}"
_NAME = (r"(?:[A-Z][\w’'-]{1,30}|[A-Z]\.)"
         r"(?: (?:(?:al|el|an|as|ash|ad|bin|ibn|abu|de|del|van|von)[- ])?[A-Z][\w’'.-]{0,30}){0,4}")
# Only an interview needs these: it compiles them.
_TELLS = (
    rf"\b({_NAME})(?:, [^,.“”]{{1,80}},)? (?:tells|told|talks to|talked to|talked with|spoke to|spoke with|speaks to"
    r"|speaks with|sat down with|answered questions)\b"
)
_ASKER = rf"\b(?:tells|told|to|with) (?:[Tt]he )?(?:{_WORD} ){{0,3}}{_WORD}[’']s ({_NAME})"
_WITH = (
    rf"\b(?:interview(?:ed)?|conversation|spoke|talked|sat down|Q&A) (?:with )?(?:[a-z-]{{1,30}} ){{0,6}}({_NAME})"
)
_EDITED = r"(?i:\b(?:interview|conversation|transcript|exchange)\b.{0,60}\b(?:edited|condensed|follows)\b)"
LEAST = 2  # questions that make an interview
RUNS_ON = 3  # paragraphs without a label that still belong to the speaker before
# Labels of what nobody says.
_NOBODY = frozenset(
    "email e-mail twitter facebook phone tel photo photos video image source sources related read watch note notes "
    "update updated correction more via location credit caption tags topics contact fact claim verdict rating warning "
    "listen join where when what who why how cost price date time".split()
)


def turns(blocks: list[Block], kinds: list[str]) -> dict[int, Turn]:
    """The paragraphs that ask or answer, by number; empty where the page is no interview."""
    body = [n for n, kind in enumerate(kinds) if kind == "body"]
    above = [block.text for block, kind in zip(blocks, kinds, strict=True) if kind in ("headline", "standfirst")]
    return _asked(blocks, body, above) or _labelled(blocks, body) or _bold(blocks, body, above)


def _asked(blocks: list[Block], body: list[int], above: list[str]) -> dict[int, Turn]:
    """Q. and A., or Q. alone."""
    questions = [n for n in body if blocks[n].text[0] in "Q*_" and _Q.match(blocks[n].text)]
    return _paired(blocks, body, questions, above) if len(questions) >= LEAST else {}


def _bold(blocks: list[Block], body: list[int], above: list[str]) -> dict[int, Turn]:
    """Questions in bold; or bare ones, where a note says that an interview was edited."""
    questions = [n for n in body if blocks[n].text[-1] == "?" and (blocks[n].bold or blocks[n].level > 1)]
    if len(questions) < LEAST:
        questions = [n for n in body if blocks[n].text[-1] == "?" and len(blocks[n].text) < 400]
        if len(questions) <= LEAST or not any(re.search(_EDITED, blocks[n].text[:600]) for n in body[:12]):
            return {}
    return _paired(blocks, body, questions, above)


def _paired(blocks: list[Block], body: list[int], questions: list[int], above: list[str]) -> dict[int, Turn]:
    introduction = [blocks[n].text for n in body if n < questions[0]] + above[::-1]
    asker, answerer = named(introduction)
    found: dict[int, Turn] = {}
    asked = set(questions)
    for n in body:
        if n in asked:
            found[n] = ("question", asker)
        elif n > questions[0]:
            found[n] = ("answer", answerer)
    return found


def named(introduction: list[str]) -> tuple[str | None, str | None]:
    """Who asks and who is interviewed, as the paragraphs before the first question name them."""
    asker = answerer = None
    texts = [paragraph[:2000] for paragraph in introduction]
    for text in texts:
        answerer = answerer or _named(_TELLS, text, texts) or _named(_WITH, text, texts)
        asker = asker or _named(_ASKER, text, texts)
    return asker, answerer or _subject(texts)


def _subject(texts: list[str]) -> str | None:
    """The person in the headline, the last of `texts`, whom the introduction names too."""
    names = (match[0] for match in re.finditer(_NAME, texts[-1]) if " " in match[0]) if texts else ()
    return next((name for name in names if any(name in text for text in texts[:-1])), None)


def _named(pattern: str, text: str, texts: list[str]) -> str | None:
    """The first name that `pattern` finds in `text`, as the introduction gives it in full."""
    return next((name for match in re.finditer(pattern, text) if (name := _full(match[1].rstrip("."), texts))), None)


def _full(name: str, texts: list[str]) -> str | None:
    """`name` in full; None for a single word that the introduction never gives so, which may be no name."""
    if " " in name:
        return name
    given = re.compile(rf"\b(?:{_WORD} ){{1,3}}{re.escape(name)}\b")
    return next((match[0] for match in map(given.search, texts) if match), None)


def _labelled(blocks: list[Block], body: list[int]) -> dict[int, Turn]:
    """Paragraphs that begin with the names of those who speak, in turn."""
    labels = {n: match[1] for n in body if ":" in blocks[n].text[:50] and (match := _LABEL.match(blocks[n].text))
              and match[1].lower() not in _NOBODY}
    count = Counter(labels.values())
    spoken = {label for label, times in count.items() if times > 1}
    turns_of = [n for n in body if labels.get(n) in spoken]
    if len(spoken) < 2 or len(turns_of) < 4 or len(turns_of) < 0.3 * len(body):
        return {}
    asking = Counter(labels[n] for n in turns_of if "?" in blocks[n].text)
    asker = max(sorted(spoken), key=lambda label: asking[label] / count[label])
    interview = asking[asker] >= 0.5 * count[asker]
    found: dict[int, Turn] = {}
    speaker, since = "", 0
    for n in body:
        if n not in labels and (since >= RUNS_ON or not speaker or n > turns_of[-1] or blocks[n].text[0] in "“\""):
            continue  # the reporter's
        since = 0 if n in labels else since + 1
        speaker = labels.get(n, speaker)
        found[n] = ("question" if interview and speaker == asker else "answer", speaker)
    return found
