"""Everything stored that can tell who a person is: one table of tables, for counting and for overwriting (spec 13).

Verdicts, codes, times and numbers stay, and so do the company and how it came to us. ``tests/services/test_erasing.py``
holds this table against every text column there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, and_, delete, false, literal, or_, select, update

from app.models.activity import Activity, FollowUp
from app.models.base import Shared
from app.models.corrections import LeadChange
from app.models.deals import HelpRequest, Passing, Poc, Rival
from app.models.handover import Handover, HandoverAnswer, HandoverCall, HandoverEvent
from app.models.imports import CompanyFacts, ImportBefore, ImportRow
from app.models.leads import ContactPoint, CustomField, Lead, LeadKey, StageMove, Tag, Touch
from app.models.merging import BEFORE, LEAD_IMAGE
from app.models.pool import LeadReturn, RecallExtension
from app.models.recordings import Recording
from app.models.review import GuardOverride, Review
from app.models.runs import Answer, Run
from app.models.sales import SalesRecord, SalesRecordValue
from app.models.scores import Behaviour
from app.models.vocabulary import Evidence, PhoneStatus
from app.services.kernel.command import Effect
from app.services.kernel.expressions import TEXT, Contains, typed_null

type Leads = Select[Any]
"""Selects the ids of the records of the person."""

GONE: Final = None
"""What may hold nothing holds nothing."""
BLANK: Final = ""


@dataclass(frozen=True)
class Personal:
    """A table with words about a person.

    Attributes:
        model: The table.
        blanks: What its columns become; empty where its rows are deleted.
        of: The column that names the owner of a row, and the table of owners where that is not the lead.
    """

    model: type[Shared]
    blanks: Mapping[str, str | None] = field(default_factory=dict)
    of: tuple[str, type[Shared] | None] = ("lead_id", None)

    @property
    def table(self) -> Table:
        """The table itself."""
        return _table(self.model)

    def owned(self, leads: Leads) -> ColumnElement[bool]:
        """Whether a row is about one of the leads."""
        column, owner = self.of
        if owner is None:
            return self.table.c[column].in_(leads)
        owners = _table(owner).alias("its_owner")
        return self.table.c[column].in_(select(owners.c.id).where(owners.c.lead_id.in_(leads)))

    def says_something(self) -> ColumnElement[bool]:
        """Whether there is anything to overwrite in a row."""
        if not self.blanks:
            return literal(True)
        return or_(*(self._is_said(name, blank) for name, blank in self.blanks.items()))

    def overwriting(self, leads: Leads) -> Effect:
        """Return the effect that takes the words out."""
        if not self.blanks:
            return Effect(delete(self.model).where(self.owned(leads)), None)
        values = {name: _value(self.table.c[name], blank) for name, blank in self.blanks.items()}
        return Effect(update(self.model).where(self.owned(leads)).values(**values), None)

    def _is_said(self, name: str, blank: str | None) -> ColumnElement[bool]:
        column = self.table.c[name]
        return column.is_not(None) if blank is GONE else column != blank


_PERSON: Final = (
    "contact_name", "contact_key", "title", "phone", "phone_ext", "email", "email_key", "external_id", "landing_page",
    "contact_pinyin", "contact_initials",
)  # fmt: skip
"""Columns of a lead, and of its images, that are the person's."""
_NO_PERSON: Final = MappingProxyType({**dict.fromkeys(_PERSON, GONE), "phone_status": PhoneStatus.NONE.value})
_OF_HANDOVER: Final = ("handover_id", Handover)

