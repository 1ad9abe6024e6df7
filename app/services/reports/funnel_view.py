"""What the funnel's screen asks and is answered: names resolved, figures, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, exists, select

from app.models.leads import Lead
from app.models.playbook import Channel
from app.services.reports.dimensions import BLANK, UNKNOWN, Cell, Dimension
from app.services.reports.funnel import Funnel, funnel
from app.services.reports.periods import Days, Period, days_of
from app.services.reports.report import EVERYTHING, Only, ReportFilter
from app.services.reports.team_time import zone_of


@dataclass(frozen=True, slots=True)
class FunnelAsk:
    """What a person chose on the screen.

    Attributes:
        asked: Basis, grouping and restrictions; its days count for ``Period.CUSTOM`` only.
        period: The period by name.
        by: What to split by.
        channels: Channel values to restrict to; none is all.
    """

    asked: ReportFilter = EVERYTHING
    period: Period = Period.ALL
    by: Dimension = Dimension.CHANNEL
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FunnelView:
    """The answer.

    Attributes:
        asked: The filter with its days.
        funnel: The figures.
        channels: What can be restricted to, in the order of their names.
        has_leads: Whether there is any lead at all.
    """

    asked: ReportFilter
    funnel: Funnel
    channels: tuple[Cell, ...]
    has_leads: bool


def funnel_view(db: Connection, ask: FunnelAsk, now: int) -> FunnelView:
    """Answer the screen; ``now`` is the present instant, microseconds UTC."""
    asked = resolved(ask, days_of(ask.period, now, zone_of(db)))
    return FunnelView(asked, funnel(db, asked, ask.by), channels(db), has_leads(db))


def resolved(ask: FunnelAsk, days: Days) -> ReportFilter:
    """Return the filter with the days of its period."""
    only = (*ask.asked.only, *((Only(Dimension.CHANNEL, ask.channels),) if ask.channels else ()))
    if ask.period is Period.CUSTOM:
        return replace(ask.asked, only=only)
    return replace(ask.asked, since=days[0], until=days[1], only=only)


def channels(db: Connection) -> tuple[Cell, ...]:
    """Return the channels one can restrict a report to: those known, unknown, and blank at the end."""
    rows = db.execute(
        select(Channel.key, Channel.title_zh, Channel.title_en).order_by(Channel.title_en, Channel.key)
    )
    known = [Cell(row.key, row.title_zh or row.key, row.title_en or row.key) for row in rows]
    if all(cell.value != UNKNOWN for cell in known):
        known.append(Cell(UNKNOWN, UNKNOWN, UNKNOWN))
    return (*known, Cell(BLANK, BLANK, BLANK))


def has_leads(db: Connection) -> bool:
    """Whether there is any lead."""
    return bool(db.execute(select(exists(select(Lead.id)))).scalar())
