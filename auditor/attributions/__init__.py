"""Who says what: every reporting cue with its source and its content, as table `attributions`."""

from bisect import bisect_right
from operator import itemgetter
from typing import Any

import polars as pl

from auditor import tables
from auditor.attributions.hearers import TELLING, aside, supposed
from auditor.attributions.passages import Paragraph, Report, article
from auditor.attributions.stances import stance
from auditor.tokens import stream

__all__ = ["attribute"]

Place = tuple[str, list[str], list[int], list[int]]  # a paragraph's id; its sentences: ids, starts and stops
_STOP = itemgetter(1)


def attribute(paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Table `attributions` from the paragraphs that carry them; offsets are the document's."""
    placed = ("paragraph_id", "sentence_id", "start", "stop")
    pids, sids, starts, stops = (sentences[c].to_list() for c in placed)
    first = dict(zip(reversed(pids), reversed(range(len(pids))), strict=True))  # a paragraph's stand together
    last = dict(zip(pids, range(len(pids)), strict=True))
    articles: dict[str, list[tuple[str, int, str, str]]] = {}
    columns = ("article_id", "paragraph_id", "start", "kind", "text")
    for aid, pid, start, kind, text in zip(*(paragraphs[c].to_list() for c in columns), strict=True):
        if kind in tables.CARRYING and text:
            articles.setdefault(aid, []).append((pid, start, kind, text))
    rows: list[tuple[object, ...]] = []
    for aid, carrying in articles.items():
        parts: list[Paragraph] = []
        places: list[Place] = []
        for pid, start, kind, text in carrying:
            here = slice(first.get(pid, 0), last.get(pid, -1) + 1)
            ends = [stop - start for stop in stops[here]]
            parts.append(Paragraph(stream(text, None, ends or None), kind, start))
            places.append((pid, sids[here], starts[here], stops[here]))
        reports = article(parts)
        rows += [_row(aid, n, reports, parts, places[one.paragraph]) for n, one in enumerate(reports)]
    if not rows:
        return tables.empty("attributions")
    table: dict[str, Any] = dict(zip(tables.SCHEMAS["attributions"], zip(*rows, strict=True), strict=True))
    for name in ("contents", "mentions"):
        table[name] = tables.spans(table[name])
    return tables.conform("attributions", table)


def _row(aid: str, n: int, reports: list[Report], parts: list[Paragraph], place: Place) -> tuple[object, ...]:
    """The row of attribution `n` of the article, in the order of the table's columns."""
    paragraph, cue, lemma, kind, _, mentions, contents, form, parent = reports[n]
    part = parts[paragraph]
    pid, sids, starts, stops = place
    spans = (cue, *mentions, *contents) if cue else (*mentions, *contents)
    at = cue[0] if cue else spans[0][0]
    k = bisect_right(starts, at) - 1
    told = _text(part, cue) if cue else None
    begin, end = contents[0]
    nested = 0 <= parent < len(reports)
    return (
        f"{aid}:a{n + 1}",
        aid,
        pid,
        sids[k] if k >= 0 and at < stops[k] else None,
        min(spans)[0],
        max(map(_STOP, spans)),
        told,
        lemma or None,
        cue[0] if cue else None,
        cue[1] if cue else None,
        kind,
        contents,
        mentions,
        form,
        stance(lemma, told or "", _text(part, (begin, min(end, begin + 20)))),
        parent != -1,
        f"{aid}:a{parent + 1}" if nested else None,
        _via(part, reports, parent) if nested else None,
        cue is not None and lemma in TELLING and aside(part.stream.text, cue[1] - part.start),
        cue is not None and supposed(part.stream.text, (mentions or (cue,))[0][0] - part.start, told or ""),
    )


def _via(part: Paragraph, reports: list[Report], outer: int) -> str | None:
    """Who reports all of what stands in report `outer`, as named in paragraph `part`."""
    for _ in reports:  # as far out as it goes; two that lie in one another must not go on for ever
        if not 0 <= reports[outer].parent < len(reports):
            break
        outer = reports[outer].parent
    return _text(part, reports[outer].mentions[0]) if reports[outer].mentions else None


def _text(part: Paragraph, span: tuple[int, int]) -> str:
    return part.stream.text[span[0] - part.start : span[1] - part.start]
