"""``app.push``: the only writer of the shared database (sync design 2.4)."""
# ruff: noqa: S608 - the kinds, versions and roles put into statements come from the catalogue

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from app.services.kernel.command import Command
from app.services.kernel.postgres_judge import function_for, function_name
from app.services.shared.identity import PINNED
from app.services.shared.redaction import ERASED_ARGS
from app.services.shared.roles import CLIENT
from app.services.versions import UPCASTS, Upcasts, version_of

BATCH_MOST, BATCH_BYTES_MOST = 200, 32_000_000
"""Commands in one push, and bytes of all of them: a chunk of an import or a calendar takes some."""
LATE_DAYS, SKEW_MINUTES = 60, 5
"""What happened longer ago, or by a clock further off, is marked as suspect; it is kept all the same."""
BELL = "decile"
"""The channel that rings after a push. It says nothing, and anybody may ring it: it means "ask again", no more."""


_ID = "'^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'"
_LAST_MEANT = f"'{_ID[2:-2]}'"

_FINAL = f"""create or replace function app.keep_verdict() returns trigger language plpgsql {PINNED} as $decile$
begin
  if tg_op = 'UPDATE' and old.status = 'new' and new.id = old.id and new.actor_id = old.actor_id
    and new.login = old.login and new.args = old.args and new.kind = old.kind and new.at = old.at then return new; end if;
  -- An erased person's words go; who gave the command, when, and what was said to it stays.
  if tg_op = 'UPDATE' and new.args = '{ERASED_ARGS}' and new.trouble is null and new.result is null
    and row(new.id, new.actor_id, new.login, new.kind, new.version, new.digest, new.happened_at, new.at, new.status,
      new.why) is not distinct from row(old.id, old.actor_id, old.login, old.kind, old.version, old.digest,
        old.happened_at, old.at, old.status, old.why) then return new; end if;
  raise exception 'what was said stays as it was said: % on %', tg_op, tg_table_name using errcode = '42501';
end $decile$"""
_IS_FINAL = (
    "create or replace trigger is_final before update or delete on app.cmd"
    " for each row execute function app.keep_verdict()"
)
_IS_KEPT = "create or replace trigger is_kept before truncate on app.cmd execute function app.keep_verdict()"

# The instant of a fact is that of the desk, corrected, but neither ahead of the server nor behind what the same device
# has told before; a decision is judged now.
_HAPPENED = f"""create or replace function app.happened_at(_one jsonb, _now bigint) returns bigint
language plpgsql stable {PINNED} as $decile$
declare _before bigint;
begin
  if _one ->> 'device' is not null then
    -- Planned each time: a plan a session kept from when the table was empty reads all of it, until it is analysed.
    execute 'select max(c.happened_at) from cmd c where c.login = $1 and c.device = $2'
      into _before using session_user::text, (_one ->> 'device')::uuid;
  end if;
  return least(_now, greatest(0, coalesce((_one ->> 'at')::bigint + coalesce((_one ->> 'offset')::bigint, 0), _now),
    _before));
end $decile$"""

_FITS = f"""create or replace function app.is_envelope(_one jsonb) returns boolean
language sql immutable {PINNED} as $decile$
  select case when jsonb_typeof(_one) is distinct from 'object' then false
    when coalesce(_one ->> 'id', '') !~ {_ID} then false
    when jsonb_typeof(_one -> 'kind') is distinct from 'string' or length(_one ->> 'kind') > 80 then false
    when jsonb_typeof(_one -> 'args') is distinct from 'object' then false
    when coalesce(_one ->> 'actor', _one ->> 'id') !~ {_ID} then false
    when coalesce(_one ->> 'device', _one ->> 'id') !~ {_ID} then false
    when coalesce(_one ->> 'v', '1') !~ '^[1-9][0-9]{{0,3}}$' then false
    else (select bool_and(coalesce(_one ->> one, '0') ~ '^-?[0-9]{{1,16}}$')
      from unnest(array['at', 'offset', 'seq']) as one) end
$decile$"""

_ACTOR = f"""create or replace function app.actor_for(_one jsonb) returns uuid language sql stable {PINNED} as $decile$
  select m.id from sign_in s join member m on m.id = s.member_id
  where s.login = session_user::text and m.is_active
    and (jsonb_typeof(_one -> 'actor') is distinct from 'string' or m.id = (_one ->> 'actor')::uuid)
  order by (m.role = any((select k.roles from command_kind k where k.kind = _one ->> 'kind')::text[])) desc nulls last,
    m.created_at, m.id limit 1
$decile$"""

