"""Who is a source, and who is the same source: one marked text a case, `[[ ]]` around each mention."""

import re
from typing import Any, NamedTuple

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import tables
from auditor.sentences import split
from auditor.sources import identify
from auditor.spans import mark

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class Found(NamedTuple):
    sources: list[dict[str, Any]]
    cited: list[int]  # for each mark, in order, the row of its source


def sources_of(marked: str, belief: bool = False) -> Found:
    """The sources of a marked text; lines are paragraphs, each mark is one attribution."""
    text, spans = "", []
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at:match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    text += marked[at:]
    return run(text, spans, belief)


def run(text: str, spans: list[tuple[int, int]], belief: bool = False) -> Found:
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    articles = tables.conform("articles", {"article_id": ["a"], "document_id": ["a"]})
    paragraphs = tables.conform("paragraphs", {
        "article_id": ["a"] * len(lines), "paragraph_id": [f"a:p{n}" for n in range(1, len(lines) + 1)],
        "start": [start for start, _ in lines], "stop": [stop for _, stop in lines], "kind": ["body"] * len(lines),
        "text": [text[start:stop] for start, stop in lines],
    })
    sentences = split(paragraphs)
    marks, names = mark(paragraphs, sentences)
    attributions = tables.conform("attributions", {
        "attribution_id": [f"a:a{n}" for n in range(1, len(spans) + 1)], "article_id": ["a"] * len(spans),
        "cue_kind": ["belief" if belief else "statement"] * len(spans),
        "mentions": [[{"start": start, "stop": stop}] for start, stop in spans],
    })
    sources, citations = identify(articles, paragraphs, sentences, marks, names, attributions)
    ids = sources["source_id"].to_list()
    return Found(list(sources.iter_rows(named=True)), [ids.index(i) for i in citations["source_id"].to_list()])


def one(marked: str) -> dict[str, Any]:
    """The source of the last mention."""
    found = sources_of(marked)
    return found.sources[found.cited[-1]]


@pytest.mark.parametrize(("marked", "identification"), [
    ("[[Ida Moen]] said the bridge was safe.", "named"),
    ("[[Ida Moen, the engineer who signed the report,]] said so.", "named"),
    ("[[Mr. Prince]] said the talks were over.", "named"),
    ("[[Former harbour minister Ida Moen]] said so.", "named"),
    ("[[The director of the institute, Ida Moen,]] said so.", "named"),
    ("[[a spokesman, Tom Kerr,]] said the bins would be emptied.", "named"),
    ("[[Tom Kerr and his aides]] said the vote was lost.", "named"),
    ("[[the prime minister]] said she would resign.", "named"),
    ("[[The transport authority]] said in a statement.", "organization"),
    ("[[Police]] said the road was closed.", "organization"),
    ("[[Prosecutors]] said they would appeal.", "organization"),
    ("[[A judge]] ordered the files released.", "organization"),
    ("[[The Kerr campaign]] said it would appeal.", "organization"),
    ("[[The report]] says the wall was weak.", "document"),
    ("[[Court filings]] show a second payment.", "document"),
    ("[[A ministry spokeswoman]] said no.", "spokesperson"),
    ("[[Lawyers for the bank]] said the suit was groundless.", "spokesperson"),
    ("[[A source]] said the vote was delayed.", "anonymous"),
    ("[[Officials]] said the bridge was safe.", "anonymous"),
    ("[[Kerr's aides]] said he would stay.", "anonymous"),
    ("[[Several Kerr allies]] said he would stay.", "anonymous"),
    ("[[People familiar with the talks]] said they had failed.", "anonymous"),
    ("[[Democrats privy to the count]] said it was close.", "anonymous"),
    ("[[an inside source]] said so.", "anonymous"),
    ("[[Two delegates present]] said so.", "anonymous"),
    ("[[One former employee]] said so.", "anonymous"),
    ("[[A resident]] said the water was brown.", "public"),
    ("[[Critics]] say the law goes too far.", "collective"),
    ("[[Some Democrats]] argue that it is too late.", "collective"),
    ("[[72 percent of Democrats]] said yes.", "collective"),
    ("[[Two-thirds of insiders in the survey]] said yes.", "collective"),
    ("[[Nobody]] believes it.", "collective"),
    ("[[We]] say it was a mistake.", "narrator"),
])
def test_each_class_is_told_by_grammar(marked: str, identification: str) -> None:
    assert one(marked)["identification"] == identification


