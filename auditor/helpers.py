"""Processes that share the work: each runs `auditor.pipeline.remote` on bytes that come in, and sends bytes back.

Fresh interpreters over pipes: a fork would hang once polars' threads run, and multiprocessing would run the caller's
script again in each of them.  What passes is Arrow IPC and JSON, never a pickle.
"""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import IO

SIZE = 8  # bytes that say how many follow
WORTH = 200_000  # bytes, of some 50 articles
PIPE = 2**20  # bytes that a pipe holds: a reader waits for its interpreter at each turn
# Without looking for cycles, of which there are none to speak of: it takes a twelfth of the time.
CODE = "import gc; gc.disable(); import sys; sys.path[:] = sys.argv[1:]; from auditor import helpers, pipeline; " \
       "helpers.serve(pipeline.remote)"


class Helpers:
    """Up to `number` processes, started when there is work for them, ended with the block."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> list[subprocess.Popen[bytes]]:
        """The processes, which take a quarter of a second to get ready; started at the first call.

        None where the system gives none: the caller does all the work then.
        """
        if not self.processes and sys.executable:
            with contextlib.suppress(OSError):
                for _ in range(self.number):
                    self.processes.append(started())
        return self.processes

    def __enter__(self) -> "Helpers":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in self.processes:
            process.kill()
            process.communicate()


def started() -> subprocess.Popen[bytes]:
    """A process that gets ready to work, its pipes as wide as the system lets us have them."""

    def popen(width: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", CODE, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={**os.environ, "POLARS_MAX_THREADS": "1"}, pipesize=width,
        )

    try:
        return popen(PIPE)
    except OSError:  # wider than it allows
        return popen(-1)


def helping(paths: Iterable[str], jobs: int | None = None) -> Helpers:
    """Helpers for `jobs` processes, default the cores; where the files at `paths` are many, started already."""
    helpers = Helpers((jobs or cores()) - 1)
    if worth(paths):
        helpers.start()
    return helpers


def worth(paths: Iterable[str]) -> bool:
    """Whether the files at `paths` look like so many articles that helpers pay."""
    size = 0
    for path in paths:
        for folder, _, files in os.walk(path) if os.path.isdir(path) else [("", [], [path])]:
            for file in files:
                with contextlib.suppress(OSError):
                    size += os.stat(os.path.join(folder, file)).st_size
                if size > WORTH:
                    return True
    return False


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ask(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    """What the process answers to `data`.  Raises OSError or EOFError when it has died."""
    assert process.stdin is not None
    assert process.stdout is not None
    send(process.stdin, data)
    return receive(process.stdout)


def serve(work: Callable[[bytes], bytes]) -> None:
    """Answer every message on standard input with `work` of it, until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed must not get among them
    while True:
        try:
            message = receive(sys.stdin.buffer)
        except (EOFError, KeyboardInterrupt):
            return
        send(answers, work(message))


def send(stream: IO[bytes], data: bytes) -> None:
    """Write `data`, its length before it."""
    stream.write(len(data).to_bytes(SIZE, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read what `send` wrote.  Raises EOFError at the end."""
    head = stream.read(SIZE)
    data = stream.read(int.from_bytes(head, "big"))
    if len(head) < SIZE or len(data) < int.from_bytes(head, "big"):
        raise EOFError
    return data
