"""Go through a whole list once before anything is written: what must be asked, and how columns are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from app.clock import from_micros, to_epoch_day
from app.services.intake.amounts import AmountColumn
from app.services.intake.dates import DateColumn, DateReader
from app.services.intake.fields import FieldKind, field_kind, word_key
from app.services.intake.junk import crowded_addresses
from app.services.intake.mapping import Mapping
from app.services.intake.options import ImportOptions
from app.services.intake.phones import guess_region
from app.services.intake.questions import Question
from app.services.intake.refusals import BadFile
from app.services.intake.source import Source
from app.services.intake.source_row import SourceRow
from app.services.intake.values import clean

_LISTED: Final = ("channel", "stage", "owner", "rep")
_MOST_WORDS: Final = 2000
_LONGEST_SOURCE: Final = 80
_DAMAGES: Final = frozenset({"damaged_text", "unclosed_quote", "after_damage", "cell_too_long", "cut_off"})


@dataclass(frozen=True, slots=True)
class Survey:
    """What one reading of the whole list found."""

    row_count: int
    questions: tuple[Question, ...]
    """What no option answers; while there are any, nothing may be written."""
    readers: dict[int, DateReader]
    """How each column of dates is read, by index."""
    signs: dict[int, str]
    """Decimal sign of each column of amounts, by index."""
    region: str
    """Where phones without a country code belong."""
    words: dict[str, Counter[str]]
    """How often each channel, stage, owner and rep occurs, as written; "" counts the blanks."""
    crowded: frozenset[tuple[str, int]] = frozenset()
    """Addresses and days with more registrations than people make."""
    damaged_lines: tuple[int, ...] = ()
    """The first hundred damaged lines; their rows will be refused by name."""
    cut_off_line: int | None = None
    """The line in the middle of which the file stops."""
    source_name: str = ""
    """Whose ids the ids of this list are."""
    options: ImportOptions = field(default_factory=ImportOptions)

    def local_day(self, at: int) -> int:
        """Return the calendar day of an instant in the zone of the list, as days since 1970-01-01."""
        return to_epoch_day(from_micros(at).astimezone(self.options.tzinfo()).date())


def survey_source(source: Source, mapping: Mapping, options: ImportOptions | None = None) -> Survey:
    """Read all rows once, writing nothing.

    Raises:
        BadFile: `vanished`, `changed`; `cut_off` unless the options keep such a file.
    """
    options = options or ImportOptions()
    look = _Look(source, mapping)
    for row in source.rows():
        look.at(row)
    cut_off_line = look.cut_off_line(source)
    if cut_off_line is not None and options.cut_off != "keep":
        raise BadFile("cut_off", path=source.name, line=cut_off_line)
    orders = {at: column.decide(options.date_order) for at, column in look.dates.items()}
    signs = {at: column.decide(options.decimal) for at, column in look.amounts.items()}
    readers = {
        at: DateReader(order, zone=options.tzinfo(), epoch=source.epoch) for at, (order, _) in orders.items()
    }
    return Survey(
        row_count=look.row_count,
        questions=tuple(question for _, question in (*orders.values(), *signs.values()) if question),
        readers=readers,
        signs={at: sign for at, (sign, _) in signs.items()},
        region=options.region or _region(source),
        words=look.words,
        crowded=_crowded(look, readers, mapping),
        damaged_lines=tuple(look.damaged_lines),
        cut_off_line=cut_off_line,
        source_name=options.source if options.source is not None else source_of_ids(mapping),
        options=options,
    )


_PLAIN_ID_WORDS: Final = frozenset(
    {
        "id", "externalid", "leadid", "recordid", "accountid", "contactid", "opportunityid", "dealid", "uuid",
        "leadno", "leadnumber", "sourceid", "leadrecordid",
         "编号", "线索编号", "客户编号", "序列号", "线索id",
        "客户id", "记录id", "唯一标识", "線索編號",
    }
)  # fmt: skip
"""Headings of an id that name no source."""


def source_of_ids(mapping: Mapping) -> str:
    """Name the source whose ids a list carries: by the heading of the id, "" for plain ones like `Lead ID`.

    Two lists with `mql_id` speak of the same leads; an option names the source where headings mislead.
    """
    name = mapping.name_of("external_id")
    word = word_key(name)
    return "" if not name or name.startswith("#") or word in _PLAIN_ID_WORDS else word[:_LONGEST_SOURCE]


class _Look:
    """Collects, row by row."""

    def __init__(self, source: Source, mapping: Mapping) -> None:
        kinds = {column.index: field_kind(column.field) for column in mapping.columns}
        names = {column.index: column.name for column in mapping.columns}
        self.dates = {
            at: DateColumn(names[at], epoch=source.epoch)
            for at, kind in kinds.items()
            if kind in {FieldKind.INSTANT, FieldKind.DATE}
        }
        self.amounts = {at: AmountColumn(names[at]) for at, kind in kinds.items() if kind == FieldKind.MONEY}
        self._listed = [(key, at) for key in _LISTED if (at := mapping.index_of(key)) is not None]
        self.words: dict[str, Counter[str]] = {key: Counter() for key, _ in self._listed}
        self._ip, self._created = mapping.index_of("ip"), mapping.index_of("created_at")
        self.registrations: Counter[tuple[str, str]] = Counter()
        self.row_count = 0
        self.damaged_lines: list[int] = []
        self._width = len(source.columns.names)
        self._is_text = source.is_text
        self._ragged_count = 0
        self._last: SourceRow | None = None

    def at(self, row: SourceRow) -> None:
        self.row_count += 1
        self._last = row
        if self._is_text:
            self._ragged_count += len(row.cells) < self._width
        if row.problem in _DAMAGES:
            if len(self.damaged_lines) < 100:
                self.damaged_lines.append(row.line)
            return
        cells, width = row.cells, len(row.cells)
        for columns in (self.dates, self.amounts):
            for at, column in columns.items():
                if at < width:
                    column.add(clean(cells[at]))
        for key, at in self._listed:
            word = clean(cells[at]) if at < width else ""
            if word in self.words[key] or len(self.words[key]) < _MOST_WORDS:
                self.words[key][word] += 1
        self._count_registration(cells)

    def _count_registration(self, cells: list[str]) -> None:
        ip_at, created_at = self._ip, self._created
        if ip_at is None or created_at is None or len(cells) <= max(ip_at, created_at):
            return
        ip = clean(cells[ip_at])
        if ip:
            self.registrations[ip, clean(cells[created_at])] += 1

    def cut_off_line(self, source: Source) -> int | None:
        """Tell where a text stops in the middle: half a character, an open quote, the only short line."""
        last = self._last
        if last is None or not self._is_text:
            return None
        is_short = (
            len(last.cells) < self._width and self._ragged_count == 1 and not source.ends_with_newline()
        )
        return last.line if source.is_cut or last.problem == "cut_off" or is_short else None


def _region(source: Source) -> str:
    cells = [cell for row in source.preview for cell in row.cells]
    return guess_region([*source.columns.headings, *cells])


def _crowded(look: _Look, readers: dict[int, DateReader], mapping: Mapping) -> frozenset[tuple[str, int]]:
    created = mapping.index_of("created_at")
    if not look.registrations or created is None:
        return frozenset()
    return crowded_addresses(look.registrations, readers[created].instant)
