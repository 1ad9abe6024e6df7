"""Read dates and instants as people write them; one order a column, decided over all its values."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final, NamedTuple

from app.clock import to_epoch_day, to_micros
from app.services.intake.questions import Example, Question

ORDERS: Final = ("dmy", "mdy", "ymd")
_YEARS: Final = range(1900, 2200)
_SHOWN_EXAMPLES: Final = 5
_CACHED: Final = 200_000


class Parts(NamedTuple):
    """A date taken apart, before anybody said what stands for what."""

    shape: str
    """`ymd`: certain. `dmy` or `mdy` by a month in letters count as certain too. `short`: three
    numbers of two digits; `year_last`: two small numbers and a year."""
    first: int
    second: int
    third: int
    at: time | None
    zone: tzinfo | None


_MONTHS: Final = {
    name: month
    for month, names in enumerate(
        (
            "jan january janvier januar", "feb february février fevrier februar", "mar march mars märz mär",
            "apr april avril", "may mai", "jun june juin juni", "jul july juillet juli",
            "aug august août aout",
            "sep sept september septembre", "oct october octobre okt oktober", "nov november novembre",
            "dec december décembre decembre dez dezember",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO: Final = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)")
_SHORT: Final = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?!\d)")
_DAY_MONTH: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?([^\W\d_]{3,9})\.?[\s,.\-/]*(\d{4}|\d{2})(?!\d|:)"
)
_MONTH_DAY: Final = re.compile(r"([^\W\d_]{3,9})\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?[\s,.\-/]+(\d{4})(?!\d)")
_COMPACT: Final = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?")
_SERIAL: Final = re.compile(r"(\d{4,6})(\.\d+)?")
_UNIX: Final = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_WEEKDAY: Final = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+|(?:星期|周|礼拜)[一二三四五六日天]\s*", re.IGNORECASE
)
_TIME: Final = re.compile(
    r"""[\sT,]*(?P<before>上午|下午|中午|晚上|早上|凌晨|傍晚|am|pm)?\s*
    (?P<hour>\d{1,2})\s*[:：时点.]\s*(?:(?P<minute>\d{1,2})\s*分?)?(?:\s*[:：.]?\s*(?P<second>\d{1,2})\s*秒?)?
    (?:[.,](?P<fraction>\d{1,9}))?\s*(?P<after>[ap]\.?m\.?|上午|下午)?
    \s*(?P<zone>Z|UTC|GMT)?(?P<offset>[+-]\d{2}:?\d{2}|[+-]\d{1,2})?(?:\s*\([^)]*\))?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTERNOON: Final = {"下午", "晚上", "傍晚", "pm", "p.m", "p.m.", "pm.", "中午"}
_MORNING: Final = {"上午", "早上", "凌晨", "am", "a.m", "a.m.", "am."}
_EPOCHS: Final = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


def take_apart(text: str, *, epoch: int = 1900) -> Parts | None:
    """Find the three numbers of a date, its time and its zone; None when it is no date.

    Args:
        text: One cell, trimmed.
        epoch: 1900 or 1904, for the serial numbers of spreadsheets.
    """
    iso = _ISO.fullmatch(text)
    if iso:
        return _from_iso(iso)
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    folded = _WEEKDAY.sub("", folded.strip())
    for pattern, shape in ((_YEAR_FIRST, "ymd"), (_YEAR_LAST, "year_last")):
        match = pattern.match(folded)
        if match:
            return _with_time(shape, [int(group) for group in match.groups()], folded[match.end() :])
    match = _SHORT.match(folded)
    if match:
        return _short(match[1], match[3], match[4], folded[match.end() :])
    return _in_letters(folded) or _as_number(folded, epoch)


def _from_iso(match: re.Match[str]) -> Parts | None:
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    at = None
    if hour is not None:
        at = _clock(int(hour), int(minute), int(second or 0), fraction)
        if at is None:
            return None
    return Parts("ymd", int(year), int(month), int(day), at, _zone(zone) if zone else None)


def _short(first: str, second: str, third: str, rest: str) -> Parts | None:
    """Tell what three small numbers may be: nobody writes a year with one digit."""
    if len(first) == 2 and len(third) == 2:
        return _with_time("short", [int(first), int(second), int(third)], rest)
    if len(first) == 2:
        return _with_time("ymd", [_century(first), int(second), int(third)], rest)
    if len(third) == 2:
        return _with_time("year_last", [int(first), int(second), _century(third)], rest)
    return None


