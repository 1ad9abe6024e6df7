"""From what was read to what the parts of the call desk show."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.clock import from_micros
from app.models.vocabulary import ActivityKind, AnswerState, HandoverState, StageKind
from app.services.call_desk_rows import CallDesk, PhoneLine
from app.services.lead_view import LeadView
from app.services.receipts import How, LeftOut, ReceiptView
from app.services.script_flow import Missing
from app.services.timeline import EventKind
from app.views import formats
from app.views.call_desk import guarding
from app.views.call_desk.call_bar import Calling
from app.views.call_desk.dialling import phone_text
from app.views.call_desk.facts_panel import Facts, Reach
from app.views.call_desk.handover_sheet import Sheet, SheetLine
from app.views.call_desk.next_panel import Gap, Progress
from app.views.call_desk.script_state import ScriptState
from app.views.call_words import field_texts, outcome_text
from app.views.lead_events import entries
from app.views.punctuation import joined
from app.views.recall_words import recall_text, reserved_text
from app.views.refusals import refusal_sentence
from app.views.roles import rep_called
from app.views.said import said
from app.views.waiting_words import ending_counts, gap_text
from app.views.widgets.maturity_ring import Segment

DIAL_KEYS = ("D", "Shift+D")
_LONG_LATE_S = 8 * 3_600
"""Past a working day of lateness the minutes say nothing any more."""
_NEVER = "do_not_contact"
"""Key of that reason in the playbooks that are shipped."""
_IN_THE_CALL = frozenset({"no_contact_since", "answer_not_renewed"})
"""What a call settles once it ended."""
_OF_THE_RUN = frozenset({"run_not_finished", "run_overtaken", "not_mature", "core_missing", "wrong_stage"})
"""Codes the script's own picture tells better, and one that the stage tells."""


def facts_of(desk: CallDesk, view: LeadView) -> Facts:
    """Return the left side."""
    lead = view.facts
    reaches: list[Reach] = []
    for phone in desk.phones:
        dialable = sum(bool(reach.key) for reach in reaches)
        key = DIAL_KEYS[dialable] if phone.is_dialable and dialable < len(DIAL_KEYS) else ""
        text = phone_text(phone.value, phone.extension)
        reaches.append(Reach("phone", text, key, phone.value if phone.is_dialable else ""))
    mails = [point.value for point in view.points if point.kind == "email"] or (
        [lead.email] if lead.email else []
    )
    reaches += [Reach("mail", mail) for mail in mails]
    score = QCoreApplication.translate("CallDesk", "Score {n}").format(n=lead.score)
    place = joined(part or "" for part in (lead.region, lead.city))
    channel, campaign, keyword = desk.source
    lines = (
        (QCoreApplication.translate("CallDesk", "Source"), said(channel)),
        (QCoreApplication.translate("CallDesk", "Campaign"), campaign),
        (QCoreApplication.translate("CallDesk", "Keyword"), keyword),
        (QCoreApplication.translate("CallDesk", "Industry"), lead.industry or ""),
        (QCoreApplication.translate("CallDesk", "Size"), lead.company_size or ""),
        (QCoreApplication.translate("CallDesk", "Place"), place),
        (QCoreApplication.translate("CallDesk", "Owner"), view.owner_name or ""),
        (QCoreApplication.translate("CallDesk", "Rep"), view.rep_name or ""),
        (QCoreApplication.translate("CallDesk", "Goes back"), _goes_back(desk)),
        (QCoreApplication.translate("CallDesk", "Work left"), _work_left(desk)),
    )
    chips = [(said(desk.stage.title), desk.stage.kind.value), (score, "")]
    if desk.is_reserved:
        chips.append((reserved_text(), "warn"))
    elif desk.recall is not None and desk.recall.is_near(desk.read_at):
        chips.append((recall_text(desk.recall, desk.read_at), "warn"))
    response = desk.response
    if response is not None and response.left_s < -_LONG_LATE_S:
        chips.append((QCoreApplication.translate("CallDesk", "First response missed"), "bad"))
        response = None
    return Facts(
        company=lead.company or lead.contact_name or lead.email or lead.phone or "",
        contact=" · ".join(part for part in (lead.contact_name if lead.company else "", lead.title) if part),
        reaches=reaches,
        chips=chips,
        lines=lines,
        calls=tuple(
            event.ref
            for event in view.timeline
            if event.kind is EventKind.ACTIVITY and event.code == ActivityKind.CALL and event.ref is not None
        ),
        events=entries(view.timeline, desk.read_at, {lead.channel: said(channel)}),
        response=response,
    )


