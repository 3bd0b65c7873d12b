"""The index and the criterion card over literal tables, and what must hold of them whatever the claims."""

import json
from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import scoring, tables
from auditor.scoring import CRITERIA, score

Row = dict[str, Any]
PROPERTY = settings(max_examples=25, deadline=None)


def claim(n: int, tier: int, consequence: str = "none", **more: Any) -> Row:
    return {
        "claim_id": f"a:c{n}", "article_id": "a", "statement_id": f"a:t{n}", "start": 10 * n, "stop": 10 * n + 5,
        "consequence": consequence, "central": False, "tier": tier, "roots": 1, "response": "none",
        "verification": "none", **more,
    }


def source(n: int, identification: str = "anonymous", **more: Any) -> Row:
    return {"source_id": f"a:source{n}", "article_id": "a", "identification": identification, "basis": "none", **more}


def finding(rule: str, severity: str, start: int | None = None, **more: Any) -> Row:
    return {"rule": rule, "family": rule.partition("/")[0], "severity": severity, "article_id": "a", "path": "a",
            "start": start, "stop": start, **more}


def facts(**given: Sequence[Row]) -> dict[str, pl.DataFrame]:
    """The tables of article `a`; `given` are rows by table."""
    rows = {"articles": [{"article_id": "a", "path": "a", "start": 0, "stop": 1000, "role": "audited"}], **given}
    return {
        name: tables.conform(name, pl.DataFrame(rows[name])) if rows.get(name) else tables.empty(name)
        for name in tables.SCHEMAS
    }


def scored(claims: Sequence[Row] = (), **given: Sequence[Row]) -> Row:
    t = facts(claims=claims, **given)
    [row] = score(t, t["findings"]).to_dicts()
    return {**row, "criteria": json.loads(row["criteria"]), "arithmetic": json.loads(row["arithmetic"])}


def index(claims: Sequence[Row], **given: Sequence[Row]) -> Any:
    return scored(claims, **given)["index"]


def grade(criterion: str, claims: Sequence[Row] = (), **given: Sequence[Row]) -> str:
    return str(scored(claims, **given)["criteria"][criterion])


# --- the index -----------------------------------------------------------------------------------------------------

# One story four times: a lead resting on "sources said", a detail from "people familiar", an insult, a named expert,
# the police and a sum nobody vouches for; the same well sourced; the first without its "sources said"; the first with
# a dozen named passers-by.
LEAD = claim(1, 10, central=True)
POOR = [claim(2, 9, "money"), claim(3, 11, "allegation"), claim(4, 1), claim(5, 5), claim(6, 12, "money")]
GOOD = [
    claim(1, 7, central=True, source_id="a:source1", roots=2, response="denied"),
    claim(2, 8, "money", source_id="a:source2"), claim(4, 1), claim(5, 5), claim(6, 4, "money"),
]
SOURCES = [source(1, basis="document", reason_grade="A"), source(2, reason_grade="B")]


@pytest.mark.parametrize(("claims", "value", "mean", "cap"), [
    ([LEAD, *POOR], 24, 24.1, 46.0),
    (GOOD, 76, 76.1, 88.0),
    ([LEAD | {"tier": 12}, *POOR], 21, 21.4, 40.0),
    ([LEAD, *POOR, *(claim(n, 1) for n in range(7, 19))], 46, 63.7, 46.0),
], ids=["poor", "good", "attribution deleted", "padded"])
def test_the_index_of_four_drafts_of_a_story(claims: list[Row], value: int, mean: float, cap: float) -> None:
    row = scored(claims, sources=SOURCES)
    assert (row["index"], row["arithmetic"]["mean"], row["arithmetic"]["cap"]) == (value, mean, cap)


def test_the_arithmetic_shows_each_claim() -> None:
    assert scored(GOOD, sources=SOURCES)["arithmetic"]["claims"][0] == {
        "claim_id": "a:c1", "start": 10, "stop": 15, "central": True, "tier": 7, "base": 60, "second_source": 15,
        "first_hand": 10, "reason": 5, "response": 5, "verification": 0, "penalty": 0, "quality": 80, "weight": 3,
    }


@pytest.mark.parametrize("n", [0, 1, 2])
def test_with_fewer_than_three_claims_an_article_is_not_scored(n: int) -> None:
    assert index([claim(n, 1) for n in range(n)]) is None
    assert index([claim(n, 1) for n in range(3)]) == 100


def test_without_a_central_claim_there_is_no_cap() -> None:
    row = scored([claim(n, 1) for n in range(9)] + [claim(9, 12)])
    assert (row["index"], row["arithmetic"]["cap"]) == (90, None)


