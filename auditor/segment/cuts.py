"""Where the articles of a page begin.  Precision first: a page is one article unless its shape says otherwise."""

import re

from auditor.dates import FULL
from auditor.segment.blocks import Block
from auditor.segment.kinds import bare
from auditor.text import fold

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENDS = ".!?:;,"
_LINKS = frozenset("by the of and in on from via at for source published posted updated st nd rd th".split())
_SMALL = frozenset(
    "about after against amid and are between during for from have into more near off onto out over per says than that "
    "the their then they this through under until upon via was were what when where which while who why will with "
    "within without".split()
)


def starts(blocks: list[Block], kinds: list[str]) -> tuple[list[int], bool]:
    """The blocks with which the page's articles begin, none where the whole page is one; and whether it is a digest."""
    if len(blocks) < 6:
        return [], False
    cuts = _archive(blocks, kinds) or _chapters(blocks, kinds)
    return (cuts, False) if cuts else (_digest(blocks, kinds), True)


def echo(blocks: list[Block], kinds: list[str], start: int) -> int | None:
    """The block soon after headline `start` that says it again, with nothing else but names and dates."""
    opening = blocks[start].text[:8]
    words = bare(blocks[start].text)
    for n in range(start + 1, min(start + 9, len(blocks))):
        text = blocks[n].text
        if opening in text and len(text) < len(words) + 200 and kinds[n] in ("body", "byline") and words in bare(text):
            said = set(_WORD.findall(fold(blocks[start].text))) | _LINKS
            rest = [word for word in _WORD.findall(text) if word[0].islower() and word not in said]
            return n if len(words) >= 12 and not rest else None
    return None


def _archive(blocks: list[Block], kinds: list[str]) -> list[int]:
    """A list of posts: headline, lone date line or dated byline, perhaps the headline again with its publisher; or the
    date line first."""
    dated = []
    for n, kind in enumerate(kinds):
        if kind == "date" or (kind == "byline" and FULL.search(blocks[n].text)):
            head = n - 2 if n > 1 and kinds[n - 1] == "byline" else n - 1
            if head >= 0 and kinds[head] == "body" and len(blocks[head].text) < 250:
                dated.append(head)
    echoed = [head for head in dated if echo(blocks, kinds, head) is not None]
    if len(echoed) >= 2:
        return echoed
    heads = [head for head in dated if _headed(blocks[head])]
    if len(heads) >= 2 and _each_holds(blocks, kinds, heads, 1):
        return heads
    below = [n for n in range(1, len(blocks)) if kinds[n - 1] == "date" and kinds[n] == "body" and _headed(blocks[n])]
    heads = [n - 1 for n in below]
    return heads if len(heads) >= 2 and _each_holds(blocks, kinds, heads, 2) else []


def _headed(block: Block) -> bool:
    """Whether a block could be a headline: some words without a stop."""
    return len(block.text) < 250 and block.text[-1] not in _ENDS and len(_WORD.findall(block.text)) > 3


def _chapters(blocks: list[Block], kinds: list[str]) -> list[int]:
    """Several first-level headings of Markdown, each over text."""
    heads = [n for n, block in enumerate(blocks) if block.level == 1]
    return heads if len(heads) > 1 and _each_holds(blocks, kinds, heads, 1) else []


def _digest(blocks: list[Block], kinds: list[str]) -> list[int]:
    """Several stories in a row: capitalised lines without a full stop between long paragraphs.

    A crosshead looks alike; but the paragraph under a headline says it again in full.
    """
    heads: list[int] = []
    for n in range(len(blocks) - 2):
        if kinds[n] != "body" or not 25 <= len(blocks[n].text) <= 160 or blocks[n].text[-1] in _ENDS:
            continue
        if heads and not (len(blocks[n - 1].text) >= 40 and blocks[n - 1].text[-1] in ".!?\"”'’"):
            continue
        lead = blocks[n + 1]
        if kinds[n + 1] == kinds[n + 2] == "body" and len(lead.text) >= 80 and restated(blocks[n], lead):
            heads.append(n)
    opening = next((n for n, kind in enumerate(kinds) if kind == "body"), 0)
    if len(heads) < 2 or heads[0] != opening or not _each_holds(blocks, kinds, heads, 2):
        return []
    return heads


def restated(head: Block, lead: Block) -> bool:
    """Whether `head` is a headline in capitals whose words come again in the paragraph `lead`."""
    words = _WORD.findall(head.text)
    long = [word for word in words if len(word) > 3]
    if len(words) < 5 or sum(word[0].isupper() for word in long) < 0.75 * len(long):
        return False
    content = {fold(word)[:5] for word in long} - {small[:5] for small in _SMALL}
    again = content & {fold(word)[:5] for word in _WORD.findall(lead.text)}
    return len(again) >= 3 and len(again) >= 0.4 * len(content)


def _each_holds(blocks: list[Block], kinds: list[str], heads: list[int], least: int) -> bool:
    """Whether at least `least` paragraphs of text stand under each of `heads`."""
    return all(
        sum(kinds[n] == "body" and len(blocks[n].text) >= 80 for n in range(head + 1, end)) >= least
        for head, end in zip(heads, [*heads[1:], len(blocks)], strict=True)
    )
