"""Correcting a lead's facts: what is typed is found, evidence grows, what stood there is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.errors import RuleViolation
from app.models.corrections import LeadChange
from app.models.leads import Lead, LeadKey
from app.models.vocabulary import Evidence, PointKind, Role
from app.services.lead_facts import AddContactPoint, Correction, CorrectLead, FactField, correction
from app.services.lead_knowledge import knowledge, reached_by
from app.services.search import search
from tests.builders import Desk, open_desk
from tests.leads import Sheet, a_lead, carry


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("desk")) as one:
        yield one


def test_a_corrected_company_is_found_by_its_new_name_and_its_sound(desk: Desk) -> None:
    """Name, normal form and pinyin change together; the old name stays evidence."""
    lead_id = _mine(desk, company="云智")
    _correct(desk, lead_id, {FactField.COMPANY: "北京远山科技有限公司"})

    for typed in ("远山", "bjys", "yuanshan"):
        assert [hit.lead_id for hit in desk.workspace.read(lambda db, text=typed: search(db, text))] == [
            lead_id
        ]
    assert {"云智", "北京远山科技"} <= set(_keys(desk, lead_id, "company"))


def test_a_blank_says_it_is_not_known(desk: Desk) -> None:
    """And what stood there is kept with who changed it."""
    lead_id = _mine(desk, title="CEO", city="上海")
    _correct(desk, lead_id, {FactField.TITLE: " - ", FactField.CITY: "杭州"})

    lead = _lead(desk, lead_id)
    assert (lead.title, lead.city, lead.score) == (None, "杭州", 0)
    changes = select(LeadChange.field, LeadChange.was, LeadChange.becomes).where(
        LeadChange.lead_id == lead_id
    )
    found = desk.workspace.read(lambda db: set(map(tuple, db.execute(changes))))
    assert found == {("title", "CEO", None), ("city", "上海", "杭州")}


def test_nobody_corrects_a_colleagues_lead(desk: Desk) -> None:
    """Its owner, its rep, a lead of either side, and marketing may."""
    lead_id = a_lead(desk.workspace)
    command = CorrectLead(lead_id=lead_id, changes=(correction(FactField.CITY, "杭州"),))

    assert desk.workspace.why_not(command) == ["not_yours"]
    desk.workspace.execute(command, as_member=desk.members[Role.TEAM_LEAD])
    assert desk.workspace.why_not(command, as_member=desk.members[Role.TEAM_LEAD]) == ["nothing_changed"]


def test_a_lead_of_nothing_cannot_be_made(desk: Desk) -> None:
    """Without phone, e-mail and id, one of company and contact stays."""
    sheet = Sheet()
    lead_id = sheet.add(company="只有名字", is_reachable=False)
    carry(desk.workspace, sheet, owner_id=desk.members[Role.SDR])

    with pytest.raises(RuleViolation, match="nothing_left"):
        _correct(desk, lead_id, {FactField.COMPANY: ""})


def test_a_learned_phone_makes_a_lead_reachable(desk: Desk) -> None:
    """It is a MAL now, its first response is owed, and it is found by its number."""
    sheet = Sheet()
    lead_id = sheet.add(company="没有电话", contact_name="李雷", is_reachable=False)
    carry(desk.workspace, sheet, owner_id=desk.members[Role.SDR])
    assert _lead(desk, lead_id).respond_by_at is None

    desk.workspace.execute(_reach(lead_id, "+8613912345678"))

    lead = _lead(desk, lead_id)
    assert (lead.phone, lead.phone_status, lead.is_reachable) == ("+8613912345678", "valid", True)
    assert lead.respond_by_at > desk.clock()
    assert _keys(desk, lead_id, "phone_name") == ["+8613912345678|李雷"]
    assert [hit.lead_id for hit in desk.workspace.read(lambda db: search(db, "12345678"))] == [lead_id]


def test_a_second_phone_comes_behind_unless_it_is_to_be_first(desk: Desk) -> None:
    """The same one again only to bring it to the front."""
    lead_id = _mine(desk, phone="+8613800000077")
    desk.workspace.execute(_reach(lead_id, "+8613800000078"))
    assert _lead(desk, lead_id).phone == "+8613800000077"
    assert desk.workspace.why_not(_reach(lead_id, "+8613800000078")) == ["exists_already"]

    desk.workspace.execute(_reach(lead_id, "+8613800000078", is_first=True))

    assert _lead(desk, lead_id).phone == "+8613800000078"


def test_a_website_and_an_e_mail_learned_later_show_the_company(desk: Desk) -> None:
    """Their domain joins the evidence by which duplicates are found; a public host tells no company."""
    lead_id = _mine(desk)
    _correct(desk, lead_id, {FactField.WEBSITE: "https://www.shop.acme.co.uk/about"})
    for typed in ("li.wei@beta.com.cn", "li.wei@163.com"):
        known = desk.workspace.read(lambda db: knowledge(db, lead_id))
        assert known is not None
        command = reached_by(known, PointKind.EMAIL, typed, is_first=False)
        assert command is not None
        desk.workspace.execute(command)

    assert sorted(_keys(desk, lead_id, Evidence.DOMAIN)) == ["acme.co.uk", "beta.com.cn"]


def test_a_name_taken_away_leaves_no_key_behind(desk: Desk) -> None:
    """Whatever was sent along with it."""
    lead_id = _mine(desk)
    gone = Correction(field=FactField.COMPANY, value=None, key="forged", pinyin="f", initials="f")
    desk.workspace.execute(CorrectLead(lead_id=lead_id, changes=(gone,)))

    assert _lead(desk, lead_id).company_key is None
    assert "forged" not in _keys(desk, lead_id, Evidence.COMPANY)


def _reach(lead_id: UUID, value: str, *, is_first: bool = False) -> AddContactPoint:
    return AddContactPoint(
        lead_id=lead_id, point=PointKind.PHONE, value=value, raw=value, extension=None, is_first=is_first
    )


def _mine(desk: Desk, **fields: Any) -> UUID:
    return a_lead(desk.workspace, owner_id=desk.members[Role.SDR], **fields)


def _correct(desk: Desk, lead_id: UUID, becomes: dict[FactField, str]) -> None:
    changes = tuple(correction(field, text) for field, text in becomes.items())
    desk.workspace.execute(CorrectLead(lead_id=lead_id, changes=changes))


def _lead(desk: Desk, lead_id: UUID) -> Any:
    return desk.workspace.read(lambda db: db.execute(select(Lead.__table__).where(Lead.id == lead_id)).one())


def _keys(desk: Desk, lead_id: UUID, kind: str) -> list[str]:
    keys = select(LeadKey.key).where(LeadKey.lead_id == lead_id, LeadKey.kind == kind)
    return desk.workspace.read(lambda db: list(db.execute(keys).scalars()))
