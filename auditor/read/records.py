"""JSON lines, CSV and Parquet: a record an article."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from auditor.errors import Failure, Notice
from auditor.read.decode import empty, whole
from auditor.read.pages import USUAL, Document, described, remarks
from auditor.text import clean

Read = tuple[list[Document], list[Failure], list[Notice]]
Record = tuple[str, Mapping[str, Any] | str]  # where it stands, what it holds or why it cannot be read
MOST_FAILURES = 20  # named one by one in one file


def jsonl(path: str, text: str, columns: Mapping[str, str]) -> Read:
    """The documents of a JSON lines file: one object a line."""
    return gathered(path, "jsonl", _objects(text), columns)


def _objects(text: str) -> Iterator[Record]:
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            record = json.loads(line)
        except RecursionError:
            yield where, "not read: nested too deeply"
        except json.JSONDecodeError as problem:
            yield where, f"not JSON: {problem.msg} (column {problem.colno})"
        except ValueError as problem:  # a number of too many digits
            yield where, f"not JSON: {problem}"
        else:
            yield where, record if isinstance(record, dict) else f"expected an object, found {_kind(record)}"


def comma_separated(path: str, text: str, columns: Mapping[str, str]) -> Read:
    """The documents of a CSV file with a header; separated by commas, else semicolons or tabs."""
    return gathered(path, "csv", _rows(text), columns)


def _rows(text: str) -> Iterator[Record]:
    csv.field_size_limit(sys.maxsize)
    first = text.split("\n", 1)[0]
    delimiter = next((mark for mark in ",;\t" if mark in first), ",")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    number = 0
    while True:
        try:
            row = next(rows, None)
        except csv.Error as problem:  # it goes on with the next line
            number += 1
            yield f"record {number}", f"not CSV: {problem}"
            continue
        if row is None:
            return
        if not row:
            continue
        if header is None:
            header = [name.strip() for name in row]
            continue
        number += 1
        if len(row) == len(header):
            yield f"record {number}", dict(zip(header, row, strict=True))
        else:
            yield f"record {number}", f"expected {len(header)} fields as in the header, found {len(row)}"


def parquet(path: str, data: bytes, columns: Mapping[str, str]) -> Read:
    """The documents of a Parquet file."""
    try:
        if data[:4] != b"PAR1" or data[-4:] != b"PAR1":
            raise ValueError
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError):
        return [], [Failure(path, "", "not a Parquet file, or a damaged one")], []
    rows = ((f"record {n}", row) for n, row in enumerate(frame.iter_rows(named=True), 1))
    return gathered(path, "parquet", rows, columns)


def gathered(path: str, format: str, records: Iterable[Record], columns: Mapping[str, str]) -> Read:
    """The documents in `records`, numbered as they stand."""
    found: list[Document] = []
    failures: list[Failure] = []
    notices: list[Notice] = []
    number = 0
    for number, (where, record) in enumerate(records, 1):
        text, problem = ("", record) if isinstance(record, str) else _text(record, columns)
        if problem:
            failures.append(Failure(path, where, problem))
            if format != "jsonl" and problem.startswith("no ") and "; there are: " in problem:
                return [], [Failure(path, "", problem)], []
            continue
        assert isinstance(record, Mapping)
        meta: dict[str, Any] = {field: whole(value) if isinstance(value, str) else value
                                for field, value in described(record, columns).items()}
        found.append(Document(f"{path}#{number}", path, format, whole(text), **meta))
        if "\ufffd" in found[-1].text and "\ufffd" not in text:
            notices.append(Notice(path, where, "half characters (lone surrogates) replaced by U+FFFD"))
        notices += remarks(path, where, text)
    if not number:
        failures.append(Failure(path, "", "no records"))
    if len(failures) > MOST_FAILURES:
        rest = len(failures) - MOST_FAILURES
        failures[MOST_FAILURES:] = [Failure(path, failures[MOST_FAILURES].where, f"and {rest} more like these")]
    return found, failures, notices


def _text(record: Mapping[str, Any], columns: Mapping[str, str]) -> tuple[str, str]:
    """The article's text in `record`, or what is wrong with it."""
    named = {key.strip().lower(): key for key in record}
    wanted = [columns["text"]] if "text" in columns else [named[name] for name in USUAL["text"] if name in named]
    present = [column for column in wanted if column in record]
    if not present:
        there = ", ".join(clean(str(key), 40) for key in list(record)[:12]) or "none"
        what = f"column {clean(columns['text'], 40)!r}" if "text" in columns else "text column"
        return "", f"no {what}; there are: {there}; name it under [columns] as text"
    column = next((c for c in present if isinstance(record[c], (str, list)) and record[c]), present[0])
    value = record[column]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if value is None or value == "":
        return "", f"no text in {clean(column, 40)!r}"
    if not isinstance(value, str):
        return "", f"expected text in {clean(column, 40)!r}, found {_kind(value)}"
    missing = empty(value)
    return ("", f"no text in {clean(column, 40)!r}: {missing}") if missing else (value, "")


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, (int, float)) else type(value).__name__)
