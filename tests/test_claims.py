"""What an article claims and what vouches for it, from text through the whole front."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import pipeline, read, tables
from auditor.claims.clauses import background, when
from auditor.claims.events import events, of_conflict, told
from auditor.claims.words import Hit, line, split
from auditor.text import fold

WAR = "\n\nThe army's troops hold the bridge. The rebels' fighters hold the hill, and the militia's artillery the road."


def front(text: str) -> dict[str, pl.DataFrame]:
    return pipeline.front(read.document(text))


def claims(text: str) -> list[dict[str, object]]:
    return front(text)["claims"].to_dicts()


def claim(text: str, words: str) -> dict[str, object]:
    """The claim that has a statement with `words`."""
    t = front(text)
    [claim_id] = set(t["statements"].filter(pl.col("text").str.contains(words, literal=True))["claim_id"])
    return t["claims"].filter(pl.col("claim_id") == claim_id).to_dicts()[0]


# --- support -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sentence", "support"), [
    ("Mayor Odell embezzled the school fund.", "none"),
    ("Mayor Odell embezzled the school fund, said Petra Holm, who audits the town.", "named"),
    ("Mayor Odell embezzled the school fund, police said.", "organization"),
    ("Mayor Odell embezzled the school fund, according to a person familiar with the books.", "anonymous"),
    ("We saw that the gang had kidnapped a clerk at the school.", "witness"),
])
def test_a_claim_rests_on_who_says_it(sentence: str, support: str) -> None:
    assert claims(f"The town lies on the river Orne.\n\n{sentence}")[-1]["support"] == support


def test_detail_after_an_accountable_source_still_has_it() -> None:
    text = "Petra Holm, who audits the town, described the year. The mayor embezzled the school fund."
    assert claim(f"{text} Nobody noticed.", "embezzled")["support"] == "named"


def test_detail_after_an_unnamed_source_has_none() -> None:
    text = "An insider said that the books were a mess. The mayor embezzled the school fund."
    assert claim(f"The town lies on the river.\n\n{text}", "embezzled")["support"] == "none"


def test_another_paragraph_lends_nothing() -> None:
    text = "Petra Holm, who audits the town, described the year.\n\nThe mayor embezzled the school fund."
    assert claim(text, "embezzled")["support"] == "none"


def test_what_is_told_aside_in_a_vow_is_the_writers() -> None:
    text = f"The Column, a militia, vowed revenge for the raids, the first of which killed dozens of fighters.{WAR}"
    assert claim(text, "killed")["support"] == "none"


def test_a_refusal_to_comment_is_an_answer_and_no_claim() -> None:
    t = front("Mayor Odell embezzled the school fund, said Petra Holm, an auditor. Odell declined to comment.")
    assert [row["response"] for row in t["claims"].to_dicts()] == ["declined"]


# --- merging -------------------------------------------------------------------------------------------------------


def test_headline_lead_and_repetition_are_one_claim() -> None:
    text = """# Mayor embezzled school fund

The mayor embezzled the school fund, the auditor said.

The town lies on the river and has two churches.

