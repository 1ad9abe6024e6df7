"""Small honest stand-ins for the workspace, and rows enough to scroll through."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.errors import RuleViolation
from app.models.vocabulary import Topic
from app.views.rows_source import Sort


@dataclass(frozen=True)
class FakeChanges:
    """What one pretended commit touched."""

    topics: frozenset[Topic]
    bulk: bool = False

    def is_bulk(self) -> bool:
        return self.bulk

    def touches(self, topics: frozenset[Topic], /) -> bool:
        return not self.topics.isdisjoint(topics)


@dataclass
class FakeFeed:
    """A feed one can ring by hand."""

    listeners: list[Callable[[Any], None]] = field(default_factory=list)

    def subscribe(self, listener: Callable[[Any], None], /) -> None:
        self.listeners.append(listener)

    def publish(self, *topics: Topic, bulk: bool = False) -> None:
        for listener in self.listeners:
            listener(FakeChanges(frozenset(topics), bulk))


class FakeDesk:
    """Runs what it is given; a command is any callable, queries get no connection."""

    def __init__(self) -> None:
        self.feed = FakeFeed()
        self.threads: set[str] = set()
        self.reads = 0

    def execute(self, command: Any, /) -> object | None:
        self.threads.add(threading.current_thread().name)
        if isinstance(command, Exception):
            raise command
        if isinstance(command, str):
            raise RuleViolation(command)
        result: object | None = command()
        return result

    def why_not(self, command: Any, /) -> list[str]:
        return [command] if isinstance(command, str) else []

    def read[T](self, query: Callable[[Any], T], /) -> T:
        self.threads.add(threading.current_thread().name)
        self.reads += 1
        return query(None)


@dataclass(frozen=True, slots=True)
class Row:
    """A lead as a list shows it."""

    id: int
    company: str
    contact: str
    stage: str
    score: int
    why: str
    phone: str
    owner: str


_COMPANIES = (
    "云智科技",
    "Nordlicht Logistik GmbH",
    "恒远装备制造有限公司",
    "Solarmar",
    "启明医疗器械",
    "Finlytics",
    "华东精密",
    "Kettle & Co",
    "Adria Foods",
    "星图地理信息技术股份有限公司",
)
_PEOPLE = (
    "李文静",
    "Anna Keller",
    "王海涛",
    "Diego Fernández",
    "陈思远",
    "Priya Raman",
    "赵敏",
    "Tom Becker",
)
_KINDS = ("validating", "nurture", "sales_validating", "refused", "open", "won", "lost")
_WHY = (
    "First response is 14 min late",
    "Call back promised for 10:30",
    "Returned with a question by Chen Wei",
    "Due today",
    "Score 120, waiting 3 days",
)


def row_of(at: int) -> Row:
    """Make the row at a place up, always the same."""
    return Row(
        id=at,
        company=_COMPANIES[at * 7 % 10],
        contact=_PEOPLE[at * 5 % 8],
        stage=_KINDS[at * 3 % 7],
        score=(at * 37) % 141,
        why=_WHY[at % 5],
        phone=f"+86 139 {at % 10000:04d} {at * 7 % 10000:04d}",
        owner=("Ming", "Lea", "Raj")[at % 3],
    )


class ManyRows:
    """A source of as many rows as one likes, made up when asked for."""

    def __init__(self, count: int) -> None:
        self.total = count
        self.pages: list[int] = []
        self.gone: set[int] = set()

    def count(self, where: str, sort: Sort, /) -> Callable[[Any], int]:
        return lambda _: len(self._ids(where))

    def page(self, where: str, sort: Sort, offset: int, limit: int, /) -> Callable[[Any], Sequence[Row]]:
        def read(_: Any) -> Sequence[Row]:
            self.pages.append(offset)
            ids = self._ids(where)
            if sort.descending:
                ids = ids[::-1]
            return [row_of(at) for at in ids[offset : offset + limit]]

        return read

    def key(self, row: Row, /) -> int:
        return row.id

    def _ids(self, where: str) -> Sequence[int]:
        ids: Sequence[int] = range(self.total)
        if self.gone:
            ids = [at for at in ids if at not in self.gone]
        return [at for at in ids if where in row_of(at).company] if where else ids
