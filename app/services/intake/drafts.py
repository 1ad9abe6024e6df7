"""Read the cells of one row into a draft: one reader a column, chosen once for the whole list."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final, NoReturn

from app.services.intake.amounts import read_amount, read_currency
from app.services.intake.fields import CUSTOM, IGNORE, LONGEST_TAG, FieldKind, field_kind, max_length
from app.services.intake.mapping import Mapping
from app.services.intake.phones import PhoneValue, read_phone, split_phones
from app.services.intake.prepared_row import Note
from app.services.intake.survey import Survey
from app.services.intake.values import EmailValue, clean, clean_note, read_email, split_emails, split_tags

_PLAIN_KINDS: Final = frozenset({FieldKind.TEXT, FieldKind.URL, FieldKind.MEMBER})
_NAME_ORDER: Final = {"given": 0, "middle": 1, "family": 2}

type _Take = Callable[[Draft, int, str, str], None]
"""Puts a cleaned cell into the draft: draft, index and name of its column, text."""


class Refusal(Exception):
    """A row that is not taken; caught where rows are made."""

    def __init__(self, code: str, **place: str | int) -> None:
        super().__init__(code)
        self.code, self.place = code, place


class Draft:
    """What has been read of one row so far."""

    """What has been read of one row so far."""

    __slots__ = (
        "amount", "amount_column", "amount_currency", "currency", "custom", "emails", "expected_close_on",
        "got", "instants", "name_parts", "note_parts", "notes", "phones", "score", "stage_word", "tags",
    )  # fmt: skip

    def __init__(self) -> None:
        self.got: dict[str, str] = {}
        """Fields that need no more than cleaning."""
        self.name_parts: list[str] = []
        self.note_parts: list[str] = []
        self.phones: list[PhoneValue] = []
        self.emails: list[EmailValue] = []
        self.instants: dict[str, int] = {}
        self.custom: dict[str, str] = {}
        self.notes: list[Note] = []
        self.tags: list[str] = []
        self.expected_close_on: int | None = None
        self.amount: Decimal | None = None
        self.amount_currency = self.amount_column = self.currency = self.stage_word = ""
        self.score: int | None = None


class CellReaders:
    """Reads rows of one list."""

    def __init__(self, mapping: Mapping, survey: Survey) -> None:
        self._survey = survey
        columns = [column for column in mapping.columns if column.field != IGNORE]
        columns.sort(
            key=lambda column: _NAME_ORDER.get(column.part, 1) if column.field == "contact_name" else 0
        )
        self._plain: list[tuple[int, str, int, str]] = []
        self._special: list[tuple[int, _Take, int, str]] = []
        self._long: list[tuple[int, _Take, int, str]] = []
        for column in columns:
            kind, limit = field_kind(column.field), max_length(column.field)
            if column.field == "note" or column.field.startswith(CUSTOM):
                self._long.append((column.index, _keeper(column.field), limit, column.name))
            elif kind in _PLAIN_KINDS:
                self._plain.append((column.index, column.field, limit, column.name))
            elif kind is not None:
                self._special.append((column.index, self._taker(column.field, kind), limit, column.name))

    def read(self, cells: list[str]) -> Draft:
        """Read the cells of one row.

        Raises:
            Refusal: `too_long`, `bad_date`, `bad_amount`, `bad_number`, `bad_currency`.
        """
        draft, width = Draft(), len(cells)
        for at, key, limit, name in self._plain:
            if at < width and (text := clean(cells[at])):
                draft.got[key] = text if len(text) <= limit else _too_long(name, text, limit)
        for at, take, limit, name in self._special:
            if at < width and (text := clean(cells[at])):
                take(draft, at, name, text if len(text) <= limit else _too_long(name, text, limit))
        for at, take, limit, name in self._long:
            if at < width and (text := clean_note(cells[at])):
                take(draft, at, name, text if len(text) <= limit else _too_long(name, text, limit))
        return draft

    def _taker(self, key: str, kind: FieldKind) -> _Take:
        """Return what a cell of a column goes through; decided once a column, not once a cell."""
        if kind is FieldKind.INSTANT:
            return lambda draft, at, name, text: draft.instants.__setitem__(
                key, self._instant(at, name, text)
            )
        return {
            FieldKind.PERSON_NAME: self._name,
            FieldKind.PHONE: self._phone,
            FieldKind.EMAIL: self._email,
            FieldKind.DATE: self._close_date,
            FieldKind.MONEY: self._take_amount,
            FieldKind.CURRENCY: self._currency,
            FieldKind.NUMBER: self._score,
            FieldKind.TAGS: self._tags,
            FieldKind.STAGE: self._stage_word,
        }[kind]

    def _name(self, draft: Draft, _at: int, _name: str, text: str) -> None:
        draft.name_parts.append(text)

    def _phone(self, draft: Draft, _at: int, _name: str, text: str) -> None:
        draft.phones += [read_phone(part, self._survey.region) for part in split_phones(text)]

    def _email(self, draft: Draft, _at: int, _name: str, text: str) -> None:
        draft.emails += [read_email(part) for part in split_emails(text)]

    def _close_date(self, draft: Draft, at: int, name: str, text: str) -> None:
        draft.expected_close_on = self._day(at, name, text)

    def _currency(self, draft: Draft, _at: int, name: str, text: str) -> None:
        draft.currency = read_currency(text) or ""
        if not draft.currency:
            raise Refusal("bad_currency", column=name, value=text)

    def _score(self, draft: Draft, _at: int, name: str, text: str) -> None:
        draft.score = _whole_number(name, text)

    def _tags(self, draft: Draft, _at: int, name: str, text: str) -> None:
        for tag in split_tags(text):
            draft.tags.append(tag if len(tag) <= LONGEST_TAG else _too_long(name, tag, LONGEST_TAG))

    def _stage_word(self, draft: Draft, _at: int, _name: str, text: str) -> None:
        draft.stage_word = text

    def _instant(self, at: int, name: str, text: str) -> int:
        reader = self._survey.readers[at]
        micros = reader.instant(text)
        if micros is None:
            raise Refusal("bad_date", column=name, value=text[:60], order=reader.order)
        return micros

    def _day(self, at: int, name: str, text: str) -> int:
        reader = self._survey.readers[at]
        day = reader.day(text)
        if day is None:
            raise Refusal("bad_date", column=name, value=text[:60], order=reader.order)
        return day

    def _take_amount(self, draft: Draft, at: int, name: str, text: str) -> None:
        found = read_amount(text, self._survey.signs[at])
        if found is None:
            raise Refusal("bad_amount", column=name, value=text[:60])
        draft.amount, draft.amount_currency = found[0], found[1] or ""
        draft.amount_column = name


def _keeper(key: str) -> _Take:
    """Return what keeps the words of a note or of a custom field."""
    if key == "note":
        return lambda draft, _at, _name, text: draft.note_parts.append(text)
    name = key.removeprefix(CUSTOM)
    return lambda draft, _at, _name, text: draft.custom.__setitem__(name, text)


def _too_long(name: str, text: str, limit: int) -> NoReturn:
    raise Refusal("too_long", column=name, length=len(text), limit=limit)


def _whole_number(name: str, text: str) -> int:
    try:
        number = Decimal(text.replace(",", ""))
        if number == number.to_integral_value() and abs(number) < 10**9:
            return int(number)
    except InvalidOperation:
        pass
    raise Refusal("bad_number", column=name, value=text[:60])
