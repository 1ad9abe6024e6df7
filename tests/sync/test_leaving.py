"""A login that was closed: the copy goes, from the file and its log too; what was typed stays."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from uuid import uuid4

from app.models.tables import SHARED
from app.services.call_lists import SaveCallList
from app.services.joining import join
from app.services.kernel.database import Database
from app.services.profile import open_profile
from app.services.safekeeping.encryption import decrypt
from app.services.sync.leaving import empty_copy, unsent
from tests.keyrings import MemoryKeyring, memory_keyring
from tests.shared.team import Team
from tests.sync.invitations import invitation_of

__all__ = ["memory_keyring"]


def test_nothing_of_the_team_stays_but_what_was_typed_and_not_sent(
    team: Team, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """Every shared table is empty and no word of a lead is in the file; the command that waited is there still."""
    join(tmp_path, invitation_of(team, "anna"), "pw-anna")
    with closing(open_profile(tmp_path)) as opened:
        workspace = opened.workspace
        assert workspace is not None
        company = workspace.read(lambda db: db.exec_driver_sql("select company from lead").scalars().first())
        workspace.execute(
            SaveCallList(
                list_id=uuid4(), name="typed offline", expression="score > 1", sort="score", is_descending=True,
                is_shared=False,
            )
        )  # fmt: skip
        empty_copy(opened.database, tmp_path)
        assert unsent(opened.database) == 1
        assert _rows(opened.database) == 0
    with closing(open_profile(tmp_path)) as opened:
        assert opened.workspace is None
    decrypt(tmp_path)

    written = b"".join(file.read_bytes() for file in tmp_path.glob("decile.db*"))
    assert str(company).encode() not in written
    assert b"typed offline" in written


def _rows(database: Database) -> int:
    with database.read() as db:
        return sum(db.exec_driver_sql(f"select count(*) from {name}").scalar_one() for name in SHARED.tables)
