"""Names in a mention: whether its head is one, whose it is, and who is named in apposition to it."""

from typing import NamedTuple

from auditor import lexicons
from auditor.sources.words import (
    APPOSITIVE,
    ARTICLE,
    BREAK,
    COURTESY,
    OFFICE_OF,
    SURNAMES,
    bodies,
    is_plural,
    listed,
    nouns,
    places,
    possessive,
)
from auditor.text import fold

# (start, stop, kind) of the names inside a mention, relative to its start
Names = tuple[tuple[int, int, str], ...]


class Reading(NamedTuple):
    """A mention taken apart: its text, folded, the tokens with their places, and the names in it."""

    text: str
    folded: str
    spans: list[tuple[int, int]]
    words: list[str]
    known: Names


def named_at(m: Reading, i: int) -> tuple[int, int, str] | None:
    """The name that token `i` is part of."""
    at = m.spans[i][0]
    for name in m.known:
        if name[0] <= at < name[1]:
            return name
    return None


def proper(m: Reading, first: int, head: int, stop: int, lexicon: str) -> tuple[str, str, int, int] | None:
    """The name that heads the phrase, its kind (person, organisation, place, people), start and stop.

    None where the head is a noun.
    """
    owner = named_at(m, head)
    capital = m.text[m.spans[head][0]].isupper()
    if capital and head > first and not is_plural(m.words[head]):
        before = m.words[head - 1]
        titled = before in COURTESY and not (lexicon and before in nouns())
        given = before in listed("given_names", "given") and m.text[m.spans[head - 1][0]].isupper()
        whole = named_at(m, head - 1)
        cut = not owner and whole is not None and whole[2] == "person" and len(before) == 1  # "Peter T. King"
        if titled or given or cut:
            start, end = (owner[0], owner[1]) if owner else m.spans[head]
            start = whole[0] if cut and whole else start
            return m.text[start:end], "person", start, end
    if owner and not _is_noun(m, head, owner, lexicon):
        start, end, kind = owner
        if kind == "person" and _is_body(m, start, end):
            kind = "organisation"
        return m.text[start:end], kind, start, end
    if not capital:
        return None
    of_body = head > first and m.words[head] in listed("collectives", "people") and (
        m.words[head - 1] in listed("organisations", "body") and m.text[m.spans[head - 1][0]].islower())
    if lexicon and not of_body:
        return None
    return _unknown(m, first, head, of_body)


def _is_noun(m: Reading, head: int, owner: tuple[int, int, str], lexicon: str) -> bool:
    """Whether a head inside a name is still a common noun: "Senate Democrats", "Police"."""
    if not lexicon:
        return False
    if lexicon == "roles" and is_plural(m.words[head]):
        return not any(word in bodies() for word in fold(m.text[owner[0]:owner[1]]).split()[:-1])
    if owner[:2] == m.spans[head]:
        return lexicon in ("roles", "organisations", "collectives") and m.words[head] not in SURNAMES
    return owner[2] == "place" and (lexicon == "roles" or m.spans[head][0] > owner[0])


def _is_body(m: Reading, start: int, end: int) -> bool:
    """Whether closed lists, an article before a single word or an apposition say that a name is an institution's."""
    plain = fold(m.text[start:end])
    table = bodies()
    if plain in table or plain in places():
        return True
    if " " in plain:
        if plain.rsplit(" ", 1)[1] in table or plain.split(" ", 1)[0] in listed("organisations", "known"):
            return True
    elif end >= m.spans[-1][1]:
        before = next((m.words[i] for i in range(len(m.spans) - 1, -1, -1) if m.spans[i][1] <= start), "")
        if before == "the":
            return True
    return _told_body(m, end)


def _told_body(m: Reading, end: int) -> bool:
    """Whether what follows in apposition is a body: ", a British newspaper,"."""
    i = next((n for n, span in enumerate(m.spans) if span[0] >= end), len(m.spans))
    if i + 1 >= len(m.words) or m.words[i] != "," or m.words[i + 1] not in ("a", "an", "the", "one"):
        return False
    last = i + 2
    while last < len(m.words) and m.words[last] not in BREAK and m.words[last][0].isalnum():
        last += 1
    return nouns().get(m.words[last - 1], ("",))[0] == "organisations"


def _unknown(m: Reading, first: int, head: int, of_body: bool) -> tuple[str, str, int, int]:
    """A capitalised head that no list and no recogniser knows, as proper() returns it."""
    begin = head
    while begin > first and m.text[m.spans[begin - 1][0]].isupper() and not possessive(m.words[begin - 1]):
        begin -= 1
    start, end = m.spans[begin][0], m.spans[head][1]
    name = m.text[start:end]
    plain = fold(name)
    bare = name.replace(".", "").replace("&", "")
    body = (
        of_body or plain in bodies() or plain.rsplit(" ", 1)[-1] in bodies() or plain.replace(".", "") in places()
        or (len(bare) > 1 and bare.isupper()) or (m.words[first] == "the" and first < begin)
    )
    if not body and plain in listed("collectives", "people"):
        return name, "people", start, end
    return name, "organisation" if body else "person", start, end


def apposed(m: Reading, first: int, head: int, stop: int, lexicon: str) -> str:
    """The person named in apposition to the phrase: ", Tom Kerr", "like Tom Kerr", "secretary of state Tom Kerr"."""
    if lexicon == "documents" or (lexicon == "organisations" and "led by" not in m.folded):
        return ""
    return next((m.text[a:b] for a, b, kind in m.known if kind == "person" and _beside(m, first, head, stop, a, b)), "")


def _beside(m: Reading, first: int, head: int, stop: int, start: int, end: int) -> bool:
    words = m.words
    i = next((n for n, span in enumerate(m.spans) if span[0] >= start), len(words))
    if i < stop or i >= len(words):
        return False
    last = max(n for n, span in enumerate(m.spans) if span[0] < end)
    after = words[last + 1] if last + 1 < len(words) else ","
    if possessive(words[last]) or (after[0].isalnum() and after not in BREAK and after != "and"):
        return False
    before = i - 1
    while before > stop and words[before] not in APPOSITIVE and words[before] not in BREAK:
        before -= 1
    if words[before] in APPOSITIVE:
        return True
    if (words[before - 1], words[before]) in (("led", "by"), ("headed", "by"), ("known", "as"), ("identified", "as")):
        return True
    title = before == stop and not is_plural(words[head]) and words[first] not in ARTICLE
    return title and (words[stop] == "and" or (
        words[stop] == "of" and i - 1 > stop and words[head] in OFFICE_OF and words[i - 1] not in COURTESY))


def demonym(word: str) -> bool:
    """Whether `word` tells a nation."""
    return word in lexicons.terms("demonyms")
