"""What websites handed in becomes leads: by the same cleaning and the same commands as a file (spec section 4)."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4, uuid5

import msgspec
import psycopg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.clock import DAY, from_micros
from app.models.vocabulary import BehaviourKind
from app.services.import_run.book import ImportBook, read_book
from app.services.import_run.carried import Carried, Carrier
from app.services.import_run.chunks import Chunk
from app.services.importing.batches import CloseImport, OpenImport
from app.services.importing.matching import ERASED
from app.services.intake.junk import crowded_addresses, registration_day
from app.services.intake.mapping import match_columns
from app.services.intake.mapping_file import MappingFile
from app.services.intake.options import ImportOptions
from app.services.intake.prepared_row import PreparedRow, RefusedRow
from app.services.intake.rows import prepare
from app.services.intake.source import Source, open_paste
from app.services.intake.survey import survey_source
from app.services.kernel.command import Command
from app.services.kernel.wire import encode
from app.services.scoring import MOST_AT_ONCE, RecordBehaviour, Seen
from app.services.shared.address import connect
from app.services.shared.logins import acting_as_owner, judged
from app.services.shared.redaction import ERASED_ARGS

AT_ONCE = 500
"""Submissions taken in by one transaction."""
HOW = "web"
_FIELD = {"message": "note", "page_url": "utm_url"}
"""What a submission calls otherwise than an import."""
_COLUMNS = (
    "company", "contact_name", "title", "phone", "email", "region", "city", "industry", "company_size", "website",
    "message", "page_url", "referrer", "ip",
)  # fmt: skip
_WORDS_DAYS, _KEPT_DAYS = 30, 90
"""For how long the words of a refused submission are kept for the operator, and that there was one at all."""
_FAULTS = (
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
)
"""Not the submission's: the whole is tried again with the next run."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One form that was sent."""

    id: UUID
    at: int
    words: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Door:
    login: str
    member_id: UUID
    name: str
    channel: str
    region: str | None


def take_in(url: str) -> Counter[str]:
    """Take in what waits, at most ``AT_ONCE`` submissions, in one transaction.

    Returns:
        How many were ``created``, ``updated``, ``merged``, ``set_aside``, ``refused`` or met an ``error``.

    Raises:
        SharedTrouble: the database cannot be reached, or is none of Decile's.
    """
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: connect(url, what="the database"), poolclass=NullPool
    )
    with engine.begin() as here:
        db = here.connection.driver_connection
        if not isinstance(db, psycopg.Connection):
            raise TypeError(db)
        with acting_as_owner(db):
            db.execute("set local search_path = app, pg_catalog")
            waiting = _waiting(db)
            figures: Counter[str] = Counter()
            if waiting:
                book = read_book(here)
                for door, submissions in waiting:
                    figures += _Run(db, book, door).run(submissions)
            _tidy(db)
    return figures


def _waiting(db: psycopg.Connection[Any]) -> list[tuple[_Door, list[Submission]]]:
    rows = db.execute(
        "select d.login, d.member_id, m.name, d.channel, d.region, s.id, s.at, s.words from web_submission s"
        " join web_door d on d.login = s.login join member m on m.id = d.member_id"
        " where s.state = 'waiting' order by s.seq limit %s for update of s skip locked",
        (AT_ONCE,),
    ).fetchall()
    found: dict[_Door, list[Submission]] = defaultdict(list)
    for *door, submission_id, at, words in rows:
        found[_Door(*door)].append(Submission(submission_id, at, words))
    return list(found.items())


def _tidy(db: psycopg.Connection[Any]) -> None:
    """Let go of what is not needed any more: addresses with the day, words of what was refused after a month."""
    db.execute(
        "update web_submission set ip = null where ip is not null and at < now_micros() / %s * %s", (DAY, DAY)
    )
    db.execute(
        "update web_submission set words = null where words is not null and state <> 'waiting'"
        " and at < now_micros() - %s",
        (_WORDS_DAYS * DAY,),
    )
    db.execute(
        "delete from web_submission where state <> 'waiting' and at < now_micros() - %s", (_KEPT_DAYS * DAY,)
    )


