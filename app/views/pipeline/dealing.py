"""What is done with deals, each with its way back: moved, valued, lost, met, promised."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import RuleViolation
from app.models.vocabulary import FollowUpWhy, StageKind
from app.services.deal_facts import DealFacts, deal_facts
from app.services.follow_up_rows import local_day
from app.services.follow_ups import SetFollowUp
from app.services.kernel.command import Command
from app.services.pipeline import LoseLead, MoveStage, SetOpportunity, SetSubState, SubState
from app.services.pipeline_view import Deal, Pipeline, StageShown
from app.services.undoing import UndoMove
from app.views import formats
from app.views.background import Question
from app.views.i18n import is_chinese
from app.views.leads.follow_up_panel import FollowUpPanel
from app.views.leads.giving import all_at_once
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.pipeline.deal_form import DealForm, Wanted
from app.views.pipeline.reasoned_panel import ReasonedPanel
from app.views.pipeline.words import SUB_STATES, deals_text
from app.views.refusals import sentence
from app.views.said import said
from app.views.widgets.option_list import Option


class Dealing(QObject):
    """Asks what is needed over its page, and gives the commands."""

    moved = Signal(object)
    """Ids of leads that were moved: they keep the keys where they are now."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._clock = page.surroundings.clock
        self._deals: tuple[Deal, ...] = ()
        self._shown: Pipeline | None = None
        self._reading = Question()
        self.form = DealForm(page, self.today)
        self.form.sent.connect(self._on_form)
        self.losing = ReasonedPanel(page)
        self.losing.chosen.connect(self._on_lost)
        self.meeting, self.going = PickPanel(page), PickPanel(page)
        self.meeting.picked.connect(self._on_sub_state)
        self.going.picked.connect(self._on_stage_picked)
        self.time = FollowUpPanel(page, self._clock)
        self.time.chosen.connect(self._on_time)

    def today(self) -> int:
        """Return the present day where the person is."""
        return local_day(self._clock(), None)

    def show(self, shown: Pipeline) -> None:
        """Know the pipeline as it stands: its stages, and the currency most deals have."""
        self._shown = shown

    # Moving.

    def ask_stage(self, deals: Sequence[Deal]) -> None:
        """Ask to which stage deals shall go."""
        if not deals or self._shown is None:
            return
        self._deals = tuple(deals)
        here = {deal.stage for deal in deals}
        options = [Option(one.key, said(one.title)) for one in self._shown.stages if here != {one.key}]
        title = self.tr("Move {what} to").format(what=_named(deals))
        self.going.ask(title, options, send=self.tr("Move"))

    @Slot(str)
    def _on_stage_picked(self, stage: str) -> None:
        self.move(self._deals, stage)

    def move(self, deals: Sequence[Deal], stage: str) -> None:
        """Move deals to a stage; a single one that lacks what the stage needs is asked for it in place."""
        going = tuple(deal for deal in deals if deal.stage != stage)
        if not going:
            return
        commands = [MoveStage(lead_id=deal.lead_id, to_stage=stage, words="") for deal in going]
        refused = partial(self._on_move_refused, going, stage)
        self._background.carry_out(
            all_at_once(commands), done=partial(self._on_moved, going, stage), refused=refused
        )

    def _on_moved(self, deals: Sequence[Deal], stage: str, done: Sequence[Any]) -> None:
        back = [
            UndoMove(lead_id=deal.lead_id, move_id=one.cmd_id) for deal, one in zip(deals, done, strict=True)
        ]
        self.moved.emit(tuple(deal.lead_id for deal in deals))
        text = self.tr("{what}: {stage}").format(what=_named(deals), stage=self._title_of(stage))
        self._toasts.say(text, undo=partial(self._take_back, back, deals))

    def _on_move_refused(self, deals: Sequence[Deal], stage: str, error: RuleViolation) -> None:
        missing = tuple(str(one) for one in _items(error))
        if error.code == "fields_missing" and missing:
            lacking = deals[0]
            if len(deals) > 1:
                self._toasts.say(self.tr("Not all of them have what {stage} needs.").format(
                    stage=self._title_of(stage)), sentence(error), tone="warn")  # fmt: skip
                return
            self.ask_facts(lacking, Wanted(stage, self._title_of(stage), missing))
            return
        self._toasts.say(sentence(error), tone="warn")

    def _take_back(self, commands: Sequence[Command], deals: Sequence[Deal]) -> None:
        self.moved.emit(tuple(deal.lead_id for deal in deals))
        self._background.carry_out(all_at_once(commands), done=self._on_taken_back)

    def _on_taken_back(self, _: object) -> None:
        self._toasts.say(self.tr("Taken back"))

    # What a deal is worth.

    def ask_facts(self, deal: Deal, wanted: Wanted | None = None) -> None:
        """Ask what a deal is worth and when it closes; with ``wanted``, because a stage needs it."""
        shown = partial(self._on_facts, deal, wanted or Wanted())
        self._background.ask(deal_facts(deal.lead_id), shown, question=self._reading)

    def _on_facts(self, deal: Deal, wanted: Wanted, facts: DealFacts) -> None:
        self.form.ask(deal, wanted, currency=self._usual_currency(), rivals=facts.rivals)

    @Slot(object, object)
    def _on_form(self, deal: Deal, commands: Sequence[Command]) -> None:
        if not commands:
            self.form.close_panel()
            return
        done = partial(self._on_form_done, deal, tuple(commands))
        self._background.carry_out(all_at_once(commands), done=done, refused=self._on_form_refused)

    def _on_form_done(self, deal: Deal, commands: Sequence[Command], done: Sequence[Any]) -> None:
        self.form.close_panel()
        moves = [(made, one) for made, one in zip(commands, done, strict=True) if isinstance(made, MoveStage)]
        if moves:
            made, one = moves[0]
            self._on_moved((deal,), made.to_stage, (one,))
            return
        valued = next((made for made in commands if isinstance(made, SetOpportunity)), None)
        worth = formats.money(valued.amount, valued.currency) if valued else ""
        back = _as_before(deal)
        undo = partial(self._take_back, back, (deal,)) if back else None
        self._toasts.say(self.tr("Saved: {name}").format(name=deal.name), worth, undo=undo)

    def _on_form_refused(self, error: RuleViolation) -> None:
        self.form.show_refusal(sentence(error))

    def _usual_currency(self) -> str:
        sums = self._shown.open_sums() if self._shown else {}
        return max(sums, key=lambda one: sums[one], default="") or ("CNY" if is_chinese() else "USD")

    # Losing.

    def ask_loss(self, deal: Deal) -> None:
        """Ask why a deal is lost."""
        if self._shown is None:
            return
        if deal.kind is not StageKind.OPEN:
            self._toasts.say(self.tr("Only an open deal can be lost."), tone="info")
            return
        self._deals = (deal,)
        options = [Option(one.key, said(one.title)) for one in self._shown.lost]
        title = self.tr("{name} is lost: why?").format(name=deal.name)
        self.losing.ask_why(
            title,
            self.tr("In a sentence: what happened (optional)"),
            options,
            send=self.tr("Record the loss"),
        )

    @Slot(str, str)
    def _on_lost(self, reason: str, words: str) -> None:
        [deal] = self._deals
        self._background.submit(
            LoseLead(lead_id=deal.lead_id, reason=reason, words=words), done=partial(self._on_lost_done, deal)
        )

    def _on_lost_done(self, deal: Deal, done: Any) -> None:
        back = [UndoMove(lead_id=deal.lead_id, move_id=done.cmd_id)]
        self._toasts.say(
            self.tr("Lost: {name}").format(name=deal.name), self.tr("The SDR is asked to learn why."),
            undo=partial(self._take_back, back, (deal,)),
        )  # fmt: skip

    # How far the first meeting is.

    def ask_sub_state(self, deal: Deal) -> None:
        """Ask how far the first meeting has come."""
        if deal.kind is not StageKind.OPEN:
            return
        self._deals = (deal,)
        options = [Option(state.value, name()) for state, name in SUB_STATES.items()]
        title = self.tr("{name}: how far is the first meeting?").format(name=deal.name)
        self.meeting.ask(title, options, send=self.tr("Note it"), picked=deal.sub_state or "")

    @Slot(str)
    def _on_sub_state(self, key: str) -> None:
        [deal] = self._deals
        state = SubState(key)
        undo = None
        if deal.sub_state in {one.value for one in SubState}:
            back = SetSubState(lead_id=deal.lead_id, sub_state=SubState(deal.sub_state))
            undo = partial(self._take_back, [back], (deal,))
        text = self.tr("{name}: {state}").format(name=deal.name, state=SUB_STATES[state]())
        self._background.submit(
            SetSubState(lead_id=deal.lead_id, sub_state=state), done=partial(self._on_noted, text, undo)
        )

    def _on_noted(self, text: str, undo: Any, _: object) -> None:
        self._toasts.say(text, undo=undo)

    # What comes next.

    def ask_time(self, deals: Sequence[Deal]) -> None:
        """Ask when something is done next with deals."""
        if deals:
            self._deals = tuple(deals)
            self.time.ask_for(deals[0].name, len(deals))

    @Slot(object, str, bool)
    def _on_time(self, due_at: int, words: str, is_agreed: bool) -> None:  # noqa: FBT001 -- a signal's argument
        commands = [
            SetFollowUp(
                lead_id=deal.lead_id,
                due_at=due_at,
                why=FollowUpWhy.NEXT_STEP,
                words=words,
                is_agreed=is_agreed,
            )
            for deal in self._deals
        ]
        text = self.tr("{what}: {when}").format(
            what=_named(self._deals), when=formats.moment(due_at, self._clock())
        )
        self._background.carry_out(all_at_once(commands), done=partial(self._on_noted, text, None))

    def _title_of(self, key: str) -> str:
        stage: StageShown | None = self._shown.stage(key) if self._shown else None
        return said(stage.title) if stage else key


def _named(deals: Sequence[Deal]) -> str:
    return deals[0].name if len(deals) == 1 else deals_text(len(deals))


def _items(error: RuleViolation) -> list[object]:
    found = error.place.get("items")
    return list(found) if isinstance(found, list) else []


def _as_before(deal: Deal) -> list[Command]:
    """Return what restores the facts of a deal that had some."""
    if deal.amount is None or deal.currency is None:
        return []
    return [
        SetOpportunity(
            lead_id=deal.lead_id, amount=deal.amount, currency=deal.currency,
            expected_close_on=deal.expected_close_on,
        )
    ]  # fmt: skip
