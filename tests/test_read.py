"""Files, folders, records and standard input as documents; each bad one gets one clear line."""

import io
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import read
from auditor.errors import Failure
from auditor.read import pages, records
from auditor.read.decode import decode

STORY = "The dam broke.\r\n\r\n“We had no warning,” said Lena Paik.\r\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, data: bytes | str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def failures(*paths: str, **options: object) -> list[Failure]:
    return read.documents(paths, **options)[1]  # type: ignore[arg-type]


class TestText:
    @pytest.mark.parametrize("data", [
        STORY.encode(), b"\xef\xbb\xbf" + STORY.encode(), b"\xff\xfe" + STORY.encode("utf-16-le"),
        b"\xfe\xff" + STORY.encode("utf-16-be"), STORY.encode("utf-32"), STORY.encode("cp1252"),
    ], ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
    def test_text_is_decoded_and_never_altered(self, folder: Path, data: bytes) -> None:
        documents, failed, _ = read.documents([write("a.txt", data)])
        assert documents["text"].to_list() == [STORY]
        assert not failed

    def test_the_fallback_is_named(self, folder: Path) -> None:
        notices = read.documents([write("a.txt", STORY.encode("cp1252"))])[2]
        assert notices[0] == ("a.txt", "", "not UTF-8 (byte 18): read as Windows-1252")

    def test_a_file_named_outright_is_text_whatever_its_suffix(self, folder: Path) -> None:
        documents, failed, _ = read.documents([write("story.dat", STORY)])
        assert documents.select("document_id", "path", "format", "role").rows() == [
            ("story.dat", "story.dat", "text", "audited")]
        assert not failed

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
        documents, _, _ = read.documents(["-"], role="context")
        assert documents.select("document_id", "text", "role").rows() == [("-", STORY, "context")]
        monkeypatch.setattr(sys, "stdin", None)
        assert failures("-") == [("-", "", "standard input is closed")]

    def test_says_when_a_text_is_short_or_not_english(self, folder: Path) -> None:
        write("short.txt", "A bridge closed.")
        write("welsh.txt", "Mae hen wlad fy nhadau yn annwyl i mi, gwlad beirdd a chantorion. " * 9)
        write("wordless.txt", "x" * 100_000)
        foreign = "does not look like English, which the rules are written for"
        assert [notice.text for notice in read.documents(["."])[2]] == ["short: 3 words", foreign, foreign]
        assert read.documents([write("one.txt", "Closed.")])[2] == [("one.txt", "", "short: 1 word")]


class TestFailures:
    @pytest.mark.parametrize(("data", "error"), [
        (b"", "no text: the file is empty"),
        (b"\xef\xbb\xbf", "no text: the file is empty"),
        (b" \n\t\n", "no text: only white space"),
        ("\u200b. 1 \ufeff".encode(), "no text: not a letter in it"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08", "binary, not text"),
        (b"---\ntitle: x\n---\n \n", "no text: nothing follows the front matter"),
    ])
    def test_a_file_without_text(self, folder: Path, data: bytes, error: str) -> None:
        assert failures(write("a.txt", data)) == [("a.txt", "", error)]

    def test_what_is_not_there_or_no_file(self, folder: Path) -> None:
        os.mkfifo("pipe.txt")
        os.symlink("loop.txt", "loop.txt")
        assert failures("gone.txt", "pipe.txt", "loop.txt", "nul\0.txt") == [
            ("gone.txt", "", "no such file or folder"), ("pipe.txt", "", "neither a file nor a folder"),
            ("loop.txt", "", "too many levels of symbolic links"), ("nul\0.txt", "", "embedded null byte")]
        assert failures("") == [("''", "", "no such file or folder")]

    def test_a_huge_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("auditor.read.files.LARGEST", 1_000_000)
        assert failures(write("a.txt", "x" * 1_000_001)) == [("a.txt", "", "larger than 1 MB")]

    def test_a_text_longer_than_a_book(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("auditor.read.LONGEST", 100)
        write("a.txt", STORY * 9)
        write("b.jsonl", '{"text": "It broke."}\n' + json.dumps({"text": STORY * 9}))
        error = "longer than 100 characters"
        assert failures("a.txt", "b.jsonl") == [("a.txt", "", error), ("b.jsonl", "record 2", error)]

    def test_the_rest_of_the_batch_is_read(self, folder: Path) -> None:
        write("in/a.txt", "")
        write("in/b.txt", STORY)
        documents, failed, _ = read.documents(["in"])
        assert documents["path"].to_list() == ["in/b.txt"]
        assert len(failed) == 1


class TestFolders:
    def test_are_walked_in_sorted_order_and_other_files_counted(self, folder: Path) -> None:
        for name in ("in/b.txt", "in/a/z.md", "in/c.TXT", "in/d.pdf", "in/e.pdf", "in/.hidden.txt", "in/.git/x.txt"):
            write(name, "text\n" + STORY)
        os.symlink(folder / "in" / "b.txt", folder / "in" / "link.txt")
        documents, failed, notices = read.documents(["in/"])
        assert documents["path"].to_list() == ["in/a/z.md", "in/b.txt", "in/c.TXT"]
        assert not failed
        assert ("in/", "", "3 other files passed over (2 .pdf, 1 links or devices)") in notices

    def test_leave_out_what_gitignore_names(self, folder: Path) -> None:
        for name in (".git/config", "in/keep.txt", "in/draft.txt", "in/old/a.txt", "in/sub/draft.txt", "in/sub/b.txt"):
            write(name, STORY)
        write(".gitignore", "draft.txt\n")
        write("in/.gitignore", "old/\n!sub/draft.txt\n")
        assert read.documents(["in"])[0]["path"].to_list() == ["in/keep.txt", "in/sub/b.txt", "in/sub/draft.txt"]

    def test_a_file_named_twice_is_read_once(self, folder: Path) -> None:
        write("in/a.txt", STORY)
        os.symlink("in", "link")
        assert read.documents(["in", "in/a.txt", "./in", "link", "link/a.txt"])[0]["path"].to_list() == ["in/a.txt"]

    def test_leave_out_the_files_of_other_paths(self, folder: Path) -> None:
        write("in/a.txt", STORY)
        write("in/b.txt", STORY)
        assert read.documents(["./in"], role="context", but=["in/b.txt", "gone"])[0]["path"].to_list() == ["./in/a.txt"]

    def test_names_that_are_no_utf_8_are_written_out(self, folder: Path) -> None:
        with open(os.fsencode("caf\udce9.txt"), "wb") as stream:
            stream.write(STORY.encode())
        assert read.documents(["."])[0]["path"].to_list() == ["./caf\\xe9.txt"]
        write("caf\\xe9.txt", STORY)
        documents, failed, _ = read.documents(["."])
        assert documents.height == 1
        assert failed == [("./caf\\xe9.txt", "", "another file's name is printed the same: rename one")]


class TestFrontMatter:
    @pytest.mark.parametrize("front", [
        "---\ntitle: \"Dam: 41 dead\"\nauthors: [Mira Kent, J. R. Oduya]\nsource: Northline\ndate: 2026-03-12 # day\n"
        "---\n",
        "+++\ntitle = 'Dam: 41 dead'\nauthor = ['Mira Kent', 'J. R. Oduya']\noutlet = 'Northline'\ndate = 2026-03-12\n"
        "+++\n",
        "---\r\ntitle: 'Dam: 41 dead'\r\nauthor:\r\n  - Mira Kent\r\n  - J. R. Oduya\r\npublisher: Northline\r\n"
        "published: 12 March 2026\r\n---\r\n",
    ], ids=["yaml", "toml", "yaml list"])
    def test_gives_the_metadata(self, folder: Path, front: str) -> None:
        documents, failed, _ = read.documents([write("a.md", front + STORY)])
        assert documents.select("title", "author", "outlet", "published", "text").rows() == [
            ("Dam: 41 dead", "Mira Kent, J. R. Oduya", "Northline", datetime(2026, 3, 12, tzinfo=UTC), front + STORY)]
        assert not failed

    @pytest.mark.parametrize(("front", "remark"), [
        ("---\na: &a [x, x]\nb: *a\n---\n", "not read: a: anchors and tags are not read"),
        ("+++\ntitle =\n+++\n", "not read: Invalid value"),
        ("---\ntitle: x\n", "not closed: read as text"),
    ])
    def test_that_cannot_be_read_is_remarked_and_the_text_audited(self, folder: Path, front: str, remark: str) -> None:
        documents, failed, notices = read.documents([write("a.md", front + STORY)])
        assert documents["title"].to_list() == [None]
        assert not failed
        assert notices[0].where == "front matter"
        assert notices[0].text.startswith(remark)


class TestRecords:
    def test_json_lines(self, folder: Path) -> None:
        documents, failed, _ = read.documents([write("d.jsonl", (
            '{"headline": "Dam", "body": "It broke.", "byline": "By Mira Kent", "date": "2026-03-12T17:40:00Z"}\n'
            '\n'
            '{"body": "Broken" \n'
            '["a list"]\n'
            '{"headline": "No text here", "n": 1}\n'
            '{"body": ["One.", "Two."], "source": "https://example.org"}\n'
            '{"body": 7}\n'
        ))])
        assert documents.select("document_id", "path", "title", "author", "outlet", "published", "text").rows() == [
            ("d.jsonl#1", "d.jsonl", "Dam", "Mira Kent", None, datetime(2026, 3, 12, 17, 40, tzinfo=UTC), "It broke."),
            ("d.jsonl#5", "d.jsonl", None, None, None, None, "One.\n\nTwo.")]
        assert failed == [
            ("d.jsonl", "line 3", "not JSON: Expecting ',' delimiter (column 19)"),
            ("d.jsonl", "line 4", "expected an object, found a list"),
            ("d.jsonl", "line 5", "no text column; there are: headline, n; name it under [columns] as text"),
            ("d.jsonl", "line 7", "expected text in 'body', found a number")]

    def test_half_characters_are_replaced(self, folder: Path) -> None:
        documents, _, notices = read.documents([write("d.jsonl", '{"text": "a \\ud800 b", "title": "\\udfff"}')])
        assert documents.select("text", "title").rows() == [("a \ufffd b", "\ufffd")]
        assert "half characters" in notices[0].text

    @pytest.mark.parametrize("line", ["[" * 100_000, '{"a": ' + "9" * 5000 + "}"])
    def test_json_that_breaks_a_parser(self, folder: Path, line: str) -> None:
        assert len(failures(write("d.jsonl", line + '\n{"text": "It broke."}\n'))) == 1

    def test_many_bad_lines_are_summed_up(self, folder: Path) -> None:
        failed = failures(write("d.jsonl", "{\n" * 500))
        assert len(failed) == records.MOST_FAILURES + 1
        assert failed[-1].error == "and 480 more like these"

    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_csv(self, folder: Path, mark: str) -> None:
        rows = [["id", " Headline", "Text", "Outlet"], ["1", "Dam", '"It broke,\r\nhe said; so there."', "Northline"],
                ["2", "x"], ["3", "", "It held.", ""]]
        documents, failed, _ = read.documents([write("d.csv", "\r\n".join(mark.join(row) for row in rows))])
        assert documents.select("document_id", "title", "outlet", "text").rows() == [
            ("d.csv#1", "Dam", "Northline", "It broke,\r\nhe said; so there."), ("d.csv#3", None, None, "It held.")]
        assert failed == [("d.csv", "record 2", "expected 4 fields as in the header, found 2")]

    def test_a_csv_record_with_a_fault_is_told_and_the_others_read(self, folder: Path) -> None:
        write("d.csv", 'title,text\n"a"b,It broke.\nc,It held.\nd,"It\nopened\n')
        assert failures("d.csv") == [
            ("d.csv", "record 1", "not CSV: ',' expected after '\"'"),
            ("d.csv", "record 3", "not CSV: unexpected end of data"),
        ]
        assert read.documents(["d.csv"])[0]["document_id"].to_list() == ["d.csv#2"]

    def test_parquet(self, folder: Path) -> None:
        pl.DataFrame({"content": ["It broke.", None], "date": [datetime(2026, 3, 12)] * 2}).write_parquet("d.parquet")
        documents, failed, _ = read.documents(["d.parquet"])
        assert documents.select("document_id", "format", "published", "text").rows() == [
            ("d.parquet#1", "parquet", datetime(2026, 3, 12, tzinfo=UTC), "It broke.")]
        assert failed == [("d.parquet", "record 2", "no text in 'content'")]

    @pytest.mark.parametrize("data", [b"PAR1", b"not parquet", b"PAR1" + b"x" * 50 + b"PAR1"])
    def test_no_parquet(self, folder: Path, data: bytes) -> None:
        assert failures(write("d.parquet", data)) == [("d.parquet", "", "not a Parquet file, or a damaged one")]

    def test_columns_named_in_configuration(self, folder: Path) -> None:
        documents, failed, _ = read.documents(
            [write("d.csv", "absatz,text,wer\nIt broke.,x,Mira Kent\n")], columns={"text": "absatz", "author": "wer"})
        assert documents.select("text", "author").rows() == [("It broke.", "Mira Kent")]
        assert not failed

    def test_a_missing_text_column_says_which_there_are(self, folder: Path) -> None:
        name = write("d.csv", "a,b\n1,2\n3,4\n")
        assert failures(name) == [("d.csv", "", "no text column; there are: a, b; name it under [columns] as text")]
        assert failures(name, columns={"text": "c"}) == [
            ("d.csv", "", "no column 'c'; there are: a, b; name it under [columns] as text")]

    def test_no_records(self, folder: Path) -> None:
        assert failures(write("d.csv", "text\n")) == [("d.csv", "", "no records")]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(data: bytes) -> None:
    text, remark = decode(data)
    assert remark if text is None else text.encode("utf-8", "surrogatepass") is not None


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_no_text_breaks_a_reader(text: str) -> None:
    for reader in (records.jsonl, records.comma_separated):
        reader("d", text, {})
    pages.page("d", "markdown", "---\n" + text + "\n---\nx")
