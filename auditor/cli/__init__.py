"""The command line.  Speaks to people and to other programs; everything else in the package returns.

Standard output carries the report alone; messages and progress go to standard error.  Nothing heavy is imported
before a command needs it: `--help` answers at once.
"""

import gc
import os
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from auditor.cli import output
from auditor.errors import AuditorError
from auditor.helpers import helping

if TYPE_CHECKING:
    from auditor.api import Audit

WRONG, INTERRUPTED, CLOSED = 2, 130, 141
FEW = 10
MOST_JOBS = 256

Command = Callable[..., Any]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code; no exception leaves here."""
    try:
        # Not cli.main, which would end a closed pipe with exit code 1.
        with cli.make_context("auditor", arguments or sys.argv[1:] or ["--help"]) as context:
            code: int = cli.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        output.silence(sys.stdout)
        return CLOSED
    except click.exceptions.Exit as done:  # after --help
        return done.exit_code
    except click.ClickException as problem:
        return complain(problem.format_message(), getattr(problem, "ctx", None))
    except AuditorError as problem:
        return complain(str(problem))
    except OSError as problem:
        return complain(f"{problem.filename or 'standard output'}: {problem.strerror}")
    except Exception as problem:
        if sys.flags.dev_mode:  # python -X dev -m auditor
            raise
        frame = traceback.extract_tb(problem.__traceback__)[-1]
        place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
        return complain(f"a defect in the auditor, at {place}: {type(problem).__name__}: {problem}")


def complain(message: str, context: click.Context | None = None) -> int:
    """One clear line on standard error, and the exit code that goes with it."""
    hint = f" (see '{context.command_path} --help')" if context else ""
    output.say(f"auditor: {message}{hint}")
    return WRONG


def reading(command: Command) -> Command:
    """Add PATHS and the options that say what is read and how."""
    for option in reversed((
        click.argument("paths", nargs=-1, metavar="[PATHS]..."),
        click.option("--stories", type=click.Choice(["auto", "folder", "none"]), default="auto", show_default=True,
                     help="What is compared: articles on one event, those of one folder, none."),
        click.option("--context", multiple=True, metavar="PATH", help="Articles to compare with, not audited."),
        click.option("--rules", multiple=True, metavar="DIR", help="Rules of your own, beside the built-in ones."),
        click.option("--config", metavar="FILE", help="Default: auditor.toml or [tool.auditor] in pyproject.toml,"
                     " found upwards from the first path."),
        click.option("--jobs", type=click.IntRange(1, MOST_JOBS), metavar="N",
                     help="Processes to use; default: one a core."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but what failed."),
        click.option("-v", "--verbose", is_flag=True, help="Every full report and every notice."),
    )):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="auditor", message="%(prog)s %(version)s")
def cli() -> None:
    """Audit how well the sourcing of news articles lets a reader check them: who is anonymous and why, which claims
    nobody verified, where two articles disagree.  It judges what the text discloses, never truth."""


@cli.command()
@reading
@click.option("--format", "form", type=click.Choice(output.FORMATS), help="Default: rich at a terminal, else concise.")
@click.option("-o", "--output", "outputs", multiple=True, metavar="[FORMAT=]PATH",
              help="Write there instead, - for standard output; repeat for several.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "note", "never"]), default="error",
              show_default=True, help="The least severe finding that makes the exit code 1.")
@click.option("--select", multiple=True, metavar="RULE|FAMILY", help="Only these rules.")
@click.option("--ignore", multiple=True, metavar="RULE|FAMILY", help="Not these rules.")
@click.option("--no-color", is_flag=True, help="No colour; the variable NO_COLOR does the same.")
def check(
    form: str | None, outputs: tuple[str, ...], fail_on: str, no_color: bool, quiet: bool, verbose: bool, **options: Any
) -> int:
    """Audit files, folders, or - for standard input; without PATHS the current folder.

    Exit code: 0 clean; 1 findings at or above --fail-on; 2 something could not be audited, or wrong usage; 3 both.
    """
    targets = output.targets(outputs, form)
    audit = audited(quiet, **options)
    from auditor import report

    for kind, path in targets:
        terminal = path == "-" and output.at_terminal()
        encoding = output.encoding() if path == "-" and kind != "json" else "utf-8"
        shown = report.render(kind, audit, fail_on, terminal, encoding, verbose=verbose, color=not no_color)
        output.write(path, shown, encoding)
    if ("rich", "-") not in targets:
        remarks(audit, quiet, verbose)
        if not quiet:
            output.say(report.verdict(audit, fail_on))
    return report.exit_code(audit, fail_on)


@cli.command()
@click.argument("query")
@reading
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl", "parquet"]), default="table",
              show_default=True, help="csv writes lists as JSON.")
def sql(query: str, form: str, quiet: bool, verbose: bool, **options: Any) -> int:
    """Ask any table of the audit: auditor sql "SELECT name, tier FROM sources" seeds/"""
    if form == "parquet" and output.at_terminal():
        raise click.UsageError("parquet is no text for a terminal: redirect standard output to a file")
    from auditor.cli import query as queries

    queries.refuse(query)
    audit = audited(quiet, **options)
    queries.write(queries.ask(audit.tables, query), form, output.binary())
    remarks(audit, quiet, verbose)
    return WRONG * bool(audit.failures.height)


@cli.command()
@click.argument("name", required=False)
@click.option("--rules", "folders", multiple=True, metavar="DIR", help="Rules of your own, beside the built-in ones.")
def rules(name: str | None, folders: tuple[str, ...]) -> int:
    """List the rules; with NAME, explain one, with its standards and examples."""
    from auditor.cli import explain

    found, standards, failures = explain.loaded(folders)
    click.echo(explain.one(name, found, standards) if name else explain.listed(found))
    for failure in failures:
        output.say(": ".join(filter(None, ("auditor", *failure))))
    return WRONG * bool(failures)


@cli.command()
@click.argument("folder", required=False, metavar="[DIR]")
def test(folder: str | None) -> int:
    """Run the examples of the rule files in DIR, or of the built-in ones."""
    from auditor.cli import explain

    shown, code = explain.tested(folder)
    click.echo(shown)
    return code


def audited(
    quiet: bool, *, paths: tuple[str, ...], context: tuple[str, ...], jobs: int | None, **options: Any
) -> "Audit":
    """The audit of `paths`, or of the current folder, with progress at a terminal."""
    gc.disable()  # no cycles to speak of, and looking for them takes a twelfth of the time
    helpers = helping([*(paths or ["."]), *context], jobs)  # they get ready while this process imports
    with output.progress(quiet):
        from auditor.api import audit

        found = audit(paths or ".", context=context, helpers=helpers, **options)
    gc.freeze()  # nor at the exit, where it takes another
    return found


def remarks(audit: "Audit", quiet: bool, verbose: bool) -> None:
    """Failures and notices on standard error, a line each; of many notices, the first few."""
    for path, where, error in audit.failures.rows():
        output.say(": ".join(filter(None, ("auditor", path, where, error))))
    notices = [] if quiet else audit.notices.rows()
    for path, where, remark in notices if verbose else notices[:FEW]:
        output.say(": ".join(filter(None, ("note", path, where, remark))))
    if len(notices) > FEW and not verbose:
        output.say(f"note: {len(notices) - FEW} more notices; --verbose shows them")
