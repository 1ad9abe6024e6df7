"""What must hold of every desk after every step, and of all of them when all is quiet (I1 to I14 of the sync design).

Each check is a function whose name says what must hold; it returns what does not, in words.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg

from app.models.tables import SHARED
from app.services.kernel import recording
from app.services.shared.audience import MASKED, audiences
from app.services.sync.desk import SharedDesk
from app.services.sync.rebase import take_back
from app.services.sync.server import Server
from tests.shared import test_security
from tests.sync.simulated import FINAL, SimulatedDesk, args_of, rows_of, tables_of
from tests.sync.stage import CAPS

if TYPE_CHECKING:
    from tests.sync.world import World

IMAGES_EVERY = 6
"""Steps between two looks at the before-images of a desk."""
SHOWN = tuple(
    name for name, one in audiences().items() if (one.base is not None or one.people)
)  # fmt: skip
"""Tables of which somebody sees something."""


class Broken(AssertionError):
    """Something that must hold does not."""


def after_step(desk: SimulatedDesk, number: int) -> None:
    """Check what must hold at any time.

    Raises:
        Broken: something does not.
    """
    kept = desk.kept()
    _raise(everything_typed_is_kept(desk, kept))
    _raise(waiting_notes_are_in_sight(desk, kept))
    if number % IMAGES_EVERY == 0:
        _raise(before_images_are_exact(desk))


def when_quiet(world: World) -> None:
    """Check what must hold of all desks and of the shared database after the last exchange.

    Raises:
        Broken: something does not.
    """
    for name, check in QUIET.items():
        _raise(f"{name}: {words}" for words in check(world))


def _raise(found: Iterable[str]) -> None:
    words = list(found)
    if words:
        raise Broken("; ".join(words[:5]))


def everything_typed_is_kept(desk: SimulatedDesk, kept: Mapping[UUID, Any]) -> Iterator[str]:
    """I1: what was accepted is in the outbox, as it was typed."""
    for cmd_id, typed in desk.typed.items():
        if cmd_id not in kept:
            yield f"{desk.name} lost {typed.kind} {cmd_id}"
        elif kept[cmd_id][1] != typed:
            yield f"{desk.name} keeps {typed.kind} {cmd_id} as {kept[cmd_id]}"


def waiting_notes_are_in_sight(desk: SimulatedDesk, kept: Mapping[UUID, Any]) -> Iterator[str]:
    """I2: a note that waits is seen by its author, as long as the lead is theirs on this desk."""
    for state, typed in kept.values():
        if state in FINAL or typed.kind != "contact.log":
            continue
        args = args_of(typed)
        if args["activity_kind"] != "note" or args.get("next_at") is not None:
            continue
        held = desk.rows(
            "select 1 from lead l join member m on m.id = ? where l.id = ? and m.id in (l.owner_id, l.rep_id)"
            " and m.is_active and not exists (select 1 from activity where id = ?)",
            typed.actor_id.hex, UUID(args["lead_id"]).hex, UUID(args["activity_id"]).hex,
        )  # fmt: skip
        # A lead that was held before is enough for the rules, but may be all this desk does not know.
        known = held and desk.rows(
            "select 1 from ownership where lead_id = ? and member_id = ?",
            UUID(args["lead_id"]).hex, typed.actor_id.hex,
        )  # fmt: skip
        if known:
            yield f"{desk.name} does not see its note {args['words']}"


def before_images_are_exact(desk: SimulatedDesk) -> Iterator[str]:
    """Taken back, what waits leaves the copy as it was laid down last."""
    laid = desk.laid_down
    if laid is None:
        return
    with desk.database.read() as db:
        waits = bool(db.exec_driver_sql("select count(*) from before_image").scalar())
    now = taken_back(desk) if waits else state_of(desk)
    for table in laid:
        if now[table] != laid[table]:
            yield f"{desk.name}: {table} is not as it was laid down ({_apart(laid[table], now[table])})"


class _Undone(Exception):
    """Ends a transaction without a commit."""


def taken_back(desk: SimulatedDesk) -> dict[str, Any]:
    """Return the shared tables of a copy without what waits."""
    state: dict[str, Any] = {}
    try:
        with desk.database.write() as db:
            recording.begin(db, None)
            take_back(db)
            state = tables_of(db)
            raise _Undone  # noqa: TRY301 - nothing of it may stay
    except _Undone:
        return state


def state_of(desk: SimulatedDesk) -> dict[str, Any]:
    """Return the shared tables of a copy."""
    with desk.database.read() as db:
        return tables_of(db)


def desks_equal_the_server(world: World) -> Iterator[str]:
    """I5: each desk holds what row security shows its person, table by table, row by row."""
    for desk in world.desks:
        with desk.database.read() as here:
            there = seen_there(world.stage.line(desk.name, desk.login))
            for name in SHOWN:
                have, want = rows_of(here, SHARED.tables[name]), there[name]
                if have != want:
                    yield f"{desk.name}.{name} {_apart(want, have)}"


def _apart(want: Any, have: Any) -> str:
    missing, extra = sorted(map(str, want - have)), sorted(map(str, have - want))
    return f"lacks {len(missing)}: {missing[:2]}, has besides {len(extra)}: {extra[:2]}"


def outboxes_drain(world: World) -> Iterator[str]:
    """I11: after the last fault a bounded number of exchanges leaves nothing waiting."""
    for desk in world.desks:
        for cmd_id, (state, typed) in desk.kept().items():
            if state not in FINAL:
                yield f"{desk.name} still has {typed.kind} {cmd_id} as {state}: {_asked_again(desk)}"


def _asked_again(desk: SimulatedDesk) -> str:
    said: list[Any] = []

    def ask(own: SharedDesk, server: Server) -> None:
        push = server.push
        server.push = lambda batch: said.append(push(batch)) or said[-1]  # type: ignore[method-assign]
        own.push(server)

    desk.exchange(ask)
    return str(said)[:600]


def every_command_has_one_verdict(world: World) -> Iterator[str]:
    """I3: the shared database has judged every command once, and the desk says the same of it."""
    judged = _judged(world)
    for desk, cmd_id, typed, state in _typed(world):
        verdict = judged.get(cmd_id)
        if verdict is None and state == "refused":
            # Somebody whose hat was taken away meanwhile: what a stranger sends is answered, not kept.
            why = desk.rows("select why from outbox where cmd_id = ?", cmd_id.hex)
            if why != [("not_allowed",)] and not world.is_restored:
                yield f"{typed.kind} {cmd_id} of {desk.name} was refused for {why} and is not kept there"
            continue
        if verdict is None:
            yield f"{typed.kind} {cmd_id} of {desk.name} never arrived"
            continue
        status, why, args = verdict
        if status not in ("done", "refused"):
            yield f"{typed.kind} {cmd_id} of {desk.name} ended as {status}: {why}"
        if args is not None and args != json.loads(typed.args):
            yield f"{typed.kind} {cmd_id} of {desk.name} arrived as {args}"
        if state != ("settled" if status == "done" else status):
            yield f"{typed.kind} {cmd_id} of {desk.name} is {state} here and {status} there"


def facts_are_there_once(world: World) -> Iterator[str]:
    """I4: a fact that was taken is there exactly once, one that was not is nowhere."""
    db, judged, erased = world.stage.operator, _judged(world), _erased(world)
    noted = dict(db.execute("select id, lead_id from app.activity").fetchall())
    for desk, cmd_id, typed, _ in _typed(world):
        if typed.kind != "contact.log" or cmd_id not in judged:
            continue
        args = args_of(typed)
        activity_id, is_done = UUID(args["activity_id"]), judged[cmd_id][0] == "done"
        if is_done and activity_id not in noted and UUID(args["lead_id"]) not in erased:
            yield f"a note of {desk.name} is gone"
        if not is_done and activity_id in noted:
            yield f"a note of {desk.name} was refused and is there"
    held = db.execute(
        "select c.id from app.cmd c where c.kind = 'contact.log' and c.status = 'refused' and c.why = 'not_yours' and"
        " exists (select from app.ownership o where o.lead_id = (c.args ->> 'lead_id')::uuid"
        " and o.member_id = c.actor_id and o.from_at < c.at)"
    ).fetchall()
    for (cmd_id,) in held:
        yield f"note {cmd_id} was refused to one who held its lead"


def refusals_are_shown(world: World) -> Iterator[str]:
    """I6: every refusal is in its author's list, with a reason and everything that was typed."""
    judged = _judged(world)
    for desk, cmd_id, typed, state in _typed(world):
        if judged.get(cmd_id, ("",))[0] == "refused":
            why = desk.rows("select why from outbox where cmd_id = ?", cmd_id.hex)
            if state != "refused" or why != [(judged[cmd_id][1],)]:
                yield f"{typed.kind} of {desk.name} was refused for {judged[cmd_id][1]}; the desk says {state} {why}"


