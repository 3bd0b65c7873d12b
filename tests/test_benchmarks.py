"""The benchmarks run: what they measure is read by people, that they still can is tested."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent / "benchmarks"


@pytest.mark.slow
@pytest.mark.parametrize(("script", "argument", "last"), [
    ("bench_stories.py", "60", "60 articles"), ("speed.py", "seeds/delta-pact", "all"),
])
def test_benchmarks_run(script: str, argument: str, last: str) -> None:
    run = subprocess.run([sys.executable, BENCHMARKS / script, argument], cwd=BENCHMARKS.parent.parent,
                         capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.splitlines()[-1].strip().startswith(last)
