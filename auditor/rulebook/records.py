"""What a rule file holds, as records."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

FAMILIES = ("anonymous-sourcing", "unverified-claims", "disagreement", "attribution")
SEVERITIES = ("note", "warning", "error")
CONFIDENCES = ("low", "medium", "high")
STATUSES = ("stable", "trial")  # a rule on trial runs only when selected by its own name
EXAMPLES = ("flag", "pass", "miss", "noise")

Word = str | int | float | bool
Value = Word | tuple[Word, ...]


class Param(NamedTuple):
    """A value that `:name` stands for in the SELECT, and why it is what it is."""

    value: Value
    why: str = ""


class Example(NamedTuple):
    """The text of a file, or of several files that tell one story, and what the rule makes of it.

    `kind`: flag, pass, miss or noise.  `marks`: (text, start, stop) of the words that stood in `[[ ]]`, which are gone
    from `texts`; none when nothing was marked.  `line`: where it begins in the rule file.
    """

    kind: str
    line: int
    texts: tuple[str, ...]
    marks: tuple[tuple[int, int, int], ...]


class Standard(NamedTuple):
    """A published demand on sourcing: who says it, where, and what, in our words."""

    publisher: str
    title: str
    url: str
    says: str


class Rule(NamedTuple):
    """One rule file; `name` is its place, `family/name`, and `path` the file.

    `needs`: table.column -> words: one of them, or with none any value, stands there if the rule finds anything.
    `imposed`: the severity that a configuration gives to all its findings, whatever the SELECT says; "" for none.
    """

    name: str
    family: str
    path: str
    severity: str
    confidence: str
    status: str
    message: str
    why: str
    fix: str
    standards: tuple[str, ...]
    find: str
    params: Mapping[str, Param]
    private: bool
    examples: tuple[Example, ...]
    needs: Mapping[str, tuple[Word, ...]] = MappingProxyType({})
    imposed: str = ""
