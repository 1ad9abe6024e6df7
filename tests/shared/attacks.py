"""What somebody with a login and psql may try, and how each attempt must end.

``{…}`` in a script is filled in with ids of the team. Each script is sent as it stands, statement by statement, by a
login of the team; afterwards the protected state is what it was before.
"""
# ruff: noqa: E501 - a script stands on one line

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

ERROR, NOTHING, ALLOWED, REFUSED = "error", "nothing", "allowed", "refused"
"""It ends in an error; it gives no row; it cannot be stopped, and changes nothing protected; the rules say no."""


@dataclass(frozen=True)
class Attack:
    """One attempt.

    Attributes:
        sql: The statements, each sent by itself.
        ends: ``ERROR``, ``NOTHING``, ``ALLOWED``, or ``REFUSED`` where every command pushed must be.
        is_for_all: Whether it fails for whoever oversees the team too, who may read every lead that somebody holds.
    """

    name: str
    sql: tuple[str, ...]
    ends: str
    is_for_all: bool = True


def pushed(kind: str, **args: object) -> str:
    """Return a push of one command as psql would send it."""
    return raw_pushed(id=str(uuid4()), kind=kind, args=args)


def raw_pushed(**command: object) -> str:
    """Return a push of one envelope as it is."""
    text = json.dumps([command]).replace("'", "''")
    return f"select app.push('{text}'::jsonb)"


def attacks(ids: dict[str, str]) -> Iterator[Attack]:
    """Yield all of them: reading, forging, tampering, rising, reaching the host, stopping others."""
    for name, sql, ends in _COLLEAGUES:
        yield Attack(name, (_filled(sql, ids),), ends, is_for_all=False)
    for name, sql, ends in (*_READING, *_FORGING, *_TAMPERING, *_RISING, *_HOST, *_DENIAL, *_UNSTOPPABLE):
        scripts = (sql,) if isinstance(sql, str) else sql
        yield Attack(name, tuple(_filled(one, ids) for one in scripts), ends)
    for name, sql, ends in _by_push(ids):
        yield Attack(name, (sql,) if isinstance(sql, str) else sql, ends)


def _filled(sql: str, ids: dict[str, str]) -> str:
    for name, value in ids.items():
        sql = sql.replace("{" + name + "}", value)
    return sql


