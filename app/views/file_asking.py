"""Asking for a file to read or to write: where the last one lay, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.settings import SettingsStore

LEFT_OUT = (
    lambda: QCoreApplication.translate("QFileDialog", "&Look in:"),
    lambda: QCoreApplication.translate("QFileDialog", "Files of &type:"),
)
"""What Qt's own dialog says and Qt's Chinese file leaves out: named here, it is translated with our texts."""

_Place = QStandardPaths.StandardLocation


def ask_to_open(
    parent: QWidget, settings: SettingsStore, title: str, kinds: Sequence[str], then: Callable[[Path], object]
) -> QFileDialog:
    """Let a person choose a file to read.

    Args:
        parent: The page or panel that asks.
        settings: Knows the folder of the last file.
        title: Heading of the dialog.
        kinds: Name filters as Qt writes them (``Lists (*.csv *.xlsx)``), the one offered first in front.
        then: Called with the file, unless the dialog is left without one.
    """
    dialog = QFileDialog(parent, title, str(_folder(settings, _Place.DownloadLocation)))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(kinds))
    return _opened(dialog, settings, then)


def ask_to_save(
    parent: QWidget, settings: SettingsStore, title: str, name: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Let a person say where to write a file; its name with its ending is a proposal.

    The arguments are those of ``ask_to_open``.
    """
    suffix = Path(name).suffix.removeprefix(".")
    dialog = QFileDialog(parent, title, str(_folder(settings, _Place.DocumentsLocation) / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
    dialog.setDefaultSuffix(suffix)
    return _opened(dialog, settings, then)


def _opened(dialog: QFileDialog, settings: SettingsStore, then: Callable[[Path], object]) -> QFileDialog:
    def chosen(path: str) -> None:
        settings.change(folder=str(Path(path).parent))
        then(Path(path))

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def _folder(settings: SettingsStore, else_place: QStandardPaths.StandardLocation) -> Path:
    """Return the folder of the last file, or this place of the system where it is gone or none was used."""
    last = settings.now.folder
    return Path(last if last and QDir(last).exists() else QStandardPaths.writableLocation(else_place))
