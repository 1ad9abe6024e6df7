"""The revisions and the models tell the same schema."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from app.errors import Unavailable
from app.services.kernel import schema
from app.services.kernel.database import Database
from app.services.kernel.driver import peek
from app.services.kernel.migrations.upgrade import bring_up_to_date
from app.services.kernel.migrations.versions import UPGRADES

type Schema = dict[str, Any]


def test_every_revision_has_its_number() -> None:
    """The number in the header counts the revisions."""
    assert len(UPGRADES) == schema.VERSION


def test_migrating_from_nothing_gives_what_the_models_say(tmp_path: Path) -> None:
    """Table by table, column by column, index by index, trigger by trigger."""
    made, migrated = _made(tmp_path / "made.db"), _migrated(tmp_path / "migrated.db")

    differences = [
        f"{name}: the models say {made.get(name)}, the revisions {migrated.get(name)}"
        for name in sorted({*made, *migrated})
        if made.get(name) != migrated.get(name)
    ]
    assert differences == [], (
        "app/models and the revisions differ; while nothing is released run "
        "`python -m app.services.kernel.migrations.regenerate`, else write the next revision:\n"
        + "\n".join(differences)
    )


def test_a_migrated_file_says_so(tmp_path: Path) -> None:
    """After an upgrade the header has the newest number, so the next opening imports no alembic."""
    _migrated(tmp_path / "a.db")

    with closing(peek(tmp_path / "a.db")) as raw:
        assert schema.found_version(raw, tmp_path / "a.db") == schema.VERSION


def test_an_upgrade_makes_what_is_derived_anew(tmp_path: Path) -> None:
    """Triggers and text indexes of an older program are replaced; the rest is left alone."""
    with closing(Database(tmp_path / "a.db")) as database:
        with database.altering() as db:
            schema.create_all(db)
            before = _described(db)
            db.exec_driver_sql("CREATE TRIGGER index_old AFTER INSERT ON tag BEGIN SELECT 1; END")
            bring_up_to_date(db, found=schema.VERSION)
        with database.read() as db:
            after = _described(db)

    assert after == before


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """Schema changes are part of the transaction, the number in the header too."""
    with closing(Database(tmp_path / "a.db")) as database:
        with pytest.raises(ZeroDivisionError):
            _fail_within(database)
        with database.read() as db:
            version = db.exec_driver_sql("PRAGMA user_version").scalar_one()
            tables = db.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()

    assert (version, tables) == (0, 0)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (f"application_id = {schema.APPLICATION_ID}; PRAGMA user_version = 99", "database_newer"),
        ("user_version = 1", "database_foreign"),
    ],
)
def test_a_file_of_another_program_is_refused(tmp_path: Path, header: str, code: str) -> None:
    """A later Decile or another program wrote it: said, and not touched."""
    with closing(Database(tmp_path / "a.db")) as database:
        raw = database.raw()
        raw.executescript(f"CREATE TABLE t(a); PRAGMA {header}")
        raw.close()

    with closing(peek(tmp_path / "a.db")) as raw, pytest.raises(Unavailable) as refusal:
        schema.found_version(raw, tmp_path / "a.db")
    assert refusal.value.code == code


def _fail_within(database: Database) -> None:
    with database.altering() as db:
        schema.create_all(db)
        raise ZeroDivisionError


def _made(path: Path) -> Schema:
    with closing(Database(path)) as database:
        with database.altering() as db:
            schema.create_all(db)
        with database.read() as db:
            return _described(db)


def _migrated(path: Path) -> Schema:
    with closing(Database(path)) as database:
        with database.altering() as db:
            bring_up_to_date(db, found=0)
        with database.read() as db:
            return _described(db)


def _described(db: Connection) -> Schema:
    """Describe tables by their columns and indexes, whatever the text of the statement that made them."""
    rows = db.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").all()
    found: Schema = {}
    for kind, name, table, sql in rows:
        if kind == "table":
            for column in db.exec_driver_sql(f'PRAGMA table_xinfo("{name}")').all():
                found[f"column {name}.{column[1]}"] = tuple(column[2:])
            found[f"options {name}"] = db.exec_driver_sql(
                f"SELECT wr, strict, type FROM pragma_table_list WHERE name = '{name}'"
            ).one()
        elif kind == "index":
            parts = db.exec_driver_sql(f'PRAGMA index_xinfo("{name}")').all()
            listed = db.exec_driver_sql(
                f"SELECT \"unique\", origin, partial FROM pragma_index_list('{table}') WHERE name = '{name}'"
            ).one()
            found[f"index {name}"] = (
                table,
                tuple(listed),
                tuple(tuple(part[2:]) for part in parts),
                (sql or "").split(" WHERE ")[1:],
            )
        else:
            found[f"{kind} {name}"] = sql
    return found
