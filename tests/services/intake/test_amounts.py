"""Amounts: one decimal sign a column, asked where values leave doubt; minor units, currencies, 万 and 亿."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.intake.amounts import AmountColumn, minor_units, read_amount, read_currency


def decide(*values: str, answer: str | None = None) -> tuple[str, bool]:
    """Return the sign and whether it was asked."""
    column = AmountColumn("amount")
    for value in values:
        column.add(value)
    sign, question = column.decide(answer)
    return sign, question is not None


@pytest.mark.parametrize(
    ("values", "decided"),
    [
        (["50.000"], ("comma", True)),
        (["146536,25"], ("comma", True)),
        (["1,234"], ("point", True)),
        (["1,234.56", "1,234"], ("point", False)),
        (["1.234,56", "12,5"], ("comma", False)),
        (["500000.0", "140000.0"], ("point", False)),
        (["1,234,567"], ("point", False)),
        (["¥1,234"], ("point", False)),
        (["€ 50.000", "12,50"], ("comma", True)),
        (["5万", "1.5亿"], ("point", False)),
        (["100", "200"], ("point", False)),
        ([], ("point", False)),
    ],
)
def test_a_sign_is_asked_where_values_leave_doubt(values: list[str], decided: tuple[str, bool]) -> None:
    """50.000 and 146536,25 of the spec are shown before anything is written."""
    assert decide(*values) == decided
    assert decide(*values, answer="comma") == ("comma", False)


def test_a_question_shows_both_readings() -> None:
    """Blank where a value cannot be read that way."""
    column = AmountColumn("amount")
    column.add("50.000")
    column.add("146536,25")
    question = column.question()

    assert question is not None
    assert [example.readings for example in question.examples] == [
        {"point": "50.000", "comma": "50000"},
        {"point": "", "comma": "146536.25"},
    ]


@pytest.mark.parametrize(
    ("text", "sign", "amount", "currency"),
    [
        ("1,234.56", "point", "1234.56", None),
        ("1.234,56", "comma", "1234.56", None),
        ("¥1,234", "point", "1234", "CNY"),
        ("￥1.11", "point", "1.11", "CNY"),
        ("RMB 5万元", "point", "50000", "CNY"),
        ("1.5亿", "point", "150000000", None),
        ("$ -20", "point", "-20", "USD"),
        ("(500)", "point", "-500", None),
        ("HK$10", "point", "10", "HKD"),
        ("USD 10", "point", "10", "USD"),
        ("1 234,50 €", "comma", "1234.50", "EUR"),
        ("1'234.50", "point", "1234.50", None),
        ("１２３", "point", "123", None),
    ],
)
def test_amounts_are_read_with_their_currency(
    text: str, sign: str, amount: str, currency: str | None
) -> None:
    """As people write money."""
    assert read_amount(text, sign) == (Decimal(amount), currency)


@pytest.mark.parametrize("text", ["abc", "10%", "1,23,4", "1.2.3", "--", "12 or 13"])
def test_what_is_no_amount_is_not_made_one(text: str) -> None:
    """The row that holds it is refused by name."""
    assert read_amount(text, "point") is None


def test_minor_units_follow_the_currency() -> None:
    """Two decimals, none for the yen, three for Kuwait; half rounds up; too much is no money."""
    assert minor_units(Decimal("1.005"), "CNY") == 101
    assert minor_units(Decimal("1.5"), "JPY") == 2
    assert minor_units(Decimal("1.5"), "KWD") == 1500
    assert minor_units(Decimal("1e20"), None) is None


def test_currencies_are_read_by_code_and_sign() -> None:
    """And nothing else is."""
    assert [read_currency(text) for text in ("cny", "人民币", "$", "rmb", "元")] == [
        "CNY",
        "CNY",
        "USD",
        "CNY",
        "CNY",
    ]
    assert read_currency("money") is None


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["point", "comma"]),
    st.sampled_from([",.2f", ".2f"]),
)
def test_what_was_written_is_read(amount: Decimal, sign: str, form: str) -> None:
    """With and without groups, under the sign it was written with."""
    text = format(amount, form)
    if sign == "comma":
        text = text.translate(str.maketrans(",.", ".,"))

    assert read_amount(text, sign) == (amount, None)
