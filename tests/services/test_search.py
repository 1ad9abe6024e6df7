"""Search finds what a plain look at every column finds, in any alphabet, whatever changed before."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from app.models.leads import ContactPoint, Lead
from app.models.search_index import LeadRow
from app.services.search import is_found, rebuild, search
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead

COMPANIES = (
    "北京贝尔科技有限公司", "贝尔", "上海尔贝", "重庆长安汽车", "IBM中国", "Müller & Söhne GmbH",
    "O'Hara \"Q\" 50%", "ＡＣＭＥ",
    "acme west", "Жук",
    "A", "3M", "58同城", "𠮷野家", "北京贝", None, "尔", "a_b*c",
)  # fmt: skip
PEOPLE = ("张三", "单雄信", "欧阳锋", "Ann Lee", "É. Noël", "李", None, "王五 (旧)")
PHONES = ("+8613912345678", "+861062561234", "010-6256 1234 ext 5", None, "+4930123456")
EMAILS = ("zhang@acme.example", "Ann.Lee@Example.ORG", None)
LETTERS = "贝尔北京科技张三单长IBMacméЖжÉ𠮷amWe s3M5860-'\"*%_()+.@ＡbjbekjOR"


def shown(desk: Desk, query: str) -> set[UUID]:
    condition = is_found(query)
    if condition is None:
        return set()
    statement = select(LeadRow.lead_id).where(condition)
    return desk.workspace.read(lambda db: set(db.execute(statement).scalars()))


def looked_up(desk: Desk, query: str) -> set[UUID]:
    """Look at every column of every lead, as the docstring of the module says."""
    with desk.database.read() as db:
        leads = db.execute(select(Lead.__table__)).mappings().all()
        points = db.execute(select(ContactPoint.lead_id, ContactPoint.kind, ContactPoint.value)).all()
    plain = unicodedata.normalize("NFKC", query).lower()
    return {
        lead["id"] for lead in leads if _fits(lead, [p for p in points if p.lead_id == lead["id"]], plain)
    }


def _fits(lead: Any, points: list[Any], plain: str) -> bool:
    names = [lead["company"], lead["contact_name"], lead["company_initials"], lead["contact_initials"]]
    numbers = [lead["phone"], *(p.value for p in points if p.kind == "phone")]
    others = [
        lead[name]
        for name in ("company_key", "contact_key", "email", "external_id", "company_pinyin", "contact_pinyin")
    ]
    wide = [
        *names,
        *others,
        *(_bare(n) for n in numbers if n),
        *(p.value for p in points if p.kind == "email"),
    ]

    def inside(word: str, texts: list[Any]) -> bool:
        return any(word in (text or "").lower() for text in texts)

    def fits(word: str) -> bool:
        if _is_number(word):
            digits = _digits(word)
            ways = {digits, digits.lstrip("0")} if len(digits.lstrip("0")) > 2 else {digits}
            return inside(word, wide) or any(inside(way, wide) for way in ways)
        return inside(word, wide if len(word) > 2 else names)

    if _is_number(plain.replace(" ", "")):
        plain = _digits(plain)
    words = plain.split()
    return bool(words) and all(fits(word) for word in words)


def _bare(number: str) -> str:
    return "".join(letter for letter in number if letter not in "+- ().")


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())


def _is_number(text: str) -> bool:
    return len(_digits(text)) > 2 and all(letter in "+-()./" or letter.isdecimal() for letter in text)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("crowd")) as opened:
        for at, company in enumerate(COMPANIES * 3):
            email = EMAILS[at % 3]
            lead_id = insert_lead(
                opened, company=company, contact_name=PEOPLE[at * 5 % 8], phone=PHONES[at % 5], email=email,
                company_key=company and unicodedata.normalize("NFKC", company).lower(), score=at,
            )  # fmt: skip
            if at % 4 == 0:
                add_point(opened, lead_id, "phone", f"+86185{at:08d}")
                add_point(opened, lead_id, "email", f"other{at}@west.example")
        yield opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def add_point(desk: Desk, lead_id: UUID, kind: str, value: str) -> None:
    with desk.database.write() as db:
        db.execute(
            insert(ContactPoint).values(
                lead_id=lead_id, kind=kind, position=7, value=value, raw=value, status="valid"
            )
        )


@settings(max_examples=300)
@given(query=st.text(st.sampled_from(LETTERS), min_size=1, max_size=6))
def test_random_letters_find_what_a_look_at_every_column_finds(crowd: Desk, query: str) -> None:
    assert shown(crowd, query) == looked_up(crowd, query)


@settings(max_examples=200)
@given(data=st.data())
def test_any_part_of_any_value_is_found(crowd: Desk, data: st.DataObject) -> None:
    """Cut from what is stored: names, numbers, addresses, pinyin."""
    with crowd.database.read() as db:
        rows = db.execute(
            select(Lead.company, Lead.contact_name, Lead.phone, Lead.email, Lead.company_pinyin)
        ).all()
    text = data.draw(st.sampled_from([value for row in rows for value in row if value]))
    begin = data.draw(st.integers(0, len(text) - 1))
    query = text[begin : begin + data.draw(st.integers(1, 8))]

    assert shown(crowd, query) == looked_up(crowd, query)


@pytest.mark.parametrize(
    ("query", "companies"),
    [
        ("贝", {"北京贝尔科技有限公司", "贝尔"}),
        ("贝尔", {"北京贝尔科技有限公司", "贝尔"}),
        ("贝尔科", {"北京贝尔科技有限公司"}),
        ("beierkeji", {"北京贝尔科技有限公司"}),
        ("bjbe", {"北京贝尔科技有限公司"}),
        ("be", {"北京贝尔科技有限公司", "贝尔"}),
        ("chongqing", {"重庆长安汽车"}),
        ("acme", {"ＡＣＭＥ"}),
        ("ＡＣＭＥ", {"ＡＣＭＥ"}),
        ("жук", {"Жук"}),
        ("жу", {"Жук"}),
        ("shan", {"贝尔"}),
        ("贝尔 科技", {"北京贝尔科技有限公司"}),
        ("139 1234-5678", {"Жук"}),
        ("5678", {"Жук"}),
        ("010 6256 1234", {"𠮷野家"}),
        ("0049 30 123456", {"重庆长安汽车"}),
        ("example.org", {"𠮷野家"}),
        ("", set()),
        ("   ", set()),
        ('"', {'O\'Hara "Q" 50%'}),
        ("\0", set()),
    ],
)  # fmt: skip
def test_what_people_type_finds_what_they_mean(desk: Desk, query: str, companies: set[str]) -> None:
    known = {
        "北京贝尔科技有限公司": {}, "贝尔": {"contact_name": "单雄信"},
        "重庆长安汽车": {"phone": "+4930123456"},
        "ＡＣＭＥ": {"company_key": "acme"}, "Жук": {"phone": "+8613912345678"},
        "𠮷野家": {"phone": "+861062561234", "email": "a@Example.ORG"}, 'O\'Hara "Q" 50%': {},
    }  # fmt: skip
    quiet: dict[str, Any] = {"email": "x@y.zz", "phone": "+8618700000000", "contact_name": "Yu"}
    ids = {
        insert_lead(desk, **{**quiet, **more, "company": company}): company for company, more in known.items()
    }

    assert {ids[one] for one in shown(desk, query)} == companies


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(
            ["company", "contact_name", "phone", "email", "point", "unpoint", "delete", "insert"]
        ),
        st.sampled_from(["贝尔", "Acme", "acme west", "+8613912345678", "x@y.example", "Ж"]),
    ),
    max_size=8,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_the_index_follows_every_change_and_equals_one_built_anew(
    crowd: Desk, changes: list[tuple[int, str, str]]
) -> None:
    desk = crowd
    ids = [insert_lead(desk, company=f"Quux {at}") for at in range(4)]
    for at, what, value in changes:
        _change(desk, ids, at, what, value)

    queries = ("贝尔", "贝", "acme", "west", "quux", "13912345678", "y.example", "ж", "m0")
    before = [shown(desk, query) for query in queries]
    assert before == [looked_up(desk, query) for query in queries]
    with desk.database.write() as db:
        rows = _rows(db)
        rebuild(db)
        assert _rows(db) == rows
    assert [shown(desk, query) for query in queries] == before


def _change(desk: Desk, ids: list[UUID], at: int, what: str, value: str) -> None:
    with desk.database.write() as db:
        if what in ("company", "contact_name", "phone", "email"):
            key = {"company": "company_key", "contact_name": "contact_key"}.get(what)
            also = {key: value.lower()} if key else {}
            db.execute(update(Lead).where(Lead.id == ids[at]).values({what: value, **also}))
        elif what == "delete":
            db.execute(delete(ContactPoint).where(ContactPoint.lead_id == ids[at]))
            db.execute(delete(Lead).where(Lead.id == ids[at]))
        elif what == "unpoint":
            db.execute(delete(ContactPoint).where(ContactPoint.lead_id == ids[at]))
    if what == "insert":
        ids[at] = insert_lead(desk, company=value)
    elif what == "point":
        with desk.database.write() as db:
            db.execute(delete(ContactPoint).where(ContactPoint.lead_id == ids[at]))
        kind = "email" if "@" in value else "phone"
        add_point(desk, ids[at], kind, value)


def _rows(db: Any) -> list[Any]:
    """Return every narrow row with its codes read back."""
    coded = ("owner", "rep", "stage", "channel", "region", "industry", "size", "batch")
    plain = [c.name for c in LeadRow.__table__.columns if c.name not in (*coded, "n")]
    words = ", ".join(f"(SELECT word FROM row_code WHERE code = {name}) AS {name}" for name in coded)
    return list(
        db.exec_driver_sql(f"SELECT {', '.join(plain)}, {words} FROM lead_row ORDER BY lead_id").all()
    )


def test_hits_come_by_score_and_no_more_than_asked(crowd: Desk) -> None:
    hits = crowd.workspace.read(lambda db: search(db, "example", limit=5))

    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
