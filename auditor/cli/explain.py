"""`auditor rules` and `auditor test`: the rules as a list, one of them explained, their examples tried."""

import shutil
import textwrap
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from auditor import examples, rulebook
from auditor.api import load_rules, places
from auditor.errors import AuditorError, Failure
from auditor.lexicons import RULES, nearest
from auditor.report import counted
from auditor.rulebook import Rule
from auditor.text import clean

WIDEST = 100
MEANING = {
    "flag": "flagged", "pass": "not flagged", "miss": "should be flagged, is not yet",
    "noise": "should not be flagged, still is",
}


def listed(rules: Sequence[Rule]) -> str:
    """The rules by family: severity, name, message."""
    lines = []
    for family, members in groupby(rules, key=lambda rule: rule.family):
        lines.append(click.style(family, bold=True))
        for rule in members:
            remarks = [rule.severity, *["private"] * rule.private, *["trial"] * (rule.status == "trial")]
            lines += [f"  {rule.name}  ({', '.join(remarks)})", *indented(rule.message, 6)]
        lines.append("")
    return "\n".join([*lines, f"{counted(len(rules), 'rule')}; 'auditor rules NAME' explains one."])


def one(name: str, rules: Sequence[Rule], standards: dict[str, rulebook.Standard]) -> str:
    """Everything there is to know about rule `name`, which may be given without its family.

    Raises AuditorError with the nearest name for one that is none.
    """
    found = [rule for rule in rules if name in (rule.name, rule.name.partition("/")[2])]
    if not found:
        names = [rule.name for rule in rules] + [rule.name.partition("/")[2] for rule in rules]
        raise AuditorError(f"unknown rule {name!r}{nearest(name, names) or '; auditor rules lists them'}")
    rule = found[0]
    kind = f"{rule.severity}, {rule.confidence} confidence"
    lines = [f"{click.style(rule.name, bold=True)}  ({kind})", *indented(rule.message, 2)]
    lines += section("Why it matters", rule.why) + section("What to write", rule.fix)
    for id_ in rule.standards:
        standard = standards[id_]
        lines += [*section(f"{standard.publisher}: {standard.title}", standard.says), f"  {clean(standard.url)}"]
    for key, param in rule.params.items():
        lines += section(f"Param {key} = {shown(param.value)}", param.why)
    for example in rule.examples:
        lines += section(f"Example, {MEANING[example.kind]}", "")
        for text in marked(example):
            lines += [line for paragraph in text.strip().split("\n") for line in indented(paragraph, 2)]
    return "\n".join([*lines, "", f"Defined in {clean(rule.path)}"])


def marked(example: rulebook.Example) -> list[str]:
    """The texts of `example`, the words that the rule marks in [[ ]]."""
    texts = list(example.texts)
    for n, start, stop in sorted(example.marks, reverse=True):
        texts[n] = f"{texts[n][:start]}[[{texts[n][start:stop]}]]{texts[n][stop:]}"
    return texts


def shown(value: rulebook.records.Value) -> str:
    """A param's value as TOML has it, a long list by its first members."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(shown, value[:8])) + (", ..." if len(value) > 8 else "") + "]"
    return str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')


def section(heading: str, text: str) -> list[str]:
    """A blank line, a heading, and `text` below it."""
    return ["", click.style(clean(heading), bold=True), *indented(text, 2)]


def indented(text: str, by: int) -> list[str]:
    """`text` in lines for the terminal, each indented."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.wrap(clean(text), width, initial_indent=" " * by, subsequent_indent=" " * by)


def loaded(folders: Sequence[str]) -> tuple[list[Rule], dict[str, rulebook.Standard], list[Failure]]:
    """The rules built in and in `folders`, the standards by id, and the rule files that do not load."""
    rules, failures = load_rules(folders)
    return rules, rulebook.standards(places(folders))[0], failures


def tested(folder: str | None) -> tuple[str, int]:
    """The examples that fail of the rules in `folder`, or of the built-in ones, a line each; the counts.

    Beside it the exit code: 1 for an example that fails, 2 for a rule file that does not load, 3 for both.
    """
    home = Path(folder).resolve() if folder else RULES
    rules, failures = load_rules([folder] if folder and not home.is_relative_to(RULES.resolve()) else [])
    rules = [rule for rule in rules if Path(rule.path).resolve().is_relative_to(home)]
    failures = [failure for failure in failures if Path(failure.path).resolve().is_relative_to(home)]
    verdicts = examples.run(rules)
    broken = [verdict for verdict in verdicts if not verdict.holds]
    lines = [": ".join(filter(None, failure)) for failure in failures]
    lines += [f"{verdict.path}:{verdict.line}: {verdict.kind}: {verdict.why}" for verdict in broken]
    word = "FAIL" if lines else "PASS"
    told = f"{counted(len(verdicts), 'example')} of {counted(len(rules), 'rule')}, {len(broken)} fail"
    lines.append(f"{word}: {told}" + (f"; {counted(len(failures), 'fault')} in rule files" if failures else ""))
    return "\n".join(map(clean, lines)), bool(broken) + 2 * bool(failures)
