"""The lists people really keep, one by one, as far as reading goes (README of the sample files)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from app.clock import from_micros
from app.services.intake.delimited import read_rows, sniff_separator
from app.services.intake.encodings import decide_encoding, open_text
from app.services.intake.refusals import BadFile
from app.services.intake.source import open_source
from tests.services.intake.reading import read_list

LEADS = """[columns]
mql_id = "external_id"
first_contact_date = "created_at"
landing_page_id = "landing_page"
origin = "channel"
"""
DEALS = """[columns]
mql_id = "external_id"
won_date = "won_at"
sr_id = "rep"
sdr_id = "owner"
business_segment = "industry"
lead_type = "custom:lead_type"
"""
SPECTRUM = (
    "comma_in_quotes empty empty_crlf escaped_quotes json newlines newlines_crlf quotes_and_newlines "
    "simple simple_crlf utf8"
)


@pytest.mark.parametrize("name", SPECTRUM.split())
def test_csv_spectrum_parses_to_its_json(shared_data: Path, name: str) -> None:
    """Quotes, newlines in cells, CRLF: the same cells as the published answers."""
    folder = shared_data / "csv_torture" / "csv-spectrum"
    path = folder / "csvs_crlf_restored" / f"{name}.csv"
    path = path if path.exists() else folder / "csvs" / f"{name}.csv"
    with open_text(path, decide_encoding(path).name) as file:
        lines = list(file)
    headings, *rows = [row.cells for row in read_rows(lines, sniff_separator(lines))]

    assert [dict(zip(headings, row, strict=True)) for row in rows] == json.loads(
        (folder / "json" / f"{name}.json").read_text("utf-8")
    )


def test_olist_leads_are_all_taken_with_blank_and_unknown_channels_apart(shared_data: Path) -> None:
    """8,000 rows, none refused; 60 blank origins are not the 1,099 unknown ones."""
    reading = read_list(shared_data / "olist/olist_marketing_qualified_leads_dataset.csv", LEADS)
    channels = Counter(row.channel for row in reading.taken)

    assert (len(reading.taken), reading.refused, reading.survey.questions) == (8000, [], ())
    assert (channels[""], channels["unknown"], channels["paid search"]) == (60, 1099, 1586)
    assert len({row.external_id for row in reading.taken}) == 8000
    assert len({row.landing_page for row in reading.taken}) == 495
    assert {row.source for row in reading.taken} == {"mqlid"}


def test_olist_deals_speak_of_the_same_source_and_bring_who_and_when(shared_data: Path) -> None:
    """842 rows with won dates, 22 reps, 32 owners; blanks of the file stay blanks."""
    reading = read_list(shared_data / "olist/olist_closed_deals_dataset.csv", DEALS, zone="UTC")
    months = Counter(from_micros(row.milestones["won"]).strftime("%Y-%m") for row in reading.taken)

    assert (len(reading.taken), reading.refused) == (842, [])
    assert (len({row.owner for row in reading.taken}), len({row.rep for row in reading.taken})) == (32, 22)
    assert [months[f"2018-0{month}"] for month in range(1, 7)] == [73, 113, 147, 207, 122, 57]
    assert {row.source for row in reading.taken} == {"mqlid"}
    assert Counter(row.custom.get("lead_type", "") for row in reading.taken)["online_medium"] == 332


def test_olist_us_dates_are_asked_and_then_give_the_same_months(shared_data: Path) -> None:
    """3,058 dates could be either; with the order chosen the months are those of the ISO file."""
    path = shared_data / "olist/mql_variant_us_dates_no_landing.csv"
    (question,) = read_list(path, LEADS).survey.questions
    answered = read_list(path, LEADS, date_order="mdy", zone="UTC")
    months = Counter(from_micros(row.created_at or 0).strftime("%Y-%m") for row in answered.taken)

    assert (question.kind, question.column, question.choices) == (
        "date_order",
        "first_contact_date",
        ("dmy", "mdy"),
    )
    assert (question.proposed, question.ambiguous_count) == ("mdy", 3058)
    assert (answered.survey.questions, answered.refused) == ((), [])
    assert [months[f"2018-0{month}"] for month in range(1, 6)] == [1141, 1028, 1174, 1352, 1303]


def test_olist_us_dates_in_the_wrong_order_are_refused_by_name(shared_data: Path) -> None:
    """A wrong answer never shifts a date silently: what is no day is named."""
    reading = read_list(
        shared_data / "olist/mql_variant_us_dates_no_landing.csv", LEADS, date_order="dmy", zone="UTC"
    )

    assert len(reading.refused) == 8000 - 3058
    assert {row.code for row in reading.refused} == {"bad_date"}


def test_zoho_takes_1265_rows_with_as_many_phones_and_92_mails(shared_data: Path) -> None:
    """Valid distinct phones, shared e-mails, and e-mail with name as evidence for 28 rows at most."""
    reading = read_list(shared_data / "messy_import/zoho_2012_leads.csv", date_order="dmy", zone="UTC")
    names = Counter(key for row in reading.taken for kind, key in row.evidence if kind == "email_name")

    assert (len(reading.taken), reading.refused, reading.survey.questions) == (1265, [], ())
    assert len({row.phone for row in reading.taken if row.phone_status == "valid"}) == 1265
    assert len({row.email_key for row in reading.taken}) == 92
    assert max(names.values()) == 28
    assert from_micros(reading.taken[0].created_at or 0).date().isoformat() == "2012-05-23"
    assert len({row.external_id for row in reading.taken}) == 1265


def test_datablist_keeps_both_phones_and_both_mails_with_130_extensions(shared_data: Path) -> None:
    """86 of 200 phones exist under US rules; 200 e-mails are valid."""
    reading = read_list(shared_data / "messy_import/datablist_leads-100.csv")
    points = [point for row in reading.taken for point in row.points]
    phones = [point for point in points if point.kind == "phone"]

    assert (len(reading.taken), len(phones), len(points)) == (100, 200, 400)
    assert sum(bool(point.extension) for point in phones) == 130
    assert sum(point.status == "valid" for point in phones) == 86
    assert reading.taken[1].contact_name == "Maureen Fuentes"
    assert reading.taken[0].company == "Grimes, Madden and Huff"


def test_copado_phones_are_kept_as_written_and_marked_impossible(shared_data: Path) -> None:
    """Seven rows; thirteen digits behind +1 are nobody's number, the blank behind the name goes."""
    reading = read_list(shared_data / "messy_import/salesforce_copado_leads.csv")

    assert reading.taken[0].phone == "+15736562741345"
    assert {row.phone_status for row in reading.taken} == {"impossible"}
    assert reading.taken[0].contact_name == "John Smith"
    assert (len(reading.taken), any(row.junk for row in reading.taken)) == (7, False)


