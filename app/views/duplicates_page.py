"""Duplicates: suspected pairs side by side, merged or kept apart by keyboard (spec section 4)."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QStackedLayout, QWidget

from app.errors import RuleViolation
from app.models.vocabulary import Topic
from app.services.duplicates.listing import PairDetail, PairRow, pair_detail
from app.services.duplicates.settled import PairPart, SettledRow, part_counts
from app.services.merging import MergeLeads, UndoMerge
from app.services.pairs import KeepApart, ReconsiderPair
from app.views import formats
from app.views.actions import Action
from app.views.background import Job, Question
from app.views.desk import Query
from app.views.duplicates.listing import PairSource, Row, columns, emptiness, named, part_titles
from app.views.duplicates.panel import PairPanel
from app.views.duplicates.work import searching
from app.views.page import Page
from app.views.refusals import refusal_sentences, sentence
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column, icon_button, rename, row
from app.views.widgets.empty_state import Emptiness, EmptyState
from app.views.widgets.segmented import Segmented

LIST_WIDTH = 388
KNOWINGLY = frozenset({"ids_differ", "companies_differ", "kept_apart"})
"""What a person may overrule who has seen it."""


class DuplicatesPage(Page[dict[PairPart, int]]):
    """Whoever cleans records settles which of them are one."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.LEADS, Topic.ACTIVITIES, Topic.RUNS, Topic.HANDOVERS, Topic.FOLLOW_UPS, Topic.PLAYBOOK}
    )

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._counts = dict.fromkeys(PairPart, 0)
        self._part = PairPart.WAITING
        self._settled: SettledRow | None = None
        self._detail: PairDetail | None = None
        self._stays = 0
        self._against: list[str] = []
        self._is_busy = False
        self._job: Job | None = None
        self._whole, self._judging = Question(), Question()
        self.list = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="duplicates",
                    source=PairSource(),
                    columns=columns(surroundings.clock, lambda: self._part),
                    where=self._part,
                    emptiness=lambda: emptiness(self._part),
                    title=lambda: self.tr("Pairs that may be one lead"),
                ),
            )
        )
        self.list.current_changed.connect(self._on_current_changed)
        self.panel = PairPanel()
        self.panel.fields.chosen.connect(self._ask_rules)
        self._nothing = EmptyState()
        self.parts = Segmented()
        self.parts.chosen.connect(self._on_part_chosen)
        self.seek = icon_button("search", "", self.search_all)
        self.stop = icon_button("player-stop", "", self.search_all)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._lay_out()
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[dict[PairPart, int]]:
        return part_counts

    @override
    def fill(self, answer: dict[PairPart, int]) -> None:
        self._counts = answer
        self._say_head()

    @override
    def first_focus(self) -> QWidget:
        return self.list

    @override
    def retranslate(self) -> None:
        self._say_head()
        self.list.retranslate()
        self._say_beside()
        if self._detail is not None:
            self._show_pair()

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Duplicates")
        actions = [
            Action(text, call, key, icon, group, is_enabled=partial(bool, is_enabled))
            for text, key, _, icon, call, is_enabled in self._buttons()
        ]
        if self._detail is not None:
            actions += [
                Action(self.tr("Open the first record"), partial(self._open, 0), "Shift+1", "external-link", group),
                Action(self.tr("Open the second record"), partial(self._open, 1), "Shift+2", "external-link", group),
                Action(self.tr("Read on"), partial(self.panel.fields.scroll_by, 0.8), "Ctrl+Down", "", group,
                       repeats=True),
                Action(self.tr("Read back"), partial(self.panel.fields.scroll_by, -0.8), "Ctrl+Up", "", group,
                       repeats=True),
            ]  # fmt: skip
        if self._settled is not None:
            actions.append(Action(self._take_back_text(), self.take_back, "U", "arrow-back-up", group))
        text = self.tr("Stop the search") if self._job else self.tr("Search the whole database")
        return [
            *actions,
            Action(text, self.search_all, "F", "search", group),
            Action(self.tr("Next list"), partial(self._step_part, 1), "]", "list", group),
            Action(self.tr("Previous list"), partial(self._step_part, -1), "[", "list", group),
            *self.list.table_actions(),
        ]

    # What can be done with the pair shown.

    def merge(self) -> None:
        """Make both records one; what stands against it by itself was shown."""
        detail = self._detail
        if detail is None or not self._may_merge():
            return
        self._is_busy = True
        self._show_buttons()
        command = self._merging(knowingly=bool(self._against))
        name = self._name_of(self._stays)
        self.background.submit(command, done=partial(self._on_merged, name), refused=self._on_refused)

    def keep_apart(self) -> None:
        """Remember that the two are not the same."""
        detail = self._detail
        if detail is None or self._is_busy:
            return
        self._is_busy = True
        self._show_buttons()
        a_id, b_id = detail.pair.a_id, detail.pair.b_id
        self.background.submit(
            KeepApart(a_id=a_id, b_id=b_id),
            done=partial(self._on_apart, a_id, b_id),
            refused=self._on_refused,
        )

    def swap(self) -> None:
        """Let the other record stay."""
        if self._detail is not None and not self._is_busy:
            self._stays = 1 - self._stays
            self._show_pair()
            self._ask_rules()

    def search_all(self) -> None:
        """Search the whole database, or stop the search under way."""
        if self._job is not None:
            self._job.cancel()
            return
        self._job = self.background.start(searching, self._on_searched, failed=self._on_search_failed)
        self._job.progressed.connect(self._on_progressed)
        self.bar.setRange(0, 0)
        self._say_head()
        self.actions_changed.emit()

    def take_back(self) -> None:
        """Undo the merge shown, or let the pair shown wait for a person again."""
        settled = self._settled
        if settled is None:
            return
        if settled.merge_id is not None:
            self._undo_merge(settled.merge_id)
        else:
            self.background.submit(ReconsiderPair(a_id=settled.a_id, b_id=settled.b_id))

    def _take_back_text(self) -> str:
        is_merge = self._settled is not None and self._settled.merge_id is not None
        return self.tr("Undo the merge") if is_merge else self.tr("Look at it again")

    def _may_merge(self) -> bool:
        return self._detail is not None and not self._is_busy and not set(self._against) - KNOWINGLY

    def _buttons(self) -> list[Any]:
        if self._detail is None:
            return []
        merge = self.tr("Merge anyway") if self._against and self._may_merge() else self.tr("Merge")
        kind = "danger" if self._against and self._may_merge() else "primary"
        return [
            (merge, "M", kind, "git-merge", self.merge, self._may_merge()),
            (self.tr("Not the same"), "N", "", "ban", self.keep_apart, not self._is_busy),
            (self.tr("Keep the other one"), "S", "", "switch-horizontal", self.swap, not self._is_busy),
            (self.tr("Next pair"), "L", "quiet", "arrow-right", partial(self.list.step, 1), True),
        ]

    def _merging(self, *, knowingly: bool) -> MergeLeads:
        if self._detail is None:
            raise AssertionError("no pair is shown")
        kept, gone = self._detail.sides[self._stays], self._detail.sides[1 - self._stays]
        take, take_custom = self.panel.fields.taken()
        return MergeLeads(
            kept_id=kept.lead_id,
            gone_id=gone.lead_id,
            take=take,
            take_custom=take_custom,
            knowingly=knowingly,
        )

    @Slot()
    def _ask_rules(self) -> None:
        """Ask what stands against the merge as it is chosen now."""
        if self._detail is not None:
            self.background.why_not(self._merging(knowingly=False), self._on_rules, question=self._judging)

    def _on_rules(self, codes: list[str]) -> None:
        if self._against != codes:
            self._against = codes
            self._show_buttons()

    # What came of it.

    def _on_merged(self, name: str, done: Any) -> None:
        self._is_busy = False
        merge_id = done.cmd_id if done is not None else None
        self.surroundings.toasts.say(
            self.tr("Merged: {name}").format(name=name),
            self.tr("Calls, runs, hand-overs and follow-ups of both are one now."),
            undo=partial(self._undo_merge, merge_id) if merge_id else None,
        )

    def _undo_merge(self, merge_id: UUID) -> None:
        self.background.submit(UndoMerge(merge_id=merge_id), done=self._on_unmerged)

    def _on_unmerged(self, done: Any) -> None:
        stayed = done.answer["stayed"] if done is not None else 0
        detail = (
            self.tr("What came after the merge stays with the record that stayed: {count}").format(
                count=formats.number(stayed)
            )
            if stayed
            else ""
        )
        self.surroundings.toasts.say(self.tr("Both records are back"), detail)

    def _on_apart(self, a_id: UUID, b_id: UUID, _done: object) -> None:
        self._is_busy = False
        self.surroundings.toasts.say(
            self.tr("Kept apart"),
            self.tr("They are not offered as a pair again."),
            undo=partial(self._reconsider, a_id, b_id),
        )

    def _reconsider(self, a_id: UUID, b_id: UUID) -> None:
        self.list.select_key((a_id, b_id))
        self.background.submit(ReconsiderPair(a_id=a_id, b_id=b_id))

    def _on_refused(self, error: RuleViolation) -> None:
        self._is_busy = False
        self._show_buttons()
        self.surroundings.toasts.say(sentence(error), tone="bad")

    # The search.

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _on_searched(self, noted: int | None) -> None:
        self._end_search()
        if noted is None:
            self.surroundings.toasts.say(self.tr("The search was stopped"), tone="info")
        else:
            found = self.tr("New pairs found: {count}").format(count=formats.number(noted))
            self.surroundings.toasts.say(found, tone="ok" if noted else "info")

    def _on_search_failed(self, error: Exception) -> None:
        self._end_search()
        self.surroundings.toasts.say(sentence(error), tone="bad")

    def _end_search(self) -> None:
        self._job = None
        self._say_head()
        self.actions_changed.emit()

    # The list and the pair.

    @Slot(object)
    def _on_current_changed(self, found: Row | None) -> None:
        if not isinstance(found, PairRow):
            self._whole.drop()
            self._detail, self._settled = None, found
            self._say_beside()
            self._right.setCurrentWidget(self._nothing)
            self.actions_changed.emit()
            return
        self.background.ask(pair_detail(found.a_id, found.b_id), self._on_detail, question=self._whole)

    def _on_detail(self, detail: PairDetail | None) -> None:
        if detail is None:
            return
        before = self._detail
        is_same = before is not None and before.pair == detail.pair and before.sides == detail.sides
        self._detail, self._settled = detail, None
        if not is_same:
            self._stays, self._against = detail.stays, []
            self._show_pair()
            self._ask_rules()
        self._right.setCurrentWidget(self.panel)
        self.actions_changed.emit()

    def _show_pair(self) -> None:
        if self._detail is not None:
            self.panel.show_pair(self._detail, self._stays, self.surroundings.clock())
            self._show_buttons()

    def _show_buttons(self) -> None:
        self.panel.show_buttons(self._buttons(), refusal_sentences(self._against))
        self.actions_changed.emit()

    def _name_of(self, side: int) -> str:
        pair = self._detail.pair if self._detail is not None else None
        if pair is None:
            return "–"
        return named(pair.b_company, pair.b_contact) if side else named(pair.a_company, pair.a_contact)

    def _open(self, side: int) -> None:
        if self._detail is not None:
            self.navigate.emit("call", self._detail.sides[side].lead_id)

    @Slot(str)
    def _on_part_chosen(self, key: str) -> None:
        self._part = PairPart(key)
        self.list.retranslate()
        self.list.show_filter(self._part)

    def _step_part(self, by: int) -> None:
        keys = list(PairPart)
        self.parts.choose(keys[(keys.index(self._part) + by) % len(keys)].value)

    def _say_beside(self) -> None:
        """Say beside the list what became of a settled pair, or that none is chosen."""
        settled = self._settled
        if settled is None:
            self._nothing.show_emptiness(
                Emptiness(
                    self.tr("No pair chosen"),
                    self.tr("Choose one on the left to see both records."),
                    "git-merge",
                )
            )
            return
        kept, gone = named(settled.a_company, settled.a_contact), named(settled.b_company, settled.b_contact)
        what = (
            self.tr("{gone} became part of {kept}.")
            if settled.merge_id is not None
            else self.tr("{kept} and {gone} are not the same.")
        )
        when = formats.moment(settled.at, self.surroundings.clock())
        self._nothing.show_emptiness(
            Emptiness(
                what.format(kept=kept, gone=gone),
                self.tr("{who}, {when}").format(who=settled.by_name or "–", when=when),
                "git-merge" if settled.merge_id is not None else "ban",
                self._take_back_text(),
                self.take_back,
                "U",
            )
        )

    def _say_head(self) -> None:
        choices = [
            (part.value, f"{title}  {formats.number(self._counts[part])}")
            for part, title in part_titles().items()
        ]
        self.parts.show_choices(self.tr("Which pairs"), choices, self._part.value)
        rename(self.seek, self.tr("Search the whole database"), "F")
        rename(self.stop, self.tr("Stop the search"), "F")
        self.bar.setAccessibleName(self.tr("How far the search is"))
        is_running = self._job is not None
        self.seek.setVisible(not is_running)
        self.stop.setVisible(is_running)
        self.bar.setVisible(is_running)

    def _lay_out(self) -> None:
        head = column(row(self.parts, None, self.seek, self.stop, gap=8), self.bar, gap=6)
        left = QWidget()
        left.setLayout(column(head, boxed(column(self.list, margin=1), "card"), gap=10))
        left.setFixedWidth(LIST_WIDTH)
        right_side = QWidget()
        self._right = QStackedLayout(right_side)
        for part in (self._nothing, self.panel):
            self._right.addWidget(part)
        whole = row(left, right_side, gap=16, margin=(24, 16, 20, 16))
        whole.setStretch(1, 1)
        self.body.setLayout(whole)
