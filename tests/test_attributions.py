"""Who says what, a shape of reporting a case: `[source]`, `{cue}`, `<content>` mark what must be found, and no more."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import tables
from auditor.attributions import attribute
from auditor.sentences import split

MARKS = {"[": ("source", 1), "]": ("source", -1), "{": ("cue", 1), "}": ("cue", -1), "<": ("content", 1),
         ">": ("content", -1)}


def paragraphs_of(*texts: str, kind: str = "body", first: str | None = None) -> tuple[str, pl.DataFrame]:
    """The document of `texts`, a paragraph each, and its table; `first`: the kind of the first paragraph."""
    text = "\n".join(texts)
    starts = [sum(len(t) + 1 for t in texts[:n]) for n in range(len(texts))]
    kinds = [first or kind, *[kind] * (len(texts) - 1)]
    return text, tables.conform("paragraphs", {
        "article_id": ["a"] * len(texts), "paragraph_id": [f"a:p{n}" for n in range(1, len(texts) + 1)],
        "start": starts, "stop": [s + len(t) for s, t in zip(starts, texts, strict=True)], "kind": kinds,
        "text": list(texts),
    })


def attributions(*texts: str, kind: str = "body", first: str | None = None) -> list[dict[str, Any]]:
    """The rows of the attributions of `texts`, with their mentions and contents as words."""
    text, paragraphs = paragraphs_of(*texts, kind=kind, first=first)
    rows = attribute(paragraphs, split(paragraphs), tables.empty("spans")).to_dicts()
    for row in rows:
        for column in ("mentions", "contents"):
            row[column] = [text[span["start"]:span["stop"]] for span in row[column]]
    return rows


def outer(*texts: str, **options: Any) -> list[dict[str, Any]]:
    """Those of `attributions` that are not nested."""
    return [row for row in attributions(*texts, **options) if not row["nested"]]


def expected(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The text without its marks, and what stands between them."""
    text = ""
    opened: dict[str, int] = {}
    found: dict[str, list[str]] = {"source": [], "cue": [], "content": []}
    for char in marked:
        part, step = MARKS.get(char, ("", 0))
        if step > 0:
            opened[part] = len(text)
        elif step < 0:
            found[part].append(text[opened[part]:])
        else:
            text += char
    return text, found


