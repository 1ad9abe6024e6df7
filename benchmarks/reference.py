"""The raw work that everything is compared with, in a process that imports nothing of the product.

Started by ``measure.Reference``: told what to do by its arguments, then once for every line it reads; answers
with the seconds that took. SQLite is the product's build with the product's durability, because a faster or
less careful one would measure something else.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlcipher3.dbapi2 as sqlcipher

type Works = dict[str, Callable[[], float]]

PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "temp_store = MEMORY")
PAGE = "SELECT * FROM lead ORDER BY score DESC, created_at DESC LIMIT 40"
LIKE = (
    "SELECT id FROM lead WHERE company LIKE '%zqzq%' OR contact_name LIKE '%zqzq%' OR phone LIKE '%zqzq%'"
    " OR company_pinyin LIKE '%zqzq%' LIMIT 100"
)
SCAN = "SELECT channel, count(*), sum(amount) FROM lead NOT INDEXED GROUP BY channel"
ROWS = 1_000


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the seconds a work took by a clock: the wall's, or the processor's."""
    began = clock()
    work()
    return clock() - began


def opened(path: Path, *, key: str | None = None) -> Any:
    """Open a database as the product does; encrypted, where there is a key in hexadecimal."""
    db = sqlcipher.connect(str(path), isolation_level=None)
    if key is not None:
        db.execute(f"PRAGMA key = \"x'{key}'\"")
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    return db


def questions(path: str) -> Works:
    """Ask a database bare: a first screen of wide rows by an index, a search without one, a whole scan."""
    db = opened(Path(path))
    return {
        "page": lambda: timed(lambda: db.execute(PAGE).fetchall()),
        "scan": lambda: timed(lambda: db.execute(SCAN).fetchall()),
        "like": lambda: timed(lambda: db.execute(LIKE).fetchall(), time.process_time),
    }


def inserts(each: str) -> Works:
    """Write two rows a time, with a commit each or one for all."""
    db = opened(Path(tempfile.mkdtemp()) / "raw.db")
    db.execute("CREATE TABLE answer (id TEXT PRIMARY KEY, words TEXT, at INTEGER)")
    db.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, args TEXT)")

    def write(*, in_one: bool) -> None:
        if in_one:
            db.execute("BEGIN IMMEDIATE")
        for _ in range(int(each)):
            if not in_one:
                db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO answer VALUES (?, 'as said', 1)", (uuid4().hex,))
            db.execute("INSERT INTO log (args) VALUES ('as said')")
            if not in_one:
                db.execute("COMMIT")
        if in_one:
            db.execute("COMMIT")

    return {
        "each": lambda: timed(lambda: write(in_one=False)),
        "one": lambda: timed(lambda: write(in_one=True)),
    }


def imports(schema: str, comma_file: str, workbook: str) -> Works:
    """Parse a file and insert its rows into the product's table of leads with that table's indexes."""
    source = opened(Path(schema))
    made = source.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'lead' AND type IN ('table', 'index') AND sql IS NOT NULL"
        " ORDER BY type DESC"
    ).fetchall()
    names = [row[1] for row in source.execute("PRAGMA table_info(lead)")]
    needed = {row[1]: row[2] for row in source.execute("PRAGMA table_info(lead)") if row[3]}
    folder = Path(tempfile.mkdtemp())

    def bring_in(rows: Callable[[], Iterable[tuple[Any, ...]]]) -> float:
        db = opened(folder / f"{uuid4().hex}.db")
        for (sql,) in made:
            db.execute(sql)
        began = time.perf_counter()
        first, *rest = rows()
        columns = [str(name) for name in first]
        columns += [name for name in needed if name not in columns]
        blank = [
            0 if "INT" in needed[name] or "BOOL" in needed[name] else "" for name in columns[len(first) :]
        ]
        at = columns.index("id") if "id" in columns else -1
        places = ", ".join("?" * len(columns))
        db.execute("BEGIN IMMEDIATE")
        db.executemany(f"INSERT INTO lead ({', '.join(columns)}) VALUES ({places})", _filled(rest, blank, at))
        db.execute("COMMIT")
        took = time.perf_counter() - began
        db.close()
        return took

    if not names:
        raise SystemExit("that database has no leads")
    return {
        "csv": lambda: bring_in(lambda: _from_csv(comma_file)),
        "xlsx": lambda: bring_in(lambda: _from_workbook(workbook)),
    }


