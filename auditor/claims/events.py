"""What a sentence tells to have happened, if anything that matters: deaths, crimes, moves, money, agreements."""

from typing import NamedTuple

from auditor.claims.words import BE, DETERMINER, FUNCTION, HAVE, MODAL, PREPOSITION, SMALL, STOP, Hit, hits, phrases


class Event(NamedTuple):
    """A consequential predicate at the tokens [first, last): what hangs on it, and how certainly it is told."""

    first: int
    last: int
    consequence: str
    modality: str  # fact, planned, possible, conditional


EVENTS = phrases("event")
IN_HEADLINES = phrases("event", "headline")
DEEDS = phrases("event", "deed")
STAKES = phrases("consequence", "stake_money", "stake_arms", "stake_goods")
CHANGES = phrases("consequence", "change")
SHORTAGES = phrases("consequence", "shortage")
CAUSES = phrases("consequence", "cause")
ARMED = phrases("consequence", "armed", "stake_arms")
GROUND = phrases("consequence", "ground")
ADJUDICATED = phrases("consequence", "adjudicated")
# A sentence without one of these tells nothing that `events` would find: in an article about fighting, and in others.
TRIGGERS = frozenset((*EVENTS, *CHANGES, *SHORTAGES, *CAUSES))
CALM_TRIGGERS = frozenset(phrases("event", "casualty", "crime", "allegation", "health", "money"))
CALM_EVENTS = {word: EVENTS[word] for word in CALM_TRIGGERS}

# Where fighting is the topic, who went where and who sided with whom is what others check; elsewhere it is narrative.
OF_CONFLICT = frozenset(("movement", "motion", "agreement"))
# What alone tells of nothing, or not everywhere.
APART = frozenset(("idiom", "headline", "deed"))
# So many different terms of war, and such a share of an article's words: the fewer, the denser.
CONFLICTS = ((6, 0.01), (4, 0.015), (3, 0.025), (2, 0.05))
AUXILIARY = BE | HAVE
REACH = 8  # tokens between a change and what it changes

_POSSIBLE = frozenset("may might could would can can't couldn't wouldn't".split())
_LINKS = frozenset("also now already actually reportedly allegedly still since recently just then later even not never"
                   " been being had only ever repeatedly again".split())
_ASIDES = FUNCTION["relative"] - {"that"} | FUNCTION["subordinator"] | {"after", "before", "amid", "following"}
_ACCUSING = frozenset("accuse accuses accused accusing blame blames blamed suspect suspects suspected guilty".split())
FINITE = frozenset("is are was were has have had".split())
ENDINGS = ("'s", "ing", "ed", "es", "s")
_CONDITIONS = frozenset("if unless whether".split())
_BEFORE_NOUN = (DETERMINER | PREPOSITION) - frozenset(("all", "both", "more", "most", "half", "some", "many", "few",
                                                       "several", "one", "two", "three", "others", "another", "any",
                                                       "to"))


def of_conflict(words: list[str], noted: list[str]) -> bool:
    """Whether an article of these folded words is about fighting: several different terms of war, and often.

    STOP between sentences does not count.  `noted`: those of `words` that are in ARMED, perhaps among others.
    """
    if len(list(filter(ARMED.__contains__, noted))) < CONFLICTS[0][1] * (len(words) - words.count(STOP)):
        return False
    words = [word for word in words if word != STOP]
    found = [words[hit.first] for hit in hits(words, ARMED)]
    return any(len(set(found)) >= terms and len(found) >= rate * len(words) for terms, rate in CONFLICTS)


def events(words: list[str], conflict: bool, headline: bool = False) -> list[Event]:
    """The consequential predicates of a line of `words` in order.

    `conflict`: the article is about fighting; `headline`: there plain forms tell what happened ("Rebels seize town").
    """
    found = []
    for hit in hits(words, EVENTS if conflict else CALM_EVENTS):
        if hit.category in APART or (hit.category in OF_CONFLICT and not conflict):
            continue
        if hit.category == "motion" and not (hits(words, ARMED) or hits(words, GROUND)):
            continue
        if (modality := told(words, hit, headline)) and (conflict or not embedded(words, hit.first)):
            found.append(Event(hit.first, hit.last, "movement" if hit.category == "motion" else hit.category, modality))
    if headline and conflict:
        found += [Event(hit.first, hit.last, "movement", "fact") for hit in hits(words, IN_HEADLINES)
                  if hit.first and words[hit.first - 1].endswith(("s", "men", "people", "police"))]
        if not found:  # over a report of fighting any finite verb tells of it
            found += [Event(n, n + 1, "movement", "fact") for n, word in enumerate(words) if n and word in FINITE][:1]
    stakes = hits(words, STAKES) if conflict else []
    if stakes:
        found += _changes(words, stakes)
    if stakes and not found:
        found += [Event(hit.first, hit.last, "allegation", "fact") for hit in hits(words, CAUSES)]
    return sorted(found)


