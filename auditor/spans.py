"""What a sentence holds that rules ask about: quotations, words of the lexicons, figures, dates, links, names."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate, groupby
from operator import itemgetter

import polars as pl

from auditor import lexicons, names, tables
from auditor.text import JOINER, fold, quotations

# Which lexicon marks which kind of span.
LEXICONS = {
    "agentless": "agentless", "anonymity": "anonymity", "documents": "document", "evaluation": "evaluation",
    "hedge": "hedge", "knowledge": "knowledge", "newsroom": "agentless", "reason": "reason", "response": "response",
    "verification": "verification",
}
_TOKEN = re.compile(
    r"([a-z]++(?=[ ,])"  # most words, and the fastest to find
    rf"|[^\W_][\w{JOINER}-]*+(?:(?:'(?!s(?!\w))(?=\w)|[.,](?<=\d.)(?=\d))[\w{JOINER}-]*+)*+|'s(?!\w)|[^\w\s{JOINER}])"
)
_ASCII_TOKEN = re.compile(_TOKEN.pattern, re.ASCII)  # the same for ASCII text, by a quarter faster
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d\Z")
_DAY = re.compile(r"(?:[1-9]|0[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\Z")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_RELATIVE = frozenset("today yesterday tomorrow tonight overnight".split())
_PERIODS = frozenset(
    "morning afternoon evening night weekend week month year decade summer winter spring autumn".split()
)
_WHICH = frozenset("last this next past previous earlier late early".split())
_SPANS_OF_TIME = frozenset("minutes hours days weeks months years decades minute hour day week month year".split())
_BEFORE_YEAR = frozenset("in since by until during from before after of late early mid to and through".split())
_BEFORE_MONTH = frozenset("in since by until during last this next late early mid".split())
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion".split()
)
_VAGUE = frozenset("dozens scores hundreds thousands millions billions trillions".split())
_SCALE = frozenset("hundred thousand million billion trillion m bn tn k".split())
_SHARE = frozenset("percent percentage % pct".split())
_MONEY = frozenset("$£€¥")
_TRIGGERS = _MONTHS | _WEEKDAYS | _RELATIVE | _PERIODS | _SPANS_OF_TIME | _NUMBERS | _VAGUE | _MONEY
_VERBS = frozenset(
    "account act acts address addresses bill bills call calls claim claims email emails file files plan plans poll "
    "polls post posts program programs record records report reports results show shows study studies tweet tweets "
    "will wills".split()
)
_DETERMINERS = frozenset(
    "a an the this that these those his her its their our your my each every no any some another other 's new "
    "recent own".split()
)


# first character, one past the last, kind, lexicon (None where a pattern found it), category
Hit = tuple[int, int, str, str | None, str]


def mark(
    paragraphs: pl.DataFrame, sentences: pl.DataFrame, aliases: Mapping[str, str] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `spans` and `names` from tables `paragraphs` and `sentences`; `aliases`: spelling -> name.

    A span belongs to the sentence in which it begins; a quotation that runs on is one span.  `quoted`: it begins
    inside quotation marks.  Terms are compared folded, so that case, accents, the style of quotation marks, breaks of
    lines and zero-width characters do not matter; each lexicon marks the longest term at a place.
    """
    rows: list[tuple[object, ...]] = []
    named: list[tuple[object, ...]] = []
    bearers = {names.key(spelling): name for spelling, name in (aliases or {}).items()}
    texts = dict(zip(paragraphs["paragraph_id"].to_list(),
                     zip(paragraphs["start"].to_list(), paragraphs["text"].to_list(), strict=True), strict=True))
    columns = ("article_id", "paragraph_id", "sentence_id", "start", "stop", "text")
    told = zip(*(sentences[column].to_list() for column in columns), strict=True)
    for article_id, group in groupby(told, key=itemgetter(0)):
        article = list(group)
        named += _named(article_id, article, bearers)
        for paragraph_id, inner in groupby(article, key=itemgetter(1)):
            offset, text = texts[paragraph_id]
            rows += _marked(article_id, offset, text, [(start - offset, sid) for _, _, sid, start, _, _ in inner])
    return _table("spans", rows), _table("names", named)