def a_lead_has_one_owner(world: World) -> Iterator[str]:
    """I7: at most one owner; intervals of ownership do not overlap; the owner is that of the open one."""
    for question, words in (
        (
            "select lead_id from app.ownership where until_at is null group by lead_id having count(*) > 1",
            "has two owners",
        ),
        (
            (
                "select l.id from app.lead l left join app.ownership o on o.lead_id = l.id and o.until_at is null"
                " where l.owner_id is distinct from o.member_id"
            ),
            "is owned by another than the open interval says",
        ),
        (
            (
                "select a.lead_id from app.ownership a join app.ownership b on a.lead_id = b.lead_id and a.ctid <> b.ctid"
                " and a.from_at < coalesce(b.until_at, 9e18) and b.from_at < coalesce(a.until_at, 9e18)"
            ),
            "was owned by two at once",
        ),
    ):
        for (lead_id,) in world.stage.operator.execute(question.encode()).fetchall():
            yield f"lead {lead_id} {words}"


def stages_are_a_path(world: World) -> Iterator[str]:
    """I8: each move of a lead begins where the one before ended, and the last ends where the lead stands."""
    rows = world.stage.operator.execute(
        "select m.lead_id, m.at, m.from_stage, m.to_stage, l.stage from app.stage_move m"
        " join app.lead l on l.id = m.lead_id order by m.lead_id, m.at, m.cmd_id"
    ).fetchall()
    for lead_id, moves in itertools.groupby(rows, key=lambda row: row[0]):
        listed = [row[1:] for row in moves]
        if not _is_path([move[:3] for move in listed], None, listed[-1][3]):
            yield f"lead {lead_id} stands in {listed[-1][3]} and moved {[move[1:3] for move in listed]}"


