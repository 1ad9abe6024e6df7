"""``app.pull``: what changed since a snapshot, and the verdicts, all of one instant (sync design 2.5)."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from collections.abc import Iterator

from app.models.tables import SHARED
from app.services.shared import pages
from app.services.shared.audience import audiences
from app.services.shared.pages import PAGE_MOST
from app.services.shared.reading import all_of_lead, by_key, lead_of, reader
from app.services.shared.roles import CLIENT

CHANGES_MOST = 20_000
"""Rows changed since a cursor beyond which a fresh copy is quicker."""
PROTOCOL = 1
"""Which way a desk and the shared database talk; the next number where an older desk could not follow."""
OLDEST_DESK = 1
"""The oldest way this shared database can be read; an older desk may still push what it holds."""
OLDEST_SERVER = 1
"""The oldest way of a shared database that a desk of this program can read."""

# Another one after whatever puts an older state back, though nobody says so: a dump read in makes new tables, a backup
# of the files or a stand-by that took over begins a new timeline, and each cluster has a number of its own.
_EPOCH = (
    "md5(concat_ws(' ', s.epoch, 'app.server'::regclass::oid, (select c.system_identifier from pg_control_system() c),"
    " substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)))::uuid"
)
_HEAD = f"""jsonb_build_object('snapshot', pg_current_snapshot()::text, 'epoch', {_EPOCH},
    'protocol', {PROTOCOL}, 'oldest_desk', {OLDEST_DESK},
    'schema_version', s.schema_version, 'groups', app.my_groups(), 'members', app.mine(), 'now', app.now_micros())"""
_SEEN_SINCE = "(c.xid >= _xmax or c.xid = any(_xip))"


_FUNCTIONS = ("rows_of(jsonb, uuid[])", "pull(jsonb)", *pages.FUNCTIONS)


def statements() -> Iterator[str]:
    """Yield what installs the functions that read; they run with the rights of whoever calls them."""
    shown = [name for name, one in audiences().items() if one.base is not None or one.people]
    on_leads = [name for name in shown if name != "lead" and audiences()[name].lead]
    common = [name for name in shown if name != "lead" and not audiences()[name].lead]
    for function in _FUNCTIONS:
        # Made anew, not replaced: what an older one returns may be of another type.
        yield f"drop function if exists app.{function}"
    yield reader("rows_of", "_keys jsonb, _leads uuid[]", _collected(["lead", *on_leads], common))
    yield reader("pull", "_request jsonb", _PULL)
    yield from pages.statements(on_leads, common)


def granted() -> Iterator[str]:
    """Yield what lets people call them."""
    for function in (*_FUNCTIONS, "now_micros()"):
        yield f"grant execute on function app.{function} to {CLIENT}"


_PULL = f"""declare
  _since pg_snapshot := (_request ->> 'since')::pg_snapshot; _answer jsonb; _floor xid8; _epoch uuid; _n bigint;
  _xmax xid8; _xip xid8[]; _keys jsonb; _moved uuid[];
begin
  -- An upgrade holds this table first: who waits for it here holds nothing that it waits for.
  perform 1 from server;
  if not is_member() then
    raise exception '% is no active member of this team', session_user using errcode = '28000'; end if;
  select {_HEAD}, s.log_floor, {_EPOCH} into _answer, _floor, _epoch from server s;
  _answer := _answer || jsonb_build_object('verdicts', coalesce((select jsonb_object_agg(c.id, jsonb_strip_nulls(
      jsonb_build_object('status', c.status, 'why', c.why, 'result', c.result,
      'at', c.at, 'happened_at', c.happened_at)))
    from cmd c where c.id in (
      select one::uuid from jsonb_array_elements_text(coalesce(_request -> 'pending', '[]')) as one)
  ), '{{}}'));
  -- The cursor is a whole snapshot: what was not visible then is what began later, or was under way (design 5).
  if _since is null or (_request ->> 'epoch')::uuid is distinct from _epoch or pg_snapshot_xmin(_since) < _floor
      or _request -> 'groups' is distinct from to_jsonb(my_groups()) then
    return (_answer || '{{"fresh": true}}')::json; end if;
  _xmax := pg_snapshot_xmax(_since);
  _xip := array(select pg_snapshot_xip(_since));
  with seen as materialized (
      select c.table_name, c.row_key, c.lead_id, c.is_moved from change_log c
        where c.grp = any((select my_groups())::text[]) and {_SEEN_SINCE}
      union all
      select c.table_name, c.row_key, c.lead_id, false from change_log c where c.grp is null and {_SEEN_SINCE})
    select count(*), coalesce((select jsonb_object_agg(k.table_name, k.row_keys) from (
        select one.table_name, jsonb_agg(distinct one.row_key) as row_keys from seen one
        group by one.table_name) k), '{{}}'),
      coalesce(array_agg(distinct seen.lead_id) filter (where seen.is_moved), '{{}}')
    into _n, _keys, _moved from seen;
  if _n > {CHANGES_MOST} then return (_answer || '{{"fresh": true}}')::json; end if;
  _answer := _answer || jsonb_build_object('keys', _keys, 'moved', to_jsonb(_moved));
  return (left(_answer::text, -1) || ', "rows": ' || rows_of(_keys, _moved)::text || '}}')::json;
end"""


def _collected(on_leads: list[str], common: list[str]) -> str:
    """Return a body that gathers the rows of some keys, and all that hangs on some leads."""
    lines = ["declare _rows text := ''; _some text; begin\n"]
    lines.append(f"  if cardinality(_leads) > {PAGE_MOST} and _keys = '{{}}' then")
    lines.append(f" raise exception 'at most {PAGE_MOST} leads at once' using errcode = '54000'; end if;\n")
    lines += [_collected_of_lead(name) for name in on_leads]
    lines += [
        f"  if _keys ? '{name}' then {_gathered(name, by_key(SHARED.tables[name]))} end if;\n"
        for name in common
    ]
    return "".join(lines) + _END


def _collected_of_lead(name: str) -> str:
    """Return what gathers the rows of a table that hangs on leads: by their keys, with their leads, or both ways.

    Never both where one will do: a plan for both reads the whole table.
    """
    keyed, hanging = by_key(SHARED.tables[name]), all_of_lead(SHARED.tables[name])
    # What comes with its lead need not come by its key as well.
    both = f"{keyed} where not coalesce({lead_of(name)} = any(_leads), false) union all {hanging}"
    return (
        f"  if cardinality(_leads) = 0 then if _keys ? '{name}' then {_gathered(name, keyed)} end if;"
        f" elsif _keys ? '{name}' then {_gathered(name, both)} else {_gathered(name, hanging)} end if;\n"
    )


def _gathered(name: str, question: str) -> str:
    return f"select json_agg(x)::text into _some from ({question}) x; {_add(name)}"


# As text, put together once: to add to a growing jsonb is to write it anew for every table.
_END = "  return ('{' || substr(_rows, 2) || '}')::json; end"


def _add(name: str) -> str:
    return f"""_rows := _rows || ',"{name}":' || coalesce(_some, '[]');"""
