"""Where the names in a sentence stand, and of what kind they are."""

import re
from functools import cache, lru_cache
from itertools import accumulate

from auditor import lexicons
from auditor.names.keys import REMEMBERED, aliased, flat, key, known, places, reduced, words_of

Name = tuple[int, int, str]

_UPPER = "A-ZÀ-ÖØ-ÞĀĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĦĪĮİĴĶĹĻĽŁŃŅŇŌŐŒŔŖŘŚŜŞŠŢŤŪŮŰŲŴŶŸŹŻŽȘȚ"
_LETTER = r"[^\W\d_]"
_REST = rf"(?:\.(?:[{_UPPER}]\.)*(?!\w)|[^\W_]*+(?:(?:['’](?![sS]\b)|[-‑])(?={_LETTER})[^\W_]*+)*+)"
_WORD = rf"(?:(?:[Aa][lnsdrzt]|[Aa]sh|[Ee]l|a)-|d['’])?[{_UPPER}]{_REST}"
_LINK = r"(?:of|for|and|the|de|del|della|da|do|dos|du|la|le|van|von|der|den|bin|ibn|ben|al|el|ul|ur|bint|abu|&)"
# It begins with a set of characters, which the engine skips to; the al- before it is looked for afterwards.
RUN = re.compile(rf"[{_UPPER}](?<![\w@#/].){_REST}(?:[ \u00a0](?:{_LINK}[ \u00a0]){{0,3}}+{_WORD})*+")
_FAMILY = frozenset(["de", "del", "della", "da", "do", "dos", "du", "la", "le", "van", "von", "der", "den", "bin",
                     "ibn", "ben", "al", "el", "ul", "ur", "bint", "abu"])
_ARTICLES = ("al-", "el-", "an-", "as-", "ad-", "ar-", "az-", "at-")
_TYING = frozenset(("of", "for", "and"))
_OPENED = frozenset(["", *"\"'“‘«([–—:"])  # empty at the very beginning
_EDGE = "\"'“”‘’«([-–—:. *#>"
_BREAKS = frozenset((". ", ": ", "? ", "! ", "” ", "; "))
_COMPASS = ("north", "south", "east", "west", "islamic", "western", "eastern")
_OFFICES = ("ministry", "department", "office", "committee", "institute", "centre", "center", "bureau")
_SAID = re.compile(r"(?:,? who|'s|’s)? (?:said|says|told|added|tweeted|wrote|insisted|denied|claimed|asked|replied)\b")
_AGED = re.compile(r", \d\d?[,.;]")
_PLACING = frozenset("in near outside at toward towards around across southern northern eastern western central "
                     "downtown".split())
_PLACED = re.compile(rf"\b(?:{'|'.join(sorted(_PLACING))}) $", re.IGNORECASE)


def find(text: str) -> list[Name]:
    """The names in a sentence: (start, stop, kind) in characters of `text`, in order, kind as tables.NAME_KIND.

    Titles before a name and a possessive after it stay outside.  In a line that capitalises every word only names
    that the closed lists know are found; in one all in capitals none.
    """
    if len(text) > 20 and (opening := text[:40]) == opening.upper():
        return []
    titled = _titled(text)
    found: list[Name] = []
    for match in RUN.finditer(text):
        start, stop = match.span()
        before = text[start - 2:start] if start > 1 else text[:start]
        if before[-1:] == "-" and text[max(0, start - 3):start] in _ARTICLES:
            start -= 3
            before = text[max(0, start - 2):start]
        first = before in _BREAKS or before[-1:] in _OPENED or (start < 4 and not text[:start].strip(_EDGE))
        for begin, end, kind in _told(text[start:stop], first, titled):
            if kind == "?":
                kind = _kind(text, start + begin, start + end, first and begin == 0)
            if kind:
                found.append((start + begin, start + end, kind))
    return found


def _halves(text: str, start: int, stop: int, kind: str) -> list[Name]:
    """A compound of two known names, as in a London-Paris train, as two; any other name as it is."""
    middle = text.find("-", start, stop)
    if middle > start and " " not in text[start:stop]:
        halves = [(start, middle), (middle + 1, stop)]
        kinds = [_known_kind(text[a:b], False) for a, b in halves]
        if all(k in ("place", "organisation") for k in kinds) and not _listed(text[start:stop]):
            return [(a, b, k) for (a, b), k in zip(halves, kinds, strict=True)]
    return [(start, stop, kind)]


def _listed(name: str) -> bool:
    """Whether the closed lists hold a name as it is."""
    return key(name) in known() or reduced(flat(name)) in aliased() or flat(name) in places()


def _titled(text: str) -> bool:
    """Whether most longer words are capitalised: a headline."""
    if len(text) > 200 or text.endswith((".", ".”", '."')):
        return False
    words = [w for w in text.split() if len(w) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) * 4 > 3 * len(words)


