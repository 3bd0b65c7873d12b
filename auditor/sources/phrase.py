"""What the words of one mention say by themselves: its head, whether it is named, how many it speaks of, how it knows.

Grammar comes before word lists: the head of the first noun phrase decides, a name counts only as the head itself or in
apposition to it ("a spokesman, Tom Kerr"), never as a possessor or modifier ("Kerr's aides", "Kerr aides").
"""

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.sources import unnamed
from auditor.sources.naming import Names, Reading, apposed, named_at, proper
from auditor.sources.words import (
    ADJECTIVAL,
    ARTICLE,
    BEFORE_ARTICLE,
    BREAK,
    DETERMINER,
    FRESH,
    GROUP,
    HEADLESS,
    LEAD,
    MANY,
    NUMBER,
    PARTITIVE,
    PERSONAL,
    POINTING,
    POSSESSIVE,
    REFLEXIVE,
    RELATIVE,
    SPEAKER,
    SUBJECT,
    THING,
    TOKEN,
    UNCOUNTED,
    bodies,
    is_plural,
    kind_of,
    listed,
    nouns,
    possessive,
    singular,
)
from auditor.text import fold

# A share of those polled: "72 percent of voters", "about 4 in 10", "two-thirds of".
_SHARE = re.compile(
    r"(?:(?:less|more|fewer) than |at least )?"
    r"(?:\d[\d.,]*\s?(?:%|percent\b|per cent\b|in \d)"
    r"|(?:a |one |two |three )?(?:[a-z]{1,5}-)?(?:third|quarter|half|fifth|tenth)s?(?: of|$)"
    r"|(?:the |a )?(?:vast |slim |large |small )?(?:majorit|pluralit|minorit)(?:y|ies) of)"
)


class Phrase(NamedTuple):
    """A mention as its own words describe it; the texts are slices of the mention."""

    kind: str  # name, pronoun, relative, speaker, definite, indefinite, headless
    identification: str  # as far as the words decide it; "" where only an antecedent can
    head: str = ""  # the head noun, singular and folded; of a pronoun the pronoun
    category: str = ""  # of the head, by its lexicon; of a pronoun person, group or thing
    name: str = ""
    plural: bool = False
    number: int = 0  # how many, where the words count them
    affiliation: str = ""
    role: str = ""
    basis: str = "none"
    direct: bool = False  # knowledge that the text calls direct or first-hand
    close: bool = False  # says that it knows, not how
    rank: int = 0  # 0 bare, 1 a rank or a sphere, 2 a body, a side or an office
    party: str = ""
    gender: str = ""
    fresh: bool = False  # another, a second


@lru_cache(maxsize=8192)
def parse(text: str, known: Names = ()) -> Phrase:
    """The mention `text` as a Phrase; `known`: the names in it."""
    folded = fold(text)
    spans = [m.span() for m in TOKEN.finditer(folded)]
    words = [folded[a:b] for a, b in spans]
    first = 0
    while first < len(words) - 1 and (words[first] in LEAD or not words[first][0].isalnum()):
        first += 1
    if not words:
        return Phrase("indefinite", "unknown")
    if possessive(words[-1]):  # whose words, whose order
        spans[-1] = spans[-1][0], spans[-1][1] - (2 if words[-1][-1] == "s" else 1)
        words[-1] = folded[slice(*spans[-1])]
    if words[first] in ("who", "whom"):
        return Phrase("relative", "", words[first], "person")
    if len(words) > first + 1 and words[-1] in RELATIVE and words[first] in HEADLESS:  # "both of whom"
        return Phrase("relative", "", words[-1], "person", plural=True)
    if len(words) > first + 1 and words[-1] in REFLEXIVE:  # "Moen herself"
        words.pop()
        spans.pop()
    if simple := _simple(folded, spans, words, first):
        return simple
    return _noun_phrase(Reading(text, folded, spans, words, known), first)


