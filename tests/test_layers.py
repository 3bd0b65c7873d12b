"""Who may import whom.  A new direction is decided here, with its reason, before it is used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "auditor"

# Plain functions that stages share; `text` is the lowest of them.
PLAIN = {"dates", "figures", "frames", "names", "text", "tokens"}
STAGES = {"read", "segment", "sentences", "spans", "attributions", "sources", "claims", "stories", "disagreements"}
BELOW = {"errors", "lexicons", "tables"} | PLAIN

ALLOWED: dict[str, set[str]] = {
    "__init__": {"api"},
    "__main__": {"cli"},
    "errors": set(),
    "tables": set(),
    "helpers": set(),
    "lexicons": {"errors"},
    **{module: {"errors", "lexicons"} | PLAIN - {module} for module in PLAIN},
    "text": set(),
    **dict.fromkeys(STAGES, BELOW),
    "rulebook": {"errors", "lexicons", "tables"},
    "engine": {"errors", "rulebook", "tables", "text"},
    "scoring": {"rulebook", "tables", "text"},
    # helpers: other processes that run the front
    "pipeline": STAGES | {"engine", "errors", "helpers", "scoring", "tables"},
    # the examples of a rule are audited like files
    "examples": {"engine", "pipeline", "read", "rulebook"},
    "config": {"errors", "lexicons"},
    "api": {"config", "engine", "errors", "helpers", "lexicons", "pipeline", "read", "rulebook", "scoring", "tables"},
    "report": {"tables", "text"},
    "cli": {"api", "config", "errors", "examples", "helpers", "lexicons", "report", "rulebook", "tables", "text"},
}
ONLY = {"rich": {"cli", "report"}, "click": {"cli"}, "pathspec": {"read"}, "polars": set(ALLOWED)}


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names that `tree` imports when it is run; what only type checkers read is left out."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (f"{module}.{alias.name}" for alias in names)
        yield from imported(node)


def imports() -> list[tuple[str, str]]:
    """(module, dotted name it imports) over the whole package."""
    return [
        (path.relative_to(PACKAGE).parts[0].removesuffix(".py"), name)
        for path in sorted(PACKAGE.rglob("*.py")) for name in imported(ast.parse(path.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("module", sorted({path.stem for path in PACKAGE.glob("*") if path.suffix in (".py", "")}))
def test_modules_import_only_what_stands_below_them(module: str) -> None:
    if module in ("__pycache__", "rules"):
        return
    used = {name.split(".")[1] for owner, name in imports() if owner == module and name.startswith("auditor.")}
    assert used - {module} <= ALLOWED[module]


def test_imports_run_one_way() -> None:
    order: list[str] = []
    waiting = {module: used & ALLOWED.keys() for module, used in ALLOWED.items() if module not in PLAIN}
    while waiting:
        free = sorted(module for module, used in waiting.items() if used <= set(order) | PLAIN)
        assert free, f"a circle among {sorted(waiting)}"
        order += free
        waiting = {module: used for module, used in waiting.items() if module not in free}


@pytest.mark.parametrize("library", sorted(ONLY))
def test_libraries_stay_where_they_belong(library: str) -> None:
    assert {owner for owner, name in imports() if name.split(".")[0] == library} <= ONLY[library]
