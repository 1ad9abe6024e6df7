"""Lists, labels and asides with the marks of the language: 、 and （） in Chinese, commas in English."""

from __future__ import annotations

from collections.abc import Iterable

from app.views.i18n import is_chinese


def joined(parts: Iterable[str], *, strongly: bool = False) -> str:
    """Return parts as a list in one line; empty ones are left out.

    Args:
        parts: What to list.
        strongly: Part them by semicolons, where the parts hold commas themselves.
    """
    marks = ("、", "；") if is_chinese() else (", ", "; ")
    return marks[strongly].join(part for part in parts if part)


def labelled(name: str, value: str) -> str:
    """Return a value behind its name: Region: north, 地区：华北; the name alone where there is no value."""
    if not value:
        return name
    return f"{name}：{value}" if is_chinese() else f"{name}: {value}"


def aside(text: str, more: str) -> str:
    """Return a text with more in brackets behind it: Li Na (Sales lead), 李娜（销售主管）."""
    return f"{text}（{more}）" if is_chinese() else f"{text} ({more})"
