"""The receipt of an erasing as a sheet of paper: who asked, who erased, when, what was overwritten by counts."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from app.services.erasing_view import ErasureReceipt
from app.views import formats
from app.views.privacy.words import counted_parts

_DPI, _MARGIN_MM = 96, 20
_STYLE = "body { color: #1a1d21; } h1 { font-size: 20px; } td { padding: 3px 14px 3px 0; } .small { color: #5b6470; }"


def receipt_pdf(receipt: ErasureReceipt) -> bytes:
    """Return the receipt as a PDF on A4."""
    document = QTextDocument()
    document.setDefaultFont(QApplication.font())
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(_html(receipt))
    document.setDocumentMargin(0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(_title())
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )  # fmt: skip
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    buffer.close()
    return bytes(data.data())


def receipt_lines(receipt: ErasureReceipt) -> list[tuple[str, str]]:
    """Return what the receipt says, as names and values."""
    return [
        (QCoreApplication.translate("Privacy", "Who asked"), receipt.asked_by),
        (QCoreApplication.translate("Privacy", "Erased by"), receipt.by_name),
        (QCoreApplication.translate("Privacy", "Erased"), formats.date_time(receipt.at)),
        (QCoreApplication.translate("Privacy", "Records"), formats.number(receipt.leads)),
        (QCoreApplication.translate("Privacy", "Number of the receipt"), str(receipt.erasure_id)),
    ]


def _title() -> str:
    return QCoreApplication.translate("Privacy", "Receipt: a person was erased on request")


def _html(receipt: ErasureReceipt) -> str:
    rows = "".join(
        f"<tr><td class='small'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in receipt_lines(receipt)
    )
    parts = "".join(f"<li>{escape(line)}</li>" for line in counted_parts(receipt.counts))
    heading = QCoreApplication.translate("Privacy", "Overwritten")
    stays = QCoreApplication.translate(
        "Privacy",
        "Outcomes, verdicts, times and counts stay, and a keyed hash by which a file with them is recognised.",
    )
    return (
        f"<h1>{escape(_title())}</h1><table>{rows}</table><h3>{escape(heading)}</h3><ul>{parts}</ul>"
        f"<p class='small'>{escape(stays)}</p>"
    )
