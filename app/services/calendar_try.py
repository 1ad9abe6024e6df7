"""A calendar laid down beside the workspace, to be asked before anybody works by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy import Connection, Table, create_engine, insert
from sqlalchemy.pool import StaticPool

from app.models.calendar import CalendarYear, WorkingDay, WorkSpan
from app.models.tables import SHARED
from app.services.calendar_rows import DefineCalendar
from app.services.kernel import driver


@contextmanager
def laid_down(calendar: DefineCalendar) -> Iterator[Connection]:
    """Give a database in memory that holds this calendar alone, for the questions of ``calendar_days``."""
    engine = create_engine("sqlite://", module=driver.module, poolclass=StaticPool)
    rows = ((WorkingDay, calendar.days), (WorkSpan, calendar.spans), (CalendarYear, calendar.years))
    try:
        with engine.begin() as db:
            SHARED.create_all(db, tables=[_table(model) for model, _ in rows])
            for model, records in rows:
                key = {"calendar": calendar.calendar}
                db.execute(insert(model), [key | msgspec.structs.asdict(one) for one in records])
            yield db
    finally:
        engine.dispose()


def _table(model: type[WorkingDay | WorkSpan | CalendarYear]) -> Table:
    return SHARED.tables[model.__tablename__]
