"""What a configuration and the command line make of the rules: other severities and params, some left out."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from auditor.errors import AuditorError
from auditor.lexicons import nearest
from auditor.rulebook import sql
from auditor.rulebook.records import FAMILIES, SEVERITIES, Rule


def configure(
    rules: Iterable[Rule], settings: Mapping[str, Mapping[str, Any]], *, select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Rule]:
    """`rules` with `settings` applied: name -> {"severity": note, warning, error or off, "params": {name: value}}.

    `select` and `ignore` name rules or families; with `select`, no other rule is kept.  A rule on trial is kept only
    when `select` names it.  Raises AuditorError for a name that is none, or a value of the wrong kind.
    """
    rules = list(rules)
    names = [rule.name for rule in rules]
    for name in settings:
        if name not in names:
            raise AuditorError(f"unknown rule {name!r}{_meant(name, names)}")
    for name in (*select, *ignore):
        if name not in names and name not in FAMILIES:
            raise AuditorError(f"unknown rule or family {name!r}{_meant(name, [*names, *FAMILIES])}")
    return [
        _set(rule, settings.get(rule.name, {})) for rule in rules
        if (rule.name in select or (rule.status == "stable" and (not select or rule.family in select)))
        and rule.name not in ignore and rule.family not in ignore
        and settings.get(rule.name, {}).get("severity") != "off"
    ]


def _meant(name: str, names: Sequence[str]) -> str:
    """What to add to a message about an unknown `name`, which may lack its family: the rule or family likely meant."""
    full = {known.rpartition("/")[2]: known for known in names}
    near = next(iter(get_close_matches(name, [*names, *full], 1)), "")
    return f"; did you mean {full.get(near, near)!r}?" if near else "; 'auditor rules' lists them"


def _set(rule: Rule, settings: Mapping[str, Any]) -> Rule:
    severity = settings.get("severity", "")
    if severity not in ("", *SEVERITIES):
        raise AuditorError(f"{rule.name}: unknown severity {severity!r}; expected {', '.join(SEVERITIES)} or off")
    params = dict(rule.params)
    for name, value in settings.get("params", {}).items():
        if name not in params:
            raise AuditorError(f"{rule.name}: unknown param {name!r}{nearest(name, list(params))}")
        value = tuple(value) if isinstance(value, list) else value
        if sql.unlike(value, params[name].value):
            raise AuditorError(f"{rule.name}: param {name!r} cannot be {value!r}, in place of {params[name].value!r}")
        params[name] = params[name]._replace(value=value)
    rule = rule._replace(severity=severity or rule.severity, imposed=severity, params=params)
    for fault in sql.refusals(sql.filled(rule.find, params)) if settings.get("params") else ():
        raise AuditorError(f"{rule.name}: {fault.error}")
    return rule
