"""One widget for each kind of value of a playbook: shows it, and tells what it should be from now on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, override

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from app.services.playbook.fields import Asked, Asks
from app.views.playbook.field_words import yes_no
from app.views.widgets.basics import boxed, column, label, row

TYPING_MS = 400
"""Words are taken over this long after the last key, and at once when the field is left."""
PROSE_LINES, SOME_ROWS = 3, 6
MOST_TOLD = 1000
"""A wider range says nothing to anybody."""
_COMMAS = re.compile(r"[,，、;；\n]+")

type Options = Sequence[tuple[str, str]]
"""Value and text of each."""

GONE = object()
"""The value is left out of the file."""


class Editor(QWidget):
    """Base of the editors.

    ``edited`` carries the path below the field (empty, or a language) and the new value; ``GONE`` leaves it out.
    """

    edited = Signal(object, object)
    left = Signal()
    """The focus went elsewhere: what was typed is complete."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked

    def show_value(self, value: Any) -> None:
        """Show a value without telling it."""
        raise NotImplementedError

    def name(self, text: str) -> None:
        """Name what takes the focus."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether something typed was not told yet."""
        return False

    def flush(self) -> None:
        """Tell now what was typed."""


class _Typed(Editor):
    """Tells what is typed a moment after the last key."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._due: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self.flush)

    @property
    @override
    def is_typing(self) -> bool:
        return bool(self._due)

    @override
    @Slot()
    def flush(self) -> None:
        self._timer.stop()
        due, self._due = self._due, {}
        for part, field in due.items():
            self.tell(part, _text_of(field))

    def tell(self, part: str, text: str) -> None:
        """Tell what a field says."""
        self.edited.emit((part,) if part else (), text)

    def watch(self, field: QLineEdit | QPlainTextEdit, part: str) -> None:
        """Notice what is typed into a field."""
        typed = _Noted(self, part, field)
        if isinstance(field, QLineEdit):
            field.textEdited.connect(typed)
        else:
            field.textChanged.connect(typed)
        field.installEventFilter(self)

    def note(self, part: str, field: QLineEdit | QPlainTextEdit) -> None:
        """Remember that a field says something new."""
        if field.property("shown") != _text_of(field):
            self._due[part] = field
            self._timer.start()

    def put(self, field: QLineEdit | QPlainTextEdit, text: str) -> None:
        """Show a text in a field; the cursor stays where it is if nothing changes."""
        field.setProperty("shown", text)
        if _text_of(field) == text:
            return
        if isinstance(field, QLineEdit):
            field.setText(text)
            if not field.hasFocus():
                field.setCursorPosition(0)
        else:
            field.setPlainText(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
            self.left.emit()
        return super().eventFilter(watched, event)


class _Noted:
    """A change of one field; plain and callable, so that no lambda keeps the editor alive."""

    def __init__(self, editor: _Typed, part: str, field: QLineEdit | QPlainTextEdit) -> None:
        self._editor, self._part, self._field = editor, part, field

    def __call__(self, *_: object) -> None:
        self._editor.note(self._part, self._field)


class TextEditor(_Typed):
    """A text in two languages; prose has several lines."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        lines = []
        for language, name in _LANGUAGES:
            field = QPlainTextEdit() if asked.asks is Asks.PROSE else QLineEdit(maxLength=2000)
            if isinstance(field, QPlainTextEdit):
                field.setTabChangesFocus(True)
                field.setFixedHeight(field.fontMetrics().lineSpacing() * PROSE_LINES + 20)
            self.fields[language] = field
            self.watch(field, language)
            mark = label(name, "small")
            mark.setFixedWidth(30)
            lines.append(row(mark, field, gap=6))
        self.setLayout(column(*lines, gap=4))
        self.setFocusProxy(self.fields["zh"])

    @override
    def show_value(self, value: Any) -> None:
        for language, field in self.fields.items():
            found = value.get(language, "") if isinstance(value, dict) else ""
            self.put(field, str(found))

    @override
    def name(self, text: str) -> None:
        for language, name in (("zh", "中文"), ("en", "English")):
            self.fields[language].setAccessibleName(f"{text} ({name})")


_LANGUAGES = (("zh", "中"), ("en", "EN"))


class LineEditor(_Typed):
    """A word, a key, a number, or a list of words with commas."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.field = QLineEdit()
        if asked.asks is Asks.NUMBER:
            self.field.setMaximumWidth(120)
        if asked.asks is Asks.KEY:
            self.field.installEventFilter(self)
        self.watch(self.field, "")
        self.setLayout(row(self.field, *([None] if asked.asks is Asks.NUMBER else []), gap=0))
        self.setFocusProxy(self.field)

    @override
    def note(self, part: str, field: QLineEdit | QPlainTextEdit) -> None:
        super().note(part, field)
        if self.asked.asks is Asks.KEY:
            self._timer.stop()  # a key is another everywhere: only once it is complete

    @override
    def show_value(self, value: Any) -> None:
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        self.put(self.field, "" if value is None else str(value))

    @override
    def tell(self, part: str, text: str) -> None:
        text = text.strip()
        value: Any = text
        match self.asked.asks:
            case Asks.WORDS:
                value = [word.strip() for word in _COMMAS.split(text) if word.strip()]
            case Asks.NUMBER if re.fullmatch(r"-?[0-9]{1,15}", text):
                value = int(text)
        if not text and not self.asked.is_required:
            value = GONE
        self.edited.emit((), value)

    @override
    def name(self, text: str) -> None:
        self.field.setAccessibleName(text)


class FlagEditor(Editor):
    """Yes or no; the file may write it as 1 and 0."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.box = QCheckBox()
        self.box.clicked.connect(self._on_clicked)
        self.setLayout(row(self.box, None))
        self.setFocusProxy(self.box)

    @override
    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(self.asked.default if value is None else value))

    @Slot()
    def _on_clicked(self) -> None:
        is_on = self.box.isChecked()
        self.edited.emit((), int(is_on) if self.asked.most == 1 else is_on)

    @override
    def name(self, text: str) -> None:
        self.box.setText(text)
        self.box.setAccessibleName(text)


