"""Who the sources of an article are, how far the text identifies each, and which attribution cites which."""

from bisect import bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import Any

import polars as pl

from auditor import tables
from auditor.sources.anonymity import grant
from auditor.sources.cast import PEOPLE, Cast, Chain, Mention, Named
from auditor.sources.coverage import cover
from auditor.sources.descriptions import introduce, recognise
from auditor.sources.leads import led_to
from auditor.sources.resolve import cite
from auditor.sources.tier import tier, together

__all__ = ["identify"]


def identify(
    articles: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, spans: pl.DataFrame,
    names: pl.DataFrame, attributions: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables `sources` (a row for each real source of an article) and `citations` (attribution x source).

    Every mention in `attributions.mentions` belongs to exactly one source of its article; sources are numbered in order
    of their first mention.  Formulas of anonymity come from `spans`, the people named in the text from `names`.
    A plural that the text takes back ("sources said", then "the source") has plurality plural and number 1.
    """
    sources: list[tuple[Any, ...]] = []
    citations: list[tuple[Any, ...]] = []
    texts = _by_article(sentences, "start", "text")
    named = _by_article(names, "start", "stop", "kind", "name_id", "text")
    marks = _by_article(
        spans.filter((pl.col("kind") == "anonymity") & ~pl.col("quoted")), "start", "stop", "category"
    )
    mentions = tables.pairs(attributions["mentions"])
    wanted = _by_article(attributions.with_row_index("n"), "n", "attribution_id", "cue")
    begin = _by_article(paragraphs, "start")
    for article_id, attributed in wanted.items():
        cited = [(n, start, stop, name, cue) for n, name, cue in attributed for start, stop in mentions[n]]
        cast = _cast(sorted(texts[article_id]) or [(0, "")], sorted(named.get(article_id, ())))
        chains, links = _gather(cast, cited, sorted(marks.get(article_id, ())))
        ids = {id(chain): f"{article_id}:source{n}" for n, chain in enumerate(chains, 1)}
        leads = led_to(cast, chains, sorted(start for start, in begin[article_id]))
        sources += [_source(ids[id(chain)], article_id, chain, ids.get(id(leads.get(id(chain))))) for chain in chains]
        citations += [(attribution_id, ids[id(chain)], article_id, start, stop)
                      for attribution_id, chain, start, stop in links]
    columns = _columns("sources", sources)
    columns["mentions"] = tables.spans(columns["mentions"])
    return tables.conform("sources", columns), tables.conform("citations", _columns("citations", citations))


def _columns(name: str, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """The columns of table `name` from rows in their order."""
    columns = zip(*rows, strict=True) if rows else [()] * len(tables.SCHEMAS[name])
    return dict(zip(tables.SCHEMAS[name], columns, strict=True))


def _by_article(frame: pl.DataFrame, *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    rows = zip(*(frame[c].to_list() for c in columns), strict=True)
    for article_id, row in zip(frame["article_id"].to_list(), rows, strict=True):
        found[article_id].append(row)
    return found


def _cast(rows: list[tuple[Any, ...]], named: list[tuple[Any, ...]]) -> Cast:
    starts = [row[0] for row in rows]
    families = {text.rsplit(" ", 1)[1]: name_id for _, _, kind, name_id, text in reversed(named)
                if kind == "person" and " " in text}
    names = []
    for a, b, kind, name_id, text in named:
        if kind != "person" and text in families:  # a family name alone is no body's
            kind, name_id = "person", families[text]
        names.append(Named(a, b, kind, name_id, text, bisect_right(starts, a, 1) - 1))
    ids = families | {n.text: n.name_id for n in names}
    full = {n.name_id for n in names if " " in n.text}
    return Cast([row[1] for row in rows], starts, names, [n.start for n in names], ids, full)


def _sentence(starts: list[int], position: int) -> int:
    """The sentence that holds `position`; the first also holds what stands before it."""
    return bisect_right(starts, position, 1) - 1


def _gather(
    cast: Cast, cited: list[tuple[Any, ...]], marks: list[tuple[Any, ...]]
) -> tuple[list[Chain], list[tuple[str, Chain, int, int]]]:
    """The chains of an article in order of first mention, and (attribution_id, chain, start, stop) of each citation.

    `cited`: number of the attribution, start, stop, attribution_id and cue of each mention.
    """
    met: dict[tuple[int, int], Chain] = {}
    for _, start, stop, _, cue in sorted(cited, key=itemgetter(1, 2)):
        if (start, stop) not in met:
            n = _sentence(cast.starts, start)
            text = cast.sentences[n][max(0, start - cast.starts[n]):max(0, stop - cast.starts[n])]
            met[start, stop] = cite(cast, Mention(start, stop, text, n, (cue or "").lower()))
    at: dict[int, list[tuple[Mention, Chain]]] = defaultdict(list)
    for chain in cast.chains if marks else ():
        for mention in chain.mentions:
            at[mention.sentence].append((mention, chain))
    for start, stop, category in marks:
        n = _sentence(cast.starts, start)
        cover(cast, at, grant(cast.sentences[n], cast.starts[n], n, start, stop, category))
    recognise(cast)
    introduce(cast)
    chains = sorted((chain for chain in cast.chains if chain.mentions), key=lambda chain: chain.mentions[0].start)
    links = [(attribution_id, met[start, stop], start, stop) for _, start, stop, attribution_id, _ in sorted(cited)]
    return chains, [(name, chain.joined or chain, start, stop) for name, chain, start, stop in links]


def _source(source_id: str, article_id: str, chain: Chain, lead: str | None) -> tuple[Any, ...]:
    """The row of `chain`, which leads in to source `lead`, in the order of the table's columns."""
    told = together([*chain.phrases, chain.inherited] if chain.inherited else chain.phrases)
    best = max(range(len(chain.mentions)), key=lambda i: (_fullness(chain, i), -i)) if len(chain.mentions) > 1 else 0
    start, stop, label = chain.mentions[best][:3]
    many = chain.identification == "collective" or (chain.plural and chain.identification in PEOPLE)
    reason_start, reason_stop, reason, reason_grade = chain.reason or (None, None, None, None)
    return (
        source_id, article_id, chain.name or None, label, start, stop, chain.identification,
        tier(chain.identification, told, chain.role), told.affiliation or None, told.role or chain.role or None,
        told.basis, "counted" if told.number > 1 else "plural" if many else "one",
        told.number or (None if many else 1), reason, reason_start, reason_stop, reason_grade, chain.marked,
        chain.protected, told.party or None, chain.phrases[best].head or None,
        chain.phrases[best].kind in ("indefinite", "name"), lead, [mention[:2] for mention in chain.mentions],
    )


def _fullness(chain: Chain, i: int) -> int:
    phrase = chain.phrases[i]
    if phrase.kind in ("pronoun", "relative", "headless", "speaker"):
        return 0
    if chain.name and not phrase.name:
        return 1
    # "The source who attended" points back: the mention that introduces a source comes first.
    return len(chain.mentions[i].text) + (0 if phrase.kind == "definite" else 1000)
