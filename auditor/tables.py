"""The schema of every table, and the closed vocabularies.  A stage conforms its result here and nowhere else.

Offsets (`start`, `stop`, `*_start`, `*_stop`) are half-open character positions in the text of the document as
decoded, never altered.  Ids are strings, unique in a run.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

import polars as pl

S, I, F, B = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean()  # noqa: E741 (short names make the schemas readable)
TIME = pl.Datetime("us", "UTC")
SPAN = pl.Struct({"start": I, "stop": I})
SPANS = pl.List(SPAN)
RELATED = pl.List(pl.Struct({"article_id": S, "path": S, "start": I, "stop": I}))


def _words(words: str) -> pl.Enum:
    return pl.Enum(words.split())


GENRE = _words("report interview opinion digest statement")
ROLE = _words("audited context")
PART = _words(
    "headline standfirst byline dateline body question answer caption pull_quote editors_note correction footnote"
    " comment navigation boilerplate"
)
SPAN_KIND = _words(
    "cue quotation role anonymity knowledge reason hedge agentless figure date place document link response"
    " verification event consequence evaluation trait"
)
NAME_KIND = _words("person organisation place")
CUE_KIND = _words("statement speech_act belief document agentless label interview")
FORM = _words("direct indirect mixed")
STANCE = _words("asserts denies confirms doubts declines")
IDENTIFICATION = _words(
    "named organization document spokesperson anonymous public collective agentless narrator unknown"
)
BASIS = _words("none briefed document present actor")
PLURALITY = _words("one counted plural")
GRADE = _words("A B C D E")
POLARITY = _words("positive negative")
MODALITY = _words("fact planned possible conditional question")
CONSEQUENCE = _words("casualty allegation money movement agreement crime number vote health none")
SUPPORT = _words("witness named document organization spokesperson anonymous collective agentless none")
RESPONSE = _words("none asked declined unreachable denied included")
VERIFICATION = _words("none verified partly not")
DISAGREEMENT = _words(
    "denial debunk negation opposite number age date place identity cause certainty quote update"
)
SEVERITY = _words("note warning error")
CONFIDENCE = _words("low medium high")

# Paragraphs of these kinds carry attributions and claims; no other kind does.
CARRYING = ("headline", "standfirst", "body", "question", "answer")

SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    # a file or record read, and what metadata it carried
    "documents": {
        "document_id": S, "path": S, "format": S, "text": S, "title": S, "outlet": S, "author": S, "published": TIME,
        "url": S, "lang": S, "role": ROLE,
    },
    # a true article; a page may hold several
    "articles": {
        "article_id": S, "document_id": S, "path": S, "start": I, "stop": I, "title": S, "outlet": S, "author": S,
        "published": TIME, "url": S, "lang": S, "genre": GENRE, "origin": S, "dateline": S, "role": ROLE,
    },
    # a paragraph with its kind; `speaker` is who answers or asks, where the page says so
    "paragraphs": {
        "article_id": S, "paragraph_id": S, "start": I, "stop": I, "kind": PART, "speaker": S, "text": S,
    },
    # sentences of the paragraphs that carry attributions and claims; `place`: its number in its article, from 1
    "sentences": {
        "article_id": S, "paragraph_id": S, "sentence_id": S, "place": I, "start": I, "stop": I, "part": PART,
        "text": S,
    },
    # a thing marked in a sentence; `quoted`: it stands inside quotation marks
    "spans": {
        "article_id": S, "sentence_id": S, "start": I, "stop": I, "kind": SPAN_KIND, "lexicon": S, "category": S,
        "quoted": B, "text": S,
    },
    # a mention of a name; `name_id` is one entity within the article, `key` the folded form to match on
    "names": {
        "article_id": S, "sentence_id": S, "start": I, "stop": I, "kind": NAME_KIND, "name_id": S, "key": S, "text": S,
    },
    # one cue with its content; `mentions`: who is cited here; `via`: the outlet or person it came through;
    # `aside`: said to hearers who publish nothing; `supposed`: nobody has said it, somebody might
    "attributions": {
        "attribution_id": S, "article_id": S, "paragraph_id": S, "sentence_id": S, "start": I, "stop": I, "cue": S,
        "lemma": S, "cue_start": I, "cue_stop": I, "cue_kind": CUE_KIND, "contents": SPANS, "mentions": SPANS,
        "form": FORM, "stance": STANCE, "nested": B, "parent_id": S, "via": S, "aside": B, "supposed": B,
    },
    # one real source in an article, all its mentions; start, stop: its fullest mention, with its head noun in the
    # singular; `introduced`: this mention introduces somebody, it does not point back like "the official" or "they";
    # `led_to`: the named source, one of those meant, to whom a plural leads in ("his aides said", then one by name)
    "sources": {
        "source_id": S, "article_id": S, "name": S, "label": S, "start": I, "stop": I,
        "identification": IDENTIFICATION, "tier": I, "affiliation": S, "role": S, "basis": BASIS,
        "plurality": PLURALITY, "number": I, "reason": S, "reason_start": I, "reason_stop": I, "reason_grade": GRADE,
        "marked": B, "protected": B, "party": S, "head": S, "introduced": B, "led_to": S, "mentions": SPANS,
    },
    # attribution x source; source_start, source_stop: the mention in this attribution, never its antecedent
    "citations": {"attribution_id": S, "source_id": S, "article_id": S, "source_start": I, "source_stop": I},
    # an assertion where it stands
    "statements": {
        "statement_id": S, "claim_id": S, "article_id": S, "sentence_id": S, "start": I, "stop": I, "part": PART,
        "attribution_id": S, "subject": S, "predicate": S, "object": S, "polarity": POLARITY, "modality": MODALITY,
        "hedge": S, "value": S, "low": F, "high": F, "unit": S, "counted": S, "value_start": I, "value_stop": I,
        "happened": S, "place": S, "quoted": B, "background": B, "support": SUPPORT, "tier": I,
        "borne_out": S, "text": S,
    },
    # a checkable assertion, counted once over its repetitions; start, stop: its best statement
    "claims": {
        "claim_id": S, "article_id": S, "statement_id": S, "start": I, "stop": I, "consequence": CONSEQUENCE,
        "central": B, "support": SUPPORT, "tier": I, "source_id": S, "roots": I, "response": RESPONSE,
        "verification": VERIFICATION, "accused": S, "accused_named": B, "accused_person": B, "adjudicated": B,
        "background": B, "conflict": B, "text": S,
    },
    # `stated`: by the reader, who put its articles in one folder
    "stories": {"story_id": S, "article_id": S, "stated": B},
    # a passage printed again: syndicated or echoed
    "copies": {
        "article_id": S, "start": I, "stop": I, "other_article_id": S, "other_start": I, "other_stop": I,
    },
    # two passages that differ; between articles or inside one.  `start`, `stop`: the sentence, `value_start`,
    # `value_stop`: the figure or the part of it that matters; `other_refutes`: the other side is the one that says no;
    # `outdated`: the article whose count had been superseded before it was published
    "disagreements": {
        "disagreement_id": S, "story_id": S, "article_id": S, "path": S, "start": I, "stop": I, "value_start": I,
        "value_stop": I, "other_article_id": S, "other_path": S, "other_start": I, "other_stop": I,
        "other_value_start": I, "other_value_stop": I, "kind": DISAGREEMENT, "confidence": F, "claim_id": S,
        "other_claim_id": S, "slot": S, "why": S, "other_refutes": B, "outdated": S,
    },
    "findings": {
        "finding_id": S, "rule": S, "family": S, "severity": SEVERITY, "confidence": CONFIDENCE, "article_id": S,
        "path": S, "start": I, "stop": I, "message": S, "related": RELATED, "accepted": S, "private": B,
    },
    "failures": {"path": S, "where": S, "error": S},
    "notices": {"path": S, "where": S, "text": S},
    # criteria and arithmetic as JSON objects; index null: not scored
    "scores": {"article_id": S, "index": I, "criteria": S, "arithmetic": S},
}

# The wide view that most rules read: attribution x citation x source, one row with null source where there is none.
CITED: dict[str, pl.DataType] = {
    "path": S,
    **{k: v for k, v in SCHEMAS["attributions"].items() if k not in ("start", "stop", "mentions")},
    "source_id": S, "source_start": I, "source_stop": I, "start": I, "stop": I, "part": PART, "place": I,
    **{k: v for k, v in SCHEMAS["sources"].items()
       if k not in ("source_id", "article_id", "start", "stop", "mentions", "identification")},
    "identification": IDENTIFICATION,
}

# What an article comes to: `genre` (report where none is known) and counts.  `sourced`: the attributions of words, not
# of minds, to somebody the text tells of; `fighting`: the claims, where the article is about fighting, else 0;
# `bare_fighting`: those of them that tell of an act on nobody's word or a crowd's; `unnamed_fighting`: on that
# of unnamed persons.
TALLIES: dict[str, pl.DataType] = {
    "article_id": S, "genre": GENRE, "sentences": I, "attributions": I, "sourced": I, "fighting": I,
    "bare_fighting": I, "unnamed_fighting": I,
}
VIEWS: dict[str, dict[str, pl.DataType]] = {"cited": CITED, "tallies": TALLIES}


def conform(name: str, rows: pl.DataFrame | Mapping[str, Sequence[Any]]) -> pl.DataFrame:
    """`rows` (a frame, or columns by name) as table `name`: its columns, order and types; a missing column is null.

    Raises polars' own errors when a value does not fit: that is a defect of the stage, never of the input.
    """
    schema = SCHEMAS[name]
    if isinstance(rows, pl.DataFrame):
        missing = [pl.lit(None, t).alias(c) for c, t in schema.items() if c not in rows.columns]
        return rows.with_columns(missing).select(pl.col(c).cast(t) for c, t in schema.items())
    height = len(next(iter(rows.values()), ()))
    return pl.DataFrame([pl.Series(c, rows.get(c, [None] * height), t) for c, t in schema.items()])


def spans(rows: Sequence[Sequence[tuple[int, int]]]) -> pl.Series:
    """Lists of pairs (start, stop) as a column of type SPANS: all pairs in one column, then gathered by row, as polars
    is slow to take lists of structs."""
    nothing: Any = [(None, None)]
    row = [n for n, pairs in enumerate(rows) for _ in pairs or nothing]
    start, stop = zip(*chain.from_iterable(pairs or nothing for pairs in rows), strict=True) if rows else ((), ())
    flat = pl.DataFrame([pl.Series(name, column, I) for name, column in
                         (("row", row), ("start", start), ("stop", stop))])
    given = pl.struct("start", "stop").filter(pl.col("start").is_not_null())
    return flat.group_by("row", maintain_order=True).agg(given)["start"]


def pairs(column: pl.Series) -> list[list[tuple[int, int]]]:
    """What `spans` made a column of; all pairs at once, as polars is slow to hand out lists of structs."""
    bounds = column.explode(empty_as_null=False, keep_nulls=False).struct.unnest()
    flat = list(zip(bounds["start"].to_list(), bounds["stop"].to_list(), strict=True))
    ends = accumulate(column.list.len().fill_null(0).to_list(), initial=0)
    return [flat[begin:end] for begin, end in pairwise(ends)]


def empty(name: str) -> pl.DataFrame:
    """Table `name` without rows."""
    return pl.DataFrame(schema=SCHEMAS[name])


def concat(name: str, parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The tables `parts` under one another as table `name`."""
    return pl.concat([empty(name), *parts])