def _filled(rows: list[tuple[Any, ...]], blank: list[Any], at: int) -> Iterable[tuple[Any, ...]]:
    for row in rows:
        whole = [*row, *blank]
        whole[at] = uuid4().hex
        yield tuple(whole)


def _from_csv(path: str) -> Iterable[tuple[Any, ...]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        yield from map(tuple, csv.reader(file))


def _from_workbook(path: str) -> Iterable[tuple[Any, ...]]:
    import openpyxl  # noqa: PLC0415 -- each work has the libraries it needs and no others

    book = openpyxl.load_workbook(path, read_only=True)
    yield from book.active.iter_rows(values_only=True)


def lists(path: str, columns: str, row_height: str, width: str, height: str) -> Works:
    """Repaint a table of Qt's own over Qt's own model, and ask a database for a first screen."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel  # noqa: PLC0415 -- see above
    from PySide6.QtWidgets import QApplication, QTableView  # noqa: PLC0415 -- see above

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    model = QStandardItemModel(ROWS, int(columns))
    for row in range(ROWS):
        for column in range(int(columns)):
            model.setItem(row, column, QStandardItem(f"杭州云智科技 {row} {column}"))
    view = QTableView()
    view.setModel(model)
    view.verticalHeader().setDefaultSectionSize(int(row_height))
    view.horizontalHeader().setDefaultSectionSize(int(width) // int(columns))
    view.verticalHeader().hide()
    view.resize(int(width), int(height))
    view.show()
    app.processEvents()
    db = opened(Path(path))

    def page() -> None:
        db.execute(PAGE).fetchall()

    def change() -> None:
        for _ in range(3):
            view.viewport().repaint()
        for _ in range(2):
            page()

    works = {"paint": view.viewport().repaint, "page": page, "change": change}
    return {name: lambda work=work: timed(work) for name, work in works.items()}


def copy(work: str) -> Works:
    """Read rows from PostgreSQL with psycopg, table by table, and insert them into a new file with primary keys alone.

    Args:
        work: A file of JSON: ``url``, ``key`` of the file in hexadecimal, ``ids`` (asked before the clock runs), and
            ``tables``, each with its statements ``create``, ``select`` by the ids, and ``insert``.
    """
    import psycopg  # noqa: PLC0415 -- see above

    told = json.loads(Path(work).read_text())
    folder = Path(tempfile.mkdtemp())

    def read_and_insert() -> float:
        file = folder / f"{uuid4().hex}.db"
        db = opened(file, key=told["key"])
        with psycopg.connect(told["url"], autocommit=True) as line:
            ids = [row[0] for row in line.execute(told["ids"]).fetchall()]
            began = time.perf_counter()
            db.execute("BEGIN IMMEDIATE")
            for table in told["tables"]:
                db.execute(table["create"])
                db.executemany(table["insert"], _plain(line.execute(table["select"], (ids,)).fetchall()))
            db.execute("COMMIT")
            took = time.perf_counter() - began
        db.close()
        file.unlink()
        return took

    return {"copy": read_and_insert}


def _plain(rows: list[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Yield rows as SQLite takes them: ids as 32 digits, looked for column by column."""
    columns = (
        [value and value.hex for value in column]
        if any(isinstance(value, UUID) for value in column)
        else column
        for column in zip(*rows, strict=True)
    )
    return zip(*columns, strict=True)


def serve(works: Works) -> None:
    """Do a work for every line read, until there are no more."""
    for line in sys.stdin:
        word = line.strip() or next(iter(works))
        print(works[word](), flush=True)


if __name__ == "__main__":
    serve(
        {"questions": questions, "inserts": inserts, "imports": imports, "lists": lists, "copy": copy}[
            sys.argv[1]
        ](*sys.argv[2:])
    )
