"""A report as a page on paper: what it is, its picture, its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from app.services.reports.sheet import Sheet
from app.views.background import Job
from app.views.desk import Desk
from app.views.file_writing import write_bytes
from app.views.funnel.words import basis_sentence
from app.views.reports.figures import table_columns, table_rows
from app.views.reports.words import ABOUT, NOTES, report_name

_DPI, _WIDE = 96, 940
_STYLE = """
body { color: #1a1d21; } h1 { font-size: 20px; } p, td, th { font-size: 9.5px; }
th { color: #5b6470; text-align: left; font-weight: normal; } td, th { padding: 2px 7px 2px 0; }
.small { color: #5b6470; }
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page as it was written, not yet laid out: words and picture, whatever language is spoken since."""

    title: str
    html: str
    picture: QImage
    font: QFont


def drafted(sheet: Sheet, png: bytes) -> Draft:
    """Write the page; ``png`` is the report's picture."""
    title = report_name(sheet.name)
    heads = "".join(f"<th>{escape(column.heading)}</th>" for column in table_columns(sheet))
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell.text)}</td>" for cell in row.cells) + "</tr>"
        for row in table_rows(sheet)
    )
    about = " ".join((ABOUT[sheet.name](), *(NOTES[note]() for note in sheet.notes)))
    html = (
        f"<h1>{escape(title)}</h1><p>{escape(about)}</p><p class='small'>{escape(basis_sentence(sheet.asked))}</p>"
        f"<img src='picture:' width='{_WIDE}'/><table>{heads}{rows}</table>"
    )
    return Draft(title, html, QImage.fromData(png), QFont(QApplication.font()))


def printing(path: Path, draft: Draft) -> Callable[[Desk, Job], Path]:
    """Return the job that lays a page out and writes it."""

    def work(desk: Desk, job: Job) -> Path:
        return write_bytes(path, printed(draft))(desk, job)

    return work


def printed(draft: Draft) -> bytes:
    """Return a page as a PDF on A4, lying; a long table goes on over further pages."""
    document = QTextDocument()
    document.setDefaultFont(draft.font)
    document.setDefaultStyleSheet(_STYLE)
    document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("picture:"), draft.picture)
    document.setHtml(draft.html)
    document.setDocumentMargin(0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(draft.title)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(14, 14, 14, 14),
            QPageLayout.Unit.Millimeter,
        )
    )  # fmt: skip
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    buffer.close()
    return bytes(data.data())
