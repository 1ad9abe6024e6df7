"""What to know before a contact: colleagues, attempts, the hour and the day where the contact is (spec section 13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR, to_micros
from app.models.vocabulary import ActivityKind, Role
from app.services.calls import LogContact
from app.services.contact_guards import ContactGuards, contact_guards, there
from app.services.contact_place import place_of
from app.services.founding import new_member
from app.services.importing.records import WeakKey
from tests.builders import Desk, open_desk
from tests.leads import Sheet, a_lead, carry


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def colleague(desk: Desk) -> UUID:
    """Another person, a team lead, who may contact any lead."""
    command = new_member(name="Lin Yue", login="lin", role=Role.TEAM_LEAD)
    desk.workspace.execute(command, as_member=desk.members[Role.ADMIN])
    return command.member_id


def _ask(desk: Desk, lead_id: UUID) -> ContactGuards:
    found = desk.workspace.read(contact_guards(lead_id, desk.members[Role.SDR], now=desk.clock()))
    assert found is not None
    return found


def _write(desk: Desk, lead_id: UUID, by: UUID, kind: ActivityKind = ActivityKind.MESSAGE) -> None:
    command = LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=kind, is_connected=False, words="",
        next_at=desk.clock() + 9 * DAY,
    )  # fmt: skip
    desk.workspace.execute(command, as_member=by)


# Colleagues --------------------------------------------------------------------------------------------------------


def test_a_colleagues_contact_with_the_company_is_told_for_a_day(desk: Desk, colleague: UUID) -> None:
    """Who, when, with whom; by the company's normal form. One's own contacts are no news."""
    mine = a_lead(desk.workspace, owner_id=desk.members[Role.SDR], company="acme")
    other = a_lead(desk.workspace, company="acme", contact_name="Bo")
    _write(desk, other, desk.members[Role.TEAM_LEAD])
    assert _ask(desk, mine).recent is None
    _write(desk, other, colleague)
    said_at = desk.clock()

    found = _ask(desk, mine).recent
    assert found is not None
    assert (found.by_name, found.at, found.with_whom, found.is_same_lead) == ("Lin Yue", said_at, "Bo", False)
    assert _ask(desk, mine).warns
    desk.clock.forward(hours=24)
    assert _ask(desk, mine).recent is None


def test_a_note_is_no_contact_and_another_company_is_another(desk: Desk, colleague: UUID) -> None:
    mine = a_lead(desk.workspace, owner_id=desk.members[Role.SDR], company="acme")
    _write(desk, mine, colleague, ActivityKind.NOTE)
    _write(desk, a_lead(desk.workspace, company="other"), colleague)

    assert _ask(desk, mine).recent is None


def test_a_company_is_known_by_its_domain_too(desk: Desk, colleague: UUID) -> None:
    """As the search for duplicates knows it."""
    sheet = Sheet()
    ids = [
        sheet.add(company=name, phone=f"+861380000000{n}") for n, name in enumerate(("Acme", "Acme Trading"))
    ]
    carry(
        desk.workspace, sheet, owner_id=desk.members[Role.SDR],
        domains=tuple(WeakKey(row_no=n, domain="acme.cn") for n in (1, 2)),
    )  # fmt: skip
    _write(desk, ids[1], colleague)

    assert _ask(desk, ids[0]).recent is not None


# Attempts ----------------------------------------------------------------------------------------------------------


def test_the_fourth_attempt_of_a_week_is_warned_of_and_monday_begins_anew(desk: Desk) -> None:
    """Three a week are the playbook's; the week is the team's: in Shanghai it begins on Sunday 16:00 UTC."""
    mine = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    for count in range(3):
        found = _ask(desk, mine)
        assert (found.attempts, found.is_once_more) == (count, False)
        _write(desk, mine, desk.members[Role.SDR])
        desk.clock.forward(hours=1)
    assert _ask(desk, mine).is_once_more
    desk.clock.at = to_micros(datetime(2026, 3, 8, 15, 59, tzinfo=UTC))
    assert _ask(desk, mine).attempts == 3
    desk.clock.at = to_micros(datetime(2026, 3, 8, 16, 0, tzinfo=UTC))

    assert _ask(desk, mine).attempts == 0


# The hour there ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "region", "country", "zones"),
    [
        ("+8613800138000", None, "CN", 1),
        ("+869912345678", "新疆", "CN", 1),
        (None, "华东", "CN", 1),
        ("+12125551234", "California", "US", 1),
        ("+18005551234", "California", "US", 1),
        ("+18005551234", None, "US", 7),
        ("+14165551234", None, "CA", 1),
        ("+61412345678", "New South Wales", "AU", 1),
        ("+61412345678", None, "AU", 4),
        ("+442071234567", None, "GB", 1),
        (None, "Texas", "US", 1),
        (None, "德国", "DE", 1),
    ],
)
def test_the_place_is_known_by_the_number_or_the_region(
    phone: str | None, region: str | None, country: str, zones: int
) -> None:
    """An area decides; where a number leaves a choice, a state said of the lead does, else all are possible."""
    place = place_of(phone, region, None)

    assert place is not None
    assert (place.country, len(place.zones)) == (country, zones)


def test_nothing_is_said_of_a_place_nobody_knows() -> None:
    assert place_of(None, "EMEA", None) is None
    assert place_of("12", None, None) is None
    assert there(None, 0) is None


def _at(*when: int) -> int:
    return to_micros(datetime(*when, tzinfo=UTC))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("phone", "at", "shown", "is_off", "holiday"),
    [
        ("+8613800138000", (2026, 3, 2, 2, 0), "10:00", False, ""),
        ("+8613800138000", (2026, 3, 2, 4, 30), "12:30", False, ""),
        ("+8613800138000", (2026, 3, 2, 11, 0), "19:00", True, ""),
        ("+8613800138000", (2026, 10, 1, 2, 0), "10:00", True, "National Day"),
        ("+8613800138000", (2026, 2, 14, 2, 0), "10:00", False, ""),
        ("+8613800138000", (2026, 2, 17, 2, 0), "10:00", True, "New Year"),
        ("+442071234567", (2026, 3, 2, 2, 0), "02:00", True, ""),
        ("+442071234567", (2026, 7, 1, 8, 0), "09:00", False, ""),
        ("+12125551234", (2026, 7, 3, 15, 0), "11:00", True, "Independence Day"),
    ],
)
def test_hour_and_holiday_are_those_of_the_contact(
    phone: str, at: tuple[int, ...], shown: str, holiday: str, *, is_off: bool
) -> None:
    """Summer time and make-up working days included: Saturday 2026-02-14 is worked in China."""
    found = there(place_of(phone, None, None), _at(*at))

    assert found is not None
    assert (f"{found.earliest:%H:%M}", found.is_off) == (shown, is_off)
    assert holiday in found.holiday
    assert bool(found.holiday) is bool(holiday)


def test_where_several_zones_are_possible_both_ends_are_told() -> None:
    """At 13:00 UTC New York works and Honolulu sleeps: perhaps it is too early."""
    found = there(place_of("+18005551234", None, None), _at(2026, 3, 3, 15, 0))

    assert found is not None
    assert (f"{found.earliest:%H:%M}", f"{found.latest:%H:%M}") == ("05:00", "10:00")
    assert (found.is_off, found.may_be_off) == (False, True)


def test_a_lead_that_is_gone_is_asked_about_in_vain(desk: Desk) -> None:
    assert (
        desk.workspace.read(contact_guards(uuid4(), desk.members[Role.SDR], now=desk.clock() + HOUR)) is None
    )
