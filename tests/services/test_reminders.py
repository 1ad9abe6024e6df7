"""Reminders from a real database: due, put off, handled, told to the team lead, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from app.clock import DAY, HOUR, MINUTE, to_micros
from app.models.activity import FollowUp
from app.models.reminders import ReminderMark
from app.models.vocabulary import FollowUpWhy, Outcome, Role
from app.services.calls import EndCall, StartCall
from app.services.follow_ups import FinishFollowUp, MoveFollowUp, SetFollowUp
from app.services.founding import new_member
from app.services.holding import AssignLeads
from app.services.people import SetAbsence
from app.services.reminder_kinds import RULES, ReminderKind
from app.services.reminder_marks import SettleReminder, SnoozeReminder
from app.services.reminder_notes import note_shown, put_right
from app.services.reminder_rows import Reminder, Snoozes, Standing, standing
from app.services.reminder_times import Snooze, next_working_day, snooze_until, tomorrow_at
from tests.builders import MONDAY_10, Desk, open_desk
from tests.leads import a_lead
from tests.stories import accept, handed_over, my_lead, only_reps, refusal, refuse, rows, send_back

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of one person with every hat, the SDR's on, and one rep."""
    with open_desk(tmp_path) as opened:
        only_reps(opened, [opened.members[Role.REP]])
        yield opened


def look(desk: Desk, role: Role = Role.SDR) -> Standing:
    """Look what concerns the person now."""
    now = desk.clock()
    return desk.workspace.read(lambda db: standing(db, desk.members[role], now))


def show(desk: Desk) -> list[Reminder]:
    """Look, and show what is to be shown."""
    found = look(desk).plan
    desk.workspace.keep(put_right(found.forget, found.renote, desk.clock()))
    desk.workspace.keep(note_shown(found.show, desk.clock()))
    return list(found.show)


def kinds(desk: Desk, role: Role = Role.SDR) -> list[ReminderKind]:
    return [one.kind for one in look(desk, role).due]


def promised(
    desk: Desk, lead_id: UUID, *, after: int = HOUR, why: FollowUpWhy = FollowUpWhy.NEXT_STEP
) -> UUID:
    """Promise something as the SDR."""
    command = SetFollowUp(
        lead_id=lead_id, due_at=desk.clock() + after, why=why, words="ask for Mr Li",
        is_agreed=why is FollowUpWhy.CALL_BACK,
    )  # fmt: skip
    return desk.workspace.execute(command, as_member=desk.members[Role.SDR]).cmd_id


def quiet_lead(desk: Desk, **fields: str) -> UUID:
    """A lead of the SDR whose first response is given, so that only promises remind."""
    lead_id = my_lead(desk, **fields)
    talk(desk, lead_id)
    return lead_id


def talk(desk: Desk, lead_id: UUID) -> None:
    call_id, sdr = uuid4(), desk.members[Role.SDR]
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=lead_id, phone="+86138"), as_member=sdr)
    ending = EndCall(
        activity_id=call_id, outcome=Outcome.CONNECTED, words="", next_at=desk.clock() + 300 * DAY
    )
    desk.workspace.execute(ending, as_member=sdr)


def test_a_promise_reminds_when_it_is_due_and_not_before(desk: Desk) -> None:
    """With the lead, the words, and when to look again."""
    lead_id = quiet_lead(desk, company="Yunzhi", contact_name="Li Na")
    promised(desk, lead_id, after=MINUTE, why=FollowUpWhy.CALL_BACK)

    assert (look(desk).plan.show, look(desk).plan.next_at) == ((), MONDAY_10 + MINUTE)
    desk.clock.tick()
    (one,) = show(desk)
    assert (one.kind, one.company, one.contact_name) == (ReminderKind.CALL_BACK, "Yunzhi", "Li Na")
    assert (one.why, one.words, one.is_reachable) == (FollowUpWhy.CALL_BACK, "ask for Mr Li", True)
    assert show(desk) == []


def test_what_came_due_while_nobody_looked_is_shown_however_old(desk: Desk) -> None:
    """Closed for thirty hours, or for four hundred days: oldest first."""
    leads = [quiet_lead(desk) for _ in range(3)]
    for at, lead_id in enumerate(leads):
        promised(desk, lead_id, after=(3 - at) * HOUR)
    desk.clock.forward(hours=30)
    after_a_night = show(desk)
    desk.clock.forward(days=400)

    assert [one.lead_id for one in after_a_night] == leads[::-1]
    assert {one.lead_id for one in look(desk).due} >= set(leads)


