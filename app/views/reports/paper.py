"""A report as a page on paper: what it is, its picture, its table."""

from __future__ import annotations

from app.services.reports.sheet import Sheet
from app.views.funnel.paper import figures_page
from app.views.funnel.words import basis_sentence
from app.views.paper import Draft
from app.views.reports.figures import table_columns, table_rows
from app.views.reports.words import ABOUT, notes_of, report_name


def drafted(sheet: Sheet, png: bytes) -> Draft:
    """Write the page; ``png`` is the report's picture."""
    about = " ".join(filter(None, (ABOUT[sheet.name](), notes_of(sheet))))
    table = "", table_columns(sheet), table_rows(sheet)
    return figures_page(report_name(sheet.name), (about, basis_sentence(sheet.asked)), png, [table])
