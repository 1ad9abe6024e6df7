"""The row of filters over the list of leads: whose, which stage, which channel, with or without a next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.services.lead_list import EVERYTHING, LeadsWhere
from app.services.leads_head import Choice, LeadsHead
from app.views import formats
from app.views.i18n import is_chinese
from app.views.widgets.basics import row
from app.views.widgets.segmented import Segmented

_ANY, _LONGEST = "\0any", 28
_WITH, _WITHOUT = "with", "without"


class FilterBar(QWidget):
    """Shows a filter and changes it; what it does not show it leaves alone."""

    changed = Signal(object)
    """The filter as it is now."""

    def __init__(self, member_id: UUID) -> None:
        super().__init__()
        self._member_id = member_id
        self._where = EVERYTHING
        self.scope = Segmented()
        self.scope.chosen.connect(self._on_scope)
        self.stage, self.channel, self.next_step = QComboBox(), QComboBox(), QComboBox()
        for box, act in (
            (self.stage, self._on_stage),
            (self.channel, self._on_channel),
            (self.next_step, self._on_next),
        ):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(partial(_chosen, box, act))
        self.setLayout(row(self.scope, 4, self.stage, self.channel, self.next_step, None, gap=8))

    def show_head(self, head: LeadsHead, where: LeadsWhere) -> None:
        """Offer what there is, and show what is chosen."""
        self._where = where
        counted = (
            ("all", self.tr("All"), head.total),
            ("mine", self.tr("Mine"), head.mine),
            ("nobody", self.tr("Nobody’s"), head.unowned),
        )
        scopes = [(key, f"{name}  {formats.number(count)}") for key, name, count in counted]
        self.scope.show_choices(self.tr("Whose leads"), scopes, self._scope_of(where))
        self._offer(self.stage, self.tr("Any stage"), head.stages, where.stages)
        self._offer(self.channel, self.tr("Any channel"), head.channels, where.channels)
        steps = ((_WITH, self.tr("With a next step")), (_WITHOUT, self.tr("Without a next step")))
        chosen = (
            {True: _WITH, False: _WITHOUT}.get(where.has_next_step, _ANY)
            if where.has_next_step is not None
            else _ANY
        )
        _fill(self.next_step, [(_ANY, self.tr("Any next step")), *steps], chosen)
        for box, name in (
            (self.stage, self.tr("Stage")),
            (self.channel, self.tr("Channel")),
            (self.next_step, self.tr("Next step")),
        ):
            box.setAccessibleName(name)

    def choose_scope(self, key: str) -> None:
        """Show the leads of one scope, or all where they are shown already."""
        self.scope.choose("all" if self.scope.key() == key else key)

    def focus_first(self) -> None:
        """Move the focus to the filters."""
        self.scope.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _scope_of(self, where: LeadsWhere) -> str:
        if where.is_unowned:
            return "nobody"
        return "mine" if where.owner == self._member_id else "all" if where.owner is None else ""

    def _offer(self, box: QComboBox, every: str, choices: Sequence[Choice], chosen: frozenset[str]) -> None:
        language = "zh" if is_chinese() else "en"
        blank = self.tr("(blank)")
        named = [(one.key, one.title.shown(language) or blank, one.count) for one in choices]
        items = [(key, f"{short(text)}  {formats.number(count)}") for key, text, count in named]
        shown = _ANY
        if len(chosen) == 1:
            shown = next(iter(chosen))
            if shown not in (key for key, _ in items):
                items.append((shown, short(shown)))
        elif chosen:
            items.append((_several(chosen), self.tr("{count} chosen").format(count=len(chosen))))
            shown = _several(chosen)
        _fill(box, [(_ANY, every), *items], shown)

    @Slot(str)
    def _on_scope(self, key: str) -> None:
        owner = self._member_id if key == "mine" else None
        self._tell(replace(self._where, owner=owner, is_unowned=key == "nobody"))

    def _on_stage(self, key: str) -> None:
        self._tell(replace(self._where, stages=_chosen_set(key, self._where.stages)))

    def _on_channel(self, key: str) -> None:
        self._tell(replace(self._where, channels=_chosen_set(key, self._where.channels)))

    def _on_next(self, key: str) -> None:
        self._tell(replace(self._where, has_next_step={_WITH: True, _WITHOUT: False}.get(key)))

    def _tell(self, where: LeadsWhere) -> None:
        if where != self._where:
            self._where = where
            self.changed.emit(where)


def _chosen(box: QComboBox, act: object, at: int) -> None:
    if callable(act):
        act(box.itemData(at))


def _chosen_set(key: str, before: frozenset[str]) -> frozenset[str]:
    if key == _ANY:
        return frozenset()
    return before if key == _several(before) else frozenset({key})


def _several(keys: frozenset[str]) -> str:
    return "\0" + "\0".join(sorted(keys)) if len(keys) > 1 else "\0none"


def short(text: str) -> str:
    """Return a text cut to what a bar has room for."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _fill(box: QComboBox, items: Sequence[tuple[str, str]], chosen: str) -> None:
    """Set the items, leaving the box alone while nothing changed: an open list would close."""
    now = [(box.itemData(at), box.itemText(at)) for at in range(box.count())]
    if now != list(items):
        box.clear()
        for key, text in items:
            box.addItem(text, key)
    at = next((at for at, (key, _) in enumerate(items) if key == chosen), 0)
    if box.currentIndex() != at:
        box.setCurrentIndex(at)
