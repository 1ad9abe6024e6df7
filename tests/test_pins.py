"""Every package has one version, whichever tool installs it."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_pip_and_uv_pin_the_same_versions() -> None:
    """What direct dependencies bring with them stands twice, because each tool reads its own list."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert [line for line in lines if not line.startswith("#")] == project["tool"]["uv"][
        "constraint-dependencies"
    ]


def test_direct_dependencies_are_pinned_exactly() -> None:
    """A newer release of a library enters by a commit, never by itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = project["dependencies"] + project["optional-dependencies"]["dev"]

    assert [line for line in direct if "==" not in line] == []
