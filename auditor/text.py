"""Plain text: made safe to print, folded for matching, cut into quotations and sentences, placed by line and column.

Everything here takes and returns ordinary strings and half-open character offsets, and runs in linear time: article
text is hostile.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

# What `fold` puts where a character only joins or hides (zero-width characters, soft hyphens, combining marks).
JOINER = "\u2060"
LONGEST_SENTENCE = 5_000


# --- printing ------------------------------------------------------------------------------------------------------

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufe00-\ufe0f\ud800-\udfff\U000e0000-\U000e01ef]"
)
_UNPRINTABLE = (  # compiled by the first text that needs it, as what else is seldom needed here
    _UNSAFE + "|(?<=[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+"
)
# What a line of a log makes a CI server do: ::error file=a::text, ##[error]text, ##vso[task...], ##teamcity[...].
_COMMAND = re.compile(r"(?<!\S)(:):(?=[a-z-]{1,40}(?: [^:]|::))|(#)#(?=(?:vso|teamcity)?\[)")
_BREAKS = re.compile(r"[ \t\r\n\v\f]+")
# A joiner is part of the spelling between Arabic or Indic letters and in emoji.
_JOINED = (
    "(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff])|\u200d(?=[\u2600-\u27bf\U0001f300-\U0001faff])"
)


def clean(s: str, width: int | None = None) -> str:
    """`s` on one line and safe for terminals, logs and reports; with `width`, cut to so many characters.

    Control characters, escapes, bidirectional controls, invisible and tag characters are shown as marks, surrogates
    replaced, stacks of combining marks cut to four, white space folded to single spaces, commands to a CI server cut.
    """
    if not (s.isascii() and s.isprintable()):
        s = re.sub(_UNPRINTABLE, _shown, _BREAKS.sub(" ", s if width is None else s[: 4 * width + 4]))
    elif "  " in s:
        s = _BREAKS.sub(" ", s)
    s = s.strip(" ")
    if "::" in s or "##" in s:
        s = _COMMAND.sub(lambda match: " ".join((match[1] or match[2]) * 2), s)
    return s if width is None or len(s) <= width else s[: max(width - 1, 0)].rstrip() + "…"


def escaped(s: str) -> str:
    """`s`, which is JSON, the same data and safe to print: what `clean` would mark stands as an escape."""
    return s if s.isascii() and "\x7f" not in s else re.sub(_UNSAFE, _escape, s)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join("\\u" + units[n : n + 4] for n in range(0, len(units), 4))


def _shown(match: re.Match[str]) -> str:
    char = match[0][0]
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if unicodedata.combining(char):
        return ""
    if re.compile(_JOINED).match(match.string, match.start()):
        return char
    return f"⟨U+{code:04X}⟩"


# --- folding -------------------------------------------------------------------------------------------------------

_FOLDED = {
    **dict.fromkeys("‘’‚‛′‹›`´ʻʼʽ", "'"),
    **dict.fromkeys("“”„‟″«»〝〞", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2014\u2015\u2e3a", "—"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
                    "\u2028\u2029\u0085", " "),
    **dict.fromkeys("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061"
                    "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff", JOINER),
    **{chr(code): JOINER for code in (*range(0x300, 0x370), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080))},
    # Cyrillic letters that look Latin
    **dict(zip("аеорсухіјѕАВЕКМНОРСТУХІЈЅ", "aeopcyxijsabekmhopctyxijs", strict=True)),
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "İ": "i", "ß": "s",
}
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def _latin() -> dict[str, str]:
    """Accented Latin letters -> their plain letter."""
    plain: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            plain[chr(code)] = base.lower()
    return plain


_FOLDED = _latin() | _FOLDED


def fold(s: str) -> str:
    """`s` for matching, of the same length: lower case, no accents, straight quotes, plain spaces and hyphens.

    Characters that only join or hide become JOINER, which matching drops.
    """
    if s.isascii():
        return s.lower()
    if "İ" in s:
        return "".join(map(_fold_each, s))
    foreign = set(_FOREIGN.findall(s))
    if len(foreign) > 20:  # no English text: not a search of all of it for each
        return _FOREIGN.sub(lambda match: _FOLDED.get(match[0], match[0]), s).lower()
    for char in foreign:
        s = s.replace(char, _FOLDED.get(char, char))
    return s.lower()


def _fold_each(char: str) -> str:
    low = _FOLDED.get(char, char).lower()
    return low if len(low) == 1 else char


# --- lines ---------------------------------------------------------------------------------------------------------

_LINE_END = re.compile(r"\r\n|\n|\r")


@lru_cache(maxsize=16)
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of `text` begins; CR LF, LF and CR end a line."""
    return (0, *(match.end() for match in _LINE_END.finditer(text)))


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of the character at `offset`, both from 1, counted in characters."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


_FENCE = re.compile(r"(---|\+\+\+)[^\S\r\n]*(?:\r\n|\n|\r)")
_KEY = re.compile(r"\s*(?:#[^\r\n]{0,500}\s+){0,20}\[?[\w\"' .-]{1,60}[:=\]]")
_FRONT_LIMIT = 64_000


