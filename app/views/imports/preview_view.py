"""The second step: the list as it will come in, what it leaves open, and whose the leads will be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.services.import_run.examining import Examined
from app.services.intake.mapping import BY_VALUES, GIVEN, GUESSED, KEPT, OWN, Column
from app.services.intake.options import ImportOptions
from app.services.intake.questions import Question
from app.views import formats
from app.views.imports.field_header import Head
from app.views.imports.forecast_line import ForecastLine, forecast_words
from app.views.imports.open_points import OpenPoints
from app.views.imports.preview_rows import PreviewRow, preview_rows
from app.views.imports.preview_table import PreviewTable
from app.views.imports.start_view import TroubleBox
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.kbd import KeyHint

IMPORT_KEY = "Ctrl+Return"
_PROBLEMS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """Somebody who may get the leads."""

    member_id: UUID | None
    """None leaves them to everybody."""
    name: str
    is_me: bool = False


class PreviewView(QWidget):
    """Shows one examined list; tells what a person changes."""

    field_chosen = Signal(str, str)
    """Column and field."""
    stage_chosen = Signal(str, str)
    """The list's word and the stage's key."""
    answered = Signal(str, str)
    """Kind of a question, and the choice."""
    sheet_chosen = Signal(str)
    channel_chosen = Signal(str)
    """Channel of rows whose own is blank; nothing for none."""
    import_asked = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined: Examined | None = None
        self._rows: list[PreviewRow] = []
        self._asked: dict[str, tuple[Question, ...]] = {}
        self._options = ImportOptions()
        self._title, self._where = label("", "title"), label("", "muted")
        self._forecast, self.trouble, self.points = ForecastLine(), TroubleBox(), OpenPoints()
        self.points.answered.connect(self.answered)
        self.points.stage_chosen.connect(self.stage_chosen)
        self.table = PreviewTable()
        self.table.field_chosen.connect(self._on_field_chosen)
        self.owner, self.channel, self.sheet = QComboBox(), QComboBox(), QComboBox()
        self._owner_name, self._channel_name, self._sheet_name = (
            label("", "small"),
            label("", "small"),
            label("", "small"),
        )
        self._owners: tuple[OwnerChoice, ...] = ()
        self.import_button = button("", self.import_asked.emit, kind="primary", icon_name="file-import")
        self._back = button("", self.back_asked.emit)
        self._blocked, self._problems = label("", "warn", wrap=True), label("", "bad", wrap=True)
        self._lay_out()
        self.sheet.activated.connect(self._on_sheet)
        self.channel.activated.connect(self._on_channel)
        self.retranslate()

    def _lay_out(self) -> None:
        head = column(row(self._title, 6, self._where, None, gap=8), self._forecast, gap=6)
        ways = row(gap=18)
        for name, combo in (
            (self._owner_name, self.owner),
            (self._channel_name, self.channel),
            (self._sheet_name, self.sheet),
        ):
            name.setBuddy(combo)
            combo.setMinimumWidth(190)
            holder = QWidget()
            holder.setLayout(column(name, combo, gap=3))
            combo.setProperty("holder", holder)
            ways.addWidget(holder)
        ways.addStretch(1)
        foot = row(
            self._blocked,
            None,
            self._back,
            KeyHint("Esc"),
            10,
            self.import_button,
            KeyHint(IMPORT_KEY),
            gap=6,
        )
        foot.setStretch(0, 1)
        box: QFrame = boxed(column(self.table, margin=(1, 1, 1, 6)), "card")
        layout = column(
            head, self.trouble, self.points, ways, box, self._problems, foot, gap=12, margin=(24, 14, 24, 16)
        )
        layout.setStretch(4, 1)
        self.setLayout(layout)

    # What the page shows here.

    def show_examined(
        self, examined: Examined, asked: Mapping[str, Sequence[Question]], options: ImportOptions
    ) -> None:
        """Show a list as it would come in.

        Args:
            examined: The list.
            asked: Every question since the list was opened, by kind: answered ones can still be changed.
            options: The answers so far.
        """
        is_other = self._examined is None or self._examined.source.columns != examined.source.columns
        self._examined, self._options = examined, options
        self._asked = {kind: tuple(questions) for kind, questions in asked.items()}
        self._rows = preview_rows(examined)
        self.trouble.hide()
        if is_other:
            self.table.rows.show_rows((), ())
        self.retranslate()

    def show_owners(self, owners: Sequence[OwnerChoice]) -> None:
        """Offer these people; the first is chosen."""
        chosen = self.owner.currentIndex()
        self._owners = tuple(owners)
        self.owner.clear()
        for choice in owners:
            self.owner.addItem(_owner_text(choice))
        self.owner.setCurrentIndex(max(0, chosen) if chosen < len(owners) else 0)

    def owner_id(self) -> UUID | None:
        """Return who gets leads whose row names no owner."""
        at = self.owner.currentIndex()
        return self._owners[at].member_id if 0 <= at < len(self._owners) else None

    def show_busy(self, *, is_busy: bool) -> None:
        """Show that the list is being looked through again."""
        self.import_button.setEnabled(not is_busy and self.is_ready())

    def is_ready(self) -> bool:
        """Whether everything is answered and the rows can come in."""
        examined = self._examined
        return examined is not None and not examined.survey.questions and examined.mapping.is_enough

    def forecast(self) -> list[tuple[str, str]]:
        """Return what is said of the rows, each with its tone."""
        return [] if self._examined is None else forecast_words(self._examined)

    def first_focus(self) -> QWidget | None:
        """Return where the focus begins: at what must be answered, else in the first column."""
        open_kinds = (
            {question.kind for question in self._examined.survey.questions} if self._examined else set()
        )
        for box in self.points.boxes:
            if box.kind in open_kinds:
                return box.choices[0]
        return self.table.header.first_combo()

    def retranslate(self) -> None:
        """Set every text again."""
        self._owner_name.setText(self.tr("Leads without an owner in the list"))
        self._channel_name.setText(self.tr("Channel where the list leaves it blank"))
        self._sheet_name.setText(self.tr("Sheet"))
        for name, combo in (
            (self._owner_name, self.owner),
            (self._channel_name, self.channel),
            (self._sheet_name, self.sheet),
        ):
            combo.setAccessibleName(name.text())
        self._back.setText(self.tr("Cancel"))
        for at, choice in enumerate(self._owners):
            self.owner.setItemText(at, _owner_text(choice))
        if self._examined is not None:
            self._say(self._examined)

    def _say(self, examined: Examined) -> None:
        source, count = examined.source, examined.survey.row_count
        self._title.setText(source.name or self.tr("Pasted cells"))
        self._where.setText(_how_read(examined))
        self.import_button.setText(self.tr("Import ({count})").format(count=formats.number(count)))
        self._forecast.show_forecast(examined)
        self.points.show_points(examined, self._asked, self._options)
        self._say_sheets(examined)
        self._say_channels(examined)
        heads = [self._head(examined, one) for one in examined.mapping.columns]
        self.table.show_preview(heads, self._rows)
        self._say_problems()
        blocked = ""
        if not examined.mapping.is_enough:
            blocked = self.tr(
                "No column is a company, contact, phone, e-mail or id yet: choose one in the heads of the table."
            )
        elif examined.survey.questions:
            blocked = self.tr("Answer the question above; nothing is guessed.")
        self._blocked.setText(blocked)
        self.import_button.setEnabled(self.is_ready())

    def _say_problems(self) -> None:
        """Name the first rows that will not come in, and why."""
        problems = [row for row in self._rows if row.tone in {"bad", "warn"}]
        said = [
            self.tr("Line {line}: {why}").format(line=row.line, why=row.said)
            for row in problems[:_PROBLEMS_SHOWN]
        ]
        self._problems.setText("\n".join(said))
        self._problems.setVisible(bool(said))

    def _say_sheets(self, examined: Examined) -> None:
        source = examined.source
        holder = self.sheet.property("holder")
        holder.setVisible(len(source.sheets) > 1)
        if [self.sheet.itemText(at) for at in range(self.sheet.count())] != list(source.sheets):
            self.sheet.clear()
            self.sheet.addItems(list(source.sheets))
        self.sheet.setCurrentText(source.sheet or "")

    def _say_channels(self, examined: Examined) -> None:
        now = self._options.channel or ""
        self.channel.clear()
        self.channel.addItem(self.tr("Leave blank"), "")
        for channel_key in sorted(examined.book.met_channels):
            self.channel.addItem(channel_key, channel_key)
        self.channel.setCurrentIndex(max(0, self.channel.findData(now)))

    def _head(self, examined: Examined, of: Column) -> Head:
        if of.name in examined.remembered and of.how == GIVEN:
            return Head(of.name, of.field, self.tr("as last time"), "ok")
        marks = {
            GIVEN: (self.tr("chosen by you"), "ok"),
            GUESSED: (self.tr("by its heading"), "muted"),
            BY_VALUES: (self.tr("by its values"), "muted"),
            KEPT: (self.tr("not recognised"), "warn"),
            OWN: (self.tr("ours, left out"), "faint"),
        }
        mark, tone = marks[of.how]
        return Head(of.name, of.field, mark, tone)

    def _on_field_chosen(self, at: int, field: str) -> None:
        if self._examined is not None:
            self.field_chosen.emit(self._examined.mapping.columns[at].name, field)

    def _on_sheet(self, _at: int) -> None:
        if self._examined is not None and self.sheet.currentText() != self._examined.source.sheet:
            self.sheet_chosen.emit(self.sheet.currentText())

    def _on_channel(self, _at: int) -> None:
        self.channel_chosen.emit(str(self.channel.currentData()))


def _owner_text(choice: OwnerChoice) -> str:
    translate = QCoreApplication.translate
    if choice.member_id is None:
        return translate("PreviewView", "Nobody: everyone may claim them")
    if choice.is_me:
        return translate("PreviewView", "Me ({name})").format(name=choice.name)
    return choice.name


def _how_read(examined: Examined) -> str:
    """Say how the list was read: encoding and separator, or kind and sheet."""
    source = examined.source
    if source.kind == "paste":
        return ""
    if not source.is_text:
        return " · ".join(filter(None, (source.kind.upper(), source.sheet)))
    translate = QCoreApplication.translate
    separators = {
        ",": translate("PreviewView", "commas"),
        ";": translate("PreviewView", "semicolons"),
        "\t": translate("PreviewView", "tabs"),
        "|": translate("PreviewView", "bars"),
    }
    return " · ".join(
        filter(
            None, ((source.encoding or "").upper(), separators.get(source.delimiter or "", source.delimiter))
        )
    )
