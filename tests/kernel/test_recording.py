"""Nobody declares what changed: triggers see it, and can put it back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, delete, insert, update

from app.models.activity import FollowUp
from app.models.base import Shared
from app.models.leads import Lead, Tag
from app.models.playbook import Channel
from app.models.tables import shared_classes
from app.models.vocabulary import Topic
from app.services.kernel import recording, schema
from app.services.kernel.changes import Changes
from app.services.kernel.database import Database
from tests.kernel.solo import Snapshot, alone
from tests.parity.history import History

_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A smaller seed is no simpler history."""


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Connection]:
    """The writing connection of an empty database, before-images kept for entry 1."""
    database = Database(tmp_path / "decile.db", keep_images=True)
    with database.altering() as db:
        schema.create_all(db)
    with database.write() as db:
        recording.begin(db, 1)
        yield db
    database.close()


def _images(db: Connection) -> list[tuple[Any, ...]]:
    return [
        tuple(row) for row in db.exec_driver_sql("SELECT table_name, image FROM before_image ORDER BY id")
    ]


def test_an_insert_an_update_and_a_delete_are_seen(writing: Connection) -> None:
    """Whatever Core writes, the row's topic and lead are told."""
    lead = uuid4()
    for statement in (
        insert(Tag).values(lead_id=lead, tag="vip"),
        update(Tag).where(Tag.lead_id == lead).values(batch_id=uuid4()),
        delete(Tag).where(Tag.lead_id == lead),
    ):
        recording.begin(writing, None)
        writing.execute(statement)

        assert recording.recorded(writing) == Changes({Topic.LEADS: frozenset({lead})})


def test_a_statement_over_many_rows_tells_them_all(writing: Connection) -> None:
    """One update of fifty rows touches fifty leads."""
    leads = [uuid4() for _ in range(50)]
    writing.execute(insert(Tag), [{"lead_id": lead, "tag": "vip"} for lead in leads])
    recording.begin(writing, None)
    writing.execute(update(Tag).values(batch_id=uuid4()))

    assert recording.recorded(writing).ids[Topic.LEADS] == frozenset(leads)


def test_a_row_that_moves_to_another_lead_touches_both(writing: Connection) -> None:
    """Who showed the old lead must look again too."""
    old, new = uuid4(), uuid4()
    writing.execute(insert(Tag).values(lead_id=old, tag="vip"))
    recording.begin(writing, None)
    writing.execute(update(Tag).values(lead_id=new))

    assert recording.recorded(writing).ids[Topic.LEADS] == {old, new}


def test_a_table_without_ids_tells_its_topic(writing: Connection) -> None:
    """Whoever shows the playbook reads it again as a whole."""
    recording.begin(writing, None)
    writing.execute(insert(Channel).values(key="seo", title_zh="", title_en=""))

    assert recording.recorded(writing) == Changes({Topic.PLAYBOOK: frozenset()})


def test_nothing_written_is_nothing_told(writing: Connection) -> None:
    """An update that meets no row is no change."""
    recording.begin(writing, None)
    writing.execute(update(Tag).values(tag="x"))

    assert recording.recorded(writing) == Changes({})


def test_only_the_first_image_of_a_row_is_kept(writing: Connection) -> None:
    """What counts is how it stood before the command, not between two of its effects."""
    lead = uuid4()
    recording.begin(writing, None)
    writing.execute(insert(Channel).values(key="seo", title_zh="一", title_en="1"))
    recording.begin(writing, 2)
    writing.execute(update(Channel).values(title_zh="二"))
    writing.execute(update(Channel).values(title_zh="三"))
    writing.execute(delete(Channel))
    writing.execute(insert(Tag).values(lead_id=lead, tag="new"))
    writing.execute(update(Tag).values(batch_id=uuid4()))

    (channel, before), (tag, none) = _images(writing)
    assert (channel, tag, none) == ("channel", "tag", None)
    assert '"title_zh":"一"' in before


