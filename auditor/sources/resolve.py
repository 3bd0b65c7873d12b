"""One mention after another, each given to its chain."""

import re

from auditor.sources.cast import Cast, Chain, Mention
from auditor.sources.descriptions import PEOPLE, beside, definite, indefinite
from auditor.sources.phrase import Phrase, parse
from auditor.sources.pronouns import headless, pronoun, relative

# What a mention cannot follow unless something before it belongs to it.
_CUT = re.compile(r"(?:\b(?:with|to|for|of|on|in|about|the|his|her|its|their)|['’]s) (?:[A-Z][\w’'-]+ ){0,3}\Z")
_CLAUSE = re.compile(r"[,;:—–“”\"] ?")
_HANGERS_ON = re.compile(r"(?:his|her|their|other|others)\b")


def cite(cast: Cast, mention: Mention) -> Chain:
    """The chain that `mention` belongs to, a new one where it is the first; mentions come in order of position."""
    phrase = parse(mention.text, cast.inside(mention))
    if phrase.identification in ("narrator", "organization"):
        phrase = _whole(cast, mention) or phrase
    if chain := _vouching(cast, phrase, mention):
        phrase = Phrase("pronoun", "")
    else:
        chain = _resolve(cast, phrase, mention)
    chain.add(phrase, mention)
    cast.order.append(chain)
    return chain


def _whole(cast: Cast, mention: Mention) -> Phrase | None:
    """The source whose last words alone are the mention: "a person familiar with the [plan]"."""
    base = cast.starts[mention.sentence]
    before = cast.sentences[mention.sentence][:mention.start - base]
    if not _CUT.search(before):
        return None
    phrase = parse(_CLAUSE.split(before)[-1] + mention.text)
    knows = phrase.close or phrase.basis != "none" or phrase.category == "spokesperson"
    return phrase if phrase.category in PEOPLE and knows else None


def _vouching(cast: Cast, phrase: Phrase, mention: Mention) -> Chain | None:
    """Who vouches for the others of one statement: "Tom Kerr and his aides" speak in his name."""
    last = cast.order[-1] if cast.order else None
    if last is None or last.identification != "named" or phrase.name or not _HANGERS_ON.match(mention.text):
        return None
    base = cast.starts[mention.sentence]
    begin = last.mentions[-1].stop - base
    return last if begin >= 0 and cast.sentences[mention.sentence][begin:mention.start - base] == " and " else None


def _resolve(cast: Cast, phrase: Phrase, mention: Mention) -> Chain:
    if phrase.name:
        return cast.spoken(phrase, mention)
    if phrase.kind == "speaker":
        return cast.keyed("narrator", "narrator")
    if phrase.kind == "pronoun":
        return pronoun(cast, phrase, mention)
    if phrase.kind == "relative":
        return relative(cast, mention)
    if phrase.kind == "headless":
        return headless(cast, phrase, mention)
    if phrase.category in PEOPLE and (named := beside(cast, phrase, mention)):
        return cast.named(named)
    if phrase.identification == "collective" and phrase.category in PEOPLE and _in_private(cast, mention):
        phrase = phrase._replace(identification="anonymous")
    return definite(cast, phrase, mention) if phrase.kind == "definite" else indefinite(cast, phrase, mention)


def _in_private(cast: Cast, mention: Mention) -> bool:
    """Whether the mention goes on "privately": what a class says in private, somebody told the reporter."""
    end = mention.stop - cast.starts[mention.sentence]
    return cast.sentences[mention.sentence].startswith((" privately", ", privately", " quietly say"), end)
