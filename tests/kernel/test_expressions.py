"""Each difference between the two databases that was met is a test here (design section 1a)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import case, exists, func, insert, literal, or_, select, update

from app.models.leads import Lead
from app.models.people import Member
from app.models.runs import Answer
from app.services.kernel.expressions import (
    FLAG,
    ID,
    TEXT,
    WHOLE,
    Arg,
    Contains,
    Field,
    Folded,
    Halved,
    IntDiv,
    KeyedHash,
    each,
    typed_null,
)  # fmt: skip
from app.services.kernel.postgres_judge import as_postgres
from app.services.kernel.sqlite_judge import as_sqlite
from tests.kernel.both import Both, opened

IDS = [UUID(int=number, version=4) for number in range(1, 5)]
ROWS = Arg("rows", TEXT)


@pytest.fixture(scope="module")
def both(module_pg_url: str) -> Iterator[Both]:
    """Four members on both sides: names of all sorts, weights, two without a known time."""
    with opened(module_pg_url) as pair:
        names = ("ann", "Bob", "Äli", "王伟")
        for place, (member_id, name) in enumerate(zip(IDS, names, strict=True)):
            pair.here.exec_driver_sql(as_sqlite(_member(member_id, name, place)))
            pair.there.execute(as_postgres(_member(member_id, name, place)).encode())
        yield pair


def _member(member_id: UUID, name: str, place: int) -> Any:
    return insert(Member).values(
        id=member_id, person_id=IDS[0], name=name, name_key=name, login=name, role="rep", is_active=place % 2 == 0,
        weight=place + 2, grade_low=1, grade_high=4, capacity=3, credit=place - 2, created_at=place,
    )  # fmt: skip


def test_two_of_three_is_66_percent(both: Both) -> None:
    """Shown percentages are cut, never rounded (spec section 8)."""
    assert both.ask(select(IntDiv(literal(200, WHOLE), literal(3, WHOLE)))) == [[66]]


def test_a_division_of_sums_and_counts_stays_whole(both: Both) -> None:
    """A sum of bigint is numeric on PostgreSQL, and numeric division keeps decimals."""
    assert both.ask(select(IntDiv(func.sum(Member.weight) * 100, func.count() * 3))) == [[116]]


def test_a_division_by_nothing_is_nothing(both: Both) -> None:
    """SQLite says NULL, PostgreSQL would raise."""
    zero, nothing = literal(0, WHOLE), typed_null(WHOLE)
    assert both.ask(select(IntDiv(literal(5, WHOLE), zero), IntDiv(literal(5, WHOLE), nothing))) == [
        [None, None]
    ]


def test_a_percentage_beyond_32_bits_keeps_its_value(both: Both) -> None:
    """Money in minor units times a percent does not fit an int4."""
    assert both.ask(select(IntDiv(literal(2**53, WHOLE) * 100, literal(7, WHOLE)))) == [[2**53 * 100 // 7]]


def test_only_ascii_letters_are_folded(both: Both) -> None:
    """What a locale knows of Ä or of full-width letters differs between machines."""
    texts = ("Organic_SEARCH", "ÄRZTE", "ＣＥＯ 总经理")
    rows = both.ask(select(*(Folded(literal(text, TEXT)) for text in texts)))

    assert rows == [["organic search", "Ärzte", "ＣＥＯ 总经理"]]


def test_a_text_is_found_within_another(both: Both) -> None:
    """Byte by byte; nothing is in nothing."""
    title = literal("副总经理", TEXT)
    rows = both.ask(select(Contains(title, literal("总经理", TEXT)), Contains(title, literal("总监", TEXT))))

    assert [[bool(value) for value in row] for row in rows] == [[True, False]]
    assert both.ask(select(Contains(typed_null(TEXT), literal("x", TEXT)))) == [[None]]


def test_a_keyed_hash_is_the_same_on_both_sides(both: Both) -> None:
    """SQLite asks the connection, PostgreSQL has the digest; without a secret nothing is like anything."""
    expected = hashlib.sha256("secret:王伟|acme_é".encode()).hexdigest()
    text, nothing = literal("王伟|acme_é", TEXT), typed_null(TEXT)
    rows = both.ask(
        select(
            KeyedHash(literal("secret", TEXT), text), KeyedHash(nothing, text), KeyedHash(literal("s", TEXT), nothing)
        )
    )  # fmt: skip

    assert rows == [[expected, None, None]]


def test_a_number_is_halved_however_often(both: Both) -> None:
    """Cut downwards each time; a shift beyond the width of the number means different things elsewhere."""
    pairs = ((50, 0), (50, 1), (25, 1), (5, 3), (7, 5_000), (-5, 1))
    rows = both.ask(
        select(*(Halved(literal(number, WHOLE), literal(times, WHOLE)) for number, times in pairs))
    )

    assert rows == [[50, 25, 12, 0, 0, -3]]


def test_text_is_ordered_byte_by_byte(both: Both) -> None:
    """A locale's order would differ between machines."""
    rows = both.ask(select(Member.name).order_by(Member.name))

    assert rows == [["Bob"], ["ann"], ["Äli"], ["王伟"]]


