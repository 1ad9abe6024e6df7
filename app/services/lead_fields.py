"""Every field of a lead by its English key (design section 7): its kind, and where its values stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz import process
from sqlalchemy import ColumnElement, Select, and_, case, func, select

from app.models.activity import Activity, FollowUp
from app.models.leads import ContactPoint, CustomField, Lead, ReachedMilestone, StageMove, Tag, Touch
from app.models.people import Member
from app.models.playbook import Channel, Stage
from app.models.runs import Run
from app.models.vocabulary import ActivityKind, Milestone, PointKind, RunState, StageKind
from app.services.follow_ups import OPEN
from app.services.kernel.expressions import IntDiv
from app.services.limits import current_version

CUSTOM = "custom:"
NO_CENTS = ("JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF", "PYG")
THREE_DECIMALS = ("KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD")


class Kind(StrEnum):
    """How a field is compared."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    """The column holds thousandths of the currency."""
    INSTANT = "instant"
    DATE = "date"
    ID = "id"
    """Equal or not; written with or without hyphens."""


@dataclass(frozen=True, slots=True)
class LeadField:
    """One field.

    Attributes:
        values: Its names, each an expression over ``Lead``: an owner has a name and a login.
        many: For what a lead has several of (tags, notes): the values as rows, and which column.
    """

    kind: Kind
    values: tuple[ColumnElement[Any], ...] = ()
    many: tuple[Select[Any], ColumnElement[Any]] | None = None


def _column(name: str) -> ColumnElement[Any]:
    return Lead.__table__.c[name]


def _text(name: str) -> LeadField:
    return LeadField(Kind.TEXT, (func.coalesce(_column(name), ""),))


def _of_lead(statement: Select[Any]) -> ColumnElement[Any]:
    return statement.correlate(Lead).scalar_subquery()


def _member(name: str) -> LeadField:
    found = (select(column).where(Member.id == _column(name)) for column in (Member.name, Member.login))
    return LeadField(Kind.TEXT, tuple(func.coalesce(_of_lead(one), "") for one in found))


def _point(kind: PointKind, place: int) -> LeadField:
    found = (
        select(ContactPoint.value)
        .where(ContactPoint.lead_id == Lead.id, ContactPoint.kind == kind.value)
        .order_by(ContactPoint.position)
        .offset(place - 1)
        .limit(1)
    )
    return LeadField(Kind.TEXT, (func.coalesce(_of_lead(found), ""),))


def _touch(name: str) -> LeadField:
    found = (
        select(Touch.__table__.c[name]).where(Touch.lead_id == Lead.id).order_by(Touch.at, Touch.id).limit(1)
    )
    return LeadField(Kind.TEXT, (func.coalesce(_of_lead(found), ""),))


def _milestone(milestone: Milestone) -> LeadField:
    found = select(ReachedMilestone.at).where(
        ReachedMilestone.lead_id == Lead.id, ReachedMilestone.milestone == milestone.value
    )
    return LeadField(Kind.INSTANT, (_of_lead(found),))


def _lost_at() -> LeadField:
    found = (
        select(func.max(StageMove.at))
        .join(Stage, and_(Stage.version == current_version(), Stage.key == StageMove.to_stage))
        .where(StageMove.lead_id == Lead.id, Stage.kind == StageKind.LOST.value)
    )
    return LeadField(Kind.INSTANT, (_of_lead(found),))


def _titled(column: ColumnElement[Any], model: type[Stage | Channel]) -> LeadField:
    where = [model.key == column]
    if model is Stage:
        where.append(Stage.version == current_version())
    titles = (_of_lead(select(title).where(*where)) for title in (model.title_zh, model.title_en))
    return LeadField(Kind.TEXT, (column, *(func.coalesce(title, column) for title in titles)))


def _thousandths() -> ColumnElement[Any]:
    amount, currency = _column("amount"), func.coalesce(_column("currency"), "")
    return case(
        (currency.in_(NO_CENTS), amount * 1000), (currency.in_(THREE_DECIMALS), amount), else_=amount * 10
    )


def _maturity() -> ColumnElement[Any]:
    return _of_lead(
        select(IntDiv(Run.good_weight * 100, Run.total_weight))
        .where(Run.lead_id == Lead.id, Run.state == RunState.FINISHED.value)
        .order_by(Run.finished_at.desc(), Run.id.desc())
        .limit(1)
    )


_TEXTS = (
    "company", "contact_name", "title", "phone", "email", "region", "city", "industry", "company_size",
    "registration_no", "website", "campaign", "ad_unit", "keyword", "landing_page", "source", "external_id",
    "sub_state", "currency", "lost_reason",
)  # fmt: skip
_TOUCHES = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "referrer", "ip")

FIELDS: Mapping[str, LeadField] = {
    **{name: _text(name) for name in _TEXTS},
    **{name: _touch(name) for name in _TOUCHES},
    **{f"{milestone.value}_at": _milestone(milestone) for milestone in Milestone},
    "id": LeadField(Kind.ID, (_column("id"),)),
    "batch": LeadField(Kind.ID, (_column("batch_id"),)),
    "channel": _titled(_column("channel"), Channel),
    "stage": _titled(_column("stage"), Stage),
    "owner": _member("owner_id"),
    "rep": _member("rep_id"),
    "score": LeadField(Kind.NUMBER, (_column("score"),)),
    "cycle": LeadField(Kind.NUMBER, (_column("cycle"),)),
    "maturity": LeadField(Kind.NUMBER, (_maturity(),)),
    "reachable": LeadField(Kind.NUMBER, (_column("is_reachable"),)),
    "amount": LeadField(Kind.MONEY, (_thousandths(),)),
    "created_at": LeadField(Kind.INSTANT, (_column("created_at"),)),
    "responded_at": LeadField(Kind.INSTANT, (_column("responded_at"),)),
    "lost_at": _lost_at(),
    "last_contact_at": LeadField(Kind.INSTANT, (_of_lead(
        select(func.max(Activity.at)).where(Activity.lead_id == Lead.id, Activity.is_attempt)
    ),)),
    "next_step_at": LeadField(Kind.INSTANT, (_of_lead(
        select(func.min(FollowUp.due_at)).where(FollowUp.lead_id == Lead.id, FollowUp.state == OPEN)
    ),)),
    "expected_close_on": LeadField(Kind.DATE, (_column("expected_close_on"),)),
    "tags": LeadField(Kind.TEXT, many=(select(Tag.tag).where(Tag.lead_id == Lead.id), Tag.tag.expression)),
    "note": LeadField(Kind.TEXT, many=(
        select(Activity.words).where(Activity.lead_id == Lead.id, Activity.kind == ActivityKind.NOTE.value),
        Activity.words.expression,
    )),
}  # fmt: skip
"""Every field a lead has whatever its source; phones, e-mails and custom fields come on top."""

_NUMBERED = re.compile(r"(phone|email)_([2-9]|[1-9]\d)")


def field_of(name: str) -> LeadField | None:
    """Return a field by its key, ``phone_2`` and ``custom:NAME`` included; ``None`` for what is no field."""
    if name.startswith(CUSTOM) and len(name) > len(CUSTOM):
        found = select(CustomField.value).where(
            CustomField.lead_id == Lead.id, CustomField.name == name.removeprefix(CUSTOM)
        )
        return LeadField(Kind.TEXT, (func.coalesce(_of_lead(found), ""),))
    numbered = _NUMBERED.fullmatch(name)
    if numbered:
        return _point(PointKind(numbered[1]), int(numbered[2]))
    return FIELDS.get(name)


def nearest(name: str) -> str:
    """Return the known field whose name is nearest to a misspelt one."""
    if name.startswith("custom"):
        return f'{CUSTOM}"NAME"'
    near = process.extractOne(name, (*FIELDS, "phone_2", "email_2"))
    return str(near[0])
