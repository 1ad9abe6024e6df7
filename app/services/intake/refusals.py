"""Why a file or a row was not taken: closed codes, and the English sentence of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.errors import AppError


class BadFile(AppError):
    """A file that cannot be imported as it is; nothing of it has been written.

    Args:
        code: A key of `FILE_CODES`.
        place: What the sentence needs: path, line, sheet, limit, nearest…
    """

    def __init__(self, code: str, **place: str | int) -> None:
        super().__init__(code, place)
        self.code = code
        self.place: dict[str, str | int] = place

    def __str__(self) -> str:
        return sentence(self.code, self.place)


FILE_CODES: Final[dict[str, str]] = {
    "empty": "{path} is empty: export the list again and choose the new file.",
    "no_rows": "{path} has headings on line {line} but no rows under them: fill in the rows and try again.",
    "folder": "{path} is a folder: choose one file in it.",
    "not_found": "{path} is not there: check the name and the folder.",
    "vanished": "{path} disappeared or became unreadable while it was read, at line {line}: "
    "put it back (or reconnect the drive) and try again; nothing was imported.",
    "changed": "{path} was changed while it was read: close the program that writes it and try again; "
    "nothing was imported.",
    "not_readable": "{path} may not be read: ask for the right to open it, or copy it to your own folder.",
    "not_text": "{path} is not a list but {kind}: export the list as CSV or XLSX and choose that file.",
    "web_page": "{path} is a web page named like a workbook: open it in a spreadsheet program "
    "and save it as XLSX.",
    "binary_workbook": "{path} is a binary workbook (XLSB): save it as XLSX and choose that file.",
    "encrypted": "{path} is protected by a password: save a copy without the password and choose that.",
    "damaged_workbook": "{path} is damaged and cannot be opened as a workbook: open it in a spreadsheet "
    "program, repair and save it, or export the list again.",
    "no_such_sheet": "{path} has no sheet {sheet}; the nearest is {nearest}. Sheets: {known}.",
    "no_sheet": "{path} has no sheet with cells in it: choose another file.",
    "too_many_columns": "{path} has {columns} columns, more than the {limit} that can be matched to fields: "
    "delete the columns you do not need and try again.",
    "too_large": "{path} would unpack to more than {limit} MB at {part}: split the list into several files.",
    "unknown_encoding": "There is no encoding {encoding}; the nearest is {nearest}.",
    "not_that_encoding": "{path} cannot be read as {encoding} (line {line}): leave the encoding to be found.",
    "no_such_row": "{path} has no line {line} that could hold the headings: it ends at line {last}.",
    "cut_off": "{path} stops in the middle of line {line}: export or copy the file again; nothing was "
    'imported. To import it without that line, set cut_off = "keep" in the mapping file.',
    "disk_full": "The disk is full, {path} could not be written: make room and try again.",
    "not_writable": "{path} could not be written: choose a folder where you may write.",
    "mapping_syntax": "{path}, line {line}: this is not TOML ({detail}).",
    "mapping_table": "{path}, line {line}: a mapping has no table [{word}]; the nearest is [{nearest}].",
    "mapping_field": "{path}, line {line}: [columns] {column} names the field {word}, which does not exist; "
    "the nearest is {nearest}.",
    "mapping_option": "{path}, line {line}: [options] has no {word}; the nearest is {nearest}.",
    "mapping_value": "{path}, line {line}: [options] {option} cannot be {word}; it is one of {known}.",
    "mapping_stage": "{path}, line {line}: [stages] {column} names the stage {word}, which does not exist; "
    "the nearest is {nearest}.",
    "mapping_type": "{path}, line {line}: {column} must be text between quotes.",
    "mapping_twice": "{path}: the columns {column} and {other} are both matched to {field}; "
    "match one of them to ignore or to custom:NAME.",
    "mapping_position": "{path}, line {line}: {column} is no column: the file has {columns}.",
    "needs_mapping": "{path}: no column could be recognised as company, contact name, phone, e-mail or the "
    "source's own id; match the columns ({columns}) to fields, for example with --map.",
}
"""Reasons to refuse a whole file: what, where, what to do."""

ROW_CODES: Final[dict[str, str]] = {
    "nothing_to_keep": "No company, contact name, phone, e-mail or id of the source.",
    "too_long": "{column}: {length} characters, at most {limit} are kept.",
    "bad_date": "{column}: {value} cannot be read as a date in the order {order}.",
    "bad_amount": "{column}: {value} cannot be read as an amount.",
    "bad_number": "{column}: {value} is not a whole number.",
    "bad_currency": "{column}: {value} is not a currency code of three letters.",
    "damaged_text": "The line holds characters that are damaged in the file.",
    "unclosed_quote": "A quotation mark is opened on this line and never closed.",
    "after_damage": "The line follows a damaged one and does not have the right number of cells.",
    "cut_off": "The file stops in the middle of this line.",
    "heading_again": "The line repeats the headings.",
    "cell_too_long": "A cell of this line is longer than {limit} characters.",
}
"""Reasons to refuse one row; it goes into the file of refused rows."""

NOTE_CODES: Final[dict[str, str]] = {
    "too_few_cells": "The line has fewer cells than the headings; what is missing was taken as blank.",
    "too_many_cells": "The line has more cells than the headings; the rest was kept under its position.",
    "unreachable": "No way to reach: neither phone nor e-mail.",
    "impossible_phone": "The phone {value} cannot exist; it was kept as written.",
    "bad_email": "The e-mail {value} cannot exist; it was kept as written.",
    "won_before_created": "Won before the first contact.",
    "unknown_stage": "The stage {value} is not in the playbook; the lead starts at the first stage.",
    "unknown_column": "The mapping names a column {column} that the file does not have; nearest: {nearest}.",
}
"""What is said about a row that was taken nevertheless."""

JUNK_CODES: Final[dict[str, str]] = {
    "many_from_one_ip": "More than {limit} registrations from one address in a day.",
    "throwaway_email": "The e-mail is of a throw-away domain.",
    "erased_person": "They asked to be forgotten and were erased.",
    "made_up_phone": "The only contact is a made-up phone.",
}
"""Why a row was set aside as obvious junk."""

KINDS: Final[dict[str, str]] = {
    "picture": "a picture",
    "pdf": "a PDF document",
    "archive": "a packed archive",
    "document": "a text document",
    "program": "a program or database",
    "sound": "a sound or film",
    "presentation": "a presentation",
    "binary": "binary data",
}
"""The `kind` of `not_text`."""


def sentence(code: str, place: Mapping[str, str | int] | None = None) -> str:
    """Say a code in English, for the command line.

    Args:
        code: Of any of the tables above.
        place: What stands in the sentence; what is missing shows as "?".

    Raises:
        KeyError: For a code that is in no table.
    """
    template = _ALL_CODES[code]
    values = {
        key: KINDS.get(str(value), value) if key == "kind" else value for key, value in (place or {}).items()
    }
    return template.format_map(_Blanks(values))


class _Blanks(dict[str, str | int]):
    def __missing__(self, key: str) -> str:
        return "?"


_ALL_CODES: Final = FILE_CODES | {
    code: text
    for table in (ROW_CODES, NOTE_CODES, JUNK_CODES)
    for code, text in table.items()
    if code not in FILE_CODES
}
