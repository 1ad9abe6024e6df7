"""``app.intake_web``: the door through which a website hands in leads, and reads nothing (design section 5)."""
# ruff: noqa: S608 - what is put into a statement stands in this file

from __future__ import annotations

from collections.abc import Iterator

from app.models.vocabulary import BehaviourKind
from app.services.shared.identity import PINNED
from app.services.shared.roles import WEBSITE

BYTES_MOST = 16_384
"""Of one submission as JSON."""
IN_A_MINUTE, IN_A_DAY, FROM_ONE_IP = 60, 5_000, 100
"""Submissions of one website; those of one address in a day. What is more is not kept: the website says so."""
WAITING_MOST = 20_000
"""Submissions of all websites that wait to be taken in."""
VISITS_MOST = 50
"""What one visitor did before; each names its page, and says what was done, for how long and how many seconds ago."""

LONGEST = {
    "company": 200, "contact_name": 200, "title": 200, "phone": 100, "email": 320, "region": 100, "city": 100,
    "industry": 200, "company_size": 100, "website": 500, "message": 4000, "page_url": 2000, "referrer": 2000, "ip": 45,
}  # fmt: skip
"""What a submission may say, and in how many characters; all of it is text."""

_ID = "'^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'"
_CONTROL = r"E'[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]'"
_NAMES = ", ".join(f"'{name}'" for name in LONGEST)
_KINDS = ", ".join(f"'{kind}'" for kind in BehaviourKind)
_LENGTHS = ", ".join(f"('{name}', {most})" for name, most in LONGEST.items())

# CASE keeps the order of evaluation, which AND does not promise.
_FITS = f"""create or replace function app.is_submission(_given jsonb) returns boolean
language sql immutable {PINNED} as $decile$
  select case when jsonb_typeof(_given) is distinct from 'object' then false
    when (_given - array['id', 'visits', {_NAMES}]::text[]) <> '{{}}'::jsonb then false
    when jsonb_typeof(_given -> 'id') is distinct from 'string' or _given ->> 'id' !~ {_ID} then false
    when exists (select from (values {_LENGTHS}) as part(name, most) where _given ? name
      and (jsonb_typeof(_given -> name) <> 'string' or char_length(_given ->> name) > most
        or _given ->> name ~ {_CONTROL})) then false
    when not (_given ? 'visits') then true
    when jsonb_typeof(_given -> 'visits') <> 'array' then false
    when jsonb_array_length(_given -> 'visits') > {VISITS_MOST} then false
    else not exists (select from jsonb_array_elements(_given -> 'visits') as one where not coalesce(
      case when jsonb_typeof(one) <> 'object' then false
        when (one - array['page', 'kind', 'seconds', 'ago']::text[]) <> '{{}}'::jsonb then false
        when jsonb_typeof(one -> 'page') is distinct from 'string' then false
        when char_length(one ->> 'page') not between 1 and 400 or one ->> 'page' ~ {_CONTROL} then false
        when coalesce(one ->> 'kind', '{BehaviourKind.PAGE_VISIT}') not in ({_KINDS}) then false
        else coalesce(one ->> 'seconds', '0') ~ '^[0-9]{{1,5}}$' and coalesce(one ->> 'ago', '0') ~ '^[0-9]{{1,7}}$' end,
      false)) end
$decile$"""

# Whatever the answer, it does not depend on any lead: nobody learns here who is known.
_INTAKE = f"""create or replace function app.intake_web(_given jsonb) returns jsonb
language plpgsql volatile security definer {PINNED} set lock_timeout = '2s' as $decile$
declare
  _door web_door; _old web_submission; _now bigint; _minute bigint; _day bigint; _digest text; _ip text; _n bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'submissions are taken in a transaction that is READ COMMITTED' using errcode = '25001'; end if;
  -- One after another for each website: so its limits hold however many connections it opens.
  select * into _door from web_door d where d.login = session_user::text and d.is_open for update;
  if not found then
    raise exception '% is no website of this team', session_user using errcode = '28000'; end if;
  if octet_length(_given::text) > {BYTES_MOST} then return '{{"ok": false, "why": "too_large"}}'; end if;
  if not coalesce(is_submission(_given), false) then return '{{"ok": false, "why": "bad_argument"}}'; end if;
  _digest := encode(sha256(convert_to(_given::text, 'UTF8')), 'hex');
  select * into _old from web_submission s where s.id = (_given ->> 'id')::uuid;
  if found then
    if _old.login <> session_user or _old.digest <> _digest then return '{{"ok": false, "why": "id_reuse"}}'; end if;
    return '{{"ok": true, "again": true}}';
  end if;
  _now := now_micros();
  _minute := _now / 60000000;
  _day := _now / 86400000000;
  update web_door d set minute = _minute, in_minute = case when d.minute = _minute then d.in_minute else 0 end + 1,
      day = _day, in_day = case when d.day = _day then d.in_day else 0 end + 1
    where d.login = _door.login returning * into _door;
  if _door.in_minute > {IN_A_MINUTE} or _door.in_day > {IN_A_DAY} then
    return '{{"ok": false, "why": "too_many"}}'; end if;
  _ip := nullif(_given ->> 'ip', '');
  select count(*) into _n from web_submission s
    where s.login = _door.login and s.ip = _ip and s.at > _now - 86400000000;
  if _n >= {FROM_ONE_IP} then return '{{"ok": false, "why": "too_many"}}'; end if;
  select count(*) into _n from (select from web_submission s where s.state = 'waiting' limit {WAITING_MOST}) s;
  if _n >= {WAITING_MOST} then return '{{"ok": false, "why": "full"}}'; end if;
  -- What is acknowledged is on the disk, whatever the caller prefers.
  if current_setting('synchronous_commit') = 'off' then perform set_config('synchronous_commit', 'on', true); end if;
  insert into web_submission (id, login, at, digest, words, ip, state)
    values ((_given ->> 'id')::uuid, _door.login, _now, _digest, _given, _ip, 'waiting');
  return '{{"ok": true}}';
end $decile$"""


def statements() -> Iterator[str]:
    """Yield what installs the door."""
    yield from (_FITS, _INTAKE)


def granted() -> Iterator[str]:
    """Yield what opens it: to websites, and to nobody else."""
    yield f"grant execute on function app.intake_web(jsonb) to {WEBSITE}"
