"""Dates: one order a column, asked where values do not decide it; instants in UTC, naive ones local."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import from_epoch_day, from_micros
from app.services.intake.dates import DateColumn, DateReader

SHANGHAI = ZoneInfo("Asia/Shanghai")


def decide(*values: str, answer: str | None = None) -> tuple[str, bool]:
    """Return order and whether it was asked."""
    column = DateColumn("created")
    for value in values:
        column.add(value)
    order, question = column.decide(answer)
    return order, question is not None


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2018-02-01", "2018-01-31T16:00:00+00:00"),
        ("2018-02-26 19:58:54", "2018-02-26T11:58:54+00:00"),
        ("2006-06-15T20:47:07.000Z", "2006-06-15T20:47:07+00:00"),
        ("2024-07-01T11:54:49.95+00:00", "2024-07-01T11:54:49.950000+00:00"),
        ("2024-07-01T11:54+0800", "2024-07-01T03:54:00+00:00"),
        ("23 May, 2012 00:00:00", "2012-05-22T16:00:00+00:00"),
        ("May 23, 2012", "2012-05-22T16:00:00+00:00"),
        ("23-May-12", "2012-05-22T16:00:00+00:00"),
        ("Wed, 23 May 2012 10:00:00 +0800", "2012-05-23T02:00:00+00:00"),
        ("2024年3月4日", "2024-03-03T16:00:00+00:00"),
        ("2024年3月4日 下午3时5分6秒", "2024-03-04T07:05:06+00:00"),
        ("2024/3/4 上午9:05", "2024-03-04T01:05:00+00:00"),
        ("2024.3.4", "2024-03-03T16:00:00+00:00"),
        ("3/4/2024 5:06 PM", "2024-04-03T09:06:00+00:00"),
        ("3/4/2024, 12:06:07 AM", "2024-04-02T16:06:07+00:00"),
        ("20240304", "2024-03-03T16:00:00+00:00"),
        ("45355", "2024-03-03T16:00:00+00:00"),
        ("45355.5", "2024-03-04T04:00:00+00:00"),
        ("1709510767", "2024-03-04T00:06:07+00:00"),
        ("1709510767000", "2024-03-04T00:06:07+00:00"),
        ("20/3/4", "2020-03-03T16:00:00+00:00"),
        ("４/３/２０２４", "2024-03-03T16:00:00+00:00"),
    ],
)
def test_instants_are_read_as_people_and_programs_write_them(text: str, instant: str) -> None:
    """Day before month here; without a zone the time is Shanghai's."""
    micros = DateReader("dmy", zone=SHANGHAI).instant(text)

    assert micros is not None
    assert from_micros(micros).isoformat() == instant


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "2024-13-01",
        "2024-02-30",
        "31/02/2024",
        "1月1日",
        "01:01.0",
        "2020年1月",
        "2024-03-04 25:00",
        "12",
        "9999-01-01",
    ],
)
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    """The row that holds it is refused by name."""
    assert DateReader("dmy").instant(text) is None
    assert DateReader("dmy").day(text) is None


def test_a_calendar_date_keeps_its_day_whatever_its_zone() -> None:
    """An expected close is a day, not an instant."""
    day = DateReader("mdy", zone=SHANGHAI).day("3/4/2024")

    assert from_epoch_day(day or 0) == date(2024, 3, 4)


def test_serial_numbers_count_from_the_epoch_of_their_workbook() -> None:
    """1,462 days lie between the two."""
    assert DateReader("dmy", epoch=1904).day("43893") == DateReader("dmy").day("45355")


@pytest.mark.parametrize(
    ("values", "answer", "decided"),
    [
        (["3/4/2024"], None, ("dmy", True)),
        (["3/4/2024"], "mdy", ("mdy", False)),
        (["3/4/2024", "13/4/2024"], None, ("dmy", True)),
        (["3/4/2024", "4/13/2024"], None, ("mdy", True)),
        (["13/4/2024", "14/5/2024"], None, ("dmy", False)),
        (["4/4/2024", "5.5.2024"], None, ("dmy", False)),
        (["2024-03-04", "4 May 2024", "45355"], None, ("dmy", False)),
        (["20/1/10", "20/1/11"], None, ("dmy", True)),
        (["20/1/1", "20/1/2"], None, ("dmy", False)),
        (["3/4/20"], None, ("dmy", True)),
        (["3/4/2024"], "ymd", ("dmy", True)),
        (["20/1/12"], "ymd", ("ymd", False)),
        (["13/4/2024"], "ymd", ("dmy", False)),
        ([], None, ("dmy", False)),
    ],
)
def test_an_order_is_asked_wherever_a_value_reads_in_two_ways(
    values: list[str], answer: str | None, decided: tuple[str, bool]
) -> None:
    """Other values make the proposal; only an option answers. `ymd` is no answer to 3/4/2024."""
    assert decide(*values, answer=answer) == decided


def test_a_question_shows_what_each_answer_would_make_of_the_values() -> None:
    """So that a person can choose by looking."""
    column = DateColumn("Created")
    for value in ("3/4/2024", "3/4/2024", "5/6/2024", "4/4/2024"):
        column.add(value)
    question = column.question()

    assert question is not None
    assert question.examples[0].readings == {"dmy": "2024-04-03", "mdy": "2024-03-04"}
    assert (question.ambiguous_count, len(question.examples)) == (4, 2)


DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))
WRITTEN = {
    "dmy": st.sampled_from(["{d}/{m}/{y}", "{d:02}.{m:02}.{y}", "{d}-{m}-{y}"]),
    "mdy": st.sampled_from(["{m}/{d}/{y}", "{m:02}/{d:02}/{y}"]),
    "ymd": st.sampled_from(["{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}年{m}月{d}日"]),
}


@given(
    order=st.sampled_from(["dmy", "mdy", "ymd"]),
    days=st.lists(DATES, min_size=1, max_size=12),
    data=st.data(),
)
def test_the_decision_for_a_column_never_contradicts_it(
    order: str, days: list[date], data: st.DataObject
) -> None:
    """Unless it asks, every value reads as it was written; if it asks, the right answer does."""
    form = data.draw(WRITTEN[order])
    values = [form.format(d=day.day, m=day.month, y=day.year) for day in days]
    column = DateColumn("x")
    for value in values:
        column.add(value)
    decided, question = column.decide(None)
    if question:
        assert order in question.choices
        decided, question = column.decide(order)
    reader = DateReader(decided)

    assert question is None
    assert [from_epoch_day(reader.day(value) or 0) for value in values] == days
