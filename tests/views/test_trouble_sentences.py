"""Every trouble with files, disks and keys has a sentence that names the place."""

from __future__ import annotations

import re
from pathlib import Path

from app.errors import Unavailable
from app.services.kernel import driver
from app.services.profile import Care, Opening
from app.services.safekeeping.damage import SetAside
from app.services.safekeeping.rescue import OfferedAgain
from app.views.refusal_sentences import SENTENCES
from app.views.refusals import sentence
from app.views.trouble_sentences import TROUBLES, told_of_care, told_of_opening

ROOT = Path(__file__).resolve().parents[2]
RAISED = re.compile(r'Unavailable\(\s*"(\w+)"')


def test_every_code_that_is_raised_has_a_sentence() -> None:
    """Read from the sources: a code without a sentence would show itself to a person."""
    raised = {
        code for path in (ROOT / "app").rglob("*.py") for code in RAISED.findall(path.read_text("utf-8"))
    }

    assert raised | set(driver.CODES.values()) <= {*TROUBLES, *SENTENCES}


def test_a_sentence_names_the_file() -> None:
    """Without braces, whatever the trouble carries."""
    told = sentence(Unavailable("disk_full", path="/data/decile.db"))

    assert "/data/decile.db" in told
    assert not re.search("[{}]", sentence(Unavailable("file_unusable")))


def test_a_damaged_database_is_told_with_what_became_of_it() -> None:
    """The backup, the new name of the damaged file, and how much was done again."""
    place = Path("/data/decile.db")
    found = SetAside(
        place, place.with_name("kept.db"), place.with_name("decile-2026-11-20.db"), 3, 0, "malformed"
    )
    told = " ".join(told_of_opening(Opening(set_aside=found, offered=OfferedAgain(3))))

    assert "decile-2026-11-20.db" in told
    assert str(place.with_name("kept.db")) in told
    assert "3" in told


def test_an_ordinary_start_is_not_worth_a_word() -> None:
    """Nothing happened: nothing is said."""
    assert told_of_opening(Opening(is_new=True)) == []
    assert told_of_care(Care((), None)) == []
    assert told_of_care(Care(("row 7 missing",), None)) != []
