"""The list of imports so far."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.models.vocabulary import BatchState
from app.services.import_run.past import PastImport, past_imports
from app.views import formats
from app.views.desk import Query
from app.views.rows_listing import Listing
from app.views.rows_source import Column, Look, Sort
from app.views.widgets.empty_state import Emptiness


class PastSource:
    """The latest imports, newest first."""

    def count(self, where: None, sort: Sort, /) -> Query[int]:
        """Return how many there are."""
        del where, sort
        return lambda db: len(past_imports(db))

    def page(self, where: None, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[PastImport]]:
        """Return some of them."""
        del where, sort
        return lambda db: past_imports(db)[offset : offset + limit]

    def key(self, row: PastImport, /) -> Hashable:
        """Return the import."""
        return row.batch_id


def past_listing(clock: Clock) -> Listing[None, PastImport]:
    """Return what the list shows."""
    return Listing(
        name="imports",
        source=PastSource(),
        columns=_columns(clock),
        where=None,
        sort=Sort(),
        emptiness=lambda: Emptiness(
            QCoreApplication.translate("PastImports", "No list has come in yet"),
            QCoreApplication.translate(
                "PastImports", "Every import stands here, and can be undone as a whole."
            ),
            "history",
        ),
        title=lambda: QCoreApplication.translate("PastImports", "Imports so far"),
    )


def _columns(clock: Clock) -> tuple[Column[PastImport], ...]:
    translate = QCoreApplication.translate

    def figure(
        key: str, heading: Callable[[], str], count: Callable[[PastImport], int]
    ) -> Column[PastImport]:
        return Column(
            key,
            heading,
            lambda row: formats.number(count(row)) if count(row) else "–",
            Look.NUMBER,
            94,
            64,
        )

    return (
        Column(
            "file",
            lambda: translate("PastImports", "List"),
            lambda row: row.file_name or translate("PastImports", "Pasted cells"),
            width=260,
            min_width=140,
            stretch=3,
            is_fixed=True,
        ),
        Column(
            "when",
            lambda: translate("PastImports", "When"),
            lambda row: formats.moment(row.opened_at, clock()),
            width=150,
        ),
        Column("by", lambda: translate("PastImports", "By"), lambda row: row.by_name, width=130, stretch=1),
        figure("created", lambda: translate("PastImports", "Created"), lambda row: row.created),
        figure("updated", lambda: translate("PastImports", "Updated"), lambda row: row.updated),
        figure("merged", lambda: translate("PastImports", "Merged"), lambda row: row.merged),
        figure("set_aside", lambda: translate("PastImports", "Set aside"), lambda row: row.set_aside),
        figure("refused", lambda: translate("PastImports", "Refused"), lambda row: row.refused),
        Column(
            "state",
            lambda: translate("PastImports", "State"),
            _state,
            Look.CHIP,
            130,
            100,
            tone=lambda row: {"undone": "", "open": "warn"}.get(row.state, "ok"),
        ),
    )


def _state(row: PastImport) -> str:
    translate = QCoreApplication.translate
    return {
        BatchState.OPEN: translate("PastImports", "Not finished"),
        BatchState.CLOSED: translate("PastImports", "Finished"),
        BatchState.UNDONE: translate("PastImports", "Undone"),
    }[row.state]