PERSONAL: Final = (
    Personal(Activity, {"words": BLANK, "phone": GONE}),
    Personal(Answer, {"words": BLANK}, of=("run_id", Run)),
    Personal(Behaviour, {"words": BLANK}),
    Personal(FollowUp, {"words": BLANK}),
    Personal(GuardOverride, {"words": BLANK}, of=_OF_HANDOVER),
    Personal(HandoverAnswer, {"words": BLANK}, of=_OF_HANDOVER),
    Personal(HandoverCall, {"words": BLANK}, of=_OF_HANDOVER),
    Personal(HandoverEvent, {"words": BLANK}, of=_OF_HANDOVER),
    Personal(Handover, {"words": BLANK, "decision_words": GONE, "contact_name": GONE, "title": GONE}),
    Personal(Review, {"words": BLANK}, of=_OF_HANDOVER),
    Personal(SalesRecordValue, {"words": BLANK}, of=("record_id", SalesRecord)),
    Personal(SalesRecord, {"words": BLANK}),
    Personal(Rival, {"name": BLANK}),
    Personal(Poc, {"words": BLANK, "end_words": GONE}),
    Personal(HelpRequest, {"words": BLANK, "answer": GONE}),
    Personal(
        Passing, {"words": BLANK, "decision_words": GONE, "answer": GONE, "contact_name": GONE, "title": GONE}
    ),
    Personal(Recording, {"file_name": BLANK}),
    Personal(LeadChange, {"was": GONE, "becomes": GONE}),
    Personal(StageMove, {"words": GONE}),
    Personal(LeadReturn, {"words": BLANK}),
    Personal(RecallExtension, {"words": BLANK}),
    Personal(Touch, {"landing_page": GONE, "referrer": GONE, "ip": GONE}),
    Personal(CustomField),
    Personal(Tag),
    Personal(ImportBefore, _NO_PERSON),
    Personal(LEAD_IMAGE, _NO_PERSON, of=("id", None)),
    Personal(BEFORE[ContactPoint]),
    Personal(BEFORE[CustomField]),
    Personal(BEFORE[Tag]),
    Personal(BEFORE[LeadKey]),
    Personal(BEFORE[FollowUp], {"words": BLANK}),
    Personal(BEFORE[StageMove], {"words": GONE}),
    Personal(BEFORE[LeadReturn], {"words": BLANK}),
    Personal(BEFORE[RecallExtension], {"words": BLANK}),
    Personal(BEFORE[ImportBefore], _NO_PERSON),
    Personal(ContactPoint),
    Personal(Lead, _NO_PERSON, of=("id", None)),
)
"""In the order they are overwritten: the lead and its ways to be reached last, for the others are found by them."""


def overwriting(leads: Leads) -> Iterator[Effect]:
    """Yield what takes a person out of every table."""
    yield Effect(update(ImportRow).where(_is_mentioned(leads)).values(words=typed_null(TEXT)), None)
    sole = _sole_traders(leads)
    yield Effect(delete(CompanyFacts).where(CompanyFacts.company_key.in_(sole)), None)
    # By the company's name others are found, unless it is the person's own.
    stays = and_(LeadKey.kind == Evidence.COMPANY.value, LeadKey.key.not_in(sole))
    yield Effect(delete(LeadKey).where(LeadKey.lead_id.in_(leads), ~stays), None)
    for model in (Lead, LEAD_IMAGE):
        yield _blank_own_name(model, leads)
    for personal in PERSONAL:
        yield personal.overwriting(leads)
    yield Effect(update(Lead).where(Lead.id.in_(leads)).values(is_reachable=false()), None)


def mentions(leads: Leads) -> ColumnElement[bool]:
    """Whether a row of a file that was set aside names a number or an address of the person."""
    return _is_mentioned(leads)


def _is_mentioned(leads: Leads) -> ColumnElement[bool]:
    point = ContactPoint.__table__.alias("mentioned")
    named = or_(Contains(ImportRow.words, point.c.raw), Contains(ImportRow.words, point.c.value))
    by_point = (
        select(literal(1)).select_from(point).where(point.c.lead_id.in_(leads), point.c.raw != "", named)
    )
    return and_(ImportRow.lead_id.is_(None), ImportRow.words.is_not(None), by_point.exists())


def _sole_traders(leads: Leads) -> Select[Any]:
    """Select the names of companies that are the person's own."""
    sole = Lead.__table__.alias("sole")
    return select(sole.c.company_key).where(sole.c.id.in_(leads), sole.c.company_key == sole.c.contact_key)


def _blank_own_name(model: type[Shared], leads: Leads) -> Effect:
    table = _table(model)
    is_own = and_(table.c.id.in_(leads), table.c.company_key == table.c.contact_key)
    names = ("company", "company_key", "company_pinyin", "company_initials")
    return Effect(update(model).where(is_own).values(dict.fromkeys(names, typed_null(TEXT))), None)


def _value(column: ColumnElement[Any], blank: str | None) -> ColumnElement[Any]:
    return typed_null(column.type) if blank is GONE else literal(blank, TEXT)


def _table(model: type[Shared]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - shared classes map one table each
    return table
