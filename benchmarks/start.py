"""From the start of the process to a painted window: bare Qt against Decile with its first forty leads.

python benchmarks/start.py [ROUNDS]

Every figure is taken from the instant the process is made. The reference is an empty ``QMainWindow`` of the
same size, in a process that imports nothing of the product.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from big_database import make
from measure import ROOT, compared, tell

LEADS = 10_000
GOALS = {"window with rail": 1.6, "profile open, SQLAlchemy up": 3.5, "first forty leads painted": 1.6}
BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
def painted():
    print("bare window", time.time_ns(), flush=True)
    import resource
    print("MB bare window", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
    app.exit()
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
DECILE = """
import argparse, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from app.main import Program
from app.views.first_paint import FirstPaint
def tell(name):
    print(name, time.time_ns(), flush=True)
class Rows(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and not self.seen and self.table.model.rowCount():
            self.seen = True
            QTimer.singleShot(0, over)
        return False
def over():
    tell("first forty leads painted")
    import resource
    print("MB Decile", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
    app.exit()
def look():
    window = program.window
    if window is not None and window.page_key == "queue":
        watch.stop()
        rows.table = window.page("queue").table
        rows.table.view.viewport().installEventFilter(rows)
app = QApplication(sys.argv)
options = argparse.Namespace(demo=False, lang="en", theme="light")
program = Program(app, options, Path(sys.argv[1]))
rows = Rows()
watch = QTimer(interval=1)
watch.timeout.connect(look)
program._opened.connect(lambda _opened: tell("profile open, SQLAlchemy up"))
program.start()
if program.window is not None:
    FirstPaint(program.window.rail).over.connect(lambda: tell("window with rail"))
watch.start()
app.exec()
program.stop()
"""


def run(code: str, folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Run one process to its end; return the milliseconds from its making, and megabytes, by name."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.time_ns()
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        check=True, env=environment, stdout=subprocess.PIPE, text=True, timeout=120,
    )  # fmt: skip
    times: dict[str, float] = {}
    memory: dict[str, float] = {}
    for line in done.stdout.splitlines():
        name, _, figure = line.rpartition(" ")
        if name.startswith("MB "):
            memory[name[3:]] = float(figure)
        elif figure.isdigit():
            times[name] = (int(figure) - began) / 1e6
    return times, memory


def main() -> None:
    """Measure in turn, bare and Decile, and print medians and the ratios of each pair."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    pairs: list[tuple[dict[str, float], dict[str, float]]] = []
    memory: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, LEADS)
        run(DECILE, folder)  # the first start remembers the role; it also warms the caches
        for _ in range(rounds):
            (bare, light), (decile, heavy) = run(BARE, folder), run(DECILE, folder)
            pairs.append((bare, decile))
            for key, figure in {**light, **heavy}.items():
                memory.setdefault(key, []).append(figure)
    taken = {"bare window": [bare["bare window"] / 1000 for bare, _ in pairs]}
    taken |= {stage: [decile[stage] / 1000 for _, decile in pairs] for stage in GOALS}
    tell(f"start with {LEADS:,} leads, {rounds} pairs", compared(taken), GOALS)
    for key, figures in memory.items():
        print(f"  peak memory, {key:31} {statistics.median(figures):10.0f} MB")


if __name__ == "__main__":
    main()
