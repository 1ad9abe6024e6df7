"""The agreed definitions as people read them, their versions, and what another playbook would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select

from app.clock import system_clock
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Playbook as PlaybookRow
from app.models.playbook import Signature
from app.models.playbook import Stage as StageRow
from app.models.vocabulary import Role, StageKind
from app.resources import resource
from app.services.inbox import Ask, text
from app.services.limits import current_version
from app.services.playbook.check import check, load
from app.services.playbook.differences import Difference, differences
from app.services.playbook.document import Playbook, Question, Reason, Stage, Text
from app.services.playbook.parsing import parsed
from app.services.playbook.problems import Problem
from app.services.playbook_adoption import SIGNERS, AdoptPlaybook
from app.services.playbook_effects import Effects, effects_of
from app.services.playbook_rows import adoption_of, needs_signatures, proposal_of
from app.services.playbook_signing import ProposePlaybook
from app.services.safekeeping.places import file_trouble


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

    @property
    def proposal(self) -> VersionRow | None:
        """The version that waits for signatures."""
        return next((one for one in self.versions if one.standing is Standing.PROPOSED), None)


@dataclass(frozen=True, slots=True)
class Pen:
    """A hat of the person at this desk that may sign."""

    member_id: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """A playbook file as it was read: usable, or with everything that is wrong with it."""

    name: str
    """A file's name, or the key of a shipped playbook."""
    document: str
    playbook: Playbook | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class GoneStage:
    """A stage in which leads stand and which another playbook does not have."""

    key: str
    title: Text
    kind: StageKind
    leads: int
    suggested: str
    """Key of the new stage that is most like it."""


@dataclass(frozen=True, slots=True)
class ChangedLimit:
    """A number that would be another."""

    key: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What adopting a playbook would change."""

    candidate: Candidate
    gone: tuple[GoneStage, ...]
    homes: tuple[tuple[str, Text], ...]
    """The new stages, by key."""
    limits: tuple[ChangedLimit, ...]
    stages_added: tuple[Text, ...]
    stages_removed: tuple[Text, ...]
    questions_added: tuple[Text, ...]
    questions_removed: tuple[Text, ...]
    questions_changed: tuple[Text, ...]
    reasons_added: int
    reasons_removed: int
    is_same: bool
    """Nothing would change."""
    based_on: int
    """The version in force it was compared with."""
    needs_signatures: bool
    """Both sides must sign it: script, threshold or reasons would be others."""
    nearest: Mapping[str, str]
    """The stage most like each one that goes away, whether leads stand in it or not."""
    differences: tuple[Difference, ...]
    effects: Effects

    def command(self, rehomed: Mapping[str, str]) -> AdoptPlaybook | ProposePlaybook:
        """Return the command that adopts it, or proposes it where both sides must sign.

        Args:
            rehomed: Where the leads of a gone stage go. Stages without leads have the one most like them as home.

        Raises:
            ValueError: the file has problems.
        """
        if self.candidate.playbook is None:
            raise ValueError(self.candidate.name)
        asked = {gone.key for gone in self.gone}
        homes = {key: home for key, home in self.nearest.items() if key not in asked} | dict(rehomed)
        adoption = adoption_of(
            self.candidate.playbook, self.candidate.document, homes, based_on=self.based_on
        )
        return proposal_of(adoption) if self.needs_signatures else adoption


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
    return Agreed(current.version, load(current.document), current.document, versions)


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


def document_of(version: int) -> Ask[Candidate]:
    """Return the question for a version's document, as a file would bring it."""

    def ask(db: Connection) -> Candidate:
        found = db.execute(select(PlaybookRow.document).where(PlaybookRow.version == version)).scalar_one()
        return examined(str(version), found)

    return ask


def may_adopt(member_id: UUID) -> Ask[bool]:
    """Return the question whether a member may put a playbook into force."""

    def ask(db: Connection) -> bool:
        role = db.execute(select(Member.role).where(Member.id == member_id)).scalar()
        return role in SIGNERS

    return ask


def shipped_titles() -> list[tuple[str, Text]]:
    """Return the playbooks that come with the program, by key; not for the window's thread."""
    keys = sorted((path.stem for path in resource("playbooks").glob("*.toml")), reverse=True)
    found = ((key, shipped(key).playbook) for key in keys)
    return [(key, playbook.playbook.title) for key, playbook in found if playbook]


def shipped(key: str) -> Candidate:
    """Read a playbook that comes with the program; not for the window's thread."""
    return examined(key, resource("playbooks", f"{key}.toml").read_text(encoding="utf-8"))


