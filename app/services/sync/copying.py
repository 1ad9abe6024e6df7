"""A first copy under way: pages kept as they come, laid down at once when all are here (sync design 2.6).

The pages need not be of one instant: the copy begins with a cursor, and what changed since is pulled on top of
the last page, in the transaction that puts the whole in the place of the old copy.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from app.models.desk import CopyPage, OutboxEntry
from app.services.kernel import outbox, recording
from app.services.kernel.database import Database
from app.services.remembering import forget, remember, remembered
from app.services.search import deriving_anew
from app.services.sync.laying_down import empty, insert_columns
from app.services.sync.server import Columns, Server

POOL = 500
"""Leads of the pool that a desk keeps: the best by score."""
OFFERED_AGAIN_US = 30 * 86_400_000_000
"""How long what was accepted is kept, to be offered again to a shared database that was put back."""
_KEY = "sync.copy"
_QUICK = 1
"""How hard pages are pressed: to a sixth in a fiftieth of the time it takes to fetch them, and less is written."""


@dataclass(frozen=True, slots=True)
class Copying:
    """How far a copy has come.

    Attributes:
        cursor: From which the feed goes on once all pages are here.
        pages: Pages kept.
        leads: Leads on them.
        last: The last lead kept; the next page begins behind it.
        is_whole: All pages are here.
        total: Leads there will be, as they were counted at the beginning; some may have come or gone since.
        has_own: All leads are here but those of the pool.
    """

    cursor: dict[str, Any]
    pages: int = 0
    leads: int = 0
    last: str | None = None
    is_whole: bool = False
    total: int = 0
    has_own: bool = False


def under_way(db: Connection) -> Copying | None:
    """Return how far a copy has come, where one was begun."""
    kept = remembered(_KEY)(db)
    return None if kept is None else Copying(**json.loads(kept))


def begin(db: Connection, cursor: dict[str, Any]) -> Copying:
    """Begin a copy, and forget one that was begun before."""
    end(db)
    return _keep(db, Copying(cursor))


def end(db: Connection) -> None:
    """Forget the pages: they were laid down, or a copy begins anew."""
    db.execute(delete(CopyPage))
    forget(_KEY)(db)


def fetch(database: Database, server: Server, so_far: Copying, passes: Callable[[Copying], None]) -> Copying:
    """Fetch what is missing page by page; each is on the disk before it is counted.

    While one is written the next is on its way, by a thread that ends with this call: what the server does, the network
    and the disk need not wait for each other.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="sync page") as ahead:
        coming = None if so_far.is_whole else ahead.submit(_next_page, server, so_far)
        while coming is not None:
            page, now = coming.result()
            coming = None if now.is_whole else ahead.submit(_next_page, server, now)
            with database.write() as db:
                db.execute(insert(CopyPage).values(n=now.pages, page=zlib.compress(page.encode(), _QUICK)))
                so_far = _keep(db, now)
            passes(so_far)
    return so_far


def lay_all(db: Connection) -> None:
    """Put the copy in the place of the old one, in the caller's transaction."""
    with recording.nothing_recorded(db, keep_images=True), deriving_anew(db):
        empty(db)
        for page in _pages(db):
            insert_columns(db, page)
    end(db)


def offer_again(db: Connection, *, since: int) -> int:
    """Let what was accepted wait once more: another database, or an older state of it, may not know it.

    What it knows all the same it says with the next pull, or the next push; nothing is done twice.
    """
    return db.execute(
        update(OutboxEntry)
        .where(
            OutboxEntry.state.in_((outbox.SETTLED, outbox.JUDGED)),
            func.coalesce(OutboxEntry.judged_at, OutboxEntry.given_at) >= since,
        )
        .values(state=outbox.PENDING)
    ).rowcount


def _next_page(server: Server, so_far: Copying) -> tuple[str, Copying]:
    now = replace(so_far, pages=so_far.pages + 1)
    match so_far.pages:
        case 0:
            return server.commons(), replace(now, total=server.copy_size(POOL))
        case 1:
            return server.strays(), now
        case _ if so_far.has_own:
            page = server.pool_leads(POOL)
            return page.rows, replace(now, leads=so_far.leads + page.leads, is_whole=True)
        case _:
            page = server.leads_after(so_far.last)
            leads = so_far.leads + page.leads
            return page.rows, replace(now, leads=leads, last=page.last, has_own=page.last is None)


def _pages(db: Connection) -> Iterator[Columns]:
    for n in db.execute(select(CopyPage.n).order_by(CopyPage.n)).scalars().all():
        # One at a time: all of them may be a hundred megabytes.
        page = db.execute(select(CopyPage.page).where(CopyPage.n == n)).scalar_one()
        yield json.loads(zlib.decompress(page))


def _keep(db: Connection, so_far: Copying) -> Copying:
    remember(_KEY, json.dumps(asdict(so_far)))(db)
    return so_far
