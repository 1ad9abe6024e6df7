"""Triggers of the shared database that note what changed, for whom, so that no command must say it."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table

from app.models.pool import TEAM_POOL
from app.models.tables import SHARED
from app.services.shared.audience import ALL_LEADS, Audience, audiences, path_of, people_of
from app.services.shared.identity import PINNED
from app.services.shared.spelling import name_of


def lies_in(pool: str, channel: str) -> str:
    """Return the pool of a lead nobody holds, in SQL, as pool_rules.lies_in has it."""
    return (
        f"coalesce({pool}, (select c.pool_id from pool_channel c where c.channel = {channel}), '{TEAM_POOL}')"
    )


_ROWS = {"insert": ("new_rows",), "update": ("new_rows", "old_rows"), "delete": ("old_rows",)}
_GROUPS_OF = (
    "create or replace function app.groups_of(_owner uuid, _rep uuid, _pool uuid, _channel text) returns text[]"
    f" language sql stable {PINNED} as $decile$ select array_remove(array['{ALL_LEADS}',"
    f" case when _owner is null and _rep is null then 'p:' || {lies_in('_pool', '_channel')} end, 'm:' || _owner,"
    " case when _rep is distinct from _owner then 'm:' || _rep end], null) $decile$"
)


# Never beyond a transaction that is still under way: a desk whose snapshot is older than the floor copies afresh, and
# would do so for ever if its fresh snapshot were older again.
_PRUNE = f"""create or replace function app.prune_feed(_days integer) returns bigint language plpgsql volatile
{PINNED} as $decile$
declare _n bigint; _last xid8;
begin
  with gone as (delete from change_log c where c.at < now_micros() - greatest(_days, 0) * 86400000000
      and c.xid < pg_snapshot_xmin(pg_current_snapshot()) returning c.xid)
    select count(*), (select g.xid from gone g order by g.xid desc limit 1) into _n, _last from gone;
  update server s set log_floor = (_last::text::bigint + 1)::text::xid8 where _last >= s.log_floor;
  return _n;
end $decile$"""


def statements() -> Iterator[str]:
    """Yield what installs the triggers; they may be installed anew at any time."""
    yield _GROUPS_OF
    yield _PRUNE
    for name, audience in audiences().items():
        table = SHARED.tables[name]
        if audience.base is None and not audience.people:
            continue
        for event, rows in _ROWS.items():
            body = _lead_noted(event) if name == "lead" else _noted(table, audience, rows)
            if event == "insert":
                body += "".join(f"; {one}" for one in _hung_before(name))
            yield (
                f"create or replace function app.note_{name}_{event}() returns trigger language plpgsql"
                f" security definer {PINNED} as $decile$ begin {body}; return null; end $decile$"
            )
            referencing = " ".join(f"{one.split('_')[0]} table as {one}" for one in rows)
            yield (
                f"create or replace trigger note_{event} after {event} on app.{name} referencing {referencing}"
                f" for each statement execute function app.note_{name}_{event}()"
            )


def key_of(table: Table, row: str) -> str:
    """Return the primary key of a row as a JSON object, in SQL."""
    parts = ", ".join(f"'{column.name}', {row}.{name_of(column)}" for column in table.primary_key)
    return f"jsonb_build_object({parts})"


def _noted(table: Table, audience: Audience, rows: tuple[str, ...]) -> str:
    group = "null" if audience.lead or audience.group is None else f"'{audience.group}'"
    lead = "null::uuid" if audience.lead is None else audience.lead.format(r="r")
    people = f"nullif(array_remove({people_of(audience, 'r')}{_of_parent(audience)}, null), '{{}}')"
    # A private row of a table that is told to a group is also told to its people, by name.
    chosen = " union ".join(
        f"select {people} as people, {key_of(table, 'r')} as row_key, {lead} as lead_id from {one} r"
        for one in rows
    )
    noted = (
        f"insert into change_log (grp, people, table_name, row_key, lead_id)"
        f" select {group}, n.people, '{table.name}', n.row_key, n.lead_id from ({chosen}) n"
    )
    if group == "null" or not audience.people:
        return noted
    return (
        f"{noted}; insert into change_log (grp, table_name, row_key)"
        f" select 'm:' || one, '{table.name}', n.row_key from ({chosen}) n, unnest(n.people) as one"
    )


def _hung_before(parent: str) -> Iterator[str]:
    """Yield what tells of rows that were written before the one they hang on: only now is it known where they hang."""
    for name, audience in audiences().items():
        if audience.lead is None or not audience.lead.startswith("("):
            continue
        its_parent, of_lead, key, column = path_of(audience.lead.format(r="r"))
        if its_parent == parent:
            people = f"nullif(array_remove({people_of(audience, 'r')}{_of_parent(audience)}, null), '{{}}')"
            yield (
                f"insert into change_log (people, table_name, row_key, lead_id)"
                f" select {people}, '{name}', {key_of(SHARED.tables[name], 'r')}, n.{of_lead}"
                f" from new_rows n join {name} r on r.{column} = n.{key}"
            )


def _of_parent(audience: Audience) -> str:
    """Return what adds the people of the row that a row hangs on: they see it whoever may open the lead now."""
    if audience.lead is None or not audience.lead.startswith("("):
        return ""
    parent, _of_lead, key, column = path_of(audience.lead.format(r="r"))
    theirs = audiences()[parent]
    if not theirs.people:
        return ""
    return f" || (select {people_of(theirs, 'p')} from {parent} p where p.{key} = r.{column})"


def _lead_noted(event: str) -> str:
    """Note a lead's own row, for each group that saw it or sees it now."""
    old = "old_rows" if event != "insert" else "(select * from lead where false)"
    new = "new_rows" if event != "delete" else "(select * from lead where false)"
    return f"""insert into change_log (grp, table_name, row_key, lead_id, is_moved)
        select g, 'lead', jsonb_build_object('id', n.id), n.id,
            not (g = any(n.were) and g = any(n.are)) or n.lay_in_pool is distinct from n.lies_in_pool
        from (select coalesce(b.id, a.id) as id,
                case when a.id is null then '{{}}' else groups_of(a.owner_id, a.rep_id, a.pool_id, a.channel) end as were,
                case when b.id is null then '{{}}' else groups_of(b.owner_id, b.rep_id, b.pool_id, b.channel) end as are,
                a.owner_id is null and a.rep_id is null as lay_in_pool,
                b.owner_id is null and b.rep_id is null as lies_in_pool
            from {old} a full join {new} b on b.id = a.id) n,
        lateral (select unnest(n.were) union select unnest(n.are)) as told(g)"""
