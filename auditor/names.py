"""Names of people, organisations and places: where they stand, the key to match them on, and who is who.

No model and no dictionary of all words: a capitalised run is a name unless closed lists say that it only opens a
sentence.  The rules for one bearer under two spellings: particles and titles count for nothing, the family name must
agree, a middle initial or a Jr. that differs keeps two people apart, and so does another given name.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from types import MappingProxyType

from auditor import lexicons

Name = tuple[int, int, str]
NO_ALIASES: Mapping[str, str] = MappingProxyType({})
NEAREST = 40  # bearers of a family name among which an article's next mention is looked for: the latest
REMEMBERED = 32_768  # of each pure function of a few words: a batch asks the same thousands of times

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
_POSSESSIVE = re.compile(r"['’]s?$")
_EDGE = "\"'“”‘’«([-–—:. *#>"
_BREAKS = frozenset((". ", ": ", "? ", "! ", "” ", "; "))
_COMPASS = ("north", "south", "east", "west", "islamic", "western", "eastern")
_OFFICES = ("ministry", "department", "office", "committee", "institute", "centre", "center", "bureau")
_SAID = re.compile(r"(?:,? who|'s|’s)? (?:said|says|told|added|tweeted|wrote|insisted|denied|claimed|asked|replied)\b")
_AGED = re.compile(r", \d\d?[,.;]")
_PLACING = frozenset("in near outside at toward towards around across southern northern eastern western central "
                     "downtown".split())
_PLACED = re.compile(rf"\b(?:{'|'.join(sorted(_PLACING))}) $", re.IGNORECASE)


@cache
def _words(lexicon: str, category: str) -> frozenset[str]:
    return frozenset(lexicons.load(lexicon)[category])


@cache
def places() -> dict[str, str]:
    """The gazetteer: folded name -> country, region or city."""
    return {_plain(term): c for c, listed in lexicons.load("places").items() if c != "part" for term in listed}


@cache
def _aliases() -> dict[str, str]:
    return {_reduced(_plain(term)): bearer for bearer, listed in lexicons.load("aliases").items() for term in listed}


@cache
def _nicknames() -> dict[str, str]:
    return {term: full for full, listed in lexicons.load("nicknames").items() for term in listed}


@cache
def _known() -> frozenset[str]:
    return frozenset(map(_plain, _words("name_words", "known_organisation")))


@lru_cache(maxsize=REMEMBERED)
def _plain(word: str) -> str:
    """Lower case without accents, points or quotes; hyphens are spaces."""
    if word.isascii() and word.isalpha():
        return word.lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.lower().replace(".", "").replace("'", "").replace("’", "").replace("`", "")
    return " ".join(word.replace("-", " ").replace("‑", " ").split())


@lru_cache(maxsize=REMEMBERED)
def key(name: str) -> str:
    """The folded form of `name` to match on: one for all spellings the closed lists know.

    Titles, articles, al- and el-, accents, hyphens and a possessive count for nothing.
    """
    plain = _plain(_POSSESSIVE.sub("", name) if "'" in name or "’" in name else name)
    if " " not in plain:
        return _aliases().get(plain, plain)
    words = plain.split()
    titles = _words("name_words", "title")
    while len(words) > 1 and words[0] in titles:
        words.pop(0)
    kept = _reduced(" ".join(words))
    if " " in kept and kept not in _aliases():
        kept = " ".join(_aliases().get(w, w) for w in kept.split())
    return _aliases().get(kept, kept)


def _reduced(plain: str) -> str:
    """Without the particles that some writers use and some do not."""
    return " ".join([w for w in plain.split() if w not in ("the", "al", "el", "a", "bin", "ibn")]) or plain


_LOOSE = str.maketrans("oeyqcw", "uiikkv")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=[kdgtsz])h|h\b")


@lru_cache(maxsize=REMEMBERED)
def skeleton(folded: str) -> str:
    """A key that also forgives spelling: doubled letters, o and u, e, i and y, q and k, a silent h."""
    return _SILENT.sub("", _DOUBLED.sub(r"\1", folded.translate(_LOOSE)))


def same(a: str, b: str) -> bool:
    """Whether two full or short names may be one bearer: the family name agrees and nothing speaks against it."""
    return _agree(key(a), key(b)) and not _clash(a, b)


@lru_cache(maxsize=REMEMBERED)
def _agree(one: str, two: str) -> bool:
    """Whether two keys agree in the family name, and the given ones do not differ."""
    if one == two:
        return True
    left, right = one.split(), two.split()
    if not left or not right:
        return False
    if (len(two) <= len(left) and initials(one) == two) or (len(one) <= len(right) and initials(two) == one):
        return True
    suffixes = _words("name_words", "suffix")
    left, right = [w for w in left if w not in suffixes], [w for w in right if w not in suffixes]
    if not left or not right or not _alike(left[-1], right[-1]):
        return False
    if len(left) == 1 or len(right) == 1:
        return True
    first, other = left[0], right[0]
    if len(first) == 1 or len(other) == 1:
        return first[0] == other[0]
    formal = _nicknames().get(first, first), _nicknames().get(other, other)
    return formal[0] == formal[1] or _alike(*formal)


def _alike(one: str, two: str) -> bool:
    if one == two:
        return True
    return (len(one) > 4 and len(two) > 4 and one[0].translate(_LOOSE) == two[0].translate(_LOOSE)
            and skeleton(one) == skeleton(two))


def _clash(a: str, b: str) -> bool:
    """Middle initials or Jr. and Sr. that differ."""
    one, two = _plain(a).split(), _plain(b).split()
    if len(one) < 2 or len(two) < 2:
        return False
    suffixes = _words("name_words", "suffix")
    if [w for w in one if w in suffixes] != [w for w in two if w in suffixes]:
        return True
    middle = [w[0] for w in one[1:-1]], [w[0] for w in two[1:-1]]
    return bool(len(middle[0]) == len(middle[1]) == 1 and middle[0] != middle[1])


def initials(folded: str) -> str:
    """The acronym of a key: "free syrian army" is "fsa"."""
    return "".join([w[0] for w in folded.split() if w not in ("of", "and", "the", "for", "in")])


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
    return key(name) in _known() or _reduced(_plain(name)) in _aliases() or _plain(name) in places()


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
    words = list(map(_plain, tokens))
    small = list(map(str.islower, tokens))
    opener, no_name = _words("name_words", "initial"), _words("name_words", "no_name")
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
    return _words("name_words", "title") | _words("name_words", "no_name") | {*lexicons.terms("demonyms"), "of", "the",
                                                                            "state"}


def _trimmed(small: list[bool], begin: int, end: int) -> int:
    """`end` without small words before it; 0 if nothing is left."""
    while end > begin and small[end - 1]:
        end -= 1
    return end if end > begin else 0


def _joins(words: list[str], i: int, begin: int) -> bool:
    """Whether the small word at `i` holds the name together: Bank of England, not Obama and Putin."""
    before, word, head = words[i - 1], words[i], words[begin]
    bodies = _words("name_words", "organisation")
    if word in ("of", "the", "for"):
        tied = before in ("of", "for", "and", "state") and head not in _words("name_words", "title")
        return before in bodies or tied
    return head in _OFFICES or head == "islamic"


def _bare(words: list[str], begin: int, stop: int) -> tuple[int, int]:
    """Without the titles and demonyms before a person; an organisation keeps them."""
    bare = _before_person()
    if bare.isdisjoint(words) or words[stop - 1] in _words("name_words", "organisation") or words[begin] == "free":
        return begin, stop
    titles, no_name = _words("name_words", "title"), _words("name_words", "no_name")
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
    plain, bearer = _plain(name), key(name)
    words = plain.split()
    if len(plain) < 2 or not words:
        return ""
    bodies, given = _words("name_words", "organisation"), _words("given_names", "given")
    if plain in places() or bearer in places():
        return "place"
    if plain in _known() or bearer in _known():
        return "organisation"
    if len(words) > 1:
        if words[-1] not in bodies and (words[0] in given or not _FAMILY.isdisjoint(words)):
            return "person"
        if words[-1] in bodies or not _TYING.isdisjoint(words):
            return "organisation"
        if words[-1] in _words("places", "part"):
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
    if word.strip(".") in _words("name_words", "title"):
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


@lru_cache(maxsize=REMEMBERED)
def _handles(name: str) -> tuple[str, str, str, str]:
    """The key of a name, and what its other mentions are looked for under: last word, acronym, first word."""
    folded = key(name)
    return folded, folded.rpartition(" ")[2], initials(folded), folded.partition(" ")[0]


def entities(
    sentences: Sequence[str], aliases: Mapping[str, str] = NO_ALIASES
) -> list[tuple[int, int, int, str, int, str]]:
    """Every name in the sentences of one article: (sentence, start, stop, kind, entity, key), in order.

    Entities are numbered from 0 by first mention.  A family name after the full one, and an acronym after the name it
    stands for, are the same entity; its key and kind are those of its fullest mention.  `aliases`: key of a spelling
    -> the name it stands for.
    """
    found = [(i, *name) for i, text in enumerate(sentences) for name in find(text)]
    bearers: list[tuple[str, str]] = []  # the fullest text, and its kind
    under: dict[str, list[int]] = {}  # handle -> bearers
    chosen: list[int] = []
    for i, start, stop, kind in found:
        text = sentences[i][start:stop]
        if aliases:
            text = aliases.get(key(text), text)
        folded, last, acronym, opening = _handles(text)
        near = [n for handle in (last, acronym, opening) if handle in under for n in under[handle][-NEAREST:]]
        for n in sorted(near, reverse=True) if len(near) > 1 else near:
            if text == bearers[n][0] or _one(text, kind, *bearers[n]):
                if len(folded) > len(key(bearers[n][0])):
                    bearers[n] = (text, kind)
                    under.setdefault(acronym, []).append(n)
                break
        else:
            n = len(bearers)
            bearers.append((text, kind))
            for handle in {last, acronym, opening} if kind == "person" else {last, acronym}:
                under.setdefault(handle, []).append(n)
        chosen.append(n)
    told = [(kind, n, key(text)) for n, (text, kind) in enumerate(bearers)]
    return [(i, start, stop, *told[n]) for (i, start, stop, _), n in zip(found, chosen, strict=True)]


@lru_cache(maxsize=REMEMBERED)
def _one(text: str, kind: str, other: str, other_kind: str) -> bool:
    """Whether a mention in an article is the bearer met there before."""
    if same(text, other):
        return True
    if "place" in (kind, other_kind) or "person" not in (kind, other_kind):
        return False
    short, full = sorted((key(text), key(other)), key=len)  # a given name alone: Anna after Anna Lee
    return " " not in short and full.split()[0] == short and other_kind == "person"