SHAPES = [
    # subject and verb
    "[Ann Lee] {said} <the bridge was safe>.",
    "[Ann Lee, a nurse from Dorr,] {said} <that the bridge was safe>.",
    "[Ann Lee, who leads the council,] {has repeatedly said} <that the bridge was safe>.",
    "On Tuesday, [Ann Lee] {said} <it was safe>.",
    "[Officials] {told} reporters on Monday <that the bridge was safe>.",
    "[The minister] {said} in a statement on Friday <that the talks had failed>.",
    "[Lee] {said}: <“We are ready.”>",
    "[Lee] {criticized} <the plan>.",
    "[Lee] {accused} <the council of hiding the report>.",
    "[Lee] {called for} <an inquiry>.",
    "[Lee] {called} <the plan “a farce.”>",
    "[Lee] {promised} <to rebuild the bridge>.",
    "[Lee] {asked} <whether the bridge was safe>.",
    "[A new poll] {shows} <that most voters agree>.",
    "[Three in five] {said} <they were worried>.",
    # the content before, on both sides, and inverted
    "<The bridge was safe>, [Lee] {said}.",
    "<“The bridge is safe,”> [Lee] {said}.",
    "<“The bridge is safe,”> {said} [Ann Lee, a nurse].",
    "<“The bridge is safe,”> {said} [Ann Lee, who leads the council]. <“We checked.”>",
    "<“The bridge,”> [Lee] {said}, <“is safe.”>",
    "<“Why not?”> [Lee] {asked}.",
    "<The bridge>, [Lee] {said}, <would be closed>.",
    "<“It is safe,”> [she] {said} in an interview.",
    # according to, and others
    "<The bridge was safe>, {according to} [Ann Lee, a nurse].",
    "{According to} [two officials], <the bridge was safe>.",
    "As [Lee] {said}, <the bridge was safe>.",
    "The bridge, <which> [critics] {said} <was unsafe>, closed.",
    "The engineer [who] {said} <the bridge was safe> has left.",
    "[His] {claim} <that nobody was hurt>, which was false, surprised the town.",
    "{Asked} <whether he would resign>, the mayor left.",
    "The mayor {was told} <that the bridge was unsafe>.",
    # a preposition that goes with its verb, and who is spoken to before it
    "[The mayors] {sparred over} <the budget>.",
    "[Lee] {ripped into} <the council>.",
    "[Lee] {spoke with reporters about} <her defeat>.",
    "[Lee] {has warned us about} <the bridge>.",
    "[Lee] {asked the court for} <a delay>.",
    # quotations without a comma of their own
    "<“We asked them twice to close the bridge, too”> [Lee] {said}.",
    "<“We asked them twice to close the bridge.”> [Lee] {said}.",
    "<A new bridge>, [she] {vowed}, <would bring work to the town>.",
    # infinitives of those who go where they are heard
    "[Lee] took to the radio {to accuse} <the council of hiding the report>.",
    "[Lee] used the debate {to urge} people <to vote against the bridge>.",
    "[Lee] went on television {to defend} <her record>.",
    "The vote led [some] {to speculate} <that the bridge would close>.",
    "[Lee] {has begun to rebut} <the criticism>.",
    # a noun and who says it, without a relative pronoun
    "She hates bridges, <a fact> [she] {often mentions} on the trail.",
    "It is <an arrangement> [the Lee campaign] {has criticized}.",
    "It was closed, at least because [a report] {said} <so>.",
    "[Koch] {asked} Lee <if the bridge was safe>.",
    # nouns that are made, raised or given
    "[Lee] {made a veiled reference to} <his votes>.",
    "[Koch] {has made new comments about} <the bridge>.",
    "[Lee] {also made the point} <that the bridge was old>.",
    "[She] {made no mention of} <the council>.",
    # passives
    "It was <a practice> {criticized by} [Lee].",
    "<The statement> {was attributed to} [her doctor].",
    "<Lee> {was declared} <the winner in Dorr>.",
    # verbs that might be nouns
    "[Critics] {blast} <Lee over the bridge>.",
    "[A diplomat] {praises} <Lee>.",
    # small clauses, and evidence
    "[He] {called} <the search unlawful>.",
    "[The court] {found} <the mayor guilty>.",
    "[Koch] {has insulted} <the mayor>.",
    "[Photos] {showed} <rescuers on the bridge>.",
    "It was closed before the poll [that] {shows} <Koch leading Lee>.",
    # subjects that stand further left
    "[Lee], who had lost, arrived at a breakfast with reporters and {acknowledged} <that he was wrong>.",
    "Amid <what> [the two papers each] {called} <a “rough week”>.",
    "[Lee, a star of the show “The Baker,”] {said} <that it was dull>.",
    "[Critics] {accuse} <the mayor, Ida Lenz, of taking bribes>.",
]


@pytest.mark.parametrize("marked", SHAPES)
def test_shapes_of_reporting(marked: str) -> None:
    text, parts = expected(marked)
    rows = outer(text)
    assert len(rows) == 1, rows
    assert rows[0]["cue"] == parts["cue"][0]
    assert [m.rstrip(",") for m in rows[0]["mentions"]] == [s.rstrip(",") for s in parts["source"]]
    assert rows[0]["contents"] == parts["content"]


def test_an_object_of_a_plain_verb_is_no_content() -> None:
    assert outer("The council called the police.") == []
    assert outer("The band published a calendar of the United States.") == []
    assert outer("The film, called “Dust,” opens on Friday.") == []


def test_an_infinitive_after_another_is_no_report() -> None:
    assert outer("Lee Cuts Funds for the Rebels He Claims to Support") == []
    assert outer("It takes this long to confirm a judge.") == []


