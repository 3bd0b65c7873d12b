"""Where output goes: standard output, files written whole or not at all, messages, progress."""

import contextlib
import os
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from typing import IO, TextIO

import click

from auditor.errors import AuditorError

FORMATS = ("rich", "concise", "json")
PATIENCE = 1.0  # seconds before progress is shown


def at_terminal() -> bool:
    """Whether standard output is a terminal with somebody in front of it, which there is not in CI."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("CI")


def targets(outputs: Sequence[str], form: str | None) -> list[tuple[str, str]]:
    """Format and path of each output wanted; "-" is standard output.

    What stands before the first `=` is a format only if it is one.  Raises a usage error for a folder that is not
    there and for two outputs in one place, before any work is done.
    """
    wanted = []
    for value in outputs or ("-",):
        name, equals, path = value.partition("=")
        if not (equals and name in FORMATS):
            name, path = form or ("rich" if value == "-" and at_terminal() else "concise"), value
        if path != "-" and (not path or os.path.isdir(path) or not os.path.isdir(os.path.dirname(path) or ".")):
            raise click.UsageError(f"cannot write to {path!r}: no such folder, or a folder itself")
        wanted.append((name, "-" if path == "/dev/stdout" else path))
    places = [path if path == "-" else os.path.realpath(path) for _, path in wanted]
    if len(set(places)) < len(places):
        raise click.UsageError("two outputs would go to the same place")
    return wanted


def write(path: str, text: str, encoding: str = "utf-8") -> None:
    """Write `text` to the file at `path`, whole or not at all, or to standard output for "-".

    A target that is no regular file is written in place, every other beside it and renamed.  Raises AuditorError.
    """
    data = text.encode(encoding, "backslashreplace")
    if path == "-":
        binary().write(data)
        return
    try:
        if in_place(path):
            with open(path, "ab") as stream:
                stream.write(data)
        else:
            replace(os.path.realpath(path), data)
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise AuditorError(f"cannot write to {path!r}: {problem.strerror}") from None


def in_place(path: str) -> bool:
    """Whether there is something else than a regular file at `path`, or one that a shell has opened."""
    return os.path.exists(path) and (path.startswith("/dev/") or not os.path.isfile(path))


def replace(path: str, data: bytes) -> None:
    """Put a file of `data` in the place of the one at `path`."""
    handle, beside = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".auditor-")
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        os.chmod(beside, mode(path))
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def mode(path: str) -> int:
    """The permissions of the file at `path`, or those a new one gets."""
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def encoding() -> str:
    """What standard output can show."""
    return (sys.stdout and sys.stdout.encoding) or "utf-8"


def binary() -> IO[bytes]:
    """Standard output for bytes."""
    if sys.stdout is None:
        raise AuditorError("standard output is closed")
    sys.stdout.flush()
    return sys.stdout.buffer


def say(message: str) -> None:
    """One line on standard error, safe to print; what cannot be said there changes no exit code."""
    from auditor.text import clean

    if sys.stderr is None:
        return
    try:
        click.echo(clean(message).encode(sys.stderr.encoding or "utf-8", "backslashreplace"), err=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Let nothing more be written to a `stream` that failed, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextlib.contextmanager
def progress(quiet: bool) -> Iterator[None]:
    """Seconds gone by, on standard error, where that is a terminal and the work is long."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()

    def tick() -> None:
        begin, shown = time.monotonic(), ""
        while not done.wait(PATIENCE):
            shown = f"auditing ... {time.monotonic() - begin:.0f} s"
            click.echo(f"\r{shown}", nl=False, err=True)
        if shown:
            click.echo("\r" + " " * len(shown) + "\r", nl=False, err=True)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
