"""Every example of every rule, through the whole pipeline; and what every rule of this house must have."""

from itertools import chain
from pathlib import Path

import polars as pl
import pytest

from auditor import engine, examples, lexicons, pipeline, rulebook, scoring
from auditor.lexicons import RULES
from auditor.rulebook import FAMILIES, Example, Rule

LOADED, FAILURES = rulebook.load([RULES])
CASES = [(rule, n, example) for rule in LOADED for n, example in enumerate(rule.examples)]
EACH_RULE = pytest.mark.parametrize("rule", LOADED, ids=[rule.name for rule in LOADED])


@pytest.fixture(scope="module")
def verdicts() -> dict[tuple[str, int], examples.Verdict]:
    """The verdicts on all examples, made in one run of the pipeline."""
    return dict(zip(((rule.name, n) for rule, n, _ in CASES), examples.run(LOADED), strict=True))


@pytest.fixture(scope="module")
def facts() -> pipeline.Tables:
    """The tables of all examples that a rule must flag."""
    flagged = [case for case in CASES if case[2].kind == "flag"]
    return pipeline.run(examples.documents(flagged), stories_by="folder", jobs=1)[0]


def case_id(rule: Rule, example: Example) -> str:
    return f"{rule.name}:{example.line} {example.kind}"


@pytest.mark.parametrize(("rule", "n"), [(rule, n) for rule, n, _ in CASES],
                         ids=[case_id(rule, example) for rule, _, example in CASES])
def test_an_example_holds(rule: Rule, n: int, verdicts: dict[tuple[str, int], examples.Verdict]) -> None:
    assert verdicts[rule.name, n].why == ""


def test_every_rule_loads() -> None:
    assert FAILURES == []


def test_every_family_has_at_least_four_rules() -> None:
    assert all(sum(rule.family == family for rule in LOADED) >= 4 for family in FAMILIES)


def test_a_rule_finds_nothing_where_its_needs_are_not_met(facts: pipeline.Tables) -> None:
    for rule in LOADED:
        for need, words in rule.needs.items():
            name, _, column = need.partition(".")
            without = facts[name].filter(~pl.col(column).cast(pl.String).is_in([str(w).lower() for w in words]))
            without = without if words else without.clear()
            findings, failures = engine.judge([rule._replace(needs={})], facts | {name: without})
            assert (rule.name, findings.height, failures) == (rule.name, 0, [])


@EACH_RULE
def test_a_rule_has_two_flags_and_three_passes(rule: Rule) -> None:
    kinds = [example.kind for example in rule.examples]
    assert kinds.count("flag") >= 2
    assert kinds.count("pass") >= 3


@EACH_RULE
def test_a_rule_cites_a_standard(rule: Rule) -> None:
    assert rule.standards


@EACH_RULE
def test_a_param_has_its_reason(rule: Rule) -> None:
    assert all(param.why for param in rule.params.values())


@EACH_RULE
def test_examples_come_last_in_a_file(rule: Rule) -> None:
    tail = Path(rule.path).read_text(encoding="utf-8").partition("[[examples]]\n")[2]
    assert "\n[params" not in tail
    assert rule._replace(examples=()) in rulebook.load([RULES], trusted=[RULES])[0]


def test_no_two_examples_are_the_same() -> None:
    seen = [(rule.name, example.texts) for rule, _, example in CASES]
    assert len(seen) == len(set(seen))


def test_every_standard_is_cited_or_may_be() -> None:
    standards, failures = rulebook.standards([RULES])
    assert failures == []
    assert set(chain.from_iterable(rule.standards for rule in LOADED)) <= standards.keys()


def test_scoring_names_rules_that_exist() -> None:
    policy = scoring.policy()
    named = {*policy["penalties"], *chain.from_iterable(line.get("rules", []) for line in policy["criteria"].values())}
    assert named <= {rule.name for rule in LOADED} | set(FAMILIES)


@pytest.mark.parametrize("name", lexicons.names())
def test_a_lexicon_loads_and_its_terms_are_sorted(name: str) -> None:
    for category, terms in lexicons.load(name).items():
        assert list(terms) == sorted(terms), category
