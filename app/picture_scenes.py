"""What there is to see: every page, panel and designed state, as scenes for the picture book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QStackedLayout
from sqlalchemy import Connection, select

from app import picture_props as props
from app.errors import Unavailable
from app.models.activity import Activity, FollowUp
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.runs import Run
from app.models.vocabulary import HandoverState, Role, RunState, StageKind
from app.pages import (
    ALIGNMENT,
    BOARD,
    CALENDAR,
    CALIBRATION,
    CALL,
    DUPLICATES,
    FOLLOW_UPS,
    FUNNEL,
    HELP,
    IMPORT,
    INBOX,
    LEADS,
    NURTURE,
    PEOPLE,
    PIPELINE,
    PLANNER,
    PLAYBOOK,
    POOL,
    PRIVACY,
    QUEUE,
    REMINDERS,
    REPORTS,
    REVIEW,
    SETTINGS,
    SYNC,
)
from app.picture_logins import alone_again, as_team, ask_operator, fill_in, hand_out
from app.picture_team import copying, offline, team_day
from app.services.do_not_contact_view import barred_among
from app.services.follow_ups import OPEN
from app.services.lead_list import LeadsWhere
from app.services.lifecycle import stands_in
from app.services.playbook.edits import Drop, Put
from app.services.recall import running_clocks
from app.services.reminder_rows import Standing, standing
from app.services.reports.cubes import CUBES
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_view import FunnelAsk
from app.services.reports.periods import Period
from app.views.follow_ups_page import FollowUpsPage
from app.views.import_page import BY_HAND, ImportPage
from app.views.leads_page import LeadsPage
from app.views.main_window import MainWindow
from app.views.playbook_page import PlaybookPage
from app.views.reminders.corner import Corner
from app.views.widgets.skeleton import Skeleton

SEND = "Ctrl+Return"
_ANY_TIME = 2**53
"""Later than everything that was done."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a scene may need to find its subject: who is at the desk, a folder for files, the language."""

    me: UUID
    folder: Path
    lang: str


