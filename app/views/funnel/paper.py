"""Figures as a page on paper: what they are of, their picture, their tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication

from app.views.funnel.figure_model import Figure, FigureColumn, FigureRow
from app.views.paper import Draft

_WIDE = 940
_STYLE = """
body { color: #1a1d21; } h1 { font-size: 20px; } h2 { font-size: 13px; } p, td, th { font-size: 9.5px; }
th { color: #5b6470; text-align: left; font-weight: normal; } td, th { padding: 2px 7px 2px 0; }
.small { color: #5b6470; }
"""

type Table = tuple[str, Sequence[FigureColumn], Sequence[FigureRow]]
"""Its heading, which may be empty, its columns and rows."""


def figures_page(title: str, about: Sequence[str], png: bytes, tables: Sequence[Table]) -> Draft:
    """Write the page.

    Args:
        title: Its heading.
        about: Paragraphs below it, the last of them small; empty ones are left out.
        png: The picture.
        tables: Below the picture, one after another.
    """
    *full, small = about
    told = "".join(f"<p>{escape(text)}</p>" for text in full if text)
    html = (
        f"<h1>{escape(title)}</h1>{told}<p class='small'>{escape(small)}</p>"
        f"<img src='picture:' width='{_WIDE}'/>{''.join(_table(*one) for one in tables)}"
    )
    pictures = {"picture:": QImage.fromData(png)}
    return Draft(title, html, _STYLE, pictures, QFont(QApplication.font()))


def _table(title: str, columns: Sequence[FigureColumn], rows: Sequence[FigureRow]) -> str:
    sides = [" align='right'" if column.is_figure else "" for column in columns]
    heads = "".join(
        f"<th{side}>{escape(column.heading)}</th>" for side, column in zip(sides, columns, strict=True)
    )
    lines = "".join(
        "<tr>"
        + "".join(f"<td{side}>{_text(row, cell)}</td>" for side, cell in zip(sides, row.cells, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f"<h2>{escape(title)}</h2>" if title else ""
    ) + f"<table><thead><tr>{heads}</tr></thead>{lines}</table>"


def _text(row: FigureRow, cell: Figure) -> str:
    text = escape(" · ".join(filter(None, (cell.text, cell.below))))
    return "&nbsp;" * 4 * row.indent + text if cell is row.cells[0] else text
