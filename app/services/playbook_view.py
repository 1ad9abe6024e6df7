"""The agreed definitions as people read them, their versions, and what another playbook would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select

from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Playbook as PlaybookRow
from app.models.playbook import Stage as StageRow
from app.models.vocabulary import StageKind
from app.resources import resource
from app.services.inbox import Ask, text
from app.services.limits import current_version
from app.services.playbook.check import check, load
from app.services.playbook.document import Playbook, Question, Reason, Stage, Text
from app.services.playbook.problems import Problem
from app.services.playbook_adoption import AdoptPlaybook
from app.services.playbook_rows import adoption_of
from app.services.safekeeping.places import file_trouble


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A playbook that was in force from some day on."""

    version: int
    key: str
    title: Text
    adopted_at: int
    adopted_by: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """The playbook in force, and those before it."""

    version: int
    playbook: Playbook
    document: str
    versions: tuple[VersionRow, ...]
    """The latest first."""


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

    def command(self, rehomed: Mapping[str, str]) -> AdoptPlaybook:
        """Return the command that adopts it; ``rehomed`` says where the leads of a gone stage go.

        Raises:
            ValueError: the file has problems.
        """
        if self.candidate.playbook is None:
            raise ValueError(self.candidate.name)
        return adoption_of(self.candidate.playbook, self.candidate.document, rehomed)


def agreed(db: Connection) -> Agreed:
    """Return the playbook in force and the versions before it."""
    rows = db.execute(
        select(
            PlaybookRow.version, PlaybookRow.key, PlaybookRow.title_zh, PlaybookRow.title_en,
            PlaybookRow.adopted_at, PlaybookRow.is_current, Member.name,
        )
        .select_from(PlaybookRow)
        .outerjoin(Member, Member.id == PlaybookRow.adopted_by_id)
        .order_by(PlaybookRow.version.desc())
    ).all()  # fmt: skip
    version, document = db.execute(
        select(PlaybookRow.version, PlaybookRow.document).where(PlaybookRow.is_current)
    ).one()
    versions = tuple(
        VersionRow(
            version=row.version,
            key=row.key,
            title=text(row.title_zh, row.title_en, row.key),
            adopted_at=row.adopted_at,
            adopted_by=row.name or "",
            is_current=row.is_current,
        )
        for row in rows
    )
    return Agreed(version, load(document), document, versions)


def may_adopt(member_id: UUID) -> Ask[bool]:
    """Return the question whether a member may put a playbook into force."""

    def ask(db: Connection) -> bool:
        role = db.execute(select(Member.role).where(Member.id == member_id)).scalar()
        return role in AdoptPlaybook.roles

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


def plan_of(candidate: Candidate) -> Ask[Plan]:
    """Return the question what adopting a sound candidate would change."""
    new = candidate.playbook
    if new is None:
        raise ValueError(candidate.name)

    def ask(db: Connection) -> Plan:
        document = db.execute(select(PlaybookRow.document).where(PlaybookRow.is_current)).scalar_one()
        old = load(document)
        stages_added, stages_removed, _ = _compared(old.stages, new.stages)
        added, removed, changed = _compared(old.questions, new.questions)
        reasons_added, reasons_removed, _ = _compared(old.reasons, new.reasons)
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
