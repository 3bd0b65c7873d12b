"""Word lists: what they hold, and every complaint about one that is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor import lexicons
from auditor.errors import RuleError

GOOD = 'about = "Words."\norigin = "Ours."\n\n[terms]\nfirst = """\nmay\nmight\n"""\nsecond = """\nsaid to\n"""\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of lexicons, read in place of the built-in ones."""
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "words.toml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(lexicons, "RULES", tmp_path)
    lexicons.load.cache_clear()
    lexicons.terms.cache_clear()
    yield tmp_path / "lexicons"
    lexicons.load.cache_clear()
    lexicons.terms.cache_clear()


def test_terms_come_by_category(folder: Path) -> None:
    assert lexicons.names() == ["words"]
    assert lexicons.load("words") == {"first": ("may", "might"), "second": ("said to",)}


def test_each_term_has_its_category(folder: Path) -> None:
    assert lexicons.terms("words") == {"may": "first", "might": "first", "said to": "second"}


@pytest.mark.parametrize(("old", "new", "line", "error"), [
    ("[terms]", "[trems]", 4, "unknown key 'trems', expected about, origin and [terms]"),
    ('origin = "Ours."', "", 1, "needs 'origin', a line of text"),
    ('first = """\nmay\nmight\n"""', 'first = ["may"]', 5, "'first' must be one string, a term a line"),
    ("might", "Might", 7, "'Might' must be in lower case, without space around it"),
    ("might", "might ", 7, "'might ' must be in lower case, without space around it"),
    ("might", "may", 6, "'may' stands twice under first"),
    ("Words.", "Wor\\ds.", 1, "not TOML: Unescaped '\\' in a string"),
])
def test_a_fault_is_told_with_file_and_line(folder: Path, old: str, new: str, line: int, error: str) -> None:
    path = folder / "words.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        lexicons.load("words")
    assert str(raised.value) == f"{path}:{line}: {error}"


def test_a_lexicon_without_terms_is_an_error(folder: Path) -> None:
    (folder / "words.toml").write_text(GOOD.partition("first")[0], encoding="utf-8")
    with pytest.raises(RuleError, match=r"needs \[terms\], a list of terms for each category"):
        lexicons.load("words")


def test_an_unknown_lexicon_is_told_with_the_nearest(folder: Path) -> None:
    with pytest.raises(RuleError, match=r"no lexicon 'wrods'; did you mean 'words'\?"):
        lexicons.load("wrods")


def test_a_lexicon_that_is_not_utf_8_is_an_error(folder: Path) -> None:
    (folder / "words.toml").write_bytes(b"about = '\xff'")
    with pytest.raises(RuleError, match="not UTF-8"):
        lexicons.load("words")


def test_a_term_under_two_categories_has_no_category(folder: Path) -> None:
    (folder / "words.toml").write_text(GOOD.replace("said to", "may"), encoding="utf-8")
    assert lexicons.load("words")["second"] == ("may",)
    with pytest.raises(RuleError, match="'may' stands under both first and second"):
        lexicons.terms("words")
