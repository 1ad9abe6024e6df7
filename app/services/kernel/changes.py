"""The echo: what a command touched, seen by triggers, told to whoever listens."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.models.vocabulary import Topic

BULK_ROWS = 100


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows touched, by topic; a topic without ids changed as a whole."""

    ids: Mapping[Topic, frozenset[UUID]] = field(default_factory=dict)

    def touches(self, topics: Iterable[Topic]) -> bool:
        """Whether any of these topics changed."""
        return any(topic in self.ids for topic in topics)

    def is_bulk(self) -> bool:
        """Whether so many rows changed that an import or another great work did it, not somebody's keys."""
        return any(len(held) > BULK_ROWS for held in self.ids.values())

    def may_touch(self, topic: Topic, row_id: UUID) -> bool:
        """Whether this row changed, or may have."""
        ids = self.ids.get(topic)
        return ids is not None and (not ids or row_id in ids)


def collect(touched: Iterable[tuple[str, str | None]]) -> Changes:
    """Build the changes from topics and ids (32 hex digits, or ``None``)."""
    ids: dict[Topic, set[UUID]] = defaultdict(set)
    for topic, hex_id in touched:
        held = ids[Topic(topic)]
        if hex_id:
            held.add(UUID(hex_id))
    return Changes({topic: frozenset(held) for topic, held in ids.items()})


class ChangeFeed:
    """Hands changes to listeners, on the thread that published them."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Changes], None]] = []
        self._lock = threading.Lock()

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call ``listener`` after each commit, until the returned function is called."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def publish(self, changes: Changes) -> None:
        """Tell every listener, if anything changed."""
        if not changes.ids:
            return
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(changes)
