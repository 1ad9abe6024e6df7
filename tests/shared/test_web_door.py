"""The website's door: what it takes, what it refuses, what becomes of it, and that nothing else is open to it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from app.models.vocabulary import Role
from app.services.shared import web_door
from app.services.shared.address import connect
from app.services.shared.errors import SharedTrouble
from app.services.shared.logins import add_user, deactivate
from app.services.shared.web_carrying import take_in
from app.services.shared.websites import add_website
from tests.shared.attacks import attacks
from tests.shared.team import Team
from tests.shared.test_attacks import fingerprint, ids_of

SITE = "site"
PAGE = "https://decile.example/demo?utm_source=baidu&utm_medium=cpc&utm_campaign=功能-元数据管理&utm_term=元数据管理"


@pytest.fixture
def web(team: Team) -> Team:
    """A team with a website."""
    with connect(team.url, what="the test's database") as db:
        add_website(db, SITE, name="Our website", region="CN", password=f"pw-{SITE}")
    return team


def a_form(**said: Any) -> dict[str, Any]:
    """Return a submission as the website sends it."""
    number = str(uuid4().int)[:8]
    return {
        "id": str(uuid4()), "company": f"Web {number}", "contact_name": "王小明", "phone": f"138{number}",
        "page_url": PAGE, "ip": "203.0.113.7", **said,
    }  # fmt: skip


def hand_in(team: Team, *forms: object) -> list[dict[str, Any]]:
    """Hand forms in as the website and return what it is told."""
    answers = []
    with team.sign_in(SITE) as db:
        for form in forms:
            row = db.execute("select app.intake_web(%s::jsonb)", (json.dumps(form),)).fetchone()
            assert row is not None
            answers.append(row[0])
    return answers


def test_a_form_becomes_a_lead_with_its_touch_and_visits(web: Team) -> None:
    """Cleaned like a row of a file: phone with its country, campaign and keyword from the address, the visits scored."""
    visits = [{"page": "/pricing", "kind": "price_page", "seconds": 40, "ago": 60}, {"page": "/"}]
    form = a_form(phone="138 0013 8000", message="Please call.\nAfternoons.", visits=visits)

    answered = hand_in(web, form)
    figures = take_in(web.url)

    with web.operate() as db:
        lead = db.execute(
            "select id, phone, channel, keyword, score from app.lead where company = %s", (form["company"],)
        ).fetchone()
        assert lead is not None
        touch = db.execute(
            "select utm_source, utm_campaign, landing_page, ip from app.touch where lead_id = %s", (lead[0],)
        ).fetchall()
        seen = db.execute(
            "select kind, words, seconds from app.behaviour where lead_id = %s order by at", (lead[0],)
        ).fetchall()
        note = db.execute("select words from app.activity where lead_id = %s", (lead[0],)).fetchone()
        left = db.execute("select state, words from app.web_submission").fetchall()
    assert answered == [{"ok": True}]
    assert figures == Counter(created=1)
    assert lead[1:4] == ("+8613800138000", "direct traffic", "元数据管理")
    assert touch == [("baidu", "功能-元数据管理", "https://decile.example/demo", "203.0.113.7")]
    assert seen == [("price_page", "/pricing", 40), ("page_visit", "/", None)]
    assert note == ("Please call.\nAfternoons.",)
    assert left == [("taken", None)]


def test_the_same_person_twice_is_one_lead_with_two_touches(web: Team) -> None:
    """Same phone and same name merge, as in an import; the answer tells nothing of it."""
    form = a_form(phone="+8613800138000")

    answers = hand_in(web, form, form | {"id": str(uuid4())}, form)
    figures = take_in(web.url)

    with web.operate() as db:
        count = db.execute(
            "select count(distinct l.id), count(t.id) from app.lead l join app.touch t on t.lead_id = l.id"
            " where l.company = %s",
            (form["company"],),
        ).fetchone()
    assert answers == [{"ok": True}, {"ok": True}, {"ok": True, "again": True}]
    assert figures == Counter(created=1, merged=1)
    assert count == (1, 2)
    assert take_in(web.url) == Counter()


def test_junk_is_set_aside_with_its_reason_and_what_says_nothing_is_refused(web: Team) -> None:
    """Throw-away addresses, made-up phones, more than twenty from one address in a day; nothing is dropped silently."""
    crowd = [a_form(ip="198.51.100.9") for _ in range(21)]
    nothing = {"id": str(uuid4()), "message": "hello"}

    hand_in(web, a_form(email="x@mailinator.com"), a_form(phone="0000000"), nothing)
    first = take_in(web.url)
    hand_in(web, *crowd[:20])
    second = take_in(web.url)
    hand_in(web, crowd[20])
    third = take_in(web.url)

    with web.operate() as db:
        reasons = Counter(
            row[0]
            for row in db.execute("select reason from app.import_row where result = 'set_aside'").fetchall()
        )
        refused = db.execute(
            "select why, words ->> 'message' from app.web_submission where state = 'refused'"
        ).fetchall()
    assert first == Counter(set_aside=2, refused=1)
    assert second == Counter(created=20)
    assert third == Counter(set_aside=1)
    assert reasons == {"throwaway_email": 1, "made_up_phone": 1, "many_from_one_ip": 1}
    assert refused == [("nothing_to_keep", "hello")]


def test_a_bug_with_one_form_stops_none_of_its_neighbours(web: Team) -> None:
    """It stays with its words for the operator; the rest comes in."""
    with web.operate() as db:
        db.execute("alter table app.lead add constraint planted_bug check (company <> 'poison') not valid")
    hand_in(web, a_form(), a_form(company="poison"), a_form())

    figures = take_in(web.url)

    with web.operate() as db:
        kept = db.execute(
            "select words ->> 'company' from app.web_submission where state = 'error'"
        ).fetchall()
    assert figures == Counter(created=2, error=1)
    assert kept == [("poison",)]


BAD: tuple[object, ...] = (
    None, 1, "x", [], {}, {"id": "x"}, {"id": None, "company": "x"},
    a_form(owner="anna"), a_form(stage="won"), a_form(score=100), a_form(external_id="1"),
    a_form(company=1), a_form(company=None), a_form(company=["x"]), a_form(company="x" * 201),
    a_form(message="x" * 4001), a_form(contact_name="\x07"), a_form(ip="1" * 46), a_form(visits={}),
    a_form(visits=[{"page": "/"}] * 51), a_form(visits=[{}]), a_form(visits=[None]), a_form(visits=[{"page": ""}]),
    a_form(visits=[{"page": "/", "seconds": -1}]), a_form(visits=[{"page": "/", "ago": "1e9"}]),
    a_form(visits=[{"page": "/", "lead_id": str(uuid4())}]), a_form(visits=[{"page": "/", "kind": "won"}]),
)  # fmt: skip


def test_what_is_no_form_is_refused_and_not_kept(web: Team) -> None:
    """Unknown names, wrong types, too long, control characters; an oversized one before it is looked at."""
    answers = hand_in(web, *BAD, a_form(visits=[{"page": "x" * 400}] * 50))

    with web.operate() as db:
        kept = db.execute("select count(*) from app.web_submission").fetchone()
    assert [answer["why"] for answer in answers] == ["bad_argument"] * len(BAD) + ["too_large"]
    assert kept == (0,)


def test_a_website_cannot_flood_the_team(web: Team) -> None:
    """By the minute, by the day, from one address, and by what waits: what is more is refused, and not kept."""
    with web.operate() as db:
        by_minute = _told_after(web, db, f"in_minute = {web_door.IN_A_MINUTE - 1}")
        by_day = _told_after(web, db, f"in_minute = 0, in_day = {web_door.IN_A_DAY - 1}")
        db.execute("update app.web_door set in_minute = 0, in_day = 0")
        _fill(db, web_door.FROM_ONE_IP - 1, ip="192.0.2.1")
        by_address = hand_in(web, a_form(ip="192.0.2.1"), a_form(ip="192.0.2.1"), a_form(ip="192.0.2.2"))
        _fill(db, web_door.WAITING_MOST, ip=None)
        full = hand_in(web, a_form())

    assert by_minute == by_day == ["ok", "too_many"]
    assert [one.get("why", "ok") for one in by_address] == ["ok", "too_many", "ok"]
    assert full == [{"ok": False, "why": "full"}]


def _told_after(web: Team, db: psycopg.Connection[Any], state: str) -> list[str]:
    """Return what the next two forms are told with the door's counters set; of this minute, whenever it ends."""
    db.execute(
        "update app.web_door set minute = app.now_micros() / 60000000, day = app.now_micros() / 86400000000,"
        f" {state}".encode()
    )
    return [one.get("why", "ok") for one in hand_in(web, a_form(), a_form())]


