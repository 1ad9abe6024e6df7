"""The last step: what came of an import, where the refused rows are, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.services.import_run.outcome import ImportOutcome
from app.services.import_run.undo import Undone
from app.views import formats
from app.views.import_words import KEPT, NOTED, import_sentence
from app.views.widgets.basics import boxed, button, column, label, row, spread
from app.views.widgets.clearing import clear
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint

_WIDTH = 780


class ResultView(QWidget):
    """Shows the figures of one import."""

    undo_asked = Signal()
    refused_asked = Signal()
    """Open the file of refused rows."""
    leads_asked = Signal()
    pairs_asked = Signal()
    """Look at the pairs that may be one."""
    again_asked = Signal()
    """Bring in another list."""

    def __init__(self, *, leads_to_pairs: bool = True) -> None:
        super().__init__()
        self._leads_to_pairs = leads_to_pairs
        self.outcome: ImportOutcome | None = None
        self.undone: Undone | None = None
        self._name = ""
        self._head = row(gap=12)
        self._title, self._lead_in = label("", "title"), label("", "muted", wrap=True)
        self._tiles = row(gap=10)
        self._notes = column(gap=3)
        self._refused_path = label("", "small", wrap=True, selectable=True)
        self.leads = button("", self.leads_asked.emit, kind="primary", icon_name="list")
        self.refused = button("", self.refused_asked.emit, icon_name="external-link")
        self.undo = button("", self.undo_asked.emit, icon_name="arrow-back-up")
        self.again = button("", self.again_asked.emit, icon_name="file-spreadsheet")
        self.pairs = button("", self.pairs_asked.emit, icon_name="git-merge")
        self._undo_key, self._pairs_key = KeyHint("U"), KeyHint("P")
        ways = row(
            self.leads, KeyHint("L"), 8, self.refused, 8, self.undo, self._undo_key, 8, self.again,
            KeyHint("Ctrl+O"), None, gap=6, margin=(0, 8, 0, 0),
        )  # fmt: skip
        words = column(self._title, self._lead_in, gap=2)
        head = row(self._head, words, gap=12)
        head.setStretch(1, 1)
        inner = column(
            head, self._tiles, self._notes, row(self.pairs, self._pairs_key, None, gap=6), self._refused_path, ways,
            gap=14, margin=(24, 22, 24, 20),
        )  # fmt: skip
        card: QFrame = boxed(inner, "card")
        card.setMinimumWidth(_WIDTH)
        card.setMaximumWidth(_WIDTH + 160)
        layout = column(None, card, None, margin=(24, 16, 24, 20))
        layout.setAlignment(card, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(layout)

    def show_outcome(self, name: str, outcome: ImportOutcome) -> None:
        """Show what came of an import."""
        self._name, self.outcome, self.undone = name, outcome, None
        self.retranslate()

    def show_undone(self, undone: Undone) -> None:
        """Show what became of it when it was taken back."""
        self.undone = undone
        self.retranslate()

    def has_pairs(self) -> bool:
        """Whether pairs wait that this import brought, and the person here may look at them."""
        is_done = self._leads_to_pairs and self.undone is None
        return is_done and self.outcome is not None and self.outcome.to_review > 0

    def retranslate(self) -> None:
        """Set every text again."""
        outcome = self.outcome
        if outcome is None:
            return
        clear(self._head)
        if self.undone is not None:
            self._say_undone(self.undone)
        else:
            self._say_done(outcome)
        path = outcome.refused_file
        self._refused_path.setText(
            "" if path is None else self.tr("Refused rows with their reasons: {path}").format(path=str(path))
        )
        self._refused_path.setVisible(path is not None)
        self.refused.setVisible(path is not None)
        for part in (self.undo, self._undo_key):
            part.setVisible(self.undone is None)
        for part in (self.pairs, self._pairs_key):
            part.setVisible(self.has_pairs())
        self.pairs.setText(self.tr("Look at the pairs"))
        self.leads.setText(self.tr("Show the leads"))
        self.refused.setText(self.tr("Open refused rows"))
        self.undo.setText(self.tr("Undo this import"))
        self.again.setText(self.tr("Another file…"))

    def _say_done(self, outcome: ImportOutcome) -> None:
        is_fine = outcome.rows > outcome.refused
        icon = "player-pause" if outcome.is_cancelled else "circle-check" if is_fine else "alert-triangle"
        self._head.addWidget(IconLabel(icon, "warn" if outcome.is_cancelled or not is_fine else "ok", 30))
        name = self._name or self.tr("Pasted cells")
        if outcome.is_cancelled:
            self._title.setText(self.tr("Stopped half way: {name}").format(name=name))
            self._lead_in.setText(
                self.tr("What came in before is here. Keep it, or undo this import and nothing of it stays.")
            )
        else:
            self._title.setText(self.tr("{name} is in").format(name=name))
            self._lead_in.setText(
                self.tr("Rows read: {count}, every one accounted for.").format(
                    count=formats.number(outcome.rows)
                )
            )
        figures = [
            (self.tr("created"), outcome.created, "ok"),
            (self.tr("updated"), outcome.updated, "text"),
            (self.tr("merged"), outcome.merged, "text"),
            (self.tr("set aside"), outcome.set_aside, "warn"),
            (self.tr("refused"), outcome.refused, "bad"),
            (self.tr("pairs to review"), outcome.to_review, "warn"),
        ]
        self._say_figures(figures)
        said = [
            f"{formats.number(count)} × {import_sentence(code, {'limit': 20})}"
            for code, count in outcome.junk.items()
        ]
        said += [NOTED[code]().format(count=formats.number(count)) for code, count in outcome.notes.items()]
        if outcome.to_review:
            said.append(
                self.tr(
                    "Pairs to review share a phone, an e-mail, a company or a domain; both leads are kept "
                    "until somebody has looked at them."
                )
            )
        self._say_notes(said)

    def _say_undone(self, undone: Undone) -> None:
        self._head.addWidget(IconLabel("arrow-back-up", "accent", 30))
        self._title.setText(self.tr("The import is undone"))
        self._lead_in.setText(
            self.tr("Leads somebody worked on since stay, with everything that was recorded.")
            if undone.kept
            else self.tr("Nothing of it is left.")
        )
        figures = [
            (self.tr("removed"), undone.removed, "text"),
            (self.tr("kept"), undone.kept, "warn"),
            (self.tr("put back as they were"), undone.restored, "text"),
            (self.tr("changed since, left"), undone.left_changed, "warn"),
        ]
        self._say_figures(figures)
        self._say_notes([KEPT[code]().format(count=formats.number(n)) for code, n in undone.why_kept.items()])

    def _say_figures(self, figures: list[tuple[str, int, str]]) -> None:
        clear(self._tiles)
        for name, count, tone in figures:
            figure = label(formats.number(count), "display")
            if count and tone in {"ok", "warn", "bad"}:
                figure.setProperty("kind", tone)
                figure.setStyleSheet("font-size: 24px; font-weight: 600;")
            tile = boxed(column(figure, label(name, "small"), gap=0, margin=(12, 8, 12, 8)), "inset")
            tile.setAccessibleName(f"{name}: {formats.number(count)}")
            self._tiles.addWidget(spread(tile))

    def _say_notes(self, said: list[str]) -> None:
        clear(self._notes)
        for text in said:
            self._notes.addWidget(label(text, "muted", wrap=True))
