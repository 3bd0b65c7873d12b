"""Statements of one assertion brought together: headline, lead, quotation beside its paraphrase, a paragraph twice."""

from auditor.claims.events import content_words, stem
from auditor.claims.records import Statement

# Of the content words of the shorter statement, how many the longer one must share; at least three words.
SHARED = 0.6
SAME = 0.8  # the share asked of two that tell different events
NEAREST = 50  # earlier statements that share three words with one, the latest, are set against it


def clusters(statements: list[Statement]) -> list[list[int]]:
    """The positions of statements that assert the same, each list in order; a list for every assertion."""
    having: dict[str, int] = {}  # the earlier statements with a word, a bit each
    root = list(range(len(statements)))
    for b, statement in enumerate(statements):
        once = twice = near = 0  # who shares a word, two, three
        bit = 1 << b
        for word in statement.stems:
            earlier = having.get(word, 0)
            if earlier:
                near |= twice & earlier
                twice |= once & earlier
                once |= earlier
            having[word] = earlier | bit
        for _ in range(min(near.bit_count(), NEAREST)):
            a = near.bit_length() - 1
            near ^= 1 << a
            other = statements[a]
            shared = len(statement.stems & other.stems)
            if shared >= SHARED * min(len(statement.stems), len(other.stems)) and _agree(other, statement):
                _join(root, a, b)
    found: dict[int, list[int]] = {}
    for n in range(len(statements)):
        found.setdefault(_find(root, n), []).append(n)
    return list(found.values())


def _agree(a: Statement, b: Statement) -> bool:
    """Whether the two may be one assertion: not one denied and the other not, no different figures of one kind."""
    if a.polarity != b.polarity:
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
