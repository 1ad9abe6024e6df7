"""The desk on which rules are tested: every command is judged by SQLite and by PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builders import Desk
from tests.parity.twin import Stage
from tests.twin_desk import open_twin_desk


@pytest.fixture(scope="session")
def founded_twice(tmp_path_factory: pytest.TempPathFactory, fresh_database: Callable[[], str]) -> Stage:
    """A founded workspace on both sides, every command installed."""
    return Stage.build(tmp_path_factory.mktemp("founded"), fresh_database())


@pytest.fixture
def twin_desk(founded_twice: Stage, tmp_path: Path) -> Iterator[Desk]:
    """A founded desk of one person, the SDR's hat on, that has both databases judge."""
    with open_twin_desk(founded_twice, tmp_path) as opened:
        yield opened
