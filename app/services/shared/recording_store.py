"""The bytes of recordings in the shared database: in pieces, each checked, the whole told by its digest."""
# ruff: noqa: S608 - what is put into a statement stands in this file

from __future__ import annotations

from collections.abc import Iterator

from app.services.shared.identity import PINNED
from app.services.shared.roles import CLIENT

PIECE = 256 * 1024
"""Bytes of every piece but the last."""
BYTES_MOST = 64 * 1024 * 1024
"""Of one recording: an hour of speech as MP3."""
STORE_MOST = 50 * 1024**3
"""Of all of them, as they lie on the server's disk."""

# Only who attached a recording hands its bytes in; a piece is taken in its turn, and what was taken is not asked again.
_PUT = f"""create or replace function app.put_recording(_id uuid, _n integer, _bytes bytea) returns jsonb
language plpgsql volatile security definer {PINNED} set lock_timeout = '5s' as $decile$
declare
  _recording record; _file recording_file; _all integer; _digest text;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'pieces are taken in a transaction that is READ COMMITTED' using errcode = '25001'; end if;
  if not is_member() then
    raise exception '% is no active member of this team', session_user using errcode = '28000'; end if;
  select r.sha256, r.bytes_count into _recording from call_recording r where r.id = _id and r.by_id = any(mine())
    and not exists (select from erased_lead e where e.lead_id = r.lead_id);
  if not found then return '{{"ok": false, "why": "not_yours"}}'; end if;
  if _recording.bytes_count not between 1 and {BYTES_MOST} then return '{{"ok": false, "why": "too_large"}}'; end if;
  insert into recording_file (recording_id, pieces, is_whole) values (_id, 0, false) on conflict do nothing;
  select * into _file from recording_file f where f.recording_id = _id for update;
  if _file.is_whole or _bytes is null or _n is distinct from _file.pieces then
    return jsonb_build_object('ok', true, 'pieces', _file.pieces, 'whole', _file.is_whole); end if;
  if octet_length(_bytes) <> least({PIECE}, _recording.bytes_count - _n::bigint * {PIECE}) then
    return '{{"ok": false, "why": "bad_argument"}}'; end if;
  if pg_total_relation_size('app.recording_piece') > {STORE_MOST} then
    return '{{"ok": false, "why": "full"}}'; end if;
  insert into recording_piece (recording_id, n, bytes) values (_id, _n, _bytes);
  _all := (_recording.bytes_count + {PIECE - 1}) / {PIECE};
  if _n + 1 = _all then
    select encode(sha256(string_agg(p.bytes, ''::bytea order by p.n)), 'hex') into _digest
      from recording_piece p where p.recording_id = _id;
    if _digest <> _recording.sha256 then
      delete from recording_piece p where p.recording_id = _id;
      update recording_file f set pieces = 0 where f.recording_id = _id;
      return '{{"ok": false, "why": "damaged"}}';
    end if;
  end if;
  update recording_file f set pieces = _n + 1, is_whole = _n + 1 = _all where f.recording_id = _id;
  return jsonb_build_object('ok', true, 'pieces', _n + 1, 'whole', _n + 1 = _all);
end $decile$"""

_GONE = f"""create or replace function app.drop_recordings() returns trigger language plpgsql security definer
{PINNED} as $decile$
begin
  delete from recording_piece p using call_recording r, new_rows n where r.id = p.recording_id and r.lead_id = n.lead_id;
  delete from recording_file f using call_recording r, new_rows n where r.id = f.recording_id and r.lead_id = n.lead_id;
  return null;
end $decile$"""
_ON_ERASING = (
    "create or replace trigger drop_recordings after insert on app.erased_lead referencing new table as new_rows"
    " for each statement execute function app.drop_recordings()"
)


def statements() -> Iterator[str]:
    """Yield what installs the store."""
    yield from (_PUT, _GONE, _ON_ERASING)


def granted() -> Iterator[str]:
    """Yield what lets people hand bytes in; they read them as rows, through row security."""
    yield f"grant execute on function app.put_recording(uuid, integer, bytea) to {CLIENT}"