def test_what_is_made_or_sent_without_telling_its_content_is_no_report() -> None:
    assert outer("The statement was made in response to a request.") == []
    assert outer("The mayor sent a dozen questions to the council.") == []
    assert outer("Lee delivered a message that resonates with many.") == []


def test_what_is_read_out_or_asked_for_oneself_is_no_report() -> None:
    assert outer("Lee sent a letter that was read out by candlelight.") == []
    assert outer("The official, who insisted on anonymity, left.") == []


def test_nouns_that_look_like_verbs_are_no_cues() -> None:
    assert outer("The 2012 attacks that shook Dorr are over.") == []
    assert outer("Koch kept many promises he made in May.") == []
    assert outer("It stood in a widely read Dorr newspaper.") == []
    assert outer("The attacks in Paris were felt in all 50 states.") == []
    assert outer("A racially charged argument filled the square.") == []


def test_names_that_look_like_verbs_or_adverbs_are_names() -> None:
    assert [row["mentions"] for row in outer("George Will said it was over.")] == [["George Will"]]
    assert [row["mentions"] for row in outer("“It is over,” Carly Read said.")] == [["Carly Read"]]


@pytest.mark.parametrize(("text", "sources", "cues"), [
    ("Lee said the bridge was safe, adding that it had been checked.", ["Lee", "Lee"], ["said", "adding"]),
    ("Lee condemned the vote but praised the council.", ["Lee", "Lee"], ["condemned", "praised"]),
    ("Lee said it was safe, but Koch said it was not.", ["Lee", "Koch"], ["said", "said"]),
    ("While Lee said it was safe, Koch called it “a risk.”", ["Lee", "Koch"], ["said", "called"]),
    ("Lee emailed the members on Monday, saying the vote was off.", ["Lee"], ["saying"]),
    ("One in three said it was safe and one in four said it was not.", ["One in three", "one in four"],
     ["said", "said"]),
    ("Lee said it was safe but did not say why it was closed.", ["Lee", "Lee"], ["said", "did not say"]),
    ("The paper reported that, according to a map, the bridge was older.", ["The paper", "a map"],
     ["reported", "according to"]),
    ("Lee defended the plan by citing a poll.", ["Lee", "Lee"], ["defended", "citing"]),
    ("Lee praised the plan, mocked its critics and denounced Koch.", ["Lee"] * 3, ["praised", "mocked", "denounced"]),
    ("Almost half said they were tired, compared with four in 10 who said they were not.", ["Almost half", "who"],
     ["said", "said"]),
])
def test_several_cues_in_a_sentence(text: str, sources: list[str], cues: list[str]) -> None:
    rows = outer(text)
    assert [row["mentions"] for row in rows] == [[source] for source in sources]
    assert [row["cue"] for row in rows] == cues


def test_quoted_sentences_that_follow_belong_to_the_same_attribution() -> None:
    rows = outer("“It is safe,” said Ann Lee. “We checked. Twice.” The mayor left.")
    assert [row["contents"] for row in rows] == [["“It is safe,”", "“We checked. Twice.”"]]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    rows = outer("Lee said: “It is safe.", "“We checked it twice.”", "The mayor left.")
    assert [row["contents"] for row in rows] == [["“It is safe.", "“We checked it twice.”"]]


def test_a_line_that_ends_in_a_colon_governs_the_quotation_below() -> None:
    rows = outer("The mayor left early. Then Ann Lee continued:", "“We checked it twice.”", "Nobody answered.")
    assert [(row["cue"], row["mentions"], row["contents"]) for row in rows] == [
        ("continued", ["Ann Lee"], ["“We checked it twice.”"])]


def test_a_report_inside_a_report_is_nested_and_came_through_the_outer_one() -> None:
    rows = attributions("The paper reported that officials said the bridge was unsafe.")
    assert [(row["lemma"], row["nested"], row["via"]) for row in rows] == [
        ("report", False, None), ("say", True, "The paper")]
    assert rows[1]["parent_id"] == rows[0]["attribution_id"]


