"""What PostgreSQL's own catalogues say of the shared database: nobody writes, and row security is on everywhere."""

from __future__ import annotations

import psycopg
import pytest

from app.models.tables import SHARED
from app.services.shared.audience import undecided
from app.services.shared.roles import CLIENT, GROUPS, WEBSITE
from app.services.shared.server_tables import SERVER
from tests.shared.team import LOGINS, SECRET, Team

CALLABLE = {
    "push", "pull", "rows_of", "commons", "strays", "lead_ids", "pool_ids", "copy_size", "page_of", "now_micros",
    "mine", "is_member", "acts_as", "oversees", "calls",
    "my_pools", "my_groups", "intake_web", "put_recording", "place_recording", "note_recording", "recording_addresses",
}  # fmt: skip
"""Every function of ours that a person may call, and the one that a website may."""
_ROLES = [*LOGINS, *GROUPS, CLIENT, WEBSITE, "public"]


def test_every_table_has_an_audience() -> None:
    """Whoever adds a table says who may see its rows (app/services/shared/audience.py)."""
    assert undecided() == []


def test_nobody_of_the_team_owns_a_write_privilege(founded_team: Team) -> None:
    """Not on a table, not on a column, not on a sequence, not on a schema, for any login or group."""
    with founded_team.operate() as db:
        found = db.execute(
            "select r.rolname, c.relname, p.privilege from pg_roles r, pg_class c,"
            " unnest(array['INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER','MAINTAIN']) as p(privilege)"
            " where r.rolname = any(%s) and c.relnamespace = 'app'::regnamespace and c.relkind in ('r','v','m','p')"
            " and (p.privilege <> 'MAINTAIN' or current_setting('server_version_num')::int >= 170000)"
            " and has_table_privilege(r.oid, c.oid, p.privilege)",
            (_ROLES,),
        ).fetchall()
        columns = db.execute(
            "select r.rolname, c.relname, a.attname from pg_roles r, pg_class c"
            " join pg_attribute a on a.attrelid = c.oid,"
            " unnest(array['INSERT','UPDATE','REFERENCES']) as p(privilege)"
            " where r.rolname = any(%s) and c.relnamespace = 'app'::regnamespace and c.relkind in ('r','v')"
            " and a.attnum > 0 and not a.attisdropped and has_column_privilege(r.oid, c.oid, a.attnum, p.privilege)",
            (_ROLES,),
        ).fetchall()
        sequences = db.execute(
            "select r.rolname, c.relname from pg_roles r, pg_class c where r.rolname = any(%s) and c.relkind = 'S'"
            " and c.relnamespace = 'app'::regnamespace and has_sequence_privilege(r.oid, c.oid, 'USAGE,UPDATE')",
            (_ROLES,),
        ).fetchall()
        schemas = db.execute(
            "select r.rolname, n.nspname from pg_roles r, pg_namespace n where r.rolname = any(%s)"
            " and has_schema_privilege(r.oid, n.oid, 'CREATE')",
            (_ROLES,),
        ).fetchall()
        temporary = db.execute(
            "select r.rolname from pg_roles r where r.rolname = any(%s)"
            " and has_database_privilege(r.oid, current_database(), 'TEMPORARY,CREATE')",
            (_ROLES,),
        ).fetchall()

    assert [found, columns, sequences, schemas, temporary] == [[], [], [], [], []]


def test_every_table_is_under_row_security(founded_team: Team) -> None:
    """A table without it would be open to everybody who may read it."""
    with founded_team.operate() as db:
        bare = db.execute(
            "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'"
            " and not relrowsecurity"
        ).fetchall()
        tables = db.execute(
            "select count(*) from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'"
        ).fetchone()

    assert bare == []
    assert tables == (len(SHARED.tables) + len(SERVER.tables),)


