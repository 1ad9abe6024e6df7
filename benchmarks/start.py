"""From the start of the process to a painted window: bare Qt against Decile with its first forty leads.

python benchmarks/start.py [ROUNDS]

The reference is an empty ``QMainWindow`` of the same size, in a process that imports nothing of the product.
Every figure is told twice: from the instant the process is made, by the clock on the wall; and in processor
time of all its threads, which a machine that does other things as well disturbs less.
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
BASE = "bare window"
GOALS = {"window with rail": 1.6, "profile open, SQLAlchemy up": 3.5, "first forty leads painted": 1.6}
GOAL_MB = 80
TELL = """
import sys, time
def tell(name):
    print(name, time.time_ns(), time.process_time_ns(), flush=True)
def tell_memory(name):
    try:
        with open("/proc/self/status") as file:
            peak = next(line for line in file if line.startswith("VmHWM"))
    except OSError:
        return  # only Linux says it without a library
    print("kB", name, peak.split()[1], flush=True)
"""
BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
def painted():
    tell("bare window")
    tell_memory("bare window")
    app.exit()
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
DECILE = """
import argparse
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from app.main import Program
from app.views.first_paint import FirstPaint
class Rows(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and not self.seen and self.table.model.rowCount():
            self.seen = True
            QTimer.singleShot(0, over)
        return False
def over():
    tell("first forty leads painted")
    tell_memory("Decile")
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

type Stages = dict[str, tuple[float, float]]
"""Seconds since the process was made, and of the processor, by what was reached."""


def run(code: str, folder: Path, memory: dict[str, list[float]]) -> Stages:
    """Run one process to its end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.time_ns()
    done = subprocess.run(
        [sys.executable, "-c", TELL + code, str(folder)],
        check=True, env=environment, stdout=subprocess.PIPE, text=True, timeout=120,
    )  # fmt: skip
    reached: Stages = {}
    for line in done.stdout.splitlines():
        if line.startswith("kB "):
            _, _, rest = line.partition(" ")
            name, _, figure = rest.rpartition(" ")
            memory.setdefault(name, []).append(int(figure) / 1024)
        else:
            name, at, spent = line.rsplit(" ", 2)
            reached[name] = ((int(at) - began) / 1e9, int(spent) / 1e9)
    return reached


def main() -> None:
    """Measure in turn, bare and Decile, and print medians and the ratios of each pair."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    bare: list[Stages] = []
    decile: list[Stages] = []
    memory: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, LEADS)
        run(DECILE, folder, {})  # the first start remembers the role; it also warms the caches
        for _ in range(rounds):
            bare.append(run(BARE, folder, memory))
            decile.append(run(DECILE, folder, memory))
    for which, clock in enumerate(("by the wall", "in processor time")):
        taken = {BASE: [one[BASE][which] for one in bare]}
        taken |= {stage: [one[stage][which] for one in decile] for stage in GOALS}
        tell(f"start with {LEADS:,} leads, {rounds} pairs, {clock}", compared(taken), GOALS)
    for key, figures in memory.items():
        print(f"  peak memory, {key:31} {statistics.median(figures):10.0f} MB (goal for Decile <= {GOAL_MB})")


if __name__ == "__main__":
    main()
