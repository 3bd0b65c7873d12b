"""The words of a sentence as comparison sees them: folded, no function words, one term for all words of one event."""

import re
from functools import cache, lru_cache

from auditor import lexicons
from auditor.text import JOINER, fold

_TOKEN = re.compile(r"[a-z0-9]++(?:['.,-][a-z0-9]++)*+")
_SUFFIX = re.compile(r"(?:'s|ings?|edly|ed|es|ies|ied|ers?|ors?|ions?|ments?|ly|s|e|y)$")

# What carries no claim: function words, and the small change of reporting.
_EMPTY = frozenset(
    "a about above according across actually add added adding adds after again against ago all almost"
    " along already also although always am amid among an and another any anyone anything are around as"
    " asked at away be became because become been before being below between both but by call called came"
    " can come comes could day days did do does doing done down due during each earlier either else ended"
    " even ever every everyone far few finally first for former from further gave get gets getting give"
    " given go goes going gone good got great had has have having he her here hers herself him himself his"
    " how however i if in including indeed inside instead into is it its itself just know known last late"
    " later latest least less let like likely look made make makes making man many may maybe me might"
    " month months more most much must my near need never new news next night no nor not nothing now of"
    " off often on once one online only or other others our out over own part people per perhaps place"
    " posted put quite rather really enough official officials recent recently reportedly reported"
    " reporting reports right said same saw say saying says second see seen seems several shall she should"
    " show showed shows since site so some someone something soon statement still story such take taken"
    " takes taking tell tells than that the their them themselves then there these they thing things think"
    " this those though thought three through thus time times to today told too took toward towards"
    " twitter two under until up upon us use used using very via wanted wants was way we website week"
    " weeks well went were what when where whether which while who whole whom whose why will with within"
    " without woman would year years yes yet"
    " you your"
    " monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
    " september october november december that's it's he's she's there's claim claims claimed"
    " claiming suggestion suggestions".split()
)


@lru_cache(maxsize=32768)
def plain(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, in order; a contraction is one word."""
    return tuple(listed(text))


def listed(text: str) -> list[str]:
    """The same of a text that is not asked for again."""
    return _TOKEN.findall(fold(text).replace(JOINER, ""))


@lru_cache(maxsize=8192)
def places(text: str) -> tuple[tuple[int, int], ...]:
    """Where each of the words of `plain` stands: characters of `text`, half-open."""
    folded = fold(text)
    if JOINER not in folded:
        return tuple(m.span() for m in _TOKEN.finditer(folded))
    at = [n for n, c in enumerate(folded) if c != JOINER]
    return tuple((at[m.start()], at[m.end() - 1] + 1) for m in _TOKEN.finditer(folded.replace(JOINER, "")))


@cache
def _events() -> dict[str, str]:
    return {**lexicons.terms("things"), **lexicons.terms("events")}


@cache
def acts() -> frozenset[str]:
    """The terms that name an event."""
    return frozenset(lexicons.load("events"))


@cache
def beginnings(act: str) -> tuple[str, ...]:
    """What the words of an act begin with: its words, less those that begin with another."""
    found: list[str] = []
    for word in sorted(word for word, event in _events().items() if event == act):
        if not found or not word.startswith(found[-1]):
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=65536)
def term(word: str) -> str:
    """The term that `word` counts as: its event, else its stem; empty for a word that carries no claim."""
    if word.endswith("'s"):
        word = word[:-2]
    if word[2:3] == "-" and word[:2] in ("al", "el", "an", "as", "ad", "ar", "az"):
        word = word[3:]
    if event := _events().get(word):
        return event
    if word in _EMPTY or len(word) < 3 or word[0].isdigit():
        return ""
    return stem(word)


def stem(word: str) -> str:
    """`word` without its inflection; short words keep theirs."""
    cut = _SUFFIX.sub("", word)
    if len(cut) < 3:
        return word
    return cut[:-1] if len(cut) > 4 and cut[-1] == cut[-2] and cut[-1] not in "ls" else cut


def terms(text: str) -> frozenset[str]:
    """The terms of the words of `text`."""
    return frozenset(map(term, listed(text))) - {""}
