"""What can go wrong, said once: the record of a failure and the exceptions that carry it to the edge."""

from typing import NamedTuple


class Failure(NamedTuple):
    """Something that could not be audited: its path, the place in it ("line 3", "record 7", "" for all of it), why."""

    path: str
    where: str
    error: str


class Notice(NamedTuple):
    """Something that was audited, with a remark: its path, the place in it, the remark."""

    path: str
    where: str
    text: str


class AuditorError(Exception):
    """Bad input or configuration, explained in one line: what, where, what was expected."""


class RuleError(AuditorError):
    """A rule file that does not load; the message names file and line."""
