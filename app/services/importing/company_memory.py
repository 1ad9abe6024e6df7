"""What earlier leads of a company said of it, kept for its next lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, exists, func, insert, select, update

from app.models.imports import CompanyFacts, IntakeRow
from app.services.importing.chunk_rows import MINE
from app.services.importing.fields import FACTS
from app.services.kernel.command import Effect
from app.services.kernel.expressions import CMD


def remember_companies() -> Iterator[Effect]:
    """Remember what this chunk says of companies: the first word on each fact stays."""
    said = IntakeRow.__table__.alias("said_of_it")

    def first(name: str, company_key: Any) -> ColumnElement[Any]:
        return (
            select(said.c[name])
            .where(said.c.cmd_id == CMD, said.c.company_key == company_key, said.c[name].is_not(None))
            .order_by(said.c.row_no)
            .limit(1)
            .scalar_subquery()
        )

    mentioned = select(IntakeRow.company_key).where(MINE, IntakeRow.company_key.is_not(None))
    yield Effect(
        update(CompanyFacts)
        .where(CompanyFacts.company_key.in_(mentioned))
        .values({
            name: func.coalesce(getattr(CompanyFacts, name), first(name, CompanyFacts.company_key)) for name in FACTS
        }),
        None,
    )  # fmt: skip
    fresh = (
        mentioned.where(~exists().where(CompanyFacts.company_key == IntakeRow.company_key))
        .distinct()
        .subquery("fresh")
    )
    yield Effect(
        insert(CompanyFacts).from_select(
            ["company_key", *FACTS],
            select(fresh.c.company_key, *(first(name, fresh.c.company_key) for name in FACTS)),
        ),
        None,
    )