@lru_cache(maxsize=REMEMBERED)
def _told(run: str, first: bool, titled: bool) -> tuple[Name, ...]:
    """The names in a capitalised run, of the kinds that their words alone tell, as `_known_kind`."""
    return tuple([name for start, stop in _pieces(run, first, titled)
                  if (kind := _known_kind(run[start:stop], titled))
                  for name in _halves(run, start, stop, kind)])


def _pieces(run: str, first: bool, titled: bool) -> tuple[tuple[int, int], ...]:
    """Where the names in a capitalised run stand; `first`: it opens a sentence, `titled`: in a headline."""
    tokens = run.replace("\u00a0", " ").split(" ")
    words = list(map(flat, tokens))
    small = list(map(str.islower, tokens))
    opener, no_name = words_of("name_words", "initial"), words_of("name_words", "no_name")
    pieces: list[tuple[int, int]] = []
    begin = 0
    for i, word in enumerate(words):
        cut = (titled or (first and i == 0)) and word in opener
        cut = cut or (i == begin and word in no_name and not (word in _COMPASS and i + 1 < len(words)))
        if cut or (small[i] and word not in _FAMILY and not _joins(words, i, begin)):
            if end := _trimmed(small, begin, i):
                pieces.append(_bare(words, begin, end))
            begin = i + 1
    if end := _trimmed(small, begin, len(words)):
        pieces.append(_bare(words, begin, end))
    if pieces == [(0, len(words))]:
        return ((0, len(run)),)
    starts = [0, *accumulate([len(token) + 1 for token in tokens])]
    return tuple([(starts[a], starts[b] - 1) for a, b in pieces if b > a])


@cache
def _before_person() -> frozenset[str]:
    small = {*lexicons.terms("demonyms"), "of", "the", "state"}
    return words_of("name_words", "title") | words_of("name_words", "no_name") | small


def _trimmed(small: list[bool], begin: int, end: int) -> int:
    """`end` without small words before it; 0 if nothing is left."""
    while end > begin and small[end - 1]:
        end -= 1
    return end if end > begin else 0


def _joins(words: list[str], i: int, begin: int) -> bool:
    """Whether the small word at `i` holds the name together: Bank of England, not Obama and Putin."""
    before, word, head = words[i - 1], words[i], words[begin]
    bodies = words_of("name_words", "organisation")
    if word in ("of", "the", "for"):
        tied = before in ("of", "for", "and", "state") and head not in words_of("name_words", "title")
        return before in bodies or tied
    return head in _OFFICES or head == "islamic"


def _bare(words: list[str], begin: int, stop: int) -> tuple[int, int]:
    """Without the titles and demonyms before a person; an organisation keeps them."""
    bare = _before_person()
    if bare.isdisjoint(words) or words[stop - 1] in words_of("name_words", "organisation") or words[begin] == "free":
        return begin, stop
    titles, no_name = words_of("name_words", "title"), words_of("name_words", "no_name")
    begin = max([i + 1 for i in range(begin, stop - 1) if words[i] in titles], default=begin)
    while begin < stop and (word := words[begin]) in bare and (word != "state" or stop - begin > 2):
        if word in _COMPASS and stop - begin > 1:
            break
        begin += 1
    while stop > begin and (words[stop - 1] in titles or words[stop - 1] in no_name):
        stop -= 1
    return begin, stop


@lru_cache(maxsize=REMEMBERED)
def _known_kind(name: str, titled: bool) -> str:
    """The kind that the words of a name alone tell; "?" where only the words around it can, "" for no name."""
    plain, bearer = flat(name), key(name)
    words = plain.split()
    if len(plain) < 2 or not words:
        return ""
    bodies, given = words_of("name_words", "organisation"), words_of("given_names", "given")
    if plain in places() or bearer in places():
        return "place"
    if plain in known() or bearer in known():
        return "organisation"
    if len(words) > 1:
        if words[-1] not in bodies and (words[0] in given or not _FAMILY.isdisjoint(words)):
            return "person"
        if words[-1] in bodies or not _TYING.isdisjoint(words):
            return "organisation"
        if words[-1] in words_of("places", "part"):
            return "place"
        return "" if titled else "?"
    if name.isupper():
        return "" if titled and len(plain) > 6 else "organisation"
    if titled:
        return "person" if bearer != plain and len(plain) > 3 else ""
    return "person" if plain in given else "?"


def _kind(text: str, start: int, stop: int, first: bool) -> str:
    """person, organisation or place, as the words around it tell; nothing where it is no name."""
    before, after = text[max(0, start - 24):start], text[stop:stop + 16]
    near = before.rstrip(" ")
    word = near.rpartition(" ")[2].lower()
    if word.strip(".") in words_of("name_words", "title"):
        return "person"
    if " " not in text[start:stop]:
        if _SAID.match(after) or (after[:1] == "," and _AGED.match(after)):
            return "person"
        if first and (text.endswith(("ing", "ed", "ly"), start, stop) or after[:1] == ","):
            return ""
    if before.endswith(("the ", "The ")):
        return "organisation"
    # what is no word of its own may still end in one: "stand-in"
    placed = word in _PLACING and len(near) + 1 == len(before) if word.isalpha() else _PLACED.search(before)
    return "place" if placed else "person"
