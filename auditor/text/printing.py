"""Text made safe to print: nothing from an article reaches a terminal, a log or a report otherwise."""

import re
import unicodedata

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufe00-\ufe0f\ud800-\udfff\U000e0000-\U000e01ef]"
)
_UNPRINTABLE = (  # compiled by the first text that needs it, as what else is seldom needed here
    _UNSAFE + "|(?<=[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+"
)
# What a line of a log makes a CI server do: ::error file=a::text, ##[error]text, ##vso[task...], ##teamcity[...].
_COMMAND = re.compile(r"(?<!\S)(:):(?=[a-z-]{1,40}(?: [^:]|::))|(#)#(?=(?:vso|teamcity)?\[)")
_BREAKS = re.compile(r"[ \t\r\n\v\f]+")
# A joiner is part of the spelling between Arabic or Indic letters and in emoji.
_JOINED = (
    "(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff])|\u200d(?=[\u2600-\u27bf\U0001f300-\U0001faff])"
)


def clean(s: str, width: int | None = None) -> str:
    """`s` on one line and safe for terminals, logs and reports; with `width`, cut to so many characters.

    Control characters, escapes, bidirectional controls, invisible and tag characters are shown as marks, surrogates
    replaced, stacks of combining marks cut to four, white space folded to single spaces, commands to a CI server cut.
    """
    if not (s.isascii() and s.isprintable()):
        s = re.sub(_UNPRINTABLE, _shown, _BREAKS.sub(" ", s if width is None else s[: 4 * width + 4]))
    elif "  " in s:
        s = _BREAKS.sub(" ", s)
    s = s.strip(" ")
    if "::" in s or "##" in s:
        s = _COMMAND.sub(lambda match: " ".join((match[1] or match[2]) * 2), s)
    return s if width is None or len(s) <= width else s[: max(width - 1, 0)].rstrip() + "…"


def escaped(s: str) -> str:
    """`s`, which is JSON, the same data and safe to print: what `clean` would mark stands as an escape."""
    return s if s.isascii() and "\x7f" not in s else re.sub(_UNSAFE, _escape, s)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join("\\u" + units[n : n + 4] for n in range(0, len(units), 4))


def _shown(match: re.Match[str]) -> str:
    char = match[0][0]
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if unicodedata.combining(char):
        return ""
    if re.compile(_JOINED).match(match.string, match.start()):
        return char
    return f"⟨U+{code:04X}⟩"
