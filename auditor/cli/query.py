"""`auditor sql`: a query over the tables of an audit, and its result as a table, CSV, JSON lines or Parquet."""

import io
import json
import re
from collections.abc import Mapping
from typing import IO

import polars as pl
from rich.cells import cell_len

from auditor import tables
from auditor.errors import AuditorError
from auditor.lexicons import nearest
from auditor.rulebook.sql import refusals
from auditor.text import clean, escaped

ISO = "%Y-%m-%dT%H:%M:%SZ"
WIDEST = 60  # characters of a cell in a table for people
# A spreadsheet takes these for the beginning of a formula.
FORMULA = r"^[=+\-@\t\r]"
# A terminal obeys these, and CSV has no escapes; what stands for them is as long, so that offsets stay right.
CONTROLS = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\x{61c}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2066}-\x{2069}\x{e0000}-\x{e007f}]"
)
MISSING = re.compile(r"relation '([^']+)' was not found|unable to find column \"([^\"]+)\"|no column named '([^']+)'")


def refuse(query: str) -> None:
    """Raise AuditorError for a `query` that cannot run, or can only find nothing, before any article is read."""
    empty = {name: pl.DataFrame(schema=schema) for name, schema in (tables.SCHEMAS | tables.VIEWS).items()}
    for fault in refusals(query, empty):
        raise AuditorError(f"SQL: {fault.error}")
    ask(empty, query)


def ask(t: Mapping[str, pl.DataFrame], query: str) -> pl.DataFrame:
    """The result of `query` over the tables `t`, private findings left out.

    Raises AuditorError, one line, naming the nearest table or column there is.
    """
    frames = {**t, "findings": t["findings"].filter(~pl.col("private")).drop("private")}
    try:
        with pl.SQLContext(frames, eager=True) as context:
            return context.execute(query)
    except (pl.exceptions.PolarsError, ValueError, TypeError) as problem:
        raise AuditorError("SQL: " + explained(problem, frames)) from None


def explained(problem: Exception, frames: Mapping[str, pl.DataFrame]) -> str:
    """`problem` in one line, with the name that was perhaps meant."""
    message = " ".join(str(problem).split("\n\n")[0].split())
    found = MISSING.search(message)
    if not found:
        return message
    table, column = found[1], found[2] or found[3]
    if table:
        return f"no table {table!r}{nearest(table, sorted(frames)) or '; there are ' + ', '.join(sorted(frames))}"
    columns = sorted({name for frame in frames.values() for name in frame.columns})
    return f"no column {column!r}{nearest(column, columns)}"


def write(result: pl.DataFrame, form: str, stream: IO[bytes]) -> None:
    """Write `result` as table, csv, jsonl or parquet; times as ISO 8601, in parquet as they are."""
    if form == "parquet":
        buffer = io.BytesIO()
        result.write_parquet(buffer)
        stream.write(buffer.getvalue())
    elif form == "jsonl":
        buffer = io.BytesIO()
        dated(result).write_ndjson(buffer)
        stream.write(escaped(buffer.getvalue().decode()).encode())
    elif form == "csv":
        safe = pl.col(pl.String).str.replace(f"({FORMULA})", "'$1").str.replace_all(CONTROLS, "\ufffd")
        stream.write(flat(dated(result)).with_columns(safe).write_csv().encode())
    else:
        stream.write(table(flat(dated(result))).encode())


def dated(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with its times as ISO 8601 and its Enums as strings."""
    return frame.with_columns(pl.col(pl.Datetime).dt.strftime(ISO), pl.col(pl.Enum).cast(pl.String))


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with lists and structs as JSON."""
    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    return frame.with_columns(
        pl.Series(name, [None if cell is None else json.dumps(cell, ensure_ascii=False, default=str)
                         for cell in frame[name].to_list()], pl.String)
        for name in nested
    )


def table(frame: pl.DataFrame) -> str:
    """`frame` for people: columns set side by side, cells cleaned and cut, numbers to the right."""
    columns = []
    for series in frame:
        cells = [clean("" if cell is None else str(cell), WIDEST) for cell in [series.name, *series.to_list()]]
        width = max(map(cell_len, cells))
        aligned = [" " * (width - cell_len(cell)) for cell in cells]
        right = series.dtype.is_numeric()
        columns.append([pad + cell if right else cell + pad for cell, pad in zip(cells, aligned, strict=True)])
        columns[-1].insert(1, "-" * width)
    lines = ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]
    return "".join(f"{line}\n" for line in lines)
