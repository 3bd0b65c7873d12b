"""What an article discloses about the other side of a claim, and about its own checking."""

import re
from bisect import bisect_left
from typing import NamedTuple

from auditor.claims.records import Sentence, Statement
from auditor.claims.support import Voice
from auditor.text import fold

_RESPONSES = ("denied", "declined", "unreachable", "included", "asked")  # the first that is found counts
_CHECKS = ("not", "partly", "verified")
MOST = 100  # answers that name somebody
LAST = "\U0010ffff"  # sorts behind all that may follow
_WORD = re.compile(r"[^\W_]{4,}")


class Disclosures(NamedTuple):
    """The answers and checks an article tells of: (sentence, position, category), in order.

    `near`: the sentences beside an answer; `words`: those of the sentences with answers, sorted, each with the number
    of its answer; by source_id `voices`, what each source says, and `labels`, who it is.
    """

    answers: list[tuple[int, int, str]]
    checks: list[tuple[int, str]]
    near: set[int]
    words: list[tuple[str, int]]
    voices: dict[str, list[Voice]]
    labels: dict[str, str]


def disclosures(sentences: list[Sentence], voices: list[Voice]) -> Disclosures:
    """What is marked in `sentences` as an answer or a check; where there is an answer, also who speaks."""
    found = Disclosures([], [], set(), [], {}, {})
    for n, sentence in enumerate(sentences):
        for at, _, kind, category in sentence.marks:
            if kind == "response":
                found.words.extend((word, len(found.answers)) for word in set(_WORD.findall(sentence.folded)))
                found.answers.append((n, at, category))
                if category != "included":
                    found.near.update(range(n - 2, n + 2))
            elif kind == "verification":
                found.checks.append((n, category))
    found.words.sort()
    for voice in voices if found.answers else ():
        for source in voice.sources:
            found.voices.setdefault(source.source_id, []).append(voice)
            found.labels[source.source_id] = fold(source.label)
    return found


def answered(made: list[Statement], told: Disclosures, accused: list[str]) -> str:
    """How the accused answered: denied, declined, unreachable, included, asked; none where nothing shows it.

    An answer stands in the sentence of the claim or beside it, or names the accused (`accused`: folded names) unless
    that is who makes the claim.
    """
    if not told.answers or (not accused and told.near.isdisjoint([s.sentence for s in made])):
        return "none"
    claimants = {s.support.source_id for s in made if s.support.source_id}
    keys = []
    if accused:
        speakers = " ".join(told.labels[source] for source in claimants if source in told.labels)
        keys = [word for key in accused for word in key.split() if len(word) > 3 and word not in speakers]
    at_hand = {told.answers[n] for key in keys for n in _naming(told, key)} | {
        answer for s in made for answer in _beside(told, s.sentence) if answer[2] != "included"
    }
    if not at_hand:
        return "none"
    own = [voice for source in claimants for voice in told.voices.get(source, ())]
    found = {category for _, at, category in at_hand if not any(voice.start <= at < voice.stop for voice in own)}
    return next((category for category in _RESPONSES if category in found), "none")


def _naming(told: Disclosures, key: str) -> list[int]:
    """The numbers of the answers, MOST of them, with a word that begins with `key`: "syrian" speaks of "syria"."""
    begin, end = bisect_left(told.words, (key,)), bisect_left(told.words, (key + LAST,))
    return [number for _, number in told.words[begin:min(end, begin + MOST)]]


def _beside(told: Disclosures, sentence: int) -> list[tuple[int, int, str]]:
    """The answers in the sentence before `sentence`, in itself and in the two behind it."""
    return told.answers[bisect_left(told.answers, (sentence - 1,)):bisect_left(told.answers, (sentence + 3,))]


def verified(made: list[Statement], told: Disclosures, central: set[int]) -> str:
    """Whether the article says that the claim was verified, partly verified, or could not be; else none."""
    if not told.checks:
        return "none"
    near = {s.sentence + d for s in made for d in (-2, -1, 0, 1, 2)}
    everywhere = any(s.sentence in central for s in made)
    found = {category for n, category in told.checks if everywhere or n in near}
    return next((category for category in _CHECKS if category in found), "none")
