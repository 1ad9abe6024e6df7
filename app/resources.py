"""Where the shipped files lie (icons, fonts, playbooks…), in a checkout and in an installed copy."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resource_folder() -> Path:
    """Return the folder of shipped files.

    An installed copy carries it inside the package as ``app/_resources``; a checkout has it beside
    the package as ``resources``.
    """
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one shipped file or folder; it may be absent (fonts are optional)."""
    return resource_folder().joinpath(*parts)
