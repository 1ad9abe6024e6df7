"""The team board by keys: who needs help first, the leads behind each number, giving, sending away, taking over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.vocabulary import Role
from app.pages import BOARD, LEADS, page_specs
from app.services.board import Board, board
from app.services.board_facts import BoardSelection, Number
from app.services.calls import StartCall
from app.services.holding import ClaimLeads
from app.services.lead_list import LeadsWhere, lead_page
from app.views.board_page import BoardPage
from app.views.i18n import Language, Languages
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.handovers import a_handover, a_rep
from tests.leads import Sheet, carry
from tests.services.test_handing_on import hold
from tests.stories import change, row, rows
from tests.views.live import CTRL, KEY, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(language: Language = Language.EN) -> Live:
            def page(surroundings: Surroundings) -> BoardPage:
                shown = BoardPage(surroundings, desk.workspace.member_id)
                shown.leads_asked.connect(asked.append)
                return shown

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))
            live.asked = asked  # type: ignore[attr-defined]
            return live

        asked: list[LeadsWhere] = []
        yield made


def an_sdr(desk: Desk, name: str) -> UUID:
    return a_rep(desk, name, role=Role.SDR)


def seen(desk: Desk) -> Board:
    return desk.workspace.read(board(desk.members[Role.TEAM_LEAD], desk.clock()))


def go_to(live: Live, name: str) -> None:
    live.press(KEY.Key_Home)
    for _ in range(9):
        if live.page.sdrs.current_row().member.name == name:  # type: ignore[attr-defined]
            return
        live.press(KEY.Key_J)
    raise AssertionError(name)


def test_who_needs_help_first_stands_first_and_why(show: Open, desk: Desk) -> None:
    """Leads nobody called in time come before promises overdue; who is in time comes last."""
    ann, bob, cas = (an_sdr(desk, name) for name in ("Ann", "Bob", "Cas"))
    late = hold(desk, bob, 2)
    hold(desk, ann, 1)
    desk.workspace.execute(
        StartCall(activity_id=uuid4(), lead_id=late[0], phone="+8613812345678"), as_member=bob
    )
    desk.clock.forward(minutes=50)
    hold(desk, cas, 1)
    desk.clock.forward(minutes=15)
    live = show()

    names = [one.member.name for one in seen(desk).sdrs]
    assert names.index("Ann") < names.index("Cas")
    assert live.sees("1 not called in time")
    assert live.sees("On the phone for 1 h 5 min")
    assert live.sees("Nothing presses")
    assert live.nameless() == []


def test_every_number_opens_exactly_its_leads(show: Open, desk: Desk) -> None:
    """What a key opens is as many leads as the number said, whichever number."""
    ann = an_sdr(desk, "Ann")
    held = hold(desk, ann, 3)
    desk.clock.forward(minutes=70)
    live = show()
    go_to(live, "Ann")
    live.press(KEY.Key_1, KEY.Key_8)

    asked: list[LeadsWhere] = live.asked  # type: ignore[attr-defined]
    for where in asked:
        found = desk.workspace.read(lambda db, where=where: lead_page(db, where))
        assert {one.lead_id for one in found} == set(held)
        assert where.board is not None
        assert where.board.count == len(held)
    assert [where.board.number for where in asked if where.board] == [Number.UNANSWERED, Number.HELD]
    live.press(KEY.Key_Return, KEY.Key_Down, KEY.Key_Return)
    assert [where.board.number for where in asked if where.board][2:] == [Number.MISSED]
    live.press(KEY.Key_Escape)
    assert live.focused() is live.page.sdrs.view  # type: ignore[attr-defined]
    live.press(KEY.Key_4)
    assert len(asked) == 3
    assert live.toasts() == ["None: Promises overdue"]


def test_the_count_of_every_number_is_that_of_its_leads(desk: Desk) -> None:
    """The same select counts and opens: no number can open other leads than it counted."""
    ann = an_sdr(desk, "Ann")
    hold(desk, ann, 4)
    a_handover(desk)
    desk.clock.forward(days=3)
    shown = seen(desk)

    for one in (*shown.sdrs, *shown.reps):
        for number, count in one.counts.items():
            where = LeadsWhere(board=BoardSelection(number, one.member.id, "", shown.moment))
            leads = desk.workspace.read(lambda db, where=where: lead_page(db, where))
            assert bool(leads) == bool(count), number
            assert len(leads) <= count, number


def test_leads_nobody_holds_are_given_and_taken_back(show: Open, desk: Desk) -> None:
    """A, a number, Enter; Ctrl+Z takes them back."""
    ann = an_sdr(desk, "Ann")
    hold(desk, ann, 1)
    sheet = Sheet()
    for number in range(5):
        sheet.add(company=f"N{number}", phone=f"+86139{number:08}")
    carry(desk.workspace, sheet)
    live = show()
    go_to(live, "Ann")
    live.press(KEY.Key_A)
    live.type("3")
    live.press(KEY.Key_Return)

    owned = rows(desk, Lead, Lead.owner_id == ann)
    assert len(owned) == 4
    assert live.toasts() == ["Given to Ann: 3"]
    live.press(KEY.Key_Z, held=CTRL)
    assert len(rows(desk, Lead, Lead.owner_id == ann)) == 1


def test_a_leavers_leads_are_taken_over_by_keys(show: Open, desk: Desk) -> None:
    """T shows who would get what; Ctrl+Enter does it; Ctrl+Z brings the leaver back with every lead."""
    ann, bob = an_sdr(desk, "Ann"), an_sdr(desk, "Bob")
    held = hold(desk, bob, 3)
    desk.clock.forward(minutes=70)
    live = show()
    go_to(live, "Bob")
    live.press(KEY.Key_T)
    assert live.sees("Take over from Bob")
    assert live.sees("gets 2")
    assert live.nameless() == []
    live.press(KEY.Key_Return, held=CTRL)

    assert not row(desk, Member, bob).is_active
    owners = {row(desk, Lead, lead_id).owner_id for lead_id in held}
    assert bob not in owners
    assert ann in owners
    assert live.toasts() == ["Taken over from Bob: 3"]
    live.press(KEY.Key_Z, held=CTRL)
    assert row(desk, Member, bob).is_active
    assert {row(desk, Lead, lead_id).owner_id for lead_id in held} == {bob}


def test_leads_laid_in_the_pool_come_back_too(show: Open, desk: Desk) -> None:
    """With nobody ticked all go to the pool; taking it back brings those nobody has claimed since."""
    bob = an_sdr(desk, "Bob")
    held = hold(desk, bob, 3)
    live = show()
    go_to(live, "Bob")
    live.press(KEY.Key_T)
    live.press(KEY.Key_Space)
    assert live.sees("to the pool: 3")
    live.press(KEY.Key_Return, held=CTRL)
    assert {row(desk, Lead, lead_id).owner_id for lead_id in held} == {None}
    desk.clock.forward(minutes=1)
    desk.workspace.execute(ClaimLeads(lead_ids=(held[0],)), as_member=desk.members[Role.SDR])
    live.settle()
    live.press(KEY.Key_Z, held=CTRL)

    assert row(desk, Member, bob).is_active
    assert [row(desk, Lead, lead_id).owner_id for lead_id in held] == [desk.members[Role.SDR], bob, bob]


def test_who_left_with_leads_is_told_of(show: Open, desk: Desk) -> None:
    """Retired elsewhere without a word: what they still hold has a door of its own."""
    bob = an_sdr(desk, "Bob")
    held = hold(desk, bob, 2)
    change(desk, bob, is_active=False)
    live = show()
    live.press(KEY.Key_G)

    [where] = live.asked  # type: ignore[attr-defined]
    found = desk.workspace.read(lambda db: lead_page(db, where))
    assert {one.lead_id for one in found} == set(held)


def test_a_time_away_shows_what_it_leaves_behind(show: Open, desk: Desk) -> None:
    """V, who takes over, Ctrl+Enter: what cannot wait is with them; Ctrl+Z undoes both."""
    ann, bob = an_sdr(desk, "Ann"), an_sdr(desk, "Bob")
    held = hold(desk, bob, 2)
    live = show()
    go_to(live, "Bob")
    live.press(KEY.Key_V)
    assert live.sees("Leads that cannot wait until they are back: 2")
    assert live.nameless() == []
    panel = live.page.doing.away  # type: ignore[attr-defined]
    panel.takers.first().setFocus()
    live.press(KEY.Key_Space)
    assert live.sees("gets 2")
    live.press(KEY.Key_Return, held=CTRL)

    [absence] = rows(desk, Absence, Absence.member_id == bob)
    assert absence.until_at - absence.from_at == 7 * 86_400 * 1_000_000
    assert {row(desk, Lead, lead_id).owner_id for lead_id in held} == {ann}
    live.press(KEY.Key_Z, held=CTRL)
    assert rows(desk, Absence, Absence.member_id == bob) == []
    assert {row(desk, Lead, lead_id).owner_id for lead_id in held} == {bob}


def test_a_reps_waiting_hand_overs_are_passed_on_when_they_go(show: Open, desk: Desk) -> None:
    """To whoever has the fewest; Ctrl+Z gives them back."""
    handover = a_handover(desk)
    before = row(desk, Handover, handover).rep_id
    a_rep(desk, "Marco")
    live = show()
    live.press(KEY.Key_BracketRight)
    live.press(KEY.Key_Home)
    while live.page.reps.current_row().member.id != before:  # type: ignore[attr-defined]
        live.press(KEY.Key_J)
    live.press(KEY.Key_V)
    assert live.sees("Pass the waiting hand-overs on: 1")
    live.press(KEY.Key_Return, held=CTRL)

    assert row(desk, Handover, handover).rep_id != before
    live.press(KEY.Key_Z, held=CTRL)
    assert row(desk, Handover, handover).rep_id == before


def test_a_half_day_ends_at_noon(show: Open, desk: Desk) -> None:
    """The last day away until noon: they are back in the afternoon."""
    bob = an_sdr(desk, "Bob")
    hold(desk, bob, 1)
    live = show()
    go_to(live, "Bob")
    live.press(KEY.Key_V)
    panel = live.page.doing.away  # type: ignore[attr-defined]
    panel.last.part.setFocus()
    live.press(KEY.Key_Down)
    live.press(KEY.Key_Return, held=CTRL)

    [absence] = rows(desk, Absence, Absence.member_id == bob)
    assert absence.until_at - absence.from_at == int(6.5 * 86_400) * 1_000_000


def test_the_board_is_for_who_leads_the_team(show: Open, desk: Desk) -> None:
    """Whoever gets here all the same sees nobody's numbers."""
    hold(desk, an_sdr(desk, "Ann"), 1)
    for role in (Role.SDR, Role.REP, Role.SALES_LEAD, Role.MARKETING, Role.ADMIN):
        shown = desk.workspace.read(board(desk.members[role], desk.clock()))
        assert (shown.sdrs, shown.reps, shown.nobody) == ((), (), {})
    desk.wear(Role.MARKETING)
    live = show()

    assert live.sees("This board is for whoever leads the team")
    assert not live.sees("Ann")


