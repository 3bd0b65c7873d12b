"""What can be known of a rule's SELECT before it is run: its tables, its words, the columns it returns."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from auditor import tables
from auditor.lexicons import names as lexicon_names
from auditor.lexicons import nearest
from auditor.rulebook.records import CONFIDENCES, SEVERITIES, Param, Value

# The tables a SELECT may read: the facts, not what is made of them.
FACTS: dict[str, Mapping[str, pl.DataType]] = {
    **{name: schema for name, schema in tables.SCHEMAS.items()
       if name not in ("findings", "failures", "notices", "scores")},
    **tables.VIEWS,
}
SPANS = ("start", "stop", "other_start", "other_stop")
WORDS = {"severity": SEVERITIES, "confidence": CONFIDENCES}

_TOKEN = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n\r]* | /\*(?:[^*]|\*(?!/))*\*/ | :: | :[A-Za-z_]\w* | [A-Za-z_]\w*
      | \d[\w.]* | <> | [!<>]=? | \S""",
    re.VERBOSE,
)
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n\r]*|/\*(?:[^*]|\*(?!/))*\*/""")
_FILLED = re.compile(rf"{_QUOTED.pattern}|::|:[A-Za-z_]\w*")  # all that a param can be, or stand in
_STRANGE = re.compile(r"[^\w\s().,;:=<>!+\-*/%|~\[\]]|[^\x00-\x7f]")
_ENDS_FROM = frozenset(("WHERE", "GROUP", "HAVING", "QUALIFY", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "UNION",
                        "EXCEPT", "INTERSECT", "SELECT"))
_NO_ALIAS = _ENDS_FROM | {"ON", "USING", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "SEMI", "ANTI",
                          "NATURAL", "LATERAL", "TABLESAMPLE"}
_TAKES_FROM = frozenset(("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY"))  # "extract(year FROM published)"
_NAME = re.compile(r"[A-Za-z_]\w*")
_COMPARES = frozenset(("=", "<>", "!=", "<", ">", "<=", ">="))


class Token(NamedTuple):
    """A word, string or sign of SQL and its offset; `key`: in upper case, a quoted name without its quotes."""

    text: str
    offset: int
    key: str


class Fault(NamedTuple):
    """Something wrong with a SELECT: its offset in the text, -1 when unknown, and what to say."""

    offset: int
    error: str


def filled(find: str, params: Mapping[str, Param]) -> str:
    """`find` with every `:name` outside quotes replaced by its literal."""
    return _FILLED.sub(lambda m: literal(params[m[0][1:]].value) if _is_param(m[0]) else m[0], find)


def placeholders(find: str) -> list[Token]:
    """Every `:name` outside quotes, its key without the colon."""
    return [Token(m[0], m.start(), m[0][1:]) for m in _TOKEN.finditer(find) if _is_param(m[0])]


def literal(value: Value) -> str:
    """`value` as SQL: quotes doubled, a list as its members in brackets."""
    if isinstance(value, tuple):
        # No text holds a NUL: an empty list matches nothing, and NOT IN it matches all.
        return "(" + ", ".join(map(literal, value or ("\0",))) + ")"
    if isinstance(value, bool):
        return str(value).upper()
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def refusals(query: str, known: Collection[str] = FACTS) -> Iterator[Fault]:
    """Why `query` must not be run, or would mislead: no one SELECT over tables `known`, a word no column can hold."""
    tokens = _tokens(query)
    if not tokens or tokens[0].key not in ("SELECT", "WITH"):
        yield Fault(0, f"expected one SELECT, found {tokens[0].text if tokens else 'nothing'!r}")
        return
    if any(token.text == ";" for token in tokens[:-1]):
        yield Fault(0, "expected one SELECT, found several statements")
        return
    for token in _oddly_quoted(query, tokens):
        yield Fault(token.offset, f"unexpected {token.text!r}: quote words in single quotes, doubled inside, only")
        return
    sources = list(_sources(tokens))
    made = {token.text for token, follows in pairwise(tokens) if follows.key == "AS("}
    for source, _, called in sources:
        if called:
            yield Fault(source.offset, f"table function {source.text!r} is not allowed: only the tables can be read")
        elif source.key.lower() not in known and source.text not in made:
            yield Fault(source.offset, f"unknown table {source.text!r}{nearest(source.text, [*known, *made])}")
    yield from _words(tokens, sources)


def shape(schema: Mapping[str, pl.DataType]) -> Iterator[str]:
    """What is wrong with the columns a rule's SELECT returns."""
    if schema.get("article_id") != pl.String():
        yield "must return article_id, as the tables hold it"
    for column in SPANS:
        if column in schema and not (schema[column].is_integer() or schema[column] == pl.Null()):
            yield f"{column} must be a position, a whole number, found {schema[column]}"
    for one, other in (("start", "stop"), ("other_start", "other_stop")):
        if (one in schema) != (other in schema):
            yield f"{one} and {other} go together"
    if "other_start" in schema and "other_article_id" not in schema:
        yield "other_start needs other_article_id"
    for column in WORDS:
        if column in schema and not isinstance(schema[column], (pl.String, pl.Enum, pl.Categorical, pl.Null)):
            yield f"{column} must be one of {', '.join(WORDS[column])}"


