"""The checkers of types and style, as tests, so that one command runs all there is."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
@pytest.mark.parametrize("tool", [("mypy",), ("ruff", "check", "--no-cache", ".")], ids=lambda tool: tool[0])
def test_checker_finds_nothing(tool: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
