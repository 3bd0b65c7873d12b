"""Figures in a sentence: what is counted, in which unit, between which bounds.

Plain functions over one string; offsets are character positions in it.  A vague figure becomes the interval a reader
would accept: "dozens" is 24 to 99, "about 50" is 45 to 55, "at least 40" is 40 and upwards.
"""

from auditor.figures.numbers import MEASURES, MONEY, ONES, SCALES, SHARES, TENS, VAGUE, value
from auditor.figures.reading import Figure, read

__all__ = ["MEASURES", "MONEY", "ONES", "SCALES", "SHARES", "TENS", "VAGUE", "Figure", "read", "value"]
