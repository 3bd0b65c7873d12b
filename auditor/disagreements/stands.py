"""What an article stands for: its sentences with their terms, and how strongly it refutes what it tells of."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from math import fsum, log
from typing import NamedTuple

import polars as pl

from auditor import lexicons
from auditor.disagreements import refutations, words

STRONG = 0.65  # a refutation inside an article must be so clear
FIRM = 0.45  # weaker markers do not make a stand
TOP = 4  # so many refuting sentences are counted
LEAD = 10  # sentences that make up what an article tells
EARLY, LATE = 3, 12  # a marker in the first sentences counts in full, one far down for less

# Where what is refuted begins or ends within its sentence.
_BEHIND = re.compile(r"[:;—–]|, (?=but|and|which|who|say|add|though|although|while|because|even|despite)"
                     r"| and (?=(?:point|note|call|accuse|vow|insist|maintain)(?:s|e?d)\b|sa(?:ys|id)\b)")
_BEFORE = re.compile(rf"{_BEHIND.pattern}| that (?=\w+ )")
# Words that hedge an act, and that say that it is not done yet.
HEDGED = (
    r"\b(?:appear(?:s|ed)? to|seem(?:s|ed)? to|possib(?:le|ly)|reportedly|alleged(?:ly)?|suspected|may|might|could"
    r"|not yet|yet to|considering|in talks|expected to|likely)\b"
)
UNDONE = (
    r"\b(?:not|n['’]t|yet|nothing)\b(?: \w+){0,3} "
    r"(?:formali[sz]ed|finali[sz]ed|final|official|signed|completed|concluded|approved|ratified|confirmed)\b"
)
PRIVATE = r"(?-u:\b)(?:privately|in private|behind closed doors|off the record)(?-u:\b)"
# A figure may stand here.
NUMBERED = (
    r"\d|(?-u:\b)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred)"
)
_IS = "(?:is|are|was|were|has|have|had|did|does)"


LONG = 240  # characters; of a longer sentence the part that matters is marked
_PART = re.compile(
    r"[;:—–]\s?|,[”\"']? (?=(?:and|or|but|even|as|where|which|who|while|although|though|because|saying|says|say|in)\b)"
)


class Name(NamedTuple):
    """A name at characters of a sentence; `short` is the key to match on, a person's family name."""

    start: int
    stop: int
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
    marked: bool  # a refutation that makes a stand may be in it
    clear: bool  # and one that is clear by itself
    private: bool  # it tells of something said in private
    numbered: bool
    sources: frozenset[str]  # who is cited in it

    def __hash__(self) -> int:
        return hash(self.sentence_id)  # the same for equal ones, and cheap: terms are remembered by sentence


class Article(NamedTuple):
    """An article with its sentences; `published` in seconds, or None."""

    article_id: str
    path: str
    published: int | None
    sentences: tuple[Sentence, ...]

    def __hash__(self) -> int:
        return hash(self.article_id)


class Stand(NamedTuple):
    """How strongly an article refutes (0 to 1), and its refutations: (strength, order of the sentence, refutation)."""

    strength: float
    refutations: tuple[tuple[float, int, refutations.Refutation], ...]


Weights = dict[str, float]


@lru_cache(maxsize=32768)
def terms(sentence: Sentence) -> frozenset[str]:
    """What a sentence speaks of: its names under their keys, and the terms of its other words."""
    return spoken(sentence, 0, len(sentence.text))


def spoken(sentence: Sentence, start: int, stop: int) -> frozenset[str]:
    """What the characters `start`..`stop` of a sentence speak of, as `terms`."""
    inside = [n for n in sentence.names if start <= n.start < stop]
    if not inside:
        return words.terms(sentence.text[start:stop])
    rest, at = [], start
    for name in inside:
        if name.start >= at:
            rest.append(sentence.text[at : name.start])
            at = name.stop
    rest.append(sentence.text[at:stop])
    return words.terms(" ".join(rest)).union([name.short for name in inside])


