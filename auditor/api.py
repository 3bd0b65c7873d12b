"""The auditor as a library: `audit(["articles/"]).findings`."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from auditor import config as configuration
from auditor import engine, pipeline, read, rulebook, scoring, tables
from auditor.config import Config
from auditor.errors import AuditorError, Failure, Notice
from auditor.helpers import Helpers, helping
from auditor.lexicons import RULES
from auditor.rulebook import Rule, Standard

Place = str | os.PathLike[str]


@dataclass(frozen=True)
class Audit:
    """What an audit found: every table by name, the rules it ran, the standards they appeal to by id."""

    tables: Mapping[str, pl.DataFrame]
    rules: Sequence[Rule]
    standards: Mapping[str, Standard]

    @property
    def findings(self) -> pl.DataFrame:
        """Table `findings`, in the order of a report."""
        return self.tables["findings"]

    @property
    def scores(self) -> pl.DataFrame:
        """Table `scores`: the index of each audited article, its criteria and arithmetic."""
        return self.tables["scores"]

    @property
    def failures(self) -> pl.DataFrame:
        """Table `failures`: what could not be audited."""
        return self.tables["failures"]

    @property
    def notices(self) -> pl.DataFrame:
        """Table `notices`: what was audited, with a remark."""
        return self.tables["notices"]


def load_rules(folders: Iterable[Place] = ()) -> tuple[list[Rule], list[Failure]]:
    """The built-in rules and those in `folders`; the rule files that do not load."""
    return rulebook.load(places(folders))


def places(folders: Iterable[Place]) -> list[Path]:
    """The built-in rules and `folders`, each once."""
    return list({folder.resolve(): folder for folder in [*map(Path, reversed([*folders])), RULES]}.values())[::-1]


def audit(
    paths: Place | Iterable[Place] = ".", *, context: Iterable[Place] = (), stories: str = "auto",
    rules: Iterable[Place] = (), select: Iterable[str] = (), ignore: Iterable[str] = (), config: Place | None = None,
    jobs: int | None = None, helpers: Helpers | None = None,
) -> Audit:
    """Audit files, folders or `-`, compared with the articles at `context`.

    `stories`: auto, folder or none; `rules`: folders with rules of one's own; `select`, `ignore`: names of rules or
    families; `config`: a file, else the one found upwards from the first path; `jobs`: processes;
    `helpers`: those that `helping` has started, ended here.
    What cannot be audited is in `failures`.  Raises AuditorError for a configuration or a name that is wrong.
    """
    given = [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    beside = [os.fspath(path) for path in context]
    with helpers or helping([*given, *beside], jobs) as others:  # they get ready while this process reads
        file = configuration.find(given[0] if given else ".") if config is None else Path(config)
        settings = configuration.load(file) if file else Config()
        folders = places(rules)
        loaded, broken = rulebook.load(folders, trusted=[RULES])
        chosen = configured(loaded, settings, select, ignore)
        documents, failures, notices = read_all(given, beside, settings.columns)
        t, lost = pipeline.each(documents, others, settings.aliases)
    with ThreadPoolExecutor(1) as beside_it:  # most rules need not wait for what is compared
        known = beside_it.submit(engine.answers, chosen, dict(t), without=pipeline.BATCH)
        compared, uncompared = pipeline.together(t, stories)
    t |= compared
    t["findings"], crashed = engine.judge(chosen, t, known.result())
    t["scores"] = scoring.score(t, t["findings"])
    t["failures"] = as_table("failures", [*failures, *lost, *uncompared, *broken, *crashed])
    t["notices"] = as_table("notices", notices)
    return Audit(t, chosen, rulebook.standards(folders)[0])


def configured(rules: Sequence[Rule], settings: Config, select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """The rules to run; a mistake in the configuration is told with the path of its file."""
    try:
        rulebook.configure(rules, settings.rules)
    except AuditorError as problem:
        raise AuditorError(f"{settings.path}: {problem}") from None
    return rulebook.configure(rules, settings.rules, select=[*select], ignore=[*ignore])


def read_all(
    paths: Sequence[str], context: Sequence[str], columns: Mapping[str, str]
) -> tuple[pl.DataFrame, list[Failure], list[Notice]]:
    """Table `documents` of what is audited and of its context, where it is not audited itself."""
    documents, failures, notices = read.documents(paths, columns=columns)
    if not documents.height and not failures:
        failures.append(Failure(", ".join(paths), "", "nothing to audit"))
    if context:
        others, unread, remarks = read.documents(context, columns=columns, role="context", but=paths)
        others = others.join(documents, on="document_id", how="anti")  # names can be printed the same
        documents, failures, notices = pl.concat([documents, others]), failures + unread, notices + remarks
    return documents, failures, notices


def as_table(name: str, records: Sequence[tuple[str, str, str]]) -> pl.DataFrame:
    """`records` as table `name`."""
    return pl.DataFrame(records, tables.SCHEMAS[name], orient="row")
