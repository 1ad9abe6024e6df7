"""Shows the shell and every generic widget with made-up values, and photographs them.

xvfb-run -a -s "-screen 0 2560x1440x24" python -m tests.views.gallery FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QRadioButton, QSpinBox

from app.models.vocabulary import AnswerState, Role
from app.settings import SettingsStore
from app.views.actions import Action
from app.views.background import Background
from app.views.charts import FunnelChart
from app.views.funnel_painting import Layer
from app.views.i18n import Language, Languages, is_chinese
from app.views.main_window import MainWindow
from app.views.page import Page
from app.views.page_spec import Hat, PageSpec
from app.views.rows_source import Column, Look, Sort
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import ChangeSignals, Surroundings
from app.views.theme import apply_theme, load_fonts
from app.views.tokens import LIGHT, DensityName, ThemeName
from app.views.widgets.basics import boxed, button, column, row
from app.views.widgets.chip import Chip
from app.views.widgets.clock_pill import ClockPill
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.form_row import FormRow
from app.views.widgets.maturity_ring import MaturityRing, Segment
from app.views.widgets.score_bar import ScoreBar
from app.views.widgets.segmented import Segmented
from app.views.widgets.timeline import Entry, Timeline
from tests.views.chinese import Chinese
from tests.views.fakes import FakeDesk, ManyRows, Row


def say(english: str, chinese: str) -> str:
    """Return made-up content in the language of the moment."""
    return chinese if is_chinese() else english


COLUMNS = (
    Column[Row](
        "company",
        lambda: say("Company", "公司"),
        lambda r: r.company,
        Look.TWO_LINES,
        200,
        120,
        3,
        is_sortable=True,
        second=lambda r: r.contact,
    ),
    Column[Row](
        "why", lambda: say("Why now", "为何现在"), lambda r: r.why, width=230, min_width=120, stretch=2
    ),
    Column[Row](
        "stage",
        lambda: say("Stage", "阶段"),
        lambda r: r.stage.replace("_", " ").capitalize(),
        Look.CHIP,
        150,
        90,
        tone=lambda r: r.stage,
        is_sortable=True,
    ),
    Column[Row](
        "score",
        lambda: say("Score", "评分"),
        lambda r: str(r.score),
        Look.BAR,
        120,
        80,
        share=lambda r: r.score / 140,
        is_sortable=True,
        is_descending_first=True,
    ),
    Column[Row]("phone", lambda: say("Phone", "电话"), lambda r: r.phone, width=150, min_width=90),
    Column[Row]("owner", lambda: say("Owner", "负责人"), lambda r: r.owner, width=90, min_width=60),
    Column[Row](
        "id", lambda: say("Number", "编号"), lambda r: f"{r.id:,}", Look.NUMBER, 90, 70, is_sortable=True
    ),
)


class ListPage(Page[None]):
    """A page that is a list."""

    def __init__(self, surroundings: Surroundings, count: int = 1_000_000) -> None:
        super().__init__(surroundings)
        self.table = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="gallery",
                    source=ManyRows(count),
                    columns=COLUMNS,
                    where="",
                    sort=Sort("score", descending=True),
                    emptiness=lambda: Emptiness(
                        say("No leads to call", "没有可拨打的线索"),
                        say("Import a file, or claim leads from the pool.", "导入文件，或从公海领取线索。"),
                        "phone",
                        say("Import a file", "导入文件"),
                        key="I",
                    ),
                    title=lambda: say("Leads", "线索"),
                ),
            )
        )
        layout = column(boxed(column(self.table, margin=(1, 4, 1, 6)), "card"), margin=(24, 16, 24, 20))
        self.body.setLayout(layout)

    def first_focus(self) -> Any:
        return self.table.view

    def page_actions(self) -> list[Action]:
        return [
            Action(
                say("Call the next lead", "拨打下一条"),
                lambda: self.surroundings.toasts.say(say("Calling", "正在拨打")),
                "C",
                "phone",
            ),
            Action(say("Hand over", "转出"), lambda: None, "H", "arrow-forward-up"),
            Action(say("Snooze until tomorrow", "推迟到明天"), lambda: None, "Z", "alarm"),
            *self.table.table_actions(),
        ]

    def search(self, text: str) -> None:
        self.table.show_filter(text)


class WidgetsPage(Page[None]):
    """Every generic widget, in a few states."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.ring, self.qualified, self.small = MaturityRing(), MaturityRing(), MaturityRing(size=64)
        state = AnswerState
        states = (
            state.GOOD,
            state.GOOD,
            state.WEAK,
            state.GOOD,
            state.REFUSED,
            state.GOOD,
            state.NOT_ASKED,
            state.DISQUALIFYING,
            state.NOT_ASKED,
            state.NOT_ASKED,
        )
        segments = [Segment(one, is_core=at in (0, 6, 9)) for at, one in enumerate(states)]
        self.ring.show_run(segments, 40, threshold_pct=50, is_qualified=False, current=6)
        good = [Segment(state.GOOD if at != 4 else state.WEAK, is_core=at in (0, 6, 9)) for at in range(10)]
        self.qualified.show_run(good, 90, threshold_pct=50, is_qualified=True)
        self.small.show_run(segments, 40, threshold_pct=50, is_qualified=False)
        pills = [ClockPill() for _ in range(4)]
        pills[0].show_time(say("First response", "首次响应"), 2_580, 3_600)
        pills[1].show_time(say("First response", "首次响应"), 540, 3_600)
        pills[2].show_time(say("First response", "首次响应"), -840, 3_600)
        pills[3].show_time(say("Recall", "回收"), 7_200, 57_600, runs=False)
        chips = [Chip(kind.replace("_", " ").capitalize(), kind) for kind in LIGHT.kinds]
        score = ScoreBar()
        score.show_value("120", 0.75, mark=0.62, name=say("Score", "评分"))
        basis = Segmented()
        basis.show_choices(
            say("Basis", "口径"),
            [("cohort", say("Cohort", "队列")), ("snapshot", say("Snapshot", "快照"))],
            "cohort",
        )
        company, phone = (
            FormRow(
                QLineEdit("云智科技"), name=say("Company", "公司"), hint=say("As it signs", "合同上的名称")
            ),
            FormRow(QLineEdit("12"), name=say("Phone", "电话"), is_required=True),
        )
        phone.show_error(say("Too short for a phone number in China.", "位数不足，不是有效的国内电话。"))
        check, radio, spin, combo = (
            QCheckBox(say("Keep me informed", "有进展时告诉我")),
            QRadioButton(say("Inside", "内部")),
            QSpinBox(),
            QComboBox(),
        )
        check.setChecked(True)
        radio.setChecked(True)
        spin.setAccessibleName(say("Days", "天数"))
        combo.addItems(["Direct", "Inside and outside"])
        self.timeline = Timeline()
        self.timeline.show_entries(
            [
                Entry(
                    1,
                    say("Call, connected, 6 min", "通话，已接通，6 分钟"),
                    say(
                        "Wants a proof of concept in January; asked for the price list. 采购由总部统一负责。",
                        "希望一月做 POC，要了报价单。采购由总部统一负责。",
                    ),
                    "14:05",
                    say("Today", "今天"),
                    "phone",
                    "ok",
                ),
                Entry(
                    2, say("Viewed the price page", "浏览了价格页"), "", "09:12", say("Today", "今天"), "eye"
                ),
                Entry(
                    3,
                    say("Returned by Chen Wei", "陈伟退回"),
                    say("Who decides on the data platform?", "数据平台由谁拍板？"),
                    "17:40",
                    say("Yesterday", "昨天"),
                    "arrow-back-up",
                    "warn",
                ),
                Entry(
                    4,
                    say("Handed over to Chen Wei", "已转出给陈伟"),
                    say("60 %, core questions good", "60%，核心题均答好"),
                    "11:02",
                    say("Yesterday", "昨天"),
                    "arrow-forward-up",
                    "accent",
                ),
                Entry(
                    5, say("Imported", "导入"), "展会名单 2026.xlsx, row 14", "10:00", "12 Nov", "file-import"
                ),
            ]
        )
        left = column(
            row(self.ring, self.qualified, self.small, None, gap=24),
            row(*pills, None),
            row(*chips, None, gap=6),
            row(score, basis, gap=20),
            row(company, phone, gap=20),
            row(check, radio, spin, combo, None, gap=20),
            row(
                button(say("Hand over", "转出"), kind="primary", icon_name="arrow-forward-up"),
                button(say("Snooze", "推迟"), icon_name="alarm"),
                button(say("Refuse", "拒绝"), kind="danger"),
                button(say("Cancel", "取消"), kind="quiet"),
                None,
            ),
            None,
            gap=16,
        )
        right = column(boxed(column(self.timeline, margin=(2, 8, 2, 8)), "card"))
        both = row(left, right, gap=24, margin=(24, 16, 24, 20))
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.body.setLayout(both)

    def first_focus(self) -> Any:
        return self.timeline.entries


