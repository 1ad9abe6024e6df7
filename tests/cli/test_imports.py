"""Lists come in through the command line as the table of the sample files says, and go out again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.cli.imports import _NOTED
from app.cli.main import run
from app.services.intake.refusals import NOTE_CODES
from app.services.profile import open_profile

type Cli = Callable[..., dict[str, Any]]

LEADS = """[columns]
mql_id = "external_id"
first_contact_date = "created_at"
landing_page_id = "landing_page"
origin = "channel"
"""
US_LEADS = LEADS.replace('landing_page_id = "landing_page"\n', "") + '[options]\nzone = "UTC"\n'
DEALS = """[columns]
mql_id = "external_id"
won_date = "won_at"
sr_id = "rep"
sdr_id = "owner"
business_segment = "industry"
lead_type = "custom:lead_type"
"""
SALESFORCE = """[columns]
Id = "external_id"
Name = "company"
StageName = "stage"
Amount = "amount"
CloseDate = "won_at"
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile on its first day, to copy."""
    folder = tmp_path_factory.mktemp("founded") / "profile"
    opened = open_profile(folder)
    opened.found(name="Chen Wei")
    opened.close()
    return folder


@pytest.fixture
def profile(founded: Path, tmp_path: Path) -> Path:
    """A profile of the test's own."""
    folder = tmp_path / "desk"
    shutil.copytree(founded, folder)
    return folder


