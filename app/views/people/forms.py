"""The forms of the people page: a member, and a time away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import override
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from app.clock import from_micros
from app.models.vocabulary import REP_ROLES, Role
from app.services.founding import FULL_CAPACITY, name_key, new_member
from app.services.people import AddMember, ChangeMember, SetAbsence
from app.services.team import MemberRow
from app.views.people.half_days import HalfDayEdit
from app.views.people.said import LETTERS
from app.views.roles import role_name
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint

SEND_KEY = "Ctrl+Return"


class Form(QWidget):
    """A form in the side panel: Ctrl+Enter sends, Escape puts it away."""

    sent = Signal(object)
    """The command it makes."""
    put_away = Signal()
    places: Mapping[str, str]
    """By reason code, the name of the row beside which a refusal is said."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "heading", wrap=True)
        self.rows: dict[str, FormRow] = {}
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.put_away.emit)
        self._buttons = row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6)

    def name_row(self, key: str, name: str, hint: str = "") -> None:
        """Name a row, and the field within its field that takes the focus."""
        self.rows[key].show_texts(name, hint)
        for inner in self.rows[key].field.findChildren(QLineEdit):
            inner.setAccessibleName(name)

    def lay_out(self, *rows: QWidget) -> None:
        """Put the rows between the title and the buttons."""
        self.setLayout(column(self.title, 4, *rows, self._error, 4, self._buttons, None, gap=10))

    def say_buttons(self, send: str) -> None:
        """Set the texts of the buttons."""
        self._send.setText(send)
        self._cancel.setText(self.tr("Cancel"))

    def show_refusal(self, code: str, text: str) -> None:
        """Say a refusal beside the field it is about, else above the buttons."""
        self.clear_errors()
        place = self.rows.get(self.places.get(code, ""))
        if place is not None:
            place.show_error(text)
            place.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._error.setText(text)
            self._error.show()

    def clear_errors(self) -> None:
        """Take back what was said to be wrong."""
        self._error.hide()
        for part in self.rows.values():
            part.show_error("")

    @Slot()
    def send(self) -> None:
        """Send the command, unless a field is empty that may not be."""
        self.clear_errors()
        for part in self.rows.values():
            if isinstance(part.field, QLineEdit) and part.isVisible() and not part.field.text().strip():
                part.show_error(self.tr("Write something here."))
                part.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.sent.emit(self.command())

    def command(self) -> object:
        """Return what the form says, as a command."""
        raise NotImplementedError

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif is_enter:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class MemberForm(Form):
    """Adds a member, or changes one."""

    places: Mapping[str, str] = {
        "login_taken": "login", "grades_crossed": "grades", "not_oneself": "active",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._member: MemberRow | None = None
        self.name, self.login = QLineEdit(maxLength=120), QLineEdit(maxLength=60)
        self.role, self.person = QComboBox(), QComboBox()
        self.weight = QSpinBox(minimum=1, maximum=1000)
        self.capacity = QSpinBox(minimum=0, maximum=100_000)
        for box in (self.weight, self.capacity):
            box.lineEdit().setTextMargins(8, 0, 0, 0)
        self.low, self.high = QComboBox(), QComboBox()
        for grades_box in (self.high, self.low):
            for grade, letter in LETTERS.items():
                grades_box.addItem(letter, grade)
        grades = QWidget()
        self._to = label("–", "muted")
        grades.setLayout(row(self.high, self._to, self.low, None, gap=8))
        grades.setFocusProxy(self.high)
        self.active = QCheckBox()
        fields = {
            "name": self.name, "login": self.login, "role": self.role, "person": self.person,
            "weight": self.weight, "capacity": self.capacity, "grades": grades, "active": self.active,
        }  # fmt: skip
        self.rows = {key: FormRow(field) for key, field in fields.items()}
        self._share = beside = QWidget()
        beside.setLayout(row(self.rows["weight"], self.rows["capacity"], gap=12))
        self.role.currentIndexChanged.connect(self._on_role_changed)
        shown = ("name", "login", "role", "person")
        self.lay_out(*(self.rows[key] for key in shown), beside, self.rows["grades"], self.rows["active"])

    def show_new(self, persons: Sequence[tuple[str, UUID]]) -> None:
        """Offer an empty form; ``persons`` are those who may wear another hat."""
        self._member = None
        self.person.clear()
        self.person.addItem(self.tr("A new person"), None)
        for name, person_id in persons:
            self.person.addItem(self.tr("Another hat of {name}").format(name=name), str(person_id))
        self._fill("", "", weight=1, capacity=FULL_CAPACITY, grades=(1, 4), is_active=True)
        self.role.setCurrentIndex(self.role.findData(Role.REP.value))
        self._show(is_new=True)

    def show_member(self, member: MemberRow) -> None:
        """Offer what may be changed of a member."""
        self._member = member
        self._fill(
            member.name,
            member.login,
            weight=member.weight,
            capacity=member.capacity,
            grades=(member.grade_low, member.grade_high),
            is_active=member.is_active,
        )
        self._show(is_new=False)

    def _fill(
        self, name: str, login: str, *, weight: int, capacity: int, grades: tuple[int, int], is_active: bool
    ) -> None:
        self.name.setText(name)
        self.login.setText(login)
        self.weight.setValue(weight)
        self.capacity.setValue(capacity)
        self.low.setCurrentIndex(self.low.findData(grades[0]))
        self.high.setCurrentIndex(self.high.findData(grades[1]))
        self.active.setChecked(is_active)

    def _show(self, *, is_new: bool) -> None:
        self.clear_errors()
        self.retranslate()
        for key in ("login", "role", "person"):
            self.rows[key].setVisible(is_new)
        self.rows["active"].setVisible(not is_new)
        self._on_role_changed()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def retranslate(self) -> None:
        """Set every text again."""
        chosen = self.role.currentData()
        self.role.clear()
        for role in Role:
            self.role.addItem(role_name(role), role.value)
        self.role.setCurrentIndex(max(0, self.role.findData(chosen)))
        is_new = self._member is None
        self.title.setText(
            self.tr("New member") if is_new else self.tr("Change {name}").format(name=self._name())
        )
        self.name_row("name", self.tr("Name"))
        self.name_row(
            "login", self.tr("Login"), self.tr("Short and unique; assignment rules name reps by it.")
        )
        self.name_row("role", self.tr("Role"))
        self.name_row("person", self.tr("Person"))
        self.name_row("weight", self.tr("Weight"), self.tr("share of the turns"))
        self.name_row("capacity", self.tr("Capacity"), self.tr("most in 30 days"))
        self.name_row("grades", self.tr("Grades"), self.tr("best and lowest grade of lead they take"))
        for grades_box, name in ((self.high, self.tr("Best grade")), (self.low, self.tr("Lowest grade"))):
            grades_box.setAccessibleName(name)
        self.name_row("active", "")
        self.active.setText(self.tr("Works here"))
        self.active.setAccessibleName(self.tr("Works here"))
        self.say_buttons(self.tr("Add") if is_new else self.tr("Save"))

    @Slot()
    def _on_role_changed(self) -> None:
        """Ask for a share of the hand-overs only where the role gets any."""
        role = self._member.role.value if self._member else self.role.currentData()
        for part in (self._share, self.rows["grades"]):
            part.setVisible(role in {one.value for one in REP_ROLES})

    def _name(self) -> str:
        return self._member.name if self._member else ""

    @override
    def command(self) -> AddMember | ChangeMember:
        name, grades = self.name.text().strip(), (self.low.currentData(), self.high.currentData())
        if self._member is None:
            person = self.person.currentData()
            return new_member(
                name=name,
                login=self.login.text().strip(),
                role=Role(self.role.currentData()),
                person_id=UUID(person) if person else None,
                weight=self.weight.value(),
                grades=grades,
                capacity=self.capacity.value(),
            )
        return ChangeMember(
            member_id=self._member.id,
            name=name,
            name_key=name_key(name),
            is_active=self.active.isChecked(),
            weight=self.weight.value(),
            grade_low=grades[0],
            grade_high=grades[1],
            capacity=self.capacity.value(),
        )


class AwayForm(Form):
    """Sets a time away, in days and half days of this computer's time zone."""

    places: Mapping[str, str] = {
        "ends_before_it_begins": "last", "already_away": "first",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._member: MemberRow | None = None
        self.first, self.last = HalfDayEdit(is_end=False), HalfDayEdit(is_end=True)
        self.words = QLineEdit(maxLength=200)
        self.rows = {"first": FormRow(self.first), "last": FormRow(self.last)}
        self._words = FormRow(self.words)
        self.lay_out(*self.rows.values(), self._words)

    def show_member(self, member: MemberRow, now: int) -> None:
        """Offer a week from tomorrow on."""
        self._member = member
        tomorrow = from_micros(now).astimezone().date() + timedelta(days=1)
        self.first.show_day(tomorrow)
        self.last.show_day(tomorrow + timedelta(days=6))
        self.words.clear()
        self.clear_errors()
        self.retranslate()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set every text again."""
        name = self._member.name if self._member else ""
        self.title.setText(self.tr("{name} is away").format(name=name))
        first, last = self.tr("First day away"), self.tr("Last day away")
        self.name_row("first", first)
        self.name_row(
            "last", last, self.tr("Meanwhile they get no hand-overs, and their limits stand still.")
        )
        self.first.retranslate(first)
        self.last.retranslate(last)
        self._words.show_texts(self.tr("Why (optional)"))
        self.say_buttons(self.tr("Set away"))

    @override
    def command(self) -> SetAbsence:
        if self._member is None:
            raise AssertionError("no member to be away")
        return SetAbsence(
            absence_id=uuid4(),
            member_id=self._member.id,
            from_at=self.first.instant(),
            until_at=self.last.instant(),
            words=self.words.text().strip() or None,
        )


def changed(member: MemberRow, *, is_active: bool) -> ChangeMember:
    """Return the command that leaves everything of a member but the standing as it is."""
    return ChangeMember(
        member_id=member.id,
        name=member.name,
        name_key=name_key(member.name),
        is_active=is_active,
        weight=member.weight,
        grade_low=member.grade_low,
        grade_high=member.grade_high,
        capacity=member.capacity,
    )
