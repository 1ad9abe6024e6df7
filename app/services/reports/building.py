"""Pieces that several reports count from: layers reached, whole days, touches, stays in a stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    and_,
    case,
    func,
    literal,
    literal_column,
    select,
)

from app.clock import DAY
from app.models.leads import Lead, StageMove, Touch
from app.models.playbook import Stage
from app.models.vocabulary import StageKind
from app.services.kernel.expressions import TEXT, WHOLE, IntDiv
from app.services.limits import current_version
from app.services.reports.cube import Source
from app.services.reports.funnel_layers import Layer, after
from app.services.reports.funnel_leads import milestones
from app.services.reports.parts import Among, everyone
from app.services.reports.sheet import Own

_SHIFT_DAYS = 1_000_000
"""Whole division cuts towards zero; shifted, two days too early is minus two days as well."""

LEADS: FromClause = Lead.__table__


def lead_source(
    what: str = "lead",
    *,
    own: Mapping[Own, ColumnElement[Any]] | None = None,
    value: ColumnElement[Any] | None = None,
    currency: ColumnElement[Any] | None = None,
    where: tuple[ColumnElement[bool], ...] = (),
) -> Source:
    """Return every lead, dated when it was created."""
    at = Lead.created_at.expression
    return Source(what, LEADS, at, where, value, currency, own or {})


class Reached:
    """Leads with the instants of their milestones; one subquery for all layers of a report."""

    def __init__(self, among: Among = everyone) -> None:
        # Each layer reads it. Unless told, SQLite works it out anew for each.
        self.at: CTE = milestones(among).select().cte("reached").prefix_with("MATERIALIZED")
        self.leads: FromClause = LEADS.join(self.at, self.at.c.lead_id == Lead.id)

    def instant(self, layer: Layer) -> ColumnElement[Any]:
        """Return when a layer was reached, as far as it is recorded or implied by the next recorded one."""
        instants = [self.at.c[one.value] for one in (layer, *after(layer))]
        return func.coalesce(*instants) if len(instants) > 1 else instants[0]

    def source(
        self,
        layer: Layer,
        *,
        what: str = "",
        own: Mapping[Own, ColumnElement[Any]] | None = None,
        value: ColumnElement[Any] | None = None,
        currency: ColumnElement[Any] | None = None,
        across: ColumnElement[Any] | None = None,
        where: tuple[ColumnElement[bool], ...] = (),
    ) -> Source:
        """Return the leads that reached a layer or a later one."""
        at = self.instant(layer)
        return Source(
            what or layer.value,
            self.leads,
            at,
            (at.is_not(None), *where),
            value,
            currency,
            own or {},
            across,
        )


def days_between(begin: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    """Return whole days from one instant to another, cut down: half a day too early is minus one."""
    day = literal(DAY, WHOLE)
    shifted = IntDiv(end - begin + literal(_SHIFT_DAYS * DAY, WHOLE), day)
    return shifted - literal(_SHIFT_DAYS, WHOLE)


def amount() -> ColumnElement[Any]:
    """Return a lead's amount."""
    return Lead.amount.expression


def currency() -> ColumnElement[Any]:
    """Return the currency of a lead's amount."""
    return func.coalesce(Lead.currency, literal("", TEXT))


def touched(column: Any, *, is_first: bool) -> ColumnElement[Any]:
    """Return what the first or last trace of a lead says; empty where it left none."""
    touch = Touch.__table__.alias("touch_of")
    at, key = (touch.c.at, touch.c.id) if is_first else (touch.c.at.desc(), touch.c.id.desc())
    found = (
        select(touch.c[column.key])
        .where(touch.c.lead_id == Lead.id)
        .order_by(at, key)
        .limit(1)
        .correlate(Lead.__table__)
        .scalar_subquery()
    )
    return func.coalesce(found, literal("", TEXT))


def stage_of(kind: StageKind) -> ColumnElement[bool]:
    """Whether a lead stands in a stage of a kind."""
    return Lead.stage.in_(
        select(Stage.key).where(Stage.version == current_version(), Stage.kind == kind.value)
    )


def stays(among: Among = everyone, name: str = "stays") -> CTE:
    """Return every stay in a stage of the leads meant: from when, until when and whole days (``NULL``: still)."""
    move = StageMove.__table__.alias("move")
    order = [move.c.at, move.c.cmd_id]
    rows = select(
        move.c.lead_id, move.c.cmd_id, move.c.to_stage.label("stage"), move.c.at.label("from_at"),
        func.lead(move.c.at).over(partition_by=move.c.lead_id, order_by=order).label("until_at"),
        func.lead(move.c.to_stage).over(partition_by=move.c.lead_id, order_by=order).label("next_stage"),
    ).where(among(move.c.lead_id)).subquery("moves")  # fmt: skip
    length = days_of_stay(rows.c.from_at, rows.c.until_at)
    # Several facts read it. Unless told, SQLite works it out anew for each: four times as long.
    return select(rows, length.label("days")).cte(name).prefix_with("MATERIALIZED")


def days_of_stay(from_at: ColumnElement[Any], until_at: ColumnElement[Any]) -> ColumnElement[int]:
    """Return how many whole days a stay lasted; none where it ended before it began, nothing without an end."""
    return case((until_at < from_at, literal(0, WHOLE)), else_=days_between(from_at, until_at))


def stage_rows(db: Connection) -> list[Any]:
    """Return the stages of the playbook in force, in their order."""
    return list(
        db.execute(
            select(Stage.key, Stage.kind, Stage.milestone, Stage.win_pct, Stage.position)
            .where(Stage.version == current_version())
            .order_by(Stage.position, Stage.key)
        )
    )


def bucket_of(days: ColumnElement[Any], edges: tuple[int, ...]) -> ColumnElement[int]:
    """Return in which of the spans between edges a number of days lies, counted from 0."""
    steps = [
        (days < literal_column(str(edge), WHOLE), literal_column(str(at), WHOLE))
        for at, edge in enumerate(edges)
    ]
    return case(*steps, else_=literal_column(str(len(edges)), WHOLE))


def both(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether all conditions hold."""
    return and_(*conditions)
