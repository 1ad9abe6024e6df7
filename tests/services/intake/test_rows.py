"""Rows: what is taken, what is refused by name, what is junk, and the evidence for doubles."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec
import pytest

from app.clock import from_epoch_day, from_micros
from app.services.intake.prepared_row import PreparedRow
from app.services.intake.stage_words import KnownStage, StageBook
from tests.services.intake.reading import read_list, write_list, write_refused

STAGES = (
    KnownStage("market_validating", "validating", "mal", ("Market validating", "市场验证中")),
    KnownStage("discovery", "open", "sal", ("Discovery", "需求挖掘")),
    KnownStage("proposal", "open", "opportunity", ("Proposal", "方案阶段")),
    KnownStage("negotiation", "open", None, ("Negotiation", "商务谈判")),
    KnownStage("deployment", "won", "won", ("Deployment", "部署上线")),
    KnownStage("acceptance", "won", None, ("Acceptance", "验收")),
    KnownStage("lost", "lost", None, ("Lost", "输单")),
)


def one(folder: Path, headings: str, cells: str, toml: str = "", **answers: str) -> PreparedRow:
    """Read a list of one row."""
    (row,) = read_list(write_list(folder, f"{headings}\n{cells}\n"), toml, stages=STAGES, **answers).taken
    return row


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (",,,,hello", "nothing_to_keep"),
        ("NaN,-,N/A,undefined,hello", "nothing_to_keep"),
        ("x" * 201 + ",,,,", "too_long"),
        ("A,,,,", None),
        (",Ann,,,", None),
        (",,2124567890,,", None),
        (",,,a@b.com,", None),
    ],
)
def test_a_row_needs_one_thing_to_know_it_by(tmp_path: Path, cells: str, code: str | None) -> None:
    """Company, contact, phone, e-mail or the source's id; blanks in words are blanks."""
    reading = read_list(write_list(tmp_path, f"Company,Contact,Phone,Email,Notes\n{cells}\nB,,,,\n"))

    assert [row.code for row in reading.refused] == ([code] if code else [])
    assert len(reading.taken) == (1 if code else 2)


def test_a_long_value_is_refused_by_name_and_limit_not_cut(tmp_path: Path) -> None:
    """The reason says how long it is and how long it may be."""
    (row,) = read_list(write_list(tmp_path, f"Company,City\nA,{'x' * 101}\nB,y\n")).refused

    assert (row.code, row.place) == ("too_long", {"column": "City", "length": 101, "limit": 100})


def test_evidence_is_strong_by_id_or_with_the_name_and_weak_alone(tmp_path: Path) -> None:
    """Every phone and e-mail counts; public hosts and blanks do not."""
    row = one(
        tmp_path,
        "mql_id,Company,Contact,Phone,Email,Email 2",
        "7,Acme Inc.,Ann Lee,212 456 7890,Ann@Acme.com,w@qq.com",
        '[columns]\nmql_id = "external_id"',
    )

    assert row.evidence == (
        ("source_id", "mqlid|7"),
        ("email_name", "ann@acme.com|ann lee"),
        ("email", "ann@acme.com"),
        ("email_name", "w@qq.com|ann lee"),
        ("email", "w@qq.com"),
        ("phone_name", "+12124567890|ann lee"),
        ("phone", "+12124567890"),
        ("company", "acme"),
        ("domain", "acme.com"),
    )


def test_ids_belong_to_the_source_an_option_names(tmp_path: Path) -> None:
    """Plain headings of an id name none."""
    assert one(tmp_path, "Lead ID,Company", "7,Acme").source == ""
    assert one(tmp_path, "Lead ID,Company", "7,Acme", '[options]\nsource = "zoho"').evidence[0] == (
        "source_id",
        "zoho|7",
    )


def test_parts_of_a_name_are_joined_in_the_order_of_their_language(tmp_path: Path) -> None:
    """Whatever the order of the columns."""
    assert one(tmp_path, "Last Name,First Name", "Lee,Ann").contact_name == "Ann Lee"
    assert one(tmp_path, "姓,名", "王,小明").contact_name == "王小明"
    assert one(tmp_path, "First Name,Last Name,Company", "小明,王,A").contact_name == "王小明"


def test_a_blank_channel_differs_from_unknown_and_takes_the_option(tmp_path: Path) -> None:
    """Programs' underscores are spaces; `--channel` is for rows without one."""
    assert one(tmp_path, "Company,Source", "A,").channel == ""
    assert one(tmp_path, "Company,Source", "A,unknown").channel == "unknown"
    assert one(tmp_path, "Company,Source", "A,paid_search").channel == "paid search"
    assert one(tmp_path, "Company,Source", "A,", channel="event").channel == "event"


