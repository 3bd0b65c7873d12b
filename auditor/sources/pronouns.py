"""Whom a pronoun or a relative stands for."""

import re

from auditor.sources.cast import NEAR, Cast, Chain, Mention
from auditor.sources.descriptions import PEOPLE, definite, indefinite
from auditor.sources.phrase import Phrase, parse
from auditor.sources.words import BREAK, HEADLESS, nouns, singular
from auditor.text import fold

_WORDS = re.compile(r"\w+(?:[’'.-]+\w+)*+")
_OPENING = frozenset("a an the this that these those one two three four five six several some many most other another "
                     "his her their its".split())
_SUBJECT = re.compile(r"(?:[\w’'-]+ ){1,7}")
_PAST = re.compile(r"(?:ed|said|told|spoke|gave)\Z")
_OWNER = ("'s ", "’s ", "' ", "’ ")


def pronoun(cast: Cast, phrase: Phrase, mention: Mention) -> Chain:
    """Whoever he, she, they or it is."""
    if phrase.category == "person":
        return _person(cast, phrase, mention)
    return _group(cast, mention) if phrase.category == "group" else _thing(cast, phrase, mention)


def _person(cast: Cast, phrase: Phrase, mention: Mention) -> Chain:
    said = cast.speaker(mention, phrase.gender)
    named = cast.last_person(mention, phrase.gender)
    if said and said.identification != "named":  # the unnamed are seldom spoken of for long
        between = cast.last_person(mention, phrase.gender, since=said.mentions[-1].stop)
        if between and (between.sentence > said.mentions[-1].sentence or mention.sentence > between.sentence):
            return cast.named(between)
        return said
    if said and named:
        apart = mention.sentence - said.mentions[-1].sentence
        opens = named.start - cast.starts[named.sentence] < 24  # as a subject does
        if said.mentions[-1].sentence >= named.sentence or (apart < NEAR and not opens):
            return said
    return cast.named(named) if named else said or cast.new("unknown")


def _group(cast: Cast, mention: Mention) -> Chain:
    near = [
        chain for chain in reversed(cast.order[-4:])
        if (chain.plural or chain.identification in ("organization", "collective"))
        and mention.sentence - chain.mentions[-1].sentence < NEAR
    ]
    if near and mention.sentence - near[0].mentions[-1].sentence < 2:
        return near[0]
    if mention.sentence and (subject := _subject(cast, mention.sentence - 1)):
        return indefinite(cast, *subject)
    if near:
        return near[0]
    noun = _noun_before(cast, mention, plural=True, same=False)
    return cast.new(noun[0].identification if noun else "collective", noun[0] if noun else None)


def _subject(cast: Cast, number: int) -> tuple[Phrase, Mention] | None:
    """Those with whom sentence `number` begins."""
    match = _SUBJECT.match(cast.sentences[number])
    if match is None:
        return None
    start = cast.starts[number]
    phrase = parse(match[0])
    if phrase.plural and phrase.category in PEOPLE and not phrase.name:
        return phrase, Mention(start, start + match.end(), match[0], number)
    return None


def _thing(cast: Cast, phrase: Phrase, mention: Mention) -> Chain:
    if phrase.head not in ("which", "that"):
        for chain in reversed(cast.order[-3:]):
            if chain.identification in ("organization", "document"):
                return chain
    for i in range(cast.before(mention.start), -1, -1):
        named = cast.names[i]
        if mention.sentence - named.sentence > 1:
            break
        if named.kind == "organisation":
            return cast.named(named)
    return cast.new("organization")


