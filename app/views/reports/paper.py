"""A report as a page on paper: what it is, its picture, its table."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication

from app.services.reports.sheet import Sheet
from app.views.funnel.words import basis_sentence
from app.views.paper import Draft
from app.views.reports.figures import table_columns, table_rows
from app.views.reports.words import ABOUT, notes_of, report_name

_WIDE = 940
_STYLE = """
body { color: #1a1d21; } h1 { font-size: 20px; } p, td, th { font-size: 9.5px; }
th { color: #5b6470; text-align: left; font-weight: normal; } td, th { padding: 2px 7px 2px 0; }
.small { color: #5b6470; }
"""


def drafted(sheet: Sheet, png: bytes) -> Draft:
    """Write the page; ``png`` is the report's picture."""
    title = report_name(sheet.name)
    heads = "".join(f"<th>{escape(column.heading)}</th>" for column in table_columns(sheet))
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell.text)}</td>" for cell in row.cells) + "</tr>"
        for row in table_rows(sheet)
    )
    about = " ".join(filter(None, (ABOUT[sheet.name](), notes_of(sheet))))
    html = (
        f"<h1>{escape(title)}</h1><p>{escape(about)}</p><p class='small'>{escape(basis_sentence(sheet.asked))}</p>"
        f"<img src='picture:' width='{_WIDE}'/><table>{heads}{rows}</table>"
    )
    pictures = {"picture:": QImage.fromData(png)}
    return Draft(title, html, _STYLE, pictures, QFont(QApplication.font()))
