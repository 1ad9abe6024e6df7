"""Where the bytes of recordings lie outside the shared database: who may put and fetch them, under which name and key.

A recording's bytes are sealed with a key of their own before they leave a desk. Name and key are rows under the same
row security as the recording: whoever reaches the folder, or the bucket, finds noise, and what is erased here can be
opened nowhere.
"""
# ruff: noqa: S608 - what is put into a statement stands in this file

from __future__ import annotations

from collections.abc import Iterator

from app.services.shared.identity import PINNED
from app.services.shared.recording_store import BYTES_MOST
from app.services.shared.roles import CLIENT
from app.services.shared.s3_signing import LASTS_S

PLACE_PIECE = 1024 * 1024
"""Bytes of a recording in one object or file, but the last: a call of three minutes is one."""
SEAL_BYTES = 40
"""What sealing adds to each: the nonce and the tag of XChaCha20-Poly1305."""

_IS_MINE = "r.by_id = any(mine()) and not exists (select from erased_lead e where e.lead_id = r.lead_id)"
_ALL = "((r.bytes_count + p.piece - 1) / p.piece)"

# The newest store takes what is new; what was begun in an older one begins again in the newest.
_PLACE = f"""create or replace function app.place_recording(_id uuid) returns jsonb
language plpgsql volatile security definer {PINNED} set lock_timeout = '5s' as $decile$
declare _recording record; _store record; _file recording_file; _place recording_place;
begin
  if not is_member() then
    raise exception '% is no active member of this team', session_user using errcode = '28000'; end if;
  select r.bytes_count into _recording from call_recording r where r.id = _id and {_IS_MINE};
  if not found then return '{{"ok": false, "why": "not_yours"}}'; end if;
  if _recording.bytes_count not between 1 and {BYTES_MOST} then return '{{"ok": false, "why": "too_large"}}'; end if;
  select s.id, s.kind, s.bytes_most into _store from recording_store s where s.is_current;
  select * into _file from recording_file f where f.recording_id = _id for update;
  select * into _place from recording_place p where p.recording_id = _id;
  if _place.recording_id is not null and (_file.is_whole or _place.store_id = _store.id) then
    return jsonb_build_object('ok', true, 'pieces', coalesce(_file.pieces, 0), 'whole',
      coalesce(_file.is_whole, false), 'store', _place.store_id, 'name', _place.name, 'key', encode(_place.key, 'hex'),
      'piece', _place.piece); end if;
  if _place.recording_id is not null then
    insert into recording_dropped (name, store_id, pieces) values (_place.name, _place.store_id, _file.pieces);
    delete from recording_place p where p.recording_id = _id;
    update recording_file f set pieces = 0 where f.recording_id = _id;
    _file.pieces := 0;
  end if;
  if coalesce(_store.kind, 'database') = 'database' or _file.pieces > 0 or _file.is_whole then
    return '{{"ok": true, "database": true}}'; end if;
  if _recording.bytes_count + coalesce((select sum(r.bytes_count) from recording_place p
      join call_recording r on r.id = p.recording_id where p.store_id = _store.id), 0) > _store.bytes_most then
    return '{{"ok": false, "why": "full"}}'; end if;
  insert into recording_file (recording_id, pieces, is_whole) values (_id, 0, false) on conflict do nothing;
  insert into recording_place (recording_id, store_id, name, key, piece) values (_id, _store.id, gen_random_uuid(),
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), {PLACE_PIECE}) on conflict do nothing;
  select * into _file from recording_file f where f.recording_id = _id;
  select * into _place from recording_place p where p.recording_id = _id;
  return jsonb_build_object('ok', true, 'pieces', coalesce(_file.pieces, 0), 'whole',
    coalesce(_file.is_whole, false), 'store', _place.store_id, 'name', _place.name, 'key', encode(_place.key, 'hex'),
    'piece', _place.piece);
end $decile$"""

