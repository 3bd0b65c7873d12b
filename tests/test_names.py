"""Names: where they stand, under which key, and who is who."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import names


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:stop], kind) for start, stop, kind in names.find(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Petra Holm met Ludwig van Ruiz in Vienna.",
     [("Petra Holm", "person"), ("Ludwig van Ruiz", "person"), ("Vienna", "place")]),
    ("President Omar al-Sayid spoke.", [("Omar al-Sayid", "person")]),
    ("The Norden Harbour Board fined Vass Steel Inc.",
     [("Norden Harbour Board", "organisation"), ("Vass Steel Inc", "organisation")]),
    ("The Bank of England and Holm agreed.", [("Bank of England", "organisation"), ("Holm", "person")]),
    ("Police said nothing on Monday.", []),
    ("Holm’s son saw the FBI.", [("Holm", "person"), ("FBI", "organisation")]),
    ("A London-Paris train stopped.", [("London", "place"), ("Paris", "place")]),
    ("Jean-Pierre Vass left.", [("Jean-Pierre Vass", "person")]),
    ("", []),
])
def test_names_are_found_with_their_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_words_that_only_open_a_sentence_are_no_names() -> None:
    assert found("However, the bridge held. Yesterday it fell. Asked about it, he left.") == []


def test_lines_in_capitals_hold_no_names() -> None:
    assert found("HARBOUR BOARD SELLS OLDEST FERRY TO LOWTON FIRM") == []


@pytest.mark.parametrize(("one", "other"), [
    ("Julani", "Jolani"), ("al-Golani", "Julani"), ("ISIS", "Islamic State"), ("ISIL", "Da'esh"),
    ("Jabhat al-Nusra", "Nusra Front"), ("President Obama", "Obama"), ("Qaddafi", "Gaddafi"), ("U.S.", "United States"),
    ("Kiev", "Kyiv"), ("Müller", "Muller"),
])
def test_spellings_of_one_bearer_share_a_key(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


@pytest.mark.parametrize(("one", "other"), [
    ("Bill Holm", "William Holm"), ("Holm", "Petra Holm"), ("P. Holm", "Petra Holm"), ("Petra A. Holm", "Petra Holm"),
    ("Free Syrian Army", "FSA"), ("Mohamed Vass", "Muhammad Vass"), ("Zawahri", "Ayman al-Zawahiri"),
])
def test_one_bearer_under_two_names(one: str, other: str) -> None:
    assert names.same(one, other)
    assert names.same(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("Anna Holm", "Petra Holm"), ("George W. Holm", "George H. Holm"), ("Tom Vass", "Tom Vass Jr."),
    ("Mohammed bin Salman", "Mohammed bin Zayed"), ("Cohn", "Cohen"), ("Hale", "Hall"),
])
def test_relatives_and_look_alikes_are_kept_apart(one: str, other: str) -> None:
    assert not names.same(one, other)
    assert not names.same(other, one)


def test_entities_of_an_article_gather_their_mentions() -> None:
    rows = names.entities([
        "Petra Holm met the Norden Ferry Union (NFU).", "Holm said the NFU was ready.", "Anna Holm left.",
    ])
    numbers = [row[4] for row in rows]
    assert numbers == [0, 1, 1, 0, 1, 2]
    assert rows[3][5] == "petra holm"


def test_an_alias_is_the_entity_it_stands_for() -> None:
    lines = ["Petra Holm met the Grey Fox at noon.", "The Grey Fox and Holm left."]
    apart, one = names.entities(lines), names.entities(lines, {names.key("Grey Fox"): "Petra Holm"})
    assert [row[4] for row in apart] == [0, 1, 1, 0]
    assert {row[4] for row in one} == {0}
    assert {row[5] for row in one} == {"petra holm"}


@given(st.text(max_size=300))
def test_names_lie_in_any_text_in_order(text: str) -> None:
    last = 0
    for start, stop, kind in names.find(text):
        assert last <= start < stop <= len(text)
        assert kind in ("person", "organisation", "place")
        last = stop


@given(st.text(max_size=40), st.text(max_size=40))
def test_sameness_is_symmetric_and_every_name_is_itself(one: str, other: str) -> None:
    assert names.same(one, other) == names.same(other, one)
    assert names.key(one) == names.key(one)


@pytest.mark.parametrize("piece", [".", '"', " ", "A", "A ", "a-", "A. ", "of ", "A of the ", "A'", "al-"])
def test_hostile_runs_take_linear_time(piece: str) -> None:
    names.find(piece * (100_000 // len(piece)))


def test_a_great_family_takes_linear_time() -> None:
    syllables = ["".join(four) for four in product("bdfgk", "aeiou", "lmnrs", "aeiou")]
    rows = names.entities([f"{one.title()}{other} Holm left." for one in syllables[:60] for other in syllables[60:120]])
    assert len(rows) == 3_600
