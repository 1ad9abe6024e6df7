"""Put all pictures of one language and theme on one sheet, for looking at them side by side.

python packaging/contact_sheets.py docs/images        every language and theme at 1366×768, one sheet at 2560×1440
python packaging/contact_sheets.py docs/images DIR    of the pictures that lie in DIR
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.views.theme import load_fonts

COLUMNS = 6
WIDTH = 448
GAP, CAPTION = 12, 20
MOST_BYTES = 1_000_000
QUALITIES = (82, 74, 66, 58, 50)
HERE = {"TZ": "Asia/Shanghai"}
"""Where the demonstration's team works; elsewhere its mornings would look like nights."""
NAME = re.compile(r"(?P<scene>.+)-(?P<kind>(?:zh|en)-(?:light|dark)-(?P<width>\d+)x(?P<height>\d+))")
BOOKS = (
    ("zh", "1366x768", ("light", "dark")),
    ("en", "1366x768", ("light", "dark")),
    ("zh", "2560x1440", ("light",)),
)


def take(folder: Path) -> None:
    """Let the program take its own pictures."""
    for lang, size, themes in BOOKS:
        words = [sys.executable, "-m", "app", "screenshots", str(folder), "--lang", lang, "--size", size]
        for theme in themes:
            words += ["--theme", theme]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **HERE})


def sorted_out(folder: Path) -> dict[str, list[Path]]:
    """Return the pictures of each sheet, in the order they were taken."""
    sheets: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.png"), key=lambda path: path.stat().st_mtime_ns):
        found = NAME.fullmatch(path.stem)
        if found is not None:
            sheets[found["kind"]].append(path)
    return sheets


def sheet(files: list[Path], *, is_dark: bool) -> QImage:
    """Return one picture of them all, each with its name."""
    found = NAME.fullmatch(files[0].stem)
    if found is None:
        raise ValueError(f"{files[0].name} is not named like a picture of the book")
    height = WIDTH * int(found["height"]) // int(found["width"])
    rows = -(-len(files) // COLUMNS)
    size = (COLUMNS * (WIDTH + GAP) + GAP, rows * (height + CAPTION + GAP) + GAP)
    made = QImage(*size, QImage.Format.Format_RGB32)
    made.fill(QColor("#0d0f12" if is_dark else "#d9dbe0"))
    painter = QPainter(made)
    painter.setPen(QColor("#c8ccd4" if is_dark else "#333842"))
    for number, file in enumerate(files):
        left = GAP + number % COLUMNS * (WIDTH + GAP)
        top = GAP + number // COLUMNS * (height + CAPTION + GAP)
        small = QImage(str(file)).scaled(
            WIDTH, height, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(left, top + CAPTION, small)
        name = file.stem.rsplit("-", 3)[0]
        painter.drawText(QRectF(left, top, WIDTH, CAPTION), Qt.AlignmentFlag.AlignVCenter, name)
    painter.end()
    return made


def write(made: QImage, path: Path) -> None:
    """Write a sheet as good as a file of bearable size allows."""
    for quality in QUALITIES:
        made.save(str(path), "JPG", quality)
        if path.stat().st_size <= MOST_BYTES:
            return


def main() -> None:
    """Make every sheet."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(["sheets", "-platform", "offscreen"])
    load_fonts()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[2]) if sys.argv[2:] else Path(made)
        if not sys.argv[2:]:
            take(folder)
        for kind, files in sorted_out(folder).items():
            write(sheet(files, is_dark="-dark-" in kind), target / f"sheet-{kind}.jpg")
            print(f"{kind}: {len(files)} pictures")
    del app


if __name__ == "__main__":
    main()
