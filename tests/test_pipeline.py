"""The fold: helpers give what one process gives, a crash costs one document, a dead helper nothing."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from auditor import pipeline, tables
from auditor.errors import Failure
from auditor.helpers import Helpers, ask, worth
from auditor.pipeline import fold, packed, run, unpacked
from auditor.read import document
from auditor.segment import segment


def documents(number: int) -> pl.DataFrame:
    """So many short articles."""
    text = "Bridge {n} closes\n\nThe bridge will close in {n} days, said Ana Ruiz. Sources denied that.\n"
    return pl.concat([document(text.format(n=n), f"{n:03}.txt") for n in range(number)])


def test_helpers_give_what_one_process_gives() -> None:
    many = documents(120)
    alone, none = fold(many, Helpers(0))
    with Helpers(2) as helpers:
        shared, neither = fold(many, helpers)
    assert none == neither == []
    assert alone.keys() == shared.keys()
    for name, frame in alone.items():
        assert_frame_equal(frame, shared[name])


def test_helpers_know_the_aliases() -> None:
    many = documents(75)
    with Helpers(1) as helpers:
        t, _ = fold(many, helpers, {"Ana Ruiz": "Dona Perez"})
    assert set(t["names"].filter(text="Ana Ruiz")["key"]) == {"dona perez"}


def test_every_table_has_its_schema() -> None:
    t, failures = run(documents(3), jobs=1)
    assert not failures
    for name, frame in t.items():
        assert frame.schema == (tables.SCHEMAS | tables.VIEWS)[name]


FIGHTING = """The rebels shelled the hospital in Aldera and killed dozens of patients.

The regime captured the bridge, said Ida Brandt, a doctor. She fears that it will fall.

A rebel commander, who asked not to be named, said that his men had killed nine soldiers in Orlem.

It is believed that the war will go on.
"""


def test_tallies_count_an_article() -> None:
    t, _ = run(pl.concat([document(FIGHTING, "war.txt"), document("Share\n", "none.txt")]), jobs=1)
    assert t["tallies"].rows(named=True) == [
        {"article_id": "war.txt", "genre": "report", "sentences": 5, "attributions": 5, "sourced": 3, "fighting": 5,
         "bare_fighting": 1, "unnamed_fighting": 1},
        {"article_id": "none.txt", "genre": "report", "sentences": 0, "attributions": 0, "sourced": 0, "fighting": 0,
         "bare_fighting": 0, "unnamed_fighting": 0},
    ]


def test_a_citation_tells_which_sentence_of_its_article_it_stands_in() -> None:
    t, _ = run(document(FIGHTING, "war.txt"), jobs=1)
    assert t["cited"].select("cue", "place").rows() == [
        ("said", 2), ("fears", 3), ("asked", 4), ("said", 4), ("is believed", 5)]


def test_work_of_a_dead_helper_is_done_here() -> None:
    with Helpers(1) as helpers:
        for process in helpers.start():
            process.kill()
        t, failures = fold(documents(75), helpers)
    assert (t["articles"].height, failures) == (75, [])


def test_without_processes_all_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with Helpers(2) as helpers:
        t, failures = fold(documents(75), helpers)
    assert (t["articles"].height, failures) == (75, [])


def test_pipes_that_may_not_be_wide_are_narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strict(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, pipesize: int, **options: Any) -> None:
            if pipesize > 0:
                raise PermissionError
            super().__init__(*args, **options)

    monkeypatch.setattr(subprocess, "Popen", Strict)
    with Helpers(1) as helpers:
        assert len(helpers.start()) == 1


def test_crash_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        if "001.txt" in frame["path"]:
            raise ValueError("odd\ntext")
        return segment(frame)

    monkeypatch.setattr(pipeline, "segment", odd)
    t, failures = fold(documents(3), Helpers(0))
    assert t["articles"]["path"].to_list() == ["000.txt", "002.txt"]
    assert failures == [Failure("001.txt", "", "could not be taken apart (ValueError: odd text)")]


def test_crash_in_comparing_keeps_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(*_: object) -> tuple[pl.DataFrame, pl.DataFrame]:
        raise LookupError("odd")

    monkeypatch.setattr(pipeline, "group", odd)
    t, failures = run(documents(2), jobs=1)
    assert (t["articles"].height, t["disagreements"].height) == (2, 0)
    assert failures == [Failure("", "", "the articles could not be compared (LookupError: odd)")]


def test_tables_and_failures_survive_the_pipe() -> None:
    t = {"documents": documents(2), "names": tables.empty("names")}
    got, failures = unpacked(packed(t, [Failure("a", "line 3", "“odd”")]))
    assert [Failure(*failure) for failure in failures] == [Failure("a", "line 3", "“odd”")]
    for name, frame in t.items():
        assert_frame_equal(frame, got[name])


def test_helper_answers_and_ends(capfd: pytest.CaptureFixture[str]) -> None:
    with Helpers(1) as helpers:
        process = helpers.start()[0]
        t, _ = unpacked(ask(process, packed({"documents": documents(1)}, {})))
    assert t["articles"].height == 1
    assert process.poll() is not None
    assert capfd.readouterr().err == ""


def test_helpers_are_worth_starting_for_many_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 100)
    assert not worth([str(tmp_path), "-", str(tmp_path / "missing")])
    (tmp_path / "b.txt").write_text("word " * 100_000)
    assert worth([str(tmp_path)])
