"""The parts of the call desk laid out, and what they show of the lead that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.vocabulary import RunState
from app.services.call_desk_rows import CallDesk
from app.services.lead_view import LeadView
from app.views import formats
from app.views.call_desk import showing
from app.views.call_desk.call_bar import CallBar
from app.views.call_desk.choose_panel import ChoosePanel
from app.views.call_desk.ending_panel import EndingPanel
from app.views.call_desk.facts_panel import FactsPanel
from app.views.call_desk.interrupted import InterruptedBar
from app.views.call_desk.list_strip import ListStrip
from app.views.call_desk.next_panel import NextPanel
from app.views.call_desk.question_rail import QuestionRail
from app.views.call_desk.script_panel import Asked, ScriptPanel
from app.views.call_desk.script_state import ScriptState
from app.views.call_desk.session import Session
from app.views.call_desk.situation import SituationPanel
from app.views.call_desk.standing import Mode, Standing
from app.views.widgets.basics import column, frame, row

_SIDES, _SIDES_WIDE = (272, 238), (360, 300)
_WIDE = 1_700


@dataclass(frozen=True, eq=False)
class Parts:
    """What the desk is made of."""

    facts: FactsPanel
    rail: QuestionRail
    script: ScriptPanel
    situation: SituationPanel
    ending: EndingPanel
    choosing: ChoosePanel
    next: NextPanel
    bar: CallBar
    banner: InterruptedBar
    strip: ListStrip


class DeskBoard(QWidget):
    """Lays the parts out; in the middle stands the script, or what was asked for, or what stands in the way."""

    def __init__(self, session: Session, standing: Standing, parts: Parts) -> None:
        super().__init__()
        self._session, self._standing, self._parts = session, standing, parts
        self.middle = QStackedWidget()
        for part in (self._parts.script, self._parts.situation, self._parts.ending, self._parts.choosing):
            self.middle.addWidget(part)
        card = frame("card")
        inside = row(self._parts.rail, self.middle, gap=0, margin=(4, 8, 0, 4))
        inside.setStretch(1, 1)
        card.setLayout(inside)
        across = row(self._parts.facts, card, self._parts.next, gap=12)
        across.setStretch(1, 1)
        whole = column(self._parts.strip, self._parts.banner, gap=10, margin=(16, 12, 16, 12))
        whole.addLayout(across, 1)
        whole.addWidget(self._parts.bar)
        self.setLayout(whole)
        self._fit_sides()

    def show_desk(self, state: ScriptState, view: LeadView) -> None:
        """Show everything as the session has it."""
        desk, parts, standing = state.desk, self._parts, self._standing
        at_work = showing.is_at_work(desk)
        parts.facts.show_facts(showing.facts_of(desk, view))
        parts.rail.show_entries(state.rail(), state.cursor if standing.situation is None else None)
        progress = showing.progress_of(state, is_at_work=at_work)
        parts.next.show_progress(progress)
        self._show_ways(desk, is_ready=progress.is_ready)
        self._show_middle(desk, pct=progress.pct, is_ready=progress.is_ready)
        is_ending, is_here = standing.mode is Mode.ENDING, self._session.is_on_call
        parts.rail.setVisible(standing.mode is Mode.NONE)
        parts.bar.show_calling(showing.calling_of(desk, is_here=is_here, is_ending=is_ending))
        self._show_banner()
        parts.strip.show_walk(self._session.onward.walk)

    def retranslate(self) -> None:
        """Set the texts of the parts again."""
        parts = self._parts
        for part in (
            parts.facts, parts.script, parts.next, parts.bar, parts.ending, parts.choosing, parts.banner, parts.strip,
        ):  # fmt: skip
            part.retranslate()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sides()

    def _fit_sides(self) -> None:
        left, right = _SIDES_WIDE if self.width() >= _WIDE else _SIDES
        self._parts.facts.setFixedWidth(left)
        self._parts.next.setFixedWidth(right)

    def _show_middle(self, desk: CallDesk, *, pct: int, is_ready: bool) -> None:
        match self._standing.mode:
            case Mode.ENDING:
                can_finish = desk.run is not None and bool(desk.answers) and pct < desk.threshold_pct
                detail = (
                    QCoreApplication.translate("CallDeskPage", "{pct}%: to nurture").format(pct=pct)
                    if can_finish
                    else ""
                )
                self._parts.ending.show_ways(
                    can_hand_over=is_ready,
                    can_finish=can_finish,
                    finish_detail=detail,
                    can_never=showing.never_reason(desk) is not None,
                )
                self.middle.setCurrentWidget(self._parts.ending)
            case Mode.DISQUALIFY | Mode.LOG | Mode.OUTCOME:
                self.middle.setCurrentWidget(self._parts.choosing)
            case Mode.NONE if self._standing.situation is not None:
                self._parts.situation.show_situation(self._standing.situation)
                self.middle.setCurrentWidget(self._parts.situation)
            case Mode.NONE:
                self._show_question(desk)
                self.middle.setCurrentWidget(self._parts.script)

    def _show_question(self, desk: CallDesk) -> None:
        state = self._session.state
        if state is None:
            return
        entries = state.rail()
        entry = next((entry for entry in entries if entry.question.key == state.cursor), None)
        entry = entry or next(iter(entries), None)
        if entry is None:
            return
        state.cursor = entry.question.key
        self._parts.script.show_asked(
            Asked(
                entry=entry,
                total=sum(bool(one.number) for one in entries),
                line=state.answers.get(entry.question.key),
                words=self._session.words_of(entry.question.key),
                banner=self._banner_text(desk),
                read_at=desk.read_at,
            )
        )

    def _banner_text(self, desk: CallDesk) -> str:
        if showing.is_returned(desk) and desk.handover is not None:
            text = QCoreApplication.translate("CallDeskPage", "{rep} asks: “{words}” Press H to answer.")
            return text.format(rep=desk.handover.rep_name, words=desk.handover.words)
        if desk.run is not None and desk.run.state is RunState.PAUSED:
            when = formats.moment(desk.run.started_at, desk.read_at)
            return QCoreApplication.translate(
                "CallDeskPage", "Paused; begun {when}. The next answer goes on with it."
            ).format(when=when)
        state = self._session.state
        if state is not None and state.is_delta:
            delta = state.delta
            text = QCoreApplication.translate(
                "CallDeskPage", "Asked before: {ask} to ask, {confirm} to confirm (Shift+C: all)"
            )
            return text.format(ask=len(delta.to_ask), confirm=len(delta.to_confirm))
        return ""

    def _show_ways(self, desk: CallDesk, *, is_ready: bool) -> None:
        at_work, run = showing.is_at_work(desk), desk.run
        self._parts.next.hand_over.setEnabled(at_work)
        self._parts.next.hand_over.setText(
            QCoreApplication.translate("CallDeskPage", "Answer the rep")
            if showing.is_returned(desk)
            else QCoreApplication.translate("CallDeskPage", "Hand over")
        )
        self._parts.next.finish.setEnabled(at_work and run is not None and bool(desk.answers))
        self._parts.next.pause.setEnabled(at_work and run is not None)
        self._parts.next.show_paused(is_paused=run is not None and run.state is RunState.PAUSED)
        self._parts.next.disqualify.setEnabled(at_work)
        self._parts.next.log.setEnabled(desk.is_mine)
        self._parts.next.show_ready(is_ready=is_ready or showing.is_returned(desk))

    def _show_banner(self) -> None:
        call = self._session.call
        shown = call is not None and self._session.is_interrupted
        if shown and call is not None:
            is_own = self._session.is_own_call
            self._parts.banner.show_call(call, is_here=self._session.is_on_call, is_own=is_own)
        self._parts.banner.setVisible(shown)