def _is_path(moves: Sequence[tuple[int, str, str]], stands: str | None, ends: str) -> bool:
    """Whether each move begins where one before it ended; those of one instant in whatever order."""
    if not moves:
        return stands == ends
    first = [move for move in moves if move[0] == moves[0][0]]
    for move in first:
        if stands in (None, move[1]):
            rest = list(moves)
            rest.remove(move)
            if _is_path(rest, move[2], ends):
                return True
    return False


def nothing_foreign_is_in_the_files(world: World) -> Iterator[str]:
    """I9: no byte of what others wrote about leads out of sight is in a desk's file or its log."""
    said = world.stage.operator.execute("select id, words from app.activity where words like 'w%'").fetchall()
    for desk in world.desks:
        line = world.stage.line(desk.name, desk.login)
        seen = {row[0] for row in line.execute("select id from app.activity").fetchall()}
        own = "".join(typed.args for typed in desk.typed.values())
        data = b"".join(path.read_bytes() for path in desk.file.parent.glob(f"{desk.file.name}*"))
        for activity_id, words in said:
            if activity_id not in seen and words not in own and words.encode() in data:
                yield f"{desk.name} has {words} of an activity out of sight"


def caps_hold(world: World) -> Iterator[str]:
    """Nobody ever claimed more in a day than the playbook says."""
    # A day of the simulation begins at midnight in Shanghai, where the team works.
    rows = world.stage.operator.execute(
        "select member_id, (from_at + 28800000000) / 86400000000 as day, count(*) from app.ownership"
        " where how = 'claimed' group by 1, 2 having count(*) > %s",
        (CAPS["claims_a_day"],),
    ).fetchall()
    for member_id, day, count in rows:
        yield f"{member_id} claimed {count} leads on day {day}"


