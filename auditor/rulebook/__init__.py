"""The rules: one TOML file each, checked as far as can be before any article is read."""

from auditor.lexicons import RULES
from auditor.rulebook.configure import configure
from auditor.rulebook.loading import faults, load, standards
from auditor.rulebook.records import FAMILIES, Example, Param, Rule, Standard
from auditor.rulebook.sql import FACTS

__all__ = [
    "FACTS", "FAMILIES", "RULES", "Example", "Param", "Rule", "Standard", "configure", "faults", "load", "standards",
]
