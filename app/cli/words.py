"""The words of a call: a parser that names the nearest word it knows, and people's words for bad arguments."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from app.errors import BadArgument
from app.services.catalogue import BY_KIND

_UNKNOWN_FIELD = re.compile(r"unknown field `([^`]*)`")


class WordsParser(argparse.ArgumentParser):
    """A parser whose refusal of a word ends in the nearest one it knows."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        known = None if action.choices is None else [str(choice) for choice in action.choices]
        if known is not None and value not in known:
            message = f"{value!r} is not known; the nearest is {nearest(str(value), known)!r}"
            raise argparse.ArgumentError(action, f"{message} (known: {', '.join(known)})")

    def known_options(self) -> list[str]:
        """Return the options this parser takes, with their dashes."""
        return [option for action in self._actions for option in action.option_strings]


def left_over(words: Sequence[str], options: Iterable[str]) -> str:
    """Say which words of a call mean nothing here."""
    first = words[0]
    if not first.startswith("-"):
        return f"{first!r} is one word too many"
    return f"there is no option {first!r}; the nearest is {nearest(first, options)!r}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like another."""
    return get_close_matches(word, list(known), n=1, cutoff=0.0)[0]


def bad_argument(error: BadArgument) -> str:
    """Say what is wrong with a command or an argument, and where."""
    at = str(error.place["at"])
    if error.kind not in BY_KIND:
        return f"{at[:1].upper()}{at[1:]}."
    unknown = _UNKNOWN_FIELD.search(at)
    # Which record inside the arguments a deeper path means is not told apart: only the command's own fields are.
    if unknown and " at `$" not in at:
        at += f"; the nearest is `{nearest(unknown[1], BY_KIND[error.kind].__struct_fields__)}`"
    return f"{error.kind}: {at}."
