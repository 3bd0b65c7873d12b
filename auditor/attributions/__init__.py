"""Who says what: every reporting cue with its source and its content, as table `attributions`."""

import polars as pl

from auditor import tables
from auditor.attributions.passages import Paragraph, Report, article
from auditor.tokens import stream

__all__ = ["attribute"]


def attribute(paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Table `attributions` from the paragraphs that carry them; offsets are the document's."""
    starts: dict[str, list[tuple[int, int, str]]] = {}
    for pid, sid, start, stop in sentences.select("paragraph_id", "sentence_id", "start", "stop").iter_rows():
        starts.setdefault(pid, []).append((start, stop, sid))
    articles: dict[str, list[tuple[str, Paragraph]]] = {}
    columns = ("article_id", "paragraph_id", "start", "kind", "text")
    for aid, pid, start, kind, text in paragraphs.select(columns).iter_rows():
        if kind in tables.CARRYING and text:
            articles.setdefault(aid, []).append((pid, Paragraph(stream(text), kind, start)))
    rows = [
        _row(aid, n, one, *parts[one.paragraph], starts)
        for aid, parts in articles.items()
        for n, one in enumerate(article([part for _, part in parts]), 1)
    ]
    names = [c for c in tables.SCHEMAS["attributions"] if c != "via"]
    return tables.conform("attributions", {c: [row[n] for row in rows] for n, c in enumerate(names)})


def _row(
    aid: str, n: int, one: Report, pid: str, part: Paragraph, starts: dict[str, list[tuple[int, int, str]]]
) -> tuple[object, ...]:
    """The row of one attribution, in the order of the table's columns."""
    spans = (one.cue, *one.mentions, *one.contents)
    sid = next((sid for start, stop, sid in starts.get(pid, ()) if start <= one.cue[0] < stop), None)
    text = part.stream.text[one.cue[0] - part.start : one.cue[1] - part.start]
    return (
        f"{aid}:a{n}", aid, pid, sid, min(s for s, _ in spans), max(e for _, e in spans), text, one.lemma, *one.cue,
        one.kind, [{"start": s, "stop": e} for s, e in one.contents], [{"start": s, "stop": e} for s, e in one.mentions],
        "indirect", "asserts", one.parent >= 0, f"{aid}:a{one.parent + 1}" if one.parent >= 0 else None,
    )