type Find = Callable[[Connection, Cue], Any]
type Do = Callable[[MainWindow, Cue], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: who looks, at which page, opening what, after doing and pressing what.

    Attributes:
        name: Of the file.
        page: Key of the page.
        role: The hat worn.
        find: Finds what the page is asked to open; runs off the window's thread.
        do: Done once the page stands.
        keys: Keys of the actions to trigger, one after another.
        search: What is typed into the search field.
        goes_on: Starts where the scene before ended, rather than on a page made afresh.
    """

    name: str
    page: str
    role: Role = Role.SDR
    find: Find | None = None
    do: Do | None = None
    keys: Sequence[str] = ()
    search: str = ""
    goes_on: bool = False


# Finding.


def lead_to_call(db: Connection, cue: Cue) -> UUID | None:
    """Return a lead of the member that was called before and may be asked the script now."""
    paused = select(Run.lead_id).where(Run.state == RunState.PAUSED.value)
    called = select(Activity.lead_id)
    for further in (Lead.id.in_(paused), Lead.id.in_(called), Lead.id.is_not(None)):
        found: UUID | None = db.execute(
            select(Lead.id)
            .where(Lead.owner_id == cue.me, Lead.is_reachable, stands_in(StageKind.VALIDATING), further)
            .order_by(Lead.score.desc(), Lead.id)
            .limit(1)
        ).scalar()
        if found is not None:
            return found
    return None


def fresh_lead(db: Connection, cue: Cue) -> UUID | None:
    """Return the newest lead of the member that nobody has called yet."""
    return db.execute(
        select(Lead.id)
        .where(Lead.owner_id == cue.me, Lead.responded_at.is_(None))
        .order_by(Lead.created_at.desc(), Lead.id)
        .limit(1)
    ).scalar()


def contacted_lead(db: Connection, cue: Cue) -> UUID | None:
    """Return a lead of the member that a colleague contacted last."""
    return db.execute(
        select(Activity.lead_id)
        .join(Lead, Lead.id == Activity.lead_id)
        .where(
            Lead.owner_id == cue.me,
            Activity.by_id != cue.me,
            Activity.is_attempt,
            stands_in(StageKind.VALIDATING),
        )
        .order_by(Activity.at.desc(), Activity.id)
        .limit(1)
    ).scalar()


def barred_lead(db: Connection, cue: Cue) -> UUID | None:
    """Return a lead of the member that nobody may contact."""
    mine = select(Lead.id).where(Lead.owner_id == cue.me).order_by(Lead.score.desc(), Lead.id)
    barred = barred_among(db, db.execute(mine).scalars())
    return min(barred, default=None)


def in_the_pool(db: Connection, _cue: Cue) -> UUID | None:
    """Return the best lead nobody holds."""
    return db.execute(
        select(Lead.id)
        .where(Lead.owner_id.is_(None), Lead.is_reachable, stands_in(StageKind.VALIDATING))
        .order_by(Lead.score.desc(), Lead.id)
        .limit(1)
    ).scalar()


def first_to_go_back(db: Connection, cue: Cue) -> UUID | None:
    """Return the lead of the member that goes back to the pool first."""
    clocks = running_clocks(_ANY_TIME, owners=[cue.me]).subquery("clocks")
    return db.execute(select(clocks.c.lead_id).order_by(clocks.c.due_at, clocks.c.lead_id).limit(1)).scalar()


def _told(do: Callable[[MainWindow, UUID, str], object]) -> Do:
    """Return what is done with a window, told who is at the desk and in which language."""
    return lambda window, cue: do(window, cue.me, cue.lang)


def _named(name: str, _db: Connection, _cue: Cue) -> str:
    """Return the name of a report."""
    return name


def handed_over(db: Connection, cue: Cue) -> UUID | None:
    """Return a lead of the member that sales took."""
    return _lead_handed_over(db, cue, HandoverState.ACCEPTED)


def refused(db: Connection, cue: Cue) -> UUID | None:
    """Return a lead of the member that sales refused."""
    return _lead_handed_over(db, cue, HandoverState.REFUSED)


def _lead_handed_over(db: Connection, cue: Cue, state: HandoverState) -> UUID | None:
    return db.execute(
        select(Handover.lead_id)
        .where(Handover.submitted_by_id == cue.me, Handover.state == state.value)
        .order_by(Handover.submitted_at.desc(), Handover.id)
        .limit(1)
    ).scalar()


def returned(db: Connection, cue: Cue) -> UUID | None:
    """Return a hand-over of the member that came back with a question, else the newest."""
    mine = select(Handover.id).where(Handover.submitted_by_id == cue.me)
    newest = Handover.submitted_at.desc(), Handover.id
    back = mine.where(Handover.state == HandoverState.RETURNED.value)
    found: UUID | None = db.execute(back.order_by(*newest).limit(1)).scalar()
    return found or db.execute(mine.order_by(*newest).limit(1)).scalar()


def colleague_away(db: Connection, _cue: Cue) -> UUID | None:
    """Return the SDR on leave with the most promises falling due meanwhile."""
    return db.execute(
        select(Absence.member_id)
        .join(Member, Member.id == Absence.member_id)
        .join(FollowUp, FollowUp.owner_id == Absence.member_id)
        .where(
            Member.role == Role.SDR.value,
            FollowUp.state == OPEN,
            FollowUp.due_at >= Absence.from_at,
            FollowUp.due_at < Absence.until_at,
        )
        .group_by(Absence.member_id, Absence.from_at)
        .order_by(Absence.from_at, Absence.member_id)
        .limit(1)
    ).scalar()


def narrowed(_db: Connection, _cue: Cue) -> LeadsWhere:
    """Return a filter of several parts."""
    return LeadsWhere(stages=frozenset({"discovery"}), score_from=40)


def this_year(_db: Connection, _cue: Cue) -> FunnelAsk:
    """Return the funnel of this year's leads, by who holds them."""
    return FunnelAsk(period=Period.THIS_YEAR, by=Dimension.OWNER)


def by_month(_db: Connection, _cue: Cue) -> FunnelAsk:
    """Return the funnel month by month."""
    return FunnelAsk(by=Dimension.MONTH)


# Doing.


class _Unreadable:
    """A desk whose file another program holds."""

    def read(self, _query: object) -> object:
        raise Unavailable("database_busy", path="decile.db")

    def __getattr__(self, name: str) -> object:
        raise AttributeError(name)


def _break_reading(window: MainWindow, _cue: Cue) -> None:
    background = window.surroundings.background
    background.serve(_Unreadable())  # type: ignore[arg-type]  # nothing but reads is asked of it
    window.reload_page()


def _load(window: MainWindow, _cue: Cue) -> None:
    """Show what stands there while a page is read for longer than a moment."""
    page = window.page(window.page_key)
    layout, skeleton = page.layout(), page.findChild(Skeleton)
    if isinstance(layout, QStackedLayout) and skeleton is not None:
        layout.setCurrentWidget(skeleton)


def _tell(window: MainWindow, _cue: Cue) -> None:
    window.show_error(Unavailable("disk_full", path="decile.db"))


def _copy_cells(_window: MainWindow, cue: Cue) -> None:
    QApplication.clipboard().setText(props.CELLS[cue.lang])


def _name_list(window: MainWindow, cue: Cue) -> None:
    """Give the list that is being saved a name, and share it."""
    page = window.page(LEADS)
    if isinstance(page, LeadsPage):
        panel = page.lists.saving
        panel.name.setText(props.LIST_NAME[cue.lang])
        panel.shared.setChecked(True)
        panel.send()


def _type_lead(window: MainWindow, cue: Cue) -> None:
    """Type a lead whose company is here already."""
    page = window.page(IMPORT)
    if isinstance(page, ImportPage):
        company = props.KNOWN_COMPANY[cue.lang]
        for name, text in {"company": company, **props.TYPED[cue.lang]}.items():
            page.hand.fields[name].setFocus()
            page.hand.fields[name].clear()
            _set_text(page.hand.fields[name], text)


def _type_too_much(window: MainWindow, _: Cue) -> None:
    """Give a stage a chance of 130 percent."""
    page = window.page(PLAYBOOK)
    if isinstance(page, PlaybookPage):
        page.editor.change((Put(("stages", 4, "win_pct"), 130),))
        page.editor.go_to(("stages", 4, "win_pct"))


def _ask_for_more(window: MainWindow, _: Cue) -> None:
    """Put it right, and change what leads qualify by and what they are worth."""
    page = window.page(PLAYBOOK)
    if isinstance(page, PlaybookPage):
        page.editor.undo()
        page.editor.change(
            (
                Put(("limits", "threshold_pct"), 70),
                Put(("score_rules", 0, "points"), 60),
                Drop(("reasons", 10)),
            )
        )
        page.editor.go_to(("questions", 0, "choices", 1))


def _run_on(window: MainWindow, cue: Cue) -> None:
    """Show an import that is under way."""
    page = window.page(IMPORT)
    if isinstance(page, ImportPage):
        page.running.begin(props.NAMES[cue.lang], 8_000)
        page.running.show_progress(3_120, 8_000)
        page.steps.setCurrentWidget(page.running)


def _move_agreed(window: MainWindow, _cue: Cue) -> None:
    """Move a promise to another day whose time was agreed with the contact."""
    page = window.page(FOLLOW_UPS)
    if isinstance(page, FollowUpsPage):
        for made in page.board.columns:
            agreed = [one.key for one in made.list.rows() if one.is_agreed]
            if made.on > 0 and agreed:
                made.list.choose(agreed[:1])
                made.list.setFocus()
                page.step(1)
                return


def _set_text(field: Any, text: str) -> None:
    (field.setText if hasattr(field, "setText") else field.setPlainText)(text)


def _pop_up(window: MainWindow, cue: Cue, *, most: int, is_back: bool) -> None:
    """Let what is due pop up over the page shown, and go with it."""
    page, clock = window.page(window.page_key), window.surroundings.clock
    corner = Corner(page, clock, top=16)

    def show(found: Standing) -> None:
        corner.stand(found, found.due[:most], is_back=is_back)
        corner.focus()
        window.top.bell.show_count(len(found.due))

    window.surroundings.background.ask(lambda db: standing(db, cue.me, clock()), show)


# The scenes.

YEAR: tuple[Scene, ...] = (
    Scene("queue", QUEUE),
    Scene("queue-selected", QUEUE, keys=("Shift+J", "Shift+J")),
    Scene("queue-nothing-found", QUEUE, search="zzzz"),
    Scene("queue-follow-up", QUEUE, keys=("F",)),
    Scene("queue-order", QUEUE, keys=("O",)),
    Scene("queue-loading", QUEUE, do=_load),
    Scene("queue-unreadable", QUEUE, do=_break_reading),
    Scene("palette", QUEUE, keys=("Ctrl+K",)),
    Scene("keys", QUEUE, keys=("?",)),
    Scene("trouble", QUEUE, do=_tell),
    Scene("reminder-pop-up", QUEUE, do=partial(_pop_up, most=2, is_back=False)),
    Scene("reminder-digest", QUEUE, do=partial(_pop_up, most=500, is_back=True)),
    Scene("reminders", REMINDERS),
    Scene("reminders-later", REMINDERS, keys=("4",)),
    Scene("reminders-put-off", REMINDERS, keys=("]",)),
    Scene("reminders-coming", REMINDERS, keys=("[", "[")),
    Scene("reminders-past", REMINDERS, keys=("[",)),
    Scene("reminders-team-lead", REMINDERS, role=Role.TEAM_LEAD),
    Scene("follow-ups", FOLLOW_UPS),
    Scene("follow-ups-plan", FOLLOW_UPS, keys=("P",)),
    Scene("follow-ups-leave", FOLLOW_UPS, keys=("L",)),
    Scene("follow-ups-time", FOLLOW_UPS, keys=("T",)),
    Scene("follow-ups-agreed", FOLLOW_UPS, do=_move_agreed),
    Scene("follow-ups-whose", FOLLOW_UPS, role=Role.TEAM_LEAD, keys=("M",)),
    Scene("follow-ups-colleague", FOLLOW_UPS, role=Role.TEAM_LEAD, find=colleague_away),
    Scene("follow-ups-hand-on", FOLLOW_UPS, role=Role.TEAM_LEAD, find=colleague_away, keys=("Shift+G",)),
    Scene("queue-give-back", QUEUE, keys=("G",)),
    Scene("pool", POOL),
    Scene("pool-batch", POOL, keys=("Shift+J", "Shift+J")),
    Scene("pool-over-the-limit", POOL, keys=("Shift+J",) * 20),
    Scene("pool-of-a-department", POOL, keys=("]",)),
    Scene("pool-nothing-found", POOL, search="zzzz"),
    Scene("pool-move", POOL, role=Role.TEAM_LEAD, keys=("M",)),
    Scene("pool-change", POOL, role=Role.ADMIN, keys=("]", "E")),
    Scene("pool-rights", POOL, role=Role.ADMIN, keys=("]", "R")),
    Scene("nurture", NURTURE, role=Role.MARKETING),
    Scene("nurture-send", NURTURE, keys=("S",)),
    Scene("nurture-track", NURTURE, keys=("T",)),
    Scene("nurture-at-rest", NURTURE, keys=("3",)),
    Scene("nurture-library", NURTURE, role=Role.MARKETING, keys=("4",)),
    Scene("nurture-content", NURTURE, role=Role.MARKETING, keys=("4", "C")),
    Scene("nurture-export", NURTURE, role=Role.MARKETING, keys=("E",)),
    Scene("call-claim", CALL, find=in_the_pool),
    Scene("call-going-back", CALL, find=first_to_go_back),
    Scene("call-no-lead", CALL, role=Role.TEAM_LEAD),
    Scene("call", CALL, find=fresh_lead),
    Scene("call-handed-over", CALL, find=handed_over),
    Scene("call-refused", CALL, find=refused),
    Scene("call-warned", CALL, find=contacted_lead, keys=("D",)),
    Scene("call-barred", CALL, find=barred_lead),
    Scene("call-running", CALL, find=lead_to_call, keys=("D", "D?")),
    Scene("call-answered", CALL, keys=("1", "1"), goes_on=True),
    Scene("call-ending", CALL, keys=("E",), goes_on=True),
    Scene("call-never-again", CALL, keys=("6", "Z"), goes_on=True),
    Scene("inbox-sent", INBOX),
    Scene("inbox-returned", INBOX, find=returned),
    Scene("inbox-rep", INBOX, role=Role.REP),
    Scene("inbox-accept", INBOX, role=Role.REP, keys=("A",)),
    Scene("inbox-return", INBOX, role=Role.REP, keys=("R",)),
    Scene("inbox-refuse", INBOX, role=Role.REP, keys=("3", "X")),
    Scene("inbox-decided", INBOX, role=Role.REP, keys=("]", "]")),
    Scene("inbox-all", INBOX, role=Role.SALES_LEAD),
    Scene("pipeline", PIPELINE, role=Role.REP),
    Scene("pipeline-fields", PIPELINE, role=Role.REP, keys=("2",)),
    Scene("pipeline-lost", PIPELINE, role=Role.REP, keys=("X",)),
    Scene("pipeline-list", PIPELINE, role=Role.SALES_LEAD, keys=("V",)),
    Scene("pipeline-checks", PIPELINE, role=Role.REP, keys=("Q",)),
    Scene("pipeline-poc", PIPELINE, role=Role.REP, keys=("P",)),
    Scene("pipeline-help", PIPELINE, role=Role.REP, keys=("H",)),
    Scene("pipeline-passed-on", PIPELINE, role=Role.REP, keys=("I",)),
    Scene("help", HELP, role=Role.MARKETING),
    Scene("help-answer", HELP, role=Role.MARKETING, keys=("A",)),
    Scene("board", BOARD, role=Role.TEAM_LEAD),
    Scene("board-door", BOARD, role=Role.TEAM_LEAD, keys=("4",)),
    Scene("board-take-over", BOARD, role=Role.TEAM_LEAD, keys=("T",)),
    Scene("board-away", BOARD, role=Role.TEAM_LEAD, keys=("V",)),
    Scene("board-rep-away", BOARD, role=Role.TEAM_LEAD, keys=("]", "V")),
    Scene("board-give", BOARD, role=Role.TEAM_LEAD, keys=("A",)),
    Scene("review", REVIEW, role=Role.TEAM_LEAD),
    Scene("review-blind", REVIEW, role=Role.TEAM_LEAD, keys=("B",)),
    Scene("review-verdict", REVIEW, role=Role.TEAM_LEAD, keys=("R",)),
    Scene("review-settled", REVIEW, role=Role.TEAM_LEAD, keys=("[",)),
    Scene("alignment", ALIGNMENT, role=Role.TEAM_LEAD),
    Scene("alignment-marketing", ALIGNMENT, role=Role.MARKETING),
    Scene("inbox-record", INBOX, role=Role.REP, keys=("N",)),
    Scene("duplicates", DUPLICATES, role=Role.TEAM_LEAD),
    Scene("duplicates-other-stays", DUPLICATES, role=Role.TEAM_LEAD, keys=("J", "S")),
    Scene("duplicates-none-merged", DUPLICATES, role=Role.TEAM_LEAD, keys=("]",)),
    Scene("duplicates-apart", DUPLICATES, role=Role.TEAM_LEAD, keys=("N", "[")),
    Scene("leads", LEADS, role=Role.TEAM_LEAD),
    Scene("leads-narrowed", LEADS, role=Role.TEAM_LEAD, find=narrowed),
    Scene("leads-expression", LEADS, role=Role.TEAM_LEAD, search="score >= 60 and stage = "),
    Scene("leads-nothing-found", LEADS, role=Role.TEAM_LEAD, search="zzzz"),
    Scene("leads-give", LEADS, role=Role.TEAM_LEAD, keys=("U", "Shift+J", "Shift+J", "A")),
    Scene("leads-never-again", LEADS, role=Role.TEAM_LEAD, keys=("Z",)),
    Scene("leads-erase", LEADS, role=Role.TEAM_LEAD, keys=("Shift+Z",)),
    Scene("privacy", PRIVACY, role=Role.TEAM_LEAD),
    Scene("privacy-add", PRIVACY, role=Role.TEAM_LEAD, keys=("N",)),
    Scene("privacy-take-off", PRIVACY, role=Role.TEAM_LEAD, keys=("X",)),
    Scene("privacy-erased", PRIVACY, role=Role.TEAM_LEAD, keys=("3",)),
    Scene("funnel", FUNNEL, role=Role.TEAM_LEAD),
    Scene("funnel-this-year", FUNNEL, role=Role.TEAM_LEAD, find=this_year),
    Scene("funnel-snapshot", FUNNEL, role=Role.TEAM_LEAD, find=by_month, keys=("B",)),
    Scene("funnel-channels", FUNNEL, role=Role.TEAM_LEAD, keys=("C",)),
    *(Scene(f"report-{name}", REPORTS, role=Role.TEAM_LEAD, find=partial(_named, name)) for name in CUBES),
    Scene("calibration", CALIBRATION, role=Role.SDR),
    Scene("report-spend", REPORTS, role=Role.TEAM_LEAD, keys=("N",)),
    Scene("report-rates", REPORTS, role=Role.TEAM_LEAD, find=partial(_named, "forecast"), keys=("X",)),
    Scene("planner", PLANNER, role=Role.TEAM_LEAD),
    Scene("people", PEOPLE, role=Role.TEAM_LEAD),
    Scene("people-new", PEOPLE, role=Role.TEAM_LEAD, keys=("N",)),
    Scene("people-change", PEOPLE, role=Role.TEAM_LEAD, keys=("J", "E")),
    Scene("people-away", PEOPLE, role=Role.TEAM_LEAD, keys=("V",)),
    Scene("people-leaves", PEOPLE, role=Role.TEAM_LEAD, keys=("J", "J", "J", "J", "D")),
    Scene("people-team", PEOPLE, role=Role.TEAM_LEAD, keys=("J", "M")),
    Scene("calendar", CALENDAR, role=Role.TEAM_LEAD),
    Scene("calendar-not-announced", CALENDAR, role=Role.TEAM_LEAD, keys=("]",)),
    Scene("calendar-country", CALENDAR, role=Role.TEAM_LEAD, keys=("C",)),
    Scene("calendar-hours", CALENDAR, role=Role.TEAM_LEAD, keys=("H",)),
    Scene("playbook", PLAYBOOK, role=Role.TEAM_LEAD),
    Scene("playbook-second", PLAYBOOK, role=Role.TEAM_LEAD, keys=("2",)),
    Scene("playbook-third", PLAYBOOK, role=Role.TEAM_LEAD, keys=("3",)),
    Scene("playbook-edit-scoring", PLAYBOOK, role=Role.MARKETING, keys=("D",)),
    Scene("playbook-other", PLAYBOOK, role=Role.TEAM_LEAD, keys=("U",)),
    Scene("playbook-edit", PLAYBOOK, role=Role.TEAM_LEAD, keys=("D",)),
    Scene("playbook-edit-wrong", PLAYBOOK, role=Role.TEAM_LEAD, do=_type_too_much, goes_on=True),
    Scene("playbook-edit-changes", PLAYBOOK, role=Role.TEAM_LEAD, do=_ask_for_more, goes_on=True),
    Scene("playbook-proposal", PLAYBOOK, role=Role.TEAM_LEAD, keys=(SEND,), goes_on=True),
    Scene("settings", SETTINGS),
    Scene("settings-checked", SETTINGS, keys=("G",), goes_on=True),
    Scene("leads-save-list", LEADS, role=Role.TEAM_LEAD, find=narrowed, keys=("S",)),
    Scene("leads-list", LEADS, role=Role.TEAM_LEAD, do=_name_list, goes_on=True),
    Scene("leads-choose-list", LEADS, role=Role.TEAM_LEAD, keys=("B",), goes_on=True),
    Scene("leads-tag", LEADS, role=Role.TEAM_LEAD, keys=("Shift+J", "T"), goes_on=True),
    Scene("call-list", LEADS, role=Role.TEAM_LEAD, keys=("W",), goes_on=True),
    Scene("import", IMPORT),
    Scene("import-not-a-list", IMPORT, find=lambda _, cue: props.broken_list(cue.folder, cue.lang)),
    Scene("import-unclear", IMPORT, find=lambda _, cue: props.unclear_list(cue.folder, cue.lang)),
    Scene("import-paste", IMPORT, do=_copy_cells, keys=("Ctrl+V",)),
    Scene("import-by-hand", IMPORT, find=lambda _, __: BY_HAND),
    Scene("import-known", IMPORT, find=lambda _, __: BY_HAND, do=_type_lead),
    Scene("import-preview", IMPORT, find=lambda _, cue: props.fair_list(cue.folder, cue.lang)),
    Scene("import-result", IMPORT, keys=(SEND,), goes_on=True),
    Scene("import-undone", IMPORT, keys=("U",), goes_on=True),
    Scene("import-running", IMPORT, do=_run_on),
    Scene("logins", PEOPLE, role=Role.ADMIN, do=_told(as_team)),
    Scene("logins-new", PEOPLE, role=Role.ADMIN, do=_told(fill_in)),
    Scene("logins-operator", PEOPLE, role=Role.ADMIN, do=_told(ask_operator), goes_on=True),
    Scene("logins-handed-out", PEOPLE, role=Role.ADMIN, do=_told(hand_out)),
    Scene("logins-hats", PEOPLE, role=Role.ADMIN, keys=("J", "H")),
    Scene("logins-leaver", PEOPLE, role=Role.ADMIN, keys=("J", "J", "D")),
    Scene("logins-offline", PEOPLE, role=Role.ADMIN, do=_told(alone_again)),
    Scene("sync-refused", SYNC, do=lambda window, cue: team_day(window, cue.me, cue.lang)),
    Scene("sync-ask", SYNC, keys=("J", "J", "A")),
    Scene("sync-waiting", SYNC, keys=("2",)),
    Scene("sync-away", SYNC, keys=("3",)),
    Scene("queue-offline", QUEUE, do=lambda window, _: offline(window)),
    Scene("sync-panel", QUEUE, keys=("Ctrl+Shift+Y",), goes_on=True),
    Scene("pool-reserved", POOL, do=lambda window, _: copying(window)),
)
"""Told on a team's year. What writes comes last."""

ALONE: tuple[Scene, ...] = tuple(
    Scene(f"empty-{page}" if role is Role.SDR else f"empty-{page}-{role.value}", page, role=role)
    for page, role in (
        (FOLLOW_UPS, Role.SDR), (POOL, Role.SDR),
        (QUEUE, Role.SDR), (CALL, Role.SDR), (INBOX, Role.SDR), (LEADS, Role.SDR), (FUNNEL, Role.SDR),
        (IMPORT, Role.SDR), (PEOPLE, Role.SDR), (REMINDERS, Role.SDR),
        (INBOX, Role.REP), (PIPELINE, Role.REP), (HELP, Role.MARKETING), (REVIEW, Role.TEAM_LEAD),
        (ALIGNMENT, Role.TEAM_LEAD), (REPORTS, Role.TEAM_LEAD),
        (PLANNER, Role.TEAM_LEAD),
        (BOARD, Role.TEAM_LEAD), (PRIVACY, Role.TEAM_LEAD),
    )
)  # fmt: skip
"""Told on the first day of one person alone."""
