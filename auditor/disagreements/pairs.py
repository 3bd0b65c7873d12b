"""The row that every comparison gives: two passages that differ, and in what."""

from typing import NamedTuple

Span = tuple[int, int]


class Pair(NamedTuple):
    """Two sentences that differ, by article and order, with the words that matter in each as spans of the sentence.

    `slot`: what they differ about; `why`: how, in words for an editor.  Neither side is taken to be right.
    """

    article: str
    order: int
    other: str
    other_order: int
    kind: str
    confidence: float
    slot: str
    why: str
    value: Span | None = None
    other_value: Span | None = None
    refuting: str = ""  # which side refutes, "one" or "other"; empty where neither does
    outdated: str = ""  # the article whose count a higher one had superseded before it was published

    def turned(self) -> "Pair":
        """The same pair seen from the other side."""
        return self._replace(article=self.other, order=self.other_order, other=self.article, other_order=self.order,
                             value=self.other_value, other_value=self.value,
                             refuting={"one": "other", "other": "one"}.get(self.refuting, ""))
