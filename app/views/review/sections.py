"""The sections of one case: the refusal, the guards, what the rep recorded, every contact, the verdicts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.models.vocabulary import ActivityKind
from app.services.recordings_view import RecordingView
from app.services.review_case import Case, Contact, RecordedField, RecordView, VerdictView, When
from app.views import formats
from app.views.inbox.card_line import CardLineView
from app.views.inbox.said import listed
from app.views.punctuation import joined, labelled
from app.views.review.said import (
    VERDICT_TONES,
    contact_icon,
    contact_text,
    verdict_text,
)
from app.views.said import said
from app.views.waiting_words import guard_lines
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.card_pieces import quotation, titled
from app.views.widgets.file_drop import FileDrop
from app.views.widgets.icon_label import IconLabel

type Play = Callable[[RecordingView], object]
type Attach = Callable[[UUID, str], object]
"""Attaches a file to a call; without a path it asks for one."""


def refusal_section(case: Case, now: int) -> QFrame:
    """Say who refused, why, in which words, and what they marked."""
    view = case.handover
    who = QCoreApplication.translate("Review", "Refused by {who}, {when}").format(
        who=view.decided_by or "–", when=formats.moment(view.decided_at or 0, now)
    )
    marked = listed([said(line.title) for line in view.lines if line.is_marked])
    wrong = QCoreApplication.translate("Review", "Proved wrong: {questions}").format(questions=marked)
    text = "\n".join(
        part for part in (said(view.reason), view.decision_words, wrong if marked else "") if part
    )
    return quotation(who, text, icon="circle-x", tone="bad")


def verdict_section(one: VerdictView, now: int) -> QFrame:
    """Say one verdict with its cause and words."""
    tone = VERDICT_TONES[one.verdict] if one.verdict else "warn"
    head = f"{verdict_text(one.verdict)} · {said(one.cause)}"
    who = " · ".join((head, one.by, formats.moment(one.at, now)))
    return quotation(who, one.words, icon="scale", tone=tone if tone != "nurture" else "warn")


def waiting_section(case: Case, now: int) -> QFrame | None:
    """Say what must hold before the lead may be handed over again."""
    waiting = case.waiting
    if waiting is None:
        return None
    title = QCoreApplication.translate("Review", "Before it may be handed over again")
    if waiting.is_overridden:
        lifted = QCoreApplication.translate("Review", "A team lead lifted the waiting time.")
        return titled(title, label(lifted, "ok", wrap=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    for at, (holds, text) in enumerate(guard_lines(waiting, now)):
        name = (
            QCoreApplication.translate("Review", "holds")
            if holds
            else QCoreApplication.translate("Review", "missing")
        )
        mark = IconLabel("circle-check" if holds else "circle-dashed", "ok" if holds else "warn", 16)
        mark.setAccessibleName(name)
        said_so = label(text, "" if not holds else "muted", wrap=True)
        said_so.setAccessibleName(labelled(name, text))
        grid.addWidget(mark, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said_so, at, 1)
    return titled(title, grid)


def card_section(case: Case) -> tuple[QFrame, list[CardLineView]]:
    """Show the frozen card with marks, and below each answer what contradicts it."""
    lines, parts = [], list[QWidget]()
    for line in case.handover.lines:
        made = CardLineView(line, 0)
        made.show_mark(line.is_marked)
        lines.append(made)
        parts.append(made)
        against = case.contradicted.get(line.key, ())
        if against:
            parts.append(_contradiction(against))
    title = QCoreApplication.translate("Review", "The card, as the contact answered")
    hint = QCoreApplication.translate("Review", "frozen when handed over")
    return titled(title, *parts, hint=hint, gap=1), lines


def _contradiction(against: tuple[RecordedField, ...]) -> QWidget:
    found = listed([labelled(said(one.title), said(one.value)) for one in against])
    text = QCoreApplication.translate("Review", "Contradicted by the record: {found}").format(found=found)
    made = QWidget()
    line = row(
        IconLabel("alert-triangle", "bad", 16), label(text, "bad", wrap=True), gap=8, margin=(56, 0, 10, 7)
    )
    line.setStretch(1, 1)
    made.setLayout(line)
    made.setAccessibleName(text)
    return made


def record_section(records: tuple[RecordView, ...], now: int) -> QFrame:
    """Show what the rep recorded, the latest first."""
    parts = [_record(record, now) for record in reversed(records)]
    if not parts:
        nothing = QCoreApplication.translate("Review", "The rep recorded nothing after the hand-over.")
        parts = [label(nothing, "muted", wrap=True)]
    return titled(QCoreApplication.translate("Review", "What the rep recorded"), *parts, gap=10)


def _record(record: RecordView, now: int) -> QWidget:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for at, one in enumerate(record.fields):
        grid.addWidget(label(said(one.title), "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        text = " · ".join(part for part in (said(one.value), one.words) if part)
        grid.addWidget(label(text, "bad" if one.contradicts else "", wrap=True, selectable=True), at, 1)
    made = QWidget()
    whole = column(label(joined((record.by, formats.moment(record.at, now))), "small"), grid, gap=4)
    if record.words:
        whole.addWidget(label(f"“{record.words}”", "muted", wrap=True))
    made.setLayout(whole)
    return made


def contacts_section(contacts: tuple[Contact, ...], now: int, play: Play, attach: Attach) -> QFrame:
    """Show every contact, told apart by whether it was before, between or after."""
    titles = {
        When.BEFORE: QCoreApplication.translate("Review", "Before the hand-over"),
        When.BETWEEN: QCoreApplication.translate("Review", "Between hand-over and refusal"),
        When.AFTER: QCoreApplication.translate("Review", "Since the refusal"),
    }
    parts = list[QWidget]()
    for when, title in titles.items():
        found = [contact for contact in contacts if contact.when is when]
        parts.append(label(title, "small"))
        parts += [_contact(contact, now, play, attach) for contact in found]
        if not found:
            parts.append(label(QCoreApplication.translate("Review", "Nobody was contacted."), "muted"))
    return titled(QCoreApplication.translate("Review", "Contacts"), *parts, gap=7)


def _contact(contact: Contact, now: int, play: Play, attach: Attach) -> QWidget:
    words = column(label(contact_text(contact), wrap=True), gap=2)
    if contact.words:
        words.addWidget(label(contact.words, "muted", wrap=True))
    for one in contact.recordings:
        listen = QCoreApplication.translate("Review", "Listen to {file}").format(file=one.file_name)
        made = button(listen, partial(play, one), kind="quiet", icon_name="player-play")
        words.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
    is_call = contact.kind is ActivityKind.CALL
    if is_call and not contact.recordings:
        add = QCoreApplication.translate("Review", "Attach a recording…")
        made = button(add, partial(attach, contact.id, ""), kind="quiet", icon_name="upload")
        made.setToolTip(QCoreApplication.translate("Review", "Or drop the file onto the call"))
        words.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
    when = label(formats.moment(contact.at, now), "small")
    when.setToolTip(formats.date_time(contact.at))
    line = row(IconLabel(contact_icon(contact), "muted", 16), words, when, gap=10)
    line.setStretch(1, 1)
    for at in (0, 2):
        item = line.itemAt(at)
        if item is not None:
            item.setAlignment(Qt.AlignmentFlag.AlignTop)
    if not is_call:
        whole = QWidget()
        whole.setLayout(line)
        return whole
    target = FileDrop()
    target.dropped.connect(partial(attach, contact.id))
    target.setLayout(line)
    return target
