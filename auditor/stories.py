"""Articles grouped into stories, and passages printed again.

A story is found by what its articles share and few others have: names, rare words, dates.  Copies are found by a join
on hashed runs of eight words, which sees a passage cut or embedded elsewhere.  Both cost in proportion to the number of
articles: how many pairs are looked at is bounded by a budget per article, spent on the rarest words first.
"""

from collections import defaultdict
from posixpath import dirname

import polars as pl

from auditor import tables

WORLD = 100  # articles on other things that a small batch is thought among
BUDGET = 250  # pairs looked at for each article
LEAD = 900  # characters of an article whose words tell its story
MIXED = 6  # so many articles may be more than one story
NEAR, CLOSE = 0.11, 0.18  # likeness of two articles, and of two groups, to be of one story
FEATURES = 40  # an article is known by so many words
RUN = 8  # words in a run
KEPT, MANY = 3, 50  # one in so many runs is looked at; one in more articles is a set phrase
APART = 45  # days between two articles of one story

Groups = tuple[pl.DataFrame, pl.DataFrame]


def group(articles: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame, stories_by: str) -> Groups:
    """Tables `stories` and `copies`.  `stories_by`: auto, folder (those of one folder are one story) or none.

    Only stories of two or more articles are listed; the id of a story is its first article's.
    """
    if articles.height < 2:
        return tables.empty("stories"), tables.empty("copies")
    if stories_by == "folder":
        stories = by_folder(articles)
    else:
        stories = by_likeness(articles, sentences, names) if stories_by == "auto" else tables.empty("stories")
    return stories, copied(sentences)


def by_folder(articles: pl.DataFrame) -> pl.DataFrame:
    """Table `stories`: the articles of one folder."""
    folders: dict[str, list[str]] = defaultdict(list)
    for article, path in articles.select("article_id", "path").iter_rows():
        folders[dirname(path)].append(article)
    return _listed(list(folders.values()), stated=True)


def _listed(groups: list[list[str]], stated: bool) -> pl.DataFrame:
    rows = sorted((min(members), article) for members in groups if len(members) > 1 for article in members)
    return tables.conform("stories", {"story_id": [r[0] for r in rows], "article_id": [r[1] for r in rows],
                                      "stated": [stated] * len(rows)})


