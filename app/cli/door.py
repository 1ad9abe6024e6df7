"""What every subcommand shares: the profile it works on, how it prints, how it ends."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, Protocol
from uuid import UUID

from app.cli.words import bad_argument
from app.errors import AppError, BadArgument
from app.models.vocabulary import Role
from app.services.founding import Hat, hats
from app.services.profile import OpenedProfile, open_profile
from app.services.workspace import Workspace
from app.settings import profile_folder


class Exit(IntEnum):
    """Exit status of every subcommand."""

    DONE = 0
    REFUSED = 1
    """Refused, or nothing done; the reason is on standard error."""
    USAGE = 2


class Subcommands(Protocol):
    """Where a group of subcommands adds its parsers."""

    def add_parser(self, name: str, **kwargs: Any) -> argparse.ArgumentParser:
        """Add one subcommand."""


type Run = Callable[[argparse.Namespace], int]


class Usage(Exception):
    """The words of the call do not fit; ends with status 2."""


@contextmanager
def profile_of(args: argparse.Namespace) -> Iterator[OpenedProfile]:
    """Open the profile, founding it for the person at this machine where it is empty."""
    opened = open_profile(profile_folder(args.profile), passphrase=os.environ.get("DECILE_PASSPHRASE"))
    try:
        if opened.workspace is None:
            opened.found(name=_person())
        if opened.opening.set_aside is not None:
            aside = opened.opening.set_aside
            print(f"the database was damaged; it is kept as {aside.kept_as}", file=sys.stderr)
        yield opened
    finally:
        opened.close()


@contextmanager
def workspace_of(args: argparse.Namespace) -> Iterator[Workspace]:
    """Open the profile's workspace, acting as ``--as`` says, else as the first SDR."""
    with profile_of(args) as opened:
        workspace = opened.workspace
        if workspace is None:
            raise AssertionError("a profile is founded when it is opened")
        workspace.member_id = acting(workspace, getattr(args, "as_login", None)).member_id
        yield workspace


def acting(workspace: Workspace, login: str | None, *, otherwise: Role = Role.SDR) -> Hat:
    """Return the member a subcommand acts as.

    Raises:
        Usage: nobody has that login.
    """
    known = workspace.read(hats)
    if login is None:
        return next((hat for hat in known if hat.role is otherwise), known[0])
    for hat in known:
        if hat.login == login:
            return hat
    raise Usage(f"nobody here signs in as {login!r}; known: {', '.join(hat.login for hat in known)}")


def say(args: argparse.Namespace, data: Any, text: str | None = None) -> None:
    """Print one JSON document with ``--json``, else ``text``."""
    if args.json or text is None:
        print(json.dumps(data, ensure_ascii=False, indent=None if args.json else 2, default=_plain))
    else:
        print(text)


def refuse(args: argparse.Namespace, code: str, message: str, **more: Any) -> int:
    """Say why nothing was done and return the status for it."""
    if args.json:
        print(
            json.dumps(
                {"ok": False, "why": code, "message": message, **more}, ensure_ascii=False, default=_plain
            )
        )
    print(message, file=sys.stderr)
    return Exit.REFUSED


def warn(message: str) -> None:
    """Say something beside the answer, on standard error."""
    print(message, file=sys.stderr)


def message_of(error: AppError) -> str:
    """Return the English sentence for an error."""
    if isinstance(error, BadArgument):
        return bad_argument(error)
    # The sentences live with the views; only a refusal pays for loading them.
    from app.views.refusals import sentence

    return sentence(error)


def table(rows: list[dict[str, Any]], columns: list[str]) -> str:
    """Return rows as text in columns, for a person at a terminal."""
    cells = [columns, *([_cell(row.get(column)) for column in columns] for row in rows)]
    widths = [max(len(line[index]) for line in cells) for index in range(len(columns))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _person() -> str:
    try:
        return getpass.getuser().capitalize()
    except OSError:
        return "Decile"
