"""Words in quotation marks that two places give differently, and headlines surer than their text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from auditor import lexicons, names
from auditor.disagreements.pairs import Pair, Span
from auditor.disagreements.reading import GRAM, HEDGED, UNDONE
from auditor.disagreements.refutations import asks, find
from auditor.disagreements.stands import Article, Sentence, terms
from auditor.disagreements.words import plain, stem, term
from auditor.text import JOINER, fold, quotations

LEAST = 6  # words; shorter quotations are figures of speech
HEAD = 3  # letters by which two spellings of a word are known to be one
ALIKE, EQUAL = 0.7, 0.97  # share of words in the same order
WHOLE = 0.6  # of the shorter quotation
_BRACKETS = re.compile(r"\[[^\]]{0,200}\]|…|\.\.\.")
_HEDGED = re.compile(HEDGED, re.IGNORECASE)
_UNDONE = re.compile(UNDONE, re.IGNORECASE)
PENDING = 12  # sentences of a text that may say so


class Speaker(NamedTuple):
    """A source by its printed name, and the key that names are compared by: spellings that are one share it."""

    name: str
    key: str


NOBODY = Speaker("", "")


class Quote(NamedTuple):
    """Quoted or transcribed words of a sentence, at characters of it."""

    article: str
    order: int
    span: Span
    words: tuple[str, ...]
    marked: bool  # in quotation marks, not the words of a transcript
    speaker: Speaker  # who alone is cited by name in the sentence; empty where nobody or several are


def _quotes(article: Article, speakers: Mapping[str, Speaker]) -> list[Quote]:
    """The quotations of an article, and the answers of an interview, whose words are verbatim too."""
    found = []
    for s in article.marked["quotation"]:
        named = {speakers[source] for source in s.sources if source in speakers}
        speaker = named.pop() if len(named) == 1 else NOBODY
        if s.part == "answer":
            found.append(Quote(article.article_id, s.order, (0, len(s.text)), _said(s.text), False, speaker))
            continue
        found += [Quote(article.article_id, s.order, span, _said(s.text[slice(*span)]), True, speaker)
                  for span in quotations(s.text)]
    return [q for q in found if len(q.words) >= LEAST]


def _said(text: str) -> tuple[str, ...]:
    return plain(_BRACKETS.sub(" ", text))


def varied(articles: Sequence[Article], speakers: Mapping[str, Speaker]) -> list[Pair]:
    """Quotations that differ in their words or speaker from another print of them; cuts at the ends are none.

    `speakers`: the sources that have a name, by source_id.
    """
    by_gram: dict[tuple[str, ...], list[Quote]] = defaultdict(list)
    for quote in (q for a in articles for q in _quotes(a, speakers)):
        for gram in set(zip(*(quote.words[i:] for i in range(GRAM)), strict=False)):
            by_gram[gram].append(quote)
    met = {(one, other) for quotes in by_gram.values() if len(quotes) < 40
           for i, one in enumerate(quotes) for other in quotes[i + 1 :] if _comparable(one, other)}
    return [pair for one, other in sorted(met) if (pair := _variant(one, other))]


def _comparable(one: Quote, other: Quote) -> bool:
    """Two quotations of different articles, or a quotation and the transcript it was taken from."""
    return one.article != other.article if one.marked and other.marked else one.marked != other.marked


def _variant(one: Quote, other: Quote) -> Pair | None:
    if one.words == other.words:
        here, there = one.speaker, other.speaker
        if NOBODY in (here, there) or names.same(here.name, there.name) or names.same(here.key, there.key):
            return None
        return Pair(one.article, one.order, other.article, other.order, "quote", 0.8, "speaker",
                    f"{here.name} against {there.name}", one.span, other.span)
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    codes = matcher.get_opcodes()
    while codes and codes[0][0] != "equal":
        codes = codes[1:]
    while codes and codes[-1][0] != "equal":
        codes = codes[:-1]
    same = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")
    length = codes[-1][2] - codes[0][1] if codes else 0
    changed = [({*one.words[i1:i2]}, {*other.words[j1:j2]}) for tag, i1, i2, j1, j2 in codes if tag != "equal"]
    telling = [(a - b, b - a) for a, b in changed if _telling(a, b)]
    if len(telling) > 2 or not telling or same < LEAST or not ALIKE <= same / length < EQUAL:
        return None
    if same < WHOLE * min(len(one.words), len(other.words)):
        return None  # two quotations with a phrase in common
    why = "; ".join(f"“{_listed(a)}” against “{_listed(b)}”" for a, b in telling[:2])
    return Pair(one.article, one.order, other.article, other.order, "quote", round(same / length, 3), "quotation", why,
                one.span, other.span)


def _telling(one: set[str], other: set[str]) -> bool:
    """Whether words that differ change what is said: more than fillers, inflections and spellings."""
    left, right = one - other, other - one
    if {"not", "never", "no"} & (left ^ right):
        return True
    heads = {t[:HEAD] for w in left if (t := term(w))}, {t[:HEAD] for w in right if (t := term(w))}
    return bool(heads[0] and heads[1] and not heads[0] & heads[1])


def surer(article: Article) -> Iterable[Pair]:
    """The headline that tells as so what every sentence of the text that tells it hedges."""
    head = next((s for s in article.sentences if s.part == "headline"), None)
    if head is None or _HEDGED.search(head.text) or find(head.text) or asks(head.text) or quotations(head.text):
        return
    own = terms(head)
    facts = frozenset(lexicons.load("refutations")["fact"])
    words = plain(head.text)
    verbs = sorted({stem(w) for i, w in enumerate(words) if term(w) in facts and "to" not in words[max(0, i - 1) : i]})
    body = [s for s in article.sentences if s.part in ("body", "standfirst") and s.text != head.text]
    for verb in verbs:
        telling = [s for s in body if _tells(s, verb) and len(terms(s) & own) > 1]
        if telling and all(_hedged(s, verb) for s in telling):
            yield _surer(article, head, telling[0], verb)
    if verbs and (pending := next((s for s in body[:PENDING] if _UNDONE.search(s.text)), None)):
        yield _surer(article, head, pending, verbs[0])


def _tells(sentence: Sentence, verb: str) -> bool:
    """Whether a word of the stem `verb` is in the sentence; a stem begins its word."""
    folded = fold(sentence.text).replace(JOINER, "")
    return verb in folded and any(w.startswith(verb) and stem(w) == verb for w in plain(sentence.text))


def _surer(article: Article, head: Sentence, body: Sentence, verb: str) -> Pair:
    return Pair(article.article_id, head.order, article.article_id, body.order, "certainty", 0.6, verb,
                "the headline tells as done what the text only supposes")


def _hedged(sentence: Sentence, verb: str) -> bool:
    """Whether a hedge stands before the verb, within a few words."""
    words = plain(sentence.text)
    at = next(i for i, w in enumerate(words) if stem(w) == verb)
    return bool(_HEDGED.search(" ".join(words[max(0, at - 5) : at + 1])))


def _listed(words: set[str]) -> str:
    return " ".join(sorted(words)) or "–"
