"""Leads written straight into a database, and the funnel counted over them by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert

from app.clock import from_micros
from app.models.leads import Lead, ReachedMilestone, StageMove
from app.models.people import Member
from app.models.vocabulary import StageKind
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import LAYERS, Layer
from app.services.reports.report import Basis, ReportFilter

NOBODY = UUID(int=0)
STAGES = {
    "new": StageKind.VALIDATING, "parked": StageKind.NURTURE, "given": StageKind.SALES_VALIDATING,
    "refused": StageKind.REFUSED, "talks": StageKind.OPEN, "signed": StageKind.WON, "gone": StageKind.LOST,
}  # fmt: skip
PEOPLE = {UUID(int=at): name for at, name in enumerate(("Li", "Wang", "Li"), 1)}
BLANK_WORDS = ("", "unknown", "Unknown", "UNKNOWN", "未知")


@dataclass(frozen=True)
class ALead:
    """A lead as a test imagines it."""

    created_at: int
    reached: dict[Layer, int] = field(default_factory=dict)
    channel: str = ""
    campaign: str | None = None
    ad_unit: str | None = None
    keyword: str | None = None
    region: str | None = None
    industry: str | None = None
    company_size: str | None = None
    owner_id: UUID | None = None
    rep_id: UUID | None = None
    amount: int | None = None
    currency: str | None = None
    stage: str = "new"
    lost_reason: str | None = None
    moved_because: str | None = None
    is_suspect: bool = False


def write_leads(db: Connection, leads: list[ALead]) -> dict[UUID, ALead]:
    """Write leads and who holds them; return them by their ids."""
    for at, name in PEOPLE.items():
        db.execute(
            insert(Member).values(
                id=at, person_id=at, name=name, name_key=name.lower(), login=f"{name.lower()}{at.int}", role="sdr",
                is_active=True, weight=1, grade_low=1, grade_high=4, capacity=9, credit=0, created_at=0,
            )
        )  # fmt: skip
    written = {uuid5(NOBODY, str(at)): lead for at, lead in enumerate(leads)}
    for lead_id, lead in written.items():
        db.execute(insert(Lead).values(**_row(lead_id, lead)))
        db.execute(insert(ReachedMilestone).values(_milestone(lead_id, "mal", lead.created_at)))
        for layer, at in lead.reached.items():
            is_suspect = lead.is_suspect and layer is Layer.WON
            db.execute(insert(ReachedMilestone).values(_milestone(lead_id, layer.value, at, is_suspect)))
        for turn, reason in enumerate(("earlier", lead.moved_because)):
            db.execute(
                insert(StageMove).values(
                    cmd_id=uuid5(lead_id, str(turn)), lead_id=lead_id, from_stage="new", to_stage=lead.stage,
                    fact="lead.disqualified", by_id=NOBODY, at=lead.created_at + turn, is_backward=False,
                    reason=reason, words=None,
                )
            )  # fmt: skip
    return written


def _row(lead_id: UUID, lead: ALead) -> dict[str, Any]:
    given = {
        name: getattr(lead, name)
        for name in (
            "created_at", "channel", "campaign", "ad_unit", "keyword", "region", "industry", "company_size", "owner_id",
            "rep_id", "amount", "currency", "stage", "lost_reason",
        )
    }  # fmt: skip
    fixed = {
        "id": lead_id, "phone_status": "none", "cycle": 1, "is_reachable": True, "score": 0, "recorded_at": 0,
        "recorded_by_id": NOBODY, "changed_at": 0,
    }  # fmt: skip
    return given | fixed


def _milestone(lead_id: UUID, milestone: str, at: int, is_suspect: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002
    return {
        "lead_id": lead_id, "milestone": milestone, "at": at, "by_id": NOBODY, "is_suspect": is_suspect
    }  # fmt: skip


def at_local(text: str, zone: str = "Asia/Shanghai") -> int:
    """Return the instant of a local time written as ``2026-03-02 10:00``."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1_000_000


class Recount:
    """The funnel counted lead by lead, by the words of the specification and none of the program's SQL."""

    def __init__(
        self,
        leads: dict[UUID, ALead],
        asked: ReportFilter,
        by: Dimension | None,
        zone: str = "Asia/Shanghai",
    ) -> None:
        self.leads, self.asked, self.by, self.zone = leads, asked, by, ZoneInfo(zone)

    def ids(self, layer: Layer, value: str | None = None) -> set[UUID]:
        """Who counts in a layer, in one cell or in all."""
        found = set()
        for lead_id, lead in self.leads.items():
            moment = self.moment(lead, layer)
            if moment is None or not self._fits(lead):
                continue
            dated = lead.created_at if self.asked.basis is Basis.COHORT else moment
            if self._in_period(dated) and value in {None, self.cell(lead, dated)}:
                found.add(lead_id)
        return found

    def cells(self) -> set[str]:
        """Every value that somebody counts in."""
        values = set()
        for layer in LAYERS:
            for lead_id in self.ids(layer):
                lead = self.leads[lead_id]
                moment = self.moment(lead, layer)
                assert moment is not None
                values.add(self.cell(lead, lead.created_at if self.asked.basis is Basis.COHORT else moment))
        return values

    def implied(self, layer: Layer, value: str | None = None) -> set[UUID]:
        """Who counts without a milestone of the layer itself."""
        if layer is Layer.LEAD:
            return set()
        return {one for one in self.ids(layer, value) if layer not in self.leads[one].reached}

    def amounts(self, layer: Layer, value: str | None = None) -> dict[str, int]:
        """What they are worth."""
        sums: dict[str, int] = {}
        for lead_id in self.ids(layer, value):
            lead = self.leads[lead_id]
            if lead.amount is not None:
                key = lead.currency or ""
                sums[key] = sums.get(key, 0) + lead.amount
        return sums

    def left(self, layer: Layer, value: str | None = None) -> set[UUID]:
        """Who counts and reached no later layer at all."""
        later = set(LAYERS[LAYERS.index(layer) + 1 :])
        return {one for one in self.ids(layer, value) if not later & set(self.leads[one].reached)}

    @staticmethod
    def moment(lead: ALead, layer: Layer) -> int | None:
        """When a layer was reached; an implied one when the next recorded one was."""
        if layer is Layer.LEAD:
            return lead.created_at
        for one in LAYERS[LAYERS.index(layer) :]:
            if one in lead.reached:
                return lead.reached[one]
        return None

    def cell(self, lead: ALead, dated: int) -> str:
        """Into which cell a lead falls."""
        if self.by is None:
            return ""
        if self.by is Dimension.MONTH:
            return f"{from_micros(dated).astimezone(self.zone):%Y-%m}"
        return self._value(lead, self.by)

    def _value(self, lead: ALead, by: Dimension) -> str:
        name = {Dimension.SIZE: "company_size", Dimension.OWNER: "owner_id", Dimension.REP: "rep_id"}.get(
            by, by
        )
        stored = getattr(lead, str(name))
        text = "" if stored is None else str(stored)
        return text if by in {Dimension.OWNER, Dimension.REP} else self._word(text)

    def _fits(self, lead: ALead) -> bool:
        return all(
            self._value(lead, one.dimension) in {self._word(value) for value in one.values}
            for one in self.asked.only
        )

    def _word(self, text: str) -> str:
        return "unknown" if self.asked.groups_blank and text in BLANK_WORDS else text

    def _in_period(self, at: int) -> bool:
        on: date = from_micros(at).astimezone(self.zone).date()
        return (self.asked.since is None or on >= self.asked.since) and (
            self.asked.until is None or on <= self.asked.until
        )
