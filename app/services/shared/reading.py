"""How rows are read out of the shared database by the functions that people call, with the rights of whoever calls."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from sqlalchemy import Table

from app.services.shared.audience import MASKED, audiences, path_of
from app.services.shared.identity import PINNED
from app.services.shared.policies import unmasked
from app.services.shared.spelling import bare_type_of, name_of


def reader(name: str, arguments: str, body: str, *, returns: str = "json", settings: str = "") -> str:
    """Return what installs a function that reads."""
    # STABLE: every statement in it sees the snapshot of the one that called it.
    return (
        f"create or replace function app.{name}({arguments}) returns {returns} language plpgsql stable security invoker"
        f" {PINNED} {settings} as $decile$\n#variable_conflict use_column\n{body} $decile$"
    )


def by_key(table: Table) -> str:
    """Return the question for the rows of a table by its keys in ``_keys``."""
    types = ", ".join(f"{name_of(column)} {bare_type_of(column.type)}" for column in table.primary_key)
    joined = " and ".join(f"k.{name_of(column)} = t.{name_of(column)}" for column in table.primary_key)
    return (
        f"select {columns(table)} from jsonb_to_recordset(coalesce(_keys -> '{table.name}', '[]')) as k({types})"
        f" join {table.name} t on {joined}{_beside(table)}"
    )


def all_of_lead(table: Table) -> str:
    """Return the question for all rows of a table that hang on the leads in ``_leads``."""
    # An index must drive the question, row-level security only filters: the condition names the lead itself.
    condition, lead = f"{lead_of(table.name)} = any(_leads)", lead_of(table.name)
    if lead.startswith("("):  # by way of a parent: first its rows, then those that hang on them
        parent, of_lead, key, column = path_of(lead)
        condition = f"t.{column} in (select p.{key} from {parent} p where p.{of_lead} = any(_leads))"
    return f"select {columns(table)} from {table.name} t{_beside(table)} where {condition}"


def lead_of(name: str) -> str:
    """Return the lead on which a row ``t`` of a table hangs, in SQL."""
    lead = audiences()[name].lead
    if lead is None:
        raise AssertionError(f"{name} hangs on no lead")
    return lead.format(r="t")


def columns(table: Table) -> str:
    """Return the columns of a row ``t``, those that are masked from beside it."""
    hidden = MASKED.get(table.name, ())
    return ", ".join(f"{'u' if column.name in hidden else 't'}.{name_of(column)}" for column in table.columns)


def _beside(table: Table) -> str:
    if table.name not in MASKED:
        return ""
    # One id at a time (OFFSET keeps the planner from joining): a join would carry the whole table past the barrier.
    return f" left join lateral (select * from {unmasked(table.name)} m where m.id = t.id offset 0) u on true"
