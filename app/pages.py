"""The pages of the window, one line each: where they stand, who sees them, how they are made."""

from __future__ import annotations

# A page is imported when it is first shown: the window comes before what it might show.
# ruff: noqa: PLC0415
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, SignalInstance

from app.models.vocabulary import Role
from app.views.page import Page
from app.views.page_spec import PageSpec
from app.views.surroundings import Surroundings

if TYPE_CHECKING:  # the rail is shown before the database is imported
    from app.services.team_keeping import TeamKeeper
    from app.services.workspace import Workspace

QUEUE, CALL, LEADS, INBOX, FUNNEL, IMPORT = "queue", "call", "leads", "inbox", "funnel", "import"
PEOPLE, PLAYBOOK, SETTINGS = "people", "playbook", "settings"
CALENDAR = "calendar"
REMINDERS = "reminders"
PRIVACY = "privacy"
REVIEW, ALIGNMENT = "review", "alignment"
REPORTS, PLANNER = "reports", "planner"
BOARD = "board"
DUPLICATES = "duplicates"
FOLLOW_UPS = "follow_ups"
POOL = "pool"
NURTURE = "nurture"
CALIBRATION = "calibration"
SYNC = "sync"
PIPELINE = "pipeline"
HELP = "help"

_WORK_LEADS = frozenset({Role.SDR, Role.TEAM_LEAD})
_HAND_OVER = frozenset({Role.SDR, Role.TEAM_LEAD, Role.REP, Role.SALES_LEAD})
_SEE_BOTH_SIDES = _HAND_OVER | {Role.MARKETING}
_CLEAN = frozenset({Role.SDR, Role.TEAM_LEAD, Role.MARKETING})
_SELL = frozenset({Role.REP, Role.SALES_LEAD})
_USE_POOLS = frozenset({Role.SDR, Role.TEAM_LEAD, Role.ADMIN})
_LISTEN = frozenset({Role.SDR, Role.TEAM_LEAD, Role.SALES_LEAD})
_NURTURE = frozenset({Role.SDR, Role.TEAM_LEAD, Role.MARKETING})
_PLAN = frozenset({Role.TEAM_LEAD, Role.SALES_LEAD, Role.MARKETING})
_BRING_IN = frozenset({Role.SDR, Role.TEAM_LEAD, Role.MARKETING, Role.SALES_LEAD, Role.ADMIN})

_KEEP_AWAY = frozenset({Role.TEAM_LEAD, Role.MARKETING, Role.ADMIN})

_WORK, _STOCK, _FIGURES, _AGREED = "work", "stock", "figures", "agreed"
"""What stands together in the rail: the day's work, the leads, what came of it, what the team agreed on."""

type Dial = Callable[[str], object]
"""Opens a ``tel:`` or ``sip:`` link."""

type Restore = Callable[[Path], object]
"""Lets a backup take the place of the data."""

type OpenReminder = Callable[[Any], object]
"""Goes where a reminder is answered."""

type Make = Callable[[Surroundings], Page[Any]]


type Opened = Callable[[], Workspace]
"""Gives the workspace; asked when a page is made, which is after it was opened."""

type Wears = Callable[[], Role | None]
"""Tells the role worn now."""

_MODULES = {
    QUEUE: "queue_page", CALL: "call_desk_page", INBOX: "inbox_page", REVIEW: "review_page", LEADS: "leads_page",
    BOARD: "board_page",
    DUPLICATES: "duplicates_page", FOLLOW_UPS: "follow_ups_page",
    REPORTS: "reports_page", PLANNER: "planner_page", CALIBRATION: "calibration_page",
    FUNNEL: "funnel_page", ALIGNMENT: "alignment_page", IMPORT: "import_page", PEOPLE: "people_page",
    POOL: "pool_page", NURTURE: "nurture_page", SYNC: "sync_page", PIPELINE: "pipeline_page", HELP: "help_page",
    CALENDAR: "calendar_page", PRIVACY: "privacy_page", REMINDERS: "reminders_page",
    PLAYBOOK: "playbook_page", SETTINGS: "settings_page",
}  # fmt: skip


