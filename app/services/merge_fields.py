"""Which value of two records a merged lead keeps, field by field, and how an undo takes it back (spec section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from app.models.leads import Lead
from app.models.merging import GONE, KEPT, LEAD_IMAGE, MERGED
from app.models.playbook import Stage
from app.models.vocabulary import Fact, MergeField, StageKind
from app.services.kernel.command import Effect
from app.services.kernel.expressions import CMD, NOW, TEXT, WHOLE, Arg, Field, each
from app.services.limits import current_version, stage_for

CHOSEN: Final[Mapping[MergeField, tuple[str, ...]]] = {
    MergeField.COMPANY: ("company", "company_key", "company_pinyin", "company_initials"),
    MergeField.CONTACT_NAME: ("contact_name", "contact_key", "contact_pinyin", "contact_initials"),
    MergeField.TITLE: ("title",),
    MergeField.PHONE: ("phone", "phone_ext", "phone_status"),
    MergeField.EMAIL: ("email", "email_key"),
    MergeField.REGION: ("region",),
    MergeField.CITY: ("city",),
    MergeField.INDUSTRY: ("industry",),
    MergeField.COMPANY_SIZE: ("company_size",),
    MergeField.REGISTRATION_NO: ("registration_no",),
    MergeField.WEBSITE: ("website",),
    MergeField.EXTERNAL_ID: ("external_id", "source"),
    MergeField.AMOUNT: ("amount", "currency"),
    MergeField.EXPECTED_CLOSE_ON: ("expected_close_on",),
}
"""What a person may choose, and the columns that go together; a blank is always filled from the other record."""
ORIGIN: Final = ("channel", "campaign", "ad_unit", "keyword", "landing_page")
"""How the lead came to us: of the record that came first, as the first touch is (spec section 4)."""
RULED: Final = ("owner_id", "cycle", "is_reachable", "given_score", "created_at", "responded_at")
"""What follows from both records by a rule."""
STAYING: Final = (
    "id", "stage", "sub_state", "rep_id", "lost_reason", "recorded_at", "recorded_by_id", "batch_id",
    "respond_warn_at", "respond_by_at", "changed_at", "score", "pool_id",
)  # fmt: skip
"""What is as it was on the record that stays: where its process stands, and what is its own."""

_IMAGE = LEAD_IMAGE.__table__
_LEAD = Lead.__table__


def keep_image(part: str, lead_id: ColumnElement[Any]) -> Effect:
    """Write how a lead stands, as one part of the merge's images."""
    names = [column.name for column in _LEAD.columns]
    return Effect(
        insert(LEAD_IMAGE).from_select(
            ["merge_id", "part", *names],
            select(CMD, literal_column(f"'{part}'", TEXT), *(_LEAD.c[name] for name in names)).where(
                Lead.id == lead_id
            ),
        )
    )


def join_fields(kept_id: ColumnElement[Any], take: Arg) -> Effect:
    """Give the lead that stays its values out of both images."""
    kept, gone = _Image(CMD, KEPT), _Image(CMD, GONE)
    values: dict[str, Any] = {}
    for field, columns in CHOSEN.items():
        first = columns[0]
        is_chosen = and_(_is_listed(take, field), gone[first].is_not(None))
        _choose(values, or_(is_chosen, kept[first].is_(None)), kept, gone, columns)
    came_first = and_(gone["created_at"] < kept["created_at"], gone["channel"] != "")
    _choose(values, or_(came_first, kept["channel"] == ""), kept, gone, ORIGIN)
    values |= _ruled(kept, gone)
    return Effect(update(Lead).where(Lead.id == kept_id).values(changed_at=NOW, **values))


def part_fields(merge_id: ColumnElement[Any], kept_id: ColumnElement[Any]) -> Effect:
    """Give the lead that stays its values of before the merge back, where nobody changed them since."""
    kept, merged = _Image(merge_id, KEPT), _Image(merge_id, MERGED)
    values: dict[str, Any] = {}
    for columns in (*CHOSEN.values(), ORIGIN, *((name,) for name in RULED)):
        as_merged = and_(*(_LEAD.c[name].is_not_distinct_from(merged[name]) for name in columns))
        values |= {name: case((as_merged, kept[name]), else_=_LEAD.c[name]) for name in columns}
    untouched = _LEAD.c.changed_at == merged["changed_at"]
    # The score goes back with its lines; who changed the lead since has it scored anew.
    values["score"] = kept["score"]
    values["changed_at"] = case((untouched, kept["changed_at"]), else_=NOW)
    return Effect(update(Lead).where(Lead.id == kept_id).values(**values))


