"""Periods by name end where months end."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from app.services.reports.periods import Period, days_of
from tests.services.reports.leads import at_local

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("period", "now", "first", "last"),
    [
        (Period.THIS_MONTH, "2026-03-01 00:30", date(2026, 3, 1), date(2026, 3, 31)),
        (Period.LAST_MONTH, "2026-01-15 10:00", date(2025, 12, 1), date(2025, 12, 31)),
        (Period.LAST_MONTH, "2024-03-31 10:00", date(2024, 2, 1), date(2024, 2, 29)),
        (Period.THIS_QUARTER, "2026-11-23 10:00", date(2026, 10, 1), date(2026, 12, 31)),
        (Period.LAST_QUARTER, "2026-02-01 10:00", date(2025, 10, 1), date(2025, 12, 31)),
        (Period.THIS_YEAR, "2026-12-31 23:59", date(2026, 1, 1), date(2026, 12, 31)),
        (Period.LAST_YEAR, "2026-01-01 00:00", date(2025, 1, 1), date(2025, 12, 31)),
        (Period.ALL, "2026-01-01 00:00", None, None),
    ],
)
def test_a_period_has_its_first_and_last_day(
    period: Period, now: str, first: date | None, last: date | None
) -> None:
    """Where the team is: half past midnight in Shanghai is the day before in Greenwich."""
    assert days_of(period, at_local(now), SHANGHAI) == (first, last)
