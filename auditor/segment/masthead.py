"""What a page shows of its article: headline, outlet, author, date, dateline, the outlet it was taken from."""

import re
from datetime import datetime
from typing import NamedTuple

from auditor import dates
from auditor.segment.blocks import Block
from auditor.segment.cuts import echo
from auditor.segment.kinds import bare
from auditor.text import fold

LEAD = re.compile(
    r"(?P<place>[A-Z][A-Z.’'-]{2,30}(?:[ /][A-Z][A-Z.’'-]{1,30}){0,2}(?:, [A-Z][\w.]{1,20}(?: [A-Z]\w{1,20})?){0,2})"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"\s{0,2}(?:\((?P<agency>[A-Z][\w .&’'/-]{1,40})\))?\s{0,2}(?:—|–|--|-\s)"
)
_AGENCY = re.compile(r"\((AP|AFP|UPI|Reuters|REUTERS|PA|dpa|Bloomberg|Xinhua|Interfax|TASS|ANSA|EFE)\)")
_OUTLET_WORD = r"[A-Z][\w’'&-]{0,30}(?:\.[A-Za-z]{2,10}\b|(?<=\b[A-Z])\.)?"
_OUTLET = rf"(?:The |the )?{_OUTLET_WORD}(?: (?:of |the |and )?{_OUTLET_WORD}){{0,4}}"
# Seldom needed: compiled by the first page that looks as if it held one.
_TAKEN = (  # what tells at a glance that it may be there, and what it is
    (":", rf"({_OUTLET}) (?:reports|reported|writes|wrote|has the story|via [A-Z]\w+)\s?:"),
    (" reports.", rf"(?s:(?:.{{1,600}}?), ({_OUTLET}) reports\.(?=\s|\Z))"),
)
_FIRST_IN = rf"(?:appeared|published) (?:first )?(?:in|on|at|by) ({_OUTLET})"
_SOURCE = rf"(?:Source|SOURCE|Via|From)\s?:\s*({_OUTLET})"
_BY = r"(?:By|BY|by|Written by|Story by|Words by):?\s+(?P<names>[^|•·\n\r]{2,120})"
_AFTER_NAMES = (
    r"\s*(?:\b(?:Published|Updated|Posted|PUBLISHED|UPDATED)\b|,\s(?=(?!(?:[A-Z]\w*\.?\s?){2,4}(?:,|and|\Z)))|\s[-–—]\s|\bfor\b|\bof\b"
    r"|\bin\b|\d)"
)
_LONE_OUTLET = rf"({_OUTLET})\Z"
_TITLE_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
_SAID = re.compile(r"\b(?:said|says|told)\b")
_RUN_ON = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_OPINION = re.compile(r"(?:opinion|editorial|op-ed|comment|column|commentary|letters?)\s?[:|–—-]", re.IGNORECASE)
_RELEASE = re.compile(r"(?:for immediate release|press release|media release|news release)\b", re.IGNORECASE)


class Masthead(NamedTuple):
    """What the page shows; None where it shows nothing."""

    outlet: str | None = None
    author: str | None = None
    published: datetime | None = None
    dateline: str | None = None
    origin: str | None = None


def headline(blocks: list[Block], kinds: list[str], title: str | None) -> int | None:
    """The block that is the headline of an article, if one is; `title`: what the page's metadata calls it."""
    body = [n for n, kind in enumerate(kinds) if kind == "body"]
    if len(body) < 2:
        return None
    first, text = body[0], blocks[body[0]].text
    words = text.split()
    if blocks[first].level == 1:
        return first
    if title:
        return first if bare(text) == bare(title) else None
    quoted = text[0] in "“\"" and "said" in words
    if len(text) > 220 or len(words) > 32 or text[-1] in ":," or quoted or LEAD.match(text):
        return None
    if text[-1] != "." and not text.endswith((".”", ".\"", "''")):
        return first if len(words) > 1 and (text[-1] not in "?!\"”" or len(words) <= 20) else None
    if ". " in text[:-1] and len(words) > 12:
        return None
    long = _TITLE_WORD.findall(text)
    after = blocks[body[1]].text
    capitals = len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
    dressed = LEAD.match(after) is not None or kinds[first + 1] in ("byline", "date")
    apart = len(words) <= 12 and len(body) > 5 and len(after) >= 100 and not _SAID.search(text)
    return first if capitals or dressed or apart else None


