"""Sending the next touch: what fits best is picked already, the words can be changed, and one key sends and notes it."""

from __future__ import annotations

from enum import StrEnum
from typing import override
from urllib.parse import quote
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.services.nurture import SendTouch
from app.services.nurture_library import ContentRow, Offer, message
from app.views.content_words import CONTENT_KINDS
from app.views.nurture.words import step_detail, step_text
from app.views.punctuation import joined
from app.views.widgets.basics import button, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.option_list import Option, OptionList
from app.views.widgets.overlay import Overlay
from app.views.widgets.segmented import Segmented
from app.views.widgets.words_edit import WordsEdit

WIDTH = 620
SEND_KEY = "Ctrl+Return"
_MOST_OFFERED, _LINES, _LONGEST = 5, 7, 400
_NOTHING = ""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Way(StrEnum):
    """How a message goes out."""

    COPY = "copy"
    MAIL = "mail"
    WECHAT = "wechat"


class SendPanel(Overlay):
    """Shows what is offered for one lead; tells the command, the way and the words when it is sent."""

    sent = Signal(object, str, str, str)
    """The command, the way, the message, and a link to open; empty for none."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, width=WIDTH, top_share=0.08)
        self._offer: Offer | None = None
        self._title, self._step = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._warning = label("", "warn", wrap=True)
        self.contents = OptionList()
        self.contents.picked.connect(self._on_picked)
        self.words = WordsEdit(enter_leaves=False, lines=_LINES)
        self.words.left.connect(self.close_panel)
        self.ways = Segmented()
        self._contents_row, self._words_row = FormRow(self.contents), FormRow(self.words)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(10)
        for part in (
            self._title, self._step, self._warning, self._contents_row, self._words_row, self.ways,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addLayout(row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6))

    def ask_for(self, offer: Offer) -> None:
        """Show what can be sent to a lead."""
        self._offer, lead = offer, offer.lead
        title = self.tr("Send to {name}").format(name=joined((lead.contact_name or "", lead.company or "")))
        self._title.setText(title)
        self._step.setText(f"{step_text(lead)} · {step_detail(lead)}")
        self._warning.setText(self.tr("The last mail to this address came back."))
        self._warning.setVisible(lead.is_bounced)
        options = [self._option(one) for one in offer.fitting[: _MOST_OFFERED - 1]]
        options.append(Option(_NOTHING, self.tr("Own words"), self.tr("Nothing of the library goes with it")))
        self.contents.show_options(options, options[0].key)
        self.contents.setFixedHeight(self.contents.height_of(len(options)))
        self._contents_row.show_texts(self.tr("What to send"))
        self._words_row.show_texts(self.tr("Message"))
        ways = (
            (Way.COPY, self.tr("Copy the text")),
            (Way.MAIL, self.tr("Open the mail program")),
            (Way.WECHAT, self.tr("Copy and open WeChat")),
        )
        self.ways.show_choices(self.tr("How it goes out"), ways, Way.MAIL if self._may_mail() else Way.COPY)
        self._send.setText(self.tr("Send and note it"))
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(title)
        self._on_picked()
        self.open()

    @override
    def first_focus(self) -> QWidget:
        return self.contents

    @Slot()
    def send(self) -> None:
        """Send what is picked, if there are words."""
        if self._offer is None:
            return
        text, lead, content = self.words.words(), self._offer.lead, self._content()
        if not text:
            self._words_row.show_error(self.tr("Write what to send."))
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            self.relayout()
            return
        command = SendTouch(
            lead_id=lead.lead_id, track=lead.track, step=lead.step, activity_id=uuid4(),
            content_id=content.content_id if content else None,
            words=content.title if content else text[:_LONGEST],
        )  # fmt: skip
        way = Way(self.ways.key())
        self.close_panel()
        self.sent.emit(command, way.value, text, self._link(way, text, content))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        option = self.contents.option(number) if self.contents.hasFocus() else None
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif event.key() in _ENTER:
            self.focusNextChild()
        elif option is not None:
            self.contents.setCurrentIndex(self.contents.model().index(number, 0))
        else:
            super().keyPressEvent(event)
        event.accept()

    @Slot()
    def _on_picked(self) -> None:
        if self._offer is not None:
            self.words.put(message(self._content(), self._offer.lead, self._offer.me))
            self._words_row.show_error("")

    def _content(self) -> ContentRow | None:
        fitting = self._offer.fitting if self._offer is not None else ()
        return next((one for one in fitting if str(one.content_id) == self.contents.key()), None)

    def _option(self, one: ContentRow) -> Option:
        again = self._offer is not None and one.content_id in self._offer.again
        detail = joined((CONTENT_KINDS[one.kind](), self.tr("sent to them before") if again else ""))
        return Option(str(one.content_id), one.title, detail)

    def _may_mail(self) -> bool:
        return self._offer is not None and bool(self._offer.lead.email) and not self._offer.lead.is_bounced

    def _link(self, way: Way, text: str, content: ContentRow | None) -> str:
        match way:
            case Way.COPY:
                return ""
            case Way.WECHAT:
                return "weixin://"
            case Way.MAIL:
                to = (self._offer.lead.email or "") if self._offer is not None else ""
                subject = content.title if content else ""
                return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(text)}"