def test_overdue_promises_come_again_within_working_hours(desk: Desk) -> None:
    """After the playbook's hour; not at night, and once in the morning."""
    promised(desk, quiet_lead(desk), after=MINUTE)
    desk.clock.tick()
    assert len(show(desk)) == 1
    desk.clock.forward(minutes=59)
    assert show(desk) == []
    desk.clock.forward(minutes=1)
    assert len(show(desk)) == 1
    desk.clock.at = MONDAY_10 + 12 * HOUR
    assert show(desk) == []
    desk.clock.at = MONDAY_10 + DAY
    assert len(show(desk)) == 1


def test_a_snooze_hides_a_reminder_and_leaves_the_promise_as_it_was(desk: Desk) -> None:
    """The queue and the team lead still see it overdue; the reminder comes again in its time."""
    promised(desk, quiet_lead(desk), after=MINUTE)
    desk.clock.tick()
    (one,) = show(desk)
    until = desk.clock() + 10 * MINUTE
    desk.workspace.execute(SnoozeReminder(reminder_id=one.id, until_at=until))

    assert (look(desk).due, look(desk).plan.next_at) == ((), until)
    desk.clock.at = until
    (again,) = show(desk)
    assert (again.id, again.snoozes, again.due_at) == (one.id, 1, one.due_at)


@pytest.mark.parametrize("way", ["done", "moved", "another promise"])
def test_what_was_handled_on_another_machine_disappears(desk: Desk, way: str) -> None:
    """Handled means that the promise changed; the desk only reads it."""
    lead_id = quiet_lead(desk)
    made_by = promised(desk, lead_id, after=MINUTE)
    desk.clock.tick()
    show(desk)
    later = desk.clock() + DAY
    match way:
        case "done":
            desk.workspace.execute(FinishFollowUp(made_by=made_by, lead_id=lead_id))
        case "moved":
            desk.workspace.execute(MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=later))
        case _:
            promised(desk, lead_id, after=DAY)

    assert look(desk).due == ()
    if way == "moved":
        desk.clock.at = later
        assert [one.lead_id for one in show(desk)] == [lead_id]


def test_a_reminder_that_was_settled_is_gone_on_every_machine_and_only_that_one(desk: Desk) -> None:
    """Settled twice, on two machines, is settled once; another person is still reminded."""
    handed_over(desk)
    (one,) = look(desk, Role.REP).due
    rep = desk.members[Role.REP]
    for _ in range(2):
        desk.workspace.execute(SettleReminder(reminder_id=one.id), as_member=rep)

    assert look(desk, Role.REP).due == ()
    assert [mark.member_id for mark in rows(desk, ReminderMark)] == [rep]


def test_a_running_call_holds_everything_back_and_a_forgotten_one_does_not(desk: Desk) -> None:
    """Held back, not lost: it comes when the call is over."""
    lead_id, other_id = quiet_lead(desk), quiet_lead(desk)
    promised(desk, lead_id, after=MINUTE)
    call_id, sdr = uuid4(), desk.members[Role.SDR]
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=other_id, phone="+86138"), as_member=sdr)
    desk.clock.tick()

    during = look(desk)
    assert (during.plan.show, during.plan.held, during.is_on_call, len(during.due)) == ((), 1, True, 1)
    desk.clock.forward(hours=3)
    assert len(look(desk).plan.show) == 1


def test_a_new_lead_reminds_shortly_before_its_first_response_is_late(desk: Desk) -> None:
    """A quarter of a working hour before the limit, and not once it was called."""
    lead_id = my_lead(desk)
    desk.clock.forward(minutes=44)
    assert kinds(desk) == []
    desk.clock.forward(minutes=1)
    assert kinds(desk) == [ReminderKind.FIRST_RESPONSE]
    talk(desk, lead_id)

    assert kinds(desk) == []


