"""How an import is to be done: what the command line, a mapping file or a remembered mapping may answer."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import tzinfo
from typing import Final
from zoneinfo import ZoneInfo

NO_HEADINGS: Final = 0
"""The header row of a file that has none: columns are named `#1`, `#2`…"""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Answers given before reading; None where nobody said anything."""

    sheet: str | None = None
    header_row: int | None = None
    """1-based line of the headings; `NO_HEADINGS` when there are none."""
    date_order: str | None = None
    """`dmy`, `mdy`, `ymd`; None asks where it matters."""
    decimal: str | None = None
    """`point` or `comma`; None asks where it matters."""
    encoding: str | None = None
    delimiter: str | None = None
    zone: str | None = None
    """IANA name for times without a zone; None is this machine's."""
    region: str | None = None
    """ISO 3166 code for phones without a country code; None is guessed from the script."""
    source: str | None = None
    """Whose ids the file's ids are; None is taken from the heading of the id."""
    channel: str | None = None
    """For rows whose own channel is blank."""
    currency: str | None = None
    """For amounts whose currency nobody named."""
    cut_off: str | None = None
    """`keep` imports a file that stops in the middle of a line without that line."""

    def or_else(self, other: ImportOptions) -> ImportOptions:
        """Fill what is not answered here from other answers."""
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(self)
            if getattr(self, field.name) is None
        }
        return replace(self, **missing)

    def tzinfo(self) -> tzinfo | None:
        """Return the zone; None stands for this machine's."""
        return ZoneInfo(self.zone) if self.zone else None
