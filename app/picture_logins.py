"""The people page of an administrator whose workspace is joined: the demonstration's team, as if it had a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select, update

from app.clock import DAY, HOUR, MINUTE
from app.models.people import DeskSeen, Member
from app.services.sync.status import SyncState, SyncStatus
from app.services.team_keeping import HandedOut
from app.views.main_window import MainWindow

HOST = "db.example.com"
_SEEN = (4 * MINUTE, 26 * MINUTE, 3 * HOUR, 20 * HOUR, 2 * DAY, 9 * DAY)
_LINK = (
    "decile://join?host=db.example.com&port=5432&db=team&login={login}&ca=MIIBszCCAVmgAwIBAgIUQ&once=password"
)
_NEW = {"zh": ("林晓", "lin.xiao"), "en": ("Nora Berg", "nora.berg")}


def as_team(window: MainWindow, me: UUID, _lang: str) -> None:
    """Make the desk one of a team: people were at their computers, and somebody never was."""
    now = window.surroundings.clock()

    def work(desk: Any) -> None:
        desk.keep(lambda db: _sit_down(db, now))
        desk.is_joined = True

    window.surroundings.background.carry_out(work, done=lambda _: _made_afresh(window, me))
    window.sync.tell(SyncStatus(SyncState.UP_TO_DATE, seen_at=now - MINUTE))


def alone_again(window: MainWindow, _me: UUID, _lang: str) -> None:
    """Pull the cable; the scenes that follow are of a desk that works alone."""
    now = window.surroundings.clock()
    window.sync.tell(
        SyncStatus(SyncState.OFFLINE, since=now - 2 * HOUR, why="not_reachable", seen_at=now - 2 * HOUR)
    )

    def work(desk: Any) -> None:
        desk.is_joined = False

    window.surroundings.background.carry_out(work)


def ask_operator(window: MainWindow, _me: UUID, _lang: str) -> None:
    """Ask for the operator's login."""
    _keeping(window).operator.ask(HOST)


def hand_out(window: MainWindow, _me: UUID, lang: str) -> None:
    """Show an invitation and its password."""
    name, login = _NEW[lang]
    handed = HandedOut(name, login, _LINK.format(login=login), "k7dm-qx4r-hp2w-t9nc-vb3e")
    _keeping(window).handed.show_handed(handed)


def fill_in(window: MainWindow, _me: UUID, lang: str) -> None:
    """Type somebody new into the form, with a login that is somebody's."""
    page: Any = window.page(window.page_key)
    page.keeping.add()
    form = page.keeping.person_form
    name, login = _NEW[lang]
    form.name.setText(name)
    form.login.setText(login)


def _keeping(window: MainWindow) -> Any:
    page: Any = window.page(window.page_key)
    return page.keeping


def _made_afresh(window: MainWindow, me: UUID) -> None:
    window.hat_chosen.emit(str(me))


def _sit_down(db: Connection, now: int) -> None:
    members: Sequence[UUID] = list(
        db.execute(select(Member.id).where(Member.is_active).order_by(Member.created_at, Member.id)).scalars()
    )
    for at, member_id in enumerate(members[:-1]):
        db.execute(
            insert(DeskSeen).values(
                device_id=uuid4(), member_id=member_id, at=now - _SEEN[at % len(_SEEN)], version="0.1.0",
                refused_count=2 if at == 1 else 0,
            )
        )  # fmt: skip
    db.execute(update(Member).where(Member.is_active.is_(False)).values(team=None))
