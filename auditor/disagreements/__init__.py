"""Where two articles, or two sources inside one, say things that cannot both stand."""

from collections import defaultdict

import polars as pl

from auditor import tables
from auditor.disagreements import claims, values
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
        for v in values.differing([known[i] for i in ids], weights):
            a, b = known[v.one.article], known[v.other.article]
            s, t = a.sentences[v.one.order], b.sentences[v.other.order]
            rows.append({"story_id": story, "article_id": a.article_id, "path": a.path, "start": s.start, "stop": s.stop, "value_start": s.start + v.one.start, "value_stop": s.start + v.one.stop, "other_article_id": b.article_id, "other_path": b.path, "other_start": t.start, "other_stop": t.stop, "other_value_start": t.start + v.other.start, "other_value_stop": t.start + v.other.stop, "kind": v.kind, "confidence": v.confidence})
    return tables.conform("disagreements", pl.DataFrame(rows, infer_schema_length=None)) if rows else tables.empty("disagreements")