def test_keys_differ_by_every_byte(both: Both) -> None:
    """Comparison is exact: case and accents are taken away when a key is made, not when it is compared."""
    for said, found in (("ann", 1), ("Ann", 0), ("Ali", 0), ("Äli", 1), ("ann ", 0)):
        assert both.ask(select(func.count()).select_from(Member).where(Member.name_key == said)) == [[found]]


@pytest.mark.parametrize("ascending", [True, False])
def test_nulls_stand_where_the_order_says(both: Both, *, ascending: bool) -> None:
    """Left to themselves, SQLite puts them first and PostgreSQL last."""
    known = case((Member.is_active, Member.created_at), else_=typed_null(WHOLE))
    order = known.asc().nulls_last() if ascending else known.desc().nulls_first()
    rows = both.ask(select(Member.name).order_by(order, Member.id))

    assert rows == [
        [name] for name in (["ann", "Äli", "Bob", "王伟"] if ascending else ["Bob", "王伟", "Äli", "ann"])
    ]


def test_ids_of_an_array_are_found(both: Both) -> None:
    """Naive json_each matches no id on SQLite, silently."""
    listed = each(ROWS, "listed")
    wanted = select(Field(listed, None, ID)).select_from(listed)
    question = select(Member.name).where(Member.id.in_(wanted)).order_by(Member.id)

    assert both.ask(question, arrays={"rows": [str(IDS[2]), str(IDS[0])]}) == [["ann"], ["Äli"]]


def test_ids_in_records_of_an_array_are_found(both: Both) -> None:
    """The same, one level deeper."""
    listed = each(ROWS, "listed")
    question = select(Member.name).join(listed, Field(listed, "who", ID) == Member.id)

    assert both.ask(question, arrays={"rows": [{"who": str(IDS[1])}]}) == [["Bob"]]


def test_elements_are_counted_from_0_in_their_order(both: Both) -> None:
    """The position in the array is a number both databases agree on."""
    listed = each(ROWS, "listed")
    question = select(listed.c.key, Field(listed, None, TEXT)).select_from(listed).order_by(listed.c.key)

    assert both.ask(question, arrays={"rows": ["b", "a", "c"]}) == [[0, "b"], [1, "a"], [2, "c"]]
    assert both.ask(question, arrays={"rows": []}) == []


AWKWARD = (
    "",
    " ",
    "O'Neil",
    'say "x"',
    "back\\slash",
    "100%",
    "{}",
    "$1",
    "é\n\t行",
    "null",
    "1",
    "😀",
    "--;",
)


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_texts_come_through(both: Both, words: str) -> None:
    """As an argument, as a field of a record, as an element, and as a constant of the rule."""
    listed, one = each(ROWS, "listed"), Arg("one", TEXT)
    question = select(one, Field(listed, "words", TEXT), literal(words, TEXT), func.length(one)).select_from(
        listed
    )

    assert both.ask(question, arrays={"rows": [{"words": words}]}, one=words) == [
        [words, words, words, len(words)]
    ]


def test_fields_have_the_type_they_are_asked_for(both: Both) -> None:
    """Numbers, truth, ids, texts that look like numbers, and what is not there."""
    listed = each(ROWS, "listed")
    types = {"n": WHOLE, "yes": FLAG, "no": FLAG, "who": ID, "digits": TEXT, "nothing": TEXT, "absent": WHOLE}
    question = select(*(Field(listed, name, type_) for name, type_ in types.items())).select_from(listed)
    record = {"n": 2**53, "yes": True, "no": False, "who": str(IDS[0]), "digits": "007", "nothing": None}

    assert both.ask(question, arrays={"rows": [record]}) == [[2**53, 1, 0, IDS[0].hex, "007", None, None]]


