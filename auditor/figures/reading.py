"""Where the figures of a sentence stand, and between which bounds they lie."""

import re
from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from auditor.figures.numbers import HOW, MEASURES, MONEY, ONES, SCALES, SHARES, SUFFIXES, TENS, VAGUE, value, words_of


class Figure(NamedTuple):
    """One figure: `start`, `stop` with its modifier and unit; `counted` the noun, lower case, or empty.

    `low`, `high`: the bounds, both included.  `unit`: count, percent, age, a currency code (USD, EUR, GBP ...) or a
    measure (year, day, km ...).  `exact`: stated without "about", "nearly" and the like.
    """

    start: int
    stop: int
    low: float
    high: float
    unit: str
    counted: str
    exact: bool


def _either(words: Iterable[str]) -> str:
    """Any of `words`, the longest first; by first letter, so that most are never tried."""
    initials: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        initials.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(initial)}(?:{'|'.join(rests)})" for initial, rests in initials.items())


_WORD, _SCALE, _SUFFIX, _SPACE = _either([*ONES, *TENS]), _either(SCALES), _either(SUFFIXES), r"[ \t\u00a0\u202f]"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# "hundred and five", "thousand and ten": of all number words only these scales end in d.
_SPELT = rf"(?:an?[ ](?:{_SCALE})|{_WORD}|{_SCALE})(?:[ -](?:{_WORD}|{_SCALE})|(?<=d)[ ]and[ ](?:{_WORD}))*(?!\w)"
_VALUE = rf"(?:{_DIGITS}(?:[-]?{_SPACE}?(?:{_SCALE}|{_SUFFIX})\b)?|{_SPELT})"
_CURRENCY = r"(?:(?:us|a|c)?\$|[€£¥₹])"
_UNIT = rf"(?:{_SPACE}?%|{_SPACE}per[ ]?cent(?:age{_SPACE}points?)?\b|-year-olds?\b)"
_FIGURE = (
    rf"(?P<figure>(?:(?P<vague>(?:{_either([*VAGUE, *SHARES])})(?!\w))"
    rf"|(?P<currency>{_CURRENCY})?(?P<value>{_VALUE})(?P<unit>{_UNIT})?"
    rf"(?:(?P<joint>[-–—]|{_SPACE}(?:to|and|in|out[ ]of){_SPACE}){_CURRENCY}?(?P<upper>{_VALUE})(?P<last>{_UNIT})?)?)"
    rf"(?P<after>{_SPACE}or{_SPACE}(?:more|so|fewer|less)\b)?)")
# The engine skips to what may stand before a figure, which it would not do for a look behind, and then most words are
# passed by their first letters.
_FIRST = _either([*VAGUE, *SHARES, *ONES, *TENS, *SCALES, "us$", "a$", "c$",
                  *(f"{article} {scale}" for article in ("a", "an") for scale in SCALES)])
_NEXT = re.compile(rf"[^\w.,:/$€£-](?=[\d$€£¥₹]|{_FIRST}){_FIGURE}")
_BEFORE = re.compile(rf"(?<!\w)(?:{_either([*HOW, 'between'])}){_SPACE}$")
_SPACES = " \t\u00a0\u202f"
_ENDINGS = tuple({phrase.split()[-1] for phrase in (*HOW, "between")})  # what `_BEFORE` ends with
_TOKEN = re.compile(r"[^\W\d_][\w'’.-]*|\S")
# Words a counted noun never crosses, and the plurals that show no s.
_END = frozenset(words_of(
    "the a an and or but nor of in on at by from with for to into onto over under after before during since until than"
    " as that which who whom whose where when while because if though although is are was were be been being am has"
    " have had do does did will would shall should can could may might must said says say told tell tells it he she"
    " they we i you his her its their our my your this these those not no so then also only just more less about"
    " against between through without within across per out up down off ago later earlier"))
_PLURALS = frozenset(words_of(
    "people men women children police troops personnel dead killed injured wounded missing hurt staff cattle aircraft"))
