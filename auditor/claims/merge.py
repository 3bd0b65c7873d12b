"""Statements of one assertion brought together: headline, lead, quotation beside its paraphrase, a paragraph twice."""

from auditor.claims.events import content_words, stem
from auditor.claims.records import Statement

# Of the content words of the shorter statement, how many the longer one must share; at least so many words.
SHARED, ENOUGH = 0.6, 3
SAME = 0.8  # the share asked of two that tell different events


def clusters(statements: list[Statement]) -> list[list[int]]:
    """The positions of statements that assert the same, each list in order; a list for every assertion."""
    bits: dict[str, int] = {}
    masks = []
    for statement in statements:
        mask = 0
        for word in statement.stems:
            mask |= 1 << bits.setdefault(word, len(bits))
        masks.append(mask)
    root = list(range(len(statements)))
    sizes = [mask.bit_count() for mask in masks]
    for b in range(1, len(statements)):
        for a in range(b):
            shared = (masks[a] & masks[b]).bit_count()
            if shared >= ENOUGH and shared >= SHARED * min(sizes[a], sizes[b]) and _agree(statements[a], statements[b]):
                _join(root, a, b)
    found: dict[int, list[int]] = {}
    for n in range(len(statements)):
        found.setdefault(_find(root, n), []).append(n)
    return list(found.values())


def _agree(a: Statement, b: Statement) -> bool:
    """Whether the two may be one assertion: not one denied and the other not, no different figures of one kind."""
    if a.negative != b.negative:
        return False
    if a.predicate and b.predicate and stem(a.predicate.lower()) != stem(b.predicate.lower()) \
            and len(a.stems & b.stems) < SAME * min(len(a.stems), len(b.stems)):
        return False
    if _other(a, b) and len(a.stems & b.stems) < SAME * min(len(a.stems), len(b.stems)):
        return False
    one, two = a.figure, b.figure
    return not (one and two and one.unit == two.unit and one.counted == two.counted
                and (one.low > two.high or two.low > one.high))


def _other(a: Statement, b: Statement) -> bool:
    """Whether the two are told of different actors: subjects without a word in common, none of them a pronoun."""
    one, two = (content_words((s.subject or "").lower().split()) for s in (a, b))
    return bool(one and two) and one.isdisjoint(two)


def _find(root: list[int], n: int) -> int:
    while root[n] != n:
        root[n] = root[root[n]]
        n = root[n]
    return n


def _join(root: list[int], a: int, b: int) -> None:
    a, b = _find(root, a), _find(root, b)
    root[max(a, b)] = min(a, b)
