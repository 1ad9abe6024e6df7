"""From the start of the process to a painted window: bare Qt against Decile with its first forty leads.

python benchmarks/start.py [ROUNDS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.big_database import make
from benchmarks.measure import in_turn, tell

LEADS = 10_000
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow(); window.resize(1366, 768); window.show()
from PySide6.QtCore import QTimer
QTimer.singleShot(0, app.quit)
app.exec()
"""
DECILE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import argparse
from app.main import Program
app = QApplication(sys.argv)
options = argparse.Namespace(demo=False, lang="en", theme="light")
program = Program(app, options, Path(sys.argv[1]))
program.start()
def look():
    page = program.window.page("queue") if program.window and program.window.page_key == "queue" else None
    if page is not None and page.body.isVisible() and page.table.view.model().rowCount() > 0:
        program.window.grab()
        app.quit()
watch = QTimer(interval=2); watch.timeout.connect(look); watch.start()
app.exec()
program.stop()
"""


def run(code: str, folder: Path) -> None:
    """Run one process to its end."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=environment)


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, LEADS)
        measured = in_turn(
            ("bare QMainWindow", partial(run, BARE, folder)),
            {"Decile, 10,000 leads, queue painted": partial(run, DECILE, folder)},
            rounds=rounds,
        )
    tell("Start", measured, {"Decile, 10,000 leads, queue painted": 1.6})


if __name__ == "__main__":
    main()
