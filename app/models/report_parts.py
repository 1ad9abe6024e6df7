"""What reports have counted of each thousand leads, kept on this desk alone, and how often those have changed.

Reports count a part's leads once and again only after something of them was written. Triggers see that: each write
to what a report reads adds one to the number of its lead's part, and what was counted holds as long as that number
stands (``services.reports.parts``). All of it is disposable.
"""
# ruff: noqa: S608 - every name put into a statement stands in this file

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import BigInteger, Connection, Index, Integer, LargeBinary, Table, event
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Local
from app.models.search_index import LeadRow

LEADS_EACH = 1_000
"""Leads of a part, by their number on this desk: neighbours came together, and are worked on together."""
WORLD = -1
"""The part of what belongs to no lead: the playbook."""
LEAD_COLUMNS = (
    "amount", "ad_unit", "campaign", "channel", "company_size", "created_at", "currency", "expected_close_on",
    "industry", "keyword", "lost_reason", "owner_id", "recorded_at", "region", "rep_id", "respond_by_at",
    "responded_at", "stage",
)  # fmt: skip
"""What reports read of a lead itself; a test finds out whether that is all."""
LEADS_OF: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "activity", "call_score", "custom_field", "follow_up", "handover", "help_request", "milestone", "ownership",
            "rival", "run", "stage_move", "touch",
        ),
        "{r}.lead_id",
    ),
    "answer": "(SELECT lead_id FROM run WHERE id = {r}.run_id)",
    "handover_answer": "(SELECT lead_id FROM handover WHERE id = {r}.handover_id)",
    "call_score_answer": "(SELECT lead_id FROM call_score WHERE id = {r}.score_id)",
}  # fmt: skip
"""The other tables that reports read of a lead, and the SQL of the lead a row ``{r}`` hangs on."""
OF_NO_LEAD = ("playbook", "stage")
"""Tables that decide what is counted, whosever the lead."""

_NAMED = "report_"
_KEY = BigInteger().with_variant(Integer, "sqlite")


class ReportMark(Local):
    """How often the leads of a part have been written to."""

    __tablename__ = "report_mark"

    part: Mapped[int] = mapped_column(_KEY, primary_key=True)
    times: Mapped[int]
    """Never goes back; what was counted at another number is out of date."""


class ReportQuestion(Local):
    """Something that was asked of all leads."""

    __tablename__ = "report_question"

    id: Mapped[int] = mapped_column(_KEY, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """Hash of its statement: a program that counts otherwise asks another question."""
    statement: Mapped[str]
    """Counts one part; the doctor asks it again."""
    width: Mapped[int]
    """How many columns its sums are grouped by."""
    ids: Mapped[str]
    """For each column ``1`` where it holds an id, else ``0``."""


class ReportPart(Local):
    """The answer of one part, or of all parts together."""

    __tablename__ = "report_part"
    __table_args__ = (Index("ix_report_part_part", "part"),)

    question_id: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    times: Mapped[int]
    """The part's number when it was counted."""
    counts: Mapped[bytes] = mapped_column(LargeBinary)
    """Groups with their sums, as ``services.reports.parts`` writes them."""
    check: Mapped[int]
    """Sum of the bytes above by which damage is noticed."""


def install(db: Connection) -> None:
    """Make the triggers that count the writes, those that are not there."""
    for statement in triggers():
        db.exec_driver_sql(statement)


def triggers() -> Iterator[str]:
    """Return the statements that make the triggers."""
    # By the row the lists keep: whatever comes first, the lead or what belongs to it, the part is known then.
    row = LeadRow.__tablename__
    yield _trigger("lead_in", "INSERT", row, _marked(_part("new.n")))
    yield _trigger("lead_out", "DELETE", row, _marked(_part("old.n")), _forgotten(_part("old.n")))
    changed = ", ".join(LEAD_COLUMNS)
    yield _trigger("lead", f"UPDATE OF {changed}", "lead", _marked(_part_of("new.id")))
    for table, lead in LEADS_OF.items():
        new, old = (_marked(_part_of(lead.format(r=row))) for row in ("new", "old"))
        yield _trigger(f"{table}_in", "INSERT", table, new)
        yield _trigger(f"{table}_changed", "UPDATE", table, new, old)
        yield _trigger(f"{table}_out", "DELETE", table, old)
    for table in OF_NO_LEAD:
        for what in ("INSERT", "UPDATE", "DELETE"):
            yield _trigger(f"{table}_{what.lower()}", what, table, _marked(str(WORLD)))
    # Nothing of an erased person stays in what was counted before, not even a word of one lead.
    yield _trigger(
        "erased", "INSERT", "erased_lead", "DELETE FROM report_part", "DELETE FROM report_question"
    )


def install_anew(db: Connection) -> None:
    """Make every trigger anew, whatever was made before under its name."""
    names = db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    for name in names:
        if name.startswith(_NAMED):
            db.exec_driver_sql(f'DROP TRIGGER "{name}"')
    install(db)


def is_watched(db: Connection) -> bool:
    """Whether every trigger is there, as this program makes it."""
    found = db.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'").scalars()
    there = {str(sql) for sql in found}
    return all(one.replace(" IF NOT EXISTS", "") in there for one in triggers())


def _part(number: str) -> str:
    return f"{number} / {LEADS_EACH}"


def _part_of(lead: str) -> str:
    return f"(SELECT n / {LEADS_EACH} FROM {LeadRow.__tablename__} WHERE lead_id = {lead})"


def _marked(part: str) -> str:
    # What hangs on a lead that is not here counts nowhere; it is marked when the lead comes.
    return (
        f"INSERT INTO report_mark (part, times) SELECT part, 1 FROM (SELECT {part} AS part) WHERE part IS NOT NULL"
        " ON CONFLICT (part) DO UPDATE SET times = times + 1"
    )


def _forgotten(part: str) -> str:
    return f"DELETE FROM report_part WHERE part = {part}"


def _trigger(name: str, event_name: str, table: str, *statements: str) -> str:
    body = " ".join(f"{one};" for one in statements)
    return f"CREATE TRIGGER IF NOT EXISTS {_NAMED}{name} AFTER {event_name} ON {table} BEGIN {body} END"


@event.listens_for(ReportPart.__table__, "after_create")
def _on_created(_table: Table, db: Connection, **_kw: object) -> None:
    if db.dialect.name == "sqlite":
        install(db)
