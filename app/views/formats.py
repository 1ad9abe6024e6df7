"""Figures and times as people write them, in the language of the moment and the local time zone.

Values come as the product keeps them: instants in microseconds UTC, dates in days since 1970, money in
minor units. Short forms (min, h, d) spare English its plurals.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from math import floor

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.clock import SECOND, from_epoch_day, from_micros
from app.views.i18n import is_chinese

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3_600, 86_400
_WEEK_DAYS = 7
_COARSE = 2
"""Days and hours are followed by the next unit; minutes stand alone."""
_SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$", "JPY": "JP¥"}
_WHOLE_CURRENCIES = frozenset({"JPY", "KRW", "VND", "CLP"})
"""Currencies without minor units (ISO 4217)."""
_SHORT_EN = ((10**9, "B"), (10**6, "M"), (10**3, "K"))
_SHORT_ZH = ((10**8, "亿"), (10**4, "万"))


def number(value: int) -> str:
    """Return a whole number with its groups: 12,480."""
    return f"{value:,}"


def short_number(value: float) -> str:
    """Return a large number in few characters: 12.4K, 3M; 1.2万, 3亿. Cut, not rounded up."""
    for size, unit in _SHORT_ZH if is_chinese() else _SHORT_EN:
        if abs(value) >= size:
            return f"{_one_place(value / size)}{unit}"
    return number(int(value))


def money(minor: int, currency: str, *, short: bool = False) -> str:
    """Return an amount: ¥12,000, $8.50; short ¥1200万 or ¥12M.

    Args:
        minor: The amount in minor units (cents, 分).
        currency: ISO 4217 code; without a known symbol the code stands before the figure.
        short: For charts and tiles: cut to one place of 万, 亿, K, M.
    """
    scale = 1 if currency in _WHOLE_CURRENCIES else 100
    symbol = _SYMBOLS.get(currency, f"{currency} " if currency else "")
    sign = "−" if minor < 0 else ""
    whole, cents = divmod(abs(minor), scale)
    if short:
        return f"{sign}{symbol}{short_number(whole)}"
    figure = f"{whole:,}" if not cents else f"{whole:,}.{cents:02d}"
    return f"{sign}{symbol}{figure}"


def percent(value: int) -> str:
    """Return whole percent, as the rules keep them."""
    return f"{value}%"


def share(part: int, whole: int) -> str:
    """Return a part of a whole in percent, cut and never rounded up: 2 of 3 is 66%; a dash of nothing."""
    return f"{100 * part // whole}%" if whole else "–"


def fraction(value: float) -> str:
    """Return a fraction of 1 as percent, rounded to one place: 0.1239 is 12.4%, 5 of 100 reach from 2.2 to 11.2%.

    What is neither nothing nor all is never told as such: 0.0001 is 0.1%, 0.9999 is 99.9%.
    """
    tenths = floor(abs(value) * 1000 + 0.5 + 1e-9)
    if 0 < abs(value) < 1:
        tenths = min(999, max(1, tenths))
    whole, tenth = divmod(tenths, 10)
    sign = "−" if value < 0 and tenths else ""
    return f"{sign}{whole:,}.{tenth}%" if tenth else f"{sign}{whole:,}%"


def day(epoch_day: int, *, today: int | None = None) -> str:
    """Return a date: 23 Nov 2026, 2026年11月23日; without the year where it is this one.

    Args:
        epoch_day: Days since 1970-01-01.
        today: The present day; with it, the present year is left out.
    """
    on = from_epoch_day(epoch_day)
    return _date(on, with_year=today is None or from_epoch_day(today).year != on.year)


def time(at: int, zone: tzinfo | None = None) -> str:
    """Return the local time of an instant: 14:05."""
    return f"{_local(at, zone):%H:%M}"


def date_time(at: int, zone: tzinfo | None = None) -> str:
    """Return date and time in full, for tooltips and cards: 23 Nov 2026 14:05."""
    local = _local(at, zone)
    return f"{_date(local.date(), with_year=True)} {local:%H:%M}"


def moment(at: int, now: int, zone: tzinfo | None = None) -> str:
    """Return an instant as one says it: in 12 min, 3 min ago, today 14:05, 昨天 14:05, Mon 09:00, 12 Nov.

    Args:
        at: The instant.
        now: The present instant.
        zone: For tests; the system's local zone without it.
    """
    away = (at - now) // SECOND
    if abs(away) < _MINUTE_S:
        return QCoreApplication.translate("Formats", "now")
    if abs(away) < _HOUR_S:
        return _minutes_away(away)
    local, present = _local(at, zone), _local(now, zone)
    days = (local.date() - present.date()).days
    clock = f"{local:%H:%M}"
    named = _near_day(days)
    if named:
        return f"{named} {clock}"
    if abs(days) < _WEEK_DAYS:
        return f"{weekday(local.date())} {clock}"
    if local.year == present.year:
        return f"{_date(local.date(), with_year=False)} {clock}"
    return _date(local.date(), with_year=True)


def month(year: int, of_year: int) -> str:
    """Return a month: Mar 2026, 2026年3月."""
    on = QDate(year, of_year, 1)
    return f"{year}年{of_year}月" if is_chinese() else QLocale().toString(on, "MMM yyyy")


def weekday(on: date) -> str:
    """Return the short name of a date's weekday: Mon, 周一."""
    return QLocale().toString(QDate(on.year, on.month, on.day), "ddd")


