"""Nurture: which touch is due next and why, sent by a key; the library; segments for other tools, and their answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.vocabulary import SDR_ROLES, Topic
from app.services.nurture import ChooseTrack, SkipTouch
from app.services.nurture_content import LIBRARIANS, RetireContent
from app.services.nurture_library import ContentRow, Offer, offer_for
from app.services.nurture_standing import NurtureWhere, Part
from app.services.nurture_view import NurtureHead, NurtureRow, nurture_head
from app.services.queue_groups import end_of_day
from app.views import formats
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Query
from app.views.leads.pick_panel import PickPanel
from app.views.nurture.content_form import ContentForm
from app.views.nurture.files import Files
from app.views.nurture.listing import LibrarySource, NurtureSource, lead_columns, library_columns
from app.views.nurture.send_panel import SendPanel, Way
from app.views.nurture.track_panels import BackPanel, TrackPanel
from app.views.nurture.words import titled
from app.views.page import Page
from app.views.rows_listing import Listing
from app.views.rows_table import RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.key_button import KeyButton
from app.views.widgets.option_list import Option
from app.views.widgets.segmented import Segmented

ALL, TRACK = "*", "track:"
"""Every track, where one is picked; and before a track's key among names: a persona may have the same."""
LIBRARY = "library"
"""The part that shows what there is to send."""


