"""The agreed definitions as people read them, and their versions: who brought, signed and withdrew each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.errors import RuleViolation
from app.models.people import Member
from app.models.playbook import Playbook as PlaybookRow
from app.models.playbook import Signature
from app.models.vocabulary import Role
from app.services.inbox import Ask, text
from app.services.playbook.document import Playbook, Text
from app.services.playbook_adoption import SIGNERS
from app.services.playbook_signing import SignPlaybook
from app.services.playbook_truth import truth_of


class Standing(StrEnum):
    """What became of a version."""

    IN_FORCE = "in_force"
    EARLIER = "earlier"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Who agreed to a version, for which side."""

    role: Role
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the playbook.

    Attributes:
        adopted_at: When it came into force; ``None`` for one that never did.
        adopted_by: Who adopted it, or signed last.
        proposed_by: Who proposed it; empty where it was adopted without asking the other side.
        withdrawn_words: Why it was withdrawn.
    """

    version: int
    key: str
    title: Text
    standing: Standing
    adopted_at: int | None
    adopted_by: str
    proposed_at: int | None
    proposed_by: str
    withdrawn_at: int | None
    withdrawn_by: str
    withdrawn_words: str
    signatures: tuple[SignatureRow, ...]

    @property
    def is_current(self) -> bool:
        """Whether it is in force."""
        return self.standing is Standing.IN_FORCE

    @property
    def missing(self) -> tuple[Role, ...]:
        """The sides that have not signed it."""
        signed = {mark.role for mark in self.signatures}
        return tuple(role for role in (Role.TEAM_LEAD, Role.SALES_LEAD) if role not in signed)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The playbook in force, and the other versions."""

    version: int
    playbook: Playbook
    document: str
    versions: tuple[VersionRow, ...]
    """The latest first."""
    strayed: tuple[str, ...] = ()
    """The parts in which the text kept with it says something else; what is shown is what counts."""

    @property
    def proposal(self) -> VersionRow | None:
        """The version that waits for signatures."""
        return next((one for one in self.versions if one.standing is Standing.PROPOSED), None)


@dataclass(frozen=True, slots=True)
class Pen:
    """A hat of the person at this desk that may sign."""

    member_id: UUID
    role: Role


def agreed(db: Connection) -> Agreed:
    """Return the playbook in force and all other versions."""
    by = {name: Member.__table__.alias(name) for name in ("adopter", "proposer", "withdrawer")}
    rows = db.execute(
        select(PlaybookRow, *(table.c.name.label(name) for name, table in by.items()))
        .select_from(PlaybookRow)
        .outerjoin(by["adopter"], by["adopter"].c.id == PlaybookRow.adopted_by_id)
        .outerjoin(by["proposer"], by["proposer"].c.id == PlaybookRow.proposed_by_id)
        .outerjoin(by["withdrawer"], by["withdrawer"].c.id == PlaybookRow.withdrawn_by_id)
        .order_by(PlaybookRow.version.desc())
    ).all()
    signed = _signatures(db)
    current = next(row for row in rows if row.is_current)
    versions = tuple(
        VersionRow(
            version=row.version,
            key=row.key,
            title=text(row.title_zh, row.title_en, row.key),
            standing=_standing(row),
            adopted_at=row.adopted_at,
            adopted_by=row.adopter or "",
            proposed_at=row.proposed_at,
            proposed_by=row.proposer or "",
            withdrawn_at=row.withdrawn_at,
            withdrawn_by=row.withdrawer or "",
            withdrawn_words=row.withdrawn_words or "",
            signatures=tuple(signed.get(row.version, ())),
        )
        for row in rows
    )
    truth = truth_of(db, current.version)
    return Agreed(current.version, truth.playbook, truth.text, versions, truth.strayed)


def _standing(row: Any) -> Standing:
    if row.is_current:
        return Standing.IN_FORCE
    if row.adopted_at is not None:
        return Standing.EARLIER
    return Standing.PROPOSED if row.withdrawn_at is None else Standing.WITHDRAWN


def _signatures(db: Connection) -> dict[int, list[SignatureRow]]:
    rows = db.execute(
        select(Signature.version, Signature.role, Signature.signed_at, Member.name)
        .outerjoin(Member, Member.id == Signature.member_id)
        .order_by(Signature.signed_at, Signature.role)
    )
    found: dict[int, list[SignatureRow]] = {}
    for row in rows:
        found.setdefault(row.version, []).append(SignatureRow(Role(row.role), row.name or "", row.signed_at))
    return found


def pens(member_id: UUID) -> Ask[tuple[Pen, ...]]:
    """Return the question which hats of a member's person may sign, the one worn first."""

    def ask(db: Connection) -> tuple[Pen, ...]:
        person = select(Member.person_id).where(Member.id == member_id).scalar_subquery()
        rows = db.execute(
            select(Member.id, Member.role)
            .where(
                Member.is_active,
                Member.person_id == person,
                Member.role.in_([role.value for role in SIGNERS]),
            )
            .order_by((Member.id != member_id), Member.role.desc(), Member.id)
        )
        return tuple(Pen(row.id, Role(row.role)) for row in rows)

    return ask


def signing(version: int) -> Ask[SignPlaybook]:
    """Return the question for the command that signs a version.

    Raises:
        RuleViolation: ``text_strays``, when asked: what one would read is not what would take force.
    """

    def ask(db: Connection) -> SignPlaybook:
        strayed = truth_of(db, version).strayed
        if strayed:
            raise RuleViolation("text_strays", kind=SignPlaybook.kind, place={"parts": strayed})
        return SignPlaybook(version=version)

    return ask


def role_of(member_id: UUID) -> Ask[Role]:
    """Return the question for the role of a member, which says what they may do to the playbook."""

    def ask(db: Connection) -> Role:
        return Role(db.execute(select(Member.role).where(Member.id == member_id)).scalar_one())

    return ask
