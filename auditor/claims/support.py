"""Whose word a statement rests on: its own attribution, one it inherits, a link, the writer's own eyes, or nobody's."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import polars as pl

from auditor import tables

NOTHING = 12  # the last step of the scale of sources: nobody is named, nobody is hinted at
AGENTLESS = 11

Grouped = dict[str, list[tuple[Any, ...]]]  # rows of a table by one of its columns


class Support(NamedTuple):
    """What vouches for a statement: its kind, its step on the scale of sources, the source and the attribution."""

    kind: str
    tier: int
    source_id: str | None = None
    attribution_id: str | None = None


class Speaker(NamedTuple):
    """A source as far as it vouches for something: what kind of support it lends, at which step of the scale."""

    source_id: str
    kind: str
    tier: int
    label: str


class Voice(NamedTuple):
    """An attribution as far as it vouches for something, with its sources; without a cue, `cue` is empty."""

    attribution_id: str
    start: int
    stop: int
    cue: tuple[int, int]
    contents: list[tuple[int, int]]
    kind: str
    lemma: str
    sources: list[Speaker]
    mentions: list[tuple[int, int]]
    support: Support


NONE = Support("none", NOTHING)
# A source that a reader can hold to account still speaks in the sentences around its own; a nameless one does not.
_KINDS = {"named": "named", "organization": "organization", "document": "document", "spokesperson": "spokesperson",
          "anonymous": "anonymous", "public": "collective", "collective": "collective", "agentless": "agentless",
          "narrator": "witness", "unknown": "named"}
_TIERS = {"named": 4, "organization": 5, "document": 4, "spokesperson": 6, "anonymous": 10, "collective": AGENTLESS,
          "agentless": AGENTLESS, "witness": 0}
_WRITER = re.compile(r"\b(?:i|we|our|this|reporters?|correspondents?)\b", re.IGNORECASE)
CARRIED = frozenset(("named", "organization", "document", "spokesperson", "witness"))
# What is promised, urged, hoped or blamed is the source's; what is told on the way is still the writer's.
VOUCHING = frozenset(("statement", "document", "interview", "label", "agentless"))


def voices(
    paragraphs: pl.DataFrame, attributions: pl.DataFrame, sources: pl.DataFrame, citations: pl.DataFrame,
) -> dict[str, list[Voice]]:
    """The attributions of each article that stand in no other, with their sources.

    Who asks a question does not vouch for what it takes for granted: there the ones inside count.
    """
    known = {row[0]: _speaker(*row) for row in by_row(
        sources, "source_id", "identification", "tier", "label", "protected")}
    cited: dict[str, list[Speaker]] = {}
    for attribution, source in by_row(citations, "attribution_id", "source_id"):
        if source in known:
            cited.setdefault(attribution, []).append(known[source])
    found: dict[str, list[Voice]] = {}
    asked = set(paragraphs.filter(pl.col("kind") == "question")["paragraph_id"])
    outer = pl.col("paragraph_id").is_in(asked).fill_null(value=False)
    framing = pl.col("cue_kind").is_in(("label", "interview"))
    voiced = attributions.filter(pl.when(outer).then(~framing).otherwise(~pl.col("nested").fill_null(value=False)))
    columns = by_row(
        voiced, "article_id", "attribution_id", "start", "stop", "cue_start", "cue_stop", "cue_kind", "lemma")
    contents, mentions = tables.pairs(voiced["contents"]), tables.pairs(voiced["mentions"])
    for n, (article, name, start, stop, cue_start, cue_stop, kind, lemma) in enumerate(columns):
        cue = (start, start) if cue_start is None else (cue_start, cue_stop)
        cites = cited.get(name, [])
        found.setdefault(article, []).append(
            Voice(name, start, stop, cue, contents[n], kind, lemma, cites, mentions[n], _lent(name, kind, cites)))
    return found


def by_row(frame: pl.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of `frame`, these columns of them; columns turn into lists faster than rows into tuples."""
    return zip(*(frame[column].to_list() for column in columns), strict=True)


def grouped(frame: pl.DataFrame, by: str, *columns: str) -> Grouped:
    """The rows of `frame`, these columns of them, by what stands in column `by`, whose equals stand together."""
    rows = list(by_row(frame, *columns))
    return {name: rows[first:last] for name, (first, last) in stretches(frame[by]).items()}


def stretches(names: pl.Series) -> dict[str, tuple[int, int]]:
    """Where the rows of each of `names` begin and end; equal ones stand together."""
    runs = names.rle().struct.unnest()
    return dict(zip(runs["value"].to_list(), pairwise((0, *accumulate(runs["len"].to_list()))), strict=True))


def _speaker(
    source_id: str, identification: str | None, tier: int | None, label: str | None, protected: bool | None,
) -> Speaker:
    kind = _KINDS.get(identification or "agentless", "agentless")
    tier = _TIERS[kind] if tier is None else tier
    if kind == "witness" and not _WRITER.search(label or ""):
        kind, tier = "organization", _TIERS["organization"]  # a thing that speaks, of a kind no list knows
    if protected:  # the law or the paper's policy withholds the name: that must cost nothing
        kind, tier = "named", min(tier, 1)
    return Speaker(source_id, kind, tier, label or "")


def _lent(attribution_id: str, kind: str, sources: list[Speaker]) -> Support:
    """The support that an attribution lends, by its best source; one without a source lends next to none."""
    if sources:
        best = sources[0] if len(sources) == 1 else min(sources, key=lambda source: source.tier)
        return Support(best.kind, best.tier, best.source_id, attribution_id)
    kind = {"interview": "named", "document": "document"}.get(kind, "agentless")
    return Support(kind, _TIERS[kind], None, attribution_id)
