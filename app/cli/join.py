"""``decile join``: a team's invitation becomes an encrypted profile with the first copy in it."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from app.cli.door import Exit, Subcommands, say, warn
from app.errors import Unavailable
from app.settings import profile_folder

if TYPE_CHECKING:
    from app.services.joining import Step
    from app.services.shared.invitation import Invitation

_SAID = {
    "signing_in": "signing in…",
    "making_profile": "making the profile…",
    "copying": "copying what is yours to see…",
}


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    one = subcommands.add_parser("join", help="join a team by the link of an invitation")
    one.add_argument("link", metavar="LINK", help="decile://join?… from the administrator; - reads it")
    one.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from standard input, and in a second line the new one where one is wanted",
    )
    one.add_argument(
        "--insecure-local",
        action="store_true",
        help="allow an invitation to a server on this very machine, without TLS",
    )
    one.set_defaults(run=_join)


def _join(args: argparse.Namespace) -> int:
    from app.services.joining import invited, join

    link = sys.stdin.readline() if args.link == "-" else args.link
    invitation = invited(link, is_local_allowed=args.insecure_local)
    password, new_password = _passwords(args, invitation)
    folder = profile_folder(args.profile)
    joined = join(folder, invitation, password, new_password=new_password, tell=_tell)
    hats = [{"name": hat.name, "role": hat.role.value} for hat in joined.hats]
    names = ", ".join(f"{hat['name']} ({hat['role']})" for hat in hats)
    say(
        args,
        {"profile": str(folder), "login": invitation.login, "members": hats, "leads": joined.leads},
        f"joined as {invitation.login}: {names}; leads here: {joined.leads}",
    )
    return Exit.DONE


def _passwords(args: argparse.Namespace, invitation: Invitation) -> tuple[str, str | None]:
    if args.password_stdin:
        given = [sys.stdin.readline().rstrip("\r\n") for _ in range(1 + invitation.is_first_password)]
        return given[0], given[1] if invitation.is_first_password else None
    password = getpass.getpass(f"Password of {invitation.login} at {invitation.host}: ")
    if not invitation.is_first_password:
        return password, None
    new = getpass.getpass("A new password of your own: ")
    if new != getpass.getpass("Once more: "):
        raise Unavailable("passwords_differ")
    return password, new


def _tell(step: Step) -> None:
    warn(_SAID[step.value])
