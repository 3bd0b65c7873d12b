"""`python -m auditor`, and the console script."""

import contextlib
import os
import sys
from typing import NoReturn

from auditor.cli import main


def run() -> NoReturn:
    """Run the command line and end the process, without freeing bit by bit what the system takes back at once."""
    code = main()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with contextlib.suppress(OSError, ValueError):  # full or closed, as `main` has told
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
