"""An administrator keeps the team's people from a joined desk: with the operator's login, typed once, held in memory.

No member of the team may make logins, not even an administrator: nothing in the shared database could then make
anybody somebody else. Whoever keeps people signs in to the same server as its operator for that, verified as for
their own desk, and only for as long as each step takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from app.errors import RuleViolation, Unavailable
from app.models.vocabulary import Role
from app.services.shared import people_keeping
from app.services.shared.errors import SharedTrouble
from app.services.shared.people_keeping import Handed
from app.services.sync.account import Account, account_of, sign_in, trouble_of

IDLE_S = 15 * 60
"""Unused for so long, the operator's login is forgotten: whoever sits down next is asked for it."""
_OUTSIDE = {
    "bad_login": "bad_login",
    "login_taken": "server_login_taken",
    "login_too_powerful": "login_too_powerful",
    "not_permitted": "not_operator",
    "no_hat_left": "no_hat_left",
    "not_installed": "no_team_database",
    "not_reachable": "server_unreachable",
    "server_busy": "server_busy",
    "server_full": "server_busy",
    "server_starting": "server_busy",
    "unknown_login": "unknown_login",
}
"""What the operator's steps fail of, by the codes a person reads a sentence for; any other is one of the rules'."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What an administrator passes on to somebody who is let in: the two go by different ways.

    Attributes:
        link: The invitation: server, database, login and certificate, no secret.
        password: Opens the login once, for joining; shown once, kept nowhere.
    """

    name: str
    login: str
    link: str
    password: str


class TeamKeeper:
    """The operator's hand of one administrator, as long as they sit here; every step runs off the window's thread."""

    def __init__(self, folder: Path, by: UUID, seconds: Callable[[], float] = time.monotonic) -> None:
        """Describe it.

        Args:
            folder: The joined profile: the same server, proved by the same certificate.
            by: The administrator, in whose name the rules are asked.
            seconds: A clock that nobody moves.
        """
        self._folder, self._by, self._seconds = folder, by, seconds
        self._operator: tuple[str, str] | None = None
        self._used_at = 0.0

    @property
    def is_signed_in(self) -> bool:
        """Whether the operator's login was typed in this sitting, and used a short while ago."""
        if self._seconds() - self._used_at > IDLE_S:
            self.forget()
        return self._operator is not None

    def host(self) -> str:
        """Return where the shared database is; reads the profile."""
        return self._account().host

    def sign_in(self, login: str, password: str) -> None:
        """Prove the operator's login and hold it in memory.

        Raises:
            Unavailable: the server cannot be reached or does not let it in; or it may not keep people
                (``not_operator``).
        """
        with self._connected(login, password) as db:
            people_keeping.check_operator(db)
        self._operator, self._used_at = (login, password), self._seconds()

    def forget(self) -> None:
        """Hold the operator's login no longer."""
        self._operator = None

    def add_person(self, login: str, name: str, roles: Sequence[Role], team: str | None) -> HandedOut:
        """Let somebody in who was never here."""
        return self._handed(
            name,
            lambda db: people_keeping.add_person(db, login, name=name, roles=roles, team=team, by=self._by),
        )

    def invite_again(self, person_id: UUID, name: str) -> HandedOut:
        """Give somebody another first password."""
        return self._handed(name, lambda db: people_keeping.invite_again(db, person_id, by=self._by))

    def reopen(self, person_id: UUID, name: str) -> HandedOut:
        """Let somebody in again who had left."""
        return self._handed(name, lambda db: people_keeping.reopen_person(db, person_id, by=self._by))

    def set_hats(self, person_id: UUID, roles: Sequence[Role]) -> None:
        """Let somebody work in these roles and no other."""
        with self._operating() as db:
            people_keeping.set_hats(db, person_id, roles, by=self._by)

    def close(self, person_id: UUID) -> int:
        """Let somebody in no more; return how many sessions were ended."""
        with self._operating() as db:
            return people_keeping.close_person(db, person_id, by=self._by)

    def _handed(self, name: str, act: Callable[[psycopg.Connection[Any]], Handed]) -> HandedOut:
        with self._operating() as db:
            handed = act(db)
        invitation = replace(self._account().invitation, login=handed.login, is_first_password=True)
        return HandedOut(name, handed.login, invitation.link(), handed.password)

    def _account(self) -> Account:
        account = account_of(self._folder)
        if account is None:
            raise AssertionError("only a joined desk keeps a team's people")
        return account

    @contextmanager
    def _operating(self) -> Iterator[psycopg.Connection[Any]]:
        if not self.is_signed_in or self._operator is None:
            raise Unavailable("operator_needed")
        self._used_at = self._seconds()
        try:
            with self._connected(*self._operator) as db:
                yield db
        except Unavailable as trouble:
            if trouble.code == "login_wrong":
                self.forget()  # changed meanwhile: it is asked for once more
            raise

    @contextmanager
    def _connected(self, login: str, password: str) -> Iterator[psycopg.Connection[Any]]:
        """Give a connection of the operator in one transaction; what fails is told as a person reads it."""
        mine = self._account()
        operator = replace(mine, invitation=replace(mine.invitation, login=login, is_first_password=False))
        with closing(sign_in(operator, password)) as db:
            try:
                with db.transaction():
                    yield db
            except SharedTrouble as trouble:
                raise _told(trouble, operator) from trouble
            except psycopg.Error as error:
                raise trouble_of(error, operator) from error


def _told(trouble: SharedTrouble, operator: Account) -> RuleViolation | Unavailable:
    code = _OUTSIDE.get(trouble.code)
    if code is None:
        return RuleViolation(trouble.code)
    return Unavailable(code, host=operator.host, login=operator.login)