_MONTHS = frozenset(words_of("january february march april may june july august september october november december jan"
                           " feb mar apr jun jul aug sept sep oct nov dec"))
_NAMED_MONTHS = _MONTHS - {"may"}
_ANY = frozenset(words_of("no any this that the every another day thing reason way"))
_OF = re.compile(rf"{_SPACE}(?:of|out[ ]of|in){_SPACE}(?:(?:the|its|their|his|her|our){_SPACE})?")
# A share is one only of something ("a third of voters") or by a change ("cut in half"): "a third man" is none.
_SHARED = re.compile(r"[ ](?:of|the|its|their|his|her)\b")
_HALVED = re.compile(r"\b(?:in|by|than)[ ]$")
_AGED = re.compile(r"\b[A-Z][\w'’-]*, $")
_STUCK = re.compile(r"[:.]\d|[ \u00a0]?[ap]\.?m\b|th\b|st\b|nd\b|rd\b|[-/]\d+[-/]|[^\W\d]")
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\.?[ \u00a0]$")
_NEXT_WORD = re.compile(r"[ \u00a0]?([^\W\d_]+)")


def read(text: str) -> list[Figure]:
    """The figures of `text` in order: numbers in digits and words, ranges, shares, money, measures, ages.

    Dates, clock times and numbers that name a thing (Route 66, the F-16) are no figures.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals, such as the Turkish I with a dot, grow in lower case
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    text, lower, found, at = f" {text}", f" {lower}", [], 0  # something stands before each figure
    while match := _NEXT.search(lower, at):
        figure = _figure(text, lower, match)
        at = match.end() - 1
        if figure:
            found.append(figure)
            if match["joint"] and figure.stop < match.start("upper"):
                at = match.start("upper") - 1  # "3 and 7 houses": what was not joined to the first is read again
    return found


def _figure(text: str, lower: str, match: re.Match[str]) -> Figure | None:
    """The figure at `match` in `lower`, with what stands before and behind it; its offsets as without a space."""
    start, stop = match.span("figure")
    vague, after = match["vague"], match["after"]
    before = None
    if start and lower[start - 1] in _SPACES and lower.endswith(_ENDINGS, 0, start - 1):
        before = _BEFORE.search(lower, max(0, start - 26), start)
    how = HOW.get(before[0].strip()) if before else None
    share = SHARES.get(vague) if vague else None
    unit = "count"
    if share is not None:
        if not (how or _SHARED.match(lower, stop) or _HALVED.search(lower, max(0, start - 6), start)):
            return None
        low, high, unit = share, share, "percent"
    elif vague:
        low, high = VAGUE[vague]
    else:
        if (number := value(match["value"])) is None or _named(text, lower, match, number, how):
            return None
        low, high, unit, stop = _span(match, number, bool(before and before[0].startswith("between")))
    exact = low == high and not how and not after
    if how or after:
        low, high = _bounded(low, high, how, after or "")
    start = before.start() if before else start
    noun, noun_stop = ("", stop) if unit == "age" else counted(lower, stop)
    stem = noun if noun in MEASURES else noun.removesuffix("s")
    if unit == "count" and (stem in MONEY or stem in MEASURES):
        unit, stop = MONEY.get(stem) or MEASURES[stem], noun_stop
        unit = "age" if lower.startswith((" old", "-old"), stop) else unit
        noun = ""
    elif unit == "count" and low == high and text[stop:stop + 1] in (",", "") and text.endswith(", ", 0, start) \
            and _AGED.search(text, max(0, start - 24), start):
        unit = "age"
    return Figure(start - 1, stop - 1, low, high, unit, noun, exact)


def _span(match: re.Match[str], number: float, between: bool) -> tuple[float, float, str, int]:
    """Bounds, unit and end of "12", "10 to 15%", "$2-3 million", "4 in 10"; "3 and 7" is 3 unless after "between"."""
    unit, stop = "count", match.end()
    mark, joint = match["unit"] or "", (match["joint"] or "").strip()
    upper = value(match["upper"]) if joint else None
    low = high = number
    if upper is not None and joint in ("in", "out of"):
        if 0 < number < upper <= 1_000:
            return 100 * number / upper, 100 * number / upper, "percent", stop
        upper = None
    if upper is not None and (joint not in ("and", "in", "out of") or between):
        scale = re.search(rf"(?:{_SCALE}|{_SUFFIX})$", match["upper"])
        if scale and match["value"][-1:].isdigit() and upper >= 1e3 * number:
            low = number * SCALES.get(scale[0], SUFFIXES.get(scale[0], 1.0))
        low, high, mark = min(low, upper), max(low, upper), match["last"] or mark
    elif joint:
        stop = match.end("unit") if match["unit"] else match.end("value")
    if match["currency"]:
        unit = MONEY[match["currency"]]
    elif mark:
        unit = "age" if "old" in mark else "percent"
    return low, high, unit, stop


def _bounded(low: float, high: float, how: str | None, after: str) -> tuple[float, float]:
    """The bounds widened by "at least", "nearly", "or more" ..."""
    if how == "floor" or after.endswith("more"):
        return low, inf
    if how == "ceiling" or after.endswith(("fewer", "less")):
        return 0.0, high
    if how == "nearly":
        return round(low * 0.9, 6), high
    if how == "about" or after:
        return round(low * 0.9, 6), round(high * 1.1, 6)
    return low, high


def _named(text: str, lower: str, match: re.Match[str], number: float, how: str | None) -> bool:
    """The number is a date, a clock time or part of a name, or "one" that counts nothing."""
    start, stop = match.start("value"), match.end("value")
    last, at = _last_word(lower, start)
    after = _NEXT_WORD.match(lower, stop)
    then = after[1] if after else ""
    if (last in _MONTHS and number < 2100) or (then in _NAMED_MONTHS and number <= 31):
        return True
    if not lower[start].isdigit():
        if match["value"] == "one":
            return not then or (then in _END and then != "of") or then in _ANY or last in _ANY
        return match["value"] in SCALES
    if match["currency"] or match["unit"]:
        return False
    if 1900 <= number < 2100 and stop - start == 4 and not how and then not in _PLURALS:
        return True
    named = last != "" and text[at].isupper() and not how
    return (named and (not then or then in _END)) or bool(_STUCK.match(lower, stop))


def _last_word(lower: str, stop: int) -> tuple[str, int]:
    """The word before the space that ends at `stop`, a full stop between them or none, and where it begins."""
    near = max(0, stop - 16)
    if lower[stop - 1] == " ":  # most are plain: letters, between spaces
        word = lower[near:stop - 1].rpartition(" ")[2]
        if word.isalpha():
            return word, stop - 1 - len(word)
    elif lower[stop - 1] != "\u00a0":
        return "", stop
    found = _LAST_WORD.search(lower[near:stop])
    return (found[1], near + found.start()) if found else ("", stop)


def counted(lower: str, stop: int) -> tuple[str, int]:
    """The noun counted by the number that ends at `stop` of a lower-case text, and where it ends; empty if none."""
    if partitive := _OF.match(lower, stop):
        inner = _NEXT.match(lower, partitive.end() - 1)
        stop = inner.end() if inner else partitive.end()
    best = ("", stop)
    for number, word in enumerate(_TOKEN.finditer(lower, stop, stop + 90)):
        whole = word[0]
        token = whole.rstrip(".'’-")
        if number > 4 or not whole[0].isalpha() or token in _END or token in _MONTHS or word.start() > stop + 60:
            break
        if token.endswith("ed") and token not in _PLURALS:  # an adjective before the noun, a verb behind it
            if best[0]:
                break
            continue
        best = (token.removesuffix("'s").removesuffix("’s"), word.start() + len(token))
        plural = token.endswith("s") and not token.endswith(("ss", "us", "is", "'s", "’s"))
        if plural or token in _PLURALS or whole.endswith("."):
            break
    return best
