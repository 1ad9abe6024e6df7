"""What reports, their columns, splits and findings are called, in the language of the moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from app.clock import to_epoch_day
from app.services.help_requests import HelpAbout
from app.services.reports.cohorts import MONTH_DAYS
from app.services.reports.dimensions import BLANK, Cell, Dimension
from app.services.reports.hours import best
from app.services.reports.pipeline import EDGES
from app.services.reports.script import SAMPLE
from app.services.reports.sheet import OWN_CHANNELS, Behind, Column, Custom, Entry, Own, Sheet, Split, Unit
from app.views import formats
from app.views.funnel.words import amounts_text, cell_title, dimension_name
from app.views.help.words import ABOUT as HELP
from app.views.i18n import is_chinese

_SHORT_FROM = 1_000_000


type Said = Callable[[], str]

NAMES: Mapping[str, Said] = {
    "channels": lambda: QCoreApplication.translate("Reports", "Channels"),
    "keywords": lambda: QCoreApplication.translate("Reports", "Keywords"),
    "pipeline": lambda: QCoreApplication.translate("Reports", "Pipeline"),
    "durations": lambda: QCoreApplication.translate("Reports", "Time in each stage"),
    "forecast": lambda: QCoreApplication.translate("Reports", "Forecast"),
    "revenue": lambda: QCoreApplication.translate("Reports", "Revenue"),
    "wins": lambda: QCoreApplication.translate("Reports", "Wins"),
    "poc": lambda: QCoreApplication.translate("Reports", "Proofs of concept"),
    "losses": lambda: QCoreApplication.translate("Reports", "Losses and reasons"),
    "rivals": lambda: QCoreApplication.translate("Reports", "Competitors"),
    "help": lambda: QCoreApplication.translate("Reports", "Help needed"),
    "cohorts": lambda: QCoreApplication.translate("Reports", "Cohorts"),
    "work": lambda: QCoreApplication.translate("Reports", "Work"),
    "response": lambda: QCoreApplication.translate("Reports", "First responses"),
    "hours": lambda: QCoreApplication.translate("Reports", "Best hours to call"),
    "script": lambda: QCoreApplication.translate("Reports", "Script"),
    "thresholds": lambda: QCoreApplication.translate("Reports", "Threshold"),
    "calibration": lambda: QCoreApplication.translate("Reports", "Calibration"),
    "health": lambda: QCoreApplication.translate("Reports", "Stage health"),
}
"""Of each report of the frame; the funnel and the alignment have pages of their own."""

ABOUT: Mapping[str, Said] = {
    "channels": lambda: QCoreApplication.translate(
        "Reports",
        "What each channel brings and costs. The line is the range chance leaves the share of deals, at 95 %.",
    ),
    "keywords": lambda: QCoreApplication.translate(
        "Reports", "Which words people searched for before they became customers, and what a click was worth."
    ),
    "pipeline": lambda: QCoreApplication.translate(
        "Reports",
        "Who stands where now, what moved in the period, and who has stayed longer than nine in ten.",
    ),
    "durations": lambda: QCoreApplication.translate(
        "Reports",
        "How long leads stay in a stage, as the share (%) of stays: most are quick, the tail is what hurts.",
    ),
    "forecast": lambda: QCoreApplication.translate(
        "Reports",
        "Amount × win % of the stage; committed from 80 % on; best case is everything open. Lost counts nothing.",
    ),
    "revenue": lambda: QCoreApplication.translate("Reports", "What was won, and how many days a deal took."),
    "wins": lambda: QCoreApplication.translate(
        "Reports", "Of the leads that sales accepted, how many became customers."
    ),
    "poc": lambda: QCoreApplication.translate(
        "Reports", "How proofs of concept ended, and how many days they took."
    ),
    "losses": lambda: QCoreApplication.translate("Reports", "Where leads leave, and the reason given."),
    "rivals": lambda: QCoreApplication.translate(
        "Reports", "Which other vendors our customers talk to, and how deals end against each."
    ),
    "help": lambda: QCoreApplication.translate(
        "Reports", "What deals wait for and from whom, and the money that waits with them."
    ),
    "cohorts": lambda: QCoreApplication.translate(
        "Reports", "Of the leads of a month, the share (%) won within so many days."
    ),
    "work": lambda: QCoreApplication.translate("Reports", "What each person took on, did, and still owes."),
    "response": lambda: QCoreApplication.translate(
        "Reports", "New leads answered within the hour (%), by the day they came; white: none came."
    ),
    "hours": lambda: QCoreApplication.translate(
        "Reports", "Calls that reached somebody (%), by day of the week and hour, where the team is."
    ),
    "script": lambda: QCoreApplication.translate(
        "Reports", "How often each question is answered well, and whether sales accepts more where it is."
    ),
    "calibration": lambda: QCoreApplication.translate(
        "Reports", "Two people hear the same recording and judge it blind: how often they say the same."
    ),
    "thresholds": lambda: QCoreApplication.translate(
        "Reports",
        "Of the hand-overs that would have passed each threshold, the share sales accepted, and how many are left.",
    ),
    "health": lambda: QCoreApplication.translate(
        "Reports", "Stages nobody enters, everybody passes at once, or leads go back and forth in."
    ),
}

COLUMNS: Mapping[str, Said] = {
    "lead": lambda: QCoreApplication.translate("Reports", "Leads"),
    "mql": lambda: "MQL",
    "sal": lambda: "SAL",
    "sql": lambda: "SQL",
    "opportunity": lambda: QCoreApplication.translate("Reports", "Opportunities"),
    "poc": lambda: "POC",
    "won": lambda: QCoreApplication.translate("Reports", "Won"),
    "lost": lambda: QCoreApplication.translate("Reports", "Lost"),
    "won_of_lead": lambda: QCoreApplication.translate("Reports", "Won of leads"),
    "won_of_sal": lambda: QCoreApplication.translate("Reports", "Won of accepted"),
    "won_of_poc": lambda: QCoreApplication.translate("Reports", "Won of POCs"),
    "won_of_decided": lambda: QCoreApplication.translate("Reports", "Won of decided"),
    "revenue": lambda: QCoreApplication.translate("Reports", "Revenue"),
    "revenue_share": lambda: QCoreApplication.translate("Reports", "Of revenue"),
    "revenue_per_won": lambda: QCoreApplication.translate("Reports", "Per deal"),
    "days_median": lambda: QCoreApplication.translate("Reports", "Days, median"),
    "days_mean": lambda: QCoreApplication.translate("Reports", "Days, mean"),
    "days_p90": lambda: QCoreApplication.translate("Reports", "Days, 9 of 10"),
    "clicks": lambda: QCoreApplication.translate("Reports", "Clicks"),
    "cost": lambda: QCoreApplication.translate("Reports", "Cost"),
    "cost_per_lead": lambda: QCoreApplication.translate("Reports", "Per lead"),
    "cost_per_mql": lambda: QCoreApplication.translate("Reports", "Per MQL"),
    "cost_per_won": lambda: QCoreApplication.translate("Reports", "Per deal"),
    "return": lambda: QCoreApplication.translate("Reports", "Return"),
    "difference": lambda: QCoreApplication.translate("Reports", "Against the others"),
    "here": lambda: QCoreApplication.translate("Reports", "Now"),
    "amount": lambda: QCoreApplication.translate("Reports", "Amount"),
    "asked": lambda: QCoreApplication.translate("Reports", "Asked for"),
    "replied": lambda: QCoreApplication.translate("Reports", "Answered"),
    "replied_of_asked": lambda: QCoreApplication.translate("Reports", "Answered, share"),
    "ended": lambda: QCoreApplication.translate("Reports", "Ended"),
    "won_of_ended": lambda: QCoreApplication.translate("Reports", "Won of ended"),
    "entered": lambda: QCoreApplication.translate("Reports", "Came in"),
    "left": lambda: QCoreApplication.translate("Reports", "Left"),
    "stuck": lambda: QCoreApplication.translate("Reports", "Stuck"),
    "stays": lambda: QCoreApplication.translate("Reports", "Stays"),
    "deals": lambda: QCoreApplication.translate("Reports", "Deals"),
    "open": lambda: QCoreApplication.translate("Reports", "Open"),
    "committed": lambda: QCoreApplication.translate("Reports", "Committed"),
    "forecast": lambda: QCoreApplication.translate("Reports", "Forecast"),
    "best_case": lambda: QCoreApplication.translate("Reports", "Best case"),
    "running": lambda: QCoreApplication.translate("Reports", "Running"),
    "failed": lambda: QCoreApplication.translate("Reports", "Failed"),
    "lost_amount": lambda: QCoreApplication.translate("Reports", "Lost amount"),
    "new": lambda: QCoreApplication.translate("Reports", "New"),
    "assigned": lambda: QCoreApplication.translate("Reports", "Assigned"),
    "claimed": lambda: QCoreApplication.translate("Reports", "Claimed"),
    "calls": lambda: QCoreApplication.translate("Reports", "Calls"),
    "connected": lambda: QCoreApplication.translate("Reports", "Connected"),
    "connected_of_calls": lambda: QCoreApplication.translate("Reports", "Reached"),
    "runs": lambda: QCoreApplication.translate("Reports", "Scripts"),
    "handovers": lambda: QCoreApplication.translate("Reports", "Hand-overs"),
    "accepted": lambda: QCoreApplication.translate("Reports", "Accepted"),
    "refused": lambda: QCoreApplication.translate("Reports", "Refused"),
    "accepted_of_handovers": lambda: QCoreApplication.translate("Reports", "Accepted, share"),
    "accepted_of_decided": lambda: QCoreApplication.translate("Reports", "Accepted, share"),
    "overdue": lambda: QCoreApplication.translate("Reports", "Overdue"),
    "came": lambda: QCoreApplication.translate("Reports", "New leads"),
    "within_hour": lambda: QCoreApplication.translate("Reports", "Within 1 h"),
    "within_hour_share": lambda: QCoreApplication.translate("Reports", "Within 1 h, share"),
    "minutes_median": lambda: QCoreApplication.translate("Reports", "Median"),
    "minutes_p90": lambda: QCoreApplication.translate("Reports", "9 of 10"),
    "unanswered": lambda: QCoreApplication.translate("Reports", "Not answered"),
    "answered": lambda: QCoreApplication.translate("Reports", "Answers"),
    "good": lambda: QCoreApplication.translate("Reports", "Good"),
    "judged": lambda: QCoreApplication.translate("Reports", "Judged twice"),
    "alike": lambda: QCoreApplication.translate("Reports", "Alike"),
    "alike_share": lambda: QCoreApplication.translate("Reports", "Agreement"),
    "kappa": lambda: QCoreApplication.translate("Reports", "Cohen's kappa"),
    "good_share": lambda: QCoreApplication.translate("Reports", "Good, share"),
    "decided": lambda: QCoreApplication.translate("Reports", "Decided"),
    "kept": lambda: QCoreApplication.translate("Reports", "Left of them"),
    "decided_good": lambda: QCoreApplication.translate("Reports", "Decided, good"),
    "decided_other": lambda: QCoreApplication.translate("Reports", "Decided, not good"),
    "accepted_good": lambda: QCoreApplication.translate("Reports", "Accepted, good"),
    "accepted_other": lambda: QCoreApplication.translate("Reports", "Accepted, not good"),
    "accepted_if_good": lambda: QCoreApplication.translate("Reports", "Accepted if good"),
    "accepted_if_not": lambda: QCoreApplication.translate("Reports", "Accepted if not"),
    "won_good": lambda: QCoreApplication.translate("Reports", "Won, good"),
    "won_other": lambda: QCoreApplication.translate("Reports", "Won, not good"),
    "won_if_good": lambda: QCoreApplication.translate("Reports", "Won if good"),
    "won_if_not": lambda: QCoreApplication.translate("Reports", "Won if not"),
    "stopped": lambda: QCoreApplication.translate("Reports", "Ended here"),
    "forward": lambda: QCoreApplication.translate("Reports", "Went on"),
    "backward": lambda: QCoreApplication.translate("Reports", "Went back"),
    "again": lambda: QCoreApplication.translate("Reports", "Came again"),
    "same_day": lambda: QCoreApplication.translate("Reports", "Within a day"),
    "still": lambda: QCoreApplication.translate("Reports", "Still there"),
    "backward_of_entered": lambda: QCoreApplication.translate("Reports", "Back, share"),
    "same_day_of_entered": lambda: QCoreApplication.translate("Reports", "Within a day, share"),
    "finding": lambda: QCoreApplication.translate("Reports", "Finding"),
}

WORDS: Mapping[str, Said] = {
    "proved": lambda: QCoreApplication.translate("Reports", "differs"),
    "not_proved": lambda: QCoreApplication.translate("Reports", "difference not proved"),
    "unused": lambda: QCoreApplication.translate("Reports", "nobody ever came here"),
    "few": lambda: QCoreApplication.translate("Reports", "too few to judge"),
    "back_and_forth": lambda: QCoreApplication.translate("Reports", "leads go back and forth"),
    "passed": lambda: QCoreApplication.translate("Reports", "passed at once by nearly all"),
    "sound": lambda: QCoreApplication.translate("Reports", "in use"),
}

NOTES: Mapping[str, Said] = {
    "kappa": lambda: QCoreApplication.translate(
        "Reports",
        "Kappa is agreement beyond chance (Cohen 1960): 1 always, 0 as by chance. A dash: both only ever said one thing.",
    ),
    "below_threshold_unobserved": lambda: QCoreApplication.translate(
        "Reports",
        "Below the threshold nothing was handed over but the sample, if the playbook draws one: what"
        " was not handed over is not known, and is not guessed.",
    ),
    "threshold": lambda: QCoreApplication.translate("Reports", "Threshold in force: {0} %."),
    "sample_on": lambda: QCoreApplication.translate(
        "Reports", "Controlled sample on: one run in {0} may be handed over from {1} %, marked as such."
    ),
    "sample_off": lambda: QCoreApplication.translate(
        "Reports", "Controlled sample off: it is switched on in the playbook's numbers."
    ),
}

SPLITS: Mapping[str, Said] = {
    Own.STAGE: lambda: QCoreApplication.translate("Reports", "Stage"),
    Own.REASON: lambda: QCoreApplication.translate("Reports", "Reason"),
    Own.RIVAL: lambda: QCoreApplication.translate("Reports", "Competitor"),
    Own.ABOUT: lambda: QCoreApplication.translate("Reports", "What for"),
    Own.QUESTION: lambda: QCoreApplication.translate("Reports", "Question"),
    Own.VERSION: lambda: QCoreApplication.translate("Reports", "Script version"),
    Own.THRESHOLD: lambda: QCoreApplication.translate("Reports", "Threshold"),
    Own.DAY: lambda: QCoreApplication.translate("Reports", "Day"),
    Own.WEEK: lambda: QCoreApplication.translate("Reports", "Week"),
    Own.WEEKDAY: lambda: QCoreApplication.translate("Reports", "Day of the week"),
    Own.HOUR: lambda: QCoreApplication.translate("Reports", "Hour"),
    Own.FIRST_TOUCH: lambda: QCoreApplication.translate("Reports", "First touch"),
    Own.LAST_TOUCH: lambda: QCoreApplication.translate("Reports", "Last touch"),
    Own.FIRST_KEYWORD: lambda: QCoreApplication.translate("Reports", "First keyword"),
    Own.LAST_KEYWORD: lambda: QCoreApplication.translate("Reports", "Last keyword"),
}

STATES: Mapping[str, Said] = {
    "good": lambda: QCoreApplication.translate("Reports", "good"),
    "weak": lambda: QCoreApplication.translate("Reports", "weak"),
    "refused": lambda: QCoreApplication.translate("Reports", "refused"),
    "disqualifying": lambda: QCoreApplication.translate("Reports", "disqualifying"),
    "not_asked": lambda: QCoreApplication.translate("Reports", "not asked"),
}


def notes_of(sheet: Sheet) -> str:
    """Return what the reader of a report must know, in sentences; a note carries its numbers behind colons."""
    said = []
    for note in sheet.notes:
        code, *numbers = note.split(":")
        said.append(NOTES[code]().format(*numbers))
    if sheet.name == "hours" and sheet.by is Own.WEEKDAY and best(sheet):
        fields = ", ".join(
            f"{row_title(line.cell, sheet.by)} {column_name(column)} ({entry_text(line.at(column.key), Unit.SHARE)},"
            f" {range_text(line.at(column.key))})"
            for line, column in best(sheet)
        )
        said.append(QCoreApplication.translate("Reports", "Best so far: {fields}.").format(fields=fields))
    return " ".join(said)


def report_name(name: str) -> str:
    """Return what a report is called."""
    return NAMES[name]()


def split_name(by: Split) -> str:
    """Return what a split is called."""
    if isinstance(by, Custom):
        return by.field
    if by is Own.MEMBER:
        return QCoreApplication.translate("Reports", "Person")
    if by is Own.KEPT:
        return dimension_name(Dimension.MONTH)
    return dimension_name(by) if isinstance(by, Dimension) else SPLITS[by]()


def column_name(column: Column) -> str:  # noqa: PLR0911 -- a word a case
    """Return the heading of a column."""
    if column.across is None:
        return COLUMNS[column.key]()
    value = column.across
    match column.measure:
        case "d":
            return bucket_name(int(value))
        case "m":
            days = MONTH_DAYS * (int(value) + 1)
            return QCoreApplication.translate("Reports", "{n} d").format(n=formats.number(days))
        case "weekday":
            return weekday_name(int(value))
        case "h":
            return f"{value}:00"
        case "state:":
            return STATES[value]()
        case _:
            if value == BLANK:
                return QCoreApplication.translate("Reports", "none given")
            return (column.title_zh if is_chinese() else column.title_en) or value


def bucket_name(at: int) -> str:
    """Return in days what a span of a distribution is called."""
    if at == 0:
        return QCoreApplication.translate("Reports", "under 1 d")
    if at == len(EDGES):
        return QCoreApplication.translate("Reports", "over {n} d").format(n=EDGES[-1])
    return QCoreApplication.translate("Reports", "{a}–{b} d").format(a=EDGES[at - 1], b=EDGES[at])


def weekday_name(at: int) -> str:
    """Return the short name of a day of the week, 0 for Monday."""
    return formats.weekday(date(2024, 1, 1) + timedelta(days=at))


def row_title(cell: Cell, by: Split | None) -> str:
    """Return what a row is called."""
    if by is None:
        return QCoreApplication.translate("Reports", "All")
    if isinstance(by, Custom):
        return cell.value or QCoreApplication.translate("Reports", "Left blank")
    if isinstance(by, Dimension) or by in OWN_CHANNELS:
        return cell_title(cell, by if isinstance(by, Dimension) else Dimension.CHANNEL)
    if cell.value == BLANK:
        return _blank(by)
    return _own_title(cell, by)


def _blank(by: Own) -> str:
    match by:
        case Own.KEPT:
            return QCoreApplication.translate("Reports", "No date yet")
        case Own.REASON:
            return QCoreApplication.translate("Reports", "No reason given")
        case Own.MEMBER:
            return QCoreApplication.translate("Reports", "Nobody")
        case _:
            return QCoreApplication.translate("Reports", "Left blank")


def _own_title(cell: Cell, by: Own) -> str:  # noqa: PLR0911 -- a word a case
    match by:
        case Own.KEPT:
            return cell_title(cell, Dimension.MONTH)
        case Own.WEEKDAY:
            return weekday_name(int(cell.value))
        case Own.HOUR:
            return f"{int(cell.value):02d}:00"
        case Own.THRESHOLD:
            is_sample = int(cell.value) == SAMPLE
            sample = QCoreApplication.translate("Reports", "Below: the sample")
            return sample if is_sample else f"≥ {formats.percent(int(cell.value))}"
        case Own.ABOUT:
            return HELP[HelpAbout(cell.value)]()
        case Own.VERSION:
            return QCoreApplication.translate("Reports", "Version {n}").format(n=cell.value)
        case Own.DAY | Own.WEEK:
            return formats.day(to_epoch_day(date.fromisoformat(cell.value)))
        case _:
            return cell.title_zh if is_chinese() else cell.title_en


def entry_text(entry: Entry, unit: Unit, *, short: bool = True) -> str:  # noqa: PLR0911 -- a word a case
    """Return a figure as a table says it."""
    value = entry.value
    if unit is Unit.MONEY:
        return amounts_text(entry.amounts, short=short) or ("–" if value is None else "0")
    if value is None:
        return "–"
    if isinstance(value, str):
        return WORDS[value]()
    match unit:
        case Unit.COUNT:
            whole = int(value)
            return formats.short_number(whole) if short and whole >= _SHORT_FROM else formats.number(whole)
        case Unit.SHARE:
            return formats.fraction(value)
        case Unit.COEFFICIENT:
            return f"{value:.2f}"
        case Unit.TIMES:
            return f"{value:,.1f}×"
        case Unit.MINUTES:
            return formats.duration(int(value * 60))
        case _:
            return f"{value:,.1f}".removesuffix(".0")


def range_text(entry: Entry) -> str:
    """Return the range that chance leaves a share, empty without one."""
    if entry.low is None or entry.high is None:
        return ""
    return f"{formats.fraction(entry.low).removesuffix('%')}–{formats.fraction(entry.high)}"


def behind_words(behind: Behind) -> str:
    """Return in words which leads stand behind a figure, for the heading of their list."""
    parts = [report_name(behind.report)]
    if behind.value is not None and behind.cell is not None:
        parts.append(row_title(behind.cell, behind.by))
    if behind.across is None and behind.column in COLUMNS:
        parts.append(COLUMNS[behind.column]())
    return " · ".join(parts)
