"""Who did what to whom, when and where: the clause around a predicate, by closed word classes and punctuation."""

import re
from typing import NamedTuple

from auditor.claims.words import BE, FUNCTION, HAVE, MODAL, NEGATIONS, Line

_BREAKS = FUNCTION["subordinator"] | FUNCTION["relative"] | frozenset(",;:—–()\"") | {"and", "but", "or", "nor"}
_VERBAL = BE | HAVE | MODAL | FUNCTION["do"] | FUNCTION["adverb"] | NEGATIONS
_LEADING = FUNCTION["preposition"] | FUNCTION["conjunction"] | FUNCTION["time"] | {"the", "a", "an", "last", "that"}
REACH = 14  # tokens that a subject or object is looked for in

_WHEN = re.compile(
    # what it may begin with, which passes most words by
    r"\b(?=a\s|by\s|du|ea|f[eior]|in\s|la|m[io]|ne|o[fnv]|pa|re|s[aeiu]|t[houw]|un|we|ye)(?:"
    r"(?:(?:on|last|this|next|late|early|since|until|by|in)\s)?(?:(?:late|early|mid-)\s?)?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s(?:morning|afternoon|evening|night))?\b"
    r"|(?:in|since|until|by|last|this|next|on|during|late|early)\s(?:(?:late|early|mid-?)\s?)?(?:january|february|march"
    r"|april|may|june|july|august|september|october|november|december)(?:\s\d{1,2}\b)?(?:,?\s\d{4}\b)?"
    r"|(?:yesterday|today|tonight|overnight|recently)\b"
    r"|(?:last|this|past|next)\s(?:night|week|weekend|month|year|summer|winter|spring|autumn|fall)\b"
    r"|(?:a|one|two|three|four|five|six|several|few)\s(?:days?|weeks?|months?|years?)\s(?:ago|earlier|before|later)\b"
    r"|(?:in|since|by|until|of)\s(?:early\s|late\s)?(?:19|20)\d\d\b)")
# One of these stands in a match.
_TIMES = tuple("day night week month year summer winter spring autumn fall recently january february march april may"
               " june july august september october november december 19 20".split())
_LONG_AGO = re.compile(
    r"(?:19\d\d|200\d)s?\b|decades?\b|centur(?:y|ies)\b|generations?\b|years (?:ago|earlier|before)\b|historically\b")
_PAST = ("19", "20", "decade", "centur", "generation", "years ", "historically")  # one of them stands in a match
_YEAR = re.compile(r"\b(?:in|since|of|during|until|by|late|early)\s(?:the\s)?(?:early\s|late\s)?((?:19|20)\d\d)\b")


class Clause(NamedTuple):
    """The clause of one predicate: token ranges [first, last), and whether it is negated."""

    subject: tuple[int, int]
    object: tuple[int, int]
    negative: bool


def clause(line: Line, first: int, last: int, begin: int, end: int) -> Clause:
    """The clause around the predicate at the tokens [first, last), inside [begin, end).

    Of a passive the subject is who did it, where that is told.
    """
    words = line.words
    verb = first
    while verb > begin and first - verb < 5 and (words[verb - 1] in _VERBAL or words[verb - 1].endswith("ly")):
        verb -= 1
    negative = not NEGATIONS.isdisjoint(words[verb:first]) or words[last:last + 1] in (["no"], ["nobody"], ["none"])
    begin = min(verb, max(begin, _left(words, verb)))
    end = max(last, min(end, _right(words, last)))
    passive = not BE.isdisjoint(words[verb:first]) and words[first].endswith(("ed", "en", "t", "n"))
    if passive:
        agent = words.index("by", last, end) if "by" in words[last:end] else -1
        return Clause((agent + 1, end) if agent >= 0 else (verb, verb), (begin, verb), negative)
    return Clause((begin, verb), (last, end), negative)


def _left(words: list[str], verb: int) -> int:
    """Where the subject begins that ends at token `verb`; an aside between commas is stepped over."""
    at = verb
    if at and words[at - 1] == ",":  # "The group, which has grown, seized": the subject stands before the aside
        commas = [n for n in range(at - 2, max(-1, at - 3 * REACH), -1) if words[n] == ","]
        if commas:
            at = verb = commas[0]
    elif at and words[at - 1] in FUNCTION["relative"]:
        at = verb = at - 1
        if at and words[at - 1] == ",":
            at = verb = at - 1
    while at and verb - at < REACH and words[at - 1] not in _BREAKS:
        at -= 1
    return at


def _right(words: list[str], last: int) -> int:
    at = last
    while at < len(words) and at - last < REACH and words[at] not in _BREAKS and words[at] not in (".", "?", "!"):
        at += 1
    return at


def when(folded: str) -> str | None:
    """The first words of `folded` that say when."""
    found = _WHEN.search(folded) if any(map(folded.__contains__, _TIMES)) else None
    return found[0] if found else None


def background(folded: str, year: int | None) -> bool:
    """Whether the sentence tells of a past that readers can look up: a year gone by, decades ago."""
    if not any(map(folded.__contains__, _PAST)):
        return False
    if _LONG_AGO.search(folded):
        return True
    return any(int(found[1]) < year - 1 for found in _YEAR.finditer(folded)) if year else bool(_YEAR.search(folded))


def text_of(line: Line, text: str, span: tuple[int, int]) -> str | None:
    """The words of `text` at the tokens `span`, None where there is none."""
    first, last = span
    while first < last and line.words[first] in _LEADING:
        first += 1
    while first < last and line.words[last - 1] in FUNCTION["preposition"]:
        last -= 1
    return text[line.starts[first]:line.stops[last - 1]] if first < last else None
