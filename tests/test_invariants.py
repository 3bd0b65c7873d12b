"""What must hold of the index whatever the article: disclosing more never costs, hiding more never helps.

Four drafts of one story, and articles composed of parts with known sourcing, through the whole pipeline.
"""

import re
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import engine, pipeline, read, rulebook, scoring, tables

PROPERTY = settings(max_examples=15, deadline=None)
RULES, _ = rulebook.load([rulebook.RULES])


@cache
def findings(*texts: str) -> pl.DataFrame:
    return audited(texts)[1]


@cache
def indices(*texts: str) -> list[int | None]:
    """The index of each text, audited together and in this order."""
    t, found = audited(texts)
    scores = dict(scoring.score(t, found).select("article_id", "index").iter_rows())
    return [scores[article] for article in t["articles"]["article_id"]]


def audited(texts: tuple[str, ...]) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    documents = tables.concat("documents", [read.document(text, f"{n}.txt") for n, text in enumerate(texts)])
    t, failures = pipeline.run(documents, stories_by="none", jobs=1)
    assert not failures
    return t, engine.judge(RULES, t)[0]


def index(text: str) -> int | None:
    return indices(text)[0]


# --- four drafts of one story --------------------------------------------------------------------------------------

EXPERT = ("Petra Holm, an engineer who inspected the yard in May and wrote the report, said the cranes were forty years"
          " old.\n\nPolice said that nobody was hurt when a cable broke in June.")
BARE = f"""Harbour line to sell its yard

The Norvik Line has agreed to sell its shipyard to a rival, sources said on Tuesday.

People familiar with the matter said that the price was far below what the line had asked in spring. “The chairwoman,\
 Rana Oz, is clueless,” one insider said.

{EXPERT}

The yard lost 40 million euros last year.
"""
REPAIRED = f"""Harbour line to sell its yard

The Norvik Line has agreed to sell its shipyard to a rival, said an executive of the line who has read the draft\
 contract and who asked not to be named because she feared dismissal. A second executive, who took part in the talks\
 and who fears dismissal as well, said that the Norvik Line has agreed to sell its shipyard. Rana Oz, the chairwoman,\
 declined to comment.

An official at the transport ministry, who spoke on condition of anonymity because the law forbids him to discuss bids,\
 said that the price was far below what the line had asked in spring.

{EXPERT}

The yard lost 40 million euros last year, according to the company's annual report for 2025.
"""
DELETED = BARE.replace(", sources said on Tuesday", "")
PEOPLE = ("Ida Brandt, a baker", "Ruth Eng, a teacher", "Tomas Vik, a plumber", "Lena Ost, a nurse",
          "Karl Moen, a printer", "Anna Lund, a painter", "Jonas Berg, a joiner", "Maria Dahl, a tailor",
          "Erik Strand, a fisherman", "Nina Holt, a florist", "Peter Sand, a roofer", "Eva Lie, a dentist")
PADDED = BARE + "\n" + "\n\n".join(
    f"“I have walked past that yard for {n} years,” said {who}." for n, who in enumerate(PEOPLE, 5)) + "\n"


@pytest.mark.parametrize(("draft", "wanted"), [(BARE, 24), (REPAIRED, 76), (DELETED, 21), (PADDED, 46)],
                         ids=["bare", "repaired", "deleted", "padded"])
def test_the_four_drafts_come_near_their_worked_index(draft: str, wanted: int) -> None:
    got = index(draft)
    assert got is not None
    assert abs(got - wanted) <= 8


def test_the_drafts_are_in_order() -> None:
    deleted, bare, padded, repaired = (index(draft) or 0 for draft in (DELETED, BARE, PADDED, REPAIRED))
    assert deleted <= bare <= padded < repaired


# --- articles composed of parts ------------------------------------------------------------------------------------

SAYS = (
    "sources said", "an official said", "an official at the port authority said", "the port authority said",
    "Petra Holm said", "Petra Holm, the harbour master, said",
)
DEEDS = (
    "The line has agreed to sell its shipyard to a rival", "The treasurer embezzled the pension fund of the yard",
    "The gang kidnapped two guards at the northern gate", "The price was a third of what the owners had asked for",
    "The yard lost 40 million euros in the spring",
)
FILLER = "The harbour lies at the mouth of the river Orne, below the old town."
ARTICLES = st.tuples(
    st.permutations(DEEDS).map(lambda deeds: deeds[:4]), st.lists(st.sampled_from(SAYS), min_size=4, max_size=4),
)


