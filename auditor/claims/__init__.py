"""Which checkable assertions an article makes, and what vouches for each: tables `statements` and `claims`.

An assertion is counted once over its repetitions.  Its support is the best that any of them has.
"""

from typing import Any

import polars as pl

from auditor.claims.merge import clusters
from auditor.claims.records import Sentence, Statement
from auditor.claims.responses import disclosures
from auditor.claims.rows import Article, Row, claim_row, claims_table, statement_row, statements_table
from auditor.claims.statements import statements
from auditor.claims.support import Grouped, by_row, grouped, stretches, voices
from auditor.claims.words import flatten
from auditor.text import fold

__all__ = ["extract"]

MARKS = ("hedge", "agentless", "anonymity", "link", "response", "verification")
LEAD = 2  # body paragraphs that, with headline and standfirst, hold what is central


def extract(
    articles: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame, names: pl.DataFrame,
    attributions: pl.DataFrame, sources: pl.DataFrame, citations: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `statements` and `claims` of the articles, in order of position; offsets are the document's."""
    spoken = voices(paragraphs, attributions, sources, citations)
    quoted = grouped(spans.filter(pl.col("kind") == "quotation"), "sentence_id", "start", "stop")
    marks = spans.filter(pl.col("kind").is_in(MARKS) & ~pl.col("quoted").fill_null(value=False))
    marked = grouped(marks, "sentence_id", "start", "stop", "kind", "category")
    written = sentences.with_columns(digits=pl.col("text").str.contains(r"\d"))
    columns = [written[name].to_list() for name in
               ("sentence_id", "paragraph_id", "start", "stop", "part", "text", "digits")]
    ranges = stretches(sentences["article_id"])
    in_order = names.sort("article_id", "start", maintain_order=True)
    named = grouped(in_order, "article_id", "start", "stop", "kind", "key")
    said: list[Statement] = []
    beside: list[Row] = []
    claimed: list[Row] = []
    for article, published in by_row(articles.with_columns(pl.col("published").dt.year()), "article_id", "published"):
        if article not in ranges:
            continue
        first, last = ranges[article]
        listed = _sentences([column[first:last] for column in columns], quoted, marked)
        speakers, known = spoken.get(article, []), named.get(article, [])
        central = _central(listed)
        made, conflict = statements(listed, speakers, published, central)
        places = [name for name in known if name[2] == "place"]
        where = [name[0] for name in places], [name[1] for name in places]
        about = Article(first, len(said), listed, disclosures(listed, speakers), known, where, central, conflict)
        claims = [0] * len(made)
        for number, group in enumerate(clusters(made), 1):
            claimed.append(claim_row(about, number, group, made))
            for n in group:
                claims[n] = number
        beside += [statement_row(about, claims[n], n, statement) for n, statement in enumerate(made)]
        said += made
    table = statements_table(sentences, said, beside)
    return table, claims_table(table, claimed)


def _sentences(columns: list[list[Any]], quoted: Grouped, marked: Grouped) -> list[Sentence]:
    """The sentences of an article, with the quotations and what is marked outside of them."""
    folded = fold("\n".join(columns[5]))  # all at once: the texts are short and many
    flat = flatten(folded)
    found, at = [], 0
    for name, paragraph, start, stop, part, text, digits in zip(*columns, strict=True):
        end = at + len(text)
        found.append(Sentence(paragraph, start, stop, part, text, digits, folded[at:end], flat[at:end],
                              marked.get(name, []), quoted.get(name, [])))
        at = end + 1
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
