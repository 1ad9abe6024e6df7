"""A day's work with the program from its first start on, without a mouse, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.i18n import Language
from tests.views.driven import Person, started

pytestmark = pytest.mark.window

QUESTIONS = 10
LEADS = 6


@dataclass(frozen=True, slots=True)
class Tongue:
    """What one person reads and writes during the day.

    Attributes:
        language: The screens'.
        me: The person's name.
        file: Name of the list, ``encoding`` and ``heading`` as the program that exported it writes them.
        row: One line of it, given a number; the highest scores highest and is called first.
        first: Company and contact of that lead, and the link its number is called with.
        said: The contact's words by number of question.
        note: Words to the rep.
        found: What the rep found instead.
        seen: What stands on the screen at each turn, by a name of ours.
    """

    language: Language
    me: str
    file: str
    encoding: str
    heading: str
    row: str
    first: tuple[str, str, str]
    said: dict[int, str]
    note: str
    found: str
    seen: dict[str, str]


ENGLISH = Tongue(
    language=Language.EN,
    me="Ann Lee",
    file="fair leads.csv",
    encoding="utf-8",
    heading="Company,Contact,Job title,Phone,E-mail,City,Channel,Score",
    row="Northwind {n},Bob Ray {n},CTO,+1 212 555 010{n},bob{n}@northwind{n}.com,Boston,Exhibition,{n}0",
    first=("Northwind 6", "Bob Ray 6", "tel:+12125550106"),
    said={1: "Two plants lost a week each to spreadsheets", 7: "Board approved it in May"},
    note="Call before ten, she is in the plant after that.",
    found="The board postponed it, there is no project.",
    seen={
        "first start": "Your name",
        "empty queue": "No leads are yours yet",
        "import page": "Drop a list of leads here",
        "file dialog": "File &name:",
        "preview": "Import (6)",
        "imported": "fair leads.csv is in",
        "leads": "Leads",
        "to the funnel": "Go to Funnel",
        "call": "Call +1",
        "on the phone": "On the phone now",
        "night": "Before you call",
        "question": "Question {n} of 10",
        "good": r"(\d): .*, Good$",
        "qualified": "100 percent, 10 of 10 answered well",
        "ending": "How did the call end?",
        "ended": "Call with Bob Ray 6 ended",
        "promise": "Next step planned",
        "sheet": "Hand over to sales",
        "handed over": "Handed over to Ann Lee",
        "rep": "Ann Lee · Sales rep",
        "refuse": "Refuse Northwind 6",
        "marks": "Proved wrong: Need, Project approved",
        "proved wrong": "proved wrong",
        "under way": "Under way",
        "refused": "Refused: Northwind 6",
        "decided": "Refused by Ann Lee",
        "reason": "No project",
        "lost": "Refused by sales 1",
    },
)
CHINESE = Tongue(
    language=Language.ZH,
    me="陈薇",
    file="展会线索.csv",
    encoding="gbk",
    heading="公司名称,联系人,职位,手机,邮箱,城市,渠道,评分",
    row="云智制造{n}厂,王工{n},信息部经理,1380013800{n},wang{n}@yunzhi{n}.cn,苏州,展会,{n}0",
    first=("云智制造6厂", "王工6", "tel:+8613800138006"),
    said={1: "两个车间每月对账都要一周", 7: "五月董事会已经批了"},
    note="十点之前打，之后他在车间。",
    found="董事会推迟了，现在没有项目。",
    seen={
        "first start": "你的姓名",
        "empty queue": "你名下还没有线索",
        "import page": "把线索名单拖到这里",
        "file dialog": "选择文件…",
        "preview": "导入（6 行）",
        "imported": "展会线索.csv 已导入",
        "leads": "线索",
        "to the funnel": "前往漏斗",
        "call": "拨打 +86",
        "on the phone": "正在通话",
        "night": "拨打前请留意",
        "question": "第 {n}/10 题",
        "good": r"(\d): .*[,，、] ?答好$",
        "qualified": "成熟度 100%，10 题中答好 10 题",
        "ending": "通话结果如何？",
        "ended": "与王工6的通话已结束",
        "promise": "安排下一步",
        "sheet": "转出给销售",
        "handed over": "已转出给陈薇",
        "rep": "陈薇 · 销售",
        "refuse": "拒绝云智制造6厂",
        "marks": "与事实不符：需求、是否立项",
        "proved wrong": "与事实不符",
        "under way": "跟进中",
        "refused": "已拒绝：云智制造6厂",
        "decided": "陈薇已拒绝",
        "reason": "没有立项",
        "lost": "销售拒绝 1",
    },
)


@pytest.mark.parametrize("tongue", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_a_day_from_a_file_to_a_refusal_goes_by_keys_alone(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tongue: Tongue
) -> None:
    """Import, next lead, ten answers, hand-over, the rep's refusal with two marks, and another funnel."""
    path = tmp_path / tongue.file
    rows = [tongue.row.format(n=n) for n in range(1, LEADS + 1)]
    path.write_text("\n".join([tongue.heading, *rows, ""]), encoding=tongue.encoding)

    with started(qtbot, qapp, tmp_path / "profile", tongue.language) as person:
        _begin(person, tongue)
        _import(person, tongue, path)
        before, painted_before = _funnel(person, tongue)
        _call(person, tongue)
        _hand_over(person, tongue)
        _refuse(person, tongue)
        after, painted_after = _funnel(person, tongue)

        assert before["MQL"] == "0"
        assert (before[tongue.seen["leads"]], before["SAL"]) == (str(LEADS), "0")
        assert after["MQL"] == "1"
        assert (after[tongue.seen["leads"]], after["SAL"]) == (str(LEADS), "0")
        person.waits_for(tongue.seen["lost"])
        assert painted_before != painted_after


