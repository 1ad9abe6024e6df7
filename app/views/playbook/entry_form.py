"""The form of one entry of a playbook draft: a row for each field, its problem right beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from app.services.playbook.edits import Add, Drop, Put, Raw, value_at
from app.services.playbook.fields import Asked, Asks, fields_of
from app.services.playbook.lines import Path
from app.services.playbook.problems import Problem
from app.services.playbook.references import Step, renaming
from app.views.playbook.field_editors import EDITORS, GONE, Editor, OneEditor, Options, SomeEditor, hint_of
from app.views.playbook.field_words import field_name, option_text, title_of
from app.views.playbook.problem_sentences import problem_text
from app.views.widgets.basics import column
from app.views.widgets.form_row import FormRow

LEADS_TO = Asked(("to",), Asks.ALL_NAMED, is_required=False, target="stages")
"""The moves of a stage, which the file keeps in a section of their own."""


class EntryForm(QScrollArea):
    """Made anew for each sort of entry; shows another entry of the same sort in the same fields."""

    changed = Signal(object)
    """The step that what was typed or chosen makes."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: dict[tuple[str, ...], FormRow] = {}
        self.editors: dict[tuple[str, ...], Editor] = {}
        self._sort: tuple[str, str] = ("", "")
        self._at: Path = ()
        self._raw: Raw = {}

    @property
    def is_typing(self) -> bool:
        """Whether something typed was not told yet."""
        return any(editor.is_typing for editor in self.editors.values())

    def flush(self) -> None:
        """Tell now what was typed."""
        for editor in list(self.editors.values()):
            editor.flush()

    def show_entry(self, raw: Raw, at: Path, problems: Sequence[Problem]) -> None:
        """Show the entry at a path; an empty path shows nothing."""
        section = str(at[0]) if at else ""
        inner = str(at[2]) if len(at) > len(("section", 0)) else ""
        if (section, inner) != self._sort:
            self.flush()
            self._make(section, inner)
        elif at != self._at:
            self.flush()
        self._raw, self._at = raw, at
        if not at:
            return
        for way, editor in self.editors.items():
            if isinstance(editor, OneEditor | SomeEditor):
                editor.offer(self._options(editor.asked))
            if not editor.is_typing:
                editor.show_value(self._value(way))
        self.show_problems(problems)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside each field what is wrong with it."""
        for way, row in self.rows.items():
            place = (*self._at, *way)
            mine = [one for one in problems if one.at[: len(place)] == place]
            row.show_error(problem_text(mine[0]) if mine else "")

    def focus_on(self, at: Path) -> None:
        """Move the focus to the field a path is about, or to the first one."""
        fit = [way for way in self.rows if at[len(self._at) : len(self._at) + len(way)] == way]
        rows = [self.rows[way] for way in fit] or list(self.rows.values())
        if rows:
            rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(rows[0])

    def retranslate(self) -> None:
        """Make the form again, in the language of the moment."""
        self._make(*self._sort)

    # Making.

    def _make(self, section: str, inner: str) -> None:
        self._sort = (section, inner)
        self.rows, self.editors = {}, {}
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        if section:
            for asked in self._asked(section, inner):
                self._add(section, asked)
        canvas.setLayout(column(*self.rows.values(), None, gap=12, margin=(2, 2, 12, 8)))
        self.setWidget(canvas)

    @staticmethod
    def _asked(section: str, inner: str) -> list[Asked]:
        """Return the fields, what people change most first and the key last."""
        found = list(fields_of(section, inner))
        if section == "stages":
            found.insert(-1, LEADS_TO)
        return sorted(found, key=lambda asked: asked.asks is Asks.KEY)

    def _add(self, section: str, asked: Asked) -> None:
        name = field_name(section, asked.name)
        is_named = section == "contradictions" and asked.name in ("choice", "value")
        editor = OneEditor(asked) if is_named else EDITORS[asked.asks](asked)
        made = FormRow(editor, wraps=True, is_required=asked.is_required and asked.asks is not Asks.FLAG)
        made.show_texts("" if asked.asks is Asks.FLAG else name, hint_of(asked))
        editor.name(name)
        editor.edited.connect(_Telling(self, asked))
        self.rows[asked.way], self.editors[asked.way] = made, editor

    # Values.

    def _value(self, way: tuple[str, ...]) -> Any:
        if way == LEADS_TO.way and self._sort == ("stages", ""):
            return moves_from(self._raw, value_at(self._raw, (*self._at, "key")))
        return value_at(self._raw, (*self._at, *way))

    def _options(self, asked: Asked) -> Options:
        section, _ = self._sort
        if asked.target:
            return named_options(self._raw, self._at, asked)
        if section == "contradictions":
            return _pair_options(self._raw, self._at, asked)
        if asked.name == "field" or (section == "record_fields" and asked.name == "key"):
            titles = {one.get("key"): title_of(one) for one in self._raw.get("record_fields") or []}
            return [(key, titles.get(key) or key) for key in asked.options]
        return [(one, option_text(section, asked.name, one)) for one in asked.options]

    def tell(self, asked: Asked, below: Path, value: Any) -> None:
        """Tell the step that a new value makes."""
        if asked is LEADS_TO:
            self.changed.emit(moving(self._raw, str(value_at(self._raw, (*self._at, "key"))), value))
            return
        at = (*self._at, *asked.way, *below)
        held = value_at(self._raw, at)
        if value is GONE or (asked.default is not None and value == asked.default and not below):
            self.changed.emit((Drop(at),) if held is not None else ())
        elif asked.asks is Asks.KEY and isinstance(held, str):
            self.changed.emit(renaming(self._raw, self._at, str(value)))
        elif held != value:
            self.changed.emit((Put(at, value),))


class _Telling:
    """What an editor tells, with the field it is of; plain, so that no lambda keeps the form alive."""

    def __init__(self, form: EntryForm, asked: Asked) -> None:
        self._form, self._asked = form, asked

    def __call__(self, below: Path, value: Any) -> None:
        self._form.tell(self._asked, below, value)


def named_options(raw: Raw, at: Path, asked: Asked) -> Options:
    """Return the entries a field may name, by key, in the file's order."""
    entries = [one for one in raw.get(asked.target) or [] if isinstance(one, dict)]
    own = value_at(raw, (*at[:2], "key")) if len(at) > 1 else None
    match asked.name:
        case "next" | "follow_on_of":
            entries = [one for one in entries if not one.get("follow_on_of") and one.get("key") != own]
        case "follow_on":
            entries = [one for one in entries if one.get("follow_on_of") == own]
        case "reason":
            entries = [one for one in entries if one.get("kind") == "disqualify"]
        case "to":
            entries = [one for one in entries if one.get("key") != own]
    return [(str(one.get("key", "")), title_of(one)) for one in entries]