@pytest.mark.parametrize(("marked", "identification"), [
    ("[[the Kerr campaign's projections]] show a loss.", "document"),
    ("[[Senate Democrats]] say no.", "collective"),
    ("[[White House and army spokesmen]] said no.", "spokesperson"),
    ("[[civil rights groups]] condemned the bill.", "collective"),
    ("[[Xinhua, the official Chinese news agency,]] said so.", "organization"),
])
def test_a_name_that_modifies_names_nobody(marked: str, identification: str) -> None:
    assert one(marked)["identification"] == identification


def test_all_mentions_of_a_person_are_one_source() -> None:
    found = sources_of(
        "[[Senator Ida Moen of Norvik]] said the bill would pass. [[She]] added that it was late.\n"
        "[[Moen, who]] chairs the committee, said so twice. [[The senator]] declined to explain."
    )
    assert found.cited == [0, 0, 0, 0]
    assert found.sources[0]["name"] == "Ida Moen"


def test_the_official_is_the_official_cited_before() -> None:
    found = sources_of("[[A ministry official]] said the deal was off. [[The official]] gave no date. [[He]] shrugged.")
    assert found.cited == [0, 0, 0]
    assert found.sources[0]["identification"] == "anonymous"


def test_who_is_whoever_stands_before_it() -> None:
    found = sources_of("[[A longtime adviser to Kerr]], [[who]] declined to be identified, said he was tired.")
    assert found.cited == [0, 0]
    found = sources_of("It was the work of Ida Moen of Norvik, [[who]] said so.")
    assert found.sources[0]["name"] == "Ida Moen"


def test_another_is_somebody_else() -> None:
    found = sources_of("[[One guard]] said the door was locked. [[Another]] said it was open.")
    assert found.cited == [0, 1]
    assert [row["identification"] for row in found.sources] == ["anonymous", "anonymous"]


def test_one_of_the_sources_is_one_of_several() -> None:
    found = sources_of("[[Three sources in the ministry]] said so. [[One of the sources]] wept.")
    assert [(row["plurality"], row["number"]) for row in found.sources] == [("counted", 3), ("one", 1)]


@pytest.mark.parametrize(("marked", "plurality", "number"), [
    ("[[an official]] said", "one", 1),
    ("[[two officials]] said", "counted", 2),
    ("[[multiple officials]] said", "plural", None),
    ("[[officials]] said", "plural", None),
    ("[[a dozen officials]] said", "counted", 12),
])
def test_sources_are_counted_as_the_text_counts_them(marked: str, plurality: str, number: int | None) -> None:
    row = one(marked)
    assert (row["plurality"], row["number"]) == (plurality, number)


def test_a_description_of_somebody_named_inherits_the_name() -> None:
    found = sources_of("Senator Ida Moen left early. [[The senator]] said she was ill.")
    assert (found.sources[0]["identification"], found.sources[0]["name"]) == ("named", "Ida Moen")


def test_an_apposition_beside_the_mention_names_it() -> None:
    assert one("Ida Moen, [[an expert on bridges]], said so.")["name"] == "Ida Moen"
    assert one("[[The spokesman]], Tom Kerr, said so.")["name"] == "Tom Kerr"


def test_a_spokesman_named_in_the_next_sentence_is_named() -> None:
    found = sources_of("[[A port spokesman]] denied it.\n[[Tom Kerr, the spokesman,]] said the cranes were new.")
    assert found.cited == [0, 0]
    assert found.sources[0]["identification"] == "named"


def test_a_speaker_is_not_the_reporter_who_asked() -> None:
    found = sources_of("[[Ida Moen]] sat down. When [[a reporter]] asked, [[she]] said no.")
    assert found.cited[2] == 0


def test_conjoined_sources_are_two_citations_where_attributions_give_two_mentions() -> None:
    found = sources_of("[[Ida Moen]] and [[Tom Kerr]] said so.")
    assert [row["name"] for row in found.sources] == ["Ida Moen", "Tom Kerr"]


@pytest.mark.parametrize(("marked", "affiliation"), [
    ("[[a Treasury official]] said", "Treasury"),
    ("[[an executive at Norvik Bank]] said", "Norvik Bank"),
    ("[[Kerr's aides]] said", "Kerr"),
])
def test_affiliation_is_what_the_words_tell(marked: str, affiliation: str) -> None:
    assert one("Ida Moen left for Norvik Bank. Tom Kerr stayed. " + marked)["affiliation"] == affiliation


