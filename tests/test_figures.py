"""Figures with their bounds, units and counted nouns; what is a date or a name is none."""

import time
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures import Figure, read, value


def one(text: str) -> Figure:
    [figure] = read(text)
    return figure


@pytest.mark.parametrize(("text", "low", "high", "unit", "counted"), [
    ("nearly 4,000 fighters", 3600, 4000, "count", "fighters"),
    ("At least 40 people were hurt", 40, inf, "count", "people"),
    ("more than a hundred fighters", 100, inf, "count", "fighters"),
    ("100 or more villages", 100, inf, "count", "villages"),
    ("as many as 500 may have died", 0, 500, "count", ""),
    ("about 50 percent of the salaries", 45, 55, "percent", "salaries"),
    ("between 10 and 15 jets", 10, 15, "count", "jets"),
    ("10-15 percent", 10, 15, "percent", ""),
    ("$2-3 million", 2e6, 3e6, "USD", ""),
    ("€400 million", 4e8, 4e8, "EUR", ""),
    ("$2.1bn", 2.1e9, 2.1e9, "USD", ""),
    ("thousands of dollars", 2000, 99_999, "USD", ""),
    ("dozens of towns", 24, 99, "count", "towns"),
    ("scores of its members", 40, 99, "count", "members"),
    ("tens of thousands marched", 20_000, 99_999, "count", ""),
    ("two-thirds of voters", 200 / 3, 200 / 3, "percent", "voters"),
    ("the pay was cut in half", 50, 50, "percent", ""),
    ("4 in 10 voters", 40, 40, "percent", "voters"),
    ("twenty-two soldiers", 22, 22, "count", "soldiers"),
    ("three hundred and five houses", 305, 305, "count", "houses"),
    ("one of the men", 1, 1, "count", "men"),
    ("one soldier died", 1, 1, "count", "soldier"),
    ("12 dead", 12, 12, "count", "dead"),
    ("a 30-year-old nurse", 30, 30, "age", ""),
    ("Ida Brandt, 41, said", 41, 41, "age", ""),
    ("15 years in jail", 15, 15, "year", ""),
    ("300 km from the dam", 300, 300, "km", ""),
    ("5 percentage points", 5, 5, "percent", ""),
    ("a couple of hundred guests", 200, 300, "count", "guests"),
])
def test_a_figure_is_read_with_bounds_unit_and_noun(
    text: str, low: float, high: float, unit: str, counted: str,
) -> None:
    figure = one(text)
    assert (figure.low, figure.high, figure.unit, figure.counted) == (low, high, unit, counted)


@pytest.mark.parametrize("text", [
    "in 2014", "on 17 November 2014", "on May 3", "at 10:30", "at 9 p.m.", "the F-16 over the bay", "no one came",
    "one day he left", "the 5th round", "a third man", "12/05/2014", "1234567_cached",
])
def test_dates_clock_times_and_names_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_a_share_of_a_total_gives_both() -> None:
    part, whole = read("four of the 16 brigades")
    assert (part.low, part.counted, whole.low, whole.counted) == (4, "brigades", 16, "brigades")


def test_two_numbers_joined_by_and_are_two_figures() -> None:
    assert [figure.low for figure in read("3 and 7 houses")] == [3, 7]


def test_only_a_plain_number_is_exact() -> None:
    assert one("40 houses").exact
    assert not one("some 40 houses").exact
    assert not one("dozens of houses").exact


@pytest.mark.parametrize(("words", "number"), [
    ("forty-two", 42), ("two hundred fifty", 250), ("1.5 million", 1.5e6), ("2bn", 2e9), ("a dozen", 12), ("zero", 0),
    ("elephants", None), ("9" * 40, None),
])
def test_words_and_digits_give_their_number(words: str, number: float | None) -> None:
    assert value(words) == number


@given(st.text())
def test_any_text_is_read_and_figures_lie_inside_it_in_order(text: str) -> None:
    figures = read(text)
    assert all(0 <= f.start < f.stop <= len(text) and f.low <= f.high for f in figures)
    assert [f.start for f in figures] == sorted(f.start for f in figures)


@given(st.lists(st.sampled_from(
    ["at least", "about", "$", "40", "1,000", "million", "between", "and", "to", "in", "%", "a", "hundred", "dozens",
     "of", "the", "men", "half", ",", "-", "İ"])).map(" ".join))
def test_any_mixture_of_number_words_is_read(text: str) -> None:
    assert all(f.counted in text.lower() and 0 <= f.start < f.stop <= len(text) for f in read(text))


@pytest.mark.parametrize("piece", [".", " ", "\"", "1", "a", ",", "hundred and ", "1,000 to ", "between ", "tens of "])
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    begin = time.perf_counter()
    read(piece * (100_000 // len(piece)))
    assert time.perf_counter() - begin < 5
