"""What a mention without a name tells: its class, its body and rank, how it knows, on which side it stands."""

import re
from typing import NamedTuple

from auditor.sources.naming import Reading, demonym
from auditor.sources.words import BREAK, POINTING, POSSESSIVE, listed, nouns, openers, places, possessive

_WORD = re.compile(r"[\w'-]+")
_ATTENDED = re.compile(
    r"\b(?:at|in|on|during) (?:[\w'’-]+ ){1,5}"
    r"(?:meetings?|calls?|talks|briefings?|sessions?|hearings?|dinners?|negotiations|scene|table|ceremony|rally|event)\b"
)
_HERS = frozenset("girl mother wife daughter sister widow actress aunt niece grandmother queen".split())
_HIS = frozenset("boy father husband son brother uncle guy nephew grandfather king widower".split())
_JOINS = frozenset((
    "of", "of the", "at", "at the", "for", "for the", "in", "in the", "from", "from the", "with", "with the", "inside",
    "inside the", "to", "to the", "on", "on the",
))


class Told(NamedTuple):
    """An unnamed noun phrase: its reading, where it begins and its head stands, and what was found about it."""

    m: Reading
    first: int
    head: int
    size: int
    noun: str
    lexicon: str
    category: str
    plural: bool
    counted: int
    knowledge: tuple[str, bool, bool]
    affiliation: str


def identification(t: Told) -> str:
    """The class of an unnamed phrase by its head, its number and what it says of its knowledge."""
    words = t.m.words
    opener = words[t.first]
    pointed = opener in POINTING or opener in POSSESSIVE or "both" in words[:t.first + 1]
    owned = opener in POSSESSIVE or any(map(possessive, words[t.first:t.head]))
    knows = t.knowledge[2] or t.knowledge[0] != "none"
    if t.lexicon == "roles":
        return _person(t, pointed, owned, knows)
    if t.lexicon == "documents":
        bare = not (pointed or owned or t.counted) and t.head - t.first <= 1 and words[-1] == words[t.head]
        mass = t.noun == "reports" or (
            t.category == "study" and (t.plural or t.noun in ("polling", "data", "research", "evidence")))
        return "collective" if bare and mass and not t.affiliation else "document"
    if t.lexicon == "organisations":
        examples = any(kind == "organisation" and a > t.m.spans[t.head][1] for a, _, kind in t.m.known)
        return "organization" if not t.plural or pointed or owned or examples else "collective"
    return "collective" if t.lexicon == "collectives" or t.plural else "narrator"


def _person(t: Told, pointed: bool, owned: bool, knows: bool) -> str:
    """The class of a noun for people."""
    words, opener = t.m.words, t.m.words[t.first]
    if opener in ("any", "every", "no"):  # whoever it may be
        return "collective"
    match t.category:
        case "source" if t.m.words[t.head + 1:t.head + 2] == ["of"]:  # the source of the fire
            return "narrator"
        case "court":
            return "organization"
        case "spokesperson":
            return "spokesperson"
        case "authority":
            return "organization" if t.plural or not t.counted or pointed else "anonymous"
        case "lawyer":
            if " for " in t.m.folded or pointed or owned or t.affiliation:
                return "spokesperson"
            return "collective" if t.plural else "anonymous"
        case "source" | "staff":
            return "anonymous"
        case "generic":
            if t.noun in ("those", "anyone", "someone", "somebody"):
                return "anonymous" if knows and t.noun != "anyone" else "collective"
            return "anonymous" if not t.plural or knows or 0 < t.counted < 13 else "collective"
        case "public" | "kin":
            if t.noun == "reporter" and opener in ("this", "our"):
                return "narrator"
            if t.category == "kin" and owned and not t.plural:
                return "named"
            return "anonymous" if knows else "collective" if t.plural and not t.counted else "public"
        case "post":
            unique = (pointed or owned) and not t.plural and (owned or t.m.words[t.head + 1:t.head + 2] == ["of"])
            return "named" if unique else "anonymous"
        case "office" if not t.plural:
            return "anonymous" if t.counted or opener in ("a", "an") else "named"
        case "class" if t.plural and not knows and (pointed or "all" in words or t.counted > 12):
            return "collective"  # those spoken of before, or too many to withhold
        case "class" if owned and t.noun in ("governor", "mayor", "senator", "congressman", "congresswoman"):
            return "named"
    return "anonymous" if not t.plural or knows or t.counted else "collective"