@pytest.fixture
def cli(profile: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a subcommand with ``--json``; what it printed, with its exit status and messages."""

    def call(*words: str | Path) -> dict[str, Any]:
        capsys.readouterr()
        status = run([*map(str, words), "--json", "--profile", str(profile)])
        printed = capsys.readouterr()
        answer = json.loads(printed.out) if printed.out.strip() else {}
        answer = answer if isinstance(answer, dict) else {"list": answer}
        return answer | {"status": status, "said": printed.err}

    return call


@pytest.fixture
def messy(shared_data: Path) -> Path:
    return shared_data / "messy_import"


@pytest.fixture
def olist(shared_data: Path) -> Path:
    return shared_data / "olist"


def rows_of(profile: Path, statement: str) -> list[Any]:
    """Ask the profile's database."""
    with closing(open_profile(profile)) as opened, opened.database.read() as db:
        return list(db.execute(text(statement)).all())


def one(profile: Path, statement: str) -> Any:
    return rows_of(profile, statement)[0][0]


def mapped(folder: Path, toml: str) -> tuple[str, Path]:
    path = folder / "map.toml"
    path.write_text(toml, "utf-8")
    return "--map", path


def figures(answer: dict[str, Any]) -> tuple[int, ...]:
    names = ("status", "rows", "created", "updated", "merged", "set_aside", "refused")
    return tuple(answer[name] for name in names)


def test_olist_leads_twice_then_deals(cli: Cli, olist: Path, tmp_path: Path, profile: Path) -> None:
    """8,000 created, then none; 842 updated by their id; the unknown people are inactive."""
    leads = olist / "olist_marketing_qualified_leads_dataset.csv"
    first = cli("import", leads, *mapped(tmp_path, LEADS))
    again = cli("import", leads, *mapped(tmp_path, LEADS))
    deals = cli("import", olist / "olist_closed_deals_dataset.csv", *mapped(tmp_path, DEALS))

    assert figures(first) == (0, 8000, 8000, 0, 0, 0, 0)
    assert figures(again) == (0, 8000, 0, 8000, 0, 0, 0)
    assert figures(deals) == (0, 842, 0, 842, 0, 0, 0)
    assert one(profile, "SELECT count(*) FROM lead") == 8000
    assert one(profile, "SELECT count(*) FROM touch") == 8000
    assert one(profile, "SELECT count(*) FROM milestone WHERE milestone = 'won'") == 842
    assert one(profile, "SELECT count(*) FROM milestone WHERE milestone = 'won' AND is_suspect") == 1
    by_channel = dict(map(tuple, rows_of(profile, "SELECT channel, count(*) FROM lead GROUP BY channel")))
    assert (by_channel[""], by_channel["unknown"], by_channel["paid search"]) == (60, 1099, 1586)
    inactive = "SELECT count(*) FROM member WHERE NOT is_active AND role = '{}'"
    assert one(profile, inactive.format("sdr")) == 32
    assert one(profile, inactive.format("rep")) == 22
    won = "SELECT count(*) FROM lead JOIN stage s ON s.key = stage WHERE s.kind = 'won'"
    assert one(profile, won) == 842


def test_olist_us_dates_are_asked_and_then_give_the_same_months(
    cli: Cli, olist: Path, tmp_path: Path, profile: Path
) -> None:
    """Nothing is written until the order is chosen."""
    path = olist / "mql_variant_us_dates_no_landing.csv"
    asked = cli("import", path, *mapped(tmp_path, US_LEADS))

    assert (asked["status"], asked["why"], asked["created"]) == (1, "questions", 0)
    assert [(q["kind"], q["column"], q["proposed"]) for q in asked["questions"]] == [
        ("date_order", "first_contact_date", "mdy")
    ]
    assert "--date-order" in asked["said"]
    assert one(profile, "SELECT count(*) FROM import_batch") == 0

    done = cli("import", path, *mapped(tmp_path, US_LEADS), "--date-order", "mdy")
    months = "SELECT strftime('%Y-%m', created_at / 1000000, 'unixepoch') m, count(*) FROM lead GROUP BY m"
    by_month = dict(map(tuple, rows_of(profile, months)))
    assert figures(done) == (0, 8000, 8000, 0, 0, 0, 0)
    assert [by_month[f"2018-0{month}"] for month in range(1, 6)] == [1141, 1028, 1174, 1352, 1303]


def test_zoho_asks_about_doubles_instead_of_merging_them(cli: Cli, messy: Path) -> None:
    """1,265 leads although 92 e-mails and 28 equal names with them; the pairs wait."""
    done = cli("import", messy / "zoho_2012_leads.csv", "--date-order", "dmy")

    assert figures(done) == (0, 1265, 1265, 0, 0, 0, 0)
    assert done["to_review"] > 1265 - 92
    pairs = cli("duplicates", "--known")["list"]
    assert len(pairs) == done["to_review"]
    assert set(pairs[0]) == {"a", "b", "evidence", "similarity"}


def test_datablist_keeps_both_phones_and_both_mails(cli: Cli, messy: Path, profile: Path) -> None:
    """Two of each for all 100."""
    done = cli("import", messy / "datablist_leads-100.csv")
    kinds = rows_of(profile, "SELECT kind, count(*) FROM contact_point GROUP BY kind ORDER BY kind")

    assert figures(done) == (0, 100, 100, 0, 0, 0, 0)
    assert [tuple(row) for row in kinds] == [("email", 200), ("phone", 200)]


def test_copado_phones_are_kept_and_marked_impossible(cli: Cli, messy: Path, profile: Path) -> None:
    """Seven leads whose phones nobody can call."""
    done = cli("import", messy / "salesforce_copado_leads.csv")

    assert figures(done) == (0, 7, 7, 0, 0, 0, 0)
    assert one(profile, "SELECT count(*) FROM lead WHERE phone_status = 'impossible'") == 7


def test_salesforce_opportunities_have_8_won_and_their_amounts(
    cli: Cli, messy: Path, tmp_path: Path, profile: Path
) -> None:
    """A close date is a win only where the stage is won; the amounts add up."""
    path = messy / "salesforce_export_opportunityData.csv"
    done = cli("import", path, *mapped(tmp_path, SALESFORCE))

    assert figures(done) == (0, 38, 38, 0, 0, 0, 0)
    assert one(profile, "SELECT count(*) FROM milestone WHERE milestone = 'won'") == 8
    assert one(profile, "SELECT sum(amount) FROM lead") == 627_000_000


@pytest.mark.parametrize("name", ["csvtext.csv", "csvtext_BOM_UTF8.csv", "csvtext_BOM_UTF16LE.csv"])
def test_one_table_in_three_encodings_asks_for_a_mapping_and_then_is_the_same(
    cli: Cli, messy: Path, tmp_path: Path, profile: Path, name: str
) -> None:
    """No heading is known; with one named, two leads."""
    path = next(path for path in messy.iterdir() if path.name.lower() == name.lower())
    asked = cli("import", path)
    done = cli("import", path, *mapped(tmp_path, '[columns]\ncolumn1 = "company"\n'))

    assert (asked["status"], asked["why"]) == (1, "needs_mapping")
    assert figures(done) == (0, 2, 2, 0, 0, 0, 0)
    assert len(rows_of(profile, "SELECT DISTINCT company FROM lead")) == 2


def test_atomic_keeps_three_of_everything(cli: Cli, messy: Path, profile: Path) -> None:
    """John's three e-mails and three phones; Jane has one and two."""
    done = cli("import", messy / "atomic_crm_contacts_export.csv")
    counts = rows_of(profile, "SELECT count(*) FROM contact_point GROUP BY lead_id, kind")

    assert figures(done) == (0, 2, 2, 0, 0, 0, 0)
    assert sorted(row[0] for row in counts) == [1, 2, 3, 3]


def test_gbk_text_is_right(cli: Cli, messy: Path, tmp_path: Path, profile: Path) -> None:
    """Twenty companies, one with a full-width letter."""
    toml = '[columns]\nsym = "external_id"\nname = "company"\n'
    done = cli("import", messy / "cn_companies_gbk.csv", *mapped(tmp_path, toml))

    assert figures(done) == (0, 20, 20, 0, 0, 0, 0)
    assert "苏常柴Ａ" in {row[0] for row in rows_of(profile, "SELECT company FROM lead")}


def test_companies_that_appear_twice_are_suspected(cli: Cli, messy: Path, profile: Path) -> None:
    """426 leads of 418 companies."""
    done = cli("import", messy / "sse_ipo_companies_utf8.csv")

    assert figures(done) == (0, 426, 426, 0, 0, 0, 0)
    assert one(profile, "SELECT count(DISTINCT a_id) FROM suspected_pair WHERE evidence = 'company'") == 8


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("cordys_user_import_cn.xlsx", "no_rows"),
        ("easyexcel_dataformat.xlsx", "needs_mapping"),
        ("messytables_semicolon.ssv", "needs_mapping"),
    ],
)
def test_lists_that_cannot_come_in_say_why(cli: Cli, messy: Path, profile: Path, name: str, why: str) -> None:
    """Exit 1, one sentence, nothing written."""
    answer = cli("import", messy / name)

    assert (answer["status"], answer["why"]) == (1, why)
    assert answer["said"].count("\n") == 1
    assert one(profile, "SELECT count(*) FROM import_batch") == 0


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("cordys_user_numeric_phone.xlsx", 1),
        ("easyexcel_office_bom.csv", 10),
        ("easyexcel_no_bom.csv", 10),
        ("odoo_contacts_import_template.xlsx", 3),
    ],
)
def test_small_lists_come_in_whole(cli: Cli, messy: Path, name: str, rows: int) -> None:
    """Every row is a lead."""
    assert figures(cli("import", messy / name)) == (0, rows, rows, 0, 0, 0, 0)


