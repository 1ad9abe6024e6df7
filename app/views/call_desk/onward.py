"""The way on from a lead: the next of the queue, or of the call list that is worked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.services.list_walk import ListPlace, Walk, begin, over, step
from app.services.queue import next_lead
from app.views.call_desk.next_steps import day_end
from app.views.desk import Desk, Query
from app.views.surroundings import Surroundings


class Onward(QObject):
    """Looks for the lead to open next; remembers the place in a list."""

    changed = Signal()
    """Another list is worked, or none."""
    lead_found = Signal(object)
    """The id of the lead to open; ``None`` where nothing waits."""
    list_ended = Signal(str, int)
    """Name and number of leads of the list that was worked to its end; 0 where it holds none, -1 at its first lead."""

    def __init__(
        self, parent: QObject, surroundings: Surroundings, me: UUID, open_lead: Callable[[], UUID | None]
    ) -> None:
        """Look for one member.

        Args:
            parent: Whose life it shares.
            surroundings: What every page is given.
            me: The member at the desk.
            open_lead: Says which lead is open, to be passed over.
        """
        super().__init__(parent)
        self._background, self._clock = surroundings.background, surroundings.clock
        self._me, self._open_lead = me, open_lead
        self.walk: Walk | None = None

    def find_next(self) -> None:
        """Look for the next lead of the list that is worked, else of the queue."""
        if self.walk is not None:
            self._step_list(self.walk, 1)
            return
        me, now, after = self._me, self._clock(), self._open_lead()
        ends_at = day_end(now)
        self._background.ask(
            lambda db: next_lead(db, me, now, after, day_ends_at=ends_at),
            lambda found: self.lead_found.emit(found.lead_id if found else None),
        )

    def open_list(self, place: ListPlace) -> None:
        """Work a call list from a lead on, or from where it was left."""
        work = partial(_kept, begin(self._me, place))
        self._background.carry_out(work, done=self._on_list_place)

    def find_previous(self) -> None:
        """Go back in the list that is worked."""
        if self.walk is not None:
            self._step_list(self.walk, -1)

    def leave_list(self) -> None:
        """Let go of the list; its place is remembered."""
        self.walk = None
        self.changed.emit()

    def _step_list(self, walk: Walk, by: int) -> None:
        work = partial(_kept, step(self._me, walk.list_id, by))
        self._background.carry_out(work, done=partial(self._on_list_step, by))

    def _on_list_place(self, found: Walk | None) -> None:
        self.walk = found
        if found is None:
            self.list_ended.emit("", 0)
        else:
            self.lead_found.emit(found.lead_id)

    def _on_list_step(self, by: int, found: Walk | None) -> None:
        walk = self.walk
        if found is not None:
            self._on_list_place(found)
        elif walk is not None and by > 0:
            self._background.carry_out(partial(_kept, over(self._me, walk.list_id)))
            self.walk = None
            self.list_ended.emit(walk.name, walk.total)
            self.changed.emit()
        else:
            self.list_ended.emit("", -1)


def _kept[T](write: Query[T], desk: Desk) -> T:
    return desk.keep(write)
