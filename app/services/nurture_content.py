"""The content library: what there is to send to leads in nurture, for whom, and what is offered no more."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, and_, delete, exists, insert, literal, or_, select, update

from app.models.nurture import Content, ContentReason, Persona
from app.models.playbook import Reason
from app.models.vocabulary import ContentKind, Role
from app.services.kernel.command import Decision, Effect, Guard, Key, Line, Words
from app.services.kernel.expressions import ACTOR, NOW, TEXT, WHOLE, Field, each, typed_null
from app.services.kernel.filling import are_distinct
from app.services.limits import current_version, team_turn

LIBRARIANS = frozenset({Role.MARKETING, Role.TEAM_LEAD})
"""Who keeps the library (spec section 2)."""


class ContentLanguage(StrEnum):
    """Languages content is written in."""

    ZH = "zh"
    EN = "en"


class SaveContent(Decision, frozen=True, kw_only=True):
    """Marketing puts a case, a white paper, an event or a video into the library, or changes what it says."""

    kind = "content.save"
    roles = LIBRARIANS
    content_id: UUID
    content_kind: ContentKind
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    language: ContentLanguage
    link: Line
    words: Words
    persona: Key | None = None
    industry: Line | None = None
    reasons: Annotated[tuple[Key, ...], msgspec.Meta(max_length=40)]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        persona = cls.arg("persona")
        yield Guard("nothing_to_send", or_(cls.arg("link") != "", cls.arg("words") != ""))
        retired = exists().where(Content.id == cls.arg("content_id"), Content.retired_at.is_not(None))
        yield Guard("content_retired", ~retired)
        known = exists().where(Persona.version == current_version(), Persona.key == persona)
        yield Guard("unknown_persona", or_(persona.is_(None), known))
        yield Guard("listed_twice", are_distinct(cls.arg("reasons"), None))
        asked = each(cls.arg("reasons"), "asked")
        has = exists().where(Reason.version == current_version(), Reason.key == Field(asked, None, TEXT))
        yield Guard("unknown_reason", ~select(literal(1)).select_from(asked).where(~has).exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        this = cls.arg("content_id")
        values: dict[str, Any] = {
            name: cls.arg(name) for name in ("title", "language", "link", "words", "persona", "industry")
        } | {"kind": cls.arg("content_kind"), "by_id": ACTOR, "saved_at": NOW}
        yield Effect(update(Content).where(Content.id == this).values(**values), None)
        known = Content.__table__.alias("known")
        columns = {"id": this, **values, "retired_at": typed_null(WHOLE)}
        missing = ~exists().where(known.c.id == this)
        yield Effect(
            insert(Content).from_select(list(columns), select(*columns.values()).where(missing)), None
        )
        yield Effect(delete(ContentReason).where(ContentReason.content_id == this), None)
        rows = each(cls.arg("reasons"), "given")
        yield Effect(
            insert(ContentReason).from_select(
                ["content_id", "reason"], select(this, Field(rows, None, TEXT)).select_from(rows)
            ),
            None,
        )


class RetireContent(Decision, frozen=True, kw_only=True):
    """Marketing takes something out of the library; what was sent of it keeps its name."""

    kind = "content.retire"
    roles = LIBRARIANS
    content_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        this = Content.id == cls.arg("content_id")
        yield Guard("unknown_content", exists().where(and_(this, Content.retired_at.is_(None))))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Content.id).where(Content.id == cls.arg("content_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(update(Content).where(Content.id == cls.arg("content_id")).values(retired_at=NOW))
