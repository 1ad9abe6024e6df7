"""The demonstration of a team: its year in a real PostgreSQL on this machine, and three people's joined profiles."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import conninfo, sql

from app.clock import Clock, system_clock
from app.errors import Unavailable
from app.models.vocabulary import Role
from app.services.demo import certificates, postgres
from app.services.demo.build import build
from app.services.demo.certificates import Certificates
from app.services.founding import Hat, hats
from app.services.joining import join
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.shared.founding import adopt
from app.services.shared.invitation import Invitation, certificates_in
from app.services.shared.logins import open_login

DATABASE = "team"
CAST = (Role.SDR, Role.REP, Role.TEAM_LEAD)
"""Whose windows stand side by side."""


@dataclass(frozen=True, slots=True)
class Player:
    """One of the team, with a desk of their own.

    Attributes:
        folder: Their profile, encrypted and joined.
    """

    role: Role
    name: str
    folder: Path


@contextmanager
def team_of_three(
    folder: Path,
    language: str,
    *,
    clock: Clock = system_clock,
    story: Callable[[Database, str, Clock], UUID] | None = None,
) -> Iterator[Sequence[Player]]:
    """Start a server, fill it with the team's year, let three people join it, and clear up at the end.

    The keyring that is set takes their passwords and keys. Where the machine has a PostgreSQL that speaks TLS,
    the desks reach it over TLS, verified by an authority made on the spot; the wheel's speaks none.

    Args:
        folder: Where the profiles shall lie; the caller removes it.
        language: ``zh`` or ``en``.
        clock: Of the story, and of all desks.
        story: Fills an empty database and returns the SDR of the three; else the demonstration's year.

    Raises:
        Unavailable: ``postgres_missing``, ``postgres_not_started``.
    """
    binaries, made = postgres.of_the_system(), certificates.made()
    if binaries is None or made is None:
        binaries, made = postgres.wheel(), None
    if binaries is None:
        raise Unavailable("postgres_missing")
    with postgres.running_server(binaries, made) as url:
        connection = _connection(url, folder, made)
        with psycopg.connect(conninfo.make_conninfo(**connection), autocommit=True) as db:
            db.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
        chosen, passwords = _filled(
            folder, connection | {"dbname": DATABASE}, language, clock, story or _year
        )
        authorities = certificates_in(folder / "authority.pem") if made is not None else ()
        players = []
        for hat in chosen:
            invitation = Invitation(
                "localhost" if made is not None else "127.0.0.1", int(connection["port"]), DATABASE, hat.login,
                authorities, is_insecure_local=made is None,
            )  # fmt: skip
            player = Player(hat.role, hat.name, folder / hat.login)
            join(player.folder, invitation, passwords[hat.login], clock=clock)
            players.append(player)
        yield players


def _connection(url: str, folder: Path, made: Certificates | None) -> dict[str, str]:
    """Return how the operator reaches the server."""
    parts = {name: str(value) for name, value in conninfo.conninfo_to_dict(url).items()}
    if made is None:
        return parts
    authority = folder / "authority.pem"
    authority.write_text(made.authority, encoding="ascii")
    return parts | {"host": "localhost", "sslmode": "verify-full", "sslrootcert": str(authority)}


def _filled(
    folder: Path,
    connection: dict[str, str],
    language: str,
    clock: Clock,
    story: Callable[[Database, str, Clock], UUID],
) -> tuple[list[Hat], dict[str, str]]:
    """Let the team live its year, bring it into the shared database, and open three logins."""
    with closing(Database(folder / "story.db")) as database:
        with database.altering() as here:
            schema.create_all(here)
        me = story(database, language, clock)
        with psycopg.connect(conninfo.make_conninfo(**connection)) as db, database.read() as here:
            known = hats(here)
            adopt(db, here, login="operator", password=secrets.token_urlsafe())
            sdr = next(hat for hat in known if hat.member_id == me)
            chosen = [sdr, *(next(hat for hat in known if hat.role is role) for role in CAST[1:])]
            passwords = {hat.login: secrets.token_urlsafe() for hat in chosen}
            for hat in chosen:
                open_login(db, hat.login, [hat.member_id], password=passwords[hat.login])
    return chosen, passwords


def _year(database: Database, language: str, clock: Clock) -> UUID:
    return build(database, ChangeFeed(), language, clock=clock).member_id
