"""What an import did, or would do, in figures (design section 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from app.services.intake.mapping import Mapping as Columns
from app.services.intake.questions import Question
from app.services.intake.source import Source


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The figures of one import; rows = created + updated + merged + set aside + refused."""

    batch_id: UUID | None
    """None where nothing was written."""
    rows: int = 0
    created: int = 0
    updated: int = 0
    merged: int = 0
    to_review: int = 0
    """Pairs that may be one and wait for a person; their rows are among the created ones."""
    set_aside: int = 0
    refused: int = 0
    refused_file: Path | None = None
    encoding: str | None = None
    delimiter: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Column to field."""
    questions: tuple[Question, ...] = ()
    is_cancelled: bool = False
    """Stopped by a person between two chunks: what came in before stays until it is undone."""
    notes: Mapping[str, int] = field(default_factory=dict)
    """What was said about rows that were taken, by code, with the number of rows."""
    junk: Mapping[str, int] = field(default_factory=dict)
    """Why rows were set aside, by code."""

    def as_json(self) -> dict[str, object]:
        """Return it as the command line prints it."""
        return {
            "batch": None if self.batch_id is None else str(self.batch_id),
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "merged": self.merged,
            "to_review": self.to_review,
            "set_aside": self.set_aside,
            "refused": self.refused,
            "refused_file": None if self.refused_file is None else str(self.refused_file),
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "mapping": dict(self.mapping),
            "questions": [question.as_json() for question in self.questions],
            "notes": dict(self.notes),
            "set_aside_why": dict(self.junk),
        }


class Tally:
    """Counts while rows go by."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self.junk: Counter[str] = Counter()

    @property
    def rows(self) -> int:
        """Rows whose fate is settled."""
        return sum(self.counts[name] for name in ("created", "updated", "merged", "set_aside", "refused"))

    def outcome(
        self,
        source: Source,
        mapping: Columns,
        *,
        batch_id: UUID | None,
        questions: tuple[Question, ...] = (),
        refused_file: Path | None = None,
        is_cancelled: bool = False,
    ) -> ImportOutcome:
        """Return the figures so far."""
        counts = self.counts
        return ImportOutcome(
            batch_id=batch_id,
            rows=self.rows,
            created=counts["created"],
            updated=counts["updated"],
            merged=counts["merged"],
            to_review=counts["to_review"],
            set_aside=counts["set_aside"],
            refused=counts["refused"],
            refused_file=refused_file,
            encoding=source.encoding,
            delimiter=source.delimiter,
            mapping=mapping.as_json(),
            questions=questions,
            is_cancelled=is_cancelled,
            notes=dict(self.notes),
            junk=dict(self.junk),
        )
