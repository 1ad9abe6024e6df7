"""The cards of the settings: where the data lie, the backups, the doctor's findings, the parts of Decile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from app.services.safekeeping.backups import Backup
from app.services.safekeeping.doctor import Finding
from app.views import formats
from app.views.settings.finding_sentences import finding_sentence
from app.views.settings.licences import PARTS
from app.views.widgets.basics import label, row
from app.views.widgets.card_pieces import titled
from app.views.widgets.elided import Elided
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.key_button import KeyButton


def folder_card(folder: Path, open_folder: Callable[[], object]) -> QFrame:
    """Say where everything lies."""
    path = Elided("", selectable=True)
    path.say(str(folder))
    why = QCoreApplication.translate(
        "SettingsPage", "Everything lies in this folder; copy it whole to move to another computer."
    )
    way = _key_button(
        QCoreApplication.translate("SettingsPage", "Open the folder"), "O", "external-link", open_folder
    )
    title = QCoreApplication.translate("SettingsPage", "Your data")
    return titled(title, label(why, "muted", wrap=True), path, row(way, None))


def backups_card(
    backups: Sequence[Backup],
    *,
    back_up: Callable[[], object],
    restore: Callable[[Backup], object],
    copy: Callable[[Backup], object],
) -> QFrame:
    """List the backups, each with its ways back: at once, or as a command for a terminal."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for at, backup in enumerate(backups):
        when, size = formats.date_time(backup.at_ns // 1_000), formats.file_size(backup.size_bytes)
        grid.addWidget(label(when), at, 0)
        grid.addWidget(label(size, "muted"), at, 1, Qt.AlignmentFlag.AlignRight)
        for place, button in enumerate(_ways_back(backup, when, restore, copy), start=2):
            grid.addWidget(button, at, place)
    how = label(
        QCoreApplication.translate(
            "SettingsPage", "Made at each start; the last five days and four weeks are kept."
        ),
        "muted",
        wrap=True,
    )
    safe = label(
        QCoreApplication.translate(
            "SettingsPage", "Going back keeps what stands here now beside it, so that you can return."
        ),
        "muted",
        wrap=True,
    )
    parts: list[QWidget | QLayout] = [how, safe, grid]
    if not backups:
        parts[1] = label(QCoreApplication.translate("SettingsPage", "There is none yet."), wrap=True)
    now = _key_button(QCoreApplication.translate("SettingsPage", "Back up now"), "B", "database", back_up)
    return titled(QCoreApplication.translate("SettingsPage", "Backups"), *parts, row(now, None))


def doctor_card(findings: Sequence[Finding], check: Callable[[], object], *, is_checking: bool) -> QFrame:
    """Say what the doctor found, and let him look again."""
    why = QCoreApplication.translate("SettingsPage", "Checks that the database is whole. Nothing is changed.")
    parts: list[QWidget | QLayout] = [label(why, "muted", wrap=True)]
    if is_checking:
        looking = QCoreApplication.translate("SettingsPage", "Looking at every page and every row…")
        parts.append(label(looking, "muted", wrap=True))
    for finding in findings:
        name, tone = ("alert-triangle", "warn") if finding.is_trouble else ("check", "ok")
        words = label(finding_sentence(finding), wrap=True, selectable=True)
        line = row(IconLabel(name, tone), words, gap=8)
        line.setStretch(1, 1)
        parts.append(line)
    way = _key_button(
        QCoreApplication.translate("SettingsPage", "Check the data"), "G", "clipboard-check", check
    )
    way.setEnabled(not is_checking)
    return titled(QCoreApplication.translate("SettingsPage", "Health"), *parts, row(way, None), gap=6)


def about_card(version: str) -> QFrame:
    """Name the version, where it is known, and the parts with their licences."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(3)
    half = (len(PARTS) + 1) // 2
    for at, (name, licence) in enumerate(PARTS):
        left = 0 if at < half else 2
        grid.addWidget(label(name), at % half, left)
        grid.addWidget(label(licence, "muted"), at % half, left + 1)
    grid.setColumnStretch(4, 1)
    said = QCoreApplication.translate("SettingsPage", "Version {version}").format(version=version)
    made = QCoreApplication.translate("SettingsPage", "Made with these parts, each under its licence:")
    return titled(
        QCoreApplication.translate("SettingsPage", "About Decile"),
        *([label(said)] if version else []),
        label(made, "muted", wrap=True),
        grid,
    )


def _ways_back(
    backup: Backup, when: str, restore: Callable[[Backup], object], copy: Callable[[Backup], object]
) -> tuple[KeyButton, KeyButton]:
    back = KeyButton("", partial(restore, backup), icon_name="history")
    back.setText(QCoreApplication.translate("SettingsPage", "Go back to it"))
    name = QCoreApplication.translate("SettingsPage", "Go back to the backup of {when}")
    back.setAccessibleName(name.format(when=when))
    command = KeyButton("", partial(copy, backup), kind="quiet", icon_name="copy")
    command.setText(QCoreApplication.translate("SettingsPage", "Copy the restore command"))
    name = QCoreApplication.translate("SettingsPage", "Copy the command that restores {when}")
    command.setAccessibleName(name.format(when=when))
    return back, command


def _key_button(text: str, key: str, icon: str, call: Callable[[], object]) -> KeyButton:
    made = KeyButton(key, call, icon_name=icon)
    made.setText(text)
    made.setAccessibleName(text)
    return made
