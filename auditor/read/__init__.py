"""Files, folders, records and standard input read into table `documents`: one reader a format."""

from collections.abc import Iterable, Mapping

import polars as pl

from auditor import tables
from auditor.errors import Failure, Notice
from auditor.read import files, pages, records
from auditor.read.decode import decode
from auditor.read.pages import Document

LONGEST = 2_000_000  # characters of a document, which is more than a book has
RECORDS = {"jsonl": records.jsonl, "csv": records.comma_separated}
Read = tuple[list[Document], list[Failure], list[Notice]]


def documents(
    paths: Iterable[str], *, columns: Mapping[str, str] | None = None, role: str = "audited", but: Iterable[str] = (),
) -> tuple[pl.DataFrame, list[Failure], list[Notice]]:
    """Table `documents` from `paths` (files, folders, `-` for standard input), what could not be read, and remarks.

    Folders are walked in sorted order; hidden files and those that .gitignore names are passed over, formats are known
    by their suffix and other files counted in one notice.  A file named outright with another suffix is read as text.
    `columns` names the columns of records: a field (text, title, outlet, author, published, url, lang) -> its column;
    what it does not name is found by its usual names.  Offsets count characters of `text`, which is decoded and never
    altered.  `role`: audited or context.  The files that the paths `but` mean are left out.
    """
    found: list[Document] = []
    listed, failures, notices = files.listed(paths)
    already, names = files.listed(but)[0], set[str]()
    for place, file in listed.items():
        if place in already:
            continue
        if file.name in names:
            failures.append(Failure(file.name, "", "another file's name is printed the same: rename one"))
            continue
        names.add(file.name)
        data = files.contents(file)
        if isinstance(data, Failure):
            failures.append(data)
            continue
        more, failed, remarks = read(file.name, file.format, data, columns or {})
        found += [document for document in more if len(document.text) <= LONGEST]
        failures += failed + [
            Failure(file.name, document.document_id[len(file.name) :].replace("#", "record "),
                    f"longer than {LONGEST:,} characters") for document in more if len(document.text) > LONGEST
        ]
        notices += remarks
    return table(found, role), failures, notices


def document(text: str, path: str = "-", role: str = "audited") -> pl.DataFrame:
    """Table `documents` of one document: what a file `path` holding `text` would give, front matter read."""
    return table(pages.page(path, "text", text)[0], role)


def read(name: str, format: str, data: bytes, columns: Mapping[str, str]) -> Read:
    """The documents in the `data` of one file."""
    if format == "parquet":
        return records.parquet(name, data, columns)
    text, remark = decode(data)
    if text is None:
        return [], [Failure(name, "", remark)], []
    notices = [Notice(name, "", remark)] if remark else []
    if format in RECORDS:
        found, failures, more = RECORDS[format](name, text, columns)
    else:
        found, failures, more = pages.page(name, format, text)
    return found, failures, notices + more


def table(found: list[Document], role: str) -> pl.DataFrame:
    """`found` as table `documents`."""
    rows = dict(zip(Document._fields, zip(*found, strict=True), strict=True)) if found else {}
    return tables.conform("documents", {**rows, "role": [role] * len(found)})