def test_the_window_gives_it_to_team_leads_and_its_doors_lead_to_the_leads(
    qtbot: QtBot, show: Open, desk: Desk
) -> None:
    """As the program wires it: nobody else has it in the rail, and a number opens the list of leads."""
    specs = page_specs(lambda: desk.workspace, *[lambda _: None] * 3)
    spec = next(one for one in specs if one.key == BOARD)
    made = spec.factory(show().page.surroundings)
    qtbot.addWidget(made)
    assert isinstance(made, BoardPage)
    with qtbot.waitSignal(made.navigate) as went:
        made.leads_asked.emit(LeadsWhere())

    assert went.args == [LEADS, LeadsWhere()]
    assert [role for role in Role if spec.is_for(role)] == [Role.TEAM_LEAD]


def test_it_follows_what_happens(show: Open, desk: Desk) -> None:
    """A call begun elsewhere is on the board at once, and in Chinese too."""
    ann = an_sdr(desk, "Ann")
    [lead_id] = hold(desk, ann, 1)
    live = show(Language.ZH)
    assert live.sees("今日尚未拨打")
    desk.workspace.execute(
        StartCall(activity_id=uuid4(), lead_id=lead_id, phone="+8613812345678"), as_member=ann
    )
    desk.clock.forward(minutes=2)
    live.settle()

    assert live.sees("通话中")
    assert desk.workspace.read(lambda db: db.execute(select(Lead.responded_at)).scalar()) is not None