class OneEditor(Editor):
    """One of a list: a closed one, the other entries of the playbook, or yes, no and not known."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.box = QComboBox()
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.activated.connect(self._on_activated)
        self.setLayout(row(self.box, gap=0))
        self.setFocusProxy(self.box)

    def offer(self, options: Options) -> None:
        """Offer these; what need not be said can be left out."""
        if self.asked.asks is Asks.MAYBE:
            options = [("true", yes_no(is_yes=True)), ("false", yes_no(is_yes=False))]
        self.box.clear()
        if not self.asked.is_required:
            self.box.addItem("—", "")
        for value, text in options:
            self.box.addItem(text, value)

    @override
    def show_value(self, value: Any) -> None:
        if isinstance(value, bool):
            value = "true" if value else "false"
        held = "" if value is None else str(value)
        at = self.box.findData(held)
        if at < 0 and held:
            self.box.addItem(f"{held} (?)", held)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    @Slot()
    def _on_activated(self) -> None:
        value: Any = self.box.currentData()
        if self.asked.asks is Asks.MAYBE and value:
            value = value == "true"
        self.edited.emit((), GONE if value in ("", None) else value)

    @override
    def name(self, text: str) -> None:
        self.box.setAccessibleName(text)


class SomeEditor(Editor):
    """Some of a list, each with its box; Space checks, arrows move."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.itemChanged.connect(self._on_changed)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(boxed(column(self.list, margin=4), "inset")))
        self.setFocusProxy(self.list)

    def offer(self, options: Options) -> None:
        """Offer these."""
        self.list.blockSignals(True)
        self.list.clear()
        for value, text in options:
            self._add(value, text)
        self.list.blockSignals(False)
        height = max(20, self.list.sizeHintForRow(0)) if options else 20
        self.list.setFixedHeight(height * min(SOME_ROWS, max(1, len(options))) + 4)

    @override
    def show_value(self, value: Any) -> None:
        held = [str(one) for one in value] if isinstance(value, list) else []
        self.list.blockSignals(True)
        known = {self.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.list.count())}
        for one in held:
            if one not in known:
                self._add(one, f"{one} (?)")
        for at in range(self.list.count()):
            item = self.list.item(at)
            is_on = item.data(Qt.ItemDataRole.UserRole) in held
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._show_chosen(held)

    def _show_chosen(self, held: Sequence[str]) -> None:
        """Have the first one chosen in sight, unless somebody is at work in the list."""
        if self.list.hasFocus():
            return
        for at in range(self.list.count()):
            if self.list.item(at).data(Qt.ItemDataRole.UserRole) in held:
                self.list.scrollToItem(self.list.item(at), QListWidget.ScrollHint.PositionAtTop)
                return
        self.list.scrollToTop()

    def _add(self, value: str, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(Qt.ItemDataRole.UserRole, value)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)

    @Slot()
    def _on_changed(self) -> None:
        items = [self.list.item(at) for at in range(self.list.count())]
        chosen = [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
        self.edited.emit((), chosen)

    @override
    def name(self, text: str) -> None:
        self.list.setAccessibleName(text)


EDITORS: Mapping[Asks, Callable[[Asked], Editor]] = {
    Asks.TEXT: TextEditor,
    Asks.PROSE: TextEditor,
    Asks.WORD: LineEditor,
    Asks.KEY: LineEditor,
    Asks.NUMBER: LineEditor,
    Asks.WORDS: LineEditor,
    Asks.FLAG: FlagEditor,
    Asks.MAYBE: OneEditor,
    Asks.ONE: OneEditor,
    Asks.NAMED: OneEditor,
    Asks.SOME: SomeEditor,
    Asks.ALL_NAMED: SomeEditor,
}
"""The editor of each kind of value."""


def hint_of(asked: Asked) -> str:
    """Return what may stand in a field, where that is not plain."""
    match asked.asks:
        case Asks.NUMBER if asked.least is not None and asked.most is not None and asked.most <= MOST_TOLD:
            text = QCoreApplication.translate("PlaybookFields", "from {least} to {most}")
            return text.format(least=asked.least, most=asked.most)
        case Asks.WORDS:
            return QCoreApplication.translate("PlaybookFields", "parted by commas")
        case _:
            return ""


def _text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
