"""Who wants to be left alone, by keys: warned of before dialling, put on the list, taken off, erased for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from app.clock import HOUR
from app.models.vocabulary import ActivityKind, BarKind, BarReason, Role, StageKind
from app.services.call_desk import call_desk
from app.services.calls import LogContact
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bar_typed
from app.services.do_not_contact_view import BarState, BarWhere, bar_rows, bars_on
from app.services.erasing_view import is_erased, receipts
from app.services.founding import new_member
from app.views.call_desk_page import CallDeskPage
from app.views.i18n import Language, Languages
from app.views.leads_page import LeadsPage
from app.views.privacy.receipt import receipt_pdf
from app.views.privacy_page import PrivacyPage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.views.live import CTRL, KEY, SHIFT, Live, live_window

type Show = Callable[..., Live]
PHONE = "+8613912345678"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def dialled() -> list[str]:
    return []


@pytest.fixture
def show(
    qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages, dialled: list[str]
) -> Iterator[Show]:
    """Open one of the pages; the call desk on a lead."""
    pages = {
        "call": lambda s: CallDeskPage(s, me=desk.workspace.member_id, dial=dialled.append),
        "leads": lambda s: LeadsPage(s, desk.workspace.member_id),
        "privacy": lambda s: PrivacyPage(s, desk.workspace.member_id),
    }
    with ExitStack() as stack:

        def made(key: str, target: object = None, **more: object) -> Live:
            def page(surroundings: Surroundings) -> object:
                return pages[key](surroundings)

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, **more))  # type: ignore[arg-type]
            if target is not None:
                live.window.go("page", target)
                live.settle()
            return live

        yield made


def _mine(desk: Desk, **fields: object) -> UUID:
    given = {"company": "Acme", "contact_name": "Anna Li", "phone": PHONE} | fields
    return a_lead(desk.workspace, owner_id=desk.members[Role.SDR], **given)


def _forbid(desk: Desk, text: str = PHONE) -> None:
    bar = bar_typed(BarKind.PHONE, text)
    assert bar is not None
    desk.workspace.execute(ForbidContact(entries=(bar,), reason=BarReason.ASKED, asked_by="Ms Li"))


# Before a call -----------------------------------------------------------------------------------------------------


def test_nothing_stands_between_the_key_and_the_call_where_nothing_is_wrong(
    show: Show, desk: Desk, dialled: list[str]
) -> None:
    """D dials at once."""
    live = show("call", _mine(desk))
    live.press(KEY.Key_D)

    assert dialled == [f"tel:{PHONE}"]


@pytest.mark.parametrize("language", list(Language))
def test_what_should_be_known_is_said_and_the_same_key_goes_on(
    show: Show, desk: Desk, dialled: list[str], language: Language
) -> None:
    """A colleague, the evening there: D says it, Escape leaves it, D twice dials."""
    lead_id = _mine(desk)
    colleague = new_member(name="Lin Yue", login="lin", role=Role.TEAM_LEAD)
    desk.workspace.execute(colleague, as_member=desk.members[Role.ADMIN])
    message = LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.MESSAGE, is_connected=False, words="",
        next_at=desk.clock() + 90 * HOUR,
    )  # fmt: skip
    desk.workspace.execute(message, as_member=colleague.member_id)
    desk.clock.forward(hours=10)
    live = show("call", lead_id, language=language)
    live.press(KEY.Key_D)

    assert dialled == []
    assert live.sees("Lin Yue")
    assert live.sees("20:00")
    assert live.nameless() == []
    live.press(KEY.Key_Escape)
    assert dialled == []
    live.press(KEY.Key_D, KEY.Key_D)
    assert dialled == [f"tel:{PHONE}"]


def test_whoever_is_on_the_list_cannot_be_dialled(show: Show, desk: Desk, dialled: list[str]) -> None:
    """The desk says so, who noted it, and D does nothing; N goes on."""
    lead_id = _mine(desk)
    _forbid(desk)
    live = show("call", lead_id)
    live.press(KEY.Key_D)

    assert dialled == []
    assert live.sees("On the do-not-contact list")
    assert live.sees("They asked for it")


def test_at_the_end_of_a_call_one_key_puts_them_on_the_list(show: Show, desk: Desk) -> None:
    """Refused contact, Z, end: on the list, the lead closed for that reason, nothing else to be asked."""
    lead_id = _mine(desk)
    live = show("call", lead_id)
    live.press(KEY.Key_D, KEY.Key_E)
    assert not live.sees("Never contact again")
    live.press(KEY.Key_6)
    assert live.sees("Never contact again")
    live.press(KEY.Key_Z)
    live.press(KEY.Key_Return, held=CTRL)

    assert {bar.kind for bar in desk.workspace.read(lambda db: bars_on(db, lead_id))} == {
        BarKind.PHONE, BarKind.CONTACT,
    }  # fmt: skip
    now = desk.clock()
    after = desk.workspace.read(call_desk(lead_id, desk.members[Role.SDR], now=now, next_monday_at=now))
    assert after is not None
    assert (after.call, after.stage.kind) == (None, StageKind.NURTURE)
    assert len(live.toasts()) == 1


# The list ----------------------------------------------------------------------------------------------------------


def test_from_the_list_of_leads_a_company_is_put_on_the_list(show: Show, desk: Desk) -> None:
    """Z asks person or company; a number key sends."""
    lead_id = _mine(desk)
    live = show("leads")
    live.press(KEY.Key_Z)
    assert live.sees("Never contact again: Anna Li")
    assert live.nameless() == []
    live.press(KEY.Key_2)

    [bar] = desk.workspace.read(lambda db: bars_on(db, lead_id))
    assert (bar.kind, bar.shown, bar.reason) == (BarKind.COMPANY, "Acme", BarReason.ASKED)
    assert live.sees("Do not contact")
    live.press(KEY.Key_Z)
    assert any("already" in text for text in live.toasts())


def test_a_number_is_typed_onto_the_list_and_found_there(show: Show, desk: Desk) -> None:
    """N asks; what is no number is said to be none."""
    live = show("privacy")
    assert live.sees("Nobody asked to be left alone")
    live.press(KEY.Key_N, KEY.Key_Tab)
    live.type("12")
    live.press(KEY.Key_Return)
    assert live.sees("No such number can exist")
    live.type("3 456-78")
    live.focused().clear()  # type: ignore[attr-defined]
    live.type("+86 139 1234 5678")
    live.press(KEY.Key_Return)

    [row] = desk.workspace.read(bar_rows(BarWhere()))
    assert row.shown == PHONE
    assert live.sees("+86 139 1234 5678")
    assert live.nameless() == []


def test_a_team_lead_takes_off_with_a_reason(show: Show, desk: Desk) -> None:
    """X asks why; an SDR is not offered it."""
    _forbid(desk)
    live = show("privacy")
    live.press(KEY.Key_X)
    assert not live.sees("Take off")
    live.wear(Role.TEAM_LEAD)
    live.press(KEY.Key_X)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Write why")
    live.type("they wrote to us")
    live.press(KEY.Key_Return, held=CTRL)

    [row] = desk.workspace.read(bar_rows(BarWhere(state=BarState.LIFTED)))
    assert row.lifted_words == "they wrote to us"
    live.press(KEY.Key_2)
    assert live.sees("+86 139 1234 5678")


# Erasing -----------------------------------------------------------------------------------------------------------


def test_a_person_is_erased_after_their_name_was_typed(show: Show, desk: Desk, tmp_path: Path) -> None:
    """Shift+Z shows what goes; without who asked and the name nothing does; then nothing of them is left."""
    desk.wear(Role.TEAM_LEAD)
    lead_id = _mine(desk, contact_name="Zebulon Quxfield")
    live = show("leads")
    live.press(KEY.Key_Z, held=SHIFT)
    assert live.sees("This cannot be undone")
    assert live.sees("Zebulon Quxfield")
    assert live.nameless() == []
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Write who asked")
    live.type("case 118")
    live.press(KEY.Key_Tab)
    live.type("Zebulon")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("This is not what is written above")
    live.type(" quxfield")
    live.press(KEY.Key_Return, held=CTRL)

    assert desk.workspace.read(lambda db: is_erased(db, lead_id))
    assert not live.sees("Quxfield")
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"quxfield" not in held.lower()
    [receipt] = desk.workspace.read(receipts())
    assert receipt.asked_by == "case 118"
    assert receipt_pdf(receipt).startswith(b"%PDF")


def test_an_sdr_is_not_offered_to_erase(show: Show, desk: Desk) -> None:
    _mine(desk)
    live = show("leads")
    live.press(KEY.Key_Z, held=SHIFT)

    assert not live.sees("This cannot be undone")
