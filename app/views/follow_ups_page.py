"""Follow-ups: what is overdue, today against a usual day, the working days to come; moved, planned, handed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.models.vocabulary import Topic
from app.services.follow_up_plan import FollowUpPlan, Wishes, busy_day_plan, leave_plan
from app.services.follow_up_rows import FollowUpRow, day_begins, local_day
from app.services.follow_up_week import FollowUpDay, FollowUpWeek, follow_up_week
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Query
from app.views.follow_ups.board import DayBoard
from app.views.follow_ups.day_column import OVERDUE, DayShown
from app.views.follow_ups.leave_bar import LeaveBar
from app.views.follow_ups.moving import Moving
from app.views.follow_ups.plan_panel import PlanPanel
from app.views.follow_ups.words import day_title, leave_text, load_spoken, load_text
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.surroundings import Surroundings
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.key_button import KeyButton
from app.views.widgets.option_list import Option

MINUTE_MS = 60_000
type PlanAsked = Callable[[Wishes], Query[FollowUpPlan]]


class FollowUpsPage(Page[FollowUpWeek]):
    """One's own days; a team lead may look at a member's."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.FOLLOW_UPS, Topic.LEADS, Topic.PEOPLE, Topic.CALENDAR, Topic.PLAYBOOK}
    )
    lead_opened = Signal(object)
    """Id of the lead to call."""
    queue_asked = Signal()

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._me = self._of = member_id
        self._week: FollowUpWeek | None = None
        self._from: list[int] = []
        self._plan_of: PlanAsked | None = None
        self._planning, self._is_opening = Question(), False
        self._who, self._sum = label("", "title"), label("", "muted")
        self._back = button("", self._look_at_mine, kind="quiet", icon_name="arrow-left")
        self.earlier = button("", self.previous_days, icon_name="chevron-left")
        self.later = button("", self.next_days, icon_name="chevron-right")
        self.put_off = KeyButton("P", self.plan_busy_day, icon_name="calendar-due")
        self.leave = LeaveBar(self.plan_leave, self.hand_leave_on)
        self.board = DayBoard()
        self.board.opened.connect(self._on_opened)
        self.board.dragged.connect(self._on_dragged)
        self.board.led_out.connect(self._on_led_out)
        self.moving = Moving(self)
        self.moving.done.connect(self.board.follow)
        self.plan = PlanPanel(self, surroundings.clock)
        self.plan.accepted.connect(self.moving.carry_out)
        self.plan.wished.connect(self._on_wished)
        self.looking = PickPanel(self)
        self.looking.picked.connect(self._on_colleague)
        head = row(self._back, self._who, self._sum, None, self.earlier, self.later, 8, self.put_off, gap=8)
        body = column(head, self.leave, self.board, gap=12, margin=(24, 16, 24, 20))
        body.setStretch(2, 1)
        self.body.setLayout(body)
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self._on_minute)
        self._each_minute.start()
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[FollowUpWeek]:
        from_on = self._from[-1] if self._from else None
        return follow_up_week(self._me, self._of, self.surroundings.clock(), from_on=from_on)

    @override
    def fill(self, answer: FollowUpWeek) -> None:
        before, self._week = self._week, answer
        now = self.surroundings.clock()
        self.board.show_days(
            list(self._days(answer, now)), now=now, zone=answer.zone, is_draggable=answer.is_own
        )
        self._say(answer, now)
        if before is None or _acts(before) != _acts(answer):
            self.actions_changed.emit()

    @override
    def emptiness(self, answer: FollowUpWeek) -> Emptiness | None:
        if not answer.is_empty or not answer.is_own or self._from:
            return None
        self._week = answer
        self.actions_changed.emit()
        if not self.surroundings.leads_to("queue"):
            return Emptiness(self.tr("Nothing is promised"), icon="calendar-due")
        return Emptiness(
            self.tr("Nothing is promised"),
            self.tr(
                "Each call ends with a next step. It appears here, on its day; your queue says whom to call."
            ),
            "calendar-due",
            self.tr("Open the queue"),
            self.queue_asked.emit,
            "Q",
        )

    @override
    def first_focus(self) -> QWidget:
        return self.board.first_focus()

    @override
    def retranslate(self) -> None:
        self._back.setText(self.tr("My own"))
        self.put_off.setText(self.tr("Put off the rest of today"))
        for made, name in ((self.earlier, self.tr("Days before")), (self.later, self.tr("Days after"))):
            made.setAccessibleName(name)
            made.setToolTip(name)
        if self._week is not None:
            self.fill(self._week)

    @override
    def open(self, target: Any) -> None:
        """Show the days of a member, if who looks may."""
        if isinstance(target, UUID):
            self._look_at(target)

    @override
    def page_actions(self) -> list[Action]:
        week = self._week
        if week is None or (week.is_empty and week.is_own and not self._from):
            opens = Action(self.tr("Open the queue"), self.queue_asked.emit, "Q", "list-check")
            return [*([opens] if self.surroundings.leads_to("queue") else []), *self._whose()]
        own = (
            [*self._handling(), *self._moving_by_keys(week), *self._planning_actions(week)]
            if week.is_own
            else []
        )
        return [
            Action(self.tr("Call: open the call desk"), self.call, "C", "phone", also=("Ctrl+Return",)),
            Action(self.tr("Open"), self.call, "Return", "phone", is_native=True),
            *own, *self._handing(week), *self._whose(), *self._turning(),
        ]  # fmt: skip

    def _handling(self) -> list[Action]:
        return [
            Action(self.tr("Done"), self.finish, "D", "check"),
            Action(self.tr("Put off for a while…"), partial(self._ask_time, picks=False), "S", "alarm"),
            Action(self.tr("Set another time…"), partial(self._ask_time, picks=True), "T", "clock"),
            Action(self.tr("Select more"), self._nothing, "Shift+Down", is_native=True),
            Action(self.tr("Select or not"), self._nothing, "Space", is_native=True),
            Action(self.tr("Next day, day before"), self._nothing, "Right", is_native=True),
        ]

    def _moving_by_keys(self, week: FollowUpWeek) -> list[Action]:
        group = self.tr("Move to a day")
        today = local_day(self.surroundings.clock(), week.zone)
        days = [
            Action(day_title(day.on, today), partial(self.move_to, at), str(at + 1), "calendar", group)
            for at, day in enumerate(week.days)
        ]
        return [
            Action(
                self.tr("One working day later"), partial(self.step, 1), "Alt+Right", "arrow-right", group
            ),
            Action(
                self.tr("One working day earlier"), partial(self.step, -1), "Alt+Left", "arrow-left", group
            ),
            *days,
        ]

    def _planning_actions(self, week: FollowUpWeek) -> list[Action]:
        group = self.tr("Plan")
        found = [
            Action(self.tr("Put off what is selected, or the rest of today…"), self.plan_busy_day, "P",
                   "calendar-due", group, words="snooze 推迟 snooze all"),
        ]  # fmt: skip
        if week.leave is not None:
            spread = Action(
                self.tr("Spread what fell due in the leave…"), self.plan_leave, "L", "calendar-off", group
            )
            found.append(spread)
        return found

    def _handing(self, week: FollowUpWeek) -> list[Action]:
        if not week.may_hand_on:
            return []
        found = [Action(self.tr("Hand on to another SDR…"), self.hand_on, "G", "user-check")]
        if week.leave is not None and not week.is_own:
            found.append(
                Action(self.tr("Hand on what falls due in the leave…"), self.hand_leave_on, "Shift+G")
            )
        return found

    def _whose(self) -> list[Action]:
        if self._week is None or not self._week.colleagues:
            return []
        return [Action(self.tr("Look at somebody's days…"), self.ask_whose, "M", "users")]

    def _turning(self) -> list[Action]:
        return [
            Action(self.tr("Days after"), self.next_days, "]", "chevron-right"),
            Action(self.tr("Days before"), self.previous_days, "[", "chevron-left"),
        ]

    # What can be done with promises.

    def call(self) -> None:
        """Open the lead of the promise that has the keys."""
        current = self.board.current()
        if current is not None:
            self._on_opened(current)

    def finish(self) -> None:
        """Note that the promises selected were kept."""
        self.moving.finish(self.board.selected())

    def step(self, by: int) -> None:
        """Move the promises selected by one working day."""
        week, on = self._week, self.board.current_on()
        if week is None or on is None or not week.is_own:
            return
        days = [day.on for day in week.days]
        at = (days.index(on) if on in days else -1) + by
        if at == len(days):
            self._move_beyond(week)
        elif at >= 0:
            self.move_to(at)

    def move_to(self, at: int) -> None:
        """Move the promises selected to a day shown, by its place."""
        week = self._week
        if week is not None and week.is_own and at < len(week.days):
            self.moving.move_to_day(self.board.selected(), week.days[at], week.zone)

    def hand_on(self) -> None:
        """Ask who shall keep the promises selected instead."""
        if self._week is not None:
            self.moving.ask_member(self.board.selected(), self._week)

    def hand_leave_on(self) -> None:
        """Ask who shall keep what falls due in the leave."""
        if self._week is not None and self._week.leave is not None:
            self.moving.ask_member(self._week.leave.rows, self._week)

    # Plans.

    def plan_busy_day(self) -> None:
        """Show where the promises selected would go, or all that is left of today."""
        week = self._week
        if week is None or not week.is_own:
            return
        chosen = self.board.selected()
        several = len(chosen) > 1
        keys = frozenset(one.key for one in chosen) if several else None
        now, of, zone = self.surroundings.clock(), week.member_id, week.zone
        self._ask_plan(lambda wishes: busy_day_plan(of, now, zone, keys=keys, wishes=wishes))

    def plan_leave(self) -> None:
        """Show over which days what fell due in the leave would be spread."""
        week = self._week
        if week is None or not week.is_own or week.leave is None:
            return
        now, of, zone, absence_id = (
            self.surroundings.clock(),
            week.member_id,
            week.zone,
            week.leave.absence_id,
        )
        self._ask_plan(lambda wishes: leave_plan(of, now, zone, absence_id=absence_id, wishes=wishes))

    def _ask_plan(self, plan_of: PlanAsked) -> None:
        self._plan_of, self._is_opening = plan_of, True
        self.background.ask(plan_of(Wishes()), self._on_plan, question=self._planning)

    @Slot(object)
    def _on_wished(self, wishes: Wishes) -> None:
        if self._plan_of is not None:
            self.background.ask(self._plan_of(wishes), self._on_plan, question=self._planning)

    def _on_plan(self, plan: FollowUpPlan) -> None:
        if not self._is_opening:
            self.plan.show_plan(plan)
            return
        self._is_opening = False
        if not plan.placed and not plan.kept:
            self.surroundings.toasts.say(self.tr("Nothing is left of today to put off."), tone="info")
            return
        title = self.tr("Where would they go? Nothing is moved yet.")
        note = self.tr(
            "What was agreed and missed first, then the oldest day, of a day the highest score; into your working"
            " time, at most {usual} a day."
        )
        self.plan.begin(plan, title, note.format(usual=plan.usual))

    # Whose days, and which.

    def ask_whose(self) -> None:
        """Ask at whose days to look."""
        week = self._week
        if week is None or not week.colleagues:
            return
        said = self.tr("{today} today, {overdue} overdue")
        options = [
            Option(
                str(one.member_id), one.name,
                self.tr("on leave") if one.is_away else said.format(today=one.today, overdue=one.overdue),
            )
            for one in week.colleagues
        ]  # fmt: skip
        self.looking.ask(self.tr("Whose days?"), options, send=self.tr("Look"), picked=str(week.member_id))

    @Slot(str)
    def _on_colleague(self, key: str) -> None:
        self._look_at(UUID(key))

    def _look_at_mine(self) -> None:
        self._look_at(self._me)

    def _look_at(self, member_id: UUID) -> None:
        self._of, self._from = member_id, []
        self._wants_focus = True
        if self.isVisible():
            self.reload()

    def next_days(self) -> None:
        """Show the days after those shown."""
        if self._week is not None:
            self._from.append(self._week.next_on)
            self.reload()

    def previous_days(self) -> None:
        """Show the days before those shown."""
        if self._from:
            self._from.pop()
            self.reload()

    # Inside.

    def _ask_time(self, *, picks: bool) -> None:
        if self._week is not None:
            self.moving.ask_time(self.board.selected(), self._week, picks=picks)

    def _move_beyond(self, week: FollowUpWeek) -> None:
        """Move to the first working day after those shown, and show it."""
        now, rows = self.surroundings.clock(), self.board.selected()
        ahead = week.next_on - local_day(now, week.zone)
        beyond = FollowUpDay(week.next_on, day_begins(now, week.zone, days=ahead), ())
        self.next_days()
        self.moving.move_to_day(rows, beyond, week.zone)

    def _nothing(self) -> None:
        """Do nothing: the list that has the keys does it."""

    @Slot(object)
    def _on_opened(self, chosen: FollowUpRow) -> None:
        self.lead_opened.emit(chosen.lead_id)

    @Slot(object, int)
    def _on_dragged(self, rows: Sequence[FollowUpRow], on: int) -> None:
        week = self._week
        day = next((one for one in week.days if one.on == on), None) if week else None
        if week is not None and day is not None:
            self.moving.move_to_day(rows, day, week.zone)

    @Slot(int)
    def _on_led_out(self, by: int) -> None:
        if by > 0:
            self.next_days()
        else:
            self.previous_days()

    @Slot()
    def _on_minute(self) -> None:
        if self.isVisible():
            self.reload()

    # Showing.

    def _days(self, week: FollowUpWeek, now: int) -> list[DayShown]:
        today = local_day(now, week.zone)
        shown = []
        if week.overdue and not self._from:
            count = QCoreApplication.translate("FollowUpsPage", "%Ln promise(s)", "", len(week.overdue))
            shown.append(DayShown(OVERDUE, self.tr("Overdue"), count, count, week.overdue))
        for at, day in enumerate(week.days):
            load = (len(day.rows) / week.usual, day.done_count / week.usual)
            empty = self.tr("Nothing left today") if day.is_today else self.tr("Nothing is promised")
            shown.append(
                DayShown(
                    day.on, day_title(day.on, today), load_text(day, week.usual), load_spoken(day, week.usual),
                    day.rows, key=str(at + 1) if week.is_own else "", load=load, empty=empty,
                    is_off=not day.is_working or day.is_away,
                )
            )  # fmt: skip
        return shown

    def _say(self, week: FollowUpWeek, now: int) -> None:
        self._who.setText(self.tr("My days") if week.is_own else week.name)
        self._back.setVisible(not week.is_own)
        later = (
            QCoreApplication.translate("FollowUpsPage", "%Ln later", "", week.later_count)
            if week.later_count
            else ""
        )
        first = week.days[0]
        most = self.tr("{n} overdue").format(n=len(week.overdue)) if week.overdue else ""
        left = self.tr("{n} today").format(n=len(first.rows)) if first.is_today else ""
        self._sum.setText(" · ".join(part for part in (most, left, later) if part))
        self.earlier.setEnabled(bool(self._from))
        self.put_off.setVisible(week.is_own)
        self.put_off.setAccessibleName(self.put_off.text())
        said = "" if week.leave is None else leave_text(
            week.leave, now, week.zone, name="" if week.is_own else week.name
        )  # fmt: skip
        self.leave.show_leave(said, is_own=week.is_own, may_hand_on=week.may_hand_on)


def _acts(week: FollowUpWeek) -> tuple[object, ...]:
    """Return what the actions hang on."""
    return (
        week.is_own, week.is_empty, week.may_hand_on, bool(week.colleagues), week.leave is not None,
        tuple(day.on for day in week.days),
    )  # fmt: skip
