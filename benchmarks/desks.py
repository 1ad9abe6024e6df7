"""Two hundred desks at once on one shared database: how long a pull and a push take, and what the server needs.

python benchmarks/desks.py [DESKS [SECONDS]]

A PostgreSQL of its own is started. Each desk polls every two seconds, seven times as often as the program does, and
every ten writes a note about one of its leads, pushes it and pulls what came of it. Then a thousand commands are pushed
in batches of a hundred over a line of 50 ms, by Decile's own connection and by psql, in turn.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import big_database
import psycopg
from measure import ROOT

from app.models.vocabulary import ActivityKind, Role
from app.services.calls import LogContact
from app.services.demo import postgres
from app.services.kernel.database import Database
from app.services.kernel.wire import encode
from app.services.shared.address import connect
from app.services.shared.founding import adopt
from app.services.shared.logins import add_user
from app.services.sync.server import Server

LEADS, WORKERS, POLL_S, WRITE_S = 10_000, 4, 2.0, 10.0
BATCHES, BATCH, ONE_WAY_S, ROUNDS = 10, 100, 0.025, 5
PASSWORD = "of no importance"  # noqa: S105 - on a server that lives for a minute


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--desks"]:
        work(*sys.argv[2:])
        return
    desks, seconds = (int(word) for word in (sys.argv[1:] + ["200", "60"][len(sys.argv) - 1 :])[:2])
    binaries = postgres.wheel() or postgres.of_the_system()
    if binaries is None:
        sys.exit("there is no PostgreSQL on this machine")
    with postgres.running_server(binaries, more=SERVER) as url:
        logins = _team(url, desks)
        pulls, pushes = _loaded(url, logins, seconds)
        _say("pull", pulls)
        _say("push of one command", pushes)
        _over_a_long_line(url, logins[0], binaries.folder / "psql")


SERVER = {"max_connections": "320", "shared_buffers": "128MB", "fsync": "on", "synchronous_commit": "on",
    "autovacuum_naptime": "1min",
}  # fmt: skip
"""As a team's server is kept, not as a test's."""


def _team(url: str, desks: int) -> list[str]:
    """Adopt ten thousand leads, let everybody in, and share the leads out."""
    started = time.monotonic()
    database = Database(big_database.database_of(LEADS) / "decile.db")
    try:
        with connect(url, what="the benchmark's database") as db, database.read() as here:
            adopt(db, here, login="boss", password=PASSWORD)
    finally:
        database.close()
    logins = [f"desk_{number}" for number in range(desks)]
    with connect(url, what="the benchmark's database") as db:
        for login in logins:
            add_user(db, login, name=login, roles=[Role.SDR], password=PASSWORD)
        db.execute(
            "update app.lead l set owner_id = m.id from"
            " (select id, row_number() over (order by login) - 1 as place from app.member where login like 'desk%%') m,"
            " (select id, row_number() over (order by id) as place from app.lead) s"
            " where s.id = l.id and m.place = s.place %% (2 * %s)",
            (desks,),
        )
        db.execute("update app.ownership o set until_at = app.now_micros() where until_at is null")
        db.execute(
            "insert into app.ownership (cmd_id, lead_id, member_id, from_at, how)"
            " select gen_random_uuid(), id, owner_id, app.now_micros(), 'assigned' from app.lead"
            " where owner_id is not null"
        )
        db.execute("truncate app.change_log")
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("vacuum analyze")
    print(f"{LEADS} leads and {desks} people are there after {time.monotonic() - started:.0f} s")
    return logins


def _loaded(url: str, logins: Sequence[str], seconds: int) -> tuple[list[float], list[float]]:
    """Let all desks work at once; print the most memory that the server took meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(part) for part in range(WORKERS)]
        with contextlib.ExitStack() as stack:
            workers = [
                subprocess.Popen(
                    [sys.executable, __file__, "--desks", url, str(seconds), ",".join(logins[part::WORKERS])],
                    stdout=stack.enter_context(file.open("w")),
                    cwd=ROOT,
                )
                for part, file in enumerate(files)
            ]
            most, backends = 0, 0
            while any(worker.poll() is None for worker in workers):
                time.sleep(3)
                used, count = _memory(url)
                most, backends = max(most, used), max(backends, count)
        said = [json.loads(file.read_text()) for file in files]
    print(f"server: {most / 1024:.0f} MB in {backends} processes, shared memory counted once")
    return [one for some in said for one in some["pull"]], [one for some in said for one in some["push"]]


def work(url: str, seconds: str, logins: str) -> None:
    """Be some desks, each with a thread and a connection of its own; print what each question took."""
    took: dict[str, list[float]] = {"pull": [], "push": []}
    names = logins.split(",")
    together = threading.Barrier(len(names))
    threads = [
        threading.Thread(target=_desk, args=(_as(url, login), float(seconds), took, together), name=login)
        for login in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(took))


def _desk(address: str, seconds: float, took: dict[str, list[float]], together: threading.Barrier) -> None:
    with psycopg.connect(address, autocommit=True) as db:
        server = Server(db)
        leads = [
            row[0]
            for row in db.execute("select id from app.lead where owner_id = any(app.mine())").fetchall()
        ]
        cursor, device = server.pull(None, []).cursor, str(uuid4())
        together.wait()
        begun, chance = time.monotonic(), random.Random(address)
        next_write = begun + chance.uniform(0, WRITE_S)
        time.sleep(chance.uniform(0, POLL_S))
        while (now := time.monotonic()) < begun + seconds:
            if now >= next_write:
                batch = [_envelope(chance.choice(leads), device)]
                answers = _timed(took["push"], lambda batch=batch: server.push(batch))
                if not answers[0]["ok"]:
                    raise AssertionError(answers)
                next_write += WRITE_S
            cursor = _timed(took["pull"], lambda cursor=cursor: server.pull(cursor, [])).cursor
            time.sleep(max(0.0, POLL_S - (time.monotonic() - now)))


