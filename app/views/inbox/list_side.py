"""The lists of hand-overs: to decide, returned, decided; one of them at a time."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.services.inbox import Box, InboxFilter, InboxHead, InboxRow, Part
from app.views.inbox.listing import HandoverSource, columns, emptiness, part_titles
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column
from app.views.widgets.segmented import Segmented


class ListSide(QWidget):
    """Shows the part of the inbox that was chosen, narrowed by words."""

    current_changed = Signal(object)
    """The row one stands on; ``None`` where there is none."""
    row_opened = Signal(object)

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__()
        self._member_id = member_id
        self._head: InboxHead | None = None
        self._part, self._words = Part.TO_DECIDE, ""
        self._is_part_chosen = False
        self._where = InboxFilter(Box.MINE, Part.TO_DECIDE, member_id)
        self.parts = Segmented()
        self.parts.chosen.connect(self._on_part_chosen)
        self.list: RowsTable[InboxFilter, InboxRow] = RowsTable(
            surroundings,
            Listing(
                name="inbox",
                source=HandoverSource(surroundings.clock),
                columns=columns(surroundings.clock, lambda: self._box),
                where=self._where,
                emptiness=lambda: emptiness(self._box, self._part),
                title=lambda: QCoreApplication.translate("InboxPage", "Hand-overs"),
            ),
        )
        self.list.current_changed.connect(self.current_changed)
        self.list.row_opened.connect(self.row_opened)
        self.setLayout(column(self.parts, boxed(column(self.list, margin=1), "card"), gap=10))

    @property
    def _box(self) -> Box:
        return self._head.box if self._head else Box.MINE

    def show_head(self, head: InboxHead) -> None:
        """Show whose inbox it is and how much stands in each part; the first time, open where work waits."""
        is_first = self._head is None
        self._head = head
        if is_first and not self._is_part_chosen:
            is_asked = head.box is Box.SENT and head.counts.returned
            self._part = Part.RETURNED if is_asked else Part.TO_DECIDE
        self._say_parts()
        self._read()

    def search(self, text: str) -> None:
        """Narrow the list to what holds these words."""
        self._words = text.strip()
        self._read()

    def find_in(self, part: Part, handover_id: UUID) -> None:
        """Show a hand-over in the part where it stands."""
        self._part, self._is_part_chosen = part, True
        self.list.select_key(handover_id)
        self._say_parts()
        self._read()

    def step(self, by: int) -> None:
        """Show the next list, or the one before."""
        keys = list(part_titles(self._box))
        self.parts.choose(keys[(keys.index(self._part) + by) % len(keys)].value)

    def retranslate(self) -> None:
        """Set every text again."""
        self._say_parts()
        self.list.retranslate()

    @Slot(str)
    def _on_part_chosen(self, key: str) -> None:
        self._part, self._is_part_chosen = Part(key), True
        self._read()

    def _read(self) -> None:
        if self._head is None:
            return
        where = InboxFilter(self._head.box, self._part, self._member_id, self._words)
        if where == self._where:
            self.list.reload()
        else:
            self._where = where
            self.list.show_filter(where)

    def _say_parts(self) -> None:
        if self._head is None:
            return
        counts = self._head.counts
        number = {
            Part.TO_DECIDE: counts.waiting + counts.open,
            Part.RETURNED: counts.returned,
            Part.DECIDED: counts.decided,
        }
        titles = part_titles(self._head.box)
        choices = [(part.value, f"{title}  {number[part]}") for part, title in titles.items()]
        self.parts.show_choices(
            QCoreApplication.translate("InboxPage", "Which hand-overs"), choices, self._part.value
        )
