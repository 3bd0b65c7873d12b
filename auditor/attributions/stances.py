"""What the source does with what is said: assert, deny, confirm, doubt, or decline to say."""

from auditor.lexicons import load

_STANCES = {name: frozenset(terms) for name, terms in load("cue-stances").items()}


def stance(lemma: str, cue: str, content: str) -> str:
    """The stance of a cue (its words in lower case) with base form `lemma`; `content`: how its content begins."""
    words = cue.split()
    if not _STANCES["refusing"].isdisjoint(words):
        return "declines" if lemma in _STANCES["answering"] or content.startswith(("to ", "comment")) else "denies"
    if not _STANCES["negating"].isdisjoint(words):
        if lemma in _STANCES["denies"]:
            return "asserts"
        if lemma in _STANCES["confirms"] or lemma in _STANCES["answering"]:
            return "declines"
    for name in ("denies", "confirms", "doubts", "declines"):
        if lemma in _STANCES[name]:
            return name
    return "asserts"
