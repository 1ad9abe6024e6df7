"""What the doctor found, as sentences: one table, by the codes of ``safekeeping.doctor``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.clock import to_epoch_day
from app.services.safekeeping.doctor import Finding
from app.views import formats
from app.views.refusals import refusal_sentence

FINDINGS: Mapping[str, Callable[[], str]] = {
    "database_whole": lambda: QCoreApplication.translate("Findings", "Every page of the database is whole."),
    "schema_version": lambda: QCoreApplication.translate(
        "Findings", "The database has version {found}; this Decile reads up to {known}."
    ),
    "encrypted": lambda: QCoreApplication.translate("Findings", "The database is encrypted."),
    "not_encrypted": lambda: QCoreApplication.translate("Findings", "The database is not encrypted."),
    "schema_differs": lambda: QCoreApplication.translate(
        "Findings", "The table {table} is not as this version makes it. Keep a backup and ask for help."
    ),
    "orphans": lambda: QCoreApplication.translate(
        "Findings", "Rows of {table} that refer to something missing ({column}): {count}. Ask for help."
    ),
    "references_whole": lambda: QCoreApplication.translate("Findings", "No row refers to something missing."),
    "members": lambda: QCoreApplication.translate("Findings", "Members: {count}."),
    "not_founded": lambda: QCoreApplication.translate("Findings", "Nobody works here yet."),
    "names_stray": lambda: QCoreApplication.translate(
        "Findings",
        "Leads whose search form is not that of their name: {count}. Correct their company or contact once more.",
    ),
    "reports_hold": lambda: QCoreApplication.translate(
        "Findings", "What reports have counted holds; parts kept: {kept}."
    ),
    "reports_stray": lambda: QCoreApplication.translate(
        "Findings",
        "What reports have counted does not hold: {count} parts of {kept}. Have it counted again with"
        " ‘decile report channels --afresh’.",
    ),
    "reports_unwatched": lambda: QCoreApplication.translate(
        "Findings",
        "Reports do not notice every change any more."
        " Have everything counted again with ‘decile report channels --afresh’.",
    ),
    "playbook": lambda: QCoreApplication.translate(
        "Findings", "The playbook in force is {key}, version {version}."
    ),
    "playbook_missing": lambda: QCoreApplication.translate(
        "Findings", "No single playbook is in force. Adopt one on the playbook page."
    ),
    "playbook_strays": lambda: QCoreApplication.translate(
        "Findings",
        "The text kept with version {version} of the playbook says something else than what counts, in: {parts}. "
        "A team lead puts it right on the playbook page.",
    ),
    "calendar": lambda: QCoreApplication.translate("Findings", "The working calendar reaches until {until}."),
    "calendar_ends_soon": lambda: QCoreApplication.translate(
        "Findings", "The working calendar ends on {until}; limits soon reach past it. Define it further."
    ),
    "calendar_missing": lambda: QCoreApplication.translate(
        "Findings", "There is no working calendar, so no limit in working days can run."
    ),
    "year_not_announced": lambda: QCoreApplication.translate(
        "Findings",
        "The holidays of {year} are not announced yet; until then only days that the law names count.",
    ),
    "import_unfinished": lambda: QCoreApplication.translate(
        "Findings",
        "The import of {file} begun {began} has not ended; {rows} rows came in. If it no longer runs, undo it on the"
        " import page.",
    ),
    "outbox": lambda: QCoreApplication.translate("Findings", "What was done on this desk is settled."),
    "size": lambda: QCoreApplication.translate("Findings", "The database has {bytes}, its log {log_bytes}."),
    "disk": lambda: QCoreApplication.translate("Findings", "{free_bytes} are free on the disk."),
    "disk_low": lambda: QCoreApplication.translate(
        "Findings", "Only {free_bytes} are free on the disk. Make room, or nothing can be written soon."
    ),
    "kept_file": lambda: QCoreApplication.translate(
        "Findings", "{path} is kept from an earlier trouble ({bytes}). Delete it once you miss nothing."
    ),
    "backups": lambda: QCoreApplication.translate("Findings", "Backups: {count}, the newest of {newest}."),
    "backups_old": lambda: QCoreApplication.translate(
        "Findings", "The newest backup is of {newest}. Back up now."
    ),
    "backups_none": lambda: QCoreApplication.translate("Findings", "There is no backup yet. Back up now."),
}


_DATES = frozenset({"until", "newest"})


def finding_sentence(finding: Finding) -> str:
    """Return what was found; troubles of files have their sentences already."""
    values = {name: _written(name, value) for name, value in finding.values.items()}
    said = FINDINGS.get(finding.code)
    return said().format_map(values) if said else refusal_sentence(finding.code, values)


def _written(name: str, value: object) -> str:
    if name in _DATES:
        return formats.day(to_epoch_day(date.fromisoformat(str(value))))
    return formats.file_size(value) if name.endswith("bytes") and isinstance(value, int) else str(value)
