"""Imports from end to end: whole or not at all, doubles of one file, history, people, channels, one typed lead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from secrets import token_bytes
from typing import Any

import pytest
from sqlalchemy import text

from app.clock import to_micros
from app.errors import RuleViolation, Unavailable
from app.models.vocabulary import Role
from app.services.import_run import carried
from app.services.import_run.book import read_book
from app.services.import_run.by_hand import enter_lead, known_of
from app.services.import_run.carried import ordered_ids
from app.services.import_run.examining import Answers, examine, remember_match
from app.services.import_run.outcome import ImportOutcome
from app.services.import_run.past import past_imports, suspected_pairs
from app.services.import_run.refused_place import place_for_refused
from app.services.import_run.run import Manner, rehearse_import, run_import
from app.services.import_run.undo import undo_import
from app.services.intake.mapping import Mapping, match_columns
from app.services.intake.mapping_file import parse_mapping
from app.services.intake.options import ImportOptions
from app.services.intake.refusals import BadFile
from app.services.intake.source import Source, open_source
from app.services.intake.survey import Survey, survey_source
from tests.builders import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk; the SDR is at work."""
    with open_desk(tmp_path) as made:
        yield made


def a_list(folder: Path, content: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def looked_through(path: Path, toml: str = "") -> tuple[Source, Mapping, Survey]:
    given = parse_mapping(toml)
    options = given.options.or_else(ImportOptions(zone="UTC"))
    source = open_source(path, options)
    mapping = match_columns(source, given)
    return source, mapping, survey_source(source, mapping, options)


def bring_in(desk: Desk, path: Path, toml: str = "", **manner: Any) -> ImportOutcome:
    return run_import(desk.workspace, *looked_through(path, toml), replace(Manner(), **manner))


def rows_of(desk: Desk, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in desk.workspace.read(lambda db: db.execute(text(statement)).all())]


def one(desk: Desk, statement: str) -> Any:
    return rows_of(desk, statement)[0][0]


def many(folder: Path, count: int) -> Path:
    lines = "".join(f"{n},Company {n},+1 212 555 {n:04d}\n" for n in range(count))
    return a_list(folder, f"Lead ID,Company,Phone\n{lines}", "many.csv")


def test_a_full_disk_in_the_middle_leaves_nothing_and_puts_updated_leads_back(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third chunk finds no room: the leads of the first two go again, the updated one is as before."""
    bring_in(desk, a_list(tmp_path, "Lead ID,Company\n7,Before\n"))
    asked: list[int] = []

    def full(_file: int, _start: int, length: int) -> None:
        asked.append(length)
        if len(asked) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
    with pytest.raises(Unavailable, match="disk_full"):
        bring_in(desk, many(tmp_path, 1_400))

    assert rows_of(desk, "SELECT company FROM lead") == [("Before",)]
    assert {past.state for past in desk.workspace.read(past_imports)} == {"undone", "closed"}
    assert not list(tmp_path.glob("*.room"))


def test_a_file_that_changes_while_it_comes_in_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    """Looked through, then written to: nothing of it stays."""
    path = many(tmp_path, 600)
    looked = looked_through(path)
    path.write_text(path.read_text("utf-8") + "601,Late,+1 212 555 9999\n", "utf-8")
    with pytest.raises(BadFile, match="changed"):
        run_import(desk.workspace, *looked, Manner())

    assert one(desk, "SELECT count(*) FROM lead") == 0


def test_a_refused_file_that_cannot_be_written_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    """Rows that were refused would be lost: then nothing comes in at all."""
    path = a_list(tmp_path, "Company,Amount\nA,1\nB,many\n")
    with pytest.raises(BadFile, match="could not be written"):
        bring_in(desk, path, refused_path=tmp_path / "no such folder" / "refused.csv")

    assert one(desk, "SELECT count(*) FROM lead") == 0


def test_a_stopped_import_keeps_whole_chunks_and_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    """Stopped between chunks; progress was told; undo leaves nothing."""
    told: list[tuple[int, int]] = []
    outcome = run_import(
        desk.workspace,
        *looked_through(many(tmp_path, 1_200)),
        Manner(),
        progress=lambda done, total: told.append((done, total)),
        is_cancelled=lambda: True,
    )

    assert outcome.is_cancelled
    assert (outcome.rows, outcome.created, told) == (500, 500, [(500, 1200)])
    assert outcome.batch_id is not None
    assert undo_import(desk.workspace, outcome.batch_id).removed == 500
    assert one(desk, "SELECT count(*) FROM lead") == 0


def test_a_rehearsal_counts_exactly_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    """The same figures as the import after it."""
    path = a_list(tmp_path, "Lead ID,Company,Amount\n1,A,1\n1,A,2\n2,B,many\n3,C,1\n")
    planned = rehearse_import(desk.workspace, *looked_through(path), Manner())
    assert one(desk, "SELECT count(*) FROM import_batch") == 0

    done = bring_in(desk, path)
    assert (planned.rows, planned.created, planned.updated, planned.refused) == (4, 2, 1, 1)
    assert replace(done, batch_id=None) == planned


def test_a_double_meets_the_lead_of_its_own_file_in_the_database(desk: Desk, tmp_path: Path) -> None:
    """Five hundred rows between them or none: the same id is one lead, updated in the order of the file."""
    lines = ["1,First,", *(f"{n},Company {n}," for n in range(2, 700)), "1,Second,Berlin", "1,Third,"]
    outcome = bring_in(desk, a_list(tmp_path, "Lead ID,Company,City\n" + "\n".join(lines)))

    assert (outcome.created, outcome.updated) == (699, 2)
    assert rows_of(desk, "SELECT company, city FROM lead WHERE external_id = '1'") == [("Third", "Berlin")]


def test_equal_rows_of_different_companies_stay_apart_in_one_chunk(desk: Desk, tmp_path: Path) -> None:
    """Same e-mail and name, other company: two leads and a pair to look at."""
    path = a_list(tmp_path, "Company,Contact,Email\nA,Ann Lee,a@x.com\nB,Ann Lee,a@x.com\n,Ann Lee,a@x.com\n")
    outcome = bring_in(desk, path)

    assert (outcome.created, outcome.merged) == (2, 1)
    assert outcome.to_review == 1
    assert [pair.evidence for pair in desk.workspace.read(suspected_pairs)] == ["email_name"]


def test_history_comes_with_stage_and_dates(desk: Desk, tmp_path: Path) -> None:
    """A stage without a date counts from the lead's creation; a date without a stage moves the lead on."""
    content = (
        "Lead ID,Company,Created,Stage,Won date,MQL date\n"
        "1,A,2024-01-05,Proposal,,\n"
        "2,B,2024-01-06,,2024-03-01,\n"
        "3,C,2024-01-07,,,2024-02-01\n"
        "4,D,2024-01-08,,,\n"
    )
    bring_in(desk, a_list(tmp_path, content))
    stages = dict(rows_of(desk, "SELECT l.external_id, s.kind FROM lead l JOIN stage s ON s.key = l.stage"))
    reached = rows_of(
        desk,
        "SELECT l.external_id, m.milestone, m.at FROM milestone m JOIN lead l ON l.id = m.lead_id ORDER BY 1, 2",
    )

    assert stages == {"1": "open", "2": "won", "3": "validating", "4": "validating"}
    assert reached == [
        ("1", "opportunity", to_micros(datetime(2024, 1, 5, tzinfo=UTC))),
        ("2", "won", to_micros(datetime(2024, 3, 1, tzinfo=UTC))),
        ("3", "mql", to_micros(datetime(2024, 2, 1, tzinfo=UTC))),
    ]


def test_words_for_channels_find_theirs_and_blank_is_not_unknown(desk: Desk, tmp_path: Path) -> None:
    """Synonyms of the playbook, a new word, unknown, nothing; a list without the column says nothing."""
    path = a_list(tmp_path, "Lead ID,Company,Channel\n1,A,Google Ads\n2,B,Billboard 7\n3,C,Unknown\n4,D,\n")
    bring_in(desk, path)
    bring_in(desk, a_list(tmp_path, "Lead ID,Company\n1,A2\n", "other.csv"))

    assert rows_of(desk, "SELECT channel FROM lead ORDER BY external_id") == [
        ("paid search",),
        ("billboard 7",),
        ("unknown",),
        ("",),
    ]
    assert one(desk, "SELECT title_en FROM channel WHERE key = 'billboard 7'") == "billboard 7"


def test_people_are_found_by_name_or_login_and_strangers_are_inactive(desk: Desk, tmp_path: Path) -> None:
    """A login is its member, a stranger becomes somebody who is never assigned anything; once."""
    content = (
        "Lead ID,Company,Owner,Sales rep\n1,A,Chen Wei,Rep R\n2,B,Old Hand,Rep R\n3,C,old  hand,rep\n4,D,,\n"
    )
    bring_in(desk, a_list(tmp_path, content), owner_id=desk.members[Role.SDR])
    owners = rows_of(
        desk,
        "SELECT m.name, m.is_active FROM lead l JOIN member m ON m.id = l.owner_id ORDER BY l.external_id",
    )
    reps = rows_of(
        desk, "SELECT m.name, m.is_active FROM lead l JOIN member m ON m.id = l.rep_id ORDER BY l.external_id"
    )

    assert owners == [("Chen Wei", 1), ("Old Hand", 0), ("Old Hand", 0), ("Chen Wei", 1)]
    assert reps == [("Rep R", 0), ("Rep R", 0), ("Chen Wei", 1)]


def test_the_same_list_again_adds_no_touch_note_tag_or_point(desk: Desk, tmp_path: Path) -> None:
    """Everything that hangs on a lead stays as it is."""
    content = (
        "Lead ID,Company,Phone,UTM link,Note,Tags,Floor\n"
        "1,A,+1 212 555 0123,https://a.com/x?utm_source=g&utm_term=k,Called us,vip,3\n"
    )
    counts = "SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM {}), (SELECT count(*) FROM {})"
    ask = [
        counts.format("touch", "activity", "tag"),
        counts.format("contact_point", "custom_field", "lead_key"),
    ]
    bring_in(desk, a_list(tmp_path, content))
    before = [rows_of(desk, statement) for statement in ask]
    desk.clock.forward(days=1)
    bring_in(desk, a_list(tmp_path, content))

    assert [rows_of(desk, statement) for statement in ask] == before
    assert before[0] == [(1, 1, 1)]
    assert one(desk, "SELECT keyword FROM touch") == "k"


def test_what_is_known_of_a_company_fills_the_next_lead(desk: Desk, tmp_path: Path) -> None:
    """Across files; what a row says itself stays."""
    bring_in(desk, a_list(tmp_path, "Company,Contact,City,Industry\nAcme Ltd,Ann,Berlin,Steel\n"))
    bring_in(desk, a_list(tmp_path, "Company,Contact,City,Industry\nACME Limited,Bob,,Iron\n", "b.csv"))

    assert rows_of(desk, "SELECT city, industry FROM lead WHERE contact_name = 'Bob'") == [("Berlin", "Iron")]


def test_undo_says_what_it_kept_and_why(desk: Desk, tmp_path: Path) -> None:
    """A lead another file updated stays; an updated lead is put back."""
    first = bring_in(desk, a_list(tmp_path, "Lead ID,Company\n1,A\n2,B\n"))
    desk.clock.tick()
    second = bring_in(desk, a_list(tmp_path, "Lead ID,Company\n1,A2\n3,C\n", "b.csv"))
    assert first.batch_id is not None
    assert second.batch_id is not None
    undone = undo_import(desk.workspace, first.batch_id)
    assert (undone.removed, undone.kept, undone.why_kept) == (1, 1, {"another_import": 1})

    undone = undo_import(desk.workspace, second.batch_id)
    assert (undone.removed, undone.restored, undone.left_changed) == (1, 1, 0)
    assert rows_of(desk, "SELECT company FROM lead") == [("A",)]
    with pytest.raises(RuleViolation, match="already_undone"):
        undo_import(desk.workspace, second.batch_id)


def test_an_sdr_brings_in_for_nobody_else(desk: Desk, tmp_path: Path) -> None:
    """Only a team lead gives leads to others; nothing is written."""
    with pytest.raises(RuleViolation, match="not_yours"):
        bring_in(desk, a_list(tmp_path, "Company\nA\n"), owner_id=desk.members[Role.TEAM_LEAD])

    assert one(desk, "SELECT count(*) FROM import_batch") == 0


def test_a_match_is_remembered_but_never_how_dates_are_written(desk: Desk, tmp_path: Path) -> None:
    """The next list with the same headings has its fields; its dates are asked again."""
    path = a_list(tmp_path, "colour,day,Lead ID\nred,3/4/2024,1\n")
    opening = partial(open_source, path)
    answers = Answers(
        columns={"colour": "company", "day": "created_at"}, options=ImportOptions(date_order="dmy")
    )
    first = examine(desk.workspace, opening, answers)
    assert (first.survey.questions, first.remembered) == ((), frozenset())
    remember_match(desk.workspace, first)
    bring_in(desk, path, '[columns]\ncolour = "company"\n[options]\ndate_order = "dmy"\n')

    again = examine(desk.workspace, opening, Answers())
    assert again.mapping.as_json()["colour"] == "company"
    assert "colour" in again.remembered
    assert [question.kind for question in again.survey.questions] == ["date_order"]
    assert again.forecast.known == 1


def test_what_nobody_knows_is_told_before_it_comes_in(desk: Desk, tmp_path: Path) -> None:
    """New channels, strange stages, rows that will be refused or set aside."""
    content = (
        "Company,Channel,Stage,Amount,E-mail\n"
        "A,webinar,Warm,1,a@a.com\nB,Billboard 7,Closed Won,many,b@b.com\nC,,Warm,1,c@mailinator.com\n"
    )
    found = examine(desk.workspace, partial(open_source, a_list(tmp_path, content)), Answers())

    assert found.new_channels == ("billboard 7",)
    assert found.unknown_stages == {"Warm": 2}
    assert (found.forecast.refused, found.forecast.set_aside) == ({"bad_amount": 1}, {"throwaway_email": 1})
    assert len(found.preview) == 3


def test_a_typed_lead_is_cleaned_filled_in_and_found_again(desk: Desk, tmp_path: Path) -> None:
    """Facts of its company, its double while typing, refusals with their field."""
    bring_in(desk, a_list(tmp_path, "Company,Contact,Phone,City\nAcme Ltd,Ann Lee,+1 212 555 0123,Berlin\n"))
    typed = {"company": "ACME", "contact_name": "ann lee", "phone": "+1 (212) 555-0123"}
    known = desk.workspace.read(known_of(typed))
    assert known.facts == {"city": "Berlin"}
    assert [(one.evidence, one.is_strong) for one in known.lookalikes] == [("phone_name", True)]

    merged = enter_lead(desk.workspace, typed, owner_id=desk.members[Role.SDR])
    assert merged.result == "merged"
    created = enter_lead(
        desk.workspace,
        {"company": "Acme", "contact_name": 'Bob "B" Ray', "note": "two\nlines"},
        owner_id=desk.members[Role.SDR],
    )
    assert created.result == "created"
    assert rows_of(desk, "SELECT contact_name, city FROM lead WHERE owner_id IS NOT NULL") == [
        ('Bob "B" Ray', "Berlin")
    ]
    assert one(desk, "SELECT words FROM activity") == "two\nlines"
    refused = enter_lead(desk.workspace, {"company": "x" * 300}, owner_id=None)
    assert (refused.result, refused.reason) == ("refused", "too_long")
    assert refused.place is not None
    assert refused.place["column"] == "company"


def test_ids_of_one_import_ascend(desk: Desk) -> None:
    """Made together, they lie together in the indexes."""
    ids = list(islice(ordered_ids(desk.clock()), 1_000))

    assert all(before < after for before, after in pairwise(ids))
    assert {one.version for one in ids} == {7}


def test_ids_are_drawn_many_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each draw lets go of the interpreter: one a row kept the window's thread from ever asking for its turn."""
    draws: list[int] = []
    monkeypatch.setattr(carried, "token_bytes", lambda count: draws.append(count) or token_bytes(count))
    ids = list(islice(ordered_ids(desk.clock()), 1_000))

    assert len(set(ids)) == 1_000
    assert len(draws) == 1


def test_refused_rows_never_overwrite_an_earlier_file(tmp_path: Path) -> None:
    """Corrections somebody typed there stay."""
    source = a_list(tmp_path, "x", "leads.csv")
    first = place_for_refused(source, tmp_path / "profile")
    first.touch()

    assert first.name == "leads-refused.csv"
    assert place_for_refused(source, tmp_path / "profile").name == "leads-refused-2.csv"
    assert place_for_refused(None, tmp_path / "profile").parent == tmp_path / "profile" / "refused rows"


def test_the_book_knows_channels_stages_and_people(desk: Desk) -> None:
    """What an import asks the playbook."""
    book = desk.workspace.read(read_book)

    assert book.channel("Paid_Search") == "paid search"
    assert book.channel("") == ""
    assert book.new_channels(["webinar", "Billboard 7", "billboard  7", ""]) == ["billboard 7"]
    assert book.owners["chen wei"] == book.owners["sdr"] == "chen wei"
    assert book.stage_reached(["mql"], is_lost=False) == ""
