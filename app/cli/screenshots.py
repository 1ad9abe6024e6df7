"""``decile screenshots``: one picture of every page, panel and designed state."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from app.cli.door import Exit, Subcommands, say


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    one = subcommands.add_parser(
        "screenshots", help="write one PNG per page and state, of the demonstration data"
    )
    one.add_argument("folder", metavar="DIR", type=Path)
    one.add_argument("--lang", choices=("zh", "en"), default="en")
    one.add_argument("--theme", choices=("light", "dark"), action="append", help="may be given twice")
    one.add_argument("--size", metavar="WxH", type=_size, default=(1366, 768))
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(time, "tzset"):  # times are shown where the people of the demonstration are, not the machine
        os.environ["TZ"] = "Asia/Shanghai"
        time.tzset()
    # Only this subcommand needs Qt and its system libraries.
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from app.picture_book import take_pictures

    app = QApplication.instance() or QApplication(["decile"])
    if not isinstance(app, QApplication):
        raise TypeError("pictures need a QApplication")
    app.setQuitOnLastWindowClosed(False)
    written = take_pictures(app, args.folder, args.lang, args.theme or ["light"], QSize(*args.size))
    say(args, {"files": [str(path) for path in written]}, f"{len(written)} pictures written to {args.folder}")
    return Exit.DONE


def _size(text: str) -> tuple[int, int]:
    width, x, height = text.partition("x")
    if not (x and width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write it as 1366x768")
    return int(width), int(height)
