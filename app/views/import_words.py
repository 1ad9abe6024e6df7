"""What the import page says: why a file or row was not taken, what a column is, why something was kept.

The English sentences are those of ``services.intake.refusals``; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.services.intake.fields import CUSTOM, IGNORE
from app.services.intake.refusals import BadFile

type Sentence = Callable[[], str]
"""Says itself in the language of the moment; may hold ``{name}`` places."""

FILES: Final[Mapping[str, Sentence]] = {
    "empty": lambda: QCoreApplication.translate(
        "Import", "{path} is empty: export the list again and choose the new file."
    ),
    "no_rows": lambda: QCoreApplication.translate(
        "Import", "{path} has headings on line {line} but no rows under them: fill in the rows and try again."
    ),
    "folder": lambda: QCoreApplication.translate("Import", "{path} is a folder: choose one file in it."),
    "not_found": lambda: QCoreApplication.translate(
        "Import", "{path} is not there: check the name and the folder."
    ),
    "vanished": lambda: QCoreApplication.translate(
        "Import",
        "{path} disappeared or became unreadable while it was read, at line {line}: put it "
        "back (or reconnect the drive) and try again; nothing was imported.",
    ),
    "changed": lambda: QCoreApplication.translate(
        "Import",
        "{path} was changed while it was read: close the program that writes it and try "
        "again; nothing was imported.",
    ),
    "not_readable": lambda: QCoreApplication.translate(
        "Import", "{path} may not be read: ask for the right to open it, or copy it to your own folder."
    ),
    "not_text": lambda: QCoreApplication.translate(
        "Import", "{path} is not a list but {kind}: export the list as CSV or XLSX and choose that file."
    ),
    "web_page": lambda: QCoreApplication.translate(
        "Import",
        "{path} is a web page named like a workbook: open it in a spreadsheet program and save it as XLSX.",
    ),
    "binary_workbook": lambda: QCoreApplication.translate(
        "Import", "{path} is a binary workbook (XLSB): save it as XLSX and choose that file."
    ),
    "encrypted": lambda: QCoreApplication.translate(
        "Import", "{path} is protected by a password: save a copy without the password and choose that."
    ),
    "damaged_workbook": lambda: QCoreApplication.translate(
        "Import",
        "{path} is damaged and cannot be opened as a workbook: open it in a spreadsheet "
        "program, repair and save it, or export the list again.",
    ),
    "no_such_sheet": lambda: QCoreApplication.translate(
        "Import", "{path} has no sheet {sheet}; the nearest is {nearest}. Sheets: {known}."
    ),
    "no_sheet": lambda: QCoreApplication.translate(
        "Import", "{path} has no sheet with cells in it: choose another file."
    ),
    "too_many_columns": lambda: QCoreApplication.translate(
        "Import",
        "{path} has {columns} columns, more than the {limit} that can be matched to "
        "fields: delete the columns you do not need and try again.",
    ),
    "too_large": lambda: QCoreApplication.translate(
        "Import", "{path} would unpack to more than {limit} MB at {part}: split the list into several files."
    ),
    "unknown_encoding": lambda: QCoreApplication.translate(
        "Import", "There is no encoding {encoding}; the nearest is {nearest}."
    ),
    "not_that_encoding": lambda: QCoreApplication.translate(
        "Import", "{path} cannot be read as {encoding} (line {line}): leave the encoding to be found."
    ),
    "no_such_row": lambda: QCoreApplication.translate(
        "Import", "{path} has no line {line} that could hold the headings: it ends at line {last}."
    ),
    "cut_off": lambda: QCoreApplication.translate(
        "Import",
        "{path} stops in the middle of line {line}: export or copy the file again; nothing "
        'was imported. To import it without that line, set cut_off = "keep" in the mapping '
        "file.",
    ),
    "disk_full": lambda: QCoreApplication.translate(
        "Import", "The disk is full, {path} could not be written: make room and try again."
    ),
    "not_writable": lambda: QCoreApplication.translate(
        "Import", "{path} could not be written: choose a folder where you may write."
    ),
    "mapping_syntax": lambda: QCoreApplication.translate(
        "Import", "{path}, line {line}: this is not TOML ({detail})."
    ),
    "mapping_table": lambda: QCoreApplication.translate(
        "Import", "{path}, line {line}: a mapping has no table [{word}]; the nearest is [{nearest}]."
    ),
    "mapping_field": lambda: QCoreApplication.translate(
        "Import",
        "{path}, line {line}: [columns] {column} names the field {word}, which does not "
        "exist; the nearest is {nearest}.",
    ),
    "mapping_option": lambda: QCoreApplication.translate(
        "Import", "{path}, line {line}: [options] has no {word}; the nearest is {nearest}."
    ),
    "mapping_value": lambda: QCoreApplication.translate(
        "Import", "{path}, line {line}: [options] {option} cannot be {word}; it is one of {known}."
    ),
    "mapping_stage": lambda: QCoreApplication.translate(
        "Import",
        "{path}, line {line}: [stages] {column} names the stage {word}, which does not "
        "exist; the nearest is {nearest}.",
    ),
    "mapping_type": lambda: QCoreApplication.translate(
        "Import", "{path}, line {line}: {column} must be text between quotes."
    ),
    "mapping_twice": lambda: QCoreApplication.translate(
        "Import",
        "{path}: the columns {column} and {other} are both matched to {field}; match one "
        "of them to ignore or to custom:NAME.",
    ),
    "mapping_position": lambda: QCoreApplication.translate(
        "Import", "{path}, line {line}: {column} is no column: the file has {columns}."
    ),
    "needs_mapping": lambda: QCoreApplication.translate(
        "Import",
        "{path}: no column could be recognised as company, contact name, phone, e-mail or "
        "the source's own id; match the columns ({columns}) to fields, for example with "
        "--map.",
    ),
}
"""Reasons to refuse a whole file: what, where, what to do."""

ROWS: Final[Mapping[str, Sentence]] = {
    "nothing_to_keep": lambda: QCoreApplication.translate(
        "Import", "No company, contact name, phone, e-mail or id of the source."
    ),
    "too_long": lambda: QCoreApplication.translate(
        "Import", "{column}: {length} characters, at most {limit} are kept."
    ),
    "bad_date": lambda: QCoreApplication.translate(
        "Import", "{column}: {value} cannot be read as a date in the order {order}."
    ),
    "bad_amount": lambda: QCoreApplication.translate(
        "Import", "{column}: {value} cannot be read as an amount."
    ),
    "bad_number": lambda: QCoreApplication.translate("Import", "{column}: {value} is not a whole number."),
    "bad_currency": lambda: QCoreApplication.translate(
        "Import", "{column}: {value} is not a currency code of three letters."
    ),
    "damaged_text": lambda: QCoreApplication.translate(
        "Import", "The line holds characters that are damaged in the file."
    ),
    "unclosed_quote": lambda: QCoreApplication.translate(
        "Import", "A quotation mark is opened on this line and never closed."
    ),
    "after_damage": lambda: QCoreApplication.translate(
        "Import", "The line follows a damaged one and does not have the right number of cells."
    ),
    "cut_off": lambda: QCoreApplication.translate("Import", "The file stops in the middle of this line."),
    "heading_again": lambda: QCoreApplication.translate("Import", "The line repeats the headings."),
    "cell_too_long": lambda: QCoreApplication.translate(
        "Import", "A cell of this line is longer than {limit} characters."
    ),
}
"""Reasons to refuse one row."""

NOTES: Final[Mapping[str, Sentence]] = {
    "too_few_cells": lambda: QCoreApplication.translate(
        "Import", "The line has fewer cells than the headings; what is missing was taken as blank."
    ),
    "too_many_cells": lambda: QCoreApplication.translate(
        "Import", "The line has more cells than the headings; the rest was kept under its position."
    ),
    "unreachable": lambda: QCoreApplication.translate("Import", "No way to reach: neither phone nor e-mail."),
    "impossible_phone": lambda: QCoreApplication.translate(
        "Import", "The phone {value} cannot exist; it was kept as written."
    ),
    "bad_email": lambda: QCoreApplication.translate(
        "Import", "The e-mail {value} cannot exist; it was kept as written."
    ),
    "won_before_created": lambda: QCoreApplication.translate("Import", "Won before the first contact."),
    "unknown_stage": lambda: QCoreApplication.translate(
        "Import", "The stage {value} is not in the playbook; the lead starts at the first stage."
    ),
    "unknown_column": lambda: QCoreApplication.translate(
        "Import", "The mapping names a column {column} that the file does not have; nearest: {nearest}."
    ),
}
"""What is said about a row that was taken nevertheless."""

JUNK: Final[Mapping[str, Sentence]] = {
    "many_from_one_ip": lambda: QCoreApplication.translate(
        "Import", "More than {limit} registrations from one address in a day."
    ),
    "throwaway_email": lambda: QCoreApplication.translate("Import", "The e-mail is of a throw-away domain."),
    "erased_person": lambda: QCoreApplication.translate(
        "Import", "They asked to be forgotten and were erased."
    ),
    "made_up_phone": lambda: QCoreApplication.translate("Import", "The only contact is a made-up phone."),
}
"""Why a row was set aside as obvious junk."""

KINDS: Final[Mapping[str, Sentence]] = {
    "picture": lambda: QCoreApplication.translate("Import", "a picture"),
    "pdf": lambda: QCoreApplication.translate("Import", "a PDF document"),
    "archive": lambda: QCoreApplication.translate("Import", "a packed archive"),
    "document": lambda: QCoreApplication.translate("Import", "a text document"),
    "program": lambda: QCoreApplication.translate("Import", "a program or database"),
    "sound": lambda: QCoreApplication.translate("Import", "a sound or film"),
    "presentation": lambda: QCoreApplication.translate("Import", "a presentation"),
    "binary": lambda: QCoreApplication.translate("Import", "binary data"),
}
"""What a file is that is no list."""

FIELD_NAMES: Final[Mapping[str, Sentence]] = {
    "company": lambda: QCoreApplication.translate("Import", "Company"),
    "contact_name": lambda: QCoreApplication.translate("Import", "Contact"),
    "title": lambda: QCoreApplication.translate("Import", "Job title"),
    "phone": lambda: QCoreApplication.translate("Import", "Phone"),
    "phone_2": lambda: QCoreApplication.translate("Import", "Second phone"),
    "email": lambda: QCoreApplication.translate("Import", "E-mail"),
    "email_2": lambda: QCoreApplication.translate("Import", "Second e-mail"),
    "region": lambda: QCoreApplication.translate("Import", "Region"),
    "city": lambda: QCoreApplication.translate("Import", "City"),
    "industry": lambda: QCoreApplication.translate("Import", "Industry"),
    "company_size": lambda: QCoreApplication.translate("Import", "Company size"),
    "registration_no": lambda: QCoreApplication.translate("Import", "Registration number"),
    "website": lambda: QCoreApplication.translate("Import", "Website"),
    "channel": lambda: QCoreApplication.translate("Import", "Channel"),
    "campaign": lambda: QCoreApplication.translate("Import", "Campaign"),
    "ad_unit": lambda: QCoreApplication.translate("Import", "Ad unit"),
    "keyword": lambda: QCoreApplication.translate("Import", "Keyword"),
    "landing_page": lambda: QCoreApplication.translate("Import", "Landing page"),
    "utm_url": lambda: QCoreApplication.translate("Import", "Address with campaign tags"),
    "referrer": lambda: QCoreApplication.translate("Import", "Referrer"),
    "ip": lambda: QCoreApplication.translate("Import", "IP address"),
    "external_id": lambda: QCoreApplication.translate("Import", "Id in the source"),
    "owner": lambda: QCoreApplication.translate("Import", "Owner (SDR)"),
    "rep": lambda: QCoreApplication.translate("Import", "Sales rep"),
    "stage": lambda: QCoreApplication.translate("Import", "Stage"),
    "created_at": lambda: QCoreApplication.translate("Import", "Created on"),
    "mal_at": lambda: QCoreApplication.translate("Import", "MAL since"),
    "mql_at": lambda: QCoreApplication.translate("Import", "MQL since"),
    "sal_at": lambda: QCoreApplication.translate("Import", "SAL since"),
    "sql_at": lambda: QCoreApplication.translate("Import", "SQL since"),
    "opportunity_at": lambda: QCoreApplication.translate("Import", "Opportunity since"),
    "poc_at": lambda: QCoreApplication.translate("Import", "POC since"),
    "won_at": lambda: QCoreApplication.translate("Import", "Won on"),
    "lost_at": lambda: QCoreApplication.translate("Import", "Lost on"),
    "lost_reason": lambda: QCoreApplication.translate("Import", "Reason of the loss"),
    "amount": lambda: QCoreApplication.translate("Import", "Amount"),
    "currency": lambda: QCoreApplication.translate("Import", "Currency"),
    "expected_close_on": lambda: QCoreApplication.translate("Import", "Expected to close on"),
    "score": lambda: QCoreApplication.translate("Import", "Score"),
    "note": lambda: QCoreApplication.translate("Import", "Note"),
    "tags": lambda: QCoreApplication.translate("Import", "Tags"),
}
"""What a column can be."""

EVIDENCE: Final[Mapping[str, Sentence]] = {
    "email_name": lambda: QCoreApplication.translate("Import", "same e-mail and name"),
    "phone_name": lambda: QCoreApplication.translate("Import", "same phone and name"),
    "email": lambda: QCoreApplication.translate("Import", "same e-mail"),
    "phone": lambda: QCoreApplication.translate("Import", "same phone"),
    "company": lambda: QCoreApplication.translate("Import", "same company"),
    "domain": lambda: QCoreApplication.translate("Import", "same domain"),
    "source_id": lambda: QCoreApplication.translate("Import", "same id of the source"),
    "similar_name": lambda: QCoreApplication.translate("Import", "similar company name"),
}
"""What two leads share."""

KEPT: Final[Mapping[str, Sentence]] = {
    "activity": lambda: QCoreApplication.translate("Import", "{count} called or written to since"),
    "run": lambda: QCoreApplication.translate("Import", "{count} asked the script"),
    "handover": lambda: QCoreApplication.translate("Import", "{count} handed over"),
    "follow_up": lambda: QCoreApplication.translate("Import", "{count} with a follow-up"),
    "moved": lambda: QCoreApplication.translate("Import", "{count} moved to another stage"),
    "owned": lambda: QCoreApplication.translate("Import", "{count} claimed or assigned"),
    "behaviour": lambda: QCoreApplication.translate("Import", "{count} whose visits were recorded"),
    "another_import": lambda: QCoreApplication.translate("Import", "{count} updated by another import"),
    "merged": lambda: QCoreApplication.translate("Import", "{count} merged with another record"),
}
"""Why undoing an import keeps leads, by what happened with them."""


NOTED: Final[Mapping[str, Sentence]] = {
    "too_few_cells": lambda: QCoreApplication.translate(
        "Import", "{count} with fewer cells than headings; what is missing was taken as blank"
    ),
    "too_many_cells": lambda: QCoreApplication.translate(
        "Import", "{count} with more cells than headings; the rest was kept under its position"
    ),
    "unreachable": lambda: QCoreApplication.translate(
        "Import", "{count} without a way to reach them: neither phone nor e-mail"
    ),
    "impossible_phone": lambda: QCoreApplication.translate(
        "Import", "{count} with a phone that cannot exist; it was kept as written"
    ),
    "bad_email": lambda: QCoreApplication.translate(
        "Import", "{count} with an e-mail that cannot exist; it was kept as written"
    ),
    "won_before_created": lambda: QCoreApplication.translate(
        "Import", "{count} won before the first contact: flagged"
    ),
    "unknown_stage": lambda: QCoreApplication.translate(
        "Import", "{count} with a stage the playbook does not have; they start at the first one"
    ),
}
"""What is said about rows that came in nevertheless, with their number."""


_ALL: Final[Mapping[str, Sentence]] = {**JUNK, **NOTES, **ROWS, **FILES}


def import_sentence(code: str, place: Mapping[str, str | int] | None = None) -> str:
    """Return the sentence for a code of a file, a row, a note or junk; an unknown code says itself.

    Args:
        code: Of the tables of ``services.intake.refusals``.
        place: What the sentence names; what is missing shows as "?".
    """
    made = _ALL.get(code)
    if made is None:
        return code
    return made().format_map(_Blanks(_said(place or {})))


def row_sentence(code: str, place: Mapping[str, str | int] | None = None) -> str:
    """Return the sentence for a code of a row: some codes are also those of files."""
    made = ROWS.get(code)
    return made().format_map(_Blanks(_said(place or {}))) if made else import_sentence(code, place)


def bad_file_sentence(error: BadFile) -> str:
    """Return what to tell a person about a file that was not taken."""
    return import_sentence(error.code, error.place)


def field_name(key: str) -> str:
    """Return what a field is called: a known one, a further phone or e-mail, one of the list's own."""
    if key == IGNORE:
        return QCoreApplication.translate("Import", "Leave out")
    if key.startswith(CUSTOM):
        return QCoreApplication.translate("Import", "Keep as “{name}”").format(name=key.removeprefix(CUSTOM))
    known = FIELD_NAMES.get(key)
    if known is not None:
        return known()
    kind, _, number = key.partition("_")
    if kind == "phone":
        return QCoreApplication.translate("Import", "Phone {number}").format(number=number)
    return QCoreApplication.translate("Import", "E-mail {number}").format(number=number)


def _said(place: Mapping[str, str | int]) -> dict[str, str | int]:
    """Say the kind of a file in words; everything else stands as it is."""
    return {
        key: KINDS[str(value)]() if key == "kind" and str(value) in KINDS else value
        for key, value in place.items()
    }


class _Blanks(dict[str, str | int]):
    def __missing__(self, key: str) -> str:
        return "?"
