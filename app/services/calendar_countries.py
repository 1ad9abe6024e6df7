"""The countries a calendar is shipped for: office hours to begin with, weekend, time zone."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

import msgspec

from app.resources import resource
from app.services.playbook.document import Calendar, Span, Text, Week

type Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

WEEKDAYS: tuple[Weekday, ...] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip


class Country(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country as the shipped file says it."""

    code: Annotated[str, msgspec.Meta(pattern=r"\A[A-Z]{2}\Z")]
    name: Text
    time_zone: str
    """Where most of its offices are."""
    weekend: tuple[Weekday, ...]
    hours: tuple[Span, ...]
    """Of a working day, to begin with."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    countries: tuple[Country, ...]


@cache
def countries() -> dict[str, Country]:
    """Return the shipped countries by code, in the file's order."""
    text = resource("calendars", "countries.toml").read_text(encoding="utf-8")
    return {one.code: one for one in msgspec.toml.decode(text, type=_File).countries}


def calendar_of_country(code: str) -> Calendar:
    """Return the calendar shipped for a country, by its two-letter code in any case.

    Raises:
        KeyError: none is shipped for it.
    """
    country = countries()[code.upper()]
    days = {day: () if day in country.weekend else country.hours for day in WEEKDAYS}
    return Calendar(
        key=country.code.lower(), title=country.name, time_zone=country.time_zone,
        shifts=Week(**days, make_up=country.hours), holidays=country.code,
    )  # fmt: skip
