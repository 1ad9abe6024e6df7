"""What is known of a country's days: its holidays, its make-up working days, and which years are announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

CHINA = "CN"


@dataclass(frozen=True, slots=True)
class Holidays:
    """What is known of a country's days.

    Attributes:
        works_on: The country's say on a date: False a holiday, True a make-up working day, ``None`` as the week says.
        is_announced: Whether all days of a year are known. Of others only what the law names counts: days that
            the government moves year by year, or that follow the moon's sighting, are not known yet.
        name: What a holiday is called where it is kept; empty for a day that is none.
    """

    works_on: Callable[[date], bool | None]
    is_announced: Callable[[int], bool]
    name: Callable[[date], str]


@cache
def holidays_of(country: str) -> Holidays:
    """Return what is known of a country by its two-letter code; empty means no holidays.

    Raises:
        KeyError: no such country is known.
    """
    if not country:
        return Holidays(lambda _on: None, lambda _year: True, lambda _on: "")
    if country not in known_countries():
        raise KeyError(country)
    return _chinese() if country == CHINA else _public(country)


@cache
def known_countries() -> frozenset[str]:
    """Return the codes of all countries whose holidays are known."""
    import holidays  # noqa: PLC0415 - its registry alone takes longer than a start should wait for

    return frozenset(holidays.list_supported_countries(include_aliases=False))


def holiday_names(country: str, year: int, language: str) -> dict[date, str]:
    """Return what the holidays of a year are called in a language, in English where the country is not named in it.

    Args:
        country: Two letters; empty names nothing.
        year: Of the holidays.
        language: ``zh`` or ``en``.
    """
    import holidays  # noqa: PLC0415

    if not country:
        return {}
    spoken = holidays.country_holidays(country).supported_languages
    wanted = "zh_CN" if language == "zh" and "zh_CN" in spoken else "en_US"
    return dict(holidays.country_holidays(country, years=year, language=wanted).items())


def _chinese() -> Holidays:
    # Importing chinesecalendar loads every year's table; only whoever lays down a calendar pays for it.
    import chinese_calendar  # noqa: PLC0415

    days_off, days_on = chinese_calendar.holidays, chinese_calendar.workdays
    announced = {day.year for day in days_off} | {day.year for day in days_on}
    by_law = _statutory(CHINA)

    def works_on(on: date) -> bool | None:
        if on.year not in announced:
            return False if on in by_law else None
        if on in days_on:
            return True
        return False if on in days_off else None

    named = _official(CHINA)
    return Holidays(works_on, announced.__contains__, lambda on: str(named.get(on, "")))


def _public(country: str) -> Holidays:
    official, by_law = _official(country), _statutory(country)

    @cache
    def is_announced(year: int) -> bool:
        return year <= _last_decreed(country) and _is_certain(country, year)

    def works_on(on: date) -> bool | None:
        days_off = official if is_announced(on.year) else by_law
        if on in days_off:
            return False
        return True if on in days_off.weekend_workdays else None

    return Holidays(works_on, is_announced, lambda on: str(official.get(on, "")))


def _official(country: str) -> Any:
    import holidays  # noqa: PLC0415

    return holidays.country_holidays(country)


def _statutory(country: str) -> Any:
    """Return the days the law names, without those a rule of thumb would move to another day."""
    import holidays  # noqa: PLC0415

    return holidays.country_holidays(country, observed=country != CHINA)


def _last_decreed(country: str) -> int:
    """Return the last year whose moved days are known, where the government moves days by a decree each year."""
    import holidays  # noqa: PLC0415

    days = holidays.country_holidays(country)
    if not days.has_substituted_holidays:
        return date.max.year
    return max((year for year, moved in days.special_public_holidays.items() if moved), default=date.max.year)


def _is_certain(country: str, year: int) -> bool:
    """Whether a year has days at all, and none whose date is only estimated."""
    import holidays  # noqa: PLC0415

    days = holidays.country_holidays(country, years=year, language="en_US")
    return bool(days) and not any("estimated" in name for name in days.values())
