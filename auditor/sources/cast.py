"""The chains of one article: a chain of mentions for each real source, and the looks back that resolving needs."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from auditor.names import key
from auditor.sources.phrase import Phrase
from auditor.sources.words import nouns, singular
from auditor.text import fold

NEAR = 3  # sentences over which a pronoun reaches back
FAR = 300  # mentions, sources or names over which a description does
# What a formula of anonymity can speak of.
PEOPLE = ("anonymous", "spokesperson", "public", "collective", "unknown")
_SPEAKERS = ("named", "anonymous", "spokesperson", "public")


class Mention(NamedTuple):
    """The words by which an attribution cites a source; offsets in the document, `sentence` counts in the article."""

    start: int
    stop: int
    text: str
    sentence: int
    cue: str = ""


class Named(NamedTuple):
    """A name in the text of the article."""

    start: int
    stop: int
    kind: str
    name_id: str
    text: str
    sentence: int


@dataclass(slots=True, eq=False)
class Chain:
    """One real source: its mentions and what they say together."""

    identification: str
    phrases: list[Phrase] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    name: str = ""
    role: str = ""  # said of a name elsewhere in the text
    plural: bool = False
    gender: str = ""
    marked: bool = False
    protected: bool = False
    reason: tuple[int, int, str, str] | None = None  # start, stop, text, grade
    inherited: Phrase | None = None  # a description outside any mention that it stands for
    joined: "Chain | None" = None  # the chain that has taken over its mentions

    def add(self, phrase: Phrase, mention: Mention) -> None:
        """Takes in one more mention."""
        self.phrases.append(phrase)
        self.mentions.append(mention)
        self.gender = self.gender or phrase.gender
        self.plural = self.plural or (phrase.plural and self.identification != "named")
        if phrase.head and phrase.kind not in ("pronoun", "relative", "name"):
            self.heads.add(phrase.head)
        if phrase.kind == "name" and phrase.role:
            self.heads |= role_heads(phrase.role)
        if len(phrase.name) > len(self.name):
            self.name = phrase.name


@dataclass(slots=True, eq=False)
class Cast:
    """What is known of an article so far: its sentences with their offsets, its names, the chains and their order."""

    sentences: list[str]
    starts: list[int]
    names: list[Named]
    name_starts: list[int]
    ids: dict[str, str]  # text of a name, or a family name alone -> name_id
    full: set[str]  # who is named in full somewhere
    chains: list[Chain] = field(default_factory=list)
    by_name: dict[str, Chain] = field(default_factory=dict)
    order: list[Chain] = field(default_factory=list)  # the chain of each mention

    def new(self, identification: str, inherited: Phrase | None = None) -> Chain:
        """A chain of its own."""
        chain = Chain(identification or "unknown", inherited=inherited)
        if inherited:
            chain.plural = inherited.plural
            chain.heads.add(inherited.head)
        self.chains.append(chain)
        return chain

    def keyed(self, name_key: str, identification: str) -> Chain:
        """The one chain of `name_key`."""
        chain = self.by_name.get(name_key)
        if chain is None:
            chain = self.by_name[name_key] = self.new(identification)
        return chain

    def join(self, chain: Chain, other: Chain) -> None:
        """Gives the mentions of `chain` to `other`, whose they turn out to be."""
        pairs = sorted(zip(chain.mentions + other.mentions, chain.phrases + other.phrases, strict=True),
                       key=lambda pair: pair[0].start)
        other.mentions, other.phrases = [m for m, _ in pairs], [p for _, p in pairs]
        chain.mentions, chain.phrases, chain.joined = [], [], other

    def named(self, named: Named) -> Chain:
        """The chain of the bearer of a name in the text."""
        chain = self.keyed(*keyed_as(named.name_id, named.kind == "person"))
        chain.name = chain.name or named.text
        return chain

    def spoken(self, phrase: Phrase, mention: Mention) -> Chain:
        """The chain of a mention that names its source."""
        name_id = self.ids.get(phrase.name) or key(phrase.name)
        name_key, identification = keyed_as(name_id, phrase.identification == "named")
        if name_key not in self.by_name and (chain := self._cataphor(phrase, mention)):
            self.by_name[name_key] = chain
        return self.keyed(name_key, identification)

    def _cataphor(self, phrase: Phrase, mention: Mention) -> Chain | None:
        """The unnamed source of the mention just before, if this name with its role is whose it is."""
        last = self.order[-1] if self.order else None
        if last is None or last.name or last.plural or phrase.identification != "named" or (
                last.identification not in ("spokesperson", "anonymous", "public")):
            return None
        said = last.phrases[-1]
        begin = mention.start - self.starts[mention.sentence]
        clause = self.sentences[mention.sentence][begin:begin + len(mention.text) + 80]
        same_body = said.category == "spokesperson" and said.affiliation and said.affiliation in clause
        if said.kind != "indefinite" or not (same_body or last.heads & role_heads(phrase.role)):
            return None
        last.identification = "named"
        return last

    def inside(self, mention: Mention) -> tuple[tuple[int, int, str], ...]:
        """The names in a mention, relative to its start."""
        found = []
        i = bisect_left(self.name_starts, mention.start)
        while i < len(self.names) and (named := self.names[i]).start < mention.stop:
            found.append((named.start - mention.start, min(named.stop, mention.stop) - mention.start, named.kind))
            i += 1
        return tuple(found)

    def before(self, position: int) -> int:
        """Index of the last name that begins before `position`, -1 if there is none."""
        return bisect_left(self.name_starts, position) - 1

    def speaker(self, mention: Mention, gender: str) -> Chain | None:
        """The last single person cited before."""
        for chain in reversed(self.order[-6:]):
            if chain.plural or chain.identification not in _SPEAKERS:
                continue
            if "reporter" in chain.heads and not chain.name:  # who asks is not who answers
                continue
            if not (gender and chain.gender and gender != chain.gender):
                return chain
        return None

    def last_person(self, mention: Mention, gender: str, since: int = -1) -> Named | None:
        """The person named last before the mention, the first of its sentence before others of it.

        Near the mention, or with `since` anywhere after that position.
        """
        best = None
        for i in range(self.before(mention.start), -1, -1):
            named = self.names[i]
            if (best and named.sentence != best.sentence) or named.start < since or (
                    since < 0 and mention.sentence - named.sentence > NEAR):
                break
            told = self._courtesy(named)
            # a lone capitalised word may be anything
            sure = told or named.name_id in self.full or named.name_id in self.by_name
            if named.kind == "person" and sure and not (told and gender and told != gender):
                best = named
        return best

    def _courtesy(self, named: Named) -> str:
        """The gender that Mr. or Mrs. before a name tells."""
        title = self.text_before(named, 5)
        return "m" if title.endswith("mr. ") else "f" if title.endswith(("mrs. ", "ms. ", "miss ")) else ""

    def text_before(self, named: Named, size: int) -> str:
        """Up to `size` folded characters of the sentence before a name."""
        at = named.start - self.starts[named.sentence]
        return fold(self.sentences[named.sentence][max(0, at - size):at])


def keyed_as(name_id: str, person: bool) -> tuple[str, str]:
    """The key of a bearer's chain and its identification: a person and a body of one name are two."""
    return (name_id, "named") if person else (name_id + " body", "organization")


@lru_cache(maxsize=8192)
def role_heads(role: str) -> frozenset[str]:
    """The nouns for people in a description."""
    table = nouns()
    words = fold(role).replace(",", " ").split()
    return frozenset(singular(word) for word in words if table.get(word, ("",))[0] == "roles")
