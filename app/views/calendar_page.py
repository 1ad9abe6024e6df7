"""The working calendars: a year in sight, its holidays, hours by weekday; changed by keys, in force at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QWidget

from app.clock import from_micros
from app.models.vocabulary import Topic
from app.services.calendar_countries import calendar_of_country, countries
from app.services.calendar_view import CalendarYearSheet, adoption_with, calendar_year, with_day
from app.services.playbook.document import Calendar
from app.services.working_calendar import Day
from app.services.working_time import TEAM
from app.views.actions import Action, do
from app.views.calendar.words import (
    LINES,
    DayLook,
    country_name,
    day_said,
    day_title,
    holidays_listed,
    hours_lines,
    look_text,
    read_week,
    week_lines,
)
from app.views.calendar.year_grid import LookMark, YearGrid
from app.views.desk import Desk, Query
from app.views.i18n import is_chinese
from app.views.page import Page
from app.views.surroundings import Surroundings
from app.views.widgets.ask_sheet import Asking, AskSheet
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.card_pieces import facts
from app.views.widgets.chip import Chip
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.key_button import KeyButton
from app.views.widgets.option_list import Option

SIDE_WIDTH = 364
LEGEND_COLUMNS = 3
FIRST_YEAR, LAST_YEAR = 2000, 2099


class CalendarPage(Page[CalendarYearSheet]):
    """Everybody reads; team lead and sales lead change, as they do the playbook it belongs to."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PLAYBOOK, Topic.PEOPLE})

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._key, self._year = TEAM, self._today().year
        self._sheet_shown: CalendarYearSheet | None = None
        self.grid = YearGrid()
        self.grid.day_chosen.connect(self._on_day_chosen)
        self._title, self._count = label("", "title"), label("", "muted")
        self._assumed = Chip("", "warn")
        self._legend = QWidget()
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = AskSheet()
        self.sheet.sent.connect(self._on_sent)
        self.sheet.put_away.connect(self._on_put_away)
        head = row(self._title, self._count, self._assumed, None, gap=12)
        year = boxed(column(head, self.grid, self._legend, gap=12, margin=(20, 14, 20, 14)), "card")
        side = boxed(column(self._side, margin=1), "card")
        for part in (side, self.sheet):
            part.setFixedWidth(SIDE_WIDTH)
        self._facts = side
        body = row(year, side, self.sheet, gap=12, margin=(24, 16, 20, 16))
        body.setStretch(0, 1)
        self.body.setLayout(body)
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[CalendarYearSheet]:
        return calendar_year(self._key, self._year, self._member_id, "zh" if is_chinese() else "en")

    @override
    def fill(self, answer: CalendarYearSheet) -> None:
        self._sheet_shown, self._key = answer, answer.shown.key
        self._show_year()
        self.actions_changed.emit()

    @override
    def first_focus(self) -> QWidget:
        return self.grid

    @override
    def retranslate(self) -> None:
        self._side.setAccessibleName(self.tr("What the calendar says"))
        self._show_legend()
        if self._sheet_shown is not None:
            self.reload()  # holidays are named in the language, too

    @override
    def page_actions(self) -> Sequence[Action]:
        group = self.tr("Calendar")
        look = [
            Action(self.tr("Next year"), partial(self._step, 1), "]", "arrow-right", group),
            Action(self.tr("Previous year"), partial(self._step, -1), "[", "arrow-left", group),
        ]
        if self._sheet_shown is not None and len(self._sheet_shown.kept) > 1:
            look.append(Action(self.tr("Next calendar"), self._next_calendar, "L", "calendar", group))
        if self._sheet_shown is None or not self._sheet_shown.may_change:
            return look
        return [*self._day_actions(), *self._whole_actions(), *look]

    def _day_actions(self) -> list[Action]:
        """Return what can be done with the day chosen."""
        group = self.tr("Calendar")
        return [
            Action(self.tr("Make it a day off"), partial(self._mark, works=False), "O", "calendar-off", group),
            Action(self.tr("Make it a working day"), partial(self._mark, works=True), "W", "calendar-due", group),
            Action(self.tr("As week and country say"), partial(self._mark, works=None), "B", "refresh", group),
        ]  # fmt: skip

    def _whole_actions(self) -> list[Action]:
        """Return what can be done with the calendar as a whole."""
        group = self.tr("Calendar")
        return [
            Action(self.tr("Choose the country"), self.choose_country, "C", "world", group),
            Action(self.tr("Change the hours"), self.change_hours, "H", "clock", group),
        ]

    # What can be done.

    def choose_country(self) -> None:
        """Ask for the country whose holidays count."""
        if self._sheet_shown is not None:
            present = self._sheet_shown.shown.calendar.holidays
            options = [Option(code, country_name(code), code) for code in countries() if code != present]
            self._ask(
                Asking(
                    key="country",
                    title=self.tr("Choose the country"),
                    lead_in=self.tr("Its holidays, its weekend, its usual hours and its time zone; your own days stay."),
                    send=self.tr("Use its calendar"),
                    options_title=self.tr("Country"),
                    options=options,
                    needs_option=True,
                    pick_first=self.tr("Pick a country."),
                )
            )  # fmt: skip

    def change_hours(self) -> None:
        """Ask for the hours of each weekday."""
        if self._sheet_shown is not None:
            self._ask(
                Asking(
                    key=("hours", self._key),
                    title=self.tr("Change the hours"),
                    lead_in=self.tr("A line for each day, several shifts side by side: 09:00-12:00 13:30-18:00"),
                    send=self.tr("Use these hours"),
                    words_title=self.tr("Hours"),
                    words=week_lines(self._sheet_shown.shown.calendar.shifts),
                    begins_with_words=True,
                    needs_words=True,
                    write_first=self.tr("Write the hours of each day."),
                )
            )  # fmt: skip

    def _ask(self, asking: Asking) -> None:
        self._facts.hide()
        self.sheet.words.setMaximumHeight(240)
        self.sheet.words.setMinimumHeight(200 if asking.words else 84)
        self.sheet.ask(asking)

    def _mark(self, *, works: bool | None) -> None:
        shown = self._sheet_shown
        if shown is None:
            return
        on, before = self.grid.chosen, shown.shown.calendar
        after = with_day(before, on, works=works)
        if after != before:
            said = {True: self.tr("{day} is a working day"), False: self.tr("{day} is a day off")}
            text = said[works] if works is not None else self.tr("{day} is as week and country say")
            self._change(after, text.format(day=day_title(on)))

    def _step(self, by: int) -> None:
        self._year = max(FIRST_YEAR, min(LAST_YEAR, self._year + by))
        self.reload()

    def _next_calendar(self) -> None:
        if self._sheet_shown is not None:
            keys = [one.key for one in self._sheet_shown.kept]
            self._key = keys[(keys.index(self._key) + 1) % len(keys)]
            self.reload()

    # Changing.

    @Slot(str, str)
    def _on_sent(self, option: str, words: str) -> None:
        shown, asking = self._sheet_shown, self.sheet.asking
        if shown is None or asking is None:
            return
        calendar = shown.shown.calendar
        if asking.key == "country":
            chosen = calendar_of_country(option)
            after = msgspec.structs.replace(
                calendar, holidays=chosen.holidays, time_zone=chosen.time_zone, shifts=chosen.shifts
            )
            text = self.tr("The calendar is that of {country}").format(country=country_name(option))
        else:
            week = read_week(words)
            if isinstance(week, int):
                self.sheet.show_error(self._line_error(week))
                return
            after, text = msgspec.structs.replace(calendar, shifts=week), self.tr("The hours are changed")
        self.sheet.settle()
        if after != calendar:
            self._change(after, text)

    def _line_error(self, line: int) -> str:
        if line > len(LINES):
            return self.tr("There are more than {n} lines.").format(n=len(LINES))
        return self.tr("Line {n}: write hours that follow each other, as 09:00-12:00 13:30-18:00.").format(
            n=line
        )

    def _change(self, after: Calendar, text: str) -> None:
        shown = self._sheet_shown
        if shown is None:
            return
        adoption, before = adoption_with(shown, after), shown.shown.calendar

        def work(desk: Desk) -> Any:
            return desk.execute(desk.read(adoption))

        self.background.carry_out(
            work, done=partial(self._on_changed_calendar, shown.shown.key, before, text)
        )

    def _on_changed_calendar(self, key: str, before: Calendar, text: str, _: object) -> None:
        undo = partial(self._take_back, key, before)
        self.surroundings.toasts.say(text, undo=undo)

    def _take_back(self, key: str, before: Calendar) -> None:
        """Bring an earlier calendar back, in the playbook that is in force by now."""
        asked = calendar_year(key, self._year, self._member_id)

        def work(desk: Desk) -> Any:
            present = desk.read(asked)
            return desk.execute(desk.read(adoption_with(present, before)))

        self.background.carry_out(work)

    @Slot()
    def _on_put_away(self) -> None:
        self._facts.show()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing.

    @Slot(object)
    def _on_day_chosen(self, _: date) -> None:
        self._show_side()

    def _show_year(self) -> None:
        shown = self._sheet_shown
        if shown is None:
            return
        title = shown.shown.calendar.title.shown("zh" if is_chinese() else "en")
        self._title.setText(f"{title} · {shown.year}")
        self._count.setText(self.tr("{n} working days").format(n=shown.working_days))
        self._assumed.show_chip(self.tr("not announced yet"), "warn")
        self._assumed.setVisible(not shown.is_announced)
        self.grid.show_days(shown.days, today=self._today(), name=self._title.text())
        self._show_side()

    def _show_side(self) -> None:
        shown = self._sheet_shown
        if shown is None:
            return
        calendar, chosen = shown.shown.calendar, shown.day(self.grid.chosen)
        place = self._side.verticalScrollBar().value()
        parts: list[Any] = [
            label(day_title(chosen.on), "heading"),
            label(day_said(chosen), "muted", wrap=True),
            *self._buttons(self._fitting(chosen)),
            10,
        ]
        if not shown.is_announced:
            parts += [self._warning(shown.year, calendar.holidays), 10]
        parts += [
            facts([
                (self.tr("Country"), country_name(calendar.holidays)),
                (self.tr("Time zone"), calendar.time_zone),
                (self.tr("Kept by"), ", ".join(shown.shown.members)),
            ]),
            10, label(self.tr("Hours"), "heading"), facts(hours_lines(calendar)),
            *self._buttons(self._whole_actions()),
            10, label(self.tr("Holidays of {year}").format(year=shown.year), "heading"),
        ]  # fmt: skip
        listed = list(holidays_listed(shown.days))
        parts += [self._holiday(when, name) for when, name in listed] or [label(self.tr("None"), "muted")]
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        canvas.setLayout(column(*parts, None, gap=5, margin=(16, 14, 16, 14)))
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._side.isAncestorOf(focused)
        self._side.setWidget(canvas)
        self._side.verticalScrollBar().setValue(place)
        if had_focus:  # the button pressed is gone
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fitting(self, day: Day) -> list[Action]:
        """Return what would change the day chosen."""
        off, work, back = self._day_actions()
        return [*([off] if day.spans else [work]), *([back] if day.is_own else [])]

    def _buttons(self, actions: Sequence[Action]) -> list[QWidget]:
        if self._sheet_shown is None or not self._sheet_shown.may_change:
            return []
        made: list[QWidget] = []
        for action in actions:
            one = KeyButton(action.key, partial(do, action), icon_name=action.icon)
            one.setText(action.text)
            one.setAccessibleName(action.text)
            made.append(one)
        return made

    def _holiday(self, when: str, name: str) -> QWidget:
        line = QWidget()
        line.setLayout(column(label(name, wrap=True), label(when, "small", wrap=True), gap=0))
        return line

    def _warning(self, year: int, country: str) -> QWidget:
        text = self.tr(
            "The days off of {year} are not announced yet for {country}. Only days that the law names count until then."
        ).format(year=year, country=country_name(country))
        line = QWidget()
        layout = row(IconLabel("alert-triangle", "warn"), label(text, wrap=True), gap=8)
        layout.setStretch(1, 1)
        line.setLayout(layout)
        return line

    def _show_legend(self) -> None:
        """Say what each drawing means, anew in the language of the moment."""
        held = self._legend.layout()
        if held is not None:
            QWidget().setLayout(held)  # takes the old layout and its labels away
        legend = QGridLayout()
        legend.setHorizontalSpacing(8)
        for at, look in enumerate(DayLook):
            line, place = divmod(at, LEGEND_COLUMNS)
            legend.addWidget(LookMark(look), line, 2 * place)
            legend.addWidget(label(look_text(look), "small"), line, 2 * place + 1)
            legend.setColumnStretch(2 * place + 1, 1)
        self._legend.setLayout(legend)

    def _today(self) -> date:
        return from_micros(self.surroundings.clock()).astimezone().date()
