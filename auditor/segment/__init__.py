"""Documents cut into their true articles and paragraphs, each paragraph with its kind."""

from typing import Any

import polars as pl

from auditor import tables
from auditor.segment import masthead
from auditor.segment.blocks import Block, blocks
from auditor.segment.cuts import starts
from auditor.segment.interview import turns
from auditor.segment.kinds import bare, kinds_of

# What stands around an article on its page and is no part of it.
AROUND = ("navigation", "boilerplate", "comment")
MOST_BLOCKS = 2_000  # beyond this no copies are looked for
_LIST = ("-", "*", "•", "–", "·", "»", "›")


def segment(documents: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `articles` and `paragraphs` from table `documents`.

    An article reaches from its headline to its last paragraph; what stands around it on the page (navigation,
    comments, boilerplate) is filed under the nearest article.  Metadata of the document wins over what the page shows.
    """
    articles: list[dict[str, Any]] = []
    rows: list[tuple[str, str, int, int, str, str | None, str]] = []
    for document in documents.iter_rows(named=True):
        found = blocks(document["text"], document["format"] == "markdown")
        kinds = kinds_of(document["text"], found)
        cuts, digest = starts(found, kinds)
        pages = pieces(found, kinds, cuts)
        for number, (part, inner) in enumerate(pages, 1):
            article_id = document["document_id"] + (f"@{number}" if len(pages) > 1 else "")
            article, paragraphs = _article(document, article_id, part, inner, len(pages) > 1)
            articles.append(article | {"genre": "digest"} if digest and cuts else article)
            rows += paragraphs
    return (
        tables.conform("articles", {column: [article[column] for article in articles]
                                    for column in tables.SCHEMAS["articles"]}),
        tables.conform("paragraphs", dict(zip(tables.SCHEMAS["paragraphs"], zip(*rows, strict=True), strict=True))
                       if rows else {}),
    )


def pieces(found: list[Block], kinds: list[str], cuts: list[int]) -> list[tuple[list[Block], list[str]]]:
    """The blocks and kinds of each article; what stands before the first headline goes with it, unless it is text."""
    if not cuts:
        return [(found, kinds)] if found else []
    before = sum(len(block.text) for block, kind in zip(found[: cuts[0]], kinds, strict=False) if kind == "body")
    if before < 300:
        for n in range(cuts[0]):
            kinds[n] = "navigation" if kinds[n] != "boilerplate" else kinds[n]
        cuts = [0, *cuts[1:]]
    else:
        cuts = [0, *cuts] if cuts[0] else cuts
    return [(found[start:stop], kinds[start:stop]) for start, stop in zip(cuts, [*cuts[1:], len(found)], strict=True)]


def _article(
    document: dict[str, Any], article_id: str, found: list[Block], kinds: list[str], shared: bool
) -> tuple[dict[str, Any], list[tuple[str, str, int, int, str, str | None, str]]]:
    """The rows of one article; `shared`: its page holds others, so that the page's title is not its own."""
    regions(found, kinds)
    title = None if shared else document["title"]
    head = masthead.headline(found, kinds, title)
    if head is None and title and len(found) > 1:
        head = _front_title(found, kinds, title)
    shown, lines = masthead.read(found, kinds, head)
    for n in lines:
        kinds[n] = "boilerplate"
    for n, (block, kind) in enumerate(zip(found, kinds, strict=True)):
        if n != head and kind == "body" and block.text.isupper() and len(block.text.split()) <= 5:
            kinds[n] = "boilerplate"  # a crosshead or slug
    copies(found, kinds, head)
    if head is not None:
        for n in masthead.standfirst(found, kinds, head):
            kinds[n] = "standfirst"
        kinds[head] = "headline"
    speakers = turns(found, kinds)
    for n, (kind, _) in speakers.items():
        kinds[n] = kind
    kinds = ["dateline" if kind == "date" else kind for kind in kinds]
    inside = [n for n, kind in enumerate(kinds) if kind not in AROUND] or list(range(len(found)))
    said = " ".join(found[head].text.split()) if head is not None else None
    article = {
        **document, "article_id": article_id, "start": found[inside[0]].start, "stop": found[inside[-1]].stop,
        "title": title or said, "outlet": document["outlet"] or shown.outlet,
        "author": document["author"] or shown.author,
        "published": document["published"] or shown.published, "dateline": shown.dateline,
        "origin": None if _own(shown.origin, document["outlet"] or shown.outlet) else shown.origin,
        "genre": masthead.genre(kinds, title or said or "", found[inside[0]].text),
    }
    paragraphs = [
        (article_id, f"{article_id}:p{n}", block.start, block.stop, kind,
         speakers[n - 1][1] if kind in ("question", "answer") else None, block.text)
        for n, (block, kind) in enumerate(zip(found, kinds, strict=True), 1)
    ]
    return article, paragraphs


def _own(origin: str | None, outlet: str | None) -> bool:
    """Whether the origin a dateline shows is the outlet itself, by its initials."""
    return bool(origin and outlet) and origin == "".join(word[0] for word in str(outlet).split() if word[0].isupper())


def _front_title(found: list[Block], kinds: list[str], title: str) -> int | None:
    """Cut the title out of front matter, to be the headline; where it stands now, None where it does not."""
    front = found[0]
    at = front.text.find(title) if front.markup and front.text.startswith(("---", "+++")) else -1
    if at < 1:
        return None
    start, stop = front.start + at, front.start + at + len(title)
    found[:1] = [
        front._replace(stop=start, text=front.text[:at]), Block(start, stop, title),
        front._replace(start=stop, text=front.text[at + len(title) :]),
    ]
    kinds[:1] = ["boilerplate", "headline", "boilerplate"]
    return 1


def regions(found: list[Block], kinds: list[str]) -> None:
    """Settle what only the neighbours show: readers' comments, lists of other articles, captions over their credit."""
    total = sum(len(block.text) for block, kind in zip(found, kinds, strict=True) if kind == "body")
    told = 0  # characters of text so far
    listing = commenting = False
    for n, (block, kind) in enumerate(zip(found, kinds, strict=True)):
        if commenting:
            kinds[n] = kind if kind in ("navigation", "boilerplate") else "comment"
            continue
        if kind in ("comments", "counted"):
            # A bare "Comments" in the upper half is a button.
            commenting = told >= 80 and (kind == "counted" or 2 * told >= total)
            kinds[n] = "navigation"
        elif kind in ("archive", "reading_list"):
            listing = kind == "reading_list"
            kinds[n] = "navigation"
        elif listing and kind == "body" and _item(block.text):
            kinds[n] = "navigation"
        elif kind == "body":
            listing = False
            told += len(block.text)
        elif kind == "caption" and n and kinds[n - 1] == "body" and found[n - 1].gap and not block.gap:
            kinds[n - 1] = "caption" if len(found[n - 1].text) <= 250 else "body"


def _item(text: str) -> bool:
    """Whether a line looks like an item of a list of articles."""
    return len(text) <= 200 and (text.startswith(_LIST) or text[-1] not in ".!\"”'’:")


def copies(found: list[Block], kinds: list[str], head: int | None) -> None:
    """Make pull quotes of the paragraphs that the article prints again, whole or lifted from a longer one."""
    if len(found) > MOST_BLOCKS:
        return
    openings: dict[str, int] = {}
    whole = [n for n, kind in enumerate(kinds) if kind == "body" and n != head and len(found[n].text) >= 60]
    for n in whole:
        first = openings.setdefault(found[n].text[:24], n)
        if first != n and bare(found[first].text) == bare(found[n].text):
            # Printed above the lead it is the teaser; else the later one is the copy.
            above = first == whole[0] and any(
                kinds[m] == "boilerplate" or masthead.LEAD.match(found[m].text) for m in range(first + 1, n)
            )
            kinds[first if above else n] = "pull_quote"
    told = "\n".join(found[n].text for n in whole)
    for n in whole:
        text = found[n].text
        if len(text) <= 300 and kinds[n] == "body":
            lifted = text.strip("\"“”'‘’ .…—–-")
            if len(lifted) >= 50 and told.find(lifted, told.find(lifted) + 1) >= 0 and any(
                lifted in found[m].text for m in whole if len(found[m].text) > len(text) + 20
            ):
                kinds[n] = "pull_quote"
