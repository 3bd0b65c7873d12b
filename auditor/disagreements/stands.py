"""What an article stands for: its sentences with their terms, and how strongly it refutes what it tells of."""

from functools import lru_cache
from typing import NamedTuple

import polars as pl

from auditor.disagreements import refutations
from auditor.disagreements.words import Word, term, words

FIRM = 0.45  # weaker markers do not make a stand
TOP = 4  # so many refuting sentences are counted
# The words without which no frame stands; a plain "not" is looked for where a claim has been met.
MARKED = (
    r"\b(?:den(?:y|ie|ial)|refut|debunk|disprov|discredit|rubbish|quash|rebut|repudiat|disavow|scotch|disown|dispel"
    r"|squash|disput|contradict|contrary|reject|dismiss|laugh|shot down|shoot|brush|poured? cold|pours cold|hit back"
    r"|scoff|lash|ridicul|slam|blast|put to rest|put an end|hit out|bust|clarif|record straight|false|untrue|fake|bogus"
    r"|fabricat|hoax|nonsense|baseless|unfounded|groundless|inaccura|incorrect|erroneous|satir|staged|photoshop|doctored"
    r"|ficti|misleading|myth|bunk|bullshit|phon|concoct|made.up|parody|spoof|ludicrous|preposterous|lies?\b|legend"
    r"|wide of|far.fetched|crap|garbage|hogwash|invent|prank|stunt|joke|not so fast|mistake|wrong|information"
    r"|without (?:foundation|merit)|humou?r|fell for|dupe|fool|been had|punk|trick|true|truth|real|accurate|the case"
    r"|authentic|genuine|happen|legit|factual|correct|founded|credibl|add(?:ing)? up|occurred|exist|no\b|any\b|mis[a-z]"
    r"|untruth|withdr|drop|pull|back|bail|exit|call|cancel|scrap|shel[vf]|retract|part|fell|walk|abandon|pass|turn"
    r"|reverse|apolog|rescind|revoke|despite|in spite|not as|nothing|doubt|dubious|s[kc]eptic|suspicious|implausib"
    r"|unlikely|improbable|question|too good|fishy|unverif|unconfirm|unsubst|verif|purport|suppose|so-called|confirm"
    r"|red flag|inconsisten|far from|suspect)"
)


# A figure may stand here.
NUMBERED = (
    r"\d|(?i:\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred))"
)


class Sentence(NamedTuple):
    """A sentence with its place in the document and in the article (`order`, from 0)."""

    start: int
    stop: int
    part: str
    order: int
    text: str
    names: tuple[tuple[int, str, str], ...]  # where each begins in the sentence, its key and kind
    marked: bool
    numbered: bool


class Article(NamedTuple):
    """An article with its sentences; `published` in microseconds, or None."""

    article_id: str
    path: str
    published: int | None
    label: str
    sentences: tuple[Sentence, ...]


class Stand(NamedTuple):
    """How strongly an article refutes (0 to 1), and its refutations: (strength, order of the sentence, refutation)."""

    strength: float
    refutations: tuple[tuple[float, int, refutations.Refutation], ...]


@lru_cache(maxsize=32768)
def spoken(text: str) -> list[Word]:
    """The words of a sentence; treat the list as read-only."""
    return words(text)


@lru_cache(maxsize=32768)
def _terms(text: str) -> frozenset[str]:
    return frozenset(filter(None, (term(w.word) for w in spoken(text))))


@lru_cache(maxsize=32768)
def terms(sentence: Sentence) -> frozenset[str]:
    """What a sentence speaks of: the terms of its words, and its names under their keys."""
    return _terms(sentence.text) | {key for _, key, _ in sentence.names}


def slot_terms(sentence: Sentence, found: refutations.Refutation) -> frozenset[str]:
    """The terms of what `found` refutes, as far as its own sentence tells."""
    inside = (w for w in spoken(sentence.text) if found.slot_start <= w.start < found.slot_stop)
    return frozenset(filter(None, (term(w.word) for w in inside))) | {key for _, key, _ in sentence.names}


def stand(article: Article) -> Stand:
    """The stand of an article on what it tells of: markers count more near its beginning."""
    found = []
    total = len(article.sentences)
    for sentence in article.sentences:
        if not sentence.marked or sentence.part == "question":
            continue
        asks = sentence.text.rstrip("\"'”’ ").endswith("?")
        place = 1.0 if sentence.order < 3 else 0.9 if sentence.order < min(12, total / 3) else 0.6
        for refutation in refutations.find(spoken(sentence.text), asks):
            if refutation.strength >= FIRM:
                found.append((refutation.strength * place, sentence.order, refutation))
    found.sort(key=lambda f: (-f[0], f[1], f[2]))
    left, seen = 1.0, set()
    for strength, order, _ in found:
        if order not in seen and len(seen) < TOP:
            seen.add(order)
            left *= 1 - 0.8 * strength
    return Stand(1 - left, tuple(found))


def articles(
    listed: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame, wanted: set[str]
) -> dict[str, Article]:
    """The articles `wanted`, by id, with their sentences and the names in them."""
    keys: dict[str, list[tuple[int, str, str]]] = {}
    for sentence_id, start, kind, key in names.select("sentence_id", "start", "kind", "key").iter_rows():
        keys.setdefault(sentence_id, []).append(
            (start, "n:" + (key.rsplit(" ", 1)[-1] if kind == "person" else key), kind)
        )
    chosen = (
        sentences.filter(pl.col("article_id").is_in(list(wanted)))
        .with_columns(marked=pl.col("text").str.to_lowercase().str.contains(MARKED),
                      numbered=pl.col("text").str.contains(NUMBERED))
        .select("article_id", "sentence_id", "start", "stop", "part", "text", "marked", "numbered")
    )
    found: dict[str, list[Sentence]] = {article: [] for article in wanted}
    for article, sentence_id, start, stop, part, text, marked, numbered in chosen.iter_rows():
        own = found[article]
        named = tuple((at - start, key, kind) for at, key, kind in keys.get(sentence_id, ()))
        own.append(Sentence(start, stop, part, len(own), text, named, marked, numbered))
    return {
        row["article_id"]: Article(
            row["article_id"], row["path"], row["published"] and int(row["published"].timestamp()),
            row["outlet"] or row["path"], tuple(found[row["article_id"]]),
        )
        for row in listed.filter(pl.col("article_id").is_in(list(wanted))).iter_rows(named=True)
    }