def import_page(key: str) -> None:
    """Import what a page needs, on the thread that calls; an unknown key needs nothing."""
    if key in _MODULES:
        import_module(f"app.views.{_MODULES[key]}")


def nobody() -> Role | None:
    """Say that no hat is known."""
    return None


def page_specs(
    workspace: Opened, dial: Dial, restore: Restore, open_reminder: OpenReminder, wears: Wears = nobody
) -> list[PageSpec]:
    """Return the pages in the order of the rail; ``wears`` tells the role worn when a page is made."""
    return [
        PageSpec(QUEUE, lambda: QCoreApplication.translate("Pages", "Queue"), "list-check",
                 partial(_queue, workspace), _WORK_LEADS, has_search=True, group=_WORK),
        PageSpec(FOLLOW_UPS, lambda: QCoreApplication.translate("Pages", "Follow-ups"), "calendar-due",
                 partial(_follow_ups, workspace), _HAND_OVER, may_begin=False, group=_WORK),
        PageSpec(CALL, lambda: QCoreApplication.translate("Pages", "Call desk"), "headset",
                 partial(_call_desk, workspace, dial), rail_roles=_HAND_OVER, needs_target=True, group=_WORK),
        PageSpec(POOL, lambda: QCoreApplication.translate("Pages", "Pool"), "ripple",
                 partial(_pool, workspace), _USE_POOLS, has_search=True, group=_WORK),
        PageSpec(NURTURE, lambda: QCoreApplication.translate("Pages", "Nurture"), "mail",
                 partial(_nurture, workspace, dial), _NURTURE, has_search=True, may_begin=False, group=_WORK),
        PageSpec(INBOX, lambda: QCoreApplication.translate("Pages", "Hand-overs"), "inbox",
                 partial(_inbox, workspace), _HAND_OVER, group=_WORK),
        PageSpec(PIPELINE, lambda: QCoreApplication.translate("Pages", "Pipeline"), "briefcase",
                 partial(_pipeline, workspace), _SELL, has_search=True, may_begin=False, group=_WORK),
        PageSpec(HELP, lambda: QCoreApplication.translate("Pages", "Requests"), "message-question",
                 partial(_help, workspace), _SEE_BOTH_SIDES, may_begin=False, group=_WORK),
        PageSpec(BOARD, lambda: QCoreApplication.translate("Pages", "Team board"), "activity",
                 partial(_board, workspace), frozenset({Role.TEAM_LEAD}), group=_WORK),
        PageSpec(REVIEW, lambda: QCoreApplication.translate("Pages", "Review"), "scale",
                 partial(_review, workspace), frozenset({Role.TEAM_LEAD}), has_search=True, group=_WORK),
        PageSpec(LEADS, lambda: QCoreApplication.translate("Pages", "Leads"), "users",
                 partial(_leads, workspace), has_search=True, group=_STOCK),
        PageSpec(DUPLICATES, lambda: QCoreApplication.translate("Pages", "Duplicates"), "git-merge",
                 partial(_duplicates, workspace), _CLEAN, group=_STOCK),
        PageSpec(IMPORT, lambda: QCoreApplication.translate("Pages", "Import"), "file-import",
                 partial(_import, workspace), _BRING_IN, takes_new_lead=True, group=_STOCK),
        PageSpec(FUNNEL, lambda: QCoreApplication.translate("Pages", "Funnel"), "chart-funnel", _funnel, group=_FIGURES),
        PageSpec(REPORTS, lambda: QCoreApplication.translate("Pages", "Reports"), "chart-bar", _reports, group=_FIGURES),
        PageSpec(CALIBRATION, lambda: QCoreApplication.translate("Pages", "Calibration"), "headset",
                 partial(_calibration, workspace), _LISTEN, in_rail=False, may_begin=False, group=_FIGURES),
        PageSpec(PLANNER, lambda: QCoreApplication.translate("Pages", "Planner"), "target-arrow", _planner, _PLAN,
                 group=_FIGURES),
        PageSpec(ALIGNMENT, lambda: QCoreApplication.translate("Pages", "Alignment"), "arrows-exchange",
                 _alignment, _SEE_BOTH_SIDES, group=_FIGURES),
        PageSpec(PEOPLE, lambda: QCoreApplication.translate("Pages", "People"), "id-badge-2",
                 partial(_people, workspace, wears), group=_AGREED),
        PageSpec(CALENDAR, lambda: QCoreApplication.translate("Pages", "Calendar"), "calendar",
                 partial(_calendar, workspace), group=_AGREED),
        PageSpec(PLAYBOOK, lambda: QCoreApplication.translate("Pages", "Playbook"), "book",
                 partial(_playbook, workspace), group=_AGREED),
        PageSpec(PRIVACY, lambda: QCoreApplication.translate("Pages", "Privacy"), "lock",
                 partial(_privacy, workspace), rail_roles=_KEEP_AWAY, has_search=True, group=_AGREED),
        PageSpec(REMINDERS, lambda: QCoreApplication.translate("Pages", "Reminders"), "bell",
                 partial(_reminders, workspace, open_reminder), in_rail=False, group=_AGREED),
        PageSpec(SYNC, lambda: QCoreApplication.translate("Pages", "Sync"), "arrows-exchange",
                 partial(_sync, workspace), in_rail=False,
                 group=_AGREED),
        PageSpec(SETTINGS, lambda: QCoreApplication.translate("Pages", "Settings"), "settings",
                 partial(_settings, workspace, restore), group=_AGREED),
    ]  # fmt: skip