def front_matter(text: str) -> tuple[int, int, int] | None:
    """Where the front matter at the head of `text` begins and ends and where its closing fence ends; None without one.

    TOML between lines of `+++`, YAML between lines of `---`; a fence that is not closed opens nothing,
    and neither does one with no key under it.
    """
    fence = _FENCE.match(text)
    if fence is None or not _KEY.match(text, fence.end()):
        return None
    close = re.compile(rf"(?:^|(?<=[\r\n])){re.escape(fence[1])}[^\S\r\n]*(?=[\r\n]|\Z)")
    end = close.search(text, fence.end(), fence.end() + _FRONT_LIMIT)
    return (fence.end(), end.start(), end.end()) if end else None


# --- quotations ----------------------------------------------------------------------------------------------------

# Begins with a set of characters, which the engine skips to; then the second of a pair like ``.
_MARK = re.compile("[“”„‟«»\"″〝〞‘’'`](?:(?<=')'|(?<=`)`|(?<=‘)‘|(?<=’)’)?")
_OPENS, _CLOSES, _SINGLE = frozenset("“„‟«〝"), frozenset("”»〞"), frozenset("‘’'`")
_BEFORE = frozenset("([{—–-/‘“'\"`=")
_AFTER = frozenset(".,;:!?)]}—–-/’”'\"…>")
# Words that begin with an apostrophe.
_CLIPPED = re.compile(r"(?:em|tis|twas|til|cause|bout|n|\d\ds?)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?…][)\]]?\s")


def quotations(paragraph: str) -> list[tuple[int, int]]:
    """The quoted stretches of one paragraph, marks included, in order; a nested one belongs to the outer.

    All styles of marks, `''` and ``` `` ``` pairs, scare quotes.  A quotation never closed runs to the end of the
    paragraph, unless another one opens inside it: then its own mark was lost, and it ends with the last whole sentence
    before, or, where there is none, never was one.
    """
    return list(_quotations(paragraph))


# Several stages ask for the quotations and the sentences of the same paragraphs.
REMEMBERED = 32_768


@lru_cache(maxsize=REMEMBERED)
def _quotations(paragraph: str) -> tuple[tuple[int, int], ...]:
    marks = [(m.start(), m.end(), m[0]) for m in _MARK.finditer(paragraph)]
    if not marks:
        return ()
    found: list[tuple[int, int]] = []
    stack: list[int] = []  # starts of the open quotations, outermost first
    until = 0  # marks before this offset lie inside a single quotation
    for n, (start, stop, mark) in enumerate(marks):
        if start < until:
            continue
        look = _look(paragraph, start, stop)
        if mark in _SINGLE:
            if not stack and look > 0 and mark != "’":
                until = _single(paragraph, marks, n)
                if until:
                    found.append((start, until))
        elif _opening(mark, look, bool(stack)) or (n == 0 and start < 3 and not paragraph[:start].isalnum()):
            stack.append(start)
        elif stack:
            found.append((stack.pop(), stop))
    return tuple(_outermost(found + _unclosed(paragraph, stack, found)))


def _look(paragraph: str, start: int, stop: int) -> int:
    """1 where the mark looks like an opening one, -1 like a closing one, 0 where it could be either."""
    before = start == 0 or paragraph[start - 1].isspace() or paragraph[start - 1] in _BEFORE
    after = stop == len(paragraph) or paragraph[stop].isspace() or paragraph[stop] in _AFTER
    return before - after


def _opening(mark: str, look: int, inside: bool) -> bool:
    if mark in _OPENS or mark in ("``", "‘‘"):
        return not (look < 0 and inside)
    if mark in _CLOSES or mark == "’’":
        return look > 0 and not inside
    return look > 0 or (look == 0 and not inside)


def _single(paragraph: str, marks: list[tuple[int, int, str]], n: int) -> int:
    """Where the single quotation opened by mark `n` ends; 0 where it is an apostrophe."""
    start, stop, mark = marks[n]
    if _CLIPPED.match(paragraph, stop):
        return 0
    candidate = 0
    for begin, end, other in marks[n + 1 : n + 20]:
        if other not in ("’", "'"):
            if other in _SINGLE and candidate:
                break
            continue
        if _look(paragraph, begin, end) >= 0 and not (begin and paragraph[begin - 1] in "—–-"):
            if candidate and _look(paragraph, begin, end) > 0:
                break
            continue
        if paragraph[begin - 1] in ".,!?;:…" or not candidate:
            candidate = end
        # A plural possessive looks like an end: go on where another one follows.
        after = paragraph[end : end + 2]
        if paragraph[begin - 1] != "s" or not (after[:1] == " " and after[1:].islower()):
            return end
    if not candidate and mark == "‘" and not paragraph[:start].strip():
        return len(paragraph)
    return candidate


def _unclosed(paragraph: str, stack: list[int], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The quotations that were opened at `stack` and never closed."""
    spans = []
    closed = sorted(start for start, _ in found)
    for n, start in enumerate(stack):
        at = bisect_right(closed, start)
        later = sorted(closed[at : at + 1] + stack[n + 1 : n + 2])  # the next one of either sort
        if not later or (not paragraph[:start].strip() and all(
            paragraph[s] != paragraph[start] for s in closed[at:] + stack[n + 1 : n + 2]
        )):
            spans.append((start, len(paragraph.rstrip())))
            continue
        ends = [m.end() - 1 for m in _STOP.finditer(paragraph, start, later[0])]
        if ends:
            spans.append((start, ends[-1]))
    return spans


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, stop in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop))
    return kept


# --- sentences -----------------------------------------------------------------------------------------------------

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
