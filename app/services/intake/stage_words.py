"""Understand other systems' words for a stage: `Closed Won`, `Negotiation/Review`, `赢单`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process

from app.models.vocabulary import Milestone, StageKind
from app.services.intake.fields import word_key


@dataclass(frozen=True, slots=True)
class KnownStage:
    """A stage of the playbook, as far as an import needs to know it."""

    key: str
    kind: str
    """A `StageKind`."""
    milestone: str | None = None
    titles: tuple[str, ...] = ()

    @property
    def is_won(self) -> bool:
        """Whether a lead in it counts as won."""
        return self.kind == StageKind.WON

    @property
    def is_lost(self) -> bool:
        """Whether a lead in it is lost."""
        return self.kind == StageKind.LOST


PLAIN_STAGES: Final = tuple(KnownStage(kind.value, kind.value) for kind in StageKind)
"""The kinds themselves, for reading a file where no playbook is at hand."""

_K, _M = StageKind, Milestone
_WORDS: Final[tuple[tuple[str, StageKind, Milestone | None, str], ...]] = (
    ("closedwon won dealwon signed customer closedconverted 赢单 成交 已成交 已赢单 签约 已签约 成单 關閉成交",
     _K.WON, _M.WON, ""),
    ("closedlost lost lostlead deallost lostcustomer 输单 丢单 已输单 已流失 流失 战败 失败 閉單失敗", _K.LOST, None, ""),
    (("new newlead open opennotcontacted notcontacted prospecting prospect lead suspect subscriber attempted "
     "attemptedtocontact contacted working workingcontacted inprogress connected mal "
     "新线索 新建 未联系 待联系 待跟进 跟进中 已联系 潜在 验证中"),
     _K.VALIDATING, _M.MAL, ""),
    (("nurture nurturing disqualified unqualified junk junklead onhold reengagement contactinfuture recycled "
     "closednotconverted 培育 培育中 无效 不合格 搁置 暂缓"),
     _K.NURTURE, None, ""),
    ("mql marketingqualified marketingqualifiedlead handedover 已转出 待销售接收 市场合格",
     _K.SALES_VALIDATING, _M.MQL, ""),
    (("sal sql qualified prequalified qualification qualifiedtobuy salesqualified salesqualifiedlead accepted discovery "
     "needsanalysis appointmentscheduled meetingscheduled 需求 需求确认 需求挖掘 需求分析 初步接洽 销售合格 已接收"),
     _K.OPEN, _M.SAL, "discovery"),
    (("opportunity proposal proposalsent proposalpricequote presentation presentationscheduled valueproposition "
     "iddecisionmakers perceptionanalysis decisionmakerboughtin quote quotesent 商机 方案 方案报价 方案阶段 报价 提案"),
     _K.OPEN, _M.OPPORTUNITY, "proposal"),
    ("poc proofofconcept demo trial pilot poc测试 试用 测试", _K.OPEN, _M.POC, "poc"),
    ("negotiation negotiationreview negotiating 商务谈判 谈判 谈判审核", _K.OPEN, None, "negotiation"),
    ("contract contractsent contractsigning 合同 合同流程 合同审批", _K.OPEN, None, "contract"),
)  # fmt: skip
_MEANING: Final = {
    word: (kind, milestone, hint) for words, kind, milestone, hint in _WORDS for word in words.split()
}


class StageBook:
    """Finds the stage that a word of the file means.

    Args:
        stages: Of the playbook, in its order.
        given: The mapping's own `[stages]`: word of the file to key (or title) of a stage.
    """

    def __init__(self, stages: Iterable[KnownStage], given: Mapping[str, str] | None = None) -> None:
        self._stages = tuple(stages)
        self._by_word: dict[str, KnownStage] = {}
        for stage in reversed(self._stages):
            for name in (*stage.titles, stage.key):
                self._by_word[word_key(name)] = stage
        self._given = {
            word_key(word): self._by_word.get(word_key(key)) for word, key in (given or {}).items()
        }

    def find(self, word: str) -> KnownStage | None:
        """Return the stage of a word; None when neither mapping, playbook nor habit knows it."""
        key = word_key(word)
        if key in self._given:
            return self._given[key]
        return self._by_word.get(key) or self._by_meaning(key)

    def is_known(self, name: str) -> bool:
        """Tell whether a stage of the playbook has this key or title."""
        return word_key(name) in self._by_word

    def nearest(self, name: str) -> str:
        """Return the key of the stage whose name is nearest to a misspelt one."""
        keys = [stage.key for stage in self._stages]
        return process.extractOne(name, keys)[0] if keys else ""

    def _by_meaning(self, word: str) -> KnownStage | None:
        if word not in _MEANING:
            return None
        kind, milestone, hint = _MEANING[word]
        same_kind = [stage for stage in self._stages if stage.kind == kind]
        hinted = [stage for stage in same_kind if hint and hint in stage.key]
        reached = [stage for stage in same_kind if milestone and stage.milestone == milestone]
        return next(iter(hinted or reached or same_kind), None)