def nobody_may_write(world: World) -> Iterator[str]:
    """I14: whatever happened, no client role owns a write privilege."""
    try:
        test_security.test_nobody_of_the_team_owns_a_write_privilege(world.stage.team)
        test_security.test_every_table_is_under_row_security(world.stage.team)
    except AssertionError as found:
        yield str(found)


QUIET: Mapping[str, Callable[[World], Iterator[str]]] = {
    "I11 outboxes drain": outboxes_drain,
    "I3 one verdict each": every_command_has_one_verdict,
    "I4 facts once": facts_are_there_once,
    "I5 desks equal the server": desks_equal_the_server,
    "I6 refusals shown": refusals_are_shown,
    "I7 one owner": a_lead_has_one_owner,
    "I8 stages are a path": stages_are_a_path,
    "I9 nothing foreign in the files": nothing_foreign_is_in_the_files,
    "caps hold": caps_hold,
}  # fmt: skip
"""Checked at the end of every run. I1, I2, I10 and I12 are checked after steps; I13 and I14 by tests/shared."""


def seen_there(line: psycopg.Connection[Any]) -> dict[str, set[tuple[Any, ...]]]:
    """Return what row security shows a person, by table, in one question."""
    row = line.execute(_SEEN, prepare=True).fetchone()
    assert row is not None
    found: dict[str, list[dict[str, Any]]] = row[0]
    return {
        name: {
            tuple(_plain(name, column.name, one[column.name]) for column in SHARED.tables[name].columns)
            for one in rows
        }
        for name, rows in found.items()
    }


def _plain(table: str, column: str, value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if (table, column) in _IDS and value is not None:
        return UUID(value).hex
    return value


_IDS = {
    (table.name, column.name)
    for table in SHARED.tables.values()
    for column in table.columns
    if column.type.python_type is UUID
}


def _question() -> bytes:
    parts = []
    for name in SHOWN:
        hidden = MASKED.get(name, ())
        columns = ", ".join(
            f'{"u" if one.name in hidden else "t"}."{one.name}"' for one in SHARED.tables[name].columns
        )
        beside = f" left join app.{name}_contact u on u.id = t.id" if hidden else ""
        parts.append(
            f"'{name}', (select coalesce(json_agg(x), '[]') from (select {columns} from app.{name} t{beside}) x)"
        )
    halves = [parts[i : i + 40] for i in range(0, len(parts), 40)]
    objects = " || ".join(f"jsonb_build_object({', '.join(half)})" for half in halves)
    return f"select {objects}".encode()


_SEEN = _question()


def _typed(world: World) -> Iterator[tuple[SimulatedDesk, UUID, Any, str]]:
    for desk in world.desks:
        for cmd_id, (state, typed) in desk.kept().items():
            if cmd_id in desk.typed:
                yield desk, cmd_id, typed, state


def _judged(world: World) -> dict[UUID, tuple[str, str | None, Any]]:
    rows: Sequence[Any] = world.stage.operator.execute("select id, status, why, args from app.cmd").fetchall()
    return {row[0]: (row[1], row[2], None if row[3] == {"erased": True} else row[3]) for row in rows}


def _erased(world: World) -> set[UUID]:
    return {row[0] for row in world.stage.operator.execute("select lead_id from app.erased_lead").fetchall()}
