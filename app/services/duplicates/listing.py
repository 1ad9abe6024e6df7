"""Suspected pairs that wait for a person: a page of them, and one of them side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, and_, case, func, literal, select

from app.models.activity import Activity, FollowUp
from app.models.handover import Handover
from app.models.leads import CustomField, Lead, LeadKey, SuspectedPair, Touch
from app.models.people import Member
from app.models.playbook import Channel, Stage
from app.models.runs import Run
from app.models.vocabulary import Evidence, MergeField, StageKind
from app.services.contact_mask import shown
from app.services.duplicates.finder import SHOWN_BY_KEY
from app.services.inbox import text
from app.services.kernel.expressions import ID
from app.services.limits import current_version
from app.services.merge_fields import CHOSEN
from app.services.merging import how_far
from app.services.playbook.document import Text

_A, _B = Lead.__table__.alias("one"), Lead.__table__.alias("other")
_PAIR = SuspectedPair.__table__
RANKED: Final = (*SHOWN_BY_KEY[:-1], Evidence.SIMILAR_NAME, Evidence.DOMAIN)
"""Evidence, the strongest first."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair in the list.

    Attributes:
        evidence: All that the two share, the strongest first.
        differs: Fields of which both have a value, and not the same.
    """

    a_id: UUID
    b_id: UUID
    evidence: tuple[str, ...]
    similarity_pct: int
    a_company: str
    b_company: str
    a_contact: str
    b_contact: str
    found_at: int
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a pair as the screen shows it; instants in microseconds UTC, the amount in minor units.

    Attributes:
        values: By ``MergeField``; ``None`` is blank.
        custom: Fields that only the source has, by name.
        rank: The further the record, the greater.
    """

    lead_id: UUID
    values: dict[str, Any]
    currency: str
    custom: dict[str, str]
    stage_zh: str
    stage_en: str
    stage_kind: str
    rank: int
    owner_name: str
    rep_name: str
    channel: str
    created_at: int
    first_touch: Text
    last_touch: Text
    calls: int
    runs: int
    handovers: int
    promises: int


@dataclass(frozen=True, slots=True)
class PairDetail:
    """One pair side by side.

    Attributes:
        stays: Which of the two stays unless a person says otherwise: 0 or 1.
    """

    pair: PairRow
    sides: tuple[Side, Side]
    stays: int


def pairs_waiting(db: Connection) -> int:
    """Count the pairs nobody has judged."""
    return db.execute(select(func.count()).select_from(_PAIR).where(_PAIR.c.verdict.is_(None))).scalar_one()


def pairs_page(offset: int = 0, limit: int | None = None) -> Callable[[Connection], list[PairRow]]:
    """Return the question for pairs nobody has judged, the strongest evidence first."""

    def ask(db: Connection) -> list[PairRow]:
        rank = case(
            *((_PAIR.c.evidence == one.value, place) for place, one in enumerate(RANKED)), else_=len(RANKED)
        )
        # What names two companies is likely two of them: it waits behind the others.
        clash = case((_A.c.company_key != _B.c.company_key, 1), else_=0)
        return _pair_rows(
            db,
            _pairs()
            .where(_PAIR.c.verdict.is_(None))
            .order_by(
                clash, rank, _PAIR.c.similarity_pct.desc(), _PAIR.c.found_at, _PAIR.c.a_id, _PAIR.c.b_id
            )
            .offset(offset)
            .limit(limit),
        )

    return ask


def pair_detail(a_id: UUID, b_id: UUID) -> Callable[[Connection], PairDetail | None]:
    """Return the question for one pair; ``None`` where it is gone or judged."""

    def ask(db: Connection) -> PairDetail | None:
        found = _pair_rows(
            db, _pairs().where(_PAIR.c.a_id == a_id, _PAIR.c.b_id == b_id, _PAIR.c.verdict.is_(None))
        )
        if not found:
            return None
        sides = (_side(db, a_id), _side(db, b_id))
        return PairDetail(found[0], sides, _stays(*sides))

    return ask


def _pairs() -> Any:
    names = ("company", "contact_name", *_COMPARED)
    return (
        select(
            _PAIR.c.a_id, _PAIR.c.b_id, _PAIR.c.evidence, _PAIR.c.similarity_pct, _PAIR.c.found_at,
            *(_A.c[name].label(f"a_{name}") for name in dict.fromkeys(names)),
            *(_B.c[name].label(f"b_{name}") for name in dict.fromkeys(names)),
        )
        .select_from(_PAIR)
        .join(_A, _A.c.id == _PAIR.c.a_id)
        .join(_B, _B.c.id == _PAIR.c.b_id)
    )  # fmt: skip


_COMPARED: Final = (
    "company_key", "contact_key", "title", "phone", "email_key", "region", "city", "industry", "company_size",
    "registration_no", "website", "external_id",
)  # fmt: skip
_NAMED: Final = {"company_key": "company", "contact_key": "contact_name", "email_key": "email"}


