"""What the shared database did not take, by keyboard; and the light that leads there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.clock import HOUR, MINUTE
from app.models.activity import Activity, FollowUp
from app.models.deals import HelpRequest
from app.models.handover import Handover
from app.models.vocabulary import ActivityKind, FollowUpWhy, Outcome, Role
from app.services.calls import EndCall, LogContact
from app.services.catalogue import COMMANDS
from app.services.follow_ups import SetFollowUp
from app.services.handover import RefuseHandover
from app.services.holding import ClaimLeads
from app.services.shared.sealed_stores import DAMAGED, MISSING, REFUSED, UNREACHABLE
from app.services.sync.away import note_seen
from app.services.sync.status import SyncState, SyncStatus
from app.services.sync.troubles import _BY_CLASS, _BY_STATE, ASKS_A_PERSON
from app.services.tagging import TagLeads
from app.views.i18n import Language, Languages
from app.views.page_spec import PageSpec
from app.views.surroundings import Surroundings
from app.views.sync.away_keeper import AwayKeeper
from app.views.sync.command_words import FIELDS, HIDDEN, KINDS
from app.views.sync.status_words import RECORDINGS, WHYS, short_text
from app.views.sync_page import SyncPage
from app.views.trouble_sentences import TROUBLES
from tests.builders import Desk, open_desk
from tests.handovers import a_handover
from tests.leads import a_lead
from tests.stories import refuse, row, rows
from tests.untaken import state_of, waits, was_refused
from tests.views.live import CTRL, KEY, SHIFT, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(**more: Any) -> Live:
            went: list[tuple[str, object]] = []

            def page(surroundings: Surroundings) -> SyncPage:
                page = SyncPage(surroundings, desk.workspace.member_id)
                page.lead_opened.connect(lambda lead_id: went.append(("lead", lead_id)))
                return page

            spec = PageSpec("sync", lambda: "Sync", "inbox", page)
            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, [spec], **more))
            live.went = went
            return live

        yield made


@pytest.fixture
def acme(desk: Desk) -> UUID:
    """A lead of the person at the desk."""
    return a_lead(desk.workspace, owner_id=desk.workspace.member_id, company="Acme")


def a_note(lead_id: UUID, words: str) -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False, words=words
    )


def test_every_command_has_its_words() -> None:
    """What it does, and what each field a person may fill in is called."""
    kinds = {cls.kind for cls in COMMANDS}
    names = {part.name for cls in COMMANDS for part in cls.shape().parts}

    assert kinds - set(KINDS) == set()
    assert names - set(FIELDS) - HIDDEN == set()


def test_a_refused_command_is_told_with_everything_that_was_typed(desk: Desk, acme: UUID, show: Open) -> None:
    """What was done, to whom, why not, and every word."""
    desk.clock.tick()
    was_refused(
        desk,
        EndCall(
            activity_id=uuid4(), outcome=Outcome.CONNECTED, words="They decide in March", next_at=desk.clock() + HOUR,
            next_why=FollowUpWhy.CALL_BACK, next_words="ask for Ann",
        ),
        "call_ended",
    )  # fmt: skip
    was_refused(desk, ClaimLeads(lead_ids=(acme,)), "already_owned")
    live = show()

    assert live.sees("Claim from the pool")
    assert live.sees("Acme")
    assert live.sees("One of these leads has an owner already")
    live.press(KEY.Key_J)
    for said in (
        "End a call",
        "connected",
        "They decide in March",
        "Call back",
        "ask for Ann",
        "This call has ended",
    ):
        assert live.sees(said), said
    assert live.nameless() == []


def test_a_refusal_becomes_a_note_on_its_lead(desk: Desk, acme: UUID, show: Open) -> None:
    """N keeps everything that was typed where the next owner reads it."""
    cmd_id = was_refused(
        desk, SetFollowUp(lead_id=acme, due_at=desk.clock() + HOUR, why=FollowUpWhy.NEXT_STEP, words="send the offer"),
        "not_yours",
    )  # fmt: skip
    live = show()
    live.press(KEY.Key_N)

    (words,) = [row.words for row in rows(desk, Activity) if row.kind == ActivityKind.NOTE]
    assert "send the offer" in words
    assert state_of(desk, cmd_id) == "resent"
    assert live.sees("Nothing needs you")


def test_the_team_lead_is_asked_and_finds_it_among_their_follow_ups(
    desk: Desk, acme: UUID, show: Open
) -> None:
    """A, the question, Ctrl+Enter; everything that was typed goes with it, and the refusal stays."""
    cmd_id = was_refused(desk, a_note(acme, "Spoke with Ann on Monday"), "not_yours")
    live = show()
    live.press(KEY.Key_A)
    live.type("May I have it back?")
    live.press(KEY.Key_Return, held=CTRL)

    (asked,) = rows(desk, HelpRequest)
    assert asked.asked_id == desk.members[Role.TEAM_LEAD]
    assert "May I have it back?" in asked.words
    assert "Spoke with Ann on Monday" in asked.words
    assert state_of(desk, cmd_id) == "refused"
    promised = [one for one in rows(desk, FollowUp) if one.owner_id == desk.members[Role.TEAM_LEAD]]
    assert [(one.lead_id, one.why) for one in promised] == [(acme, FollowUpWhy.HELP)]
    assert live.toasts() == ["Asked"]


def test_it_is_given_again_and_stays_where_it_cannot_be(desk: Desk, acme: UUID, show: Open) -> None:
    """T gives it once more; what is refused here too stays with its sentence."""
    tagged = was_refused(desk, TagLeads(lead_ids=(acme,), tag="vip"), "not_yours")
    live = show()
    live.press(KEY.Key_T)

    assert state_of(desk, tagged) == "resent"

    claimed = was_refused(desk, ClaimLeads(lead_ids=(acme,)), "already_owned")
    live.press(KEY.Key_F5)
    live.press(KEY.Key_T)

    assert state_of(desk, claimed) == "refused"
    assert any("has an owner already" in said for said in live.toasts())


def test_it_is_let_go_of_and_brought_back(desk: Desk, acme: UUID, show: Open) -> None:
    """X, and Ctrl+Z while one is still sorry."""
    cmd_id = was_refused(desk, ClaimLeads(lead_ids=(acme,)), "already_owned")
    live = show()
    live.press(KEY.Key_X)

    assert state_of(desk, cmd_id) == "dismissed"
    live.press(KEY.Key_Z, held=CTRL)
    assert live.sees("Claim from the pool")


def test_it_is_copied_and_its_lead_opened(desk: Desk, acme: UUID, show: Open) -> None:
    """C puts all of it on the clipboard, L opens the lead."""
    was_refused(
        desk,
        RefuseHandover(handover_id=uuid4(), reason="no_need", words="Never asked", marked=()),
        "already_decided",
    )
    was_refused(desk, a_note(acme, "Wrote to Ann"), "not_yours")
    live = show()
    live.press(KEY.Key_C, KEY.Key_L)

    said = QGuiApplication.clipboard().text()
    assert "Acme" in said
    assert "Wrote to Ann" in said
    assert live.went == [("lead", acme)]


def test_what_waits_says_who_decides(desk: Desk, acme: UUID, show: Open) -> None:
    """A fact is kept for sure, a decision is the shared database's."""
    waits(desk, ClaimLeads(lead_ids=(acme,)))
    waits(desk, a_note(acme, "Spoke with Ann"))
    live = show()
    live.press(KEY.Key_2)

    assert live.sees("Decided when connected")
    assert live.sees("Recorded as soon as it is sent")
    assert not live.sees("Let go of it")


