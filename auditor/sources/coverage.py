"""Which of the sources near a formula of anonymity it covers."""

import re

from auditor.sources.anonymity import Grant
from auditor.sources.cast import PEOPLE, Cast, Chain, Mention
from auditor.sources.words import singular
from auditor.text import fold

_ALONE = ("anonymous", "spokesperson", "public")
# Words by which a sentence goes on about a source of the one before.
_REFERRING = frozenset("he she they both all most who other person source".split())
_NAMING = re.compile(r"\b(?:nam(?:e|ed|es|ing)|identif\w+|anonym\w+)\b")
_NAME_WITHHELD = re.compile(r"\b(?:last|sur|full|real|first) ?names?\b|\bpseudonym\b|\bidentified only\b|\bgoes by\b")


def cover(cast: Cast, at: dict[int, list[tuple[Mention, Chain]]], found: Grant) -> None:
    """Marks the chains that a formula covers; `at`: the mentions in each sentence, with their chains."""
    if found.category == "protected" and not _NAMING.search(cast.sentences[found.sentence]):
        return
    near = [
        (_distance(mention, found), i, chain)
        for n in range(found.sentence - 3, found.sentence + 2)
        for i, (mention, chain) in enumerate(at.get(n, ())) if _may_cover(cast, chain, mention, found)
    ]
    covered = [min(near, key=lambda one: one[:2])[2]] if near else []
    if found.group:
        covered += [c for c in cast.chains if c.identification in ("anonymous", "public") and c not in covered]
    for chain in [*covered, *_pseudonyms(cast, found)]:
        if found.category == "protected":
            chain.protected = True
        elif chain.identification in PEOPLE and (chain.identification != "collective" or chain.phrases[0].category):
            if chain.identification != "collective" or not found.group:
                chain.identification = "anonymous"
            chain.marked = True
            if found.reason and (chain.reason is None or found.reason[3] < chain.reason[3]):
                chain.reason = found.reason


def _may_cover(cast: Cast, chain: Chain, mention: Mention, found: Grant) -> bool:
    """Whether a formula may speak of a source cited near it; a name in its own sentence keeps it to itself."""
    if found.category == "adjective":  # "unnamed sources"
        return mention.start <= found.start < mention.stop and chain.identification in PEOPLE
    if mention.sentence == found.sentence:
        return chain.identification in PEOPLE or chain.identification == "named"
    if chain.identification not in _ALONE:
        return False
    if found.category in ("withheld", "protected"):  # its subject is the outlet
        return True
    before = fold(cast.sentences[found.sentence][:found.start - cast.starts[found.sentence]])
    words = {singular(word) for word in re.findall(r"\w+", before)}
    return not words.isdisjoint(_REFERRING) or not words.isdisjoint(chain.heads) or not before


def _distance(mention: Mention, found: Grant) -> tuple[int, int]:
    """Sentences, then characters between a mention and a formula; what comes before is nearer than what comes after."""
    apart = mention.sentence - found.sentence
    return abs(apart) * 2 + (apart > 0), max(found.start - mention.stop, mention.start - found.stop, 0)


def _pseudonyms(cast: Cast, found: Grant) -> list[Chain]:
    """Whoever goes by one name only, where the formula is about that name."""
    if not _NAME_WITHHELD.search(cast.sentences[found.sentence]):
        return []
    chains = [c for c in cast.chains if c.identification == "named" and c.name and " " not in c.name]
    here = {n.text for n in cast.names if n.sentence == found.sentence}
    chosen = [c for c in chains if c.name in here] or chains[:1]
    for chain in chosen:
        chain.identification = "anonymous"
    return chosen
