"""A row of a form: a label, a field, a hint, and what is wrong, right where it is wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.views.widgets.basics import column, label, restyle


class FormRow(QWidget):
    """Holds one field; the error takes the hint's place, so nothing below moves when both have one line."""

    def __init__(
        self,
        field: QWidget,
        *,
        name: str = "",
        hint: str = "",
        is_required: bool = False,
        wraps: bool = False,
    ) -> None:
        super().__init__()
        self.field = field
        self._hint_text, self._is_required = hint, is_required
        self._name = label("", "small", wrap=wraps)
        self._name.setBuddy(field)
        self._hint = label("", "small", wrap=True)
        self._error = ""
        self.setLayout(column(self._name, field, self._hint, gap=4))
        self.setFocusProxy(field)
        self.show_texts(name, hint)

    def show_texts(self, name: str, hint: str = "") -> None:
        """Set the label and the hint, in the language of the moment."""
        self._name.setText(f"{name} *" if self._is_required and name else name)
        self._name.setVisible(bool(name))
        self._hint_text = hint
        self.field.setAccessibleName(name)
        self._show_below()

    def show_error(self, text: str) -> None:
        """Say what is wrong and what to do; nothing clears it."""
        self._error = text
        restyle(self.field, "invalid", "true" if text else "false")
        self._show_below()

    def error(self) -> str:
        """Return what is said to be wrong."""
        return self._error

    def _show_below(self) -> None:
        said = self._error or self._hint_text
        self._hint.setText(said)
        self._hint.setVisible(bool(said))
        restyle(self._hint, "kind", "error" if self._error else "small")
        self.field.setAccessibleDescription(said)
