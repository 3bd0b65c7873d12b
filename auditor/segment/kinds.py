"""What kind of paragraph a block is, seen alone."""

import re
from functools import cache

from auditor import lexicons
from auditor.dates import FULL
from auditor.segment.blocks import Block
from auditor.text import fold

# A longer block is the reporter's whatever it says; whatever it holds; no line.
SHORT, HELD, LINE = 420, 300, 160
_EDGES = " \t.,:;!?…-–—*#>|()[]{}\"'«»•·/\\_=+~<^&%$@0123456789\u2060"
_WORDS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"[\W_]+")
_COMMENTS = re.compile(r"\d+ (?:thoughts?|comments?|responses?|replies|reactions?)(?: (?:on|to)\b.*)?\W*$")
_SIGNED = re.compile(r"[(\[].*(?:—|–|--|-)\s?[A-Z]{2,3}\.?[)\]]\Z", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s*\S")
_CREDIT = re.compile(
    r"(?:\b(?:AFP|AP|AP Photo|Reuters|REUTERS|EPA|Getty|Getty Images|REX|Shutterstock)/(?!Ipsos)"
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*"
    r"|/(?:AFP|AP|Reuters|REUTERS|Getty|Getty Images|EPA|Corbis|Shutterstock|Anadolu)(?:/[A-Z]\w+| Images)?"
    r"|\((?:AP|AFP|Reuters|Getty Images|EPA)\)|[Pp]hoto by [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*|Getty Images)\W*\Z"
)
_IMAGE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp)\W*\Z|(?=[^\W\d_]*\d)(?=\d*[^\W\d_])\w{5,40}\Z", re.IGNORECASE)
_STYLE = re.compile(r"[a-z-]{3,30}:\s?[\w#%.,() -]{1,60};\Z|[.#@]?[\w ,.:#>-]{1,80}\{\Z|\}\Z")
_BYLINE = re.compile(r"(?:[Bb]y|BY|By:|Written by|Story by|Words by)\s+(?=[A-Z])")
_FOLLOW = re.compile(r"\W*follow\b.{1,80}\bon (?:twitter|facebook|instagram|x)\b")
_LINKS = frozenset("by and for in of the with at de van von al el bin special to staff".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_STAMP = re.compile(
    r"(?:published|posted|updated|last|modified|first|on|at|date|created|revised|edited|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|[ap]\.?m|e[sd]t|p[sd]t|c[sd]t|gmt|bst|utc|et|[\W\d_]"
    r"|by|the)+"
)


@cache
def furniture() -> dict[str, tuple[str, ...]]:
    """The lexicon of page furniture, by category."""
    return lexicons.load("furniture")


@cache
def whole_lines() -> dict[str, str]:
    """A whole line, folded and bare -> what it is."""
    kinds = {"navigation_line": "navigation", "reading_list": "reading_list", "comments_line": "comments"}
    return {term: kind for category, kind in kinds.items() for term in furniture()[category]}


@cache
def _openings() -> frozenset[str]:
    """The first three characters of all phrases that tell the kind of what begins with them."""
    return frozenset(term[:3] for category, terms in furniture().items() if category.endswith("_begins")
                     for term in terms)


def _telling(low: str) -> bool:
    """Whether `low` may begin with such a phrase: hardly a paragraph does."""
    return not _openings().isdisjoint((low[:3], low[:2], low[:1]))


@cache
def share_words() -> frozenset[str]:
    """The words that make up a row of sharing buttons."""
    return frozenset(furniture()["share_word"])


def kinds_of(page: str, blocks: list[Block]) -> list[str]:
    """The kinds of the blocks of `page` as their words show them.

    A kind of paragraph; `comments`, `counted`, `archive` or `reading_list` for the head of such a part; `date` for a
    lone date; else `body`.
    """
    low = fold(page)
    lows = [low[block.start : block.stop] for block in blocks]
    kinds = list(map(_kind, blocks, lows))
    undecided = [n for n, kind in enumerate(kinds) if not kind]
    # Searched together: hardly a page holds any of the phrases.  Bytes are searched several times faster.
    plain = "\n".join([lows[n] for n in undecided]).encode("ascii", "replace")
    present = [(phrase.decode(), kind) for phrase, kind in _holds() if phrase in plain]
    for n in undecided:
        kinds[n] = next((kind for phrase, kind in present if phrase in lows[n]), "body")
    return kinds


@cache
def _holds() -> tuple[tuple[bytes, str], ...]:
    """The phrases that tell the kind of a short paragraph wherever they stand in it."""
    return tuple((phrase.encode(), kind) for kind in ("boilerplate", "caption")
                 for phrase in furniture()[f"{kind}_holds"])


def _kind(block: Block, low: str) -> str:
    """The kind of one block, "" where what it holds may yet decide; `low`: its text folded."""
    text = block.text
    if block.markup:
        return "boilerplate"
    if len(text) > SHORT:
        return "editors_note" if text[0] in "([" and _SIGNED.match(text) else "body"
    kind = (_line(text, low) if len(text) <= LINE else "") or _paragraph(text, low)
    return kind or ("body" if len(text) > HELD or '"' in low else "")


def _line(text: str, low: str) -> str:
    """The kind of a line, where it is no sentence of the article."""
    bare = low.strip(_EDGES)
    if not bare:
        # a number alone is an item of a list
        return "body" if _DIGIT.search(text) else "boilerplate"
    found = whole_lines().get(bare)
    if found:
        return found
    telling = _telling(low)
    if telling and low.startswith(furniture()["archive_begins"]):
        return "archive"
    if low[0].isdigit() and _COMMENTS.match(low):
        return "counted"
    if telling and low.startswith(furniture()["reading_begins"]) and text[-1] not in ".!":
        return "navigation"
    if " " not in text and (_IMAGE.match(text) or (":" not in text and _style(text))):
        return "boilerplate"
    if _shares(low):
        return "navigation"
    if text[-1] in ";{}" and _STYLE.match(text):
        return "boilerplate"
    if len(low) <= 90 and _DIGIT.search(low) and is_date(low):
        return "date"
    return "byline" if _BYLINE.match(text) and text[-1] not in "?!\"”" and _names(text.split()) else ""


def _names(words: list[str]) -> bool:
    """Whether the words of a line are names, dates and what links them, as in a byline."""
    small = sum(word[0].islower() and word not in _LINKS for word in words)
    return len(words) <= 20 and small <= 0.25 * len(words) and words[1].lower().rstrip(",") not in _DAYS


def _paragraph(text: str, low: str) -> str:
    """The kind of a short paragraph, where it is none of the reporter's."""
    words = furniture()
    low = low.lstrip("*_ ")  # Markdown's bold and italics
    telling = _telling(low)
    if telling and low.startswith(words["caption_begins"]):
        return "caption"
    tail = text[-80:]
    if ("/" in tail or tail.rstrip(". ").endswith((")", "Images")) or "hoto by" in tail) and _CREDIT.search(tail):
        return "caption"
    if telling and low.startswith(words["boilerplate_begins"]):
        return "boilerplate"
    if telling and low.startswith(words["correction_begins"]):
        return "correction"
    if (telling and low.startswith(words["editors_note_begins"])) or (text[0] in "([" and _SIGNED.match(text)):
        return "editors_note"
    if text[0] == "[" and _FOOTNOTE.match(text):
        return "footnote"
    return "boilerplate" if "follow" in low[:20] and _FOLLOW.match(low) else ""


def _shares(low: str) -> bool:
    """Whether a line is a row of sharing buttons, run together or not."""
    first = _WORDS.search(low)
    if first is None or not (first[0] in share_words() or _run_together(first[0])):
        return False
    words = _WORDS.findall(low)
    if len(words) > 1 and words[0] in share_words():
        return all(word in share_words() for word in words)
    return len(words) <= 2 and len(low) > 8 and all(_run_together(word) for word in words)


def _run_together(word: str) -> bool:
    """Whether `word` is several sharing words without a space ("facebooktwitter")."""
    names = share_words()
    parts, at = 0, 0
    while at < len(word):
        for length in range(min(10, len(word) - at), 3, -1):
            if word[at : at + length] in names:
                parts, at = parts + 1, at + length
                break
        else:
            return False
    return parts > 1


def _style(text: str) -> bool:
    return _STYLE.match(text) is not None


def is_date(low: str) -> bool:
    """Whether a short line is nothing but a date, with the words that go with one."""
    found = FULL.search(low)
    return found is not None and not _bare(low[: found.start()]) and not _bare(low[found.end() :])


def _bare(rest: str) -> str:
    return _STAMP.sub("", rest)


def bare(text: str) -> str:
    """The letters and digits of `text`, folded: what two copies of a line have in common."""
    return _MARKS.sub("", fold(text))