def _begin(person: Person, tongue: Tongue) -> None:
    """Say who one is to a program that nobody has used yet."""
    person.waits_for(tongue.seen["first start"])
    person.press("Ctrl+A")
    person.type(tongue.me)
    person.press("Return")
    person.waits_for(tongue.seen["empty queue"])


def _import(person: Person, tongue: Tongue, path: Path) -> None:
    """Bring in the list whose path one types."""
    seen = tongue.seen
    person.press("I")
    person.waits_for(seen["import page"])
    person.press("Ctrl+O")
    person.waits_for(seen["file dialog"])
    person.type(str(path))
    person.waits_for(str(path))
    person.press("Return")
    person.waits_for(seen["preview"], tongue.first[0])
    person.press("Ctrl+Return")
    person.waits_for(seen["imported"])


def _call(person: Person, tongue: Tongue) -> None:
    """Call the next lead, ask all ten questions, and say how it ended and what comes next."""
    seen, (company, contact, link) = tongue.seen, tongue.first
    person.press("Ctrl+1")
    person.waits_for(company)
    person.press("N")
    person.waits_for(seen["call"], contact, seen["question"].format(n=1))
    person.press("D")
    person.until(
        lambda: person.sees(seen["on the phone"]) or person.sees(seen["night"]), "a call, or a warning"
    )
    if person.sees(seen["night"]):  # these tests run at any hour, and it may be night where the phone rings
        person.press("D")
    person.waits_for(seen["on the phone"])
    assert person.dialled == [link]
    for number in range(1, QUESTIONS + 1):
        person.waits_for(seen["question"].format(n=number))
        if number in tongue.said:
            person.press("W")
            person.type(tongue.said[number])
            person.press("Return")
        person.press(person.finds(seen["good"])[0])
    person.waits_for(seen["qualified"])
    person.press("E")
    person.waits_for(seen["ending"])
    person.press("1", "T", "Ctrl+Return")
    person.waits_for(seen["ended"], seen["promise"])


def _hand_over(person: Person, tongue: Tongue) -> None:
    """Give the lead to sales, with a word to the rep, and put on the rep's hat."""
    seen = tongue.seen
    person.press("H")
    person.waits_for(seen["sheet"], *tongue.said.values())
    person.type(tongue.note)
    person.press("Ctrl+Return")
    person.waits_for(seen["handed over"])
    person.press("Ctrl+Shift+H")
    person.waits_for(seen["rep"])
    person.press(*["Down"] * person.lines().index(seen["rep"]), "Return")


def _refuse(person: Person, tongue: Tongue) -> None:
    """Refuse as the rep, with a reason, words, and two answers marked that proved wrong."""
    seen, company = tongue.seen, tongue.first[0]
    person.waits_for(company, tongue.note, tongue.said[1])
    person.press("Ctrl+Down")
    person.waits_for(tongue.said[7])
    person.press("X")
    person.waits_for(seen["refuse"], seen["reason"])
    _pick(person, seen["reason"])
    person.press("Return")
    person.type(tongue.found)
    person.press("Alt+1", "Alt+7")
    person.waits_for(seen["marks"])
    person.press("Ctrl+Return")
    person.waits_for(seen["refused"])
    person.press("]", "]")
    person.waits_for(
        seen["decided"], seen["reason"], tongue.found, f"{tongue.said[1]}, {seen['proved wrong']}"
    )
    person.press("Ctrl+Down")
    person.waits_for(f"{tongue.said[7]}, {seen['proved wrong']}")


def _pick(person: Person, text: str) -> None:
    """Go down the list one is in to the line that says this."""
    person.press(*["Down"] * (person.lines().index(text) + 1))


def _funnel(person: Person, tongue: Tongue) -> tuple[dict[str, str], QImage]:
    """Go to the funnel; return the counts by layer as they are told, and how it is painted."""
    seen = tongue.seen
    person.goes_to(seen["to the funnel"])
    person.waits_for(f"{seen['leads']}: {LEADS}", seen["under way"])
    told = next(text for text in person.texts() if text.startswith(f"{seen['leads']}: {LEADS}"))
    counts = {layer.split(",")[0].split("，")[0] for layer in told.split("; ")}
    return dict(count.split(": ") for count in counts), person.painted()
