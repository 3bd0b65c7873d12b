"""What an article discloses about the other side of a claim, and about its own checking."""

from auditor.claims.statements import Sentence, Statement
from auditor.claims.support import Voice
from auditor.text import fold

Answer = str
_RANK = ("denied", "declined", "unreachable", "included", "asked")


def answered(made: list[Statement], sentences: list[Sentence], voices: list[Voice], accused: list[str]) -> Answer:
    """How the accused answered: denied, declined, unreachable, included, asked; none where nothing shows it.

    An answer stands in the sentence of the claim or beside it, or names the accused (`accused`: folded names) unless
    that is who makes the claim.
    """
    near = {s.sentence + d for s in made for d in (-1, 0, 1, 2)}
    claimants = {s.support.source_id for s in made if s.support.source_id}
    own = [voice for voice in voices if any(source["source_id"] in claimants for source in voice.sources)]
    speakers = " ".join(fold(source["label"] or "") for voice in own for source in voice.sources)
    keys = [word for key in accused for word in key.split() if len(word) > 3 and word not in speakers]
    found = set()
    for n, sentence in enumerate(sentences):
        answers = [category for at, _, kind, category in sentence.marks if kind == "response"
                   and not any(voice.start <= at < voice.stop for voice in own)]
        if not answers:
            continue
        named = any(key in fold(sentence.text) for key in keys) if keys else False
        found |= {category for category in answers if named or (n in near and category != "included")}
    return next((category for category in _RANK if category in found), "none")


def verified(made: list[Statement], sentences: list[Sentence], central: set[int]) -> str:
    """Whether the article says that the claim was verified, partly verified, or could not be; else none."""
    near = {s.sentence + d for s in made for d in (-2, -1, 0, 1, 2)}
    everywhere = any(s.sentence in central for s in made)
    found = {category for n, sentence in enumerate(sentences) if everywhere or n in near
             for _, _, kind, category in sentence.marks if kind == "verification"}
    return next((category for category in ("not", "partly", "verified") if category in found), "none")
