"""Disagreements inside one article: between two sources, question and answer, summary and interview."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from auditor.disagreements.pairs import Pair
from auditor.disagreements.refutations import Refutation, asks, find, listed
from auditor.disagreements.retorts import contradicted, retorts
from auditor.disagreements.stands import (
    EARLY,
    STRONG,
    Article,
    Sentence,
    Weights,
    clause,
    focus,
    slot_terms,
    spoken,
    terms,
    weigh,
    weight,
)
from auditor.disagreements.telling import DENIES, act_of, another, negative, taken_back, tells
from auditor.disagreements.words import acts, beginnings, plain
from auditor.text import JOINER, fold

SHARED, SHARE = 2.5, 0.35  # weight of the terms in common, and their share of what is refuted
SURE = 0.6  # the same share where only a not refutes
USUAL = 30  # sentences of an article
BACK = 5  # sentences that a retort may look back
SHORT = 12  # characters before a comma that do not name what is denied
NEXT = 2  # and one that names nothing of what it answers
MOST = 100  # refutations of one article that are looked at: each is set against all its sentences
MANY, NEARLY = 3, 0.9  # sentences that one refutation is set against, and how near to the best the others must be
WHY = {"denial": "one denies it, another part of the article tells it as so",
       "debunk": "one calls it untrue, another part of the article tells it as so",
       "negation": "one says it is not so, another part of the article that it is",
       "opposite": "one is said in public, the other conceded in private"}
# The line held in public, and what is conceded out of it.
_PUBLIC = re.compile(r"\b(?:(?:says?|said|insists?|insisted|maintains?|maintained|denie[sd]) (?:publicly|in public)"
                     r"|(?:publicly|in public),? [\w’']+ ?[\w’']* (?:say|insist|maintain|den))", re.IGNORECASE)
_PRIVATE = re.compile(r"\b(?:privately|in private|behind closed doors|off the record),? (?:[\w’'.]+ ){0,4}"
                      r"(?:conced|admit|acknowledg|say|said|tell|told)"
                      r"|\b(?:concede|admit|acknowledge|say|said)(?:s|d|ted)? (?:privately|in private)", re.IGNORECASE)


def inside(article: Article) -> list[Pair]:
    """The sentences of an article that refute others of it, each with those it goes against most."""
    candidates = [(s, r, act) for s in article.marked["refutation"] for r, act in _candidates(s)
                  if r.kind != "denial" or not taken_back(article, s)][:MOST]
    gone = [refuted for c in candidates if not contradicted(*c[:2]) and (refuted := _against(article, *c)).told]
    answers = [(s, r) for s, r, _ in candidates
               if s.part == "body" and ((r.generic and retorts(s, r)) or contradicted(s, r))]
    asked = any(s.part == "question" for s in article.sentences)
    found: list[Pair] = []
    if gone or answers or asked:
        missing = max(0, USUAL - len(article.sentences))  # or in a short article every word were common
        weights = {t: w / 1.5 for t, w in weigh([terms(s) for s in article.sentences], missing).items()}
        found = (_answered(article, weights) if asked else []) + _refuted(article, gone, weights)
        found += _retorted(article, answers, weights)
    return found + _in_private(article)


def _candidates(sentence: Sentence) -> list[tuple[Refutation, str]]:
    """The refutations of a sentence that may go against another, with the act that a plain not negates."""
    if sentence.part == "question" or asks(sentence.text):
        return []
    found = find(sentence.text)
    denied = [(r.start, r.slot_stop) for r in found if r.kind == "denial" and r.slot_start >= r.stop]
    own = [r for r in found if not any(start < r.start < stop for start, stop in denied)]  # denied that it was a hoax
    return [(r, act) for r in own for act in (act_of(sentence, r),) if r.strength >= STRONG or act]


def _answered(article: Article, weights: Weights) -> list[Pair]:
    """Answers that begin by refuting what the question before them puts forward."""
    blocks = [(part, list(group)) for part, group in groupby(article.sentences, key=lambda s: s.part)]
    found = []
    for (part, asked), (next_part, answered) in pairwise(blocks):
        if (part, next_part) != ("question", "answer"):
            continue
        for sentence in answered[:2]:
            refutation = max(find(sentence.text), key=lambda r: (r.strength, -r.start), default=None)
            if refutation is None:
                continue
            flat = refutation.strength >= 0.9 and refutation.generic
            claim = max(asked, key=lambda s: (weight(terms(sentence) & terms(s), weights), len(terms(s)), -s.order))
            if flat or (_says_no(sentence) and terms(sentence) & terms(claim)):
                found.append(_pair(article, sentence, claim, refutation, 0.8 if flat else 0.65))
                break
    return found


def _says_no(sentence: Sentence) -> bool:
    """Whether a short sentence as a whole says no."""
    said = {*plain(sentence.text)}
    return len(said) < 12 and bool(said & {"not", "no", "never"} or any(w.endswith("n't") for w in said))


def _pair(article: Article, one: Sentence, other: Sentence, refutation: Refutation, confidence: float) -> Pair:
    shared = slot_terms(one, refutation) & terms(other)
    kind = {"doubt": "debunk"}.get(refutation.kind, refutation.kind)
    start, stop = clause(one.text, refutation)
    return Pair(article.article_id, one.order, article.article_id, other.order, kind, confidence,
                one.text[start:stop].strip(), WHY[kind], focus(one, shared, refutation.start), focus(other, shared),
                "one")


class Refuted(NamedTuple):
    """What a sentence refutes, and the sentences, by other sources, that tell it as so."""

    about: frozenset[str]
    sentence: Sentence
    refutation: Refutation
    act: str  # that a plain not negates
    told: list[Sentence]


def _against(article: Article, sentence: Sentence, refutation: Refutation, act: str) -> Refuted:
    about = _about(sentence, refutation)
    meant = about & acts()
    least = 2 if meant and refutation.kind != "negation" else 3
    naming = _naming(article, {act} if act else meant) if meant and len(about) >= least else ()
    told = [s for s in naming if s.order != sentence.order and not s.sources & sentence.sources
            and len(about & terms(s)) >= least and not another(sentence, refutation, s)
            and tells(s, about, act, refutation.kind == "negation", not negative(sentence, refutation))]
    return Refuted(about, sentence, refutation, act, told)


def _naming(article: Article, meant: AbstractSet[str]) -> Iterator[Sentence]:
    """The sentences in which a word of an act may be; quicker than their terms."""
    texts = _folded(article)
    found = {n for act in meant for word in beginnings(act) for n, text in enumerate(texts) if word in text}
    return (article.sentences[n] for n in sorted(found))


@lru_cache(maxsize=1)
def _folded(article: Article) -> list[str]:
    return [fold(s.text).replace(JOINER, "") for s in article.sentences]


def _refuted(article: Article, candidates: list[Refuted], weights: Weights) -> list[Pair]:
    """Sentences that refute what other sentences of the article, by other sources, tell as so."""
    found: list[Pair] = []
    said: list[frozenset[str]] = []  # what has been refuted so far; a headline only repeats it
    for about, sentence, refutation, act, told in sorted(
        candidates, key=lambda c: (c.sentence.part == "headline", c.sentence.order)
    ):
        whole = weight(about, weights)
        least = max(SHARED, whole * (SURE if refutation.kind == "negation" else SHARE))
        repeated = sentence.part == "headline" and any(len(about & other) > 1 for other in said)
        if repeated or any(p.order == sentence.order for p in found):
            continue
        against = sorted(((weight(about & terms(s), weights) * _place(s), -s.order) for s in told), reverse=True)
        for common, minus in against[: 1 if act else MANY]:
            if common >= least and common > NEARLY * against[0][0]:
                said.append(about)
                confidence = round(0.4 + 0.5 * min(1.0, common / whole), 3)
                found.append(_pair(article, sentence, article.sentences[-minus], refutation, confidence))
    return found


def _about(sentence: Sentence, refutation: Refutation) -> frozenset[str]:
    """The terms of what is refuted; what a party denies ends with the first comma."""
    start, stop = clause(sentence.text, refutation)
    near = plain(sentence.text[start : refutation.start])[-1:]
    if refutation.slot_start < start and near in (("that's",), ("this",), ("it's",), ("it",)):
        start, stop = refutation.slot_start, start  # he said it was sold, but others say that's untrue
    if refutation.kind == "denial" and start >= refutation.stop:
        comma = sentence.text.find(", ", min(start + SHORT, stop), stop)
        stop = comma if comma > 0 else stop
    return spoken(sentence, start, stop)


def _place(sentence: Sentence) -> float:
    """The first sentences carry what an article is about; a headline only repeats it."""
    return 0.8 if sentence.part == "headline" else 1.5 if sentence.order < EARLY else 1.0


def _retorted(article: Article, answers: list[tuple[Sentence, Refutation]], weights: Weights) -> list[Pair]:
    """Quoted retorts that name nothing ("this is nonsense"), with what another source said shortly before.

    Where a sentence says whom it contradicts, with what that one said.
    """
    found = []
    for sentence, refutation in answers:
        whom = contradicted(sentence, refutation)
        about = frozenset({whom}) if whom else slot_terms(sentence, refutation)
        named = not listed("told").isdisjoint(plain(sentence.text[: refutation.start])[-4:])
        window = article.sentences[max(0, sentence.order - BACK) : sentence.order]
        back = 0 if whom or named else NEXT
        said = [s for s in window if s.part == "body" and s.sources and (whom or not s.sources & sentence.sources)
                and not asks(s.text) and not any(r.strength >= DENIES and r.kind != "negation" for r in find(s.text))
                and (terms(s) & (about & acts() or about) or sentence.order - s.order < back)]
        if said:
            other = max(said, key=lambda s: (weight(terms(s) & about, weights), s.order))
            found.append(_pair(article, sentence, other, refutation, 0.6))
    return found


def _in_private(article: Article) -> list[Pair]:
    """What is said in public, and what is conceded in private shortly after."""
    if not article.marked["privacy"]:
        return []
    public: tuple[Sentence, int] | None = None
    for sentence in article.sentences:
        if sentence.part != "body":
            continue
        conceded = _PRIVATE.search(sentence.text)
        if public and conceded and sentence.order - public[0].order < BACK:
            line, at = public
            shared = terms(line) & terms(sentence)
            return [Pair(article.article_id, line.order, article.article_id, sentence.order, "opposite", 0.6,
                         "in public and in private", WHY["opposite"], focus(line, shared, at),
                         focus(sentence, shared, conceded.start()))] if shared else []
        if held := _PUBLIC.search(sentence.text):
            public = sentence, held.start()
    return []