_NOTE = f"""create or replace function app.note_recording(_id uuid, _name uuid, _pieces integer) returns jsonb
language plpgsql volatile security definer {PINNED} set lock_timeout = '5s' as $decile$
declare _all bigint; _file recording_file;
begin
  if not is_member() then
    raise exception '% is no active member of this team', session_user using errcode = '28000'; end if;
  select {_ALL} into _all from call_recording r join recording_place p on p.recording_id = r.id
    where r.id = _id and p.name = _name and {_IS_MINE};
  if not found then return '{{"ok": false, "why": "not_yours"}}'; end if;
  select * into _file from recording_file f where f.recording_id = _id for update;
  if not _file.is_whole and _pieces = _file.pieces + 1 and _pieces <= _all then
    update recording_file f set pieces = _pieces, is_whole = _pieces = _all where f.recording_id = _id
      returning * into _file;
  end if;
  return jsonb_build_object('ok', true, 'pieces', _file.pieces, 'whole', _file.is_whole);
end $decile$"""

# Whoever knows the name was shown it by row security. The secret key of the store is read here and nowhere else.
_ADDRESSES = f"""create or replace function app.recording_addresses(_id uuid, _name uuid, _does text) returns jsonb
language plpgsql volatile security definer {PINNED} as $decile$
declare _one record; _secret record;
begin
  if not is_member() then
    raise exception '% is no active member of this team', session_user using errcode = '28000'; end if;
  select r.bytes_count, p.piece, {_ALL} as pieces, p.store_id, s.place into _one
    from call_recording r join recording_place p on p.recording_id = r.id
      join recording_store s on s.id = p.store_id and s.kind = 's3'
      join recording_file f on f.recording_id = r.id
    where r.id = _id and p.name = _name
      and case _does when 'GET' then f.is_whole when 'PUT' then not f.is_whole and {_IS_MINE} else false end;
  if not found then return '{{"ok": false, "why": "not_there"}}'; end if;
  select k.access_key, k.secret into _secret from recording_key k where k.store_id = _one.store_id;
  if not found then return '{{"ok": false, "why": "no_key"}}'; end if;
  return jsonb_build_object('ok', true, 'addresses', (select jsonb_agg(s3_address(_does, _one.place,
      coalesce(nullif(_one.place ->> 'prefix', '') || '/', '') || _name || '/' || n,
      least(_one.piece, _one.bytes_count - n * _one.piece) + {SEAL_BYTES}, _secret.access_key, _secret.secret,
      clock_timestamp(), {LASTS_S}) order by n)
    from generate_series(0, _one.pieces - 1) as n));
end $decile$"""

# The key goes with the person: what lies outside cannot be opened from then on, whenever it is swept away.
_GONE = f"""create or replace function app.drop_recording_places() returns trigger language plpgsql security definer
{PINNED} as $decile$
begin
  insert into recording_dropped (name, store_id, pieces) select p.name, p.store_id, {_ALL}
    from recording_place p join call_recording r on r.id = p.recording_id join new_rows n on n.lead_id = r.lead_id;
  delete from recording_place p using call_recording r, new_rows n where r.id = p.recording_id and r.lead_id = n.lead_id;
  return null;
end $decile$"""
_ON_ERASING = (
    "create or replace trigger drop_recording_places after insert on app.erased_lead referencing new table as new_rows"
    " for each statement execute function app.drop_recording_places()"
)


def statements() -> Iterator[str]:
    """Yield what installs the places."""
    yield from (_PLACE, _NOTE, _ADDRESSES, _GONE, _ON_ERASING)


def granted() -> Iterator[str]:
    """Yield what lets people place recordings; where they lie is read as rows, through row security."""
    for function in (
        "place_recording(uuid)",
        "note_recording(uuid, uuid, integer)",
        "recording_addresses(uuid, uuid, text)",
    ):
        yield f"grant execute on function app.{function} to {CLIENT}"
