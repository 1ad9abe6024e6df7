"""What sales knows of a deal, kept and asked for: checks, the record, proofs of concept, help, passing on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Slot

from app.clock import HOUR
from app.models.vocabulary import StageKind
from app.services.deal_facts import DealFacts, HelpSeen, PassingSeen, Somebody, deal_facts
from app.services.follow_up_rows import day_begins
from app.services.help_requests import AskHelp, HelpAbout, SettleHelp
from app.services.kernel.command import Command
from app.services.passing_on import AcceptPassing, AnswerPassing, PassOn, RefusePassing, ReturnPassing
from app.services.pipeline import RecordChecks
from app.services.pipeline_view import Deal
from app.services.poc import EndPoc, PocResult, StartPoc
from app.views import formats
from app.views.background import Question
from app.views.help.words import ABOUT
from app.views.inbox.record_panel import RecordPanel
from app.views.inbox.recording import Recording
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.pipeline.checks_panel import ChecksPanel
from app.views.pipeline.help_panel import HelpPanel
from app.views.pipeline.poc_form import PocForm
from app.views.pipeline.reasoned_panel import ReasonedPanel
from app.views.pipeline.words import feedback_text
from app.views.roles import role_name
from app.views.said import said
from app.views.widgets.option_list import Option

_FAILED, _MORE = "failed:", "more"
_ACCEPT, _ASK, _REFUSE, _ANSWER = "accept", "ask", "refuse", "answer"
_EVENING = 18 * HOUR


class Knowing(QObject):
    """Reads what is known of a deal, asks what is needed over its page, and gives the commands."""

    def __init__(self, page: Page[Any], today: Callable[[], int]) -> None:
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._clock, self._today = page.surroundings.clock, today
        self._reading = Question()
        self._deal: Deal | None = None
        self._facts: DealFacts | None = None
        self._passing: PassingSeen | None = None
        self._passings: Mapping[str, PassingSeen] = {}
        self._drafts: dict[str, str] = {}
        self.checks = ChecksPanel(page)
        self.checks.sent.connect(self._on_checks)
        self.record = RecordPanel(page)
        self._recording = Recording(self.record, page.surroundings)
        self.poc, self.ending = PocForm(page, today), ReasonedPanel(page)
        self.poc.sent.connect(self._on_poc)
        self.ending.chosen.connect(self._on_poc_ended)
        self.helping, self.settling = HelpPanel(page, today), PickPanel(page)
        self.helping.asked.connect(self._on_help)
        self.settling.picked.connect(self._on_settle)
        self.passing, self.choosing, self.deciding = ReasonedPanel(page), PickPanel(page), ReasonedPanel(page)
        self.passing.chosen.connect(self._on_passed)
        self.choosing.picked.connect(self._on_passing_picked)
        self.deciding.chosen.connect(self._on_decided)

    def _with_facts(self, deal: Deal, act: Callable[[Deal, DealFacts], object]) -> None:
        self._background.ask(
            deal_facts(deal.lead_id), partial(self._on_facts, deal, act), question=self._reading
        )

    def _on_facts(self, deal: Deal, act: Callable[[Deal, DealFacts], object], facts: DealFacts) -> None:
        self._deal, self._facts = deal, facts
        act(deal, facts)

    # The five checks.

    def ask_checks(self, deal: Deal) -> None:
        """Show the five checks of an SQL."""
        self._with_facts(deal, lambda deal, facts: self.checks.ask(deal, facts.checks))

    @Slot(object, object)
    def _on_checks(self, deal: Deal, holding: Mapping[str, bool]) -> None:
        is_whole = all(holding.values())
        text = self.tr("{name} is an SQL") if is_whole else self.tr("Checks noted: {name}")
        detail = "" if is_whole else self.tr("{count} of 5 hold").format(count=sum(holding.values()))
        command = RecordChecks(lead_id=deal.lead_id, **holding)
        self._give(command, text.format(name=deal.name), detail)

    # What a contact showed.

    def ask_record(self, deal: Deal) -> None:
        """Ask what a contact with the customer showed."""
        self._with_facts(deal, self._on_record)

    def _on_record(self, deal: Deal, facts: DealFacts) -> None:
        if facts.handover_id is None:
            text = self.tr("This deal came in without a hand-over: there is no card to hold it to.")
            self._toasts.say(text, tone="info")
            return
        self._recording.ask_of(facts.handover_id, deal.name, self._drafts)

    # Proofs of concept.

    def ask_poc(self, deal: Deal) -> None:
        """Ask when a proof of concept begins, or how the running one ended."""
        self._with_facts(deal, self._on_poc_facts)

    def _on_poc_facts(self, deal: Deal, facts: DealFacts) -> None:
        if facts.poc is None:
            self.poc.ask(deal)
            return
        options = [
            Option(PocResult.PASSED.value, self.tr("Passed")),
            *(
                Option(_FAILED + one.key, self.tr("Failed: {why}").format(why=said(one.title)))
                for one in facts.failed
            ),
            Option(PocResult.STOPPED.value, self.tr("Stopped without a result")),
        ]
        since = formats.day(facts.poc.starts_on, today=self._today())
        title = self.tr("{name}: the proof of concept began on {day}. How did it end?")
        self.ending.ask_why(
            title.format(name=deal.name, day=since), self.tr("In a sentence: what it showed (optional)"), options,
            send=self.tr("Note it"),
        )  # fmt: skip

    @Slot(object, object)
    def _on_poc(self, deal: Deal, command: StartPoc) -> None:
        until = "" if command.until_on is None else formats.day(command.until_on, today=self._today())
        detail = self.tr("planned until {day}").format(day=until) if until else ""
        self._give(command, self.tr("Proof of concept begun: {name}").format(name=deal.name), detail)

    @Slot(str, str)
    def _on_poc_ended(self, key: str, words: str) -> None:
        if self._deal is None or self._facts is None or self._facts.poc is None:
            return
        failed = key.startswith(_FAILED)
        poc = self._facts.poc
        command = EndPoc(
            poc_id=poc.poc_id, ended_on=max(self._today(), poc.starts_on),
            ended_as=PocResult.FAILED if failed else PocResult(key),
            reason=key.removeprefix(_FAILED) if failed else None, words=words,
        )  # fmt: skip
        self._give(command, self.tr("Proof of concept ended: {name}").format(name=self._deal.name))

    # Help.

    def ask_help(self, deal: Deal) -> None:
        """Ask for help with a deal, or settle what was asked for."""
        self._with_facts(deal, self._on_help_facts)

    def _on_help_facts(self, deal: Deal, facts: DealFacts) -> None:
        if not facts.helps:
            self._ask_whom(deal, facts)
            return
        options = [*(self._settled(one) for one in facts.helps), Option(_MORE, self.tr("Ask for more help…"))]
        self.settling.ask(self.tr("{name}: help").format(name=deal.name), options, send=self.tr("Go on"))

    def _settled(self, one: HelpSeen) -> Option:
        about = ABOUT[HelpAbout(one.about)]()
        if one.answer is not None:
            answered = self.tr("{name} answered: {words}").format(name=one.asked, words=one.answer)
            return Option(f"done:{one.help_id}", self.tr("Done: {what}").format(what=about), answered)
        due = formats.moment(one.due_at, self._clock())
        late = self.tr("overdue, {name} was asked for {when}") if one.due_at <= self._clock() else self.tr(
            "{name} was asked for {when}"
        )  # fmt: skip
        detail = late.format(name=one.asked, when=due)
        return Option(
            f"withdraw:{one.help_id}", self.tr("No longer needed: {what}").format(what=about), detail
        )

    def _ask_whom(self, deal: Deal, facts: DealFacts) -> None:
        if deal.kind is not StageKind.OPEN:
            self._toasts.say(self.tr("Help is asked for open deals."), tone="info")
            return
        people = [Option(str(one.member_id), one.name, self._role(one)) for one in facts.helpers]
        self.helping.ask_whom(self.tr("{name}: ask for help").format(name=deal.name), people)

    def _role(self, one: Somebody) -> str:
        if self._deal is not None and one.member_id == self._deal.rep_id:
            return self.tr("Keeps after people who are not in Decile")
        return self.tr("The lead's SDR") if one.is_owner else role_name(one.role)

    @Slot(str, str, str, int)
    def _on_help(self, asked: str, about: str, words: str, day: int) -> None:
        if self._deal is None:
            return
        now = self._clock()
        due = max(day_begins(now, None, days=day - self._today()) + _EVENING, now + HOUR)
        command = AskHelp(
            help_id=uuid4(), lead_id=self._deal.lead_id, asked_id=UUID(asked), about=HelpAbout(about), words=words,
            due_at=due,
        )  # fmt: skip
        self._give(command, self.tr("Help asked for: {name}").format(name=self._deal.name))

    @Slot(str)
    def _on_settle(self, key: str) -> None:
        if self._deal is None or self._facts is None:
            return
        if key == _MORE:
            self._ask_whom(self._deal, self._facts)
            return
        how, _, help_id = key.partition(":")
        is_done = how == "done"
        text = self.tr("Help received: {name}") if is_done else self.tr("Request withdrawn: {name}")
        command = SettleHelp(help_id=UUID(help_id), is_done=is_done)
        self._give(command, text.format(name=self._deal.name))

    # Passing on.

    def ask_pass_on(self, deal: Deal) -> None:
        """Ask to whom a deal is passed on."""
        self._with_facts(deal, self._on_pass_facts)

    def _on_pass_facts(self, deal: Deal, facts: DealFacts) -> None:
        if facts.passed_to:
            text = self.tr("{name} is passed on already").format(name=deal.name)
            self._toasts.say(text, self.tr("It waits for {rep}.").format(rep=facts.passed_to), tone="info")
            return
        people = [Option(str(one.member_id), one.name, role_name(one.role)) for one in facts.reps]
        if not people:
            self._toasts.say(self.tr("There is no other rep."), tone="info")
            return
        needed = self.tr("Say what the next one must know: who decides, will they buy.")
        title = self.tr("Pass {name} on to · {known}").format(name=deal.name, known=feedback_text(deal.known))
        self.passing.ask_why(
            title, self.tr("Who decides, will they buy, what comes next"), people, send=self.tr("Pass on"),
            write_first={one.key: needed for one in people},
        )  # fmt: skip

    @Slot(str, str)
    def _on_passed(self, to: str, words: str) -> None:
        if self._deal is None:
            return
        command = PassOn(passing_id=uuid4(), lead_id=self._deal.lead_id, to_id=UUID(to), words=words)
        text = self.tr("Passed on: {name}").format(name=self._deal.name)
        self._give(command, text, self.tr("It stays yours until it is accepted."))

    def ask_passings(self, waiting: Sequence[PassingSeen]) -> None:
        """Show what was passed on and waits; a single one at once."""
        if len(waiting) == 1:
            self._decide(waiting[0])
        elif waiting:
            self._passings = {str(one.passing_id): one for one in waiting}
            options = [
                Option(key, one.name, self.tr("{name}: {words}").format(name=one.other, words=one.words))
                for key, one in self._passings.items()
            ]
            self.choosing.ask(self.tr("Passed on, and waiting for you"), options, send=self.tr("Look"))

    @Slot(str)
    def _on_passing_picked(self, key: str) -> None:
        self._decide(self._passings[key])

    def _decide(self, one: PassingSeen) -> None:
        self._passing = one
        write = self.tr("Write it: {name} reads it.").format(name=one.other)
        if one.is_mine:
            title = self.tr("{other} asks about {name}: “{question}”")
            self.deciding.ask_why(
                title.format(other=one.other, name=one.name, question=one.question), self.tr("Your answer"),
                [Option(_ANSWER, self.tr("Answer, and pass it on again"))], send=self.tr("Send"),
                write_first={_ANSWER: write},
            )  # fmt: skip
            return
        options = [
            Option(_ACCEPT, self.tr("Accept: it becomes yours")),
            Option(_ASK, self.tr("Ask a question first")),
            Option(_REFUSE, self.tr("Refuse: it stays with {name}").format(name=one.other)),
        ]
        self.deciding.ask_why(
            self._card(one), self.tr("In words (needed to ask or refuse)"), options, send=self.tr("Decide"),
            write_first={_ASK: write, _REFUSE: write},
        )  # fmt: skip

    def _card(self, one: PassingSeen) -> str:
        worth = "" if one.amount is None else formats.money(one.amount, one.currency or "")
        closes = (
            "" if one.expected_close_on is None else formats.day(one.expected_close_on, today=self._today())
        )
        facts = [said(one.stage), worth, closes, "SQL" if one.is_qualified else "", feedback_text(one.known)]
        lines = [
            self.tr("{name}, from {other}").format(name=one.name, other=one.other),
            " · ".join(fact for fact in facts if fact),
            self.tr("“{words}”").format(words=one.words),
        ]
        if one.answer:
            lines.append(
                self.tr("You asked “{question}”: {answer}").format(question=one.question, answer=one.answer)
            )
        return "\n".join(lines)

    @Slot(str, str)
    def _on_decided(self, key: str, words: str) -> None:
        one = self._passing
        if one is None:
            return
        made: Mapping[str, tuple[Callable[..., Command], str]] = {
            _ACCEPT: (AcceptPassing, self.tr("Accepted: {name}")),
            _ASK: (ReturnPassing, self.tr("Asked: {name}")),
            _REFUSE: (RefusePassing, self.tr("Refused: {name}")),
            _ANSWER: (AnswerPassing, self.tr("Answered: {name}")),
        }
        make, text = made[key]
        self._give(make(passing_id=one.passing_id, words=words), text.format(name=one.name))

    def _give(self, command: Command, text: str, detail: str = "") -> None:
        self._background.submit(command, done=partial(self._on_given, text, detail))

    def _on_given(self, text: str, detail: str, _: object) -> None:
        self._toasts.say(text, detail)
