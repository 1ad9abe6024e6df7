"""Working time of one person: the hours they keep, and the clock that stands still on their leave."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import Select, insert, literal, select

from app.clock import DAY, HOUR, SECOND
from app.models.calendar import WorkingDay, WorkSpan
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.vocabulary import Role
from app.services.calendar_rows import DefineCalendar, DropCalendar
from app.services.holding import ClaimLeads
from app.services.kernel.expressions import ID, WHOLE
from app.services.kernel.postgres_judge import as_postgres
from app.services.kernel.sqlite_judge import as_sqlite
from app.services.people import SetMemberCalendar
from app.services.personal_time import calendar_of, limit_ends_for, present_s
from app.services.playbook.document import Calendar, Text, Week
from app.services.working_calendar import definition
from app.services.working_time import TEAM
from tests.builders import MONDAY_10, Desk
from tests.kernel.both import Both, opened
from tests.leads import a_lead
from tests.stories import refusal, row, rows

ANN, BOB, CAI = (UUID(int=number, version=4) for number in range(1, 4))
"""Ann keeps the team's hours and is away a week and a day; Bob works half days; Cai was never away."""
NINE_TO_FIVE = ("09:00-12:00", "13:00-17:00")
SEEN_DAYS = 60


def a_calendar(hours: tuple[str, ...], key: str) -> DefineCalendar:
    work = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), hours)
    week = Week(**work, saturday=(), sunday=(), make_up=hours)
    one = Calendar(key=key, title=Text(en=key), time_zone="Asia/Shanghai", shifts=week, holidays="CN")
    whole = definition(one, 2026, 2026, key=key)
    days = whole.days[:SEEN_DAYS]
    spans = tuple(span for span in whole.spans if span.starts_at < days[-1].ends_at)
    return msgspec.structs.replace(whole, days=days, spans=spans)


CALENDARS = {TEAM: a_calendar(NINE_TO_FIVE, TEAM), "half": a_calendar(("13:00-17:00",), "half")}
LEAVE = {
    ANN: ((MONDAY_10 + 2 * DAY - 10 * HOUR, MONDAY_10 + 9 * DAY - 10 * HOUR), (MONDAY_10 - 5 * DAY, MONDAY_10 - 4 * DAY)),
    BOB: ((MONDAY_10 + DAY - 10 * HOUR, MONDAY_10 + DAY + 4 * HOUR),),  # until 14:00 of his Tuesday
    CAI: (),
}  # fmt: skip
"""Ann from Wednesday until Wednesday, all day; and once before."""


@pytest.fixture(scope="module")
def both(module_pg_url: str) -> Iterator[Both]:
    """Three members, their calendars and their leave, on both databases."""
    with opened(module_pg_url) as pair:
        for place, (member_id, calendar) in enumerate({ANN: None, BOB: "half", CAI: None}.items()):
            _write(pair, insert(Member).values(
                id=member_id, person_id=member_id, name="n", name_key="n", login=str(place), role="sdr", is_active=True,
                weight=1, grade_low=1, grade_high=4, capacity=1, credit=0, created_at=0, calendar=calendar,
            ))  # fmt: skip
            for from_at, until_at in LEAVE[member_id]:
                _write(pair, insert(Absence).values(
                    id=uuid4(), member_id=member_id, from_at=from_at, until_at=until_at,
                ))  # fmt: skip
        for key, calendar_rows in CALENDARS.items():
            for model, records in ((WorkingDay, calendar_rows.days), (WorkSpan, calendar_rows.spans)):
                for record in records:
                    _write(pair, insert(model).values(calendar=key, **msgspec.structs.asdict(record)))
        yield pair


def _write(pair: Both, statement: Any) -> None:
    pair.here.exec_driver_sql(as_sqlite(statement))
    pair.there.execute(as_postgres(statement).encode())


def who(member_id: UUID) -> Any:
    return literal(member_id, ID)


def whole(number: int) -> Any:
    return literal(number, WHOLE)


def _asked(both: Both, question: Select[Any]) -> Any:
    return both.ask(question)[0][0]


def test_a_limit_stands_still_while_its_owner_is_away(both: Both) -> None:
    """Two working days from Monday: Tuesday counts, the week of leave does not, the next Wednesday does."""
    wednesday_17 = MONDAY_10 + 9 * DAY + 7 * HOUR
    tuesday_17, this_wednesday_17 = (MONDAY_10 + days * DAY + 7 * HOUR for days in (1, 2))

    assert _asked(both, select(limit_ends_for(who(ANN), whole(MONDAY_10), whole(1)))) == tuesday_17
    assert _asked(both, select(limit_ends_for(who(ANN), whole(MONDAY_10), whole(2)))) == wednesday_17
    assert _asked(both, select(limit_ends_for(who(CAI), whole(MONDAY_10), whole(2)))) == this_wednesday_17


def test_a_day_partly_worked_counts(both: Both) -> None:
    """Bob is back on Tuesday at 14:00 and works until 17:00: an hour off does not stop his clock."""
    tuesday_17 = MONDAY_10 + DAY + 7 * HOUR

    assert _asked(both, select(limit_ends_for(who(BOB), whole(MONDAY_10), whole(1)))) == tuesday_17


