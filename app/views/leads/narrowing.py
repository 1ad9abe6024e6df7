"""The filters of the list: what a person narrows by, and how it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.services.filter_text import FilterProblem
from app.services.lead_filter import condition_of
from app.services.lead_list import LeadsWhere, told
from app.views import formats
from app.views.board.words import leads_said
from app.views.punctuation import joined
from app.views.refusals import sentence

_IS_FILTER = re.compile(r"""[<>=]|\b(?:contains|in)\b\s*['"(]""")
_IN_THE_BAR = ("stages", "channels", "owner", "is_unowned", "has_next_step", "text")


def typed(text: str, where: LeadsWhere) -> tuple[LeadsWhere, str]:
    """Take what somebody types as a name to look for, or as a written filter if it compares something.

    Returns:
        The filter, and what is wrong with what was typed; while it is wrong, the list stays as it was.
    """
    text = text.strip()
    if not _IS_FILTER.search(text):
        return replace(where, text=text, expression=""), ""
    try:
        condition_of(text)
    except FilterProblem as problem:
        return where, sentence(problem)
    return replace(where, text="", expression=text), ""


def narrowing_text(where: LeadsWhere) -> str:
    """Return what narrows the list beyond what its bar shows, in words."""
    parts = [_SAID[name](value) for name, value in told(where) if name in _SAID and name not in _IN_THE_BAR]
    return " · ".join(part for part in parts if part)


def _reachable(value: object) -> str:
    if value:
        return QCoreApplication.translate("Leads", "can be reached")
    return QCoreApplication.translate("Leads", "cannot be reached")


_SAID: Mapping[str, Callable[..., str]] = {
    "expression": str,
    "batch": lambda _: QCoreApplication.translate("Leads", "of one import"),
    "selection": lambda value: QCoreApplication.translate(
        "Leads", "the {count} behind a number of a report"
    ).format(count=formats.number(value.count)),
    "board": leads_said,
    "rep": lambda _: QCoreApplication.translate("Leads", "of one rep"),
    "tag": lambda value: QCoreApplication.translate("Leads", "tag {value}").format(value=value),
    "score_from": lambda value: QCoreApplication.translate("Leads", "score from {value}").format(value=value),
    "score_below": lambda value: QCoreApplication.translate("Leads", "score under {value}").format(
        value=value
    ),
    "created_from": lambda value: QCoreApplication.translate("Leads", "created since {value}").format(
        value=formats.date_time(value)
    ),
    "created_days": lambda value: QCoreApplication.translate("Leads", "created in the last {n} days").format(
        n=formats.number(value)
    ),
    "created_before": lambda value: QCoreApplication.translate("Leads", "created before {value}").format(
        value=formats.date_time(value)
    ),
    "is_reachable": _reachable,
    "maturity_from": lambda value: QCoreApplication.translate("Leads", "maturity from {value}").format(
        value=formats.percent(value)
    ),
    "reached": lambda value: QCoreApplication.translate("Leads", "reached {value}").format(
        value=value.upper()
    ),
    "regions": lambda values: joined(sorted(values)),
    "industries": lambda values: joined(sorted(values)),
    "sizes": lambda values: joined(sorted(values)),
    "stage_kinds": lambda _: QCoreApplication.translate("Leads", "of some stages"),
}