@pytest.mark.parametrize("cls", shared_classes(), ids=lambda cls: cls.__tablename__)
def test_every_shared_table_is_watched(cls: type[Shared], writing: Connection) -> None:
    """A new table is recorded without anybody thinking of it."""
    table = cls.__table__
    assert isinstance(table, Table)
    recording.begin(writing, 1)
    writing.execute(insert(cls).values(**{column.name: _filler(column) for column in table.columns}))

    told = recording.recorded(writing)
    assert cls.topic in told.ids
    assert _images(writing) == [(table.name, None)]
    if cls.told_by:
        assert told.ids[cls.topic] == {UUID(int=5)}


def _filler(column: Any) -> Any:
    return {"BIGINT": 1, "TEXT": "x", "BOOLEAN": True}.get(str(column.type), UUID(int=5))


def test_effects_never_rename_a_row() -> None:
    """A changed primary key would leave the new row behind when images are put back."""
    from app.services.catalogue import COMMANDS  # noqa: PLC0415 - only this test looks at commands

    for cls in COMMANDS:
        for effect in cls.effects():
            if effect.statement.is_update:
                table = effect.statement.table  # type: ignore[attr-defined]
                written = {getattr(column, "name", column) for column in effect.statement._values or {}}
                assert not written & {column.name for column in table.primary_key}, (cls.kind, table.name)


@settings(max_examples=4, deadline=None, phases=_NO_SHRINKING)
@given(seed=st.integers(0, 2**32), places=st.lists(st.integers(0, 10**6), min_size=2, max_size=4))
def test_putting_all_images_back_restores_every_table_exactly(seed: int, places: list[int]) -> None:
    """A desk that shares its database lays its unsettled commands down anew after each pull."""
    with tempfile.TemporaryDirectory() as folder, alone(Path(folder)) as solo:
        history = History(solo, seed, goal=3)
        snapshots: list[tuple[int, Snapshot]] = [(0, solo.snapshot())]
        marks = sorted(place % 200 for place in places)
        for step in range(200):
            if step in marks:
                snapshots.append((solo.seqs[-1] + 1 if solo.seqs else 0, solo.snapshot()))
            history.step()

        for seq, before in reversed(snapshots[1:]):
            solo.rewind(seq)
            assert solo.snapshot() == before


@settings(max_examples=2, deadline=None, phases=_NO_SHRINKING)
@given(seed=st.integers(0, 2**32))
def test_every_row_a_command_changes_is_told(seed: int) -> None:
    """What differs between before and after is among what the triggers heard."""
    with tempfile.TemporaryDirectory() as folder, alone(Path(folder)) as solo:
        history = History(solo, seed, goal=2)
        for _ in range(60):
            before, given_before = solo.snapshot(), len(solo.told)
            history.step()
            heard = _merged(solo.told[given_before:])
            after = solo.snapshot()
            for cls in shared_classes():
                changed = set(before[cls.__tablename__]) ^ set(after[cls.__tablename__])
                _all_heard(cls, changed, heard)


def _merged(told: list[Changes]) -> dict[Topic, set[UUID]]:
    merged: dict[Topic, set[UUID]] = {}
    for changes in told:
        for topic, ids in changes.ids.items():
            merged.setdefault(topic, set()).update(ids)
    return merged


def _all_heard(cls: type[Shared], changed: set[tuple[Any, ...]], heard: dict[Topic, set[UUID]]) -> None:
    if not changed:
        return
    assert cls.topic in heard
    if cls.told_by:
        place = [column.name for column in cls.__table__.columns].index(cls.told_by)
        ids = {UUID(hex=row[place]) for row in changed if row[place] is not None}
        assert ids <= heard[cls.topic]


def test_the_lead_a_member_looks_at_is_told_by_its_own_id() -> None:
    """Rows of a lead are told by the lead, whatever table they stand in."""
    assert (Lead.told_by, FollowUp.told_by) == ("id", "lead_id")
