"""The articles to compare, from tables: their sentences with names and sources, and marks of what may stand in them.

What may stand in a sentence is found by one regular expression over all of them; only those marked for a thing are
read for it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, compress, islice

import polars as pl

from auditor import lexicons
from auditor.disagreements import refutations
from auditor.disagreements.stands import STRONG, Article, Name, Sentence

GRAM = 4  # words in a row that two quotations must share to be compared
# Words that hedge an act, and that say that it is not done yet.
HEDGED = (
    r"\b(?:appear(?:s|ed)? to|seem(?:s|ed)? to|possib(?:le|ly)|reportedly|alleged(?:ly)?|suspected|may|might|could"
    r"|not yet|yet to|considering|in talks|expected to|likely)\b"
)
UNDONE = (
    r"\b(?:not|n['’]t|yet|nothing)\b(?: \w+){0,3} "
    r"(?:formali[sz]ed|finali[sz]ed|final|official|signed|completed|concluded|approved|ratified|confirmed)\b"
)
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
# What something is put down to.
CAUSES = (
    "caused by", "blamed on", "due to", "because of", "as a result of", "triggered by", "attributed to", "sparked by"
)
_MARKS = {
    "number": r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
              r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred)",
    "date": rf"{DAY}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]* \d",
    "identity": "named|identified",
    "cause": "|".join(CAUSES),
}
_PRIVATE = r"\b(?:privately|in private|behind closed doors|off the record)\b"
_NEGATION = r"\b(?:not|no|never|nothing|neither|nor|cannot|any|without)\b|n't\b"
_IS = "(?:is|are|was|were|has|have|had|did|does)"
_QUOTED = r"[\"“”‘]|''|(?:^|[\W_])'"  # more than apostrophes
_UNLIKE = "[^\x00-\x7f“”‘’–—…\u00a0]|\\["  # what comparison may fold by more than case, or leave out

Marks = Mapping[str, Sequence[bool]]  # for each sentence whether a thing may stand in it


def of_stories(
    listed: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame, attributions: pl.DataFrame,
    citations: pl.DataFrame, stories: pl.DataFrame,
) -> dict[str, Article]:
    """The articles of `stories` that have a sentence, by id.

    Marks: refutation (one that makes a stand), number, date, place (one alone), identity, cause, quotation (one that
    another sentence of the story may repeat).
    """
    own = _matched(sentences.lazy().join(stories.lazy(), on="article_id", maintain_order="left"), {
        "refutation": _negated() | _either(
            "deny", "reject", "false", "jest", "scorn", "wrongly", "cease", "contrary", "doubt"),
        "quoted": (pl.col("part") == "answer") | pl.col("text").str.contains(_QUOTED),
        **{mark: _has(pattern) for mark, pattern in _MARKS.items()},
    })
    places = Counter(names.filter(pl.col("kind") == "place")["sentence_id"].to_list())
    marks = {mark: own[mark].to_list() for mark in ("refutation", *_MARKS)} | {
        "place": [places.get(sentence) == 1 for sentence in own["sentence_id"].to_list()], "quotation": _repeated(own),
    }
    return _articles(listed, own, names, attributions, citations, marks)


def at_odds(
    listed: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame, attributions: pl.DataFrame,
    citations: pl.DataFrame,
) -> dict[str, Article]:
    """The articles that may disagree with themselves, by id: they refute something, put it as a question or head it.

    Marks: refutation (one that stands alone, or an act that a plain not negates), privacy.
    """
    own = _matched(sentences.lazy(), {
        "refuting": _negated() | _either("deny", "reject", "false", "jest", "scorn", "wrongly"),
        "fact": _has(rf"\b(?:{_IS}(?: \w+)? not|{_IS}n't|never) (?:\w+ )?{_facts()}"),
        "privacy": _has(_PRIVATE),
        "headed": (pl.col("part") == "headline") & _has(_facts()),
        "unsure": _has(rf"{HEDGED}(?:[^a-z0-9]+[a-z0-9.,']+){{0,4}}[^a-z0-9]+{_facts()}|{UNDONE}"),
    })
    ids, *columns = (own[c].to_list() for c in ("article_id", "text", "refuting", "fact", "privacy"))
    refutation = [fact or private or (refuting and any(r.strength >= STRONG for r in refutations.find(text)))
                  for text, refuting, fact, private in zip(*columns, strict=True)]
    headed, unsure = ({*compress(ids, own[c].to_list())} for c in ("headed", "unsure"))
    asked = compress(ids, (part == "question" for part in own["part"].to_list()))
    able = {*compress(ids, refutation), *asked, *(headed & unsure)}
    own = own.with_columns(pl.Series("refutation", refutation, pl.Boolean)).filter(pl.col("article_id").is_in(able))
    marks = {mark: own[mark].to_list() for mark in ("refutation", "privacy")}
    return _articles(listed, own, names, attributions, citations, marks)


def _matched(sentences: pl.LazyFrame, marks: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """`sentences` with their words in lower case, `low`, and whether a thing may stand in them, for each of `marks`."""
    low = pl.col("text").str.to_lowercase().str.replace_all("’", "'", literal=True)
    return sentences.with_columns(low=low).with_columns(**marks).collect()


def _has(pattern: str) -> pl.Expr:
    """Whether the words match; at a Unicode boundary the engine would leave its automaton."""
    return pl.col("low").str.contains(pattern.replace(r"\b", r"(?-u:\b)"))


def _negated() -> pl.Expr:
    """Whether a word that refutes only where it is negated may be so."""
    return _has(_NEGATION) & _either("truth", "no", "believe")


def _either(*categories: str) -> pl.Expr:
    """Whether one of the words that refute, of these categories, is there."""
    return _has(_any(t for category in categories for t in lexicons.load("refutations")[category]))


@cache
def _facts() -> str:
    """A regex for the words of acts that happen or do not."""
    events = lexicons.load("events")
    return _any(t for act in lexicons.load("refutations")["fact"] for t in events[act])


def _any(terms: Iterable[str]) -> str:
    return rf"\b(?:{'|'.join(sorted({*terms}))})\b"


def _repeated(sentences: pl.DataFrame) -> list[bool]:
    """Whether of the quoted or transcribed words of a sentence another one of the story may have GRAM in a row."""
    word = pl.col("word").hash(1)
    gram = sum((word.shift(-i) * (2 * i + 1) for i in range(1, GRAM)), word + pl.col("story"))
    quoted = sentences.lazy().with_row_index("row").filter("quoted")
    again = (
        quoted.select("row", story=pl.col("story_id").hash(), word=pl.col("low").str.extract_all("[a-z0-9]+"))
        .explode("word", empty_as_null=False)
        .select("row", gram=gram, last=pl.col("row").shift(1 - GRAM)).filter(pl.col("last") == pl.col("row"))
        .unique(["row", "gram"]).filter(pl.col("gram").is_duplicated())
    )
    unlike = quoted.filter(pl.col("text").str.contains(_UNLIKE))
    rows = {*pl.concat([again.select("row"), unlike.select("row")]).collect()["row"].to_list()}
    return [row in rows for row in range(sentences.height)]


def _articles(
    listed: pl.DataFrame, own: pl.DataFrame, names: pl.DataFrame, attributions: pl.DataFrame, citations: pl.DataFrame,
    marks: Marks,
) -> dict[str, Article]:
    """The articles of the sentences `own`, those of one together, by id in the order of `listed`."""
    ids, known = own["article_id"].to_list(), own["sentence_id"].to_list()
    counts = Counter(ids)
    mentions, cited = _mentions(names, own), _cited(attributions, citations, own)
    sentences = list(map(
        Sentence, known, own["start"].to_list(), own["stop"].to_list(), own["part"].to_list(),
        chain.from_iterable(map(range, counts.values())), own["text"].to_list(),
        (tuple(mentions.get(s, ())) for s in known), (frozenset(cited.get(s, ())) for s in known),
    ))
    held: dict[str, dict[str, list[Sentence]]] = {article: {mark: [] for mark in marks} for article in counts}
    for mark, may in marks.items():
        for article, sentence in compress(zip(ids, sentences, strict=True), may):
            held[article][mark].append(sentence)
    each = iter(sentences)
    told = {article: tuple(islice(each, count)) for article, count in counts.items()}
    return {
        article: Article(article, path, published and int(published.timestamp()), told[article], held[article])
        for article, path, published in listed.select("article_id", "path", "published").iter_rows()
        if article in told
    }


def _mentions(names: pl.DataFrame, own: pl.DataFrame) -> dict[str, list[Name]]:
    """The names in each of the sentences `own`."""
    key, sentence = pl.col("key"), pl.col("at")
    ids, *columns = names.lazy().join(
        own.lazy().select("sentence_id", at="start"), on="sentence_id", maintain_order="left"
    ).select(
        "sentence_id", pl.col("start") - sentence, pl.col("stop") - sentence,
        short="n:" + pl.when(pl.col("kind") == "person").then(key.str.extract("([^ ]*)$")).otherwise(key),
        kind=pl.col("kind").cast(pl.String), key=key,
    ).collect().get_columns()
    found: dict[str, list[Name]] = defaultdict(list)
    for one, name in zip(ids.to_list(), map(Name, *(column.to_list() for column in columns)), strict=True):
        found[one].append(name)
    return found


def _cited(attributions: pl.DataFrame, citations: pl.DataFrame, own: pl.DataFrame) -> dict[str, set[str]]:
    """The sources that are cited in each of the sentences `own`."""
    told = attributions.lazy().join(own.lazy(), on="sentence_id", how="semi").select("attribution_id", "sentence_id")
    pairs = citations.lazy().select("attribution_id", "source_id").join(told, on="attribution_id").collect()
    found: dict[str, set[str]] = defaultdict(set)
    for sentence, source in zip(pairs["sentence_id"].to_list(), pairs["source_id"].to_list(), strict=True):
        found[sentence].add(source)
    return found
