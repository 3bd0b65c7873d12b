"""The sentences of the paragraphs that carry attributions and claims."""

import polars as pl

from auditor import tables
from auditor.text import sentence_spans


def split(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Table `sentences` from table `paragraphs`: offsets in the document's text, numbered within their article."""
    rows: list[tuple[str, str, str, int, int, int, str, str]] = []
    article, number = None, 0
    columns = ("article_id", "paragraph_id", "start", "kind", "text")
    for article_id, paragraph_id, start, kind, text in zip(*(paragraphs[c].to_list() for c in columns), strict=True):
        if kind in tables.CARRYING:
            if article_id != article:
                article, number = article_id, 0
            for begin, end in sentence_spans(text):
                number += 1
                rows.append((article_id, paragraph_id, f"{article_id}:s{number}", number, start + begin, start + end,
                             kind, text[begin:end]))
    return tables.conform("sentences", dict(zip(tables.SCHEMAS["sentences"], zip(*rows, strict=True), strict=True))
                          if rows else {})