def relative(cast: Cast, mention: Mention) -> Chain:
    """Whoever stands right before the relative pronoun, or heads the phrase that ends there."""
    for chain in reversed(cast.order[-3:]):
        last = chain.mentions[-1]
        if last.start < mention.start < last.stop or 0 <= mention.start - last.stop <= 2:
            return chain
    noun = _noun_before(cast, mention)
    if person := _name_before(cast, mention, noun):
        return person
    if noun is None or not noun[0].identification:
        words = fold(cast.sentences[mention.sentence][:mention.start - cast.starts[mention.sentence]]).split()
        if words and words[-1] in ("those", "people") and _PAST.search(mention.cue):
            return cast.new("anonymous")  # "those who described it" told the reporter, "those who say so" did not
        crowd = words and (words[-1] in HEADLESS or words[-1] in ("those", "people"))
        return cast.new("collective" if crowd else "unknown")
    if noun[0].kind == "definite":
        return definite(cast, noun[0], mention)
    counted = noun[0].plural and noun[0].category == "class" and noun[0].basis == "none" and not noun[0].close
    return cast.new("collective" if counted else noun[0].identification, noun[0])


def _name_before(cast: Cast, mention: Mention, noun: tuple[Phrase, int, int] | None) -> Chain | None:
    """The person whose name, or the description after whose name, ends at the relative."""
    base = cast.starts[mention.sentence]
    before = cast.sentences[mention.sentence][:mention.start - base]
    begin, end = noun[1:] if noun else (-1, -1)
    for i in range(cast.before(mention.start), -1, -1):
        named = cast.names[i]
        if named.sentence != mention.sentence:
            break
        stop = named.stop - base
        home = i and cast.names[i - 1].stop == named.start - 4 and cast.text_before(named, 4) in (" of ", " in ")
        if named.kind != "person" or home or before.startswith(_OWNER, stop):
            continue
        if stop > begin:  # the name comes last, or is part of the description: "Kerr supporters"
            if not (noun and noun[0].plural and end >= stop):
                return cast.named(named)
        elif before[stop:begin].strip(" ,(—–-") == "" or before.startswith((", ", " ("), stop):
            return cast.named(named)
    return None


def headless(cast: Cast, phrase: Phrase, mention: Mention) -> Chain:
    """Whoever "one", "another" or "some" is: of those just spoken of in the sentence, or of those cited last."""
    noun = _noun_before(cast, mention, plural=True, same=True)
    last = cast.order[-1].mentions[-1] if cast.order else None
    if noun and noun[0].category in PEOPLE and not (last and last.stop >= cast.starts[mention.sentence] + noun[2]):
        return _one_of(cast, phrase, noun[0])
    for chain in reversed(cast.order[-4:]):
        if chain.identification in ("anonymous", "collective", "public", "spokesperson"):
            if phrase.plural and chain.plural and not phrase.fresh:
                return chain
            return _one_of(cast, phrase, chain.phrases[0], chain.identification)
    return cast.new("collective" if phrase.plural else "anonymous")


def _one_of(cast: Cast, phrase: Phrase, whole: Phrase, identification: str = "") -> Chain:
    """A new chain for some of those that `whole` describes."""
    told = identification or whole.identification
    if told == "collective" and not phrase.plural and whole.category in PEOPLE:
        told = "public" if whole.category in ("public", "kin") else "anonymous"
    chain = cast.new(told, whole)
    chain.plural = phrase.plural
    return chain


def _noun_before(
    cast: Cast, mention: Mention, plural: bool = False, same: bool = True
) -> tuple[Phrase, int, int] | None:
    """The last noun for people before the mention as a phrase, and where it stands in its sentence.

    Only plurals with `plural`; unless `same`, the sentence before is searched, too.
    """
    table = nouns()
    for n in range(mention.sentence, max(-1, mention.sentence - 1 - (not same)), -1):
        text = cast.sentences[n]
        if n == mention.sentence:
            text = text[:mention.start - cast.starts[n]]
        words = [(m.start(), m.end(), fold(m[0])) for m in _WORDS.finditer(text)]
        for i in range(len(words) - 1, -1, -1):
            noun = words[i][2]
            if table.get(noun, ("",))[0] in ("roles", "collectives") and (not plural or noun != singular(noun)):
                begin = i
                while begin > max(0, i - 6) and words[begin - 1][2] not in BREAK and (
                        text[words[begin - 1][1]:words[begin][0]].isspace()):
                    begin -= 1
                    if words[begin][2] in _OPENING:
                        break
                start, stop = words[begin][0], words[i][1]
                return parse(text[start:stop]), start, stop
    return None
