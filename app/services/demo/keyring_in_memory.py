"""A keyring that forgets when the program ends: a demonstration leaves nothing in the person's own."""

from __future__ import annotations

import keyring
import keyring.backend
from keyring.errors import PasswordDeleteError


class KeyringInMemory(keyring.backend.KeyringBackend):
    """Keeps passwords for as long as the program runs."""

    # Not chosen by itself, among the system's keyrings: only where it is set.
    priority = 0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own has no annotations
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


def use_memory() -> None:
    """Let this program, and only it, keep its secrets in memory."""
    keyring.set_keyring(KeyringInMemory())
