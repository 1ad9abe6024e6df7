"""What the funnel's figures, choices and periods are called, in the language of the moment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.clock import to_epoch_day
from app.models.vocabulary import StageKind
from app.services.reports.dimensions import BLANK, UNKNOWN, Cell, Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.funnel_leads import LeadSelection, Part
from app.services.reports.periods import Period
from app.services.reports.report import Basis, ReportFilter
from app.views import formats
from app.views.i18n import is_chinese

_FINE = 10
"""Below a tenth a share is said with one place: 9 of 1,227 is not nothing."""
_SHORT_FROM = 100_000
"""From here a table says 12.3万 or 123K; the tooltip has every figure."""


def layer_name(layer: Layer) -> str:
    """Return what a layer is called."""
    translate = QCoreApplication.translate
    return {
        Layer.LEAD: translate("Funnel", "Leads"),
        Layer.MQL: "MQL",
        Layer.SAL: "SAL",
        Layer.SALES_QUALIFIED: "SQL",
        Layer.OPPORTUNITY: translate("Funnel", "Opportunity"),
        Layer.POC: "POC",
        Layer.WON: translate("Funnel", "Won"),
    }[layer]


def dimension_name(dimension: Dimension) -> str:
    """Return what a dimension is called."""
    translate = QCoreApplication.translate
    return {
        Dimension.CHANNEL: translate("Funnel", "Channel"),
        Dimension.MONTH: translate("Funnel", "Month"),
        Dimension.CAMPAIGN: translate("Funnel", "Campaign"),
        Dimension.AD_UNIT: translate("Funnel", "Ad unit"),
        Dimension.KEYWORD: translate("Funnel", "Keyword"),
        Dimension.REGION: translate("Funnel", "Region"),
        Dimension.INDUSTRY: translate("Funnel", "Industry"),
        Dimension.SIZE: translate("Funnel", "Company size"),
        Dimension.OWNER: translate("Funnel", "SDR"),
        Dimension.REP: translate("Funnel", "Sales rep"),
    }[dimension]


def period_name(period: Period) -> str:
    """Return what a period is called."""
    translate = QCoreApplication.translate
    return {
        Period.THIS_MONTH: translate("Funnel", "This month"),
        Period.LAST_MONTH: translate("Funnel", "Last month"),
        Period.THIS_QUARTER: translate("Funnel", "This quarter"),
        Period.LAST_QUARTER: translate("Funnel", "Last quarter"),
        Period.THIS_YEAR: translate("Funnel", "This year"),
        Period.LAST_YEAR: translate("Funnel", "Last year"),
        Period.ALL: translate("Funnel", "All time"),
        Period.CUSTOM: translate("Funnel", "From – to"),
    }[period]


def basis_name(basis: Basis) -> str:
    """Return what a basis is called."""
    translate = QCoreApplication.translate
    return translate("Funnel", "Cohort") if basis is Basis.COHORT else translate("Funnel", "Snapshot")


def standing_name(kind: StageKind | None) -> str:
    """Return where leads stand that went no further; ``None`` is under way."""
    translate = QCoreApplication.translate
    match kind:
        case StageKind.LOST:
            return translate("Funnel", "Lost")
        case StageKind.NURTURE:
            return translate("Funnel", "In nurture")
        case StageKind.REFUSED:
            return translate("Funnel", "Refused by sales")
        case _:
            return translate("Funnel", "Under way")


def split_title(by: Dimension) -> str:
    """Return the heading of what is split by a dimension."""
    name = dimension_name(by)
    return QCoreApplication.translate("Funnel", "By {dimension}").format(
        dimension=name if name.isupper() else name.lower()
    )


def selection_words(selection: LeadSelection) -> str:
    """Return in words which leads a selection is, for the heading of their list."""
    translate = QCoreApplication.translate
    parts = [translate("Funnel", "Funnel"), layer_name(selection.layer)]
    if selection.by is not None:
        cell = selection.cell or Cell(selection.value, selection.value, selection.value)
        parts.append(cell_title(cell, selection.by))
    match selection.part:
        case Part.LEFT:
            kind = selection.standing
            parts.append(standing_name(kind) if kind else translate("Funnel", "Went no further"))
        case Part.IMPLIED:
            parts.append(translate("Funnel", "Implied"))
        case Part.SUSPECT:
            parts.append(translate("Funnel", "Dated before their lead"))
        case Part.COUNTED:
            pass
    if selection.asked.since is not None or selection.asked.until is not None:
        parts.append(_period_words(selection.asked))
    return " · ".join(parts)


def cell_title(cell: Cell, by: Dimension) -> str:
    """Return what a cell of a dimension is called: blank and unknown in words, months in short."""
    translate = QCoreApplication.translate
    if cell.value == BLANK:
        is_person = by in {Dimension.OWNER, Dimension.REP}
        return translate("Funnel", "Nobody") if is_person else translate("Funnel", "Left blank")
    if cell.value == UNKNOWN:
        return translate("Funnel", "Unknown")
    if by is Dimension.MONTH:
        year, _, month = cell.value.partition("-")
        return formats.month(int(year), int(month)) if month else cell.value
    return cell.title_zh if is_chinese() else cell.title_en


def basis_sentence(asked: ReportFilter) -> str:
    """Return in a sentence what is counted."""
    translate = QCoreApplication.translate
    is_cohort = asked.basis is Basis.COHORT
    if asked.since is None and asked.until is None:
        if is_cohort:
            return translate(
                "Funnel", "All leads, and what has become of them. A period narrows to those created in it."
            )
        return translate("Funnel", "All that ever happened. A period narrows to what happened in it.")
    if is_cohort:
        text = translate("Funnel", "The leads created {period}, and whatever has become of them since.")
    else:
        text = translate(
            "Funnel", "What happened {period}: who reached each layer then, whenever the lead was created."
        )
    return text.format(period=_period_words(asked))


def figure(count: int) -> str:
    """Return a count as a table says it."""
    return formats.number(count) if abs(count) < _SHORT_FROM else formats.short_number(count)


def share(part: int, whole: int) -> str:
    """Return a part of a whole in percent, cut: whole from 10 %, with one place below, a dash of nothing."""
    if not whole:
        return "–"
    if not part or part * _FINE >= whole:
        return formats.share(part, whole)
    return formats.fraction(part / whole)


def amounts_text(amounts: tuple[tuple[str, int], ...], *, short: bool = True) -> str:
    """Return amounts in full, each currency apart; short, the largest figure and how many others there are."""
    priced = [(currency, minor) for currency, minor in amounts if minor]
    if not short:
        return " + ".join(formats.money(minor, currency) for currency, minor in priced)
    if not priced:
        return ""
    currency, minor = max(priced, key=lambda one: one[1])
    others = f" +{len(priced) - 1}" if len(priced) > 1 else ""
    return formats.money(_fewer_digits(minor), currency, short=True) + others


def _fewer_digits(minor: int) -> int:
    """Cut what would make a short amount long: ¥8,144万 needs no tenth."""
    ten_thousand = 100 * 10**4
    return minor // ten_thousand * ten_thousand if is_chinese() and minor >= 1000 * ten_thousand else minor


def _period_words(asked: ReportFilter) -> str:
    translate = QCoreApplication.translate
    since = "" if asked.since is None else formats.day(to_epoch_day(asked.since))
    until = "" if asked.until is None else formats.day(to_epoch_day(asked.until))
    if not since:
        return translate("Funnel", "until {until}").format(until=until)
    if not until:
        return translate("Funnel", "since {since}").format(since=since)
    return translate("Funnel", "from {since} to {until}").format(since=since, until=until)
