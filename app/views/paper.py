"""A page on paper: what was written in one language and theme, laid out as a PDF on A4 by a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.views.background import Job
from app.views.desk import Desk
from app.views.file_writing import write_bytes

_DPI, _MARGIN_MM = 96, 14.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A page as it was written, not yet laid out: words and pictures, whatever language is spoken since.

    Attributes:
        title: What a reader of PDF files shows as its name.
        html: The page.
        style: Its style sheet.
        pictures: By the address the page calls them by.
        font: What it is set in.
    """

    title: str
    html: str
    style: str
    pictures: Mapping[str, QImage]
    font: QFont


def printing(path: Path, draft: Draft) -> Callable[[Desk, Job], Path]:
    """Return the job that lays a page out and writes it; a hundred lines take longer than a window may stand still."""

    def work(desk: Desk, job: Job) -> Path:
        return write_bytes(path, printed(draft))(desk, job)

    return work


def printed(draft: Draft) -> bytes:
    """Return a page as a PDF on A4, lying; what is long goes on over further pages."""
    document = QTextDocument()
    document.setDefaultFont(draft.font)
    document.setDefaultStyleSheet(draft.style)
    for address, picture in draft.pictures.items():
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), picture)
    document.setHtml(draft.html)
    document.setDocumentMargin(0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(draft.title)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    lying, a4 = QPageLayout.Orientation.Landscape, QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(a4, lying, margins, QPageLayout.Unit.Millimeter))
    # With a size of its own the document keeps to it; else printing adds margins of two centimetres.
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    buffer.close()
    return bytes(data.data())