class _Run:
    """One import of what one website handed in."""

    def __init__(self, db: psycopg.Connection[Any], book: ImportBook, door: _Door) -> None:
        self._db, self._book, self._door = db, book, door
        self._batch_id = uuid4()
        self._figures: Counter[str] = Counter()

    def run(self, submissions: Sequence[Submission]) -> Counter[str]:
        self._must(OpenImport(batch_id=self._batch_id, how=HOW, file_name=self._door.name[:400]))
        chunk: list[tuple[Submission, Carried]] = []
        room = Chunk(self._batch_id)
        for submission, row in self._carried(submissions):
            if isinstance(row, RefusedRow):
                self._settle(submission, "refused", row.code)
                continue
            if not room.has_room_for(row):
                self._send(chunk)
                chunk, room = [], Chunk(self._batch_id)
            chunk.append((submission, row))
            room.add(row)
        self._send(chunk)
        self._must(CloseImport(batch_id=self._batch_id, refused_count=self._figures["refused"]))
        self._record_visits(submissions)
        return self._figures

    def _carried(
        self, submissions: Sequence[Submission]
    ) -> Iterator[tuple[Submission, Carried | RefusedRow]]:
        """Clean each submission as a row of a file is cleaned."""
        source = _as_source(submissions)
        mapping = match_columns(
            source, MappingFile(columns={one: _FIELD.get(one, one) for one in (*_COLUMNS, "created_at")})
        )
        options = ImportOptions(
            source="", zone=self._book.zone, region=self._door.region, channel=self._door.channel
        )
        survey = replace(survey_source(source, mapping, options), crowded=self._crowded(submissions))
        carrier = Carrier(self._book, has_channel=True, now=submissions[-1].at)
        rows = prepare(source, mapping, survey, self._book.stages)
        for number, (submission, row) in enumerate(zip(submissions, rows, strict=True), 1):
            if isinstance(row, PreparedRow):
                # A message of two lines takes two of the text: rows are numbered as they came.
                yield (
                    submission,
                    carrier.carry(msgspec.structs.replace(row, line=number, created_at=submission.at)),
                )
            else:
                yield submission, row

    def _crowded(self, submissions: Sequence[Submission]) -> frozenset[tuple[str, int]]:
        """Find addresses that sent too much in a day, what was taken in before included."""
        since = min(registration_day(one.at) for one in submissions) * DAY
        rows = self._db.execute(
            "select ip, at::text from web_submission where login = %s and ip is not null and at >= %s",
            (self._door.login, since),
        ).fetchall()
        return crowded_addresses(Counter(rows), int)

    def _send(self, chunk: Sequence[tuple[Submission, Carried]]) -> None:
        """Carry some rows together; where that fails, each by itself, so that one stops none of its neighbours."""
        if not chunk:
            return
        together = Chunk(self._batch_id)
        for _, row in chunk:
            together.add(row)
        said = self._tried(together.take())
        if said["ok"]:
            for submission, _ in chunk:
                self._settle(submission, "taken", None)
            self._figures.update(
                {name: said["result"][name] for name in ("created", "updated", "merged", "set_aside")}
            )
            self._forget_erased(said["id"])
        elif len(chunk) > 1:
            for one in chunk:
                self._send([one])
        else:
            self._settle(chunk[0][0], "error", said["why"])

    def _record_visits(self, submissions: Sequence[Submission]) -> None:
        """Record what visitors looked at before they wrote, of those who became or met a lead."""
        leads = dict(
            self._db.execute(
                "select row_no, lead_id from import_row where batch_id = %s and lead_id is not null",
                (self._batch_id,),
            ).fetchall()
        )
        seen = [
            _seen(one, place, visit, leads[number])
            for number, one in enumerate(submissions, 1)
            if number in leads
            for place, visit in enumerate(one.words.get("visits", ()))
        ]
        for start in range(0, len(seen), MOST_AT_ONCE):
            self._tried(RecordBehaviour(rows=tuple(seen[start : start + MOST_AT_ONCE])))

    def _settle(self, submission: Submission, state: str, why: str | None) -> None:
        if state != "taken":
            self._figures[state] += 1
        self._db.execute(
            "update web_submission set state = %(state)s, why = %(why)s, batch_id = %(batch)s,"
            " words = case when %(state)s = 'taken' then null else words end where id = %(id)s",
            {"state": state, "why": why, "batch": self._batch_id, "id": submission.id},
        )

    def _forget_erased(self, cmd_id: str) -> None:
        """Whom somebody erased on request does not stay among the commands given either."""
        self._db.execute(
            "update cmd set args = %s, trouble = null, result = null where id = %s and exists (select from import_row r"
            " where r.cmd_id = cmd.id and r.reason = %s)",
            (ERASED_ARGS, cmd_id, ERASED),
        )

    def _tried(self, command: Command) -> dict[str, Any]:
        """Give a command; a bug in it is an answer, and takes back only itself."""
        try:
            with self._db.transaction():
                return judged(self._db, self._door.member_id, command.kind, json.loads(encode(command)))
        except _FAULTS:
            raise
        except psycopg.DatabaseError as error:
            return {"ok": False, "why": f"error {error.sqlstate}"}

    def _must(self, command: Command) -> None:
        said = judged(self._db, self._door.member_id, command.kind, json.loads(encode(command)))
        if not said["ok"]:
            raise AssertionError(f"{command.kind}: {said['why']}")


def _as_source(submissions: Sequence[Submission]) -> Source:
    text = io.StringIO()
    lines = csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    lines.writerow((*_COLUMNS, "created_at"))
    for one in submissions:
        written = from_micros(one.at).isoformat()
        lines.writerow((*(one.words.get(name, "") for name in _COLUMNS), written))
    return open_paste(text.getvalue(), ImportOptions(header_row=1, delimiter="\t"))


def _seen(submission: Submission, place: int, visit: dict[str, Any], lead_id: UUID) -> Seen:
    seconds = visit.get("seconds")
    return Seen(
        id=uuid5(submission.id, str(place)),
        lead_id=lead_id,
        behaviour=BehaviourKind(visit.get("kind", BehaviourKind.PAGE_VISIT)),
        at=submission.at - int(visit.get("ago", 0)) * 1_000_000,
        seconds=None if seconds is None else int(seconds),
        words=visit["page"],
    )
