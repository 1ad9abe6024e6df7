"""What a chart shows, in words and numbers already: rows of data, each openable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from app.services.reports.cube import Shape


@dataclass(frozen=True, slots=True)
class Datum:
    """One bar, point or field.

    Attributes:
        row: Key of its row.
        column: Key of its column.
        value: Its length, height or darkness.
        text: The figure as it is written beside it.
        said: All about it, for a tooltip and a screen reader.
        low: Where chance lets a share begin.
        high: Where it ends.
        is_sure: Whether it differs from the others beyond chance, or rests on enough; drawn full, else hollow.
        is_seen: Whether there is anything to go by; else the room is hatched.
    """

    row: str
    column: str
    value: float
    text: str
    said: str
    low: float | None = None
    high: float | None = None
    opens: bool = True
    is_sure: bool = True
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row."""

    key: str
    title: str
    data: tuple[Datum, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart.

    Attributes:
        series: What the data of a row are called, in their order.
        nothing: What to say where there is nothing to draw.
        ticks: Words of the axis' figures, from 0 to the greatest, evenly apart; empty without an axis.
        top: Greatest value of the axis.
        more: How many rows are left to the table.
        key: What full and hollow mean, in this order; empty where nothing is hollow.
    """

    shape: Shape
    title: str
    rows: tuple[ChartRow, ...]
    series: tuple[str, ...] = ()
    nothing: str = ""
    ticks: tuple[str, ...] = ()
    top: float = 1.0
    more: str = ""
    key: tuple[str, ...] = ()

    def data(self) -> list[Datum]:
        """Return every datum, row by row."""
        return [datum for row in self.rows for datum in row.data]

    def is_empty(self) -> bool:
        """Whether nothing is to be drawn."""
        return not any(datum.value or datum.opens for datum in self.data())


_NICE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def nice_top(values: Sequence[float], steps: int = 4) -> float:
    """Return a round number not below any value, that so many even round steps reach."""
    most = max(values, default=0.0)
    if most <= 0:
        return 1.0
    rough = most / steps
    size = 10.0 ** floor(log10(rough))
    step = next(nice * size for nice in _NICE if nice * size >= rough * (1 - 1e-9))
    return step * steps