def read_file(path: Path) -> Candidate:
    """Read a playbook file; not for the window's thread.

    Raises:
        Unavailable: ``file_missing`` or ``file_unusable``.
    """
    with file_trouble(path):
        raw = path.read_bytes()
    try:
        return examined(path.name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        args = {"why": "not UTF-8", "column": str(error.start - raw.rfind(b"\n", 0, error.start))}
        return Candidate(path.name, "", None, (Problem(line, "toml.broken", args),))


def examined(name: str, document: str) -> Candidate:
    """Check a playbook's text."""
    problems = tuple(check(document))
    return Candidate(name, document, None if problems else load(document), problems)


def write_file(path: Path, document: str) -> Path:
    """Write a playbook's text to a new file; not for the window's thread.

    Raises:
        Unavailable: ``file_missing`` or ``file_unusable``.
    """
    with file_trouble(path):
        path.write_text(document, encoding="utf-8", newline="\n")
    return path


def plan_of(candidate: Candidate, now: int | None = None) -> Ask[Plan]:
    """Return the question what adopting a sound candidate would change.

    Args:
        candidate: A playbook without problems.
        now: Microseconds UTC; the present where it is not given.
    """
    new = candidate.playbook
    if new is None:
        raise ValueError(candidate.name)

    def ask(db: Connection) -> Plan:
        version, document = db.execute(
            select(PlaybookRow.version, PlaybookRow.document).where(PlaybookRow.is_current)
        ).one()
        old = load(document)
        stages_added, stages_removed, _ = _compared(old.stages, new.stages)
        added, removed, changed = _compared(old.questions, new.questions)
        reasons_added, reasons_removed, _ = _compared(old.reasons, new.reasons)
        kept = {stage.key for stage in new.stages}
        nearest = {
            stage.key: _nearest(stage.kind, stage.win_pct, new.stages)
            for stage in old.stages
            if stage.key not in kept
        }
        return Plan(
            candidate=candidate,
            gone=_gone(db, new.stages),
            homes=tuple((stage.key, stage.title) for stage in new.stages),
            limits=_limits(old, new),
            stages_added=stages_added,
            stages_removed=stages_removed,
            questions_added=added,
            questions_removed=removed,
            questions_changed=changed,
            reasons_added=len(reasons_added),
            reasons_removed=len(reasons_removed),
            is_same=old == new,
            based_on=version,
            needs_signatures=needs_signatures(adoption_of(new, ""), adoption_of(old, "")),
            nearest=nearest,
            differences=tuple(differences(parsed(document), parsed(candidate.document))),
            effects=effects_of(old, new, nearest, system_clock() if now is None else now)(db),
        )

    return ask


def _limits(old: Playbook, new: Playbook) -> tuple[ChangedLimit, ...]:
    before, after = msgspec.structs.asdict(old.limits), msgspec.structs.asdict(new.limits)
    return tuple(ChangedLimit(key, before[key], after[key]) for key in before if before[key] != after[key])


def _compared(
    old: Iterable[Stage | Question | Reason], new: Iterable[Stage | Question | Reason]
) -> tuple[tuple[Text, ...], tuple[Text, ...], tuple[Text, ...]]:
    """Return the titles of what is added, removed and changed, by key."""
    before, after = {one.key: one for one in old}, {one.key: one for one in new}
    return (
        tuple(one.title for key, one in after.items() if key not in before),
        tuple(one.title for key, one in before.items() if key not in after),
        tuple(one.title for key, one in after.items() if key in before and before[key] != one),
    )


def _gone(db: Connection, stages: Sequence[Stage]) -> tuple[GoneStage, ...]:
    rows = db.execute(
        select(
            Lead.stage, StageRow.title_zh, StageRow.title_en, StageRow.kind, StageRow.win_pct, func.count()
        )
        .select_from(Lead)
        .join(StageRow, (StageRow.key == Lead.stage) & (StageRow.version == current_version()))
        .where(Lead.stage.not_in([stage.key for stage in stages]))
        .group_by(Lead.stage, StageRow.title_zh, StageRow.title_en, StageRow.kind, StageRow.win_pct)
        .order_by(func.max(StageRow.position), Lead.stage)
    ).all()
    return tuple(
        GoneStage(
            key=key,
            title=text(zh, en, key),
            kind=StageKind(kind),
            leads=count,
            suggested=_nearest(StageKind(kind), win_pct, stages),
        )
        for key, zh, en, kind, win_pct, count in rows
    )


_NEAR = {
    StageKind.NURTURE: (StageKind.NURTURE, StageKind.VALIDATING),
    StageKind.REFUSED: (StageKind.REFUSED, StageKind.NURTURE, StageKind.VALIDATING),
    StageKind.SALES_VALIDATING: (StageKind.SALES_VALIDATING, StageKind.VALIDATING),
}


def _nearest(kind: StageKind, win_pct: int | None, stages: Sequence[Stage]) -> str:
    """Return the stage of the same kind whose chance is nearest, or of the kind that is next to it."""
    for wanted in _NEAR.get(kind, (kind,)):
        of_kind = [stage for stage in stages if stage.kind is wanted]
        if of_kind:
            return min(of_kind, key=lambda stage: abs((stage.win_pct or 0) - (win_pct or 0))).key
    return stages[0].key