def test_background_and_what_only_the_headline_says_do_not_count() -> None:
    three = [claim(n, 1) for n in range(3)]
    assert index([*three, claim(3, 12, background=True)]) == 100
    said = [{"statement_id": "a:t3", "claim_id": "a:c3", "article_id": "a", "part": "headline"}]
    assert index([*three, claim(3, 12, central=True)], statements=said) == 100
    borne_out = [*said, {"statement_id": "a:t4", "claim_id": "a:c3", "article_id": "a", "part": "body"}]
    assert index([*three, claim(3, 12, central=True)], statements=borne_out) == 40


def test_a_finding_in_the_sentence_of_a_claim_costs_what_the_policy_says(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = {**scoring.policy(), "penalties": {"anonymous-sourcing/x": 20}}
    monkeypatch.setattr(scoring, "policy", lambda: policy)
    claims = [claim(n, 8) for n in range(3)]
    given: dict[str, Sequence[Row]] = {
        "statements": [{"statement_id": f"a:t{n}", "claim_id": f"a:c{n}", "article_id": "a", "sentence_id": f"a:s{n}",
                        "part": "body"} for n in range(3)],
        "sentences": [{"sentence_id": f"a:s{n}", "article_id": "a", "start": 10 * n, "stop": 10 * n + 9}
                      for n in range(3)],
    }

    def qualities(**more: Any) -> list[int]:
        found = [finding("anonymous-sourcing/x", "warning", start, **more) for start in (12, 13)]
        row = scored(claims, findings=found, **given)
        return [entry["quality"] for entry in row["arithmetic"]["claims"]]

    assert qualities() == [45, 25, 45]
    assert qualities(accepted="agreed with the desk") == qualities(private=True) == [45, 45, 45]


def test_a_context_article_is_not_scored() -> None:
    t = facts(articles=[{"article_id": "a", "path": "a", "start": 0, "stop": 9, "role": "context"}])
    assert score(t, t["findings"]).height == 0


# --- what must hold ------------------------------------------------------------------------------------------------

CLAIMS = st.lists(
    st.builds(
        lambda tier, consequence, central, roots, response, verification: (
            tier, consequence, {"central": central, "roots": roots, "response": response, "verification": verification}
        ),
        st.integers(0, 12), st.sampled_from(tables.CONSEQUENCE.categories.to_list()), st.booleans(),
        st.integers(0, 3), st.sampled_from(tables.RESPONSE.categories.to_list()),
        st.sampled_from(tables.VERIFICATION.categories.to_list()),
    ),
    min_size=3, max_size=8,
).map(lambda rows: [claim(n, tier, consequence, **more) for n, (tier, consequence, more) in enumerate(rows)])
BETTER: st.SearchStrategy[Row] = st.sampled_from([
    {"roots": 2}, {"response": "denied"}, {"response": "declined"}, {"verification": "not"},
    {"source_id": "a:source1"}, {"source_id": "a:source3"},
])
KNOWN = [source(1, basis="document", reason_grade="A"), source(3, reason_grade="B")]


@PROPERTY
@given(CLAIMS, st.data())
def test_disclosing_more_never_lowers_the_index(claims: list[Row], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(claims) - 1))
    more = data.draw(BETTER.filter(lambda better: not (better == {"roots": 2} and claims[n]["roots"] > 2)))
    better = [*claims[:n], claims[n] | more, *claims[n + 1:]]
    assert index(better, sources=KNOWN) >= index(claims, sources=KNOWN)


@PROPERTY
@given(CLAIMS, st.data())
def test_a_better_source_never_lowers_the_index_among_the_named_and_among_the_unnamed(
    claims: list[Row], data: st.DataObject,
) -> None:
    n = data.draw(st.integers(0, len(claims) - 1))
    lowest = 7 if claims[n]["tier"] >= 7 else 0
    tier = data.draw(st.integers(lowest, claims[n]["tier"]))
    assert index([*claims[:n], claims[n] | {"tier": tier}, *claims[n + 1:]]) >= index(claims)


@PROPERTY
@given(CLAIMS, st.data())
def test_a_name_never_lowers_the_index(claims: list[Row], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(claims) - 1))
    named = claims[n] | {"tier": min(claims[n]["tier"], 4)}
    assert index([*claims[:n], named, *claims[n + 1:]]) >= index(claims)


@PROPERTY
@given(CLAIMS, st.data())
def test_deleting_an_attribution_never_raises_the_index(claims: list[Row], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(claims) - 1))
    bare = claims[n] | {"tier": 12, "roots": 0, "source_id": None}
    assert index([*claims[:n], bare, *claims[n + 1:]]) <= index(claims)


