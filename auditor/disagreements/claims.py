"""Denial against assertion: what one article of a story refutes and another tells as so.

Sentence against sentence is not enough: who refutes prints what he refutes, and who asserts may mention the denial.
So an article has a stand, and articles are set against one another by their stands on what both tell.
"""

from collections.abc import Sequence
from typing import NamedTuple

from auditor.disagreements.pairs import Pair
from auditor.disagreements.refutations import Refutation, asks, find
from auditor.disagreements.stands import (
    FIRM,
    LEAD,
    Article,
    Sentence,
    Stand,
    Weights,
    clause,
    focus,
    kinship,
    slot_terms,
    stand,
    terms,
    weight,
)
from auditor.disagreements.words import acts
from auditor.disagreements.words import terms as word_terms

CLEAR = 0.55  # the strongest refutation of an article that refutes
WEAK, DISTANCE = 0.3, 0.25  # what is weaker only keeps its distance (rumour, supposedly), by so much each
LOW, SOFT = 0.3, 0.42  # an article that tells refutes less than this, and takes back less of what it tells
# What is asked of stories that a reader has stated, and of those that were found: the stand of the one who refutes,
# the share of the refuted claim in the sentence of the other, and both together.
STATED, FOUND = (0.65, 0.05, 0.76), (0.7, 0.1, 1.02)
SAME = 0.1  # of what the first sentences of two articles tell, what they share where the story was found
NOT = 0.4  # a plain not
FEW, ALONE = 3, 1.2  # so few terms of a claim, and so little of both above, do not make up for less
TOLD, LIGHT, KIN = 2, 8.0, 0.22  # an article tells in its first sentences; light words further down want nearer kin
LATER = 12 * 3600  # seconds after which giving up is a change, not a contradiction
WHY = {"denial": "one denies it, the other tells it as so", "debunk": "one calls it untrue, the other tells it as so",
       "negation": "one says it is not so, the other that it is", "update": "the later one says it no longer holds"}


class Claim(NamedTuple):
    """What an article refutes: how strongly, where, and its terms."""

    strength: float
    order: int
    refutation: Refutation
    about: frozenset[str]
    subject: str  # whose act is negated, where the other must speak of the same


def opposed(story: Sequence[Article], stated: bool, weights: Weights) -> list[Pair]:
    """The pairs of a story in which one article refutes what the other tells."""
    high, match, both = STATED if stated else FOUND
    stands = {a.article_id: stand(a) for a in story}
    refuters = [a for a in story if stands[a.article_id].strength >= high
                and stands[a.article_id].refutations[0][0] >= CLEAR]
    tellers = [a for a in story if stands[a.article_id].strength <= LOW]
    if not refuters or not tellers:
        return []
    found = []
    for refuter in refuters:
        own = stands[refuter.article_id]
        claims = _claims(refuter, own, stated)
        whole = frozenset().union(*(c.about for c in claims), *(terms(s) for s in refuter.sentences[:2]))
        for teller in tellers:
            best = _told(claims, teller, weights)
            if not best or best[0] < match or best[0] + own.strength < both:
                continue
            if not stated and _passing(best, own, refuter, teller, weights):
                continue
            if softness(teller, whole) <= SOFT:
                found.append(_pair(refuter, teller, own, best))
    return found


def _passing(told: "Told", own: Stand, refuter: Article, teller: Article, weights: Weights) -> bool:
    """Whether two articles of a story that was found only pass the same words.

    So few of them that the articles would have to be kin; or light ones that name no act, below what the other leads
    with.
    """
    score, _, _, minus, claim = told
    shared = claim.about & terms(teller.sentences[-minus])
    kin = kinship(refuter, teller, weights)
    if len(shared) < FEW and score + own.strength < ALONE and kin < SAME:
        return True
    named = shared & slot_terms(refuter.sentences[claim.order], claim.refutation)
    light = weight(shared, weights) < LIGHT or (claim.refutation.kind == "negation" and len(named) < 2)
    return -minus >= TOLD and light and kin < KIN and not shared & acts()


