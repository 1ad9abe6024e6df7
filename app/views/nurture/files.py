"""Files of nurture: a segment written for another tool and noted as sent, and the answers such a tool gives back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.services.nurture_intake import BroughtHome, bring_home
from app.services.nurture_segment import Tool, note_sent, segment, write_segment
from app.services.nurture_standing import NurtureWhere
from app.services.queue_groups import end_of_day
from app.views import formats
from app.views.background import Job
from app.views.file_asking import ask_to_open, ask_to_save
from app.views.leads.pick_panel import PickPanel
from app.views.nurture.words import home_detail, home_text
from app.views.page import Page
from app.views.widgets.option_list import Option

_SHEET = "sheet"
"""The list as a workbook."""


class Files(QObject):
    """Asks where, does the work on the lane for long work, and says what came of it."""

    def __init__(self, page: Page[Any], member_id: UUID) -> None:
        super().__init__(page)
        self._page, self._member_id = page, member_id
        self._where = NurtureWhere()
        self.panel = PickPanel(page)
        self.panel.picked.connect(self._on_picked)

    def ask_to_export(self, where: NurtureWhere) -> None:
        """Ask what the leads of a list are exported for."""
        self._where = where
        noted = self.tr("Each touch is noted as sent")
        options = [
            Option(Tool.MAIL, self.tr("For a mail tool"), noted),
            Option(Tool.WECHAT, self.tr("For a WeChat tool"), noted),
            Option(Tool.LIST, self.tr("Only the list, as CSV"), self.tr("Nothing is noted")),
            Option(_SHEET, self.tr("Only the list, as Excel workbook"), self.tr("Nothing is noted")),
        ]
        self.panel.ask(self.tr("Export the leads shown"), options, send=self.tr("Export"))

    @Slot()
    def ask_for_answers(self) -> None:
        """Ask for a file of what a tool says came of a segment."""
        kinds = (self.tr("Lists") + " (*.csv *.xlsx *.xls *.txt)",)
        title = self.tr("Bring answers in")
        ask_to_open(self._page, self._page.surroundings.settings, title, kinds, self.bring_in)

    def bring_in(self, path: Path) -> None:
        """Bring the answers of a file home."""
        self._page.background.start(partial(_brought, path), self._on_home)

    def write(self, tool: Tool, path: Path) -> None:
        """Write the leads of the list asked for; for a tool, note their touches as sent."""
        until = end_of_day(self._page.surroundings.clock())
        work = partial(_written, path, tool, self._where, self._member_id, until)
        self._page.background.start(work, self._on_written)

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        tool = Tool.LIST if key == _SHEET else Tool(key)
        name = "nurture.xlsx" if key == _SHEET else f"nurture-{tool}.csv"
        then: Callable[[Path], object] = partial(self.write, tool)
        ask_to_save(self._page, self._page.surroundings.settings, self.tr("Save the leads"), name, then)

    def _on_written(self, done: tuple[int, int, int]) -> None:
        written, left_out, noted = done
        text = QCoreApplication.translate("Nurture", "%Ln lead(s) saved", "", written)
        parts = []
        if noted:
            parts.append(QCoreApplication.translate("Nurture", "%Ln touch(es) noted as sent", "", noted))
        if left_out:
            parts.append(
                QCoreApplication.translate(
                    "Nurture", "%Ln lead(s) left out: no way to reach them", "", left_out
                )
            )
        self._page.surroundings.toasts.say(text, " · ".join(parts))

    def _on_home(self, home: BroughtHome) -> None:
        say = self._page.surroundings.toasts.say
        if home.missing:
            detail = self.tr("It needs a column for the lead or the e-mail, and one for what happened.")
            say(self.tr("This file says not who did what"), detail, tone="warn")
        elif home.total:
            count = formats.number(home.total)
            say(
                self.tr("Answers brought in: {n}").format(n=count),
                _two_lines(home_text(home), home_detail(home)),
            )
        else:
            say(self.tr("Nothing new in this file"), home_detail(home), tone="info")


def _two_lines(first: str, second: str) -> str:
    return "\n".join(part for part in (first, second) if part)


def _written(
    path: Path, tool: Tool, where: NurtureWhere, member_id: UUID, until: int, desk: Any, _job: Job
) -> tuple[int, int, int]:
    """Write and note; return how many leads were written, left out and noted."""
    found = desk.read(lambda db: segment(db, member_id, until, where, tool))
    written = write_segment(path, found)
    noted = note_sent(desk, found)[0] if tool is not Tool.LIST else 0
    return written, found.left_out, noted


def _brought(path: Path, desk: Any, _job: Job) -> BroughtHome:
    return bring_home(desk, path)
