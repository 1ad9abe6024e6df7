"""What the screens need of the workspace: one way in, one way out, one echo."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from app.models.vocabulary import Topic

type Query[T] = Callable[[Any], T]
"""A read: given a connection, what it returns. Views only pass it on, so they need not know its type."""


class Changes(Protocol):
    """What one commit touched."""

    def touches(self, topics: frozenset[Topic], /) -> bool:
        """Whether any of these topics changed."""

    def is_bulk(self) -> bool:
        """Whether very many rows changed at once, as while an import runs."""


class Feed(Protocol):
    """Tells whoever listens, on the thread of whoever wrote."""

    def subscribe(self, listener: Callable[[Any], None], /) -> object:
        """Call ``listener`` with the changes after every commit."""


class Desk(Protocol):
    """The workspace as the screens see it."""

    @property
    def feed(self) -> Feed:
        """The change feed."""

    def execute(self, command: Any, /) -> object | None:
        """Give a command; raises ``RuleViolation`` or ``Unavailable``."""

    def batch(self) -> AbstractContextManager[Any]:
        """Open one transaction for several commands and what is kept with them."""

    def keep[T](self, write: Query[T], /) -> T:
        """Write what belongs to this desk alone, such as words being typed."""

    def why_not(self, command: Any, /) -> list[str]:
        """Return the reason codes that stand against a command."""

    def read[T](self, query: Query[T], /) -> T:
        """Return what the query returns."""
