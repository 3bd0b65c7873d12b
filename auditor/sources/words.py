"""Closed classes of words by which a mention is read, and the lexicons as look-up tables."""

import re
from functools import cache

from auditor import lexicons

# Letters and digits, joined by apostrophes, points, hyphens; a possessive is part of its word.
TOKEN = re.compile(r"\w+(?:[’'.&/‑-]+\w+)*+(?:(?<=s)[’'])?|[,;:()\"“”%—–-]")

PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
GROUP = frozenset("they them their theirs themselves".split())
THING = frozenset("it its itself which that this these those".split())
SPEAKER = frozenset("i me my myself we us our ourselves you your yourself i've i'm i'd we've we'd you've you'd".split())
SUBJECT = frozenset("he she they it we i".split())
RELATIVE = frozenset("who whom whose".split())
REFLEXIVE = frozenset("himself herself themselves itself who".split())
# Quantifiers that stand for people without naming them.
HEADLESS = frozenset(
    "one another some others many most several two three four both all none neither each few latter former other "
    "second third first either".split()
)
# What may stand before the noun phrase of a mention and is no part of it.
LEAD = frozenset(
    "by from but while and both even among with like as for though yet only virtually nearly almost about according "
    "to interviews also then meanwhile because not that in inside at least roughly just through citing per via more "
    "than up over".split()
)
NUMBER = {
    **dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)),
    "dozen": 12, "half-dozen": 6, "half-a-dozen": 6, "both": 2, "couple": 2, "pair": 2,
    "another": 1, "second": 1, "third": 1,
}
MANY = frozenset(
    "several some many most multiple numerous few various certain other others all countless these those dozens scores "
    "hundreds thousands more".split()
)
# Before "of" and the true noun.
PARTITIVE = frozenset(
    "one some many most several all none each few number handful group couple half-dozen dozens half scores pair lot "
    "thousands hundreds millions tens two three four five six seven eight nine ten both any part half-a-dozen dozen "
    "another series".split()
)
UNCOUNTED = frozenset("group handful number series lot scores part".split())
ARTICLE = frozenset("the a an".split())
ADJECTIVAL = frozenset("inside outside close present working opposed running allied responsible like near".split())
BEFORE_ARTICLE = frozenset("all both such half many what and or & -".split())
DETERMINER = frozenset("a an the some one two three four five six several many another no other".split())
POINTING = frozenset("the this that these those such".split())
POSSESSIVE = frozenset("his her their its my our your whose".split())
FRESH = frozenset("another second third fourth fifth other separate others".split())
# Where a noun phrase ends: prepositions, relatives, auxiliaries, participles after the noun.
BREAK = frozenset(
    "of for at in with from to by on close familiar briefed privy who which that whose whom where when "
    "knowledgeable involved inside within near against under over about aware is are was were has have had been "
    "be as than because but or after before during without between across through speaking interviewed including "
    "like such named called known led present working opposed running seeking allied aligned told said who's "
    "who'd who've wearing probing participating attending representing following among around into outside "
    "towards toward along responsible".split()
)
APPOSITIVE = frozenset((",", "—", "–", "-", "(", "like", "including", "named", "called", "led", "such"))
COURTESY = frozenset(
    "mr mrs ms miss dr sen rep gov gen col adm lt sgt capt prof rev sir sens reps messrs president senator "
    "representative governor secretary congressman congresswoman mayor judge".split()
)
# Nouns for people that are as often family names.
SURNAMES = frozenset(
    "baker judge justice king prince bishop pope dean farmer singer driver teller priest hand head star guard mayor "
    "warden coach major general captain marshal champion law leader".split()
)
# Offices whose "of" belongs to the title: secretary of state Ida Moen.
OFFICE_OF = frozenset(
    "secretary supervisor commissioner superintendent director minister chief chairman chairwoman chair head president "
    "treasurer undersecretary prosecutor attorney dean chancellor speaker".split()
)


@cache
def nouns() -> dict[str, tuple[str, str]]:
    """Head noun -> (lexicon, category); roles win over bodies, bodies over documents, documents over crowds."""
    names_only = (("organisations", "name_word"), ("organisations", "known"), ("collectives", "whoever"))
    return {
        term: (lexicon, category)
        for lexicon in ("collectives", "documents", "organisations", "roles")
        for term, category in lexicons.terms(lexicon).items() if (lexicon, category) not in names_only
    }


_AGENT = re.compile(r"\w{2,}(?:[^aeiou]er|or|man|ist|ian|eer|ee)\Z")


def kind_of(noun: str, single: bool) -> tuple[str, str]:
    """Lexicon and category of a head noun; "a welder" is one of the public by its ending alone."""
    return nouns().get(noun) or (("roles", "public") if single and _AGENT.match(noun) else ("", ""))


@cache
def bodies() -> frozenset[str]:
    """Words that make a name an institution's, and institutions known by one name."""
    words = lexicons.load("name_words")
    return frozenset((*lexicons.terms("organisations"), *words["organisation"], *words["known_organisation"]))


@cache
def listed(lexicon: str, category: str) -> frozenset[str]:
    """The terms of one category."""
    return frozenset(lexicons.load(lexicon)[category])


@cache
def places() -> frozenset[str]:
    """Names of countries, regions and cities, without points."""
    return frozenset(lexicons.terms("places"))


@cache
def openers(lexicon: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """First word -> the terms of `lexicon` that begin with it, longest first, with their category."""
    found: dict[str, list[tuple[str, str]]] = {}
    for term, category in sorted(lexicons.terms(lexicon).items(), key=lambda pair: -len(pair[0])):
        found.setdefault(term.split(" ")[0], []).append((term, category))
    return {word: tuple(terms) for word, terms in found.items()}


def singular(noun: str) -> str:
    """`noun` without the ending of its plural."""
    if noun.endswith("people"):
        return noun[:-6] + "person"
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun


def is_plural(noun: str) -> bool:
    """Whether `noun` speaks of several."""
    return noun != singular(noun) or noun in ("police", "staff", "brass", "those")


def possessive(word: str) -> bool:
    """Whether a token ends in the s of a possessor."""
    return word.endswith(("'s", "s'"))