def article(deeds: list[str], says: list[str]) -> str:
    return "\n\n".join(f"{deed}, {who}." for deed, who in zip(deeds, says, strict=True)) + f"\n\n{FILLER}\n"


@PROPERTY
@given(ARTICLES, st.integers(0, 3))
def test_a_better_source_never_lowers_the_index(parts: tuple[list[str], list[str]], n: int) -> None:
    deeds, says = parts
    better = list(says)
    better[n] = "said Petra Holm, the harbour master, who took part in the talks"
    one, two = indices(article(deeds, says), article(deeds, better))
    assert (one or 0) <= (two or 0)


@PROPERTY
@given(ARTICLES, st.sampled_from((
    "Rana Oz, the chairwoman, denied it.", "Rana Oz, the chairwoman, declined to comment.",
    "The claim could not be independently verified.",
)))
def test_an_answer_or_a_plain_not_verified_never_lowers_it(parts: tuple[list[str], list[str]], honest: str) -> None:
    text = article(*parts)
    first = text.split("\n\n")[0]
    one, two = indices(text, text.replace(first, f"{first} {honest}", 1))
    assert (one or 0) <= (two or 0)


@PROPERTY
@given(ARTICLES, st.integers(0, 3))
def test_deleting_an_attribution_never_raises_it(parts: tuple[list[str], list[str]], n: int) -> None:
    deeds, says = parts
    text = article(deeds, says)
    one, two = indices(text, text.replace(f", {says[n]}.", ".", 1) if says.index(says[n]) == n else text)
    assert (two or 0) <= (one or 0)


@PROPERTY
@given(ARTICLES, st.integers(0, 3))
def test_a_paragraph_printed_twice_changes_nothing(parts: tuple[list[str], list[str]], n: int) -> None:
    text = article(*parts)
    one, two = indices(text, f"{text}\n{text.split(chr(10) * 2)[n]}\n")
    assert one == two


@PROPERTY
@given(ARTICLES)
def test_named_trifles_cannot_lift_a_story_that_stands_on_nothing(parts: tuple[list[str], list[str]]) -> None:
    deeds, says = parts
    trifles = "\n\n".join(f"“I like the smell of tar,” said {who}." for who in PEOPLE)
    assert (index(article(deeds, ["sources said", *says[1:]]) + f"\n{trifles}\n") or 0) <= 46


@PROPERTY
@given(ARTICLES)
def test_the_marks_and_spaces_used_change_nothing(parts: tuple[list[str], list[str]]) -> None:
    text = article(*parts) + "\n“It smells of tar,” said Ida Brandt, who sells fish at the gate.\n"
    plain = text.replace("“", '"').replace("”", '"')
    spaced = re.sub(r"(?<=[a-z]) (?=[a-z])", "\u00a0", text, count=3)
    assert len(set(indices(text, plain, spaced))) == 1


@PROPERTY
@given(ARTICLES, ARTICLES)
def test_the_order_of_articles_changes_nothing(a: tuple[list[str], list[str]], b: tuple[list[str], list[str]]) -> None:
    one, two = article(*a), article(*b)
    assert indices(one, two) == indices(two, one)[::-1]


def test_who_is_protected_by_law_costs_nothing() -> None:
    text = article(list(DEEDS[:4]), ["Petra Holm, the harbour master, said"] * 4)
    shielded = "The girl, 15, who cannot be named for legal reasons, told the court that the door was locked."
    assert (index(text) or 0) <= (index(f"{text}\n{shielded}\n") or 0)


def test_too_few_claims_are_not_scored() -> None:
    assert index(f"The line has agreed to sell its shipyard, sources said.\n\n{FILLER}\n") is None


def test_words_in_quotation_marks_trigger_no_rule_about_words() -> None:
    quoted = "“It is believed that he reportedly paid, some say,” said Petra Holm, the harbour master."
    assert findings(f"{quoted}\n\n{FILLER}\n").filter(pl.col("family") == "unverified-claims").is_empty()


def test_the_party_of_the_actors_changes_nothing() -> None:
    text = article(list(DEEDS[:4]), ["sources said", "Petra Holm said", "the port authority said", "an official said"])
    assert index(text) == index(text.replace("Petra Holm", "Rana Oz").replace("The line", "The port"))
