"""Recordings attached to calls: the fact that there is one; its bytes lie in the profile's folder (spec section 9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, exists, insert, select

from app.models.activity import Activity
from app.models.recordings import Recording
from app.models.vocabulary import ActivityKind
from app.services.holding import ever_held
from app.services.kernel.command import Effect, Fact, Guard, Instant, Line
from app.services.kernel.expressions import ACTOR, NOW
from app.services.lifecycle import lead_row

type Digest = Annotated[str, msgspec.Meta(min_length=64, max_length=64)]
type Millis = Annotated[int, msgspec.Meta(ge=0, le=86_400_000)]
type Bytes = Annotated[int, msgspec.Meta(ge=0, le=2**40)]


class AttachRecording(Fact, frozen=True, kw_only=True):
    """A recording is attached to a call, by anyone who holds or held the lead; its file keeps its digest."""

    kind = "recording.attach"
    recording_id: UUID
    activity_id: UUID
    file_name: Line
    sha256: Digest
    """Lower-case hexadecimal digits of the bytes' SHA-256."""
    bytes_count: Bytes
    recorded_at: Instant | None = None
    length_ms: Millis

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        this = cls.arg("activity_id")
        yield Guard(
            "unknown_call", exists().where(Activity.id == this, Activity.kind == ActivityKind.CALL.value)
        )
        yield Guard("not_yours", ever_held(_lead_of(this)))
        yield Guard("exists_already", ~exists().where(Recording.id == cls.arg("recording_id")))
        same = exists().where(Recording.activity_id == this, Recording.sha256 == cls.arg("sha256"))
        yield Guard("attached_already", ~same)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("activity_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        columns = {
            "id": cls.arg("recording_id"), "activity_id": cls.arg("activity_id"),
            "lead_id": _lead_of(cls.arg("activity_id")), "file_name": cls.arg("file_name"), "sha256": cls.arg("sha256"),
            "bytes_count": cls.arg("bytes_count"), "recorded_at": cls.arg("recorded_at"),
            "length_ms": cls.arg("length_ms"), "by_id": ACTOR, "attached_at": NOW,
        }  # fmt: skip
        yield Effect(insert(Recording).from_select(list(columns), select(*columns.values())))


def _lead_of(activity_id: ColumnElement[Any]) -> ColumnElement[Any]:
    call = Activity.__table__.alias("recorded_call")
    return select(call.c.lead_id).where(call.c.id == activity_id).scalar_subquery()
