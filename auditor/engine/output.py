"""Findings into their table: in order, within limits, with ids."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

import polars as pl

from auditor import tables
from auditor.engine.rows import Found, Side
from auditor.errors import Failure
from auditor.rulebook.records import SEVERITIES

FINDINGS_AN_ARTICLE = 1_000


def limited(found: Sequence[Found]) -> tuple[list[Found], list[Failure]]:
    """`found` in order, no article with more than the limit, the gravest kept; and what was cut."""
    counts = Counter(f.article_id for f in found)
    full = {article_id for article_id, count in counts.items() if count > FINDINGS_AN_ARTICLE}
    if not full:
        return sorted(found, key=lambda f: f.order), []
    kept = [f for f in found if f.article_id not in full]
    failures = []
    for article_id in sorted(full):
        mine = [f for f in found if f.article_id == article_id]
        mine.sort(key=lambda f: (-SEVERITIES.index(f.severity), f.order))
        kept += mine[:FINDINGS_AN_ARTICLE]
        failures.append(Failure(mine[0].order[0], article_id, f"only the {FINDINGS_AN_ARTICLE:,} gravest of"
                                                               f" {len(mine):,} findings are reported"))
    return sorted(kept, key=lambda f: f.order), failures


def table(found: Sequence[Found], t: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """`found`, in the order of a report, as table `findings`."""
    far = [sorted(set(f.related), key=lambda side: (side[1], side[0], side[2] or -1, side[3] or -1)) for f in found]
    sides = pl.DataFrame(
        [(row, *side) for row, listed in enumerate(far) for side in listed], orient="row",
        schema={"row": pl.Int64, "article_id": pl.String, "path": pl.String, "start": pl.Int64, "stop": pl.Int64},
    )
    related = sides.group_by("row", maintain_order=True).agg(related=pl.struct("article_id", "path", "start", "stop"))
    columns = pl.DataFrame({
        "row": range(len(found)),
        "finding_id": _ids(found, far, t),
        "rule": [f.rule.name for f in found],
        "family": [f.rule.family for f in found],
        "severity": [f.severity for f in found],
        "confidence": [f.confidence for f in found],
        "article_id": [f.article_id for f in found],
        "path": [f.order[0] for f in found],
        "start": [f.span[0] for f in found],
        "stop": [f.span[1] for f in found],
        "message": [f.order[4] for f in found],
        "private": [f.rule.private for f in found],
    }, schema_overrides={"row": pl.Int64})
    return tables.conform("findings", columns.join(related, on="row", how="left", maintain_order="left").with_columns(
        pl.col("related").fill_null(pl.lit([], tables.RELATED))
    ))


def _ids(found: Sequence[Found], far: Sequence[list[Side]], t: Mapping[str, pl.DataFrame]) -> list[str]:
    """An id for each finding that survives an edit above it: no offset goes into it.

    BLAKE2 over the rule, the file's name without folders, the words of the marked sentence in lower case (and of the
    far side's), and how many equal ones came before.
    """
    near = _words([(f.article_id, f.span[0]) for f in found], t)
    other = _words([(sides[0][0], sides[0][2]) if sides else ("", None) for sides in far], t)
    before: Counter[str] = Counter()
    ids = []
    for f, here, there in zip(found, near, other, strict=True):
        same = "\n".join((f.rule.name, f.order[0].rpartition("/")[2], here, there))
        ids.append(blake2b(f"{same}\n{before[same]}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest())
        before[same] += 1
    return ids


def _words(places: Sequence[tuple[str, int | None]], t: Mapping[str, pl.DataFrame]) -> list[str]:
    """The words, in lower case, of the sentence that stands at each (article_id, offset), else of the paragraph."""
    marks = pl.DataFrame(
        [(row, *place) for row, place in enumerate(places)], orient="row",
        schema={"row": pl.Int64, "article_id": pl.String, "at": pl.Int64},
    )
    words = pl.col("text").str.to_lowercase().str.extract_all(r"\w+").list.join(" ")
    at = marks.drop_nulls("at").sort("at")
    for name in ("sentences", "paragraphs"):
        listed = t[name].select("article_id", "start", "stop", pl.col("text").alias(name)).sort("start")
        at = at.join_asof(listed, left_on="at", right_on="start", by="article_id", check_sortedness=False).with_columns(
            pl.when(pl.col("at") < pl.col("stop")).then(name).alias(name)
        ).drop("start", "stop")
    said = at.select("row", text=pl.coalesce("sentences", "paragraphs")).with_columns(text=words)
    return marks.join(said, on="row", how="left", maintain_order="left")["text"].fill_null("").to_list()
