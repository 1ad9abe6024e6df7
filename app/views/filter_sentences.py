"""What is wrong with a written filter, by code: where it stands, what stands there, and what was meant perhaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

FILTERS: Mapping[str, Callable[[], str]] = {
    "filter_unknown_field": lambda: QCoreApplication.translate(
        "Filters", "There is no field {found} (character {at}). The nearest is {near}."
    ),
    "filter_field_expected": lambda: QCoreApplication.translate(
        "Filters", "A field is missing at character {at}: write for instance score >= 100."
    ),
    "filter_comparison_expected": lambda: QCoreApplication.translate(
        "Filters", "A comparison is missing at character {at}: =, !=, <, >, contains or in (…)."
    ),
    "filter_value_expected": lambda: QCoreApplication.translate(
        "Filters", "A value is missing at character {at}: a number, or a text in quotes."
    ),
    "filter_bracket_expected": lambda: QCoreApplication.translate(
        "Filters", "A bracket {near} is missing at character {at}."
    ),
    "filter_open_text": lambda: QCoreApplication.translate(
        "Filters", "The quotes opened at character {at} are never closed."
    ),
    "filter_unexpected": lambda: QCoreApplication.translate(
        "Filters", "{found} cannot stand at character {at}. Join comparisons by and, or."
    ),
    "filter_not_a_number": lambda: QCoreApplication.translate(
        "Filters", "{near} is compared with a number, and {found} is none (character {at})."
    ),
    "filter_not_a_date": lambda: QCoreApplication.translate(
        "Filters", "{near} is compared with a date such as 2026-01-31, and {found} is none (character {at})."
    ),
    "filter_not_an_id": lambda: QCoreApplication.translate(
        "Filters", "{near} is compared with = and an id, and {found} is none (character {at})."
    ),
    "filter_not_text": lambda: QCoreApplication.translate(
        "Filters", "{found} holds no text that could contain something (character {at})."
    ),
    "filter_too_deep": lambda: QCoreApplication.translate(
        "Filters", "Too many brackets stand within brackets (character {at})."
    ),
    "filter_too_long": lambda: QCoreApplication.translate("Filters", "This filter is too long."),
}