def _claims(article: Article, own: Stand, stated: bool) -> list[Claim]:
    return [
        Claim(strength, order, r, claimed(article, order, r, stated), _subject(article.sentences[order], r))
        for strength, order, r in own.refutations[:3]
    ]


def claimed(article: Article, order: int, refutation: Refutation, stated: bool) -> frozenset[str]:
    """The terms of what is refuted: the slot, and where that names nothing the sentences around it.

    In a story that was found the words of names count as well, so that names alone, which unlike stories share, weigh
    less of the whole.
    """
    sentences = article.sentences
    own = slot_terms(sentences[order], refutation)
    if not stated:
        start, stop = clause(sentences[order].text, refutation)
        own |= word_terms(sentences[order].text[start:stop])
    if refutation.generic or len(own) < 4:
        own |= terms(sentences[order])
        if order:
            own |= terms(sentences[order - 1])
    return own


def _subject(sentence: Sentence, refutation: Refutation) -> str:
    """Whose act is negated or given up: the name before the marker; empty where none is, or a story is refuted."""
    if refutation.kind != "negation":
        return ""
    return max(((n.start, n.short) for n in sentence.names if n.start < refutation.start), default=(0, ""))[1]


Told = tuple[float, float, int, int, Claim]


def _told(claims: Sequence[Claim], teller: Article, weights: Weights) -> Told | None:
    """The sentence of `teller` that tells most of one of the claims: (score, strength, -orders, claim)."""
    scored = (
        (claim.strength * like, claim.strength, -claim.order, -s.order, claim)
        for claim in claims
        for s in teller.sentences[: 2 * LEAD]
        if (not claim.subject or any(n.short == claim.subject for n in s.names))
        and (like := likeness(claim.about, s, weights)) and _tells(s, claim)
    )
    return max(scored, default=None)


def _tells(sentence: Sentence, claim: Claim) -> bool:
    """Whether a sentence tells of something without asking or refuting, or saying as the claim does that it is not."""
    found = find(sentence.text)
    if asks(sentence.text) or any(r.strength >= FIRM for r in found):
        return False
    plain = (r for r in found if r.kind == "negation" and r.strength >= NOT)
    return not any(len(claim.about & slot_terms(sentence, r)) >= FEW for r in plain)


def likeness(about: frozenset[str], sentence: Sentence, weights: Weights) -> float:
    """The share of the claim's weight that a sentence holds; less of one far down."""
    shared = about & terms(sentence)
    if len(shared) < 2 or all(t.startswith("n:") for t in shared):
        return 0.0
    place = 1.0 if sentence.order < 2 else 0.9 if sentence.order < 4 else 0.7
    return weight(shared, weights) / max(weight(about, weights), 6.0) * place


def softness(teller: Article, about: frozenset[str]) -> float:
    """How far an article itself takes back what it tells, in its first sentences."""
    left = 1.0
    for sentence in teller.sentences[:6]:
        met = len(about & terms(sentence)) > 1
        found = [r.strength for r in find(sentence.text)
                 if met or r.strength > FIRM or (sentence.order < 3 and r.strength < WEAK)]
        clear = max((f for f in found if f > WEAK), default=0.0)
        left *= (1 - clear) * (1 - DISTANCE) ** min(2, sum(f < WEAK for f in found))
    return 1 - left


def _pair(refuter: Article, teller: Article, own: Stand, told: Told) -> Pair:
    score, _, _, minus, claim = told
    sentence = refuter.sentences[claim.order]
    start, stop = clause(sentence.text, claim.refutation)
    kind = {"doubt": "debunk"}.get(claim.refutation.kind, claim.refutation.kind)
    if kind == "negation" and refuter.published and teller.published and refuter.published > teller.published + LATER:
        kind = "update"
    confidence = round(min(0.99, 0.5 * own.strength + 0.5 * score), 3)
    return Pair(refuter.article_id, claim.order, teller.article_id, -minus, kind, confidence,
                sentence.text[start:stop].strip(), WHY[kind],
                focus(sentence, claim.about, claim.refutation.start), focus(teller.sentences[-minus], claim.about),
                "one")

