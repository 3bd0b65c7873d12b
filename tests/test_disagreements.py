"""Disagreements: what two passages differ in, and what only looks like it.  Texts are of one story unless said."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import engine, pipeline, read, rulebook, tables
from auditor.lexicons import RULES


def compared(
    *texts: str, dates: tuple[str, ...] = (), by: str = "folder", aliases: pipeline.Aliases = pipeline.NONE,
) -> list[dict[str, Any]]:
    """The disagreements among `texts`; a text is an article of one folder, published on the date of its place."""
    ids = [f"s/{n}.txt" for n in range(len(texts))]
    days = [datetime.fromisoformat(d).replace(tzinfo=UTC) for d in dates] or [None] * len(texts)
    documents = tables.conform("documents", {
        "document_id": ids, "path": ids, "format": ["text"] * len(texts), "text": texts, "published": days,
        "role": ["audited"] * len(texts),
    })
    t = pipeline.front(documents, aliases)
    return pipeline.batch(t, by)["disagreements"].to_dicts()


def kinds(*texts: str, dates: tuple[str, ...] = ()) -> set[str]:
    return {row["kind"] for row in compared(*texts, dates=dates)}


SOLD = "The harbour board of Norden has sold the ferry Gudrun to a firm from Lowton, two people told the Courier."


@pytest.mark.parametrize("text", [
    "The harbour board of Norden denied reports that it had sold the ferry Gudrun.",
    "Reports that the harbour board of Norden has sold the ferry Gudrun are false, the mayor said.",
    "The harbour board of Norden dismissed claims that the ferry Gudrun had been sold.",
    "It is not true that the harbour board of Norden sold the ferry Gudrun, the mayor said.",
    "The story that the ferry Gudrun was sold by the harbour board of Norden is a hoax.",
    "There is no truth to the rumour that the harbour board of Norden has sold the ferry Gudrun.",
    "A website claimed that the harbour board of Norden sold the ferry Gudrun. The report was made up.",
    "The sale of the ferry Gudrun by the harbour board of Norden never happened, the mayor said.",
    "Contrary to reports, the harbour board of Norden keeps the ferry Gudrun. The claim of a sale is nonsense.",
])
def test_a_refutation_goes_against_who_tells_it_as_so(text: str) -> None:
    assert kinds(SOLD, text) & {"denial", "debunk", "negation"}


@pytest.mark.parametrize("told", [
    SOLD,
    "Two people told the Courier: a firm from Lowton has bought the ferry Gudrun from the harbour board of Norden.",
    "To a firm from Lowton, the Norden harbour board sold off its vessel Gudrun, the Courier has learnt.",
    "The Gudrun, a ferry of the harbour board in Norden, was purchased by a Lowton company.",
])
@pytest.mark.parametrize("denied", [
    "The harbour board of Norden denied reports that it had sold the ferry Gudrun.",
    "That the ferry Gudrun was sold is denied by the harbour board of Norden, which called the report false.",
    "The board of the Norden harbour rejected reports of a sale of its ferry Gudrun as untrue.",
])
def test_word_order_and_synonyms_lose_nothing(told: str, denied: str) -> None:
    assert kinds(told, denied) & {"denial", "debunk", "negation"}


@pytest.mark.parametrize("name", ["Julani", "Jolani", "al-Golani"])
def test_another_spelling_of_a_name_loses_nothing(name: str) -> None:
    told = f"The leader Abu Mohammad {name} has signed a truce with the army in Aleppo, two commanders said."
    assert kinds(told, "Julani denied claims that he had signed a truce with the army in Aleppo.")


@pytest.mark.parametrize(("one", "other"), [
    ("The minister was denied entry to the club in Norden.", "The minister entered the club in Norden."),
    ("The request for bail was denied in Norden.", "The suspect asked for bail in Norden."),
    ("Ana Ruiz was dismissed from the harbour board of Norden.", "Ana Ruiz sat on the harbour board of Norden."),
    ("The wreck is lying on the ground off Norden.", "The wreck off Norden is eighty years old."),
    ("The suspect carried a fake passport in Norden.", "The suspect showed a passport in Norden."),
    ("Has the board of Norden sold the ferry? Is the report false?", SOLD),
    ("The harbour board of Norden has not denied that it sold the ferry Gudrun.", SOLD),
    ("The harbour board would neither confirm nor deny that it sold the ferry Gudrun.", SOLD),
    ("The fleet of the harbour board of Norden is made up of six ferries and the Gudrun.", SOLD),
])
def test_markers_with_another_sense_refute_nothing(one: str, other: str) -> None:
    assert kinds(one, other) <= {"number"}


def test_articles_that_both_refute_agree() -> None:
    assert kinds("The harbour board of Norden denied reports that it had sold the ferry Gudrun. The report is false.",
                 "A report that the ferry Gudrun of Norden was sold is a hoax, the harbour board said.") == set()


def test_an_article_that_takes_its_own_tale_back_tells_nothing() -> None:
    rumour = "Rumours that the ferry Gudrun of Norden was sold are, supposedly, exaggerated. Is it true? Not yet."
    assert kinds("The harbour board of Norden denied reports that it had sold the ferry Gudrun.", rumour) == set()


def test_both_sides_are_whole_sentences_and_shown_once() -> None:
    texts = (SOLD, "The harbour board of Norden denied reports that it had sold the ferry Gudrun.")
    (row,) = compared(*texts)
    assert texts[0][row["start"]:row["stop"]] == texts[0]
    assert texts[1][row["other_start"]:row["other_stop"]] == texts[1]
    assert (row["kind"], row["other_refutes"]) == ("denial", True)
    assert "denies" in row["why"]


def test_giving_up_later_is_a_change_not_a_contradiction() -> None:
    plays = "Ana Ruiz will play the queen in the opera Gudrun at the Norden theatre this spring."
    quits = "Ana Ruiz has withdrawn from the opera Gudrun at the Norden theatre. She dropped out on Sunday."
    assert kinds(plays, quits) == {"negation"}
    assert kinds(plays, quits, dates=("2025-03-01", "2025-03-09")) == {"update"}


TOLL = "The collapse of the mill in Norden killed {} workers on the night shift, police said."


@pytest.mark.parametrize(("one", "other"), [
    ("14", "22"), ("fourteen", "22"), ("14", "at least 20"), ("about 50", "90"),
])
def test_figures_whose_bounds_do_not_meet_differ(one: str, other: str) -> None:
    assert kinds(TOLL.format(one), TOLL.format(other)) == {"number"}


@pytest.mark.parametrize(("one", "other"), [
    ("14", "fourteen"), ("at least 14", "22"), ("nearly 200", "194"), ("dozens of", "36"), ("14 to 20", "16"),
    ("about 40", "41"), ("up to 30", "22"),
])
def test_figures_that_may_both_hold_agree(one: str, other: str) -> None:
    assert kinds(TOLL.format(one), TOLL.format(other)) == set()


@pytest.mark.parametrize(("one", "other"), [
    ("The collapse killed 14 workers in Norden.", "The collapse hurt 22 workers in Norden."),
    ("In 2019 the flood in Norden destroyed 14 houses.", "In 2023 the flood in Norden destroyed 22 houses."),
    ("The board of Norden fined 14 of the 22 captains.", "The board of Norden fined 22 captains in all."),
    ("Another 14 workers died in the mill of Norden.", "In the mill of Norden 22 workers died."),
])
def test_figures_of_other_things_agree(one: str, other: str) -> None:
    assert kinds(one, other) == set()


def test_a_later_and_higher_count_is_an_update() -> None:
    assert kinds(TOLL.format(14), TOLL.format(22), dates=("2025-03-01", "2025-03-02")) == {"update"}
    (row,) = compared(TOLL.format(22), TOLL.format(14), dates=("2025-03-01", "2025-03-02"))
    assert (row["kind"], row["outdated"]) == ("number", "s/1.txt")


def test_the_figures_themselves_are_marked() -> None:
    (row,) = compared(TOLL.format(14), TOLL.format(22))
    assert TOLL.format(14)[row["value_start"]:row["value_stop"]] == "14"
    assert TOLL.format(22)[row["other_value_start"]:row["other_value_stop"]] == "22"


@pytest.mark.parametrize(("kind", "one", "other"), [
    ("age", "Petra Holm, 34, was pulled from the river.", "The river gave up Petra Holm, 43, on Sunday."),
    ("date", "The driver was arrested on Monday after the crash on the harbour bridge of Norden.",
     "The driver was arrested on Friday after the crash on the harbour bridge of Norden."),
    ("place", "The pact of the miners and the owners was signed in Geneva after two weeks of talks.",
     "The pact of the miners and the owners was signed in Vienna after two weeks of talks."),
    ("cause", "The fire that destroyed the mill in Norden was caused by arson.",
     "The fire that destroyed the mill in Norden was caused by an electrical fault."),
    ("identity", "The gunman in the Norden shooting was identified as Ryan Lund by police.",
     "The gunman in the Norden shooting was identified as Adam Krell by police."),
    ("opposite", "Profits of Vass Steel in Norden rose in the spring quarter of the year.",
     "Profits of Vass Steel in Norden fell in the spring quarter of the year."),
    ("quote", "“The fire was set by prisoners in the old wing of the jail,” said Tom Kerr.",
     "“The fire was set by guards in the old wing of the jail,” said Tom Kerr."),
])
def test_details_of_one_event_differ(kind: str, one: str, other: str) -> None:
    assert kinds(one, other) == {kind}


def test_an_answer_that_says_no_goes_against_the_question() -> None:
    text = ("An interview with Ana Ruiz\n\nQ: Some say that the Norden ferry has been sold to a firm. Is this true?\n\n"
            "A: No, this is not true.\n\nQ: Who would buy it?\n\nA: Nobody who has seen the engine.\n")
    (row,) = compared(text)
    assert (row["article_id"], row["other_article_id"]) == ("s/0.txt", "s/0.txt")


def test_two_sources_of_one_article_differ() -> None:
    text = ("The mine in Norden will close in May, the union said.\n\n"
            "The owner denied reports that the Norden mine would close.\n")
    assert kinds(text) == {"denial"}


def test_a_headline_surer_than_its_text_is_told() -> None:
    text = ("Holm Steel merges with Vass Iron\n\nHolm Steel appeared to have merged with Vass Iron at night.\n\n"
            "Neither firm would speak to the Courier.\n")
    assert kinds(text) == {"certainty"}


def test_the_order_of_articles_changes_nothing() -> None:
    texts = [SOLD, "Reports that the harbour board of Norden has sold the ferry Gudrun are false.", TOLL.format(14),
             TOLL.format(22), "The ferry Gudrun of Norden was sold for 3 million crowns, the firm said."]
    ids = [f"s/{n}.txt" for n in range(len(texts))]

    def rows(order: list[int]) -> list[dict[str, Any]]:
        documents = tables.conform("documents", {
            "document_id": [ids[n] for n in order], "path": [ids[n] for n in order], "format": ["text"] * len(order),
            "text": [texts[n] for n in order], "role": ["audited"] * len(order),
        })
        return pipeline.batch(pipeline.front(documents), "folder")["disagreements"].to_dicts()

    assert rows([0, 1, 2, 3, 4]) == rows([3, 1, 4, 0, 2])


def test_without_stories_only_what_is_inside_an_article_is_compared() -> None:
    denied = "The harbour board of Norden denied reports that it had sold the ferry Gudrun."
    assert compared(SOLD, denied, by="none") == []


WORDS = st.sampled_from(
    "denied false not the ferry Gudrun sold 14 22 killed workers Norden “ ” ? . , said hoax no".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=30).map(" ".join), min_size=1, max_size=3))
def test_any_texts_compare_and_spans_lie_in_them(texts: list[str]) -> None:
    for row in compared(*texts):
        for side in ("", "other_"):
            text = texts[int(row[f"{side}article_id"][2])]
            assert 0 <= row[f"{side}start"] < row[f"{side}stop"] <= len(text)
            if row[f"{side}value_start"] is not None:
                assert row[f"{side}start"] <= row[f"{side}value_start"] < row[f"{side}value_stop"] <= row[f"{side}stop"]


@pytest.mark.parametrize("piece", ["denied ", "not ", "“", "14 ", "false? ", ", and ", "…"])
def test_hostile_runs_take_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert isinstance(compared(text, SOLD), list)


def test_an_empty_batch_has_no_disagreements() -> None:
    t = {name: tables.empty(name) for name in tables.SCHEMAS}
    assert isinstance(pipeline.batch(t)["disagreements"], pl.DataFrame)


@pytest.mark.parametrize("text", [
    "The clerk of Norden has denied ferry licences to couples from Lowton. The ferry licences, couples from Lowton "
    "say, were granted by the clerk of Norden in May.",
    "The mayor of Norden disavowed the ferry licence. The board of Lowton granted the ferry licence to Norden in May.",
])
def test_to_refuse_or_give_up_a_thing_is_no_denial(text: str) -> None:
    assert not compared(text)


def test_a_quotation_of_two_spellings_of_one_speaker_is_one() -> None:
    texts = ("“The bridge was never built to carry lorries of that weight,” said Ana Ruiz, an engineer in Norden.",
             "“The bridge was never built to carry lorries of that weight,” said Anna Roys, an engineer in Norden.")
    assert [row["slot"] for row in compared(*texts)] == ["speaker"]
    assert compared(*texts, aliases={"Anna Roys": "Ana Ruiz"}) == []


MINE = "The mine of Norden will close in May, the union said. {}"


@pytest.mark.parametrize("told", [
    "The owner denied that the Norden mine would close. But in May he had to admit that it would.",
    "The owner, who was asked whether the mine of Norden will close, wrote that this is a false choice.",
    "The owner denied reports that the Norden mine was a hoax.",
])
def test_what_is_taken_back_rated_or_itself_denied_opposes_nothing(told: str) -> None:
    assert compared(MINE.format(told)) == []


@pytest.mark.parametrize("told", [
    "It is unclear whether the Norden mine will close, the union said.",
    "The union acts as if the Norden mine would close.",
    "The Norden mine will not close, the union said.",
    "The allegations on the Norden mine were read with care, the union said.",
    "The reports that the Norden mine would close are false, the union said.",
])
def test_a_sentence_that_asks_supposes_mentions_or_agrees_is_no_other_side(told: str) -> None:
    assert compared(f"{told}\n\nThe owner denied accusations that he would close the Norden mine.") == []


def test_who_is_contradicted_is_set_against_who_contradicts() -> None:
    text = ("Ruiz and Kerr met in Norden.\n\n“We did not speak of the ferry,” Tom Kerr said.\n\n"
            "Ana Ruiz, contradicting Kerr, said that the town would never pay for the ferry of Norden.\n\n"
            "“The town will pay for the ferry of Norden,” Kerr told his party.\n")
    sides = [text[row["start"] : row["stop"]] for row in compared(text)]
    assert sides == ["“We did not speak of the ferry,” Tom Kerr said."]


def test_what_is_not_so_now_may_be_so_later() -> None:
    later = "“We are going to sell the Norden ferry,” Ruiz said."
    sold = "“We have sold the Norden ferry,” Ruiz said."
    now = "Kerr said that the board has not sold the Norden ferry."
    assert compared(f"{later}\n\n{now}") == []
    assert {row["kind"] for row in compared(f"{sold}\n\n{now}")} == {"negation"}


def test_an_article_that_negates_the_same_claim_agrees() -> None:
    denies = "The harbour board of Norden denied claims that the woman in the ferry Gudrun was the wife of Tom Kerr."
    assert not compared(denies, "The woman in the ferry Gudrun of Norden was not the wife of Tom Kerr but his sister.")


def test_how_many_children_a_person_has_is_one_figure() -> None:
    one, other = "Tom Kerr has two sons, his clerk said.", "The captain Tom Kerr is said to have three sons."
    assert kinds(one, other) == {"number"}
    assert kinds(one, "The captain Jan Lund is said to have three sons.") == set()


def test_counts_of_places_that_vote_are_of_many_votes() -> None:
    assert kinds("In the race in Norden 9 districts hold contests on May 4.",
                 "In the race in Norden 12 districts hold contests on May 4.") == set()


@pytest.mark.parametrize(("whose", "severity"), [("Petra Holm’s claims", "note"), ("claims", "warning")])
def test_a_denial_that_names_whose_claim_it_denies_is_a_note_in_its_own_article(whose: str, severity: str) -> None:
    text = ("The hospital in Norden will close, the nurses said.\n\n"
            f"The mayor denied {whose} that the hospital would close.")
    rule = next(rule for rule in rulebook.load([RULES])[0] if rule.name == "disagreement/contradicted-claim")
    findings, failures = engine.judge([rule], pipeline.run(read.document(text), jobs=1)[0])
    assert (findings["severity"].to_list(), failures) == ([severity], [])