def _table(name: str, rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return tables.conform(name, dict(zip(tables.SCHEMAS[name], zip(*rows, strict=True), strict=True)) if rows else {})


def _named(
    article_id: str, article: list[tuple[str, str, str, int, int, str]], bearers: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    for n, start, stop, kind, entity, key in names.entities([sentence[5] for sentence in article], bearers):
        _, _, sentence_id, offset, _, text = article[n]
        yield (article_id, sentence_id, offset + start, offset + stop, kind, f"{article_id}:n{entity + 1}", key,
               text[start:stop])


def _marked(
    article_id: str, offset: int, text: str, sentences: list[tuple[int, str]]
) -> Iterator[tuple[object, ...]]:
    """The rows of one paragraph; `sentences`: where each begins in it, and its id."""
    quoted = quotations(text)
    hits = found(text) + [(start, stop, "quotation", None, "") for start, stop in quoted]
    hits.sort(key=itemgetter(0, 1, 2))
    after = iter([*quoted, (len(text) + 1, len(text) + 1)])
    inside = next(after)
    place, last = 0, len(sentences) - 1
    for start, stop, kind, lexicon, category in hits:
        while place < last and sentences[place + 1][0] <= start:
            place += 1
        while inside[1] <= start:
            inside = next(after)
        yield (article_id, sentences[place][1], offset + start, offset + stop, kind, lexicon, category,
               inside[0] < start, text[start:stop])


def found(text: str) -> list[Hit]:
    """The terms, figures, dates and links in one paragraph, quotations aside, in no order."""
    folded = fold(text)
    parts = (_ASCII_TOKEN if folded.isascii() else _TOKEN).split(folded)  # spaces and words by turns
    words = parts[1::2]
    if JOINER in folded:
        words = [word.replace(JOINER, "") for word in words]
    marked = _matched(words)
    hits: list[Hit] = []
    if marked:
        ends = list(accumulate(map(len, parts)))
        starts, stops = ends[::2], ends[1::2]
        hits = [(starts[n], stops[stop - 1], kind, lexicon, category)
                for n, stop, kind, lexicon, category in marked
                if kind not in _PLAIN or stop > n + 1 or _plain(text, words, starts, n, kind)]
    if "http" in folded or "www." in folded:
        hits += [(match.start(), match.start() + len(match[0].rstrip(".,;:!?)]'")), "link", None, "url")
                 for match in _LINK.finditer(folded)]
    return hits


def _matched(words: list[str]) -> list[Hit]:
    """What `found` marks, in words: the first, one past the last."""
    index = _index()
    marked: list[Hit] = []
    until: dict[str, int] = {}  # kind of span -> the word after the last one marked
    quantified = 0
    after = [*words[1:], "", ""]
    for n, word in enumerate(words):
        entry = index.get(word)
        if entry is None:
            if word > ":" or not word[0].isdigit():  # no digit comes after the colon
                continue
            entry = _NOTHING
        alone, longer, quantity = entry
        if quantity and n >= quantified:
            first, last, kind, category = _date(words, n, quantified) or _figure(words, n)
            if kind:
                quantified = last
                marked.append((first, last, kind, None, category))
        if after[n] in longer:
            third = longer[after[n]]
            for rest, size, kind, lexicon, category in third.get(after[n + 1]) or third[""]:
                if until.get(kind, 0) <= n and words[n + 3 : n + size] == rest:
                    until[kind] = n + size
                    marked.append((n, n + size, kind, lexicon, category))
        for _, _, kind, lexicon, category in alone:
            if until.get(kind, 0) <= n:
                marked.append((n, n + 1, kind, lexicon, category))
    return marked


# Kinds whose single words may be part of a name ("United", "Will") or another part of speech.
_PLAIN = ("document", "evaluation", "hedge")


def _plain(text: str, words: list[str], starts: list[int], n: int, kind: str) -> bool:
    """Whether word `n` is the term it looks like: no name, no month, and for a document a noun."""
    if kind == "document":
        return any(word in _DETERMINERS for word in words[max(0, n - (1 if words[n] in _VERBS else 3)) : n])
    if kind == "hedge":
        return words[n] != "may" or text[starts[n]].islower() or n == 0
    return text[starts[n]].islower()


Term = tuple[list[str], int, str, str, str]  # the words after the third, how many in all, kind, lexicon, category
Entry = tuple[list[Term], dict[str, dict[str, list[Term]]], bool]
_NOTHING: Entry = ([], {}, True)


@cache
def _index() -> dict[str, Entry]:
    """First word -> the terms of that word alone; second word -> third word -> the terms that begin with the three, or
    are the first two, longest first, under "" those of two words alone; and whether a figure or a date may begin."""
    index: dict[str, Entry] = {word: ([], {}, True) for word in _TRIGGERS}
    for lexicon, kind in LEXICONS.items():
        for term, category in lexicons.terms(lexicon).items():
            plain = term.isascii() and term.replace(" ", "").isalpha()
            words = term.split() if plain else _TOKEN.findall(fold(term))
            first = index.get(words[0]) or index.setdefault(words[0], ([], {}, False))
            entry = (words[3:], len(words), kind, lexicon, category)
            if len(words) == 1:
                first[0].append(entry)
            else:
                third = first[1].get(words[1]) or first[1].setdefault(words[1], {"": []})
                third.setdefault(words[2] if len(words) > 2 else "", []).append(entry)
    for _, longer, _ in index.values():
        for third in longer.values():
            for word, entries in third.items():
                if word:
                    entries += third[""]
                entries.sort(key=itemgetter(1), reverse=True)
    return index


def _date(words: list[str], n: int, least: int) -> tuple[int, int, str, str] | None:
    """The date that word `n` opens or belongs to: first word, word after the last, kind and category."""
    word = words[n]
    after = words[n + 1] if n + 1 < len(words) else ""
    before = words[n - 1] if n > least else ""
    if after in _SPANS_OF_TIME and words[n + 2 : n + 3] == ["ago"]:
        return n, n + 3, "date", "relative"
    if after in _MONTHS and _DAY.match(word):
        return n, _year(words, n + 2), "date", "day"
    if word in _MONTHS:
        if _DAY.match(after) and not _YEAR.match(after):
            return n, _year(words, n + 2), "date", "day"
        if word not in ("may", "march") or _YEAR.match(after) or before in _BEFORE_MONTH:
            return n, _year(words, n + 1), "date", "month"
        return None
    if word in _WEEKDAYS:
        return (n - 1 if before in _WHICH else n), n + 1, "date", "weekday"
    if word in _RELATIVE:
        return n, n + 1, "date", "relative"
    if word in _PERIODS and before in _WHICH:
        return n - 1, n + 1, "date", "relative"
    if word in _SPANS_OF_TIME and after == "ago":
        return (n - 1 if before in ("a", "an", "few", "some") else n), n + 2, "date", "relative"
    if before in _BEFORE_YEAR and _YEAR.match(word):
        return n, n + 1, "date", "year"
    return None


def _year(words: list[str], n: int) -> int:
    """The word after a year that stands at `n`, perhaps behind a comma; `n` where none does."""
    if n < len(words) and _YEAR.match(words[n]):
        return n + 1
    return n + 2 if n + 1 < len(words) and words[n] == "," and _YEAR.match(words[n + 1]) else n


def _figure(words: list[str], n: int) -> tuple[int, int, str, str]:
    """The figure that begins with word `n`; its kind is empty where there is none."""
    word, last = words[n], n + 1
    money = word in _MONEY
    if money:
        if last == len(words) or not words[last][0].isdigit():
            return n, last, "", ""
        last += 1
    elif not (word[0].isdigit() or word in _NUMBERS or word in _VAGUE):
        return n, last, "", ""
    while last < len(words) and (words[last] in _NUMBERS or words[last] in _SCALE):
        last += 1
    share = last < len(words) and words[last] in _SHARE
    share = share or words[last : last + 2] == ["per", "cent"]
    last += share * (2 if words[last : last + 1] == ["per"] else 1)
    return n, last, "figure", "money" if money else "percent" if share else "vague" if word in _VAGUE else "number"
