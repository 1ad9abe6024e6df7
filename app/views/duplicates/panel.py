"""One pair on one screen: what they share, which record stays, field by field, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.models.vocabulary import MergeField
from app.services.duplicates.listing import PairDetail, Side
from app.views import formats
from app.views.duplicates.fields import FieldTable
from app.views.duplicates.listing import evidence_text, named
from app.views.leads.said import in_language
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.chip import Chip
from app.views.widgets.clearing import clear
from app.views.widgets.elided import Elided
from app.views.widgets.key_button import KeyButton

type Button = tuple[str, str, str, str, Callable[[], object], bool]
"""Text, key, kind, icon, call, and whether it can be pressed."""


class PairPanel(QWidget):
    """Shows a pair; the page says what can be done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail: PairDetail | None = None
        self._shared = label("", "muted", wrap=True)
        self._sides = (_SideHead(), _SideHead())
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(2)
        self._buttons = row(gap=8)
        heads = row(*self._sides, gap=12)
        heads.setStretch(0, 1)
        heads.setStretch(1, 1)
        head = column(self._shared, heads, self._warnings, self._buttons, gap=10, margin=(20, 14, 20, 14))
        self.fields = FieldTable()
        whole = column(boxed(head, "card"), gap=12)
        whole.addWidget(self.fields, 1)
        self.setLayout(whole)

    def show_pair(self, detail: PairDetail, stays: int, now: int) -> None:
        """Show a pair, and which of its records stays."""
        self.detail = detail
        shared = self.tr("They share: {what}").format(what=evidence_text(detail.pair.evidence))
        alike = detail.pair.similarity_pct
        if alike < 100:  # noqa: PLR2004 - all of it
            shared += " · " + self.tr("names {share} alike").format(share=formats.percent(alike))
        self._shared.setText(shared)
        for place, (head, side) in enumerate(zip(self._sides, detail.sides, strict=True)):
            head.show_side(side, is_staying=place == stays)
        self.fields.show_pair(detail, stays, now)

    def show_buttons(self, buttons: Sequence[Button], warnings: Sequence[str]) -> None:
        """Show what can be done, and what stands against it."""
        clear(self._warnings)
        for text in warnings:
            self._warnings.addWidget(label(text, "warn", wrap=True))
        held = [self._buttons.itemAt(place) for place in range(self._buttons.count())]
        if len([one for one in held if one is not None and one.widget()]) != len(buttons):
            clear(self._buttons)
            for _, key, kind, icon, call, _ in buttons:
                self._buttons.addWidget(KeyButton(key, call, kind=kind, icon_name=icon))
            self._buttons.addStretch(1)
        for place, (text, _, kind, _, _, is_enabled) in enumerate(buttons):
            made = _widget_at(self._buttons, place)
            made.show_kind(kind)
            made.setText(text)
            made.setEnabled(is_enabled)


class _SideHead(QWidget):
    """Names one record, and says whether it stays."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._where, self._chip = Elided("heading"), Elided("small"), Chip()
        top = row(self._name, self._chip, gap=8)
        top.setStretch(0, 1)
        self.setLayout(column(boxed(column(top, self._where, gap=2, margin=(12, 8, 12, 8)), "inset")))

    def show_side(self, side: Side, *, is_staying: bool) -> None:
        """Show a record."""
        values = side.values
        company, contact = values[MergeField.COMPANY] or "", values[MergeField.CONTACT_NAME] or ""
        self._name.say(named(company, contact))
        owner = side.owner_name or self.tr("without an owner")
        self._where.say(f"{in_language(side.stage_zh, side.stage_en)} · {owner}")
        if is_staying:
            self._chip.show_chip(self.tr("stays"), "ok")
        else:
            self._chip.show_chip(self.tr("becomes part of it"), "warn")


def _widget_at(layout: QLayout, place: int) -> KeyButton:
    item = layout.itemAt(place)
    made = item.widget() if item is not None else None
    if not isinstance(made, KeyButton):
        raise TypeError(made)
    return made
