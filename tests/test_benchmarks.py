"""What everything is compared with must not lean on what is compared."""

from __future__ import annotations

import ast
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
OURS = {"app", "tests", "measure", *(path.stem for path in BENCHMARKS.glob("*.py"))}


def imported(path: Path) -> set[str]:
    """Return the top names a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_the_reference_imports_nothing_of_the_product() -> None:
    """Else a slow product would make its own limit slow."""
    assert not imported(BENCHMARKS / "reference.py") & OURS


def test_every_benchmark_says_with_which_command_it_runs() -> None:
    """One command each, at the top of the file."""
    scripts = [path for path in BENCHMARKS.glob("*.py") if path.stem not in {"measure", "reference"}]

    assert scripts
    for path in scripts:
        assert f"python benchmarks/{path.name}" in path.read_text(encoding="utf-8").split('"""')[1]
