"""Two records side by side, field by field: what both say, what only one says, and where a person chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QScrollArea, QWidget

from app.models.vocabulary import MergeField
from app.services.duplicates.listing import PairDetail, Side
from app.views import formats
from app.views.duplicates.value_choice import ValueChoice
from app.views.import_words import field_name
from app.views.leads.said import in_language, phone_text
from app.views.said import said
from app.views.widgets.basics import boxed, column, frame, label
from app.views.widgets.elided import Elided

_NAME_PX = 132
_LINE_PX = 26
_NAME, _FIRST, _SECOND = range(3)
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both records.

    Attributes:
        field: The field, or ``None`` where nothing can be chosen.
        custom: Name of a field that only the source has.
        ends_group: Whether a thin line follows.
    """

    name: str
    values: tuple[str, str]
    field: MergeField | None = None
    custom: str = ""
    ends_group: bool = False

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.values[0] and self.values[1]) and self.values[0] != self.values[1]

    @property
    def is_choice(self) -> bool:
        """Whether a person chooses which value stays."""
        return self.differs and (self.field is not None or bool(self.custom))


class FieldTable(QWidget):
    """Shows every field of a pair; where both have a value, one of them is chosen."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, QButtonGroup] = {}
        self._lines: Sequence[Line] = ()
        self._stays = 0
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self._scroll))

    def show_pair(self, detail: PairDetail, stays: int, now: int) -> None:
        """Show a pair; the values of the record that stays are chosen at first."""
        self._stays, self._groups = stays, {}
        self._lines = lines_of(detail, now)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(_NAME, _NAME_PX)
        grid.setColumnStretch(_FIRST, 1)
        grid.setColumnStretch(_SECOND, 1)
        for place, line in enumerate(self._lines):
            grid.setRowMinimumHeight(2 * place, _LINE_PX)
            self._add(grid, 2 * place, line)
            if line.ends_group and place + 1 < len(self._lines):
                grid.addLayout(column(frame("line"), margin=(0, 8, 0, 8)), 2 * place + 1, _NAME, 1, _COLUMNS)
        grid.setRowStretch(2 * len(self._lines), 1)
        inner = boxed(column(grid, margin=(20, 14, 20, 14)), "card")
        self._scroll.setWidget(inner)

    def taken(self) -> tuple[tuple[MergeField, ...], tuple[str, ...]]:
        """Return the fields, and the source's own fields, of which the vanishing record's value was chosen."""
        away = 1 - self._stays
        lines = [
            line for line in self._lines if line.is_choice and self._groups[line.name].checkedId() == away
        ]
        fields = tuple(line.field for line in lines if line.field is not None)
        return fields, tuple(line.custom for line in lines if line.custom)

    def choices(self) -> list[ValueChoice]:
        """Return the buttons, in their order."""
        return [
            one for group in self._groups.values() for one in group.buttons() if isinstance(one, ValueChoice)
        ]

    def scroll_by(self, share: float) -> None:
        """Scroll by a share of the height in sight."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + int(self._scroll.viewport().height() * share))

    def _add(self, grid: QGridLayout, place: int, line: Line) -> None:
        name = label(f"≠ {line.name}" if line.is_choice else line.name, "warn" if line.is_choice else "muted")
        name.setMaximumWidth(_NAME_PX + 20)
        grid.addWidget(name, place, _NAME)
        if line.is_choice:
            self._add_choice(grid, place, line)
            return
        for side, value in enumerate(line.values):
            shown = Elided("" if value else "muted", selectable=False)
            shown.say(value or "–")
            shown.setToolTip(value)
            grid.addWidget(shown, place, _FIRST + side)

    def _add_choice(self, grid: QGridLayout, place: int, line: Line) -> None:
        group = QButtonGroup(self)
        self._groups[line.name] = group
        for side, value in enumerate(line.values):
            made = ValueChoice(value, f"{line.name}: {value}")
            made.setChecked(side == self._stays)
            group.addButton(made, side)
            grid.addWidget(made, place, _FIRST + side)
        group.idToggled.connect(self._on_toggled)

    @Slot(int, bool)
    def _on_toggled(self, _side: int, is_on: bool) -> None:  # noqa: FBT001 - as Qt sends it
        if is_on:
            self.chosen.emit()


def lines_of(detail: PairDetail, now: int) -> list[Line]:
    """Return all fields of a pair: those that differ first, then what else is known, then where each stands."""
    one, other = detail.sides
    fields = [
        Line(field_name(field.value), (_value(one, field), _value(other, field)), field)
        for field in MergeField
    ]
    customs = [
        Line(name, (one.custom.get(name, ""), other.custom.get(name, "")), custom=name)
        for name in dict.fromkeys([*one.custom, *other.custom])
    ]
    told = [line for line in (*fields, *customs) if any(line.values)]
    groups = ([line for line in told if line.differs], [line for line in told if not line.differs])
    return [line for group in (*groups, _standing(one, other, now)) for line in _ended(group)]


def _ended(group: list[Line]) -> list[Line]:
    return [*group[:-1], *(replace(line, ends_group=True) for line in group[-1:])]


def _standing(one: Side, other: Side, now: int) -> list[Line]:
    made = [
        Line(
            QCoreApplication.translate("Duplicates", "Stage"),
            (in_language(one.stage_zh, one.stage_en), in_language(other.stage_zh, other.stage_en)),
        ),
        Line(QCoreApplication.translate("Duplicates", "Owner"), (one.owner_name, other.owner_name)),
        Line(QCoreApplication.translate("Duplicates", "Sales rep"), (one.rep_name, other.rep_name)),
        Line(
            QCoreApplication.translate("Duplicates", "Came"),
            (formats.moment(one.created_at, now), formats.moment(other.created_at, now)),
        ),
        Line(
            QCoreApplication.translate("Duplicates", "First touch"),
            (said(one.first_touch), said(other.first_touch)),
        ),
        Line(
            QCoreApplication.translate("Duplicates", "Last touch"),
            (said(one.last_touch), said(other.last_touch)),
        ),
        Line(
            QCoreApplication.translate("Duplicates", "Contacts and notes"),
            (_figure(one.calls), _figure(other.calls)),
        ),
        Line(
            QCoreApplication.translate("Duplicates", "Runs of the script"),
            (_figure(one.runs), _figure(other.runs)),
        ),
        Line(
            QCoreApplication.translate("Duplicates", "Hand-overs"),
            (_figure(one.handovers), _figure(other.handovers)),
        ),
        Line(
            QCoreApplication.translate("Duplicates", "Open follow-ups"),
            (_figure(one.promises), _figure(other.promises)),
        ),
    ]
    return [line for line in made if any(line.values)]


def _figure(count: int) -> str:
    return formats.number(count) if count else ""


def _value(side: Side, field: MergeField) -> str:
    value = side.values[field]
    if value is None:
        return ""
    match field:
        case MergeField.AMOUNT:
            return formats.money(value, side.currency)
        case MergeField.EXPECTED_CLOSE_ON:
            return formats.day(value)
        case MergeField.PHONE:
            return phone_text(value)
        case _:
            return str(value)
