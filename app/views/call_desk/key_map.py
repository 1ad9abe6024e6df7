"""Every key of the call desk and what it does, by what stands in the middle."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import Outcome
from app.views.actions import Action
from app.views.answer_states import state_text
from app.views.call_desk.choose_panel import NUMBERS, ChoosePanel
from app.views.call_desk.ending_panel import EndingPanel
from app.views.call_desk.next_panel import NextPanel
from app.views.call_desk.next_steps import Step
from app.views.call_desk.script_asking import ScriptAsking
from app.views.call_desk.script_panel import NUMBERED
from app.views.call_desk.session import Session
from app.views.call_desk.situation import Situation
from app.views.call_desk.ways_out import WaysOut
from app.views.call_words import JUDGEMENTS, outcome_text


class Desk(Protocol):
    """What the keys reach."""

    ending: EndingPanel
    choosing: ChoosePanel
    next: NextPanel
    asking: ScriptAsking
    out: WaysOut
    session: Session

    def write_words(self) -> None: ...
    def write_notes(self) -> None: ...
    def call(self, at: int = 0) -> None: ...
    def end_call(self) -> None: ...
    def continue_call(self) -> None: ...
    def go_on(self) -> None: ...
    def know(self) -> None: ...
    def forbid(self) -> None: ...
    def give_back(self) -> None: ...
    def keep_longer(self) -> None: ...
    def attach(self) -> None: ...


def desk_actions(desk: Desk, situation: Situation | None) -> list[Action]:
    """Return the keys while the script or a situation stands in the middle."""
    around = _around(desk)
    if situation is None:
        return [*_script(desk), *around]
    taken = {action.key for action in around}
    ways = [Action(way.text, way.call, way.key, way.icon) for way in situation.ways if way.key not in taken]
    return [*ways, *around]


def ending_actions(desk: Desk) -> list[Action]:
    """Return the keys while the end of a call is asked."""
    ending = desk.ending
    outcomes = [
        Action(outcome_text(outcome), partial(ending.choose_outcome, outcome), str(at), in_palette=False)
        for at, outcome in enumerate(Outcome, start=1)
    ]
    steps = [
        Action(made.text(), partial(ending.choose_step, step), step.value, in_palette=False)
        for step, made in ending.steps.items()
        if step is not Step.KEEP or not made.isHidden()
    ]
    end = Action(
        QCoreApplication.translate("CallDesk", "End the call"), ending.finish, "Ctrl+Return", "phone-off"
    )
    return [*outcomes, *steps, end, _notes(desk)]


def choosing_actions(desk: Desk) -> list[Action]:
    """Return the keys while a reason or a kind of contact is asked."""
    choosing = desk.choosing
    numbers = [
        Action(made.text(), partial(choosing.choose_number, at), NUMBERS[at], in_palette=False)
        for at, made in enumerate(choosing.options.values())
    ]
    words = Action(QCoreApplication.translate("CallDesk", "Write in words"), desk.write_words, "W", "pencil")
    give = Action(choosing.give.text(), choosing.finish, "Ctrl+Return", "check")
    return [*numbers, words, give, _notes(desk)]


def _script(desk: Desk) -> list[Action]:
    group = QCoreApplication.translate("CallDesk", "Script")
    text = QCoreApplication.translate("CallDesk", "Answer {n}")
    answers = [
        Action(
            text.format(n=at + 1), partial(desk.asking.answer, at), str(at + 1), "", group, in_palette=False
        )
        for at in range(NUMBERED)
    ]
    judged = QCoreApplication.translate("CallDesk", "Judge their words: {state}")
    judgements = [
        Action(judged.format(state=state_text(state)), partial(desk.asking.judge, state), key, "", group)
        for key, state in JUDGEMENTS.items()
    ]
    return [
        *answers,
        *judgements,
        Action(
            QCoreApplication.translate("CallDesk", "Write what they say"), desk.write_words, "W", "pencil", group
        ),
        Action(
            QCoreApplication.translate("CallDesk", "Next question"), partial(desk.asking.step, 1), "]", "", group,
            repeats=True,
        ),
        Action(
            QCoreApplication.translate("CallDesk", "Previous question"), partial(desk.asking.step, -1), "[", "", group,
            repeats=True,
        ),
        Action(
            QCoreApplication.translate("CallDesk", "Confirm the earlier answer"), desk.asking.confirm, "C", "check", group
        ),
        Action(
            QCoreApplication.translate("CallDesk", "Confirm all earlier answers"), desk.asking.confirm_all, "Shift+C",
            "check", group,
        ),
    ]  # fmt: skip


def _around(desk: Desk) -> list[Action]:
    side = desk.next
    return [
        Action(QCoreApplication.translate("CallDesk", "Call"), partial(desk.call, 0), "D", "phone"),
        Action(
            QCoreApplication.translate("CallDesk", "Call the second number"), partial(desk.call, 1), "Shift+D"
        ),
        Action(QCoreApplication.translate("CallDesk", "End the call"), desk.end_call, "E", "phone-off"),
        Action(
            QCoreApplication.translate("CallDesk", "Continue the call"), desk.continue_call, "B", "phone-call"
        ),
        _notes(desk),
        Action(
            QCoreApplication.translate("CallDesk", "Attach a recording to the call"),
            desk.attach,
            "Shift+R",
            "upload",
        ),
        Action(
            side.hand_over.text(),
            desk.out.hand_over,
            "H",
            "arrow-forward-up",
            is_enabled=side.hand_over.isEnabled,
        ),
        Action(side.finish.text(), desk.asking.finish, "F", "flag", is_enabled=side.finish.isEnabled),
        Action(
            side.pause.text(),
            desk.session.pause_or_resume,
            "P",
            "player-pause",
            is_enabled=side.pause.isEnabled,
        ),
        Action(side.disqualify.text(), desk.out.disqualify, "X", "ban", is_enabled=side.disqualify.isEnabled),
        Action(side.log.text(), desk.out.log, "L", "note", is_enabled=side.log.isEnabled),
        Action(
            QCoreApplication.translate("CallDesk", "What we know: correct it, and why this score"),
            desk.know,
            "Shift+E",
            "pencil",
        ),
        Action(
            QCoreApplication.translate("CallDesk", "Give back to the pool…"),
            desk.give_back,
            "Shift+G",
            "arrow-back-up",
        ),
        Action(
            QCoreApplication.translate("CallDesk", "Keep it longer…"),
            desk.keep_longer,
            "Shift+K",
            "hourglass",
        ),
        Action(QCoreApplication.translate("CallDesk", "Never contact again…"), desk.forbid, "Z", "ban"),
        Action(QCoreApplication.translate("CallDesk", "Next lead"), desk.go_on, "N", "arrow-right"),
    ]


def _notes(desk: Desk) -> Action:
    return Action(QCoreApplication.translate("CallDesk", "Write notes"), desk.write_notes, "M", "notes")
