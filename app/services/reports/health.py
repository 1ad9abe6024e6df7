"""Stage health: stages nobody uses, everybody passes at once, or leads go back and forth in (spec section 15)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from app.services.reports.building import stage_rows
from app.services.reports.cube import CubeSpec, Drawing, Measure, Ratio, Shape
from app.services.reports.pipeline import health_facts
from app.services.reports.report import Basis
from app.services.reports.sheet import Column, Entry, Line, Own, Sheet, Unit
from app.services.reports.titles import titles

LEAST_ENTERED = 10
"""Leads from which a stage is judged."""
PASSED_BY_ALL = 0.9
BACK_AND_FORTH = 0.2

SPEC = CubeSpec(
    name="health",
    splits=(Own.STAGE,),
    bases=(Basis.SNAPSHOT,),
    facts=health_facts,
    columns=(
        Measure("entered", ("entered",), is_events=True),
        Measure("forward", ("forward",), is_events=True),
        Measure("backward", ("backward",), is_events=True),
        Measure("again", ("again",), is_events=True),
        Measure("same_day", ("same_day",), is_events=True),
        Measure("still", ("still",), is_events=True),
        Ratio("backward_of_entered", "backward", "entered"),
        Ratio("same_day_of_entered", "same_day", "entered"),
    ),
    drawing=Drawing(Shape.BARS, ("entered", "backward")),
)


def with_findings(db: Connection, sheet: Sheet) -> Sheet:
    """Return the report with a finding for each stage, and the stages nobody ever entered."""
    known = {line.cell.value for line in sheet.lines}
    keys = [row.key for row in stage_rows(db)]
    named = titles(db, Own.STAGE, frozenset(keys))
    nothing = {column.key: Entry(0, opens=False) for column in sheet.columns if column.unit is Unit.COUNT}
    lines = [*sheet.lines, *(Line(named[key], nothing) for key in keys if key not in known)]
    order = {key: at for at, key in enumerate(keys)}
    lines.sort(key=lambda line: (order.get(line.cell.value, len(order)), line.cell.value))
    found = tuple(
        Line(line.cell, {**line.entries, "finding": Entry(_finding(line), opens=False)}) for line in lines
    )
    return replace(sheet, columns=(*sheet.columns, Column("finding", Unit.WORD)), lines=found)


def _finding(line: Line) -> str:
    entered = line.number("entered")
    if not entered:
        return "unused"
    if entered < LEAST_ENTERED:
        return "few"
    if line.number("backward_of_entered") >= BACK_AND_FORTH:
        return "back_and_forth"
    return "passed" if line.number("same_day_of_entered") >= PASSED_BY_ALL else "sound"