def test_a_report_inside_quotation_marks_is_nested() -> None:
    rows = attributions("“The engineers told us that the bridge would hold,” Lee said.")
    assert [(row["lemma"], row["nested"]) for row in rows] == [("tell", True), ("say", False)]


def test_the_later_of_two_reports_of_a_sentence_holds_the_earlier() -> None:
    rows = attributions("Lee said that the plan would fail, the paper reported.")
    assert [(row["lemma"], row["nested"]) for row in rows] == [("say", True), ("report", False)]


def test_whom_a_paper_cites_speaks_through_it() -> None:
    rows = attributions("The paper reported that the talks had failed, citing an official at the ministry.")
    through = [row for row in rows if row["via"]]
    assert [(row["mentions"], row["contents"], row["via"], row["nested"]) for row in through] == [
        (["an official at the ministry"], ["that the talks had failed"], "The paper", True)]


def test_two_people_are_two_mentions_and_a_firm_is_one() -> None:
    assert outer("Ann Lee and Max Koch said it was safe.")[0]["mentions"] == ["Ann Lee", "Max Koch"]
    assert outer("Officials and aides said it was safe.")[0]["mentions"] == ["Officials and aides"]


@pytest.mark.parametrize(("text", "kind"), [
    ("Lee said it was safe.", "statement"),
    ("Lee accused the council of fraud.", "speech_act"),
    ("Officials believe the bridge is unsafe.", "belief"),
    ("Aides worry that the vote will fail.", "belief"),
    ("Officials fear a long war.", "belief"),
    ("The bridge is said to be unsafe.", "agentless"),
    ("It was reported that the bridge was unsafe.", "agentless"),
    ("The bridge was reportedly closed.", "agentless"),
])
def test_kinds_of_cue(text: str, kind: str) -> None:
    rows = outer(text)
    assert [row["cue_kind"] for row in rows] == [kind]
    assert bool(rows[0]["mentions"]) == (kind != "agentless")


@pytest.mark.parametrize(("text", "stance"), [
    ("Lee said it was safe.", "asserts"),
    ("Lee denied that it was unsafe.", "denies"),
    ("Lee rejected the claim.", "denies"),
    ("Lee confirmed that it was unsafe.", "confirms"),
    ("Lee acknowledged the delay.", "confirms"),
    ("Lee questioned whether it was safe.", "doubts"),
    ("Lee declined to comment.", "declines"),
    ("Lee refused to say whether it was safe.", "declines"),
    ("Lee did not respond to questions.", "declines"),
])
def test_stances(text: str, stance: str) -> None:
    assert [row["stance"] for row in outer(text)] == [stance]


@pytest.mark.parametrize(("text", "aside"), [
    ("An official told reporters that it was shut.", False),
    ("Officials have told their allies in the party that it is shut.", True),
    ("Ida Moen told The Hollin Herald on Monday that it was shut.", False),
    ("A manager warned that it would shut.", False),
    ("A manager warned it would shut.", False),
    ("Ida Moen said in May that it was shut.", False),
])
def test_what_is_told_to_hearers_who_publish_nothing_is_said_aside(text: str, aside: bool) -> None:
    assert attributions(text)[0]["aside"] is aside


@pytest.mark.parametrize(("text", "supposed"), [
    ("An aide would say that it was shut.", True),
    ("It matters little if an aide says that it was shut.", True),
    ("If it rains, an aide said, it will be shut.", False),
    ("An aide said that it would be shut.", False),
])
def test_what_somebody_might_say_nobody_has_said(text: str, supposed: bool) -> None:
    assert attributions(text)[-1]["supposed"] is supposed


@pytest.mark.parametrize(("text", "form"), [
    ("“It is safe,” Lee said.", "direct"),
    ("Lee said it was safe.", "indirect"),
    ("Lee said it was “quite safe” for cars.", "mixed"),
])
def test_forms(text: str, form: str) -> None:
    assert [row["form"] for row in outer(text)] == [form]


