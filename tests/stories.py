"""Short stories for the rules: a team, a playbook with something changed, ten answers, a hand-over and its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select

from app.errors import RuleViolation
from app.models.base import Shared
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Question
from app.models.vocabulary import AnswerState, Role
from app.resources import resource
from app.services.handover import AcceptHandover, RefuseHandover, ReturnHandover, SubmitHandover
from app.services.kernel.command import Command
from app.services.limits import current_version
from app.services.people import ChangeMember
from app.services.playbook.check import load
from app.services.playbook_adoption import AdoptPlaybook
from app.services.playbook_records import (
    LimitRow,
    QuestionRow,
)
from app.services.playbook_rows import adoption_of, proposal_of
from app.services.playbook_signing import SignPlaybook
from app.services.script import FinishRun, RecordAnswer, StartRun
from tests.builders import Desk
from tests.handovers import choice_of
from tests.leads import Sheet, a_lead, carry


def shipped(name: str = "twelve-stage") -> AdoptPlaybook:
    """Return the command that adopts a shipped playbook."""
    return adoption_of(load(resource("playbooks", f"{name}.toml").read_text(encoding="utf-8")), "")


def adopt(desk: Desk, **changes: Any) -> None:
    """Put the shipped twelve stages into force with some fields of the command replaced."""
    enforce(desk, msgspec.structs.replace(shipped(), **changes))


def enforce(desk: Desk, adoption: AdoptPlaybook) -> int:
    """Put a playbook into force as teams do, the team lead proposing and the sales lead signing."""
    proposal = proposal_of(adoption)
    version = desk.workspace.execute(proposal, as_member=desk.members[Role.TEAM_LEAD]).answer["version"]
    desk.workspace.execute(SignPlaybook(version=version), as_member=desk.members[Role.SALES_LEAD])
    return int(version)


def limits_with(**values: int) -> tuple[LimitRow, ...]:
    """Return the shipped limits with some of them changed."""
    return tuple(LimitRow(key=row.key, value=values.get(row.key, row.value)) for row in shipped().limits)


def questions_with(**changes: Mapping[str, Any]) -> tuple[QuestionRow, ...]:
    """Return the shipped questions with some fields of some of them changed, by key."""
    return tuple(msgspec.structs.replace(row, **changes.get(row.key, {})) for row in shipped().questions)


def refusal(desk: Desk, command: Command, *, role: Role | None = None) -> RuleViolation:
    """Give a command that must be refused and return the refusal.

    Raises:
        AssertionError: it was accepted.
    """
    try:
        desk.workspace.execute(command, as_member=None if role is None else desk.members[role])
    except RuleViolation as refused:
        return refused
    raise AssertionError(f"{command.kind} was accepted")


def my_lead(desk: Desk, **fields: Any) -> UUID:
    """Bring in a reachable lead the SDR owns."""
    before, sdr = desk.workspace.member_id, desk.wear(Role.SDR)
    lead_id = a_lead(desk.workspace, owner_id=sdr, **fields)
    desk.workspace.member_id = before
    return lead_id


def counting(desk: Desk) -> list[str]:
    """Return the keys of the questions that count, in the script's order."""
    return [key for key, _is_core in _questions(desk)]


def core(desk: Desk) -> list[str]:
    """Return the keys of the core questions."""
    return [key for key, is_core in _questions(desk) if is_core]


def _questions(desk: Desk) -> list[tuple[str, bool]]:
    rows = desk.workspace.read(
        lambda db: db.execute(
            select(Question.key, Question.is_core)
            .where(Question.version == current_version(), Question.follow_on_of.is_(None))
            .order_by(Question.position)
        ).all()
    )
    return [(key, is_core) for key, is_core in rows]


def begun(desk: Desk, lead_id: UUID) -> UUID:
    """Begin a run with a lead as its SDR."""
    run_id = uuid4()
    desk.workspace.execute(StartRun(run_id=run_id, lead_id=lead_id), as_member=desk.members[Role.SDR])
    return run_id


def answered(
    desk: Desk, run_id: UUID, states: Mapping[str, AnswerState], *, words: str = "so they said"
) -> None:
    """Record answers by how good they are; a prepared one where there is one."""
    for question, state in states.items():
        choice = choice_of(desk, question, state)
        command = RecordAnswer(
            run_id=run_id,
            question_key=question,
            choice_key=choice,
            state=None if choice else state,
            words=words,
        )
        desk.workspace.execute(command, as_member=desk.members[Role.SDR])


def finished(desk: Desk, run_id: UUID) -> dict[str, Any]:
    """End a run and return what it is worth."""
    return desk.workspace.execute(FinishRun(run_id=run_id, words=""), as_member=desk.members[Role.SDR]).answer


def asked(desk: Desk, lead_id: UUID, states: Mapping[str, AnswerState]) -> UUID:
    """Ask a lead some questions, end the run and return it."""
    run_id = begun(desk, lead_id)
    answered(desk, run_id, states)
    finished(desk, run_id)
    return run_id


