"""A team on a real PostgreSQL: adopted once from an embedded desk with a history, copied for each test that writes."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from app.services.shared.roles import CLIENT, GROUPS, OWNER, WEBSITE
from tests.postgres import EXISTING_SERVER, PostgresServer
from tests.shared.team import LOGINS, Team, build

_FOUNDED: dict[str, Team] = {}
"""Founded once for all folders of tests that ask for it, by server."""


@pytest.fixture(scope="session")
def founded_team(pg_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """The team as it was adopted; nobody writes into it."""
    if pg_server.url in _FOUNDED:
        yield _FOUNDED[pg_server.url]
        return
    url = pg_server.fresh_database()
    try:
        _FOUNDED[pg_server.url] = build(tmp_path_factory.mktemp("team"), url)
        yield _FOUNDED[pg_server.url]
    finally:
        _clear_up(pg_server, [url])


@pytest.fixture(scope="session")
def copy_team(pg_server: PostgresServer, founded_team: Team) -> Iterator[Callable[[], Team]]:
    """A function that gives a copy of the team's database to write into."""
    made: list[str] = []

    def copy() -> Team:
        with psycopg.connect(pg_server.url, autocommit=True) as db:
            name = f"{founded_team.database}_{secrets.token_hex(3)}"
            db.execute(
                sql.SQL("create database {} template {}").format(
                    sql.Identifier(name), sql.Identifier(founded_team.database)
                )
            )
            # What is granted on a database does not come with its template.
            db.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
            who = sql.SQL(", ").join(map(sql.Identifier, LOGINS))
            db.execute(sql.SQL("grant connect on database {} to {}").format(sql.Identifier(name), who))
        made.append(f"{pg_server.url.rpartition('/')[0]}/{name}")
        return founded_team.at(made[-1])

    yield copy

    _clear_up(pg_server, made)


@pytest.fixture
def team(copy_team: Callable[[], Team]) -> Team:
    """A copy of the team for one test."""
    return copy_team()


@pytest.fixture(scope="module")
def shared_team(copy_team: Callable[[], Team]) -> Team:
    """A copy of the team for the tests of one file, which leave each other's leads alone."""
    return copy_team()


def _clear_up(server: PostgresServer, databases: list[str]) -> None:
    """Take everything away again from a server that outlives the tests; their own goes as a whole, and sooner."""
    if EXISTING_SERVER not in os.environ:
        return
    for url in databases:
        server.drop_database(url)
    with psycopg.connect(server.url, autocommit=True) as db:
        for role in (*LOGINS, *GROUPS, CLIENT, WEBSITE, OWNER):
            with contextlib.suppress(psycopg.errors.DependentObjectsStillExist):
                db.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(role)))
