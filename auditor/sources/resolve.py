"""One mention after another, each given to its chain."""

from auditor.sources.cast import Cast, Chain, Mention
from auditor.sources.descriptions import PEOPLE, beside, definite, headless, indefinite
from auditor.sources.phrase import Phrase, parse
from auditor.sources.pronouns import pronoun, relative


def cite(cast: Cast, mention: Mention) -> Chain:
    """The chain that `mention` belongs to, a new one where it is the first; mentions come in order of position."""
    phrase = parse(mention.text, cast.inside(mention))
    chain = _resolve(cast, phrase, mention)
    chain.add(phrase, mention)
    cast.order.append(chain)
    return chain


def _resolve(cast: Cast, phrase: Phrase, mention: Mention) -> Chain:
    if phrase.name:
        return cast.spoken(phrase)
    if phrase.kind == "speaker":
        return cast.keyed("narrator", "narrator")
    if phrase.kind == "pronoun":
        return pronoun(cast, phrase, mention)
    if phrase.kind == "relative":
        return relative(cast, mention)
    if phrase.kind == "headless":
        return headless(cast, phrase)
    if phrase.category in PEOPLE and (named := beside(cast, phrase, mention)):
        return cast.named(named)
    return definite(cast, phrase, mention) if phrase.kind == "definite" else indefinite(cast, phrase, mention)