def calling_of(desk: CallDesk, *, is_here: bool, is_ending: bool = False) -> Calling:
    """Return the call bar; ``is_here`` where the running call is with this lead."""
    call = desk.call
    if call is not None and is_here:
        return Calling(
            phone_text(call.phone),
            call.started_at,
            call.who,
            "",
            is_warning=False,
            can_call=False,
            can_go_on=False,
            is_ending=is_ending,
        )
    phone = first_phone(desk)
    note, is_warning = _note(desk, phone)
    return Calling(
        number=phone_text(phone.value, phone.extension) if phone else "",
        started_at=None,
        who="",
        note=note,
        is_warning=is_warning,
        can_call=phone is not None and call is None and desk.is_reachable and not desk.warnings.is_barred,
        can_go_on=call is None,
    )


def _goes_back(desk: CallDesk) -> str:
    """Return when the lead goes back to the pool; empty without a clock."""
    return "" if desk.recall is None else formats.moment(desk.recall.due_at, desk.read_at)


def _work_left(desk: CallDesk) -> str:
    """Return how much of the owner's working time is left until then."""
    return "" if desk.recall is None else formats.duration(desk.recall.left_s)


def dialable(desk: CallDesk) -> list[PhoneLine]:
    """Return the phones that can be dialled, in order."""
    return [phone for phone in desk.phones if phone.is_dialable]


def never_reason(desk: CallDesk) -> str | None:
    """Return the playbook's reason to close a lead that asked not to be contacted; ``None`` where it has none."""
    return next((reason.key for reason in desk.reasons if reason.key == _NEVER), None)


def first_phone(desk: CallDesk) -> PhoneLine | None:
    """Return the phone the first key dials."""
    return next(iter(dialable(desk)), None)


def progress_of(state: ScriptState, *, is_at_work: bool) -> Progress:
    """Return the right side; ``is_at_work`` while the lead is the SDR's to qualify."""
    desk = state.desk
    counting = [entry for entry in state.rail() if entry.number]
    good = sum(entry.state is AnswerState.GOOD and not entry.is_stale for entry in counting)
    current = next((at for at, entry in enumerate(counting) if entry.question.key == state.cursor), -1)
    gaps = gaps_of(state)
    return Progress(
        pct=state.pct,
        threshold_pct=desk.threshold_pct,
        is_sample=desk.is_sample,
        caption=QCoreApplication.translate("CallDesk", "{good} of {total}").format(good=good, total=len(counting)),
        gaps=gaps,
        is_ready=is_at_work and not gaps,
        segments=[Segment(_counted(entry.state, entry.is_stale), entry.question.core, entry.question.weight)
                  for entry in counting],
        current=current if is_at_work else -1,
        note="" if is_at_work else QCoreApplication.translate("CallDesk", "Not in your hands at the moment."),
    )  # fmt: skip


def gaps_of(state: ScriptState) -> list[Gap]:
    """Return everything missing for a hand-over, what the script can still bring first."""
    desk = state.desk
    ends = {missing.question for missing in state.missing if missing.code == "disqualified"}
    told = [one for one in state.missing if one.code != "core_not_good" or one.question not in ends]
    gaps = [_gap(state, missing) for missing in told]
    for code in desk.submit_codes:
        if code == "fields_missing":
            text = QCoreApplication.translate("CallDesk", "Fields to fill in: {fields}")
            gaps.append(Gap(text.format(fields=field_texts(desk.missing_fields))))
        elif code == "already_handed_over" and is_returned(desk):
            continue
        elif code == "call_unfinished" and _is_on_it(desk):
            continue  # handing over ends one's own call
        elif desk.waiting is not None and code in desk.waiting.missing:
            still_on_it = code in _IN_THE_CALL and _is_on_it(desk)
            gaps.append(Gap(ending_counts() if still_on_it else gap_text(code, desk.waiting)))
        elif code not in _OF_THE_RUN:
            gaps.append(Gap(refusal_sentence(code)))
    return list(dict.fromkeys(gaps))


