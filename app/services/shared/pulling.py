"""``app.pull``: what changed since a snapshot, and the verdicts, all of one instant (sync design 2.5)."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table

from app.models.tables import SHARED
from app.services.shared.audience import MASKED, Audience, audiences, path_of
from app.services.shared.identity import PINNED
from app.services.shared.policies import unmasked
from app.services.shared.roles import CLIENT
from app.services.shared.spelling import bare_type_of, name_of

CHANGES_MOST = 20_000
"""Rows changed since a cursor beyond which a fresh copy is quicker."""
PAGE_MOST = 1000
"""Leads in one page of a first copy."""
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


_FUNCTIONS = ("rows_of(jsonb, uuid[])", "commons()", "strays()", "pull(jsonb)", "lead_ids(uuid, integer)")


def statements() -> Iterator[str]:
    """Yield what installs the functions that read; they run with the rights of whoever calls them."""
    shown = [name for name, one in audiences().items() if one.base is not None or one.people]
    on_leads = [name for name in shown if name != "lead" and audiences()[name].lead]
    common = [name for name in shown if name != "lead" and not audiences()[name].lead]
    for function in _FUNCTIONS:
        # Made anew, not replaced: what an older one returns may be of another type.
        yield f"drop function if exists app.{function}"
    yield _function("rows_of", "_keys jsonb, _leads uuid[]", _collected(["lead", *on_leads], common))
    yield _function("commons", "", _all_rows(common))
    yield _function("strays", "", _strays(on_leads))
    yield _function("pull", "_request jsonb", _PULL)
    yield _function("lead_ids", "_after uuid, _pool integer", _LEAD_IDS)


def granted() -> Iterator[str]:
    """Yield what lets people call them."""
    for function in (*_FUNCTIONS, "now_micros()"):
        yield f"grant execute on function app.{function} to {CLIENT}"


def _function(name: str, arguments: str, body: str) -> str:
    # STABLE: every statement in it sees the snapshot of the one that called it.
    return (
        f"create or replace function app.{name}({arguments}) returns json language plpgsql stable security invoker"
        f" {PINNED} as $decile$\n#variable_conflict use_column\n{body} $decile$"
    )


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

# Own leads and those one oversees, and of the pool the best by score: the rest is looked at on line.
_LEAD_IDS = f"""begin
  return coalesce((select json_agg(one.id order by one.id) from (
    select l.id from lead l where (_after is null or l.id > _after)
      and (l.owner_id = any((select mine())::uuid[]) or l.rep_id = any((select mine())::uuid[]) or (select oversees())
        or l.id in (select p.id from lead p where p.owner_id is null and p.rep_id is null
          order by p.score desc, p.created_at, p.id limit greatest(0, least(_pool, 5000))))
    order by l.id limit {PAGE_MOST}) one), '[]');
end"""


def _collected(on_leads: list[str], common: list[str]) -> str:
    """Return a body that gathers the rows of some keys, and all that hangs on some leads."""
    lines = ["declare _rows text := ''; _some text; begin\n"]
    lines.append(f"  if cardinality(_leads) > {PAGE_MOST} and _keys = '{{}}' then")
    lines.append(f" raise exception 'at most {PAGE_MOST} leads at once' using errcode = '54000'; end if;\n")
    for name in [*on_leads, *common]:
        chosen = [_by_key(SHARED.tables[name])]
        asked = f"_keys ? '{name}'"
        if name in on_leads:
            # What comes with its lead need not come by its key as well.
            chosen[0] += f" where not coalesce({_lead_of(name)} = any(_leads), false)"
            chosen.append(_by_lead(SHARED.tables[name]))
            asked = f"({asked} or cardinality(_leads) > 0)"
        lines.append(
            f"  if {asked} then select json_agg(x)::text into _some from ({' union all '.join(chosen)}) x;"
            f" {_add(name)} end if;\n"
        )
    return "".join(lines) + _END


def _all_rows(common: list[str]) -> str:
    parts = "".join(
        f"  select json_agg(x)::text into _some from (select {_columns(SHARED.tables[name])} from {name} t) x;"
        f" {_add(name)}\n"
        for name in common
    )
    return f"declare _rows text := ''; _some text; begin\n{parts}{_END}"


def _strays(on_leads: list[str]) -> str:
    """Return a body that gathers what somebody sees of leads out of their sight: what they wrote or decided."""
    parts = ""
    for name in on_leads:
        audience, lead = audiences()[name], _lead_of(name)
        condition = _is_mine(audience, "t")
        if lead.startswith("("):
            parent, _of_lead, key, column = path_of(lead)
            mine = _is_mine(audiences()[parent], "p")
            condition = mine and f"t.{column} in (select p.{key} from {parent} p where {mine})"
        if condition:
            parts += (
                f"  select json_agg(x)::text into _some from (select {_columns(SHARED.tables[name])} from {name} t where"
                f" ({condition}) and not exists (select from lead l where l.id = {lead})) x; {_add(name)}\n"
            )
    return f"declare _rows text := ''; _some text; begin\n{parts}{_END}"


def _is_mine(audience: Audience, row: str) -> str:
    return " or ".join(f"{person.format(r=row)} = any((select mine())::uuid[])" for person in audience.people)


# As text, put together once: to add to a growing jsonb is to write it anew for every table.
_END = "  return ('{' || substr(_rows, 2) || '}')::json; end"


def _add(name: str) -> str:
    return f"""_rows := _rows || ',"{name}":' || coalesce(_some, '[]');"""


def _by_key(table: Table) -> str:
    types = ", ".join(f"{name_of(column)} {bare_type_of(column.type)}" for column in table.primary_key)
    joined = " and ".join(f"k.{name_of(column)} = t.{name_of(column)}" for column in table.primary_key)
    return (
        f"select {_columns(table)} from jsonb_to_recordset(coalesce(_keys -> '{table.name}', '[]')) as k({types})"
        f" join {table.name} t on {joined}{_beside(table)}"
    )


def _by_lead(table: Table) -> str:
    # An index must drive the question, row-level security only filters: the condition names the lead itself.
    condition, lead = f"{_lead_of(table.name)} = any(_leads)", _lead_of(table.name)
    if lead.startswith("("):  # by way of a parent: first its rows, then those that hang on them
        parent, of_lead, key, column = path_of(lead)
        condition = f"t.{column} in (select p.{key} from {parent} p where p.{of_lead} = any(_leads))"
    return f"select {_columns(table)} from {table.name} t{_beside(table)} where {condition}"


def _lead_of(name: str) -> str:
    lead = audiences()[name].lead
    if lead is None:
        raise AssertionError(f"{name} hangs on no lead")
    return lead.format(r="t")


def _columns(table: Table) -> str:
    hidden = MASKED.get(table.name, ())
    return ", ".join(f"{'u' if column.name in hidden else 't'}.{name_of(column)}" for column in table.columns)


def _beside(table: Table) -> str:
    if table.name not in MASKED:
        return ""
    # One id at a time (OFFSET keeps the planner from joining): a join would carry the whole table past the barrier.
    return f" left join lateral (select * from {unmasked(table.name)} m where m.id = t.id offset 0) u on true"
