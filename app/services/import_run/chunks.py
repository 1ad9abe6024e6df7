"""Gather rows into chunks that one command can carry, and end a chunk where two of its rows could be one lead."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final
from uuid import UUID

from app.services.import_run.carried import Carried
from app.services.importing.chunk import CHUNK_ROWS, CarryRows
from app.services.importing.records import Row

_ARRAYS: Final = ("points", "customs", "tags", "domains", "milestones", "touches", "people")
_MOST: Final = dict.fromkeys(_ARRAYS, 5000) | {"customs": 30_000}
"""Records that each array of a chunk holds, as the command says."""

type _Likeness = tuple[str | None, str | None, str | None]
"""Source, id and company of a row: what forbids merging it (spec section 4)."""


class Chunk:
    """Rows waiting to be carried together."""

    def __init__(self, batch_id: UUID) -> None:
        self._batch_id = batch_id
        self._clear()

    def __len__(self) -> int:
        return len(self._rows)

    def has_room_for(self, row: Carried) -> bool:
        """Whether a row may join: there is room, and no row waiting here could turn out to be the same lead.

        Rows of one command are judged against what was there before it, so a double within a file must
        come in a later chunk to meet the lead that the earlier row made.
        """
        if len(self._rows) >= CHUNK_ROWS:
            return False
        if any(len(self._arrays[name]) + len(getattr(row, name)) > _MOST[name] for name in _ARRAYS):
            return False
        mine = _likeness(row)
        return not any(
            kind == "source_id" or _may_merge(mine, theirs)
            for kind, key in row.strong
            for theirs in self._seen.get((kind, key), ())
        )

    def add(self, row: Carried) -> None:
        """Take a row in; ask first whether there is room."""
        self._rows.append(row.row)
        for name in _ARRAYS:
            self._arrays[name].extend(getattr(row, name))
        for pair in row.strong:
            self._seen[pair].append(_likeness(row))

    def take(self) -> CarryRows:
        """Return the command that carries what waits, and begin anew."""
        arrays: dict[str, Any] = {name: tuple(records) for name, records in self._arrays.items()}
        command = CarryRows(batch_id=self._batch_id, rows=tuple(self._rows), **arrays)
        self._clear()
        return command

    def _clear(self) -> None:
        self._rows: list[Row] = []
        self._arrays: dict[str, list[object]] = {name: [] for name in _ARRAYS}
        self._seen: defaultdict[tuple[str, str], list[_Likeness]] = defaultdict(list)


def _likeness(row: Carried) -> _Likeness:
    return row.row.source, row.row.external_id, row.row.company_key


def _may_merge(one: _Likeness, other: _Likeness) -> bool:
    """Whether strong evidence would merge two rows: no two ids of one source, no two companies."""
    has_two_ids = one[0] == other[0] and None not in (one[1], other[1]) and one[1] != other[1]
    has_two_companies = None not in (one[2], other[2]) and one[2] != other[2]
    return not (has_two_ids or has_two_companies)
