"""What an article stands for: its sentences with their terms, and how strongly it refutes what it tells of."""

import re
from functools import cache
from math import fsum, log
from typing import NamedTuple

import polars as pl

from auditor import lexicons
from auditor.disagreements import refutations, words

FIRM = 0.45  # weaker markers do not make a stand
TOP = 4  # so many refuting sentences are counted
LEAD = 10  # sentences that make up what an article tells
EARLY, LATE = 3, 12  # a marker in the first sentences counts in full, one far down for less

# Where what is refuted begins or ends within its sentence.
_BEHIND = re.compile(r"[:;—–]|, (?=but|and|which|who|say|add|though|although|while|because|even|despite)")
_BEFORE = re.compile(rf"{_BEHIND.pattern}| that (?=\w+ )")
# A figure may stand here.
NUMBERED = (
    r"\d|(?i:\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred))"
)
_CURLY = "’"


class Name(NamedTuple):
    """A name in a sentence: where it begins there; `short` is the key to match on, a person's family name."""

    start: int
    short: str
    kind: str
    key: str


class Sentence(NamedTuple):
    """A sentence with its place in the document and in the article (`order`, from 0)."""

    sentence_id: str
    start: int
    stop: int
    part: str
    order: int
    text: str
    names: tuple[Name, ...]
    marked: bool
    numbered: bool
    sources: frozenset[str]  # who is cited in it


class Article(NamedTuple):
    """An article with its sentences; `published` in seconds, or None."""

    article_id: str
    path: str
    published: int | None
    sentences: tuple[Sentence, ...]


class Stand(NamedTuple):
    """How strongly an article refutes (0 to 1), and its refutations: (strength, order of the sentence, refutation)."""

    strength: float
    refutations: tuple[tuple[float, int, refutations.Refutation], ...]


Weights = dict[str, float]


def terms(sentence: Sentence) -> frozenset[str]:
    """What a sentence speaks of: the terms of its words, and its names under their keys."""
    own = words.terms(sentence.text)
    return own.union([name.short for name in sentence.names]) if sentence.names else own


def clause(text: str, found: refutations.Refutation) -> tuple[int, int]:
    """The slot of `found`, no farther than the clause its marker stands in; characters of the sentence."""
    before = [m.end() for m in _BEFORE.finditer(text, found.slot_start, max(found.start, found.slot_start))]
    after = _BEHIND.search(text, max(found.stop, found.slot_start), found.slot_stop)
    return before[-1] if before else found.slot_start, after.start() if after else found.slot_stop


def slot_terms(sentence: Sentence, found: refutations.Refutation) -> frozenset[str]:
    """The terms of what `found` refutes, as far as its own sentence tells."""
    start, stop = clause(sentence.text, found)
    named = {name.short for name in sentence.names if start <= name.start < stop}
    return words.terms(sentence.text[start:stop]) | named


def stand(article: Article) -> Stand:
    """The stand of an article on what it tells of: markers count more near its beginning."""
    found = []
    third = min(LATE, len(article.sentences) / 3)
    for sentence in article.sentences:
        if sentence.marked and sentence.part != "question":
            place = 1.0 if sentence.order < EARLY else 0.9 if sentence.order < third else 0.6
            firm = (r for r in refutations.find(sentence.text) if r.strength >= FIRM)
            found += [(r.strength * place, sentence.order, r) for r in firm]
    found.sort(key=lambda f: (-f[0], f[1], f[2]))
    left = 1.0
    seen: set[int] = set()
    for strength, order, _ in found:
        if order not in seen and len(seen) < TOP:
            seen.add(order)
            left *= 1 - 0.8 * strength
    return Stand(1 - left, tuple(found))


def weight(shared: frozenset[str], weights: Weights) -> float:
    """The weight of terms together, whatever their order."""
    return fsum(weights.get(t, 1.0) for t in shared)


def weigh(groups: list[frozenset[str]]) -> Weights:
    """How telling each term is: the fewer of `groups` have it, the more; a name half as much again."""
    count: dict[str, int] = {}
    for group in groups:
        for t in group:
            count[t] = count.get(t, 0) + 1
    total = len(groups) + 1
    return {t: log(1 + total / n) * (1.5 if t.startswith("n:") else 1.0) for t, n in count.items()}


def lead(article: Article) -> frozenset[str]:
    """The terms of an article's first sentences."""
    return frozenset().union(*(terms(s) for s in article.sentences[:LEAD]))


@cache
def _marks() -> tuple[str, str, str]:
    """Regexes: words that may refute alone, words that may after a negation, and negations."""
    listed = lexicons.load("refutations")

    def either(*categories: str) -> str:
        found = sorted({re.escape(t) for c in categories for t in listed[c]})
        return rf"\b(?:{'|'.join(found)})\b"

    return (either("deny", "reject", "false", "jest", "wrongly", "cease", "contrary", "doubt"), either("truth", "no"),
            r"\b(?:not|no|never|nothing|neither|nor|cannot|any|without)\b|n't\b")


def marked(sentences: pl.DataFrame) -> pl.Series:
    """For each of the `sentences` whether a refutation that makes a stand may be in it."""
    alone, after, negation = _marks()
    low = pl.col("text").str.to_lowercase().str.replace_all(_CURLY, "'", literal=True)
    return sentences.select(
        low.str.contains(alone) | (low.str.contains(negation) & low.str.contains(after))
    ).to_series()


def articles(
    listed: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame, attributions: pl.DataFrame,
    citations: pl.DataFrame,
) -> dict[str, Article]:
    """The articles of table `listed`, by id, with their sentences and the names and sources in them."""
    wanted = listed.select("article_id")
    keys: dict[str, list[tuple[int, str, str, str]]] = {}
    for sentence_id, start, kind, key in names.join(wanted, on="article_id", how="semi").select(
        "sentence_id", "start", "kind", "key"
    ).iter_rows():
        short = "n:" + (key.rsplit(" ", 1)[-1] if kind == "person" else key)
        keys.setdefault(sentence_id, []).append((start, short, kind, key))
    cited: dict[str, set[str]] = {}
    for sentence_id, source_id in attributions.join(
        citations.select("attribution_id", "source_id"), on="attribution_id"
    ).select("sentence_id", "source_id").iter_rows():
        cited.setdefault(sentence_id, set()).add(source_id)
    own = sentences.join(wanted, on="article_id", how="semi", maintain_order="left")
    own = own.with_columns(marked(own).alias("marked"), numbered=pl.col("text").str.contains(NUMBERED))
    found: dict[str, list[Sentence]] = {article: [] for article in listed["article_id"]}
    for article, sentence_id, start, stop, part, text, mark, numbered in own.select(
        "article_id", "sentence_id", "start", "stop", "part", "text", "marked", "numbered"
    ).iter_rows():
        named = tuple(Name(at - start, *rest) for at, *rest in keys.get(sentence_id, ()))
        found[article].append(Sentence(sentence_id, start, stop, part, len(found[article]), text, named, mark, numbered,
                                       frozenset(cited.get(sentence_id, ()))))
    return {
        article: Article(article, path, published and int(published.timestamp()), tuple(found[article]))
        for article, path, published in listed.select("article_id", "path", "published").iter_rows()
    }