def standfirst(blocks: list[Block], kinds: list[str], head: int) -> list[int]:
    """The lines between headline and lead that sum the article up."""
    found: list[int] = []
    for n in range(head + 1, min(head + 9, len(kinds))):
        text = blocks[n].text
        if kinds[n] != "body":
            if found and kinds[n] in ("byline", "date"):
                return found
            continue
        if LEAD.match(text):
            return found
        if len(text) > 220 or len(found) == 2:
            return []
        found.append(n)
    return []


def read(blocks: list[Block], kinds: list[str], head: int | None) -> tuple[Masthead, list[int]]:
    """The masthead of an article, and the blocks that are part of it and no text; changes nothing."""
    shown: dict[str, str | datetime | None] = {}
    lines: list[int] = []
    for n in range(head + 1, min(head + 5, len(blocks) - 1)) if head is not None else ():
        if kinds[n] == "body" and len(blocks[n].text) <= 80 and (printed := _printed(blocks, kinds, n)):
            shown |= printed
            lines.append(n)
    if head is not None:
        again = echo(blocks, kinds, head)
        if again is not None and again - head < 9:
            lines.append(again)
            shown |= _echoed(blocks[head].text, blocks[again].text)
    body = 0
    for n, kind in enumerate(kinds):
        text = blocks[n].text
        if kind in ("date", "byline") and (moment := dates.parse(text)):
            shown.setdefault("published", moment)
        if kind == "byline" and "author" not in shown:
            shown["author"] = authors(text)
        source = re.match(_SOURCE, text) if text[:1] in "SVF" and len(text) < 200 else None
        if source and n not in lines:
            lines.append(n)
        if source:
            shown.setdefault("origin", source[1])
        if kind == "boilerplate" and (first := re.search(_FIRST_IN, text[:400])):
            shown.setdefault("origin", first[1].rstrip("."))
        if kind == "body" and n != head and n not in lines and body < 3:
            body += 1
            for name, value in _lead(text).items():
                shown.setdefault(name, value)
    return Masthead(**{key: value for key, value in shown.items() if value}), lines  # type: ignore[arg-type]


def _printed(blocks: list[Block], kinds: list[str], n: int) -> dict[str, str | datetime | None]:
    """Outlet and date from a line that holds the outlet's name beside a date or a byline, or the two together."""
    text = blocks[n].text
    day = dates.FULL.search(text)
    outlet = re.match(_LONE_OUTLET, text[: day.start()].rstrip(" ,|·–—-") if day else text)
    if outlet and day and day.end() == len(text):
        return {"outlet": outlet[1], "published": dates.day(day)}
    beside = {kinds[n - 1], kinds[n + 1]} & {"date", "byline"}
    return {"outlet": outlet[1]} if outlet and beside and len(text.split()) <= 5 else {}


def _lead(text: str) -> dict[str, str]:
    """The dateline and the origin that a paragraph near the top shows."""
    found: dict[str, str] = {}
    place = LEAD.match(text)
    if place:
        found["dateline"] = place["place"]
        if place["agency"]:
            found["origin"] = place["agency"]
    elif agency := _AGENCY.search(text, 0, 80):
        found["origin"] = agency[1]
    for sign, pattern in _TAKEN:
        if sign in text and (taken := re.match(pattern, text)):
            found.setdefault("origin", taken[1])
    return found


def _echoed(head: str, line: str) -> dict[str, str | datetime | None]:
    """Outlet, author and date from a line that says the headline again."""
    moment = dates.FULL.search(line)
    rest = fold(line).replace(fold(head), "\0", 1)
    place = rest.find("\0")
    after = line[place + len(head) : moment.start() if moment else len(line)] if place >= 0 else ""
    outlet, _, author = after.strip(" .,;:|–—-").partition(", ")
    if not author:
        names = _RUN_ON.split(outlet)
        outlet, author = (names[0], names[1]) if len(names) == 2 else (outlet, "")
    found = {"outlet": outlet or None, "origin": outlet or None, "author": author or None}
    return {k: v for k, v in found.items() if v} | ({"published": dates.day(moment)} if moment else {})


def authors(line: str) -> str | None:
    """The names in a byline."""
    match = re.match(_BY, line)
    if not match:
        return None
    end = re.search(_AFTER_NAMES, match["names"])
    names = match["names"][: end.start()] if end else match["names"]
    return names.strip(" ,.;:")[:200] or None


def genre(kinds: list[str], head: str, opening: str) -> str:
    """report, interview, opinion or statement."""
    if "question" in kinds:
        return "interview"
    if _OPINION.match(head):
        return "opinion"
    return "statement" if _RELEASE.match(head) or _RELEASE.match(opening) else "report"