def test_odoo_leads_without_a_way_to_reach_them_are_marked(cli: Cli, messy: Path, profile: Path) -> None:
    """Eight leads, three without phone and e-mail; ZIP codes without a point."""
    done = cli("import", messy / "odoo_crm_lead_template.xls")
    codes = {row[0] for row in rows_of(profile, "SELECT value FROM custom_field WHERE name LIKE '%ip%'")}

    assert figures(done) == (0, 8, 8, 0, 0, 0, 0)
    assert one(profile, "SELECT count(*) FROM lead WHERE NOT is_reachable") == 3
    assert {"60610", "4500"} <= codes


def test_refused_rows_can_be_corrected_and_imported_again(cli: Cli, tmp_path: Path, profile: Path) -> None:
    """The file names line and reason; corrected, it brings only what was missing."""
    path = tmp_path / "list.csv"
    path.write_text("Company,Phone,Amount\nAcme,+1 212 555 0123,12\nBeta,+1 212 555 0124,many\n", "utf-8")
    done = cli("import", path)
    refused = Path(done["refused_file"])

    assert figures(done) == (0, 2, 1, 0, 0, 0, 1)
    assert refused.parent == tmp_path
    assert "many cannot be read as an amount" in refused.read_text("utf-8-sig")

    refused.write_text(refused.read_text("utf-8-sig").replace("many,", "7,", 1), "utf-8-sig")
    assert figures(cli("import", refused)) == (0, 1, 1, 0, 0, 0, 0)
    assert one(profile, "SELECT count(*) FROM lead") == 2


