"""What will become of the rows of a list, said in chips before anything is written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.services.import_run.examining import Examined
from app.views import formats
from app.views.import_words import import_sentence
from app.views.punctuation import joined
from app.views.widgets.basics import row
from app.views.widgets.chip import Chip
from app.views.widgets.clearing import clear

_NAMED = 3


class ForecastLine(QWidget):
    """Chips in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = row(gap=6)
        self.setLayout(self._line)

    def show_forecast(self, examined: Examined) -> None:
        """Say what will become of the rows of this list."""
        clear(self._line)
        for text, tone in forecast_words(examined):
            self._line.addWidget(Chip(text, tone))
        self._line.addStretch(1)


def forecast_words(examined: Examined) -> list[tuple[str, str]]:
    """Return each thing to say with the tone of its chip."""
    translate, forecast = QCoreApplication.translate, examined.forecast
    words = [(_counted(translate("ForecastLine", "Rows: {count}"), examined.survey.row_count), "accent")]
    if not examined.mapping.is_enough:
        return words
    notes = forecast.notes
    for text, count, tone in (
        (translate("ForecastLine", "{count} update leads you have"), forecast.known, "accent"),
        (translate("ForecastLine", "{count} will be refused"), sum(forecast.refused.values()), "bad"),
        (translate("ForecastLine", "{count} without phone and e-mail"), notes.get("unreachable", 0), "warn"),
        (
            translate("ForecastLine", "{count} with an impossible phone"),
            notes.get("impossible_phone", 0),
            "warn",
        ),
        (
            translate("ForecastLine", "{count} won before the first contact"),
            notes.get("won_before_created", 0),
            "warn",
        ),
    ):
        if count:
            words.append((_counted(text, count), tone))
    words += [
        (f"{formats.number(count)} × {import_sentence(code, {'limit': 20}).rstrip('.。')}", "warn")
        for code, count in forecast.set_aside.items()
    ]
    if examined.new_channels:
        more = "…" if len(examined.new_channels) > _NAMED else ""
        named = joined(examined.new_channels[:_NAMED]) + more
        words.append((translate("ForecastLine", "New channels: {names}").format(names=named), "accent"))
    return words


def _counted(text: str, count: int) -> str:
    return text.format(count=formats.number(count))
