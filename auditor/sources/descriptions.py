"""Whom a description stands for: "the official", "another", "the senator", "an adviser" beside a name."""

import re
from bisect import bisect_left

from auditor import lexicons
from auditor.sources.cast import FAR, NEAR, Cast, Chain, Mention, Named, role_heads
from auditor.sources.phrase import Phrase
from auditor.sources.words import ARTICLE, BREAK, COURTESY, nouns
from auditor.text import fold

PEOPLE = frozenset("source generic staff post class public spokesperson lawyer office kin court".split())
_TITLE = {
    "senator": "sen", "representative": "rep", "congressman": "rep", "congresswoman": "rep", "governor": "gov",
    "general": "gen", "professor": "prof", "doctor": "dr", "colonel": "col", "admiral": "adm", "captain": "capt",
}
# Between a name and what is said of its bearer: a comma, perhaps an age or a party in brackets before it.
_AFTER_NAME = re.compile(r"(?: \([^()]{1,20}\))?(?:, \d\d)?(?:,| —| –| --?) ?")
_DESCRIBED = re.compile(r"(?: \([^()]{1,20}\))?(?:, \d\d)?, ((?:an? |the |his |her |who )[^,.;:“\"]{3,100})")
_PLACED = ("in ", "at ", "from ", "near ", "of ")  # "in Norvik, an official said"
# Nouns that describe the unnamed even where the text has not spoken of them before.
_UNNAMED_STAFF = frozenset(
    "official aide adviser advisor person insider staffer employee ally associate worker colleague friend member "
    "officer agent guard soldier individual participant attendee contractor clerk assistant".split()
)
_UNNAMED = ("anonymous", "spokesperson", "public")
HEADLINE = 8  # sentences in which a story names whom its headline describes
_TITLES = COURTESY - frozenset("mr mrs ms miss messrs".split())
_NO_TITLE = BREAK | ARTICLE
# From a description to the name that follows it, over titles.
_TO_NAME = re.compile(
    r"(?:, led by|,| —| –| --?| \()((?: [a-z]{1,20}){0,3}) "
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt)\. )?"
)


def beside(cast: Cast, phrase: Phrase, mention: Mention) -> Named | None:
    """The person to whose name the mention stands in apposition: "Tom Kerr, an adviser", "an adviser, Tom Kerr"."""
    base = cast.starts[mention.sentence]
    text = cast.sentences[mention.sentence]
    at = bisect_left(cast.name_starts, mention.start)
    if at and not phrase.plural:
        named = cast.names[at - 1]
        if named.kind == "person" and named.sentence == mention.sentence and (
                _AFTER_NAME.fullmatch(text[named.stop - base:mention.start - base])
                and not cast.text_before(named, 6).endswith(_PLACED)):
            return named
    if mention.text.endswith(("known", "identified")) and text.startswith(" as ", mention.stop - base):
        i = bisect_left(cast.name_starts, mention.stop + 4)
        return cast.names[i] if i < len(cast.names) and cast.names[i].start == mention.stop + 4 else None
    reach = _TO_NAME.match(text[mention.stop - base:mention.stop - base + 80])
    if reach and all(word in nouns() or word in lexicons.terms("ranks") for word in (reach[1] or "").split()):
        start = mention.stop + reach.end()
        i = bisect_left(cast.name_starts, start)
        if i < len(cast.names) and cast.names[i].start == start:
            named = cast.names[i]
            end = text[named.stop - base:named.stop - base + 1]
            if named.kind == "person" and end in (",", ")", "—", "–", ".", ""):
                return named
    return None