_COLLEAGUES = (
    ("read a colleague's lead", "select id from app.lead where id = '{bens}'", NOTHING),
    ("read a colleague's phone", "select phone from app.lead_contact where id = '{bens}'", NOTHING),
    ("read a colleague's notes", "select words from app.activity where lead_id = '{bens}'", NOTHING),
    ("ask by a division that fails", "select 1 from app.lead_contact where id = '{bens}' and 1 / (length(phone) - length(phone)) = 1", NOTHING),
    ("ask by a cast that fails", "select 1 from app.contact_point where lead_id = '{bens}' and value::int > 0", NOTHING),
    ("rows of a lead by the function", "select 1 from json_array_elements(app.rows_of('{}', array['{bens}']::uuid[]) -> 'lead')", NOTHING),
    ("rows of a lead by a page", "select 1 from json_array_elements(app.page_of(array['{bens}']::uuid[])::json -> 'lead' -> 'id')", NOTHING),
    ("notes on a lead by a page", "select 1 from json_array_elements(app.page_of(array['{bens}']::uuid[])::json -> 'activity' -> 'id')", NOTHING),
    ("rows of a lead by their keys", "select 1 from json_array_elements(app.rows_of('{\"contact_point\": [{\"lead_id\": \"{bens}\", \"kind\": \"phone\", \"position\": 0}]}', '{}') -> 'contact_point')", NOTHING),
)  # fmt: skip
_READING = (
    ("read phones past the view", "select phone from app.lead", ERROR),
    ("read whole lead rows", "select * from app.lead", ERROR),
    ("read a phone as part of a row", "select l::text from app.lead l", ERROR),
    ("read a phone by a join of the row", "select to_jsonb(l) from app.lead l", ERROR),
    ("read phones in the pool", "select 1 from app.lead_contact where phone like '%12340000'", NOTHING),
    ("read further phones in the pool", "select value from app.contact_point where lead_id = '{pool}'", NOTHING),
    ("read keys made of phones", "select key from app.lead_key where lead_id = '{pool}'", NOTHING),
    ("read phones in what others pushed", "select args from app.cmd", ERROR),
    ("read others' commands", "select id from app.cmd where login <> session_user and actor_id <> all(app.mine())", NOTHING),
    ("read rows on their way in", "select * from app.intake_row", ERROR),
    ("read what a website handed in", "select words from app.web_submission", ERROR),
    ("read who may hand in", "select * from app.web_door", ERROR),
    ("read a colleague's private list", "select 1 from app.call_list where not is_shared and owner_id <> all(app.mine())", NOTHING),
    ("turn row security off", ("set row_security = off", "select count(*) from app.contact_point"), ERROR),
    ("statistics of what others wrote", "select 1 from pg_stats where schemaname = 'app' and tablename in ('contact_point', 'activity') and most_common_vals is not null", NOTHING),
    ("raw statistics", "select 1 from pg_statistic limit 1", ERROR),
    ("others' groups of the feed", "select 1 from app.change_log where grp <> all(app.my_groups())", NOTHING),
    ("others' logins", "select 1 from app.sign_in where login <> session_user", NOTHING),
    ("others' running questions", "select query from pg_stat_activity where usename <> session_user and query not like '<insuff%' and query <> ''", NOTHING),
    ("passwords", "select rolpassword from pg_authid", ERROR),
    ("copy a hidden table out", "copy app.intake_row to stdout", ERROR),
    ("the secret hashes are keyed with", "select * from app.erasing_secret", ERROR),
    ("more leads than a page at once", "select app.page_of((select array_agg(gen_random_uuid()) from generate_series(1, 1001)))", ERROR),
    ("more leads at once than a page", "select app.rows_of('{}', (select array_agg(gen_random_uuid()) from generate_series(1, 1001)))", ERROR),
    ("somebody else's verdicts", "select 1 from json_each(app.pull('{\"pending\": [\"{bens_cmd}\"]}') -> 'verdicts')", NOTHING),
)  # fmt: skip
_FORGING = (
    ("own a lead by UPDATE", "update app.lead set owner_id = '{anna}' where id = '{bens}'", ERROR),
    ("skip stages by UPDATE", "update app.lead set stage = 'won' where id = '{annas}'", ERROR),
    ("forge a call", "insert into app.activity (id, lead_id, kind, by_id, at, is_attempt, is_connected, words) values (gen_random_uuid(), '{annas}', 'call', '{anna}', 1, true, true, 'x')", ERROR),
    ("edit a call", "update app.activity set words = 'nicer'", ERROR),
    ("delete a call", "delete from app.activity", ERROR),
    ("write by the view", "update app.lead_contact set phone = '+1'", ERROR),
    ("merge into a lead", "merge into app.lead l using (select 1) s on l.id = '{bens}' when matched then update set owner_id = '{anna}'", ERROR),
    ("write by COPY", "copy app.lead (id) from stdin", ERROR),
    ("select for update", "select id from app.lead where id = '{annas}' for update", ERROR),
    ("judge without the door", "select app.do_lead_claim('{anna}', gen_random_uuid(), 1, '{\"lead_ids\": [\"{bens}\"]}')", ERROR),
    ("judge as somebody else", "select app.judge_one('{}', '{lena}', 1)", ERROR),
    ("hand in as a website", "select app.intake_web('{}')", ERROR),
    ("judge in a transaction of another kind", ("begin isolation level repeatable read", "select app.push('[]')"), ERROR),
    ("judge in a serializable transaction", ("begin isolation level serializable", "select app.push('[]')"), ERROR),
    ("note trouble in another's name", "select app.note_trouble('{}', '{lena}', 1, 'x')", ERROR),
    ("be somebody by a setting", ("set app.user_id = '{lena}'", "set app.me = '{lena}'", "select 1 from unnest(app.mine()) as one where one = '{ben}'"), NOTHING),
    ("another clock", "create or replace function app.now_micros() returns bigint language sql as 'select 0'", ERROR),
)  # fmt: skip
_TAMPERING = (
    ("delete the audit trail", "delete from app.cmd", ERROR),
    ("empty the audit trail", "truncate app.cmd", ERROR),
    ("rewrite the audit trail", "update app.cmd set actor_id = '{lena}'", ERROR),
    ("forge an entry of the feed", "insert into app.change_log (grp, table_name, row_key) values ('all', 'lead', '{}')", ERROR),
    ("empty the feed", "delete from app.change_log", ERROR),
    ("sign in as somebody else", "update app.sign_in set member_id = '{lena}'", ERROR),
    ("another role in the team", "update app.member set role = 'admin'", ERROR),
    ("another epoch", "update app.server set epoch = gen_random_uuid()", ERROR),
    ("another judge", "update app.command_kind set function = 'app.mine'", ERROR),
    ("switch triggers off", "alter table app.lead disable trigger all", ERROR),
    ("switch triggers off for the session", "set session_replication_role = replica", ERROR),
    ("open the door for a website", "update app.web_door set is_open = true", ERROR),
    ("shorten the feed", "select app.prune_feed(0)", ERROR),
    ("drop a policy", "drop policy own on app.lead", ERROR),
    ("row security off for all", "alter table app.lead disable row level security", ERROR),
    ("call a trigger", "select app.keep_verdict()", ERROR),
)  # fmt: skip
_RISING = (
    ("be the owner", "set role app_owner", ERROR),
    ("be a colleague", "set role ben", ERROR),
    ("be a colleague for the session", "set session authorization ben", ERROR),
    ("be an administrator", "set role pg_read_all_data", ERROR),
    ("join the administrators", "grant app_admin to rex", ERROR),
    ("make a role", "create role evil", ERROR),
    ("superuser", "alter role session_user superuser", ERROR),
    ("past row security", "alter role session_user bypassrls", ERROR),
    ("a temporary table in the way", "create temp table member (id uuid)", ERROR),
    ("a temporary function in the way", "create function pg_temp.mine() returns uuid[] language sql as 'select null'", ERROR),
    ("a schema of one's own", "create schema evil", ERROR),
    ("a table in public", "create table public.member (a int)", ERROR),
    ("a table in the schema", "create table app.evil (a int)", ERROR),
    ("a view over the owner's eyes", "create view app.evil as select * from app.lead", ERROR),
    ("another search path", ("set search_path = pg_temp, public", "select 1 from unnest(app.mine()) as one where one = '{ben}'"), NOTHING),
    ("code without a name", "do $$ begin perform 1; end $$", ERROR),
    ("a leaky function", "create function app.leak(text) returns boolean language sql as 'select true'", ERROR),
    ("a leaky operator", "create operator app.=== (leftarg = text, rightarg = text, procedure = texteq)", ERROR),
    ("an extension", "create extension dblink", ERROR),
    ("an untrusted language", "create extension plpython3u", ERROR),
    ("an event trigger", "create event trigger evil on ddl_command_start execute function app.keep_verdict()", ERROR),
    ("a publication", "create publication evil for all tables", ERROR),
    ("default privileges", "alter default privileges for role app_owner grant select on tables to public", ERROR),
    ("own what the owner has", "reassign owned by app_owner to session_user", ERROR),
)  # fmt: skip
_HOST = (
    ("read a file", "select pg_read_file('/etc/passwd')", ERROR),
    ("list a folder", "select pg_ls_dir('.')", ERROR),
    ("look at a file", "select pg_stat_file('postgresql.conf')", ERROR),
    ("start a program", "copy (select 1) to program 'id'", ERROR),
    ("write a file", "copy (select 1) to '/tmp/evil'", ERROR),
    ("a large object from a file", "select lo_import('/etc/passwd')", ERROR),
    ("a large object", "select lo_from_bytea(0, 'x')", ERROR),
    ("make a large object", "select lo_create(0)", ERROR),
    ("settings of the server", "alter system set log_statement = 'none'", ERROR),
    ("read the settings again", "select pg_reload_conf()", ERROR),
    ("load a library", "load 'plpgsql_evil'", ERROR),
)  # fmt: skip
_DENIAL = (
    ("lock a table", ("begin", "lock table app.lead in share mode"), ERROR),
    ("lock a row", ("begin", "select id from app.lead where id = '{annas}' for share"), ERROR),
    ("an advisory lock", "select pg_advisory_lock(7)", ERROR),
    ("an advisory lock for the transaction", "select pg_try_advisory_xact_lock(7)", ERROR),
    ("export a snapshot", ("begin", "select pg_export_snapshot()"), ERROR),
    ("a prepared transaction", ("begin", "prepare transaction 'evil'"), ERROR),
    ("a replication slot", "select pg_create_logical_replication_slot('evil', 'test_decoding')", ERROR),
    ("write into the log of changes to disk", "select pg_logical_emit_message(false, 'x', repeat('x', 1000))", ERROR),
    ("end a colleague's session", "select pg_terminate_backend(pid) from pg_stat_activity where usename = '{operator}'", ERROR),
    ("vacuum", "vacuum app.lead", NOTHING),
    ("a batch too large", "select app.push((select jsonb_agg(jsonb_build_object('id', gen_random_uuid())) from generate_series(1, 201)))", ERROR),
    ("a batch too heavy", "select app.push(jsonb_build_array(jsonb_build_object('x', repeat('x', 33000000))))", ERROR),
    ("no batch", "select app.push(null)", ERROR),
    ("a batch that is none", "select app.push('{\"a\": 1}')", ERROR),
)  # fmt: skip
_UNSTOPPABLE = (
    ("source of the rules", "select 1 from pg_proc where proname = 'do_lead_claim' and prosrc <> ''", ALLOWED),
    ("names of all logins", "select rolname from pg_roles", ALLOWED),
    ("how much there is", "select reltuples from pg_class where relname = 'lead'", ALLOWED),
    ("ring the bell", "notify decile", ALLOWED),
    ("hold a transaction's number", ("begin", "select pg_current_xact_id()", "rollback"), ALLOWED),
    ("no limits of time for oneself", ("set statement_timeout = 0", "set idle_in_transaction_session_timeout = 0"), ALLOWED),
    ("burn the processor", "select count(*) from generate_series(1, 200000)", ALLOWED),
)  # fmt: skip