def _fill(db: psycopg.Connection[Any], count: int, *, ip: str | None) -> None:
    db.execute(
        "insert into app.web_submission (id, login, at, digest, words, ip, state) select gen_random_uuid(), %s,"
        " app.now_micros(), '', '{}', %s, 'waiting' from generate_series(1, %s)",
        (SITE, ip, count),
    )


def test_an_id_of_another_form_reveals_and_replaces_nothing(web: Team) -> None:
    """Neither one's own form nor another website's is replaced by its id."""
    with connect(web.url, what="the test's database") as db:
        add_website(db, "other", name="Another", password="pw-other")
    form = a_form()
    hand_in(web, form)

    changed = hand_in(web, form | {"company": "Other"})
    with web.sign_in("other") as db:
        foreign = db.execute("select app.intake_web(%s::jsonb)", (json.dumps(form),)).fetchone()

    assert changed == [{"ok": False, "why": "id_reuse"}]
    assert foreign == ({"ok": False, "why": "id_reuse"},)


def test_every_attack_fails_for_a_website_and_it_reads_nothing(web: Team) -> None:
    """All that is tried as somebody of the team, as the website: no row of the schema, no push; all is as it was."""
    ids, before = ids_of(web), fingerprint(web)
    unexpected = []
    with web.sign_in(SITE, prepare_threshold=None) as db:
        for attack in attacks(ids):
            if "intake_web" in attack.sql[0]:
                continue  # its one door, tried in the tests above
            rows, failed = _tried(db, attack.sql)
            if not failed and (rows or attack.ends != "nothing") and attack.ends != "allowed":
                unexpected.append(f"{attack.name}: {rows}")
        for question in READING:
            rows, failed = _tried(db, (question,))
            if not failed:
                unexpected.append(f"{question}: {rows}")

    assert unexpected == []
    assert fingerprint(web) == before


