"""Sentences of the paragraphs that carry attributions."""

from auditor import read, tables
from auditor.segment import segment
from auditor.sentences import split

PAGE = "Bridge closes in Orlem\n\nPhoto: Jon Oduya\n\nIt cracked. Mr. Holt said so.\n\nShare\n\nNobody was hurt.\n"


def test_only_paragraphs_that_carry_attributions_are_split() -> None:
    sentences = split(segment(read.document(PAGE, "a"))[1])
    assert sentences.select("sentence_id", "place", "paragraph_id", "part", "text").rows() == [
        ("a:s1", 1, "a:p1", "headline", "Bridge closes in Orlem"), ("a:s2", 2, "a:p3", "body", "It cracked."),
        ("a:s3", 3, "a:p3", "body", "Mr. Holt said so."), ("a:s4", 4, "a:p5", "body", "Nobody was hurt.")]
    assert all(PAGE[start:stop] == text for start, stop, text in sentences.select("start", "stop", "text").iter_rows())


def test_no_paragraphs_give_no_sentences() -> None:
    assert split(tables.empty("paragraphs")).equals(tables.empty("sentences"))
