"""Filters of leads: what can be written, what it means, and what is said about mistakes."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from app.clock import DAY, from_micros, to_epoch_day, to_micros
from app.models.leads import ContactPoint, CustomField, Lead, Tag
from app.models.vocabulary import Role
from app.services.filter_text import (
    All,
    AnyOf,
    Comparison,
    Expression,
    FilterProblem,
    Not,
    Op,
    all_of,
    any_of,
    parse,
    written,
)
from app.services.lead_fields import FIELDS, field_of
from app.services.lead_filter import condition_of, meaning, relative_day
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead

type Plain = Mapping[str, Any]

NAMES = st.sampled_from([*FIELDS, "phone_2", "custom:Lead Quality", 'custom:a "b" \\'])
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.decimals(-(10**9), 10**9, places=2) | st.integers(-(10**9), 10**9).map(Decimal)
VALUES = TEXTS | NUMBERS


def expressions(comparison: st.SearchStrategy[Comparison]) -> st.SearchStrategy[Expression]:
    return st.recursive(
        comparison,
        lambda part: (
            part.map(Not)
            | st.lists(part, min_size=2, max_size=3).map(all_of)
            | st.lists(part, min_size=2, max_size=3).map(any_of)
        ),
        max_leaves=8,
    )


WRITABLE = expressions(
    st.builds(
        lambda name, op, values: Comparison(name, op, tuple(values if op is Op.IN else values[:1])),
        NAMES,
        st.sampled_from(Op),
        st.lists(VALUES, min_size=1, max_size=3),
    )
)


@given(WRITABLE)
def test_what_is_written_reads_back_the_same(expression: Expression) -> None:
    assert parse(written(expression)) == expression


@given(st.text(max_size=60) | st.lists(st.sampled_from(
    ["score", ">", "=", "(", ")", "and", "or", "not", "in", ",", '"a"', "'", "5", "contains", "custom:x"]
)).map(" ".join))  # fmt: skip
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    """Never another error, and never a place outside the text."""
    assert 1 <= _place_of_mistake(text) <= len(text) + 1


def _place_of_mistake(text: str) -> int:
    try:
        meaning(parse(text))
    except FilterProblem as problem:
        return int(str(problem.place["at"]))
    return 1


@pytest.mark.parametrize(
    ("text", "code", "at", "near"),
    [
        ("", "filter_field_expected", 1, ""),
        ("scor > 5", "filter_unknown_field", 1, "score"),
        ("score > 5 and campain = 'x'", "filter_unknown_field", 15, "campaign"),
        ("score 5", "filter_comparison_expected", 7, ""),
        ("score >", "filter_value_expected", 8, ""),
        ("score > abc", "filter_value_expected", 9, ""),
        ("score > 'abc'", "filter_not_a_number", 1, "score"),
        ("created_at < 'soon'", "filter_not_a_date", 1, "created_at"),
        ("(score > 5", "filter_bracket_expected", 11, ")"),
        ("score > 5)", "filter_unexpected", 10, ""),
        ("company = 'x", "filter_open_text", 11, ""),
        ("score contains '1'", "filter_not_text", 1, ""),
        ("id = 'x'", "filter_not_an_id", 1, "id"),
        ("channel in ()", "filter_value_expected", 13, ""),
        ("score > 5 score < 9", "filter_unexpected", 11, ""),
        ("(" * 60 + "score > 5" + ")" * 60, "filter_too_deep", 51, ""),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(text: str, code: str, at: int, near: str) -> None:
    with pytest.raises(FilterProblem) as caught:
        condition_of(text)

    problem = caught.value
    assert (problem.code, problem.place["at"], problem.place["near"]) == (code, at, near)


def test_words_are_read_in_any_case_and_negation_stands_anywhere() -> None:
    assert parse('SCORE >= 1 AND Channel NOT IN ("a")') == parse('score>=1 and not channel in ("a")')
    assert parse("a = 1 or b = 2 and c = 3") == AnyOf(
        (
            Comparison("a", Op.EQ, (Decimal(1),)),
            All((Comparison("b", Op.EQ, (Decimal(2),)), Comparison("c", Op.EQ, (Decimal(3),)))),
        )
    )


def test_long_chains_are_answered(desk: Desk) -> None:
    """As many comparisons as may be written do not break the database."""
    lead_id = insert_lead(desk, score=7)
    text = " or ".join(f"score = {at}" for at in range(400))

    assert found(desk, text) == {lead_id}
    with pytest.raises(FilterProblem):
        condition_of(text + " or score = 5")


# Meaning, against an evaluation in plain Python.


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[UUID, Plain]]]:
    with open_desk(tmp_path_factory.mktemp("crowd")) as opened:
        plain = [_spread(opened, at) for at in range(40)]
        yield opened, dict(plain)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


COMPANIES = (None, "Acme", "acme west", "贝尔科技", 'O\'Hara "x"')
DAYS = tuple(datetime(2026, 1, 30, 12, tzinfo=UTC) + timedelta(hours=9 * at) for at in range(8))


def _spread(desk: Desk, at: int) -> tuple[UUID, Plain]:
    score, amount = at % 7 * 20, None if at % 3 == 0 else at * 1050
    company, created = COMPANIES[at % 5], DAYS[at % 8]
    region, close = ("华东", "", None)[at % 3], None if at % 4 == 0 else date(2026, 2, 1 + at % 5)
    owner = None if at % 2 else desk.members[Role.SDR]
    lead_id = insert_lead(
        desk, owner=owner, company=company, score=score, amount=amount, region=region, id=uuid4(),
        currency="JPY" if at % 2 else "CNY", created_at=to_micros(created), channel=("c1", "")[at % 2],
        expected_close_on=close and to_epoch_day(close),
    )  # fmt: skip
    tags = ("vip", "east")[: at % 3]
    with desk.database.write() as db:
        for tag in tags:
            db.execute(insert(Tag).values(lead_id=lead_id, tag=tag))
        if at % 4 == 1:
            db.execute(insert(CustomField).values(lead_id=lead_id, name="Lead Quality", value="High"))
        for position, phone in enumerate(("+861", f"+8699{at % 3}")[: at % 3]):
            db.execute(
                insert(ContactPoint).values(
                    lead_id=lead_id, kind="phone", position=position, value=phone, raw=phone, status="valid"
                )
            )
    money = None if amount is None else Decimal(amount) / (1 if at % 2 else 100)
    return lead_id, {
        "company": company or "", "score": score, "amount": money, "created_at": created,
        "region": region or "",
        "expected_close_on": close, "channel": ("c1", "")[at % 2], "tags": tags,
        "owner": ("", "") if owner is None else ("Chen Wei", "sdr"),
        "custom:Lead Quality": "High" if at % 4 == 1 else "",
        "phone_2": f"+8699{at % 3}" if at % 3 == 2 else "",
    }  # fmt: skip


PY: Mapping[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: operator.eq, Op.LT: operator.lt, Op.LE: operator.le, Op.GT: operator.gt, Op.GE: operator.ge,
    Op.CONTAINS: lambda have, asked: asked.lower() in have.lower(),
}  # fmt: skip
DATES = st.sampled_from([str((DAYS[0] + timedelta(days=at)).date()) for at in range(-1, 5)])
TEXT_FIELDS = ("company", "region", "channel", "tags", "owner", "custom:Lead Quality", "phone_2")
SAID = (
    "", "a", "Acme", "acme west", "贝尔科技", "尔", "华东", "c1", "vip", "sdr", "Chen Wei", "High", "+86991",
    'O\'Hara "x"',
)  # fmt: skip
WHOLE = st.integers(-1, 500).map(Decimal)
ASKED = st.one_of(
    st.tuples(st.sampled_from(TEXT_FIELDS), st.sampled_from(SAID)),
    st.tuples(st.just("score"), WHOLE | st.decimals(0, 130, places=1) | st.just("")),
    st.tuples(st.just("amount"), WHOLE | st.decimals(0, 500, places=3) | st.just("")),
    st.tuples(st.sampled_from(["created_at", "expected_close_on"]), DATES | st.just("")),
)


@st.composite
def answerable(draw: st.DrawFn) -> Comparison:
    name, value = draw(ASKED)
    is_text = name in TEXT_FIELDS
    ops = [Op.EQ, Op.NE, Op.IN, *((Op.CONTAINS,) if is_text else ())]
    if value != "" or is_text:
        ops += [Op.LT, Op.LE, Op.GT, Op.GE]
    return Comparison(name, draw(st.sampled_from(ops)), (value,))


@settings(max_examples=150)
@given(expression=expressions(answerable()))
def test_the_database_answers_as_plain_python_does(
    crowd: tuple[Desk, dict[UUID, Plain]], expression: Expression
) -> None:
    desk, plain = crowd
    condition = meaning(expression, UTC)
    answered = desk.workspace.read(lambda db: set(db.execute(select(Lead.id).where(condition)).scalars()))

    assert answered == {lead_id for lead_id, row in plain.items() if holds(expression, row)}


def holds(expression: Expression, row: Plain) -> bool:
    match expression:
        case Not(part):
            return not holds(part, row)
        case All(parts):
            return all(holds(part, row) for part in parts)
        case AnyOf(parts):
            return any(holds(part, row) for part in parts)
        case Comparison(name, Op.NE, values):
            return not holds(Comparison(name, Op.EQ, values), row)
        case Comparison(name, Op.IN, values):
            return any(holds(Comparison(name, Op.EQ, (value,)), row) for value in values)
        case Comparison(name, op, (value,)):
            return one_holds(row[name], op, value, is_many=name == "tags")
    raise AssertionError(expression)


def one_holds(have: Any, op: Op, value: Any, *, is_many: bool) -> bool:
    if isinstance(have, tuple):
        if is_many and op is Op.EQ and value == "":
            return not have
        return any(PY[op](one, value) for one in have)
    if value == "" and not isinstance(have, str):
        return have is None and op is Op.EQ
    if have is None:
        return False
    if isinstance(have, datetime):
        have = have.date()
    return PY[op](have, date.fromisoformat(value) if isinstance(have, date) else value)


@pytest.mark.parametrize(("text", "days"), [
    ("today", 0), ("yesterday", -1), ("tomorrow", 1), ("7 days ago", -7), ("1 day ago", -1), ("in 30 days", 30),
])  # fmt: skip
def test_a_relative_day_is_counted_from_the_day_it_is_asked(text: str, days: int) -> None:
    """In a zone, from its midnight; what is no relative day stays a date."""
    today = datetime.now(UTC).date()

    assert relative_day(text, UTC) in (today + timedelta(days=days), today + timedelta(days=days + 1))
    assert relative_day("2026-03-01") is relative_day("last week") is None


def test_a_saved_span_of_days_moves_on(desk: Desk) -> None:
    """Of two leads, the one from a week and a day ago is outside; a date in the pipeline is asked ahead."""
    now = to_micros(datetime.now(UTC))
    young, old = insert_lead(desk, created_at=now - 6 * DAY), insert_lead(desk, created_at=now - 9 * DAY)
    soon = insert_lead(desk, expected_close_on=now // DAY + 5)

    assert {young, old} & found(desk, "created_at >= '7 days ago'") == {young}
    assert soon in found(desk, "expected_close_on <= 'in 30 days'")
    assert soon not in found(desk, "expected_close_on <= 'tomorrow'")
    with pytest.raises(FilterProblem, match="filter_not_a_date"):
        condition_of("created_at >= 'last week'")


def found(desk: Desk, text: str) -> set[UUID]:
    condition = condition_of(text)
    return desk.workspace.read(lambda db: set(db.execute(select(Lead.id).where(condition)).scalars()))


def test_every_field_can_be_asked_for(desk: Desk) -> None:
    """Each answers an equality and, where it is text, a search in it."""
    lead_id = insert_lead(desk, score=50)
    for name in [*FIELDS, "phone_2", "email_3", "custom:x"]:
        field = field_of(name)
        assert field is not None
        found(desk, f"{name} = ''" if field.kind != "number" else f"{name} >= 0")
    assert found(desk, f'id = "{lead_id}"') == found(desk, f"id = '{lead_id.hex}'") == {lead_id}


def test_instants_are_compared_to_the_second_or_by_the_day(desk: Desk) -> None:
    at = from_micros(desk.clock())
    lead_id = insert_lead(desk)
    text = at.isoformat()

    assert found(desk, f'created_at = "{text}"') == {lead_id}
    assert found(desk, f'created_at < "{text}"') == set()
    assert found(desk, f'created_at = "{at.astimezone().date()}"') == {lead_id}


def test_stage_and_channel_answer_to_key_and_title(desk: Desk) -> None:
    lead_id = insert_lead(desk)

    assert found(desk, 'stage = "market_validating"') == found(desk, 'stage = "市场验证中"') == {lead_id}
