"""The reports of the common frame, one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, Select

from app.services.reports import (
    calibration,
    channels,
    cohorts,
    forecast,
    health,
    helps,
    hours,
    losses,
    pipeline,
    poc,
    response,
    revenue,
    rivals,
    script,
    wins,
    work,
)
from app.services.reports.counting import sheet_of
from app.services.reports.cube import Cube, CubeSpec, asked_of
from app.services.reports.report import ReportFilter
from app.services.reports.sheet import Behind, Sheet, Split

type Finish = Callable[[Connection, Sheet], Sheet]

CUBES: Mapping[str, tuple[CubeSpec, Finish | None]] = {
    spec.name: (spec, finish)
    for spec, finish in (
        (channels.CHANNELS, channels.with_costs),
        (channels.KEYWORDS, channels.with_costs),
        (pipeline.SPEC, None),
        (pipeline.DURATIONS, None),
        (forecast.SPEC, None),
        (revenue.SPEC, None),
        (wins.SPEC, None),
        (poc.SPEC, None),
        (losses.SPEC, None),
        (rivals.SPEC, None),
        (helps.SPEC, None),
        (cohorts.SPEC, cohorts.as_triangle),
        (work.SPEC, None),
        (response.SPEC, None),
        (hours.SPEC, None),
        (script.SPEC, None),
        (script.THRESHOLDS, script.as_tuner),
        (calibration.SPEC, calibration.with_kappa),
        (health.SPEC, health.with_findings),
    )
}


def sheet(db: Connection, name: str, asked: ReportFilter, by: Split | None = None) -> Sheet:
    """Return the answer of a report of the frame."""
    spec, finish = CUBES[name]
    made = sheet_of(db, spec, asked, by)
    return finish(db, made) if finish is not None else made


def leads_behind(db: Connection, behind: Behind) -> Select[tuple[object]]:
    """Return a select of the ids of the leads behind a figure."""
    spec, _ = CUBES[behind.report]
    return Cube(db, spec, asked_of(db, spec, behind.asked, behind.by)).leads(behind)
