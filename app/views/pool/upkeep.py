"""The administrator's forms: a pool with what lands in it, and who may do what there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.models.vocabulary import PoolKind, Role
from app.services.kernel.command import Command
from app.services.pool_upkeep import ChangePool, ClosePool, CreatePool, GrantPool, RevokePool
from app.services.pool_view import PoolLine, RightLine
from app.views.pool.said import KINDS, pool_title
from app.views.roles import role_name
from app.views.widgets.basics import button, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

FORM_WIDTH, RIGHTS_WIDTH = 480, 620
CHANNELS_HEIGHT, RIGHTS_HEIGHT = 168, 320
SEND_KEY = "Ctrl+Return"
_CHECKED, _BARE = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """A channel whose new leads may land in a pool; ``taken_by`` says in which other they do."""

    key: str
    title: str
    taken_by: str = ""


class _Form(Overlay):
    """Ctrl+Enter sends, Escape puts it away."""

    sent = Signal(object)
    """Commands, in their order."""

    def __init__(self, page: QWidget, width: int) -> None:
        super().__init__(page, width=width, top_share=0.1)
        self.title = label("", "heading", wrap=True)
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(10)

    def lay_out(self, *parts: QWidget, beside: QWidget | None = None) -> None:
        """Put the parts between the title and the buttons."""
        for part in (self.title, *parts, self._error):
            self.body.addWidget(part)
        before = [beside] if beside is not None else []
        self.body.addLayout(
            row(*before, None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6)
        )

    def show_form(self, title: str) -> None:
        """Show it, with nothing said to be wrong."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self._send.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))
        self.show_error("")
        self.open()

    def show_error(self, text: str) -> None:
        """Say what stands against it; nothing clears it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.relayout()

    @Slot()
    def send(self) -> None:
        """Send what is filled in."""
        raise NotImplementedError

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
            event.accept()
            return
        super().keyPressEvent(event)


class PoolForm(_Form):
    """A new pool, or one that is changed or closed."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, FORM_WIDTH)
        self._pool: PoolLine | None = None
        self.name, self.kind = QLineEdit(maxLength=80), QComboBox()
        self.is_open, self.channels = QCheckBox(), QListWidget()
        self.channels.setFixedHeight(CHANNELS_HEIGHT)
        self.channels.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = {
            "name": FormRow(self.name, is_required=True), "kind": FormRow(self.kind),
            "open": FormRow(self.is_open), "channels": FormRow(self.channels),
        }  # fmt: skip
        self.close_button = button("", self._close_pool, kind="danger", icon_name="x")
        self.lay_out(*self._rows.values(), beside=self.close_button)

    def ask_for(self, pool: PoolLine | None, channels: Sequence[ChannelChoice]) -> None:
        """Show a pool to be changed; without one, a new one."""
        self._pool, is_team = pool, pool is not None and pool.kind is PoolKind.TEAM
        self._say_rows()
        self.name.setText("" if pool is None else pool_title(pool))
        self.kind.clear()
        for kind, said in KINDS.items():
            if (kind is PoolKind.TEAM) == is_team:
                self.kind.addItem(said(), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(pool.kind if pool else PoolKind.DEPARTMENT)))
        self.is_open.setChecked(pool is None or pool.is_open)
        # Everybody claims from the team's pool, and everything lands there.
        for name in ("kind", "open", "channels"):
            self._rows[name].setVisible(not is_team)
        self._show_channels(channels, () if pool is None else pool.channels)
        self.close_button.setVisible(pool is not None and not is_team)
        self.show_form(self.tr("New pool") if pool is None else self.tr("Change the pool"))
        self.name.selectAll()

    @override
    def first_focus(self) -> QWidget:
        return self.name

    @override
    @Slot()
    def send(self) -> None:
        """Send the pool, once it has a name."""
        title = self.name.text().strip()
        if not title:
            self._rows["name"].show_error(self.tr("Give it a name first."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for_whom, is_open = PoolKind(self.kind.currentData()), self.is_open.isChecked()
        pool_id = uuid4() if self._pool is None else self._pool.pool_id
        cls = CreatePool if self._pool is None else ChangePool
        command = cls(
            pool_id=pool_id, title=title, for_whom=for_whom, is_open=is_open, channels=self._chosen()
        )
        self.close_panel()
        self.sent.emit((command,))

    @Slot()
    def _close_pool(self) -> None:
        if self._pool is not None:
            self.close_panel()
            self.sent.emit((ClosePool(pool_id=self._pool.pool_id),))

    def _say_rows(self) -> None:
        self._rows["name"].show_texts(self.tr("Name"))
        self._rows["name"].show_error("")
        self._rows["kind"].show_texts(self.tr("Kept for"))
        self.is_open.setText(self.tr("Every SDR sees it and claims from it"))
        self._rows["open"].show_texts(
            "", self.tr("Without it, only whom you grant a right: key R on the page of the pool.")
        )
        self.is_open.setAccessibleName(self.is_open.text())
        self._rows["channels"].show_texts(self.tr("New leads of these channels land here"))
        self.close_button.setText(self.tr("Close the pool"))

    def _show_channels(self, channels: Sequence[ChannelChoice], chosen: Sequence[str]) -> None:
        self.channels.clear()
        for one in sorted(channels, key=lambda one: one.key not in chosen):
            text = self.tr("{channel} – lands in {pool}").format(channel=one.title, pool=one.taken_by)
            item = QListWidgetItem(text if one.taken_by else one.title)
            item.setData(Qt.ItemDataRole.UserRole, one.key)
            item.setCheckState(_CHECKED if one.key in chosen else _BARE)
            if one.taken_by:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.channels.addItem(item)

    def _chosen(self) -> tuple[str, ...]:
        items = (self.channels.item(at) for at in range(self.channels.count()))
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == _CHECKED)


class RightsForm(_Form):
    """Who sees a pool, claims from it, moves and gives away what lies there: a row a person, a box a right."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, RIGHTS_WIDTH)
        self._pool: PoolLine | None = None
        self._given: dict[UUID, tuple[bool, ...]] = {}
        self._people: list[UUID] = []
        self.table = QTableWidget(0, 5)
        self.table.setShowGrid(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.itemChanged.connect(self._on_changed)
        self._hint = label("", "muted", wrap=True)
        self.lay_out(self._hint, self.table)

    def ask_for(
        self, pool: PoolLine, people: Sequence[tuple[UUID, str, Role]], rights: Sequence[RightLine]
    ) -> None:
        """Show who may do what in a pool."""
        self._pool = pool
        held = {one.member_id: one for one in rights if one.pool_id == pool.pool_id}
        self._people = [member_id for member_id, _, _ in people]
        self._given = {
            member_id: (True, one.may_claim, one.may_move, one.may_assign) for member_id, one in held.items()
        }
        names = (
            self.tr("Person"),
            self.tr("Sees"),
            self.tr("Claims"),
            self.tr("Moves"),
            self.tr("Gives away"),
        )
        self.table.blockSignals(True)
        self.table.setHorizontalHeaderLabels(names)
        self.table.setRowCount(len(people))
        for at, (member_id, name, role) in enumerate(people):
            who = QTableWidgetItem(name if role is Role.SDR else f"{name} · {role_name(role)}")
            who.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(at, 0, who)
            # Who leads the team may do everything everywhere.
            given = (True,) * 4 if role is Role.TEAM_LEAD else self._given.get(member_id, (False,) * 4)
            for place, is_given in enumerate(given, 1):
                item = QTableWidgetItem()
                flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(flags if role is Role.TEAM_LEAD else flags | Qt.ItemFlag.ItemIsEnabled)
                item.setCheckState(_CHECKED if is_given else _BARE)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {names[place]}")
                self.table.setItem(at, place, item)
        self.table.blockSignals(False)
        rows = sum(self.table.rowHeight(at) for at in range(len(people)))
        self.table.setFixedHeight(
            min(RIGHTS_HEIGHT, rows + self.table.horizontalHeader().sizeHint().height() + 4)
        )
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setCurrentCell(0, 1)
        self._hint.setText(
            self.tr("Space sets a box. Who leads the team may do everything in every pool.")
            if not pool.is_open
            else self.tr(
                "This pool is open: every SDR sees it and claims from it. Here you let them do more."
            )
        )
        self.table.setAccessibleName(self.tr("Rights in {pool}").format(pool=pool_title(pool)))
        self.show_form(self.tr("Rights in {pool}").format(pool=pool_title(pool)))

    @override
    def first_focus(self) -> QWidget:
        return self.table

    @override
    @Slot()
    def send(self) -> None:
        """Send what was changed, one command a person."""
        commands = self._commands()
        self.close_panel()
        if commands:
            self.sent.emit(commands)

    def _commands(self) -> tuple[Command, ...]:
        if self._pool is None:
            return ()
        made: list[Command] = []
        for at, member_id in enumerate(self._people):
            boxes = [self._box(at, place) for place in range(1, 5)]
            if not boxes[0].flags() & Qt.ItemFlag.ItemIsEnabled:
                continue
            now = tuple(box.checkState() == _CHECKED for box in boxes)
            before = self._given.get(member_id, (False,) * 4)
            if now == before:
                continue
            names = {"pool_id": self._pool.pool_id, "member_id": member_id}
            if now[0]:
                made.append(GrantPool(**names, may_claim=now[1], may_move=now[2], may_assign=now[3]))
            else:
                made.append(RevokePool(**names))
        return tuple(made)

    def _box(self, at: int, place: int) -> QTableWidgetItem:
        box = self.table.item(at, place)
        if box is None:
            raise LookupError(f"no box in row {at}, column {place}")
        return box

    @Slot(QTableWidgetItem)
    def _on_changed(self, item: QTableWidgetItem) -> None:
        """Whoever may do something in a pool sees it; whoever does not see it may do nothing."""
        is_on, at = item.checkState() == _CHECKED, item.row()
        self.table.blockSignals(True)
        if item.column() == 1 and not is_on:
            for place in range(2, 5):
                self._box(at, place).setCheckState(_BARE)
        elif item.column() > 1 and is_on:
            self._box(at, 1).setCheckState(_CHECKED)
        self.table.blockSignals(False)
