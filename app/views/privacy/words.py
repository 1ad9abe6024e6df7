"""How entries of the do-not-contact list and what was erased are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import BarKind
from app.services.do_not_contact_view import BarRow
from app.views import formats
from app.views.leads.said import phone_text


def shown_text(entry: BarRow) -> str:
    """Return what an entry is about, as people read it; of an erased person only that there is one."""
    if not entry.shown:
        return QCoreApplication.translate("Privacy", "(person erased)")
    return phone_text(entry.shown) if entry.kind is BarKind.PHONE else entry.shown


_PARTS: Mapping[str, tuple[str, ...]] = {
    "contacts": ("contact_point", "merged_contact_point", "lead", "merged_lead", "import_before",
                 "merged_import_before", "lead_change", "touch"),
    "answers": ("answer", "handover_answer", "sales_record_value", "sales_record"),
    "notes": ("activity", "handover_call", "follow_up", "merged_follow_up", "stage_move", "merged_stage_move",
              "lead_return", "recall_extension", "review", "guard_override"),
    "cards": ("handover", "handover_event"),
    "fields": ("custom_field", "merged_custom_field", "tag", "merged_tag", "behaviour", "merged_lead_key"),
    "rows": ("import_row", "import_row_aside"),
    "recordings": ("call_recording",),
}  # fmt: skip
"""Tables by what people would call what is in them."""


_PART_TEXTS: Mapping[str, Callable[[], str]] = {
    "contacts": lambda: QCoreApplication.translate("Privacy", "Names, numbers, addresses, traces: {n}"),
    "answers": lambda: QCoreApplication.translate("Privacy", "Words of answers and sales records: {n}"),
    "notes": lambda: QCoreApplication.translate("Privacy", "Words of calls, notes and follow-ups: {n}"),
    "cards": lambda: QCoreApplication.translate("Privacy", "Words on hand-over cards: {n}"),
    "fields": lambda: QCoreApplication.translate("Privacy", "Fields and tags of their own: {n}"),
    "rows": lambda: QCoreApplication.translate("Privacy", "Imported rows: {n}"),
    "recordings": lambda: QCoreApplication.translate("Privacy", "Recordings: {n}"),
}


def counted_parts(counts: Mapping[str, int]) -> list[str]:
    """Return what was or will be overwritten, one line a kind: “Recordings: 3”."""
    known = {table for tables in _PARTS.values() for table in tables}
    sums = {part: sum(counts.get(table, 0) for table in tables) for part, tables in _PARTS.items()}
    sums["fields"] += sum(count for table, count in counts.items() if table not in known)
    return [_PART_TEXTS[part]().format(n=formats.number(count)) for part, count in sums.items() if count]
