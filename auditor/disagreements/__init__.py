"""Where two articles, or two sources inside one, say things that cannot both stand."""

from collections import defaultdict

import polars as pl

from auditor import tables
from auditor.disagreements import claims
from auditor.disagreements.stands import articles as read
from auditor.disagreements.stands import stand


def compare(
    articles: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame,
    names: pl.DataFrame, attributions: pl.DataFrame, sources: pl.DataFrame, citations: pl.DataFrame,
    statements: pl.DataFrame, claims_: pl.DataFrame, stories: pl.DataFrame, copies: pl.DataFrame,
) -> pl.DataFrame:
    """Table `disagreements`."""
    members = defaultdict(list)
    for story, article in stories.sort("story_id", "article_id").iter_rows():
        members[story].append(article)
    wanted = {a for m in members.values() for a in m}
    known = read(articles, sentences, names, wanted)
    stands = {a: stand(article) for a, article in known.items()}
    weights = claims.weigh(list(known.values()))
    rows = []
    for story, ids in members.items():
        for f in claims.opposed([known[i] for i in ids], stands, weights):
            a, b = known[f.article], known[f.other]
            s, t = a.sentences[f.order], b.sentences[f.other_order]
            rows.append({"story_id": story, "article_id": a.article_id, "path": a.path, "start": s.start, "stop": s.stop, "other_article_id": b.article_id, "other_path": b.path, "other_start": t.start, "other_stop": t.stop, "kind": f.kind, "confidence": f.confidence})
    return tables.conform("disagreements", pl.DataFrame(rows, infer_schema_length=None)) if rows else tables.empty("disagreements")
