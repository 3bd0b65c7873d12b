"""What people install: the wheel carries the rules and works by itself, in another folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = "Bridge closes\n\nThe bridge will close, sources said.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds nothing but what the built wheel installs."""
    place = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", place, ROOT], check=True)
    wheel = next(place.glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", place / "lib", wheel], check=True)
    return place / "lib"


def run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The installed program, run in `folder`, where no checkout is in sight."""
    return subprocess.run([sys.executable, "-m", "auditor", *words], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(installed)}, check=False)


@pytest.mark.slow
def test_installed_rules_are_those_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    listed = run(installed, tmp_path, "rules")
    assert listed.returncode == 0, listed.stderr
    here = {f"{path.parent.name}/{path.stem}" for path in ROOT.glob("rules/*/*.toml") if path.parent.name != "lexicons"}
    assert {line.split()[0] for line in listed.stdout.splitlines() if line.startswith("  ") and "/" in line
            and line[2] != " "} == here
    told = run(installed, tmp_path, "rules", "bare-source")
    assert str(installed) in told.stdout.replace("\n", "")


@pytest.mark.slow
def test_installed_program_audits(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(ARTICLE)
    done = run(installed, tmp_path, "check", "news.txt")
    assert done.returncode == 1, done.stderr
    assert "news.txt:3:" in done.stdout


@pytest.mark.slow
def test_wheel_says_that_it_is_typed_and_licensed(installed: Path) -> None:
    assert (installed / "auditor" / "py.typed").exists()
    assert list(installed.glob("auditor-*.dist-info/licenses/LICENSE"))