def _simple(folded: str, spans: list[tuple[int, int]], words: list[str], first: int) -> Phrase | None:
    """The mention as a pronoun, a quantifier or a share of a poll."""
    word, after = words[first], words[first + 1:]
    alone = not after or (after[0] == "of" and after[1:] in (["them"], ["these"], ["those"], ["us"]))
    if alone or after[0] in ("and", "or", "alone") or not after[0][0].isalnum() or word in SUBJECT:
        if word in PERSONAL:
            return Phrase("pronoun", "", word, "person", gender=PERSONAL[word])
        if word in GROUP:
            return Phrase("pronoun", "", word, "group", plural=True)
        if word in THING:
            return Phrase("pronoun", "", word, "thing")
        if word in SPEAKER:
            return Phrase("speaker", "narrator", word)
        if word in RELATIVE:
            return Phrase("relative", "", word, "person")
        if word in HEADLESS:
            single = word in ("one", "another", "each", "second", "third", "other")
            return Phrase("headless", "", word, plural=not single, number=NUMBER.get(word, 0), fresh=word in FRESH)
    whoever = word not in HEADLESS and " ".join(words[first:]) in listed("collectives", "whoever")
    open_ended = word in HEADLESS and not alone and after[0] in ("who", "in", "whom", "that", "on", "at")
    if whoever or open_ended or _SHARE.match(folded, spans[first][0]):
        return Phrase("indefinite", "collective", word, "whoever", plural=True)
    return None


def _noun_phrase(m: Reading, first: int, inner: bool = False) -> Phrase:
    only = "only" in m.words[:first]
    number, few, fresh = 0, False, False
    opener = m.words[first]
    while (stop := _segment(m, first)) < len(m.words) - 1 and m.words[stop] == "of" and m.words[stop - 1] in PARTITIVE:
        number = number or (0 if m.words[stop - 1] in UNCOUNTED else count(m.words[first:stop]))
        few = few or m.words[stop - 1] == "handful"
        fresh = fresh or m.words[first] in FRESH
        first = stop + 1
    head, size = _head(m, first, stop)
    noun = " ".join(m.words[head - size + 1:head + 1])
    common = m.text[m.spans[head][0]].islower()
    single = common and m.words[first] in ("a", "an", "one", "another")
    lexicon, category = kind_of(noun, single) if common else nouns().get(noun, ("", ""))
    if found := proper(m, first, head, stop, lexicon):
        return _named(m, first, head, stop, *found)
    if not lexicon and (tail := _tail(m, first)):
        return tail
    name = apposed(m, first, head, stop, lexicon)
    plural = is_plural(noun)
    counted = number or count(m.words[first:head])
    if plural and counted == 1 and not number:  # "a few officials"
        counted = 0
    bare = m.words[first] not in DETERMINER and not any(map(possessive, m.words[first:head]))
    headline = lexicon == "roles" and not plural and not number and bare and (
        category == "office" or (category == "class" and head == first))
    told = unnamed.Told(
        m, first, head, size, noun, lexicon, category, plural, 0 if only else counted or 3 * few,
        unnamed.knowledge(m.folded, m.spans[head][1]), unnamed.affiliation(m, first, head, size),
    )
    start = first
    while start < head and (m.words[start] in POINTING or m.words[start] in NUMBER or m.words[start] in MANY
                            or m.words[start] in DETERMINER or m.words[start].isdecimal()):
        start += 1
    basis, direct, close = told.knowledge
    if not inner and category in ("source", "generic") and m.words[stop:stop + 2] in ([",", "a"], [",", "an"]):
        more = _noun_phrase(m, stop + 1, inner=True)
        if more.category in ("staff", "class", "public"):
            return more._replace(kind="definite" if opener in POINTING else "indefinite", head=singular(noun))
    return Phrase(
        "definite" if headline or (opener in POINTING and m.words[first] in POINTING) else "indefinite",
        "named" if name else unnamed.identification(told), singular(noun), category or lexicon, name,
        plural and counted != 1, counted or (0 if plural else 1), told.affiliation,
        m.folded[m.spans[start][0]:m.spans[head][1]], basis, direct, close, unnamed.rank(told), unnamed.party(m.folded),
        unnamed.gender(noun), fresh or bool(FRESH.intersection(m.words[first:first + 2])),
    )


