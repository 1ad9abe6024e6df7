"""What all reports share: the period and filter asked for, and the rows given back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, or_

from app.errors import BadArgument
from app.services.intake.amounts import minor_units
from app.services.reports.dimensions import Dimension, is_in_cell
from app.services.reports.team_time import begin_of

type Value = str | int | float | None
"""What stands in a row: text, a count, an amount or a share."""


class Basis(StrEnum):
    """Which leads a period means (spec section 15)."""

    COHORT = "cohort"
    """Leads created in the period, whatever happened to them since."""
    SNAPSHOT = "snapshot"
    """What happened in the period, whenever the lead was created."""


@dataclass(frozen=True, slots=True)
class Only:
    """A restriction to some values of a dimension other than ``MONTH``; a member by the id's text."""

    dimension: Dimension
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which leads a report is about.

    Attributes:
        since: First day, where the team is; ``None`` from the beginning.
        until: Last day, included; ``None`` to the end.
        basis: What falls into the period: the leads, or what happened.
        only: Further restrictions; all must hold.
        groups_blank: Whether values left blank and values written as unknown are one.
        currency: What amounts are converted into, as far as there are rates; empty for the team's.
        now: The present instant, microseconds UTC; ``None`` for that of the machine.
    """

    since: date | None = None
    until: date | None = None
    basis: Basis = Basis.COHORT
    only: tuple[Only, ...] = ()
    groups_blank: bool = False
    currency: str = ""
    now: int | None = None

    def bounds(self, zone: tzinfo) -> tuple[int | None, int | None]:
        """Return the first instant of the period and the first after it, each ``None`` if open."""
        first = None if self.since is None else begin_of(self.since, zone)
        after = None if self.until is None else begin_of(self.until + timedelta(days=1), zone)
        return first, after

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the restrictions as conditions on ``Lead``; the period is left to the report."""
        return [
            _any_of(
                [is_in_cell(one.dimension, value, groups_blank=self.groups_blank) for value in one.values]
            )
            for one in self.only
        ]


EVERYTHING = ReportFilter()
"""All leads of all time, as a cohort."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as other programs read it (design section 7).

    Attributes:
        total: All rows together, where they add up to anything.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Value], ...]
    total: Mapping[str, Value] | None = None

    def as_json(self) -> dict[str, object]:
        """Return it as one JSON document."""
        told: dict[str, object] = {
            "name": self.name, "columns": list(self.columns), "rows": [dict(row) for row in self.rows]
        }  # fmt: skip
        return told if self.total is None else told | {"total": dict(self.total)}


@dataclass(frozen=True, slots=True)
class ReportSpec[By: StrEnum]:
    """One report of the list: what it can be asked, and who answers."""

    name: str
    dimensions: tuple[By, ...]
    bases: tuple[Basis, ...]
    run: Callable[[Connection, ReportFilter, By | None], Report]
    custom: Callable[[str], By] | None = None
    """Makes a dimension of a source's own field, ``custom:NAME``; ``None`` where the report has none."""


def dimension_named[By: StrEnum](spec: ReportSpec[By], name: str | None) -> By | None:
    """Return the dimension a report is asked to be split by; ``None`` for none.

    Raises:
        BadArgument: the report has no such dimension; the nearest it has is named.
    """
    if name is None:
        return None
    if name.startswith("custom:") and spec.custom is not None:
        return spec.custom(name)
    known = _known(name, spec.dimensions, spec.name, "dimension")
    return next(one for one in spec.dimensions if one.value == known)


def basis_named(spec: ReportSpec[Any], name: str | None) -> Basis:
    """Return the basis asked for; the report's first one where nobody said.

    Raises:
        BadArgument: the report has no such basis; the nearest it has is named.
    """
    return spec.bases[0] if name is None else Basis(_known(name, spec.bases, spec.name, "basis"))


def nearest(name: str, known: Sequence[str]) -> str:
    """Return the known name most like another."""
    return str(get_close_matches(name, known, n=1, cutoff=0.0)[0])


def share(part: int, whole: int) -> float | None:
    """Return a share as a fraction of 1; ``None`` of nothing."""
    return part / whole if whole else None


def major(minor: int, currency: str) -> int | float:
    """Return minor units as the amount people write: 1250 of ``CNY`` is 12.5, 1250 of ``JPY`` is 1250."""
    per_unit = minor_units(Decimal(1), currency or None)
    if not per_unit:
        raise ValueError(f"a unit of {currency!r} has no minor units")
    return minor // per_unit if minor % per_unit == 0 else minor / per_unit


def _any_of(conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return whether one of the conditions holds; none of none does."""
    return or_(false(), *conditions)


def _known(name: str, known: Sequence[str], report: str, what: str) -> str:
    if name in known:
        return name
    raise BadArgument(
        f"report.{report}",
        at=f"no {what} of this report is called {name!r}; the nearest is {nearest(name, known)!r}",
    )
