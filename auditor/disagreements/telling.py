"""Whether a sentence inside an article takes the other side of a refutation: tells as so what that says is not."""

from collections.abc import Iterator
from itertools import pairwise

from auditor.disagreements.refutations import Refutation, asks, find, listed
from auditor.disagreements.stands import STRONG, Article, Sentence, clause, parts, terms
from auditor.disagreements.words import acts, places, plain, term

AFTER = 2  # sentences behind a denial in which it may be taken back
MUCH = 3  # terms in common where the only act is that somebody accuses
DENIES = 0.4  # the strength of a plain not
# A plain not in the indicative: the words that hold it, and those that leave it open.
_IS = frozenset("is are was were has have had did does".split())
_NEVER = frozenset("isn't aren't wasn't weren't hasn't haven't hadn't didn't doesn't never".split())
_OPEN = frozenset(
    "if would wouldn't must should shouldn't could couldn't will won't might may can can't unless".split()
)
_EARLIER = frozenset("before earlier previously until yet".split())  # what was not so then may be so now
_AHEAD = frozenset(  # what is still to come
    "going plan plans planned planning intend intends intended promise promises promised vow vows vowed".split()
)
_ASKED = frozenset("whether unclear supposed supposedly".split())
_AS_IF = {("as", "if"), ("as", "though")}
_HE = frozenset("he him his she her".split())
_ARE = frozenset("is was has does as this its his us thus always perhaps".split())  # before a participle that tells


def tells(sentence: Sentence, about: frozenset[str], act: str, negated: bool, affirmed: bool) -> bool:
    """Whether a sentence tells what is refuted as so: it names an act of it and takes nothing back.

    `negated`: a not refutes it; `affirmed`: what is refuted holds no not itself, so that who says not agrees.
    """
    own = terms(sentence)
    shared = about & own
    told = shared & acts()
    if not told or len(shared) < (MUCH if told == {"accuse"} else 2):
        return False
    said = plain(sentence.text)
    if asks(sentence.text) or not _ASKED.isdisjoint(said) or any(pair in _AS_IF for pair in pairwise(said)):
        return False
    if act and (act not in own or supposes(sentence) or not _AHEAD.isdisjoint(said)):
        return False  # to sell it later is not to have sold it
    wanted = {act} if act else told
    found = find(sentence.text)
    against = [r.start for r in found if r.strength >= DENIES]
    if (against and negated and not act) or any(r.strength >= STRONG for r in found):
        return False
    free: set[str] = set()
    refuted: set[str] = set()
    for start, stop in parts(sentence.text):
        part = sentence.text[start:stop]
        gone = any(start <= at < stop for at in against) or (affirmed and _denies(part))
        (refuted if gone else free).update(_done(part))
    return bool(wanted & free) and not wanted & refuted


def _done(text: str) -> Iterator[str]:
    """The terms of the words of a clause, less those that only speak of an act: the allegations, the people fleeing."""
    said = plain(text)
    spoken_of = listed("told")
    for before, word in pairwise(("", *said)):
        attribute = word.endswith("ing") and before.endswith("s") and before not in _ARE
        if word not in spoken_of and not attribute:
            yield term(word)


def _denies(text: str) -> bool:
    return not listed("negation").isdisjoint(plain(text))


def negative(sentence: Sentence, refutation: Refutation) -> bool:
    """Whether what is refuted holds a not, or is one."""
    return refutation.kind == "negation" or _denies(sentence.text[slice(*clause(sentence.text, refutation))])


def another(sentence: Sentence, refutation: Refutation, told: Sentence) -> bool:
    """Whether somebody denies that he did it himself, and another than he is told of."""
    start, stop = clause(sentence.text, refutation)
    people = {n.short for n in told.names if n.kind == "person"}
    own = [n.short for n in sentence.names if n.kind == "person" and n.stop <= refutation.start]
    himself = not _HE.isdisjoint(plain(sentence.text[start:stop])) and _HE.isdisjoint(plain(told.text))
    return himself and bool(own and people) and own[-1] not in people


def act_of(sentence: Sentence, refutation: Refutation) -> str:
    """The act that a plain not says is not so, where it stands right behind; empty for what is only wished."""
    if refutation.kind != "negation" or refutation.strength >= STRONG or supposes(sentence):
        return ""
    said = plain(sentence.text)
    if not _EARLIER.isdisjoint(said):
        return ""
    at = next(i for i, place in enumerate(places(sentence.text)) if place[0] >= refutation.start)
    if said[at] not in _NEVER and not (said[at] == "not" and _IS & {*said[max(0, at - 2) : at]}):
        return ""
    return next((t for w in said[at + 1 : at + 3] if (t := term(w)) in listed("fact")), "")


def supposes(sentence: Sentence) -> bool:
    """Whether a sentence speaks of what may be, should be or would be."""
    return bool(_OPEN.intersection(plain(sentence.text)))


def taken_back(article: Article, sentence: Sentence) -> bool:
    """Whether what is denied is admitted right behind: for years he denied it, but then he had to admit it."""
    texts = [plain(sentence.text), *(plain(s.text) for s in article.sentences[sentence.order + 1 :][:AFTER])]
    turned = [words[words.index("but") :] for words in texts if "but" in words]
    admits = listed("admit")
    return any(not admits.isdisjoint(words) for words in turned)
