"""Opening a profile: from a folder to a workspace, whatever state the files in it are in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Event
from uuid import UUID

from sqlalchemy import select, update

from app.clock import Clock, from_micros, system_clock
from app.errors import Unavailable
from app.models.desk import OutboxEntry
from app.models.vocabulary import Role, Topic
from app.services import founding
from app.services.calendar_rows import WHO_KEEPS_CALENDARS
from app.services.calendar_upkeep import due_calendars
from app.services.erasing_files import is_sweep_due, sweep
from app.services.kernel import outbox, schema
from app.services.kernel.changes import ChangeFeed, Changes
from app.services.kernel.database import Database
from app.services.kernel.driver import Stopped, peek
from app.services.kernel.profile_lock import ProfileLock
from app.services.limits import current_version
from app.services.remembering import forget, remembered
from app.services.safekeeping import backups, damage, encryption, places
from app.services.safekeeping.damage import SetAside
from app.services.safekeeping.rescue import OFFERS_WAIT, OfferedAgain, has_offers, offer_again
from app.services.workspace import Workspace

TURNS, TURN_MS = 25, 200
"""How often and how long to wait for another program that has the profile open."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What happened while a profile was opened, for the person to know.

    Attributes:
        is_new: The database was made just now.
        set_aside: A damaged database was replaced.
        offered: What became of the commands a damaged database still held.
        upgraded_from: Number of the revision the file had; ``None`` where it was up to date.
        backed_up_as: The backup made before the upgrade.
    """

    is_new: bool = False
    set_aside: SetAside | None = None
    offered: OfferedAgain | None = None
    upgraded_from: int | None = None
    backed_up_as: Path | None = None


@dataclass(frozen=True, slots=True)
class Care:
    """What the first minute after opening found and did.

    Attributes:
        damage: What is wrong with the file; the next opening sets it aside. Empty where it is whole.
        backup: The backup made; ``None`` where nothing changed since the last, or the file is damaged.
        is_calendar_renewed: The team's calendar was given another year, or holidays announced meanwhile.
    """

    damage: tuple[str, ...]
    backup: Path | None
    is_calendar_renewed: bool = False


class OpenedProfile:
    """A profile in use by this program, beside others perhaps.

    Attributes:
        workspace: ``None`` until somebody has founded it, or the first copy of a team's database is here.
        is_joined: Whether it is one desk of a team, its database a copy of what the person may see.
        opening: What happened while it was opened.
    """

    def __init__(
        self, folder: Path, database: Database, lock: ProfileLock, opening: Opening, clock: Clock
    ) -> None:
        self.folder, self.database, self.opening, self.clock = folder, database, opening, clock
        self.feed = ChangeFeed()
        self.workspace: Workspace | None = None
        self.is_joined = (folder / places.ACCOUNT).exists()
        self._lock = lock
        self._leaving = Event()
        self._calendars_seen: tuple[int | None, date] | None = None

    def found(
        self, *, name: str, playbook: str = "twelve-stage", hats: Sequence[Role] = founding.HATS
    ) -> Workspace:
        """Make it the workspace of one person wearing every hat.

        Raises:
            Unavailable: it belongs to a team, whose database is not here yet (``copy_missing``).
        """
        if self.is_joined:
            raise Unavailable("copy_missing")
        self.workspace = founding.found(
            self.database, self.feed, name=name, playbook=playbook, hats=hats, clock=self.clock
        )
        self.workspace.member_id = _hat(self.database, None) or self.workspace.member_id
        return self.workspace

    def enter(self, hat: UUID | None = None) -> None:
        """Make the workspace of whoever may act here; there is none where nobody may."""
        member_id = _hat(self.database, hat, is_joined=self.is_joined)
        if member_id is not None:
            self.workspace = self.workspace_as(member_id)

    def workspace_as(self, member_id: UUID) -> Workspace:
        """Return a workspace of somebody whose first copy is perhaps still to come."""
        return Workspace(self.database, self.feed, member_id, self.clock, is_joined=self.is_joined)

    def take_care(self) -> Care:
        """Check every page, back up what changed, keep the calendar ahead; once after each start.

        Takes seconds, half a minute for a million leads: not for the window's thread, nor for a lane in which
        somebody waits.

        Raises:
            Unavailable: the backup could not be written (``disk_full``…).
        """
        try:
            wrong = damage.check_in_use(self.database, self.folder, stops=self._leaving.is_set)
        except Stopped:
            return Care((), None)
        if wrong:
            return Care(tuple(wrong), None)
        if self.workspace is not None and self.workspace.read(is_sweep_due):
            # A person was erased, and the program ended before its files were done.
            sweep(self.database, self.folder, clock=self.clock)
        # A team's desk is a copy: what leaves the person's sight must not stay in backups.
        backup = None
        if not self.is_joined:
            backup = backups.back_up_if_changed(self.database, self.folder, clock=self.clock)
        return Care((), backup, is_calendar_renewed=self.renew_calendars())

    def hurry(self) -> None:
        """Let a ``take_care`` under way end early: the program is about to leave. Called from any thread."""
        self._leaving.set()

    def renew_calendars(self) -> bool:
        """Make the calendars what they should be, where a member of this desk keeps them; whether any changed.

        Takes half a second: not for the window's thread.
        """
        if self.workspace is None:
            return False
        # Other programs' writes ask for this again and again; only another playbook or day can change the answer.
        today = from_micros(self.clock()).date()
        seen = self.workspace.read(lambda db: db.execute(select(current_version())).scalar()), today
        if seen == self._calendars_seen:
            return False
        is_renewed = renew_calendars(self.workspace, today)
        self._calendars_seen = seen
        return is_renewed

    def tell_of_others(self) -> bool:
        """Tell listeners to reload if another program has written; asked every second or two.

        Never waits, but asks the file: not for the window's thread.

        Returns:
            Whether it has.
        """
        if not changed_elsewhere(self.database):
            return False
        self.feed.publish(Changes({topic: frozenset() for topic in Topic}))
        return True

    def close(self) -> None:
        """Close the database and leave the profile."""
        self.database.close()
        self._lock.release()


def renew_calendars(workspace: Workspace, today: date) -> bool:
    """Give the commands that make the calendars what they should be; whether there were any.

    They are given as a member of this desk who keeps calendars; without one, another desk gives them.
    """
    keepers = [hat for hat in workspace.read(founding.hats) if hat.role in WHO_KEEPS_CALENDARS]
    due = workspace.read(lambda db: due_calendars(db, today)) if keepers else []
    for command in due:
        workspace.execute(command, as_member=keepers[0].member_id)
    return bool(due)


def open_profile(
    folder: Path,
    *,
    clock: Clock = system_clock,
    key: bytes | None = None,
    passphrase: str | None = None,
    hat: UUID | None = None,
    keep_images: bool = False,
) -> OpenedProfile:
    """Open a profile: made if it is new, upgraded if it is old, replaced by its backup if it is damaged.

    Args:
        folder: Made if there is none.
        clock: Of the workspace, and for the names of files.
        key: 32 raw bytes, where the caller keeps the key himself.
        passphrase: Where the profile's key comes from one.
        hat: The member to act as; the first hat where nobody has that id.
        keep_images: Keep before-images, as a desk that shares its database must.

    Raises:
        Unavailable: ``passphrase_needed``, ``wrong_key``, ``key_not_in_keyring``, ``keyring_unavailable``,
            ``key_record_missing``, ``database_newer``, ``database_foreign``, ``profile_in_use``,
            ``folder_unusable``, ``disk_full``, ``database_read_only``, ``database_busy``…
    """
    with places.file_trouble(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and numbers of people are nobody else's
    lock = ProfileLock(folder)
    try:
        is_given = key is not None
        key = key if is_given else encryption.key_for(folder, passphrase=passphrase)
        opening = _made_ready(folder, lock, key=key, is_key_sure=not is_given, clock=clock)
        keep_images = keep_images or (folder / places.ACCOUNT).exists()
        database = Database(places.database_path(folder), key=key, keep_images=keep_images)
    except BaseException:
        lock.release()
        raise
    profile = OpenedProfile(folder, database, lock, opening, clock)
    try:
        _enter(profile, hat)
    except BaseException:
        profile.close()
        raise
    return profile


def changed_elsewhere(database: Database) -> bool:
    """Whether another program has written to the file since the last asking; never waits.

    The first asking only begins to watch. Not for the window's thread.
    """
    return database.changed_elsewhere()


def _made_ready(
    folder: Path, lock: ProfileLock, *, key: bytes | None, is_key_sure: bool, clock: Clock
) -> Opening:
    path = places.database_path(folder)

    def ready() -> Opening | None:
        is_whole = path.exists() and damage.damage_of(folder, key=key, is_key_sure=is_key_sure) is None
        return Opening() if is_whole else None

    def make() -> Opening:
        damage.finish_exchange(folder, clock=clock)
        why = damage.damage_of(folder, key=key, is_key_sure=is_key_sure)
        if why is not None:
            found = damage.set_aside(folder, why=why, key=key, clock=clock)
            return Opening(is_new=found.restored_from is None, set_aside=found)
        if path.exists():
            return Opening()
        _create(folder, key=key)
        return Opening(is_new=True)

    opening = _ready_or_made(lock, ready, make)
    return _upgraded(folder, lock, opening, key=key, clock=clock)


def _ready_or_made(
    lock: ProfileLock, ready: Callable[[], Opening | None], make: Callable[[], Opening]
) -> Opening:
    """Return what is ready, or make it while no other program is there.

    Another program may be making it just now, and stay: so this one asks again between short waits.
    """
    for turn in range(TURNS):
        if (opening := ready()) is not None:
            return opening
        try:
            with lock.alone(wait_ms=TURN_MS):
                return ready() or make()
        except Unavailable as trouble:
            if trouble.code != "profile_in_use" or turn == TURNS - 1:
                raise
    raise AssertionError("the last turn returns or raises")


def _create(folder: Path, *, key: bytes | None) -> None:
    """Make the database beside its place, so that an empty file in its place always means damage."""
    part = folder / places.PART
    places.remove_with_logs(part)
    try:
        with closing(Database(part, key=key)) as database:
            damage.create(database)
    except Unavailable:
        places.remove_with_logs(part)
        raise
    places.put_in_place(part, places.database_path(folder))


def _upgraded(
    folder: Path, lock: ProfileLock, opening: Opening, *, key: bytes | None, clock: Clock
) -> Opening:
    path = places.database_path(folder)

    def ready() -> Opening | None:
        return opening if _version(path, key) == schema.VERSION else None

    def make() -> Opening:
        with closing(Database(path, key=key)) as database:
            found = _version(path, key)
            backup = backups.back_up_before_upgrade(database, folder, clock=clock)
            damage.upgrade(database, found=found)
        return replace(opening, upgraded_from=found, backed_up_as=backup)

    return _ready_or_made(lock, ready, make)


def _version(path: Path, key: bytes | None) -> int:
    with closing(peek(path, key=key)) as raw:
        return schema.found_version(raw, path)


def _enter(profile: OpenedProfile, hat: UUID | None) -> None:
    with suppress(Unavailable):  # another program is writing just now: watching begins with the next asking
        profile.database.changed_elsewhere()
    if profile.is_joined:
        _send_offers(profile)
    profile.enter(hat)
    workspace = profile.workspace
    if workspace is not None and workspace.read(has_offers):
        profile.opening = replace(profile.opening, offered=offer_again(workspace))
        workspace.member_id = _hat(profile.database, hat) or workspace.member_id


def _send_offers(profile: OpenedProfile) -> None:
    """Let what a damaged file still held go to the shared database once more, which knows what it has already."""
    with profile.database.write() as db:
        if has_offers(db):
            db.execute(
                update(OutboxEntry).where(OutboxEntry.state == outbox.OFFERED).values(state=outbox.PENDING)
            )
            forget(OFFERS_WAIT)(db)
            forget(founding.CURSOR)(db)


def _hat(database: Database, wanted: UUID | None, *, is_joined: bool = False) -> UUID | None:
    with database.read() as db:
        if is_joined and remembered(founding.CURSOR)(db) is None:
            return None
        worn = [hat.member_id for hat in founding.hats(db)]
    if wanted in worn:
        return wanted
    return worn[0] if worn else None