def bring_lead_back(merge_id: ColumnElement[Any]) -> Effect:
    """Write the record that vanished as it was; where its stage is gone from the playbook, where leads begin."""
    image = _IMAGE.alias("gone")
    values: dict[str, Any] = {column.name: image.c[column.name] for column in _LEAD.columns}
    known = exists().where(Stage.version == current_version(), Stage.key == image.c.stage)
    begins = func.coalesce(stage_for(Fact.ACCEPTED_BY_INTAKE), image.c.stage)
    values["stage"] = case((known, image.c.stage), else_=begins)
    rows = select(*values.values()).where(image.c.merge_id == merge_id, image.c.part == GONE)
    return Effect(insert(Lead).from_select(list(values), rows))


def is_changed_since(merge_id: ColumnElement[Any], lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether somebody changed the lead that stayed after the merge wrote it."""
    return exists().where(Lead.id == lead_id, Lead.changed_at != _Image(merge_id, MERGED)["changed_at"])


def image_value(merge_id: ColumnElement[Any], part: str, name: str) -> ColumnElement[Any]:
    """Return what one of the records said before the merge."""
    return _Image(merge_id, part)[name]


class _Image:
    """A part of a merge's images, column by column."""

    def __init__(self, merge_id: ColumnElement[Any], part: str) -> None:
        self._image, self._merge_id = _IMAGE.alias(f"image_{part}"), merge_id
        # Written out: SQLAlchemy forgets to write out constants below IS NOT DISTINCT FROM.
        self._part: ColumnElement[Any] = literal_column(f"'{part}'", TEXT)

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        c = self._image.c
        return (
            select(c[name])
            .where(c.merge_id == self._merge_id, c.part == self._part)
            .correlate_except(self._image)
            .scalar_subquery()
        )


def _choose(
    values: dict[str, Any],
    is_gones: ColumnElement[bool],
    kept: _Image,
    gone: _Image,
    columns: tuple[str, ...],
) -> None:
    values |= {name: case((is_gones, gone[name]), else_=kept[name]) for name in columns}


def _is_listed(take: Arg, field: MergeField) -> ColumnElement[bool]:
    taken = each(take, f"take_{field.value}")
    return exists(select(literal(1)).select_from(taken).where(Field(taken, None, TEXT) == field.value))


def _ruled(kept: _Image, gone: _Image) -> dict[str, ColumnElement[Any]]:
    is_revived = and_(_is_lost(gone["stage"]), ~_is_lost(kept["stage"]))
    lived = gone["cycle"] + case((is_revived, literal(1, WHOLE)), else_=literal(0, WHOLE))
    gave = or_(kept["given_score"].is_(None), gone["given_score"] > kept["given_score"])
    responded = or_(kept["responded_at"].is_(None), gone["responded_at"] < kept["responded_at"])
    return {
        "owner_id": case((kept["owner_id"].is_(None), gone["owner_id"]), else_=kept["owner_id"]),
        # A lost record is an earlier life of the lead, as after a revival.
        "cycle": case((lived > kept["cycle"], lived), else_=kept["cycle"]),
        "is_reachable": or_(kept["is_reachable"], gone["is_reachable"]),
        "given_score": case((gave, gone["given_score"]), else_=kept["given_score"]),
        "created_at": case((gone["created_at"] < kept["created_at"], gone["created_at"]), else_=kept["created_at"]),
        "responded_at": case((and_(responded, gone["responded_at"].is_not(None)), gone["responded_at"]),
                             else_=kept["responded_at"]),
    }  # fmt: skip


def _is_lost(stage: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(
        Stage.version == current_version(), Stage.key == stage, Stage.kind == StageKind.LOST.value
    )
