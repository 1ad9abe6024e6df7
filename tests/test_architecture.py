"""The one floor rule that import-linter cannot say: pages do not know each other, whatever their names."""

from __future__ import annotations

from itertools import permutations

import grimp
import pytest


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("app", include_external_packages=True, cache_dir=None)


def test_pages_do_not_know_each_other(imports: grimp.ImportGraph) -> None:
    """One page opens another through the shell; neither directly nor through a widget does it import it."""
    pages = [name for name in imports.find_children("app.views") if name.endswith("_page")]
    chains = [imports.find_shortest_chain(one, other) for one, other in permutations(sorted(pages), 2)]

    assert [" > ".join(chain) for chain in chains if chain] == []


def test_untyped_libraries_enter_by_one_door_each(imports: grimp.ImportGraph) -> None:
    """Values without types are given types where they enter, in one file per library."""
    doors = {
        library: sorted(name for name in imports.find_modules_that_directly_import(library) if name)
        for library in ("apscheduler", "chinese_calendar", "openpyxl", "pyqtgraph", "sqlcipher3")
        if library in imports.modules
    }

    assert {library: names for library, names in doors.items() if len(names) > 1} == {}
