"""Websites of a team: a login that may hand in leads by ``app.intake_web``, and do nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from app.models.vocabulary import Role
from app.services.shared.errors import SharedTrouble, explained
from app.services.shared.logins import acting_as_owner, check_login, let_in, make_role, member_of
from app.services.shared.roles import WEBSITE

CHANNEL = "website"
"""What the leads of a website came by, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class OpenedWebsite:
    """A website's login.

    Attributes:
        password: Where it was made up here; shown once and kept nowhere.
    """

    login: str
    channel: str
    password: str | None


def add_website(
    db: psycopg.Connection[Any],
    login: str,
    *,
    name: str,
    channel: str = CHANNEL,
    region: str | None = None,
    password: str | None = None,
) -> OpenedWebsite:
    """Open the door for a website; the caller commits. Given again, it changes channel, region and password.

    Its leads come in under the name of a member with the role of marketing, as whom nobody can sign in.

    Args:
        db: A connection of the operator.
        login: The website's login, no person's.
        name: Of the member.
        channel: Of its leads, as an import reads the word.
        region: ISO 3166 code for phones without a country code.
        password: Else one is made up.

    Raises:
        SharedTrouble: the login cannot be used, or is somebody's.
    """
    check_login(login)
    with acting_as_owner(db):
        if db.execute("select from app.sign_in where login = %s", (login,)).rowcount:
            raise SharedTrouble("login_taken", f"{login!r} is a person's login: a website has its own")
    given = make_role(db, login, password)
    with acting_as_owner(db):
        member_id = member_of(db, login, name, Role.MARKETING, is_first=True)
        values = {"login": login, "member_id": member_id, "channel": channel, "region": region}
        known = db.execute(
            "update app.web_door set channel = %(channel)s, region = %(region)s, is_open = true where login = %(login)s",
            values,
        ).rowcount
        if not known:
            db.execute(
                "insert into app.web_door (login, member_id, channel, region, is_open)"
                " values (%(login)s, %(member_id)s, %(channel)s, %(region)s, true)",
                values,
            )
    with explained(f"{login} cannot be let in"):
        db.execute(sql.SQL("grant {} to {}").format(sql.Identifier(WEBSITE), sql.Identifier(login)))
        let_in(db, login)
    return OpenedWebsite(login, channel, given)
