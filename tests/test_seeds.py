"""The sample articles: each is audited, cut at its boundaries, and shows the shapes and faults it was written for."""

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from auditor import audit
from auditor.api import Audit

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLES = {
    "delta-pact/archive.txt": 4,
    "delta-pact/broadcast.txt": 1,
    "delta-pact/digest.txt": 3,
    "delta-pact/excerpt.txt": 1,
    "delta-pact/interview.txt": 1,
    "harbour-audit/courier.md": 1,
    "harbour-audit/ledger.txt": 1,
    "harbour-audit/review.txt": 1,
    "hostel-trial/reports.csv": 2,
    "marle-dam/inquiry.md": 1,
    "marle-dam/papers.jsonl": 3,
    "marle-dam/tabloid.md": 1,
    "marle-dam/wire.md": 1,
}


@pytest.fixture(scope="module")
def seeds() -> Audit:
    return audit(str(SEEDS), stories="folder")


def below(path: str) -> str:
    """`path` from the folder of its story on."""
    return "/".join(path.split("/")[-2:])


def article(seeds: Audit, start_of_title: str) -> dict[str, object]:
    rows = seeds.tables["articles"].filter(pl.col("title").str.starts_with(start_of_title)).to_dicts()
    assert len(rows) == 1, f"{start_of_title}: {len(rows)} articles"
    return rows[0]


def rules(seeds: Audit, article_id: object, *severities: str) -> set[str]:
    """The rules that flag an article, with one of `severities`."""
    found = seeds.findings.filter(
        (pl.col("article_id") == article_id) & pl.col("severity").cast(pl.String).is_in(severities)
    )
    return set(found["rule"])


def test_every_sample_is_audited_without_failure(seeds: Audit) -> None:
    assert seeds.failures.to_dicts() == []


def test_every_sample_is_cut_into_its_articles(seeds: Audit) -> None:
    files = [below(path).split("#")[0] for path in seeds.tables["articles"]["path"]]
    assert dict(Counter(files)) == ARTICLES


def test_an_archive_is_cut_where_its_articles_begin(seeds: Audit) -> None:
    titles = seeds.tables["articles"].filter(pl.col("path").str.ends_with("archive.txt")).sort("start")["title"]
    assert [title[:12] for title in titles] == ["Teskil: The ", "Truce Signed", "Lomara Halve", "Inside the T"]


def test_a_digest_is_cut_at_its_headlines(seeds: Audit) -> None:
    titles = seeds.tables["articles"].filter(pl.col("path").str.ends_with("digest.txt")).sort("start")["title"]
    assert [title[:15] for title in titles] == ["Guard Commander", "Army Throws Bac", "Lomara Supports"]


@pytest.mark.parametrize(
    ("file", "kind", "words"),
    [
        ("interview.txt", "question", "Let us begin with the Tern"),
        ("interview.txt", "answer", "Yes, that is right."),
        ("interview.txt", "caption", "TarvikQuay04"),
        ("excerpt.txt", "comment", "I never saw what set those two apart"),
        ("excerpt.txt", "comment", "As the historian Pia Zoller posted"),
        ("digest.txt", "navigation", "Guard Commander Rules Out Peace With Rival"),
        ("archive.txt", "editors_note", "Is this a man who has won"),
        ("archive.txt", "footnote", "gives no figures and names no document"),
        ("archive.txt", "caption", "Salt Column men on the levee road"),
        ("archive.txt", "pull_quote", "“I asked Ardane for ammunition"),
        ("wire.md", "boilerplate", "publication: Northern Wire"),
        ("inquiry.md", "correction", "Correction: Until 4 November"),
    ],
)
def test_every_page_shape_is_there_and_known(seeds: Audit, file: str, kind: str, words: str) -> None:
    t = seeds.tables
    paths = t["articles"].select("article_id", "path")
    found = t["paragraphs"].join(paths, on="article_id").filter(
        pl.col("path").str.ends_with(file) & pl.col("text").str.contains(words, literal=True)
    )
    assert kind in found["kind"].to_list()


def test_nothing_outside_the_articles_is_flagged(seeds: Audit) -> None:
    paragraphs = seeds.tables["paragraphs"].filter(
        pl.col("kind").cast(pl.String).is_in(["comment", "navigation", "boilerplate", "footnote", "editors_note"])
    )
    inside = seeds.findings.join(paragraphs, on="article_id", suffix="_of").filter(
        (pl.col("start") >= pl.col("start_of")) & (pl.col("stop") <= pl.col("stop_of"))
    )
    assert inside.select("rule", "path", "message").to_dicts() == []


@pytest.mark.parametrize(
    "title",
    ["Nine dead, 40 missing as", "Stuck gate", "Auditor-general", "Warden of Velmar", "Teskil: The Delta"],
)
def test_a_clean_article_has_no_warning_on_its_sources(seeds: Audit, title: str) -> None:
    found = rules(seeds, article(seeds, title)["article_id"], "warning", "error")
    assert {rule for rule in found if rule.startswith(("anonymous-sourcing/", "attribution/"))} == set()


@pytest.mark.parametrize("title", ["DAM OF DEATH", "Harbour chief stole", "Inside the Talks"])
def test_a_poor_article_has_errors_on_its_sources(seeds: Audit, title: str) -> None:
    assert "anonymous-sourcing/bare-source" in rules(seeds, article(seeds, title)["article_id"], "error")


def test_minors_and_victims_are_protected_not_faulted(seeds: Audit) -> None:
    found = seeds.findings.filter(
        (pl.col("article_id") == article(seeds, "Warden of Velmar")["article_id"])
        & pl.col("rule").cast(pl.String).str.starts_with("anonymous-sourcing/")
    )
    assert found.select("rule", "message").to_dicts() == []
