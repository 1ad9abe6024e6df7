"""The duplicates page: pairs side by side, merged and kept apart by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.leads import Lead
from app.models.vocabulary import Role
from app.services.duplicates.listing import pairs_waiting
from app.views.duplicates_page import DuplicatesPage
from app.views.i18n import Language, Languages
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.leads import Sheet, a_lead, carry
from tests.views.live import CTRL, KEY, SHIFT, Live, live_window

pytestmark = pytest.mark.leaves_threads


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A workspace with two pairs that wait: one a slip of the hand, one of two companies."""
    with open_desk(tmp_path) as made:
        sheet = Sheet()
        sheet.add(company="Acme", contact_name="Ann Lee", phone="+8613800138001", region="North", title="CTO")
        sheet.add(company="Acme", contact_name="Bob Ray", phone="+8613800138001", region="South")
        sheet.add(company="Borealis", contact_name="Cy Dent", phone="+8613800138009")
        sheet.add(company="Corvid", contact_name="Di Eck", phone="+8613800138009")
        carry(made.workspace, sheet, owner_id=made.members[Role.SDR])
        yield made


@pytest.fixture
def live(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Live]:
    """The page, shown to the SDR."""
    make = partial(_page, desk)
    with live_window(qtbot, desk, tmp_path / "settings", languages, make, language=Language.EN) as made:
        made.press(KEY.Key_J)
        yield made


def _page(desk: Desk, surroundings: Surroundings) -> DuplicatesPage:
    return DuplicatesPage(surroundings, desk.workspace.member_id)


def leads(desk: Desk) -> dict[UUID, tuple[str | None, str | None]]:
    """Return contact and region of each lead."""
    asked = select(Lead.id, Lead.contact_name, Lead.region)
    return desk.workspace.read(
        lambda db: {row.id: (row.contact_name, row.region) for row in db.execute(asked)}
    )


def test_a_pair_is_merged_and_brought_back_by_keys(live: Live, desk: Desk) -> None:
    """M makes one lead of two, the next pair is there, and the toast's key takes it back."""
    before = leads(desk)
    live.press(KEY.Key_K)
    assert live.sees("They share: same phone")
    assert live.sees("≠ Region")

    live.press(KEY.Key_M)

    assert len(leads(desk)) == 3
    assert live.toasts()[-1].startswith("Merged: Acme")
    assert live.sees("Borealis")

    live.press(KEY.Key_Z, held=CTRL)

    assert leads(desk) == before
    assert live.toasts()[-1] == "Both records are back"


def test_the_other_value_is_chosen_by_keys(live: Live, desk: Desk) -> None:
    """Tab reaches the first field that differs, an arrow takes the other record's value."""
    live.press(KEY.Key_K)
    choices = live.page.findChild(DuplicatesPage) or live.page
    assert isinstance(choices, DuplicatesPage)
    for _ in range(12):
        if live.focused() in choices.panel.fields.choices():
            break
        live.press(KEY.Key_Tab)
    name = live.focused().accessibleName().partition(":")[0]
    live.press(KEY.Key_Right)
    chosen = live.focused().accessibleName()
    live.press(KEY.Key_M)

    assert chosen.startswith(name)
    values = {value for lead in leads(desk).values() for value in lead}
    assert chosen.partition(": ")[2] in values


def test_the_record_that_stays_can_be_the_other_one(live: Live, desk: Desk) -> None:
    """S lets the other record stay, with its values."""
    live.press(KEY.Key_K)
    page = live.page
    assert isinstance(page, DuplicatesPage)
    assert page._detail is not None
    other = page._detail.sides[1 - page._detail.stays].lead_id

    live.press(KEY.Key_S, KEY.Key_M)

    assert other in leads(desk)
    assert len(leads(desk)) == 3


def test_companies_that_differ_merge_only_where_the_button_says_so(live: Live, desk: Desk) -> None:
    """The warning stands over the button before anybody presses it."""
    live.press(KEY.Key_K, KEY.Key_J)

    assert live.sees("The two records name different companies")
    assert live.sees("Merge anyway")
    live.press(KEY.Key_M)

    assert len(leads(desk)) == 3


def test_not_the_same_is_remembered_and_can_be_thought_over(live: Live, desk: Desk) -> None:
    """N takes the pair off the list, the toast's key brings it back."""
    live.press(KEY.Key_K, KEY.Key_N)
    assert desk.workspace.read(pairs_waiting) == 1
    assert live.toasts()[-1] == "Kept apart"

    live.press(KEY.Key_Z, held=CTRL)

    assert desk.workspace.read(pairs_waiting) == 2


def test_the_whole_database_is_searched_by_a_key(live: Live, desk: Desk) -> None:
    """New pairs come into the list."""
    a_lead(desk.workspace, company="Harland Bearings", company_key="harland bearings")
    a_lead(desk.workspace, company="Harlnad Bearings", company_key="harlnad bearings")
    live.settle()

    live.press(KEY.Key_F)

    assert live.toasts()[-1] == "New pairs found: 1"
    assert live.sees("Harland Bearings")


def test_a_record_can_be_opened(live: Live) -> None:
    """Each of the two has a key."""
    live.press(KEY.Key_K)
    live.page.navigate.disconnect()
    live.page.navigate.connect(lambda page, target: live.went.append((page, target)))

    live.press(KEY.Key_1, held=SHIFT)

    assert [page for page, _ in live.went] == ["call"]


def test_everything_on_the_page_has_a_name(live: Live) -> None:
    """For a screen reader."""
    live.press(KEY.Key_K)

    assert live.nameless() == []


def test_a_merge_is_taken_back_long_after_its_toast(live: Live, desk: Desk) -> None:
    """The list of merges keeps a way back, and so does the list of pairs kept apart."""
    before = leads(desk)
    live.press(KEY.Key_K, KEY.Key_M)
    live.press(KEY.Key_N)
    assert desk.workspace.read(pairs_waiting) == 0

    live.press(KEY.Key_BracketRight)
    assert live.sees("became part of")
    live.press(KEY.Key_U)
    assert leads(desk) == before

    live.press(KEY.Key_BracketRight)
    assert live.sees("are not the same")
    live.press(KEY.Key_U)
    assert desk.workspace.read(pairs_waiting) == 2
