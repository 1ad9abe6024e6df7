"""The entries of one section of a draft as rows, the entries within the chosen one among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, override

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.services.playbook.edits import Raw
from app.services.playbook.fields import INNER, TABLES
from app.services.playbook.lines import Path
from app.services.playbook.problems import Problem
from app.views.playbook.change_words import entry_title
from app.views.playbook.field_words import SECTION_NAMES, title_of
from app.views.widgets.option_list import Option, OptionList

INDENT = "      "


class EntryList(OptionList):
    """Arrows choose; Insert adds behind, Delete takes away, Alt with arrows moves, Enter goes into the form."""

    add_asked = Signal()
    remove_asked = Signal()
    shift_asked = Signal(int)
    entered = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Insert:
                self.add_asked.emit()
            case Qt.Key.Key_Delete:
                self.remove_asked.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if is_alt:
                self.shift_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if (
                not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self.entered.emit()
            case _:
                super().keyPressEvent(event)


def row_key(at: Path) -> str:
    """Return the key of a row, which is the path it shows."""
    return "/".join(map(str, at))


def path_of(key: str) -> Path:
    """Return the path a row's key stands for."""
    return tuple(int(part) if part.isdigit() else part for part in key.split("/")) if key else ()


def rows_of(raw: Raw, section: str, chosen: Path, problems: Sequence[Problem]) -> list[Option]:
    """Return the rows of a section; of the chosen entry also what it holds."""
    if section in TABLES:
        return [_row((section,), SECTION_NAMES[section](), problems)]
    rows = []
    number = 0
    for place, entry in enumerate(raw.get(section) or []):
        at = (section, place)
        number += not (isinstance(entry, dict) and entry.get("follow_on_of"))
        rows.append(_row(at, _title(raw, section, entry, number), problems))
        inner = INNER.get(section)
        if inner and chosen[:2] == at and isinstance(entry, dict):
            rows += [
                _row((*at, inner, below), INDENT + (title_of(one) or "—"), problems)
                for below, one in enumerate(entry.get(inner) or [])
            ]
    return rows


def _row(at: Path, title: str, problems: Sequence[Problem]) -> Option:
    count = sum(one.at[: len(at)] == at for one in problems)
    text = QCoreApplication.translate("PlaybookEditor", "{title} · {n} to put right")
    return Option(row_key(at), text.format(title=title, n=count) if count else title)


def _title(raw: Raw, section: str, entry: Any, number: int) -> str:
    match section:
        case "moves" | "contradictions":
            return _pair_title(raw, section, entry)
        case "questions" if isinstance(entry, dict) and not entry.get("follow_on_of"):
            return f"{number}. {entry_title(section, entry)}"
        case "questions":
            return INDENT[:3] + "↳ " + entry_title(section, entry)
        case _:
            return entry_title(section, entry) or "—"


def _pair_title(raw: Raw, section: str, entry: Any) -> str:
    if not isinstance(entry, dict):
        return "—"
    if section == "moves":
        return _named(raw, "stages", entry.get("from"))
    question: Raw = next(
        (one for one in raw.get("questions") or [] if one.get("key") == entry.get("question")), {}
    )
    field: Raw = next(
        (one for one in raw.get("record_fields") or [] if one.get("key") == entry.get("field")), {}
    )
    said = next(
        (title_of(one) for one in question.get("choices") or [] if one.get("key") == entry.get("choice")), ""
    )
    kept = next(
        (title_of(one) for one in field.get("values") or [] if one.get("key") == entry.get("value")), ""
    )
    return f"{said or entry.get('choice', '—')} ≠ {kept or entry.get('value', '—')}"


def _named(raw: Raw, section: str, key: Any) -> str:
    return next((title_of(one) for one in raw.get(section) or [] if one.get("key") == key), str(key or "—"))
