"""What a joined desk says of a command before the shared database has judged it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import false, insert, update

from app.errors import RuleViolation
from app.models.activity import Activity
from app.models.leads import Tag
from app.models.vocabulary import ActivityKind
from app.services import catalogue, versions
from app.services.calls import LogContact
from app.services.kernel import sqlite_judge
from app.services.kernel.command import Command, Decision, Effect, Guard
from app.services.tagging import TagLeads
from tests.shared.team import Team
from tests.sync.desks import joined


class Guarded(Decision, frozen=True, kw_only=True):
    """Stands in for a command that only the shared database can refuse."""

    kind = "test.guarded"
    lead_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("others_are_full", false(), is_authority_only=True)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(insert(Tag).values(lead_id=cls.arg("lead_id"), tag="predicted", batch_id=None))
        yield Effect(
            insert(Tag).values(lead_id=cls.arg("lead_id"), tag="others", batch_id=None),
            is_authority_only=True,
        )


class Unforeseen(Decision, frozen=True, kw_only=True):
    """Stands in for a command whose effects meet other rows here than where all are seen."""

    kind = "test.unforeseen"
    lead_id: UUID

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(insert(Tag).values(lead_id=cls.arg("lead_id"), tag="half", batch_id=None))
        yield Effect(update(Activity).where(Activity.lead_id == cls.arg("lead_id"), false()).values(words=""))


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the two commands be in the catalogue, on this desk alone."""
    more: dict[str, type[Command]] = {cls.kind: cls for cls in (Guarded, Unforeseen)}
    monkeypatch.setattr(catalogue, "BY_KIND", catalogue.BY_KIND | more)
    yield
    sqlite_judge._compiled.cache_clear()


def test_what_only_the_shared_database_can_tell_is_left_to_it(team: Team, tmp_path: Path) -> None:
    """Neither refused by it nor written: who sees everything says so."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        command = Guarded(lead_id=team.leads["annas"])
        assert anna.desk.workspace.why_not(command) == []
        anna.desk.give(command)

        assert anna.rows("select tag from tag where tag in ('predicted', 'others')") == [("predicted",)]
        assert anna.outbox() == ["pending"]


def test_what_cannot_be_foreseen_waits_unseen(team: Team, tmp_path: Path) -> None:
    """No half of it is shown, nothing is lost, and the pull after it goes on as ever."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        anna.desk.give(Unforeseen(lead_id=team.leads["annas"]))
        anna.sync()

        assert anna.rows("select 1 from tag where tag = 'half'") == []
        assert anna.outbox() == ["held"]
        assert anna.differences() == []


def test_several_given_together_are_taken_back_each_by_itself(team: Team, tmp_path: Path) -> None:
    """One transaction, one echo; the refused one alone goes."""
    lead_id = team.leads["annas"]
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        anna.desk.workspace.execute_all(
            [TagLeads(lead_ids=(lead_id,), tag="one"), TagLeads(lead_ids=(lead_id,), tag="two")]
        )
        with pytest.raises(RuleViolation):
            anna.desk.workspace.execute_all(
                [TagLeads(lead_ids=(lead_id,), tag="three"), TagLeads(lead_ids=(uuid4(),), tag="four")]
            )
        assert anna.outbox() == ["pending", "pending"]
        anna.sync()

        assert anna.rows("select tag from tag where lead_id = ? order by tag", lead_id.hex) == [
            ("one",),
            ("two",),
        ]
        assert anna.differences() == []


def test_a_command_goes_out_in_the_version_it_was_given_in(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given before the desk was upgraded: the shared database is told which version it reads."""
    command = LogContact(
        activity_id=uuid4(), lead_id=team.leads["annas"], activity_kind=ActivityKind.NOTE, is_connected=False, words="old"
    )  # fmt: skip
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        anna.desk.give(command)
        with monkeypatch.context() as newer:
            newer.setattr(versions, "UPCASTS", {("contact.log", 1): ()})
            anna.desk.give(TagLeads(lead_ids=(team.leads["annas"],), tag="vip"))
            anna.desk.give(
                LogContact(
                    activity_id=uuid4(),
                    lead_id=team.leads["annas"],
                    activity_kind=ActivityKind.NOTE,
                    is_connected=False,
                    words="new",
                )
            )
        assert anna.rows("select version from outbox order by seq") == [(1,), (1,), (2,)]
        anna.sync()

        assert anna.outbox() == ["settled", "settled", "held"]
        assert anna.rows("select words from activity where words in ('old', 'new') order by words") == [
            ("new",),
            ("old",),
        ]
