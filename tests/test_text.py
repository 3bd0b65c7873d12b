"""Printing, folding, lines, quotations and sentences."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import text

WRITING = st.text(max_size=60) | st.text(
    alphabet=st.sampled_from("ab A.B!?…\"'“”‘’`«» \n\r\t—()[]1é\u00a0\u200b,;"), max_size=80)
HOSTILE = {
    "dots": "." * 100_000, "dot space": ". " * 50_000, "quotes": '"' * 100_000, "curly": "“" * 100_000,
    "apostrophes": "'" * 100_000, "clipped words": " 'a" * 33_000, "letters": "a" * 100_000, "capitals": "A" * 100_000,
    "spaces": " " * 100_000, "initials": "A. " * 33_000, "accents": "a\u0301" * 50_000, "marks": "\u0301" * 100_000,
    "questions": '"A? Aa Aa Aa ' * 8_000, "closed": "." + '"' * 100_000, "tex": "``a ''" * 16_000,
}


def sentences(paragraph: str) -> list[str]:
    return [paragraph[start:stop] for start, stop in text.sentence_spans(paragraph)]


def quoted(paragraph: str) -> list[str]:
    return [paragraph[start:stop] for start, stop in text.quotations(paragraph)]


class TestClean:
    @pytest.mark.parametrize(("raw", "shown"), [
        ("\x1b[2Jgone", "␛[2Jgone"),
        ("a\x9bb", "a⟨U+009B⟩b"),
        ("user\u202egnp.exe", "user⟨U+202E⟩gnp.exe"),
        ("two\r\nlines\tand  more", "two lines and more"),
        ("sur\ud800rogate", "sur\ufffdrogate"),
        ("del\x7f", "del\u2421"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("[red]markup[/red]", "[red]markup[/red]"),
        ("::error file=a.py,line=1::no", ": :error file=a.py,line=1::no"),
        ("\n::add-mask::the", ": :add-mask::the"),
        ("##vso[task.complete]x ##[error]y ##teamcity[z]", "# #vso[task.complete]x # #[error]y # #teamcity[z]"),
        ("std::move and a::b and ::1 ## Heading", "std::move and a::b and ::1 ## Heading"),
    ])
    def test_shows_what_a_terminal_would_obey(self, raw: str, shown: str) -> None:
        assert text.clean(raw) == shown

    def test_cuts_to_the_width_wanted(self) -> None:
        assert text.clean("a long headline", 8) == "a long…"
        assert text.clean("short", 8) == "short"

    def test_keeps_joiners_that_a_script_needs(self) -> None:
        assert text.clean("می\u200cخواهم") == "می\u200cخواهم"

    def test_cuts_stacks_of_accents(self) -> None:
        assert text.clean("a" + "\u0301" * 5000) == "a" + "\u0301" * 4

    @given(st.text())
    def test_leaves_nothing_that_moves_the_cursor(self, raw: str) -> None:
        assert not set(text.clean(raw)) & {chr(c) for c in (*range(32), *range(0x7F, 0xA0), 0x202E, 0x2028)}


class TestFold:
    def test_makes_styles_of_type_equal(self) -> None:
        assert text.fold("“Café”\u00a0NAÏVE—no‑one’s") == "\"cafe\" naive—no-one's"

    def test_hides_what_only_joins(self) -> None:
        assert text.fold("off\u00adi\u200bcial").replace(text.JOINER, "") == "official"

    def test_reads_letters_that_only_look_latin(self) -> None:
        assert text.fold("оfficiаls") == "officials"

    @given(st.text())
    def test_keeps_the_length(self, raw: str) -> None:
        assert len(text.fold(raw)) == len(raw)


class TestLines:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_every_line_end_counts_once(self, end: str) -> None:
        page = end.join(["one", "two", "three"])
        assert text.line_column(page, page.index("three") + 2) == (3, 3)

    def test_begins_at_one(self) -> None:
        assert text.line_column("", 0) == (1, 1)


class TestFrontMatter:
    @pytest.mark.parametrize("page", ["---\na: b\n---\nBody", "+++\r\na = 1\r\n+++\r\nBody"])
    def test_finds_both_fences(self, page: str) -> None:
        place = text.front_matter(page)
        assert place is not None
        assert page[place[2] :].strip() == "Body"

    @pytest.mark.parametrize("page", ["---\na: b\nBody", "Body\n---\na: b\n---", "---\n\n---\n",
                                      "---\nBody.\n---\nMore", "--- a\nb\n---\n", ""])
    def test_an_open_fence_opens_nothing(self, page: str) -> None:
        assert text.front_matter(page) is None


class TestQuotations:
    @pytest.mark.parametrize(("paragraph", "expected"), [
        ('She said "no" twice.', ['"no"']),
        ("“We went,” he said. “Then we ran.”", ["“We went,”", "“Then we ran.”"]),
        ("„Nein“, sagte er. »Doch«", ["„Nein“", "»Doch«"]),
        ("«Non», dit-il.", ["«Non»"]),
        ("``Go,'' he said. ''Now,'' she said.", ["``Go,''", "''Now,''"]),
        ("'I will,' he said, 'and soon.'", ["'I will,'", "'and soon.'"]),
        ("‘Never’, she said of the workers’ claims.", ["‘Never’"]),
        ("”Wrong way round,” he wrote.", ["”Wrong way round,”"]),
        ("the so-called ‘experts’ left", ["‘experts’"]),
        ("” … the bridge broke,” he wrote.", ["” … the bridge broke,”"]),
        ('<post by="someone">It broke.</post>', ['"someone"']),
    ])
    def test_knows_all_styles(self, paragraph: str, expected: list[str]) -> None:
        assert quoted(paragraph) == expected

    @pytest.mark.parametrize("paragraph", [
        "The workers' and teachers' unions didn't agree.", "Rock 'n' roll of the '90s, 'twas fun.",
        "He is 6' 2\" tall.", "don’t, can’t, won’t", "",
    ])
    def test_apostrophes_and_inches_quote_nothing(self, paragraph: str) -> None:
        assert quoted(paragraph) == []

    def test_an_open_quotation_runs_to_the_end_of_its_paragraph(self) -> None:
        assert quoted("“We left at dawn. Nobody saw us.") == ["“We left at dawn. Nobody saw us."]

    def test_a_nested_quotation_belongs_to_the_outer(self) -> None:
        assert quoted("“They shouted ‘go’ and we “went”,” he said.") == ["“They shouted ‘go’ and we “went”,”"]
        assert quoted('"He said "no" to me," she said.') == ['"He said "no" to me,"']

        assert quoted('"He said, “No.” Then he left') == ['"He said, “No.” Then he left']

    def test_a_lost_mark_does_not_swallow_the_reporter(self) -> None:
        assert quoted("“We left, he said. “Nobody saw us.”") == ["“We left, he said.", "“Nobody saw us.”"]
        assert quoted("“An envoy said it sought a “softer way” out.") == ["“softer way”"]

    @given(WRITING)
    def test_quotations_are_in_order_and_apart(self, paragraph: str) -> None:
        spans = text.quotations(paragraph)
        assert all(0 <= start < stop <= len(paragraph) for start, stop in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


class TestSentences:
    @pytest.mark.parametrize("paragraph", [
        "Dr. Ana Ruiz of St. Mary's met Gen. J. B. Holt at 9 a.m. Tuesday near Mt. Hood.",
        "The U.S. Senate voted 51 to 49, the A.P. reported.",
        "“Did you know?” Mr. Adeyemi asked.",
        "“Stop!” he cried.",
        "The firm, Halden Corp. of Reno, Nev., denied it.",
        "It cost approx. $4 million vs. the $2 million planned.",
        "He cited Ruiz v. Holt and No. 12 of the rules.",
        "They spoke on Sept. 4 and Nov. 12, 2014, in Washington, D.C.",
        "Yahoo! said it would leave.",
        "He waited ... and then left.",
        "VARSK, Nov. 5 (NN) — The dam broke.",
        "1. Who pays",
    ])
    def test_abbreviations_do_not_end_one(self, paragraph: str) -> None:
        assert sentences(paragraph) == [paragraph]

    @pytest.mark.parametrize(("paragraph", "expected"), [
        ("It fell. It broke.", ["It fell.", "It broke."]),
        ("“It fell. It broke,” she said.", ["“It fell.", "It broke,” she said."]),
        ("“It fell.” He left.", ["“It fell.”", "He left."]),
        ("He lives in the U.S. The rest left.", ["He lives in the U.S.", "The rest left."]),
        ("It opens at 9 a.m. Police will watch.", ["It opens at 9 a.m.", "Police will watch."]),
        ("(It fell.) Nobody saw.", ["(It fell.)", "Nobody saw."]),
        ("``It fell.'' ''Who saw?'' Nobody.", ["``It fell.''", "''Who saw?''", "Nobody."]),
        ("They left the camp.The rest stayed.", ["They left the camp.", "The rest stayed."]),
        ("It ended in 2014. @handle wrote more.", ["It ended in 2014.", "@handle wrote more."]),
        ("So did I. The rest stayed.", ["So did I.", "The rest stayed."]),
        ("It hit Damascus. al-Julani denied it.", ["It hit Damascus.", "al-Julani denied it."]),
    ])
    def test_ends(self, paragraph: str, expected: list[str]) -> None:
        assert sentences(paragraph) == expected

    def test_none_is_longer_than_the_limit(self) -> None:
        assert max(map(len, sentences("word " * 4000))) <= text.LONGEST_SENTENCE

    @given(WRITING)
    def test_together_they_hold_all_words(self, paragraph: str) -> None:
        spans = text.sentence_spans(paragraph)
        assert all(start < stop and paragraph[start:stop].strip() == paragraph[start:stop] for start, stop in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
        assert "".join("".join(sentences(paragraph)).split()) == "".join(paragraph.split())

    @given(WRITING)
    def test_line_ends_do_not_matter(self, paragraph: str) -> None:
        unix = paragraph.replace("\r", "")
        windows = unix.replace("\n", "\r\n")
        assert [s.replace("\r\n", "\n") for s in sentences(windows)] == sentences(unix)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    begin = time.process_time()
    for function in (text.clean, text.fold, text.quotations, text.sentence_spans, text.front_matter):
        function(HOSTILE[name])
    assert time.process_time() - begin < 5  # quadratic time would be minutes