def test_a_hand_over_reminds_the_rep_then_those_who_lead_until_it_is_decided(desk: Desk) -> None:
    """At once, again when the limit of one working day ends; then the team lead is told."""
    other = new_member(name="Zhao", login="zhao", role=Role.REP)
    desk.workspace.execute(other, as_member=desk.members[Role.TEAM_LEAD])
    only_reps(desk, [other.member_id])
    given = handed_over(desk)
    me = other.member_id
    now = desk.clock()
    first = desk.workspace.read(lambda db: standing(db, me, now)).due
    desk.clock.at = given.decide_by_at
    late = desk.workspace.read(lambda db: standing(db, me, desk.clock.at)).due

    assert [one.kind for one in first] == [ReminderKind.DECIDE]
    assert [one.kind for one in late] == [ReminderKind.DECIDE_LATE]
    assert [(one.kind, one.by_name, one.member_id) for one in look(desk).due] == [
        (ReminderKind.LATE_DECISION, "Zhao", desk.members[Role.TEAM_LEAD])
    ]
    desk.workspace.execute(accept(given.id), as_member=me)
    assert [one.kind for one in look(desk).due] == []


def test_a_question_and_a_refusal_remind_whoever_must_act(desk: Desk) -> None:
    """The SDR answers; the team lead judges."""
    asked, refused = handed_over(desk), handed_over(desk)
    rep = desk.members[Role.REP]
    desk.workspace.execute(send_back(asked.id), as_member=rep)
    desk.workspace.execute(refuse(refused.id), as_member=rep)
    desk.clock.forward(days=4)

    found = {(one.kind, one.why) for one in look(desk).due}
    assert (ReminderKind.FOLLOW_UP, FollowUpWhy.ANSWER_QUESTION) in found
    assert (ReminderKind.REVIEW, None) in found


def test_the_team_lead_hears_of_a_promise_overdue_by_a_working_day_of_whoever_made_it(desk: Desk) -> None:
    """Promised for Monday: Tuesday's end of work; leave does not count, and the clock is armed for the end."""
    wang = new_member(name="Wang", login="wang", role=Role.SDR)
    desk.workspace.execute(wang, as_member=desk.members[Role.TEAM_LEAD])
    team_lead = desk.members[Role.TEAM_LEAD]
    mine, hers = a_lead(desk.workspace), a_lead(desk.workspace)
    assignment = AssignLeads(lead_ids=(hers,), member_id=wang.member_id)
    desk.workspace.execute(assignment, as_member=team_lead)
    for lead_id, who, words in ((mine, team_lead, "Mine"), (hers, wang.member_id, "Hers")):
        promise = SetFollowUp(
            lead_id=lead_id, due_at=MONDAY_10 + 5 * HOUR, why=FollowUpWhy.NEXT_STEP, words=words
        )
        desk.workspace.execute(promise, as_member=who)
    tuesday_end = MONDAY_10 + DAY + 8 * HOUR
    desk.clock.at = tuesday_end - 1
    before = [one.kind for one in look(desk).due]
    armed = look(desk).plan.next_at
    desk.clock.at = tuesday_end
    after = [(one.kind, one.words, one.by_name) for one in look(desk).due]
    leave = SetAbsence(
        absence_id=uuid4(),
        member_id=wang.member_id,
        from_at=MONDAY_10 + 12 * HOUR,
        until_at=MONDAY_10 + 36 * HOUR,
    )
    desk.workspace.execute(leave, as_member=desk.members[Role.TEAM_LEAD])

    assert before == [ReminderKind.FOLLOW_UP]
    assert armed == tuesday_end
    assert (ReminderKind.OVERDUE, "Hers", "Wang") in after
    assert ReminderKind.OVERDUE not in kinds(desk)


def test_a_clock_that_ran_ahead_loses_nothing(desk: Desk) -> None:
    """A year ahead by mistake: all is shown, taken back, and shown again in its time."""
    promised(desk, quiet_lead(desk), after=DAY)
    desk.clock.forward(days=200)
    assert len(show(desk)) == 1
    desk.clock.at = MONDAY_10 + HOUR
    assert show(desk) == []
    desk.clock.at = MONDAY_10 + DAY
    assert len(show(desk)) == 1


def test_a_thousand_at_once_are_read_and_noted_at_once(desk: Desk) -> None:
    """Nothing is left out of the digest, and none is shown again."""
    lead_id, sdr = quiet_lead(desk), desk.members[Role.SDR]
    row = {
        "lead_id": lead_id, "owner_id": sdr, "why": "next_step", "words": "", "state": "open", "created_at": 0,
        "settled_at": None, "settled_by_id": None,
    }  # fmt: skip
    many = [row | {"cmd_id": uuid4(), "due_at": MONDAY_10 - at * MINUTE} for at in range(1000)]
    with desk.database.write() as db:
        db.execute(insert(FollowUp), many)
    first = show(desk)

    assert len(first) == 1000
    assert [one.due_at for one in first] == sorted(one.due_at for one in first)
    assert show(desk) == []


