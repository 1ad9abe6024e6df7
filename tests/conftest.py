"""What every test gets: no screen unless asked for, a profile of its own, and guards against leaks."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

WANTS_WINDOW = bool(os.environ.get("DECILE_TEST_WINDOW"))
PATIENCE_MS = 30_000
LONGEST = ("tests/parity/", "tests/views/test_pictures.py")

# Before anything imports Qt.
if not WANTS_WINDOW:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = (
    "keyring.backends.fail.Keyring"  # never the keyring of the person testing
)

pytest_plugins = ["pytester", "tests.gui_thread_audit", "tests.leaks", "tests.postgres"]

hypothesis.settings.register_profile("local", print_blob=True, deadline=None)
hypothesis.settings.register_profile(
    "ci",
    print_blob=True,
    deadline=None,  # two shared cores: a slow example is no failure
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, so that nobody waits for it in the end; leave out what needs a window where none is."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in LONGEST))
    if WANTS_WINDOW:
        return
    reason = "needs a real window: DECILE_TEST_WINDOW=1 xvfb-run -a pytest -m window"
    for item in items:
        if item.get_closest_marker("window"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """A robot that waits until something hangs, not until the machine was slow."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True)
def profile_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own profile: no test finds or touches the data of the person who runs it."""
    folder = tmp_path_factory.mktemp("profile")
    monkeypatch.setenv("DECILE_PROFILE", str(folder))
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real files the product is measured with, which are kept beside the repository."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the sample files are not here: {folder}")
    return folder
