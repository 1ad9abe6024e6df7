"""The panels of an administrator who keeps logins: the operator's sign-in, what is handed out, and a leaver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.page import Page
from app.views.people.forms import SEND_KEY
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint
from app.views.widgets.key_button import KeyButton
from app.views.widgets.overlay import Overlay

if TYPE_CHECKING:
    from app.services.team_keeping import HandedOut

WIDTH = 520
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASSWORD_MOST = 200


class OperatorPanel(Overlay):
    """Asks for the server's administrative login; what is typed is held by nobody but who asked."""

    sent = Signal(str, str)
    """Login and password."""

    def __init__(self, page: Page[object]) -> None:
        super().__init__(page, width=WIDTH)
        self._title, self._why = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.login, self.password = QLineEdit(maxLength=63), QLineEdit(maxLength=_PASSWORD_MOST)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._login, self._password = FormRow(self.login), FormRow(self.password)
        self._error = label("", "error", wrap=True)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(8)
        for part in (self._title, self._why, self._login, self._password, self._error):
            self.body.addWidget(part)
        buttons = row(
            None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint("Return"), gap=6, margin=(0, 4, 0, 0)
        )
        self.body.addLayout(buttons)

    def ask(self, host: str) -> None:
        """Ask; the login typed last is proposed."""
        self._title.setText(self.tr("Sign in to the server as its operator"))
        self._why.setText(
            self.tr(
                "Logins are made by {host} itself, and no login of the team may do that, not even yours. Type the"
                " server's administrative login. It is held in memory while you sit here, and written nowhere."
            ).format(host=host)
        )
        for part, name in (
            (self._login, self.tr("Operator's login")),
            (self._password, self.tr("Password")),
        ):
            part.show_texts(name)
        self._send.setText(self.tr("Sign in"))
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(self._title.text())
        self.password.clear()
        self.show_error("")
        self.open()

    def show_error(self, text: str) -> None:
        """Say what went wrong, and let it be typed again."""
        self._send.setEnabled(True)
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.relayout()
        if text and self.isVisible():
            self.password.setFocus()
            self.password.selectAll()

    @override
    def first_focus(self) -> QWidget:
        return self.password if self.login.text() else self.login

    @override
    def close_panel(self) -> None:
        self.password.clear()
        super().close_panel()

    @Slot()
    def send(self) -> None:
        """Hand it on; an empty field takes the focus instead."""
        for field in (self.login, self.password):
            if not field.text().strip():
                field.setFocus()
                return
        if self._send.isEnabled():
            self._send.setEnabled(False)
            self.sent.emit(self.login.text().strip(), self.password.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.send()
            event.accept()
        else:
            super().keyPressEvent(event)


class HandedPanel(Overlay):
    """Shows an invitation and a first password, this once; each is copied by a key of its own."""

    copied = Signal(str)
    """What was copied, in words."""

    def __init__(self, page: Page[object]) -> None:
        super().__init__(page, width=WIDTH)
        self._title = label("", "heading", wrap=True)
        self.link, self.password = QLineEdit(readOnly=True), QLineEdit(readOnly=True)
        self._link, self._password = FormRow(self.link), FormRow(self.password)
        self.copy_link = KeyButton("L", self._on_copy_link, icon_name="link")
        self.copy_password = KeyButton("P", self._on_copy_password, icon_name="lock")
        self._then = label("", "muted", wrap=True)
        self._done = button("", self.close_panel, kind="primary")
        self.body.setSpacing(8)
        self.body.addWidget(self._title)
        for field, copy in ((self._link, self.copy_link), (self._password, self.copy_password)):
            self.body.addWidget(field)
            self.body.addLayout(row(copy, None))
        self.body.addWidget(self._then)
        self.body.addLayout(row(None, self._done, KeyHint("Esc"), gap=6, margin=(0, 4, 0, 0)))

    def show_handed(self, handed: HandedOut) -> None:
        """Show what is to be passed on."""
        self._title.setText(
            self.tr("{name} can join as {login}").format(name=handed.name, login=handed.login)
        )
        self._link.show_texts(
            self.tr("1. Send the invitation"), self.tr("Holds the server and its certificate, and no secret.")
        )
        self._password.show_texts(
            self.tr("2. Tell the password by another way, such as the telephone"),
            self.tr(
                "Shown this once and kept nowhere. It opens the login for joining; then they choose their own."
            ),
        )
        for copy, text in (
            (self.copy_link, self.tr("Copy the invitation")),
            (self.copy_password, self.tr("Copy the password")),
        ):
            copy.setText(text)
            copy.setAccessibleName(text)
        self._then.setText(
            self.tr(
                "On their computer: open Decile, choose “Join a team…”, paste the invitation. Lost it? Invite again."
            )
        )
        self._done.setText(self.tr("Done"))
        self.link.setText(handed.link)
        self.link.setCursorPosition(0)
        self.password.setText(handed.password)
        self.setAccessibleName(self._title.text())
        self.open()

    @override
    def first_focus(self) -> QWidget:
        return self.copy_link

    @override
    def close_panel(self) -> None:
        self.password.clear()
        self.link.clear()
        super().close_panel()

    @Slot()
    def _on_copy_link(self) -> None:
        QGuiApplication.clipboard().setText(self.link.text())
        self.copied.emit(self.tr("Invitation copied"))

    @Slot()
    def _on_copy_password(self) -> None:
        QGuiApplication.clipboard().setText(self.password.text())
        self.copied.emit(self.tr("Password copied: clear the clipboard when it is told"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L:
            self._on_copy_link()
        elif event.key() == Qt.Key.Key_P:
            self._on_copy_password()
        super().keyPressEvent(event)


class LeaverPanel(Overlay):
    """Says what becomes of somebody's work and computers before their login is closed."""

    sent = Signal()

    def __init__(self, page: Page[object]) -> None:
        super().__init__(page, width=WIDTH, top_share=0.08)
        self._title = label("", "heading", wrap=True)
        self._lines = QWidget()
        self._send, self._cancel = button("", self.send, kind="danger"), button("", self.close_panel)
        self._error = label("", "error", wrap=True)
        self.body.setSpacing(10)
        for part in (self._title, self._lines, self._error):
            self.body.addWidget(part)
        buttons = row(
            None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6, margin=(0, 4, 0, 0)
        )
        self.body.addLayout(buttons)

    def ask(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        """Say what will happen; each line has an icon."""
        self._title.setText(title)
        fresh = QWidget()
        fresh.setLayout(column(*(_line(icon, text) for icon, text in lines), gap=8))
        self.body.replaceWidget(self._lines, fresh)
        self._lines.deleteLater()
        self._lines = fresh
        self._send.setText(self.tr("Close the login"))
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(text for _, text in lines))
        self.show_error("")
        self.open()

    def show_error(self, text: str) -> None:
        """Say what stands against it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.relayout()

    @override
    def first_focus(self) -> QWidget:
        return self._cancel

    @override
    def panel_height(self, room: int) -> int:
        # Lines in a widget of their own tell their height by a width they do not have yet.
        return min(room, self.body.totalHeightForWidth(self.panel.width()))

    @Slot()
    def send(self) -> None:
        """Close it."""
        self.close_panel()
        self.sent.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter, is_held = event.key() in _ENTER, event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_enter and (is_held or self._send.hasFocus()):
            self.send()
        elif is_enter and self._cancel.hasFocus():
            self.close_panel()
        elif not is_enter:
            super().keyPressEvent(event)
        event.accept()


def _line(icon: str, text: str) -> QWidget:
    made = QWidget()
    picture = IconLabel(icon, "muted")
    layout = row(picture, label(text, wrap=True), gap=10)
    layout.setStretch(1, 1)
    layout.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    made.setLayout(layout)
    return made
