"""Invitations to the team of the tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo

from app.models.vocabulary import Role
from app.services.demo import certificates, postgres
from app.services.shared.founding import init
from app.services.shared.invitation import Invitation, certificates_in
from app.services.shared.logins import add_user
from tests.shared.team import Team

NEWCOMER, FIRST = "newcomer", "told by telephone"


def invitation_of(team: Team, login: str) -> Invitation:
    """Return the invitation of somebody of the team, to the plain server of the tests."""
    parts = conninfo.conninfo_to_dict(team.url)
    return Invitation(
        str(parts["host"]), int(str(parts["port"])), team.database, login, is_insecure_local=True
    )


def dead_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def tls_server(folder: Path, password: str) -> Iterator[tuple[Invitation, tuple[str, str]]]:
    """Run a server that ends TLS itself, with a team of one: Ada's invitation, and the operator's login and password."""
    binaries, made = postgres.of_the_system(), certificates.made()
    if binaries is None or made is None:
        pytest.skip("no PostgreSQL that speaks TLS on this machine, or no cryptography to make certificates")
    with postgres.running_server(binaries, made) as url:
        authority = folder / "authority.pem"
        authority.write_text(made.authority)
        with psycopg.connect(
            f"{url.replace('127.0.0.1', 'localhost')}?sslmode=verify-full&sslrootcert={authority}"
        ) as db:
            init(db, login="ada", name="Ada", password=password)
            operator = db.info.user, db.info.password
            invitation = Invitation("localhost", db.info.port, "postgres", "ada", certificates_in(authority))
        yield invitation, operator


@pytest.fixture
def newcomer(team: Team) -> Iterator[Team]:
    """The team with somebody new, whose login is gone afterwards."""
    with psycopg.connect(team.url) as db:
        add_user(db, NEWCOMER, name="Nora", roles=[Role.SDR], password=FIRST)
    yield team
    with psycopg.connect(team.url, autocommit=True) as db:
        db.execute(f"drop owned by {NEWCOMER}".encode())
        db.execute(f"drop role {NEWCOMER}".encode())
