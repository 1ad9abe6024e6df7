"""One command that was not taken, whole: what was typed, why it was refused, and what one can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.services.sync.refused import Typed
from app.services.sync.terms import Terms
from app.views import formats
from app.views.sync.typed_words import fields, headline, why_sentence
from app.views.widgets.basics import button, column, label
from app.views.widgets.card_pieces import facts, quotation
from app.views.widgets.clearing import clear
from app.views.widgets.key_button import KeyButton

translate = QCoreApplication.translate
WIDTH = 400
_MARGIN = 18
LEADS_MOST = 8
"""Leads one can open from here; of more, the first."""

type Button = tuple[str, str, str, str, Callable[[], object]]
"""Text, key, icon, kind and call."""


class TypedPanel(QFrame):
    """Shows one command; the page says what can be done with it."""

    lead_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setFixedWidth(WIDTH)
        self.shown: Typed | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons = column(gap=6)
        whole = column(gap=16, margin=(_MARGIN, 16, _MARGIN, 16))
        whole.addWidget(self._scroll, 1000)
        whole.addLayout(self._buttons)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_typed(self, typed: Typed, terms: Terms, now: int, buttons: Sequence[Button]) -> None:
        """Show a command with what can be done."""
        self.shown = typed
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        title = label(headline(typed), "title", wrap=True)
        when = translate("Sync", "Typed · {when}").format(when=formats.moment(typed.given_at, now))
        parts: list[QWidget] = [title, label(when, "small"), *self._leads(typed)]
        if typed.why is not None:
            parts.append(self._why(typed, now))
        said = fields(typed, terms)
        layout = column(*parts, gap=8, margin=(0, 0, 6, 0))
        if said:
            layout.addSpacing(4)
            layout.addWidget(label(translate("Sync", "What you typed"), "heading"))
            layout.addLayout(facts(said))
        layout.addStretch(1)
        canvas.setLayout(layout)
        self._scroll.setWidget(canvas)
        # On a high screen what one can do stands right below what it is about.
        self._scroll.setMaximumHeight(max(1, layout.heightForWidth(WIDTH - 2 * _MARGIN - 2)))
        self._show_buttons(buttons)
        self.setAccessibleName(headline(typed))
        self.setAccessibleDescription(why_sentence(typed))

    def _why(self, typed: Typed, now: int) -> QWidget:
        refused = translate("Sync", "Refused")
        if typed.judged_at is not None:
            refused = translate("Sync", "Refused · {when}").format(when=formats.moment(typed.judged_at, now))
        return quotation(refused, why_sentence(typed), icon="alert-circle", tone="bad")

    def _leads(self, typed: Typed) -> list[QWidget]:
        made: list[QWidget] = []
        for one in typed.leads[:LEADS_MOST]:
            name = one.name or translate("Sync", "No name")
            if one.lead_id in typed.here:
                opener = button(name, partial(self.lead_opened.emit, one.lead_id), icon_name="external-link")
                opener.setAccessibleName(translate("Sync", "Open {lead}").format(lead=name))
                made.append(opener)
            else:
                gone = translate("Sync", "{lead}: not yours to see any more").format(lead=name)
                made.append(label(gone, "muted", wrap=True))
        more = len(typed.leads) - LEADS_MOST
        if more > 0:
            made.append(label(translate("Sync", "%Ln more", "", more), "small"))
        return made

    def _show_buttons(self, buttons: Sequence[Button]) -> None:
        clear(self._buttons)
        for text, key, icon_name, kind, call in buttons:
            made = KeyButton(key, call, kind=kind, icon_name=icon_name)
            made.setText(text)
            made.setAccessibleName(text)
            self._buttons.addWidget(made)