def test_history_is_read_with_its_stages_dates_and_amounts(tmp_path: Path) -> None:
    """Owner, rep, stage, past milestones, amount with its currency, expected close, score, tags."""
    row = one(
        tmp_path,
        "Company,Owner,Rep,Stage,Created at,MQL date,Amount,Expected close,Score,Tags,Notes",
        'A,Ann,Bob,需求挖掘,2024-01-02,2024-01-05T08:00:00Z,"$1,200.50",2024-06-30,120,"a, b","x\ny"',
        zone="UTC",
    )

    assert (row.owner, row.rep, row.stage, row.score, row.tags, row.note) == (
        "Ann",
        "Bob",
        "discovery",
        120,
        ("a", "b"),
        "x\ny",
    )
    assert (row.amount, row.currency) == (120_050, "USD")
    assert from_micros(row.milestones["mql"]).isoformat() == "2024-01-05T08:00:00+00:00"
    assert from_epoch_day(row.expected_close_on or 0).isoformat() == "2024-06-30"


@pytest.mark.parametrize(
    ("word", "stage", "means"),
    [
        ("Closed Won", "deployment", "won"),
        ("Closed Lost", "lost", "lost"),
        ("Negotiation/Review", "negotiation", "expected"),
        ("Prospecting", "market_validating", "expected"),
        ("Who knows", "", "expected"),
        ("", "", "won"),
    ],
)
def test_a_close_date_is_a_win_only_where_the_stage_is_won(
    tmp_path: Path, word: str, stage: str, means: str
) -> None:
    """Of an open deal it is the day it is expected, of a lost one the day it was lost."""
    row = one(tmp_path, "Company,Stage,Won at", f"A,{word},2024-03-04")
    found = {"won": "won" in row.milestones, "lost": row.lost_at, "expected": row.expected_close_on}

    assert row.stage == stage
    assert [key for key, value in found.items() if value] == [means]
    assert any(note.code == "unknown_stage" for note in row.notes) == (word == "Who knows")


def test_stages_of_the_mapping_go_before_habit() -> None:
    """A team may call its closed deals something else."""
    book = StageBook(STAGES, {"Closed Won": "acceptance", "Parked": "输单"})

    assert [
        getattr(book.find(word), "key", None) for word in ("closed won", "Parked", "赢单", "验收", "x")
    ] == [
        "acceptance",
        "lost",
        "deployment",
        "acceptance",
        None,
    ]
    assert book.nearest("discvery") == "discovery"


def test_a_deal_won_before_its_first_contact_is_taken_and_flagged(tmp_path: Path) -> None:
    """The source may be wrong, and says so itself."""
    row = one(tmp_path, "Company,Created at,Won at", "A,2024-03-04,2024-03-02")

    assert "won_before_created" in [note.code for note in row.notes]


def test_a_url_brings_its_touch_and_columns_of_tags_join_it(tmp_path: Path) -> None:
    """Campaign, keyword and landing page are filled from it where the list is silent."""
    row = one(
        tmp_path,
        "Company,UTM URL,utm_content,IP,Referrer",
        "A,https://x.cn/a?utm_source=baidu&utm_campaign=p&utm_term=k,big,10.0.0.1,https://www.baidu.com/s?wd=w",
    )

    assert row.touch is not None
    assert (row.touch.utm_source, row.touch.utm_content, row.touch.ip) == ("baidu", "big", "10.0.0.1")
    assert (row.campaign, row.keyword, row.landing_page) == ("p", "k", "https://x.cn/a")


@pytest.mark.parametrize(
    ("cells", "junk"),
    [
        ("Ann,2124567890,a@mailinator.com", ("throwaway_email",)),
        ("Ann,00000000000,", ("made_up_phone",)),
        ("Ann,00000000000,a@acme.com", ()),
        ("Ann,+15736562741345,", ()),
        ("Ann,,a@acme.com", ()),
    ],
)
def test_obvious_junk_is_told_with_its_reason(tmp_path: Path, cells: str, junk: tuple[str, ...]) -> None:
    """A mistyped phone is none; a throw-away mail and zeros alone are."""
    assert one(tmp_path, "Contact,Phone,Email", cells).junk == junk