def knowledge(folded: str, start: int) -> tuple[str, bool, bool]:
    """How the source knows by what follows its head noun: basis, whether directly, whether it merely claims to."""
    after = _WORD.findall(folded, start)
    terms = openers("knowledge")
    close, basis = False, "none"
    told = not terms.keys().isdisjoint(after)
    for match in _WORD.finditer(folded, start) if told else ():
        for term, category in terms.get(match[0], ()):
            end = match.start() + len(term)
            if folded.startswith(term, match.start()) and not folded[end:end + 1].isalnum():
                if category == "close":
                    close = True
                elif basis in ("none", "briefed"):
                    basis = category
                break
    if basis == "none" and not close and len(after) > 2 and _ATTENDED.search(folded, start):
        basis = "present"
    direct = close and any(word in folded for word in ("direct knowledge", "firsthand", "first-hand"))
    return basis, direct, close


def affiliation(m: Reading, first: int, head: int, size: int) -> str:
    """What the source belongs to: the name of a body, person or country, or a word for one, in or after the phrase."""
    end = m.spans[head][1]
    for start, stop, _ in m.known:
        if stop <= m.spans[head - size + 1][0] or m.folded[end:start].strip(" ,") in _JOINS:
            return m.text[start:stop]
    for i in range(first, head - size + 1):
        word = m.words[i].removesuffix("'s")
        pair = f"{word} {m.words[min(i + 1, head)]}"
        served = word in listed("ranks", "service") or pair in listed("ranks", "service")
        told = served or demonym(word) or word in listed("organisations", "body") or (
            word.replace(".", "") in places()) or (i > first and m.text[m.spans[i][0]].isupper())
        if told and word not in listed("ranks", "sphere"):
            return re.sub("['’]s$", "", m.text[m.spans[i][0]:m.spans[head - size][1]])
    if head + 2 < len(m.words) and m.words[head + 1] in _JOINS:
        last = head + 2
        while last < min(len(m.words) - 1, head + 7) and m.words[last] not in BREAK and m.words[last] not in nouns():
            last += 1
        if nouns().get(m.words[last], ("",))[0] in ("organisations", "roles"):
            return m.text[m.spans[head + 2][0]:m.spans[last][1]]
    return ""


def rank(t: Told) -> int:
    """0 bare, 1 a rank, a sphere or a class, 2 a body, a side or an office."""
    modifiers = t.m.words[t.first:t.head]
    if t.affiliation or (modifiers and modifiers[0] in POSSESSIVE):
        return 2
    ranked = not listed("ranks", "rank").isdisjoint(modifiers)
    if t.noun.rsplit(" ", 1)[-1] in ("minister", "ministers") or t.category == "office":
        return 2 if ranked or t.size > 1 else 1
    if ranked or not listed("ranks", "sphere").isdisjoint(modifiers):
        return 1
    return 1 if t.category in ("class", "public") else 0


def party(folded: str) -> str:
    """The words that tell the side or the stake of a source."""
    terms = openers("parties")
    if terms.keys().isdisjoint(_WORD.findall(folded)):
        return ""
    for match in _WORD.finditer(folded):
        for term, _ in terms.get(match[0], ()):
            end = match.start() + len(term)
            if folded.startswith(term, match.start()) and not folded[end:end + 1].isalnum():
                return term
    return ""


def gender(noun: str) -> str:
    """m or f where the noun tells it."""
    if noun.endswith("woman") or noun in _HERS:
        return "f"
    return "m" if noun.endswith("man") or noun in _HIS else ""