def duration(seconds: int) -> str:
    """Return a length of time in its two largest units: 45 s, 12 min, 1 h 20 min, 3 d 4 h."""
    translate = QCoreApplication.translate
    units = (
        (_DAY_S, translate("Formats", "{n} d")),
        (_HOUR_S, translate("Formats", "{n} h")),
        (_MINUTE_S, translate("Formats", "{n} min")),
        (1, translate("Formats", "{n} s")),
    )
    total = abs(seconds)
    at = next((at for at, (size, _) in enumerate(units) if total >= size), len(units) - 1)
    size, text = units[at]
    said = text.format(n=total // size)
    if at < _COARSE:
        finer, finer_text = units[at + 1]
        more = total % size // finer
        said += f" {finer_text.format(n=more)}" if more else ""
    return f"−{said}" if seconds < 0 else said


def stop_watch(seconds: int) -> str:
    """Return a running time: 04:32, 1:04:32."""
    hours, rest = divmod(max(0, seconds), _HOUR_S)
    minutes, left = divmod(rest, _MINUTE_S)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes:02d}:{left:02d}"


def file_size(count: int) -> str:
    """Return a number of bytes: 1.4 MB."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def _minutes_away(seconds: int) -> str:
    minutes = abs(seconds) // _MINUTE_S
    translate = QCoreApplication.translate
    text = translate("Formats", "in {n} min") if seconds > 0 else translate("Formats", "{n} min ago")
    return text.format(n=minutes)


def _near_day(days: int) -> str:
    translate = QCoreApplication.translate
    match days:
        case 0:
            return translate("Formats", "today")
        case 1:
            return translate("Formats", "tomorrow")
        case -1:
            return translate("Formats", "yesterday")
        case _:
            return ""


def _date(on: date, *, with_year: bool) -> str:
    if is_chinese():
        return f"{on.year}年{on.month}月{on.day}日" if with_year else f"{on.month}月{on.day}日"
    return QLocale().toString(QDate(on.year, on.month, on.day), "d MMM yyyy" if with_year else "d MMM")


def _local(at: int, zone: tzinfo | None) -> datetime:
    return from_micros(at).astimezone(zone)


def _one_place(value: float) -> str:
    """Cut to one place, and leave a zero behind the point away."""
    tenths = int(abs(value) * 10 + 1e-6)
    sign = "-" if value < 0 else ""
    whole, tenth = divmod(tenths, 10)
    return f"{sign}{whole:,}.{tenth}" if tenth else f"{sign}{whole:,}"
