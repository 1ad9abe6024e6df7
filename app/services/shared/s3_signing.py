"""Addresses that open one object of an S3 store for a while, signed inside the shared database (AWS Signature 4).

The algorithm is Amazon's "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)", with an unsigned
payload. Names of objects, buckets and keys are plain letters, so that nothing needs to be escaped but ``/`` and ``;``.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.services.shared.identity import PINNED

LASTS_S = 3600
"""How long an address opens its object: longer than a slow line needs for the largest recording's pieces."""

_BLOCK = 64
"""Bytes of SHA-256's block (RFC 2104)."""

_HMAC = f"""create or replace function app.hmac_sha256(_key bytea, _words bytea) returns bytea
language plpgsql immutable {PINNED} as $decile$
declare
  _k bytea := case when octet_length(_key) > {_BLOCK} then sha256(_key) else _key end;
  _inner bytea := decode(repeat('36', {_BLOCK}), 'hex'); _outer bytea := decode(repeat('5c', {_BLOCK}), 'hex');
begin
  for _n in 0 .. octet_length(_k) - 1 loop
    _inner := set_byte(_inner, _n, get_byte(_inner, _n) # get_byte(_k, _n));
    _outer := set_byte(_outer, _n, get_byte(_outer, _n) # get_byte(_k, _n));
  end loop;
  return sha256(_outer || sha256(_inner || _words));
end $decile$"""

# With PUT the length is signed too: an address takes exactly so many bytes.
_SIGN = f"""create or replace function app.s3_address(_does text, _place jsonb, _object text, _bytes bigint,
  _access text, _secret text, _at timestamptz, _lasts_s integer) returns text
language plpgsql stable {PINNED} as $decile$
declare
  _scheme text := split_part(_place ->> 'endpoint', '://', 1); _host text := split_part(_place ->> 'endpoint', '://', 2);
  _is_host boolean := coalesce((_place ->> 'bucket_in_host')::boolean, false);
  _path text; _when text := to_char(_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'); _day text := left(_when, 8);
  _scope text; _signed text := case when _does = 'PUT' then 'content-length;host' else 'host' end;
  _query text; _asked text; _key bytea;
begin
  if _is_host then _host := (_place ->> 'bucket') || '.' || _host; end if;
  _path := case when _is_host then '/' else '/' || (_place ->> 'bucket') || '/' end || _object;
  _scope := concat_ws('/', _day, _place ->> 'region', 's3', 'aws4_request');
  _query := 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=' || replace(_access || '/' || _scope, '/', '%2F')
    || '&X-Amz-Date=' || _when || '&X-Amz-Expires=' || _lasts_s
    || '&X-Amz-SignedHeaders=' || replace(_signed, ';', '%3B');
  _asked := concat_ws(e'\\n', _does, _path, _query,
    case when _does = 'PUT' then 'content-length:' || _bytes end, 'host:' || _host, '', _signed, 'UNSIGNED-PAYLOAD');
  _key := hmac_sha256(convert_to('AWS4' || _secret, 'UTF8'), convert_to(_day, 'UTF8'));
  _key := hmac_sha256(_key, convert_to(_place ->> 'region', 'UTF8'));
  _key := hmac_sha256(hmac_sha256(_key, 's3'), 'aws4_request');
  return _scheme || '://' || _host || _path || '?' || _query || '&X-Amz-Signature=' || encode(hmac_sha256(_key,
    convert_to(concat_ws(e'\\n', 'AWS4-HMAC-SHA256', _when, _scope,
      encode(sha256(convert_to(_asked, 'UTF8')), 'hex')), 'UTF8')), 'hex');
end $decile$"""


def statements() -> Iterator[str]:
    """Yield what installs the signing; nobody of the team may call it."""
    yield from (_HMAC, _SIGN)
