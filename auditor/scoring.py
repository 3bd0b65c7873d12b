"""The criterion card and the Sourcing Disclosure Index of each article: how far the text discloses its sourcing.

Index = min(mean quality of the claims by weight, 40 + 0.6 x quality of the weakest central claim), so that padding with
named trifles cannot lift an article whose main claim nobody vouches for.  All weights stand in `rules/scoring.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl

from auditor import tables
from auditor.rulebook import RULES

CRITERIA = (
    "central_claim", "sources_identified", "anonymity_justified", "anonymity_for_fact", "allegations_answered",
    "traceable", "headline", "consistent",
)
IDENTIFIED = ("named", "organization", "document", "spokesperson")
UNIDENTIFIED = ("anonymous", "collective", "public")
FIRST_HAND = ("document", "present", "actor")
FIGURES = ("casualty", "money", "number", "vote")
NOTHING = 12  # the last step of the scale: nobody vouches for the claim

Tables = Mapping[str, pl.DataFrame]
Policy = Mapping[str, Any]


@cache
def policy() -> Policy:
    """The weights in `rules/scoring.toml`."""
    return tomllib.loads((RULES / "scoring.toml").read_text(encoding="utf-8"))


def score(t: Tables, findings: pl.DataFrame) -> pl.DataFrame:
    """Table `scores`, a row an audited article, from the tables of facts `t` and its `findings`.

    `index` is a whole number from 0 to 100, null with fewer than three checkable claims.  `criteria` is a JSON object:
    each of CRITERIA pass, concern, fail or na.  `arithmetic` is one too: for each claim its step on the scale of
    sources, base, bonuses, penalty, quality and weight; mean and cap.
    """
    p = policy()
    articles = t["articles"].filter(pl.col("role").fill_null("audited") == "audited").select("article_id")
    counted = findings.filter(pl.col("accepted").is_null() & ~pl.col("private").fill_null(value=False))
    claims = graded(t, counted, p)
    indexes = claims.group_by("article_id").agg(
        n=pl.len(),
        claims=pl.struct(
            "claim_id", "start", "stop", "central", "tier", "base", *p["bonuses"], "penalty", "quality", "weight",
        ),
        mean=(pl.col("quality") * pl.col("weight")).sum() / pl.col("weight").sum(),
        cap=p["index"]["cap_base"] + p["index"]["cap_share"] * pl.col("quality").filter("central").min(),
    ).with_columns(
        index=pl.when(pl.col("n") >= p["index"]["fewest"]).then((pl.min_horizontal("mean", "cap") + 0.5).floor())
    )
    scored = articles.join(indexes, on="article_id", how="left", maintain_order="left").join(
        card(articles, claims, t, counted, p), on="article_id", how="left", maintain_order="left",
    )
    return tables.conform("scores", scored.select(
        "article_id", "index",
        criteria=pl.struct(CRITERIA).struct.json_encode(),
        arithmetic=pl.struct(
            pl.col("claims").fill_null([]), pl.col("mean").round(1), pl.col("cap").round(1), "index",
        ).struct.json_encode(),
    ))


def graded(t: Tables, findings: pl.DataFrame, p: Policy) -> pl.DataFrame:
    """The claims that count, with `base`, the bonuses, `penalty`, `quality` (points of 100), `weight` and `answered`.

    A claim is counted once over its repetitions.  Background, what is history or common knowledge, does not count, nor
    what only the headline says: a headline is not sourced but borne out, which has a criterion of its own.
    """
    headlines = t["statements"].group_by("claim_id").agg((pl.col("part") == "headline").all()).filter("part")
    quality, bonuses, weights = p["quality"], p["bonuses"], p["weights"]
    tier = pl.col("tier").fill_null(NOTHING).clip(0, NOTHING)
    sourced = tier < NOTHING
    earned = {
        "second_source": pl.col("roots") >= 2,
        "first_hand": pl.col("basis").is_in(FIRST_HAND),
        "reason": pl.col("reason_grade").is_in(("A", "B")),
        "response": pl.col("response") != "none",
        "verification": pl.col("verification") != "none",
    }
    most = pl.when(tier >= quality["unnamed_from"]).then(quality["unnamed_most"]).otherwise(100)
    return (
        t["claims"].filter(~pl.col("background").fill_null(value=False)).join(headlines, on="claim_id", how="anti")
        .join(t["sources"].select("source_id", "basis", "reason_grade"), on="source_id", how="left",
              maintain_order="left")
        .join(penalties(t, findings, p), on="statement_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("penalty").fill_null(0), pl.col("central").fill_null(value=False), tier=tier,
            answered=pl.col("response").fill_null("none") != "none",
            base=tier.replace_strict(range(NOTHING + 1), quality["steps"], return_dtype=pl.Int64),
            **{name: pl.when(sourced & earned[name]).then(pl.lit(bonuses[name], pl.Int64)).otherwise(0)
               for name in bonuses},
        )
        .with_columns(
            quality=pl.when(pl.col("tier") == NOTHING).then(0).otherwise(
                (pl.sum_horizontal("base", *bonuses) - pl.col("penalty")).clip(quality["floor"], most)
            ),
            weight=pl.when("central").then(weights["central"])
            .when(pl.col("consequence").is_in(weights["consequences"])).then(weights["consequential"])
            .otherwise(weights["other"]),
        )
    )


def penalties(t: Tables, findings: pl.DataFrame, p: Policy) -> pl.DataFrame:
    """statement_id, penalty: points off for what rules found in the sentence of the statement, each rule once."""
    placed = t["statements"].select("statement_id", "sentence_id").join(
        t["sentences"].select("sentence_id", "article_id", "start", "stop"), on="sentence_id",
    )
    found = findings.filter(pl.col("rule").is_in(list(p["penalties"])) & pl.col("start").is_not_null())
    return (
        found.select("article_id", "rule", at="start").join(placed, on="article_id")
        .filter((pl.col("at") >= pl.col("start")) & (pl.col("at") < pl.col("stop")))
        .unique(["statement_id", "rule"])
        .group_by("statement_id")
        .agg(penalty=pl.col("rule").replace_strict(p["penalties"], default=0, return_dtype=pl.Int64).sum())
    )


# --- the card ------------------------------------------------------------------------------------------------------


def card(
    articles: pl.DataFrame, claims: pl.DataFrame, t: Tables, findings: pl.DataFrame, p: Policy,
) -> pl.DataFrame:
    """article_id and a column for each of CRITERIA: pass, concern, fail or na."""
    sources = t["sources"].filter(~pl.col("protected").fill_null(value=False))
    unnamed = pl.col("identification") == "anonymous"
    introduced = pl.col("introduced") | pl.col("marked")  # not one that only points back: "the official"
    worth = pl.col("reason_grade").cast(pl.String).replace_strict(
        p["criteria"]["anonymity_justified"]["grades"], default=0, return_dtype=pl.Int64,
    )
    measured = (
        (sources, {
            "sources_identified": share(pl.col("identification").is_in(IDENTIFIED),
                                        pl.col("identification").is_in((*IDENTIFIED, *UNIDENTIFIED))),
            "anonymity_justified": worth.filter(unnamed & introduced).mean(),
            "anonymity_for_fact": pl.when(unnamed.any()).then(100),
        }),
        (claims, {
            "central_claim": pl.col("quality").filter("central").min(),
            "allegations_answered": share(pl.col("answered"),
                                          (pl.col("consequence") == "allegation") & pl.col("accused_named")),
            "traceable": share(pl.col("tier") < NOTHING, pl.col("consequence").is_in(FIGURES)),
        }),
        (t["paragraphs"].filter(pl.col("kind") == "headline"), {"headline": pl.lit(100)}),
        (compared(t), {"consistent": pl.lit(100)}),
        (findings, {f"{name} worst": worst(p["criteria"][name].get("rules", [])) for name in CRITERIA}),
    )
    cards = articles
    for rows, figures in measured:
        cards = cards.join(rows.group_by("article_id").agg(**figures), on="article_id", how="left",
                           maintain_order="left")
    return cards.select("article_id", **{name: verdict(name, p["criteria"][name]) for name in CRITERIA})


def share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """How many per cent of the rows that are `whole` are `part`; null where there are none."""
    return 100 * part.filter(whole).mean()


def worst(rules: Sequence[str]) -> pl.Expr:
    """The gravest severity among the findings of `rules` (names and families): 2 error, 1 warning, 0 note."""
    severity = pl.col("severity").cast(pl.String).replace_strict({"error": 2, "warning": 1}, default=0)
    return severity.filter(pl.col("rule").is_in(rules) | pl.col("family").is_in(rules)).max()


def verdict(name: str, line: Mapping[str, Any]) -> pl.Expr:
    """pass, concern, fail or na, from column `name` (null: does not apply), what is `worst` and the `line` to pass."""
    value, gravest = pl.col(name), pl.col(f"{name} worst")
    return (
        pl.when(value.is_null() & (gravest.fill_null(0) == 0)).then(pl.lit("na"))
        .when((gravest == 2) | (value < line.get("concern", 100))).then(pl.lit("fail"))
        .when((gravest == 1) | (value < line.get("pass", 100))).then(pl.lit("concern"))
        .otherwise(pl.lit("pass"))
    )


def compared(t: Tables) -> pl.DataFrame:
    """The articles that were compared with something: others of their story, or, with a disagreement, themselves."""
    shared = t["stories"].filter(pl.len().over("story_id") > 1).select("article_id")
    return pl.concat([shared, t["disagreements"].select("article_id")]).unique()
