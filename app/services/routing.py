"""Which rep gets a hand-over: first rule that matches, then smooth weighted round robin, with a receipt (spec 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, insert, literal, or_, select, update

from app.clock import DAY
from app.models.handover import Handover, Receipt, ReceiptLine
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.playbook import AssignmentMatch, AssignmentRep, AssignmentRule, Grade
from app.models.vocabulary import REP_ROLES
from app.services.kernel.command import Effect
from app.services.kernel.expressions import CMD, ID, NOW, TEXT, WHOLE, typed_null
from app.services.limits import current_version, limit
from app.services.resubmission import is_barred

ROBIN, PERSON, SAME_REP, WAITS = "robin", "person", "same_rep", "waits"
"""How a hand-over found its rep."""

_DIMENSIONS = {
    "region": Lead.region,
    "industry": Lead.industry,
    "size": Lead.company_size,
    "channel": Lead.channel,
}


def matching_rule(lead_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the key of the first assignment rule that matches a lead, or NULL."""
    conditions = [
        or_(
            ~exists().where(_match(name)),
            exists().where(_match(name), AssignmentMatch.value_key == column),
        )
        for name, column in _DIMENSIONS.items()
    ]
    return (
        select(AssignmentRule.key)
        .select_from(AssignmentRule)
        .join(Lead, Lead.id == lead_id)
        .where(
            AssignmentRule.version == current_version(),
            or_(AssignmentRule.score_min.is_(None), Lead.score >= AssignmentRule.score_min),
            or_(AssignmentRule.score_max.is_(None), Lead.score <= AssignmentRule.score_max),
            *conditions,
        )
        .order_by(AssignmentRule.position, AssignmentRule.key)
        .limit(1)
        .scalar_subquery()
    )