class NurturePage(Page[NurtureHead]):
    """The leads in nurture one member may write to, and what there is to send."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.LEADS, Topic.NURTURE, Topic.FOLLOW_UPS, Topic.PLAYBOOK, Topic.CALENDAR, Topic.PEOPLE}
    )
    lead_opened = Signal(object)
    """Id of a lead to show whole."""

    def __init__(
        self, surroundings: Surroundings, member_id: UUID, open_link: Callable[[str], object]
    ) -> None:
        """Make the page.

        Args:
            surroundings: What every page is handed.
            member_id: Who works here.
            open_link: Opens a ``mailto:`` or ``weixin:`` link with the system's program.
        """
        super().__init__(surroundings)
        self._member_id, self._open_link = member_id, open_link
        self._head: NurtureHead | None = None
        self._names: dict[str, str] = {}
        self._text, self._track, self._asking = "", "", Question()
        self.parts = Segmented()
        self.parts.chosen.connect(self._on_part_chosen)
        self.said = label("", "muted", wrap=True)
        self.leads: RowsTable[NurtureWhere, NurtureRow] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="nurture", source=NurtureSource(member_id, surroundings.clock),
                    columns=lead_columns(surroundings.clock), where=NurtureWhere(), emptiness=self._no_leads,
                    title=lambda: self.tr("Leads in nurture"), row_actions=self._lead_actions,
                ),
            )
        )  # fmt: skip
        self.library: RowsTable[str, ContentRow] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="content", source=LibrarySource(), where="", emptiness=self._no_content,
                    columns=library_columns(surroundings.clock, self._names),
                    title=lambda: self.tr("Content library"), row_actions=self._content_actions,
                ),
            )
        )  # fmt: skip
        for table in (self.leads, self.library):
            table.current_changed.connect(self._on_current_changed)
        self.leads.row_opened.connect(self._on_lead_opened)
        self.library.row_opened.connect(self._on_content_opened)
        self.sending, self.form = SendPanel(self), ContentForm(self)
        self.tracks, self.backs = TrackPanel(self), BackPanel(self, surroundings.clock)
        self.narrowing = PickPanel(self)
        self.narrowing.picked.connect(self._on_narrowed)
        self.sending.sent.connect(self._on_sent)
        self.form.saved.connect(self._on_saved)
        self.tracks.chosen.connect(self._on_track_chosen)
        self.backs.chosen.connect(self._on_back_chosen)
        self.files = Files(self, member_id)
        self.send_button = KeyButton("S", self.send, kind="primary", icon_name="send")
        self.add_button = KeyButton("N", self.add, kind="primary", icon_name="plus")
        self.export_button = KeyButton("E", self.export, kind="quiet", icon_name="file-export")
        self.answers_button = KeyButton(
            "I", self.files.ask_for_answers, kind="quiet", icon_name="file-import"
        )
        self._tables = QStackedWidget()
        self._lay_out()
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[NurtureHead]:
        member_id, until = self._member_id, end_of_day(self.surroundings.clock())
        return lambda db: nurture_head(db, member_id, until)

    @override
    def fill(self, answer: NurtureHead) -> None:
        self._head = answer
        self._name()
        self._say()
        self.actions_changed.emit()

    @override
    def first_focus(self) -> QWidget:
        return self._table().view

    @override
    def retranslate(self) -> None:
        self.send_button.setText(self.tr("Send"))
        self.add_button.setText(self.tr("Add to the library"))
        self.export_button.setText(self.tr("Export"))
        self.answers_button.setText(self.tr("Bring answers in"))
        self._name()
        self._say()
        self.leads.retranslate()
        self.library.retranslate()

    @override
    def search(self, text: str) -> None:
        self._text = text.strip()
        self._narrow()

    @override
    def open(self, target: Any) -> None:
        """Show a part: one of the leads, or the library."""
        if isinstance(target, Part):
            self.parts.choose(target.value)
        elif target == LIBRARY:
            self.parts.choose(LIBRARY)
        elif target is not None:
            self.leads.select_key(target)

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Nurture")
        shown = [
            Action(
                self.tr("Show: {part}").format(part=text),
                partial(self.parts.choose, key),
                str(at),
                "eye",
                group,
            )
            for at, (key, text) in enumerate(self._choices(), 1)
        ]
        rows = self._content_actions() if self._shows_library() else self._lead_actions()
        files = [
            Action(self.tr("Only one track…"), self.ask_which, "F", "filter", group),
            Action(self.tr("Export for a mail tool or WeChat…"), self.export, "E", "file-export", group),
            Action(self.tr("Bring answers in…"), self.files.ask_for_answers, "I", "file-import", group),
        ]
        return [*rows, *files, *shown, *self._table().table_actions()]

    def _lead_actions(self) -> list[Action]:
        group, lead = self.tr("Nurture"), self.leads.current_row()
        if lead is None:
            return []
        found = []
        if lead.step:
            found += [
                Action(self.tr("Send the next touch…"), self.send, "S", "send", group),
                Action(self.tr("Leave this step out"), self.skip, "N", "arrow-right", group),
            ]
        found.append(Action(self.tr("Change the track…"), self.ask_track, "T", "switch-horizontal", group))
        if lead.track:
            found.append(Action(self.tr("Send nothing more"), self.stop, "H", "player-stop", group))
        if self._works_leads():
            found.append(Action(self.tr("Bring back on a day…"), self.ask_day, "B", "calendar", group))
        return found

    def _content_actions(self) -> list[Action]:
        if not self._keeps_library():
            return []
        group = self.tr("Nurture")
        found = [Action(self.tr("Add to the library…"), self.add, "N", "plus", group)]
        if self.library.current_row() is not None:
            found += [
                Action(self.tr("Change…"), self.change, "C", "pencil", group),
                Action(self.tr("Take out of the library"), self.retire, "D", "trash", group),
            ]
        return found

    # What can be done with leads.

    def send(self) -> None:
        """Ask what is sent to the lead at hand."""
        lead = self.leads.current_row()
        if lead is not None and lead.step and not self._shows_library():
            self.background.ask(offer_for(lead, self._member_id), self._on_offer, question=self._asking)

    def skip(self) -> None:
        """Leave the next step of the lead at hand out."""
        lead = self.leads.current_row()
        if lead is not None and lead.step:
            self.background.submit(
                SkipTouch(lead_id=lead.lead_id, track=lead.track, step=lead.step),
                done=self._telling(self.tr("Left out: the next step counts from now")),
            )

    def stop(self) -> None:
        """Send the lead at hand nothing more; undo puts it back on its track, from its beginning."""
        lead = self.leads.current_row()
        if lead is not None and lead.track:
            undo = partial(self.background.submit, ChooseTrack(lead_id=lead.lead_id, track=lead.track))
            text = self.tr("{name} is sent nothing more").format(name=lead.name)
            self.background.submit(
                ChooseTrack(lead_id=lead.lead_id, track=None), done=self._telling(text, undo=undo)
            )

    def ask_track(self) -> None:
        """Ask on which track the lead at hand goes on."""
        lead = self.leads.current_row()
        if lead is not None and self._head is not None:
            self.tracks.ask_for(lead, [(key, titled(titles)) for key, titles in self._head.tracks])

    def ask_day(self) -> None:
        """Ask when the lead at hand is back in the queue."""
        lead = self.leads.current_row()
        if lead is not None and self._works_leads():
            self.backs.ask_for(lead)

    def ask_which(self) -> None:
        """Ask of which track the leads are shown."""
        if self._head is not None and not self._shows_library():
            options = [Option(ALL, self.tr("All tracks"))]
            options += [Option(key, titled(titles)) for key, titles in self._head.tracks]
            self.narrowing.ask(
                self.tr("Show leads of which track?"),
                options,
                send=self.tr("Show"),
                picked=self._track or ALL,
            )

    def export(self) -> None:
        """Ask what the leads shown are exported for."""
        part = Part(self.parts.key()) if not self._shows_library() else Part.DUE
        self.files.ask_to_export(NurtureWhere(part, self._text, self._track))

    # What can be done with the library.

    def add(self) -> None:
        """Ask for something new."""
        if self._keeps_library() and self._head is not None:
            self.form.ask_for(None, *self._lists())

    def change(self) -> None:
        """Ask what is changed."""
        content = self.library.current_row()
        if content is not None and self._keeps_library() and self._head is not None:
            self.form.ask_for(content, *self._lists())

    def retire(self) -> None:
        """Take what is at hand out of the library."""
        content = self.library.current_row()
        if content is not None and self._keeps_library():
            text = self.tr("Taken out: {title}").format(title=content.title)
            self.background.submit(RetireContent(content_id=content.content_id), done=self._telling(text))

    # What comes back.

    def _on_offer(self, offer: Offer) -> None:
        self.sending.ask_for(offer)

    @Slot(object, str, str, str)
    def _on_sent(self, command: Any, way: str, text: str, link: str) -> None:
        if way != Way.MAIL:
            QGuiApplication.clipboard().setText(text)
        if link:
            self._open_link(link)
        said = self.tr("Noted as sent")
        detail = "" if way == Way.MAIL else self.tr("The text is on the clipboard.")
        self.background.submit(command, done=self._telling(said, detail))

    @Slot(object)
    def _on_saved(self, command: Any) -> None:
        self.background.submit(command, done=self._telling(self.tr("Kept in the library")))

    @Slot(object)
    def _on_track_chosen(self, command: Any) -> None:
        self.background.submit(command, done=self._telling(self.tr("The track begins from now")))

    @Slot(object)
    def _on_back_chosen(self, command: Any) -> None:
        when = formats.moment(command.due_at, self.surroundings.clock())
        self.background.submit(
            command, done=self._telling(self.tr("Back in the queue {when}").format(when=when))
        )

    @Slot(object)
    def _on_lead_opened(self, lead: NurtureRow) -> None:
        self.lead_opened.emit(lead.lead_id)

    @Slot(object)
    def _on_content_opened(self, _content: ContentRow) -> None:
        self.change()

    @Slot()
    def _on_current_changed(self) -> None:
        lead = self.leads.current_row()
        self.send_button.setEnabled(lead is not None and bool(lead.step))
        self.actions_changed.emit()

    @Slot(str)
    def _on_narrowed(self, key: str) -> None:
        self._track = "" if key == ALL else key
        self._narrow()
        self._say()

    @Slot(str)
    def _on_part_chosen(self, key: str) -> None:
        self._tables.setCurrentWidget(self.library if key == LIBRARY else self.leads)
        self._narrow()
        self._say()
        self._table().view.setFocus()
        self.actions_changed.emit()

    # Inside.

    def _telling(
        self, text: str, detail: str = "", *, undo: Callable[[], object] | None = None
    ) -> Callable[[object], None]:
        return partial(self._tell, text, detail, undo)

    def _tell(self, text: str, detail: str, undo: Callable[[], object] | None, _done: object) -> None:
        self.surroundings.toasts.say(text, detail, undo=undo)

    def _narrow(self) -> None:
        if self._shows_library():
            self.library.show_filter(self._text)
        else:
            part = Part(self.parts.key() or Part.DUE)
            self.leads.show_filter(NurtureWhere(part, self._text, self._track))

    def _shows_library(self) -> bool:
        return self.parts.key() == LIBRARY

    def _table(self) -> RowsTable[Any, Any]:
        return self.library if self._shows_library() else self.leads

    def _works_leads(self) -> bool:
        return self._head is not None and self._head.role in SDR_ROLES

    def _keeps_library(self) -> bool:
        return self._head is not None and self._head.role in LIBRARIANS

    def _lists(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        lists = (self._head.personas, self._head.reasons) if self._head is not None else ((), ())
        personas, reasons = ([(key, titled(titles)) for key, titles in one] for one in lists)
        return personas, reasons

    def _choices(self) -> list[tuple[str, str]]:
        return [
            (Part.DUE.value, self.tr("Due")), (Part.AHEAD.value, self.tr("Ahead")),
            (Part.RESTING.value, self.tr("At rest")), (LIBRARY, self.tr("Library")),
        ]  # fmt: skip

    def _name(self) -> None:
        if self._head is not None:
            named = (*self._head.personas, *self._head.reasons)
            self._names.update({key: titled(titles) for key, titles in named})
            self._names.update({f"{TRACK}{key}": titled(titles) for key, titles in self._head.tracks})

    def _say(self) -> None:
        counts = dict(self._head.counts) if self._head is not None else {}
        found = {part.value: count for part, count in counts.items()}
        if self._head is not None:
            found[LIBRARY] = self._head.shelved
        choices = [
            (key, f"{text}  {formats.number(found[key])}" if key in found else text)
            for key, text in self._choices()
        ]
        self.parts.show_choices(self.tr("What is shown"), choices, self.parts.key() or Part.DUE.value)
        is_library = self._shows_library()
        self.send_button.setVisible(not is_library)
        self.add_button.setVisible(is_library and self._keeps_library())
        track = "" if is_library else self._names.get(f"{TRACK}{self._track}", "")
        only = self.tr("Only the track {track}: F shows the others.").format(track=track) if track else ""
        self.said.setText(only or self._explained())

    def _explained(self) -> str:
        match self.parts.key():
            case Part.AHEAD:
                return self.tr("Their next touch is due on a later day.")
            case Part.RESTING:
                return self.tr(
                    "Nothing is proposed: all was sent, or they are left in peace. T puts one on another track."
                )
            case key if key == LIBRARY:
                return self.tr("What fits a lead best is offered first when its next touch is sent.")
            case _:
                return self.tr(
                    "The track follows from why a lead left and whom you talk to. An answer, a request, the score or a"
                    " day you set brings it back to the queue."
                )

    def _no_leads(self) -> Emptiness:
        if self._text or self._track:
            return Emptiness(
                self.tr("No lead in nurture fits"), self.tr("Try fewer words, or all tracks."), "search"
            )
        if self.parts.key() == Part.DUE:
            return Emptiness(
                self.tr("No touch is due today"),
                self.tr("2 shows what is due on later days."),
                "circle-check",
            )
        return Emptiness(
            self.tr("Nobody here"), self.tr("Leads that did not pass come here by themselves."), "mail"
        )

    def _no_content(self) -> Emptiness:
        if self._text:
            return Emptiness(self.tr("Nothing in the library fits"), self.tr("Try fewer words."), "search")
        return Emptiness(
            self.tr("The library is empty"),
            self.tr("Add cases, white papers, events and videos: marketing and the team lead keep it."), "book",
        )  # fmt: skip

    def _lay_out(self) -> None:
        for table in (self.leads, self.library):
            self._tables.addWidget(table)
        top = row(
            self.parts,
            None,
            self.answers_button,
            self.export_button,
            self.send_button,
            self.add_button,
            gap=10,
        )
        whole = column(top, self.said, gap=10, margin=(24, 16, 24, 20))
        whole.addWidget(boxed(column(self._tables, margin=(1, 4, 1, 6)), "card"), 1)
        self.body.setLayout(whole)
