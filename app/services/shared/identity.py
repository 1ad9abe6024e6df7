"""Who asks: the login that PostgreSQL authenticated, never a setting, and the members it may act as."""
# ruff: noqa: S608 - what is put into a statement stands in this program

from __future__ import annotations

from app.models.pool import TEAM_POOL
from app.models.vocabulary import Role
from app.services.shared.audience import ALL_LEADS, EVERYBODY
from app.services.shared.roles import CALLERS, OVERSEERS

PINNED = (
    "set search_path = app, pg_temp set timezone = 'UTC' set datestyle = 'ISO, YMD'"
    " set standard_conforming_strings = on set transform_null_equals = off"
)
"""The caller's surroundings do not count (design 1a, 13)."""


def _listed(roles: tuple[Role, ...]) -> str:
    return ", ".join(f"'{role.value}'" for role in roles)


_ANY = (
    "exists (select from sign_in s join member m on m.id = s.member_id"
    " where s.login = session_user::text and m.is_active"
)


def _asks(name: str, returns: str, body: str, argument: str = "") -> str:
    return (
        f"create or replace function app.{name}({argument}) returns {returns} language sql stable"
        f" security definer {PINNED} as $decile$ {body} $decile$"
    )


CLOCK = (
    "create or replace function app.now_micros() returns bigint language sql volatile"
    f" {PINNED} as $decile$ select (extract(epoch from clock_timestamp()) * 1000000)::bigint $decile$"
)
"""The one clock of the shared database, microseconds UTC."""

IDENTITY = (
    _asks(
        "mine",
        "uuid[]",
        "select coalesce(array_agg(m.id order by m.created_at, m.id), '{}') from sign_in s"
        " join member m on m.id = s.member_id where s.login = session_user::text and m.is_active",
    ),
    _asks("is_member", "boolean", f"select {_ANY})"),
    _asks("acts_as", "boolean", f"select {_ANY} and m.role = _role)", "_role text"),
    _asks("oversees", "boolean", f"select {_ANY} and m.role in ({_listed(OVERSEERS)}))"),
    _asks("calls", "boolean", f"select {_ANY} and m.role in ({_listed(CALLERS)}))"),
    # The pools whoever asks may look into, as pool_view's groups are: open ones, and those a right was granted in.
    _asks(
        "my_pools",
        "uuid[]",
        "select case when not app.calls() then '{}'::uuid[] else array(select p.id from pool p where p.is_open"
        " or app.acts_as('team_lead') or exists (select from pool_right r where r.pool_id = p.id"
        " and r.member_id = any(app.mine())))"
        f" || case when exists (select from pool p where p.id = '{TEAM_POOL}') then '{{}}'::uuid[]"
        f" else array['{TEAM_POOL}'::uuid] end end",
    ),
    # Which groups of the feed are for whoever asks. Where leads of a channel land is among them: with another place
    # for them, other leads come into sight without having changed, and desks copy afresh.
    _asks(
        "my_groups",
        "text[]",
        "select array_remove(array["
        f" case when app.is_member() then '{EVERYBODY}' end,"
        f" case when app.oversees() then '{ALL_LEADS}' end,"
        " case when app.calls() then 'landing:' || coalesce((select md5(string_agg(c.channel || ' ' || c.pool_id, ','"
        " order by c.channel)) from pool_channel c), '') end], null)"
        " || array(select 'm:' || one from unnest(app.mine()) as one order by one)"
        " || array(select 'p:' || one from unnest(app.my_pools()) as one order by one)",
    ),
)
FOR_PEOPLE = (
    "app.mine()",
    "app.is_member()",
    "app.acts_as(text)",
    "app.oversees()",
    "app.calls()",
    "app.my_pools()",
    "app.my_groups()",
)
"""What policies call as the person who asks."""
