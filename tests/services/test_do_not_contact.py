"""The do-not-contact list: who is on it, and that nothing but a team lead's word takes anybody off (spec section 13)."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.models.search_index import LeadRow
from app.models.vocabulary import ActivityKind, BarKind, BarReason, Role
from app.services.calls import LogContact, StartCall
from app.services.do_not_contact import AllowContact, Bar, ForbidContact
from app.services.do_not_contact_keys import bar_typed, bars_of_company, bars_of_person
from app.services.do_not_contact_view import BarState, BarWhere, bar_count, bar_rows, barred_among, bars_on
from app.services.holding import AssignLeads
from app.services.lead_facts import CorrectLead, FactField, correction
from app.services.merging import MergeLeads
from app.services.search import rebuild
from tests.builders import Desk
from tests.stories import my_lead, refusal

ANNA = {
    "company": "Acme", "contact_name": "Anna Li", "phone": "+8613912345678", "email": "Anna@acme.cn",
    "email_key": "anna@acme.cn",
}  # fmt: skip


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def _call(lead_id: UUID, phone: str = "+8613912345678") -> StartCall:
    return StartCall(activity_id=uuid4(), lead_id=lead_id, phone=phone)


def _log(lead_id: UUID, kind: ActivityKind) -> LogContact:
    return LogContact(activity_id=uuid4(), lead_id=lead_id, activity_kind=kind, is_connected=False, words="")


def _forbid(desk: Desk, *bars: Bar | None, lead_id: UUID | None = None) -> ForbidContact:
    entries = tuple(bar for bar in bars if bar is not None)
    command = ForbidContact(entries=entries, reason=BarReason.ASKED, asked_by="said so", lead_id=lead_id)
    desk.workspace.execute(command)
    return command


def test_who_asked_not_to_be_contacted_is_refused_to_everybody(desk: Desk) -> None:
    """Calls, messages and visits; what they send us, and a note, may still be kept."""
    lead_id = my_lead(desk, **ANNA)
    _forbid(desk, *desk.workspace.read(lambda db: bars_of_person(db, lead_id)), lead_id=lead_id)

    assert desk.workspace.why_not(_call(lead_id)) == ["do_not_contact"]
    assert refusal(desk, _call(lead_id), role=Role.TEAM_LEAD).code == "do_not_contact"
    for kind in ActivityKind:
        codes = desk.workspace.why_not(_log(lead_id, kind))
        assert ("do_not_contact" in codes) == (
            kind in (ActivityKind.CALL, ActivityKind.MESSAGE, ActivityKind.VISIT)
        )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (BarKind.PHONE, "139 1234 5678"),
        (BarKind.EMAIL, "ANNA@ACME.CN"),
        (BarKind.COMPANY, "ACME, Inc."),
        (BarKind.CONTACT, "Ms. Anna LI"),
    ],
)
def test_what_is_typed_finds_the_lead_however_it_is_written(desk: Desk, kind: BarKind, text: str) -> None:
    """Entries and evidence meet in their normal forms."""
    lead_id, other = my_lead(desk, **ANNA), my_lead(desk, company="Other", contact_name="Bo")
    _forbid(desk, bar_typed(kind, text, company="Acme Ltd"))

    assert desk.workspace.why_not(_call(lead_id)) == ["do_not_contact"]
    assert desk.workspace.read(lambda db: barred_among(db, [lead_id, other])) == {lead_id}
    [bar] = desk.workspace.read(lambda db: bars_on(db, lead_id))
    assert (bar.kind, bar.by_name) == (kind, "Chen Wei")


def test_what_is_no_such_thing_is_not_put_on_the_list() -> None:
    """A number that cannot exist or an address without a domain would bar nobody."""
    assert bar_typed(BarKind.PHONE, "12") is None
    assert bar_typed(BarKind.EMAIL, "anna") is None
    assert bar_typed(BarKind.CONTACT, "Anna") is None
    assert bar_typed(BarKind.COMPANY, "  ") is None
    assert bar_typed(BarKind.DOMAIN, "acme") is None
    domain = bar_typed(BarKind.DOMAIN, "x@www.acme.co.uk")
    assert domain is not None
    assert domain.key == "acme.co.uk"


def test_a_number_on_the_list_is_not_dialled_for_another_lead(desk: Desk) -> None:
    """Whatever lead it is dialled for."""
    lead_id = my_lead(desk)
    _forbid(desk, bar_typed(BarKind.PHONE, "13912345678"))

    assert desk.workspace.why_not(_call(lead_id)) == ["do_not_contact"]
    assert desk.workspace.why_not(_call(lead_id, "+8613912345679")) == []


def test_neither_import_nor_correction_nor_merge_lifts_an_entry(desk: Desk) -> None:
    """The person comes again with another spelling, is renamed, and becomes part of another record."""
    first = my_lead(desk, **ANNA)
    _forbid(desk, bar_typed(BarKind.EMAIL, "anna@acme.cn"))
    again = my_lead(
        desk, company="Acme China", contact_name="A. Li", email="ANNA@acme.cn", email_key="anna@acme.cn"
    )
    kept = my_lead(desk, company="Acme", contact_name="Bo Wu", phone="+8613812340000")

    assert desk.workspace.read(lambda db: barred_among(db, [first, again, kept])) == {first, again}
    renamed = CorrectLead(
        lead_id=first,
        changes=(correction(FactField.CONTACT_NAME, "Anne"), correction(FactField.COMPANY, "Akme")),
    )
    desk.workspace.execute(renamed)
    assert desk.workspace.why_not(_call(first)) == ["do_not_contact"]
    desk.workspace.execute(
        MergeLeads(kept_id=kept, gone_id=first, take=(), take_custom=(), knowingly=True),
        as_member=desk.members[Role.TEAM_LEAD],
    )
    assert desk.workspace.why_not(_call(kept, "+8613812340000")) == ["do_not_contact"]


def test_the_company_bars_all_its_people(desk: Desk) -> None:
    """By its name and by its domain."""
    one, other = my_lead(desk, **ANNA), my_lead(desk, company="acme", contact_name="Bo Wu")
    _forbid(desk, *desk.workspace.read(lambda db: bars_of_company(db, one)))

    assert desk.workspace.read(lambda db: barred_among(db, [one, other])) == {one, other}


def test_only_a_team_lead_takes_off_and_the_reason_stays(desk: Desk) -> None:
    """The entry is kept with who lifted it; then it may be put on again."""
    lead_id = my_lead(desk, **ANNA)
    bar = bar_typed(BarKind.PHONE, "13912345678")
    given = _forbid(desk, bar)
    lift = AllowContact(entry_id=given.entries[0].id, words="they wrote to us again")

    assert refusal(desk, lift).code == "not_allowed"
    assert refusal(desk, given).code == "exists_already"
    desk.workspace.execute(lift, as_member=desk.members[Role.TEAM_LEAD])
    assert desk.workspace.why_not(_call(lead_id)) == []
    assert refusal(desk, lift, role=Role.TEAM_LEAD).code == "lifted_already"
    lost = AllowContact(entry_id=uuid4(), words="x")
    assert refusal(desk, lost, role=Role.TEAM_LEAD).code == "unknown_entry"
    [row] = desk.workspace.read(bar_rows(BarWhere(state=BarState.LIFTED)))
    assert (row.lifted_words, row.lifted_by_name) == ("they wrote to us again", "Chen Wei")
    _forbid(desk, bar_typed(BarKind.PHONE, "13912345678"))
    assert desk.workspace.why_not(_call(lead_id)) == ["do_not_contact"]


def test_what_stands_on_the_list_is_not_put_on_twice(desk: Desk) -> None:
    """What is new among them is; where nothing is, the command is refused."""
    _forbid(desk, bar_typed(BarKind.PHONE, "13912345678"))
    both = (bar_typed(BarKind.PHONE, "+86 139-1234-5678"), bar_typed(BarKind.EMAIL, "anna@acme.cn"))
    _forbid(desk, *both)

    assert desk.workspace.read(bar_count(BarWhere())) == 2
    assert desk.workspace.read(bar_count(BarWhere(text="ANNA@"))) == 1
    entries = tuple(bar for bar in (bar_typed(BarKind.PHONE, "13912345678"),) if bar)
    again = ForbidContact(entries=entries, reason=BarReason.LEGAL, asked_by="")
    assert refusal(desk, again).code == "barred_already"
    twice = ForbidContact(entries=entries * 2, reason=BarReason.LEGAL, asked_by="")
    assert refusal(desk, twice).code == "listed_twice"
    lost = ForbidContact(entries=entries, reason=BarReason.LEGAL, asked_by="", lead_id=uuid4())
    assert refusal(desk, lost).code == "unknown_lead"


def test_a_lead_on_the_list_waits_in_nobodys_queue(desk: Desk) -> None:
    """It comes back when the entry is lifted."""
    from app.services.queue import queue_count  # noqa: PLC0415 - of this test alone

    lead_id = my_lead(desk, **ANNA)
    sdr, now = desk.members[Role.SDR], desk.clock()
    desk.workspace.execute(
        AssignLeads(lead_ids=(my_lead(desk),), member_id=desk.members[Role.TEAM_LEAD]),
        as_member=desk.members[Role.TEAM_LEAD],
    )
    counted = lambda: desk.workspace.read(lambda db: queue_count(db, sdr, now))  # noqa: E731
    assert counted() == 1
    given = _forbid(desk, *desk.workspace.read(lambda db: bars_of_person(db, lead_id)))

    assert counted() == 0
    for entry in given.entries:
        desk.workspace.execute(
            AllowContact(entry_id=entry.id, words="again"), as_member=desk.members[Role.TEAM_LEAD]
        )
    assert counted() == 1


def test_the_rows_that_lists_read_agree_with_the_rule(desk: Desk) -> None:
    """Whatever changes last, the list or the lead's evidence; derived anew they are the same."""

    def callable_now() -> dict[UUID, bool]:
        with desk.database.read() as db:
            return {
                row.lead_id: row.is_reachable
                for row in db.execute(select(LeadRow.lead_id, LeadRow.is_reachable))
            }

    def agrees() -> bool:
        found = callable_now()
        barred = desk.workspace.read(lambda db: barred_among(db, found))
        return all(can == (lead_id not in barred) for lead_id, can in found.items())

    first = my_lead(desk, **ANNA)
    given = _forbid(desk, bar_typed(BarKind.EMAIL, "anna@acme.cn"), bar_typed(BarKind.DOMAIN, "b.cn"))
    assert callable_now() == {first: False}
    my_lead(desk, company="Acme", contact_name="A", email="ANNA@acme.cn", email_key="anna@acme.cn")
    free = my_lead(desk, company="Acme", contact_name="Bo", phone="+8613812340000")
    assert (callable_now()[free], agrees()) == (True, True)
    _forbid(desk, bar_typed(BarKind.CONTACT, "Bo Wu", company="Acme"))
    desk.workspace.execute(CorrectLead(lead_id=free, changes=(correction(FactField.CONTACT_NAME, "Bo Wu"),)))
    assert (callable_now()[free], agrees()) == (False, True)
    lift = AllowContact(entry_id=given.entries[0].id, words="again")
    desk.workspace.execute(lift, as_member=desk.members[Role.TEAM_LEAD])
    assert (callable_now()[first], agrees()) == (True, True)
    before = callable_now()
    with desk.database.write() as db:
        rebuild(db)
    assert callable_now() == before
