"""A keyring for tests: never the one of the person testing."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest

from app.services.demo.keyring_in_memory import KeyringInMemory as MemoryKeyring

__all__ = ["MemoryKeyring", "memory_keyring"]


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    """A keyring that takes whatever it is given."""
    before, ours = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)
