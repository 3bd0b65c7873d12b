"""Which mentions of names in an article are one entity."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from auditor.names.finding import find
from auditor.names.keys import REMEMBERED, initials, key, same

NEAREST = 40  # bearers of a family name among which an article's next mention is looked for: the latest


@lru_cache(maxsize=REMEMBERED)
def _handles(name: str) -> tuple[str, str, str, str]:
    """The key of a name, and what its other mentions are looked for under: last word, acronym, first word."""
    folded = key(name)
    return folded, folded.rpartition(" ")[2], initials(folded), folded.partition(" ")[0]


def entities(
    sentences: Sequence[str], aliases: Mapping[str, str] | None = None
) -> list[tuple[int, int, int, str, int, str]]:
    """Every name in the sentences of one article: (sentence, start, stop, kind, entity, key), in order.

    Entities are numbered from 0 by first mention.  A family name after the full one, and an acronym after the name it
    stands for, are the same entity; its key and kind are those of its fullest mention.  `aliases`: key of a spelling
    -> the name it stands for.
    """
    found = [(i, *name) for i, text in enumerate(sentences) for name in find(text)]
    bearers: list[tuple[str, str]] = []  # the fullest text, and its kind
    under: dict[str, list[int]] = {}  # handle -> bearers
    chosen: list[int] = []
    for i, start, stop, kind in found:
        text = sentences[i][start:stop]
        if aliases:
            text = aliases.get(key(text), text)
        folded, last, acronym, opening = _handles(text)
        near = [n for handle in (last, acronym, opening) if handle in under for n in under[handle][-NEAREST:]]
        for n in sorted(near, reverse=True) if len(near) > 1 else near:
            if text == bearers[n][0] or _one(text, kind, *bearers[n]):
                if len(folded) > len(key(bearers[n][0])):
                    bearers[n] = (text, kind)
                    under.setdefault(acronym, []).append(n)
                break
        else:
            n = len(bearers)
            bearers.append((text, kind))
            for handle in {last, acronym, opening} if kind == "person" else {last, acronym}:
                under.setdefault(handle, []).append(n)
        chosen.append(n)
    told = [(kind, n, key(text)) for n, (text, kind) in enumerate(bearers)]
    return [(i, start, stop, *told[n]) for (i, start, stop, _), n in zip(found, chosen, strict=True)]


@lru_cache(maxsize=REMEMBERED)
def _one(text: str, kind: str, other: str, other_kind: str) -> bool:
    """Whether a mention in an article is the bearer met there before."""
    if same(text, other):
        return True
    if "place" in (kind, other_kind) or "person" not in (kind, other_kind):
        return False
    short, full = sorted((key(text), key(other)), key=len)  # a given name alone: Anna after Anna Lee
    return " " not in short and full.split()[0] == short and other_kind == "person"
