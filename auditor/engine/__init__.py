"""Runs the rules over the tables of facts: rules x tables -> findings."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from types import MappingProxyType
from typing import Literal

import polars as pl

from auditor.engine.output import limited, table
from auditor.engine.rows import ROWS_A_RULE, Article, Found, findings
from auditor.errors import Failure
from auditor.rulebook import FACTS, RULES, Rule, faults
from auditor.rulebook.sql import explained, filled

__all__ = ["answers", "judge"]

Engine = Literal["in-memory", "streaming"]
Answers = Mapping[str, pl.DataFrame | str]  # by name of the rule: what its SELECT returns, or why it could not be run

# The same for English words, and ten times as fast: for a Unicode boundary the regex engine leaves its automaton
# wherever the text is not ASCII, as with every curly quotation mark.
ASCII_BOUNDARY = r"(?-u:\b)"

HANDS = 2  # threads: planning, half of the time, is done by one alone

# Polars' in-memory engine takes two thirds of the time that the streaming one takes, but holds every join whole: it is
# for our own rules, which join within an article, and where all pairs of two marks in an article are no more than this.
OURS = f"{RULES}{os.sep}"
PAIRS = 100_000_000


def answers(rules: Iterable[Rule], t: Mapping[str, pl.DataFrame], without: Collection[str] = ()) -> Answers:
    """What the SELECTs of `rules` return over the tables `t`, but for rules that name a table in `without`.

    Rules whose `needs` no row meets are left out too: they find nothing.
    """
    named = re.compile(rf"(?i)\b(?:{'|'.join(without) or '(?!)'})\b")
    chosen = [rule for rule in _needed(rules, t) if not named.search(rule.find)]
    return dict(zip([rule.name for rule in chosen], _results(chosen, t), strict=True))


def judge(
    rules: Iterable[Rule], t: Mapping[str, pl.DataFrame], known: Answers = MappingProxyType({}),
) -> tuple[pl.DataFrame, list[Failure]]:
    """Table `findings` of `rules` over the tables `t`, and the rules that could not be run or broke their contract.

    `known`: answers had before; the other rules are run now.

    A row of a rule's SELECT is a finding, about the words from `start` to `stop` or, without them, about the article.
    Rows of one rule alike in article, start and stop are one finding with several `related`.  Findings are sorted by
    path, start, stop, rule, message and article; articles that are mere context get none.
    """
    rules = list(rules)
    articles = {
        row[0]: Article(place, *row[1:]) for place, row in enumerate(t["articles"].select(
            "article_id", "path", "start", "stop", pl.col("role").fill_null("audited") == "audited"
        ).iter_rows())
    }
    found: list[Found] = []
    failures: list[Failure] = []
    known = {**known, **answers((rule for rule in rules if rule.name not in known), t)}
    for rule in (rule for rule in rules if rule.name in known):
        result = known[rule.name]
        more, wrong = ([], [result]) if isinstance(result, str) else findings(rule, result, articles)
        found += more
        if wrong:  # most is seen, with its line, at a thorough look at the file
            failures += faults(rule) or [Failure(rule.path, "", f"{rule.name}: {error}") for error in wrong]
    kept, cut = limited(found)
    return table(kept, t), failures + cut


def _needed(rules: Iterable[Rule], t: Mapping[str, pl.DataFrame]) -> Iterator[Rule]:
    """The rules whose `needs` are met: planning a SELECT takes longer than running it over a few articles."""

    @cache
    def held(need: str) -> frozenset[object]:
        name, _, column = need.partition(".")
        return frozenset(t[name][column].unique()) if name in t else frozenset()

    for rule in rules:
        if all(held(need).intersection(words) if words else held(need) for need, words in rule.needs.items()):
            yield rule


def _results(rules: Sequence[Rule], t: Mapping[str, pl.DataFrame]) -> Iterator[pl.DataFrame | str]:
    """What each rule's SELECT returns, in order, or why it could not be run."""
    if not rules:
        return
    context = pl.SQLContext({name: t[name] if name in t else pl.DataFrame(schema=schema)
                             for name, schema in FACTS.items()})
    queries = [filled(rule.find, rule.params).replace("\\b", ASCII_BOUNDARY) for rule in rules]
    engine: Engine = "in-memory" if _ordinary(t) and all(rule.path.startswith(OURS) for rule in rules) else "streaming"
    try:
        frames = [context.execute(query).head(ROWS_A_RULE + 1) for query in queries]
        with ThreadPoolExecutor(HANDS) as hands:
            dealt = list(hands.map(partial(pl.collect_all, engine=engine), [frames[n::HANDS] for n in range(HANDS)]))
        yield from (dealt[n % HANDS][n // HANDS] for n in range(len(frames)))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):  # one is wrong: find out which
        for query in queries:
            yield _result(context, query)


def _ordinary(t: Mapping[str, pl.DataFrame]) -> bool:
    """Whether no join within articles can be so large that it must not be held whole."""
    marks = t["spans"]["article_id"].value_counts()["count"].cast(pl.Int64) if "spans" in t else pl.Series([0])
    return int((marks * marks).sum()) <= PAIRS


def _result(context: "pl.SQLContext[pl.LazyFrame]", query: str) -> pl.DataFrame | str:
    try:
        return context.execute(query).head(ROWS_A_RULE + 1).collect(engine="streaming")
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as problem:
        return explained(problem, query).error
