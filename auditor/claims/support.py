"""Whose word a statement rests on: its own attribution, one it inherits, a link, the writer's own eyes, or nobody's."""

import re
from typing import Any, NamedTuple

import polars as pl

NOTHING = 12  # the last step of the scale of sources: nobody is named, nobody is hinted at
AGENTLESS = 11


class Support(NamedTuple):
    """What vouches for a statement: its kind, its step on the scale of sources, the source and the attribution."""

    kind: str
    tier: int
    source_id: str | None = None
    attribution_id: str | None = None


class Voice(NamedTuple):
    """An attribution as far as it vouches for something, with its sources; without a cue, `cue` is empty."""

    attribution_id: str
    start: int
    stop: int
    cue: tuple[int, int]
    contents: list[tuple[int, int]]
    kind: str
    lemma: str
    sources: list[dict[str, Any]]
    mentions: list[tuple[int, int]]


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
    columns = ("source_id", "identification", "tier", "name", "label", "party", "protected")
    known = {row["source_id"]: row for row in sources.select(columns).iter_rows(named=True)}
    cited: dict[str, list[dict[str, Any]]] = {}
    for attribution, source in citations.select("attribution_id", "source_id").iter_rows():
        if source in known:
            cited.setdefault(attribution, []).append(known[source])
    found: dict[str, list[Voice]] = {}
    wanted = ("article_id", "attribution_id", "start", "stop", "cue_start", "cue_stop", "contents", "cue_kind",
              "lemma", "mentions")
    asked = set(paragraphs.filter(pl.col("kind") == "question")["paragraph_id"])
    outer = pl.col("paragraph_id").is_in(asked).fill_null(value=False)
    framing = pl.col("cue_kind").is_in(("label", "interview"))
    voiced = attributions.filter(pl.when(outer).then(~framing).otherwise(~pl.col("nested").fill_null(value=False)))
    for article, name, start, stop, cue_start, cue_stop, contents, kind, lemma, mentions in voiced.select(
            wanted).iter_rows():
        found.setdefault(article, []).append(Voice(
            name, start, stop, (start, start) if cue_start is None else (cue_start, cue_stop),
            [(c["start"], c["stop"]) for c in contents or ()], kind, lemma,
            cited.get(name, []), [(c["start"], c["stop"]) for c in mentions or ()]))
    return found


def of_voice(voice: Voice) -> Support:
    """The support that an attribution lends, by its best source; one without a source lends next to none."""
    best = Support("agentless", AGENTLESS, None, voice.attribution_id)
    for source in voice.sources:
        kind = _KINDS.get(source["identification"] or "agentless", "agentless")
        tier = source["tier"] if source["tier"] is not None else _TIERS[kind]
        if kind == "witness" and not _WRITER.search(source["label"] or ""):
            kind, tier = "organization", _TIERS["organization"]  # a thing that speaks, of a kind no list knows
        if source["protected"]:  # the law or the paper's policy withholds the name: that must cost nothing
            kind, tier = "named", min(tier, 1)
        if tier < best.tier or best.source_id is None:
            best = Support(kind, tier, source["source_id"], voice.attribution_id)
    if not voice.sources and voice.kind == "interview":
        return Support("named", _TIERS["named"], None, voice.attribution_id)
    if not voice.sources and voice.kind == "document":
        return Support("document", _TIERS["document"], None, voice.attribution_id)
    return best
