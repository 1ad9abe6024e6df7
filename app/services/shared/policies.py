"""Row-level security: who reads what; nobody writes but through ``app.push``."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from collections.abc import Iterator

from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.shared.audience import LISTED, MASKED, audiences, sees
from app.services.shared.identity import FOR_PEOPLE
from app.services.shared.roles import CALLERS, CLIENT, GROUPS, OVERSEERS, group_of
from app.services.shared.server_tables import CHANGE_LOG, CMD, COMMAND_KIND, SERVER, SIGN_IN, STATE
from app.services.shared.spelling import name_of

_EVERYBODY = ", ".join(("public", CLIENT, *GROUPS))
_MINE = "any((select app.mine())::uuid[])"
_LIES_IN_POOL = "owner_id is null and rep_id is null"
_LEAD_SEEN = (
    f"(lead.owner_id = {_MINE} or lead.rep_id = {_MINE} or (select app.oversees())"
    f" or ((select app.calls()) and lead.owner_id is null and lead.rep_id is null))"
)
_LEAD_POLICIES = {
    "own": ((Role.SDR,), f"owner_id = {_MINE}"),
    "pool": (CALLERS, f"{_LIES_IN_POOL} and (select app.calls())"),
    "rep": ((Role.REP,), f"rep_id = {_MINE}"),
    "overseen": (OVERSEERS, "(select app.oversees())"),
}
"""By role, so that a person's own index drives the question (measured: one for all roles is three times slower)."""

_OF_SERVER = {
    STATE.name: "(select app.is_member())",
    COMMAND_KIND.name: "(select app.is_member())",
    SIGN_IN.name: "login = session_user::text",
    CMD.name: f"login = session_user::text or actor_id = {_MINE}",
    CHANGE_LOG.name: "grp = any((select app.my_groups())::text[]) or (grp is null and"
    " (people && (select app.mine())::uuid[] or exists (select from lead l where l.id = change_log.lead_id)))",
}
"""Who reads the tables only the shared database has; every one of them is here."""


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
        yield _policy("seen", name, CLIENT, condition)
        yield f"grant select on app.{name} to {CLIENT}"


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
        f"create view app.{view} with (security_barrier) as select id, {', '.join(hidden)} from app.lead"
        f" where not ({_LIES_IN_POOL}) and {_LEAD_SEEN}"
    )
    yield f"revoke all on app.{view} from public"
    yield f"grant select on app.{view} to {CLIENT}"


def _policy(name: str, table: str, to: str, condition: str) -> str:
    return f"create policy {name} on app.{table} for select to {to} using ({condition})"


def _dropped(table: str) -> Iterator[str]:
    yield (
        "do $decile$ declare _p text; begin for _p in select policyname from pg_policies"
        f" where schemaname = 'app' and tablename = '{table}'"
        f" loop execute format('drop policy %I on app.{table}', _p); end loop; end $decile$"
    )
