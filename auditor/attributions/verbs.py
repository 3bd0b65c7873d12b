"""Verb cues: from a word that may report to the shape in which it does."""

from auditor.attributions.acceptance import is_noun, particle
from auditor.attributions.active import active, as_by, speaker
from auditor.attributions.following import after
from auditor.attributions.found import Found
from auditor.attributions.inverted import inversion
from auditor.attributions.participles import asked, participle, purpose
from auditor.attributions.passives import passive
from auditor.attributions.verbgroups import group, is_adverb
from auditor.frames import DETERMINER, FRAMES, INVARIANT, NOMINAL, PLURAL, PREPOSITION, PRONOUN, RELATIVE, TIME, Verb
from auditor.tokens import QUOTE, Stream

# Lower-case words that may follow a verb of a headline; any other one follows a name: "Ian Read said".
_BEHIND = frozenset("to for on of about that in by as with it at him her a the out".split())


def reported(s: Stream, a: int, b: int, i: int, verb: Verb, earlier: list[Found]) -> Found | None:
    """The attribution whose cue is the verb at `i`, or None where its frame is not met.

    `a`..`b` is the sentence, as far as the cue looks; `earlier`: the attributions found before in it.
    """
    words = s.words
    before = words[i - 1] if i > a else ""
    behind = words[i + 1] if i + 1 < b else ""
    if _no_verb(s, a, b, i, verb):
        return None
    if before == "as" and verb.form == "ed" and behind == "by":
        return as_by(s, a, b, i, verb)
    g = group(s, a, i, verb.form)
    if earlier and g.start <= earlier[-1].cue[0] < i:
        return None  # "declined to discuss" is one cue
    stop, prepositional = particle(s, i + 1, b, verb.lemma)
    if g.form == "infinitive":
        return purpose(s, a, b, stop, verb, g, prepositional, earlier)
    if g.form == "passive" or (g.form == "participle" and behind == "by" and verb.lemma in FRAMES["passive"]):
        return passive(s, a, b, i, verb, g)
    if g.form == "ing":
        return participle(s, a, b, stop, verb, g, prepositional, earlier)
    if verb.lemma == "ask" and verb.form == "ed" and (i == a or before in ("when", QUOTE, ",", "if")):
        found = asked(s, a, b, i)
        if found:
            return found
    if g.start == i and not prepositional and (i == a or before in (QUOTE, ",")):
        inverted = inversion(s, a, b, i, verb)
        if inverted:
            return inverted
    who = speaker(s, a, g, verb.lemma, earlier)
    if not who:
        return None
    if prepositional and verb.lemma == "say" and who.left:
        stop, prepositional = i + 1, False  # "C," he said of the plan
    follows = after(s, stop, b, verb.lemma)
    if prepositional:
        follows = follows._replace(frame="preposition")
    return active(s, a, b, i, stop, verb, g, follows, who)


def _no_verb(s: Stream, a: int, b: int, i: int, verb: Verb) -> bool:
    """Whether what has the form of `verb` at `i` is a name, a noun or an adjective."""
    words = s.words
    before = words[i - 1] if i > a else ""
    behind = words[i + 1] if i + 1 < b else ""
    named = i > a and s.capital(i) and s.capital(i - 1) and behind[:1].isalpha() and behind not in _BEHIND
    if named and not s.capital(i + 1):
        return True
    clitic = before == "'s" and i - 1 > a and (words[i - 2] in PRONOUN or words[i - 2] in RELATIVE)  # "he's said"
    each = before == "each" and i - 2 > a and (s.capital(i - 2) or words[i - 2][-1:] == "s")  # "they each called it"
    if (before in NOMINAL and not each) or (before in ("'s", "'") and not clitic):
        return True
    if verb.form in ("s", "base"):
        if verb.lemma in INVARIANT and is_adverb(before) and i - 2 >= a and words[i - 2] in NOMINAL:
            return True  # "a widely read column"
        return (
            (before in PREPOSITION and before != "to")
            or (before.isdigit() and verb.lemma in FRAMES["noun"] and (verb.form == "s" or words[i - 2] in TIME))
            or (
                before in DETERMINER
                and (before not in PLURAL or verb.form == "s")  # "many promises he made"
                and verb.lemma in FRAMES["noun"]
            )
            or is_noun(s, a, b, i, verb)
        )
    if verb.form != "ed":
        return False
    k = i - 1
    while k >= a and is_adverb(words[k]):
        k -= 1
    if k < i - 1 and k >= a and (words[k] in NOMINAL or words[k] in ("'s", "'")):
        return True  # "a racially charged argument"
    return before[-1:].isdigit() and behind[-1:] == "s"  # "1,280 pledged delegates"