@pytest.mark.parametrize(("marked", "basis"), [
    ("[[a person familiar with the matter]] said", "none"),
    ("[[an official briefed on the talks]] said", "briefed"),
    ("[[two people who have seen the letter]] said", "document"),
    ("[[an aide who attended the meeting]] said", "present"),
    ("[[a diplomat involved in the talks]] said", "actor"),
])
def test_basis_is_how_the_source_knows(marked: str, basis: str) -> None:
    assert one(marked)["basis"] == basis


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=6))
def test_every_mention_belongs_to_exactly_one_source(text: str, places: list[tuple[int, int]]) -> None:
    spans = sorted({(start, min(start + size, len(text))) for start, size in places if start < len(text)})
    found = run(text, spans)
    assert len(found.cited) == len(spans)
    mentions = [(m["start"], m["stop"]) for row in found.sources for m in row["mentions"]]
    assert sorted(mentions) == spans
    assert all(0 <= row["tier"] <= 11 for row in found.sources)


def test_no_attributions_no_sources() -> None:
    found = run("Nothing was said.", [])
    assert found == Found([], [])
    assert pl.DataFrame(found.sources).is_empty()


@pytest.mark.parametrize("marked", [
    "[[The source of the leak]] was a corroded valve.",
    "[[A source of income]] tells little.",
    "[[Any official who lies]] says so at last.",
    "[[No official]] would say so.",
    "[[Alcoholics Anonymous]] said so.",
    "[[Two-thirds of insiders]] said so.",
    "[[The committee]] said so.",
    "[[An anonymous survey]] found as much.",
])
def test_what_is_no_unnamed_person(marked: str) -> None:
    assert one(marked)["identification"] != "anonymous"


def test_who_speaks_with_the_named_speaks_in_their_name() -> None:
    found = sources_of("[[Tom Kerr]] and [[his aides]] said the vote was lost.")
    assert found.cited == [0, 0]


@pytest.mark.parametrize("text", [
    "Senator Ida Moen left. [[Moen]] said so.",
    "Ida Moen, the mayor of Norvik, left. [[Moen]] said so.",
])
def test_a_role_said_elsewhere_in_the_text_counts(text: str) -> None:
    assert one(text)["tier"] == 2


def test_an_honorific_is_no_role() -> None:
    assert one("Mr. Kerr left. [[Kerr]] said so.")["tier"] == 4


def test_who_sat_in_the_meeting_was_present() -> None:
    assert one("[[One of the three people at the board's emergency meeting]] said she wept.")["basis"] == "present"


def test_reports_at_large_are_nobody() -> None:
    assert one("According to [[reports]], he left.")["identification"] == "collective"


def test_a_plural_that_the_text_takes_back_is_one() -> None:
    found = sources_of("[[Sources]] said the plant would close.\n“It's over,” [[the source]] said.")
    assert [(row["plurality"], row["number"]) for row in found.sources] == [("plural", 1)]


def test_what_a_party_says_privately_somebody_told() -> None:
    assert one("[[Democrats]] privately say that the race is lost.")["identification"] == "anonymous"


def test_one_is_one_of_those_just_spoken_of() -> None:
    found = sources_of("[[The mayor]] met an array of guards; [[one]] said that the gate was shut.")
    assert found.cited == [0, 1]
    assert found.sources[1]["role"] is not None


def test_a_spokesman_is_who_comes_next_from_the_same_body() -> None:
    found = sources_of("[[One Norvik Bank spokesman]] denied it.\n[[Tom Kerr]], from Norvik Bank in Ardane, said so.")
    assert [row["name"] for row in found.sources] == ["Tom Kerr"]


def test_rebel_sources_are_not_the_rebels() -> None:
    found = sources_of("[[Rebel sources in the valley]] said so. [[The rebels in the north]] say little.")
    assert found.cited == [0, 1]


def test_whom_the_headline_describes_the_story_names() -> None:
    found = sources_of(
        "[[Speechwriter]] says he will vote no\n\nThe winter was long.\n"
        "Tom Kerr, a speechwriter, is 60. [[Kerr]] said so."
    )
    assert [row["name"] for row in found.sources] == ["Tom Kerr"]


def test_a_spokesman_is_named_two_sentences_later() -> None:
    found = sources_of(
        "The port was shut.\n[[A spokesman]] said so. Ships waited. The spokesman, Tom Kerr, left.\n[[Kerr]] is 40."
    )
    assert [row["name"] for row in found.sources] == ["Tom Kerr"]


def test_an_official_named_later_may_be_another() -> None:
    found = sources_of("[[An official]] said so. [[Critics]] agreed.\n[[Tom Kerr, an official,]] denied it.")
    assert len(found.sources) == 3


