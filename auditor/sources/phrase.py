"""What the words of one mention say by themselves: its head, whether it is named, how many it speaks of, how it knows.

Grammar comes before word lists: the head of the first noun phrase decides, a name counts only as the head itself or in
apposition to it ("a spokesman, Tom Kerr"), never as a possessor or modifier ("Kerr's aides", "Kerr aides").
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from auditor import lexicons
from auditor.text import fold

# (start, stop, kind) of the names inside a mention, relative to its start
Names = tuple[tuple[int, int, str], ...]

_TOKEN = re.compile(r"[^\W_](?:[\w’'.&/‑-]*[\w’'])?|[,;:()\"“”%—–-]")
PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
GROUP = frozenset("they them their theirs themselves".split())
THING = frozenset("it its itself which that this these those".split())
SPEAKER = frozenset("i me my myself we us our ourselves you your yourself".split())
RELATIVE = frozenset("who whom whose".split())
HEADLESS = frozenset("one another some others many most several two three four both all none neither each few "
                     "another's latter former other second third first either".split())
_LEAD = frozenset("by from but while and both even among with like as for though yet only virtually nearly almost about "
                  "according to interviews also then meanwhile because not that in inside at least roughly just "
                  "through citing per via more than least up over some-".split())
_NUMBER = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))
_NUMBER |= {"a": 1, "an": 1, "another": 1, "dozen": 12, "half-dozen": 6, "both": 2, "couple": 2, "second": 1, "third": 1}
_MANY = frozenset("several some many most multiple numerous few various certain other others all countless these those "
                  "dozens scores hundreds thousands more".split())
_PARTITIVE = frozenset("one some many most several all none each few number handful group couple half-dozen dozens half "
                       "scores pair lot thousands hundreds millions tens two three four five six seven eight nine ten both any part half-a-dozen "
                       "dozen another many series".split())
_GROUPS = frozenset("group handful number series lot scores part pair".split())
_BEFORE_ARTICLE = frozenset("all both such half many what and or & -".split())
_DETERMINERS = frozenset("a an the some one two three four five six several many another no other".split())
_THE = frozenset("the this that these those such".split())
_ITS = frozenset("his her their its my our your whose".split())
_FRESH = frozenset("another second third fourth fifth other separate others".split())
BREAK = frozenset(
    "of for at in with from to by on close familiar briefed privy who which that whose whom where when knowledgeable "
    "involved inside within near against under over about aware is are was were has have had been be as than because "
    "but or after before during without between across through speaking interviewed including like such named called known "
    "led present working opposed running seeking allied aligned told said who's who'd who've wearing probing "
    "participating attending representing following among around into outside towards toward along responsible".split()
)
_RANK = frozenset("senior top high-ranking high-level ranking leading key prominent influential seasoned longtime veteran "
                  "former ex- junior mid-level local western foreign regional well-connected high-profile".split())
_WEST = frozenset("western foreign regional european arab asian african local gulf".split())
_PARTY = frozenset("democratic republican gop conservative liberal labour tory communist socialist nationalist islamist "
                   "opposition rebel government ruling-party pro-government state federal military intelligence "
                   "diplomatic security congressional parliamentary presidential judicial police defense defence cabinet "
                   "administration industry union law-enforcement law campaign party company club bank hospital school city "
                   "county provincial medical palace prison border customs treasury army navy election elections "
                   "immigration".split())
_FIRSTHAND = frozenset(("document", "present", "actor"))
_APPOSITIVE = frozenset((",", "—", "–", "-", "(", "like", "including", "named", "called", "led", "such"))
_REFLEXIVE = frozenset("himself herself themselves itself who".split())
_AFTER_PRONOUN = frozenset("and or alone".split())
# a share of those polled: "72 percent of voters", "about 4 in 10", "two-thirds of"
_SHARE = re.compile(r"(?:(?:less|more|fewer) than |at least )?(?:\d[\d.,]*\s?(?:%|percent\b|per cent\b|in \d)|(?:a |one |two |three )?[\w-]*(?:third|quarter|half|fifth|tenth)s?(?: of|$)"
                    r"|(?:the |a )?(?:vast |slim |large |small )?(?:majorit|pluralit|minorit)(?:y|ies) of)")
_COURTESY = frozenset("mr mrs ms miss dr sen rep gov gen col adm lt sgt capt prof rev sir sens reps messrs president senator "
                      "representative governor secretary congressman congresswoman mayor judge".split())
_HEAD_OF = frozenset("secretary supervisor commissioner superintendent director minister chief chairman chairwoman chair head "
                     "president treasurer undersecretary prosecutor attorney dean chancellor speaker".split())


class Phrase(NamedTuple):
    """A mention as its own words describe it; `name` and the texts are slices of the mention."""

    kind: str  # name, pronoun, relative, speaker, definite, indefinite, headless
    identification: str  # as far as the words decide it; "" where only an antecedent can
    head: str = ""  # the head noun, singular and folded; of a pronoun the pronoun
    category: str = ""  # of the head, by its lexicon
    name: str = ""
    plural: bool = False
    number: int = 0  # how many, where the words count them
    affiliation: str = ""
    role: str = ""
    basis: str = "none"
    direct: bool = False  # knowledge that the text calls direct or first-hand
    close: bool = False  # says that it knows, not how
    rank: int = 0  # 0 bare, 1 a rank or a sphere, 2 a body, a side or an office
    party: str = ""
    gender: str = ""
    fresh: bool = False  # another, a second
    partitive: bool = False  # one of the


@cache
def nouns() -> dict[str, tuple[str, str]]:
    """Head noun -> (lexicon, category); roles win over bodies, bodies over documents, documents over crowds."""
    found: dict[str, tuple[str, str]] = {}
    for lexicon in ("collectives", "documents", "organisations", "roles"):
        for term, category in lexicons.terms(lexicon).items():
            if (lexicon, category) not in (("organisations", "name_word"), ("organisations", "known"),
                                           ("collectives", "whoever")):
                found[term] = lexicon, category
    return found


@cache
def bodies() -> frozenset[str]:
    """Words that make a name an institution's, and institutions known by one name."""
    names = lexicons.load("name_words")
    return frozenset((*lexicons.terms("organisations"), *names["organisation"], *names["known_organisation"]))


