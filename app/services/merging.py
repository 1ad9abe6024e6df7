"""Making two records of one lead one, and taking it back (spec section 4, design 1a.16)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy import delete as delete_from

from app.models.handover import Handover
from app.models.leads import Lead, LeadKey, SuspectedPair
from app.models.merging import GONE, KEPT, MERGED, Merge
from app.models.playbook import Stage
from app.models.runs import Run
from app.models.vocabulary import SDR_ROLES, Evidence, MergeField, Role, StageKind
from app.services.handover import UNDECIDED
from app.services.holding import has_role
from app.services.kernel.command import Decision, Effect, Guard, Line
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, UpTo, typed_null
from app.services.lifecycle import in_kind, lead_exists
from app.services.limits import current_version
from app.services.maturity import LIVE
from app.services.merge_fields import (
    bring_lead_back,
    image_value,
    is_changed_since,
    join_fields,
    keep_image,
    part_fields,
)
from app.services.merge_pairs import DIFFERENT, bring_pairs_back, repoint_pairs
from app.services.merge_rows import (
    Sides,
    born_since,
    bring_rows_back,
    carry_rows,
    forget,
    was_moved,
)
from app.services.scoring import rescored

MERGERS: Final = frozenset({*SDR_ROLES, Role.MARKETING})
"""Who cleans records: SDRs their own, marketing before sales has them, team leads all."""
FURTHER: Final = (
    StageKind.LOST, StageKind.NURTURE, StageKind.VALIDATING, StageKind.REFUSED, StageKind.SALES_VALIDATING,
    StageKind.OPEN, StageKind.WON,
)  # fmt: skip
"""How far a record is, by the kind of its stage: the one that stays is the one that is further."""

type Fields = Annotated[tuple[MergeField, ...], msgspec.Meta(max_length=40)]
type Names = Annotated[tuple[Line, ...], msgspec.Meta(max_length=200)]


class MergeLeads(Decision, frozen=True, kw_only=True):
    """Two records of one lead become one: everything moves to the one that stays, and it can be undone.

    Attributes:
        kept_id: The record that stays: the one that is further.
        gone_id: The record that becomes part of it.
        take: Fields of which the value of the record that vanishes is kept; of all others the value of
            the one that stays. A blank is always filled.
        take_custom: The same for fields that only the source has, by name.
        knowingly: Whether a person saw that ids of one source or companies differ, or that somebody found
            the two not to be the same; without it such records never merge.
    """

    kind = "lead.merge"
    roles = MERGERS
    kept_id: UUID
    gone_id: UUID
    take: Fields
    take_custom: Names
    knowingly: bool

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        kept_id, gone_id = cls.arg("kept_id"), cls.arg("gone_id")
        yield Guard("same_lead", kept_id != gone_id)
        yield Guard("unknown_lead", and_(lead_exists(kept_id), lead_exists(gone_id)))
        # Only a team lead takes a lead from its owner (spec section 2).
        settled = or_(has_role(Role.TEAM_LEAD), ~_owners_differ(kept_id, gone_id))
        yield Guard("not_yours", and_(may_clean(kept_id), may_clean(gone_id), settled))
        # What lies in a pool is claimed, within one's limits, before it becomes part of one's own lead.
        yield Guard("claim_first", or_(~has_role(Role.SDR), ~_is_one_pooled(kept_id, gone_id)))
        yield Guard("handed_over_now", ~_is_handed_over(gone_id))
        yield Guard("in_review", ~_is_in_review(gone_id))
        yield Guard("goes_further", how_far(gone_id) <= how_far(kept_id))
        yield Guard("runs_conflict", _runs_fit(kept_id, gone_id))
        unless = cls.arg("knowingly") == true()
        yield Guard("ids_differ", or_(unless, ~_ids_differ(kept_id, gone_id)))
        yield Guard("companies_differ", or_(unless, ~_companies_differ(kept_id, gone_id)))
        yield Guard("kept_apart", or_(unless, ~is_kept_apart(kept_id, gone_id)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_([cls.arg("kept_id"), cls.arg("gone_id")])).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        sides = Sides(CMD, cls.arg("kept_id"), cls.arg("gone_id"))
        yield _note_merge(sides)
        yield keep_image(KEPT, sides.kept_id)
        yield keep_image(GONE, sides.gone_id)
        yield from carry_rows(sides, take_custom=cls.arg("take_custom"))
        yield from repoint_pairs(sides)
        yield join_fields(sides.kept_id, cls.arg("take"))
        yield Effect(delete_from(Lead).where(Lead.id == sides.gone_id))
        yield from rescored(select(Merge.kept_id).where(Merge.id == CMD))
        yield keep_image(MERGED, sides.kept_id)

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return select(Merge.id.label("merge_id"), Merge.kept_id).where(Merge.id == CMD)


class UndoMerge(Decision, frozen=True, kw_only=True):
    """A merge is taken back: both records stand as before, and what came after stays with the one that stayed."""

    kind = "lead.unmerge"
    roles = MERGERS
    merge_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        merge_id = cls.arg("merge_id")
        yield Guard("unknown_merge", _is(merge_id))
        # What it brings back goes to its earlier owner: not over the head of somebody who holds the lead since.
        mine = and_(_is(merge_id, Merge.by_id == ACTOR), may_clean(_kept_of(merge_id)))
        yield Guard("not_yours", or_(mine, has_role(Role.TEAM_LEAD)))
        yield Guard("merge_undone", _is(merge_id, Merge.undone_at.is_(None)))
        yield Guard("merged_since", ~_is_covered(merge_id))
        yield Guard("relied_on", ~_is_relied_on(merge_id))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Merge.id).where(Merge.id == cls.arg("merge_id"))
        yield select(Lead.id).where(Lead.id == _kept_of(cls.arg("merge_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        merge_id = cls.arg("merge_id")
        gone_id = image_value(merge_id, GONE, "id")
        sides = Sides(merge_id, image_value(merge_id, KEPT, "id"), gone_id)
        yield _note_undone(sides)
        yield bring_lead_back(merge_id)
        yield part_fields(merge_id, sides.kept_id)
        yield from bring_rows_back(sides)
        yield from bring_pairs_back(sides)
        # Its score went back with its lines; what came after counts anew.
        yield from rescored(select(Merge.kept_id).where(Merge.id == merge_id, Merge.stayed > 0))
        yield from forget(merge_id)

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return select(Merge.kept_id, Merge.gone_id, Merge.stayed).where(Merge.id == cls.arg("merge_id"))


# What must hold ---------------------------------------------------------------------------------------------------


def may_clean(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor may clean a record: their own or nobody's, before sales has it, or as a team lead."""
    own = exists().where(Lead.id == lead_id, or_(Lead.owner_id == ACTOR, Lead.owner_id.is_(None)))
    early = in_kind(lead_id, StageKind.VALIDATING, StageKind.NURTURE)
    return or_(
        has_role(Role.TEAM_LEAD),
        and_(has_role(Role.SDR), own),
        and_(has_role(Role.MARKETING), early),
    )


