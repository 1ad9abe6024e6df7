"""The alignment report: promises of both sides, refusals with their verdicts, open cases, the weekly pack."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, override
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.clock import from_micros
from app.models.vocabulary import Topic
from app.services.reports.alignment import Alignment, OpenCase, alignment_of_days, alignment_report
from app.services.reports.alignment_promises import Side
from app.services.reports.alignment_rows import SPLITS, AlignmentBy
from app.services.reports.report import ReportFilter
from app.views import formats
from app.views.actions import Action
from app.views.alignment.board import PromiseBoard
from app.views.alignment.pack import drafted
from app.views.alignment.split_table import selected, table_columns, table_rows
from app.views.alignment.words import side_title, split_name, total_sentence
from app.views.desk import Query
from app.views.file_asking import ask_to_save
from app.views.funnel.figure_table import FigureTable
from app.views.i18n import is_chinese
from app.views.page import Page
from app.views.paper import printing
from app.views.report_file import writing_table
from app.views.rows_menus import action_menu
from app.views.surroundings import Surroundings
from app.views.theme import density
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.card_pieces import titled
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.segmented import Segmented

PERIODS = {"7": 7, "30": 30, "90": 90, "all": 0}
"""Days back from today; 0 is everything."""
READING_WIDTH = 1500
"""Wider, and a figure stands too far from the name it belongs to."""
MOST_ROWS = 60
HEADER_HEIGHT = 34
MOST_CASES = 30


class AlignmentPage(Page[Alignment]):
    """What the weekly meeting of both sides looks at."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.HANDOVERS, Topic.PEOPLE, Topic.PLAYBOOK, Topic.ACTIVITIES, Topic.LEADS}
    )
    SETTLE_MS: ClassVar[int] = 400

    case_opened = Signal(object)
    """Id of a refused hand-over to look at."""
    leads_asked = Signal(object)
    """An ``AlignmentSelection``: the leads behind the figure that was opened."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._report_shown: Alignment | None = None
        self._by = AlignmentBy.REASON
        self.period = Segmented()
        self.by = Segmented()
        self.table = FigureTable()
        self._gives_keys = False
        self._days = "30"
        self.period.chosen.connect(self._on_period)
        self.save_pack = button("", self.ask_where, kind="primary", icon_name="download")
        self.boards: dict[Side, PromiseBoard] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._export = button("", self.ask_export, icon_name="file-export")
        top = row(self.period, None, self._export, self.save_pack, gap=10)
        self.body.setLayout(column(top, self._scroll, gap=12, margin=(24, 16, 20, 16)))
        self.retranslate()

    @override
    def query(self) -> Query[Alignment]:
        return alignment_of_days(PERIODS[self._days], self.surroundings.clock())

    @override
    def fill(self, answer: Alignment) -> None:
        self._report_shown = answer
        self._show_report()

    @override
    def emptiness(self, answer: Alignment) -> Emptiness | None:
        if answer.total.decided or answer.cases or self._days != "all":
            return None
        return Emptiness(
            self.tr("Nothing was decided yet"),
            self.tr("Once sales accepts and refuses hand-overs, this page says who was right."),
            "scale",
        )

    @override
    def first_focus(self) -> QWidget:
        return self.period

    @override
    def retranslate(self) -> None:
        periods = {
            "7": self.tr("7 days"), "30": self.tr("30 days"), "90": self.tr("90 days"), "all": self.tr("All time"),
        }  # fmt: skip
        self.period.show_choices(self.tr("Period"), list(periods.items()), self._days)
        self.save_pack.setText(self.tr("Pack for the meeting (PDF)"))
        self._export.setText(self.tr("Export"))
        self._scroll.setAccessibleName(self.tr("Alignment report"))
        if self._report_shown is not None:
            self._show_report()

    @override
    def page_actions(self) -> Sequence[Action]:
        group = self.tr("Alignment")
        return (
            Action(
                self.tr("Save the pack for the meeting"), self.ask_where, "Ctrl+Shift+P", "download", group
            ),
            *self._exports(),
            Action(self.tr("Move to the table"), self._to_table, "T", "table", group),
            Action(self.tr("Next split"), partial(self._step, 1), "]", "list", group),
            Action(self.tr("Previous split"), partial(self._step, -1), "[", "list", group),
        )

    def save(self, path: Path) -> None:
        """Write the pack and say so."""
        if self._report_shown is not None:
            draft = drafted(self._report_shown, self._period_text(), self.surroundings.clock())
            self.background.start(printing(path, draft), self._on_saved)

    def ask_where(self) -> None:
        """Ask for the file to write."""
        today = from_micros(self.surroundings.clock()).astimezone().date()
        name, settings = f"alignment {today}.pdf", self.surroundings.settings
        ask_to_save(self, settings, self.tr("Save as"), name, self.save)

    def save_table(self, path: Path) -> None:
        """Write the split shown as CSV or XLSX, as other programs read it."""
        if self._report_shown is None:
            return
        question = partial(alignment_report, asked=self._report_shown.asked, by=self._by)
        self.background.start(writing_table(path, lambda desk: desk.read(question)), self._on_saved)

    def ask_export(self) -> None:
        """Offer the kinds of files."""
        menu = action_menu(self, self._exports())
        menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))

    def _exports(self) -> tuple[Action, ...]:
        group = self.tr("Alignment")
        return (
            Action(
                self.tr("Save the table (CSV)"), partial(self._ask_table, "csv"), "Ctrl+Shift+E",
                "file-type-csv", group,
            ),
            Action(
                self.tr("Save the table (Excel)"), partial(self._ask_table, "xlsx"), "Ctrl+Shift+X",
                "file-spreadsheet", group,
            ),
        )  # fmt: skip

    def _ask_table(self, kind: str) -> None:
        today = from_micros(self.surroundings.clock()).astimezone().date()
        name, settings = f"alignment {self._by.value} {today}.{kind}", self.surroundings.settings
        ask_to_save(self, settings, self.tr("Save as"), name, self.save_table)

    # Showing.

    def _show_report(self) -> None:
        report = self._report_shown
        if report is None:
            return
        had_focus, place = self.by.hasFocus(), self._scroll.verticalScrollBar().value()
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        parts = (
            label(total_sentence(report.total), "heading", wrap=True),
            self._board_of(report),
            self._split_of(report),
            self._cases_of(report.cases),
        )
        canvas.setLayout(column(*parts, None, gap=12, margin=(0, 0, 6, 0)))
        canvas.setMaximumWidth(READING_WIDTH)
        self._scroll.setWidget(canvas)
        self._scroll.verticalScrollBar().setValue(place)
        if self._gives_keys:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus:
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _board_of(self, report: Alignment) -> QWidget:
        sides = QWidget()
        layout = row(gap=12)
        self.boards = {side: PromiseBoard() for side in Side}
        for side, board in self.boards.items():
            board.show_promises(side_title(side), [one for one in report.promises if one.side is side])
            hint = self.tr("the line is the field's figure")
            layout.addWidget(titled(side_title(side), board, None, hint=hint), 1)
        sides.setLayout(layout)
        return sides

    def _split_of(self, report: Alignment) -> QFrame:
        rows = report.splits.get(self._by, ())
        self.by = Segmented()
        self.by.show_choices(
            self.tr("Refusals by"), [(by.value, split_name(by)) for by in SPLITS], self._by.value
        )
        self.by.chosen.connect(self._on_by)
        had_keys, place = self.table.hasFocus(), self.table.place()
        self.table = FigureTable()
        self.table.setAccessibleName(self.tr("Refusals and verdicts"))
        self.table.show_rows(table_columns(self._by), table_rows(rows[:MOST_ROWS], self._by))
        self.table.opened.connect(self._on_figure)
        self.table.go_to(*place)
        self._gives_keys = had_keys
        self.table.setFixedHeight(HEADER_HEIGHT + density().row * min(len(rows), MOST_ROWS))
        parts: list[QWidget] = [self.by, self.table] if rows else [self.by]
        if not rows:
            parts.append(label(self.tr("Nothing was decided in this period."), "muted"))
        elif len(rows) > MOST_ROWS:
            more = self.tr("{n} more are in the export: decile report alignment --by {by}")
            parts.append(label(more.format(n=len(rows) - MOST_ROWS, by=self._by.value), "small"))
        frame = titled(self.tr("Refusals and verdicts"), *parts, gap=10)
        if not rows:  # an empty table is not shown, and goes with the frame it would have stood in
            self.table.setParent(frame)
            self.table.hide()
        return frame

    def _cases_of(self, cases: tuple[OpenCase, ...]) -> QFrame:
        parts = [self._case(one) for one in cases[:MOST_CASES]]
        if not cases:
            parts = [label(self.tr("No case is open."), "muted")]
        elif len(cases) > MOST_CASES:
            parts.append(
                label(self.tr("{n} more wait in Review.").format(n=len(cases) - MOST_CASES), "small")
            )
        hint = formats.number(len(cases)) if cases else ""
        return titled(self.tr("Cases still open"), *parts, hint=hint, gap=6)

    def _case(self, one: OpenCase) -> QWidget:
        reason = one.reason.shown("zh" if is_chinese() else "en")
        ago = formats.duration((self.surroundings.clock() - one.refused_at) // 1_000_000)
        text = " · ".join(
            (one.lead, reason, f"{one.sdr} → {one.rep}", self.tr("{time} ago").format(time=ago))
        )
        if not self.surroundings.leads_to("review"):
            return label(text, wrap=True)
        made = button(text, partial(self._open_case, one.handover_id), kind="quiet", icon_name="scale")
        made.setAccessibleName(text)
        line = QWidget()
        line.setLayout(row(made, None))
        return line

    @Slot(str, str)
    def _on_figure(self, key: str, column_key: str) -> None:
        report = self._report_shown
        if report is None:
            return
        one = next((found for found in report.splits.get(self._by, ()) if found.key == key), None)
        chosen = selected(one, self._by, column_key, report.asked) if one is not None else None
        if chosen is not None:
            self.leads_asked.emit(chosen)

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_case(self, handover_id: UUID) -> None:
        self.case_opened.emit(handover_id)

    def _period_text(self) -> str:
        asked = self._report_shown.asked if self._report_shown else ReportFilter()
        if asked.since is None or asked.until is None:
            return self.tr("All time")
        return f"{asked.since.isoformat()} – {asked.until.isoformat()}"

    # Choosing.

    @Slot(str)
    def _on_period(self, key: str) -> None:
        self._days = key
        self.reload()

    @Slot(str)
    def _on_by(self, key: str) -> None:
        self._by = AlignmentBy(key)
        self._show_report()

    def _step(self, by: int) -> None:
        self.by.choose(SPLITS[(SPLITS.index(self._by) + by) % len(SPLITS)].value)

    def _on_saved(self, path: Path) -> None:
        saved = self.tr("Saved {file}").format(file=path.name)
        self.surroundings.toasts.say(saved, str(path.parent), tone="ok")
