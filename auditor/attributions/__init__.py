"""Who says what: every reporting cue with its source and its content, as table `attributions`."""

from bisect import bisect_right
from operator import itemgetter

import polars as pl

from auditor import tables
from auditor.attributions.hearers import TELLING, audience, supposed
from auditor.attributions.passages import Paragraph, Report, article
from auditor.attributions.stances import stance
from auditor.text import fold
from auditor.tokens import stream

__all__ = ["attribute"]


def attribute(paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Table `attributions` from the paragraphs that carry them; offsets are the document's."""
    starts: dict[str, list[tuple[int, int, str]]] = {}
    ended = ("paragraph_id", "sentence_id", "start", "stop")
    for pid, sid, start, stop in zip(*(sentences[c].to_list() for c in ended), strict=True):
        starts.setdefault(pid, []).append((start, stop, sid))
    articles: dict[str, list[tuple[str, int, str, str]]] = {}
    columns = ("article_id", "paragraph_id", "start", "kind", "text")
    for aid, pid, start, kind, text in zip(*(paragraphs[c].to_list() for c in columns), strict=True):
        if kind in tables.CARRYING and text:
            articles.setdefault(aid, []).append((pid, start, kind, text))
    rows: list[tuple[object, ...]] = []
    for aid, carrying in articles.items():
        parts: list[tuple[str, Paragraph]] = []
        for pid, start, kind, text in carrying:
            ends = [stop - start for _, stop, _ in starts.get(pid, ())]
            parts.append((pid, Paragraph(stream(text, None, ends or None), kind, start)))
        reports = article([part for _, part in parts])
        rows += [
            _row(aid, n, reports, *parts[one.paragraph], starts)
            for n, one in enumerate(reports)
            if one.cue or one.mentions or one.contents
        ]
    names = tables.SCHEMAS["attributions"]
    return tables.conform("attributions", dict(zip(names, map(list, zip(*rows, strict=True)), strict=False)))


def _row(
    aid: str, n: int, reports: list[Report], pid: str, part: Paragraph, starts: dict[str, list[tuple[int, int, str]]]
) -> tuple[object, ...]:
    """The row of attribution `n` of the article, in the order of the table's columns."""
    one = reports[n]
    spans = (*((one.cue,) if one.cue else ()), *one.mentions, *one.contents)
    at = one.cue[0] if one.cue else spans[0][0]
    here = starts.get(pid, [])
    k = bisect_right(here, at, key=itemgetter(0)) - 1
    sid = here[k][2] if k >= 0 and at < here[k][1] else None
    cue = _text(part, one.cue) if one.cue else None
    outer = one.parent if one.parent < len(reports) else -1
    for _ in reports:  # as far out as it goes; two that lie in one another must not go on for ever
        if outer < 0 or not 0 <= reports[outer].parent < len(reports):
            break
        outer = reports[outer].parent
    via = _text(part, reports[outer].mentions[0]) if outer >= 0 and reports[outer].mentions else None
    return (
        f"{aid}:a{n + 1}",
        aid,
        pid,
        sid,
        min(spans)[0],
        max(map(itemgetter(1), spans)),
        cue,
        one.lemma or None,
        one.cue[0] if one.cue else None,
        one.cue[1] if one.cue else None,
        one.kind,
        [{"start": s, "stop": e} for s, e in one.contents],
        [{"start": s, "stop": e} for s, e in one.mentions],
        one.form,
        stance(one.lemma, fold(cue or ""), fold(_text(part, one.contents[0])[:20]) if one.contents else ""),
        one.parent != -1,
        f"{aid}:a{one.parent + 1}" if 0 <= one.parent < len(reports) else None,
        via,
        audience(part.stream.text, one.cue[1] - part.start) if one.cue and one.lemma in TELLING else None,
        one.cue is not None and supposed(part.stream.text, (one.mentions or (one.cue,))[0][0] - part.start, cue or ""),
    )


def _text(part: Paragraph, span: tuple[int, int]) -> str:
    return part.stream.text[span[0] - part.start : span[1] - part.start]
