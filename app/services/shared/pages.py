"""What a desk asks for a first copy: which leads it shall have and how many, and their rows page by page."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import batched

from sqlalchemy import Table

from app.models.tables import SHARED
from app.services.shared.audience import Audience, audiences, path_of
from app.services.shared.reading import all_of_lead, columns, lead_of, reader
from app.services.shared.spelling import name_of

PAGE_MOST = 1000
"""Leads in one page of a first copy."""
POOL_MOST = 1000
"""Leads of the pool that a desk may ask for: one page."""
FUNCTIONS = (
    "lead_ids(uuid)",
    "pool_ids(integer)",
    "copy_size(integer)",
    "page_of(uuid[])",
    "commons()",
    "strays()",
)
"""Whatever people may call of these."""

_AT_ONCE = 30
"""Columns put together by one call: a function takes a hundred arguments at most."""

_OWN = "select l.id from lead l where l.owner_id = any((select mine())::uuid[])"

# Each branch has an index of its own. One question for all of them walks through every lead of the team for the last
# page: four seconds at a million leads.
_LEAD_IDS = f"""begin
  if oversees() then
    return array(select l.id from lead l where _after is null or l.id > _after order by l.id limit {PAGE_MOST});
  end if;
  return array(select own.id from (
      {_OWN}
      union select l.id from lead l where l.rep_id = any((select mine())::uuid[])) own
    where _after is null or own.id > _after order by own.id limit {PAGE_MOST});
end"""

# Of the pool the best by score: the rest is looked at on line. Who oversees has all of it already.
_POOL_IDS = f"""begin
  if oversees() then return '{{}}'; end if;
  return array(select l.id from lead l where l.owner_id is null and l.rep_id is null
    order by l.score desc, l.created_at, l.id limit greatest(0, least(_pool, {POOL_MOST})));
end"""

# Of the pool no more is counted than is asked for: to put it in order takes a walk through all of it.
_COPY_SIZE = f"""begin
  if oversees() then return (select count(*) from lead); end if;
  return (select count(*) from (select from lead l where l.owner_id is null and l.rep_id is null
      limit greatest(0, least(_pool, {POOL_MOST}))) best) + (select count(*) from (
    {_OWN}
    union select l.id from lead l where l.rep_id = any((select mine())::uuid[])) own);
end"""


def statements(on_leads: Sequence[str], common: Sequence[str]) -> Iterator[str]:
    """Yield what installs the functions of a first copy.

    Args:
        on_leads: Tables that hang on a lead, and are shown to somebody.
        common: Tables that hang on none.
    """
    yield reader("lead_ids", "_after uuid", _LEAD_IDS, returns="uuid[]")
    yield reader("pool_ids", "_pool integer", _POOL_IDS, returns="uuid[]")
    yield reader("copy_size", "_pool integer", _COPY_SIZE, returns="bigint")
    # Planned once, not for the leads of each page: most of what a page takes would be plans for sixty tables.
    planned = "set plan_cache_mode = force_generic_plan"
    yield reader("page_of", "_leads uuid[]", _page(["lead", *on_leads]), returns="text", settings=planned)
    yield reader("commons", "", _gathered(_whole(SHARED.tables[name]) for name in common), returns="text")
    yield reader("strays", "", _gathered(_strays(on_leads)), returns="text")


def _page(names: Sequence[str]) -> str:
    limit = (
        f"  if cardinality(_leads) > {PAGE_MOST} then"
        f" raise exception 'at most {PAGE_MOST} leads at once' using errcode = '54000'; end if;\n"
    )
    return _gathered(((SHARED.tables[name], all_of_lead(SHARED.tables[name])) for name in names), limit)


def _whole(table: Table) -> tuple[Table, str]:
    return table, f"select {columns(table)} from {table.name} t"


def _strays(on_leads: Sequence[str]) -> Iterator[tuple[Table, str]]:
    """Yield what somebody sees of leads out of their sight: what they wrote or decided."""
    for name in on_leads:
        audience, lead = audiences()[name], lead_of(name)
        condition = _is_mine(audience, "t")
        if lead.startswith("("):
            parent, _of_lead, key, column = path_of(lead)
            mine = _is_mine(audiences()[parent], "p")
            condition = mine and f"t.{column} in (select p.{key} from {parent} p where {mine})"
        if condition:
            is_away = f"not exists (select from lead l where l.id = {lead})"
            if not lead.startswith(
                "("
            ):  # nearly all of it is on one's own leads, and those are looked up at once
                is_away = f"({lead} in ({_OWN})) is not true and {is_away}"
            table = SHARED.tables[name]
            yield table, f"select {columns(table)} from {name} t where ({condition}) and {is_away}"


def _is_mine(audience: Audience, row: str) -> str:
    return " or ".join(f"{person.format(r=row)} = any((select mine())::uuid[])" for person in audience.people)


def _gathered(asked: Iterator[tuple[Table, str]], first: str = "") -> str:
    """Return a body that answers with rows as JSON: of each table that has some, a list of values by column.

    As text, put together once. By column: names said once, and no type looked up for every value of every row.
    """
    lines = "".join(
        f"  select case when count(*) > 0 then {_by_column(table)} end into _some from ({question}) x;"
        " _rows := _rows || coalesce(_some, '');\n"
        for table, question in asked
    )
    return f"declare _rows text := ''; _some text; begin\n{first}{lines}  return '{{' || substr(_rows, 2) || '}}'; end"


def _by_column(table: Table) -> str:
    values = [f"""'"{column.name}":', json_agg(x.{name_of(column)})""" for column in table.columns]
    # Put together at once: each ``||`` would copy all that stands before it.
    some = (f"concat({", ',', ".join(part)})" for part in batched(values, _AT_ONCE))
    return f"""concat(',"{table.name}":{{', concat_ws(',', {", ".join(some)}), '}}')"""
