"""The straight line: documents in, every table out.  One assignment a stage; nothing is looked up, nothing called back."""

import io
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import polars as pl

from auditor import tables
from auditor.attributions import attribute
from auditor.claims import extract
from auditor.disagreements import compare
from auditor.errors import Failure
from auditor.segment import segment
from auditor.sentences import split
from auditor.sources import identify
from auditor.spans import mark
from auditor.stories import group

Tables = dict[str, pl.DataFrame]

# Starting a process costs a third of a second, what some 100 articles cost in front.
WORTH_A_PROCESS = 50
FRONT = ("articles", "paragraphs", "sentences", "spans", "names", "attributions", "sources", "citations", "statements",
         "claims")


def front(documents: pl.DataFrame) -> Tables:
    """Everything up to `claims` from table `documents`: what each document holds, seen alone."""
    articles, paragraphs = segment(documents)
    sentences = split(paragraphs)
    spans, names = mark(paragraphs, sentences)
    attributions = attribute(paragraphs, sentences, spans)
    sources, citations = identify(articles, paragraphs, sentences, spans, names, attributions)
    statements, claims = extract(
        articles, paragraphs, sentences, spans, names, attributions, sources, citations
    )
    return dict(zip(FRONT, (articles, paragraphs, sentences, spans, names, attributions, sources, citations,
                            statements, claims), strict=True))


def batch(t: Tables, stories_by: str = "auto") -> Tables:
    """What only all articles together show: stories, copies, disagreements.  `stories_by`: auto, folder or none."""
    stories, copies = group(t["articles"], t["sentences"], t["names"], stories_by)
    disagreements = compare(
        t["articles"], t["paragraphs"], t["sentences"], t["spans"], t["names"], t["attributions"], t["sources"],
        t["citations"], t["statements"], t["claims"], stories, copies,
    )
    return {"stories": stories, "copies": copies, "disagreements": disagreements}


def run(documents: pl.DataFrame, stories_by: str = "auto", jobs: int | None = None) -> tuple[Tables, list[Failure]]:
    """Every table of facts from table `documents`, and the documents that could not be taken apart.

    `jobs`: processes to use, default the cores; a small batch stays in this one.
    """
    t, failures = fold(documents, jobs or os.cpu_count() or 1)
    t |= {"documents": documents}
    t |= batch(t, stories_by)
    t["cited"] = tables.cited(t["articles"], t["paragraphs"], t["attributions"], t["sources"], t["citations"])
    return t, failures


def fold(documents: pl.DataFrame, jobs: int) -> tuple[Tables, list[Failure]]:
    """`front` over shards of `documents`: this process takes the first, spawned ones the others."""
    shards = min(jobs, documents.height // WORTH_A_PROCESS)
    if shards < 2:
        return guarded(documents)
    size = -(-documents.height // shards)
    parts = [documents.slice(start, size) for start in range(0, documents.height, size)]
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # for the children; this process has read it already
    # Never fork: polars' threads do not survive it and the child hangs.
    with ProcessPoolExecutor(len(parts) - 1, mp_context=get_context("spawn")) as pool:
        others = [pool.submit(remote, packed(part)) for part in parts[1:]]
        results = [guarded(parts[0])]
        for future in others:
            shard, failed = future.result()
            results.append(({name: pl.read_ipc(data) for name, data in shard.items()}, failed))
    return (
        {name: tables.concat(name, [t[name] for t, _ in results]) for name in FRONT},
        [failure for _, failed in results for failure in failed],
    )


def remote(documents: bytes) -> tuple[dict[str, bytes], list[Failure]]:
    """`guarded` for a spawned process: Arrow IPC bytes in and out."""
    t, failures = guarded(pl.read_ipc(documents))
    return {name: packed(frame) for name, frame in t.items()}, failures


def packed(frame: pl.DataFrame) -> bytes:
    """`frame` as Arrow IPC bytes."""
    buffer = io.BytesIO()
    frame.write_ipc(buffer)
    return buffer.getvalue()


def guarded(documents: pl.DataFrame) -> tuple[Tables, list[Failure]]:
    """`front`; where it raises, document by document, so that the rest of the batch is audited."""
    try:
        return front(documents), []
    except Exception as problem:
        if documents.height > 1:
            results = [guarded(documents.slice(row, 1)) for row in range(documents.height)]
            return (
                {name: tables.concat(name, [t[name] for t, _ in results]) for name in FRONT},
                [failure for _, failed in results for failure in failed],
            )
        path = documents["path"][0] if documents.height else ""
        reason = f"could not be taken apart ({type(problem).__name__}: {problem})"
        return {name: tables.empty(name) for name in FRONT}, [Failure(path, "", " ".join(reason.split()))]
