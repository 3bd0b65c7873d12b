"""The blocks of a page: its lines, hard-wrapped ones joined, markup set apart."""

import re
from typing import NamedTuple

from auditor.text import front_matter

LONGEST = 20_000
_HEADING = re.compile(r"(#{1,6})[^\S\r\n]+")
# Block markup of Markdown: rules, fences, images, comments, tables, link definitions.
_MARKUP = re.compile(r"(?:```|~~~|!\[|<!--|\||\[[^\]\s]{1,40}\]:\s)")
_PREFIX = re.compile(r"(?:>\s?)+|[-*+]\s+")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]+)\1\Z")


class Block(NamedTuple):
    """A stretch of the page between line ends; `gap`: a blank line stands before it; `level`: of a Markdown heading."""

    start: int
    stop: int
    text: str
    gap: bool = True
    level: int = 0
    markup: bool = False
    bold: bool = False


def blocks(text: str, markdown: bool = False) -> list[Block]:
    """The blocks of `text` in order, without the white space around them; together they hold all its words.

    What is longer than 20,000 characters is cut at white space.
    """
    found: list[Block] = []
    place = front_matter(text)
    begin = 0
    if place:
        begin = place[2]
        found.append(Block(0, begin, text[:begin], markup=True))
    end = after = begin
    group: list[Block] = []
    for line in text[begin:].replace("\r", "\n").split("\n"):  # of the same length; no regex is as fast
        inner = line.strip()
        start, after = after + line.find(inner), after + len(line) + 1
        if not inner:
            continue
        gap = text.count("\n", end, start) > 1 or text.count("\r", end, start) > 1 or not (found or group)
        if gap and group:
            found += _joined(text, group, markdown)
            group = []
        block = Block(start, start + len(inner), inner, gap)
        group.append(_marked(text, block) if markdown else block)
        end = block.stop
    found += _joined(text, group, markdown)
    return [part for block in found for part in _cut(text, block)] if len(text) > LONGEST else found


def _marked(text: str, block: Block) -> Block:
    """`block` of a Markdown page, without the marks that open its line."""
    heading = _HEADING.match(block.text)
    if heading:
        start = block.start + heading.end()
        return block._replace(start=start, text=text[start : block.stop], level=len(heading[1]))
    if _MARKUP.match(block.text):
        return block._replace(markup=True)
    prefix = _PREFIX.match(block.text)
    if prefix and prefix.end() < len(block.text):
        start = block.start + prefix.end()
        block = block._replace(start=start, text=text[start : block.stop])
    bold = _BOLD.match(block.text)
    if bold:
        start, stop = block.start + 2, block.stop - 2
        return block._replace(start=start, stop=stop, text=text[start:stop], bold=True)
    return block


def _joined(text: str, group: list[Block], markdown: bool) -> list[Block]:
    """The lines between two blank ones; one block where they look like one paragraph broken to fit a width."""
    if len(group) < 2:
        return group
    widest = max(len(block.text) for block in group)
    full = [len(block.text) > 0.6 * widest for block in group[:-1]]
    wrapped = (
        widest >= 40 and (widest <= 100 or markdown)
        and sum(full) >= 0.8 * len(full)
        and any(after.text[0].islower() for after in group[1:])
        and not any(block.markup or block.level or block.bold for block in group)
    )
    if not wrapped:
        return group
    joined: list[Block] = []
    for block in group:
        indent = text[: block.start].endswith(("  ", "\t"))
        if joined and not (indent and joined[-1].text[-1] in ".!?\"”'’"):
            start = joined[-1].start
            joined[-1] = joined[-1]._replace(stop=block.stop, text=text[start : block.stop])
        else:
            joined.append(block)
    return joined


def _cut(text: str, block: Block) -> list[Block]:
    parts = []
    while block.stop - block.start > LONGEST:
        cut = text.rfind(" ", block.start + 1, block.start + LONGEST)
        cut = cut if cut > block.start else block.start + LONGEST
        parts.append(block._replace(stop=cut, text=text[block.start : cut]))
        start = cut
        while start < block.stop and text[start].isspace():
            start += 1
        block = block._replace(start=start, text=text[start : block.stop], gap=False)
    return [*parts, block] if block.start < block.stop else parts
