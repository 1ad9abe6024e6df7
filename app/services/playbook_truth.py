"""Whether a version's text says what its rows do: the rows take force, the text is what people read and sign.

Both travel in one command, and no database can read TOML. So whoever shows, signs, exports or builds on a
version asks here, and never takes the kept text by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from app.models.playbook import Playbook as PlaybookRow
from app.resources import resource
from app.services.playbook.check import load
from app.services.playbook.document import Playbook
from app.services.playbook.problems import InvalidPlaybook
from app.services.playbook.toml import dump
from app.services.playbook_adoption import TABLES
from app.services.playbook_rebuilt import rebuilt
from app.services.playbook_rows import adoption_of

UNREADABLE = "text"
"""Stands among the parts where the text is no playbook at all."""
HEADER = "playbook"
_CHOSEN = frozenset({"rehomed"})
"""What is chosen beside the text: where leads go whose stage it does not have."""

type Rows = Mapping[str, frozenset[Any]]
"""The records of a version, by the argument that brought them."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a version says.

    Attributes:
        version: Its number.
        playbook: What its rows say; what the rules do not read is taken from the text.
        text: The text kept with it, where it says the same; else one written from the rows.
        strayed: The parts in which the kept text says something else; empty is as it should be.
    """

    version: int
    playbook: Playbook
    text: str
    strayed: tuple[str, ...]

    @property
    def is_proved(self) -> bool:
        """Whether the kept text says exactly what takes force."""
        return not self.strayed


def truth_of(db: Connection, version: int) -> Truth:
    """Return what a version says, and where its text would have it otherwise."""
    row = db.execute(
        select(PlaybookRow.key, PlaybookRow.title_zh, PlaybookRow.title_en, PlaybookRow.document).where(
            PlaybookRow.version == version
        )
    ).one()
    header = (row.key, row.title_zh, row.title_en)
    rows = rows_of(db, version)
    said = _read(row.document)
    strayed = (UNREADABLE,) if said is None else _strayed(said, header, rows)
    if said is not None and not strayed:
        return Truth(version, said, row.document, ())
    playbook = rebuilt(said or _before(db, version), header, rows)
    return Truth(version, playbook, dump(playbook), strayed)


def truth_in_force(db: Connection) -> Truth:
    """Return what the playbook in force says."""
    return truth_of(db, db.execute(select(PlaybookRow.version).where(PlaybookRow.is_current)).scalar_one())


def rows_of(db: Connection, version: int) -> Rows:
    """Return the rows of a version as they travelled, in no order."""
    found = {}
    for model, name, record in TABLES:
        names = [item.name for item in msgspec.structs.fields(record)]
        columns = [getattr(model, column) for column in names]
        rows = db.execute(select(*columns).where(model.version == version))
        found[name] = frozenset(msgspec.convert(dict(row), record) for row in rows.mappings())
    return found


def _strayed(said: Playbook, header: tuple[str, str, str], rows: Rows) -> tuple[str, ...]:
    adoption = adoption_of(said, "")
    parts = [HEADER] if header != (adoption.key, adoption.title_zh, adoption.title_en) else []
    parts += [
        name
        for _, name, _ in TABLES
        if name not in _CHOSEN and rows[name] != frozenset(getattr(adoption, name))
    ]
    return tuple(parts)


def _read(text: str) -> Playbook | None:
    try:
        return load(text)
    except InvalidPlaybook:
        return None


def _before(db: Connection, version: int) -> Playbook:
    """Return the latest earlier playbook whose text can be read; a shipped one where there is none."""
    texts = db.execute(
        select(PlaybookRow.document).where(PlaybookRow.version < version).order_by(PlaybookRow.version.desc())
    ).scalars()
    shipped = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
    return next(found for found in map(_read, [*texts, shipped]) if found is not None)
