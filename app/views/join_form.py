"""Joining a team in the opening window: a link to paste, a password, and what went wrong in its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit

from app.views.widgets.basics import button, column, label, row

_LINK_MOST, _PASSWORD_MOST = 64_000, 200
"""A link carries certificates."""


class JoinForm(QFrame):
    """Asks for an invitation and its password; a password of one's own only where the invitation wants one."""

    asked = Signal(str, str, object)
    """The link, the password, and the new password or ``None``."""
    left = Signal()
    """The person would rather work alone after all."""

    def __init__(self) -> None:
        super().__init__()
        translate = QCoreApplication.translate
        self._link = _field(translate("Joining", "Invitation"), _LINK_MOST)
        self._link.setPlaceholderText("decile://join?…")
        self._password = _field(translate("Joining", "Password"), _PASSWORD_MOST, is_secret=True)
        self._new = _field(translate("Joining", "New password"), _PASSWORD_MOST, is_secret=True)
        self._again = _field(translate("Joining", "Once more"), _PASSWORD_MOST, is_secret=True)
        self._fields = (self._link, self._password, self._new, self._again)
        self._trouble = label("", "error", wrap=True)
        self._back = button(translate("Joining", "Back"), self.left.emit, kind="quiet")
        self._rows = QFormLayout()
        self._rows.setSpacing(12)
        for field in self._fields:
            field.returnPressed.connect(self._on_join)
            self._rows.addRow(field.accessibleName(), field)
        join = button(translate("Joining", "Join"), self._on_join, kind="primary")
        self.setLayout(column(self._rows, self._trouble, row(join, self._back, None), gap=12))
        self._show_new(is_wanted=False)
        self._trouble.hide()

    def begin(self, trouble: str = "", *, wants_new: bool = False, is_password_wrong: bool = False) -> None:
        """Let the person type; what they typed before is still there.

        Args:
            trouble: What went wrong with what was typed.
            wants_new: Whether a password of one's own is asked for.
            is_password_wrong: Whether it is the password that is to be typed once more.
        """
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self._show_new(is_wanted=wants_new or self._new.isVisibleTo(self))
        where = self._new if wants_new else self._password if is_password_wrong else self._link
        where.setFocus()
        where.selectAll()

    def can_leave(self, *, is_possible: bool) -> None:
        """Say whether there is anything to go back to."""
        self._back.setVisible(is_possible)

    def forget(self) -> None:
        """Forget the secrets that were typed."""
        for field in self._fields[1:]:
            field.clear()

    @Slot()
    def _on_join(self) -> None:
        for field in self._fields:
            if field.isVisibleTo(self) and not field.text().strip():
                field.setFocus()
                return
        is_new = self._new.isVisibleTo(self)
        if is_new and self._new.text() != self._again.text():
            self.begin(QCoreApplication.translate("Joining", "The two new passwords differ."), wants_new=True)
            return
        new = self._new.text() if is_new else None
        self.asked.emit(self._link.text().strip(), self._password.text(), new)

    def _show_new(self, *, is_wanted: bool) -> None:
        self._rows.setRowVisible(self._new, is_wanted)
        self._rows.setRowVisible(self._again, is_wanted)


def _field(name: str, most: int, *, is_secret: bool = False) -> QLineEdit:
    made = QLineEdit(maxLength=most)
    made.setAccessibleName(name)
    if is_secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
