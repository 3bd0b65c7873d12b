"""Who the sources of an article are, how far the text identifies each, and which attribution cites which."""

import re
from bisect import bisect_right
from collections import defaultdict
from typing import Any

import polars as pl

from auditor import tables
from auditor.sources.anonymity import Grant, grant
from auditor.sources.cast import Cast, Chain, Mention, Named
from auditor.sources.descriptions import introduce
from auditor.sources.resolve import cite
from auditor.sources.tier import basis_of, tier
from auditor.sources.words import singular
from auditor.text import fold

_NAME_WITHHELD = re.compile(r"\b(?:last|sur|full|real|first) ?names?\b|\bpseudonym\b|\bidentified only\b|\bgoes by\b")
# Words by which a sentence goes on about a source of the one before.
_REFERRING = frozenset("he she they both all most who other person source".split())
_NAMING = re.compile(r"\b(?:nam(?:e|ed|es|ing)|identif\w+|anonym\w+)\b")
_PEOPLE = ("anonymous", "spokesperson", "public", "collective", "unknown")
__all__ = ["identify"]


def identify(
    articles: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame,
    names: pl.DataFrame, attributions: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `sources` (a row for each real source of an article) and `citations` (attribution x source).

    Every mention in `attributions.mentions` belongs to exactly one source of its article; sources are numbered in order
    of their first mention.  Formulas of anonymity come from `spans`, the people named in the text from `names`.
    A plural that the text takes back ("sources said", then "the source") has plurality plural and number 1.
    """
    sources: dict[str, list[Any]] = {column: [] for column in tables.SCHEMAS["sources"]}
    citations: dict[str, list[Any]] = {column: [] for column in tables.SCHEMAS["citations"]}
    texts = _by_article(sentences, "start", "text")
    named = _by_article(names, "start", "stop", "kind", "name_id", "text")
    marks = _by_article(
        spans.filter((pl.col("kind") == "anonymity") & ~pl.col("quoted")), "start", "stop", "category"
    )
    wanted = _by_article(attributions, "attribution_id", "mentions")
    for article_id, cited in wanted.items():
        cast = _cast(sorted(texts[article_id]), sorted(named.get(article_id, ())))
        chains, links = _gather(cast, cited, sorted(marks.get(article_id, ())))
        for n, chain in enumerate(chains, 1):
            _add_source(sources, f"{article_id}:source{n}", article_id, chain)
        number = {id(chain): n for n, chain in enumerate(chains, 1)}
        for attribution_id, chain, start, stop in links:
            row = attribution_id, f"{article_id}:source{number[id(chain)]}", article_id, start, stop
            for column, value in zip(citations.values(), row, strict=True):
                column.append(value)
    return _with_mentions(sources), tables.conform("citations", citations)


def _with_mentions(sources: dict[str, list[Any]]) -> pl.DataFrame:
    """Table `sources` from its columns; the lists of mentions are built flat, which is four times as fast."""
    mentions = sources.pop("mentions")
    flat = pl.DataFrame(
        {
            "n": [n for n, listed in enumerate(mentions) for _ in listed],
            "start": [m.start for listed in mentions for m in listed],
            "stop": [m.stop for listed in mentions for m in listed],
        },
        schema={"n": pl.Int64, "start": pl.Int64, "stop": pl.Int64},
    )
    lists = flat.group_by("n", maintain_order=True).agg(mentions=pl.struct("start", "stop"))
    return tables.conform("sources", tables.conform("sources", sources).with_columns(lists["mentions"]))


def _by_article(frame: pl.DataFrame, *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for article_id, row in zip(frame["article_id"].to_list(), zip(*(frame[c].to_list() for c in columns), strict=True),
                               strict=True):
        found[article_id].append(row)
    return found


def _cast(rows: list[tuple[Any, ...]], named: list[tuple[Any, ...]]) -> Cast:
    starts = [row[0] for row in rows]
    names = [Named(a, b, kind, name_id, text, _sentence(starts, a)) for a, b, kind, name_id, text in named]
    ids = {n.text.rsplit(" ", 1)[-1]: n.name_id for n in reversed(names) if n.kind == "person"}
    ids |= {n.text: n.name_id for n in names}
    full = {n.name_id for n in names if " " in n.text}
    return Cast([row[1] for row in rows], starts, names, [n.start for n in names], ids, full)


def _sentence(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)


def _gather(
    cast: Cast, cited: list[tuple[Any, ...]], marks: list[tuple[Any, ...]]
) -> tuple[list[Chain], list[tuple[str, Chain, int, int]]]:
    """The chains of an article in order of first mention, and (attribution_id, chain, start, stop) of each citation."""
    places: dict[tuple[int, int], list[str]] = defaultdict(list)
    for attribution_id, mentions in cited:
        for span in mentions or ():
            places[span["start"], span["stop"]].append(attribution_id)
    links = []
    for (start, stop), citing in sorted(places.items()):
        n = _sentence(cast.starts, start)
        text = cast.sentences[n][start - cast.starts[n]:stop - cast.starts[n]]
        chain = cite(cast, Mention(start, stop, text, n))
        links += [(attribution_id, chain, start, stop) for attribution_id in citing]
    at: dict[int, list[tuple[Mention, Chain]]] = defaultdict(list)
    for chain in cast.chains:
        for mention in chain.mentions:
            at[mention.sentence].append((mention, chain))
    for start, stop, category in marks:
        n = _sentence(cast.starts, start)
        _cover(cast, at, grant(cast.sentences[n], cast.starts[n], n, start, stop, category))
    introduce(cast)
    chains = sorted((chain for chain in cast.chains if chain.mentions), key=lambda chain: chain.mentions[0].start)
    order = {attribution_id: i for i, (attribution_id, _) in enumerate(cited)}
    return chains, sorted(links, key=lambda link: (order[link[0]], link[2]))


def _cover(cast: Cast, at: dict[int, list[tuple[Mention, Chain]]], found: Grant) -> None:
    """Marks the chains that a formula covers; `at`: the mentions in each sentence, with their chains."""
    if found.category == "protected" and not _NAMING.search(cast.sentences[found.sentence]):
        return
    near = [
        (_distance(mention, found), i, chain)
        for n in range(found.sentence - 3, found.sentence + 2)
        for i, (mention, chain) in enumerate(at.get(n, ())) if _may_cover(cast, chain, mention, found)
    ]
    covered = [min(near, key=lambda one: one[:2])[2]] if near else []
    if found.group:
        covered += [c for c in cast.chains if c.identification in ("anonymous", "public") and c not in covered]
    for chain in [*covered, *_pseudonyms(cast, found)]:
        if found.category == "protected":
            chain.protected = True
        elif chain.identification in _PEOPLE and (chain.identification != "collective" or chain.phrases[0].category):
            if chain.identification != "collective" or not found.group:
                chain.identification = "anonymous"
            chain.marked = True
            if found.reason and (chain.reason is None or found.reason[3] < chain.reason[3]):
                chain.reason = found.reason


def _may_cover(cast: Cast, chain: Chain, mention: Mention, found: Grant) -> bool:
    """Whether a formula may speak of a source cited near it; a name in its own sentence keeps it to itself."""
    if found.category == "adjective":  # "unnamed sources"
        return mention.start <= found.start < mention.stop and chain.identification in _PEOPLE
    if mention.sentence == found.sentence:
        return chain.identification in _PEOPLE or chain.identification == "named"
    if chain.identification not in _PEOPLE[:3]:
        return False
    if found.category in ("withheld", "protected"):  # its subject is the outlet
        return True
    before = fold(cast.sentences[found.sentence][:found.start - cast.starts[found.sentence]])
    words = {singular(word) for word in re.findall(r"\w+", before)}
    return not words.isdisjoint(_REFERRING) or not words.isdisjoint(chain.heads) or not before


def _distance(mention: Mention, found: Grant) -> tuple[int, int]:
    """Sentences, then characters between a mention and a formula; what comes before is nearer than what comes after."""
    apart = mention.sentence - found.sentence
    return abs(apart) * 2 + (apart > 0), max(found.start - mention.stop, mention.start - found.stop, 0)


def _pseudonyms(cast: Cast, found: Grant) -> list[Chain]:
    """Whoever goes by one name only, where the formula is about that name."""
    if not _NAME_WITHHELD.search(cast.sentences[found.sentence]):
        return []
    chains = [c for c in cast.chains if c.identification == "named" and c.name and " " not in c.name]
    here = {n.text for n in cast.names if n.sentence == found.sentence}
    chosen = [c for c in chains if c.name in here] or chains[:1]
    for chain in chosen:
        chain.identification = "anonymous"
    return chosen


def _add_source(sources: dict[str, list[Any]], source_id: str, article_id: str, chain: Chain) -> None:
    phrases = [*chain.phrases, *([chain.inherited] if chain.inherited else [])]
    best = max(range(len(chain.mentions)), key=lambda i: (_fullness(chain, i), -i))
    label = chain.mentions[best].text
    number = next((p.number for p in phrases if p.number), 0)
    many = chain.identification == "collective" or (chain.plural and chain.identification in _PEOPLE)
    reason = chain.reason or (None, None, None, None)
    row = {
        "source_id": source_id, "article_id": article_id, "name": chain.name or None, "label": label,
        "start": chain.mentions[best].start, "stop": chain.mentions[best].stop, "identification": chain.identification,
        "tier": tier(chain.identification, phrases, chain.role),
        "affiliation": next((p.affiliation for p in phrases if p.affiliation), None),
        "role": max((p.role for p in phrases), key=len, default="") or chain.role or None, "basis": basis_of(phrases),
        "plurality": "counted" if number > 1 else "plural" if many else "one",
        "number": number if number else None if many else 1,
        "reason": reason[2], "reason_start": reason[0], "reason_stop": reason[1], "reason_grade": reason[3],
        "marked": chain.marked, "protected": chain.protected,
        "party": next((p.party for p in phrases if p.party), None),
        "mentions": chain.mentions,
    }
    for column, value in row.items():
        sources[column].append(value)


def _fullness(chain: Chain, i: int) -> int:
    phrase = chain.phrases[i]
    if phrase.kind in ("pronoun", "relative", "headless", "speaker"):
        return 0
    if chain.name and not phrase.name:
        return 1
    # "The source who attended" points back: the mention that introduces a source comes first.
    return len(chain.mentions[i].text) + (0 if phrase.kind == "definite" else 1000)
