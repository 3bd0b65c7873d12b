"""How long each stage takes, and the whole.  Measured here, asserted nowhere.

    python tests/benchmarks/speed.py [FOLDER]      default: $AUDITOR_CORPUS, else seeds/ thirty times over

Stages in milliseconds of processor time an article, in one process; the whole as people run it, by the clock.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import polars as pl

from auditor import api, engine, pipeline, read, rulebook, scoring, tables
from auditor.attributions import attribute
from auditor.claims import extract
from auditor.disagreements import compare, within
from auditor.lexicons import RULES
from auditor.report import concise, json, rich
from auditor.segment import segment
from auditor.sentences import split
from auditor.sources import identify
from auditor.spans import mark
from auditor.stories import group

SEEDS = Path(__file__).parents[2] / "seeds"
REPEATED = 30
RUNS = 5
Result = TypeVar("Result")


def main(folder: Path) -> None:
    """Time the stages over `folder`, then the whole program."""
    documents = timed("read", lambda: read.documents([str(folder)])[0])
    height = documents.height
    print(f"{height} documents of {folder}\n\n  stage            ms an article")
    for name, seconds in stages(documents):
        print(f"  {name:16} {1000 * seconds / height:8.2f}")
    print("\n  whole            seconds    articles a second")
    for name, words, number in (
        ("--help", ["--help"], 0), ("one article", ["check", str(next(folder.rglob("*.txt")))], 1),
        ("all, one process", ["check", str(folder), "--jobs", "1"], height), ("all", ["check", str(folder)], height),
    ):
        seconds = min(whole(words) for _ in range(RUNS))
        print(f"  {name:16} {seconds:8.2f} {f'{number / seconds:9.0f}' if number > 1 else ''}")


TIMES: list[tuple[str, float]] = []


def timed(name: str, work: Callable[[], Result]) -> Result:
    """What `work` returns; the processor time it took is kept under `name`."""
    begin = time.process_time()
    result = work()
    TIMES.append((name, time.process_time() - begin))
    return result


def stages(documents: pl.DataFrame) -> list[tuple[str, float]]:
    """Name and seconds of each stage over `documents`, reading included."""
    articles, paragraphs = timed("segment", lambda: segment(documents))
    sentences = timed("split", lambda: split(paragraphs))
    spans, names = timed("mark", lambda: mark(paragraphs, sentences))
    attributions = timed("attribute", lambda: attribute(paragraphs, sentences, spans))
    sources, citations = timed("identify", lambda: identify(
        articles, paragraphs, sentences, spans, names, attributions))
    statements, claims = timed("extract", lambda: extract(
        articles, paragraphs, sentences, spans, names, attributions, sources, citations))
    inside = timed("within", lambda: within(articles, sentences, names, attributions, citations, statements))
    stories, copies = timed("group", lambda: group(articles, sentences, names, "auto"))
    disagreements = timed("compare", lambda: compare(
        articles, sentences, names, attributions, sources, citations, statements, inside, stories))
    cited = timed("cited", lambda: tables.cited(
        articles, paragraphs, sentences, attributions, sources, citations))
    tallies = timed("tallies", lambda: tables.tallies(articles, sentences, cited, claims))
    t: pipeline.Tables = {
        "documents": documents, "articles": articles, "paragraphs": paragraphs, "sentences": sentences, "spans": spans,
        "names": names, "attributions": attributions, "sources": sources, "citations": citations,
        "statements": statements, "claims": claims, "stories": stories, "copies": copies,
        "disagreements": disagreements, "cited": cited, "tallies": tallies,
        "failures": tables.empty("failures"), "notices": tables.empty("notices"),
    }
    rules = timed("rules", lambda: rulebook.load([RULES], trusted=[RULES])[0])
    t["findings"] = timed("judge", lambda: engine.judge(rulebook.configure(rules, {}), t)[0])
    t["scores"] = timed("score", lambda: scoring.score(t, t["findings"]))
    audit = api.Audit(t, rules, rulebook.standards([RULES])[0])
    timed("report json", lambda: json.render(audit))
    timed("report concise", lambda: concise.render(audit))
    timed("report rich", lambda: rich.render(audit, "error", terminal=False))
    return TIMES


def whole(words: list[str]) -> float:
    """Seconds for the program called with `words`, its report written to a file."""
    with tempfile.TemporaryDirectory() as folder:
        output = ["-o", f"json={folder}/report.json", "--quiet"] if words[0] == "check" else []
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "auditor", *words, *output], capture_output=True, check=False)
        return time.perf_counter() - begin


def many(folder: Path, scratch: Path) -> Path:
    """A folder that holds the files of `folder` many times over."""
    for n in range(REPEATED):
        for path in folder.rglob("*.*"):
            copy = scratch / str(n) / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return scratch


if __name__ == "__main__":
    given = sys.argv[1:] or [os.environ.get("AUDITOR_CORPUS", "")]
    if given[0]:
        main(Path(given[0]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(many(SEEDS, Path(scratch)))