def by_likeness(articles: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Table `stories`: articles that share rare words and names.

    Two rounds: what is rare in the batch brings together; what is rare within such a group tells its stories apart, as
    two reports on one country or one product have its name in common and nothing else.
    """
    weights = features(articles, sentences, names)
    groups = _clusters(likenesses(weights, articles, NEAR), weights, CLOSE)
    within = _local(weights, [group for group in groups if len(group) >= MIXED])
    parts = _clusters(likenesses(within, articles, NEAR / 3), within, CLOSE)
    ids = articles["article_id"].to_list()
    return _listed([[ids[i] for i in g] for g in [*(g for g in groups if len(g) < MIXED), *parts]], stated=False)


def _local(weights: pl.DataFrame, groups: list[list[int]]) -> pl.DataFrame:
    """`weights` of the articles in `groups`, with words weighed by how few of their group have them."""
    rows = [(article, n, len(group)) for n, group in enumerate(groups) for article in group]
    members = pl.DataFrame(rows, orient="row", schema={
        "article": weights.schema["article"], "group": pl.Int64, "size": pl.Int64,
    })
    return (
        weights.join(members, on="article")
        .with_columns(n=pl.len().over("group", "word")).filter(pl.col("n") > 1)
        .with_columns(pl.col("w") * (1 + pl.col("size") / pl.col("n")).log())
        .with_columns(pl.col("w") / (pl.col("w") ** 2).sum().over("article").sqrt())
        .select("article", pl.format("{} {}", "group", "word").alias("word"), "n", "w")
        .sort("article", "word")
    )


def features(articles: pl.DataFrame, sentences: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The words and names by which each article is known: article (row number), word, n (articles that have it), w."""
    numbered = articles.select("article_id", "start").with_row_index("article")
    lead = (
        sentences.lazy().join(numbered.lazy(), on="article_id")
        .filter(pl.col("start") - pl.col("start_right") < LEAD)
        .select("article", word=pl.col("text").str.to_lowercase().str.extract_all(r"\p{L}[\p{L}'’-]{3,}"))
        .explode("word", empty_as_null=False)
        .with_columns(pl.col("word").str.replace(r"['’]s$", "").str.replace(r"(?:ing|ed|es|s)$", ""))
        .group_by("article", "word").agg(pl.lit(1.0).alias("w"))
    )
    named = (
        names.lazy().join(numbered.lazy(), on="article_id")
        .select("article", word="n:" + pl.col("key"))
        .group_by("article", "word").agg((pl.len().clip(1, 4).cast(pl.Float64).sqrt() * 1.2).alias("w"))
    )
    total = articles.height + WORLD
    return (
        pl.concat([lead, named])
        .with_columns(n=pl.len().over("word"))
        .with_columns(pl.col("w") * (1 + total / pl.col("n")).log())
        .filter(pl.col("n") > 1)
        .filter(pl.col("w").rank("ordinal", descending=True).over("article", order_by="word") <= FEATURES)
        .with_columns(pl.col("w") / (pl.col("w") ** 2).sum().over("article").sqrt())
        .sort("article", "word")
        .collect()
    )


def likenesses(weights: pl.DataFrame, articles: pl.DataFrame, near: float) -> pl.DataFrame:
    """Pairs of article numbers a < b with their cosine, at least `near`; the rarest words first, within the budget."""
    spent = (
        weights.group_by("word").agg(pairs=pl.len() * (pl.len() - 1) // 2)
        .sort("pairs", "word").filter(pl.col("pairs").cum_sum() <= BUDGET * articles.height)
    )
    known = weights.join(spent, on="word", how="semi").select("article", "word", "w").lazy()
    days = articles.with_row_index("article").select("article", "published").lazy()
    far = (pl.col("published") - pl.col("published_b")).dt.total_days().abs() > APART
    return (
        known.join(known, on="word", suffix="_b").filter(pl.col("article") < pl.col("article_b"))
        .group_by("article", "article_b").agg(like=(pl.col("w") * pl.col("w_b")).sum(), words=pl.len())
        .filter(pl.col("like") >= near, pl.col("words") > 1)
        .join(days, on="article").join(days, left_on="article_b", right_on="article", suffix="_b")
        .filter(~far.fill_null(False))
        .select("article", "article_b", pl.col("like").round(9))
        .sort("like", "article", "article_b", descending=[True, False, False])
        .collect()
    )


def _clusters(edges: pl.DataFrame, weights: pl.DataFrame, close: float) -> list[list[int]]:
    """The likest articles joined first, and groups only while they are alike as wholes: no chains."""
    vectors: dict[int, dict[str, float]] = defaultdict(dict)
    for article, word, weight in weights.join(_met(edges), on="article", how="semi").select(
        "article", "word", "w"
    ).iter_rows():
        vectors[article][word] = weight
    lengths = {article: sum(w * w for w in vector.values()) for article, vector in vectors.items()}
    members = {article: [article] for article in vectors}
    root = {article: article for article in vectors}
    for a, b, _ in edges.iter_rows():
        one, two = sorted((root[a], root[b]), key=lambda r: (-len(vectors[r]), r))
        if one == two:
            continue
        large, small = vectors[one], vectors[two]
        dot = sum(w * large[word] for word, w in small.items() if word in large)
        if dot < close * (lengths[one] * lengths[two]) ** 0.5:
            continue
        for word, w in small.items():
            large[word] = large.get(word, 0.0) + w
        lengths[one] += lengths[two] + 2 * dot
        for article in members[two]:
            root[article] = one
        members[one] += members.pop(two)
        del vectors[two]
    return list(members.values())


def _met(edges: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([edges.select("article"), edges.select(article="article_b")]).unique()


def copied(sentences: pl.DataFrame) -> pl.DataFrame:
    """Table `copies`: the sentences that two articles share runs of words in, neighbouring ones joined.

    One in KEPT runs is looked at, and only such as stand in 2 to MANY articles: commoner ones are set phrases.
    """
    ids = sentences["article_id"].unique(maintain_order=True)
    numbered = sentences.select(
        pl.col("article_id").replace_strict(ids, pl.int_range(len(ids), eager=True), return_dtype=pl.Int32).alias("a"),
        pl.int_range(pl.len(), dtype=pl.Int32).alias("s"), "text",
    )
    size = 200_000  # sentences at a time, so that memory is that of one part; an article cut here loses a run or two
    runs = pl.concat([_runs(numbered.slice(at, size)) for at in range(0, max(1, numbered.height), size)])
    twice = runs.filter(pl.col("run").is_duplicated())
    shared = twice.filter(pl.col("a").n_unique().over("run").is_between(2, MANY)).lazy()
    found = (
        shared.join(shared, on="run", suffix="_b").filter(pl.col("a") < pl.col("a_b"))
        .group_by("a", "a_b", "s", "s_b").len().filter(pl.col("len") > 1)
        .sort("a", "a_b", "s", "s_b")
        .with_columns(
            new=((pl.col("s").diff() > 1) | (pl.col("s_b").diff().abs() > 1)).over("a", "a_b").fill_null(True)
        )
        .with_columns(passage=pl.col("new").cum_sum())
        .group_by("passage", maintain_order=True)
        .agg(pl.first("a", "a_b"), first=pl.min("s"), last=pl.max("s"), first_b=pl.min("s_b"), last_b=pl.max("s_b"))
        .collect()
    )
    start, stop, article = sentences["start"], sentences["stop"], sentences["article_id"]
    return tables.conform("copies", {
        "article_id": article.gather(found["first"]).to_list(),
        "start": start.gather(found["first"]).to_list(), "stop": stop.gather(found["last"]).to_list(),
        "other_article_id": article.gather(found["first_b"]).to_list(),
        "other_start": start.gather(found["first_b"]).to_list(), "other_stop": stop.gather(found["last_b"]).to_list(),
    })


def _runs(sentences: pl.DataFrame) -> pl.DataFrame:
    """The hashes of the runs of RUN words in one article, with the sentence they begin in; one in KEPT."""
    words = (
        sentences.lazy()
        .select("a", "s", word=pl.col("text").str.to_lowercase().str.extract_all(r"[\p{L}\d]+"))
        .explode("word", empty_as_null=False)
        .select("a", "s", h=pl.col("word").hash(1))
    )
    run = sum(
        (pl.col("h").shift(-i) * pl.lit(0x9E3779B97F4A7C15 * (2 * i + 1) % 2**64, pl.UInt64) for i in range(1, RUN)),
        pl.col("h"),
    )
    return (
        words.with_columns(run=run, last=pl.col("a").shift(1 - RUN))
        .filter(pl.col("last") == pl.col("a"), pl.col("run") % KEPT == 0)
        .select("a", "s", "run").unique().collect()
    )
