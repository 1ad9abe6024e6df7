"""What a mail or WeChat tool says came of a segment: opened, clicked, answered, came back, unsubscribed (section 14)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.clock import to_micros
from app.services.intake.dates import put_together, take_apart
from app.services.intake.options import ImportOptions
from app.services.intake.source import open_source
from app.services.intake.values import read_email


class AnswerKind(StrEnum):
    """What a row of such a file tells."""

    OPENED = "opened"
    CLICKED = "clicked"
    REPLIED = "replied"
    BOUNCED = "bounced"
    UNSUBSCRIBED = "unsubscribed"


FIELDS: Mapping[str, tuple[str, ...]] = {
    "lead_id": ("lead_id", "lead id", "线索编号", "线索id"),
    "email": ("email", "e-mail", "email address", "mail", "recipient", "邮箱", "电子邮箱", "邮件地址", "收件人"),
    "event": ("event", "action", "status", "type", "activity", "事件", "状态", "动作", "类型", "结果"),
    "at": ("at", "time", "date", "timestamp", "event time", "时间", "日期", "发生时间"),
    "words": ("words", "note", "text", "message", "reply", "url", "link", "内容", "备注", "回复", "链接"),
}  # fmt: skip
"""Headings by what they hold, in English and Chinese."""
WORDS: Mapping[AnswerKind, tuple[str, ...]] = {
    AnswerKind.OPENED: ("opened", "open", "read", "viewed", "打开", "已打开", "已读", "阅读"),
    AnswerKind.CLICKED: ("clicked", "click", "点击", "已点击"),
    AnswerKind.REPLIED: ("replied", "reply", "answered", "responded", "回复", "已回复"),
    AnswerKind.BOUNCED: (
        "bounced", "bounce", "hard bounce", "hard_bounce", "failed", "undelivered", "退信", "退回", "投递失败",
    ),
    AnswerKind.UNSUBSCRIBED: (
        "unsubscribed", "unsubscribe", "opt out", "opt-out", "complaint", "spam", "退订", "已退订", "投诉", "拉黑",
    ),
}  # fmt: skip
"""What tools call it."""
_KINDS = {word: kind for kind, words in WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: who did what, when.

    Attributes:
        line: Of the file.
        lead_id: ``None`` where the file names addresses only.
        email: Normal form; empty where it names leads only.
        at: Microseconds UTC; ``None`` where the row does not say.
        said_at: The cell itself, by which the same row is known again.
    """

    line: int
    lead_id: UUID | None
    email: str
    kind: AnswerKind
    at: int | None
    said_at: str
    words: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that says too little: its line, which field is to blame, and what stands there."""

    line: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What a file holds; ``missing`` names the fields none of its headings stands for."""

    answers: tuple[Answer, ...]
    unread: tuple[Unread, ...]
    missing: tuple[str, ...]


def read_answers(path: Path, zone: tzinfo, *, order: str = "ymd") -> AnswersFile:
    """Read a CSV file or a workbook of answers.

    Args:
        path: The file.
        zone: Of times that name none.
        order: Of day and month where both readings are dates.

    Raises:
        BadFile: it cannot be read at all.
    """
    source = open_source(path, ImportOptions())
    columns = _matched(source.columns.names)
    missing = [] if {"lead_id", "email"} & set(columns) else ["email"]
    missing += [] if "event" in columns else ["event"]
    if missing:
        return AnswersFile((), (), tuple(missing))
    answers: list[Answer] = []
    unread: list[Unread] = []
    for row in source.rows():
        cells = {field: row.cells[at].strip() for field, at in columns.items() if at < len(row.cells)}
        found = _answer(row.line, cells, zone, order)
        if isinstance(found, Answer):
            answers.append(found)
        else:
            unread.append(Unread(row.line, found, cells.get(found, "")))
    return AnswersFile(tuple(answers), tuple(unread), ())


def _answer(line: int, cells: Mapping[str, str], zone: tzinfo, order: str) -> Answer | str:
    """Return what a row tells, or the field that stands against it."""
    kind = _KINDS.get(_plain(cells.get("event", "")))
    if kind is None:
        return "event"
    lead_id, email = _id(cells.get("lead_id", "")), read_email(cells.get("email", ""))
    if lead_id is None and not email.is_valid:
        return "email" if cells.get("email") else "lead_id"
    said_at = cells.get("at", "")
    at = _instant(said_at, zone, order) if said_at else None
    if said_at and at is None:
        return "at"
    address = (email.key or "") if email.is_valid else ""
    return Answer(line, lead_id, address, kind, at, said_at, cells.get("words", "")[:400])


def _instant(text: str, zone: tzinfo, order: str) -> int | None:
    parts = take_apart(text)
    day = put_together(parts, order) if parts is not None else None
    if parts is None or day is None:
        return None
    return to_micros(datetime.combine(day, parts.at or time(12), parts.zone or zone))


def _matched(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        for field, words in FIELDS.items():
            if _plain(heading) in words and field not in found:
                found[field] = at
    return found


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