_JUDGE_ONE = f"""create or replace function app.judge_one(_one jsonb, _actor uuid, _now bigint) returns jsonb
language plpgsql volatile {PINNED} as $decile$
declare
  _kind record; _old record; _id uuid := (_one ->> 'id')::uuid; _v integer := coalesce((_one ->> 'v')::integer, 1);
  _args jsonb := _one -> 'args'; _off bigint := (_one ->> 'offset')::bigint; _happened bigint; _said bigint;
  _suspect boolean; _digest text; _verdict jsonb; _n bigint; _whose uuid := _actor;
begin
  select * into _kind from command_kind k where k.kind = _one ->> 'kind';
  if _kind.kind is null or _v > _kind.version then return '{{"ok": false, "why": "unsupported"}}'; end if;
  _happened := happened_at(_one, _now);
  _said := (_one ->> 'at')::bigint + _off;
  _suspect := coalesce(abs(_off) > {SKEW_MINUTES * 60_000_000} or _said > _now + {SKEW_MINUTES * 60_000_000}
    or _said < _now - {LATE_DAYS * 86_400_000_000}::bigint, true);
  if _actor is null then
    -- Who may not act as this member any more is refused, and that is kept; what was judged before stays judged.
    _actor := (_one ->> 'actor')::uuid;
    select s.member_id into _whose from sign_in s where s.login = session_user::text
      order by s.member_id is not distinct from _actor desc, s.since_at, s.member_id limit 1;
    _verdict := '{{"why": "not_allowed"}}';
  end if;
  _digest := encode(sha256(convert_to(concat_ws(' ', _kind.kind, _v, _actor, _args), 'UTF8')), 'hex');
  insert into cmd (id, actor_id, login, device, device_seq, kind, version, args, digest, sent_at, happened_at,
      is_suspect, at, status)
    values (_id, _whose, session_user, (_one ->> 'device')::uuid, (_one ->> 'seq')::bigint, _kind.kind, _v, _args,
      _digest, (_one ->> 'at')::bigint, _happened, _suspect, _now, 'new')
    on conflict (id) do nothing;
  get diagnostics _n = row_count;
  if _n = 0 then
    select * into _old from cmd c where c.id = _id;
    if _old.login <> session_user or _old.digest <> _digest then return '{{"ok": false, "why": "id_reuse"}}'; end if;
    return jsonb_strip_nulls(jsonb_build_object('ok', _old.status in ('done', 'brought'), 'why', _old.why,
      'result', _old.result, 'again', true));
  end if;
  if _verdict is null then
    execute format('select %s($1, $2, $3, $4)', _kind.function) into _verdict
      using _actor, _id, case when _kind.is_fact then _happened end, upcast(_kind.kind, _v, _args);
  end if;
  execute 'update cmd set status = case when $2 is null then ''done'' else ''refused'' end, why = $2,
      result = nullif($3, ''null'') where id = $1' using _id, _verdict ->> 'why', _verdict -> 'result';
  return jsonb_strip_nulls(jsonb_build_object('ok', _verdict ->> 'why' is null, 'why', _verdict ->> 'why',
    'result', _verdict -> 'result'));
end $decile$"""

_POISONED = f"""create or replace function app.note_trouble(_one jsonb, _actor uuid, _now bigint, _words text)
returns void language sql volatile {PINNED} as $decile$
  insert into cmd (id, actor_id, login, device, device_seq, kind, version, args, digest, sent_at, happened_at,
      is_suspect, at, status, why, trouble)
    select (_one ->> 'id')::uuid, _actor, session_user, (_one ->> 'device')::uuid, (_one ->> 'seq')::bigint,
      _one ->> 'kind', coalesce((_one ->> 'v')::integer, 1), _one -> 'args',
      encode(sha256(convert_to(concat_ws(' ', _one ->> 'kind', coalesce((_one ->> 'v')::integer, 1), _actor,
        _one -> 'args'), 'UTF8')), 'hex'),
      (_one ->> 'at')::bigint, _now, true, _now, 'error', 'error', _words
    on conflict (id) do nothing
$decile$"""

