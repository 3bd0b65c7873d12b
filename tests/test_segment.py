"""Pages cut into their true articles, and paragraphs by kind."""

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import read, tables
from auditor.segment import segment
from auditor.sentences import split

LONG = "The council of Orlem voted on Tuesday to close the bridge after an inspector found a crack in its deck. "
MORE = "Repairs will take until spring, and the detour adds twenty minutes to every journey across the valley."


def cut(text: str, **metadata: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The articles and paragraphs of a page; its first line names a Markdown file where `format` says so."""
    documents = tables.conform("documents", read.document(text, "page").with_columns(
        **{name: pl.lit(value) for name, value in metadata.items()}))
    articles, paragraphs = segment(documents)
    return articles.to_dicts(), paragraphs.to_dicts()


def kinds(text: str, **metadata: Any) -> list[tuple[str, str]]:
    return [(row["kind"], row["text"]) for row in cut(text, **metadata)[1]]


def kind_of(line: str) -> str:
    """The kind a line has between headline and text."""
    return next(kind for kind, text in kinds(f"Bridge closes in Orlem\n\n{LONG}\n\n{line}\n\n{MORE}") if text == line)


class TestKinds:
    @pytest.mark.parametrize(("line", "kind"), [
        ("The mayor, Ada Lund, said she had not been told.", "body"),
        ("He refused.", "body"),
        ("12", "body"),
        ("Share", "navigation"),
        ("Facebooktwittermail", "navigation"),
        ("Print, PDF & Email", "navigation"),
        ("Comments are closed.", "navigation"),
        ("Disclosure:", "navigation"),
        ("READ MORE: Orlem's other bridge", "navigation"),
        ("Advertisement", "navigation"),
        ("* * *", "boilerplate"),
        ("______", "boilerplate"),
        ("bridge0815", "boilerplate"),
        ("DSC_0042.jpg", "boilerplate"),
        ("THE DETOUR", "boilerplate"),
        ("Sign up for our morning newsletter.", "boilerplate"),
        ("(Reporting by Mira Kent; Editing by Jon Oduya)", "boilerplate"),
        ("© 2026 Northline News. All rights reserved.", "boilerplate"),
        ("© 2026 Northline News", "boilerplate"),
        ("This report is a complimentary offering of the Valley Monitor.", "boilerplate"),
        ("This article was originally published by the Valley Monitor.", "boilerplate"),
        ("March 12, 2026", "dateline"),
        ("Updated: Thursday, 12 March 2026, 5:30 pm", "dateline"),
        ("By Mira Kent and Jon Oduya", "byline"),
        ("Photo: Jon Oduya", "caption"),
        ("The bridge at dusk. Photo courtesy of the city of Orlem.", "caption"),
        ("The bridge at dusk (Jon Oduya/AFP/Getty Images)", "caption"),
        ("Voters prefer it by two to one, according to a poll by Reuters/Ipsos.", "body"),
        ("Editor's note: this story mentions a death.", "editors_note"),
        ("(Was the crack known? We doubt it. — MK)", "editors_note"),
        ("(The mayor has declined to comment.)", "body"),
        ("Correction: an earlier version misspelt Orlem.", "correction"),
        ("UPDATE: The mayor has since resigned.", "body"),
        ("[1] Report of the inspector, page 4.", "footnote"),
        ("[The mayor] declined to comment.", "body"),
    ])
    def test_of_a_line(self, line: str, kind: str) -> None:
        assert kind_of(line) == kind

    def test_a_caption_over_its_credit(self) -> None:
        found = kinds(f"Bridge closes\n\n{LONG}\n\nA worker looks at the deck.\nPhoto credit: City of Orlem\n\n{MORE}")
        assert [kind for kind, _ in found] == ["headline", "body", "caption", "caption", "body"]

    def test_a_list_of_other_articles(self) -> None:
        page = f"Bridge closes\n\n{LONG}\n\nRelated stories\n- Valley Wire: Mayor calm\n- Deck cracked\n\n{MORE}"
        assert [kind for kind, _ in kinds(page)] == ["headline", "body", *["navigation"] * 3, "body"]

    def test_readers_comments_go_to_the_end_of_the_page(self) -> None:
        page = f"Bridge closes\n\n{LONG}\n\n2 thoughts on “Bridge closes”\n\n1. Robin\n\nThe mayor said so: {MORE}"
        assert [kind for kind, _ in kinds(page)] == ["headline", "body", "navigation", "comment", "comment"]

    def test_a_count_of_comments_above_the_text_begins_none(self) -> None:
        assert [kind for kind, _ in kinds(f"Bridge closes\n\n12 comments\n\n{LONG}\n\n{MORE}")] == [
            "headline", "navigation", "body", "body"]

    def test_a_pull_quote_and_a_paragraph_printed_twice_count_once(self) -> None:
        page = f"Bridge closes\n\n{LONG}{MORE}\n\n“{MORE}”\n\nHe left.\n\n{LONG} {MORE}"
        assert [kind for kind, _ in kinds(page)] == ["headline", "body", "pull_quote", "body", "pull_quote"]

    def test_a_teaser_above_the_lead_is_the_copy(self) -> None:
        page = f"Bridge closes\n\n{MORE}\n\n*****\n\nORLEM — {LONG}\n\n{MORE}"
        assert [kind for kind, _ in kinds(page)] == ["headline", "pull_quote", "boilerplate", "body", "body"]


class TestHeadlines:
    @pytest.mark.parametrize("line", [
        "Bridge closes after crack is found", "Mayor: ‘No one told me’", "Is the Orlem bridge safe?",
        "Council Votes To Close The Orlem Bridge.",
    ])
    def test_a_line_above_the_text_is_one(self, line: str) -> None:
        assert kinds(f"{line}\n\n{LONG}\n\n{MORE}")[0] == ("headline", line)
        assert cut(f"{line}\n\n{LONG}\n\n{MORE}")[0][0]["title"] == line

    @pytest.mark.parametrize("line", [
        "An official said the bridge would close.", LONG.strip(), "ORLEM, March 12 (NN) — The bridge closed",
        "“It will close,” the mayor said",
    ])
    def test_a_lead_is_none(self, line: str) -> None:
        assert kinds(f"{line}\n\n{MORE}")[0] == ("body", line)

    def test_a_standfirst_stands_between_headline_and_lead(self) -> None:
        page = f"Bridge closes\n\nDrivers face a long detour until spring.\n\nBy Mira Kent\n\n{LONG}"
        assert [kind for kind, _ in kinds(page)] == ["headline", "standfirst", "byline", "body"]

    def test_the_page_shows_author_date_dateline_and_agency(self) -> None:
        masthead = "Bridge closes\nBy Mira Kent and Jon Oduya, Northline\nMarch 12, 2026\n\n"
        article = cut(f"{masthead}ORLEM, Ardenia (AP) — {LONG}")[0][0]
        assert article["author"] == "Mira Kent and Jon Oduya"
        assert article["published"] == datetime(2026, 3, 12, tzinfo=UTC)
        assert (article["dateline"], article["origin"]) == ("ORLEM, Ardenia", "AP")

    @pytest.mark.parametrize("lines", ["Valley Monitor, 12 March 2026", "The Valley Monitor\n\nMarch 12, 2026"])
    def test_a_line_of_its_own_for_the_outlet(self, lines: str) -> None:
        articles, paragraphs = cut(f"Bridge closes\n\n{lines}\n\nBy Mira Kent\n\n{LONG}\n\n{MORE}")
        assert articles[0]["outlet"].endswith("Valley Monitor")
        assert articles[0]["published"] == datetime(2026, 3, 12, tzinfo=UTC)
        assert [row["text"] for row in paragraphs if row["kind"] == "body"] == [LONG.strip(), MORE]

    @pytest.mark.parametrize(("text", "origin"), [
        (f"The Valley Monitor reports: {LONG}", "The Valley Monitor"),
        (f"{LONG}\n\nSource: Valley Monitor", "Valley Monitor"),
        (f"{LONG}\n\nThis story was originally published by the Valley Monitor.", "the Valley Monitor"),
        (LONG, None),
    ])
    def test_the_outlet_it_was_taken_from(self, text: str, origin: str | None) -> None:
        assert cut(f"Bridge closes\n\n{text}\n\n{MORE}")[0][0]["origin"] == origin

    def test_front_matter_wins_and_is_no_text(self) -> None:
        page = f"---\ntitle: The crack\ndate: 2026-01-02\n---\nBy Mira Kent\nMarch 12, 2026\n\n{LONG}\n\n{MORE}"
        articles, paragraphs = cut(page)
        assert (articles[0]["title"], articles[0]["published"]) == ("The crack", datetime(2026, 1, 2, tzinfo=UTC))
        assert [row["kind"] for row in paragraphs] == [
            "boilerplate", "headline", "boilerplate", "byline", "dateline", "body", "body"]

    def test_the_title_in_front_matter_is_the_headline_unless_the_text_has_one(self) -> None:
        front = "+++\ntitle = 'Nobody knew'\n+++\n"
        assert kinds(f"{front}{LONG}\n\n{MORE}", title="Nobody knew")[1] == ("headline", "Nobody knew")
        assert [kind for kind, _ in kinds(f"{front}Nobody knew\n\n{LONG}", title="Nobody knew")] == [
            "boilerplate", "headline", "body"]

    @pytest.mark.parametrize(("head", "genre"), [
        ("Opinion: The bridge must close", "opinion"), ("FOR IMMEDIATE RELEASE", "statement"),
        ("Bridge closes", "report"),
    ])
    def test_genre(self, head: str, genre: str) -> None:
        assert cut(f"{head}\n\n{LONG}\n\n{MORE}")[0][0]["genre"] == genre


class TestArticles:
    def test_a_tag_archive(self) -> None:
        post = "{0}\n\n{1}\n\n{0}, Valley Monitor, {1}\n\n(Odd, is it not? — MK)\n\n" + f"{LONG}\n\n{MORE}\n\n"
        posts = [("Council closes the bridge at last", "March 12, 2026"),
                 ("Inspector finds a crack in the deck", "March 3, 2026")]
        page = "Posted tagged ‘Bridge’\n\n" + "".join(post.format(*each) for each in posts)
        articles, paragraphs = cut(page)
        assert [(a["article_id"], a["title"], a["outlet"], a["published"]) for a in articles] == [
            ("page@1", "Council closes the bridge at last", "Valley Monitor", datetime(2026, 3, 12, tzinfo=UTC)),
            ("page@2", "Inspector finds a crack in the deck", "Valley Monitor", datetime(2026, 3, 3, tzinfo=UTC))]
        assert [row["kind"] for row in paragraphs][:7] == [
            "navigation", "headline", "dateline", "boilerplate", "editors_note", "body", "body"]
        assert page[articles[0]["start"] :].startswith("Council closes")

    @pytest.mark.parametrize("post", [
        "{0}\n\nBy Mira Kent | {1}\n\n", "{0}\nBy Mira Kent\n{1}\n\n", "{1}\n\n{0}\n\n", "{0}\n\n{1}\n\n",
    ])
    def test_other_lists_of_posts(self, post: str) -> None:
        posts = [("Council closes the bridge at last", "March 12, 2026"),
                 ("Inspector finds a crack in the deck", "March 3, 2026")]
        articles = cut("".join(post.format(*each) + f"{LONG}\n\n{MORE}\n\n{LONG} So it is.\n\n" for each in posts))[0]
        assert [(a["title"], a["published"]) for a in articles] == [
            (posts[0][0], datetime(2026, 3, 12, tzinfo=UTC)), (posts[1][0], datetime(2026, 3, 3, tzinfo=UTC))]

    def test_a_digest(self) -> None:
        page = "\n".join([
            "Council Votes to Close Cracked Orlem Bridge", LONG, MORE,
            "“We had no choice,” said the mayor, Ada Lund, that night.",
            "Farmers Block Valley Road Over Price of Milk",
            "Farmers blocked the valley road with tractors over the price of milk, the Valley Monitor reports.", MORE,
            "Recommended Reads", "- Valley Wire: Mayor says bridge is safe",
        ])
        articles, paragraphs = cut(page)
        assert [(a["title"], a["genre"], a["origin"]) for a in articles] == [
            ("Council Votes to Close Cracked Orlem Bridge", "digest", None),
            ("Farmers Block Valley Road Over Price of Milk", "digest", "the Valley Monitor")]
        assert page[: articles[1]["stop"]].endswith(MORE)
        assert paragraphs[-1]["kind"] == "navigation"

    def test_crossheads_cut_nothing(self) -> None:
        page = "\n\n".join([
            "Council Votes to Close Cracked Orlem Bridge", LONG, MORE, "The Long and Troubled History of a Bridge",
            MORE, LONG, "What Drivers in the Valley Can Do Now", MORE + " Buses will run.", LONG + "Trains too.",
        ])
        assert len(cut(page)[0]) == 1

    def test_a_timeline_cuts_nothing(self) -> None:
        page = f"Bridge closes\n\n{LONG}\n\nMarch 3, 2026\n\n{MORE}\n\nMarch 12, 2026\n\n{LONG}"
        assert len(cut(page)[0]) == 1

    def test_first_level_headings_of_markdown(self) -> None:
        page = f"# Bridge closes\n\n{LONG}\n\n---\n\n# Milk is dear\n\n> {MORE}\n\n![deck](deck.png)\n"
        articles, paragraphs = cut(page, format="markdown")
        assert [a["title"] for a in articles] == ["Bridge closes", "Milk is dear"]
        assert [(row["kind"], row["text"]) for row in paragraphs][3:] == [
            ("headline", "Milk is dear"), ("body", MORE), ("boilerplate", "![deck](deck.png)")]

    def test_hard_wrapped_lines_are_one_paragraph(self) -> None:
        page = ("Bridge closes\n\nThe council of Orlem voted on Tuesday to close the\nbridge after an inspector found "
                "a crack\nin its deck.\n\nRepairs take until spring.\n")
        assert [text for _, text in kinds(page)][1].count("\n") == 2


class TestInterviews:
    def speakers(self, page: str) -> list[tuple[str, str | None]]:
        return [(row["kind"], row["speaker"]) for row in cut(page)[1]]

    def test_the_answers_belong_to_the_person_introduced(self) -> None:
        page = ("‘Nobody told me’\n\nIt was unsafe, Ada Lund, the mayor of Orlem, tells Northline’s Mira Kent.\n\n"
                "Q: Were you told?\n\nNo.\n\nThe mayor at work. Photo: Jon Oduya\n\nNobody told me.\n\nQ: And now?\n\n"
                f"{MORE}")
        assert self.speakers(page) == [
            ("headline", None), ("body", None), ("question", "Mira Kent"), ("answer", "Ada Lund"), ("caption", None),
            ("answer", "Ada Lund"), ("question", "Mira Kent"), ("answer", "Ada Lund")]
        assert cut(page)[0][0]["genre"] == "interview"

    def test_a_surname_is_given_in_full(self) -> None:
        page = (f"‘Nobody told me’\n\nAda Lund was angry.\n\n“Nobody told me,” Lund tells Northline’s Mira Kent.\n\n"
                f"Q: Were you told?\n\nNo.\n\nQ: And now?\n\n{MORE}")
        assert self.speakers(page)[3:5] == [("question", "Mira Kent"), ("answer", "Ada Lund")]

    def test_names_before_colons(self) -> None:
        page = "\n\n".join(["The mayor answers", "KENT: Were you told?", "LUND: No.", "Nobody told me.",
                            "KENT: And now?", "LUND: We close it."])
        assert self.speakers(page)[1:] == [
            ("question", "KENT"), ("answer", "LUND"), ("answer", "LUND"), ("question", "KENT"), ("answer", "LUND")]

    def test_the_person_in_the_headline_answers(self) -> None:
        page = f"Choices for Ada Lund\n\nAda Lund has run Orlem.\n\nQ: And now?\n\n{MORE}\n\nQ: Why?\n\nYes."
        assert self.speakers(page)[-1] == ("answer", "Ada Lund")

    def test_labels_in_bold(self) -> None:
        page = f"# Told\n\n**Kent:** Told?\n\n**Lund:** No.\n\n**Kent:** Why?\n\n**Lund:** {MORE}"
        found = [(row["kind"], row["speaker"]) for row in cut(page, format="markdown")[1]]
        assert found[1:] == [("question", "Kent"), ("answer", "Lund")] * 2

    def test_questions_in_bold(self) -> None:
        page = f"# Q&A with Ada Lund\n\nThe mayor speaks.\n\n**Were you told?**\n\nNo.\n\n**And now?**\n\n{MORE}"
        found = [(row["kind"], row["speaker"]) for row in cut(page, format="markdown")[1]]
        assert found[2:] == [("question", None), ("answer", "Ada Lund")] * 2

    def test_rhetorical_questions_make_no_interview(self) -> None:
        assert cut(f"Bridge closes\n\nIs it safe?\n\n{LONG}\n\nWho knew?\n\n{MORE}")[0][0]["genre"] == "report"


PIECES = st.sampled_from([
    "Bridge Closes After Crack Is Found in Deck", LONG, MORE, "March 12, 2026", "By Mira Kent", "Share", "Q: Told?",
    "No.", "Photo: Jon Oduya", "2 thoughts on it", "Related", "---", "+++", "# Head", "**Why?**", "> said", "Comments",
    "KENT: Yes?", "[1] Note", "(Well. — MK)", "“Open", "1", " ", "\u200b",
])
PAGES = st.lists(PIECES | st.text(max_size=30), max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n\n", "\n", "\r\n", "\r\n\r\n", "\r"]).map(lambda end: end.join(lines)))


@settings(max_examples=200, deadline=None)
@given(PAGES, st.sampled_from(["text", "markdown"]))
def test_paragraphs_and_sentences_slice_back_in_order(page: str, format: str) -> None:
    documents = read.document(page, "page").with_columns(format=pl.lit(format))
    articles, paragraphs = segment(documents)
    spans = list(zip(paragraphs["start"], paragraphs["stop"], paragraphs["text"], strict=True))
    assert all(page[start:stop] == text for start, stop, text in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert paragraphs["paragraph_id"].is_unique().all()
    assert "".join("".join(text for *_, text in spans).split()) == "".join(page.split()) or format == "markdown" or (
        documents.is_empty())  # nothing but front matter
    assert all(0 <= start < stop <= len(page) for start, stop in articles.select("start", "stop").iter_rows())
    sentences = split(paragraphs)
    assert all(page[start:stop] == text for start, stop, text in sentences.select("start", "stop", "text").iter_rows())
    assert set(sentences["part"]) <= set(tables.CARRYING)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_line_ends_do_not_change_what_is_found(lines: list[str]) -> None:
    found = []
    for end in ("\n", "\r\n"):
        paragraphs = segment(read.document((end * 2).join(lines), "page"))[1]
        found.append(paragraphs.select("article_id", "kind", "speaker").rows() + split(paragraphs)["text"].to_list())
    assert found[0] == found[1]


@pytest.mark.parametrize("page", [
    "a\n" * 50_000, ". " * 50_000, "Head\n\n" * 20_000, "March 12, 2026\n" * 10_000, "Q: A?\n\nB\n\n" * 10_000,
    "x" * 300_000, "Share\n" * 20_000, ("word " * 30 + "\n") * 2_000, "A" * 400 + "\n\n" + "A" * 390,
    "KENT: Yes?\n" * 10_000,
], ids=["lines", "dots", "heads", "dates", "questions", "word", "share", "copies", "capitals", "labels"])
def test_hostile_pages_take_linear_time(page: str) -> None:
    segment(read.document(page, "page"))
