"""Every report by its name: a new one is one file and one line here."""

from __future__ import annotations

from typing import Any

from app.errors import BadArgument
from app.services.reports import alignment, funnel
from app.services.reports.counting import report_spec
from app.services.reports.cubes import CUBES
from app.services.reports.report import ReportSpec, nearest

REPORTS: tuple[ReportSpec[Any], ...] = (
    funnel.REPORT,
    alignment.REPORT,
    *(report_spec(spec, finish) for spec, finish in CUBES.values()),
)


def report_named(name: str) -> ReportSpec[Any]:
    """Return a report of the list.

    Raises:
        BadArgument: there is no such report; the nearest is named.
    """
    by_name = {spec.name: spec for spec in REPORTS}
    if name not in by_name:
        raise BadArgument(
            "report", at=f"no report is called {name!r}; the nearest is {nearest(name, list(by_name))!r}"
        )
    return by_name[name]
