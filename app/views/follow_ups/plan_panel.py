"""A plan shown before it is done: each promise with its new time, to be left out or moved to another day."""

from __future__ import annotations

from dataclasses import replace
from typing import override

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.services.follow_up_plan import NO_WISHES, FollowUpPlan, Wishes
from app.services.follow_up_rows import FollowUpRow, local_day
from app.services.spreading import Key
from app.views.follow_ups.plan_list import PlanLine, PlanList
from app.views.follow_ups.words import back_text, day_name, kept_text, moment_of, planned_text, why_text
from app.views.widgets.basics import button, label, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 780
_DAYS_SAID = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlanPanel(Overlay):
    """Asks whether a plan shall be carried out."""

    wished = Signal(object)
    """The person's ``Wishes``: the plan is to be made anew."""
    accepted = Signal(object)
    """The plan."""

    def __init__(self, page: QWidget, clock: Clock) -> None:
        super().__init__(page, width=WIDTH, top_share=0.08)
        self._clock = clock
        self._plan: FollowUpPlan | None = None
        self._wishes, self._known = NO_WISHES, dict[Key, FollowUpRow]()
        self._title, self._note = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._days = label("", "small", wrap=True)
        self.list = PlanList()
        self.list.setMinimumHeight(180)
        self.list.toggled.connect(self._on_toggled)
        self.list.shifted.connect(self._on_shifted)
        self._keys = label("", "small", wrap=True)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(8)
        for part in (self._title, self._note, self._days, self.list, self._keys):
            self.body.addWidget(part)
        self.body.setStretchFactor(self.list, 1)
        buttons = row(
            None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint("Return"), gap=6, margin=(0, 4, 0, 0)
        )
        self.body.addLayout(buttons)

    @property
    def plan(self) -> FollowUpPlan | None:
        """The plan shown."""
        return self._plan

    def begin(self, plan: FollowUpPlan, title: str, note: str) -> None:
        """Show a plan nobody has changed yet, and move the focus in."""
        self._wishes = NO_WISHES
        self._known = {row.key: row for row in _rows(plan)}
        self._title.setText(title)
        self._note.setText(note)
        self._keys.setText(self.tr("Space leaves one out, ← and → move it to another day."))
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(title)
        self.list.setAccessibleName(title)
        self.show_plan(plan)
        self.open()

    def show_plan(self, plan: FollowUpPlan) -> None:
        """Show a plan made anew."""
        self._plan, now = plan, self._clock()
        count = len(plan.placed)
        self._send.setText(QCoreApplication.translate("PlanPanel", "Put off %Ln follow-up(s)", "", count))
        self._send.setEnabled(count > 0)
        today = local_day(now, plan.zone)
        said = self.tr("{day}: {before} → {after} of {usual}")
        days = [
            said.format(day=day_name(day.on, today), before=day.before, after=day.after, usual=plan.usual)
            for day in plan.days
            if day.after > day.before
        ]
        more = (
            [QCoreApplication.translate("PlanPanel", "and %Ln more day(s)", "", len(days) - _DAYS_SAID)]
            if len(days) > _DAYS_SAID
            else []
        )
        self._days.setText("     ".join([*days[:_DAYS_SAID], *more]))
        self._days.setVisible(bool(days))
        self.list.show_lines(self._lines(plan, now))
        self.relayout()

    @override
    def panel_height(self, room: int) -> int:
        return min(room, max(super().panel_height(room), 210 + 34 * min(16, len(self._known))))

    @override
    def first_focus(self) -> QWidget:
        return self.list

    @Slot()
    def send(self) -> None:
        """Let the plan be carried out."""
        if self._plan is not None and self._plan.placed:
            self.close_panel()
            self.accepted.emit(self._plan)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.send()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lines(self, plan: FollowUpPlan, now: int) -> list[PlanLine]:
        out = [
            self._line(row, now, plan, is_out=True) for key, row in self._known.items() if self._is_out(key)
        ]
        kept = [self._line(row, now, plan, stays=kept_text(why)) for row, why in plan.kept]
        placed = [
            self._line(one.row, now, plan, to=planned_text(one, plan, now), warning=back_text(one, plan, now))
            for one in plan.placed
        ]
        return [*kept, *placed, *out]

    def _line(self, row: FollowUpRow, now: int, plan: FollowUpPlan, **more: object) -> PlanLine:
        since = moment_of(row.due_at, now, plan.zone)
        line = PlanLine(row.key, row.name, why_text(row.why), since, **more)  # type: ignore[arg-type]
        return replace(line, to=self.tr("stays")) if line.is_out else line

    def _is_out(self, key: Key) -> bool:
        return key in self._wishes.left_out

    @Slot(object)
    def _on_toggled(self, key: Key) -> None:
        self._wish(replace(self._wishes, left_out=self._wishes.left_out ^ {key}))

    @Slot(object, int)
    def _on_shifted(self, key: Key, by: int) -> None:
        plan = self._plan
        placed = next((one for one in plan.placed if one.row.key == key), None) if plan else None
        if plan is None or placed is None:
            return
        days = [day.on for day in plan.days]
        at = days.index(placed.on) + by if placed.on in days else -1
        if 0 <= at < len(days):
            self._wish(replace(self._wishes, pinned={**self._wishes.pinned, key: days[at]}))

    def _wish(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self.wished.emit(wishes)


def _rows(plan: FollowUpPlan) -> list[FollowUpRow]:
    return [*(row for row, _ in plan.kept), *(one.row for one in plan.placed)]