def _in_letters(folded: str) -> Parts | None:
    match = _DAY_MONTH.match(folded)
    if match and match[2].lower() in _MONTHS:
        numbers = [_century(match[3]), _MONTHS[match[2].lower()], int(match[1])]
        return _with_time("ymd", numbers, folded[match.end() :])
    match = _MONTH_DAY.match(folded)
    if match and match[1].lower() in _MONTHS:
        return _with_time(
            "ymd", [int(match[3]), _MONTHS[match[1].lower()], int(match[2])], folded[match.end() :]
        )
    # As programs in JavaScript write it: Mar 04 2024 05:06:07 GMT+0800, or with the time before the year.
    return None


def _as_number(folded: str, epoch: int) -> Parts | None:
    match = _COMPACT.fullmatch(folded)
    if match:
        year, month, day, hour, minute, second, zone = match.groups()
        at = _clock(int(hour), int(minute), int(second or 0), None) if hour else None
        return Parts("ymd", int(year), int(month), int(day), at, UTC if zone else None)
    match = _UNIX.fullmatch(folded)
    if match:
        moment = datetime.fromtimestamp(int(match[1]), UTC)
        return Parts("ymd", moment.year, moment.month, moment.day, moment.time(), UTC)
    match = _SERIAL.fullmatch(folded)
    if match and 10_000 <= int(match[1]) <= 110_000:
        on = _EPOCHS[epoch] + timedelta(days=int(match[1]))
        seconds = round(float(match[2] or 0) * 86_400)
        at = time(seconds // 3600, seconds // 60 % 60, seconds % 60) if 0 < seconds < 86_400 else None
        return Parts("ymd", on.year, on.month, on.day, at, None)
    return None


def _with_time(shape: str, numbers: list[int], rest: str) -> Parts | None:
    first, second, third = numbers
    if not rest.strip(" ,T"):
        return Parts(shape, first, second, third, None, None)
    match = _TIME.fullmatch(rest)
    if match is None:
        return None
    half = (match["before"] or match["after"] or "").lower()
    hour = int(match["hour"])
    if half in _AFTERNOON and hour < 12 and not (half == "中午" and hour >= 10):
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    at = _clock(hour, int(match["minute"] or 0), int(match["second"] or 0), match["fraction"])
    if at is None:
        return None
    zone: tzinfo | None = UTC if match["zone"] else None
    return Parts(shape, first, second, third, at, _zone(match["offset"]) if match["offset"] else zone)


def _clock(hour: int, minute: int, second: int, fraction: str | None) -> time | None:
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second, int((fraction or "0")[:6].ljust(6, "0")))


def _zone(text: str) -> tzinfo:
    if text in "zZ":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    shift = timedelta(hours=min(hours, 14), minutes=min(minutes, 59))
    return timezone(-shift if text[0] == "-" else shift)