def cited(
    articles: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, attributions: pl.DataFrame,
    sources: pl.DataFrame, citations: pl.DataFrame,
) -> pl.DataFrame:
    """The view `cited`, columns as CITED; `start`, `stop` are the source's words in the attribution, else the cue;
    `place` is that of the sentence."""
    wide = (
        attributions.drop("start", "stop", "mentions")
        .join(articles.select("article_id", "path"), on="article_id", how="left", maintain_order="left")
        .join(paragraphs.select("paragraph_id", part="kind"), on="paragraph_id", how="left", maintain_order="left")
        .join(sentences.select("sentence_id", "place"), on="sentence_id", how="left", maintain_order="left")
        .join(citations.drop("article_id"), on="attribution_id", how="left", maintain_order="left")
        .join(sources.drop("article_id", "start", "stop", "mentions"), on="source_id", how="left",
              maintain_order="left")
        .with_columns(
            start=pl.coalesce("source_start", "cue_start"),
            stop=pl.when(pl.col("source_start").is_null()).then("cue_stop").otherwise("source_stop"),
            identification=pl.col("identification").fill_null("agentless"),
        )
    )
    return wide.select(pl.col(c).cast(t) for c, t in CITED.items())


def tallies(
    articles: pl.DataFrame, sentences: pl.DataFrame, cited: pl.DataFrame, claims: pl.DataFrame
) -> pl.DataFrame:
    """The view `tallies`, columns as TALLIES; `cited` is the view of that name."""
    one = pl.col("attribution_id")
    sourced = (~pl.col("nested") & (pl.col("cue_kind") != "belief")
               & ~pl.col("identification").is_in(["agentless", "narrator", "unknown"]))
    act = pl.col("conflict") & ~pl.col("consequence").is_in(["none", "number", "vote", "health"])
    counts = (
        sentences.group_by("article_id").agg(sentences=pl.len()),
        cited.group_by("article_id").agg(attributions=one.n_unique(), sourced=one.filter(sourced).n_unique()),
        claims.group_by("article_id").agg(
            fighting=pl.col("conflict").sum(),
            bare_fighting=(act & pl.col("support").is_in(["none", "agentless", "collective"])).sum(),
            unnamed_fighting=(act & (pl.col("support") == "anonymous")).sum(),
        ),
    )
    wide = articles.with_columns(pl.col("genre").fill_null("report"))
    for count in counts:
        wide = wide.join(count, on="article_id", how="left", maintain_order="left")
    return wide.select(pl.col(c).cast(t) if t != I else pl.col(c).fill_null(0).cast(t) for c, t in TALLIES.items())
