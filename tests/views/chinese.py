"""The foundation's words in Chinese, for pictures and tests made before the translations are."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QTranslator

WORDS = {
    "{time} late": "已超时 {time}",
    "{time} left": "还剩 {time}",
    "{time}, paused": "{time}，暂停计时",
    "What do you want to do?": "想做什么？",
    "Command": "命令",
    "Commands found": "找到的命令",
    "Nothing here is called that": "没有这样的命令",
    "now": "刚刚",
    "{n} d": "{n} 天",
    "{n} h": "{n} 小时",
    "{n} min": "{n} 分钟",
    "{n} s": "{n} 秒",
    "in {n} min": "{n} 分钟后",
    "{n} min ago": "{n} 分钟前",
    "today": "今天",
    "tomorrow": "明天",
    "yesterday": "昨天",
    "{n} of them implied": "其中 {n} 条为推定",
    "Close": "关闭",
    "Keys": "快捷键",
    "✓ ready": "✓ 可转出",
    "core open": "核心题未答好",
    "from {pct}%": "{pct}% 起可转出",
    "Maturity {pct} percent, {good} of {count} answered well, enough from {threshold}": (
        "成熟度 {pct}%，{count} 题中答好 {good} 题，{threshold}% 起可转出"
    ),
    "This page could not be read": "无法读取此页",
    "Try again": "重试",
    "core": "核心",
    "In the contact's words": "联系人的原话",
    "Pages": "页面",
    "Commands": "命令",
    "Lists": "列表",
    "Next row": "下一行",
    "Previous row": "上一行",
    "Open the row": "打开此行",
    "Select the row": "选中此行",
    "Select on to the next row": "连选下一行",
    "Sort by…": "排序方式…",
    "Turn the order round": "反转顺序",
    "Choose columns…": "选择列…",
    "This list could not be read": "无法读取此列表",
    "Clear": "清除",
    "Go to {page}": "前往{page}",
    "Anywhere": "全局",
    "Find a command": "查找命令",
    "Show all keys": "显示全部快捷键",
    "Search": "搜索",
    "New lead": "新建线索",
    "Undo": "撤销",
    "Work as somebody else": "切换身份",
    "Read the page again": "重新读取此页",
    "Move to the pages": "移到页面栏",
    "Look": "外观",
    "Switch between light and dark": "切换浅色与深色",
    "Switch between roomy and dense rows": "切换宽松与紧凑",
    "Switch between 中文 and English": "切换中文与英文",
    "Loading": "正在读取",
    "Timeline": "时间线",
    "Dismiss": "关闭",
    "Company, person, phone, pinyin": "公司、姓名、电话、拼音",
    "Light or dark": "浅色或深色",
    "Working as {who}": "当前身份：{who}",
}


class Chinese(QTranslator):
    """Answers from the words above, whatever the context."""

    @override
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return WORDS.get(sourceText)

    @override
    def isEmpty(self) -> bool:
        return False
