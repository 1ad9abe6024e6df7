"""The designed states of the call desk in which the script is not the next thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import HandoverState, Outcome, RunState, StageKind
from app.services.call_desk_rows import CallDesk
from app.views import formats
from app.views.call_desk import guarding
from app.views.call_desk.next_steps import NextStep
from app.views.call_desk.situation import Situation, WayOut
from app.views.call_words import outcome_text
from app.views.roles import rep_called
from app.views.said import said


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done from a situation; the page gives the commands."""

    hand_over: Callable[[], object]
    disqualify: Callable[[], object]
    ask_again: Callable[[], object]
    go_on: Callable[[], object]
    bring_back: Callable[[], object]
    revive: Callable[[], object]
    claim: Callable[[], object]
    correct: Callable[[], object]
    correct_outcome: Callable[[], object]
    end_call: Callable[[], object] | None = None
    """Set while the call runs: it is ended before anything else."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A call that has just ended here."""

    who: str
    seconds: int
    outcome: Outcome
    step: NextStep
    call_id: UUID | None = None


def after_call(ended: Ended, desk: CallDesk, ways: Ways) -> Situation:
    """Return what stands there after a call."""
    spoken = f"{outcome_text(ended.outcome)} · {formats.duration(ended.seconds)}"
    lines = [spoken]
    promised = ended.step.at or (desk.promise.due_at if desk.promise else None)
    if promised is not None:
        when = formats.moment(promised, desk.read_at)
        lines.append(QCoreApplication.translate("CallDesk", "Next step: {when}").format(when=when))
    title = QCoreApplication.translate("CallDesk", "Call with {who} ended").format(who=ended.who)
    return Situation(
        "circle-check",
        "ok",
        title,
        tuple(lines),
        ended.step.words,
        (_next(ways, is_first=True), _again(ways), _wrong_outcome(ways)),
    )


def blocked(desk: CallDesk, ways: Ways) -> Situation | None:
    """Return why the script cannot run with this lead, and what to do; ``None`` where it can."""
    if desk.warnings.is_barred and desk.call is None:
        return guarding.barred(desk.warnings, desk.read_at, go_on=_next(ways, is_first=True))
    if desk.stage.kind is not StageKind.VALIDATING:
        return _by_stage(desk, ways)
    if not desk.is_mine:
        return _not_mine(desk, ways)
    if not desk.questions:
        return Situation(
            "help",
            "muted",
            QCoreApplication.translate("CallDesk", "The playbook has no script"),
            (QCoreApplication.translate("CallDesk", "A team lead can add questions to the playbook."),),
            ways=(_next(ways),),
        )
    return None


def finished(desk: CallDesk, ways: Ways, *, pct: int, is_ready: bool) -> Situation:
    """Return what a finished script came to."""
    returned = desk.handover is not None and desk.handover.state is HandoverState.RETURNED
    if returned and desk.handover:
        title = QCoreApplication.translate("CallDesk", "{rep} has a question").format(
            rep=desk.handover.rep_name
        )
        text = QCoreApplication.translate(
            "CallDesk", "The hand-over is not decided. Answer, and it goes back to the same rep."
        )
        answer = WayOut(
            QCoreApplication.translate("CallDesk", "Answer"), "H", ways.hand_over, "send", is_first=True
        )
        return Situation(
            "message-question", "accent", title, (text,), desk.handover.words, (answer, _ask_again(ways))
        )
    figures = {"pct": pct, "limit": desk.threshold_pct}
    if is_ready:
        title = QCoreApplication.translate("CallDesk", "Qualified at {pct}%").format(**figures)
        text = QCoreApplication.translate("CallDesk", "Every core question is answered well. Hand it over.")
        ways_out = (
            WayOut(_hand_over_text(), "H", ways.hand_over, "arrow-forward-up", is_first=True),
            _ask_again(ways),
        )
        return Situation("trophy", "ok", title, (text,), ways=ways_out)
    title = QCoreApplication.translate("CallDesk", "Script finished at {pct}%: not qualified yet").format(
        **figures
    )
    if pct >= desk.threshold_pct:
        text = QCoreApplication.translate(
            "CallDesk", "The maturity is enough, but a core question is not answered well. Ask it again."
        )
    else:
        text = QCoreApplication.translate(
            "CallDesk", "It needs {limit}%. What was weak, refused or not asked can be asked again."
        ).format(**figures)
    return Situation(
        "circle-half-2", "warn", title, (text,), ways=(_ask_again(ways, is_first=True), _next(ways))
    )


def stopped(desk: CallDesk, ways: Ways) -> Situation:
    """Return what a disqualifying answer leaves to do."""
    reason = said(desk.ended.stop_reason) if desk.ended else ""
    title = QCoreApplication.translate("CallDesk", "An answer disqualifies this lead")
    text = QCoreApplication.translate(
        "CallDesk", "Close it with this reason, or correct the answer if it was a mistake."
    )
    ways_out = (
        WayOut(
            QCoreApplication.translate("CallDesk", "Disqualify"), "X", ways.disqualify, "ban", is_first=True
        ),
        WayOut(
            QCoreApplication.translate("CallDesk", "Correct the answer"), "U", ways.correct, "arrow-back-up"
        ),
    )
    return Situation("ban", "bad", title, tuple(part for part in (reason, text) if part), ways=ways_out)


