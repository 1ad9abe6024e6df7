"""Look at a list before anything is written: what its columns are, what must be asked, how rows will be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import batched, islice
from typing import Final

from sqlalchemy import Connection, select

from app.models.leads import LeadKey
from app.models.vocabulary import Evidence
from app.services.import_run.book import ImportBook, read_book
from app.services.intake.mapping import Mapping as Columns
from app.services.intake.mapping import match_columns
from app.services.intake.mapping_file import MappingFile, parse_mapping
from app.services.intake.options import ImportOptions
from app.services.intake.prepared_row import PreparedRow, RefusedRow
from app.services.intake.refusals import BadFile
from app.services.intake.rows import prepare
from app.services.intake.source import Source
from app.services.intake.stage_words import StageBook
from app.services.intake.survey import Survey, survey_source
from app.services.remembering import mapping_key, remember, remembered
from app.services.workspace import Workspace

_PREVIEWED: Final = 50
_COUNTED: Final = 100_000
"""Rows up to which every one is read for the forecast; beyond, that would take longer than people wait."""
_ASKED_AT_ONCE: Final = 500

type Opening = Callable[[ImportOptions], Source]
"""Opens the list with answers: a file or a paste."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has said about a list so far."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Column to field, where somebody chose."""
    stages: Mapping[str, str] = field(default_factory=dict)
    """The list's word to a stage."""
    options: ImportOptions = field(default_factory=ImportOptions)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What reading every row says of an import, as far as it can be known without doing it."""

    refused: Mapping[str, int] = field(default_factory=dict)
    """Reason to rows."""
    set_aside: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    known: int = 0
    """Rows whose id of the source a lead here already has: they update it."""
    is_whole: bool = True
    """False where the list is too long to be read for it."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A list as it would come in with the answers given."""

    source: Source
    mapping: Columns
    survey: Survey
    book: ImportBook
    preview: tuple[PreparedRow | RefusedRow, ...]
    """The first rows, in the order of the list."""
    remembered: frozenset[str]
    """Columns whose field was chosen for such a list before."""
    forecast: Forecast
    new_channels: tuple[str, ...]
    unknown_stages: Mapping[str, int]
    """Words of the stage column nobody knows, and their rows."""


def examine(workspace: Workspace, opening: Opening, answers: Answers) -> Examined:
    """Open a list and look through it.

    A remembered match of the same headings is used where the answers say nothing else; how dates and
    amounts are written is asked every time, since one list of a source need not be written like the last.

    Raises:
        BadFile: The list cannot be read, or two columns were matched to one field.
    """
    source = opening(answers.options)
    book = workspace.read(read_book)
    before = _remembered(workspace, source)
    given = MappingFile(
        columns={**before.columns, **answers.columns}, stages={**before.stages, **answers.stages}
    )
    mapping = _match(source, given, answers, book.stage_book())
    survey = survey_source(source, mapping, answers.options.or_else(ImportOptions(zone=book.zone)))
    forecast = _forecast(workspace, source, mapping, survey, book)
    channels = survey.words.get("channel", Counter())
    return Examined(
        source=source,
        mapping=mapping,
        survey=survey,
        book=book,
        preview=tuple(islice(prepare(source, mapping, survey, book.stages), _PREVIEWED)),
        remembered=frozenset(before.columns) - frozenset(answers.columns),
        forecast=forecast,
        new_channels=tuple(book.new_channels([*channels, answers.options.channel or ""])),
        unknown_stages=_unknown_stages(survey, StageBook(book.stages, mapping.stages)),
    )


def remember_match(workspace: Workspace, examined: Examined) -> None:
    """Remember how the columns of such a list were matched, for the next one with the same headings."""
    text = examined.mapping.to_toml(ImportOptions())
    workspace.keep(remember(mapping_key(examined.source.fingerprint), text))


def _remembered(workspace: Workspace, source: Source) -> MappingFile:
    text = workspace.read(remembered(mapping_key(source.fingerprint)))
    if text is None:
        return MappingFile()
    try:
        return parse_mapping(text)
    except BadFile:
        # Written by another version, whose fields were others.
        return MappingFile()


def _match(source: Source, given: MappingFile, answers: Answers, stages: StageBook) -> Columns:
    try:
        return match_columns(source, given, stages=stages)
    except BadFile:
        # What was remembered must not stand against what is chosen now.
        return match_columns(
            source, replace(given, columns=dict(answers.columns), stages=dict(answers.stages))
        )


def _unknown_stages(survey: Survey, stages: StageBook) -> dict[str, int]:
    words = survey.words.get("stage", Counter())
    return {word: count for word, count in words.items() if word and stages.find(word) is None}


def _forecast(
    workspace: Workspace, source: Source, mapping: Columns, survey: Survey, book: ImportBook
) -> Forecast:
    if survey.row_count > _COUNTED:
        return Forecast(is_whole=False)
    refused: Counter[str] = Counter()
    aside: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    ids: list[str] = []
    for row in prepare(source, mapping, survey, book.stages):
        if isinstance(row, RefusedRow):
            refused[row.code] += 1
            continue
        aside.update(row.junk[:1])
        notes.update({note.code for note in row.notes})
        if row.external_id and not row.junk:
            ids.append(f"{row.source}|{row.external_id}")
    known = sum(workspace.read(lambda db: list(_known_ids(db, ids)))) if ids else 0
    return Forecast(dict(refused), dict(aside), dict(notes), known)


def _known_ids(db: Connection, ids: Iterable[str]) -> Iterator[int]:
    for some in batched(ids, _ASKED_AT_ONCE):
        found = select(LeadKey.key).where(
            LeadKey.kind == Evidence.SOURCE_ID.value, LeadKey.key.in_(set(some))
        )
        known = set(db.execute(found.distinct()).scalars())
        yield sum(key in known for key in some)