def explained(problem: Exception, query: str) -> Fault:
    """Polars' complaint about `query` in one line, with the nearest valid word and, where it says so, the offset."""
    said = " ".join(str(problem).split("\n\n")[0].split()) or type(problem).__name__
    unknown = re.search(r"(?:unable to find column \"|no column named '|no table or struct column named ')(\w+)", said)
    if unknown:
        word, at = unknown[1], [token for token in _tokens(query) if token.text == unknown[1]]
        read = [source.key.lower() for source, *_ in _sources(_tokens(query))]
        aliases = [alias for _, alias, _ in _sources(_tokens(query)) if alias]
        known = [*dict.fromkeys(column for name in read for column in FACTS.get(name, ())), *aliases]
        what = "table" if "no table" in said else "column"
        return Fault(at[0].offset if at else -1, f"unknown {what} {word!r}{nearest(word, known)}")
    place = re.search(r" at Line: (\d+), Column: (\d+)", said)
    if place:
        lines = query.split("\n")[: int(place[1]) - 1]
        return Fault(sum(len(line) + 1 for line in lines) + int(place[2]) - 1, said.replace(place[0], ""))
    return Fault(-1, said)


def _is_param(token: str) -> bool:
    return len(token) > 1 and token[0] == ":" and token != "::"


def _tokens(query: str) -> list[Token]:
    """The tokens of `query` without comments; the AS of `name AS (` gets the key `AS(`."""
    found = [
        Token(m[0], m.start(), m[0][1:-1].upper() if m[0][0] == '"' else m[0].upper())
        for m in _TOKEN.finditer(query) if not m[0].startswith(("--", "/*"))
    ]
    return [
        token._replace(key="AS(") if token.key == "AS" and follows.text == "(" else token
        for token, follows in zip(found, [*found[1:], Token("", 0, "")], strict=False)
    ]


