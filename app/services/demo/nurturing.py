"""Nurture in the demonstration: what marketing put into the library, what was sent of it, and what came of it."""

from __future__ import annotations

import random
from functools import partial
from typing import NamedTuple
from uuid import UUID

from app.clock import DAY, HOUR
from app.models.vocabulary import BehaviourKind, ContentKind
from app.services.demo.stage import Stage
from app.services.nurture import ReturnFromNurture, SendTouch
from app.services.nurture_back import due_back
from app.services.nurture_content import ContentLanguage, SaveContent
from app.services.nurture_library import ContentRow, fitting, library
from app.services.nurture_standing import NurtureWhere, Part
from app.services.nurture_view import NurtureRow, nurture_page
from app.services.scoring import RecordBehaviour, Seen

SEED = 14
ROUNDS, MOST = 4, 400
LATE_DAYS = 12
"""Nothing waits for longer."""
_SENT, _OPENED, _CLICKED = 0.5, 0.4, 0.12
_MONEY = ("project_cancelled", "refuse_no_budget", "refuse_no_project")
_RIVAL = ("chosen_competitor", "refuse_competitor_locked")


class _Shelved(NamedTuple):
    """One thing of the library."""

    kind: ContentKind
    title: str
    link: str
    words: str
    persona: str | None = None
    reasons: tuple[str, ...] = ()


_SHELF = {
    "zh": (
        _Shelved(
            ContentKind.CASE, "某装备制造企业：三个月理清两万张表", "case/equipment",
            "{name}您好，{company}的情况与这家企业很像，附上全文供您参考。{me}",
        ),
        _Shelved(
            ContentKind.CASE, "某城商行：报表口径从吵架到对齐", "case/bank",
            "{name}您好，这家城商行的做法或许对{company}有用。{me}", persona="decision_maker",
        ),
        _Shelved(
            ContentKind.WHITE_PAPER, "立项指南：数据治理怎么算投入产出", "paper/budget",
            "{name}您好，明年做预算时这份指南用得上，里面有现成的测算表。{me}", reasons=_MONEY,
        ),
        _Shelved(
            ContentKind.WHITE_PAPER, "元数据采集技术白皮书", "paper/metadata",
            "{name}您好，附上技术白皮书，第三章是采集性能。{me}", persona="technical",
        ),
        _Shelved(
            ContentKind.LIVE_EVENT, "直播：从一张血缘图看懂影响分析", "live/lineage",
            "{name}您好，下周三晚上七点半有一场直播，诚邀您和同事来听。{me}",
        ),
        _Shelved(
            ContentKind.VIDEO, "三分钟看懂产品", "video/tour",
            "{name}您好，这段三分钟的视频说清了我们能做什么。{me}",
        ),
        _Shelved(
            ContentKind.CASE, "从别家换过来：六周平稳切换", "case/switch",
            "{name}您好，合同到期前可以先看看这家是怎么切换的。{me}", reasons=_RIVAL,
        ),
    ),
    "en": (
        _Shelved(
            ContentKind.CASE, "A machine builder puts 20,000 tables in order", "case/equipment",
            "Dear {name}, a machine builder much like {company} did it in three months. {me}",
        ),
        _Shelved(
            ContentKind.CASE, "A regional bank agrees on what its figures mean", "case/bank",
            "Dear {name}, what this bank did may be of use to {company}. {me}", persona="decision_maker",
        ),
        _Shelved(
            ContentKind.WHITE_PAPER, "How to ask for the budget: cost and return", "paper/budget",
            "Dear {name}, when budgets are made, the sheet in this guide saves a week. {me}", reasons=_MONEY,
        ),
        _Shelved(
            ContentKind.WHITE_PAPER, "Collecting metadata: a technical paper", "paper/metadata",
            "Dear {name}, chapter three has the figures you asked about. {me}", persona="technical",
        ),
        _Shelved(
            ContentKind.LIVE_EVENT, "Live: impact analysis read off one lineage graph", "live/lineage",
            "Dear {name}, on Wednesday at half past seven; bring your colleagues. {me}",
        ),
        _Shelved(
            ContentKind.VIDEO, "The product in three minutes", "video/tour",
            "Dear {name}, three minutes say what we do. {me}",
        ),
        _Shelved(
            ContentKind.CASE, "Changing over in six weeks", "case/switch",
            "Dear {name}, before your contract ends: how somebody changed over. {me}", reasons=_RIVAL,
        ),
    ),
}  # fmt: skip


def nurture(stage: Stage, language: str) -> None:
    """Fill the library, send most touches that were due, and let some be opened; the latest still wait."""
    rng = random.Random(SEED)  # noqa: S311 - a story
    _fill_library(stage, language)
    contents = stage.batch.read(library)
    for _ in range(ROUNDS):
        where = NurtureWhere(Part.DUE)
        ask = partial(
            nurture_page, member_id=stage.marketing, day_ends_at=stage.now - DAY, where=where, limit=MOST
        )
        for lead in stage.batch.read(ask):
            if (lead.due_at or 0) < stage.now - LATE_DAYS * DAY or rng.random() < _SENT:
                _send(stage, lead, contents, rng)
    _bounce(stage)
    for lead_id in stage.batch.read(partial(due_back, now=stage.now - 2 * HOUR)):
        stage.give(ReturnFromNurture(lead_id=lead_id), stage.marketing, stage.now - 2 * HOUR)


def _fill_library(stage: Stage, language: str) -> None:
    for place, one in enumerate(_SHELF[language]):
        stage.give(
            SaveContent(
                content_id=stage.new_id(), content_kind=one.kind, title=one.title,
                language=ContentLanguage(language), link=f"https://decile.example/{one.link}", words=one.words,
                persona=one.persona, industry=None, reasons=one.reasons,
            ),
            stage.marketing,
            stage.now - (200 - 9 * place) * DAY,
        )  # fmt: skip


def _send(stage: Stage, lead: NurtureRow, contents: list[ContentRow], rng: random.Random) -> None:
    """Send a touch on the day it was due, a few a little late; some are opened, some of those clicked."""
    content = next(iter(fitting(contents, lead)), None)
    at = stage.hours.after(lead.due_at or stage.now, minutes=rng.randrange(10, 900))
    if at > stage.now - DAY:
        return
    command = SendTouch(
        lead_id=lead.lead_id, track=lead.track, step=lead.step, activity_id=stage.new_id(),
        content_id=content.content_id if content else None, words=content.title if content else "",
    )  # fmt: skip
    stage.give(command, lead.owner_id, at)
    if rng.random() < _OPENED:
        kind = BehaviourKind.MAIL_CLICKED if rng.random() < _CLICKED / _OPENED else BehaviourKind.MAIL_OPENED
        _see(stage, lead.lead_id, kind, at + rng.randrange(1, 20) * HOUR, command.words)


def _bounce(stage: Stage) -> None:
    """The address of one lead that is due reaches nobody any more."""
    where = NurtureWhere(Part.DUE)
    ask = partial(nurture_page, member_id=stage.me, day_ends_at=stage.now + DAY, where=where, limit=MOST)
    for lead in [one for one in stage.batch.read(ask) if one.email][1:2]:
        _see(stage, lead.lead_id, BehaviourKind.MAIL_BOUNCED, stage.now - 3 * DAY, "")


def _see(stage: Stage, lead_id: UUID, kind: BehaviourKind, at: int, words: str) -> None:
    seen = Seen(id=stage.new_id(), lead_id=lead_id, behaviour=kind, at=min(at, stage.now - HOUR), words=words)
    stage.give(RecordBehaviour(rows=(seen,)), stage.marketing, max(at, seen.at))
