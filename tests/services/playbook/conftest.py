"""The shipped playbooks, as text."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "resources" / "playbooks"
NAMES = ("twelve-stage", "lean", "five-step")


@pytest.fixture(params=NAMES)
def shipped(request: pytest.FixtureRequest) -> str:
    """Each shipped playbook in turn."""
    return (FOLDER / f"{request.param}.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def twelve() -> str:
    return (FOLDER / "twelve-stage.toml").read_text(encoding="utf-8")