def _oddly_quoted(query: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Signs of other ways to quote (`$$x$$`, backticks, `E'x'`), in which a table function could hide."""
    bare = _QUOTED.sub(lambda m: " " * len(m[0]), query)
    yield from (Token(m[0], m.start(), m[0]) for m in _STRANGE.finditer(bare))
    for token, follows in pairwise(tokens):
        if follows.text[0] == "'" and token.text.isalpha() and token.offset + len(token.text) == follows.offset:
            yield token


def _sources(tokens: Sequence[Token]) -> Iterator[tuple[Token, str, bool]]:
    """What `query` reads FROM: the name, its alias ("" without one), and whether it is called like a function."""
    expects, frames = False, [("", False)]  # for each open bracket: the word before it, and whether a FROM list is open
    for n, token in enumerate(tokens):
        before = tokens[n - 1].key if n else ""
        follows = tokens[n + 1].key if n + 1 < len(tokens) else ""
        if token.text == "(":
            frames.append((before, False))
            expects = expects and follows not in ("SELECT", "WITH", "VALUES")
        elif token.text == ")":
            frames = frames[:-1] or [("", False)]
            expects = False
        elif expects:
            if token.key == "LATERAL":
                continue
            alias = n + 1 + (follows in ("AS", "AS("))
            named = alias < len(tokens) and re.fullmatch(r"\w+", tokens[alias].text)
            yield (token, tokens[alias].text if named and tokens[alias].key not in _NO_ALIAS else "", follows == "(")
            expects = False
        elif token.key == "FROM" and before != "DISTINCT" and frames[-1][0] not in _TAKES_FROM:
            expects, frames[-1] = True, (frames[-1][0], True)
        elif token.key == "JOIN" or (token.text == "," and frames[-1][1]):
            expects = True
        elif token.key in _ENDS_FROM:
            frames[-1] = (frames[-1][0], False)


def _words(tokens: Sequence[Token], sources: Sequence[tuple[Token, str, bool]]) -> Iterator[Fault]:
    """Quoted words compared with a column that can never hold them: such a comparison is silently false."""
    reads = {source.key.lower() for source, *_ in sources} & FACTS.keys()
    aliases = {alias: source.key.lower() for source, alias, _ in sources if alias}
    for n, word in enumerate(tokens):
        column = _compared(tokens, n) if word.text[0] == "'" else ""
        if not column:
            continue
        name, _, last = column.rpartition(".")
        table = aliases.get(name, name.lower())
        allowed = vocabulary(last.lower(), tuple(sorted({table} if table in FACTS else reads)))
        held = word.text[1:-1].replace("''", "'")
        if allowed is not None and held not in (*allowed, "\0"):
            expected = nearest(held, list(allowed)) or f"; expected {', '.join(allowed)}"
            yield Fault(word.offset, f"{last} is never {held!r}{expected}")


@cache
def vocabulary(column: str, names: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words that `column` of the tables `names` can hold; None where it is free, or in none of them."""
    if column == "lexicon" and "spans" in names:
        return tuple(lexicon_names())
    types = [FACTS[name][column] for name in names if column in FACTS[name]]
    if types and all(isinstance(type_, (pl.Enum, pl.Boolean)) for type_ in types):
        words = [
            type_.categories.to_list() if isinstance(type_, pl.Enum) else ["true", "false (without quotes)"]
            for type_ in types
        ]
        return tuple(dict.fromkeys(word for listed in words for word in listed))
    return None


def _compared(tokens: Sequence[Token], n: int) -> str:
    """The column that the quoted word at `n` is compared with, in one of the ways SQL has; "" if with none."""
    before, after = tokens[n - 1].key, tokens[n + 1].key if n + 1 < len(tokens) else ""
    if before in _COMPARES:
        return _column(tokens, n - 2)
    if after in _COMPARES:
        dotted = n + 3 < len(tokens) and tokens[n + 3].text == "."
        return _column(tokens, n + 4 if dotted else n + 2)
    m = n - 1
    if before == "FROM" and tokens[n - 2].key == "DISTINCT":  # IS [NOT] DISTINCT FROM
        m = n - (4 if tokens[n - 3].key == "NOT" else 3)
        return _column(tokens, m - 1)
    if before == "WHEN":  # CASE column WHEN
        while m > 0 and tokens[m].key != "CASE":
            m -= 1
        first = next((k for k in range(m, n) if tokens[k].key == "WHEN"), n)
        return _column(tokens, first - 1) if first - m in (2, 4) else ""
    while m > 0 and tokens[m].text[0] in "',":  # [NOT] IN ('a', 'b')
        m -= 1
    if tokens[m].text == "(" and tokens[m - 1].key == "IN":
        return _column(tokens, m - (3 if tokens[m - 2].key == "NOT" else 2))
    return ""


def _column(tokens: Sequence[Token], n: int) -> str:
    """The column whose name is token `n`, with its table's alias; "" if that is no name."""
    if not 0 <= n < len(tokens) or not _NAME.fullmatch(tokens[n].text):
        return ""
    return f"{tokens[n - 2].text}.{tokens[n].text}" if n > 1 and tokens[n - 1].text == "." else tokens[n].text


def unlike(value: Value, default: Value) -> bool:
    """Whether `value` is of another kind than `default`, which it is to replace."""
    if isinstance(default, tuple):
        return not isinstance(value, tuple) or any(unlike(v, default[0]) for v in value if default)
    if isinstance(default, float):
        return isinstance(value, bool) or not isinstance(value, (int, float))
    return type(value) is not type(default)
