"""The sentences of a paragraph."""

import re
from functools import lru_cache

LONGEST_SENTENCE = 5_000
REMEMBERED = 32_768  # several stages ask for the sentences of the same paragraphs

_END = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+(?:"
    r"(?:[\"'”’»)\]]|''){0,4}+(?=\s|\Z)"  # a stop, what closes with it, and white space
    r"|[\"”](?=[A-Z“\"])"  # a lost space after a quotation
    r"|(?<=[a-z]{3}.)(?=[A-Z][a-z]{1,20}+[\s,]))"  # a lost space
)
_NEXT = re.compile(r"\s*+((?:[\"“”„«‘'`(\[*_]|''){0,4}+)\s?+(\w[\w'’-]{0,30}+|\W)?")
_CUT = re.compile(r"[\s(\[\"“‘'—–/-]")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)++[A-Za-z]\Z")
_PARTICLE = re.compile(r"(?:(?:al|el|an|ar|as|ash|at|az|ad|bin|ibn|de|du|da|di|van|von)[-’' ]|[ei](?=[A-Z]))[A-Z]")
_ASKED = re.compile(
    r"\s*(?:[A-Z][\w.’'-]{0,20}\s){1,4}(?:said|says|asked|asks|added|adds|replied|wondered|wrote|shouted)\b"
)

# Never the end of a sentence.
_TITLES = frozenset(
    "adm amb approx atty brig capt cmdr cmdt col comdr cpl cpt det dr drs ed eds esq fr gen gens gov govs hon insp lt "
    "lts maj messrs mlle mm mme mr mrs ms msgr mt nos pfc ph pres prof profs pvt rep reps rev sec sen sens sgt sr "
    "ssgt st ste supt treas vol vs viz cf e.g i.e no art fig pp spc ft lieut asst assoc".split()
)
# Perhaps the end of one: it is where a word follows that begins sentences.
_SHORT = frozenset(
    "jr inc corp co cos ltd llc plc bros etc al ave blvd rd dept univ ariz ark calif colo conn del fla ga ill ind kan "
    "ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo jan feb mar apr jun "
    "jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun min max gal lb lbs oz yr yrs hr "
    "hrs mph sq tel ext intl natl govt".split()
)
_ABBREVIATIONS = _TITLES | _SHORT
_STARTERS = frozenset(
    "A About According After All Also Although Among An And Another Any As Asked At Because Before Between Both But "
    "By Despite During Each Earlier Even Everyone Few For From Given He Her Here His How However I If In Instead It "
    "Its Just Last Later Like Many Maybe Meanwhile More Most Much My Nearly Neither No Nobody None Nor Not Nothing "
    "Now Of On Once One Only Or Other Others Our Over Perhaps Separately Several She Since So Some Still Such That "
    "The Their Then There These They This Those Through Together Under Until We What When Where Whether Which While "
    "Who Why With Without Yet You Your".split()
)
_CLOCK = frozenset("a.m p.m am pm".split())
_AFTER_CLOCK = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun Eastern Pacific "
    "Central Mountain Greenwich GMT UTC EST EDT PST PDT CST CDT MST MDT ET PT CT BST CET IST Jan Feb March April May "
    "June July Aug Sept Oct Nov Dec January February August September October November December".split()
)


def sentence_spans(paragraph: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph, in order, without the white space around them; together they hold all its words.

    Rules of English news prose: abbreviations, initials, ranks, states and months, clock times, list numbers, ellipses,
    and the speaker after a question in quotation marks do not end a sentence.  A stop inside a quotation does.  What
    is longer than 5,000 characters is cut at white space.
    """
    return list(_sentence_spans(paragraph))


@lru_cache(maxsize=REMEMBERED)
def _sentence_spans(paragraph: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(paragraph):
        stop = match.end()
        word = paragraph[max(start, match.start() - 16) : match.start()].rpartition(" ")[2]
        if stop == len(paragraph) or (
            # the usual end: a plain word, one stop, a capital
            len(word) > 3 and word.islower() and word.isalpha() and word not in _ABBREVIATIONS
            and paragraph[stop + 1 : stop + 2].isupper() and match[0] == "."
        ) or _ends(paragraph, start, match):
            _add(spans, paragraph, start, stop)
            start = stop
    _add(spans, paragraph, start, len(paragraph))
    return tuple(spans)


def _add(spans: list[tuple[int, int]], paragraph: str, start: int, stop: int) -> None:
    while start < stop and paragraph[start].isspace():
        start += 1
    while stop > start and paragraph[stop - 1].isspace():
        stop -= 1
    while stop - start > LONGEST_SENTENCE:
        cut = paragraph.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        spans.append((start, cut))
        start = cut
        while start < stop and paragraph[start].isspace():
            start += 1
    if start < stop:
        spans.append((start, stop))


def _ends(paragraph: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop at `match` ends the sentence begun at `start`."""
    mark = match[0]
    after = _NEXT.match(paragraph, match.end())
    opening, word = (after[1], after[2]) if after else ("", None)
    if word is None:
        return True
    if not (word[0].isupper() or word[0].isdigit() or word[0] in "@#$£€"):
        return mark == "." and after is not None and _PARTICLE.match(paragraph, after.start(2)) is not None
    if mark[0] in "!?":
        return mark[-1] in "!?" or not _ASKED.match(paragraph, match.end())
    if mark[0] != "." or mark[1:2] == ".":
        return True  # an ellipsis, or a lost space after a quotation
    stretch = paragraph[max(start, match.start() - 30) : match.start()]
    before = _CUT.split(stretch)[-1]
    return _full_stop(before, word, opening, len(before) == match.start() - start)


def _full_stop(before: str, word: str, opening: str, first: bool) -> bool:
    """Whether a full stop after `before` ends a sentence, where `word` follows; `first`: nothing stands before that."""
    low = before.lower()
    if first and (low.isdigit() or len(low) == 1):
        return False  # a list number, "Q." and "A."
    if len(low) == 1 and low.isalpha():
        return word in _STARTERS if before.isupper() else low not in "vp"
    if low in _TITLES:
        return low in ("no", "art", "ed", "sec") and not word[0].isdigit()
    if low in _CLOCK:
        return word not in _AFTER_CLOCK and not word[0].isdigit()
    if (low in _SHORT and (before[0].isupper() or low in ("etc", "al"))) or ("." in low and _DOTTED.match(before)):
        return word in _STARTERS and not opening.startswith("(")
    return True
