"""Denial against assertion: what one article of a story refutes and another tells as so."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from auditor.disagreements.refutations import Refutation, find
from auditor.disagreements.stands import FIRM, Article, Sentence, Stand, slot_terms, spoken, stand, terms

HIGH, LOW = 0.65, 0.3  # who refutes, who does not
LEAD = 10  # sentences that make up what an article tells
CLEAR, SOFT = 0.55, 0.42
LIKE = 0.0
MATCH = 0.08  # share of the refuted claim's weight that the assertion must hold


class Found(NamedTuple):
    """Two passages that differ: (article, order of its sentence) of the one who refutes, then of the other."""

    article: str
    order: int
    other: str
    other_order: int
    kind: str
    confidence: float
    slot: str
    why: str


Weights = dict[str, float]


def weigh(articles: Sequence[Article]) -> Weights:
    """How telling each term is: rare ones and names more."""
    count: Counter[str] = Counter()
    for article in articles:
        count.update(frozenset().union(*(terms(s) for s in article.sentences[:LEAD])))
    total = len(articles) + 1
    return {t: log(1 + total / n) * (1.5 if t.startswith("n:") else 1.0) for t, n in count.items()}


def claim(article: Article, order: int, refutation: Refutation) -> frozenset[str]:
    """The terms of what is refuted: the slot, and where that names nothing the sentences around it."""
    sentences = article.sentences
    own = slot_terms(sentences[order], refutation)
    if refutation.generic or len(own) < 4:
        own |= terms(sentences[order])
        if order:
            own |= terms(sentences[order - 1])
    return own


def lead(article: Article, weights: Weights) -> Weights:
    """What an article tells, as weighted terms of its first sentences, of length 1."""
    found = {t: weights[t] for t in frozenset().union(*(terms(s) for s in article.sentences[:LEAD]))}
    length = sum(w * w for w in found.values()) ** 0.5 or 1.0
    return {t: w / length for t, w in found.items()}


def cosine(one: Weights, two: Weights) -> float:
    return sum(w * two[t] for t, w in one.items() if t in two)


def subject(sentence: Sentence, refutation: Refutation) -> str:
    """Whose act is negated or given up: the name before the marker; empty where none is, or a story is refuted."""
    if refutation.kind != "negation":
        return ""
    return max(((at, key) for at, key, _ in sentence.names if at < refutation.start), default=(0, ""))[1]


def opposed(story: Sequence[Article], stands: dict[str, Stand], weights: Weights) -> list[Found]:
    """The pairs of a story in which one article refutes what the other tells."""
    found = []
    refuters = [a for a in story if stands[a.article_id].strength >= HIGH and stands[a.article_id].refutations[0][0] >= CLEAR]
    tellers = [a for a in story if stands[a.article_id].strength <= LOW]
    leads = {a.article_id: lead(a, weights) for a in story}
    for refuter in refuters:
        claims = [
            (strength, order, refutation, claim(refuter, order, refutation))
            for strength, order, refutation in stands[refuter.article_id].refutations[:3]
        ]
        whole = frozenset().union(*(c[3] for c in claims), *(terms(s) for s in refuter.sentences[:2]))
        for teller in tellers:
            near = cosine(leads[refuter.article_id], leads[teller.article_id])
            if near < LIKE:
                continue
            best = max(
                (
                    (strength * likeness(about, s, weights), strength, -order, -s.order, order, s.order, r)
                    for strength, order, r, about in claims
                    for need in (subject(refuter.sentences[order], r),)
                    for s in teller.sentences[: 2 * LEAD]
                    if not need or any(key == need for _, key, _ in s.names)
                ),
                default=None,
            )
            if best and best[0] >= MATCH and softness(teller, whole) <= SOFT:
                score, strength, _, _, order, other, refutation = best
                confidence = round(min(0.99, 0.5 * stands[refuter.article_id].strength + 0.5 * score), 3)
                found.append(Found(refuter.article_id, order, teller.article_id, other, {"doubt": "debunk"}.get(refutation.kind, refutation.kind), confidence,
                                   "", ""))
    return found


def softness(teller: Article, about: frozenset[str]) -> float:
    """How far an article itself takes back what it tells, in its first sentences."""
    left = 1.0
    for sentence in teller.sentences[:6]:
        met = len(about & terms(sentence)) > 1
        worst = max((r.strength for r in find(spoken(sentence.text), sentence.text.rstrip().endswith("?"))
                     if met or r.strength > FIRM or sentence.order < 3 and r.strength < 0.3), default=0.0)
        left *= 1 - worst
    return 1 - left


def likeness(about: frozenset[str], sentence: Sentence, weights: Weights) -> float:
    """The share of the claim's weight that a sentence holds; a little more for the first sentences."""
    shared = about & terms(sentence)
    if len(shared) < 2:
        return 0.0
    whole = sum(weights.get(t, 1.0) for t in about)
    return sum(weights.get(t, 1.0) for t in shared) / max(whole, 6.0) * (1.0 if sentence.order < 2 else 0.9 if sentence.order < 4 else 0.7)
