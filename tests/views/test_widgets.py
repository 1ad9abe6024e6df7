"""Generic widgets: driven by values, usable by keys, heard by screen readers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.models.vocabulary import AnswerState
from app.views.chips import paint_mark
from app.views.theme import tokens
from app.views.widgets.chip import Chip
from app.views.widgets.clock_pill import ClockPill
from app.views.widgets.empty_state import Emptiness, EmptyState
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.maturity_ring import MaturityRing, Segment
from app.views.widgets.overlay import Overlay
from app.views.widgets.search_field import SearchField
from app.views.widgets.segmented import Segmented
from app.views.widgets.timeline import Entry, Timeline
from app.views.widgets.toasts import AT_ONCE, Toasts

STATE = AnswerState


def said_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.fixture
def window(qtbot: QtBot, look: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


# The maturity ring.


def test_the_ring_moves_to_what_it_is_told(qtbot: QtBot, look: QApplication) -> None:
    """It ends exactly where the rules say, and says so to screen readers."""
    ring = MaturityRing()
    qtbot.addWidget(ring)
    ring.show()
    segments = [Segment(STATE.GOOD, is_core=at == 0) for at in range(4)] + [Segment(STATE.WEAK)] * 6
    ring.show_run(segments, 40, threshold_pct=50, is_qualified=False)
    qtbot.waitUntil(lambda: ring._shown == 40.0)

    assert said_name(ring) == "Maturity 40 percent, 4 of 10 answered well, enough from 50"


@pytest.mark.parametrize("width", [320, 900])
def test_an_empty_list_writes_within_its_width(qtbot: QtBot, look: QApplication, width: int) -> None:
    """A narrow list has less room than the words would like: they break, they are not cut."""
    state = EmptyState(Emptiness("Nothing waits for a decision", "New ones come by themselves, " * 3))
    qtbot.addWidget(state)
    state.resize(width, 600)
    state.show()
    qtbot.waitExposed(state)

    lines = [line for line in state.findChildren(QLabel) if line.text()]
    assert lines[0].text() == "Nothing waits for a decision"
    for line in lines:
        left = line.mapTo(state, line.rect().topLeft()).x()
        assert left >= 0
        assert left + line.width() <= width
        assert line.height() >= line.heightForWidth(line.width())


def test_a_hidden_ring_does_not_move(qtbot: QtBot, look: QApplication) -> None:
    """Nothing runs where nobody looks."""
    ring = MaturityRing()
    qtbot.addWidget(ring)
    ring.show_maturity(60, threshold_pct=50, qualifies=True, caption="6 of 10")

    assert ring._shown == 60.0


def test_every_state_of_an_answer_looks_different_without_colour(qtbot: QtBot, look: QApplication) -> None:
    """In grey, no two states give the same picture: their shapes differ."""
    ring = MaturityRing()
    qtbot.addWidget(ring)
    pictures = set()
    for state in STATE:
        for is_core in (False, True):
            ring.show_run([Segment(state, is_core=is_core)] * 10, 0, threshold_pct=50, is_qualified=False)
            grey = picture(ring).convertToFormat(
                QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither
            )
            pictures.add(bytes(grey.constBits()))

    assert len(pictures) == 2 * len(STATE)


# The clock.


@pytest.mark.parametrize(
    ("left", "runs", "text"),
    [(2_580, True, "43 min left"), (-840, True, "14 min late"), (7_200, False, "2 h left, paused")],
)
def test_the_clock_says_how_long_or_how_late(
    qtbot: QtBot, look: QApplication, left: int, text: str, *, runs: bool
) -> None:
    """In words, so that nobody needs the colour."""
    pill = ClockPill()
    qtbot.addWidget(pill)
    pill.show_time("First response", left, 3_600, runs=runs)

    assert pill.text() == text
    assert said_name(pill) == f"First response: {text}"
    assert pill.sizeHint().width() > 60


def test_a_clock_that_is_not_shown_does_not_tick(qtbot: QtBot, look: QApplication) -> None:
    """A hidden page costs nothing."""
    pill = ClockPill()
    qtbot.addWidget(pill)
    pill.show_time("Recall", 600, 3_600)
    pill.show()
    assert pill._tick.isActive()
    pill.hide()

    assert not pill._tick.isActive()


# Chips, keys, segments, forms.


def test_a_chip_without_a_word_takes_no_room(qtbot: QtBot, look: QApplication) -> None:
    """An empty stage is no grey blob."""
    chip = Chip("Won", "won")
    qtbot.addWidget(chip)
    chip.show_chip("")

    assert chip.isHidden()
    assert said_name(Chip("Won", "won")) == "Won"


def test_parts_told_early_appear_with_their_layout_and_not_before(qtbot: QtBot, look: QApplication) -> None:
    """A chip, a key and a clock told their words before they are laid out open no windows of their own."""
    parts = (Chip(), KeyHint(), ClockPill())
    parts[0].show_chip("")
    parts[0].show_chip("Won", "won")
    parts[1].show_key("C")
    parts[2].show_time("Recall", 600, 3_600)
    assert not any(part.isVisible() for part in parts)
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for part in parts:
        layout.addWidget(part)
    window.show()

    assert all(part.isVisible() for part in parts)


def test_chips_of_different_kinds_differ_by_shape(qtbot: QtBot, look: QApplication) -> None:
    """The mark of each stage kind has a shape of its own."""
    pictures = set()
    for kind in tokens().kinds:
        image = QImage(20, 20, QImage.Format.Format_Mono)
        image.fill(1)
        painter = QPainter(image)
        paint_mark(painter, QRectF(2, 2, 16, 16), kind, QColor("black"))
        painter.end()
        pictures.add(bytes(image.constBits()))

    assert len(pictures) == len(tokens().kinds)


def test_keys_are_written_as_the_system_writes_them(qtbot: QtBot, look: QApplication) -> None:
    """And are heard."""
    hint = KeyHint("Ctrl+K")
    qtbot.addWidget(hint)

    assert said_name(hint) in {"Ctrl+K", "⌘K"}


def test_segments_are_chosen_by_arrows(qtbot: QtBot, look: QApplication) -> None:
    """Only a change is told."""
    basis = Segmented()
    qtbot.addWidget(basis)
    basis.show_choices("Basis", [("cohort", "Cohort"), ("snapshot", "Snapshot")], "cohort")
    told: list[str] = []
    basis.chosen.connect(told.append)
    for _ in range(3):
        qtbot.keyClick(basis, Qt.Key.Key_Right)

    assert told == ["snapshot"]
    assert said_name(basis) == "Basis: Snapshot"


def test_a_form_says_what_is_wrong_where_it_is(qtbot: QtBot, look: QApplication) -> None:
    """The error takes the hint's place, and is read with the field."""
    field = QLineEdit()
    row = FormRow(field, name="Phone", hint="With area code", is_required=True)
    qtbot.addWidget(row)
    row.show()
    height = row.sizeHint().height()
    row.show_error("Too short.")

    assert said_name(field) == "Phone"
    assert field.accessibleDescription() == "Too short."
    assert row.sizeHint().height() == height
    row.show_error("")
    assert field.accessibleDescription() == "With area code"


