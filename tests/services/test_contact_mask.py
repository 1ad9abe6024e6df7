"""Phones and e-mails of leads nobody holds are hidden wherever a lead is shown (spec section 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

import app.services
from app.models.vocabulary import MergeField, Role
from app.services.call_desk import call_desk
from app.services.contact_mask import HIDDEN
from app.services.duplicates.listing import _side
from app.services.holding import ClaimLeads
from app.services.lead_knowledge import knowledge
from app.services.lead_list import LeadsWhere, lead_page
from app.services.lead_view import lead_view
from app.services.pool_view import PoolWhere, pool_page
from app.services.search import search
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.stories import my_lead

PHONE, EMAIL = "+8613812345678", "li.na@example.cn"
MASKED = ("+86138****78", "l****@example.cn")
FREE_TO_READ = {
    "contact_guards.py": "where a number is, not the number",
    "calls.py": "rules", "contact_mask.py": "the mask", "do_not_contact.py": "rules", "erasing.py": "rules",
    "lead_facts.py": "rules", "lead_fields.py": "written filters and their names", "lifecycle.py": "rules",
    "lead_json.py": "the scripting door of the owner of the data", "lead_knowledge.py": "orders by position only",
    "do_not_contact_keys.py": "rules", "erasing_view.py": "who erases a person must know whom",
    "merge_fields.py": "rules", "merge_rows.py": "rules", "search.py": "the index of texts",
    "nurture_intake.py": "finds whom a returned line is about by its address, and shows none",
}  # fmt: skip
_READS = re.compile(r"\b(?:Lead|ContactPoint)\.(?:phone|phone_ext|email|email_key|value|raw)\b")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def lead_id(desk: Desk) -> UUID:
    return a_lead(desk.workspace, company="Yunzhi", phone=PHONE, email=EMAIL)


def _shown(desk: Desk, lead_id: UUID) -> dict[str, tuple[str | None, ...]]:
    """Return what every way of reading a lead says of its phone and e-mail."""
    me, now, read = desk.workspace.member_id, desk.clock(), desk.workspace.read
    view, known, side = read(lambda db: (lead_view(db, lead_id), knowledge(db, lead_id), _side(db, lead_id)))
    at_desk = read(call_desk(lead_id, me, now=now, next_monday_at=now))
    [listed] = read(lambda db: lead_page(db, LeadsWhere(text="Yunzhi")))
    [found] = read(lambda db: search(db, "Yunzhi"))
    assert view
    assert known
    assert at_desk
    said: dict[str, tuple[str | None, ...]] = {
        "list": (listed.phone, listed.email),
        "search": (found.phone, found.email),
        "lead": (view.facts.phone, view.facts.email),
        "points": tuple(point.value for point in view.points),
        "raw": tuple(point.raw for point in view.points),
        "knowledge": (*known.phones, *known.emails),
        "duplicates": (side.values[MergeField.PHONE], side.values[MergeField.EMAIL]),
        "call desk": tuple(phone.value for phone in at_desk.phones),
    }
    pooled = read(lambda db: pool_page(db, me, now, PoolWhere()))
    said |= dict.fromkeys(
        ["pool"] if pooled else [], tuple(way for one in pooled for way in (one.phone, one.email))
    )
    return said


def test_nobody_sees_how_to_reach_who_lies_in_the_pool(desk: Desk, lead_id: UUID) -> None:
    for role in Role:
        desk.wear(role)
        said = _shown(desk, lead_id)

        assert {value for values in said.values() for value in values} == set(MASKED)
        assert "pool" in said


def test_who_claims_sees_and_so_do_all_others_then(desk: Desk, lead_id: UUID) -> None:
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))

    assert {value for values in _shown(desk, lead_id).values() for value in values} == {PHONE, EMAIL}


def test_a_masked_number_cannot_be_dialled(desk: Desk, lead_id: UUID) -> None:
    now, me = desk.clock(), desk.workspace.member_id
    at_desk = desk.workspace.read(call_desk(lead_id, me, now=now, next_monday_at=now))

    assert at_desk is not None
    assert [phone.is_dialable for phone in at_desk.phones] == [False]


@pytest.mark.parametrize(
    ("phone", "email"),
    [("12345", None), (None, "a@b.cn"), ("+1", "no-at-sign"), ("+4930123456", "王伟@例子.cn")],
)
def test_odd_and_short_ones_are_hidden_too(desk: Desk, phone: str | None, email: str | None) -> None:
    lead_id = a_lead(desk.workspace, phone=phone, email=email)
    view = desk.workspace.read(lambda db: lead_view(db, lead_id))

    assert view is not None
    for told, whole in ((view.facts.phone, phone), (view.facts.email, email)):
        assert (told is None) == (whole is None)
        assert told is None or (HIDDEN in told and told != whole)


def test_a_lead_somebody_brought_in_for_themselves_is_shown(desk: Desk) -> None:
    lead_id = my_lead(desk, company="Yunzhi", phone=PHONE, email=EMAIL)

    assert {value for values in _shown(desk, lead_id).values() for value in values} == {PHONE, EMAIL}


def test_no_other_place_reads_them_for_people() -> None:
    """Whoever shows a lead asks the mask for it; who reads the columns themselves stands in this list with a reason."""
    folder = Path(app.services.__file__).parent
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if _READS.search(path.read_text(encoding="utf-8"))
        and path.relative_to(folder).parts[0] not in ("intake", "importing", "import_run", "kernel", "demo")
    }

    assert found - set(FREE_TO_READ) == set()