class FunnelPage(Page[None]):
    """The funnel."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.chart = FunnelChart()
        names = ("Lead", "MQL", "SAL", "SQL", "Opportunity", "POC", "Won")
        counts = (1240, 610, 402, 233, 148, 61, 52)
        losses = (
            say("630 stay: no need 212, no budget 148", "630 条停留：无需求 212，无预算 148"),
            "208 refused: not the decider 77",
            "",
            "85 lost: timing 31",
            "",
            "9 lost: price 5",
            "",
        )
        amounts = ("", "", "", "¥12.4M", "¥9.1M", "¥4.4M", "¥3.9M")
        layers = [
            Layer(name.lower(), name, count, 12 if name == "POC" else 0, amount, loss)
            for name, count, loss, amount in zip(names, counts, losses, amounts, strict=True)
        ]
        self.chart.show_layers(
            say("Funnel, all channels, last 12 months", "漏斗，全部渠道，近 12 个月"), layers
        )
        self.body.setLayout(column(boxed(column(self.chart, margin=8), "card"), margin=(24, 16, 24, 20)))

    def first_focus(self) -> Any:
        return self.chart


SPECS = (
    PageSpec("queue", lambda: say("Queue", "队列"), "phone", ListPage, has_search=True),
    PageSpec("leads", lambda: say("Leads", "线索"), "users", lambda s: ListPage(s, 0)),
    PageSpec("funnel", lambda: say("Funnel", "漏斗"), "chart-funnel", FunnelPage),
    PageSpec("widgets", lambda: say("Widgets", "组件"), "id-badge-2", WidgetsPage),
)
HATS = (
    Hat("1", "李文静", Role.SDR, lambda: "SDR"),
    Hat("2", "李文静", Role.REP, lambda: say("Sales rep", "销售")),
)


def scenes(
    window: MainWindow,
    shot: Callable[[str], Callable[[], object]],
    name: str,
    speak: Callable[[], None],
    theme: ThemeName,
    size: tuple[int, int],
) -> list[Callable[[], object]]:
    """Return the steps that show everything in one language, theme and size."""
    toasts = window.toasts

    def told() -> None:
        toasts.say(
            say("Handed over to Chen Wei", "已转出给陈伟"),
            say("Receipt 2026-1123-04", "分配凭证 2026-1123-04"),
            undo=print,
        )
        toasts.say(
            say("Someone else has claimed this lead a moment ago.", "刚刚已有人领取了这条线索。"), tone="warn"
        )

    return [
        speak,
        partial(apply_theme, theme, DensityName.COMFORTABLE),
        lambda: (window.resize(*size), window.top.show_look()),
        partial(window.go, "queue"),
        told,
        shot(f"list_{name}"),
        lambda: (toasts.dismiss(), toasts.dismiss()),
        partial(apply_theme, theme, DensityName.COMPACT),
        shot(f"compact_{name}"),
        partial(apply_theme, theme, DensityName.COMFORTABLE),
        window.palette_panel.open,
        lambda: window.palette_panel.field.setText(say("sw", "切换")),
        shot(f"palette_{name}"),
        window.palette_panel.close_panel,
        window.key_sheet.open,
        shot(f"keys_{name}"),
        window.key_sheet.close_panel,
        partial(window.go, "leads"),
        shot(f"empty_{name}"),
        partial(window.go, "funnel"),
        shot(f"funnel_{name}"),
        partial(window.go, "widgets"),
        shot(f"widgets_{name}"),
    ]


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    load_fonts()
    apply_theme(ThemeName.LIGHT)
    languages = Languages(app)
    languages.speak(Language.EN)
    desk = FakeDesk()
    background, signals, settings = (
        Background(desk),
        ChangeSignals(desk.feed),
        SettingsStore(folder / "profile"),
    )
    window = MainWindow(background, signals, settings, languages, SPECS)
    window.wear(HATS, "1")
    window.show()
    window.activateWindow()
    steps: list[Any] = []

    def shot(name: str) -> Any:
        return lambda: window.grab().save(str(folder / f"{name}.png"))

    chinese = Chinese()

    def speak(language: Language) -> None:
        languages.speak(language)
        app.removeTranslator(chinese)
        if language is Language.ZH:
            app.installTranslator(chinese)
        window.wear(HATS, "1")

    for language in Language:
        for theme in ThemeName:
            for width, height in ((1366, 768), (2560, 1440)):
                steps += scenes(
                    window,
                    shot,
                    f"{language}_{theme}_{width}",
                    partial(speak, language),
                    theme,
                    (width, height),
                )
    queue = iter(steps)

    def step() -> None:
        act = next(queue, None)
        if act is None:
            window.close()
            background.stop()
            settings.stop()
            app.quit()
            return
        act()

    timer = QTimer()
    timer.timeout.connect(step)
    timer.start(250)
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