def _is_on_it(desk: CallDesk) -> bool:
    """Whether the lead's call runs: whether it reached somebody is known once it ended."""
    return desk.call is not None and desk.call.lead_id == desk.lead_id


def is_returned(desk: CallDesk) -> bool:
    """Whether a rep sent the hand-over back with a question."""
    return desk.handover is not None and desk.handover.state is HandoverState.RETURNED


def is_at_work(desk: CallDesk) -> bool:
    """Whether the lead is the person's to qualify."""
    return desk.is_mine and desk.stage.kind is StageKind.VALIDATING


def sheet_of(state: ScriptState, view: LeadView, *, words: str, ends_call: bool) -> Sheet:
    """Return the hand-over sheet: the card, what is missing, or the rep's question."""
    desk, lead = state.desk, view.facts
    progress = progress_of(state, is_at_work=True)
    who = [part for part in (lead.company, lead.contact_name, lead.title) if part]
    channel, campaign, keyword = desk.source
    source = " · ".join(part for part in (said(channel), campaign, keyword) if part)
    returned = desk.handover if is_returned(desk) else None
    lines = []
    for entry in state.rail():
        line = state.answers.get(entry.question.key)
        given = line.given if line else None
        choice = next((c for c in entry.question.choices if given and c.key == given.choice), None)
        lines.append(
            SheetLine(
                said(entry.question.title),
                _counted(entry.state, entry.is_stale),
                said(choice.title) if choice else "",
                line.words if line else "",
                entry.question.core,
            )
        )
    return Sheet(
        who=" · ".join(who),
        pct=progress.pct,
        threshold_pct=progress.threshold_pct,
        caption=progress.caption,
        source=QCoreApplication.translate("CallDesk", "Source: {source}").format(source=source),
        calls=_calls(desk),
        lines=lines,
        gaps=() if returned else progress.gaps,
        words=words,
        is_answer=returned is not None,
        question=returned.words if returned else "",
        rep=returned.rep_name if returned else "",
        ends_call=ends_call,
    )


def receipt_texts(receipt: ReceiptView) -> tuple[str, str]:
    """Return who got a hand-over, and why: a headline and a line."""
    if receipt.how is How.WAITS or not receipt.rep:
        title = QCoreApplication.translate("CallDesk", "Handed over")
        return title, QCoreApplication.translate("CallDesk", "A lead of the team chooses the rep.")
    title = QCoreApplication.translate("CallDesk", "Handed over")
    if receipt.how is How.SAME_REP:
        return title, QCoreApplication.translate("CallDesk", "Back to {rep}, who asked.").format(
            rep=receipt.rep
        )
    parts = [
        QCoreApplication.translate("CallDesk", "{rep}: next in turn among {n}").format(
            rep=_who_got_it(receipt), n=len(receipt.candidates)
        )
    ]
    for why, text in _left_out().items():
        count = sum(rep.left_out is why for rep in receipt.reps)
        if count:
            parts.append(text.format(n=count))
    return title, joined(parts, strongly=True)


def unassigned_texts() -> tuple[str, str]:
    """Return what is said of a hand-over that waits for the shared database to find its rep."""
    title = QCoreApplication.translate("CallDesk", "Handed over")
    return title, QCoreApplication.translate("CallDesk", "To whom is decided when connected.")


def _who_got_it(receipt: ReceiptView) -> str:
    picked = next((rep for rep in receipt.reps if rep.is_picked), None)
    return rep_called(picked.name, picked.role) if picked else receipt.rep or ""


def _left_out() -> dict[LeftOut, str]:
    return {
        LeftOut.ABSENT: QCoreApplication.translate("CallDesk", "{n} absent"),
        LeftOut.FULL: QCoreApplication.translate("CallDesk", "{n} at capacity"),
        LeftOut.GRADE: QCoreApplication.translate("CallDesk", "{n} for other grades"),
        LeftOut.RULE: QCoreApplication.translate("CallDesk", "{n} not in the rule"),
        LeftOut.EARLIER: QCoreApplication.translate("CallDesk", "{n} refused it before"),
    }


