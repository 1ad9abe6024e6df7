"""Row-level security: who reads what; nobody writes but through ``app.push``."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from collections.abc import Iterator

from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.contact_mask import HIDDEN
from app.services.shared.audience import LISTED, MASKED, audiences, sees
from app.services.shared.feed import lies_in
from app.services.shared.identity import FOR_PEOPLE
from app.services.shared.roles import CALLERS, CLIENT, GROUPS, OVERSEERS, WEBSITE, group_of
from app.services.shared.server_tables import (
    CHANGE_LOG,
    CMD,
    COMMAND_KIND,
    RECORDING_DROPPED,
    RECORDING_FILE,
    RECORDING_KEY,
    RECORDING_PIECE,
    RECORDING_PLACE,
    RECORDING_STORE,
    SERVER,
    SIGN_IN,
    STATE,
    WEB_DOOR,
    WEB_SUBMISSION,
)
from app.services.shared.spelling import name_of

_EVERYBODY = ", ".join(("public", CLIENT, WEBSITE, *GROUPS))
_MINE = "any((select app.mine())::uuid[])"
_LIES_IN_POOL = "lead.owner_id is null and lead.rep_id is null"
_IN_MY_POOL = (
    f"{_LIES_IN_POOL} and {lies_in('lead.pool_id', 'lead.channel')} = any((select app.my_pools())::uuid[])"
)
_LEAD_SEEN = (
    f"(lead.owner_id = {_MINE} or lead.rep_id = {_MINE} or (select app.oversees()) or ({_IN_MY_POOL}))"
)
_LEAD_POLICIES = {
    "own": ((Role.SDR,), f"owner_id = {_MINE}"),
    "pool": (CALLERS, _IN_MY_POOL),
    "rep": ((Role.REP,), f"rep_id = {_MINE}"),
    "overseen": (OVERSEERS, "(select app.oversees())"),
}
"""By role, so that a person's own index drives the question (measured: one for all roles is three times slower)."""

_OF_SERVER: dict[str, str | None] = {
    STATE.name: "(select app.is_member())",
    COMMAND_KIND.name: "(select app.is_member())",
    SIGN_IN.name: "login = session_user::text",
    CMD.name: f"login = session_user::text or actor_id = {_MINE}",
    CHANGE_LOG.name: "grp = any((select app.my_groups())::text[]) or (grp is null and"
    " (people && (select app.mine())::uuid[] or exists (select from lead l where l.id = change_log.lead_id)))",
    # Whoever sees that there is a recording may hear it.
    RECORDING_FILE.name: "exists (select from call_recording r where r.id = recording_file.recording_id)",
    RECORDING_PIECE.name: "exists (select from recording_file f where f.recording_id = recording_piece.recording_id"
    " and f.is_whole)",
    RECORDING_PLACE.name: "exists (select from recording_file f where f.recording_id = recording_place.recording_id)",
    # The way to a store is no secret; what opens it is.
    RECORDING_STORE.name: "(select app.is_member())",
    RECORDING_KEY.name: None,
    RECORDING_DROPPED.name: None,
    # What a website handed in is nobody's before the rules of an import have taken it in.
    WEB_DOOR.name: None,
    WEB_SUBMISSION.name: None,
}
"""Who reads the tables only the shared database has; every one of them is here. ``None``: nobody."""
_VERDICT = ("id", "actor_id", "login", "kind", "happened_at", "is_suspect", "at", "status", "why", "result")
"""What is read of one's own commands: what was typed may name people one may no longer see."""


def unmasked(table: str) -> str:
    """Return the view of a table's masked columns, for the rows whose contact details may be seen."""
    return f"{table}_contact"


def statements() -> Iterator[str]:
    """Yield what closes every table and opens what may be read; it may be carried out anew at any time."""
    yield from closed_functions()
    for thing in ("tables", "sequences"):
        yield f"revoke all on all {thing} in schema app from {_EVERYBODY}"
    for table in (*SHARED.tables, *SERVER.tables):
        # All privileges on a table take those on its columns with them.
        yield f"alter table app.{table} enable row level security"
        yield from _dropped(table)
    yield from _on_leads()
    for name, audience in audiences().items():
        condition = None if name == "lead" else sees(audience, name)
        if condition is not None:
            yield _policy("seen", name, CLIENT, condition)
            yield f"grant select on app.{name} to {CLIENT}"
    for name, condition in _OF_SERVER.items():
        if condition is None:
            continue
        yield _policy("seen", name, CLIENT, condition)
        columns = f" ({', '.join(_VERDICT)})" if name == CMD.name else ""
        yield f"grant select{columns} on app.{name} to {CLIENT}"


def closed_functions() -> Iterator[str]:
    """Yield what takes every function from everybody, and gives back those that policies call."""
    yield f"revoke all on all functions in schema app from {_EVERYBODY}"
    for function in FOR_PEOPLE:
        yield f"grant execute on function {function} to {CLIENT}"


def _on_leads() -> Iterator[str]:
    if LISTED["lead"].lead is None:
        raise AssertionError("a lead's change is told with the lead")
    for name, (roles, condition) in _LEAD_POLICIES.items():
        yield _policy(name, "lead", ", ".join(group_of(role) for role in roles), condition)
    hidden = MASKED["lead"]
    open_columns = [name_of(column) for column in SHARED.tables["lead"].columns if column.name not in hidden]
    yield f"grant select ({', '.join(open_columns)}) on app.lead to {CLIENT}"
    view = unmasked("lead")
    yield f"drop view if exists app.{view}"
    # The view's owner reads the columns that nobody else may; the barrier keeps foreign functions from seeing a row
    # before its condition has held.
    yield (
        f"create view app.{view} with (security_barrier) as select id, {', '.join(_shown(name) for name in hidden)}"
        f" from app.lead where {_LEAD_SEEN}"
    )
    yield f"revoke all on app.{view} from public"
    yield f"grant select on app.{view} to {CLIENT}"


def _shown(column: str) -> str:
    """Return a column as whoever sees the lead may read it: in the pool what contact_mask leaves of it."""
    ends = f"left({column}, 6) || '{HIDDEN}' || right({column}, 2)"
    first = f"left({column}, 1) || '{HIDDEN}'"
    match column:
        case "phone":
            masked = f"case when length({column}) > 9 then {ends} else {first} end"
        case "email" | "email_key":
            domain = f"substr({column}, strpos({column}, '@'))"
            masked = f"{first} || case when strpos({column}, '@') > 1 then {domain} else '' end"
        case _:
            masked = "null"
    kept = f"{column} is null or {column} = '' or not ({_LIES_IN_POOL})"
    return f"case when {kept} then {column} else {masked} end as {column}"


def _policy(name: str, table: str, to: str, condition: str) -> str:
    return f"create policy {name} on app.{table} for select to {to} using ({condition})"


def _dropped(table: str) -> Iterator[str]:
    yield (
        "do $decile$ declare _p text; begin for _p in select policyname from pg_policies"
        f" where schemaname = 'app' and tablename = '{table}'"
        f" loop execute format('drop policy %I on app.{table}', _p); end loop; end $decile$"
    )