def _by_stage(desk: CallDesk, ways: Ways) -> Situation:
    match desk.stage.kind:
        case StageKind.NURTURE:
            return _nurture(desk, ways)
        case StageKind.SALES_VALIDATING:
            return _handed_over(desk, ways)
        case StageKind.REFUSED:
            return _refused(desk, ways)
        case StageKind.LOST:
            again = WayOut(
                QCoreApplication.translate("CallDesk", "Work on it again"), "A", ways.revive, "refresh"
            )
            title = QCoreApplication.translate("CallDesk", "Lost")
            return Situation("mood-sad", "muted", title, _moved(desk), desk.stage.words, (_next(ways), again))
        case _:
            title = QCoreApplication.translate("CallDesk", "With sales: {stage}").format(
                stage=said(desk.stage.title)
            )
            text = QCoreApplication.translate(
                "CallDesk", "The script is done with this lead. You keep seeing how it goes."
            )
            return Situation("briefcase", "accent", title, (*_moved(desk), text), "", (_next(ways),))


def _nurture(desk: CallDesk, ways: Ways) -> Situation:
    reason = said(desk.stage.reason)
    if reason:
        title = QCoreApplication.translate("CallDesk", "Disqualified: {reason}").format(reason=reason)
    else:
        title = QCoreApplication.translate("CallDesk", "In nurture: the script ended under the threshold")
    text = QCoreApplication.translate(
        "CallDesk",
        "It comes back with a new score, a date or a reply. If they called you, bring it back now.",
    )
    back = WayOut(QCoreApplication.translate("CallDesk", "Bring it back"), "A", ways.bring_back, "refresh")
    return Situation(
        "hourglass",
        "warn",
        title,
        (*_moved(desk, with_reason=False), text),
        desk.stage.words,
        (_next(ways), back),
    )


def _handed_over(desk: CallDesk, ways: Ways) -> Situation:
    handover = desk.handover
    rep = rep_called(handover.rep_name, handover.rep_role) if handover else ""
    if not rep:
        title = QCoreApplication.translate("CallDesk", "Handed over: a lead of the team chooses the rep")
    else:
        title = QCoreApplication.translate("CallDesk", "Handed over to {rep}").format(rep=rep)
    lines = list(_moved(desk))
    if handover and handover.decide_by_at is not None:
        limit = formats.moment(handover.decide_by_at, desk.read_at)
        lines.append(QCoreApplication.translate("CallDesk", "To be decided by: {when}").format(when=limit))
    return Situation("arrow-forward-up", "accent", title, tuple(lines), "", (_next(ways, is_first=True),))


def _refused(desk: CallDesk, ways: Ways) -> Situation:
    handover = desk.handover
    title = QCoreApplication.translate("CallDesk", "{rep} refused it: {reason}").format(
        rep=handover.rep_name if handover else desk.stage.by_name,
        reason=said(handover.reason if handover else desk.stage.reason),
    )
    text = QCoreApplication.translate("CallDesk", "It is in review. The verdict says what happens next.")
    words = handover.words if handover else desk.stage.words
    return Situation("thumb-down", "warn", title, (text,), words, (_next(ways, is_first=True),))


def _not_mine(desk: CallDesk, ways: Ways) -> Situation:
    if desk.owner_id is None:
        claim = WayOut(
            QCoreApplication.translate("CallDesk", "Claim it"), "A", ways.claim, "user-plus", is_first=True
        )
        title = QCoreApplication.translate("CallDesk", "Nobody owns this lead")
        text = QCoreApplication.translate("CallDesk", "Claim it, and the script can begin.")
        return Situation("user-off", "muted", title, (text,), "", (claim, _next(ways)))
    title = QCoreApplication.translate("CallDesk", "{name} works on this lead").format(name=desk.owner_name)
    text = QCoreApplication.translate("CallDesk", "Only its owner or a team lead asks the script.")
    return Situation("lock", "muted", title, (text,), "", (_next(ways, is_first=True),))


def _moved(desk: CallDesk, *, with_reason: bool = True) -> tuple[str, ...]:
    """Return who brought the lead here, when and why."""
    stage = desk.stage
    if stage.at is None:
        return ()
    when = formats.moment(stage.at, desk.read_at)
    who = f"{stage.by_name} · {when}" if stage.by_name else when
    reason = said(stage.reason) if with_reason else ""
    return (reason, who) if reason else (who,)


def _next(ways: Ways, *, is_first: bool = False) -> WayOut:
    if ways.end_call is not None:
        text = QCoreApplication.translate("CallDesk", "End the call")
        return WayOut(text, "E", ways.end_call, "phone-off", is_first)
    return WayOut(
        QCoreApplication.translate("CallDesk", "Next lead"), "N", ways.go_on, "arrow-right", is_first
    )


def _again(ways: Ways) -> WayOut:
    return WayOut(
        QCoreApplication.translate("CallDesk", "Back to the script"), "A", ways.ask_again, "list-check"
    )


def _wrong_outcome(ways: Ways) -> WayOut:
    text = QCoreApplication.translate("CallDesk", "Correct the outcome")
    return WayOut(text, "O", ways.correct_outcome, "arrow-back-up")


def _ask_again(ways: Ways, *, is_first: bool = False) -> WayOut:
    return WayOut(
        QCoreApplication.translate("CallDesk", "Ask what is missing"),
        "A",
        ways.ask_again,
        "list-check",
        is_first,
    )


def _hand_over_text() -> str:
    return QCoreApplication.translate("CallDesk", "Hand over")


def is_stopped(desk: CallDesk) -> bool:
    """Whether the latest run was ended by an answer."""
    return desk.run is None and desk.ended is not None and desk.ended.state is RunState.STOPPED
