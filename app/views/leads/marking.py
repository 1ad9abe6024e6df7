"""What is done with many leads at once and can be taken back: words, moves from stage to stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.models.vocabulary import REP_ROLES, SDR_ROLES, Role, StageKind
from app.services.call_list_view import stages_for_sales, tags_in_use
from app.services.kernel.command import Command
from app.services.lead_list import ListedLead
from app.services.pipeline import BringBack, MoveStage
from app.services.playbook.document import Text
from app.services.tagging import TAGGERS, TagLeads, UntagLeads
from app.services.undoing import UndoMove
from app.views.actions import Action
from app.views.background import Question
from app.views.leads.giving import all_at_once
from app.views.leads.list_panels import WordPanel
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.said import said
from app.views.widgets.option_list import Option

_SOLD = frozenset({StageKind.OPEN, StageKind.WON})


class Marking(QObject):
    """Puts words on the selected leads and moves them, each with its way back."""

    def __init__(self, page: Page[Any], selected: Callable[[], list[ListedLead]]) -> None:
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._selected, self._rows = selected, list[ListedLead]()
        self._asking = Question()
        self.tagging, self.untagging, self.moving = WordPanel(page), PickPanel(page), PickPanel(page)
        self.tagging.chosen.connect(self._on_tag)
        self.untagging.picked.connect(self._on_untag)
        self.moving.picked.connect(self._on_move)

    def actions(self, role: Role | None, group: str) -> list[Action]:
        """Return what somebody in this role may do."""
        found = []
        if role in TAGGERS:
            found += [
                Action(self.tr("Put a tag on the selected leads…"), self.ask_tag, "T", "tag", group),
                Action(
                    self.tr("Take a tag off the selected leads…"), self.ask_untag, "Shift+T", "tags", group
                ),
            ]
        if role in REP_ROLES:
            move = partial(self._background.ask, stages_for_sales, self._on_stages, question=self._asking)
            found.append(Action(self.tr("Move to a stage…"), move, "G", "arrow-right", group))
        if role in SDR_ROLES:
            found.append(Action(self.tr("Bring back from nurture"), self.bring_back, "G", "refresh", group))
        return found

    # Words.

    def ask_tag(self) -> None:
        """Ask for a word to put on the selected leads."""
        self._rows = self._selected()
        if self._rows:
            self._background.ask(tags_in_use, self._on_tags, question=self._asking)

    def ask_untag(self) -> None:
        """Ask which of their words to take off the selected leads."""
        self._rows = self._selected()
        borne = sorted({tag for row in self._rows for tag in row.tags})
        if not borne:
            if self._rows:
                self._toasts.say(self.tr("No selected lead bears a tag."), tone="info")
            return
        options = [Option(tag, tag) for tag in borne]
        self.untagging.ask(
            QCoreApplication.translate("Marking", "Take a tag off %Ln lead(s)", "", len(self._rows)),
            options,
            send=self.tr("Take it off"),
        )

    def _on_tags(self, tags: list[tuple[str, int]]) -> None:
        options = [Option(tag, tag, self._count(count)) for tag, count in tags]
        self.tagging.ask_for(
            QCoreApplication.translate("Marking", "Put a tag on %Ln lead(s)", "", len(self._rows)),
            options,
            send=self.tr("Put it on"),
        )

    @Slot(str)
    def _on_tag(self, tag: str) -> None:
        fresh = tuple(row.lead_id for row in self._rows if tag not in row.tags)
        if not fresh:
            self._toasts.say(self.tr("They bear “{tag}” already.").format(tag=tag), tone="info")
            return
        text = QCoreApplication.translate("Marking", "Tag “{tag}” put on %Ln lead(s)", "", len(fresh)).format(
            tag=tag
        )
        self._give([TagLeads(lead_ids=fresh, tag=tag)], text, [UntagLeads(lead_ids=fresh, tag=tag)])

    @Slot(str)
    def _on_untag(self, tag: str) -> None:
        bearing = tuple(row.lead_id for row in self._rows if tag in row.tags)
        text = QCoreApplication.translate(
            "Marking", "Tag “{tag}” taken off %Ln lead(s)", "", len(bearing)
        ).format(tag=tag)
        self._give([UntagLeads(lead_ids=bearing, tag=tag)], text, [TagLeads(lead_ids=bearing, tag=tag)])

    # Moves.

    def bring_back(self) -> None:
        """Bring those of the selected leads back that are in nurture."""
        rows = self._selected()
        resting = [row for row in rows if row.stage_kind is StageKind.NURTURE]
        if not resting:
            if rows:
                self._toasts.say(self.tr("No selected lead is in nurture."), tone="info")
            return
        commands = [BringBack(lead_id=row.lead_id, words="") for row in resting]
        self._move(
            commands, QCoreApplication.translate("Marking", "%Ln lead(s) brought back", "", len(resting))
        )

    def _on_stages(self, stages: list[tuple[str, Text]]) -> None:
        self._rows = [row for row in self._selected() if row.stage_kind in _SOLD]
        if not self._rows:
            self._toasts.say(self.tr("No selected lead is with sales."), tone="info")
            return
        here = {row.stage for row in self._rows}
        options = [Option(key, said(title)) for key, title in stages if here != {key}]
        self.moving.ask(
            QCoreApplication.translate("Marking", "Move %Ln lead(s) to", "", len(self._rows)),
            options,
            send=self.tr("Move"),
        )

    @Slot(str)
    def _on_move(self, stage: str) -> None:
        rows = [row for row in self._rows if row.stage != stage]
        commands = [MoveStage(lead_id=row.lead_id, to_stage=stage, words="") for row in rows]
        self._move(commands, QCoreApplication.translate("Marking", "%Ln lead(s) moved", "", len(rows)))

    def _move(self, commands: Sequence[BringBack | MoveStage], text: str) -> None:
        def done(moved: list[Any]) -> None:
            back = [
                UndoMove(lead_id=command.lead_id, move_id=one.cmd_id)
                for command, one in zip(commands, moved, strict=True)
            ]
            self._toasts.say(text, undo=partial(self._take_back, back))

        self._background.carry_out(all_at_once(commands), done=done)

    # Giving and taking back.

    def _give(self, commands: Iterable[Command], text: str, back: Sequence[Command]) -> None:
        def done(_: object) -> None:
            self._toasts.say(text, undo=partial(self._take_back, back))

        self._background.carry_out(all_at_once(commands), done=done)

    def _take_back(self, commands: Iterable[Command]) -> None:
        self._background.carry_out(all_at_once(commands), done=self._on_taken_back)

    def _on_taken_back(self, _: object) -> None:
        self._toasts.say(self.tr("Taken back"))

    def _count(self, count: int) -> str:
        return QCoreApplication.translate("LeadsPage", "%Ln lead(s)", "", count)
