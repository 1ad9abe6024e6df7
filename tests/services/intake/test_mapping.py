"""Columns are matched by what a mapping says, by heading, by values; what is unknown is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.intake.fields import FIELD_BY_WORD, FIELDS, is_field, word_key
from app.services.intake.mapping import match_columns
from app.services.intake.mapping_file import parse_mapping, read_mapping
from app.services.intake.options import ImportOptions
from app.services.intake.refusals import BadFile
from app.services.intake.source import open_paste, open_source
from app.services.intake.stage_words import PLAIN_STAGES, StageBook
from tests.services.intake.reading import read_list, write_list

DESIGN = """
company contact_name title phone phone_2 email email_2 region city industry company_size registration_no
website channel campaign ad_unit keyword landing_page utm_url referrer ip external_id owner rep stage
created_at mal_at mql_at sal_at sql_at opportunity_at poc_at won_at lost_at lost_reason amount currency
expected_close_on score note tags
""".split()  # noqa: SIM905 - as the design writes it


def guess(headings: str, values: str = "", toml: str = "") -> dict[str, str]:
    """Match the headings of a paste."""
    source = open_paste(
        headings.replace("|", "\t") + "\n" + (values or "x|" * headings.count("|") + "x").replace("|", "\t")
    )
    return match_columns(source, parse_mapping(toml)).as_json()


def test_the_fields_are_those_of_the_design() -> None:
    """Design section 7 lists them, and `custom:NAME` and `ignore`; nothing else passes."""
    assert sorted(FIELDS) == sorted(DESIGN)
    assert all(is_field(key) for key in (*DESIGN, "custom:Zip", "ignore", "phone_3", "email_12"))
    assert not any(is_field(key) for key in ("custom:", "phone_1", "fax", "", "custom:" + "x" * 61))


def test_every_field_is_known_by_its_key_and_no_word_means_two_fields() -> None:
    """The table of words has no contradiction."""
    words = [word for field in FIELDS.values() for word in set(field.words)]

    assert len(words) == len(set(words)) == len(FIELD_BY_WORD)
    assert all(FIELD_BY_WORD[word_key(key)] == key for key in FIELDS)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        # Salesforce
        ("Lead ID|First Name|Last Name|Company|Mobile|Email|Lead Source|Lead Owner|Created Date",
         "external_id contact_name contact_name company phone email channel owner created_at"),
        # HubSpot
        ("Record ID|First Name|Last Name|Phone Number|Email|Lifecycle Stage|Owner|Company|Create Date",
         "external_id contact_name contact_name phone email stage owner company created_at"),
        # Zoho
        ("LEADID|Last Name|Company|Lead Owner|Email|Mobile|No of Employees|Lead Source|Created Time",
         "external_id contact_name company owner email phone company_size channel created_at"),
        # Odoo
        ("External ID|Name|Company Name|Contact Name|Email|Job Position|Phone|Mobile|State",
         "external_id custom:Name company contact_name email title phone phone_2 region"),
        ("公司名称*|联系人|手机号(必填)|邮箱|省份|城市|线索来源|推广计划|关键词|创建时间|备注",
         "company contact_name phone email region city channel campaign keyword created_at note"),
        ("企业名称|姓名|联系电话|座机|统一社会信用代码|预计成交日期|商机金额|销售|负责人|阶段",
         "company contact_name phone phone_2 registration_no expected_close_on amount rep owner stage"),
    ],
)  # fmt: skip
def test_well_known_headings_need_no_mapping(headings: str, fields: str) -> None:
    """English, Chinese, and those of other systems."""
    assert list(guess(headings).values()) == fields.split()


def test_a_full_name_beside_its_parts_is_taken_alone() -> None:
    """Else the contact would be called twice."""
    assert guess("Full Name|First Name|Last Name|Email") == {
        "Full Name": "contact_name",
        "First Name": "custom:First Name",
        "Last Name": "custom:Last Name",
        "Email": "email",
    }


@pytest.mark.parametrize(
    ("headings", "values", "field"),
    [
        ("Name|Phone", "Ann|2124567890", "contact_name"),
        ("Name|Company", "Ann|Acme", "contact_name"),
        ("Name|First Name", "Acme|Ann", "company"),
        ("Name|City", "Acme Inc.|Rome", "company"),
        ("Name|City", "Ann|Rome", "contact_name"),
        ("NAME|STAGENAME|AMOUNT", "Acme|Won|1", "company"),
    ],
)
def test_a_bare_name_is_decided_by_what_stands_beside_it(headings: str, values: str, field: str) -> None:
    """Company, contact, or with both beside it only a subject."""
    assert next(iter(guess(headings, values).values())) == field


def test_columns_are_recognised_by_their_values() -> None:
    """E-mails under any heading; phones where there is no heading."""
    assert guess("Reach me|Thing", "ann@acme.com|x") == {"Reach me": "email", "Thing": "custom:Thing"}
    assert guess("Acme|ann@acme.com|13800138000", "Beta|bob@beta.com|13900139000") == {
        "#1": "custom:#1",
        "#2": "email",
        "#3": "phone",
    }


def test_what_a_mapping_says_goes_before_all_guesses() -> None:
    """By heading in any spelling, or by position; the rest is guessed as before."""
    toml = '[columns]\n"company name" = "ignore"\n"#2" = "company"\nPhone = "custom:Fax"'

    assert guess("Company Name|City|Phone|Mobile", toml=toml) == {
        "Company Name": "ignore",
        "City": "company",
        "Phone": "custom:Fax",
        "Mobile": "phone",
    }


def test_columns_the_list_does_not_have_are_told_with_the_nearest() -> None:
    """One mapping may serve several exports, so it is told, not refused."""
    source = open_paste("Company\tPhone\nAcme\t1")
    mapping = match_columns(source, parse_mapping('[columns]\nCompagny = "company"'))

    assert mapping.unknown_columns == (("Compagny", "Company"),)


@pytest.mark.parametrize(
    ("toml", "code", "line", "nearest"),
    [
        ('[columns]\nA = "company"\nPhone = "phonne"', "mapping_field", 3, "phone"),
        ('[columns]\nA = "expected_close"', "mapping_field", 2, "expected_close_on"),
        ('[columns]\nA = "custom"', "mapping_field", 2, "custom:NAME"),
        ('[colums]\nA = "phone"', "mapping_table", 1, "columns"),
        ('[options]\n\ndate_ordr = "dmy"', "mapping_option", 3, "date_order"),
        ('[options]\ndate_order = "dym"', "mapping_value", 2, None),
        ("[options]\nheader_row = -1", "mapping_value", 2, None),
        ('[options]\nzone = "Asia/Shangai"', "mapping_value", 2, None),
        ("[columns]\nA = 5", "mapping_type", 2, None),
        ('[columns]\nA = "phone', "mapping_syntax", 2, None),
        ('[stages]\n"Closed Won" = "wonn"', "mapping_stage", 2, "won"),
        ('[columns]\n"#9" = "phone"', "mapping_position", 2, None),
        ('[columns]\nA = "company"\nB = "company"', "mapping_twice", None, None),
    ],
)
def test_mistakes_in_a_mapping_are_told_with_place_and_nearest_name(
    toml: str, code: str, line: int | None, nearest: str | None
) -> None:
    """Nothing unknown is passed over in silence."""
    with pytest.raises(BadFile) as refused:
        match_columns(open_paste("A\tB\n1\t2"), parse_mapping(toml), stages=StageBook(PLAIN_STAGES))

    assert (refused.value.code, refused.value.place.get("line")) == (code, line)
    assert refused.value.place.get("nearest") == nearest
    assert "?" not in str(refused.value)


def test_a_mapping_that_is_no_file_is_told(tmp_path: Path) -> None:
    """Missing, a folder, not UTF-8."""
    bad = tmp_path / "map.toml"
    bad.write_bytes(b"\xff\xfe")
    for path, code in ((tmp_path / "no.toml", "not_found"), (tmp_path, "folder"), (bad, "mapping_syntax")):
        with pytest.raises(BadFile) as refused:
            read_mapping(path)
        assert refused.value.code == code


def test_a_match_is_remembered_as_the_text_of_a_mapping_file(tmp_path: Path) -> None:
    """What a person chose and answered comes back for the same headings, letter for letter."""
    path = write_list(tmp_path, "A,B,C,C\nAcme,3/4/2024,x,y\n")
    toml = '[columns]\nA = "company"\nB = "created_at"\n"#4" = "note"\n[stages]\n"Won!" = "won"'
    source = open_source(path)
    mapping = match_columns(source, parse_mapping(toml))
    text = mapping.to_toml(ImportOptions(date_order="dmy", zone="Asia/Shanghai"))
    again = parse_mapping(text)

    assert match_columns(source, again).as_json() == mapping.as_json()
    assert (again.options.date_order, again.options.zone, again.stages) == (
        "dmy",
        "Asia/Shanghai",
        {"Won!": "won"},
    )
    assert read_list(path, text).survey.questions == ()


def test_the_command_line_goes_before_the_mapping() -> None:
    """Options given now are believed before remembered ones."""
    given = ImportOptions(date_order="mdy").or_else(ImportOptions(date_order="dmy", sheet="Leads"))

    assert (given.date_order, given.sheet) == ("mdy", "Leads")
