"""Words with their places."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.tokens import DASH, PAREN, QUOTE, stream


def words(text: str) -> list[str]:
    return stream(text).words


@pytest.mark.parametrize(("text", "expected"), [
    ("Lee’s aides didn’t go.", ["lee", "'s", "aides", "didn't", "go", "."]),
    ("He’d go; she’s O’Hara.", ["he", "'d", "go", ";", "she", "'s", "o'hara", "."]),
    ("The U.S. paid $3.2 million.", ["the", "u.s", "paid", "$3.2", "million", "."]),
    ("At 9:45 p.m. 1,280 well-known voters came", ["at", "9:45", "p.m", "1,280", "well-known", "voters", "came"]),
    ("One -- two – three — four - five", ["one", DASH, "two", DASH, "three", DASH, "four", DASH, "five"]),
    ("Café @lee", ["cafe", "@lee"]),
])
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_quotation_is_one_token() -> None:
    assert words("“It is safe. We checked,” Lee said.") == [QUOTE, "lee", "said", "."]


def test_a_short_aside_is_one_token_and_a_long_one_is_read() -> None:
    assert words("Lee (D-Dorr) said so.") == ["lee", PAREN, "said", "so", "."]
    assert "council" in words("Lee (who led the council for many years until the flood took the bridge) left.")


def test_the_comma_inside_the_marks_of_a_title_belongs_to_the_sentence() -> None:
    assert words("Lee, host of “Morning,” left.") == ["lee", ",", "host", "of", QUOTE, ",", "left", "."]


def test_the_dot_of_an_abbreviation_is_no_token() -> None:
    assert words("Mr. Lee of the U.S. left.") == ["mr", "lee", "of", "the", "u.s", "left", "."]


def test_a_state_belongs_to_its_town() -> None:
    assert words("Lee of Dorr, Mo., left.") == ["lee", "of", "dorr", "mo", ",", "left", "."]


def test_no_sentence_ends_inside_a_quotation() -> None:
    found = stream("“It is safe. We checked.” Lee left. He ran.")
    assert [found.words[a:b] for a, b in found.sentences] == [[QUOTE], ["lee", "left", "."], ["he", "ran", "."]]


def test_invisible_characters_are_dropped_and_keep_their_place() -> None:
    found = stream("a\u00adb said")
    assert found.text[found.starts[-1]:found.stops[-1]] == "said"


ANY = st.one_of(st.text(max_size=200), st.text("ab ‘’“”\"'().,-— \u00ad1$", max_size=80))


@given(ANY)
def test_streams_hold_tokens_in_order_in_sentences_that_follow_one_another(text: str) -> None:
    found = stream(text)
    assert len(found.words) == len(found.starts) == len(found.stops)
    assert all(found.words)
    assert all(0 <= start < stop <= len(text) for start, stop in zip(found.starts, found.stops, strict=True))
    assert found.starts == sorted(found.starts)
    assert [i for a, b in found.sentences for i in range(a, b)] == list(range(len(found.words)))