def _timed(times: list[float], act: Any) -> Any:
    started = time.perf_counter()
    answer = act()
    times.append(time.perf_counter() - started)
    return answer


def _envelope(lead_id: Any, device: str) -> dict[str, Any]:
    note = LogContact(
        activity_id=uuid4(),
        lead_id=lead_id,
        activity_kind=ActivityKind.NOTE,
        is_connected=False,
        words="measured",
    )
    args = json.loads(encode(note))
    return {"id": str(uuid4()), "kind": note.kind, "v": 1, "args": args, "device": device, "offset": 0}


def _as(url: str, login: str) -> str:
    return psycopg.conninfo.make_conninfo(url, user=login, password=PASSWORD)


def _say(name: str, seconds: Sequence[float]) -> None:
    cuts = [one * 1000 for one in statistics.quantiles(seconds, n=100)]
    print(f"{name}: {len(seconds)} of them, p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f} ms")


def _memory(url: str) -> tuple[int, int]:
    """Return the kilobytes of all the server's processes, each page counted once, and how many they are."""
    with psycopg.connect(url) as db:
        children = Path(f"/proc/{db.info.backend_pid}/stat").read_text()
    postmaster = children.rpartition(")")[2].split()[1]
    pids = [postmaster] + [
        stat.parent.name
        for stat in Path("/proc").glob("[0-9]*/stat")
        if _text(stat).rpartition(")")[2].split()[1:2] == [postmaster]
    ]
    sizes = [
        int(line.split()[1])
        for pid in pids
        for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
        if line.startswith("Pss:")
    ]
    return sum(sizes), len(sizes)


def _text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it ended meanwhile
        return ""


def _over_a_long_line(url: str, login: str, psql: Path) -> None:
    """Push a thousand commands over a line of 50 ms, by Decile's connection and by psql, in turn."""
    here = psycopg.conninfo.conninfo_to_dict(url)
    ratios, ours, turns = [], [], 0
    with long_line(str(here["host"]), int(here["port"] or 0)) as line:
        address = psycopg.conninfo.make_conninfo(_as(url, login), port=line.port)
        with psycopg.connect(address, autocommit=True) as db:
            leads = [
                row[0]
                for row in db.execute("select id from app.lead where owner_id = any(app.mine())").fetchall()
            ]
            server, device = Server(db), str(uuid4())
            for number in range(ROUNDS + 1):
                batches = [
                    [_envelope(random.choice(leads), device) for _ in range(BATCH)]
                    for _ in range(2 * BATCHES)
                ]
                line.begin()
                started = time.perf_counter()
                for batch in batches[:BATCHES]:
                    refused = {answer.get("why") for answer in server.push(batch)} - {None}
                    if refused:
                        raise AssertionError(refused)
                took = time.perf_counter() - started
                turns = line.turns
                raw = _by_psql(psql, address, batches[BATCHES:])
                if number:  # the first round warms both up
                    ours.append(took)
                    ratios.append(raw / took)
    commands = BATCHES * BATCH
    print(
        f"{commands} commands in batches of {BATCH} over 50 ms: {statistics.median(ours):.2f} s,"
        f" {commands / statistics.median(ours):.0f} a second, {statistics.median(ratios) * 100:.0f} % of psql's speed"
        f" (best round {max(ratios) * 100:.0f} %), {turns} round trips for {BATCHES} batches"
    )


def _by_psql(psql: Path, address: str, batches: Sequence[Sequence[dict[str, Any]]]) -> float:
    """Return the seconds psql takes, told by the server's clock before the first batch and behind the last."""
    clock = "select extract(epoch from clock_timestamp());"
    pushes = "".join(
        "select count(*) from jsonb_array_elements(app.push('{}'::jsonb));\n".format(
            json.dumps(batch).replace("'", "''")
        )
        for batch in batches
    )
    said = subprocess.run(
        [psql, "-XAtq", "-d", address],
        input=f"{clock}\n{pushes}{clock}\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    # From the first question to the last there is one round trip more than pushes.
    return float(said[-1]) - float(said[0]) - 2 * ONE_WAY_S


class Line:
    """A line on which every word takes its time."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.port, self.turns = 0, 0
        """Where it begins; how often the client spoke after it had been answered."""
        self._is_asking = False

    def begin(self) -> None:
        """Count round trips from here."""
        self.turns, self._is_asking = 0, False

    async def start(self) -> None:
        """Open it."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(self._host, self._port)
        with contextlib.suppress(OSError):
            await asyncio.gather(
                self._carry(reader, back, is_question=True), self._carry(there, writer, is_question=False)
            )

    async def _carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, is_question: bool
    ) -> None:
        loop, under_way = asyncio.get_running_loop(), asyncio.Queue[tuple[float, bytes]]()

        async def deliver() -> None:
            while True:
                due, block = await under_way.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                if not block:
                    sink.close()
                    return
                sink.write(block)
                await sink.drain()

        delivering = asyncio.create_task(deliver())
        while block := await source.read(1 << 18):
            self.turns += is_question and not self._is_asking
            self._is_asking = is_question
            under_way.put_nowait((loop.time() + ONE_WAY_S, block))
        under_way.put_nowait((loop.time() + ONE_WAY_S, b""))
        await delivering


@contextlib.contextmanager
def long_line(host: str, port: int) -> Iterator[Line]:
    """Lay such a line to a server of this machine."""
    loop, line = asyncio.new_event_loop(), Line(host, port)
    thread = threading.Thread(target=loop.run_forever, name="long line", daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(line.start(), loop).result()
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(_ended(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    main()
