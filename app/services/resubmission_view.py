"""What a refused lead still lacks before it may be handed over again, and when that will hold (spec section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, exists, literal, select

from app.models.handover import Handover, HandoverMark
from app.models.people import Member
from app.models.playbook import Question
from app.models.review import GuardOverride
from app.services.inbox import Ask, text
from app.services.kernel.expressions import ID, WHOLE
from app.services.limits import current_version, limit
from app.services.playbook.document import Text
from app.services.resubmission import (
    answer_renewed_since_refusal,
    contacted_since_refusal,
    days_have_passed,
    last_refusal,
    opens_at,
    other_rep_is_left,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The guards of the refusal that binds a lead.

    Attributes:
        handover_id: The refused hand-over.
        rep: Who refused it.
        opens_at: When the working days are over; ``None`` beyond the calendar.
        days: Working days the playbook asks for.
        tied: Questions of which one must be asked anew or confirmed; none where any answer will do.
        is_overridden: A team lead lifted all of it.
    """

    handover_id: UUID
    rep: str
    refused_at: int
    opens_at: int | None
    days: int
    tied: tuple[Text, ...]
    has_contact: bool
    has_answer: bool
    days_passed: bool
    has_other_rep: bool
    is_overridden: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """Codes of the guards that do not hold, in their order."""
        held = {
            "no_contact_since": self.has_contact,
            "answer_not_renewed": self.has_answer,
            "too_early_again": self.days_passed,
            "no_other_rep": self.has_other_rep,
        }
        return () if self.is_overridden else tuple(code for code, holds in held.items() if not holds)


def waiting_of(lead_id: UUID, now: int) -> Ask[Waiting | None]:
    """Return the question what a lead waits for; ``None`` where no refusal binds it."""

    def ask(db: Connection) -> Waiting | None:
        lead, at = literal(lead_id, ID), literal(now, WHOLE)
        lifted = exists().where(GuardOverride.handover_id == Handover.id)
        row = db.execute(
            select(
                Handover.id, Handover.decided_at, Member.name, opens_at(Handover.decided_at.expression).label("opens_at"),
                limit("resubmit_working_days").label("days"), contacted_since_refusal(lead).label("contact"),
                answer_renewed_since_refusal(lead).label("answer"), days_have_passed(lead, at).label("passed"),
                other_rep_is_left(lead).label("other"), lifted.label("lifted"),
            )
            .outerjoin(Member, Member.id == Handover.rep_id)
            .where(Handover.id == last_refusal(lead))
        ).first()  # fmt: skip
        if row is None:
            return None
        return Waiting(
            handover_id=row.id,
            rep=row.name or "",
            refused_at=row.decided_at,
            opens_at=row.opens_at,
            days=row.days,
            tied=_tied(db, row.id),
            has_contact=bool(row.contact),
            has_answer=bool(row.answer),
            days_passed=bool(row.passed),
            has_other_rep=bool(row.other),
            is_overridden=bool(row.lifted),
        )

    return ask


def _tied(db: Connection, handover_id: UUID) -> tuple[Text, ...]:
    rows = db.execute(
        select(Question.title_zh, Question.title_en, Question.key)
        .join(HandoverMark, HandoverMark.question_key == Question.key)
        .where(HandoverMark.handover_id == handover_id, Question.version == current_version())
        .order_by(Question.position)
    )
    return tuple(text(row.title_zh, row.title_en, row.key) for row in rows)