def test_every_kind_has_its_rules() -> None:
    """A kind nobody described would never be handled."""
    assert set(RULES) == set(ReminderKind)


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 3, 28, 9, 0, tzinfo=BERLIN), 23),
        (datetime(2026, 10, 24, 9, 0, tzinfo=BERLIN), 25),
        (datetime(2026, 6, 1, 9, 0, tzinfo=BERLIN), 24),
    ],
)
def test_tomorrow_at_nine_is_nine_by_the_clock_on_the_wall(now: datetime, hours: int) -> None:
    """The night the clocks change is shorter or longer; nine stays nine."""
    at = to_micros(now)

    assert tomorrow_at(at, 9, BERLIN) == at + hours * HOUR
    assert snooze_until(Snooze.TOMORROW, at, Snoozes(), BERLIN) == at + hours * HOUR


@pytest.mark.parametrize(
    "now", [datetime(2026, 10, 25, 0, 55, tzinfo=UTC), datetime(2026, 3, 29, 0, 55, tzinfo=UTC)]
)
def test_ten_minutes_are_ten_minutes_while_the_clocks_change(now: datetime) -> None:
    """Instants know no summer time."""
    at = to_micros(now)

    assert snooze_until(Snooze.SHORT, at, Snoozes(), BERLIN) == at + 10 * MINUTE
    assert snooze_until(Snooze.LONG, at, Snoozes(), BERLIN) == at + HOUR


def test_the_next_working_day_is_the_persons(desk: Desk) -> None:
    """From Friday it is Monday's first hour."""
    friday = MONDAY_10 + 4 * DAY

    assert desk.workspace.read(next_working_day(desk.members[Role.SDR], friday)) == MONDAY_10 + 7 * DAY - HOUR


def test_the_owner_is_warned_before_a_lead_goes_back(desk: Desk) -> None:
    """Assigned on Monday: warned in Wednesday's last working hours, and not once somebody tried to call."""
    lead_id = a_lead(desk.workspace)
    assignment = AssignLeads(lead_ids=(lead_id,), member_id=desk.members[Role.SDR])
    desk.workspace.execute(assignment, as_member=desk.members[Role.TEAM_LEAD])
    wednesday_end = MONDAY_10 + 2 * DAY + 8 * HOUR
    warned_at = wednesday_end - 4 * HOUR
    desk.clock.at = warned_at - MINUTE
    before, armed = kinds(desk), look(desk).plan.next_at
    desk.clock.at = warned_at
    (warning,) = (one for one in look(desk).due if one.kind is ReminderKind.RECALL)
    talk(desk, lead_id)

    assert (ReminderKind.RECALL in before, armed) == (False, warned_at)
    assert (warning.lead_id, warning.limit_at) == (lead_id, wednesday_end)
    assert ReminderKind.RECALL not in kinds(desk)


def test_both_databases_keep_marks_alike(twin_desk: Desk) -> None:
    """Put off, put off again, settled, put off once more: the last word counts, and the number of snoozes."""
    one, other = uuid4(), uuid4()
    later = twin_desk.clock() + HOUR
    given = [
        SnoozeReminder(reminder_id=one, until_at=later),
        SnoozeReminder(reminder_id=one, until_at=later + HOUR),
        SettleReminder(reminder_id=one),
        SettleReminder(reminder_id=other),
    ]
    for command in given:
        twin_desk.clock.tick()
        twin_desk.workspace.execute(command)
    settled = {mark.reminder_id: mark for mark in rows(twin_desk, ReminderMark)}
    twin_desk.workspace.execute(SnoozeReminder(reminder_id=other, until_at=later))
    again = {mark.reminder_id: mark for mark in rows(twin_desk, ReminderMark)}

    assert (settled[one].until_at, settled[one].snoozes) == (later + HOUR, 2)
    assert settled[one].settled_at == settled[other].settled_at - MINUTE
    assert (again[other].settled_at, again[other].snoozes, again[other].until_at) == (None, 1, later)
    for at in (twin_desk.clock(), twin_desk.clock() - 1):
        assert refusal(twin_desk, SnoozeReminder(reminder_id=one, until_at=at)).code == "in_the_past"
