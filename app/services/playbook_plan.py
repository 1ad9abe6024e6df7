"""What another playbook would change, and how it may come: at once, by signatures, or not from this person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, func, select

from app.clock import system_clock
from app.errors import RuleViolation
from app.models.leads import Lead
from app.models.playbook import Stage as StageRow
from app.models.playbook import StageHome
from app.models.vocabulary import Role, StageKind
from app.services.inbox import Ask, text
from app.services.limits import current_version
from app.services.playbook.check import check
from app.services.playbook.differences import Difference, differences
from app.services.playbook.document import Playbook, Question, Reason, Stage, Text
from app.services.playbook.parsing import parsed
from app.services.playbook.toml import dump
from app.services.playbook_adoption import SCORE_LIMITS, SCORE_TABLES, AdoptPlaybook
from app.services.playbook_effects import Effects, effects_of
from app.services.playbook_files import Candidate
from app.services.playbook_rows import adoption_of, needs_signatures, proposal_of
from app.services.playbook_signing import ProposePlaybook
from app.services.playbook_truth import Truth, rows_of, truth_in_force, truth_of

WRITERS = frozenset({Role.TEAM_LEAD, Role.SALES_LEAD, Role.MARKETING})
"""Who may change something of the playbook (spec section 2); an administrator brings the first one only."""


class Way(StrEnum):
    """How a changed playbook may come from a person."""

    AT_ONCE = "at_once"
    PROPOSED = "proposed"
    """It waits for the other side's signature."""
    NOT_YOURS = "not_yours"


@dataclass(frozen=True, slots=True)
class GoneStage:
    """A stage in which leads stand and which another playbook does not have."""

    key: str
    title: Text
    kind: StageKind
    leads: int
    suggested: str
    """Key of the new stage its leads go to: the one that is most like it, unless another is decided."""


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

    @property
    def changes_scoring_alone(self) -> bool:
        """Whether nothing but score rules, grades and the numbers of scoring would be others."""
        return all(
            one.section in SCORE_TABLES or (one.section == "limits" and one.field in SCORE_LIMITS)
            for one in self.differences
        )

    def way(self, role: Role) -> Way:
        """Return how it may come from somebody in a role (spec sections 2 and 16)."""
        if role is Role.SALES_LEAD or (role is Role.TEAM_LEAD and self.needs_signatures):
            return Way.PROPOSED
        may_alone = role is Role.TEAM_LEAD or (role is Role.MARKETING and self.changes_scoring_alone)
        return Way.AT_ONCE if may_alone else Way.NOT_YOURS

    def command(self, rehomed: Mapping[str, str], role: Role) -> AdoptPlaybook | ProposePlaybook:
        """Return the command that adopts it, or proposes it where the other side must sign.

        Args:
            rehomed: Where the leads of a gone stage go. Stages without leads have the one most like them as home.
            role: Of the person who gives the command.

        Raises:
            RuleViolation: it may not come from that role.
            ValueError: the file has problems.
        """
        if self.candidate.playbook is None:
            raise ValueError(self.candidate.name)
        way = self.way(role)
        if way is Way.NOT_YOURS:
            code = "only_scoring_yours" if role is Role.MARKETING else "not_yours_to_agree"
            raise RuleViolation(code, kind=AdoptPlaybook.kind)
        asked = {gone.key for gone in self.gone}
        homes = {key: home for key, home in self.nearest.items() if key not in asked} | dict(rehomed)
        adoption = adoption_of(
            self.candidate.playbook, self.candidate.document, homes, based_on=self.based_on
        )
        return proposal_of(adoption) if way is Way.PROPOSED else adoption


def plan_of_version(version: int, now: int | None = None) -> Ask[Plan]:
    """Return the question what a version would change that waits, by its rows, whatever its text says."""

    def ask(db: Connection) -> Plan:
        truth = truth_of(db, version)
        problems = tuple(check(truth.text))
        candidate = Candidate(str(version), truth.text, truth.playbook, problems, truth.strayed)
        homes = db.execute(
            select(StageHome.from_stage, StageHome.to_stage).where(StageHome.version == version)
        )
        return plan_of(candidate, now, homes={row.from_stage: row.to_stage for row in homes})(db)

    return ask


def plan_of(
    candidate: Candidate, now: int | None = None, *, homes: Mapping[str, str] | None = None
) -> Ask[Plan]:
    """Return the question what adopting a sound candidate would change.

    Args:
        candidate: A playbook without problems.
        now: Microseconds UTC; the present where it is not given.
        homes: Where leads go whose stage goes away, as far as it is decided; else to the stage most like it.
    """
    new = candidate.playbook
    if new is None:
        raise ValueError(candidate.name)

    def ask(db: Connection) -> Plan:
        present = truth_in_force(db)
        old = present.playbook
        stages_added, stages_removed, _ = _compared(old.stages, new.stages)
        added, removed, changed = _compared(old.questions, new.questions)
        reasons_added, reasons_removed, _ = _compared(old.reasons, new.reasons)
        nearest = _nearest_of(old, new) | dict(homes or {})
        return Plan(
            candidate=candidate,
            gone=_gone(db, new.stages, nearest),
            homes=tuple((stage.key, stage.title) for stage in new.stages),
            limits=_limits(old, new),
            stages_added=stages_added,
            stages_removed=stages_removed,
            questions_added=added,
            questions_removed=removed,
            questions_changed=changed,
            reasons_added=len(reasons_added),
            reasons_removed=len(reasons_removed),
            is_same=old == new and not present.strayed,
            based_on=present.version,
            needs_signatures=needs_signatures(adoption_of(new, ""), rows_of(db, present.version)),
            nearest=nearest,
            differences=tuple(differences(*(parsed(text) for text in _texts(present, candidate)))),
            effects=effects_of(old, new, nearest, system_clock() if now is None else now)(db),
        )

    return ask


def _texts(present: Truth, candidate: Candidate) -> tuple[str, str]:
    """Return both texts; written anew in one way where one of them had to be."""
    if candidate.playbook is not None and (present.strayed or candidate.strayed):
        return dump(present.playbook), dump(candidate.playbook)
    return present.text, candidate.document


def _nearest_of(old: Playbook, new: Playbook) -> dict[str, str]:
    kept = {stage.key for stage in new.stages}
    return {
        stage.key: _nearest(stage.kind, stage.win_pct, new.stages)
        for stage in old.stages
        if stage.key not in kept
    }


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


def _gone(db: Connection, stages: Sequence[Stage], homes: Mapping[str, str]) -> tuple[GoneStage, ...]:
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
            suggested=homes.get(key) or _nearest(StageKind(kind), win_pct, stages),
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
