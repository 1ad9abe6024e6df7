"""What an import must know of the playbook in force and of the team: stages, channels, people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from app.models.people import Member
from app.models.playbook import Channel, Stage
from app.models.vocabulary import REP_ROLES, SDR_ROLES, Milestone, StageKind
from app.services.intake.stage_words import KnownStage, StageBook
from app.services.limits import current_version
from app.services.playbook.channels import channel_word, channels_by_word
from app.services.playbook.check import load
from app.services.playbook_reading import current_document

_PASSED_OVER = frozenset({Milestone.MAL, Milestone.MQL})
"""Milestones whose stage nobody enters by a date alone: an MQL waits for a decision that no file brings."""


@dataclass(frozen=True, slots=True)
class ImportBook:
    """The playbook and the team as an import sees them."""

    stages: tuple[KnownStage, ...]
    channels: Mapping[str, str]
    """Word in normal form to channel key."""
    met_channels: frozenset[str]
    """Keys of channels that stand in the playbook or were met in an earlier file."""
    owners: Mapping[str, str]
    """Login or normal form of the name of who may own leads, to the normal form of the name."""
    reps: Mapping[str, str]
    """The same of sales reps."""
    milestone_of_stage: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    """IANA name of the team's time zone: a file's times without a zone are meant there, as reports count."""

    def stage_book(self) -> StageBook:
        """Return what finds a stage by a word."""
        return StageBook(self.stages)

    def channel(self, text: str) -> str:
        """Return the channel key of a word; a new word is its own key, blank stays blank."""
        word = channel_word(text)
        return self.channels.get(word, word)

    def new_channels(self, words: Iterable[str]) -> list[str]:
        """Return the keys among words that would be new channels, each once."""
        keys = dict.fromkeys(self.channel(word) for word in words)
        return [key for key in keys if key and key not in self.met_channels]

    def stage_reached(self, milestones: Iterable[str], *, is_lost: bool) -> str:
        """Return the stage that dates of past milestones put a lead in; "" where they leave it at the first.

        A deal that was won is no new lead to call; one that is only dated as MQL is, since the decision
        an MQL waits for is not in a file.
        """
        if is_lost:
            return next((stage.key for stage in self.stages if stage.kind == StageKind.LOST), "")
        order = list(Milestone)
        reached = {Milestone(name) for name in milestones} - _PASSED_OVER
        for milestone in sorted(reached, key=order.index, reverse=True):
            for stage in self.stages:
                if stage.milestone == milestone and stage.kind in {StageKind.OPEN, StageKind.WON}:
                    return stage.key
        return ""


def read_book(db: Connection) -> ImportBook:
    """Read the playbook in force and the people of the team."""
    stages = tuple(
        KnownStage(row.key, row.kind, row.milestone, tuple(filter(None, (row.title_zh, row.title_en))))
        for row in db.execute(
            select(Stage.key, Stage.kind, Stage.milestone, Stage.title_zh, Stage.title_en)
            .where(Stage.version == current_version())
            .order_by(Stage.position, Stage.key)
        )
    )
    document = load(current_document(db).text)
    channels = document.channels
    met = db.execute(select(Channel.key)).scalars()
    members = db.execute(
        select(Member.name_key, Member.login, Member.role).order_by(Member.created_at, Member.id)
    ).all()
    return ImportBook(
        stages=stages,
        channels=channels_by_word(channels),
        met_channels=frozenset({*(channel.key for channel in channels), *met}),
        owners=_named([(row.name_key, row.login) for row in members if row.role in SDR_ROLES]),
        reps=_named([(row.name_key, row.login) for row in members if row.role in REP_ROLES]),
        milestone_of_stage={stage.key: stage.milestone for stage in stages if stage.milestone},
        zone=document.calendar.time_zone,
    )


def _named(members: list[tuple[str, str]]) -> dict[str, str]:
    """Let a name win over a login that reads the same."""
    by_login = {login.casefold(): key for key, login in reversed(members)}
    return by_login | {key: key for key, _ in members}
