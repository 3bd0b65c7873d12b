"""Text and Markdown files: one document, with the metadata of its front matter."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from auditor.dates import parse
from auditor.errors import Failure, Notice
from auditor.read.decode import empty
from auditor.text import fold, front_matter

# Metadata by the names that pages and records usually give it, the likeliest first.
USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "articlebody", "body_text", "full_text", "fulltext",
             "main_text", "maintext", "content_text", "story"),
    "title": ("title", "headline", "head", "name"),
    "outlet": ("outlet", "publisher", "publication", "site_name", "newspaper", "source_name", "source", "site",
               "media"),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "published": ("published", "date", "published_at", "publication_date", "publish_date", "date_published",
                  "datepublished", "published_date", "pubdate", "pub_date", "datetime", "timestamp", "created_at"),
    "url": ("url", "link", "canonical_url", "source_url", "permalink"),
    "lang": ("lang", "language", "locale"),
}
FIELDS = tuple(USUAL)
_BY = re.compile(r"by\s+", re.IGNORECASE)
_ENGLISH = frozenset("the of and to in a is that for it was on with as he she at by from said has have are be".split())
SHORT = 50  # words


class Document(NamedTuple):
    """A row of table `documents`, without its role."""

    document_id: str
    path: str
    format: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: datetime | None = None
    url: str | None = None
    lang: str | None = None


def page(path: str, format: str, text: str) -> tuple[list[Document], list[Failure], list[Notice]]:
    """The document `text` is, with what its front matter says of it."""
    notices: list[Notice] = []
    meta: dict[str, Any] = {}
    place = front_matter(text)
    if place:
        start, stop, _ = place
        try:
            meta = toml(text[start:stop]) if text.startswith("+++") else yaml(text[start:stop])
        except ValueError as problem:
            notices.append(Notice(path, "front matter", f"not read: {problem}"))
    elif format == "markdown" and text.startswith(("---\n", "+++\n", "---\r\n", "+++\r\n")):
        notices.append(Notice(path, "front matter", "not closed: read as text"))
    said = text[place[2] :] if place else text
    if missing := empty(said):
        missing = "nothing follows the front matter" if place else missing
        return [], [Failure(path, "", f"no text: {missing}")], notices
    notices += remarks(path, "", said)
    return [Document(path, path, format, text, **described(meta, {}))], [], notices


def remarks(path: str, where: str, text: str) -> list[Notice]:
    """Notices about a text too short to judge, or not in English."""
    words = fold(text[:1200]).split()
    if len(words) < SHORT and len(text) <= 1200:
        return [Notice(path, where, f"short: {len(words)} word{'' if len(words) == 1 else 's'}")]
    if sum(word in _ENGLISH for word in words) < 0.1 * len(words):
        return [Notice(path, where, "does not look like English, which the rules are written for")]
    return []


def toml(front: str) -> dict[str, Any]:
    """The keys of TOML front matter.  Raises ValueError."""
    try:
        return tomllib.loads(front.replace("\r\n", "\n").replace("\r", "\n"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


_KEY = re.compile(r"([A-Za-z_][\w -]{0,60}):(?:[^\S\r\n]+(.*))?$")


def yaml(front: str) -> dict[str, Any]:
    """The plain keys of YAML front matter: words, quoted strings, lists of these.

    Nested tables and text blocks are passed over.  Raises ValueError on anchors, which unfold without bound.
    """
    found: dict[str, Any] = {}
    key = ""
    for line in re.split(r"\r\n|\n|\r", front):
        entry = _KEY.match(line)
        if entry:
            key, value = entry[1], _scalar(entry[2] or "")
            if isinstance(value, str) and value[:1] in ("&", "*", "!"):
                raise ValueError(f"{key}: anchors and tags are not read")
            found[key] = value
        elif key and line.lstrip().startswith("- "):
            listed = found[key] if isinstance(found[key], list) else []
            found[key] = [*listed, _scalar(line.lstrip()[2:])]
    return found


def _scalar(value: str) -> Any:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return [_scalar(part) for part in value[1:-1].split(",") if "[" not in part]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    value = re.split(r"\s#", value, maxsplit=1)[0]
    return "" if value in ("|", ">", "|-", ">-", "null", "~") else value


def described(record: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """The metadata in `record` as fields of Document; `columns` names where to look, else the usual names are tried."""
    named = {re.sub(r"[\s-]", "_", key.strip().lower()): key for key in record if isinstance(key, str)}
    found: dict[str, Any] = {}
    for field in FIELDS[1:]:
        if field in columns:
            found[field] = _field(field, record.get(columns[field]))
            continue
        values = (_field(field, record[named[name]]) for name in USUAL[field] if name in named)
        found[field] = next((value for value in values if value), None)
    return found


def _field(field: str, value: Any) -> Any:
    if field == "published":
        if isinstance(value, (date, datetime)):
            value = value.isoformat()
        return parse(value) if isinstance(value, str) else None
    if isinstance(value, list):
        value = ", ".join(name for name in (_field(field, item) for item in value[:20]) if name)
    if isinstance(value, Mapping):
        value = value.get("name")
    if not isinstance(value, str) or not value.strip():
        return None
    value = " ".join(value.split())
    if field == "outlet" and "://" in value:
        return None
    return _BY.sub("", value, count=1) if field == "author" and _BY.match(value) else value
