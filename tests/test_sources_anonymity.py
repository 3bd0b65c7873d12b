"""Formulas of anonymity, the reasons for it, whom they cover, and the ladder of identification."""

import pytest
from test_sources import one, sources_of

from auditor.sources.anonymity import grade
from auditor.sources.phrase import parse
from auditor.sources.tier import tier


def rung(label: str) -> int:
    phrase = parse(label)
    return tier(phrase.identification, phrase)


@pytest.mark.parametrize(("better", "worse"), [
    ("a cabinet minister with direct knowledge of the negotiations", "a senior minister"),
    ("a senior minister", "one MP"),
    ("an Australian diplomat who took part in the meeting", "an Australian diplomat"),
    ("an Australian diplomat", "a Western diplomat"),
    ("a Western diplomat", "a diplomat"),
    ("an executive from the plaintiff company", "a person familiar with the case"),
    ("a staff member who has read the draft", "a person familiar with the case"),
    ("top U.S. State Department officials", "the source"),
    ("six West Wing aides", "aides"),
    ("an executive working for a competitor", "people familiar with the bid"),
    ("an intelligence official with the report in hand", "a law enforcement official"),
    ("a law enforcement official", "sources"),
])
def test_published_ladders(better: str, worse: str) -> None:
    assert rung(better) < rung(worse)


@pytest.mark.parametrize(("marked", "step"), [
    ("[[We]] saw the trucks leave.", 0),
    ("[[Ida Moen, the engineer who signed the inspection,]] said", 1),
    ("[[Ida Moen, the union's secretary,]] said", 2),
    ("[[the Harbour Institute's report]] says", 3),
    ("[[Ida Moen]] said", 4),
    ("[[the report]] says", 4),
    ("[[The transport authority]] said", 5),
    ("[[a ministry spokeswoman]] said", 6),
    ("[[an executive of the company who read the draft]] said", 7),
    ("[[a Treasury official]] said", 8),
    ("[[two people who have seen the letter]] said", 8),
    ("[[people familiar with the matter]] said", 9),
    ("[[one lawmaker]] said", 9),
    ("[[well-placed sources]] said", 10),
    ("[[officials]] said", 10),
    ("[[an insider]] said", 10),
    ("[[critics]] say", 11),
])
def test_each_rung(marked: str, step: int) -> None:
    assert one(marked)["tier"] == step


def test_a_source_takes_its_best_mention() -> None:
    found = sources_of("[[A source]] said so.\n[[The source, a ministry official who attended the meeting,]] wept.")
    assert [row["tier"] for row in found.sources] == [7]


@pytest.mark.parametrize(("reason", "letter"), [
    ("because she feared losing her visa", "A"),
    ("for fear of reprisals", "A"),
    ("because of a gag order", "A"),
    ("because the contract bars him from speaking and he could be sued", "A"),
    ("because he was not authorized to speak and could be dismissed", "A"),
    ("under department rules", "B"),
    ("because the deal has not been announced", "B"),
    ("to discuss internal deliberations", "C"),
    ("to describe private conversations", "C"),
    ("because of the sensitivity of the situation", "C"),
    ("because he was not authorized to speak publicly", "D"),
    ("as he preferred it that way", "E"),
])
def test_reasons_are_graded_by_what_a_reader_can_weigh(reason: str, letter: str) -> None:
    assert grade(reason) == letter