def test_more_than_twenty_registrations_from_one_address_in_a_day_are_junk(tmp_path: Path) -> None:
    """Twenty are believed; another day counts anew."""
    lines = [f"A{at},10.0.0.1,2024-03-04 10:{at:02}" for at in range(21)]
    lines += [f"B{at},10.0.0.2,2024-03-04" for at in range(20)] + ["C,10.0.0.1,2024-03-05"]
    reading = read_list(write_list(tmp_path, "Company,IP,Created at\n" + "\n".join(lines) + "\n"), zone="UTC")
    junk = [row.company for row in reading.taken if row.junk == ("many_from_one_ip",)]

    assert junk == [f"A{at}" for at in range(21)]


def test_questions_are_collected_for_every_column_that_needs_one(tmp_path: Path) -> None:
    """Dates and amounts, each with its choices; custom columns are never read."""
    text = 'Company,Created at,Won at,Amount,Other date\nA,3/4/2024,5/6/2024,"50.000",1/2/2024\n'
    reading = read_list(write_list(tmp_path, text))
    answered = read_list(write_list(tmp_path, text), date_order="dmy", decimal="comma", zone="UTC")

    assert [(question.kind, question.column) for question in reading.survey.questions] == [
        ("date_order", "Created at"),
        ("date_order", "Won at"),
        ("decimal", "Amount"),
    ]
    assert (answered.survey.questions, answered.taken[0].amount) == ((), 5_000_000)
    assert answered.taken[0].custom == {"Other date": "1/2/2024"}
    assert msgspec.json.encode([question.as_json() for question in reading.survey.questions])


def test_a_prepared_row_is_plain_json(tmp_path: Path) -> None:
    """It goes into a command as it is, and comes back equal."""
    row = one(tmp_path, "Company,Phone,UTM URL", "北京数据,13800138000,https://x.cn/?utm_source=a")

    assert msgspec.json.decode(msgspec.json.encode(row), type=PreparedRow) == row


def test_refused_rows_can_be_corrected_and_imported_again(tmp_path: Path) -> None:
    """Same headings, line and reason behind them; the reason columns are ignored the second time."""
    text = "公司名称,创建时间,备注\n北京数据,不久以前,x\n,2024-01-01,只有备注\n上海电子,2024-01-02,y\n"
    reading = read_list(write_list(tmp_path, text))
    path = write_refused(tmp_path / "refused.csv", reading)
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert headings == ["公司名称", "创建时间", "备注", "decile_line", "decile_reason"]
    assert [row[3] for row in rows] == ["2", "3"]
    assert "不久以前" in rows[0][4]

    path.write_text(
        path.read_text("utf-8-sig").replace("北京数据,不久以前", "北京数据,2024-01-03"), "utf-8-sig"
    )
    again = read_list(path)

    assert again.source.fingerprint == reading.source.fingerprint
    assert [row.company for row in again.taken] == ["北京数据"]
    assert again.taken[0].custom == {}
    assert [row.code for row in again.refused] == ["nothing_to_keep"]


def test_no_refused_row_means_no_file(tmp_path: Path) -> None:
    """Nothing is left behind."""
    path = write_refused(tmp_path / "refused.csv", read_list(write_list(tmp_path, "Company\nA\n")))

    assert not path.exists()


def test_refused_rows_without_headings_are_named_by_position(tmp_path: Path) -> None:
    """And the positions are read as headings again."""
    path = write_list(tmp_path, "Acme,ann@acme.com,1\n-,-,2\n")
    reading = read_list(path, '[columns]\n"#1" = "company"')
    again = write_refused(tmp_path / "refused.csv", reading)
    again.write_text(again.read_text("utf-8-sig").replace("-,-,2", "Beta,,2"), "utf-8-sig")

    assert read_list(again, '[columns]\n"#1" = "company"').taken[0].company == "Beta"


@pytest.mark.parametrize(
    ("headings", "cells", "column"),
    [
        ("Company,Tags", f"A,{'x' * 81}", "Tags"),
        ("Company,UTM URL", f"A,https://x.cn/?utm_source={'x' * 401}", "utm_source"),
        ("Company,Zip", f"A,{'x' * 2001}", "Zip"),
    ],
)
def test_long_parts_are_refused_by_name_too(tmp_path: Path, headings: str, cells: str, column: str) -> None:
    """One tag, one tag of an address, one custom value."""
    (row,) = read_list(write_list(tmp_path, f"{headings}\n{cells}\n")).refused

    assert (row.code, row.place["column"]) == ("too_long", column)
