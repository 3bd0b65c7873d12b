"""What is marked in sentences: quotations, terms, figures, dates, links, names."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import read, tables
from auditor.lexicons import terms
from auditor.segment import segment
from auditor.sentences import split
from auditor.spans import LEXICONS, mark

Row = tuple[str, str, str, bool]


def slices(text: str, table: pl.DataFrame) -> bool:
    return all(text[start:stop] == words for start, stop, words in table.select("start", "stop", "text").iter_rows())


def marked(text: str, *kinds: str) -> list[Row]:
    """Kind, category, words and whether quoted, of the spans of `text` that are of `kinds`."""
    paragraphs = segment(read.document(text, "a"))[1]
    spans, _ = mark(paragraphs, split(paragraphs))
    assert slices(text, spans)
    rows = spans.select("kind", "category", "text", "quoted").rows()
    return [row for row in rows if row[0] in kinds]


@pytest.mark.parametrize(("text", "expected"), [
    ("The bridge reportedly cracked.", ("agentless", "adverb", "reportedly", False)),
    ("It could not be independently verified.", ("verification", "not", "could not be independently verified", False)),
    ("“The bridge reportedly cracked,” she said.", ("agentless", "adverb", "reportedly", True)),
    ("He spoke on condition of anonymity.", ("anonymity", "condition", "on condition of anonymity", False)),
])
def test_terms_of_the_lexicons(text: str, expected: Row) -> None:
    assert expected in marked(text, expected[0])


@pytest.mark.parametrize("text", [
    "It could\u00a0not be  independently verified.",
    "The crack in the deck of the bridge could not\r\nbe independently\tverified on Tuesday.",
    "IT COULD NOT BE INDEPENDENTLY VERIFIED.", "It cou\u200bld not be in\u00addependently veri\u2060fied.",
    "It could not be indépendently vеrified.",
])
def test_the_look_of_a_term_does_not_matter(text: str) -> None:
    assert [category for _, category, *_ in marked(text, "verification")] == ["not"]


def test_the_longest_term_wins_and_punctuation_parts_words() -> None:
    assert [words for *_, words, _ in marked("It may have cracked.", "hedge")] == ["may have"]
    assert marked("It could not, be verified.", "verification") == []


def test_a_name_is_no_term() -> None:
    assert marked("In May 2014 the United Front left.", "hedge", "evaluation") == []
    assert [words for *_, words, _ in marked("It may leave.", "hedge")] == ["may"]


@pytest.mark.parametrize(("text", "expected"), [
    ("Some 41 people died.", [("number", "41")]),
    ("Two hundred and 1,200 fled.", [("number", "Two hundred"), ("number", "1,200")]),
    ("It cost $5 million, or 3.5 percent.", [("money", "$5 million"), ("percent", "3.5 percent")]),
    ("Dozens fled; 7 per cent and 8% stayed.", [("vague", "Dozens"), ("percent", "7 per cent"), ("percent", "8%")]),
    ("He left on March 12, 2026.", []),
    ("One of them left.", []),
])
def test_figures(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(category, words) for _, category, words, _ in marked(text, "figure")] == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("He left on March 12, 2026, at noon.", [("day", "March 12, 2026")]),
    ("He left on 12 March 2026.", [("day", "12 March 2026")]),
    ("In May the dam broke.", [("month", "May")]),
    ("They may march in March 2014.", [("month", "March 2014")]),
    ("It broke last Tuesday, two years ago, in 2014.", [
        ("weekday", "last Tuesday"), ("relative", "two years ago"), ("year", "2014")]),
    ("It broke yesterday or last week.", [("relative", "yesterday"), ("relative", "last week")]),
    ("He paid 2014 dollars.", []),
])
def test_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(category, words) for _, category, words, _ in marked(text, "date")] == expected


def test_links() -> None:
    assert [words for *_, words, _ in marked("See https://example.org/a?b=1, or www.example.org.", "link")] == [
        "https://example.org/a?b=1", "www.example.org"]


def test_documents_are_nouns() -> None:
    assert [words for *_, words, _ in marked("The report shows that she will show a statement.", "document")] == [
        "report", "statement"]


def test_a_quotation_is_one_span_in_the_sentence_where_it_begins() -> None:
    text = "He left. “It broke. It fell,” she said."
    paragraphs = segment(read.document(text, "a"))[1]
    spans, _ = mark(paragraphs, split(paragraphs))
    assert spans.select("sentence_id", "text", "quoted").rows() == [("a:s2", "“It broke. It fell,”", False)]


def test_names_are_entities_of_their_article() -> None:
    text = "The mayor of Orlem, Ada Lund, refused. Lund left."
    paragraphs = segment(read.document(text, "a"))[1]
    names = mark(paragraphs, split(paragraphs))[1]
    assert slices(text, names)
    lund = names.filter(names["text"].str.contains("Lund"))
    assert lund["name_id"].n_unique() == 1
    assert lund["key"].to_list() == ["ada lund"] * 2


def test_nothing_gives_nothing() -> None:
    spans, names = mark(tables.empty("paragraphs"), tables.empty("sentences"))
    assert spans.equals(tables.empty("spans"))
    assert names.equals(tables.empty("names"))


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_every_lexicon_is_found_where_it_stands(lexicon: str) -> None:
    term = next(iter(terms(lexicon)))
    kind = LEXICONS[lexicon]
    assert kind in [row[0] for row in marked(f"It was the {term} then.", kind)]


WORDS = st.sampled_from([
    "may", "could not be", "verified", "12", "$", "March", "two", "ago", "years", "2014", "“", "”", "\u200b", ",", ".",
    "the report", "http://x", "%", "May", "per", "cent", "last", "İ", "'", "’s",
])


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS | st.text(max_size=8), max_size=20).flatmap(
    lambda words: st.sampled_from([" ", "", "\n", "\r\n\r\n"]).map(lambda gap: gap.join(words))))
def test_spans_slice_back_to_their_words(text: str) -> None:
    paragraphs = segment(read.document(text, "a"))[1]
    sentences = split(paragraphs)
    spans, names = mark(paragraphs, sentences)
    assert slices(text, spans)
    assert slices(text, names)
    begins = dict(zip(sentences["sentence_id"], sentences["start"], strict=True))
    assert all(begins[sentence] <= start for sentence, start in spans.select("sentence_id", "start").iter_rows())
