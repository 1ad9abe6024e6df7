"""One prepared row as the records that a chunk carries."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from secrets import randbits, token_bytes
from uuid import UUID, uuid4

from app.clock import from_micros
from app.models.vocabulary import Role
from app.services.founding import name_key
from app.services.import_run.book import ImportBook
from app.services.importing.records import Custom, MilestoneOf, Person, Point, Row, TagOf, TouchOf, WeakKey
from app.services.intake.prepared_row import PreparedRow

_LONGEST_WORDS = 8000
_VERSION, _VARIANT = 7 << 76, 2 << 62
_WORDS = 4096


@dataclass(frozen=True, slots=True)
class Carried:
    """What one row puts into each array of a chunk."""

    row: Row
    points: tuple[Point, ...]
    customs: tuple[Custom, ...]
    tags: tuple[TagOf, ...]
    domains: tuple[WeakKey, ...]
    milestones: tuple[MilestoneOf, ...]
    touches: tuple[TouchOf, ...]
    people: tuple[Person, ...]
    strong: tuple[tuple[str, str], ...]
    """The evidence by which another row would be this lead: kind and key."""


class Carrier:
    """Turns the rows of one list into records.

    Args:
        book: The playbook and the team.
        has_channel: Whether a column of the list, or an option, speaks of channels: then a blank cell says
            that the source left it blank.
        now: The instant of the import, for what the list does not date.
    """

    def __init__(self, book: ImportBook, *, has_channel: bool, now: int) -> None:
        self._book, self._has_channel, self._now = book, has_channel, now
        self._ids = ordered_ids(now)
        self._channels: dict[str, str] = {}
        self._met: set[tuple[str, Role]] = set()

    def carry(self, row: PreparedRow) -> Carried:
        """Return the records of one row."""
        number, book = row.line, self._book
        people: list[Person] = []
        owner_key = self._person(row.owner, Role.SDR, people) if row.owner else None
        rep_key = self._person(row.rep, Role.REP, people) if row.rep else None
        channel = self._channel(row.channel)
        stage = row.stage or (
            ""
            if row.stage_word
            else book.stage_reached(row.milestones, is_lost=row.lost_at is not None)
            if row.milestones or row.lost_at is not None
            else ""
        )
        record = Row(
            row_no=number,
            new_id=next(self._ids),
            company=row.company or None,
            company_key=row.company_key or None,
            contact_name=row.contact_name or None,
            contact_key=row.contact_key or None,
            title=row.title or None,
            phone=row.phone or None,
            phone_ext=row.phone_ext or None,
            phone_status=row.phone_status,  # type: ignore[arg-type]  # a PhoneStatus as text
            email=row.email or None,
            email_key=row.email_key or None,
            region=row.region or None,
            city=row.city or None,
            industry=row.industry or None,
            company_size=row.company_size or None,
            registration_no=row.registration_no or None,
            website=row.website or None,
            channel=channel if self._has_channel else None,
            campaign=row.campaign or None,
            ad_unit=row.ad_unit or None,
            keyword=row.keyword or None,
            landing_page=row.landing_page or None,
            source=row.source or None,
            external_id=row.external_id or None,
            stage=stage or None,
            score=row.score,
            amount=row.amount,
            currency=row.currency or None,
            expected_close_on=row.expected_close_on,
            lost_reason=row.lost_reason or None,
            created_at=row.created_at,
            is_reachable=row.is_reachable,
            company_pinyin=row.company_pinyin or None,
            company_initials=row.company_initials or None,
            contact_pinyin=row.contact_pinyin or None,
            contact_initials=row.contact_initials or None,
            owner_key=owner_key,
            rep_key=rep_key,
            junk=row.junk[0] if row.junk else None,
            note=row.note or None,
            note_id=uuid4() if row.note else None,
            words=_as_line(row.cells) if row.junk else None,
        )
        return Carried(
            row=record,
            points=tuple(
                Point(
                    row_no=number,
                    kind=point.kind,  # type: ignore[arg-type]  # a PointKind as text
                    position=point.position,
                    value=point.value,
                    raw=point.raw,
                    extension=point.extension or None,
                    status=point.status,  # type: ignore[arg-type]  # a PhoneStatus as text
                )
                for point in row.points
            ),
            customs=tuple(
                Custom(row_no=number, name=name, value=value) for name, value in _customs(row).items()
            ),
            tags=tuple(TagOf(row_no=number, tag=tag) for tag in row.tags),
            domains=(WeakKey(row_no=number, domain=row.domain),) if row.domain else (),
            milestones=self._milestones(row, stage),
            touches=(self._touch(row, channel),) if row.touch else (),
            people=tuple(people),
            strong=_strong(row),
        )

    def _channel(self, text: str) -> str:
        known = self._channels.get(text)
        if known is None:
            known = self._channels[text] = self._book.channel(text)
        return known

    def _person(self, name: str, role: Role, people: list[Person]) -> str:
        """Return the key of a named person; somebody unknown is met with the first row that names them."""
        key = name_key(name)
        known = (self._book.owners if role is Role.SDR else self._book.reps).get(key)
        if known is not None:
            return known
        if (key, role) not in self._met:
            self._met.add((key, role))
            people.append(Person(member_id=uuid4(), name=name, name_key=key, role=role))
        return key

    def _milestones(self, row: PreparedRow, stage: str) -> tuple[MilestoneOf, ...]:
        """Return the dated milestones, and the one of the row's stage where the list does not date it.

        Without a date of its own a stage's milestone is taken as reached when the lead was created:
        the lead counts in the funnel, and no month after its creation is made up.
        """
        reached = row.milestones
        own = self._book.milestone_of_stage.get(stage) if row.stage else None
        if own is not None and own not in reached:
            reached = reached | {own: self._now if row.created_at is None else row.created_at}
        return tuple(
            MilestoneOf(row_no=row.line, milestone=name, at=at)  # type: ignore[arg-type]  # a Milestone as text
            for name, at in reached.items()
        )

    def _touch(self, row: PreparedRow, channel: str) -> TouchOf:
        touch = row.touch
        if touch is None:
            raise ValueError(row.line)
        return TouchOf(
            row_no=row.line,
            id=next(self._ids),
            at=self._now if row.created_at is None else row.created_at,
            channel=channel,
            utm_source=touch.utm_source or None,
            utm_medium=touch.utm_medium or None,
            utm_campaign=touch.utm_campaign or None,
            utm_term=touch.utm_term or None,
            utm_content=touch.utm_content or None,
            ad_plan=touch.ad_plan or None,
            ad_unit=touch.ad_unit or None,
            keyword=touch.keyword or None,
            landing_page=touch.landing_page or None,
            referrer=touch.referrer or None,
            ip=touch.ip or None,
        )


def ordered_ids(now: int) -> Iterator[UUID]:
    """Yield ids of version 7 in ascending order (RFC 9562): rows made together lie together in every index.

    Args:
        now: Microseconds UTC; its millisecond leads every id.
    """
    lead = (now // 1000 & (1 << 48) - 1) << 80 | _VERSION | randbits(12) << 64 | _VARIANT
    for count, low in zip(range(1 << 32), _random_words(), strict=False):
        yield UUID(int=lead | count << 30 | low & (1 << 30) - 1)


def _random_words() -> Iterator[int]:
    """Yield 32 random bits at a time, drawn from the system many at once.

    Every draw lets the interpreter go for a moment. One a row, more often than ``sys.setswitchinterval``,
    keeps waking the window's thread too early, so that it never asks for its turn: it stood for 40 ms.
    """
    while True:
        yield from memoryview(token_bytes(_WORDS * 4)).cast("I")


def _customs(row: PreparedRow) -> dict[str, str]:
    """Add what has no column of its own: the click an ad was paid for, the day a deal was lost."""
    touch = row.touch
    if not (row.lost_at is not None or (touch is not None and touch.click_id)):
        return row.custom
    more = dict(row.custom)
    if touch is not None and touch.click_id:
        more.setdefault(touch.click_kind, touch.click_id)
    if row.lost_at is not None:
        more.setdefault("lost_at", from_micros(row.lost_at).date().isoformat())
    return more


def _strong(row: PreparedRow) -> tuple[tuple[str, str], ...]:
    if row.junk:
        return ()
    return tuple(pair for pair in row.evidence if pair[0] in _STRONG)


_STRONG = frozenset({"source_id", "email_name", "phone_name"})


def _as_line(cells: tuple[str, ...]) -> str:
    """Write a row as a line of CSV, as it stood in the list; what no command can carry is cut off."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()[:_LONGEST_WORDS]