def test_salesforce_opportunities_count_a_close_date_as_won_only_where_won(shared_data: Path) -> None:
    """38 rows, 8 won, 6,270,000 in all; a heading is matched whatever its capitals."""
    reading = read_list(
        shared_data / "messy_import/salesforce_export_opportunityData.csv",
        '[columns]\nId="external_id"\nName="company"\nStageName="stage"\nAmount="amount"\nCloseDate="won_at"',
    )

    assert (len(reading.taken), reading.refused, reading.survey.questions) == (38, [], ())
    assert sum("won" in row.milestones for row in reading.taken) == 8
    assert sum(row.amount or 0 for row in reading.taken) == 627_000_000
    assert all(row.expected_close_on for row in reading.taken if "won" not in row.milestones)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("csvtext.csv", "utf-8"),
        ("csvtext_BOM_UTF8.csv", "utf-8-sig"),
        ("csvtext_BOM_UTF16LE.csv", "utf-16"),
    ],
)
def test_one_table_in_three_encodings_is_the_same(shared_data: Path, name: str, encoding: str) -> None:
    """Without a mapping it asks; with one it has the same two rows in each encoding."""
    path = shared_data / "messy_import" / name
    with pytest.raises(BadFile) as asked:
        read_list(path)
    reading = read_list(path, '[columns]\ncolumn1 = "company"')

    assert asked.value.code == "needs_mapping"
    assert reading.source.encoding == encoding
    assert [(row.company, row.custom) for row in reading.taken] == [
        ("row1-1", {"column2": "row1-2", "column3": "row1-3"}),
        ("row2-1", {"column2": "row2-2", "column3": "row2-3"}),
    ]


def test_atomic_crm_keeps_three_phones_and_three_mails(shared_data: Path) -> None:
    """Beyond the second they are phone_3 and email_3; the tags of one cell are two tags."""
    reading = read_list(shared_data / "messy_import/atomic_crm_contacts_export.csv")
    john = reading.taken[0]

    assert [point.kind for point in john.points] == ["phone"] * 3 + ["email"] * 3
    assert john.tags == ("influencer", "developer")
    assert john.contact_name == "John Doe"
    assert reading.mapping.as_json()["phone_other"] == "phone_3"