def _century(text: str) -> int:
    """Read a year of two digits as spreadsheets do: 00 to 49 are 2000 to 2049, the rest 19xx."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 50 else 1900)


def put_together(parts: Parts, order: str) -> date | None:
    """Return the calendar date in an order; None when there is no such day."""
    match parts.shape:
        case "ymd":
            year, month, day = parts.first, parts.second, parts.third
        case "year_last":
            year = parts.third
            day, month = (parts.first, parts.second) if order == "dmy" else (parts.second, parts.first)
        case _:
            named = dict(zip(order, (parts.first, parts.second, parts.third), strict=True))
            year, month, day = _century(f"{named['y']:02}"), named["m"], named["d"]
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateColumn:
    """What the values of one column say about the order they are written in."""

    def __init__(self, column: str, *, epoch: int = 1900) -> None:
        self.column = column
        self._epoch = epoch
        self._seen: dict[tuple[str, int, int, int], tuple[str, int]] = {}

    def add(self, text: str) -> None:
        """Take note of one value; blanks and plain ISO dates decide nothing."""
        if not text or _ISO.fullmatch(text):
            return
        parts = take_apart(text, epoch=self._epoch)
        if parts is None or parts.shape == "ymd":
            return
        key = (parts.shape, parts.first, parts.second, parts.third)
        shown, count = self._seen.get(key, (text, 0))
        self._seen[key] = (shown, count + 1)

    def question(self) -> Question | None:
        """Ask for the order when any value reads differently under different orders."""
        unclear: list[Example] = []
        ambiguous_count = 0
        orders: set[str] = set()
        for key, (shown, count) in self._seen.items():
            readings = {order: on.isoformat() for order, on in _readings(key).items()}
            ambiguous_count += count if len(readings) > 1 else 0
            if len(set(readings.values())) > 1:
                orders.update(readings)
                unclear.append(Example(shown, readings))
        if not unclear:
            return None
        choices = tuple(order for order in ORDERS if order in orders)
        examples = tuple(unclear[:_SHOWN_EXAMPLES])
        return Question(
            "date_order", self.column, examples, choices, self.only_order(choices), ambiguous_count
        )

    def only_order(self, choices: tuple[str, ...] = ORDERS) -> str:
        """Return the order that reads the most values; with nothing unclear it reads them all."""
        fits = dict.fromkeys(choices, 0)
        for key, (_, count) in self._seen.items():
            for order in _readings(key).keys() & fits.keys():
                fits[order] += count
        return max(choices, key=lambda order: fits[order])

    def decide(self, answer: str | None) -> tuple[str, Question | None]:
        """Return the order to read in, and what must be asked before it may be used.

        Args:
            answer: `dmy`, `mdy` or `ymd` where an option or a remembered mapping gave one. `ymd` says
                nothing of 3/4/2024, so that is asked all the same.
        """
        question = self.question()
        if question is None:
            return self.only_order(), None
        if answer in question.choices:
            return answer, None
        return question.proposed, question


def _readings(key: tuple[str, int, int, int]) -> dict[str, date]:
    """Return every order under which the numbers are a day."""
    shape, first, second, third = key
    found = {}
    for order in ORDERS if shape == "short" else ORDERS[:2]:
        on = put_together(Parts(shape, first, second, third, None, None), order)
        if on:
            found[order] = on
    return found


class DateReader:
    """Reads the values of one column in one order.

    Args:
        order: `dmy`, `mdy` or `ymd`; matters for dates of bare numbers only.
        zone: Where times without a zone were written; None for the zone of this machine.
        epoch: 1900 or 1904, of the workbook.
    """

    def __init__(self, order: str, *, zone: tzinfo | None = None, epoch: int = 1900) -> None:
        self.order = order
        self._zone = zone
        self._epoch = epoch
        self._instants: dict[str, int | None] = {}

    def instant(self, text: str) -> int | None:
        """Return microseconds UTC; a date without a time is its first moment. None: unreadable."""
        if text in self._instants:
            return self._instants[text]
        if len(self._instants) >= _CACHED:
            self._instants.clear()
        micros = self._instants[text] = self._read_instant(text)
        return micros

    def day(self, text: str) -> int | None:
        """Return days since 1970-01-01; the day as written, whatever its zone. None: unreadable."""
        parts = take_apart(text, epoch=self._epoch)
        on = put_together(parts, self.order) if parts else None
        return None if on is None else to_epoch_day(on)

    def _read_instant(self, text: str) -> int | None:
        if _ISO.fullmatch(text):
            return self._read_iso(text)
        parts = take_apart(text, epoch=self._epoch)
        on = put_together(parts, self.order) if parts else None
        if parts is None or on is None:
            return None
        moment = datetime.combine(on, parts.at or time.min, parts.zone or self._zone)
        return _since_1970(moment if moment.tzinfo else moment.astimezone())

    def _read_iso(self, text: str) -> int | None:
        """Read what programs write; the standard library does it in a tenth of the time."""
        try:
            moment = datetime.fromisoformat(text.replace(",", "."))
        except ValueError:
            return None
        if moment.year not in _YEARS:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self._zone) if self._zone else moment.astimezone()
        return _since_1970(moment)


def _since_1970(moment: datetime) -> int | None:
    """Return microseconds UTC; nothing of a lead is older than 1970."""
    micros = to_micros(moment)
    return micros if micros >= 0 else None