def _gap(state: ScriptState, missing: Missing) -> Gap:
    desk = state.desk
    match missing.code:
        case "below_threshold":
            text = QCoreApplication.translate("CallDesk", "{pct}% answered well, {limit}% needed")
            short = QCoreApplication.translate("CallDesk", "{pct}%, needs {limit}%")
            figures = {"pct": state.pct, "limit": desk.threshold_pct}
            return Gap(text.format(**figures), short=short.format(**figures))
        case "core_not_good":
            question = desk.question(missing.question)
            answer = state.given.get(missing.question)
            is_old = answer is not None and answer.is_carried and missing.question not in state.standing
            if is_old:
                text = QCoreApplication.translate("CallDesk", "{question}: too old")
            elif answer is None:
                text = QCoreApplication.translate("CallDesk", "{question}: not asked")
            else:
                text = QCoreApplication.translate("CallDesk", "{question}: not answered well")
            title = said(question.title)
            judged = answer.state if answer is not None else AnswerState.NOT_ASKED
            said_so = text.format(question=title)
            return Gap(said_so, missing.question, is_core=True, short=title, state=judged, is_old=is_old)
        case _:
            question = desk.question(missing.question)
            title = said(question.title)
            text = QCoreApplication.translate("CallDesk", "{question}: disqualifies").format(question=title)
            return Gap(text, missing.question, question.core, title, AnswerState.DISQUALIFYING)


def _counted(state: AnswerState, is_stale: bool) -> AnswerState:  # noqa: FBT001 -- two facts of one entry
    return AnswerState.NOT_ASKED if is_stale else state


def _calls(desk: CallDesk) -> str:
    ended = [call for call in desk.calls if call.outcome is not None]
    if not ended and desk.call is not None and desk.call.lead_id == desk.lead_id:
        return QCoreApplication.translate("CallDesk", "First call, on the phone now")
    if not ended:
        return QCoreApplication.translate("CallDesk", "No earlier call")
    last = ended[0]
    text = QCoreApplication.translate("CallDesk", "Calls: {n}, the last {when}: {outcome}")
    outcome = outcome_text(last.outcome) if last.outcome else ""
    return text.format(n=len(ended), when=formats.moment(last.at, desk.read_at), outcome=outcome)


def _note(desk: CallDesk, phone: PhoneLine | None) -> tuple[str, bool]:
    """Return what to know before dialling, the gravest first, and whether it warns."""
    guards = desk.warnings
    said_so = _unreached(desk, phone) or " · ".join(guarding.warning_lines(guards, desk.read_at))
    if said_so:
        return said_so, True
    here = from_micros(desk.read_at).astimezone()
    if guards.there is not None and guarding.is_elsewhere(guards.there, here):
        return guarding.there_text(guards.there), False
    if desk.promise is not None:
        text = QCoreApplication.translate("CallDesk", "Promised: {when}")
        return text.format(when=formats.moment(desk.promise.due_at, desk.read_at)), False
    return "", False


def _unreached(desk: CallDesk, phone: PhoneLine | None) -> str:
    """Return why nothing can be dialled; empty where something can."""
    if desk.warnings.is_barred:
        return QCoreApplication.translate("CallDesk", "On the do-not-contact list")
    if not desk.is_reachable:
        return QCoreApplication.translate("CallDesk", "No phone and no e-mail: no way to reach them.")
    return "" if phone is not None else _no_number(desk)


def _no_number(desk: CallDesk) -> str:
    if desk.is_reserved:
        return QCoreApplication.translate("CallDesk", "The number comes once your claim is confirmed.")
    if desk.phones and desk.owner_id is None:
        return QCoreApplication.translate("CallDesk", "Claim the lead to see the number.")
    if desk.phones:
        return QCoreApplication.translate("CallDesk", "The number cannot be dialled as it is written.")
    return QCoreApplication.translate("CallDesk", "No phone: write to them, and log it with L.")
