"""Text folded for matching, of the same length."""

import re
import unicodedata

# What `fold` puts where a character only joins or hides (zero-width characters, soft hyphens, combining marks).
JOINER = "\u2060"

_FOLDED = {
    **dict.fromkeys("‘’‚‛′‹›`´ʻʼʽ", "'"),
    **dict.fromkeys("“”„‟″«»〝〞", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2014\u2015\u2e3a", "—"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
                    "\u2028\u2029\u0085", " "),
    **dict.fromkeys("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061"
                    "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff", JOINER),
    **{chr(code): JOINER for code in (*range(0x300, 0x370), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080))},
    # Cyrillic letters that look Latin
    **dict(zip("аеорсухіјѕАВЕКМНОРСТУХІЈЅ", "aeopcyxijsabekmhopctyxijs", strict=True)),
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "İ": "i", "ß": "s",
}
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def _latin() -> dict[str, str]:
    """Accented Latin letters -> their plain letter."""
    plain: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            plain[chr(code)] = base.lower()
    return plain


_FOLDED = _latin() | _FOLDED


def fold(s: str) -> str:
    """`s` for matching, of the same length: lower case, no accents, straight quotes, plain spaces and hyphens.

    Characters that only join or hide become JOINER, which matching drops.
    """
    if s.isascii():
        return s.lower()
    if "İ" in s:
        return "".join(map(_fold_each, s))
    foreign = set(_FOREIGN.findall(s))
    if len(foreign) > 20:  # no English text: not a search of all of it for each
        return _FOREIGN.sub(lambda match: _FOLDED.get(match[0], match[0]), s).lower()
    for char in foreign:
        s = s.replace(char, _FOLDED.get(char, char))
    return s.lower()


def _fold_each(char: str) -> str:
    low = _FOLDED.get(char, char).lower()
    return low if len(low) == 1 else char
