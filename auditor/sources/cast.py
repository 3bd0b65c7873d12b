"""Who is who among the mentions of one article: a chain of mentions for each real source.

Names are matched by the article's name table; pronouns, relatives, "the official", "another" and descriptions of
someone named are resolved backwards, a spokesman who is named in the next sentence forwards.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.names import key
from auditor.sources.phrase import BREAK, HEADLESS, Phrase, nouns, parse, singular
from auditor.text import fold

NEAR = 3  # sentences over which a pronoun reaches back to a speaker


class Mention(NamedTuple):
    """The words by which an attribution cites a source; offsets in the document, `sentence` counts in the article."""

    start: int
    stop: int
    text: str
    sentence: int
    belief: bool


class Named(NamedTuple):
    """A name in the text of the article."""

    start: int
    stop: int
    kind: str
    name_id: str
    text: str
    sentence: int


@dataclass(slots=True)
class Chain:
    """One real source: its mentions and what they say together."""

    identification: str
    phrases: list[Phrase] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    name: str = ""
    plural: bool = False
    gender: str = ""
    marked: bool = False
    protected: bool = False
    reason: tuple[int, int, str, str] | None = None  # start, stop, text, grade
    inherited: Phrase | None = None  # the description outside any mention that it stands for

    def add(self, phrase: Phrase, mention: Mention) -> None:
        """Takes in one more mention."""
        self.phrases.append(phrase)
        self.mentions.append(mention)
        self.gender = self.gender or phrase.gender
        if phrase.head and phrase.kind not in ("pronoun", "relative", "name"):
            self.heads.add(phrase.head)
        self.heads.update(_role_heads(phrase.role) if phrase.role else ())
        if phrase.name and len(phrase.name) > len(self.name):
            self.name = phrase.name


class Article(NamedTuple):
    """What resolving needs of an article: its sentences with their offsets, and its names, both in order."""

    sentences: list[str]
    starts: list[int]
    names: list[Named]


class Cast:
    """The chains of one article, grown mention by mention in order of position."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.chains: list[Chain] = []
        self.by_name: dict[str, Chain] = {}
        self.order: list[Chain] = []  # the chain of each mention so far
        self.name_starts = [n.start for n in article.names]
        self.ids = {n.text: n.name_id for n in article.names}

    # --- the way in ------------------------------------------------------------------------------------------------

    def cite(self, mention: Mention) -> Chain:
        """The chain that `mention` belongs to, a new one where it is the first."""
        phrase = parse(mention.text, self._inside(mention))
        chain = self._resolve(phrase, mention)
        chain.add(phrase, mention)
        chain.plural = chain.plural or phrase.plural and chain.identification != "named"
        self.order.append(chain)
        return chain

    def _inside(self, mention: Mention) -> tuple[tuple[int, int, str], ...]:
        names = self.article.names
        found = []
        for i in range(bisect_left(self.name_starts, mention.start), len(names)):
            if names[i].start >= mention.stop:
                break
            found.append((names[i].start - mention.start, min(names[i].stop, mention.stop) - mention.start, names[i].kind))
        return tuple(found)

    def _resolve(self, phrase: Phrase, mention: Mention) -> Chain:
        if phrase.name:
            return self._by_name(phrase, mention)
        if phrase.kind == "speaker":
            return self._keyed("narrator", "narrator")
        if phrase.kind == "pronoun":
            return {"person": self._person, "group": self._group, "thing": self._thing}[phrase.category](phrase, mention)
        if phrase.kind == "relative":
            return self._relative(mention)
        if phrase.kind == "headless":
            return self._headless(phrase)
        if phrase.category in _PEOPLE and (named := self._beside(phrase, mention)):
            return self._named(named)
        if phrase.kind == "definite":
            return self._definite(phrase, mention)
        return self._indefinite(phrase, mention)

    def _beside(self, phrase: Phrase, mention: Mention) -> Named | None:
        """The person to whose name the mention stands in apposition: "Tom Kerr, an adviser", "an adviser, Tom Kerr"."""
        base = self.article.starts[mention.sentence]
        text = self.article.sentences[mention.sentence]
        at = bisect_left(self.name_starts, mention.start)
        if at and not phrase.plural:
            named = self.article.names[at - 1]
            between = text[max(0, named.stop - base):mention.start - base]
            if named.kind == "person" and named.sentence == mention.sentence and _APPOSED.fullmatch(between):
                return named
        after = text[mention.stop - base:mention.stop - base + 80]
        if at_next := _NEXT_NAME.match(after):
            start = mention.stop + at_next.end()
            i = bisect_left(self.name_starts, start)
            if i < len(self.article.names) and self.article.names[i].start == start:
                named = self.article.names[i]
                if named.kind == "person" and text[named.stop - base:named.stop - base + 1] in (",", ")", "—", "–", ".", ""):
                    return named
        return None

    def _new(self, identification: str, phrase: Phrase | None = None) -> Chain:
        chain = Chain(identification, inherited=phrase)
        self.chains.append(chain)
        return chain

    def _keyed(self, name_key: str, identification: str) -> Chain:
        chain = self.by_name.get(name_key)
        if chain is None:
            chain = self.by_name[name_key] = self._new(identification)
        return chain

    # --- names -----------------------------------------------------------------------------------------------------

    def _by_name(self, phrase: Phrase, mention: Mention) -> Chain:
        person = phrase.identification == "named"
        name_id = (self.ids.get(phrase.name) or key(phrase.name)) + ("" if person else " body")
        chain = self.by_name.get(name_id)
        if chain is None:
            chain = self.by_name[name_id] = self._cataphor(phrase) or self._new(phrase.identification)
        return chain

    def _named(self, named: Named) -> Chain:
        person = named.kind == "person"
        name_id = named.name_id + ("" if person else " body")
        chain = self.by_name.get(name_id)
        if chain is None:
            chain = self._new("named" if person else "organization")
            chain.name = named.text
            self.by_name[name_id] = chain
        return chain

    def _cataphor(self, phrase: Phrase) -> Chain | None:
        """The unnamed source of the mention just before, if this name is whose it is."""
        if phrase.identification != "named" or not self.order or not phrase.role:
            return None
        last = self.order[-1]
        if last.name or last.plural or last.identification not in ("spokesperson", "anonymous", "public"):
            return None
        if last.phrases[-1].kind != "indefinite" or not last.heads & _role_heads(phrase.role):
            return None
        last.identification = "named"
        return last

    # --- pronouns --------------------------------------------------------------------------------------------------

    def _person(self, phrase: Phrase, mention: Mention) -> Chain:
        said = self._speaker(mention, phrase.gender)
        named = self._last_person(mention, phrase.gender)
        if said and (not named or said.mentions[-1].sentence >= named.sentence):
            return said
        if said and mention.sentence - said.mentions[-1].sentence < NEAR and not self._opens(named):
            return said
        if named:
            return self._named(named)
        return said or self._new("unknown")

    def _speaker(self, mention: Mention, gender: str) -> Chain | None:
        """The last single person cited before."""
        for chain in reversed(self.order[-6:]):
            if chain.plural or chain.identification not in ("named", "anonymous", "spokesperson", "public"):
                continue
            if "reporter" in chain.heads and not chain.name:  # who asks is not who answers
                continue
            if not (gender and chain.gender and gender != chain.gender) and chain.mentions[-1].start < mention.start:
                return chain
        return None

    def _last_person(self, mention: Mention, gender: str) -> Named | None:
        """The person named last before the mention, the first of its sentence before others of it."""
        best = None
        for i in range(bisect_left(self.name_starts, mention.start) - 1, -1, -1):
            named = self.article.names[i]
            if best and named.sentence != best.sentence or mention.sentence - named.sentence > NEAR:
                break
            sure = " " in named.text or named.name_id in self.by_name
            if named.kind == "person" and sure and not self._other_gender(named, gender):
                best = named
        return best

    def _other_gender(self, named: Named, gender: str) -> bool:
        at = named.start - self.article.starts[named.sentence]
        title = self.article.sentences[named.sentence][max(0, at - 5):at].lower()
        told = "m" if title.endswith("mr. ") else "f" if title.endswith(("mrs. ", "ms. ", "miss ")) else ""
        return bool(told and gender and told != gender)

    def _opens(self, named: Named | None) -> bool:
        """Whether the name opens its sentence, as a subject does."""
        return named is not None and named.start - self.article.starts[named.sentence] < 24

    def _group(self, phrase: Phrase, mention: Mention) -> Chain:
        near = [
            chain for chain in reversed(self.order[-4:])
            if (chain.plural or chain.identification in ("organization", "collective"))
            and mention.sentence - chain.mentions[-1].sentence < NEAR
        ]
        if near and mention.sentence - near[0].mentions[-1].sentence < 2:
            return near[0]
        subject = self._subject(mention.sentence - 1) if mention.sentence else None
        if subject:
            return self._indefinite(*subject)
        if near:
            return near[0]
        noun = self._noun_before(mention, plural=True)
        return self._new(noun[0].identification if noun else "collective", noun[0] if noun else None)

    def _subject(self, number: int) -> tuple[Phrase, Mention] | None:
        """Those with whom sentence `number` begins."""
        text = self.article.sentences[number]
        match = _OPENING_WORDS.match(text)
        if not match:
            return None
        start = self.article.starts[number]
        phrase = parse(match[0])
        if phrase.plural and phrase.category in _PEOPLE and phrase.kind in ("indefinite", "definite") and not phrase.name:
            return phrase, Mention(start, start + match.end(), match[0], number, False)
        return None

    def _thing(self, phrase: Phrase, mention: Mention) -> Chain:
        if phrase.head not in ("which", "that"):
            for chain in reversed(self.order[-3:]):
                if chain.identification in ("organization", "document"):
                    return chain
        for i in range(bisect_left(self.name_starts, mention.start) - 1, -1, -1):
            named = self.article.names[i]
            if mention.sentence - named.sentence > 1:
                break
            if named.kind == "organisation":
                return self._named(named)
        return self._new("organization")

    def _relative(self, mention: Mention) -> Chain:
        """Whoever stands right before the relative pronoun, or heads the phrase that ends there."""
        for chain in reversed(self.order[-3:]):
            last = chain.mentions[-1]
            if last.start < mention.start < last.stop or 0 <= mention.start - last.stop <= 2:
                return chain
        base = self.article.starts[mention.sentence]
        before = self.article.sentences[mention.sentence][:mention.start - base]
        noun = self._noun_before(mention)
        begin = noun[1] if noun else -1
        several = noun is not None and noun[0].plural
        at = bisect_left(self.name_starts, mention.start) - 1
        while at >= 0 and self.article.names[at].sentence == mention.sentence:
            named = self.article.names[at]
            end = named.stop - base
            if named.kind == "person" and (end > begin or before[end:begin].strip(" ,(—–-") == ""
                                           or before[end:begin].startswith((", ", " ("))) \
                    and not before[end:].startswith(("'s ", "’s ", "' ", "’ ")):
                if end < begin or not noun or named.start - base >= begin and not (several and noun[2] >= end):
                    return self._named(named)
            at -= 1
        if noun is None or not noun[0].identification:
            last = fold(before.split()[-1]) if before.split() else ""
            return self._new("collective" if last in HEADLESS or last in ("those", "people") else "unknown")
        phrase = noun[0]
        if phrase.kind == "definite":
            return self._definite(phrase, mention)
        chain = self._new(phrase.identification or "unknown", phrase)
        chain.plural = phrase.plural
        chain.heads.add(phrase.head)
        return chain

    def _noun_before(self, mention: Mention, plural: bool = False) -> tuple[Phrase, int, int] | None:
        """The last noun for people before the mention as a phrase, and where it stands in its sentence."""
        sentence = mention.sentence
        table = nouns()
        for n in range(sentence, max(-1, sentence - 1 - plural), -1):
            text = self.article.sentences[n]
            if n == sentence:
                text = text[:mention.start - self.article.starts[n]]
            words = [(m.start(), m.end(), fold(m[0])) for m in _WORDS.finditer(text)]
            for i in range(len(words) - 1, -1, -1):
                noun = words[i][2]
                if table.get(noun, ("",))[0] in ("roles", "collectives") and (not plural or noun != singular(noun)):
                    begin = i
                    while begin > max(0, i - 6) and words[begin - 1][2] not in BREAK and (
                            text[words[begin - 1][1]:words[begin][0]].isspace()):
                        begin -= 1
                        if words[begin][2] in _OPENING:
                            break
                    return parse(text[words[begin][0]:words[i][1]]), words[begin][0], words[i][1]
        return None

    # --- descriptions ----------------------------------------------------------------------------------------------

    def _definite(self, phrase: Phrase, mention: Mention) -> Chain:
        for chain in reversed(self.order):
            if phrase.head in chain.heads and chain.plural == phrase.plural:
                return chain
        if phrase.identification in ("organization", "document"):
            return self._keyed("the " + phrase.head, phrase.identification)
        if phrase.plural:
            return self._new(phrase.identification)
        for chain in reversed(self.chains):
            if phrase.head in chain.heads and chain.identification == "named":
                return chain
        if titled := self._titled(phrase.head, mention):
            return self._named(titled)
        if phrase.category in ("source", "generic", "staff"):
            for chain in reversed(self.order[-8:]):
                if not chain.plural and chain.identification in ("anonymous", "public"):
                    return chain
            if phrase.category in ("source",):
                return self._new("anonymous")
        last = self.order[-1] if self.order else None
        if phrase.category in ("class", "public") and last and not last.plural and last.identification == "anonymous":
            return last
        person = self._last_person(mention, phrase.gender)
        if person and phrase.category in ("class", "office"):
            return self._named(person)
        if phrase.category == "spokesperson":
            return self._new("spokesperson")
        return self._new("named" if phrase.category in ("class", "office") else phrase.identification)

    def _titled(self, head: str, mention: Mention) -> Named | None:
        """The person whose name stood last before the mention with this title."""
        short = _SHORT.get(head, head)
        for i in range(bisect_left(self.name_starts, mention.start) - 1, -1, -1):
            named = self.article.names[i]
            if named.kind == "person":
                at = named.start - self.article.starts[named.sentence]
                before = fold(self.article.sentences[named.sentence][max(0, at - 16):at]).rstrip(" .")
                if before.endswith((head, short)):
                    return named
        return None

    def _headless(self, phrase: Phrase) -> Chain:
        """"One", "another", "some": of those cited last."""
        for chain in reversed(self.order[-4:]):
            if chain.identification in ("anonymous", "collective", "public", "spokesperson"):
                if not phrase.fresh and phrase.plural and chain.plural:
                    return chain
                found = self._new(chain.identification, chain.phrases[0] if chain.phrases else chain.inherited)
                found.plural, found.heads = phrase.plural, set(chain.heads)
                return found
        plain = phrase.head in ("another", "one", "second", "third")
        return self._new("anonymous" if plain else "collective")

    def _indefinite(self, phrase: Phrase, mention: Mention) -> Chain:
        identification = phrase.identification
        if phrase.plural and not phrase.fresh and not phrase.number or identification in ("organization", "document"):
            chain = self._keyed(fold(mention.text).removeprefix("by "), identification)
        else:
            chain = self._new(identification)
        return chain


