"""Every stored table in one place, for whoever must know them all (schema, triggers, parity)."""

from __future__ import annotations

from app.models import (
    activity,
    calendar,
    calibration,
    call_lists,
    corrections,
    deals,
    desk,
    do_not_contact,
    erasing,
    handover,
    imports,
    leads,
    merging,
    money,
    nurture,
    people,
    playbook,
    pool,
    recordings,
    reminders,
    report_parts,
    review,
    runs,
    sales,
    scores,
    search_index,
)
from app.models.base import Local, Shared

_MODULES = (
    activity,
    calendar,
    calibration,
    call_lists,
    corrections,
    deals,
    desk,
    do_not_contact,
    erasing,
    handover,
    imports,
    leads,
    merging,
    money,
    nurture,
    people,
    playbook,
    pool,
    recordings,
    reminders,
    report_parts,
    review,
    runs,
    sales,
    scores,
    search_index,
)
"""Importing these maps their classes."""

SHARED = Shared.metadata
LOCAL = Local.metadata


def shared_classes() -> tuple[type[Shared], ...]:
    """Return every shared class that has a table, by table name."""
    found = [mapper.class_ for mapper in Shared.registry.mappers]
    return tuple(sorted(found, key=lambda cls: cls.__tablename__))
