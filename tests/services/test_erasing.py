"""Erasing a person: nothing of them is left in any byte, codes and counts stay, a file does not bring them back."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Text, select

from app.clock import DAY
from app.models.activity import Activity
from app.models.desk import OutboxEntry
from app.models.do_not_contact import DoNotContact
from app.models.handover import Handover, HandoverAnswer
from app.models.imports import ImportRow
from app.models.leads import Lead
from app.models.tables import shared_classes
from app.models.vocabulary import ActivityKind, BarReason, Outcome, Role
from app.services import drafts
from app.services.calls import EndCall, LogContact, StartCall
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bars_of_person
from app.services.do_not_contact_view import BarWhere, bar_rows
from app.services.erasing import ErasePerson
from app.services.erasing_files import is_sweep_due, sweep
from app.services.erasing_rows import PERSONAL
from app.services.erasing_view import erasing_preview, is_erased, receipts
from app.services.erasing_work import erase_person
from app.services.founding import hats
from app.services.importing.batches import UndoImport
from app.services.importing.records import Custom, TagOf, TouchOf
from app.services.lead_facts import AddContactPoint, CorrectLead, FactField, correction
from app.services.merging import MergeLeads, UndoMerge
from app.services.profile import open_profile
from app.services.recording_files import FOLDER, attaching, take_in
from app.services.safekeeping import backups
from app.services.tagging import TagLeads
from tests.builders import Desk, open_desk
from tests.leads import Sheet, a_lead, carry
from tests.stories import mature, refusal, row, rows, submission

NAME, PHONE, EMAIL = "Zebulon Quxfield", "+8613977766655", "Zeb.Quxfield@zed.example"
SPELLED = (NAME, "zebulon quxfield", "Zebulon", "quxfield", PHONE, "13977766655", EMAIL.lower(), "Z-4711")
ZEB = {
    "company": "Zed Works", "contact_name": NAME, "phone": PHONE, "email": EMAIL, "email_key": EMAIL.lower(),
    "title": "Keeper of Quxfield", "source": "crm", "external_id": "Z-4711", "contact_pinyin": "zebulonquxfield",
}  # fmt: skip
ASKED = "by e-mail, case 118"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk in a folder of its own."""
    with open_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def both(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def _bring(desk: Desk, **more: object) -> tuple[UUID, UUID]:
    """Import the person with everything a row can bring; return the batch and the lead."""
    sheet = Sheet()
    lead_id = sheet.add(
        **(ZEB | more), words=f"{NAME};{PHONE};{EMAIL}", note=f"{NAME} likes tea", note_id=uuid4()
    )
    touch = TouchOf(
        row_no=1,
        id=uuid4(),
        at=desk.clock(),
        channel="seo",
        landing_page=f"https://a.cn/?m={EMAIL}",
        ip="10.9.8.7",
    )
    batch_id, _ = carry(
        desk.workspace, sheet, owner_id=desk.members[Role.SDR], touches=(touch,),
        customs=(Custom(row_no=1, name="assistant", value=f"of {NAME}"),), tags=(TagOf(row_no=1, tag="quxfield"),),
    )  # fmt: skip
    return batch_id, lead_id


def _live(desk: Desk, lead_id: UUID) -> None:
    """Call, correct, promise, note, hand over: words about the person everywhere."""
    give = desk.workspace.execute
    call = StartCall(activity_id=uuid4(), lead_id=lead_id, phone=PHONE)
    give(call)
    desk.clock.tick()
    give(
        EndCall(
            activity_id=call.activity_id, outcome=Outcome.CONNECTED, words=f"{NAME} said yes",
            next_at=desk.clock() + DAY, next_words=f"ask {NAME} again",
        )
    )  # fmt: skip
    give(CorrectLead(lead_id=lead_id, changes=(correction(FactField.TITLE, "Chief Quxfield"),)))
    give(
        AddContactPoint(
            lead_id=lead_id, point="phone", value="+8613977766600", raw="139 7776 6600", extension=None, is_first=False
        )
    )  # fmt: skip
    note = LogContact(
        activity_id=uuid4(),
        lead_id=lead_id,
        activity_kind=ActivityKind.NOTE,
        is_connected=False,
        words=f"met {NAME}",
    )
    give(note)
    give(TagLeads(lead_ids=(lead_id,), tag="friend of Zebulon"))
    desk.workspace.keep(drafts.save(f"desk:{lead_id.hex}:closing", f"{NAME} is", at=1))


def _erase(desk: Desk, *lead_ids: UUID, folder: Path | None = None) -> UUID:
    preview = desk.workspace.read(erasing_preview(lead_ids))
    assert preview is not None
    erasure, _ = erase_person(
        desk.workspace,
        preview.lead_ids,
        asked_by=ASKED,
        folder=folder,
        as_member=desk.members[Role.TEAM_LEAD],
    )
    return erasure


def _found(folder: Path) -> dict[str, list[str]]:
    """Return by file which of the person's spellings stand in its bytes."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            held = path.read_bytes().lower()
            said = [text for text in SPELLED if text.lower().encode() in held]
            if said:
                found[path.name] = said
    return found


def test_no_byte_of_any_file_tells_who_they_were(desk: Desk, tmp_path: Path) -> None:
    """Database, log, backups, recordings, refused rows: after the sweep nothing of the person is there."""
    _, lead_id = _bring(desk)
    _live(desk, lead_id)
    sound = tmp_path / "Quxfield.wav"
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(1600))
    call = rows(desk, Activity, Activity.lead_id == lead_id, Activity.kind == "call")[0]
    taken = take_in(tmp_path / FOLDER, sound)
    desk.workspace.execute(attaching(taken, call.id))
    sound.unlink()
    refused = tmp_path / "refused rows"
    refused.mkdir()
    (refused / "list-refused.csv").write_text(
        f"name,phone\n{NAME},{PHONE}\nBo,+8613812340000\n", encoding="utf-8-sig"
    )
    backups.back_up_if_changed(desk.database, tmp_path, clock=desk.clock)
    desk.clock.forward(days=1)
    assert "decile.db-wal" in _found(tmp_path)
    _erase(desk, lead_id, folder=tmp_path)
    assert desk.workspace.read(is_sweep_due)
    swept = sweep(desk.database, tmp_path, clock=desk.clock)

    assert _found(tmp_path) == {}
    assert (swept.recordings, swept.backups, swept.left) == (1, 1, ())
    assert not list((tmp_path / FOLDER).glob("*.wav"))
    assert "Bo" in (refused / "list-refused.csv").read_text(encoding="utf-8-sig")
    assert not desk.workspace.read(is_sweep_due)
    assert len(backups.backups_of(tmp_path)) == 1


def test_codes_times_and_counts_stay(both: Desk) -> None:
    """The lead, its calls with their outcomes, the hand-over with its answers' states; on both databases alike."""
    lead_id, run_id = mature(both)
    given = submission(lead_id, run_id)
    both.workspace.execute(given)
    calls = len(rows(both, Activity, Activity.lead_id == lead_id))
    erasure = _erase(both, lead_id)

    lead = row(both, Lead, lead_id)
    assert (lead.contact_name, lead.phone, lead.email, lead.is_reachable) == (None, None, None, False)
    assert (lead.stage, lead.company is None, lead.owner_id) == (
        "sales_validating",
        False,
        both.members[Role.SDR],
    )
    assert len(rows(both, Activity, Activity.lead_id == lead_id)) == calls
    answers = rows(both, HandoverAnswer, HandoverAnswer.handover_id == given.handover_id)
    assert {one.words for one in answers} == {""}
    assert sum(one.state == "good" for one in answers) >= 5
    assert row(both, Handover, given.handover_id).contact_name is None
    assert both.workspace.read(lambda db: is_erased(db, lead_id))
    assert [one.erasure_id for one in both.workspace.read(receipts())] == [erasure]


def test_the_preview_says_what_will_go_and_the_receipt_what_went(desk: Desk) -> None:
    """Table by table the same numbers; the receipt names who asked and who did it, not whom."""
    _, lead_id = _bring(desk)
    _live(desk, lead_id)
    preview = desk.workspace.read(erasing_preview([lead_id]))
    assert preview is not None
    _erase(desk, lead_id)
    [receipt] = desk.workspace.read(receipts())

    assert preview.words == NAME
    assert (preview.counts["contact_point"], preview.counts["lead"], preview.drafts) == (3, 1, 1)
    assert receipt.counts == preview.counts
    assert (receipt.asked_by, receipt.by_name, receipt.leads) == (ASKED, "Chen Wei", 1)
    assert desk.workspace.read(erasing_preview([uuid4()])) is None


def test_the_commands_given_stay_without_the_words(desk: Desk) -> None:
    """The audit still says who did what and when."""
    _, lead_id = _bring(desk)
    _live(desk, lead_id)
    before = [(one.seq, one.kind) for one in _outbox(desk)]
    _erase(desk, lead_id)
    after = _outbox(desk)

    assert [(one.seq, one.kind) for one in after][:-1] == before
    said = " ".join(one.args.lower() for one in after)
    assert not [text for text in SPELLED if text.lower() in said]
    assert '"outcome":"connected"' in said
    assert f'"lead_id":"{lead_id}"' in said


def _outbox(desk: Desk) -> list[OutboxEntry]:
    with desk.database.read() as db:
        return list(
            db.execute(select(OutboxEntry.seq, OutboxEntry.kind, OutboxEntry.args).order_by(OutboxEntry.seq))
        )  # type: ignore[arg-type]


def test_no_undo_brings_them_back(desk: Desk, tmp_path: Path) -> None:
    """Not the undo of a merge, of a correction or of an import that had updated them."""
    lead = desk.members[Role.TEAM_LEAD]
    _, first = _bring(desk)
    batch, _ = _bring(desk, title="Quxfield the second")
    sheet = Sheet()
    other = sheet.add(company="Zed Works", contact_name="Zebulon Q.", phone="+8613977766655")
    carry(desk.workspace, sheet, owner_id=desk.members[Role.SDR])
    merge = desk.workspace.execute(
        MergeLeads(kept_id=first, gone_id=other, take=(), take_custom=(), knowingly=True), as_member=lead
    )
    part = ErasePerson(lead_ids=(first,), asked_by=ASKED, secret="0" * 64)
    assert refusal(desk, part, role=Role.TEAM_LEAD).code == "erased_in_part"
    _erase(desk, first, folder=tmp_path)
    desk.workspace.execute(UndoMerge(merge_id=merge.cmd_id), as_member=lead)
    desk.workspace.execute(UndoImport(batch_id=batch))
    sweep(desk.database, tmp_path, clock=desk.clock)

    assert _found(tmp_path) == {}
    assert row(desk, Lead, other).contact_name is None


@pytest.mark.parametrize(
    ("again", "is_kept_out"),
    [
        ({"email": "ZEB.quxfield@zed.example", "email_key": "zeb.quxfield@zed.example"}, True),
        ({"contact_name": NAME, "phone": PHONE}, True),
        ({"phone": PHONE}, True),
        ({"company": "X", "source": "crm", "external_id": "Z-4711"}, True),
        ({"contact_name": "Bo Wu", "phone": PHONE}, False),
        ({"company": "Zed Works", "contact_name": "Bo Wu", "phone": "+8613812340000"}, False),
    ],
)
def test_a_file_does_not_bring_them_back(both: Desk, again: dict[str, str], *, is_kept_out: bool) -> None:
    """Known by the keyed hashes: set aside without its words; a colleague on the same switchboard is not."""
    _, lead_id = _bring(both)
    _erase(both, lead_id)
    sheet = Sheet()
    fresh = sheet.add(**again, words="the row as it stood")
    batch, done = carry(both.workspace, sheet)

    assert done.answer["set_aside"] == int(is_kept_out)
    [kept] = rows(both, ImportRow, ImportRow.batch_id == batch)
    assert (kept.reason, kept.words) == (("erased_person", None) if is_kept_out else (None, kept.words))
    assert bool(rows(both, Lead, Lead.id == fresh)) is not is_kept_out


def test_whoever_is_on_the_list_stays_barred_without_being_named(both: Desk) -> None:
    """The entry keeps the hash: the number is refused as before, and nobody can read it there."""
    _, lead_id = _bring(both)
    bars = both.workspace.read(lambda db: bars_of_person(db, lead_id))
    both.workspace.execute(
        ForbidContact(entries=bars, reason=BarReason.ASKED, asked_by=f"{NAME} himself", lead_id=lead_id)
    )
    _erase(both, lead_id)
    sheet = Sheet()
    other = sheet.add(company="Zed", contact_name="Bo", phone=PHONE)
    carry(both.workspace, sheet, owner_id=both.members[Role.SDR])

    call = StartCall(activity_id=uuid4(), lead_id=other, phone="+8613812340000")
    assert both.workspace.why_not(call) == ["do_not_contact"]
    listed = both.workspace.read(bar_rows(BarWhere()))
    assert {(one.shown, one.asked_by) for one in listed} == {("", "")}
    assert all(len(one.key) == 64 for one in rows(both, DoNotContact))


def test_only_a_lead_or_an_administrator_erases_and_nobody_in_a_call(both: Desk) -> None:
    """Each reason has its case."""
    _, lead_id = _bring(both)
    command = ErasePerson(lead_ids=(lead_id,), asked_by=ASKED, secret="0" * 64)

    assert refusal(both, command).code == "not_allowed"
    lost = ErasePerson(lead_ids=(uuid4(),), asked_by=ASKED, secret="0" * 64)
    assert refusal(both, lost, role=Role.ADMIN).code == "unknown_lead"
    twice = ErasePerson(lead_ids=(lead_id, lead_id), asked_by=ASKED, secret="0" * 64)
    assert refusal(both, twice, role=Role.ADMIN).code == "listed_twice"
    both.workspace.execute(StartCall(activity_id=uuid4(), lead_id=lead_id, phone=PHONE))
    assert refusal(both, command, role=Role.ADMIN).code == "being_called"


def test_another_record_of_the_same_person_is_found(desk: Desk) -> None:
    """By the same address, or the same number and name; a colleague's number alone is not the person."""
    _, lead_id = _bring(desk)
    sheet = Sheet()
    twin = sheet.add(company="Zed Trading", contact_name="Z. Q.", email=EMAIL, email_key=EMAIL.lower())
    sheet.add(company="Zed Works", contact_name="Bo Wu", phone=PHONE)
    carry(desk.workspace, sheet)
    preview = desk.workspace.read(erasing_preview([lead_id]))
    assert preview is not None

    assert [one.lead_id for one in preview.others] == [twin]
    assert set(preview.lead_ids) == {lead_id, twin}


def test_an_erasing_cut_short_goes_on_at_the_next_start(tmp_path: Path) -> None:
    """The program ended between the command and the files: what is due is remembered with the command."""
    opened = open_profile(tmp_path)
    workspace = opened.found(name="Chen Wei")
    lead_id = a_lead(workspace, **ZEB)
    backups.back_up_if_changed(opened.database, tmp_path)
    lead = next(hat.member_id for hat in workspace.read(hats) if hat.role is Role.TEAM_LEAD)
    erase_person(workspace, [lead_id], asked_by=ASKED, folder=tmp_path, as_member=lead)
    opened.close()
    assert _found(tmp_path)
    opened = open_profile(tmp_path)
    opened.take_care()
    opened.close()

    assert _found(tmp_path) == {}


_CODES = frozenset(
    {
        "kind", "outcome", "question_key", "state", "choice_key", "sha256", "why", "reason", "field", "stage",
        "from_stage", "to_stage", "fact", "verdict", "cause", "how", "milestone", "rule_key", "left_out", "evidence",
        "result", "part", "table_name", "value_key", "stop_reason", "sub_state", "lost_reason", "currency", "title_zh",
        "title_en", "choice_zh", "choice_en", "channel", "campaign", "ad_plan", "ad_unit", "keyword", "source",
        "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "company", "company_key",
        "company_pinyin", "company_initials", "region", "city", "industry", "company_size", "registration_no",
        "website", "track_key", "step_key", "about",
    }
)  # fmt: skip
"""Columns with codes, with how a lead came to us, and with the company it is."""
_ELSEWHERE = {
    "do_not_contact": "hashed, see above",
    "import_row": "words only of rows set aside, which are found by what they say",
    "intake_row": "empty between two commands",
    "lead_key": "deleted, but for the company's name",
}


def test_every_column_with_words_about_a_lead_is_overwritten_or_known_to_say_nothing() -> None:
    """A new column of text must be put into one of the two."""
    covered = {one.table.name: set(one.blanks) or {c.name for c in one.table.columns} for one in PERSONAL}
    about = {"lead_id", "handover_id", "run_id", "record_id", "merge_id", "respond_by_at"}
    left = {
        f"{cls.__tablename__}.{column.name}"
        for cls in shared_classes()
        if about & {one.name for one in cls.__table__.columns} and cls.__tablename__ not in _ELSEWHERE
        for column in cls.__table__.columns
        if isinstance(column.type, Text) and column.name not in covered.get(cls.__tablename__, set()) | _CODES
    }

    assert left == set()