def test_the_light_says_how_it_stands_and_leads_on(desk: Desk, acme: UUID, show: Open) -> None:
    """Told from the engine, shown without a dialog; its key opens its panel, N what needs one."""
    was_refused(desk, ClaimLeads(lead_ids=(acme,)), "already_owned")
    live = show()
    light, sync = live.window.top.sync, live.window.sync
    assert light.isHidden()

    sync.tell(SyncStatus(SyncState.OFFLINE, waiting=3, since=desk.clock() - 5 * MINUTE, why="not_reachable"))
    live.settle()
    assert "Offline since" in light.text()
    assert "3 waiting" in light.text()
    assert live.window.isActiveWindow()

    sync.tell(SyncStatus(SyncState.NEEDS_YOU, refused=1))
    live.settle()
    assert light.text().strip() == "1 needs you"
    live.press(KEY.Key_2)
    live.press(KEY.Key_Y, held=CTRL | SHIFT)
    assert live.window.sync_panel.isVisible()
    live.press(KEY.Key_N)
    assert not live.window.sync_panel.isVisible()
    assert live.sees("Claim from the pool")

    sync.tell(None)
    live.settle()
    assert light.isHidden()


def test_an_exchange_is_asked_for(desk: Desk, show: Open, qtbot: QtBot) -> None:
    """R in the panel wakes the engine."""
    live = show()
    live.window.sync.tell(SyncStatus(SyncState.UP_TO_DATE))
    live.settle()
    live.press(KEY.Key_Y, held=CTRL | SHIFT)
    with qtbot.waitSignal(live.window.sync.wake_asked):
        live.press(KEY.Key_R)


