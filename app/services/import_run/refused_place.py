"""Where the file of refused rows stands: beside the list, or in the profile where that folder is closed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

FOLDER: Final = "refused rows"
_MOST = 1_000


def place_for_refused(source: Path | None, profile: Path) -> Path:
    """Return a path nothing stands at yet.

    Args:
        source: The list; None for a paste.
        profile: Folder of the profile, used where the list's own folder cannot be written.
    """
    stem = "pasted" if source is None else source.stem
    folder = None if source is None else source.absolute().parent
    if folder is None or not os.access(folder, os.W_OK):
        folder = profile / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
    names = (f"{stem}-refused{'' if at == 1 else f'-{at}'}.csv" for at in range(1, _MOST))
    return next((path for name in names if not (path := folder / name).exists()), folder / f"{stem}.csv")