_PUSH = f"""create or replace function app.push(_batch jsonb) returns jsonb language plpgsql volatile security definer
{PINNED} set lock_timeout = '1s' as $decile$
declare
  _one jsonb; _said jsonb; _answers jsonb := '[]'; _actor uuid; _waits text[] := '{{}}'; _ids text[];
  _rings boolean := false;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'commands are judged in a transaction that is READ COMMITTED' using errcode = '25001'; end if;
  if jsonb_typeof(_batch) is distinct from 'array' then
    raise exception 'a push is an array of commands' using errcode = '22023'; end if;
  if jsonb_array_length(_batch) > {BATCH_MOST} or octet_length(_batch::text) > {BATCH_BYTES_MOST} then
    raise exception 'a push takes {BATCH_MOST} commands of {BATCH_BYTES_MOST} bytes at most'
      using errcode = '54000'; end if;
  begin
    -- An upgrade holds this table first: who waits for it here holds nothing that it waits for.
    perform 1 from server;
  exception when lock_not_available then
    return (select coalesce(jsonb_agg(jsonb_build_object('ok', false, 'why', 'busy', 'id', one -> 'id') order by n), '[]')
      from jsonb_array_elements(_batch) with ordinality as given(one, n));
  end;
  if not is_member() then
    raise exception '% is no active member of this team', session_user using errcode = '28000'; end if;
  -- What is acknowledged is on the disk, whatever the caller prefers.
  if current_setting('synchronous_commit') = 'off' then perform set_config('synchronous_commit', 'on', true); end if;
  for _one in select value from jsonb_array_elements(_batch) loop
    _actor := null;
    if not is_envelope(_one) then
      _said := '{{"ok": false, "why": "bad_argument"}}';
    else
      _actor := actor_for(_one);
      _ids := array[]::text[];
      -- What it is about, not who gave it and where: else one that waits would hold up all of its device.
      if _waits <> '{{}}' then
        _ids := array(select distinct m[1] from regexp_matches((_one -> 'args')::text, {_LAST_MEANT}, 'g') as m);
      end if;
      if _ids && _waits then
        -- What builds on a command that waits keeps its place behind it.
        _said := '{{"ok": false, "why": "busy"}}';
      else
        begin
          _said := judge_one(_one, _actor, now_micros());
        exception
          when lock_not_available then
            _said := '{{"ok": false, "why": "busy"}}';
            -- Whoever holds the rows made this batch wait long enough.
            perform set_config('lock_timeout', '20ms', true);
          when serialization_failure or deadlock_detected or query_canceled or operator_intervention
              or insufficient_resources or read_only_sql_transaction then raise;
          when others then
            perform note_trouble(_one, _actor, now_micros(), sqlstate || ' ' || sqlerrm);
            _said := '{{"ok": false, "why": "error"}}';
        end;
      end if;
      if _said ->> 'why' in ('busy', 'unsupported') then
        _waits := _waits || (_one ->> 'id')
          || array(select distinct m[1] from regexp_matches((_one -> 'args')::text, {_LAST_MEANT}, 'g') as m);
      end if;
      _rings := _rings or (_said ->> 'ok')::boolean;
    end if;
    _answers := _answers || jsonb_build_array(_said || jsonb_build_object('id', _one -> 'id'));
  end loop;
  if _rings then perform pg_notify('{BELL}', ''); end if;
  return _answers;
end $decile$"""


def statements(kinds: Mapping[str, type[Command]], upcasts: Upcasts = UPCASTS) -> Iterator[str]:
    """Yield what installs the judge: one function for each command, and the door to them."""
    yield "delete from app.command_kind"
    for cls in kinds.values():
        yield _judge_of(cls)
        roles = ", ".join(f"'{role}'" for role in sorted(cls.roles))
        yield (
            "insert into app.command_kind (kind, version, function, is_fact, roles) values"
            f" ('{cls.kind}', {version_of(cls, upcasts)}, '{function_name(cls)}', {cls.is_fact}, array[{roles}])"
        )
    yield _upcast(upcasts)
    yield from (_FINAL, _IS_FINAL, _IS_KEPT, _HAPPENED, _FITS, _ACTOR, _JUDGE_ONE, _POISONED, _PUSH)


@functools.cache
def _judge_of(cls: type[Command]) -> str:
    # All of them take seconds to compile; tests install them again and again.
    return function_for(cls)


def granted() -> Iterator[str]:
    """Yield what opens the door."""
    yield f"grant execute on function app.push(jsonb) to {CLIENT}"


def _upcast(upcasts: Upcasts) -> str:
    """Return the function that brings the arguments of an older version up to date, one version after another."""
    steps = "".join(
        f"  if _kind = '{kind}' and _v <= {version} then _args := {step.sql()}; end if;\n"
        for (kind, version), said in sorted(upcasts.items())
        for step in said
    )
    return (
        "create or replace function app.upcast(_kind text, _v integer, _args jsonb) returns jsonb"
        f" language plpgsql immutable {PINNED} as $decile$ begin\n{steps}  return _args; end $decile$"
    )