def test_whatever_keeps_the_exchange_from_going_on_has_a_sentence() -> None:
    """Every code the engine gives."""
    codes = {*ASKS_A_PERSON, *_BY_STATE.values(), *_BY_CLASS.values(), "silent", "disk", "locked"}

    assert codes - set(WHYS) - set(TROUBLES) == set()


def test_what_keeps_recordings_has_a_sentence_and_nothing_else_changes(show: Open) -> None:
    """The light stays as it is; its panel says what is wrong."""
    live = show()
    for code in (UNREACHABLE, REFUSED, MISSING, DAMAGED, "recordings_disk"):
        live.window.sync.tell(SyncStatus(SyncState.UP_TO_DATE, recordings=code))
        live.settle()
        live.press(KEY.Key_Y, held=CTRL | SHIFT)

        assert live.window.top.sync.text().strip() == "Up to date"
        in_sight = [one.text() for one in live.window.sync_panel.findChildren(QLabel) if one.isVisible()]
        assert RECORDINGS[code]() in in_sight
        live.press(KEY.Key_Escape)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", SyncState)
def test_every_state_has_words(languages: Languages, language: Language, state: SyncState) -> None:
    """In both languages, figures and all."""
    languages.speak(language)

    said = short_text(SyncStatus(state, waiting=2, refused=1, since=0, done=3, total=7), HOUR)
    assert said
    assert "%" not in said.replace("42 %", "").replace("42%", "")
    assert all(why() for why in WHYS.values())


def test_what_others_did_meanwhile_is_one_screen(desk: Desk, show: Open) -> None:
    """After a night: decisions on my hand-overs, leads given to me, my refusals; a lead opens from there."""
    me, began = desk.workspace.member_id, desk.clock()
    desk.workspace.keep(note_seen(began))
    handover_id = a_handover(desk)
    lead_id = row(desk, Handover, handover_id).lead_id
    was_refused(desk, ClaimLeads(lead_ids=(lead_id,)), "already_owned")
    live = show()
    sync = live.window.sync
    keeper = AwayKeeper(
        live.window.surroundings.background, sync, live.window.toasts, lambda: me, desk.clock, live.window
    )
    desk.clock.forward(hours=15)
    desk.wear(Role.REP)
    desk.workspace.execute(refuse(handover_id))
    desk.wear(Role.SDR)
    with desk.database.write() as db:
        db.exec_driver_sql("update outbox set judged_at = ? where state = 'refused'", (desk.clock(),))
    sync.tell(SyncStatus(SyncState.UP_TO_DATE, seen_at=desk.clock.tick()))
    live.settle()

    assert any("While you were away" in said for said in live.toasts())
    assert live.window.isActiveWindow()
    live.press(KEY.Key_Y, held=CTRL | SHIFT)
    live.press(KEY.Key_A)
    assert live.sees("Your hand-over was refused")
    assert live.sees("Refused by the shared database: Claim from the pool")
    live.press(KEY.Key_L)
    assert live.went == [("lead", lead_id)]
    keeper.deleteLater()


def test_a_lunch_is_no_absence(desk: Desk) -> None:
    """An hour without news is not told about."""
    desk.workspace.keep(note_seen(desk.clock()))
    desk.clock.forward(hours=1)

    assert desk.workspace.keep(note_seen(desk.clock())) is None
    desk.clock.forward(hours=9)
    assert desk.workspace.keep(note_seen(desk.clock())) is not None


def test_an_unknown_command_is_shown_as_it_was_sent(desk: Desk, show: Open) -> None:
    """A newer program's command, after going back to an older one."""
    cmd_id = was_refused(desk, TagLeads(lead_ids=(uuid4(),), tag="later"), "unsupported")
    with desk.database.write() as db:
        db.exec_driver_sql("update outbox set kind = 'lead.paint' where cmd_id = ?", (cmd_id.hex,))
    live = show()

    assert live.sees("lead.paint")
    assert live.sees('"later"')
    assert not live.sees("Try again")


def test_roles_all_come_here(desk: Desk, acme: UUID, show: Open) -> None:
    """Whoever typed something finds it, whatever their work."""
    desk.wear(Role.REP)
    was_refused(desk, a_note(acme, "As a rep"), "not_yours")

    assert show().sees("As a rep")


def test_arguments_are_told_by_their_names() -> None:
    """No field is shown by its name on the wire."""
    assert not [name for name in FIELDS if FIELDS[name]() == name]
    assert msgspec.json.encode(sorted(HIDDEN & set(FIELDS))) == b"[]"