@cache
def _openers(lexicon: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """First word -> the terms of `lexicon` that begin with it, longest first, with their category."""
    found: dict[str, list[tuple[str, str]]] = {}
    for term, category in sorted(lexicons.terms(lexicon).items(), key=lambda t: -len(t[0])):
        found.setdefault(term.split(" ")[0], []).append((term, category))
    return {word: tuple(listed) for word, listed in found.items()}


@cache
def _place_names() -> frozenset[str]:
    return frozenset(lexicons.terms("places"))


def singular(noun: str) -> str:
    """`noun` without the ending of its plural."""
    if noun.endswith("people"):
        return noun[:-6] + "person"
    if noun.endswith("men") and len(noun) > 3 or noun in ("men", "women"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun


def is_plural(noun: str) -> bool:
    """Whether `noun` speaks of several."""
    return noun != singular(noun) or noun in ("police", "staff", "brass", "those")


@lru_cache(maxsize=8192)
def parse(text: str, known: Names = ()) -> Phrase:
    """The mention `text` as a Phrase; `known`: the names in it."""
    folded = fold(text)
    spans = [m.span() for m in _TOKEN.finditer(folded)]
    words = [folded[a:b] for a, b in spans]
    first = 0
    while first < len(words) - 1 and (words[first] in _LEAD or not words[first][0].isalnum()):
        first += 1
    if not words[first:]:
        return Phrase("indefinite", "unknown")
    if words[-1].endswith(("'s", "s'")):  # whose words, whose order
        spans[-1] = spans[-1][0], spans[-1][1] - (2 if words[-1][-1] == "s" else 1)
        words[-1] = folded[slice(*spans[-1])]
    if words[-1] in RELATIVE and (len(words) == first + 1 or words[first] in HEADLESS):  # "both of whom"
        return Phrase("relative", "", words[-1], "person", plural=first < len(words) - 1)
    if words[first] in ("who", "whom"):
        return Phrase("relative", "", words[first], "person")
    if len(words) > first + 1 and words[-1] in _REFLEXIVE:
        words.pop()
        spans.pop()
    if " ".join(words[first:]) in lexicons.load("collectives")["whoever"] and words[first] not in HEADLESS:
        return Phrase("indefinite", "collective", words[first], "whoever", plural=True)
    if len(words) == first + 1 or words[first + 1] in _AFTER_PRONOUN:
        single = _pronoun(words[first])
        if single:
            return single
    if words[first] in HEADLESS and words[first + 1] in ("who", "in", "whom", "that", "on", "at") or _poll(folded[spans[first][0]:]):
        return Phrase("indefinite", "collective", words[first], "whoever", plural=True)
    return _noun_phrase(text, folded, spans, words, first, known)


def _pronoun(word: str) -> Phrase | None:
    if word in PERSONAL:
        return Phrase("pronoun", "", word, "person", gender=PERSONAL[word])
    if word in GROUP:
        return Phrase("pronoun", "", word, "group", plural=True)
    if word in THING:
        return Phrase("pronoun", "", word, "thing")
    if word in SPEAKER or word.replace("'ve", "").replace("'m", "").replace("'d", "") in SPEAKER:
        return Phrase("speaker", "narrator", word)
    if word in RELATIVE:
        return Phrase("relative", "", word, "person")
    if word in HEADLESS:
        return Phrase("headless", "", word, plural=word not in ("one", "another", "each", "second", "third"),
                      number=_NUMBER.get(word, 0), fresh=word in _FRESH)
    if word in lexicons.load("collectives")["whoever"]:
        return Phrase("indefinite", "collective", word, "whoever", plural=True)
    return None


def _noun_phrase(
    text: str, folded: str, spans: list[tuple[int, int]], words: list[str], first: int, known: Names
) -> Phrase:
    number, partitive, fresh = 0, False, False
    only = "only" in words[:first]
    while True:
        stop = _segment(spans, words, first, known)
        opener = words[first]
        if stop < len(words) - 1 and words[stop] == "of" and words[stop - 1] in _PARTITIVE:
            number = number or (0 if words[stop - 1] in _GROUPS else _count(words, first, stop))
            partitive = partitive or words[first] in _NUMBER or words[first] in _MANY
            fresh = fresh or opener in _FRESH
            first = stop + 1
            continue
        break
    fresh = fresh or bool(_FRESH.intersection(words[first:first + 2]))
    head, size = _head(text, spans, words, first, stop, known)
    noun = " ".join(words[head - size + 1:head + 1])
    lexicon, category = nouns().get(noun, ("", ""))
    owner = _named_at(spans[head], known)
    name, identification = "", ""
    if head > first and text[spans[head][0]].isupper() and not is_plural(words[head]) and (
            words[head - 1] in _COURTESY and not (lexicon and words[head - 1] in nouns())
            or words[head - 1] in lexicons.load("given_names")["given"] and text[spans[head - 1][0]].isupper()):
        owner = owner or (*spans[head], "person")
        return _name(text, folded, spans, words, first, stop, (owner[0], owner[1], "person"))
    if owner and not _is_noun_here(text, spans, words, head, first, owner, lexicon):
        return _name(text, folded, spans, words, first, stop, _kind(text, words, spans, first, owner))
    apposed = _apposition(spans, words, first, head, stop, known) if known and lexicon in ("", "roles", "collectives", "organisations") else None
    if apposed and lexicon == "organisations" and "led by" not in folded:
        apposed = None
    if not apposed and lexicon == "organisations" and stop < len(words) and words[stop] in ("like", "including", "such") \
            and any(kind == "organisation" for _, _, kind in known):
        identification = "organization"
    if apposed:
        name, identification = text[apposed[0]:apposed[1]], "named"
    elif text[spans[head][0]].isupper() and head > first and (
            not lexicon or noun in lexicons.load("collectives")["people"]
            and words[head - 1] in lexicons.load("organisations")["body"] and text[spans[head - 1][0]].islower()):
        return _unknown_name(text, words, spans, first, head)
    elif text[spans[head][0]].isupper() and not lexicon:
        return _unknown_name(text, words, spans, first, head)
    definite = words[first] in _THE and opener in _THE or (
        lexicon == "roles" and category in ("class", "office") and head == first and not is_plural(noun) and not number)
    plural = is_plural(noun)
    counted = number or _count(words, first, head)
    basis, direct, close = _basis(folded, spans[head][1])
    affiliation = _affiliation(text, folded, spans, words, first, head, size, known)
    rank = _rank_of(words, first, head, category, affiliation)
    if not identification:
        identification = _class(words, first, head, noun, lexicon, category, plural, 0 if only else counted, folded,
                                basis, direct or close, rank)
    party = _party(folded)
    role = folded[spans[_past_determiner(words, first, head)][0]:spans[head][1]]
    kind = "definite" if definite else "indefinite"
    return Phrase(kind, identification, singular(noun), category or lexicon, name, plural and counted != 1,
                  counted if counted else 0 if plural else 1, affiliation, role, basis, direct, close, rank, party,
                  _gender(noun), fresh, partitive)


def _segment(spans: list[tuple[int, int]], words: list[str], first: int, known: Names) -> int:
    """Where the first noun phrase ends: before a preposition, a relative, a participle or a comma outside a name."""
    for i in range(first + 1, len(words)):
        word = words[i]
        if word in ("the", "a", "an") and words[i - 1] not in _BEFORE_ARTICLE and not _named_at(spans[i], known):
            return i  # a second noun phrase: "Kerr the realist"
        if word in BREAK or len(word) == 1 and not word.isalnum():
            if _named_at(spans[i], known) or word == "-" and spans[i][0] == spans[i - 1][1] or (
                    i == first + 1 and words[first] in _DETERMINERS):  # "an inside source"
                continue
            return i
        if word in ("and", "or") and not _named_at(spans[i], known):
            before = _named_at(spans[i - 1], known)
            if words[i - 1] in nouns() and not before or before and before[2] == "person" or before and not any(
                    w in nouns() and is_plural(w) for w in words[i + 1:i + 5]):
                return i
    return len(words)


def _named_at(span: tuple[int, int], known: Names) -> tuple[int, int, str] | None:
    return next((n for n in known if n[0] <= span[0] < n[1]), None)


def _head(text: str, spans: list[tuple[int, int]], words: list[str], first: int, stop: int, known: Names
          ) -> tuple[int, int]:
    """The token that heads the phrase, and how many tokens its noun takes."""
    table = nouns()
    for i in range(stop - 1, first - 1, -1):
        if i > first and f"{words[i - 1]} {words[i]}" in table:
            return i, 2
        if words[i] in table:
            return i, 1
        if i == stop - 1 and (text[spans[i][0]].isupper() or _named_at(spans[i], known)):
            return i, 1
    return stop - 1, 1


def _is_noun_here(text: str, spans: list[tuple[int, int]], words: list[str], head: int, first: int,
                  owner: tuple[int, int, str], lexicon: str) -> bool:
    """Whether a head inside a name is still a common noun: "Senate Democrats", "Police"."""
    if not lexicon:
        return False
    if lexicon == "roles" and is_plural(words[head]):
        return True
    if owner[1] == spans[head][1] and owner[0] == spans[head][0]:
        return is_plural(words[head]) or lexicon in ("organisations", "collectives") or words[head] == "police"
    if owner[2] == "person":
        return False
    return lexicon == "roles" or owner[2] == "place" and spans[head][0] > owner[0]


def _kind(text: str, words: list[str], spans: list[tuple[int, int]], first: int, owner: tuple[int, int, str]
          ) -> tuple[int, int, str]:
    """The name with its kind, corrected by closed lists of bodies and by an article before it."""
    start, stop, kind = owner
    if kind != "person":
        return owner
    plain = fold(text[start:stop])
    table = bodies()
    last = plain.rsplit(" ", 1)[-1]
    before = folded_before(words, spans, start)
    if plain in table or plain in _place_names() or " " in plain and (last in table or plain.split(" ", 1)[0] in lexicons.load("organisations")["known"]) or (
            before == "the" and " " not in plain and stop >= spans[-1][1]) or _told_body(words, spans, stop):
        return start, stop, "organisation"
    return owner


def _told_body(words: list[str], spans: list[tuple[int, int]], stop: int) -> bool:
    """Whether what follows in apposition says that the name is a body's: ", a British newspaper,"."""
    i = next((n for n, span in enumerate(spans) if span[0] >= stop), len(spans))
    if i + 1 >= len(words) or words[i] != "," or words[i + 1] not in ("a", "an", "the", "one"):
        return False
    end = i + 2
    while end < len(words) and words[end] not in BREAK and words[end].isalnum():
        end += 1
    return nouns().get(words[end - 1], ("",))[0] == "organisations"


def folded_before(words: list[str], spans: list[tuple[int, int]], start: int) -> str:
    """The token before position `start`, "" where there is none."""
    return next((words[i] for i in range(len(spans) - 1, -1, -1) if spans[i][1] <= start), "")


def _poll(folded: str) -> bool:
    match = _SHARE.match(folded)
    return match is not None and not folded.startswith(("half of", "half-"))


def _name(text: str, folded: str, spans: list[tuple[int, int]], words: list[str], first: int, stop: int,
          owner: tuple[int, int, str]) -> Phrase:
    """A phrase headed by a name."""
    name = text[owner[0]:owner[1]]
    if owner[2] != "person":
        return Phrase("name", "organization", words[stop - 1], owner[2], name, rank=2, affiliation=name)
    before = [w for w, (a, b) in zip(words, spans, strict=True) if b <= owner[0]][first:]
    after = folded[owner[1]:]
    role, affiliation = "", ""
    if before and any(w in nouns() for w in before):
        role = text[spans[first][0]:owner[0]].strip(" ,—–-\"“”")
    elif after.startswith((", ", " (", " — ", " – ", " -")) and len(after) > 3:
        role = text[owner[1]:].strip(" ,()—–-.")
    basis, direct, _ = _basis(folded, owner[1])
    gender = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f"}.get(before[-1].rstrip(".") if before else "", "")
    return Phrase("name", "named", words[stop - 1], "person", name, number=1, affiliation=affiliation, role=role,
                  basis=basis, direct=direct, gender=gender)


def _unknown_name(text: str, words: list[str], spans: list[tuple[int, int]], first: int, head: int) -> Phrase:
    """A capitalised head that no list and no recogniser knows."""
    start = head
    while start > first and text[spans[start - 1][0]].isupper() and not words[start - 1].endswith("'s"):
        start -= 1
    name = text[spans[start][0]:spans[head][1]]
    table = bodies()
    plain = fold(name)
    last = plain.rsplit(" ", 1)[-1]
    body = (last in table or plain in table or plain.replace(".", "") in _place_names()
            or len(name) > 1 and name.replace(".", "").replace("&", "").isupper()
            or words[first] == "the" and first < start)
    if not body and plain in lexicons.load("collectives")["people"]:
        return Phrase("indefinite", "collective", plain, "people", plural=True)
    return Phrase("name", "organization" if body else "named", plain, "organisation" if body else "person", name, number=1)


def _apposition(spans: list[tuple[int, int]], words: list[str], first: int, head: int, stop: int, known: Names
                ) -> tuple[int, int] | None:
    """The person named in apposition to the phrase: ", Tom Kerr", "like Tom Kerr", "secretary of state Tom Kerr"."""
    for start, end, kind in known:
        i = next((n for n, span in enumerate(spans) if span[0] >= start), len(spans))
        if kind != "person" or i < stop or i >= len(spans):
            continue
        last = max(n for n, span in enumerate(spans) if span[0] < end)
        if words[last].endswith(("'s", "s'")):
            continue
        after = words[last + 1] if last + 1 < len(words) else ","
        if after.isalnum() and after not in BREAK and after != "and":
            continue
        before = i - 1
        while before > stop and words[before] not in _APPOSITIVE and words[before] not in BREAK:
            before -= 1
        if words[before] in _APPOSITIVE or words[before] == "by" and words[before - 1] in ("led", "headed") \
                or words[before] == "as" and words[before - 1] in ("known", "identified"):
            return start, end
        if words[stop] == "and" and before == stop and not is_plural(words[head]) and words[first] not in ("a", "an", "the"):
            return start, end
        if before == stop and i - 1 > stop and words[stop] == "of" and words[head] in _HEAD_OF and words[i - 1] not in _COURTESY \
                and words[first] not in ("a", "an", "the"):
            return start, end
    return None


def _count(words: list[str], first: int, stop: int) -> int:
    """How many the quantifier says; 0 where it does not count."""
    for word in words[first:stop]:
        if word in _NUMBER:
            return _NUMBER[word]
        if word.isdecimal() and len(word) < 7:
            return int(word)
    return 0


def _past_determiner(words: list[str], first: int, head: int) -> int:
    while first < head and (words[first] in _THE or words[first] in _ITS or words[first] in _NUMBER
                            or words[first] in _MANY or words[first].isdecimal()):
        first += 1
    return first


def _basis(folded: str, start: int) -> tuple[str, bool, bool]:
    """How the source knows by what follows its head noun: basis, whether directly, whether it merely claims to."""
    rest = folded[start:]
    openers = _openers("knowledge")
    close, basis = False, "none"
    at = 0
    for match in re.finditer(r"[\w'-]+", rest):
        at = match.start()
        for term, category in openers.get(match[0], ()):
            if rest.startswith(term, at) and not rest[at + len(term):at + len(term) + 1].isalnum():
                if category == "close":
                    close = True
                elif basis in ("none", "briefed"):
                    basis = category
                break
    direct = close and ("direct knowledge" in rest or "firsthand" in rest or "first-hand" in rest)
    return basis, direct, close


def _affiliation(text: str, folded: str, spans: list[tuple[int, int]], words: list[str], first: int, head: int,
                 size: int, known: Names) -> str:
    """The body, person or country that the source belongs to: a name or a body noun in or right after the phrase."""
    end = spans[head][1]
    for start, stop, _ in known:
        if stop <= end or folded[end:start].strip(" ,") in ("of", "of the", "at", "at the", "for", "for the", "in", "in the",
                                                           "from", "from the", "with", "with the", "inside the", "to", "to the",
                                                           "inside", "on the", "on"):
            return text[start:stop]
    demonyms = lexicons.terms("demonyms")
    bodies = lexicons.load("organisations")["body"]
    for i in range(first, head - size + 1):
        word = words[i].removesuffix("'s")
        if word in _PARTY or word in demonyms or word in bodies or word.replace(".", "") in _place_names():
            if word not in _WEST:
                return text[spans[i][0]:spans[head - size][1]].removesuffix("'s").removesuffix("’s")
        elif text[spans[i][0]].isupper() and i > first:
            return text[spans[i][0]:spans[i][1]].removesuffix("'s").removesuffix("’s")
    if head + 2 < len(words) and words[head + 1] in ("of", "at", "for", "in", "from", "with", "to"):
        last = head + 2
        while last < len(words) - 1 and last < head + 7 and words[last] not in BREAK and words[last] not in nouns():
            last += 1
        if nouns().get(words[last], ("",))[0] in ("organisations", "roles"):
            return text[spans[head + 2][0]:spans[last][1]]
    return ""


def _rank_of(words: list[str], first: int, head: int, category: str, affiliation: str) -> int:
    modifiers = words[first:head]
    if affiliation or any(w in _ITS for w in modifiers[:1]):
        return 2
    ranked = any(w in _RANK for w in modifiers)
    if words[head] in ("minister", "ministers", "commander", "commanders", "mp", "mps") or category == "office":
        return 2 if ranked or head and words[head - 1] == "cabinet" else 1
    if ranked or any(w in _WEST for w in modifiers):
        return 1
    return 1 if category in ("class", "public") else 0


def _party(folded: str) -> str:
    openers = _openers("parties")
    for match in re.finditer(r"[\w'-]+", folded):
        for term, _ in openers.get(match[0], ()):
            if folded.startswith(term, match.start()):
                return term
    return ""


def _gender(noun: str) -> str:
    if noun.endswith("woman") or noun in ("girl", "mother", "wife", "daughter", "sister", "widow", "actress", "aunt"):
        return "f"
    return "m" if noun.endswith("man") or noun in ("boy", "father", "husband", "son", "brother", "uncle", "guy") else ""


def _class(words: list[str], first: int, head: int, noun: str, lexicon: str, category: str, plural: bool, counted: int,
           folded: str, basis: str, close: bool, rank: int) -> str:
    """The identification of an unnamed phrase by its head, its number and what it says of its knowledge."""
    opener = words[first]
    pointed = opener in _THE or opener in _ITS or opener == "both"
    owned = opener in _ITS or any(word.endswith(("'s", "s'")) for word in words[first:head])
    knows = close or basis != "none"
    if lexicon == "documents":
        generic = not pointed and not owned and not counted and head - first <= 1 and words[-1] == words[head]
        mass = plural or noun in ("polling", "data", "research", "evidence")
        return "collective" if generic and mass and category == "study" and rank < 2 else "document"
    if lexicon == "organisations":
        return "collective" if plural and not pointed and not owned else "organization"
    if lexicon == "collectives" or noun in ("those", "anyone"):
        return "anonymous" if noun == "those" and knows else "collective"
    if lexicon != "roles":
        return "collective" if plural else "narrator"
    if category == "court":
        return "organization"
    if category == "spokesperson":
        return "spokesperson"
    if category == "authority":
        return "organization" if plural or not counted or pointed else "anonymous"
    if category == "lawyer":
        told = " for " in folded or rank == 2 or pointed
        return "spokesperson" if told else "collective" if plural else "anonymous"
    if category in ("source", "staff"):
        return "anonymous"
    if category == "generic":
        return "anonymous" if not plural or knows or counted or noun == "someone" else "collective"
    if category == "kin" and owned and not plural:
        return "named"
    if noun == "reporter" and opener in ("this", "our"):
        return "narrator"
    if category in ("public", "kin"):
        return "anonymous" if knows else "collective" if plural and not counted else "public"
    if category == "office" and not plural:
        return "named" if pointed or owned else "anonymous"
    if category == "class" and owned and not plural and noun in ("governor", "mayor", "senator", "congressman"):
        return "named"
    if plural:
        return "anonymous" if knows or counted else "collective"
    return "anonymous"
