"""Review: refused hand-overs, the oldest first, one screen per case, and the verdict by keyboard (spec section 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QWidget

from app.errors import RuleViolation
from app.models.vocabulary import Role, Topic, Verdict
from app.services import drafts
from app.services.review_case import Case, blinded, review_case
from app.services.review_view import CaseFilter, CasePart, CaseRow, ReviewHead, case_part, review_head
from app.services.sound import MakeDevice
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Query
from app.views.inbox.deciding import giving, keeping, place_of
from app.views.page import Page
from app.views.recordings import Recordings
from app.views.refusals import sentence
from app.views.review import askings
from app.views.review.listing import CaseSource, columns, emptiness, part_titles
from app.views.review.panel import CasePanel
from app.views.review.said import the_rep, the_sdr, verdict_text
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.ask_sheet import SEND_KEY, Asking, AskSheet
from app.views.widgets.basics import boxed, column, row
from app.views.widgets.empty_state import Emptiness, EmptyState
from app.views.widgets.player_bar import PlayerBar
from app.views.widgets.segmented import Segmented

LIST_WIDTH = 360
MINUTE_MS = 60_000

type Doable = tuple[str, str, str, str, Callable[[], object]]
"""Text, key, kind, icon and call."""


class ReviewPage(Page[ReviewHead]):
    """The team lead settles who is right about each refused lead."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.HANDOVERS, Topic.LEADS, Topic.RUNS, Topic.ACTIVITIES, Topic.PEOPLE, Topic.PLAYBOOK}
    )

    def __init__(
        self, surroundings: Surroundings, member_id: UUID, folder: Path, make_device: MakeDevice | None = None
    ) -> None:
        """Make the page.

        Args:
            surroundings: The collaborators of the shell.
            member_id: The team lead.
            folder: Where the files of recordings lie.
            make_device: What plays them; the machine's own where it is left out.
        """
        super().__init__(surroundings)
        self._member_id = member_id
        self._head: ReviewHead | None = None
        self._where = CaseFilter(CasePart.TO_JUDGE)
        self._case: Case | None = None
        self._is_blind = False
        self._drafts: dict[str, str] = {}
        self._make: Callable[[], Asking] | None = None
        self._whole, self._finding = Question(), Question()
        self.parts = Segmented()
        self.parts.chosen.connect(self._on_part_chosen)
        self.list = RowsTable(
            surroundings,
            Listing(
                name="review",
                source=CaseSource(),
                columns=columns(surroundings.clock, lambda: self._is_blind),
                where=self._where,
                emptiness=lambda: emptiness(self._where.part),
                title=lambda: self.tr("Refused hand-overs"),
            ),
        )
        self.list.current_changed.connect(self._on_current_changed)
        self.sheet = AskSheet()
        self.sheet.sent.connect(self._on_sent)
        self.sheet.put_away.connect(self._on_put_away)
        self.sheet.typed.connect(self._on_typed)
        player = PlayerBar()
        self.recordings = Recordings(self, surroundings, player, folder, make_device)
        self.panel = CasePanel(player, self.recordings.listen, self.recordings.attach)
        self._nothing = EmptyState()
        self._lay_out()
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self.reload)

    # What the page says about itself.

    @override
    def query(self) -> Query[ReviewHead]:
        return review_head(self._member_id)

    @override
    def fill(self, answer: ReviewHead) -> None:
        self._head = answer
        self._say_parts()
        self.list.reload()

    @override
    def first_focus(self) -> QWidget:
        return self.sheet.options if self.sheet.asking else self.list

    @override
    def retranslate(self) -> None:
        self._say_parts()
        self.list.retranslate()
        if self._case is not None:
            self._show_case()
        if self.sheet.asking is not None and self._make is not None:
            self.sheet.say(self._make())
        self._nothing.show_emptiness(
            Emptiness(
                self.tr("No case chosen"), self.tr("Choose one on the left to see both sides of it."), "scale"
            )
        )

    @override
    def open(self, target: Any) -> None:
        """Show one refused hand-over, wherever it stands."""
        self.background.ask(case_part(target), partial(self._on_found, target), question=self._finding)

    @override
    def search(self, text: str) -> None:
        self._narrow(replace(self._where, words=text.strip()))

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Review")
        if self.sheet.asking is not None:
            return [Action(self.sheet.asking.send, self.sheet.send, SEND_KEY, "send", group)]
        actions = [Action(text, call, key, icon, group) for text, key, _, icon, call in self._possible()]
        if self._case is not None:
            read_on = partial(self.panel.scroll_by, 0.8)
            read_back = partial(self.panel.scroll_by, -0.8)
            actions += [
                Action(self.tr("Open the lead"), self._open_lead, "L", "external-link", group),
                Action(self.tr("Read on in the case"), read_on, "Ctrl+Down", "", group, repeats=True),
                Action(self.tr("Read back in the case"), read_back, "Ctrl+Up", "", group, repeats=True),
            ]
        show, hide = self.tr("Show names"), self.tr("Hide names")
        look = "eye" if self._is_blind else "eye-off"
        return [
            *actions,
            Action(show if self._is_blind else hide, self.switch_names, "B", look, group),
            Action(self.tr("Next list"), partial(self._step_part, 1), "]", "list", group),
            Action(self.tr("Previous list"), partial(self._step_part, -1), "[", "list", group),
        ]

    # What can be done with the case shown.

    def judge(self, verdict: Verdict) -> None:
        """Ask for cause and words of a verdict."""
        if self._case is not None and self._head is not None and self._may_judge(verdict):
            self._ask(partial(askings.judging, verdict, self._shown().handover, self._head.causes))

    def lift(self) -> None:
        """Ask for the reason of an override."""
        if self._case is not None and self._head is not None and self._may_override():
            self._ask(partial(askings.overriding, self._shown().handover, self._head.overrides))

    def switch_names(self) -> None:
        """Hide the names of both sides, or show them again."""
        self._is_blind = not self._is_blind
        self.list.retranslate()
        if self._case is not None:
            self._show_case()
        self.actions_changed.emit()

    def _possible(self) -> list[Doable]:
        """Return everything possible, in the order of the buttons."""
        keys = {
            Verdict.REFUSAL_RIGHT: ("R", "thumb-down"),
            Verdict.HANDOVER_RIGHT: ("H", "circle-check"),
            Verdict.UNCLEAR: ("U", "phone-call"),
        }
        found: list[Doable] = [
            # All three look alike: no button suggests whom to believe.
            (verdict_text(verdict), key, "", icon, partial(self.judge, verdict))
            for verdict, (key, icon) in keys.items()
            if self._may_judge(verdict)
        ]
        if self._may_override():
            found.append((self.tr("Lift the waiting time"), "O", "quiet", "alert-triangle", self.lift))
        return found

    def _may_judge(self, verdict: Verdict) -> bool:
        case = self._case
        if case is None or case.final is not None or case.waiting is None or not self._is_lead:
            return False
        return verdict is not Verdict.UNCLEAR or not any(one.verdict for one in case.said)

    def _may_override(self) -> bool:
        case = self._case
        return (
            case is not None and case.waiting is not None and not case.waiting.is_overridden and self._is_lead
        )

    @property
    def _is_lead(self) -> bool:
        return self._head is not None and self._head.role is Role.TEAM_LEAD

    def _notice(self) -> str:
        """Say why nothing can be decided, where it cannot, and who had better not."""
        case = self._case
        if case is None or case.final is not None:
            return ""
        if case.waiting is None:
            return self.tr("The lead was handed over again since; the case is closed.")
        if case.handover.sdr_id == self._member_id:
            return self.tr(
                "You handed this lead over yourself: let another team lead judge it, if there is one."
            )
        return ""

    # Asking and sending.

    def _ask(self, make: Callable[[], Asking]) -> None:
        self._make, asking = make, make()
        self.sheet.ask(replace(asking, words=self._drafts.get(place_of(*_key(asking)), "")))
        self._left.setCurrentWidget(self.sheet)
        self.actions_changed.emit()

    @Slot(str, str)
    def _on_sent(self, option: str, words: str) -> None:
        if self.sheet.asking is None:
            return
        what, handover_id = _key(self.sheet.asking)
        view = self._case.handover if self._case else None
        lead = (view.company or view.contact_name or "–") if view else "–"
        self.background.carry_out(
            giving(askings.command_of(what, handover_id, option, words), place_of(what, handover_id)),
            done=partial(self._on_done, what, handover_id, lead),
            refused=partial(self._on_refused, handover_id),
        )

    def _on_done(self, what: str, handover_id: UUID, lead: str, _: object) -> None:
        if self._asked_about() == handover_id:
            self.sheet.settle()
        self.surroundings.toasts.say(askings.news_of(what).format(lead=lead))

    def _on_refused(self, handover_id: UUID, error: RuleViolation) -> None:
        if self._asked_about() == handover_id:
            self.sheet.show_error(sentence(error))
        else:
            self.background.refused.emit(error)

    @Slot(object, str)
    def _on_typed(self, key: tuple[str, UUID], words: str) -> None:
        """Keep words while they are typed: a crash or another hat loses none."""
        place = place_of(*key)
        self._drafts[place] = words
        self.background.carry_out(keeping(place, words, self.surroundings.clock()))

    @Slot()
    def _on_put_away(self) -> None:
        self._left.setCurrentWidget(self._list_side)
        self._on_current_changed(self.list.current_row())
        self.list.setFocus()
        self.actions_changed.emit()

    def _asked_about(self) -> UUID | None:
        return _key(self.sheet.asking)[1] if self.sheet.asking is not None else None

    # The list and the case.

    def _narrow(self, where: CaseFilter) -> None:
        if where != self._where:
            self._where = where
            self.list.show_filter(where)

    @Slot(str)
    def _on_part_chosen(self, key: str) -> None:
        self._narrow(replace(self._where, part=CasePart(key)))

    def _step_part(self, by: int) -> None:
        keys = list(CasePart)
        self.parts.choose(keys[(keys.index(self._where.part) + by) % len(keys)].value)

    def _on_found(self, handover_id: UUID, part: CasePart | None) -> None:
        if part is not None:
            self.list.select_key(handover_id)
            self._narrow(replace(self._where, part=part))
            self._say_parts()

    def _say_parts(self) -> None:
        counts = self._head.counts if self._head else dict.fromkeys(CasePart, 0)
        choices = [(part.value, f"{title}  {counts[part]}") for part, title in part_titles().items()]
        self.parts.show_choices(self.tr("Which cases"), choices, self._where.part.value)

    @Slot(object)
    def _on_current_changed(self, row: CaseRow | None) -> None:
        asked = self._asked_about()
        if asked is None and row is None:
            self._whole.drop()
            self._case = None
            self._right.setCurrentWidget(self._nothing)
            self.actions_changed.emit()
            return
        # While something is asked its case stays, even where its row has left the list.
        handover_id = asked or row.id  # type: ignore[union-attr]
        self.background.ask(self._with_drafts(handover_id), self._on_case, question=self._whole)

    def _with_drafts(self, handover_id: UUID) -> Query[tuple[Case | None, dict[str, str]]]:
        now = self.surroundings.clock()

        def ask(db: Any) -> tuple[Case | None, dict[str, str]]:
            kept = drafts.kept_words(place_of("", handover_id))(db)
            return review_case(handover_id, now)(db), {one.place: one.words for one in kept}

        return ask

    def _on_case(self, answer: tuple[Case | None, dict[str, str]]) -> None:
        case, self._drafts = answer
        if case is None:
            return
        self._case = case
        self._show_case()
        self._right.setCurrentWidget(self.panel)
        self.actions_changed.emit()

    def _shown(self) -> Case:
        if self._case is None:
            raise AssertionError("no case is shown")
        return blinded(self._case, sdr=the_sdr(), rep=the_rep()) if self._is_blind else self._case

    def _show_case(self) -> None:
        buttons = [(text, key, kind, call) for text, key, kind, _, call in self._possible()]
        self.panel.show_case(self._shown(), self.surroundings.clock(), buttons, self._notice())

    def _open_lead(self) -> None:
        if self._case is not None:
            self.navigate.emit("call", self._case.handover.lead_id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._each_minute.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._each_minute.stop()
        self.panel.player.put_away()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self._list_side = QWidget()
        self._list_side.setLayout(column(self.parts, boxed(column(self.list, margin=1), "card"), gap=10))
        self._left = QStackedWidget()
        self._left.setFixedWidth(LIST_WIDTH)
        for side in (self._list_side, self.sheet):
            self._left.addWidget(side)
        self._right_side = QWidget()
        self._right = QStackedLayout(self._right_side)
        # Blank first: until the first case is read, that none is chosen would be untrue.
        for part in (QWidget(), self._nothing, self.panel):
            self._right.addWidget(part)
        whole = row(self._left, self._right_side, gap=16, margin=(24, 16, 20, 16))
        whole.setStretch(1, 1)
        self.body.setLayout(whole)


def _key(asking: Asking) -> tuple[str, UUID]:
    """Return what one of our questions asks, and about which hand-over."""
    if not isinstance(asking.key, tuple):
        raise TypeError(asking.key)
    return asking.key
