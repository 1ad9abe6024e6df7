"""Reads a list from end to end, as the command line and the import page do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.services.intake.mapping import Mapping, match_columns, require_enough
from app.services.intake.mapping_file import parse_mapping
from app.services.intake.options import ImportOptions
from app.services.intake.prepared_row import PreparedRow, RefusedRow
from app.services.intake.refused_file import RefusedFile
from app.services.intake.rows import prepare
from app.services.intake.source import Source, open_source
from app.services.intake.stage_words import PLAIN_STAGES, KnownStage
from app.services.intake.survey import Survey, survey_source


@dataclass(frozen=True)
class Reading:
    """What came of a list."""

    source: Source
    mapping: Mapping
    survey: Survey
    taken: list[PreparedRow]
    refused: list[RefusedRow]


def read_list(
    path: Path, toml: str = "", *, stages: tuple[KnownStage, ...] = PLAIN_STAGES, **answers: str | int
) -> Reading:
    """Open, match, survey and prepare; questions are collected, not obeyed."""
    given = parse_mapping(toml)
    options = ImportOptions(**answers).or_else(given.options)  # type: ignore[arg-type]
    source = open_source(path, options)
    mapping = match_columns(source, given)
    require_enough(mapping, source)
    survey = survey_source(source, mapping, options)
    rows = list(prepare(source, mapping, survey, stages))
    return Reading(
        source,
        mapping,
        survey,
        [row for row in rows if isinstance(row, PreparedRow)],
        [row for row in rows if isinstance(row, RefusedRow)],
    )


def write_list(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "list.csv") -> Path:
    """Write a file of text, line ends as given."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def write_refused(path: Path, reading: Reading) -> Path:
    """Write the refused rows of a reading as an import does."""
    with RefusedFile(path, reading.source.columns) as file:
        for row in reading.refused:
            file.add(row)
    return path
