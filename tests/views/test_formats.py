"""Figures and times read as people write them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QLocale

from app.clock import to_epoch_day, to_micros
from app.views import formats
from app.views.i18n import Language, Languages

SHANGHAI = timezone(timedelta(hours=8))
NOW = to_micros(datetime(2026, 11, 23, 6, 0, tzinfo=UTC))
"""Monday, 14:00 in Shanghai."""


def instant(*parts: int) -> int:
    return to_micros(datetime(*parts, tzinfo=SHANGHAI))  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (instant(2026, 11, 23, 14, 0, 30), "now"),
        (instant(2026, 11, 23, 14, 12), "in 12 min"),
        (instant(2026, 11, 23, 13, 57), "3 min ago"),
        (instant(2026, 11, 23, 18, 30), "today 18:30"),
        (instant(2026, 11, 22, 14, 5), "yesterday 14:05"),
        (instant(2026, 11, 24, 9, 0), "tomorrow 09:00"),
        (instant(2026, 11, 19, 9, 0), "Thu 09:00"),
        (instant(2026, 3, 4, 9, 0), "4 Mar 09:00"),
        (instant(2025, 11, 12, 9, 0), "12 Nov 2025"),
    ],
)
def test_moments_are_said_by_their_distance(languages: Languages, at: int, said: str) -> None:
    """Near ones by minutes, then by day, weekday, date, and only then with the year."""
    assert formats.moment(at, NOW, SHANGHAI) == said


def test_today_is_today_where_one_is(languages: Languages) -> None:
    """23:30 UTC on Sunday is Monday morning in Shanghai."""
    at = to_micros(datetime(2026, 11, 22, 23, 30, tzinfo=UTC))

    assert formats.moment(at, NOW, SHANGHAI) == "today 07:30"


def test_chinese_dates_have_their_order(languages: Languages) -> None:
    """年 月 日, weekdays 周."""
    languages.speak(Language.ZH)

    assert formats.day(to_epoch_day(date(2026, 11, 23))) == "2026年11月23日"
    assert formats.day(to_epoch_day(date(2026, 11, 3)), today=to_epoch_day(date(2026, 1, 1))) == "11月3日"
    assert formats.weekday(date(2026, 11, 23)) == "周一"
    assert QLocale().language() == QLocale.Language.Chinese


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (950, "950", "950"),
        (12_480, "12.4K", "1.2万"),
        (42_000_000, "42M", "4,200万"),
        (350_000_000, "350M", "3.5亿"),
        (1_999_999, "1.9M", "199.9万"),
    ],
)
def test_large_numbers_are_short_and_never_rounded_up(
    languages: Languages, value: int, english: str, chinese: str
) -> None:
    """K, M and B in English, 万 and 亿 in Chinese."""
    assert formats.short_number(value) == english
    languages.speak(Language.ZH)
    assert formats.short_number(value) == chinese


def test_money_has_symbol_and_only_the_places_it_needs(languages: Languages) -> None:
    """Whole amounts without .00; currencies without cents are not divided."""
    assert formats.money(1_200_000, "CNY") == "¥12,000"
    assert formats.money(850, "USD") == "$8.50"
    assert formats.money(-850, "USD") == "−$8.50"
    assert formats.money(500, "JPY") == "JP¥500"
    assert formats.money(4_200_000_000, "CNY", short=True) == "¥42M"
    assert formats.money(100, "CHF") == "CHF 1"


def test_whole_shares_are_cut_and_fine_ones_rounded(languages: Languages) -> None:
    """2 of 3 is 66%; of nothing there is no share; with a place they are rounded, and never to nothing or all."""
    assert (formats.share(2, 3), formats.share(1, 0), formats.fraction(0.1239)) == ("66%", "–", "12.4%")
    assert [formats.fraction(one) for one in (0.0215, 0.1118, 0.0018, 0.0544, 0.0001, 0.9999, 0, 1)] == [
        "2.2%", "11.2%", "0.2%", "5.4%", "0.1%", "99.9%", "0%", "100%"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (720, "12 min"),
        (4_800, "1 h 20 min"),
        (3_600, "1 h"),
        (273_600, "3 d 4 h"),
        (86_400 + 60, "1 d"),
        (-720, "−12 min"),
    ],
)
def test_durations_have_their_two_largest_units(languages: Languages, seconds: int, said: str) -> None:
    """Nobody needs the seconds of three days."""
    assert formats.duration(seconds) == said


def test_stop_watches_run_on_past_the_hour() -> None:
    """Minutes and seconds, hours when there are any."""
    assert (formats.stop_watch(272), formats.stop_watch(3_872)) == ("04:32", "1:04:32")
