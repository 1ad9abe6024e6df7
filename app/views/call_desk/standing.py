"""What stands in the middle of the call desk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from app.services.call_desk_rows import PhoneLine
from app.views.call_desk.situation import Situation


class Mode(Enum):
    """What stands in the middle because the person asked for it; ``NONE`` is the script or its situation."""

    NONE = auto()
    ENDING = auto()
    DISQUALIFY = auto()
    LOG = auto()
    OUTCOME = auto()


@dataclass(eq=False)
class Standing:
    """What the person asked for, and what stands in the way of the script."""

    mode: Mode = Mode.NONE
    situation: Situation | None = None
    dials: PhoneLine | None = None
    """The number that was about to be dialled when something had to be said first."""
