"""What an import asks before it writes anything: a reading the file itself does not decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """One value of the column, and what each answer would make of it."""

    value: str
    readings: dict[str, str]
    """Choice to the value as it would be kept: an ISO date, a plain number; "" where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """One choice a person has to make, answerable by an option."""

    kind: str
    """`date_order` (option `--date-order`) or `decimal` (option `--decimal`)."""
    column: str
    examples: tuple[Example, ...]
    choices: tuple[str, ...]
    proposed: str
    """The choice that reads the most values."""
    ambiguous_count: int
    """Values of the column that read differently under different choices."""

    def as_json(self) -> dict[str, object]:
        """Return the question as the command line prints it."""
        return {
            "kind": self.kind,
            "column": self.column,
            "choices": list(self.choices),
            "proposed": self.proposed,
            "ambiguous": self.ambiguous_count,
            "examples": [{"value": example.value, "readings": example.readings} for example in self.examples],
        }