@pytest.mark.parametrize(("text", "source", "content"), [
    ("Minister to quit: sources", "sources", "Minister to quit"),
    ("Lee: The bridge is safe", "Lee", "The bridge is safe"),
    ("Deal dead, officials say", "officials", "Deal dead"),
    ("Bridge unsafe, says mayor", "mayor", "Bridge unsafe"),
])
def test_headlines(text: str, source: str, content: str) -> None:
    rows = outer(text, first="headline")
    assert [(row["mentions"], row["contents"]) for row in rows] == [([source], [content])]


def test_a_label_in_the_running_text_needs_a_quotation_or_a_transcript() -> None:
    assert outer("Ohio: The vote was close.") == []
    assert [row["cue_kind"] for row in outer("LEE: The bridge is safe.")] == ["label"]
    assert [row["mentions"] for row in outer("Lee: “The bridge is safe.”")] == [["Lee"]]


def test_an_answer_is_one_attribution_without_a_cue() -> None:
    rows = attributions("We checked it. The engineers said it was safe.", kind="answer")
    assert [(row["cue_kind"], row["cue"], row["contents"]) for row in rows[:1]] == [
        ("interview", None, ["We checked it. The engineers said it was safe."])]
    assert [(row["lemma"], row["nested"]) for row in rows[1:]] == [("say", True)]


def test_a_question_speaks_only_for_whom_it_cites() -> None:
    rows = attributions("What of it? Critics say the bridge is unsafe.", kind="question")
    assert [(row["mentions"], row["nested"]) for row in rows] == [(["Critics"], False)]


def test_other_paragraphs_are_not_read() -> None:
    assert attributions("Lee said it was safe.", kind="caption") == []


def test_a_row_names_its_sentence_and_is_numbered_in_order() -> None:
    rows = attributions("It rained.  Lee said it was safe.", "Koch said it was not.")
    assert [(row["attribution_id"], row["paragraph_id"], row["sentence_id"]) for row in rows] == [
        ("a:a1", "a:p1", "a:s2"), ("a:a2", "a:p2", "a:s3")]


def test_two_articles_count_on_their_own() -> None:
    _, paragraphs = paragraphs_of("Lee said it was safe.", "Koch said it was not.")
    paragraphs = paragraphs.with_columns(article_id=pl.Series(["a", "b"]))
    rows = attribute(paragraphs, split(paragraphs), tables.empty("spans"))
    assert rows["attribution_id"].to_list() == ["a:a1", "b:a1"]


WORDS = st.sampled_from(
    "said says “ ” \" '' ' , . : ; — - ( ) … Lee Ann who which that he and but the a officials according to by as if"
    " not was is asked whether “Why?” claim statement accused of “No,” told reporters saying called it Will May been\n"
    .split(" ")
)
ANY = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@given(st.lists(ANY, min_size=1, max_size=4), st.sampled_from(("headline", "body", "question", "answer")))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_its_paragraphs(texts: list[str], kind: str) -> None:
    text, paragraphs = paragraphs_of(*texts, kind=kind)
    rows = attribute(paragraphs, split(paragraphs), tables.empty("spans")).to_dicts()
    ids = [row["attribution_id"] for row in rows]
    assert len(set(ids)) == len(ids)
    for row in rows:
        assert row["contents"]
        assert row["parent_id"] is None or row["parent_id"] in ids
        assert 0 <= row["start"] < row["stop"] <= len(text)
        if row["cue"] is not None:
            assert text[row["cue_start"]:row["cue_stop"]] == row["cue"]
        for span in (*row["contents"], *row["mentions"]):
            assert row["start"] <= span["start"] < span["stop"] <= row["stop"]


@pytest.mark.parametrize("text", [
    "." * 100_000, "“" * 50_000, "said " * 20_000, "who said " * 11_000, "he said. " * 11_000, '"a," he said. ' * 7_000,
    "according to " * 8_000, "(" * 100_000, "a's " * 25_000, ", saying " * 11_000, "Lee and " * 12_000,
])
def test_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    attributions(text)
