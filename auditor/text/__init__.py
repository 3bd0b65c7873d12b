"""Plain text: made safe to print, folded for matching, cut into quotations and sentences, placed by line and column.

Everything here takes and returns ordinary strings and half-open character offsets, and runs in linear time: article
text is hostile.
"""

from auditor.text.folding import JOINER, fold
from auditor.text.lines import front_matter, line_column, line_starts
from auditor.text.printing import clean, escaped
from auditor.text.quoting import quotations
from auditor.text.sentences import LONGEST_SENTENCE, sentence_spans

__all__ = [
    "JOINER", "LONGEST_SENTENCE", "clean", "escaped", "fold", "front_matter", "line_column", "line_starts",
    "quotations", "sentence_spans",
]
