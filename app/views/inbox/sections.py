"""The sections of one hand-over: maturity, course, receipt, source, calls, what changed since."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.models.vocabulary import AnswerState
from app.services.handover_view import CardCall, HandoverView
from app.services.receipts import ReceiptRep, ReceiptView
from app.services.recordings_view import RecordingView
from app.views import formats
from app.views.answer_states import state_text
from app.views.call_words import outcome_text
from app.views.inbox.said import EVENT_ICONS, event_text, listed, receipt_sentences, rep_name, rep_result
from app.views.said import said
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.card_pieces import facts, quotation, table, titled
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.maturity_ring import MaturityRing, Segment

RING = 148


def _sample_text() -> str:
    return QCoreApplication.translate(
        "Inbox",
        "A controlled sample: under the threshold, and here so that we learn what such leads are worth."
        " Judge it like any other.",
    )


def maturity_section(view: HandoverView) -> QFrame:
    """Say how mature the lead is, what is missing, and what the SDR wants the rep to know."""
    counting = [line for line in view.lines if line.counts]
    good = sum(line.state is AnswerState.GOOD for line in counting)
    ring = MaturityRing(size=RING)
    ring.show_run(
        [Segment(line.state, line.is_core) for line in counting],
        view.maturity_pct,
        threshold_pct=view.threshold_pct,
        is_qualified=not view.is_sample,
    )
    answered = QCoreApplication.translate("Inbox", "{good} of {count} answered well, {pct} is enough").format(
        good=good, count=len(counting), pct=formats.percent(view.threshold_pct)
    )
    words = column(label(answered, "heading", wrap=True), gap=6)
    if view.is_sample:
        words.addWidget(label(_sample_text(), wrap=True))
    gaps = listed([said(line.title) for line in view.gaps])
    missing = (
        QCoreApplication.translate("Inbox", "Missing: {gaps}").format(gaps=gaps)
        if gaps
        else QCoreApplication.translate("Inbox", "Nothing is missing.")
    )
    words.addWidget(label(missing, "muted", wrap=True))
    if view.words:
        who = QCoreApplication.translate("Inbox", "{sdr} wants you to know").format(sdr=view.sdr)
        words.addWidget(quotation(who, view.words, icon="note"))
    words.addStretch(1)
    whole = row(ring, words, gap=18)
    whole.setStretch(1, 1)
    whole.setAlignment(ring, Qt.AlignmentFlag.AlignTop)
    return titled(QCoreApplication.translate("Inbox", "Maturity"), whole)


def course_section(view: HandoverView, now: int) -> QFrame:
    """Say what happened with the hand-over, in order."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, event in enumerate(view.events):
        name, tone = EVENT_ICONS[event.kind]
        words = column(label(event_text(event.kind, event.by), wrap=True), gap=2)
        more = "\n".join(part for part in (said(event.reason), event.words) if part)
        if more:
            words.addWidget(label(more, "muted", wrap=True))
        grid.addWidget(IconLabel(name, tone, 16), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, at, 1)
        when = label(formats.moment(event.at, now), "small")
        when.setToolTip(formats.date_time(event.at))
        grid.addWidget(when, at, 2, Qt.AlignmentFlag.AlignTop)
    return titled(QCoreApplication.translate("Inbox", "What happened"), grid)


def receipt_section(receipt: ReceiptView, now: int) -> QFrame:
    """Explain one finding of a rep: in sentences, and rep by rep."""
    sentences = [label(sentence, wrap=True) for sentence in receipt_sentences(receipt)]
    parts: list[QWidget | QGridLayout | int] = [*sentences]
    if receipt.reps:
        headings = (
            QCoreApplication.translate("Inbox", "Rep"),
            QCoreApplication.translate("Inbox", "Credit"),
            QCoreApplication.translate("Inbox", "+ weight"),
            QCoreApplication.translate("Inbox", "30 days"),
            QCoreApplication.translate("Inbox", "Result"),
        )
        rows = [_rep_row(rep) for rep in receipt.reps]
        parts += [4, table(headings, rows, right=frozenset({1, 2, 3}))]
    title = (
        QCoreApplication.translate("Inbox", "Why {rep}").format(rep=receipt.rep)
        if receipt.rep
        else QCoreApplication.translate("Inbox", "Why nobody yet")
    )
    return titled(title, *parts, hint=formats.moment(receipt.at, now), gap=5)