READING = (
    "select * from app.web_submission", "select words from app.web_submission", "select * from app.web_door",
    "select id from app.lead", "select * from app.lead_contact", "select login from app.member",
    "select * from app.server", "select app.pull('{}')", "select app.push('[]')", "select app.commons()",
    "select app.strays()", "select app.page_of(array[gen_random_uuid()])", "select app.copy_size(500)",
    "select app.mine()", "select app.is_submission('{}')", "select app.now_micros()",
    "update app.web_door set in_day = 0", "delete from app.web_submission", "set role app_client",
    "begin isolation level repeatable read; select app.intake_web('{}')",
)  # fmt: skip


def _tried(db: psycopg.Connection[Any], statements: tuple[str, ...]) -> tuple[list[Any], bool]:
    rows: list[Any] = []
    try:
        for statement in statements:
            cursor = db.execute(statement.encode())
            while True:
                if cursor.description is not None:
                    rows += cursor.fetchall()
                if not cursor.nextset():
                    break
    except psycopg.Error:
        return rows, True
    finally:
        db.execute("rollback")
        db.execute("discard all")
    return rows, False


def test_the_door_is_the_only_function_of_a_website_and_no_persons(web: Team) -> None:
    """By PostgreSQL's catalogues: one function, no table, no column, no other role; and nobody else has it."""
    with web.operate() as db:
        mine = db.execute(
            "select proname from pg_proc where pronamespace = 'app'::regnamespace"
            " and has_function_privilege(%s, oid, 'EXECUTE')",
            (SITE,),
        ).fetchall()
        theirs = db.execute(
            "select rolname from pg_roles where rolname <> 'app_owner' and not rolsuper"
            " and not pg_has_role(oid, 'app_website', 'member')"
            " and has_function_privilege(oid, 'app.intake_web(jsonb)', 'EXECUTE')"
        ).fetchall()
        tables = db.execute(
            "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'v', 'S')"
            " and (case when relkind = 'S' then has_sequence_privilege(%(who)s, oid, 'USAGE,SELECT,UPDATE') else"
            " has_any_column_privilege(%(who)s, oid, 'SELECT,INSERT,UPDATE,REFERENCES')"
            " or has_table_privilege(%(who)s, oid, 'DELETE,TRUNCATE,TRIGGER') end)",
            {"who": SITE},
        ).fetchall()
        roles = db.execute(
            "select o.rolname from pg_roles o where pg_has_role(%s, o.oid, 'member') and o.rolname <> %s",
            (SITE, SITE),
        ).fetchall()

    assert mine == [("intake_web",)]
    assert theirs == tables == []
    assert roles == [("app_website",)]


def test_a_door_that_is_closed_stays_closed(web: Team) -> None:
    """Who keeps a connection open is refused too, and the login cannot come back."""
    with connect(web.url, what="the test's database") as db:
        deactivate(db, SITE)

    with pytest.raises(psycopg.OperationalError):
        hand_in(web, a_form())
    with web.operate() as db:
        assert db.execute("select is_open from app.web_door").fetchall() == [(False,)]


@pytest.mark.parametrize(
    "given",
    [
        lambda db: add_website(db, "anna", name="X"),
        lambda db: add_user(db, SITE, name="X", roles=[Role.SDR]),
        lambda db: add_website(db, "app_website", name="X"),
    ],
)
def test_a_website_and_a_person_never_share_a_login(web: Team, given: Callable[[Any], object]) -> None:
    """Else the website could read what the person may."""
    with pytest.raises(SharedTrouble), connect(web.url, what="the test's database") as db:
        given(db)
