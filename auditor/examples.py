"""Runs the examples of rule files through the whole pipeline: an article is audited as if it stood in a file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import polars as pl

from auditor import engine, pipeline
from auditor.read import document
from auditor.rulebook import Example, Rule

# miss should flag and does not yet, noise should pass and still flags: when that changes, the example must change.
FLAGS = {"flag": True, "pass": False, "miss": True, "noise": False}
KNOWN = {"miss": "flag", "noise": "pass"}


class Verdict(NamedTuple):
    """What became of one example: its rule and line, whether it holds, and if not, why ("" otherwise)."""

    rule: str
    path: str
    line: int
    kind: str
    holds: bool
    why: str


def run(rules: Sequence[Rule]) -> list[Verdict]:
    """A verdict for each example of `rules`, in their order.

    All examples go through the pipeline in one batch, each a folder, and so a story, of its own.
    """
    cases = [(rule, n, example) for rule in rules for n, example in enumerate(rule.examples)]
    if not cases:
        return []
    t, not_read = pipeline.run(documents(cases), stories_by="folder", jobs=1)
    findings, not_run = engine.judge(rules, t)
    broken = {failure.path: failure.error for failure in (*not_read, *not_run)}
    found: dict[tuple[str, str], list[tuple[int, int | None, int | None]]] = defaultdict(list)
    for name, path, start, stop in findings.select("rule", "path", "start", "stop").iter_rows():
        folder, _, file = path.rpartition("/")
        found[name, folder].append((int(file.removesuffix(".txt")), start, stop))
    return [
        _verdict(rule, example, found[rule.name, f"{rule.name}/{n}"], broken.get(rule.path, ""))
        for rule, n, example in cases
    ]


def documents(cases: Iterable[tuple[Rule, int, Example]]) -> pl.DataFrame:
    """Table `documents` of examples, each with its rule and number, and a folder of its own."""
    return pl.concat([
        document(text, f"{rule.name}/{n}/{k}.txt") for rule, n, example in cases for k, text in enumerate(example.texts)
    ])


def _verdict(rule: Rule, example: Example, found: list[tuple[int, int | None, int | None]], broken: str) -> Verdict:
    if not FLAGS[example.kind]:
        why = f"must pass, but is flagged: {_quoted(example, found)}" if found else ""
    elif not example.marks:
        why = "" if found else "must be flagged, but passes"
    else:
        right = sorted(found, key=str) == sorted(example.marks, key=str)
        why = "" if right else f"must flag {_quoted(example, example.marks)}, but flags {_quoted(example, found)}"
    if example.kind in KNOWN:
        why = "" if why else f"is no {example.kind} any more: call it {KNOWN[example.kind]}"
    why = broken or why
    return Verdict(rule.name, rule.path, example.line, example.kind, not why, why)


def _quoted(example: Example, spans: Sequence[tuple[int, int | None, int | None]]) -> str:
    words = ["the article" if start is None else repr(example.texts[n][start:stop]) for n, start, stop in spans]
    return ", ".join(words) or "nothing"
