"""What the engine finds: an attribution in token ranges."""

from typing import NamedTuple

from auditor.attributions.verbgroups import Range


class Found(NamedTuple):
    """An attribution in token ranges; `pattern` says which shape of reporting it was found by."""

    cue: Range
    lemma: str
    kind: str
    pattern: str
    source: Range | None
    contents: tuple[Range, ...]
