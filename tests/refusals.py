"""Refused hand-overs for tests: the verdicts on them, the call back, and another try."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from app.models.vocabulary import AnswerState, Outcome, Role
from app.services.calls import EndCall, StartCall
from app.services.resubmission import OverrideGuard
from app.services.review import JudgeHandoverRight, JudgeRefusalRight, JudgeUnclear
from app.services.sales_record import Recorded, RecordSalesContact
from app.services.script import ConfirmAnswer, FinishRun, RecordAnswer
from tests.builders import Desk
from tests.handovers import choice_of
from tests.stories import begun, handed_over, refuse


def refused(desk: Desk, *marked: str, **fields: Any) -> Any:
    """Hand a lead over, let its rep refuse it, and return the hand-over's row."""
    handover = handed_over(desk, **fields)
    desk.clock.tick()
    desk.workspace.execute(refuse(handover.id, *(marked or ("budget",))), as_member=handover.rep_id)
    desk.clock.tick()
    return handover


def called_right(handover_id: UUID) -> JudgeHandoverRight:
    """Return the verdict that the hand-over was right."""
    return JudgeHandoverRight(
        handover_id=handover_id, again_id=uuid4(), cause="cause_sales", words="They were never called."
    )


def called_wrong(handover_id: UUID) -> JudgeRefusalRight:
    """Return the verdict that the refusal was right."""
    return JudgeRefusalRight(handover_id=handover_id, cause="cause_sdr", words="Budget was not asked.")


def called_unclear(handover_id: UUID) -> JudgeUnclear:
    """Return the verdict that nobody can tell."""
    return JudgeUnclear(handover_id=handover_id, cause="cause_data", words="Ask again who holds the money.")


def override(handover_id: UUID) -> OverrideGuard:
    """Return a team lead's override."""
    return OverrideGuard(
        handover_id=handover_id, reason="override_customer_asked", words="They rang us this morning."
    )


def lead(desk: Desk, command: Any) -> Any:
    """Give a command as the team lead."""
    return desk.workspace.execute(command, as_member=desk.members[Role.TEAM_LEAD])


def recorded(handover_id: UUID, **values: str) -> RecordSalesContact:
    """Return a rep's record of a contact: prepared values by field."""
    fields = tuple(Recorded(field=field, value_key=value, words="") for field, value in values.items())
    return RecordSalesContact(record_id=uuid4(), handover_id=handover_id, fields=fields, words="")


def a_call(desk: Desk, lead_id: UUID, outcome: Outcome, *during: Any) -> UUID:
    """Call a lead as its SDR, give commands while on the phone, and end the call so."""
    sdr, call_id = desk.members[Role.SDR], uuid4()
    desk.workspace.execute(
        StartCall(activity_id=call_id, lead_id=lead_id, phone="+8613800138000"), as_member=sdr
    )
    for command in during:
        desk.clock.tick()
        desk.workspace.execute(command, as_member=sdr)
    desk.clock.tick()
    end = EndCall(activity_id=call_id, outcome=outcome, words="", next_at=desk.clock() + 3_600_000_000)
    desk.workspace.execute(end, as_member=sdr)
    desk.clock.tick()
    return call_id


def asked_again(desk: Desk, lead_id: UUID, question: str, outcome: Outcome = Outcome.CONNECTED) -> UUID:
    """Open a delta call, ask one question anew on the phone, end the script, and return the run."""
    run_id = begun(desk, lead_id)
    choice = choice_of(desk, question, AnswerState.GOOD)
    say = RecordAnswer(run_id=run_id, question_key=question, choice_key=choice, words="Still so.")
    a_call(desk, lead_id, outcome, say, FinishRun(run_id=run_id, words=""))
    return run_id


def confirmed(run_id: UUID, question: str) -> ConfirmAnswer:
    """Return that the contact confirmed an earlier answer."""
    return ConfirmAnswer(run_id=run_id, question_key=question)