The mayor embezzled the school fund, the auditor said."""
    t = front(text)
    one = claim(text, "The mayor embezzled")
    assert t["statements"].filter(pl.col("claim_id") == one["claim_id"]).height == 3
    assert one["central"]


def test_a_paragraph_printed_twice_adds_no_claim() -> None:
    once = "The town lies on the river.\n\nThe gang kidnapped two clerks and robbed the bank, police said."
    assert len(claims(once)) == len(claims(once + "\n\n" + once.split("\n\n")[1]))


def test_a_second_named_voice_is_a_second_root() -> None:
    text = ("The gang robbed the bank in Aldera, said Petra Holm, the manager.\n\n"
            "The gang robbed the bank in Aldera, said Rana Oz, a teller.")
    assert claim(text, "robbed")["roots"] == 2


def test_different_tolls_are_different_claims() -> None:
    text = "The flood killed 40 people, police said.\n\nThe flood killed 60 people, the hospital said."
    assert len(claims(text)) == 2


# --- what is told --------------------------------------------------------------------------------------------------


def test_a_statement_tells_who_did_what_to_whom_where_and_when() -> None:
    [row] = front("On Monday masked men kidnapped three engineers in Velmar, police said.")["statements"].to_dicts()
    assert (row["subject"], row["predicate"], row["happened"]) == ("masked men", "kidnapped", "on monday")
    assert str(row["object"]).startswith("three engineers")
    assert (row["low"], row["counted"]) == (3, "engineers")


def test_a_passive_keeps_who_did_it() -> None:
    [row] = front("Three engineers were kidnapped by masked men, police said.")["statements"].to_dicts()
    assert (row["subject"], row["object"]) == ("masked men", "Three engineers")


@pytest.mark.parametrize(("text", "modality"), [
    ("the rebels seized the port", "fact"),
    ("the rebels will be defeated", "planned"),
    ("the rebels could be defeated", "possible"),
    ("if the rebels seized the port", "conditional"),
    ("the seized port lay quiet", ""),
    ("a village of seized goods", ""),
])
def test_how_a_predicate_is_told(text: str, modality: str) -> None:
    words = text.split()
    at = next(n for n, word in enumerate(words) if word in ("seized", "defeated"))
    assert told(words, Hit(at, at + 1, "movement")) == modality


def test_moves_count_only_where_fighting_is_the_topic() -> None:
    told_of = split("the company's troops captured the market")
    assert not events(told_of, conflict=False)
    assert [event.consequence for event in events(told_of, conflict=True)] == ["movement"]


def test_fighting_is_a_topic_where_many_words_of_war_stand() -> None:
    war = "the army shelled the rebels and the militia fled to the barracks".split()
    band = "the army band played on the market and the mayor danced all night with his wife".split()
    assert of_conflict(war, war)
    assert not of_conflict(band, band)


def test_a_question_asserts_nothing() -> None:
    assert claims("The town is quiet.\n\nHas the mayor embezzled the school fund?") == []


@pytest.mark.parametrize("text", ["in 1987 the dam broke", "decades ago the dam broke", "the flood of 2003"])
def test_a_past_that_can_be_looked_up_is_background(text: str) -> None:
    assert background(text, 2025)


@pytest.mark.parametrize("text", ["in june the dam broke", "in 2024 the dam broke", "the dam broke on monday"])
def test_a_recent_past_is_not(text: str) -> None:
    assert not background(text, 2025)


@pytest.mark.parametrize(("text", "words"), [
    ("masked men came on monday night", "on monday night"), ("they came last week", "last week"),
    ("they came two weeks ago", "two weeks ago"), ("they came in late june", "in late june"), ("they came", None),
])
def test_when_it_happened(text: str, words: str | None) -> None:
    assert when(text) == words


# --- answers and checks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("after", "response"), [
    ("Odell denied it.", "denied"),
    ("Odell declined to comment.", "declined"),
    ("Odell could not be reached.", "unreachable"),
    ("The school is yellow.", "none"),
])
def test_how_the_accused_answered(after: str, response: str) -> None:
    text = f"Mayor Lena Odell embezzled the school fund, said Petra Holm, an auditor.\n\nThe town is small.\n\n{after}"
    assert claim(text, "embezzled")["response"] == response


def test_who_makes_the_claim_does_not_answer_it() -> None:
    text = "The clerk embezzled the fund, said Petra Holm, an auditor. Holm denied that she had been paid for that."
    assert claim(text, "embezzled the fund")["response"] == "none"


def test_a_claim_that_could_not_be_verified_says_so() -> None:
    text = f"The rebels' commander, Rana Oz, said they had captured the port. The claim could not be verified.{WAR}"
    assert claim(text, "captured")["verification"] == "not"


# --- promises ------------------------------------------------------------------------------------------------------

PIECES = st.lists(st.sampled_from([
    "The rebels ", "seized ", "the port ", "said ", "Petra Holm", ", ", ". ", "“", "”", "'", "\n\n", "sources ", "40 ",
    "killed ", "could not be verified", "denied ", "reportedly ", "that ", "which ", "was ", "by ", "in 2014 ", "?",
    "Q: ", "A: ", "# ", "according to ", "the army ", "embezzled ", "has ", "been ", "\u200b", "İ",
]), max_size=40).map("".join)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_any_mixture_is_taken_apart_and_spans_slice_back(text: str) -> None:
    t = front(text)
    for row in t["statements"].to_dicts():
        assert text[row["start"]:row["stop"]] == row["text"]
        if row["value_start"] is not None:
            assert text[row["value_start"]:row["value_stop"]] == row["value"]
    assert set(t["statements"]["claim_id"]) == set(t["claims"]["claim_id"])
    assert set(t["claims"]["statement_id"]) <= set(t["statements"]["statement_id"])
    assert t["claims"].schema == pl.Schema(tables.SCHEMAS["claims"])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_taken_apart(text: str) -> None:
    front(text)


def test_folding_keeps_the_places_of_words() -> None:
    text = "Šorr\u00a0said “İt”"
    tokens = line(fold(text))
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.stops, strict=True)][:2] == ["Šorr", "said"]
