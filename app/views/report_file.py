"""A report's table as a file, the same columns and figures that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.services.exporting import write_csv
from app.services.reports.report import Report
from app.services.reports.workbook import write_workbook
from app.views.background import Job
from app.views.desk import Desk


def writing_table(path: Path, report: Callable[[Desk], Report]) -> Callable[[Desk, Job], Path]:
    """Return the job that writes a report as XLSX or, with any other ending, as CSV."""

    def work(desk: Desk, job: Job) -> Path:
        del job
        told = report(desk)
        if path.suffix.lower() == ".xlsx":
            write_workbook(path, told.name, told.columns, [*told.rows])
        else:
            write_csv(path, told.columns, told.rows)
        return path

    return work
