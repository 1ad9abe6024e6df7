"""What the demonstration's reps know of their open deals, and whose help they wait for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any

from sqlalchemy import Connection, select

from app.clock import DAY, HOUR, from_micros, to_epoch_day
from app.models.leads import Lead
from app.models.vocabulary import StageKind
from app.services.demo.stage import Stage
from app.services.help_requests import AnswerHelp, AskHelp, HelpAbout, SettleHelp
from app.services.lifecycle import stands_in
from app.services.passing_on import PassOn
from app.services.pipeline import SetOpportunity
from app.services.poc import EndPoc, PocResult, StartPoc
from app.services.rivals import Named, SetRivals

_LATER = frozenset({"negotiation", "contract"})
_RIVALS = {
    "en": (
        ("Umbra Metadata", "Kestrel"),
        ("Umbra Metadata",),
        ("Northwind Catalog",),
        ("Kestrel", "in-house"),
    ),
    "zh": (("云图数据", "星河元数据"), ("云图数据",), ("北辰治理",), ("星河元数据", "自研")),
}
_PROVES = {"en": "Load a year of their metadata in one night", "zh": "一夜之内导入他们一年的元数据"}
_FAILED = {"en": "Lineage broke on their oldest reports", "zh": "最老的一批报表血缘断了"}
_PASSED = {
    "en": "She decides, the budget is approved; they sign where they can visit a reference.",
    "zh": "她拍板，预算已批；能参观一家同行客户就签。",
}
_HELP = {
    "en": (
        (HelpAbout.CASE, "A case of a manufacturer with plants abroad", "Sent you two; the second names its savings."),
        (HelpAbout.DINNER, "A seat for their CIO at the dinner in December", ""),
        (HelpAbout.EVENT, "Two tickets for the metadata day", ""),
        (HelpAbout.CONTACT, "Who looks after purchasing there now?", "Ms Dawson, since October; she knows us."),
    ),
    "zh": (
        (HelpAbout.CASE, "想要一个有海外工厂的制造业案例", "发了两个，第二个写明了省下多少。"),
        (HelpAbout.DINNER, "想请他们 CIO 参加 12 月的高层晚宴", ""),
        (HelpAbout.EVENT, "要两张元数据大会的票", ""),
        (HelpAbout.CONTACT, "他们现在谁管采购？", "十月起是戴女士，她认得我们。"),
    ),
}  # fmt: skip


_OUTSIDE = {
    "en": (
        (HelpAbout.PRESALES, "A load test on a copy of their data"),
        (HelpAbout.MANAGEMENT, "A word on 12 % off for three years"),
        (HelpAbout.PRODUCT, "When will the connector to their old ERP come?"),
    ),
    "zh": (
        (HelpAbout.PRESALES, "用他们的数据副本做一次压力测试"),
        (HelpAbout.MANAGEMENT, "三年合同能否给 88 折"),
        (HelpAbout.PRODUCT, "他们那套老 ERP 的连接器何时能有？"),
    ),
}


def deal(stage: Stage, language: str) -> None:
    """Let the reps name rivals, prove their concepts, ask for help and pass a deal on."""
    deals = stage.batch.read(_open_deals)
    _name_rivals(stage, language, deals[::2])
    _prove(stage, language, deals)
    _ask(stage, language, deals)
    _pass_on(stage, language, deals)
    _slip(stage, deals)
    _wait(stage, language, deals)


def _open_deals(db: Connection) -> Sequence[Any]:
    columns = Lead.id, Lead.stage, Lead.rep_id, Lead.owner_id, Lead.amount, Lead.currency
    asked = select(*columns).where(Lead.rep_id.is_not(None), stands_in(StageKind.OPEN))
    return db.execute(asked.order_by(Lead.created_at, Lead.id)).all()


def _name_rivals(stage: Stage, language: str, deals: Sequence[Any]) -> None:
    for one, names in zip(deals, cycle(_RIVALS[language]), strict=False):
        rivals = tuple(Named(id=stage.new_id(), name=name) for name in names)
        stage.give(SetRivals(lead_id=one.id, rivals=rivals), one.rep_id, stage.now - 6 * HOUR)


def _prove(stage: Stage, language: str, deals: Sequence[Any]) -> None:
    """A running proof for each deal that is at it, one that failed first, and passed ones further on."""
    today = to_epoch_day(from_micros(stage.now).date())
    at_poc = [one for one in deals if one.stage == "poc"]
    for one in at_poc[:1]:
        first = _begin(stage, language, one, today - 24, today - 10)
        failed = EndPoc(
            poc_id=first, ended_on=today - 11, ended_as=PocResult.FAILED, reason="poc_integration",
            words=_FAILED[language],
        )  # fmt: skip
        stage.give(failed, one.rep_id, stage.now - 5 * HOUR)
    for one in at_poc:
        _begin(stage, language, one, today - 4, today + 10)
    for one in deals:
        if one.stage in _LATER:
            proof = _begin(stage, language, one, today - 40, today - 26)
            passed = EndPoc(poc_id=proof, ended_on=today - 27, ended_as=PocResult.PASSED, words="")
            stage.give(passed, one.rep_id, stage.now - 4 * HOUR)


def _begin(stage: Stage, language: str, one: Any, starts_on: int, until_on: int) -> Any:
    poc_id = stage.new_id()
    begun = StartPoc(
        poc_id=poc_id, lead_id=one.id, starts_on=starts_on, until_on=until_on, words=_PROVES[language]
    )
    stage.give(begun, one.rep_id, stage.now - 5 * HOUR)
    return poc_id


def _ask(stage: Stage, language: str, deals: Sequence[Any]) -> None:
    """Requests to marketing and to the SDR: one overdue, one open, some answered, one settled."""
    whom: Iterator[str] = cycle(("marketing", "owner"))
    for at, (one, who) in enumerate(zip(deals[1:7], whom, strict=False)):
        about, words, answer = _HELP[language][at % len(_HELP[language])]
        asked_id = one.owner_id if who == "owner" and one.owner_id else stage.marketing
        help_id, asked_at = stage.new_id(), stage.now - (3 + at) * DAY
        due = asked_at + (2 if at % 3 == 1 else 9) * DAY
        command = AskHelp(
            help_id=help_id, lead_id=one.id, asked_id=asked_id, about=about, words=words, due_at=due
        )
        stage.give(command, one.rep_id, asked_at)
        if answer:
            stage.give(AnswerHelp(help_id=help_id, words=answer), asked_id, stage.now - DAY)
        if answer and at >= len(_HELP[language]):
            stage.give(SettleHelp(help_id=help_id, is_done=True), one.rep_id, stage.now - 2 * HOUR)


def _pass_on(stage: Stage, language: str, deals: Sequence[Any]) -> None:
    """A deal of a colleague waits for the first rep, one of theirs for a colleague."""
    first = stage.reps[0]
    theirs = [one for one in deals if one.rep_id != first and one.stage != "discovery"][:1]
    mine = [one for one in deals if one.rep_id == first and one.stage != "discovery"][-1:]
    for one, to in (*[(one, first) for one in theirs], *[(one, stage.reps[1]) for one in mine]):
        command = PassOn(passing_id=stage.new_id(), lead_id=one.id, to_id=to, words=_PASSED[language])
        stage.give(command, one.rep_id, stage.now - 3 * HOUR)


def _wait(stage: Stage, language: str, deals: Sequence[Any]) -> None:
    """What deals wait for of people outside the program: their reps keep after it."""
    for at, (one, (about, words)) in enumerate(zip(deals[6:9], _OUTSIDE[language], strict=False)):
        asked_at = stage.now - (2 + at) * DAY
        command = AskHelp(
            help_id=stage.new_id(), lead_id=one.id, asked_id=one.rep_id, about=about, words=words,
            due_at=stage.now + (1 + at) * DAY,
        )  # fmt: skip
        stage.give(command, one.rep_id, asked_at)


def _slip(stage: Stage, deals: Sequence[Any]) -> None:
    """A deal of the first rep should have closed last week."""
    today = to_epoch_day(from_micros(stage.now).date())
    for one in [one for one in deals if one.rep_id == stage.reps[0] and one.amount is not None][:1]:
        late = SetOpportunity(
            lead_id=one.id, amount=one.amount, currency=one.currency, expected_close_on=today - 6
        )
        stage.give(late, one.rep_id, stage.now - 2 * HOUR)
