"""To whom the words of an attribution were said, and whether anybody said them at all."""

import re

from auditor.text import fold

# Verbs whose object is the hearer.
TELLING = frozenset("advise assure brief inform reassure remind tell urge warn".split())
_AUDIENCE = re.compile(
    r" ([\w’'&-]+\.?(?: [\w’'&-]+\.?){0,5}?)"
    r"(?= (?:that|to|not|how|why|what|about|of|on|in|during|at|last|this|for|away|earlier|he|she|it|they|there|we)\b"
    r"|,|:|;|[“”\"]|\.? ?$|\. )"
)
# Who publishes what he is told: a reporter, a kind of outlet, a name such as an outlet's.
_PRESS = re.compile(
    r"\b([Rr]eporters?|journalists?|press|media|newspapers?|magazine|agency|station|channel|network|us|me)\b"
    r"|[A-Z][\w.&’'-]*( \w+ morning)?$"
)
_THAT = frozenset("that to it he she they there we if how why what of about against on in".split())
_MODAL = re.compile(r"(?i)\b(?:would|could|might|should|can|may)\b")
_CONDITION = re.compile(r"(?i)\b(?:if|whether|unless|imagine|suppose|supposing)\b[^.,;:!?\"“”]*$")
REACH = 80  # characters before a source in which the condition of its clause is looked for


def aside(text: str, at: int) -> bool:
    """Whether the hearer named after a verb of telling that ends at `at` publishes nothing: "told their allies"."""
    hearer = audience(text, at)
    return bool(hearer) and not _PRESS.search(hearer)


def audience(text: str, at: int) -> str:
    """The hearer named after a verb of telling that ends at `at`: "reporters", "their allies", "The Herald"."""
    found = _AUDIENCE.match(text, at, at + REACH)
    words = found[1].rstrip(".") if found else ""
    return words if words and fold(words.split(" ", 1)[0]) not in _THAT else ""


def supposed(text: str, at: int, cue: str) -> bool:
    """Whether the words are only thought of: "an aide would say", "if an aide says"; the source begins at `at`."""
    modal = " " in cue and _MODAL.search(cue)
    return bool(modal or _CONDITION.search(text, max(0, at - REACH), at))
