"""Labels that lead in to people named next: "Former aides say he is tired", and then two of them by name."""

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from auditor import lexicons
from auditor.sources.cast import Cast, Chain, role_heads
from auditor.sources.words import nouns, singular
from auditor.text import fold

AHEAD = 2  # paragraphs after the label's own in which its people are named
FAR = 100_000  # characters, where no paragraph follows
MOST = 20  # people named there that are looked at
PANEL = 6  # from this many on a count tells of a round of interviews, of which the article names some
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_POSSESSOR = re.compile(r"['’]s |s['’] ")  # "the mayor's aides" introduces them as much as "aides to the mayor"
# Titles, ranks and joints: words of a label that tell no body and no principal.
_EMPTY = frozenset("a an and at by for former from her his in interview its more mr mrs ms of old on other several "
                   "some the their to top who with".split())
_OFFICIALS = frozenset("official officer leader executive authority".split())
_POSTS = frozenset("admiral adviser colonel commissioner diplomat envoy executive expert general governor mayor "
                   "minister officer official senator".split())
_LOCAL = frozenset("city community county local municipal town village".split())
_LOCALLY = frozenset("alderman commissioner councillor councilman councilwoman mayor sheriff".split())
_HOLDING = ("spokesperson", "post", "office")


def led_to(cast: Cast, chains: list[Chain], paragraphs: list[int]) -> dict[int, Chain]:
    """id of a chain without names -> the named chain that its label leads in to.

    The label is a plural without a promise of anonymity; in its paragraph or in one of the next two somebody is cited
    by name who is one of those it speaks of.  `paragraphs`: where each begins, in order.
    """
    labels = [chain for chain in chains if chain.identification == "anonymous" and chain.plural and not chain.marked
              and not 0 < max(p.number for p in chain.phrases) < PANEL]
    named = sorted(
        ((mention.start, chain) for chain in chains if chain.identification == "named" and chain.name
         for mention in chain.mentions), key=lambda pair: pair[0],
    ) if labels else []
    starts = [start for start, _ in named]
    people: frozenset[str] | None = None
    told: dict[int, list[frozenset[str]]] = {}
    found: dict[int, Chain] = {}
    for label in labels:
        for mention, phrase in zip(label.mentions, label.phrases, strict=True):
            if phrase.kind != "indefinite" and not _POSSESSOR.search(mention.text):
                continue
            n = bisect_right(paragraphs, mention.start, 1)
            low = paragraphs[n - 1]
            high = paragraphs[n + AHEAD] if n + AHEAD < len(paragraphs) else mention.start + FAR
            first = bisect_left(starts, low)
            for _, chain in named[first:min(first + MOST, bisect_left(starts, high))]:
                if id(chain) not in told:
                    told[id(chain)] = [*map(_role, {chain.role, *(p.role for p in chain.phrases)} - {""})]
                fits = [role for role in told[id(chain)] if _one_of(mention.text, phrase.head, role)]
                if fits and people is None:
                    people = _words(" ".join(n.text for n in cast.names if n.kind == "person"))
                if people and any(not _anothers(people, mention.text, chain.name, role) for role in fits):
                    found.setdefault(id(label), chain)
    return found


@lru_cache(maxsize=4096)
def _role(text: str) -> frozenset[str]:
    """The words of a description of somebody named, and its titles of two and three words."""
    folded = fold(text)
    return _words(text) | role_heads(text) | {term for term in _near() if " " in term and term in folded}


@cache
def _around() -> frozenset[str]:
    return frozenset(lexicons.load("leads")["around"])


@cache
def _close() -> frozenset[str]:
    return frozenset((*_around(), *lexicons.load("leads")["near"]))


@cache
def _near() -> frozenset[str]:
    return frozenset(lexicons.terms("leads"))


@lru_cache(maxsize=4096)
def _one_of(text: str, head: str, role: frozenset[str]) -> bool:
    """Whether somebody described by `role` may be one of those whom the label `text` with its `head` speaks of."""
    words = _words(text)
    heads = {word for word in words if nouns().get(word, ("",))[0] == "roles"} | {head}
    body = words - heads
    shared = bool(body & role or (words & _LOCAL and role & _LOCALLY))
    if not heads.isdisjoint(_around()):
        return not role.isdisjoint(_near() if shared or not body else _close() if _capitals(text) else ())
    if heads & role:  # "Delta executives", then "Ida Moen, the chief executive"
        return shared or not body or text.startswith("interviews with ") or all(word in nouns() for word in role)
    return shared and head in _OFFICIALS and any(
        word in _POSTS or nouns().get(word, ("", ""))[1] in _HOLDING for word in role)


def _anothers(people: frozenset[str], text: str, name: str, role: frozenset[str]) -> bool:
    """Whether the bearer of `name` and `role` is the one whose people `text` speaks of, or somebody else's.

    `people`: the words of all names of persons in the article.
    """
    written = _capitals(text)
    whose = written & people
    if not whose:  # a body's people, and those of another body
        return bool(written) and written.isdisjoint(role) and any(word not in nouns() for word in role)
    return bool(whose & _words(name)) or bool(role & people and not whose & role)


def _capitals(text: str) -> frozenset[str]:
    """The telling words of a label that are written like names."""
    words = _words(" ".join(word for word in text.split() if word[0].isupper()))
    return frozenset(word for word in words if nouns().get(word, ("",))[0] != "roles")


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The telling words of a description, folded, singular; of a nation its country."""
    raw = {re.sub(r"['’]s?$", "", word).rstrip(".") for word in _WORD.findall(fold(text))}
    countries = lexicons.terms("demonyms")
    return frozenset(countries.get(word, word) for word in raw | set(map(singular, raw))) - _EMPTY
