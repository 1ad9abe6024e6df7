"""A number to turn or to type: its name, a slider, a field, and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QSlider, QWidget

from app.views.icons import icon
from app.views.widgets.basics import column, icon_button, label, restyle, row
from app.views.widgets.elided import Elided

_STEPS = 400
FIELD_WIDTH = 148


class NumberSlider(QWidget):
    """One input of the planner; moving the slider or typing tells the new number at once."""

    changed = Signal(float)
    reset = Signal()
    """The number measured shall count again."""

    def __init__(self, *, decimals: int = 0, can_reset: bool = False) -> None:
        super().__init__()
        self._top = 1.0
        self.name, self.note = label(""), Elided("small")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 20)
        self.field = QDoubleSpinBox()
        self.field.setDecimals(decimals)
        self.field.setGroupSeparatorShown(True)
        self.field.setKeyboardTracking(True)
        self.field.setFixedWidth(FIELD_WIDTH)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.back = icon_button("arrow-back-up", "", self._on_back)
        if not can_reset:
            self.back.hide()
        head = row(self.name, self.note, gap=10)
        head.setStretch(1, 1)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setLayout(column(head, row(self.slider, self.field, self.back, gap=8), gap=1))
        self.slider.valueChanged.connect(self._on_moved)
        self.field.valueChanged.connect(self._on_typed)

    def show_number(self, value: float, top: float, *, suffix: str = "", prefix: str = "") -> None:
        """Show a number; the slider ends at ``top``, the field takes more."""
        self._top = max(top, value, 1e-9)
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            self.field.setRange(0, max(self._top * 100, 1e12))
            self.field.setPrefix(prefix)
            self.field.setSuffix(suffix)
            if abs(self.field.value() - value) > 10.0 ** -(self.field.decimals() + 1):
                self.field.setValue(value)
            self.slider.setValue(round(value / self._top * _STEPS))

    def say(self, name: str, note: str = "", *, is_typed: bool = False, back: str = "") -> None:
        """Set the words; a typed number is marked."""
        self.name.setText(name)
        self.note.say(note)
        restyle(self.note, "kind", "warn" if is_typed else "small")
        self.slider.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(note)
        inner = self.field.lineEdit()
        if inner is not None:
            inner.setAccessibleName(name)
        self.back.setAccessibleName(back)
        self.back.setToolTip(back)
        self.back.setIcon(icon("arrow-back-up", "text" if is_typed else "faint"))
        self.back.setEnabled(is_typed)

    @Slot()
    def _on_back(self) -> None:
        self.reset.emit()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        value = self._top * step / _STEPS
        value = round(value, self.field.decimals())
        with QSignalBlocker(self.field):
            self.field.setValue(value)
        self.changed.emit(value)

    @Slot(float)
    def _on_typed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(min(1.0, value / self._top) * _STEPS))
        self.changed.emit(value)