def _by_push(ids: dict[str, str]) -> Iterator[tuple[str, str | tuple[str, ...], str]]:
    """Yield what is tried by the one door: each is refused by the rules, for every role."""
    handover = {"handover_id": ids["to_rex_handover"], "words": "x"}
    submit = {
        "handover_id": str(uuid4()),
        "lead_id": ids["refused"],
        "run_id": ids["refused_run"],
        "words": "again",
    }
    nobody = str(uuid4())
    note = {
        "activity_id": str(uuid4()), "activity_kind": "note", "is_connected": False, "words": "x",
        "next_at": None, "next_why": None, "next_words": None,
    }  # fmt: skip
    yield "claim a colleague's lead", pushed("lead.claim", lead_ids=[ids["bens"]]), REFUSED
    yield "claim what is not there", pushed("lead.claim", lead_ids=[nobody]), REFUSED
    yield "claim one's own twice", pushed("lead.claim", lead_ids=[ids["annas"], ids["annas"]]), REFUSED
    yield "claim nothing", pushed("lead.claim", lead_ids=[]), REFUSED
    yield "claim half a pool at once", pushed("lead.claim", lead_ids=ids["whole_pool"].split()), REFUSED
    yield (
        "accept a hand-over that is decided",
        pushed("handover.accept", **handover | {"handover_id": ids["refused_handover"]}),
        REFUSED,
    )
    yield "hand over again without a new call", pushed("handover.submit", **submit), REFUSED
    yield "recall a colleague's lead before its time", pushed("lead.recall", lead_id=ids["bens"]), REFUSED
    yield "hand over without a run", pushed("handover.submit", **submit | {"run_id": nobody}), REFUSED
    yield (
        "a missing argument",
        pushed("handover.submit", **{k: v for k, v in submit.items() if k != "run_id"}),
        REFUSED,
    )
    yield "an argument that is null", pushed("lead.claim", lead_ids=None), REFUSED
    yield "an argument too many", pushed("lead.claim", lead_ids=[ids["pool"]], actor_id=ids["lena"]), REFUSED
    yield (
        "an argument too long",
        pushed("contact.log", **note | {"lead_id": ids["annas"], "words": "x" * 9000}),
        REFUSED,
    )
    yield "ids that are none", pushed("lead.claim", lead_ids=["' or true --"]), REFUSED
    yield "a kind that is a function", raw_pushed(id=str(uuid4()), kind="mine", args={}), REFUSED
    yield (
        "a kind with code in it",
        raw_pushed(id=str(uuid4()), kind="x'); drop table app.lead; --", args={}),
        REFUSED,
    )
    yield (
        "the id of a colleague's command",
        raw_pushed(id=ids["bens_cmd"], kind="contact.log", args=note | {"lead_id": ids["annas"]}),
        REFUSED,
    )
    yield (
        "act as a colleague",
        raw_pushed(
            id=str(uuid4()), kind="contact.log", actor=ids["stranger"], args=note | {"lead_id": ids["bens"]}
        ),
        REFUSED,
    )
    yield (
        "a member nobody added",
        raw_pushed(id=str(uuid4()), kind="contact.log", actor=nobody, args=note | {"lead_id": ids["bens"]}),
        REFUSED,
    )
    yield "a note on what is not there", pushed("contact.log", **note | {"lead_id": nobody}), REFUSED
    yield (
        "bring a decided hand-over back",
        pushed("handover.answer", handover_id=ids["refused_handover"], words="x"),
        REFUSED,
    )
    yield (
        "end a call that is not there",
        pushed(
            "call.end",
            activity_id=nobody,
            outcome="connected",
            words="",
            next_at=None,
            next_why=None,
            next_words=None,
        ),
        REFUSED,
    )
    yield "undo an import of nobody", pushed("intake.undo", batch_id=nobody), REFUSED