@pytest.mark.parametrize(("marked", "identification"), [
    ("[[One voter]] said so.", "public"),
    ("[[a few Republicans]] said so.", "collective"),
    ("[[All three candidates]] said so.", "collective"),
    ("[[Representative Peter T. King of Norvik]] said so.", "named"),
    ("If [[someone]] had told him so, he would have left.", "collective"),
    ("[[someone close to the board]] said so.", "anonymous"),
])
def test_more_grammar(marked: str, identification: str) -> None:
    assert one(marked)["identification"] == identification


def test_the_unnamed_are_not_he_for_long() -> None:
    found = sources_of(
        "[[A staffer in the room]] wondered.\nTom Kerr has been a lawyer for years.\nHe likes Norvik, [[he]] said."
    )
    assert found.sources[1]["name"] == "Tom Kerr"


@pytest.mark.parametrize("marked", [
    "A person familiar with the planning for the [[meeting]] said so.",
    "A spokeswoman for the Norvik [[Harbour Committee]] said so.",
])
def test_the_end_of_a_mention_stands_for_the_whole(marked: str) -> None:
    assert one(marked)["identification"] in ("anonymous", "spokesperson")


def test_the_committee_is_not_whoever_wrote_to_it() -> None:
    row = one("Residents had written to the council, and [[the committee]] said so.")
    assert row["identification"] == "organization"


@pytest.mark.parametrize("marked", [
    "[[Former aides to the mayor]] say so.\n[[Otto Lind, an adviser to the mayor]], says more.",
    "[[Her advisers]] say so.\nIt rained.\n[[Otto Lind, a spokesman for the mayor]], says more.",
    "[[Hollin officials]] say so.\n[[Dana Weiss, the Hollin bridge commissioner]], says more.",
    "[[Velmar executives]] say so, as [[Ida Moen, the chief executive]], does.",
    "[[interviews with a dozen party leaders]] show it.\n[[Otto Lind, a leader in Hollin]], says more.",
])
def test_a_plural_leads_in_to_one_of_them_named_next(marked: str) -> None:
    label, named = sources_of(marked).sources
    assert (label["led_to"], named["led_to"]) == (named["source_id"], None)


@pytest.mark.parametrize("marked", [
    "[[Former aides to the mayor]] say so.\n[[Otto Lind, a baker in Hollin]], says more.",
    "[[Otto Lind's aides]] say so.\n[[Otto Lind, an ally of the mayor]], says more.",
    "[[Lind's aides]] say so.\n[[Petra Holm, an adviser to Brandt]], says more. Otto Lind and Ida Brandt left.",
    "[[Two aides to the mayor]] say so.\n[[Otto Lind, an adviser to the mayor]], says more.",
    "[[Aides who asked not to be named]] say so.\n[[Otto Lind, an adviser to the mayor]], says more.",
    "[[Hollin officials]] say so.\n[[Dana Weiss, the Velmar bridge commissioner]], says more.",
    "[[Velmar staffers]] say so.\n[[Dana Weiss, a Hollin strategist]], says more.",
    "[[Aides to the mayor]] say so.\nIt rained.\nIt snowed.\n[[Otto Lind, an adviser to the mayor]], says more.",
])
def test_a_label_does_not_lead_in_to_others(marked: str) -> None:
    assert sources_of(marked).sources[0]["led_to"] is None


def test_a_handful_are_somebody() -> None:
    row = one("[[A handful of Democrats]] said so.")
    assert (row["identification"], row["plurality"], row["number"]) == ("anonymous", "plural", None)


WORDS = st.sampled_from(
    "Ida Moen, Tom Kerr 's the a an one of two several those who they he it which another some officials aides "
    "source spokesman reporter judge people close to familiar with because anonymity . , — ( ) “ ” \n Police "
    "Norvik Bank's his after and other said only 72 percent him known as".split(" ")
)


@given(st.lists(WORDS, max_size=40), st.lists(st.tuples(st.integers(0, 39), st.integers(1, 8)), max_size=8))
def test_mentions_of_telling_words_belong_to_one_source(words: list[str], places: list[tuple[int, int]]) -> None:
    starts = [sum(len(word) + 1 for word in words[:n]) for n in range(len(words) + 1)]
    spans = sorted({(starts[n], starts[min(n + size, len(words))] - 1) for n, size in places if n < len(words)})
    found = run(" ".join(words), spans)
    assert len(found.cited) == len(spans)
    assert sum(len(row["mentions"]) for row in found.sources) == len(spans)
