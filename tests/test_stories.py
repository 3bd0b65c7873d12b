"""Stories and copies: which articles are about one thing, and which passages are printed again."""

import polars as pl
import pytest

from auditor import names, tables
from auditor.segment import segment
from auditor.sentences import split
from auditor.stories import group

FERRY = (
    "The harbour board of Norden sold its oldest ferry to a firm from Lowton on Sunday. The boat Gudrun will cross the"
    " bay from May with a crew of nine. The union of the ferry crews was not asked.",
    "A firm from Lowton bought the ferry Gudrun from the harbour board of Norden. The union of the ferry crews wants to"
    " strike over the sale of the boat.",
    "After the sale of the Gudrun the ferry crews of Norden met in the harbour. The board of the harbour defended the"
    " sale to the firm in Lowton.",
)
MILL = (
    "An explosion in the paper mill of Vassby killed two workers of the night shift. The boiler of the mill had been"
    " repaired in spring, the fire brigade said.",
    "The boiler that exploded in the paper mill of Vassby had been repaired in spring. Two workers of the night shift"
    " died, the fire brigade said.",
)


def tables_of(texts: dict[str, str], dates: dict[str, str] | None = None) -> tuple[pl.DataFrame, ...]:
    documents = tables.conform("documents", {
        "document_id": list(texts), "path": list(texts), "format": ["text"] * len(texts), "text": list(texts.values()),
        "role": ["audited"] * len(texts),
    })
    articles, paragraphs = segment(documents)
    sentences = split(paragraphs)
    rows = []
    for (article,), own in sentences.group_by(["article_id"], maintain_order=True):
        ids, starts, lines = own["sentence_id"].to_list(), own["start"].to_list(), own["text"].to_list()
        for i, start, stop, kind, n, key in names.entities(lines):
            rows.append((article, ids[i], starts[i] + start, starts[i] + stop, kind, f"{article}:n{n + 1}", key,
                         lines[i][start:stop]))
    columns = zip(*rows, strict=True) if rows else [[] for _ in tables.SCHEMAS["names"]]
    found = tables.conform("names", dict(zip(tables.SCHEMAS["names"], map(list, columns), strict=True)))
    return articles, sentences, found


def stories(texts: dict[str, str], by: str = "auto") -> set[frozenset[str]]:
    listed, _ = group(*tables_of(texts), by)
    return {frozenset(own["article_id"]) for _, own in listed.group_by("story_id")}


def both() -> dict[str, str]:
    return {f"f{n}.txt": t for n, t in enumerate(FERRY)} | {f"m{n}.txt": t for n, t in enumerate(MILL)}


def test_articles_on_one_event_are_one_story() -> None:
    assert stories(both()) == {frozenset(["f0.txt", "f1.txt", "f2.txt"]), frozenset(["m0.txt", "m1.txt"])}


def test_the_order_of_articles_changes_nothing() -> None:
    assert stories(dict(reversed(both().items()))) == stories(both())


def test_a_folder_is_a_story_where_the_reader_says_so() -> None:
    texts = {"a/1.txt": FERRY[0], "a/2.txt": MILL[0], "b/1.txt": FERRY[1]}
    listed, _ = group(*tables_of(texts), "folder")
    assert listed.rows() == [("a/1.txt", "a/1.txt", True), ("a/1.txt", "a/2.txt", True)]


def test_none_compares_nothing() -> None:
    assert stories(both(), "none") == set()


@pytest.mark.parametrize("texts", [{}, {"a.txt": FERRY[0]}])
def test_fewer_than_two_articles_are_no_story(texts: dict[str, str]) -> None:
    listed, copies = group(*tables_of(texts), "auto")
    assert (listed.height, copies.height) == (0, 0)


PASSAGE = (
    "The firm will run the boat across the bay from the first of May until the last of October and will keep the whole"
    " crew of nine on the same pay, the chairman of the harbour board said in a statement after the meeting."
)


def test_a_passage_printed_again_is_a_copy() -> None:
    texts = {"a.txt": f"Norden sold a ferry. {PASSAGE}", "b.txt": f"A long week in Norden ended. {PASSAGE} So it goes."}
    articles, sentences, found = tables_of(texts)
    _, copies = group(articles, sentences, found, "none")
    row = copies.row(0, named=True)
    assert texts["a.txt"][row["start"]:row["stop"]] == PASSAGE
    assert texts["b.txt"][row["other_start"]:row["other_stop"]] == PASSAGE


def test_a_changed_dateline_hides_no_copy() -> None:
    texts = {"a.txt": f"NORDEN, 2 May - {PASSAGE}", "b.txt": f"LOWTON (Courier) {PASSAGE}"}
    assert group(*tables_of(texts), "none")[1].height == 1


def test_the_same_told_in_other_words_is_no_copy() -> None:
    assert group(*tables_of(dict(enumerate_texts(FERRY))), "none")[1].height == 0


def enumerate_texts(texts: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"{n}.txt", text) for n, text in enumerate(texts)]
