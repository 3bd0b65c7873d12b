"""Bytes into text."""

import codecs
import re

# The mark of UTF-16 begins that of UTF-32.
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\v\f\r\b\x1b")


def decode(data: bytes) -> tuple[str | None, str]:
    """The text of `data` and a remark: UTF-8, UTF-16 or UTF-32 with its mark, else Windows-1252, which the remark says.

    A byte order mark is dropped; nothing else is altered.  None for what is no text, and then the remark says why.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark):].decode(encoding), ""
            except UnicodeDecodeError as problem:
                text = data[len(mark):].decode(encoding, "replace")
                remark = f"not {encoding.upper()} throughout (byte {problem.start + len(mark)}): read with U+FFFD there"
                return text, remark
    try:
        text = data.decode()
    except UnicodeDecodeError as problem:
        if _binary(data, 0.02) or b"\0" in data:
            return None, "binary, not text"
        return data.decode("cp1252", "replace"), f"not UTF-8 (byte {problem.start}): read as Windows-1252"
    if _binary(data, 0.1):
        return None, "binary, not text"
    return text, ""


def _binary(data: bytes, share: float) -> bool:
    sample = data[:65_536]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > share * len(sample) + 4


_LETTER = re.compile(r"[^\W\d_]")


def empty(text: str) -> str:
    """Why `text` holds nothing that could be audited; "" where it does."""
    if not text or text.isspace():
        return "only white space" if text else "the file is empty"
    return "" if _LETTER.search(text) else "not a letter in it"


_SURROGATE = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """`text` with U+FFFD for half characters, which JSON can smuggle in and no table can hold."""
    return _SURROGATE.sub("\ufffd", text)
