"""Which leads stand behind the numbers of a funnel: the one place where a layer is defined in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from app.models.leads import Lead, ReachedMilestone, StageMove
from app.models.playbook import Stage
from app.models.vocabulary import Milestone, StageKind
from app.services.kernel.expressions import TEXT, WHOLE, typed_null
from app.services.limits import current_version
from app.services.reports.dimensions import COLUMNS, Cell, Dimension, is_in_cell
from app.services.reports.funnel_layers import LAYERS, REACHED, Layer, after
from app.services.reports.parts import Among, Question, everyone
from app.services.reports.report import Basis, ReportFilter
from app.services.reports.team_time import month_at, month_bounds, months_between, zone_of

HIGH = 1_000_000
"""Amounts are summed in two parts: a column of long numbers mapped as amounts would overflow one sum."""
LEAVING = (StageKind.LOST, StageKind.NURTURE, StageKind.REFUSED)
"""Kinds of stage in which a lead has left the funnel, for now or for good."""


class Part(StrEnum):
    """Which of a layer's leads a number counts."""

    COUNTED = "counted"
    IMPLIED = "implied"
    """Without a milestone of the layer itself."""
    SUSPECT = "suspect"
    """Won before the lead was there, says the source."""
    LEFT = "left"
    """Reached no later layer so far."""


@dataclass(frozen=True, slots=True)
class LeadSelection:
    """The leads behind one number, as a description: what a click hands on.

    Attributes:
        layer: The layer.
        asked: What the funnel was asked.
        by: What it was split by; ``None`` where the number is of all cells.
        value: Value of the cell; meaningless without ``by``.
        part: Which of the layer's leads.
        standing: Kind of stage they stand in now; ``None`` for any.
        reason: Key of the reason why they left; ``None`` for any, empty for none given.
        count: The number shown.
        cell: The cell with its titles, for whoever says in words what is selected.
    """

    layer: Layer
    asked: ReportFilter
    by: Dimension | None = None
    value: str = ""
    part: Part = Part.COUNTED
    standing: StageKind | None = None
    reason: str | None = None
    count: int = 0
    cell: Cell | None = None


