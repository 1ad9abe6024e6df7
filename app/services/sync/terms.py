"""What the words of a command stand for: people, pools, lists and what the playbook calls its keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, literal, select
from sqlalchemy.sql.base import ColumnCollection

from app.models.call_lists import CallList
from app.models.people import Member
from app.models.playbook import Channel, Choice, OfPlaybook, Question, Reason, RecordField, RecordValue, Stage
from app.models.pool import Pool
from app.services.limits import current_version


@dataclass(frozen=True, slots=True)
class Terms:
    """Names of what commands name by id or key; what is not here is not known on this desk any more.

    Attributes:
        ids: People, pools and call lists.
        titles: By sort and key: what the playbook calls it in Chinese and in English. Choices and values of a record
            have the key of their question or field before theirs.
    """

    ids: Mapping[UUID, str]
    titles: Mapping[tuple[str, ...], tuple[str, str]]


def terms(db: Connection) -> Terms:
    """Return every name a command of this team may need."""
    ids: dict[UUID, str] = {}
    for names in (
        select(Member.id, Member.name), select(Pool.id, Pool.title), select(CallList.id, CallList.name),
    ):  # fmt: skip
        ids |= {row.id: row[1] for row in db.execute(names)}
    titles = {tuple(row[:-2]): (row[-2], row[-1]) for named in _titled() for row in db.execute(named)}
    return Terms(ids, titles)


def _titled() -> Iterable[Select[*tuple[Any, ...]]]:
    """Yield selects of a sort, one key or two, and both titles."""
    keyed: dict[str, type[OfPlaybook]] = {
        "stage": Stage, "reason": Reason, "question": Question, "record_field": RecordField,
    }  # fmt: skip
    for sort, cls in keyed.items():
        named = cls.__table__.c
        yield select(literal(sort), named.key, named.title_zh, named.title_en).where(_is_current(named))
    within: dict[str, tuple[str, type[OfPlaybook]]] = {
        "choice": ("question_key", Choice), "record_value": ("field", RecordValue),
    }  # fmt: skip
    for sort, (of, cls) in within.items():
        named = cls.__table__.c
        titles = named[of], named.key, named.title_zh, named.title_en
        yield select(literal(sort), *titles).where(_is_current(named))
    yield select(literal("channel"), Channel.key, Channel.title_zh, Channel.title_en)


def _is_current(named: ColumnCollection[str, Any]) -> ColumnElement[bool]:
    is_current: ColumnElement[bool] = named.version == current_version()
    return is_current