def deeds(words: list[str]) -> list[Event]:
    """What somebody is told to have done or resolved unseen; it weighs only where a story opens on it."""
    return [Event(hit.first, hit.last, "none", modality) for hit in hits(words, DEEDS)
            if (modality := told(words, hit)) and not embedded(words, hit.first)]


def _changes(words: list[str], stakes: list[Hit]) -> list[Event]:
    """Changes of what is at stake: aid cut, weapons received, no money for salaries."""
    found = []
    for hit in hits(words, CHANGES):
        near = [stake for stake in stakes if -REACH <= stake.first - hit.last <= REACH and stake.first != hit.first]
        gerund = words[hit.first].endswith("ing") and any(stake.last == hit.first for stake in near)
        if near and (modality := "fact" if gerund else told(words, hit)):
            consequence = "money" if near[0].category == "stake_money" else "movement"
            found.append(Event(hit.first, hit.last, consequence, modality))
    for hit in hits(words, SHORTAGES):
        if any(abs(stake.first - hit.last) <= REACH and not hit.first <= stake.first < hit.last for stake in stakes) \
                and not any(event.first == hit.first for event in found):
            found.append(Event(hit.first, hit.last, "money", "fact"))
    return found


def told(words: list[str], hit: Hit, headline: bool = False) -> str:
    """How the predicate at `hit` is told: fact, planned, possible, conditional; empty where it is no predicate.

    A headline drops the auxiliary: "Truce signed by rebels" is a predicate there.
    """
    first = hit.first
    before = words[first - 1] if first else ""
    single = hit.last - first == 1
    if single:
        word = words[first]
        if before in ("of", "for") and word.endswith("ing") and _ACCUSING.intersection(words[max(0, first - 12):first]):
            return "fact"  # "accuse the rebels of plotting"
        if before in _BEFORE_NOUN or before.endswith("'s"):
            return ""
        if word.endswith("ing") and not BE.intersection(words[max(0, first - 3):first]):
            return ""
        if words[hit.last:hit.last + 1] in (["by"], ["with"]) and not word.endswith("s") and not headline \
                and AUXILIARY.isdisjoint(words[max(0, first - 4):first]):
            return ""  # "rebels supplied by": says which, not what happened
    near = words[max(0, first - 4):first]
    if before == "to" or (near and near[-1] == "be" and "to" in near):
        return "planned" if single else "fact"
    for n in range(len(near) - 1, -1, -1):
        word = near[n]
        if word in MODAL:
            return "possible" if word in _POSSIBLE else "planned"
        if word not in BE and word not in HAVE and word not in _LINKS and not word.endswith("ly"):
            break
    if _CONDITIONS.intersection(words[max(0, first - 12):first]):
        return "conditional"
    return "fact"


def embedded(words: list[str], first: int) -> bool:
    """Whether the predicate at token `first` stands in a clause that only says which, when or why."""
    for n in range(first - 1, -1, -1):
        if words[n] in _ASIDES:
            return True
        if words[n] in (",", ";", ":", "—", "–"):
            return n > 0 and any(word in _ASIDES for word in words[n + 1:n + 3])
    return False


class _Meanings(dict[str, str]):
    """Words and their stems, empty for one that carries no meaning: a dict answers faster than a cached function."""

    def __missing__(self, word: str) -> str:
        if len(self) > 50_000:
            self.clear()
        found = self[word] = stem(word) if len(word) > 2 and word not in SMALL else ""
        return found


_meaning = _Meanings().__getitem__


def content_words(words: list[str]) -> frozenset[str]:
    """The stems of `words` that carry meaning, for comparing sentences."""
    return frozenset(filter(None, map(_meaning, words)))


def stem(word: str) -> str:
    """A crude stem: plural, past and -ing endings cut, so that "ordered" meets "orders"."""
    if word.endswith(ENDINGS):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[:-len(ending)]
    return word
