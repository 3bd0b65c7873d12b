"""Which checkable assertions an article makes, and what vouches for each: tables `statements` and `claims`.

An assertion is counted once over its repetitions.  Its support is the best that any of them has.
"""

from typing import Any

import polars as pl

from auditor import tables
from auditor.claims.merge import clusters
from auditor.claims.responses import Answer, answered, verified
from auditor.claims.statements import Sentence, Statement, statements
from auditor.claims.support import Voice, voices

__all__ = ["extract"]

MARKS = ("hedge", "agentless", "link", "response", "verification")
ROOTS = ("named", "organization", "document", "spokesperson", "anonymous", "witness")
LEAD = 2  # body paragraphs that, with headline and standfirst, hold what is central


def extract(
    articles: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame, names: pl.DataFrame,
    attributions: pl.DataFrame, sources: pl.DataFrame, citations: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `statements` and `claims` of the articles; offsets are the document's."""
    spoken = voices(paragraphs, attributions, sources, citations)
    read = _sentences(sentences, spans)
    named: dict[str, list[tuple[int, int, str, str]]] = {}
    for article, start, stop, kind, key in names.select("article_id", "start", "stop", "kind", "key").iter_rows():
        named.setdefault(article, []).append((start, stop, kind, key))
    found: dict[str, list[Any]] = {column: [] for column in tables.SCHEMAS["statements"]}
    claims: dict[str, list[Any]] = {column: [] for column in tables.SCHEMAS["claims"]}
    for article, published in articles.select("article_id", "published").iter_rows():
        listed = read.get(article, [])
        said = spoken.get(article, [])
        made, conflict = statements(listed, said, published.year if published else None)
        central = _central(listed)
        known = named.get(article, [])
        for group in clusters(made):
            _claim(article, [made[n] for n in group], group, listed, said, known, central, conflict, found, claims)
    return _sorted("statements", found), _sorted("claims", claims)


def _sentences(sentences: pl.DataFrame, spans: pl.DataFrame) -> dict[str, list[Sentence]]:
    """The sentences of each article with what was marked in them outside quotation marks."""
    marked: dict[str, list[tuple[int, int, str, str]]] = {}
    wanted = spans.filter(pl.col("kind").is_in(MARKS) & ~pl.col("quoted").fill_null(value=False))
    for sentence, start, stop, kind, category in wanted.select(
            "sentence_id", "start", "stop", "kind", "category").iter_rows():
        marked.setdefault(sentence, []).append((start, stop, kind, category))
    found: dict[str, list[Sentence]] = {}
    for article, name, paragraph, start, stop, part, text in sentences.select(
            "article_id", "sentence_id", "paragraph_id", "start", "stop", "part", "text").iter_rows():
        found.setdefault(article, []).append(Sentence(name, paragraph, start, stop, part, text, marked.get(name, [])))
    return found


def _central(sentences: list[Sentence]) -> set[int]:
    """The sentences of headline, standfirst and the first paragraphs of the body."""
    lead: list[str] = []
    for sentence in sentences:
        if sentence.part == "body" and sentence.paragraph_id not in lead:
            lead.append(sentence.paragraph_id)
            if len(lead) == LEAD:
                break
    return {n for n, s in enumerate(sentences) if s.part in ("headline", "standfirst") or s.paragraph_id in lead}


def _claim(
    article: str, made: list[Statement], group: list[int], sentences: list[Sentence], spoken: list[Voice],
    named: list[tuple[int, int, str, str]], central: set[int], conflict: bool, found: dict[str, list[Any]],
    claims: dict[str, list[Any]],
) -> None:
    """Add the claim that `made` assert, and its statements, to the columns `claims` and `found`."""
    claim_id = f"{article}:c{len(claims['claim_id']) + 1}"
    best = min(made, key=lambda s: (s.support.tier, s.consequence == "none", sentences[s.sentence].part == "headline",
                                    s.start))
    grave = next((s for s in made if s.consequence != "none"), best)
    accused = next((s for s in made if s.subject and s.consequence != "none"), None)
    names = [entry for entry in named if accused and accused.subject_span[0] <= entry[0] < accused.subject_span[1]]
    roots = {s.support.source_id or s.support.attribution_id for s in made if s.support.kind in ROOTS}
    answer: Answer = answered(made, sentences, spoken, [key for *_, key in names])
    row: dict[str, Any] = {
        "claim_id": claim_id, "article_id": article, "statement_id": f"{article}:t{group[made.index(best)] + 1}",
        "start": best.start, "stop": best.stop, "consequence": grave.consequence,
        "central": any(s.sentence in central for s in made), "support": best.support.kind, "tier": best.support.tier,
        "source_id": best.support.source_id, "roots": len(roots), "response": answer,
        "verification": verified(made, sentences, central), "accused": accused.subject if accused else None,
        "accused_named": any(kind in ("person", "organisation") for _, _, kind, _ in names),
        "accused_person": any(kind == "person" for _, _, kind, _ in names),
        "adjudicated": any(s.adjudicated for s in made), "background": all(s.background for s in made),
        "conflict": conflict, "text": _slice(best, sentences),
    }
    for column, value in row.items():
        claims[column].append(value)
    for n, statement in zip(group, made, strict=True):
        _statement(article, n, claim_id, statement, sentences, found)


def _statement(
    article: str, n: int, claim_id: str, statement: Statement, sentences: list[Sentence], found: dict[str, list[Any]],
) -> None:
    """Add the row of `statement` to the columns `found`."""
    sentence, figure = sentences[statement.sentence], statement.figure
    row: dict[str, Any] = {
        "statement_id": f"{article}:t{n + 1}", "claim_id": claim_id, "article_id": article,
        "sentence_id": sentence.sentence_id, "start": statement.start, "stop": statement.stop, "part": sentence.part,
        "attribution_id": statement.support.attribution_id, "subject": statement.subject,
        "predicate": statement.predicate, "object": statement.object,
        "polarity": "negative" if statement.negative else "positive", "modality": statement.modality,
        "hedge": statement.hedge, "value": sentence.text[figure.start:figure.stop] if figure else None,
        "low": figure.low if figure else None, "high": figure.high if figure else None,
        "unit": figure.unit if figure else None, "counted": figure.counted if figure else None,
        "value_start": sentence.start + figure.start if figure else None,
        "value_stop": sentence.start + figure.stop if figure else None, "happened": statement.happened,
        "place": None, "quoted": False, "background": statement.background, "support": statement.support.kind,
        "tier": statement.support.tier, "text": _slice(statement, sentences),
    }
    for column, value in row.items():
        found[column].append(value)


def _slice(statement: Statement, sentences: list[Sentence]) -> str:
    sentence = sentences[statement.sentence]
    return sentence.text[max(0, statement.start - sentence.start):statement.stop - sentence.start]


def _sorted(name: str, columns: dict[str, list[Any]]) -> pl.DataFrame:
    return tables.conform(name, columns).sort("article_id", "start", "stop", maintain_order=True)