def _pair_options(raw: Raw, at: Path, asked: Asked) -> Options:
    pair = value_at(raw, at) or {}
    match asked.name:
        case "choice":
            holders, key, inner = raw.get("questions") or [], pair.get("question"), "choices"
        case "value":
            holders, key, inner = raw.get("record_fields") or [], pair.get("field"), "values"
        case _:
            return [(str(one.get("key")), title_of(one)) for one in raw.get("record_fields") or []]
    found: Raw = next((one for one in holders if one.get("key") == key), {})
    return [(str(one.get("key")), title_of(one)) for one in found.get(inner) or []]


def moves_from(raw: Raw, key: Any) -> list[str]:
    """Return the stages a stage leads to."""
    return [to for move in raw.get("moves") or [] if move.get("from") == key for to in move.get("to") or []]


def moving(raw: Raw, key: str, to: Sequence[str]) -> Step:
    """Return the edits after which a stage leads to these."""
    places = [at for at, move in enumerate(raw.get("moves") or []) if move.get("from") == key]
    if not to:
        return tuple(Drop(("moves", at)) for at in reversed(places))
    if not places:
        return (Add(("moves", len(raw.get("moves") or [])), {"from": key, "to": list(to)}),)
    first, *others = places
    return (*(Drop(("moves", at)) for at in reversed(others)), Put(("moves", first, "to"), list(to)))


def nothing_here() -> str:
    """Return what stands where a section has no entry yet."""
    return QCoreApplication.translate("PlaybookEditor", "Nothing here yet. Insert adds an entry.")
