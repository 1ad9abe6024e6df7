"""Put all pictures of one language and theme on one sheet, for looking at them side by side.

python packaging/contact_sheets.py docs/pictures      every language and theme, at 1366×768
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

COLUMNS = 4
WIDTH, HEIGHT = 683, 384
GAP, CAPTION = 14, 22
QUALITY = 82


def pictures(folder: Path, lang: str, theme: str) -> list[Path]:
    """Let the program take its own pictures; return them in the order of the book."""
    words = [sys.executable, "-m", "app", "screenshots", str(folder), "--lang", lang, "--theme", theme]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime_ns)


def sheet(files: list[Path], *, is_dark: bool) -> QImage:
    """Return one picture of them all, each with its name."""
    rows = -(-len(files) // COLUMNS)
    size = (COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + CAPTION + GAP) + GAP)
    made = QImage(*size, QImage.Format.Format_RGB32)
    made.fill(QColor("#0d0f12" if is_dark else "#d9dbe0"))
    painter = QPainter(made)
    painter.setPen(QColor("#c8ccd4" if is_dark else "#333842"))
    for number, file in enumerate(files):
        left = GAP + number % COLUMNS * (WIDTH + GAP)
        top = GAP + number // COLUMNS * (HEIGHT + CAPTION + GAP)
        small = QImage(str(file)).scaled(
            WIDTH, HEIGHT, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(left, top + CAPTION, small)
        name = file.stem.rsplit("-", 3)[0]
        painter.drawText(QRectF(left, top, WIDTH, CAPTION), Qt.AlignmentFlag.AlignVCenter, name)
    painter.end()
    return made


def main() -> None:
    """Make every sheet."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication.instance() or QGuiApplication(["sheets", "-platform", "offscreen"])
    for lang in ("zh", "en"):
        for theme in ("light", "dark"):
            with tempfile.TemporaryDirectory() as name:
                files = pictures(Path(name), lang, theme)
                sheet(files, is_dark=theme == "dark").save(
                    str(target / f"{lang}-{theme}.jpg"), "JPG", QUALITY
                )
                print(f"{lang} {theme}: {len(files)} pictures")
    del app


if __name__ == "__main__":
    main()
