"""Which checkable assertions an article makes, and what vouches for each: tables `statements` and `claims`.

An assertion is counted once over its repetitions.  Its support is the best that any of them has.
"""

from typing import Any

import polars as pl

from auditor import tables
from auditor.claims.merge import clusters
from auditor.claims.records import Sentence
from auditor.claims.responses import disclosures
from auditor.claims.rows import Article, claim_row, statement_row
from auditor.claims.statements import statements
from auditor.claims.support import voices

__all__ = ["extract"]

MARKS = ("hedge", "agentless", "anonymity", "link", "response", "verification")
LEAD = 2  # body paragraphs that, with headline and standfirst, hold what is central


def extract(
    articles: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame, names: pl.DataFrame,
    attributions: pl.DataFrame, sources: pl.DataFrame, citations: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `statements` and `claims` of the articles, in order of position; offsets are the document's."""
    spoken = voices(paragraphs, attributions, sources, citations)
    read = _sentences(sentences, spans)
    named: dict[str, list[tuple[int, int, str, str]]] = {}
    for article, start, stop, kind, key in names.select("article_id", "start", "stop", "kind", "key").iter_rows():
        named.setdefault(article, []).append((start, stop, kind, key))
    said: list[dict[str, Any]] = []
    claimed: list[dict[str, Any]] = []
    for article, published in articles.select("article_id", "published").iter_rows():
        listed, speakers = read.get(article, []), spoken.get(article, [])
        central = _central(listed)
        made, conflict = statements(listed, speakers, published.year if published else None, central)
        known = named.get(article, [])
        places = [name for name in known if name[2] == "place"]
        about = Article(article, listed, disclosures(listed, speakers), known, places, central, conflict)
        rows: dict[int, dict[str, Any]] = {}
        for number, group in enumerate(clusters(made), 1):
            claimed.append(claim_row(about, number, group, made))
            for n in group:
                rows[n] = statement_row(about, number, n, made[n])
        said += [rows[n] for n in sorted(rows)]
    return _table("statements", said), _table("claims", claimed)


def _sentences(sentences: pl.DataFrame, spans: pl.DataFrame) -> dict[str, list[Sentence]]:
    """The sentences of each article with what was marked in them, quotations and what is outside of them."""
    marked: dict[str, list[tuple[int, int, str, str]]] = {}
    wanted = (pl.col("kind").is_in(MARKS) & ~pl.col("quoted").fill_null(value=False)) | (pl.col("kind") == "quotation")
    for sentence, start, stop, kind, category in spans.filter(wanted).select(
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


def _table(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return tables.conform(name, {column: [row[column] for row in rows] for column in tables.SCHEMAS[name]})
