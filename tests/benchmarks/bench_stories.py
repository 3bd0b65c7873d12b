"""Time and memory of grouping and comparing 1,000, 10,000 and 100,000 made-up articles of some 150 words.

    python tests/benchmarks/bench_stories.py [1000 10000 100000]

Stories are of one to nine articles that share names and words; one sentence in ten is a denial.
"""

import random
import resource
import sys
import time

import polars as pl

from auditor import tables
from auditor.disagreements import compare
from auditor.stories import group

SYLLABLES = [a + b for a in "bdfgklmnprs" for b in "aeio"]
COMMON = ("the a of to in and said on for with was by at from that is were after").split()


def word(random_: random.Random, least: int = 2) -> str:
    return "".join(random_.choice(SYLLABLES) for _ in range(random_.randint(least, 4)))


def batch(size: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Articles, sentences and names of `size` articles."""
    random_ = random.Random(size)
    words = [word(random_) for _ in range(20_000)]
    rows: list[tuple[str, str, str, int, int, int, str, str]] = []
    named: list[tuple[str, str, int, int, str, str, str, str]] = []
    n = 0
    while n < size:
        people = [word(random_, 3).title() for _ in range(4)]
        topic = random_.choices(words, k=25)
        for _ in range(min(random_.randint(1, 9), size - n)):
            article, at = f"{n}.txt", 0
            for s in range(8):
                lists = random_.choices((COMMON, topic, words), (45, 28, 27), k=18)
                said = [random_.choice(listed) for listed in lists]
                person = random_.choice(people)
                if random_.random() < 0.1:
                    said[:2] = ["denied", "reports"]
                text = " ".join([person, *said]) + "."
                rows.append((article, f"{article}:p1", f"{article}:s{s}", s + 1, at, at + len(text), "body", text))
                named.append((article, f"{article}:s{s}", at, at + len(person), "person", "n", person.lower(), person))
                at += len(text) + 1
            n += 1
    return (
        tables.conform("articles", {"article_id": (ids := [f"{i}.txt" for i in range(n)]), "path": ids,
                                    "start": [0] * n, "stop": [1_000] * n}),
        tables.conform("sentences", dict(zip(tables.SCHEMAS["sentences"], zip(*rows, strict=True), strict=True))),
        tables.conform("names", dict(zip(tables.SCHEMAS["names"], zip(*named, strict=True), strict=True))),
    )


def main() -> None:
    for size in map(int, sys.argv[1:] or ("1000", "10000", "100000")):
        articles, sentences, names = batch(size)
        begin = time.perf_counter()
        stories, copies = group(articles, sentences, names, "auto")
        grouped = time.perf_counter()
        none = {name: tables.empty(name) for name in tables.SCHEMAS}
        found = compare(articles, sentences, names, none["attributions"], none["sources"], none["citations"],
                        none["statements"], none["disagreements"], stories)
        end = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"{size:7} articles: stories {grouped - begin:6.1f} s, compared {end - grouped:6.1f} s, "
              f"{stories['story_id'].n_unique()} stories, {copies.height} copies, {found.height} disagreements, "
              f"{peak:.1f} GB at most")


if __name__ == "__main__":
    main()