def test_truth_of_an_array_can_be_asked(both: Both) -> None:
    """A flag in a record is a condition on both sides."""
    listed = each(ROWS, "listed")
    question = (
        select(Field(listed, "n", WHOLE)).select_from(listed).where(Field(listed, "on", FLAG).is_(True))
    )

    assert both.ask(question, arrays={"rows": [{"n": 1, "on": True}, {"n": 2, "on": False}]}) == [[1]]


def test_nothing_has_a_type(both: Both) -> None:
    """PostgreSQL takes a bare NULL for text and refuses it where a number or an id is wanted."""
    found = case((Member.weight > 3, Member.weight), else_=typed_null(WHOLE))
    who = case((Member.weight > 3, Member.id), else_=typed_null(ID))
    question = select(func.coalesce(found, 0), who, typed_null(FLAG), typed_null(TEXT)).order_by(Member.id)

    assert both.ask(question)[0] == [0, None, None, None]


def test_a_missing_argument_would_pass_a_negated_guard(both: Both) -> None:
    """That is why a missing argument is refused before any guard is asked (design section 1a, 2)."""
    missing = Arg("missing", ID)

    assert both.ask(select(~exists().where(Member.id == missing)), missing=None) == [[1]]


def test_unknown_is_no_in_both(both: Both) -> None:
    """A guard that comes out as NULL must count as not holding; coalesce says so in both compilers."""
    unknown = typed_null(WHOLE) > 3

    assert both.ask(select(unknown, func.coalesce(unknown, literal(value=False)), or_(unknown, literal(value=True)))) == [
        [None, 0, 1]
    ]  # fmt: skip


def test_a_percent_sign_is_not_doubled() -> None:
    """A driver's parameter style doubles it in the text that is installed."""
    assert "100%'" in as_postgres(select(literal("100%", TEXT)))
    assert "%%" not in as_postgres(select(Member.weight % 2))


def test_arguments_are_variables_and_parameters() -> None:
    """A leading underscore keeps a variable apart from a column of the same name."""
    named = Arg("weight", WHOLE)

    assert "_weight" in as_postgres(select(Member.id).where(Member.weight == named))
    assert ":weight" in as_sqlite(select(Member.id).where(Member.weight == named))


def test_a_subquery_on_the_same_table_needs_an_alias(both: Both) -> None:
    """Without one it silently means the row at hand; with one, all rows."""
    others = Member.__table__.alias("others")
    heavier = (
        select(func.count()).select_from(others).where(others.c.weight > Member.weight).scalar_subquery()
    )

    assert both.ask(select(heavier).select_from(Member).order_by(Member.id)) == [[3], [2], [1], [0]]


def test_a_product_of_two_columns_beyond_32_bits_is_whole(both: Both) -> None:
    """Weights are bigint in both."""
    assert both.ask(select(func.max(Member.weight) * 10**12 * 10)) == [[5 * 10**13]]


def test_the_greatest_of_nothing_is_nothing(both: Both) -> None:
    """An aggregate over no rows is one row with NULL."""
    nobody = Member.role == "nobody"

    assert both.ask(select(func.max(Member.weight), func.sum(Member.weight), func.count()).where(nobody)) == [
        [None, None, 0]
    ]  # fmt: skip


def test_an_update_sees_the_table_as_it_was(both: Both) -> None:
    """SQLite updates row by row, PostgreSQL a snapshot: an update that reads what it changes differs."""
    mine = Member.__table__.alias("mine")
    highest = select(func.max(mine.c.weight)).scalar_subquery()
    raised = update(Member).values(weight=highest + 1)
    both.here.exec_driver_sql("SAVEPOINT before")
    both.here.exec_driver_sql(as_sqlite(raised))
    here = sorted(row[0] for row in both.here.exec_driver_sql("SELECT weight FROM member"))
    both.here.exec_driver_sql("ROLLBACK TO before")
    with both.there.transaction(force_rollback=True):
        both.there.execute(as_postgres(raised).encode())
        there = sorted(row[0] for row in both.there.execute("SELECT weight FROM member"))

    # An uncorrelated select is evaluated once by both; the rule (1a, 9) keeps effects away from the other kind.
    assert here == there == [6, 6, 6, 6]


def test_tables_of_one_kind_of_text_and_whole_numbers() -> None:
    """No fraction, no time with a zone, no text with a locale anywhere in a shared table."""
    columns = [column for model in (Lead, Member, Answer) for column in model.__table__.columns]

    assert {str(column.type) for column in columns} <= {"BIGINT", "TEXT", "BOOLEAN", "CHAR(32)", "UUID"}
