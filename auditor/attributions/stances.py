"""What the source does with what is said: assert, deny, confirm, doubt, or decline to say."""

from functools import lru_cache

from auditor.lexicons import load
from auditor.text import fold

_STANCES = {name: frozenset(terms) for name, terms in load("cue-stances").items()}


def stance(lemma: str, cue: str, content: str) -> str:
    """The stance of a cue (its words as they stand) with base form `lemma`; `content`: how its content begins."""
    found = _of_cue(lemma, cue)
    if found == "refuses":
        return "declines" if fold(content).startswith(("to ", "comment")) else "denies"
    return found


@lru_cache(maxsize=1024)  # most cues are one of a few words
def _of_cue(lemma: str, cue: str) -> str:
    """The stance of a cue, "refuses" where its content decides."""
    words = fold(cue).split()
    if not _STANCES["refusing"].isdisjoint(words):
        return "declines" if lemma in _STANCES["answering"] else "refuses"
    if not _STANCES["negating"].isdisjoint(words):
        if lemma in _STANCES["denies"]:
            return "asserts"
        if lemma in _STANCES["confirms"] or lemma in _STANCES["answering"]:
            return "declines"
    for name in ("denies", "confirms", "doubts", "declines"):
        if lemma in _STANCES[name]:
            return name
    return "asserts"
