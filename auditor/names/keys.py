"""The key of a name, and whether two names may be one bearer's."""

import re
import unicodedata
from functools import cache, lru_cache

from auditor import lexicons

REMEMBERED = 32_768  # of each pure function of a few words: a batch asks the same thousands of times

_POSSESSIVE = re.compile(r"['’]s?$")


@cache
def words_of(lexicon: str, category: str) -> frozenset[str]:
    return frozenset(lexicons.load(lexicon)[category])


@cache
def places() -> dict[str, str]:
    """The gazetteer: folded name -> country, region or city."""
    return {flat(term): c for c, listed in lexicons.load("places").items() if c != "part" for term in listed}


@cache
def aliased() -> dict[str, str]:
    return {reduced(flat(term)): bearer for bearer, listed in lexicons.load("aliases").items() for term in listed}


@cache
def _nicknames() -> dict[str, str]:
    return {term: full for full, listed in lexicons.load("nicknames").items() for term in listed}


@cache
def known() -> frozenset[str]:
    return frozenset(map(flat, words_of("name_words", "known_organisation")))


@lru_cache(maxsize=REMEMBERED)
def flat(word: str) -> str:
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
    plain = flat(_POSSESSIVE.sub("", name) if "'" in name or "’" in name else name)
    if " " not in plain:
        return aliased().get(plain, plain)
    words = plain.split()
    titles = words_of("name_words", "title")
    while len(words) > 1 and words[0] in titles:
        words.pop(0)
    kept = reduced(" ".join(words))
    if " " in kept and kept not in aliased():
        kept = " ".join(aliased().get(w, w) for w in kept.split())
    return aliased().get(kept, kept)


def reduced(plain: str) -> str:
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
    suffixes = words_of("name_words", "suffix")
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
    one, two = flat(a).split(), flat(b).split()
    if len(one) < 2 or len(two) < 2:
        return False
    suffixes = words_of("name_words", "suffix")
    if [w for w in one if w in suffixes] != [w for w in two if w in suffixes]:
        return True
    middle = [w[0] for w in one[1:-1]], [w[0] for w in two[1:-1]]
    return bool(len(middle[0]) == len(middle[1]) == 1 and middle[0] != middle[1])


def initials(folded: str) -> str:
    """The acronym of a key: "free syrian army" is "fsa"."""
    return "".join([w[0] for w in folded.split() if w not in ("of", "and", "the", "for", "in")])
