"""The form for one thing of the content library: what it is, where it lies, for whom it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.models.vocabulary import ContentKind
from app.services.nurture_content import ContentLanguage, SaveContent
from app.services.nurture_library import ContentRow
from app.views.content_words import CONTENT_KINDS
from app.views.i18n import is_chinese
from app.views.nurture.words import LANGUAGES
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay
from app.views.widgets.words_edit import WordsEdit

WIDTH = 720
SEND_KEY = "Ctrl+Return"
_LONGEST, _LINES, _REASONS_HEIGHT = 400, 4, 116
_SIDE_BY_SIDE = (("kind", "language"), ("persona", "industry"))
_CHECKED, _BARE = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

type Named = Sequence[tuple[str, str]]
"""Keys with what they are called."""


class ContentForm(Overlay):
    """Ctrl+Enter saves, Escape puts it away."""

    saved = Signal(object)
    """The command."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, width=WIDTH, top_share=0.05)
        self._content: ContentRow | None = None
        self._title = label("", "heading", wrap=True)
        self.name, self.link, self.industry = (QLineEdit(maxLength=_LONGEST) for _ in range(3))
        self.kind, self.language, self.persona = QComboBox(), QComboBox(), QComboBox()
        self.words, self.reasons = WordsEdit(enter_leaves=False, lines=_LINES), QListWidget()
        self.words.left.connect(self.close_panel)
        self.reasons.setFixedHeight(_REASONS_HEIGHT)
        self.reasons.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = {
            "name": FormRow(self.name, is_required=True), "kind": FormRow(self.kind),
            "language": FormRow(self.language), "link": FormRow(self.link), "words": FormRow(self.words),
            "persona": FormRow(self.persona), "industry": FormRow(self.industry), "reasons": FormRow(self.reasons),
        }  # fmt: skip
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(10)
        self._lay_out()

    def ask_for(self, content: ContentRow | None, personas: Named, reasons: Named) -> None:
        """Show something to be changed; without it, a new thing."""
        self._content = content
        title = self.tr("Add to the library") if content is None else self.tr("Change what is in the library")
        self._title.setText(title)
        self.setAccessibleName(title)
        self._say()
        self.kind.clear()
        for kind, said in CONTENT_KINDS.items():
            self.kind.addItem(said(), kind.value)
        self.language.clear()
        for language in ContentLanguage:
            self.language.addItem(LANGUAGES[language], language.value)
        self.persona.clear()
        self.persona.addItem(self.tr("everybody"), "")
        for key, name in personas:
            self.persona.addItem(name, key)
        own = "zh" if is_chinese() else "en"
        self.name.setText(content.title if content else "")
        self.link.setText(content.link if content else "")
        self.industry.setText(content.industry if content else "")
        self.words.put(content.words if content else "")
        for box, value in (
            (self.kind, content.kind.value if content else ContentKind.CASE.value),
            (self.language, content.language if content else own), (self.persona, content.persona if content else ""),
        ):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(value)))
        self._show_reasons(reasons, content.reasons if content else ())
        self.open()

    @override
    def first_focus(self) -> QWidget:
        return self.name

    @Slot()
    def send(self) -> None:
        """Send it, once it has a title and something to send."""
        title, link, words = self.name.text().strip(), self.link.text().strip(), self.words.words()
        self._rows["name"].show_error("" if title else self.tr("Give it a title first."))
        something = bool(link or words)
        self._rows["link"].show_error("" if something else self.tr("Give a link, or a text below."))
        if not title or not something:
            (self.name if not title else self.link).setFocus(Qt.FocusReason.OtherFocusReason)
            self.relayout()
            return
        self.close_panel()
        self.saved.emit(
            SaveContent(
                content_id=self._content.content_id if self._content else uuid4(),
                content_kind=ContentKind(self.kind.currentData()), title=title,
                language=ContentLanguage(self.language.currentData()), link=link, words=words,
                persona=self.persona.currentData() or None, industry=self.industry.text().strip() or None,
                reasons=self._chosen(),
            )
        )  # fmt: skip

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif event.key() in _ENTER:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
        event.accept()

    def _lay_out(self) -> None:
        rows = self._rows
        pairs = [row(rows[left], rows[right], gap=12) for left, right in _SIDE_BY_SIDE]
        for pair in pairs:
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
        whole = column(
            rows["name"], pairs[0], rows["link"], rows["words"],
            pairs[1], rows["reasons"], gap=10,
        )  # fmt: skip
        self.body.addWidget(self._title)
        self.body.addLayout(whole)
        self.body.addLayout(row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6))

    def _say(self) -> None:
        rows = self._rows
        rows["name"].show_texts(self.tr("Title"))
        rows["kind"].show_texts(self.tr("Kind"))
        rows["language"].show_texts(self.tr("Language"))
        rows["link"].show_texts(self.tr("Link"))
        rows["words"].show_texts(
            self.tr("Text"), self.tr("{name}, {company} and {me} are filled in for each message.")
        )
        rows["persona"].show_texts(self.tr("For this persona"))
        rows["industry"].show_texts(self.tr("For this industry"))
        rows["reasons"].show_texts(self.tr("For leads that left for these reasons; none means any"))
        for one in rows.values():
            one.show_error("")
        self._send.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))

    def _show_reasons(self, reasons: Named, chosen: Sequence[str]) -> None:
        self.reasons.clear()
        for key, name in sorted(reasons, key=lambda one: one[0] not in chosen):
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(_CHECKED if key in chosen else _BARE)
            self.reasons.addItem(item)
        self.reasons.setCurrentRow(0)

    def _chosen(self) -> tuple[str, ...]:
        items = (self.reasons.item(at) for at in range(self.reasons.count()))
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == _CHECKED)