def test_leave_is_no_working_time(both: Both) -> None:
    """Two weeks from Monday 10:00: six and nine days of seven hours without the five away; Bob's own hours."""
    until = whole(MONDAY_10 + 14 * DAY)
    monday, day = whole(MONDAY_10), 7 * 3600

    assert _asked(both, select(present_s(who(CAI), monday, until))) == 10 * day
    assert _asked(both, select(present_s(who(ANN), monday, until))) == 5 * day
    assert _asked(both, select(present_s(who(BOB), monday, until))) == 10 * 4 * 3600 - 3600


def test_a_limit_of_nothing_and_one_past_the_calendar_are_not_known(both: Both) -> None:
    """No limit is made up."""
    assert _asked(both, select(limit_ends_for(who(ANN), whole(MONDAY_10), whole(0)))) is None
    assert _asked(both, select(limit_ends_for(who(ANN), whole(MONDAY_10), whole(500)))) is None


@pytest.mark.parametrize("seed", range(25))
def test_limits_are_what_counting_on_fingers_gives(both: Both, seed: int) -> None:
    """Day by day, leaving out days wholly on leave, on both databases."""
    chance = Random(seed)
    member_id = chance.choice((ANN, BOB, CAI))
    at = MONDAY_10 + chance.randrange(-20 * 24, 10 * 24) * HOUR + chance.randrange(3600) * SECOND
    count = chance.randint(1, 8)
    calendar = CALENDARS["half" if member_id == BOB else TEAM]
    days = [
        day for day in calendar.days
        if day.midnight_at > at
        and not any(begin <= day.starts_at and end >= day.ends_at for begin, end in LEAVE[member_id])
    ]  # fmt: skip

    assert (
        _asked(both, select(limit_ends_for(who(member_id), whole(at), whole(count))))
        == days[count - 1].ends_at
    )


def test_the_clock_of_many_leads_is_asked_in_one_statement(both: Both) -> None:
    """The expressions correlate with the row that gives member and instant."""
    ends = limit_ends_for(Member.id.expression, whole(MONDAY_10), whole(2))
    found = both.ask(select(Member.login, ends, calendar_of(Member.id.expression)).order_by(Member.login))

    assert [(one[0], one[2]) for one in found] == [("0", TEAM), ("1", "half"), ("2", TEAM)]
    assert len({one[1] for one in found}) == 2


# As commands ------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def _lay_down(desk: Desk) -> None:
    desk.workspace.execute(CALENDARS["half"], as_member=desk.members[Role.TEAM_LEAD])


def _keep(desk: Desk, calendar: str | None) -> SetMemberCalendar:
    return SetMemberCalendar(member_id=desk.members[Role.SDR], calendar=calendar)


def test_the_first_response_is_owed_in_the_hours_of_whoever_claims(desk: Desk) -> None:
    """At 10:00 an hour is over at 11:00 by the team's hours, at 14:00 by those of a half day."""
    _lay_down(desk)
    lead_id = a_lead(desk.workspace, company="Hengda", phone="+8613800138000")
    assert row(desk, Lead, lead_id).respond_by_at == MONDAY_10 + HOUR

    desk.workspace.execute(_keep(desk, "half"), as_member=desk.members[Role.TEAM_LEAD])
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    assert row(desk, Lead, lead_id).respond_by_at == MONDAY_10 + 4 * HOUR


def test_only_whoever_keeps_the_team_gives_calendars_and_only_known_ones(desk: Desk) -> None:
    """A hat is given a calendar that is laid down, or the team's again."""
    assert refusal(desk, _keep(desk, "half"), role=Role.TEAM_LEAD).code == "unknown_calendar"
    _lay_down(desk)
    assert refusal(desk, _keep(desk, "half"), role=Role.SDR).code == "not_allowed"
    desk.workspace.execute(_keep(desk, "half"), as_member=desk.members[Role.TEAM_LEAD])
    assert row(desk, Member, desk.members[Role.SDR]).calendar == "half"
    desk.workspace.execute(_keep(desk, None), as_member=desk.members[Role.TEAM_LEAD])
    assert row(desk, Member, desk.members[Role.SDR]).calendar is None


def test_a_calendar_that_goes_leaves_its_people_the_teams(desk: Desk) -> None:
    """Nobody is left with hours that end somewhere; the team's own calendar cannot go."""
    _lay_down(desk)
    desk.workspace.execute(_keep(desk, "half"), as_member=desk.members[Role.TEAM_LEAD])
    desk.workspace.execute(DropCalendar(calendar="half"), as_member=desk.members[Role.TEAM_LEAD])

    assert row(desk, Member, desk.members[Role.SDR]).calendar is None
    assert rows(desk, WorkingDay, WorkingDay.calendar == "half") == []
    assert refusal(desk, DropCalendar(calendar="half"), role=Role.TEAM_LEAD).code == "unknown_calendar"
    assert refusal(desk, DropCalendar(calendar=TEAM), role=Role.TEAM_LEAD).code == "calendar_of_team"
