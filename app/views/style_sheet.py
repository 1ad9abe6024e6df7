"""The one small style sheet, written from the tokens."""

from __future__ import annotations

from string import Template

from app.resources import resource
from app.views.tokens import Density, Tokens

_SHEET = Template("""
* { outline: 0; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 5px 8px; }
QFrame[kind="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[kind="target"] { background: $accent_soft; border: 1px solid $accent; border-radius: 10px; }
QFrame[kind="raised"] { background: $raised; border: 1px solid $border; border-radius: 12px; }
QFrame[kind="rail"] { background: $surface; border: 0; border-right: 1px solid $border; }
QFrame[kind="top"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame[kind="line"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }
QFrame[kind="inset"] { background: $sunken; border: 0; border-radius: 8px; }

QLabel[kind="display"] { font-size: 24px; font-weight: 600; }
QLabel[kind="title"] { font-size: 18px; font-weight: 600; }
QLabel[kind="heading"] { font-size: 14px; font-weight: 600; }
QLabel[kind="late"] { color: $bad; font-size: 14px; font-weight: 600; }
QLabel[kind="ghost"] { background: $raised; color: $text; border: 1px solid $accent; border-radius: 7px;
    padding: 5px 9px; font-weight: 600; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="small"] { color: $muted; font-size: 12px; }
QLabel[kind="error"] { color: $bad; font-size: 12px; }
QLabel[kind="ok"] { color: $ok; } QLabel[kind="warn"] { color: $warn; } QLabel[kind="bad"] { color: $bad; }

QPushButton, QToolButton[kind="tool"] { background: $raised; color: $text; border: 1px solid $border;
  border-radius: 7px; padding: 0 12px; min-height: ${control_in}px; }
QToolButton[kind="tool"] { padding: 0 7px; min-width: 18px; }
QPushButton:hover, QToolButton[kind="tool"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[kind="tool"]:pressed { background: $sunken; }
QPushButton:disabled { color: $faint; background: $sunken; }
QPushButton:focus, QToolButton[kind="tool"]:focus { border: 2px solid $focus; padding: 0 11px;
  min-height: ${control_focus}px; }
QToolButton[kind="tool"]:focus { padding: 0 6px; }
QToolButton[kind="tool"]::menu-indicator { image: none; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight:
  600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $faint; border-color: $border; }
QPushButton[kind="danger"] { color: $bad; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent;
  border: 1px solid transparent; border-radius: 7px; color: $muted; padding: 0 8px; min-height:
  ${control_in}px; }
QToolButton[kind="quiet"] { min-width: 18px; padding: 0 6px; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $hover; color: $text; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid $focus; padding: 0 7px;
  min-height: ${control_focus}px; }
QToolButton[kind="quiet"]:focus { padding: 0 5px; }
QToolButton[kind="quiet"]::menu-indicator { image: none; }

QToolButton[kind="bare"] { border: 0; background: transparent; padding: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $text;
  border: 1px solid $border; border-radius: 7px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { padding: 0 9px; min-height: ${control_in}px; }
QPlainTextEdit, QTextEdit { padding: 6px 7px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $outline; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus; padding: 0 8px;
  min-height: ${control_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 5px 6px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border-color: $bad; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $sunken; color: $faint; }
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus { background: transparent; border: 0; padding: 0 4px;
  font-size: 15px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; padding: 0 8px; min-height: 0;
  background: transparent; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow, QSpinBox::down-arrow, QDateEdit::down-arrow { image: url("$look/down-$name.svg"); }
QComboBox::down-arrow { width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; padding: 4px;
  selection-background-color: $selected; selection-color: $text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; background:
  transparent; }
QAbstractSpinBox::up-arrow { image: url("$look/up-$name.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$look/down-$name.svg"); width: 12px; height: 12px; }

QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QListWidget::indicator, QTableWidget::indicator, QRadioButton::indicator {
  width: 16px; height: 16px;
  border: 1px solid $outline; background: $surface; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListWidget::indicator:checked, QTableWidget::indicator:checked {
  background: $accent; border-color: $accent; image:
  url("$look/check-$name.svg"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
  image: url("$look/dash-$name.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url("$look/radio-$name.svg"); }
QListWidget::item { padding: 2px 4px; color: $text; }
QListWidget { background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; text-decoration: underline; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $focus; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { width: 14px; height: 14px; }

QMenu { background: $raised; border: 1px solid $border; padding: 5px; menu-scrollable: 1; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 5px 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }

QTableView, QListView, QTreeView { background: $surface; border: 0; selection-background-color: $selected;
  selection-color: $text; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: 1px solid $border;
  padding: 0 10px; font-size: 12px; font-weight: 500; }
QTableCornerButton::section { background: $surface; border: 0; border-bottom: 1px solid $border; }
QHeaderView::section:hover { background: $hover; color: $text; }
QHeaderView::down-arrow, QHeaderView::up-arrow { width: 0; height: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[kind="canvas"] { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 36px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: 36px; margin: 3px 2px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSplitter::handle { background: transparent; }
QProgressBar { background: $sunken; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px;
  color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QTabBar::tab { background: transparent; color: $muted; padding: 7px 12px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; }
""")


def style_sheet(tokens: Tokens, density: Density) -> str:
    """Return the style sheet of one theme at one density.

    Heights stay the same with and without the 2-pixel focus ring: nothing moves when focus does.
    """
    colours = {
        field: getattr(tokens, field)
        for field in tokens.__dataclass_fields__
        if isinstance(getattr(tokens, field), str)
    }
    return _SHEET.substitute(
        colours,
        look=resource("look").as_posix(),
        control_in=density.control - 2,
        control_focus=density.control - 4,
    )