def _pair_rows(db: Connection, question: Any) -> list[PairRow]:
    rows = db.execute(question).all()
    shared = _shared_evidence(db, [(row.a_id, row.b_id) for row in rows])
    return [_pair_row(row, shared[row.a_id, row.b_id]) for row in rows]


def _pair_row(row: Row[Any], shared: set[str]) -> PairRow:
    held = {row.evidence, *shared}
    known = [one.value for one in RANKED]
    evidence = tuple(sorted(held, key=lambda code: known.index(code) if code in known else len(known)))
    both = ((name, getattr(row, f"a_{name}"), getattr(row, f"b_{name}")) for name in _COMPARED)
    differs = tuple(_NAMED.get(name, name) for name, one, other in both if one and other and one != other)
    return PairRow(
        row.a_id, row.b_id, evidence, row.similarity_pct, row.a_company or "", row.b_company or "",
        row.a_contact_name or "", row.b_contact_name or "", row.found_at, differs,
    )  # fmt: skip


def _shared_evidence(db: Connection, pairs: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], set[str]]:
    """Return what else the two records of each pair share, a few hundred pairs at a time."""
    found: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    mine, theirs = LeadKey.__table__.alias("mine"), LeadKey.__table__.alias("theirs")
    same = and_(theirs.c.kind == mine.c.kind, theirs.c.key == mine.c.key)
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        rows = db.execute(
            select(_PAIR.c.a_id, _PAIR.c.b_id, mine.c.kind)
            .select_from(_PAIR)
            .join(mine, mine.c.lead_id == _PAIR.c.a_id)
            .join(theirs, and_(theirs.c.lead_id == _PAIR.c.b_id, same))
            .where(_PAIR.c.a_id.in_({a_id for a_id, _ in some}))
            .distinct()
        )
        for row in rows:
            found[row.a_id, row.b_id].add(row.kind)
    return found


_AT_ONCE: Final = 400


def _side(db: Connection, lead_id: UUID) -> Side:
    owner, rep = Member.__table__.alias("owner"), Member.__table__.alias("rep")
    lead = Lead.__table__
    row = db.execute(
        select(*_columns(lead), Stage.title_zh, Stage.title_en, Stage.kind, Stage.position,
               owner.c.name.label("owner_name"), rep.c.name.label("rep_name"))
        .select_from(lead)
        .outerjoin(Stage, and_(Stage.key == lead.c.stage, Stage.version == current_version()))
        .outerjoin(owner, owner.c.id == lead.c.owner_id)
        .outerjoin(rep, rep.c.id == lead.c.rep_id)
        .where(lead.c.id == lead_id)
    ).one()  # fmt: skip
    first, last = _touches(db, lead_id)
    custom = db.execute(select(CustomField.name, CustomField.value).where(CustomField.lead_id == lead_id))
    return Side(
        lead_id=lead_id,
        values={field.value: getattr(row, CHOSEN[field][0]) for field in MergeField},
        currency=row.currency or "",
        custom={one.name: one.value for one in custom},
        stage_zh=row.title_zh or row.stage,
        stage_en=row.title_en or row.stage,
        stage_kind=row.kind or StageKind.VALIDATING.value,
        rank=int(db.execute(select(how_far(literal(lead_id, ID)))).scalar_one()),
        owner_name=row.owner_name or "",
        rep_name=row.rep_name or "",
        channel=row.channel,
        created_at=row.created_at,
        first_touch=first,
        last_touch=last,
        calls=_count(db, Activity, lead_id),
        runs=_count(db, Run, lead_id),
        handovers=_count(db, Handover, lead_id),
        promises=_count(db, FollowUp, lead_id, FollowUp.state == "open"),
    )


def _columns(lead: Any) -> list[Any]:
    """Return all columns of a lead, with what reaches its contact as people may read it."""
    return [shown(column.name, lead) for column in lead.c]


def _touches(db: Connection, lead_id: UUID) -> tuple[Text, Text]:
    rows = db.execute(
        select(Touch.channel, Touch.keyword, Touch.utm_campaign, Channel.title_zh, Channel.title_en)
        .outerjoin(Channel, Channel.key == Touch.channel)
        .where(Touch.lead_id == lead_id)
        .order_by(Touch.at, Touch.id)
    ).all()
    said = [_touch(row) for row in (rows[0], rows[-1])] if rows else [Text(), Text()]
    return said[0], said[1]


def _touch(row: Any) -> Text:
    channel = text(row.title_zh, row.title_en, row.channel)
    return Text(*(
        " · ".join(filter(None, (name, row.utm_campaign, row.keyword))) for name in (channel.zh, channel.en)
    ))  # fmt: skip


def _count(db: Connection, model: Any, lead_id: UUID, *conditions: Any) -> int:
    asked = select(func.count()).select_from(model).where(model.lead_id == lead_id, *conditions)
    return db.execute(asked).scalar_one()


def _stays(one: Side, other: Side) -> int:
    """Of two equally far, the one with more behind it, then the older stays."""

    def weight(side: Side) -> tuple[int, int, int]:
        return side.rank, side.handovers + side.runs + side.calls, -side.created_at

    return 1 if weight(other) > weight(one) else 0
