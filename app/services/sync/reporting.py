"""A joined desk tells now and then that it is there: its program's version, and what waits for its person."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy import func, select

from app.clock import HOUR
from app.errors import RuleViolation
from app.models.desk import OutboxEntry
from app.services.desk_report import ReportDesk
from app.services.kernel import outbox
from app.services.sync.desk import device_of
from app.services.workspace import Workspace

EVERY_US = HOUR
"""Between two reports: administrators read "last seen" in hours and days."""
_UNKNOWN = "0"
"""Version of a program that was never installed."""


class DeskReporter:
    """Gives the report once at the beginning, and again whenever the last one is old; on one thread."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._said_at: int | None = None

    def tell(self) -> None:
        """Give the report if it is due; it goes with the next push."""
        now = self._workspace.clock()
        if self._said_at is not None and abs(now - self._said_at) < EVERY_US:
            return
        self._said_at = now
        device_id = self._workspace.keep(device_of)
        # Where this hat was just taken away, the exchange itself says so.
        with suppress(RuleViolation):
            self._workspace.execute(
                ReportDesk(device_id=device_id, version=_version(), refused_count=self._refused())
            )

    def _refused(self) -> int:
        asked = select(func.count()).where(OutboxEntry.state.in_((outbox.REFUSED, outbox.ERROR)))
        return self._workspace.read(lambda db: db.execute(asked).scalar_one())


def _version() -> str:
    try:
        return version("decile")
    except PackageNotFoundError:
        return _UNKNOWN
