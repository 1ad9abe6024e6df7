"""Phones: E.164 with extension where a number can exist, as written where it cannot."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.intake.phones import guess_region, is_made_up, read_phone, split_phones


@pytest.mark.parametrize(
    ("text", "region", "value", "extension"),
    [
        ("13800138000", "CN", "+8613800138000", ""),
        ("+86 138-0013-8000", "US", "+8613800138000", ""),
        ("0086 13800138000", "CN", "+8613800138000", ""),
        ("１３８００１３８０００", "CN", "+8613800138000", ""),
        ("13800138000.0", "CN", "+8613800138000", ""),
        ("1.3800138E+10", "CN", "+8613800138000", ""),
        ("010-62345678", "CN", "+861062345678", ""),
        ("010-62345678-801", "CN", "+861062345678", "801"),
        ("(021) 6234 5678 转 12", "CN", "+862162345678", "12"),
        ("电话：010-62345678 分机801", "CN", "+861062345678", "801"),
        ("400-820-8820", "CN", "+864008208820", ""),
        ("(800) - 456 - 2033", "US", "+18004562033", ""),
        ("740.645.3807", "US", "+17406453807", ""),
        ("+1-435-620-6360x0042", "US", "+14356206360", "0042"),
        ("tel:+1 212 456 7890", "US", "+12124567890", ""),
        ("212-456-7890 ext. 12", "US", "+12124567890", "12"),
        ("(604) 683-1234", "US", "+16046831234", ""),
        ("+32 10 588 558", "US", "+3210588558", ""),
        ("0049 30 901820", "US", "+4930901820", ""),
        ("030 901820", "DE", "+4930901820", ""),
    ],
)
def test_numbers_that_can_exist_are_e164(text: str, region: str, value: str, extension: str) -> None:
    """However they were written."""
    phone = read_phone(text, region)

    assert (phone.value, phone.extension, phone.status, phone.key) == (value, extension, "valid", value)


@pytest.mark.parametrize(
    ("text", "region", "value", "extension", "key"),
    [
        ("12311211222", "CN", "12311211222", "", "?12311211222"),
        ("12311211222.0", "CN", "12311211222", "", "?12311211222"),
        ("+15736562741345", "US", "+15736562741345", "", "?15736562741345"),
        ("001-672-799-2170x5610", "US", "001-672-799-2170x5610", "5610", "?0016727992170"),
        ("+1-887-577-1205x5686", "US", "+1-887-577-1205x5686", "5686", "?18875771205"),
        ("+1 650 356 451", "US", "+1 650 356 451", "", "?1650356451"),
        ("see website", "US", "see website", "", ""),
        ("0000000", "CN", "0000000", "", ""),
    ],
)
def test_numbers_that_cannot_exist_stay_as_written(
    text: str, region: str, value: str, extension: str, key: str
) -> None:
    """Marked, compared by their digits, their extension known."""
    phone = read_phone(text, region)

    assert (phone.value, phone.extension, phone.status, phone.key) == (value, extension, "impossible", key)


@given(
    st.from_regex(r"\+?[0-9 ()\-.]{5,18}(x[0-9]{1,5})?", fullmatch=True), st.sampled_from(["CN", "US", "DE"])
)
def test_reading_a_read_phone_changes_nothing(text: str, region: str) -> None:
    """Normal forms are normal."""
    once = read_phone(text, region)
    again = read_phone(once.value, region)

    assert (again.value, again.status, again.key) == (once.value, once.status, once.key)


@given(st.from_regex(r"(\+86|\+1)?1?[0-9]{9,11}", fullmatch=True), st.sampled_from(["CN", "US"]))
def test_the_fast_paths_judge_as_the_library_does(text: str, region: str) -> None:
    """Patterns taken out of the library's own tables give its verdict."""
    try:
        parsed = phonenumbers.parse(text, region)
        is_valid = phonenumbers.is_valid_number(parsed)
    except phonenumbers.NumberParseException:
        is_valid = False
    phone = read_phone(text, region)

    assert (phone.status == "valid") == is_valid
    if is_valid:
        assert phone.value == phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def test_several_phones_of_one_cell_are_taken_apart() -> None:
    """Not where a part is too short to be one."""
    assert split_phones("13800138000/010-62345678") == ["13800138000", "010-62345678"]
    assert split_phones("010-62345678/12") == ["010-62345678/12"]
    assert split_phones("13800138000、13900139000；x") == ["13800138000、13900139000；x"]


def test_made_up_numbers_are_known() -> None:
    """One digit repeated, or counted."""
    made_up = ("00000000000", "11111111111", "123456789", "9876543210", "1")

    assert all(is_made_up(read_phone(text, "CN")) for text in made_up)
    assert not any(is_made_up(read_phone(text, "CN")) for text in ("13800138000", "12311211222", "95588"))


def test_the_region_is_guessed_from_the_script() -> None:
    """Chinese headings over Latin cells are enough."""
    assert guess_region(["公司", "Acme", "212 456"]) == "CN"
    assert guess_region(["Company", "Acme", ""]) == "US"
    assert guess_region([]) == "US"