def test_people_may_call_these_functions_and_no_other(founded_team: Team) -> None:
    """The judges themselves, the triggers and the operator's tools are nobody's."""
    with founded_team.operate() as db:
        rows = db.execute(
            "select distinct p.proname from pg_proc p, pg_roles r where p.pronamespace = 'app'::regnamespace"
            " and r.rolname = any(%s) and has_function_privilege(r.oid, p.oid, 'EXECUTE')",
            (_ROLES,),
        ).fetchall()
        unpinned = db.execute(
            "select proname from pg_proc where pronamespace = 'app'::regnamespace and prosecdef"
            " and not coalesce(proconfig::text like '%search_path%', false)"
        ).fetchall()

    assert {row[0] for row in rows} == CALLABLE
    assert unpinned == []


def test_nobody_of_the_team_may_act_for_another(founded_team: Team) -> None:
    """No login is in the owner's role, in another's, or may do more on the server than sign in."""
    with founded_team.operate() as db:
        held = db.execute(
            "select r.rolname, o.rolname from pg_roles r, pg_roles o where r.rolname = any(%s) and o.oid <> r.oid"
            " and pg_has_role(r.oid, o.oid, 'member') and o.rolname <> all(%s)",
            (list(LOGINS), [*GROUPS, CLIENT]),
        ).fetchall()
        powers = db.execute(
            "select rolname from pg_roles where rolname = any(%s) and"
            " (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication or rolconnlimit < 0)",
            (list(LOGINS),),
        ).fetchall()

    assert [held, powers] == [[], []]


@pytest.mark.parametrize("login", LOGINS)
def test_no_byte_of_a_phone_in_the_pool_reaches_anybody(founded_team: Team, login: str) -> None:
    """Whatever table or view somebody reads in full, whole phones of leads nobody holds are not in it."""
    with founded_team.sign_in(login) as db:
        names = db.execute(
            "select c.relname from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r','v')"
            " order by 1"
        ).fetchall()
        assert names
        seen = {}
        for (name,) in names:
            try:
                rows = db.execute(f"select * from app.{name}".encode()).fetchall()
            except psycopg.errors.InsufficientPrivilege:
                continue  # the lead's own table, of which some columns are nobody's
            seen[name] = sum(SECRET in str(row) for row in rows)

    assert {name: count for name, count in seen.items() if count} == {}


def test_each_role_sees_its_own_leads(founded_team: Team) -> None:
    """An SDR their own and the pool, a rep what was handed to them, whoever oversees the team all."""
    every = {*founded_team.leads.values(), *founded_team.pool}
    mine = {founded_team.leads[name] for name in ("annas", "refused", "to_rita", "to_rex")}

    seen = {}
    for login in LOGINS:
        with founded_team.sign_in(login) as db:
            seen[login] = {row[0] for row in db.execute("select id from app.lead").fetchall()}

    assert seen["anna"] == mine | set(founded_team.pool)
    assert seen["ben"] == {founded_team.leads["bens"], *founded_team.pool}
    assert seen["rita"] == {founded_team.leads["to_rita"]}
    assert seen["rex"] == {founded_team.leads["to_rex"]}
    assert all(seen[login] == every for login in ("lena", "sven", "mia", "ada", "boss"))


def test_what_hangs_on_a_colleagues_lead_is_out_of_sight(founded_team: Team) -> None:
    """Calls, answers, phones and hand-overs of leads one may not open are not there, table by table."""
    with founded_team.sign_in("ben") as db:
        counts = {
            table: db.execute(f"select count(*) from app.{table}".encode()).fetchone()
            for table in (
                "activity",
                "run",
                "answer",
                "handover",
                "handover_answer",
                "receipt_line",
                "call_list",
                "touch",
            )
        }
        points = db.execute("select distinct lead_id from app.contact_point").fetchall()

    assert {table for table, count in counts.items() if count != (0,)} == set()
    assert points == [(founded_team.leads["bens"],)]


def test_a_rep_keeps_the_handover_they_refused(founded_team: Team) -> None:
    """The lead has gone back, but what one decided stays in one's sight."""
    with founded_team.sign_in("rita") as db:
        seen = {row[0] for row in db.execute("select id from app.handover").fetchall()}
        answers = db.execute(
            "select count(*) from app.handover_answer where handover_id = %s",
            (founded_team.handovers["refused"],),
        ).fetchone()

    assert seen == {founded_team.handovers["to_rita"], founded_team.handovers["refused"]}
    assert answers is not None
    assert answers[0] > 0
