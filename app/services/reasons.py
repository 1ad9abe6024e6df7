"""Reasons of the playbook, as rules check them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists

from app.models.playbook import Reason
from app.models.vocabulary import ReasonKind
from app.services.limits import current_version


def is_reason(key: ColumnElement[Any], kind: ReasonKind) -> ColumnElement[bool]:
    """Whether the playbook in force has this reason for this kind of decision."""
    return exists().where(Reason.version == current_version(), Reason.key == key, Reason.kind == kind.value)