def definite(cast: Cast, phrase: Phrase, mention: Mention) -> Chain:
    """Whoever "the official", "that person" or "the senator" is."""
    for chain in reversed(cast.order[-FAR:]):
        if phrase.head in chain.heads and chain.plural == phrase.plural:
            return chain
    if phrase.category == "court" and (titled := _titled(cast, phrase.head, mention)):
        return cast.named(titled)
    if phrase.identification in ("organization", "document", "narrator"):
        return cast.keyed("the " + phrase.head, phrase.identification)
    if phrase.plural:
        return cast.new(phrase.identification)
    for chain in reversed(cast.chains[-FAR:]):
        if phrase.head in chain.heads and chain.identification == "named":
            return chain
    if titled := _titled(cast, phrase.head, mention):
        return cast.named(titled)
    if phrase.category in ("source", "generic", "staff", "post") and phrase.identification != "named":
        for chain in reversed(cast.order[-8:]):
            if not chain.plural and chain.identification in ("anonymous", "public"):
                return chain
        for chain in cast.order[-FAR:]:  # "sources said", then "the source": one after all
            if phrase.head in chain.heads and chain.plural and not any(p.number for p in chain.phrases):
                return chain
    if phrase.category == "source":
        return cast.new("anonymous")
    described = phrase.category in ("staff", "generic") and phrase.head not in _UNNAMED_STAFF
    if described and (person := cast.last_person(mention, phrase.gender)):  # "the former diplomat"
        return cast.named(person)
    last = cast.order[-1] if cast.order else None
    if phrase.category in ("class", "public") and last and not last.plural and last.identification == "anonymous":
        return last
    if phrase.category == "staff" and phrase.affiliation and last and last.name and last.identification == "named" and (
            mention.sentence - last.mentions[-1].sentence < NEAR):  # "the former aide to Kerr"
        return last
    if phrase.category in ("class", "office") or phrase.identification == "named":  # unnamed, but one of a kind
        person = cast.last_person(mention, phrase.gender)
        return cast.named(person) if person else cast.new("named")
    return cast.new(phrase.identification)


def recognise(cast: Cast) -> None:
    """Joins to their names the sources that the text names only after it has cited them.

    A headline's "judge" is named in the story, a spokesman in one of the next sentences; that an unnamed official and
    an official named later are one nobody can know.
    """
    unnamed = [chain for chain in cast.chains if chain.identification in _UNNAMED and chain.mentions
               and not (chain.name or chain.plural or chain.marked)]
    if not unnamed:
        return
    first_at: dict[str, Named] = {}
    for named in cast.names:
        if named.kind == "person":
            first_at.setdefault(named.name_id, named)
    later = list(first_at.values())
    for chain in unnamed:
        head, at = chain.phrases[0].head, chain.mentions[0]
        reach = HEADLINE if at.sentence == 0 else NEAR if chain.identification == "spokesperson" else 0
        if chain.phrases[0].kind not in ("indefinite", "definite") or not reach or head in _UNNAMED_STAFF:
            continue
        for named in later:
            if 0 < named.sentence - at.sentence <= reach and head in role_heads(_role(cast, named)):
                cast.join(chain, cast.named(named))
                break


def introduce(cast: Cast) -> None:
    """Gives each named source its fullest name in the text, and the role told there where no mention tells one."""
    fullest: dict[str, str] = {}
    for named in cast.names:
        if named.name_id in cast.by_name and len(named.text) > len(fullest.get(named.name_id, "")):
            fullest[named.name_id] = named.text
    for name_id, chain in cast.by_name.items():
        if chain.identification == "named":
            chain.name = fullest.get(name_id, chain.name)
    bare = {
        name_id: chain for name_id, chain in cast.by_name.items()
        if chain.identification == "named" and chain.mentions and not any(p.role for p in chain.phrases)
    }
    for named in cast.names if bare else ():
        met = bare.get(named.name_id)
        if met and not met.role:
            met.role = _role(cast, named)


def _role(cast: Cast, named: Named) -> str:
    """The title before a name, or the description after it."""
    text = cast.sentences[named.sentence]
    at = named.start - cast.starts[named.sentence]
    before = text[max(0, at - 60):at].removesuffix(", ").split()
    title: list[str] = []
    while before and len(title) < 6 and (word := fold(before[-1]).strip(".")) not in _NO_TITLE and word.isalnum():
        title.insert(0, before.pop())
    if title and ((last := fold(title[-1]).strip(".")) in _TITLES or last in nouns()):
        return " ".join(title)
    after = _DESCRIBED.match(text, named.stop - cast.starts[named.sentence])
    return after[1] if after and role_heads(after[1]) else ""


def _titled(cast: Cast, head: str, mention: Mention) -> Named | None:
    """The person whose name stood last before the mention with this title."""
    titles = (head, _TITLE.get(head, head))
    last = cast.before(mention.start)
    for i in range(last, max(-1, last - FAR), -1):
        named = cast.names[i]
        if named.kind == "person" and cast.text_before(named, 16).rstrip(" .").endswith(titles):
            return named
    return None


def indefinite(cast: Cast, phrase: Phrase, mention: Mention) -> Chain:
    """A source new to the article; a plural nobody can tell apart is one with its earlier mentions."""
    alike = phrase.plural and not phrase.fresh and not phrase.number
    if alike or phrase.identification in ("organization", "document", "collective"):
        return cast.keyed(fold(mention.text).removeprefix("by "), phrase.identification)
    return cast.new(phrase.identification)