def test_searching_waits_for_a_pause_but_not_for_enter(qtbot: QtBot, look: QApplication) -> None:
    """A query per letter would be wasted; Enter and clearing are at once."""
    field = SearchField("/")
    qtbot.addWidget(field)
    field.show()
    told: list[str] = []
    field.searched.connect(told.append)
    qtbot.keyClicks(field, "solar")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ["solar"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert told == ["solar", ""]
    qtbot.keyClicks(field, "a")
    qtbot.waitUntil(lambda: told[-1] == "a")


# The timeline.


def test_the_timeline_groups_by_day_and_keeps_the_place(qtbot: QtBot, look: QApplication) -> None:
    """A new entry above does not lose the one chosen."""
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(400, 300)
    timeline.show()
    old = [
        Entry(at, f"Call {at}", "x" * 200, "14:05", "Today" if at < 3 else "Yesterday") for at in range(20)
    ]
    timeline.show_entries(old)
    qtbot.keyClick(timeline, Qt.Key.Key_J)
    qtbot.keyClick(timeline, Qt.Key.Key_J)
    timeline.show_entries([Entry(99, "New", day="Today"), *old])

    assert timeline.currentIndex().data() == "Call 1"
    with qtbot.waitSignal(timeline.opened) as opened:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert opened.args == [1]
    said = timeline.entries.data(timeline.entries.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).startswith("Today, 14:05, Call 0")


def test_the_timeline_is_sound_to_qt(qtmodeltester: Any, qtbot: QtBot, look: QApplication) -> None:
    """Its model passes Qt's checks."""
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.show_entries([Entry(1, "A"), Entry(2, "B")])

    qtmodeltester.check(timeline.entries)


# Toasts and overlays.


def test_toasts_stack_without_covering_each_other(qtbot: QtBot, window: QWidget) -> None:
    """The newest is lowest, the oldest goes when there are too many, the same words come once."""
    toasts = Toasts(window)
    for number in range(AT_ONCE + 1):
        toasts.say(f"News {number}", "Some detail that is long enough to be wrapped into a second line")
    toasts.say("News 4", "Some detail that is long enough to be wrapped into a second line")

    assert toasts.texts() == [f"News {number}" for number in range(1, AT_ONCE + 1)]
    boxes = [toast.geometry() for toast in toasts._stack]
    assert all(one.bottom() < other.top() for one, other in pairwise(boxes))
    assert all(window.rect().contains(box) for box in boxes)
    while toasts.dismiss():
        pass


def test_toasts_follow_the_window_s_corner(qtbot: QtBot, window: QWidget) -> None:
    """A smaller window still shows them whole."""
    toasts = Toasts(window)
    toasts.say("News")
    window.resize(700, 500)

    qtbot.waitUntil(lambda: window.rect().contains(toasts._stack[0].geometry()))
    toasts.dismiss()


def test_an_overlay_gives_the_focus_back_where_it_came_from(qtbot: QtBot, window: QWidget) -> None:
    """Escape closes it; a click beside it as well."""
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    overlay = Overlay(window, width=300)
    inner = QLineEdit()
    overlay.body.addWidget(inner)
    overlay.open()
    inner.setFocus()
    qtbot.keyClick(inner, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is field
    overlay.open()
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=overlay.rect().bottomLeft())

    assert not overlay.isVisible()
