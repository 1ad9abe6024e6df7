"""Print the Debian packages with the system libraries of Qt that this machine lacks, one line each.

Usage: python missing_packages.py [window]   (with "window" also what a window on a screen needs)
Libraries are tried by loading them, which answers the same on every distribution.
"""

from __future__ import annotations

import ctypes
import sys

DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt needs to start at all, even without a screen: library and its Debian package."""

WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt needs on top for a window under X11."""


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Return the packages of those libraries that cannot be loaded, in alphabetical order."""
    return sorted(package for library, package in libraries.items() if not _loads(library))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    wanted = DRAWING | (WINDOW if "window" in sys.argv[1:] else {})
    print("\n".join(missing_packages(wanted)))
