"""The pack for the weekly meeting: the report as a PDF, with the cases still open (spec section 9)."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app.services.reports.alignment import Alignment, OpenCase
from app.services.reports.alignment_promises import Promise, Side
from app.services.reports.alignment_rows import AlignmentBy, AlignmentRow
from app.views import formats
from app.views.alignment.board import picture
from app.views.alignment.words import cells, headings, promise_text, side_title, split_name, total_sentence
from app.views.i18n import is_chinese
from app.views.paper import Draft

_BOARD = 480
_STYLE = """
body { color: #1a1d21; } h1 { font-size: 20px; } h2 { font-size: 14px; margin-top: 18px; }
p, td, th { font-size: 10.5px; } th { color: #5b6470; text-align: left; font-weight: normal; }
td, th { padding: 2px 8px 2px 0; } .small { color: #5b6470; }
"""


def drafted(report: Alignment, period: str, now: int) -> Draft:
    """Write the pack: promises, refusals by every split, open cases.

    Args:
        report: The report.
        period: What it is about, in words.
        now: The present instant.
    """
    promises = {side: [one for one in report.promises if one.side is side] for side in Side}
    boards = {f"board:{side}": picture(found, _BOARD) for side, found in promises.items()}
    return Draft(_title(), _html(report, period, now), _STYLE, boards, QFont(QApplication.font()))


def _title() -> str:
    return QCoreApplication.translate("Alignment", "Marketing and sales: who was right")


def _html(report: Alignment, period: str, now: int) -> str:
    made = QCoreApplication.translate("Alignment", "Made {when}").format(when=formats.date_time(now))
    parts = [f"<h1>{escape(_title())}</h1><p class='small'>{escape(period)} · {escape(made)}</p>"]
    parts.append(f"<p>{escape(total_sentence(report.total))}</p>")
    parts += [_cases(report.cases, now)]
    boards = "".join(f"<td width='50%'>{_promises(side, report.promises)}</td>" for side in Side)
    parts.append(f"<table width='100%' cellspacing='0'><tr>{boards}</tr></table>")
    splits = [_split(by, rows) for by, rows in report.splits.items() if rows]
    parts += [
        one.replace("<h2>", "<h2 style='page-break-before: always'>", 1) for one in splits[:1]
    ] + splits[1:]
    return f"<html><body>{''.join(parts)}</body></html>"


def _promises(side: Side, promises: tuple[Promise, ...]) -> str:
    lines = "".join(f"<br>{escape(promise_text(one))}" for one in promises if one.side is side)
    # The words stand under the picture as well: a PDF is searched and read aloud.
    return (
        f"<h2>{escape(side_title(side))}</h2><p><img src='board:{side}' width='{_BOARD}'></p>"
        f"<p class='small'>{lines.removeprefix('<br>')}</p>"
    )


def _split(by: AlignmentBy, rows: tuple[AlignmentRow, ...]) -> str:
    title = QCoreApplication.translate("Alignment", "By {what}").format(what=split_name(by))
    return f"<h2>{escape(title)}</h2>" + _table(headings(by), [cells(row, by) for row in rows])


def _cases(cases: tuple[OpenCase, ...], now: int) -> str:
    translate = QCoreApplication.translate
    title = translate("Alignment", "Cases still open: {n}").format(n=len(cases))
    if not cases:
        return f"<h2>{escape(title)}</h2>"
    heads = [
        translate("Alignment", "Lead"), translate("Alignment", "Refused"), translate("Alignment", "SDR"),
        translate("Alignment", "Rep"), translate("Alignment", "Reason"), translate("Alignment", "In the rep's words"),
    ]  # fmt: skip
    language = "zh" if is_chinese() else "en"
    rows = [
        [
            one.lead,
            formats.moment(one.refused_at, now),
            one.sdr,
            one.rep,
            one.reason.shown(language),
            one.words,
        ]
        for one in cases
    ]
    return f"<h2>{escape(title)}</h2>" + _table(heads, rows)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    first = f"<th width='26%'>{escape(heads[0])}</th>"
    head = first + "".join(f"<th>{escape(text)}</th>" for text in heads[1:])
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table width='100%' cellspacing='0'><tr>{head}</tr>{body}</table>"