@PROPERTY
@given(CLAIMS, st.integers(1, 40))
def test_padding_never_lifts_an_article_above_the_cap(claims: list[Row], padding: int) -> None:
    claims = [LEAD | {"claim_id": "a:lead", "statement_id": "a:lead"}, *claims]
    assert index([*claims, *(claim(100 + n, 1) for n in range(padding))]) <= 40 + 0.6 * 35 + 0.5


@PROPERTY
@given(CLAIMS, st.randoms())
def test_the_order_of_claims_changes_nothing(claims: list[Row], random: Any) -> None:
    shuffled = random.sample(claims, len(claims))
    assert index(shuffled) == index(claims)


@PROPERTY
@given(CLAIMS)
def test_the_index_is_a_whole_number_of_100_and_every_criterion_has_a_grade(claims: list[Row]) -> None:
    row = scored(claims, sources=KNOWN)
    assert row["index"] in range(101)
    assert tuple(row["criteria"]) == CRITERIA
    assert set(row["criteria"].values()) <= {"pass", "concern", "fail", "na"}


# --- the card ------------------------------------------------------------------------------------------------------


def test_without_material_every_criterion_is_not_applicable() -> None:
    assert scored()["criteria"] == dict.fromkeys(CRITERIA, "na")


@pytest.mark.parametrize(("tier", "expected"), [(2, "pass"), (6, "pass"), (8, "concern"), (9, "fail"), (12, "fail")])
def test_central_claim_supported(tier: int, expected: str) -> None:
    assert grade("central_claim", [claim(1, 1, central=True), claim(2, tier, central=True), claim(3, 12)]) == expected


@pytest.mark.parametrize(("kinds", "expected"), [
    ("named document spokesperson anonymous", "pass"), ("named anonymous", "concern"),
    ("named anonymous public", "fail"), ("collective", "fail"), ("narrator agentless unknown", "na"),
])
def test_sources_identified(kinds: str, expected: str) -> None:
    assert grade("sources_identified", sources=[source(n, kind) for n, kind in enumerate(kinds.split())]) == expected


@pytest.mark.parametrize(("grades", "expected"), [
    (["A"], "pass"), (["B", None], "concern"), (["A", "C"], "pass"), (["D"], "concern"), (["E"], "fail"),
    ([None], "fail"),
])
def test_anonymity_justified(grades: list[str | None], expected: str) -> None:
    sources = [source(n, reason_grade=letter, introduced=True) for n, letter in enumerate(grades)]
    assert grade("anonymity_justified", sources=sources) == expected


def test_who_is_only_pointed_back_to_needs_no_reason_of_his_own() -> None:
    assert grade("anonymity_justified", sources=[source(1, introduced=False, marked=False)]) == "na"
    assert grade("anonymity_justified", sources=[source(1, introduced=False, marked=True)]) == "fail"


def test_protected_sources_are_held_against_nobody() -> None:
    sources = [source(1, protected=True), source(2, "named")]
    row = scored(sources=sources)
    assert (row["criteria"]["sources_identified"], row["criteria"]["anonymity_justified"]) == ("pass", "na")


@pytest.mark.parametrize(("responses", "expected"), [
    (["denied"], "pass"), (["declined", "none"], "concern"), (["none"], "fail"),
])
def test_allegations_answered(responses: list[str], expected: str) -> None:
    claims = [claim(n, 4, "allegation", accused_named=True, response=r) for n, r in enumerate(responses)]
    assert grade("allegations_answered", [*claims, claim(9, 4, "allegation", accused_named=False)]) == expected


@pytest.mark.parametrize(("tiers", "expected"), [([4, 10], "pass"), ([4, 12], "concern"), ([12, 12, 4], "fail")])
def test_figures_traceable(tiers: list[int], expected: str) -> None:
    assert grade("traceable", [claim(n, tier, "number") for n, tier in enumerate(tiers)]) == expected


@pytest.mark.parametrize(("severity", "expected"), [("error", "fail"), ("warning", "concern"), ("note", "pass")])
def test_consistency_follows_the_findings_of_disagreement(severity: str, expected: str) -> None:
    stories = [{"story_id": "s", "article_id": "a"}, {"story_id": "s", "article_id": "b"}]
    assert grade("consistent", stories=stories, findings=[finding("disagreement/x", severity)]) == expected


def test_an_article_alone_in_its_story_is_consistent_with_nothing() -> None:
    assert grade("consistent", stories=[{"story_id": "s", "article_id": "a"}]) == "na"


def test_a_headline_passes_unless_a_rule_says_otherwise() -> None:
    assert grade("headline", paragraphs=[{"article_id": "a", "kind": "headline"}]) == "pass"