def test_doubles_within_one_file_merge_only_on_strong_evidence(
    cli: Cli, tmp_path: Path, profile: Path
) -> None:
    """Same e-mail and name is one lead; the same switchboard waits for a person; an id is an id."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Id,Company,Contact,Email,Phone\n"
        ",Acme,Ann Lee,ann@acme.com,\n"
        ",Acme,Ann Lee,ann@acme.com,+1 212 555 0123\n"
        ",Acme,Bob Ray,,+1 212 555 0123\n"
        "7,Beta,Cy,cy@beta.com,\n"
        "7,Beta,Cy Low,,\n",
        "utf-8",
    )
    done = cli("import", path)

    assert figures(done) == (0, 5, 3, 1, 1, 0, 0)
    assert done["to_review"] == 1
    assert one(profile, "SELECT contact_name FROM lead WHERE external_id = '7'") == "Cy Low"


def test_an_import_is_undone_but_for_what_was_worked_on(cli: Cli, tmp_path: Path, profile: Path) -> None:
    """Leads nobody touched go; a second undo is refused; an unknown import is named so."""
    path = tmp_path / "list.csv"
    path.write_text("Company,Phone\nAcme,+1 212 555 0123\nBeta,+1 212 555 0124\n", "utf-8")
    first = cli("import", path)
    lead_id = one(profile, "SELECT id FROM lead WHERE company = 'Acme'")
    call = {
        "activity_id": "0198a000-0000-7000-8000-000000000001",
        "lead_id": lead_id,
        "phone": "+12125550123",
    }
    called = cli("do", "call.start", json.dumps(call))

    assert called["status"] == 0, called
    undone = cli("undo-import", first["batch"])
    assert (undone["removed"], undone["kept"], undone["why_kept"]) == (1, 1, {"activity": 1})
    assert cli("undo-import", first["batch"])["why"] == "already_undone"
    assert cli("undo-import", "0198a000-0000-7000-8000-000000000009")["why"] == "unknown_batch"
    assert cli("undo-import", "nonsense")["status"] == 2


def test_a_dry_run_tells_the_figures_and_writes_nothing(cli: Cli, messy: Path, profile: Path) -> None:
    """The same figures as the import itself, but no batch."""
    plan = cli("import", messy / "datablist_leads-100.csv", "--dry-run")

    assert figures(plan) == (0, 100, 100, 0, 0, 0, 0)
    assert plan["batch"] is None
    assert one(profile, "SELECT count(*) FROM lead") == 0


def test_owner_is_the_sdr_unless_said_otherwise(cli: Cli, tmp_path: Path, profile: Path) -> None:
    """me, nobody, another login, an unknown one."""
    path = tmp_path / "list.csv"
    for at, owner in enumerate(("me", "nobody", "team_lead")):
        path.write_text(f"Company,Phone\nAcme {at},+1 212 555 012{at}\n", "utf-8")
        assert figures(cli("import", path, "--owner", owner)) == (0, 1, 1, 0, 0, 0, 0)
    owners = rows_of(
        profile, "SELECT l.company, m.login FROM lead l LEFT JOIN member m ON m.id = l.owner_id ORDER BY 1"
    )

    assert [tuple(row) for row in owners] == [("Acme 0", "sdr"), ("Acme 1", None), ("Acme 2", "team_lead")]
    assert cli("import", path, "--owner", "rep")["status"] == 2


def test_a_mapping_with_an_unknown_field_is_refused_with_its_place(
    cli: Cli, messy: Path, tmp_path: Path
) -> None:
    """The line, the word, the nearest field."""
    toml = '[columns]\nsym = "external_idd"\n'
    answer = cli("import", messy / "cn_companies_gbk.csv", *mapped(tmp_path, toml))

    assert (answer["status"], answer["why"]) == (1, "mapping_field")
    assert (answer["place"]["line"], answer["place"]["nearest"]) == (2, "external_id")


@pytest.mark.parametrize("what", ["empty", "folder", "missing", "picture"])
def test_a_bad_file_is_one_sentence_and_exit_1(cli: Cli, tmp_path: Path, what: str) -> None:
    """What, where, what to do."""
    path = tmp_path / "list.csv"
    match what:
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    answer = cli("import", path)

    assert answer["status"] == 1
    assert answer["why"] == {"missing": "not_found", "picture": "not_text"}.get(what, what)
    assert "list.csv" in answer["said"]


def test_what_is_said_about_rows_that_came_in_has_words() -> None:
    """Every note a row can get; unknown columns are said once for the file."""
    assert set(_NOTED) == set(NOTE_CODES) - {"unknown_column"}


def test_a_deal_won_before_the_first_contact_by_another_file_is_told(
    cli: Cli, tmp_path: Path, profile: Path
) -> None:
    """The lead came in on one day, its win of the day before in a second list; it is flagged everywhere."""
    leads, deals = tmp_path / "leads.csv", tmp_path / "deals.csv"
    leads.write_text("Lead ID,Company,Created at\n7,Acme,2026-03-02\n8,Beta,2026-03-02\n", "utf-8")
    deals.write_text("Lead ID,Won\n7,2026-03-01\n8,2026-04-01\n", "utf-8")
    mapping = mapped(tmp_path, '[columns]\n"Lead ID" = "external_id"\nWon = "won_at"\n')
    cli("import", leads)
    done = cli("import", deals, *mapping)
    lead = cli("lead", one(profile, "SELECT id FROM lead WHERE company = 'Acme'"))

    assert (figures(done), done["notes"].get("won_before_created")) == ((0, 2, 0, 2, 0, 0, 0), 1)
    assert lead["suspect_milestones"] == ["won"]


def test_an_import_that_was_killed_is_named_by_the_next_and_can_be_undone(
    cli: Cli, tmp_path: Path, profile: Path
) -> None:
    """Ended between two chunks by force: the half of it, the room it held on the disk, and the way back."""
    path = tmp_path / "list.csv"
    path.write_text("Company,Phone\n" + "".join(f"C{n},+1 212 555 {n:04}\n" for n in range(1200)), "utf-8")
    code = (
        "import os, sys; from app.services.import_run import run; from app.cli.main import run as decile\n"
        "sent = run._Run._send\n"
        "def once(self, room): sent(self, room); os._exit(9)\n"
        "run._Run._send = once; decile(sys.argv[1:])"
    )
    words = ["import", str(path), "--profile", str(profile)]
    subprocess.run([sys.executable, "-c", code, *words], check=False, capture_output=True)
    held = one(profile, "SELECT count(*) FROM lead")
    rooms = len(list(profile.glob("*.room")))
    other = tmp_path / "other.csv"
    other.write_text("Company,Phone\nNew,+1 646 555 0101\n", "utf-8")
    told = cli("import", other, "--dry-run")["said"]
    batch = told.split()[-1]
    undone = cli("undo-import", batch)

    assert 0 < held < 1200
    assert rooms == 1
    assert "list.csv" in told
    assert f"{held} rows came in" in told
    assert (undone["status"], undone["removed"], list(profile.glob("*.room"))) == (0, held, [])
    assert one(profile, "SELECT count(*) FROM lead") == 0
