"""Every code of intake has its sentence on the screen, and the same one as on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from app.cli.imports import _NOTED
from app.models.leads import Lead
from app.models.vocabulary import Evidence
from app.services.importing.batches import work_since
from app.services.intake import refusals
from app.services.intake.fields import FIELDS
from app.services.intake.refusals import BadFile
from app.views import import_words
from app.views.import_words import Sentence, bad_file_sentence, field_name, row_sentence


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (import_words.FILES, refusals.FILE_CODES),
        (import_words.ROWS, refusals.ROW_CODES),
        (import_words.NOTES, refusals.NOTE_CODES),
        (import_words.JUNK, refusals.JUNK_CODES),
        (import_words.KINDS, refusals.KINDS),
    ],
)
def test_every_code_says_what_the_command_line_says(
    look: QApplication, said: Mapping[str, Sentence], known: Mapping[str, str]
) -> None:
    """No code without a sentence, none left over, the same English."""
    assert {code: make() for code, make in said.items()} == dict(known)


def test_every_field_evidence_and_reason_has_a_name(look: QApplication) -> None:
    """What a column can be, what two leads share, why undo keeps a lead."""
    assert set(import_words.FIELD_NAMES) == set(FIELDS)
    assert set(import_words.EVIDENCE) == {evidence.value for evidence in Evidence}
    assert set(import_words.KEPT) == set(work_since(Lead.id, uuid4()))


def test_every_note_is_counted_after_an_import(look: QApplication) -> None:
    """What the terminal says behind a number of rows, the window says too."""
    assert set(import_words.NOTED) == set(_NOTED)
    assert {code: make().removeprefix("{count} ") for code, make in import_words.NOTED.items()} == _NOTED


def test_places_are_filled_and_kinds_are_named(look: QApplication) -> None:
    """A picture named like a list; a row cut off is not a file cut off."""
    said = bad_file_sentence(BadFile("not_text", path="a.csv", kind="picture"))

    assert said.startswith("a.csv is not a list but a picture")
    assert row_sentence("cut_off") == "The file stops in the middle of this line."
    assert row_sentence("bad_amount", {"column": "Sum"}) == "Sum: ? cannot be read as an amount."


def test_fields_are_called_by_what_they_are(look: QApplication) -> None:
    """Further phones, fields of the list's own, columns left out."""
    assert field_name("phone_3") == "Phone 3"
    assert field_name("email_4") == "E-mail 4"
    assert field_name("custom:Floor") == "Keep as “Floor”"
    assert field_name("ignore") == "Leave out"