def _queue(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.queue_page import QueuePage

    page = QueuePage(surroundings, workspace().member_id)
    _lead_to(page, page.lead_opened, CALL)
    _lead_to(page, page.leads_asked, LEADS)
    _lead_to(page, page.import_asked, IMPORT)
    return page


def _call_desk(workspace: Opened, dial: Dial, surroundings: Surroundings) -> Page[Any]:
    from app.services.recording_files import FOLDER
    from app.views.call_desk_page import CallDeskPage

    opened = workspace()
    folder = opened.database.path.parent / FOLDER
    return CallDeskPage(surroundings, me=opened.member_id, dial=dial, recordings=(folder, None))


def _pool(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.pool_page import PoolPage

    page = PoolPage(surroundings, workspace().member_id)
    _lead_to(page, page.lead_opened, CALL)
    _lead_to(page, page.import_asked, IMPORT)
    return page


def _nurture(workspace: Opened, dial: Dial, surroundings: Surroundings) -> Page[Any]:
    from app.views.nurture_page import NurturePage

    page = NurturePage(surroundings, workspace().member_id, dial)
    _lead_to(page, page.lead_opened, CALL)
    return page


def _follow_ups(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.follow_ups_page import FollowUpsPage

    page = FollowUpsPage(surroundings, workspace().member_id)
    _lead_to(page, page.lead_opened, CALL)
    _lead_to(page, page.queue_asked, QUEUE)
    return page


def _inbox(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.services.recording_files import FOLDER
    from app.views.inbox_page import InboxPage

    opened = workspace()
    return InboxPage(surroundings, opened.member_id, (opened.database.path.parent / FOLDER, None))


def _pipeline(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.pipeline_page import PipelinePage

    page = PipelinePage(surroundings, workspace().member_id)
    _lead_to(page, page.lead_opened, CALL)
    _lead_to(page, page.inbox_asked, INBOX)
    return page


def _help(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.help_page import HelpPage

    page = HelpPage(surroundings, workspace().member_id)
    _lead_to(page, page.lead_opened, CALL)
    return page


def _board(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.board_page import BoardPage

    page = BoardPage(surroundings, workspace().member_id)
    _lead_to(page, page.leads_asked, LEADS)
    _lead_to(page, page.lead_opened, CALL)
    return page


def _review(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.services.recording_files import FOLDER
    from app.views.review_page import ReviewPage

    opened = workspace()
    return ReviewPage(surroundings, opened.member_id, opened.database.path.parent / FOLDER)


def _leads(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.leads_page import LeadsPage

    page = LeadsPage(surroundings, workspace().member_id)
    _lead_to(page, page.lead_opened, CALL)
    _lead_to(page, page.list_opened, CALL)
    _lead_to(page, page.import_asked, IMPORT)
    return page


def _duplicates(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.duplicates_page import DuplicatesPage

    return DuplicatesPage(surroundings, workspace().member_id)


def _funnel(surroundings: Surroundings) -> Page[Any]:
    from app.views.funnel_page import FunnelPage

    page = FunnelPage(surroundings)
    _lead_to(page, page.leads_asked, LEADS)
    _lead_to(page, page.import_asked, IMPORT)
    return page


def _reports(surroundings: Surroundings) -> Page[Any]:
    from app.views.reports_page import ReportsPage

    page = ReportsPage(surroundings)
    _lead_to(page, page.judging_asked, CALIBRATION)
    _lead_to(page, page.numbers_asked, PLAYBOOK)
    _lead_to(page, page.leads_asked, LEADS)
    _lead_to(page, page.import_asked, IMPORT)
    return page


def _calibration(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.services.recording_files import FOLDER
    from app.views.calibration_page import CalibrationPage

    opened = workspace()
    return CalibrationPage(surroundings, opened.member_id, opened.database.path.parent / FOLDER)


def _planner(surroundings: Surroundings) -> Page[Any]:
    from app.views.planner_page import PlannerPage

    page = PlannerPage(surroundings)
    _lead_to(page, page.leads_asked, LEADS)
    return page


def _alignment(surroundings: Surroundings) -> Page[Any]:
    from app.views.alignment_page import AlignmentPage

    page = AlignmentPage(surroundings)
    _lead_to(page, page.case_opened, REVIEW)
    _lead_to(page, page.leads_asked, LEADS)
    return page


def _import(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.import_page import ImportPage

    return ImportPage(surroundings, workspace().member_id)


def _people(workspace: Opened, wears: Wears, surroundings: Surroundings) -> Page[Any]:
    from app.views.people_page import PeoplePage

    opened = workspace()
    return PeoplePage(surroundings, opened.member_id, _keeper(opened, wears()))


def _keeper(opened: Workspace, role: Role | None) -> TeamKeeper | None:
    """Return what opens and closes logins, for an administrator's desk of a team."""
    if not opened.is_joined or role is not Role.ADMIN:
        return None
    from app.services.team_keeping import TeamKeeper

    return TeamKeeper(opened.database.path.parent, opened.member_id)


def _calendar(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.calendar_page import CalendarPage

    return CalendarPage(surroundings, workspace().member_id)


def _reminders(workspace: Opened, open_reminder: OpenReminder, surroundings: Surroundings) -> Page[Any]:
    from app.views.reminders_page import RemindersPage

    page = RemindersPage(surroundings, workspace().member_id)
    # Later, from the event loop: under another hat the page that asks goes away.
    page.reminder_opened.connect(open_reminder, Qt.ConnectionType.QueuedConnection)
    return page


def _privacy(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.privacy_page import PrivacyPage

    return PrivacyPage(surroundings, workspace().member_id)


def _playbook(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.playbook_page import PlaybookPage

    return PlaybookPage(surroundings, workspace().member_id)


def _sync(workspace: Opened, surroundings: Surroundings) -> Page[Any]:
    from app.views.sync_page import SyncPage

    page = SyncPage(surroundings, workspace().member_id)
    _lead_to(page, page.lead_opened, CALL)
    return page


def _settings(workspace: Opened, restore: Restore, surroundings: Surroundings) -> Page[Any]:
    from app.views.settings_page import SettingsPage

    page = SettingsPage(surroundings, workspace())
    # Later, from the event loop: the page that asks goes away with its window.
    page.restore_asked.connect(restore, Qt.ConnectionType.QueuedConnection)
    return page


def _lead_to(page: Page[Any], asked: SignalInstance, key: str) -> None:
    """Let what a page asks for open on another page."""
    asked.connect(lambda target=None: page.navigate.emit(key, target))