def _rep_row(rep: ReceiptRep) -> list[QWidget | str]:
    name = label(rep_name(rep))
    if rep.is_picked:
        font = name.font()
        font.setWeight(QFont.Weight.DemiBold)
        name.setFont(font)
    is_out = rep.left_out is not None
    return [
        name,
        _figure(str(rep.credit_before), is_out),
        _figure("–" if is_out else str(rep.credit_after), is_out),
        _figure(f"{rep.in_window} / {rep.capacity}", is_out),
        label(rep_result(rep), "ok" if rep.is_picked else "muted"),
    ]


def _figure(text: str, is_quiet: bool) -> QLabel:  # noqa: FBT001 -- the one thing it asks
    made = label(text, "muted" if is_quiet else "")
    made.setFont(tabular(made.font()))
    return made


def tabular(font: QFont) -> QFont:
    """Return a font whose figures are of one width."""
    other = QFont(font)
    other.setFeature(QFont.Tag("tnum"), 1)
    return other


def source_section(view: HandoverView) -> QFrame:
    """Say where the lead came from and how to reach it."""
    return titled(
        QCoreApplication.translate("Inbox", "Source and contact"),
        facts(
            (
                (QCoreApplication.translate("Inbox", "Channel"), said(view.channel)),
                (QCoreApplication.translate("Inbox", "Campaign"), view.campaign or ""),
                (QCoreApplication.translate("Inbox", "Keyword"), view.keyword or ""),
                (QCoreApplication.translate("Inbox", "Score"), formats.number(view.score)),
                (QCoreApplication.translate("Inbox", "Phone"), view.phone or ""),
                (QCoreApplication.translate("Inbox", "E-mail"), view.email or ""),
            )
        ),
    )


type Play = Callable[[RecordingView], object]


def calls_section(calls: tuple[CardCall, ...], now: int, play: Play) -> QFrame:
    """Say which calls led here, and let their recordings be heard."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, call in enumerate(calls):
        outcome = (
            outcome_text(call.outcome)
            if call.outcome
            else QCoreApplication.translate("Inbox", "still on the line")
        )
        length = formats.stop_watch((call.ended_at - call.at) // 1_000_000) if call.ended_at else ""
        head = " · ".join(part for part in (outcome, length, call.by) if part)
        words = column(label(head, wrap=True), gap=2)
        if call.words:
            words.addWidget(label(call.words, "muted", wrap=True))
        for one in call.recordings:
            listen = QCoreApplication.translate("Review", "Listen to {file}").format(file=one.file_name)
            made = button(listen, partial(play, one), kind="quiet", icon_name="player-play")
            words.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(IconLabel("phone-outgoing", "muted", 16), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, at, 1)
        grid.addWidget(label(formats.moment(call.at, now), "small"), at, 2, Qt.AlignmentFlag.AlignTop)
    return titled(QCoreApplication.translate("Inbox", "Calls before the hand-over"), grid)


def since_section(view: HandoverView, now: int) -> QFrame | None:
    """Say what changed with the lead since the card was frozen; nothing where nothing did."""
    since = view.since
    parts: list[QWidget | QGridLayout] = []
    if since.later_run_at is not None:
        parts.append(label(_later_run(view, since.later_run_at, now), wrap=True))
    for change in since.changed:
        line = QCoreApplication.translate("Inbox", "{question}: {before} → {now}").format(
            question=said(change.title), before=state_text(change.before), now=state_text(change.now)
        )
        parts.append(label(line, wrap=True))
        if change.words:
            parts.append(label(f"“{change.words}”", "muted", wrap=True))
    if since.contacts:
        parts.append(
            label(
                QCoreApplication.translate("Inbox", "Contacts since: {n}").format(n=since.contacts), "muted"
            )
        )
    if not parts:
        return None
    parts.append(
        label(
            QCoreApplication.translate("Inbox", "Stage now: {stage}").format(stage=said(since.stage)), "muted"
        )
    )
    return titled(
        QCoreApplication.translate("Inbox", "Since the card"),
        *parts,
        hint=QCoreApplication.translate("Inbox", "the card stays as it was"),
        gap=5,
    )


def _later_run(view: HandoverView, at: int, now: int) -> str:
    when = formats.moment(at, now)
    if view.since.later_pct is None:
        return QCoreApplication.translate("Inbox", "The script was begun again: {when}.").format(when=when)
    return QCoreApplication.translate(
        "Inbox", "A later run ended {when} with {pct}; the card says {card}."
    ).format(when=when, pct=formats.percent(view.since.later_pct), card=formats.percent(view.maturity_pct))
