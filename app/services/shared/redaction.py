"""Erasing a person from the commands kept for the audit: verdict, code and time stay, what was typed goes."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table

from app.models.erasing import ErasedLead
from app.models.tables import SHARED
from app.services.shared.identity import PINNED

ERASED_ARGS = '{"erased": true}'
"""What stands in the place of a command's arguments; its digest stays, so that a repeated push is still known."""


def statements() -> Iterator[str]:
    """Yield what installs it: with the receipt of an erasure, every command that names the person's records is emptied.

    Commands name a record by its id, or by that of a call, a run or a hand-over that hangs on it. A whole chunk of an
    import goes with one of its rows; its rows stand in their tables.
    """
    own = " union ".join(
        f"select t.id::text from {table.name} t where t.lead_id in (select n.lead_id from new_rows n)"
        for table in _named_by_id()
    )
    yield f"""create or replace function app.empty_commands() returns trigger language plpgsql security definer
{PINNED} as $decile$
declare _ids text[];
begin
  _ids := array(select n.lead_id::text from new_rows n union {own});
  update cmd c set args = '{ERASED_ARGS}', trouble = null, result = null
    where c.status <> 'new' and c.args::text ~ array_to_string(_ids, '|');
  return null;
end $decile$"""
    yield (
        "create or replace trigger empty_commands after insert on app.erased_lead referencing new table as new_rows"
        " for each statement execute function app.empty_commands()"
    )


def _named_by_id() -> Iterator[Table]:
    for table in SHARED.sorted_tables:
        keys = [column.name for column in table.primary_key]
        if keys == ["id"] and "lead_id" in table.columns and table.name != ErasedLead.__tablename__:
            yield table