def is_kept_apart(one_id: ColumnElement[Any], other_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether somebody found two records not to be the same."""
    return exists().where(is_pair(one_id, other_id), SuspectedPair.verdict == DIFFERENT)


def is_pair(one_id: ColumnElement[Any], other_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the suspected pair at hand is of these two records."""
    pair = SuspectedPair
    return or_(
        and_(pair.a_id == one_id, pair.b_id == other_id), and_(pair.a_id == other_id, pair.b_id == one_id)
    )


def _is_handed_over(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(Handover.lead_id == lead_id, Handover.state.in_(UNDECIDED))


def _is_in_review(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    refused = exists().where(Handover.lead_id == lead_id, Handover.state == "refused")
    return and_(in_kind(lead_id, StageKind.REFUSED), refused)


def how_far(lead_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return how far a record is, as a number; among open deals, by the place of the stage."""
    lead, stage = Lead.__table__.alias("ranked"), Stage.__table__.alias("its_stage")
    by_kind = case(
        *((stage.c.kind == kind.value, 1000 * place) for place, kind in enumerate(FURTHER)), else_=0
    )
    within = case((stage.c.kind == StageKind.OPEN.value, stage.c.position), else_=0)
    found = (
        select(by_kind + within)
        .select_from(lead.join(stage, stage.c.key == lead.c.stage))
        .where(lead.c.id == lead_id, stage.c.version == current_version())
        .correlate_except(lead, stage)
        .scalar_subquery()
    )
    return func.coalesce(found, 0)


def _runs_fit(kept_id: ColumnElement[Any], gone_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """An open run goes on with the record that stays, where it can: one lead is asked by one run at a time."""

    def is_asked(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
        return exists().where(Run.lead_id == lead_id, Run.state.in_(LIVE))

    return or_(~is_asked(gone_id), and_(~is_asked(kept_id), in_kind(kept_id, StageKind.VALIDATING)))


def _ids_differ(kept_id: ColumnElement[Any], gone_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether both carry ids of one source, and not the same; merged records carry several in their keys."""
    mine, theirs, shared = (LeadKey.__table__.alias(name) for name in ("mine", "theirs", "shared"))
    source_id = Evidence.SOURCE_ID.value
    both = and_(
        mine.c.lead_id == kept_id, theirs.c.lead_id == gone_id, mine.c.kind == source_id,
        theirs.c.kind == source_id, _source(mine.c.key) == _source(theirs.c.key),
        mine.c.key != theirs.c.key,
    )  # fmt: skip
    known = exists().where(
        shared.c.lead_id == kept_id, shared.c.kind == source_id, shared.c.key == theirs.c.key
    )
    return exists(select(literal(1)).select_from(mine.join(theirs, true())).where(both, ~known))


def _source(key: ColumnElement[Any]) -> ColumnElement[Any]:
    return UpTo(key, literal("|", TEXT))


def _owners_differ(kept_id: ColumnElement[Any], gone_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return _both_say_otherwise(kept_id, gone_id, "owner_id")


def _is_one_pooled(kept_id: ColumnElement[Any], gone_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether somebody owns the one record and nobody the other."""

    def is_owned(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
        return exists().where(Lead.id == lead_id, Lead.owner_id.is_not(None))

    return or_(and_(is_owned(kept_id), ~is_owned(gone_id)), and_(is_owned(gone_id), ~is_owned(kept_id)))


def _companies_differ(kept_id: ColumnElement[Any], gone_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return _both_say_otherwise(kept_id, gone_id, "company_key")


def _both_say_otherwise(
    kept_id: ColumnElement[Any], gone_id: ColumnElement[Any], name: str
) -> ColumnElement[bool]:
    """Whether both leads say something in a column, and not the same."""
    mine, theirs = Lead.__table__.alias("mine"), Lead.__table__.alias("theirs")
    return exists(
        select(literal(1))
        .select_from(mine.join(theirs, true()))
        .where(mine.c.id == kept_id, theirs.c.id == gone_id, mine.c[name] != theirs.c[name])
    )


def _is(merge_id: ColumnElement[Any], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Merge.id == merge_id, *conditions)


def _is_covered(merge_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the record that stayed was merged again since: the later merge is undone first."""
    this, later = Merge.__table__.alias("this"), Merge.__table__.alias("later")
    again = and_(later.c.kept_id == this.c.kept_id, later.c.turn > this.c.turn)
    return exists(
        select(literal(1))
        .select_from(this.join(later, or_(again, later.c.gone_id == this.c.kept_id)))
        .where(this.c.id == merge_id, later.c.undone_at.is_(None))
    )


def _is_relied_on(merge_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a hand-over made since the merge rests on what the other record brought."""
    made = Handover.__table__.alias("made")
    sides = Sides(merge_id, _kept_of(merge_id), _kept_of(merge_id))
    return exists().where(
        made.c.lead_id == _kept_of(merge_id),
        ~was_moved(Handover, made.c.id, sides),
        or_(was_moved(Run, made.c.run_id, sides), was_moved(Handover, made.c.follows_id, sides)),
    )


def _kept_of(merge_id: ColumnElement[Any]) -> ColumnElement[Any]:
    return select(Merge.kept_id).where(Merge.id == merge_id).scalar_subquery()


# What is written --------------------------------------------------------------------------------------------------


def _note_merge(sides: Sides) -> Effect:
    before = Merge.__table__.alias("before")
    turn = select(func.count() + 1).select_from(before).where(before.c.kept_id == sides.kept_id)
    return Effect(
        insert(Merge).from_select(
            ["id", "kept_id", "gone_id", "turn", "by_id", "at", "undone_at", "undone_by_id", "stayed"],
            select(
                CMD, sides.kept_id, sides.gone_id, turn.scalar_subquery(), ACTOR, NOW, typed_null(WHOLE),
                typed_null(ID), typed_null(WHOLE),
            ),
        )
    )  # fmt: skip


def _note_undone(sides: Sides) -> Effect:
    changed = case(
        (is_changed_since(sides.merge_id, sides.kept_id), literal(1, WHOLE)), else_=literal(0, WHOLE)
    )
    merged_at = image_value(sides.merge_id, MERGED, "changed_at")
    return Effect(
        update(Merge)
        .where(Merge.id == sides.merge_id)
        .values(undone_at=NOW, undone_by_id=ACTOR, stayed=born_since(sides, merged_at) + changed)
    )
