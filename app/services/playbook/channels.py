"""Words for channels as files write them, and the channel each stands for (spec section 4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.services.playbook.document import Channel

_GAPS = re.compile(r"[\s_]+")


def channel_word(text: str) -> str:
    """Return the normal form of a channel's name; it is also the key of a new channel.

    Width, case, underscores and runs of blanks do not tell channels apart: ``Paid_Search``
    is ``paid search``.  An empty text stays empty, which is not ``unknown``.
    """
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def channels_by_word(channels: Iterable[Channel]) -> dict[str, str]:
    """Return the channel key for each word that stands for it: key, titles and synonyms."""
    return {word: channel.key for channel in channels for word in words_of(channel)}


def words_of(channel: Channel) -> set[str]:
    """Return every word of one channel in normal form."""
    words = (channel.key, channel.title.zh, channel.title.en, *channel.synonyms)
    return {channel_word(word) for word in words} - {""}
