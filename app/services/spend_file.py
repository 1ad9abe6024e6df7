"""What was spent, read from a list: one row an amount, with its channel, campaign, keyword and days."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import msgspec

from app.clock import to_epoch_day
from app.services.intake.amounts import minor_units, read_amount, read_currency
from app.services.intake.dates import put_together, take_apart
from app.services.intake.options import ImportOptions
from app.services.intake.source import open_source
from app.services.spend import RecordSpend

FIELDS: Mapping[str, tuple[str, ...]] = {
    "channel": ("channel", "渠道", "source", "来源", "媒体", "media", "platform", "平台"),
    "campaign": ("campaign", "计划", "推广计划", "plan", "活动", "campaign name"),
    "keyword": ("keyword", "关键词", "关键字", "search keyword"),
    "since": ("from", "since", "start", "begin", "date", "day", "日期", "开始", "开始日期", "起始日期"),
    "until": ("until", "to", "end", "结束", "结束日期", "截止日期"),
    "month": ("month", "月份", "月"),
    "amount": ("amount", "cost", "spend", "花费", "费用", "消费", "金额", "支出"),
    "currency": ("currency", "币种", "货币"),
    "clicks": ("clicks", "click", "点击", "点击量", "点击数"),
    "words": ("note", "notes", "备注", "words"),
}  # fmt: skip
"""Headings by what they hold, in English and Chinese."""
_SPENT = UUID("7d0a8a1e-6b1c-5a52-9a31-0a4c1f7f6b11")
"""Names the amounts of a file: the same row given again is the same amount."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that says too little: its line, and which field is to blame."""

    line: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class SpendFile:
    """What a list holds."""

    commands: tuple[RecordSpend, ...]
    unreadable: tuple[Unreadable, ...]
    unknown: tuple[str, ...]
    """Headings that were not understood."""


def read_spend(
    path: Path,
    channel_of: Callable[[str], str],
    *,
    currency: str = "",
    order: str = "",
    decimal: str = "point",
) -> SpendFile:
    """Read what was spent from a CSV file or a workbook.

    Args:
        path: The file.
        channel_of: Gives the channel's key for a word.
        currency: Of amounts whose row names none.
        order: Of day and month where both readings are dates: ``dmy``, ``mdy``; empty refuses such rows.
        decimal: ``point`` or ``comma``.

    Raises:
        BadFile: it cannot be read at all.
    """
    source = open_source(path, ImportOptions())
    columns = _matched(source.columns.names)
    commands: list[RecordSpend] = []
    unreadable: list[Unreadable] = []
    seen: dict[str, int] = {}
    for row in source.rows():
        cells = {field: row.cells[at].strip() for field, at in columns.items() if at < len(row.cells)}
        found = _command(cells, channel_of, currency, order, decimal)
        if isinstance(found, str):
            unreadable.append(Unreadable(row.line, found, cells.get(found, "")))
            continue
        text = msgspec.json.encode(found).decode()
        seen[text] = seen.get(text, 0) + 1
        commands.append(msgspec.structs.replace(found, spend_id=uuid5(_SPENT, f"{text}#{seen[text]}")))
    known = set(columns.values())
    unknown = tuple(name for at, name in enumerate(source.columns.names) if at not in known and name)
    return SpendFile(tuple(commands), tuple(unreadable), unknown)


def _matched(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        word = unicodedata.normalize("NFKC", heading).strip().casefold()
        for field, words in FIELDS.items():
            if word in words and field not in found:
                found[field] = at
    return found


def _command(
    cells: Mapping[str, str], channel_of: Callable[[str], str], currency: str, order: str, decimal: str
) -> RecordSpend | str:
    """Return the command of a row, or the field that stands against it."""
    read = read_amount(cells.get("amount", ""), decimal)
    if read is None:
        return "amount"
    code = read_currency(cells.get("currency", "")) or read[1] or currency
    if not code:
        return "currency"
    minor = minor_units(read[0], code)
    if minor is None or minor < 0:
        return "amount"
    span = _span(cells, order)
    if isinstance(span, str):
        return span
    clicks = cells.get("clicks", "").replace(",", "")
    if clicks and not clicks.isdecimal():
        return "clicks"
    return RecordSpend(
        spend_id=UUID(int=0), channel=channel_of(cells.get("channel", "")), campaign=cells.get("campaign") or None,
        keyword=cells.get("keyword") or None, from_on=to_epoch_day(span[0]), until_on=to_epoch_day(span[1]),
        amount=minor, currency=code, clicks=int(clicks) if clicks else None, words=cells.get("words", ""),
    )  # fmt: skip


def _span(cells: Mapping[str, str], order: str) -> tuple[date, date] | str:
    month = cells.get("month", "").replace("年", "-").replace("月", "").replace("/", "-")
    if month:
        try:
            first = date.fromisoformat(f"{month[:4]}-{int(month[5:]):02d}-01")
        except ValueError:
            return "month"
        return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    since = _day(cells.get("since", ""), order)
    if since is None:
        return "since"
    if not cells.get("until"):
        return since, since
    until = _day(cells["until"], order)
    return "until" if until is None or until < since else (since, until)


def _day(text: str, order: str) -> date | None:
    parts = take_apart(text)
    if parts is None:
        return None
    orders: Iterable[str] = (order,) if order else ("ymd", "dmy", "mdy")
    days = {day for day in (put_together(parts, one) for one in orders) if day is not None}
    return days.pop() if len(days) == 1 else None
