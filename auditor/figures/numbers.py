"""Words and signs of figures, and the number that they spell."""

import re
from functools import lru_cache

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def words_of(words: str) -> list[str]:
    return words.split()


ONES = {word: float(n) for n, word in enumerate(words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"))}
TENS = {word: 10.0 * n for n, word in enumerate(words_of("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
# What an uncounted plural is taken to cover; a hundred thousand is no longer "thousands".
VAGUE = {
    "tens of thousands": (2e4, 99_999), "hundreds of thousands": (2e5, 999_999), "tens of millions": (2e7, 99_999_999),
    "hundreds of millions": (2e8, 999_999_999), "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999),
    "thousands": (2_000, 99_999), "millions": (2e6, 999_999_999), "billions": (2e9, 999e9), "several": (3, 9),
    "a handful": (2, 6), "a couple": (2, 3), "a few": (3, 6), "several dozen": (36, 99), "several hundred": (300, 999),
    "several thousand": (3_000, 9_999), "a few dozen": (24, 72), "a few hundred": (200, 699),
    "a few thousand": (2_000, 6_999), "a couple of hundred": (200, 300), "a couple of thousand": (2_000, 3_000),
}
SHARES = {
    "half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "one-third": 100 / 3, "two thirds": 200 / 3,
    "two-thirds": 200 / 3, "a quarter": 25.0, "one quarter": 25.0, "one-quarter": 25.0, "three quarters": 75.0,
    "three-quarters": 75.0, "a fifth": 20.0, "one-fifth": 20.0, "a tenth": 10.0,
}
MONEY = {"$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
         "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR", "lira": "TRY", "rouble": "RUB",
         "ruble": "RUB", "franc": "CHF", "riyal": "SAR", "cent": "cent"}
MEASURES = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "month": "month",
    "year": "year", "decade": "decade", "kilometre": "km", "kilometer": "km", "km": "km", "mile": "mile",
    "metre": "m", "meter": "m", "foot": "foot", "feet": "foot", "acre": "acre", "hectare": "hectare", "tonne": "tonne",
    "ton": "ton", "kilogram": "kg", "kilo": "kg", "kg": "kg", "litre": "litre", "liter": "litre", "degree": "degree",
    "point": "point", "time": "time", "percent": "percent",
}
FLOOR = ("at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "more than",
         "over", "above", "upwards of", "upward of", "north of", "well over", "in excess of", "exceeding", "surpassing")
CEILING = ("at most", "up to", "as many as", "as much as", "no more than", "not more than", "fewer than", "less than",
           "under", "below", "a maximum of")
NEARLY = ("nearly", "almost", "close to", "just under", "approaching", "just short of")
ABOUT = ("about", "around", "roughly", "approximately", "some", "circa", "an estimated", "estimated",
         "in the region of", "in the neighborhood of", "in the neighbourhood of")
HOW = {phrase: kind for kind, phrases in
       (("floor", FLOOR), ("ceiling", CEILING), ("nearly", NEARLY), ("about", ABOUT)) for phrase in phrases}


@lru_cache(maxsize=2_000)
def value(words: str) -> float | None:
    """The number that `words`, lower case, spell in digits or English words; None where they spell none."""
    words = words.replace(",", "").replace("\u00a0", " ").replace("\u202f", " ").strip()
    if digits := _NUMBER.match(words):
        scale = words[digits.end():].lstrip(" -")
        return None if digits.end() > 15 else float(digits[0]) * SCALES.get(scale, SUFFIXES.get(scale, 1.0))
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", words):
        if word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if SCALES[word] >= 1e3:
                total, current = total + current, 0.0
        elif word in ONES or word in TENS:
            current += ONES.get(word, TENS.get(word, 0.0))
        elif word not in ("a", "an", "and"):
            return None
    return total + current or (0.0 if words == "zero" else None)
