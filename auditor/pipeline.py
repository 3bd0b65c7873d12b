"""The straight line: documents in, every table out.  One assignment a stage; nothing looked up, nothing called back."""

import contextlib
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from subprocess import Popen
from threading import Thread
from types import MappingProxyType
from typing import Any

import polars as pl

from auditor import tables
from auditor.attributions import attribute
from auditor.claims import extract
from auditor.disagreements import compare, within
from auditor.errors import Failure
from auditor.helpers import Helpers, ask, cores
from auditor.segment import segment
from auditor.sentences import split
from auditor.sources import identify
from auditor.spans import mark
from auditor.stories import group

Tables = dict[str, pl.DataFrame]
Shard = tuple[Tables, list[Failure]]
Slice = tuple[int, int]  # start and length
Aliases = Mapping[str, str]  # spelling -> name, as who runs the audit has said
NONE: Aliases = MappingProxyType({})

FEWEST, MOST = 10, 100  # documents in a shard: fewer are mostly overhead, more of them fill the memory
SHARED = 50  # documents that are worth a second process
CRASHES = (Exception, pl.exceptions.PanicException)
FRONT = ("articles", "paragraphs", "sentences", "spans", "names", "attributions", "sources", "citations", "statements",
         "claims", "disagreements")
BATCH = ("stories", "copies", "disagreements")


def front(documents: pl.DataFrame, aliases: Aliases = NONE) -> Tables:
    """Every table that a document fills seen alone, from table `documents`; `disagreements` are those in an article."""
    articles, paragraphs = segment(documents)
    sentences = split(paragraphs)
    spans, names = mark(paragraphs, sentences, aliases)
    attributions = attribute(paragraphs, sentences, spans)
    sources, citations = identify(articles, paragraphs, sentences, spans, names, attributions)
    statements, claims = extract(
        articles, paragraphs, sentences, spans, names, attributions, sources, citations
    )
    disagreements = within(articles, sentences, names, attributions, citations, statements)
    return dict(zip(FRONT, (articles, paragraphs, sentences, spans, names, attributions, sources, citations,
                            statements, claims, disagreements), strict=True))


def batch(t: Tables, stories_by: str = "auto") -> Tables:
    """What only all articles together show: stories, copies, disagreements.  `stories_by`: auto, folder or none."""
    stories, copies = group(t["articles"], t["sentences"], t["names"], stories_by)
    disagreements = compare(
        t["articles"], t["sentences"], t["names"], t["attributions"], t["sources"], t["citations"], t["statements"],
        t["disagreements"], stories,
    )
    return {"stories": stories, "copies": copies, "disagreements": disagreements}


def each(documents: pl.DataFrame, helpers: Helpers, aliases: Aliases = NONE) -> Shard:
    """Every table of facts about each document of table `documents` alone, and those that could not be taken apart."""
    t, failures = fold(documents, helpers, aliases)
    cited = tables.cited(
        t["articles"], t["paragraphs"], t["sentences"], t["attributions"], t["sources"], t["citations"]
    )
    tallies = tables.tallies(t["articles"], t["sentences"], cited, t["claims"])
    return t | {"documents": documents, "cited": cited, "tallies": tallies}, failures


def run(documents: pl.DataFrame, stories_by: str = "auto", jobs: int | None = None) -> Shard:
    """Every table of facts from table `documents`, and the documents that could not be taken apart.

    `jobs`: processes to use, default the cores; a small batch stays in this one.
    """
    with Helpers((jobs or cores()) - 1) as helpers:
        t, failures = each(documents, helpers)
    compared, more = together(t, stories_by)
    return t | compared, failures + more


def together(t: Tables, stories_by: str) -> Shard:
    """`batch`; where it raises, no disagreements and a failure."""
    try:
        return batch(t, stories_by), []
    except CRASHES as problem:
        failure = Failure("", "", f"the articles could not be compared ({told(problem)})")
        return {name: tables.empty(name) for name in BATCH}, [failure]


def fold(documents: pl.DataFrame, helpers: Helpers, aliases: Aliases = NONE) -> Shard:
    """`front` over shards of `documents`; this process and `helpers` each take the next when done with one."""
    if documents.height < SHARED:
        return guarded(documents, aliases)
    slices = shards(documents.height, 1 + helpers.number)
    waiting, done, answers = deque(slices), dict[Slice, Shard](), dict[Slice, bytes]()
    # Packed before and unpacked after: a thread that does more than wait would wait for this one at every turn.
    messages = {part: packed({"documents": documents.slice(*part)}, dict(aliases)) for part in slices}

    def left() -> Iterator[Slice]:
        with contextlib.suppress(IndexError):
            while True:
                yield waiting.popleft()

    def feed(process: Popen[bytes]) -> None:
        with contextlib.suppress(OSError, EOFError):  # it died: what it had is done below
            for part in left():
                answers[part] = ask(process, messages[part])

    threads = [Thread(target=feed, args=(process,), daemon=True) for process in helpers.start()]
    for thread in threads:
        thread.start()
    for part in left():
        done[part] = guarded(documents.slice(*part), aliases)
    for thread in threads:
        thread.join()
    for part, answer in answers.items():
        t, failures = unpacked(answer)
        done[part] = t, [Failure(*failure) for failure in failures]
    return joined([done.get(part) or guarded(documents.slice(*part), aliases) for part in slices])


def shards(height: int, processes: int) -> list[Slice]:
    """Start and length of each shard of `height` documents: large ones first, small ones last, so that all
    `processes` end together."""
    slices, start = list[Slice](), 0
    while start < height:
        length = min(max((height - start) // (2 * processes), FEWEST), MOST)
        slices.append((start, length))
        start += length
    return slices


def joined(shards: Sequence[Shard]) -> Shard:
    """The tables of `shards` under one another, and all their failures."""
    return (
        {name: tables.concat(name, [t[name] for t, _ in shards]) for name in FRONT},
        [failure for _, failures in shards for failure in failures],
    )


def guarded(documents: pl.DataFrame, aliases: Aliases) -> Shard:
    """`front`; where it raises, document by document, so that the rest of the batch is audited."""
    try:
        return front(documents, aliases), []
    except CRASHES as problem:
        if documents.height > 1:
            return joined([guarded(documents.slice(row, 1), aliases) for row in range(documents.height)])
        failure = Failure(documents["path"][0], "", f"could not be taken apart ({told(problem)})")
        return {name: tables.empty(name) for name in FRONT}, [failure]


def told(problem: BaseException) -> str:
    """A crash in one line."""
    return " ".join(f"{type(problem).__name__}: {problem}".split())


def remote(message: bytes) -> bytes:
    """`guarded` for a helper: packed table `documents` and aliases in, packed tables and failures out."""
    t, aliases = unpacked(message)
    return packed(*guarded(t["documents"], aliases))


def packed(t: Tables, beside: object) -> bytes:
    """Tables as Arrow IPC, behind a line of JSON that says how long each is, and what goes with them.

    Streams of it, which take half the time its files do; ids make a fifth of it when compressed.
    """
    frames = {name: frame.write_ipc_stream(None, compression="lz4").getvalue() for name, frame in t.items()}
    head = {"sizes": {name: len(data) for name, data in frames.items()}, "beside": beside}
    return b"".join([json.dumps(head).encode(), b"\n", *frames.values()])


def unpacked(message: bytes) -> tuple[Tables, Any]:
    """What `packed` packed."""
    line = message.index(b"\n")
    head, at, t = json.loads(message[:line]), line + 1, {}
    for name, size in head["sizes"].items():
        t[name] = pl.read_ipc_stream(message[at : at + size])
        at += size
    return t, head["beside"]