def waits_for_person(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the rule that matches a lead leaves the choice to a person."""
    rule = AssignmentRule.__table__.alias("chosen")
    return exists().where(
        rule.c.version == current_version(), rule.c.key == matching_rule(lead_id), rule.c.waits_for_person
    )


def has_candidate(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether any rep could take a lead now."""
    return (
        _reps()
        .join(Lead, Lead.id == lead_id)
        .where(left_out(lead_id, matching_rule(lead_id)).is_(None))
        .exists()
    )


def left_out(lead_id: ColumnElement[Any], rule_key: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return why the member at hand is no candidate for the lead at hand, or NULL.

    The reasons are ``rule``, ``earlier``, ``absent``, ``grade`` and ``full``. Rows of ``Member`` and
    ``Lead`` must be in the statement.
    """
    named = and_(AssignmentRep.version == current_version(), AssignmentRep.rule_key == rule_key)
    in_rule = or_(~exists().where(named), exists().where(named, AssignmentRep.login == Member.login))
    # A refused lead never goes back to the rep who refused it (spec section 9).
    earlier = is_barred(lead_id, Member.id.expression)
    grade = lead_grade(Lead.score.expression)
    return case(
        (~in_rule, "rule"),
        (earlier, "earlier"),
        (is_away(), "absent"),
        (or_(grade < Member.grade_low, grade > Member.grade_high), "grade"),
        (in_window() >= Member.capacity, "full"),
        else_=typed_null(TEXT),
    )


def is_away() -> ColumnElement[bool]:
    """Whether the member at hand is away now."""
    return exists().where(Absence.member_id == Member.id, Absence.from_at <= NOW, Absence.until_at > NOW)


def lead_grade(score: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the grade of a score: 1 is D, 4 is A (spec section 5)."""
    found = (
        select(func.max(Grade.grade))
        .where(Grade.version == current_version(), Grade.score_from <= score)
        .scalar_subquery()
    )
    return func.coalesce(found, 1)


def in_window() -> ColumnElement[Any]:
    """Return how many hand-overs the member at hand was given in the last rolling 30 days."""
    since = NOW - limit("capacity_window_days") * literal(DAY, WHOLE)
    given = Handover.__table__.alias("given")
    return (
        select(func.count())
        .select_from(given)
        .where(given.c.rep_id == Member.id, given.c.assigned_at > since)
        .scalar_subquery()
    )


def write_receipt(handover_id: ColumnElement[Any], lead_id: ColumnElement[Any]) -> Iterator[Effect]:
    """Yield the receipt: the rule, and every rep as the assignment sees them now."""
    how = case((waits_for_person(lead_id), WAITS), else_=ROBIN)
    yield Effect(
        insert(Receipt).from_select(
            ["cmd_id", "handover_id", "at", "rule_key", "how", "rep_id"],
            select(CMD, handover_id, NOW, matching_rule(lead_id), how, typed_null(ID)),
        )
    )
    written = Receipt.__table__.alias("written")
    rule = select(written.c.rule_key).where(written.c.cmd_id == CMD).scalar_subquery()
    yield Effect(
        insert(ReceiptLine).from_select(
            [
                "cmd_id", "rep_id", "handover_id", "left_out", "weight", "credit_before", "handovers_in_window",
                "capacity",
            ],
            select(
                CMD, Member.id, handover_id, left_out(lead_id, rule), Member.weight, Member.credit, in_window(),
                Member.capacity,
            )
            .select_from(Member)
            .join(Lead, Lead.id == lead_id)
            .where(_is_rep()),
        ),
        None,
    )  # fmt: skip


def picked() -> ColumnElement[Any]:
    """Return the rep the receipt's lines give the turn to; NULL where a person shall choose.

    Every candidate's credit grows by their weight; the highest, then the lowest id, wins (spec section 9).
    """
    line, written = ReceiptLine.__table__.alias("line"), Receipt.__table__.alias("written")
    turn = (
        select(line.c.rep_id)
        .where(line.c.cmd_id == CMD, line.c.left_out.is_(None))
        .order_by((line.c.credit_before + line.c.weight).desc(), line.c.rep_id)
        .limit(1)
        .scalar_subquery()
    )
    waits = exists().where(written.c.cmd_id == CMD, written.c.how == WAITS)
    return case((waits, typed_null(ID)), else_=turn)


def pay(rep_id: ColumnElement[Any]) -> Iterator[Effect]:
    """Yield the round robin's book-keeping: candidates grow by their weight, the one picked pays the sum."""
    line = ReceiptLine.__table__.alias("line")
    candidates = select(line.c.rep_id).where(line.c.cmd_id == CMD, line.c.left_out.is_(None))
    total = (
        select(func.sum(line.c.weight))
        .where(line.c.cmd_id == CMD, line.c.left_out.is_(None))
        .scalar_subquery()
    )
    chosen = rep_id.is_not(None)
    yield Effect(
        update(Member).where(Member.id.in_(candidates), chosen).values(credit=Member.credit + Member.weight),
        None,
    )
    yield Effect(update(Member).where(Member.id == rep_id).values(credit=Member.credit - total), None)
    yield Effect(update(Receipt).where(Receipt.cmd_id == CMD).values(rep_id=rep_id))


def note_choice(handover_id: ColumnElement[Any], rep_id: ColumnElement[Any], how: str) -> Effect:
    """Write the receipt of a hand-over that did not go by the round robin."""
    return Effect(
        insert(Receipt).from_select(
            ["cmd_id", "handover_id", "at", "rule_key", "how", "rep_id"],
            select(CMD, handover_id, NOW, typed_null(TEXT), literal(how, TEXT), rep_id),
        )
    )


def _match(dimension: str) -> ColumnElement[bool]:
    return and_(
        AssignmentMatch.version == AssignmentRule.version,
        AssignmentMatch.rule_key == AssignmentRule.key,
        AssignmentMatch.dimension == dimension,
    )


def _is_rep() -> ColumnElement[bool]:
    return and_(Member.is_active, Member.role.in_(sorted(REP_ROLES)))


def _reps() -> Select[Any]:
    return select(Member.id).select_from(Member).where(_is_rep())
