"""What the modules of this stage hand to one another."""

from typing import NamedTuple

from auditor.claims.support import Support, Voice
from auditor.figures import Figure

Span = tuple[int, int]
Mark = tuple[int, int, str, str]
Name = tuple[int, int, str, str]  # start, stop, kind, key
Said = tuple[Voice, list[Span]]  # an attribution, and its contents as far as they stand in one sentence


class Sentence(NamedTuple):
    """A sentence of the article, its text also `folded`, and `flat` without punctuation, offset for offset the same.

    `digits`: whether there are any; `marks`: (start, stop, kind, category) of what is marked outside of quotation
    marks; `quoted`: the quotations.
    """

    paragraph_id: str
    start: int
    stop: int
    part: str
    text: str
    digits: bool
    folded: str
    flat: str
    marks: list[Mark]
    quoted: list[Span]


class Statement(NamedTuple):
    """An assertion at [start, stop) in sentence number `sentence`; `stems`: its content words, for merging."""

    sentence: int
    start: int
    stop: int
    support: Support
    consequence: str
    modality: str
    hedge: str | None
    polarity: str
    subject: str | None
    predicate: str | None
    object: str | None
    figure: Figure | None
    happened: str | None
    background: bool
    adjudicated: bool
    stems: frozenset[str]
    subject_span: Span