@pytest.mark.parametrize(("marked", "reason", "letter"), [
    ("[[A teacher, who asked not to be named because she feared dismissal,]] said the doors were locked.",
     "because she feared dismissal", "A"),
    ("“It was chaos,” said [[one guard]], who spoke on condition of anonymity to speak candidly.",
     "to speak candidly", "C"),
    ("[[An official]] said the talks had failed. He was not authorized to discuss them.",
     "was not authorized to discuss them", "D"),
    ("Fearing retaliation, [[the clerk]] spoke on condition of anonymity.", "Fearing retaliation", "A"),
    ("[[An aide]] who insisted on anonymity said so.", "insisted on anonymity", "E"),
    ("[[An aide]] who requested anonymity confirmed the trip.", None, None),
    ("[[A trader]] said so. The trader declined to be identified.", None, None),
])
def test_a_formula_marks_its_source_with_its_reason(marked: str, reason: str | None, letter: str | None) -> None:
    row = one(marked)
    assert (row["identification"], row["marked"], row["reason"], row["reason_grade"]) == (
        "anonymous", True, reason, letter)


def test_the_reason_slices_back() -> None:
    text = "[[A clerk]], who asked not to be named for fear of dismissal, said so."
    row = one(text)
    assert text.replace("[[", "").replace("]]", "")[row["reason_start"]:row["reason_stop"]] == "for fear of dismissal"


def test_a_reason_for_all_who_were_interviewed_covers_them() -> None:
    found = sources_of(
        "[[One worker]] said the belt had snapped. [[A foreman]] said it had been patched.\n"
        "[[A welder]], like others interviewed, asked not to be named for fear of losing work."
    )
    assert [row["reason_grade"] for row in found.sources] == ["A", "A", "A"]


def test_a_reason_two_paragraphs_later_is_found() -> None:
    found = sources_of(
        "[[A senior official]] said the port was closed.\nShips waited outside.\n"
        "The official spoke on condition of anonymity because the order was not yet public."
    )
    assert found.sources[0]["reason_grade"] == "B"


def test_a_formula_never_unnames_the_named() -> None:
    row = one("[[Ida Moen]], who had once declined to be named, said so.")
    assert (row["identification"], row["marked"]) == ("named", False)


def test_a_first_name_by_agreement_is_anonymous_throughout() -> None:
    found = sources_of(
        "[[Bruno]] said the roof leaked.\nBruno asked that his last name not be used because he feared eviction.\n"
        "“It rains in,” [[Bruno]] said."
    )
    assert [(row["identification"], row["reason_grade"]) for row in found.sources] == [("anonymous", "A")]


def test_anonymity_by_law_is_protected() -> None:
    row = one("[[The girl, 15, who cannot be named for legal reasons,]] said she ran.")
    assert row["protected"]


def test_a_formula_inside_a_quotation_marks_nobody() -> None:
    row = one("[[An official]] said: “She spoke on condition of anonymity.”")
    assert not row["marked"]


@pytest.mark.parametrize("text", ["." * 100_000, "“" * 50_000, " " * 100_000, "because " * 20_000, "a" * 100_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    parse(text)
    grade(text)


def test_the_outlet_that_withholds_a_name_is_not_the_source() -> None:
    found = sources_of(
        "[[A teacher]] said the doors were locked. [[The Courier]] is not naming her because she fears reprisals."
    )
    assert [(row["marked"], row["reason_grade"]) for row in found.sources] == [(True, "A"), (False, None)]


def test_age_alone_protects_nobody() -> None:
    assert not one("[[A pupil]] said she could not vote because of her age.")["protected"]


def test_a_policy_on_victims_protects_the_one_cited_before() -> None:
    found = sources_of(
        "[[The woman]] said he had locked the door.\nThe Courier does not identify victims of sexual assault."
    )
    assert found.sources[0]["protected"]


def test_an_old_refusal_of_somebody_else_marks_nobody() -> None:
    found = sources_of("[[An official]] said so.\nThe priest had declined to be named or interviewed at the time.")
    assert not found.sources[0]["marked"]


def test_background_checks_are_no_ground_rule() -> None:
    assert not one("[[An official]] said he insisted on background checks.")["marked"]


def test_unnamed_marks_only_whom_it_describes() -> None:
    assert one("[[Unnamed officials]] said so.")["marked"]
    assert not one("[[An official]] said an unidentified man had died.")["marked"]