def clause(text: str, found: refutations.Refutation) -> tuple[int, int]:
    """The slot of `found`, no farther than the clause its marker stands in; characters of the sentence."""
    before = [m.end() for m in _BEFORE.finditer(text, found.slot_start, max(found.start, found.slot_start))]
    after = _BEHIND.search(text, max(found.stop, found.slot_start), found.slot_stop)
    return before[-1] if before else found.slot_start, after.start() if after else found.slot_stop


def slot_terms(sentence: Sentence, found: refutations.Refutation) -> frozenset[str]:
    """The terms of what `found` refutes, as far as its own sentence tells."""
    return spoken(sentence, *clause(sentence.text, found))


def parts(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence, by its punctuation: half-open characters, in order."""
    cuts = [0, *(m.end() for m in _PART.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def focus(sentence: Sentence, shared: frozenset[str], at: int | None = None) -> tuple[int, int] | None:
    """The part of a long sentence that speaks of `shared` and holds character `at`; None for a short sentence."""
    text = sentence.text
    if len(text) <= LONG:
        return None
    cut = parts(text)

    def met(part: tuple[int, int]) -> frozenset[str]:
        return shared & spoken(sentence, *part)

    best = max(cut, key=lambda p: (at is not None and p[0] <= at < p[1], len(met(p)), -p[0]))
    for part in sorted(cut, key=lambda p: min(abs(p[0] - best[1]), abs(best[0] - p[1]))):
        wider = min(best[0], part[0]), max(best[1], part[1])
        if met(part) - met(best) and wider[1] - wider[0] <= LONG:
            best = wider
    return best[0], best[0] + len(text[best[0] : best[1]].rstrip(" ,;:—–"))


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
    share = 1.0 if len(article.sentences) <= EARLY else 0.8  # in a brief one sentence is the article
    for strength, order, _ in found:
        if order not in seen and len(seen) < TOP:
            seen.add(order)
            left *= 1 - share * strength
    return Stand(1 - left, tuple(found))


def weight(shared: frozenset[str], weights: Weights) -> float:
    """The weight of terms together, whatever their order."""
    return fsum(weights.get(t, 1.0) for t in shared)


def weigh(groups: list[frozenset[str]], world: int = 0) -> Weights:
    """How telling each term is: the fewer of `groups` have it, the more; a name half as much again.

    `world`: groups on other things that these few are thought among.
    """
    count: dict[str, int] = {}
    for group in groups:
        for t in group:
            count[t] = count.get(t, 0) + 1
    total = len(groups) + 1 + world
    return {t: log(1 + total / n) * (1.5 if t.startswith("n:") else 1.0) for t, n in count.items()}


@lru_cache(maxsize=4096)
def lead(article: Article) -> frozenset[str]:
    """The terms of an article's first sentences."""
    return frozenset().union(*(terms(s) for s in article.sentences[:LEAD]))


def kinship(one: Article, other: Article, weights: Weights) -> float:
    """The share, by weight, of what the shorter of two beginnings tells that the other tells too."""
    here, there = lead(one), lead(other)
    least = min(weight(here, weights), weight(there, weights))
    return weight(here & there, weights) / least if least else 0.0


def _either(terms: Iterable[str]) -> str:
    return rf"\b(?:{'|'.join(sorted({re.escape(t) for t in terms}))})\b"


@cache
def _facts() -> str:
    """A regex for the words of acts that happen or do not."""
    events = lexicons.load("events")
    return _either(t for act in lexicons.load("refutations")["fact"] for t in events[act])


@cache
def _marks() -> tuple[str, ...]:
    """Regexes: words that refute alone, that only weaken, that refute negated; negations; acts that are not."""
    listed = lexicons.load("refutations")

    def of(*categories: str) -> str:
        return _either(t for c in categories for t in listed[c])

    return (of("deny", "reject", "false", "jest", "scorn", "wrongly"), of("cease", "contrary", "doubt"),
            of("truth", "no", "believe"),
            r"\b(?:not|no|never|nothing|neither|nor|cannot|any|without)\b|n't\b",
            rf"\b(?:{_IS}(?: \w+)? not|{_IS}n't|never) (?:\w+ )?{_facts()}")


def _able(sentences: pl.DataFrame, told: pl.Series) -> pl.DataFrame:
    """`sentences` of the articles that can differ from another or in themselves, each with what may be in it.

    These are the `told`, articles of a story, and those that refute something, put it as a question or head it.
    `marked`: a refutation that makes a stand may be in it; `clear`: one that stands alone is, or an act that a plain
    not negates, or something said in private; `private`: the last alone; `numbered`: a figure may be in it.
    """
    clear, weak, negated, negation, fact = _marks()
    low = pl.col("low")
    lowered = sentences.with_columns(low=pl.col("text").str.to_lowercase().str.replace_all("’", "'", literal=True))
    found = lowered.with_columns(low.str.contains(clear).alias("clear"), private=low.str.contains(PRIVATE))
    denied = found.filter(low.str.contains(negation)).select(
        "sentence_id", negated=low.str.contains(negated), fact=low.str.contains(fact)
    )
    found = found.join(denied, on="sentence_id", how="left", maintain_order="left").with_columns(
        pl.col("clear") | pl.col("negated").fill_null(False), pl.col("fact").fill_null(False) | pl.col("private"),
    )
    texts = found.filter("clear")["text"]
    alone = [text for text in texts if any(r.strength >= STRONG for r in refutations.find(text))]
    found = found.with_columns(marked="clear", clear=pl.col("fact") | pl.col("text").is_in(alone))
    headed = found.filter(pl.col("part") == "headline").filter(low.str.contains(_facts()))
    unsure = found.join(headed, on="article_id", how="semi").filter(
        low.str.contains(rf"{HEDGED}(?: \w+){{0,4}} {_facts()}|{UNDONE}")
    )
    able = pl.concat([
        told, found.filter(pl.col("clear") | (pl.col("part") == "question"))["article_id"], unsure["article_id"],
    ])
    return found.filter(pl.col("article_id").is_in(able.unique().implode())).with_columns(
        marked=pl.col("marked") | low.str.contains(weak), numbered=low.str.contains(NUMBERED)
    )


def articles(
    listed: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame, attributions: pl.DataFrame,
    citations: pl.DataFrame, told: pl.Series,
) -> dict[str, Article]:
    """The articles of table `listed` that can differ from another or in themselves, by id, with their sentences.

    `told`: the ids of those in a story.
    """
    own = _able(sentences, told).with_row_index("row").with_columns(order=pl.int_range(pl.len()).over("article_id"))
    named = own.select("row", "sentence_id", at="start").join(
        names, on="sentence_id", maintain_order="left_right"
    ).select(
        "row", pl.col("start") - pl.col("at"), pl.col("stop") - pl.col("at"),
        "n:" + pl.when(pl.col("kind") == "person").then(pl.col("key").str.extract("([^ ]*)$")).otherwise("key"),
        pl.col("kind").cast(pl.String), "key",
    )
    rows, *columns = named.get_columns()
    mentions = list(map(Name, *(column.to_list() for column in columns)))
    ends = rows.search_sorted(pl.int_range(own.height + 1, eager=True)).to_list()
    cited: dict[str, set[str]] = {}
    for sentence_id, source_id in attributions.join(own, on="article_id", how="semi").join(
        citations.select("attribution_id", "source_id"), on="attribution_id"
    ).select("sentence_id", "source_id").iter_rows():
        cited.setdefault(sentence_id, set()).add(source_id)
    nobody = frozenset[str]()
    found: dict[str, list[Sentence]] = {}
    for article, sentence in zip(own["article_id"].to_list(), map(
        Sentence, *(own[c].to_list() for c in ("sentence_id", "start", "stop", "part", "order", "text")),
        (tuple(mentions[a:b]) for a, b in pairwise(ends)),
        *(own[c].to_list() for c in ("marked", "clear", "private", "numbered")),
        (frozenset(cited[s]) if s in cited else nobody for s in own["sentence_id"].to_list()),
    ), strict=True):
        found.setdefault(article, []).append(sentence)
    return {
        article: Article(article, path, published and int(published.timestamp()), tuple(found[article]))
        for article, path, published in listed.select("article_id", "path", "published").iter_rows()
        if article in found
    }