def all_good(desk: Desk, *, but: Mapping[str, AnswerState] | None = None) -> dict[str, AnswerState]:
    """Return good answers to every counting question, some of them otherwise."""
    return dict.fromkeys(counting(desk), AnswerState.GOOD) | dict(but or {})


def mature(desk: Desk, **fields: Any) -> tuple[UUID, UUID]:
    """Bring in a lead, ask it everything, and return the lead and the run."""
    lead_id = my_lead(desk, **fields)
    return lead_id, asked(desk, lead_id, all_good(desk))


def submission(lead_id: UUID, run_id: UUID) -> SubmitHandover:
    """Return the command that hands a lead over."""
    return SubmitHandover(handover_id=uuid4(), lead_id=lead_id, run_id=run_id, words="Call before ten.")


def handed_over(desk: Desk, **fields: Any) -> Any:
    """Hand a new mature lead over and return the hand-over's row."""
    command = submission(*mature(desk, **fields))
    desk.workspace.execute(command, as_member=desk.members[Role.SDR])
    return row(desk, Handover, command.handover_id)


def accept(handover_id: UUID) -> AcceptHandover:
    """Return the rep's yes."""
    return AcceptHandover(handover_id=handover_id, words="")


def send_back(handover_id: UUID) -> ReturnHandover:
    """Return the rep's question."""
    return ReturnHandover(handover_id=handover_id, words="Who signs?")


def refuse(handover_id: UUID, *marked: str, reason: str = "refuse_no_budget") -> RefuseHandover:
    """Return the rep's no, with the answers that proved wrong."""
    return RefuseHandover(handover_id=handover_id, reason=reason, words="No money this year.", marked=marked)


def sold(desk: Desk, **fields: Any) -> UUID:
    """Return a lead in discovery that the rep of this desk accepted."""
    handover = handed_over(desk, **fields)
    desk.workspace.execute(accept(handover.id), as_member=handover.rep_id)
    return handover.lead_id  # type: ignore[no-any-return]


def row(desk: Desk, model: type[Shared], row_id: UUID) -> Any:
    """Return one row of a table by its id."""
    table = model.__table__
    found = rows(desk, model, table.c[next(iter(table.primary_key)).name] == row_id)
    if len(found) != 1:
        raise AssertionError(f"{len(found)} rows of {table} for {row_id}")
    return found[0]


def rows(desk: Desk, model: type[Shared], *conditions: Any) -> list[Any]:
    """Return rows of a table, by primary key."""
    table = model.__table__
    question = select(table).where(*conditions).order_by(*table.primary_key)
    return list(desk.workspace.read(lambda db: db.execute(question).all()))


def stage(desk: Desk, lead_id: UUID) -> str:
    """Return where a lead stands."""
    return str(row(desk, Lead, lead_id).stage)


def change(desk: Desk, member_id: UUID, **changes: Any) -> None:
    """Change a member's weight, grades, capacity or standing, as the team lead."""
    held = row(desk, Member, member_id)
    names = ("name", "name_key", "is_active", "weight", "grade_low", "grade_high", "capacity")
    values = {name: getattr(held, name) for name in names} | changes
    desk.workspace.execute(
        ChangeMember(member_id=member_id, **values), as_member=desk.members[Role.TEAM_LEAD]
    )


def only_reps(desk: Desk, members: Iterable[UUID]) -> None:
    """Let only these reps take part: everybody else of the sales side gets nothing."""
    kept = set(members)
    for role in (Role.REP, Role.SALES_LEAD):
        if desk.members[role] not in kept:
            change(desk, desk.members[role], capacity=0)


# Many hand-overs ----------------------------------------------------------------------------------------------


def one_question(desk: Desk, **changes: Any) -> None:
    """Adopt a playbook of one question, so that a lead is mature after one answer."""
    adopt(desk, questions=questions_with()[:1], **changes)


def submit_many(desk: Desk, count: int, *, minutes: int = 1, **fields: Any) -> list[UUID | None]:
    """Hand over so many new leads one by one, each some minutes after the other, and return their reps."""
    sdr = desk.wear(Role.SDR)
    sheet = Sheet()
    leads = [
        sheet.add(**({"company": f"C{number}", "phone": f"+86{uuid4().int % 10**11:011}"} | fields))
        for number in range(count)
    ]
    carry(desk.workspace, sheet, owner_id=sdr)
    choice = choice_of(desk, "need", AnswerState.GOOD)
    reps = []
    with desk.workspace.batch() as batch:
        for lead_id in leads:
            desk.clock.forward(minutes=minutes)
            run_id = uuid4()
            for command in (
                StartRun(run_id=run_id, lead_id=lead_id),
                RecordAnswer(run_id=run_id, question_key="need", choice_key=choice, words=""),
                FinishRun(run_id=run_id, words=""),
            ):
                batch.give(command)
            reps.append(batch.give(submission(lead_id, run_id)).answer["rep_id"])
    return reps
