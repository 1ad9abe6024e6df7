"""Write refused rows and their reasons into a file that can be corrected and imported again."""

from __future__ import annotations

import contextlib
import csv
import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from app.services.intake.encodings import DAMAGE_MARK
from app.services.intake.headings import LINE_HEADING, REASON_HEADING, Headings
from app.services.intake.prepared_row import RefusedRow
from app.services.intake.refusals import BadFile, sentence

type Explain = Callable[[str, Mapping[str, str | int]], str]
"""Says a code in the reader's language."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class RefusedFile:
    """A CSV beside its final name until it is whole; no row, no file.

    UTF-8 with a byte order mark, so that spreadsheet programs read it; the headings of the source (or
    `#1`, `#2`… where it had none), then the line it stood on and the reason. Our two columns are
    ignored when the file is imported again.

    Args:
        path: Where it will stand when everything is written.
        columns: Of the source.
        explain: Words for a reason; English by default.
    """

    def __init__(self, path: Path, columns: Headings, explain: Explain = sentence) -> None:
        self.path = path
        self.row_count = 0
        self._columns = columns
        self._explain = explain
        self._part = path.with_name(f"{path.name}.part")
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._finish()
        else:
            self._discard()

    def add(self, row: RefusedRow) -> None:
        """Write one row.

        Raises:
            BadFile: `disk_full`, `not_writable`; what was written so far is taken away.
        """
        try:
            if self._file is None:
                self._file = self._part.open("w", encoding="utf-8-sig", newline="")
                headings = self._columns.headings if self._columns.line is not None else self._columns.names
                csv.writer(self._file).writerow([*headings, LINE_HEADING, REASON_HEADING])
            csv.writer(self._file).writerow(self._cells(row))
            self.row_count += 1
        except OSError as error:
            self._discard()
            raise self._bad_file(error) from None

    def _cells(self, row: RefusedRow) -> list[str]:
        width = len(self._columns.names)
        cells = [cell.replace(DAMAGE_MARK, "\ufffd") for cell in row.cells[:width]]
        beyond = [cell for cell in row.cells[width:] if cell]
        padding = [""] * (width - len(cells))
        return [*cells, *padding, str(row.line), self._explain(row.code, row.place), *beyond]

    def _finish(self) -> None:
        if self._file is None:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.replace(self.path)
        except OSError as error:
            self._discard()
            raise self._bad_file(error) from None

    def _discard(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._part.unlink(missing_ok=True)
            self._file = None

    def _bad_file(self, error: OSError) -> BadFile:
        return BadFile("disk_full" if error.errno in _FULL else "not_writable", path=str(self.path))