def _tail(m: Reading, first: int) -> Phrase | None:
    """The source of a mention that its head does not tell: "hours after the mayor", "meaning he", "her assumption"."""
    if m.words[-1] in SUBJECT:
        return _simple(m.folded, m.spans, m.words, len(m.words) - 1)
    if m.words[first] in POSSESSIVE and m.words[first] != "whose":  # "his assumption" is his
        return _simple(m.folded, m.spans, m.words[:first + 1], first)
    owner = next((name for name in m.known if name[2] == "person" and possessive(m.words[first])
                  and name[0] <= m.spans[first][0] < name[1]), None)
    if owner:  # "Kerr's language" is Kerr's
        name = m.text[owner[0]:owner[1]]
        return Phrase("name", "named", m.words[first], "person", name, number=1)
    later = ("after", "until", "when", "while", "because")
    after = max((i for i, word in enumerate(m.words) if word in later), default=0)
    return _noun_phrase(m, after + 1) if first <= after < len(m.words) - 1 else None


def _named(m: Reading, first: int, head: int, stop: int, name: str, kind: str, start: int, end: int) -> Phrase:
    """A phrase headed by the name at `start`, `end`."""
    if kind == "people":
        return Phrase("indefinite", "collective", m.words[head], "people", plural=True)
    if kind != "person":
        return Phrase("name", "organization", m.words[stop - 1], kind, name, rank=2, affiliation=name)
    before = [word for word, (_, b) in zip(m.words, m.spans, strict=True) if b <= start][first:] if start else []
    after = m.folded[end:]
    role = ""
    if any(word in nouns() for word in before):
        role = m.text[m.spans[first][0]:start].strip(" ,—–-\"“”")
    elif after.startswith((", ", " (", " — ", " – ", " -")) and len(after) > 3:
        role = m.text[end:].strip(" ,()—–-.").lstrip("0123456789, ")
    body = next((m.text[a:b] for a, b, known in m.known if known == "organisation"), "")
    basis, direct, _ = unnamed.knowledge(m.folded, end)
    courtesy = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f"}.get(before[-1] if before else "", "")
    return Phrase("name", "named", m.words[stop - 1], "person", name, number=1, affiliation=body, role=role,
                  basis=basis, direct=direct, gender=courtesy)


def _segment(m: Reading, first: int) -> int:
    """Where the first noun phrase ends: before a preposition, a relative, a participle or a comma outside a name."""
    words, spans = m.words, m.spans
    for i in range(first + 1, len(words)):
        word = words[i]
        if word in ARTICLE:
            stops = words[i - 1] not in BEFORE_ARTICLE  # a second noun phrase: "Kerr the realist"
        elif word in BREAK:
            stops = not (i == first + 1 and word in ADJECTIVAL and words[first] in DETERMINER)  # "an inside source"
        elif word in ("and", "or"):
            before = named_at(m, i - 1)
            stops = before[2] == "person" and words[i - 1] not in bodies() if before else words[i - 1] in nouns()
            if before and not stops:  # "White House and army spokesmen", but "the White House and Congress"
                stops = not any(w in nouns() and is_plural(w) for w in words[i + 1:i + 5])
        else:
            stops = not word[0].isalnum() and not (word == "-" and spans[i][0] == spans[i - 1][1])
        if stops and not named_at(m, i):
            return i
    return len(words)


def _head(m: Reading, first: int, stop: int) -> tuple[int, int]:
    """The token that heads the phrase, and how many tokens its noun takes."""
    table = nouns()
    for i in range(stop - 1, first - 1, -1):
        if i > first and f"{m.words[i - 1]} {m.words[i]}" in table:
            return i, 2
        if m.words[i] in table:
            return i, 1
        if i == stop - 1 and (m.text[m.spans[i][0]].isupper() or named_at(m, i)):
            return i, 1
    return stop - 1, 1


def count(words: list[str]) -> int:
    """How many the quantifiers say; 0 where they do not count."""
    for word in words:
        if word in NUMBER:
            return NUMBER[word]
        if word.isdecimal() and len(word) < 7:
            return int(word)
    return 1 if words and words[0] in ("a", "an") else 0
