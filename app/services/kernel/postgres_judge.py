"""The same guards and effects as PostgreSQL functions; the only place that knows PL/pgSQL (design 1a)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from sqlalchemy import ClauseElement, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql.base import PGDialect

from app.services.kernel.command import Command, all_guards
from app.services.kernel.wire import Part, Shape

SCHEMA = "app"
_ID_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_TAKE_TIME = "  if _is_live then _now := (extract(epoch from clock_timestamp()) * 1000000)::bigint; end if;\n"
_VARIABLE_TYPES = {"id": "uuid", "whole": "bigint", "text": "text", "flag": "boolean", "array": "jsonb"}


def function_name(cls: type[Command]) -> str:
    """Return the name of the function that judges a command."""
    return f"{SCHEMA}.do_{cls.kind.replace('.', '_')}"


def function_for(cls: type[Command]) -> str:
    """Return the statement that installs the judge of one command.

    The function takes the actor, the command's id, the instant and the fields as jsonb, and returns
    ``{"why": code or null, "result": object or null}``. Without an instant it is the server's, taken anew once the
    locks are held: who waited for a lock is judged later than who held it, also by the clock.
    """
    parts = cls.shape().parts
    declared = "".join(f"  _{part.name} {_VARIABLE_TYPES[part.base]};\n" for part in parts)
    assigned = "".join(f"  _{part.name} := {_value('_cmd', part)};\n" for part in parts)
    return (
        f"create or replace function {function_name(cls)}(_actor_id uuid, _cmd_id uuid, _now bigint, _cmd jsonb)\n"
        "returns jsonb language plpgsql volatile\n"
        # The caller's surroundings do not count (design 1a, 13).
        f"set timezone = 'UTC' set datestyle = 'ISO, YMD' set search_path = {SCHEMA}, pg_temp\n"
        "as $decile$\n#variable_conflict use_column\n"
        f"declare\n  _n bigint;\n  _answer jsonb;\n  _is_live boolean := _now is null;\n{declared}"
        f"begin\n{_TAKE_TIME}{_check(cls)}{assigned}{_judge(cls)}end $decile$"
    )


def as_postgres(statement: ClauseElement) -> str:
    """Return a statement with its constants written out and its arguments as variables."""
    return str(statement.compile(dialect=_dialect(), compile_kwargs={"literal_binds": True}))


@functools.cache
def _dialect() -> PGDialect:
    # The default parameter style doubles every % in the installed body.
    return postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]


def _judge(cls: type[Command]) -> str:
    asked = [_refuse_unless(guard.code, as_postgres(select(guard.holds))) for guard in all_guards(cls)]
    locks = [f"  {_perform(as_postgres(lock.with_for_update(key_share=True)))};\n" for lock in cls.locks()]
    # Asked before any lock is taken, so that nobody can hold rows he may not decide about; and again behind the locks,
    # for what held a moment ago may hold no longer.
    lines = [*asked, *locks, _TAKE_TIME, *asked] if locks else asked
    for effect in cls.effects():
        lines.append(f"  {as_postgres(effect.statement)};\n")
        if effect.rows is not None:
            lines.append(
                f"  get diagnostics _n = row_count;\n  if _n <> {effect.rows} then"
                f" raise exception 'an effect of {cls.kind} touched % rows for {effect.rows}', _n; end if;\n"
            )
    answer = cls.result()
    if answer is not None:
        lines.append(f"  select to_jsonb(_r) into strict _answer from ({as_postgres(answer)}) _r;\n")
    lines.append("  return jsonb_build_object('why', null, 'result', _answer);\n")
    return "".join(lines)


def _refuse_unless(code: str, holds: str) -> str:
    return (
        f"  if not coalesce(({holds}), false) then"
        f" return jsonb_build_object('why', '{code}', 'result', null); end if;\n"
    )


def _perform(locking_select: str) -> str:
    return re.sub(r"^\s*SELECT\b", "PERFORM", locking_select, count=1)


def _check(cls: type[Command]) -> str:
    # CASE keeps the order of evaluation, which AND does not promise.
    return (
        f"  if not coalesce(({_object_fits('_cmd', cls.shape())}), false) then"
        " return jsonb_build_object('why', 'bad_argument', 'result', null); end if;\n"
    )


def _object_fits(value: str, shape: Shape) -> str:
    names = ", ".join(f"'{part.name}'" for part in shape.parts)
    unknown = f"({value} - array[{names}]::text[]) = '{{}}'::jsonb"
    return _all([f"jsonb_typeof({value}) = 'object'", unknown, *(_fits(value, part) for part in shape.parts)])


def _fits(value: str, part: Part) -> str:
    held = f"{value} -> '{part.name}'"
    inner = _value_fits(f"({held})", part)
    if not part.is_optional:
        return inner
    nothing = f"jsonb_typeof({held}) = 'null'"
    # A field that may hold nothing must still be there, unless it has a default.
    if not part.is_required:
        nothing = f"coalesce({nothing}, true)"
    return f"({nothing} or {inner})"


def _value_fits(held: str, part: Part) -> str:
    text = f"({held} #>> '{{}}')"
    match part.base:
        case "id":
            return _all([f"jsonb_typeof({held}) = 'string'", f"{text} ~ '{_ID_PATTERN}'"])
        case "whole":
            whole = f"{text} ~ '^-?[0-9]{{1,18}}$'"
            return _all(
                [
                    f"jsonb_typeof({held}) = 'number'",
                    whole,
                    f"{text}::bigint between {part.low} and {part.high}",
                ]
            )
        case "flag":
            return f"jsonb_typeof({held}) = 'boolean'"
        case "text" if part.one_of:
            words = ", ".join(f"'{word}'" for word in part.one_of)
            return _all([f"jsonb_typeof({held}) = 'string'", f"{text} in ({words})"])
        case "text":
            length = f"char_length({text}) between {part.low or 0} and {part.high}"
            return _all([f"jsonb_typeof({held}) = 'string'", length])
        case _:
            return _array_fits(held, part)


def _array_fits(held: str, part: Part) -> str:
    items = part.items
    inner = _object_fits("_i.v", items) if isinstance(items, Shape) else _value_fits("_i.v", _given(items))
    size = f"jsonb_array_length({held}) between {part.low or 0} and {part.high}"
    each = (
        f"not exists (select from jsonb_array_elements({held}) as _i(v) where not coalesce(({inner}), false))"
    )
    return _all([f"jsonb_typeof({held}) = 'array'", size, each])


def _given(part: Part | None) -> Part:
    if part is None:
        raise TypeError("an array says what it holds")
    return part


def _all(conditions: Iterable[str]) -> str:
    *before, last = conditions
    if not before:
        return f"({last})"
    return (
        "case "
        + " ".join(f"when not coalesce(({one}), false) then false" for one in before)
        + f" else ({last}) end"
    )


def _value(source: str, part: Part) -> str:
    if part.base == "array":
        return f"{source} -> '{part.name}'"
    return f"({source} ->> '{part.name}')::{_VARIABLE_TYPES[part.base]}"