_SHORT = {"senator": "sen", "representative": "rep", "congressman": "rep", "congresswoman": "rep", "governor": "gov",
          "general": "gen", "professor": "prof", "doctor": "dr", "colonel": "col", "admiral": "adm", "captain": "capt"}
_OPENING = frozenset("a an the this that these those one two three four five six several some many most other another "
                     "his her their its".split())
_OPENING_WORDS = re.compile(r"(?:[\w’'-]+ ){1,7}")
_PEOPLE = frozenset("source generic staff class public spokesperson lawyer office kin".split())
# Between a name and what is said of its bearer: a comma, perhaps an age or a party in brackets before it.
_APPOSED = re.compile(r"(?: \([^()]{1,20}\))?(?:, \d\d)?(?:,| —| –| -) ?")
# From a description to the name that follows it, over titles.
_NEXT_NAME = re.compile(r"(?:,| —| –| -| \(|, led by)(?: [a-z]{1,20}){0,3} (?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt)\. )?")
_WORDS = re.compile(r"[^\W_](?:[\w’'.-]*[\w’'])?")


def _role_heads(role: str) -> set[str]:
    """The nouns for people in a description."""
    table = nouns()
    found = set()
    for word in fold(role).replace(",", " ").split():
        if table.get(word, ("",))[0] == "roles":
            found.add(singular(word))
    return found
