"""How the alignment report says its columns, promises and figures, in the language of the moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.services.reports.alignment_promises import Promise, Side, Unit
from app.services.reports.alignment_rows import AlignmentBy, AlignmentRow
from app.views import formats
from app.views.i18n import is_chinese

type Said = Callable[[], str]

_SPLITS: Mapping[AlignmentBy, Said] = {
    AlignmentBy.REASON: lambda: QCoreApplication.translate("Alignment", "Reason"),
    AlignmentBy.SDR: lambda: QCoreApplication.translate("Alignment", "SDR"),
    AlignmentBy.REP: lambda: QCoreApplication.translate("Alignment", "Rep"),
    AlignmentBy.CHANNEL: lambda: QCoreApplication.translate("Alignment", "Channel"),
    AlignmentBy.QUESTION: lambda: QCoreApplication.translate("Alignment", "Question"),
}
_PROMISES: Mapping[str, Said] = {
    "first_response": lambda: QCoreApplication.translate("Alignment", "First response, mean"),
    "first_hour": lambda: QCoreApplication.translate("Alignment", "Answered within one hour"),
    "completeness": lambda: QCoreApplication.translate("Alignment", "Script answered well at the hand-over"),
    "truth": lambda: QCoreApplication.translate("Alignment", "Answers that proved true"),
    "time_to_decide": lambda: QCoreApplication.translate("Alignment", "Time to decide, median"),
    "decided_in_time": lambda: QCoreApplication.translate("Alignment", "Decided within the limit"),
    "fit": lambda: QCoreApplication.translate("Alignment", "Hand-overs accepted"),
    "feedback": lambda: QCoreApplication.translate("Alignment", "Fields of the sales record filled in"),
    "first_visit": lambda: QCoreApplication.translate(
        "Alignment", "From accepting to the first talk, median"
    ),
}


def split_name(by: AlignmentBy) -> str:
    """Return what a split is called."""
    return _SPLITS[by]()


def title_of(row: AlignmentRow, by: AlignmentBy) -> str:
    """Return what a row is called; a blank is said as such."""
    text = row.title.shown("zh" if is_chinese() else "en")
    if text:
        return text
    blank = QCoreApplication.translate("Alignment", "(blank)")
    return QCoreApplication.translate("Alignment", "(nobody)") if by is AlignmentBy.REP else blank


def headings(by: AlignmentBy) -> list[str]:
    """Return the headings of a split's table."""
    translate = QCoreApplication.translate
    return [
        split_name(by),
        translate("Alignment", "Decided"),
        translate("Alignment", "Refused"),
        translate("Alignment", "Share"),
        translate("Alignment", "Refusal right"),
        translate("Alignment", "Hand-over right"),
        translate("Alignment", "Unclear"),
        translate("Alignment", "Open"),
        translate("Alignment", "Lifted"),
        translate("Alignment", "Contradictions"),
        translate("Alignment", "Proved true"),
    ]


def cells(row: AlignmentRow, by: AlignmentBy) -> list[str]:
    """Return a row's texts in the order of the headings."""
    counts = (
        row.refusal_right,
        row.handover_right,
        row.unclear,
        row.open_cases,
        row.overridden,
        row.contradictions,
    )
    return [
        title_of(row, by),
        formats.number(row.decided),
        formats.number(row.refused),
        formats.share(row.refused, row.decided),
        *(formats.number(count) if count else "–" for count in counts),
        truth_text(row),
    ]


def truth_text(row: AlignmentRow) -> str:
    """Return how often answers proved true, and of how many."""
    if not row.tested:
        return "–"
    return f"{formats.share(row.proved_true, row.tested)} ({formats.number(row.tested)})"


def total_sentence(row: AlignmentRow) -> str:
    """Return the period in one sentence."""
    text = QCoreApplication.translate(
        "Alignment",
        "{refused} of {decided} decided hand-overs were refused. Judged: refusal right {right},"
        " hand-over right {handover}, unclear {unclear}. Waiting time lifted: {lifted}.",
    )
    return text.format(
        refused=formats.number(row.refused),
        decided=formats.number(row.decided),
        right=row.refusal_right,
        handover=row.handover_right,
        unclear=row.unclear,
        lifted=row.overridden,
    )


def side_title(side: Side) -> str:
    """Return the heading of one side's promises."""
    if side is Side.SDR:
        return QCoreApplication.translate("Alignment", "What SDRs promise")
    return QCoreApplication.translate("Alignment", "What sales promises")


def promise_name(promise: Promise) -> str:
    """Return what a promise is called."""
    return _PROMISES[promise.key]()


def figure(value: float | None, unit: Unit) -> str:
    """Return a figure with its unit; a dash where nothing was observed."""
    if value is None:
        return "–"
    if unit is Unit.SHARE:
        return formats.percent(int(value * 100 + 1e-9))
    shown = f"{value:.1f}".removesuffix(".0")
    texts = {
        Unit.HOURS: QCoreApplication.translate("Alignment", "{n} h"),
        Unit.WORKING_HOURS: QCoreApplication.translate("Alignment", "{n} working hours"),
        Unit.DAYS: QCoreApplication.translate("Alignment", "{n} days"),
    }
    return texts[unit].format(n=shown)


def field_text(promise: Promise) -> str:
    """Return the field's figure in words; nothing where there is none."""
    if promise.field is None:
        return ""
    text = QCoreApplication.translate("Alignment", "the field: {figure}")
    return text.format(figure=figure(promise.field, promise.unit))


def promise_text(promise: Promise) -> str:
    """Return a promise whole, as a screen reader says it."""
    name, value = promise_name(promise), figure(promise.value, promise.unit)
    of = QCoreApplication.translate("Alignment", "of {n}").format(n=formats.number(promise.count))
    return ", ".join(part for part in (f"{name}: {value}", of, field_text(promise)) if part)