def test_chinese_companies_in_gbk_are_read_right(shared_data: Path) -> None:
    """Names as written, full-width letter included; keys in one width, without the mark of the exchange."""
    reading = read_list(
        shared_data / "messy_import/cn_companies_gbk.csv", '[columns]\nsym="external_id"\nname="company"'
    )
    by_company = {row.company: row for row in reading.taken}

    assert (reading.source.encoding, len(reading.taken)) == ("gb18030", 20)
    assert reading.taken[0].company == "中国宝安"
    assert by_company["苏常柴Ａ"].company_key == "苏常柴a"
    assert by_company["*ST东电"].company_key == "东电"
    assert by_company["中国宝安"].company_initials == "zgba"


def test_shanghai_listings_have_418_companies_in_426_rows(shared_data: Path) -> None:
    """Chinese headings match by themselves; eight companies appear twice and share their key."""
    reading = read_list(shared_data / "messy_import/sse_ipo_companies_utf8.csv")
    keys = Counter(row.company_key for row in reading.taken)

    assert (len(reading.taken), reading.refused) == (426, [])
    assert sum(count == 2 for count in keys.values()) == 8
    assert reading.mapping.as_json()["公司名称"] == "company"
    assert Counter(row.region for row in reading.taken)["江苏"] == 73


def test_headings_under_instructions_without_rows_are_told(shared_data: Path) -> None:
    """The template's headings stand on line 3 and nothing is under them."""
    with pytest.raises(BadFile) as told:
        open_source(shared_data / "messy_import/cordys_user_import_cn.xlsx")

    assert (told.value.code, told.value.place["line"]) == ("no_rows", 3)


def test_a_phone_in_a_number_cell_is_text_without_a_point(shared_data: Path) -> None:
    """12311211222.0 of the workbook is `12311211222`, which no Chinese mobile begins with."""
    (row,) = read_list(shared_data / "messy_import/cordys_user_numeric_phone.xlsx").taken

    assert (row.phone, row.phone_status) == ("12311211222", "impossible")


@pytest.mark.parametrize("name", ["easyexcel_office_bom.csv", "easyexcel_no_bom.csv"])
def test_a_table_with_and_without_byte_order_mark_is_the_same(shared_data: Path, name: str) -> None:
    """Ten contacts, none with a way to reach them."""
    reading = read_list(shared_data / "messy_import" / name)

    assert [row.contact_name for row in reading.taken] == [f"姓名{at}" for at in range(10)]
    assert not any(row.is_reachable for row in reading.taken)


@pytest.mark.parametrize("name", ["easyexcel_dataformat.xlsx", "messytables_semicolon.ssv"])
def test_lists_that_name_nobody_ask_for_a_mapping(shared_data: Path, name: str) -> None:
    """Dates and temperatures are no leads; the sentence names the columns there are."""
    with pytest.raises(BadFile) as asked:
        read_list(shared_data / "messy_import" / name)

    assert asked.value.code == "needs_mapping"
    assert "date" in str(asked.value)


def test_odoo_leads_mark_three_without_a_way_and_keep_zips_as_text(shared_data: Path) -> None:
    """The sheet of questions and answers is passed over; 60610.0 is `60610`."""
    reading = read_list(shared_data / "messy_import/odoo_crm_lead_template.xls")

    assert reading.source.sheet == "Template"
    assert (len(reading.taken), sum(not row.is_reachable for row in reading.taken)) == (8, 3)
    assert (reading.taken[2].custom["Zip"], reading.taken[5].custom["Zip"]) == ("60610", "4500")
    assert (reading.taken[0].company, reading.taken[0].custom["Name"]) == (
        "E-light Industry",
        "Need to customize the solution",
    )


def test_odoo_contacts_are_three_though_the_sheet_claims_549_rows(shared_data: Path) -> None:
    """A name beside is_company = 1 is a company, beside 0 a person."""
    reading = read_list(shared_data / "messy_import/odoo_contacts_import_template.xlsx")

    assert [(row.company, row.contact_name) for row in reading.taken] == [
        ("Deco Addict", ""),
        ("Azure Interior", ""),
        ("Azure Interior", "Brandon Freeman"),
    ]
