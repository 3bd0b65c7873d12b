"""Documents cut into their true articles and paragraphs, each paragraph with its kind."""

import re

import polars as pl

from auditor import tables

LONGEST_PARAGRAPH = 20_000
_BLANK = re.compile(r"(?:\r\n|[\n\r])[^\S\r\n]*(?:\r\n|[\n\r])\s*")
_LINE = re.compile(r"[^\r\n]+")


def segment(documents: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `articles` and `paragraphs` from table `documents`."""
    articles, paragraphs = [], []
    for document in documents.iter_rows(named=True):
        text = document["text"]
        found = blocks(text)
        if not found:
            continue
        number = 0
        title = document["title"]
        for n, (start, stop) in enumerate(found):
            body = text[start:stop]
            kind = "headline" if n == 0 and len(found) > 1 and len(body) < 200 and body[-1] not in ".!:" else "body"
            if kind == "headline":
                title = title or body
            number += 1
            paragraphs.append((document["document_id"], f"{document['document_id']}:p{number}", start, stop, kind, None, body))
        articles.append(document | {"article_id": document["document_id"], "start": found[0][0], "stop": found[-1][1],
                                    "title": title, "genre": "report"})
    return (
        tables.conform("articles", {c: [a.get(c) for a in articles] for c in tables.SCHEMAS["articles"]}),
        tables.conform("paragraphs", dict(zip(tables.SCHEMAS["paragraphs"], zip(*paragraphs, strict=True), strict=True))
                       if paragraphs else {}),
    )


def blocks(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text`: its lines, trimmed of white space; hard-wrapped lines between blank ones are one."""
    spans = []
    for match in _LINE.finditer(text):
        start, stop = match.span()
        line = match[0]
        start += len(line) - len(line.lstrip())
        stop -= len(line) - len(line.rstrip())
        while stop - start > LONGEST_PARAGRAPH:
            cut = text.rfind(" ", start, start + LONGEST_PARAGRAPH)
            cut = cut if cut > start else start + LONGEST_PARAGRAPH
            spans.append((start, cut))
            start = cut
        if start < stop:
            spans.append((start, stop))
    return spans
