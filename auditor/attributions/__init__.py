"""Who says what: every reporting cue with its source and its content, as table `attributions`."""

import polars as pl

from auditor import tables
from auditor.attributions.found import Found
from auditor.attributions.passages import paragraph
from auditor.tokens import Stream, stream

__all__ = ["attribute"]


def spans_of(s: Stream, ranges: tuple[tuple[int, int], ...], offset: int) -> list[dict[str, int]]:
    """Token ranges as character spans of the document."""
    return [{"start": offset + s.starts[i], "stop": offset + s.stops[j - 1]} for i, j in ranges]


def attribute(paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Table `attributions` from the paragraphs that carry them; offsets are the document's."""
    rows: list[tuple[object, ...]] = []
    ids: dict[str, list[tuple[int, int, str]]] = {}
    for pid, sid, start, stop in sentences.select("paragraph_id", "sentence_id", "start", "stop").iter_rows():
        ids.setdefault(pid, []).append((start, stop, sid))
    count: dict[str, int] = {}
    for article, pid, start, kind, text in paragraphs.select("article_id", "paragraph_id", "start", "kind", "text").iter_rows():
        if kind not in tables.CARRYING:
            continue
        s = stream(text)
        found = paragraph(s)
        names: list[str] = []
        for _ in found:
            count[article] = count.get(article, 0) + 1
            names.append(f"{article}:a{count[article]}")
        for (one, parent), name in zip(found, names, strict=True):
            rows.append(row(s, one, article, pid, name, names[parent] if parent >= 0 else None, start, ids.get(pid, [])))
    columns = ("attribution_id", "article_id", "paragraph_id", "sentence_id", "start", "stop", "cue", "lemma", "cue_start",
               "cue_stop", "cue_kind", "contents", "mentions", "form", "stance", "nested", "parent_id")
    return tables.conform("attributions", {c: [r[n] for r in rows] for n, c in enumerate(columns)})


def row(
    s: Stream, one: Found, article: str, pid: str, name: str, parent: str | None, offset: int, ids: list[tuple[int, int, str]]
) -> tuple[object, ...]:
    """The row of one attribution."""
    cue_start, cue_stop = s.starts[one.cue[0]], s.stops[one.cue[1] - 1]
    contents = spans_of(s, one.contents, offset)
    mentions = spans_of(s, (one.source,), offset) if one.source else []
    ends = [offset + cue_start, offset + cue_stop, *(v for span in (*contents, *mentions) for v in span.values())]
    sid = next((sid for start, stop, sid in ids if start <= offset + cue_start < stop), None)
    return (name, article, pid, sid, min(ends), max(ends), s.text[cue_start:cue_stop], one.lemma, offset + cue_start,
            offset + cue_stop, one.kind, contents, mentions, form(s, one), "asserts", parent is not None, parent)


def form(s: Stream, one: Found) -> str:
    """direct where all words of the content are quoted, mixed where some are, else indirect."""
    words = [w for i, j in one.contents for w in s.words[i:j] if w not in ",.?!:;"]
    quoted = words.count('"')
    return "indirect" if not quoted else "direct" if quoted == len(words) else "mixed"
