"""Formulas of anonymity: whom they cover, why, and how good the reason is."""

import re
from functools import cache
from typing import NamedTuple

from auditor import lexicons
from auditor.text import fold

# Where a reason may begin after a formula, or in front of it.  Compiled by the first formula there is, as is _GROUP.
_CAUSE = (
    r"\b(?:because|since|for fear|fearing|out of (?:concern|fear)|due to|owing to|citing|given|lest"
    r"|so (?:as|that|they|he|she)|in order"
    r"|to (?:avoid|protect|discuss|describe|speak|talk|share|detail|recount|relay|offer|preserve|assess"
    r"|be|give|disclose|reveal|comment|provide|explain|characteri[sz]e|outline|brief|preview|divulge)"
    r"|(?:under|per|in (?:line|keeping|accordance) with) (?:the |its |their |his |her |a )?[\w-]+ ?"
    r"(?:department |government |ministry )?(?:rules?|polic\w+|protocols?|ground rules|terms|regulations|guidelines)"
    r"|(?:ahead|in advance) of|before (?:the|an|a)|pending|as (?:the|he|she|they)|while the"
    r"|(?:amid|over) (?:fears?|concerns?|worries)"
    r"|(?:and|but|who) (?:fear|fears|feared|worried|is afraid|was afraid|were afraid))\b"
)
_MOTIVE = re.compile(
    r"\b(?:because|for fear|fearing|fearful of|citing|out of (?:concern|fear)|afraid of|worried (?:about|that))\b"
)
_CONCEDED = re.compile(r"\w+ (?:even though|although|though|while|if|when|despite)\b[^,.;]{1,80},")
_END = re.compile(r"[.;—–\"”]|--|,(?! (?:and|or|but|a |an |which|where|who|including|such)\b)")
_GRADES = (
    ("harm", "A"), ("legal", "A"), ("policy", "B"), ("not_public", "B"), ("unauthorised", "D"), ("sensitivity", "C"),
    ("purpose", "C"),
)
_INSISTS = re.compile(r"\b(?:insist|demand|prefer)\w*")
# Words by which a formula covers more than its own subject.
_GROUP = (
    r"\b(?:like (?:(?:many|most|some|all|several|the|a number|of) ){0,4}"
    r"(?:other|others|everyone|those|people|sources|officials)"
    r"|all (?:of (?:them|those|whom)|spoke|asked|requested|were|insisted|declined|sources|those|officials|the people)"
    r"|both (?:spoke|asked|requested|were|insisted|of)|each of (?:them|whom)"
    r"|(?:most|many|several|some) (?:of (?:them|those|the people|whom)|spoke|requested|asked|others)"
    r"|(?:people|those|officials|employees|sources|others) (?:who were |who spoke )?"
    r"(?:interviewed|quoted|consulted|contacted))"
)


class Grant(NamedTuple):
    """A formula: where it stands, its category, its reason with the grade; `group`: it covers others too."""

    start: int
    stop: int
    sentence: int
    category: str
    group: bool
    reason: tuple[int, int, str, str] | None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = lexicons.load("reason")
    return tuple(
        (letter, re.compile(r"\b(?:" + "|".join(map(re.escape, words[name])) + r")\b")) for name, letter in _GRADES
    )


def grade(reason: str) -> str:
    """A to E: a harm or a law, a rule or a pending publication, a purpose, a missing permission, a restated wish."""
    folded = fold(reason)
    found = next((letter for letter, pattern in _patterns() if pattern.search(folded)), "E")
    return "C" if found in "BD" and folded.startswith("to ") else found  # to discuss what is private is a purpose


def grant(sentence: str, offset: int, number: int, start: int, stop: int, category: str) -> Grant:
    """The grant made by the formula at `start`, `stop` (document offsets) in `sentence`, which begins at `offset`."""
    folded = fold(sentence)
    a, b = start - offset, stop - offset
    group = re.search(_GROUP, folded) is not None
    reason = None
    if category == "unauthorised":
        reason = _span(folded, sentence, offset, _before(folded, a), b)
    match = re.compile(_CAUSE).search(folded, b)
    if match and not _END.search(folded, b, match.start()):
        begin = reason[0] - offset if reason and category == "unauthorised" else match.start()
        reason = _span(folded, sentence, offset, begin, match.end())
    elif reason is None and (match := _MOTIVE.search(folded, 0, a)):
        reason = _span(folded, sentence, offset, match.start(), match.end(), a)
    if reason is None and _INSISTS.match(folded[a:b]):
        reason = (start, stop, sentence[a:b], "E")
    return Grant(start, stop, number, category, group, reason)


def _before(folded: str, at: int) -> int:
    """Where the clause that ends in "not authorized" begins: its because, else the formula itself."""
    cause = max(folded.rfind(word, max(0, at - 60), at) for word in ("because ", " as ", "since "))
    return at if cause < 0 else cause + (folded[cause] == " ")


def _span(folded: str, sentence: str, offset: int, start: int, stop: int, limit: int | None = None
          ) -> tuple[int, int, str, str]:
    conceded = _CONCEDED.match(folded, start)
    end = _END.search(folded, conceded.end() if conceded else stop)
    last = min(end.start() if end else len(folded), limit if limit is not None else len(folded))
    text = sentence[start:last].rstrip(" ,")
    return offset + start, offset + start + len(text), text, grade(text)