class Reach:
    """Builds the statements of one filter; leads are joined with the instants of their milestones.

    An instant of a layer is its milestone's, or that of the next layer recorded: so each lead counts
    once per layer, and the snapshots of adjoining periods add up to the whole.
    """

    def __init__(self, db: Connection, asked: ReportFilter) -> None:
        self._db, self._asked = db, asked
        self._zone = zone_of(db)
        self._first, self._after = asked.bounds(self._zone)

    def figures(self, by: Dimension | None) -> Question:
        """Ask per layer, cell and currency: leads, amount in two parts, how many have one, implied, suspect."""
        months = self._months() if by is Dimension.MONTH else ()
        return Question(partial(self._figures, by, months), 3)

    def _figures(self, by: Dimension | None, months: tuple[str, ...], among: Among) -> CompoundSelect[Any]:
        splits = None if by in {None, Dimension.MONTH} else COLUMNS[Dimension(str(by))]
        reached = self._reached_leads({"split": splits} if splits is not None else {}, among=among)
        parts = [self._lead_figures(by, months, among)]
        for layer in REACHED:
            at = _at(reached, layer)
            moment = reached.c.created_at if self._asked.basis is Basis.COHORT else at
            cell = month_at(moment, months, self._zone) if by is Dimension.MONTH else reached.c.get("split")
            is_suspect = reached.c.suspect if layer is Layer.WON else literal(0, WHOLE)
            parts.append(
                _counted(
                    layer,
                    cell,
                    reached.c.currency,
                    reached.c.amount,
                    case((reached.c[layer.value].is_(None), 1), else_=0),
                    is_suspect,
                ).where(self._counts(reached, layer))
            )
        return union_all(*parts)

    def leads(self, selection: LeadSelection) -> Select[Any]:
        """Return the ids of the leads behind a number."""
        in_cell = self._cell_condition(selection)
        left = _standing_condition(self._db, selection)
        if selection.layer is Layer.LEAD:
            return select(Lead.id).where(
                *self._lead_conditions(), *in_cell, *left, _lead_part(selection.part)
            )
        reached = self._reached_leads({}, *in_cell, *left)
        return select(reached.c.id).where(
            self._counts(reached, selection.layer),
            *self._month_condition(selection, reached),
            _part(reached, selection),
        )

    def departures(self, selection: LeadSelection, reason: ColumnElement[Any]) -> Question:
        """Ask per layer, present stage and reason: how many leads reached nothing later.

        Args:
            selection: Gives the cell; its layer and part do not count.
            reason: Expression on ``Lead``.
        """
        return Question(partial(self._departures, selection, reason), 3)

    def _departures(
        self, selection: LeadSelection, reason: ColumnElement[Any], among: Among
    ) -> CompoundSelect[Any]:
        in_cell = self._cell_condition(selection)
        leads = (
            select(literal(0, WHOLE).label("layer"), Lead.stage.label("stage"), reason.label("reason"))
            .where(*self._lead_conditions(), *in_cell, _lead_part(Part.LEFT), among(Lead.id.expression))
            .subquery("leads")
        )
        shown = {"stage": Lead.stage.expression, "reason": reason}
        reached = self._reached_leads(shown, *in_cell, among=among)
        parts = [select(leads.c.layer, leads.c.stage, leads.c.reason, func.count().label("leads")).group_by(
            leads.c.layer, leads.c.stage, leads.c.reason
        )]  # fmt: skip
        for layer in REACHED[:-1]:
            here = LeadSelection(layer, self._asked, selection.by, selection.value, Part.LEFT)
            parts.append(
                select(
                    literal(LAYERS.index(layer), WHOLE).label("layer"),
                    reached.c.stage,
                    reached.c.reason,
                    func.count().label("leads"),
                )
                .where(
                    self._counts(reached, layer), *self._month_condition(here, reached), _part(reached, here)
                )
                .group_by(reached.c.stage, reached.c.reason)
            )
        return union_all(*parts)

    def _lead_figures(self, by: Dimension | None, months: tuple[str, ...], among: Among) -> Select[Any]:
        cell: ColumnElement[Any] | None
        match by:
            case None:
                cell = None
            case Dimension.MONTH:
                cell = month_at(Lead.created_at.expression, months, self._zone)
            case _:
                cell = COLUMNS[by]
        nothing = literal(0, WHOLE)
        counted = _counted(
            Layer.LEAD, cell, Lead.currency.expression, Lead.amount.expression, nothing, nothing
        )
        return counted.where(*self._lead_conditions(), among(Lead.id.expression))

    def _reached_leads(
        self, more: dict[str, ColumnElement[Any]], *conditions: ColumnElement[bool], among: Among = everyone
    ) -> CTE:
        """Return the leads that reached anything, with the instant of each milestone."""
        at = milestones(among)
        of_period = self._created_in_period() if self._asked.basis is Basis.COHORT else ()
        rows = (
            select(
                Lead.id,
                Lead.created_at,
                Lead.currency,
                Lead.amount,
                at.c.suspect,
                *(at.c[layer.value] for layer in REACHED),
                *(column.label(name) for name, column in more.items()),
            )
            .join_from(at, Lead, Lead.id == at.c.lead_id)
            .where(*of_period, *self._asked.conditions(), *conditions, among(Lead.id.expression))
        )
        # Six layers read it. Unless told, SQLite works it out anew for each: three times as long.
        return rows.cte("reached").prefix_with("MATERIALIZED")

    def _lead_conditions(self) -> tuple[ColumnElement[bool], ...]:
        return (*self._created_in_period(), *self._asked.conditions())

    def _created_in_period(self) -> tuple[ColumnElement[bool], ...]:
        return self._within(Lead.created_at.expression)

    def _counts(self, reached: CTE, layer: Layer) -> ColumnElement[bool]:
        at = _at(reached, layer)
        period = self._within(at) if self._asked.basis is Basis.SNAPSHOT else ()
        return and_(at.is_not(None), *period)

    def _within(self, at: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
        first = () if self._first is None else (at >= self._first,)
        return first if self._after is None else (*first, at < self._after)

    def _cell_condition(self, selection: LeadSelection) -> tuple[ColumnElement[bool], ...]:
        """Return the condition on ``Lead`` that a cell means; months of a snapshot come later."""
        by = selection.by
        if by is None:
            return ()
        if by is not Dimension.MONTH:
            return (is_in_cell(by, selection.value, groups_blank=self._asked.groups_blank),)
        if self._asked.basis is Basis.SNAPSHOT and selection.layer is not Layer.LEAD:
            return ()
        return (_in_month(Lead.created_at.expression, month_bounds(selection.value, self._zone)),)

    def _month_condition(self, selection: LeadSelection, reached: CTE) -> tuple[ColumnElement[bool], ...]:
        if selection.by is not Dimension.MONTH or self._asked.basis is Basis.COHORT:
            return ()
        return (_in_month(_at(reached, selection.layer), month_bounds(selection.value, self._zone)),)

    def _months(self) -> tuple[str, ...]:
        """Return the months from the earliest to the latest instant that a month can be asked of."""
        milestone = ReachedMilestone.__table__.alias("edge")
        edges: list[ColumnElement[Any]] = []
        for edge in (func.min, func.max):
            edges.append(select(edge(Lead.created_at)).scalar_subquery())
            edges.extend(
                select(edge(milestone.c.at)).where(milestone.c.milestone == layer.value).scalar_subquery()
                for layer in REACHED
            )
        found = [at for at in self._db.execute(select(*edges)).one() if at is not None]
        return months_between(min(found, default=0), max(found, default=0), self._zone)


def selected_leads(db: Connection, selection: LeadSelection) -> Select[Any]:
    """Return a select of the ids behind a number, for a list of leads to be narrowed by."""
    return Reach(db, selection.asked).leads(selection)


def stage_kinds(db: Connection) -> dict[str, StageKind]:
    """Return the kind of each stage of the playbook in force."""
    rows = db.execute(select(Stage.key, Stage.kind).where(Stage.version == current_version()))
    return {row.key: StageKind(row.kind) for row in rows}


def reason_left(kinds: dict[str, StageKind]) -> ColumnElement[Any]:
    """Return the reason why a lead left: of its loss, or of the move that brought it where it is."""
    move = StageMove.__table__.alias("move")
    last_move = (
        select(move.c.reason)
        .where(move.c.lead_id == Lead.id, move.c.to_stage == Lead.stage)
        .order_by(move.c.at.desc(), move.c.cmd_id)
        .limit(1)
        .correlate(Lead.__table__)
        .scalar_subquery()
    )
    lost = [key for key, kind in kinds.items() if kind is StageKind.LOST]
    parked = [key for key, kind in kinds.items() if kind in {StageKind.NURTURE, StageKind.REFUSED}]
    return case(
        (Lead.stage.in_(lost), func.coalesce(Lead.lost_reason, literal("", TEXT))),
        (Lead.stage.in_(parked), func.coalesce(last_move, literal("", TEXT))),
        else_=literal("", TEXT),
    )


def milestones(among: Among = everyone) -> Subquery:
    """Return one row per lead meant that reached anything: when each milestone was, and if won is suspect."""
    milestone = ReachedMilestone
    instants = [
        func.max(case((milestone.milestone == layer.value, milestone.at))).label(layer.value)
        for layer in REACHED
    ]
    is_suspect = case((and_(milestone.milestone == Layer.WON.value, milestone.is_suspect), 1), else_=0)
    return (
        select(milestone.lead_id, *instants, func.max(is_suspect).label("suspect"))
        .where(_is_layer(milestone.milestone.expression), among(milestone.lead_id.expression))
        .group_by(milestone.lead_id)
        .subquery("milestones")
    )


def _is_layer(milestone: ColumnElement[Any]) -> ColumnElement[bool]:
    # Written out, not bound: SQLite uses a partial index only where it can read its condition.
    return milestone != literal(Milestone.MAL.value, TEXT, literal_execute=True)


def _at(reached: CTE, layer: Layer) -> ColumnElement[Any]:
    """Return when a layer was reached, as far as it is recorded or implied by the next recorded one."""
    instants = [reached.c[one.value] for one in (layer, *after(layer))]
    return func.coalesce(*instants) if len(instants) > 1 else instants[0]


def _counted(
    layer: Layer,
    cell: ColumnElement[Any] | None,
    currency: ColumnElement[Any],
    amount: ColumnElement[Any],
    is_implied: ColumnElement[Any],
    is_suspect: ColumnElement[Any],
) -> Select[Any]:
    """Return one layer's figures per cell and currency; amounts that are missing count as none."""
    by = [typed_null(TEXT).label("cell_value")] if cell is None else [cell.label("cell_value")]
    groups = ["currency_key"] if cell is None else ["cell_value", "currency_key"]
    return select(
        literal(LAYERS.index(layer), WHOLE).label("layer"),
        *by,
        currency.label("currency_key"),
        func.count().label("leads"),
        func.sum(amount // literal_column(str(HIGH), WHOLE)).label("amount_high"),
        func.sum(amount % literal_column(str(HIGH), WHOLE)).label("amount_low"),
        func.count(amount).label("priced"),
        func.sum(is_implied).label("implied"),
        func.sum(is_suspect).label("suspect"),
    ).group_by(*groups)


def _lead_part(part: Part) -> ColumnElement[bool]:
    match part:
        case Part.COUNTED:
            return true()
        case Part.LEFT:
            later = ReachedMilestone.__table__.alias("later")
            return ~select(later.c.lead_id).where(
                later.c.lead_id == Lead.id, _is_layer(later.c.milestone)
            ).correlate(Lead.__table__).exists()  # fmt: skip
        case Part.IMPLIED | Part.SUSPECT:
            raise ValueError(f"a lead itself is never {part.value}")


def _part(reached: CTE, selection: LeadSelection) -> ColumnElement[bool]:
    layer = selection.layer
    match selection.part:
        case Part.COUNTED:
            return true()
        case Part.IMPLIED:
            return reached.c[layer.value].is_(None)
        case Part.SUSPECT:
            return reached.c.suspect == 1
        case Part.LEFT:
            return and_(*(reached.c[later.value].is_(None) for later in after(layer)), true())


def _standing_condition(db: Connection, selection: LeadSelection) -> tuple[ColumnElement[bool], ...]:
    if selection.standing is None:
        return ()
    kinds = stage_kinds(db)
    stages = [key for key, kind in kinds.items() if kind is selection.standing]
    stands = or_(Lead.stage.in_(stages))
    return (stands,) if selection.reason is None else (stands, reason_left(kinds) == selection.reason)


def _in_month(at: ColumnElement[Any], bounds: tuple[int, int]) -> ColumnElement[bool]:
    return and_(at >= bounds[0], at < bounds[1])
