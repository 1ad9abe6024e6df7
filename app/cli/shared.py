"""``decile shared``: the team's PostgreSQL, made, brought up to date, and opened to people by its operator."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.cli import shared_recordings
from app.cli.door import Exit, Subcommands, profile_of, refuse, say, warn
from app.models.vocabulary import Role

_URL = "postgresql://OPERATOR@HOST/DATABASE; a superuser, or the database's owner with CREATEROLE"


def add(subcommands: Subcommands) -> None:
    """Add the subcommands."""
    top = subcommands.add_parser("shared", help="make and keep the database that a team shares")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    init = _verb(verbs, "init", "make an empty database the shared one of a team", _init)
    init.add_argument("--admin", metavar="LOGIN", required=True, help="login of the first administrator")
    init.add_argument("--name", metavar="NAME", help="their name; else the login")
    init.add_argument("--playbook", default="twelve-stage", help="the playbook to begin with")
    _password(init)
    _verb(verbs, "upgrade", "bring the shared database up to what this program needs", _upgrade)
    user = _verb(verbs, "add-user", "let somebody in", _add_user)
    user.add_argument("login", metavar="LOGIN")
    user.add_argument("--role", action="append", required=True, choices=[role.value for role in Role])
    user.add_argument("--name", metavar="NAME", help="their name; else the login")
    _password(user)
    leaver = _verb(verbs, "deactivate", "let somebody in no more; what they did stays", _deactivate)
    leaver.add_argument("login", metavar="LOGIN")
    invited = _verb(verbs, "invite", "print the link somebody joins with", _invite)
    invited.add_argument("login", metavar="LOGIN")
    invited.add_argument("--host", help="the server's name as its certificate has it; else that of URL")
    invited.add_argument("--ca", metavar="FILE", type=Path, help="certificate of the server's authority")
    invited.add_argument(
        "--insecure-local", action="store_true", help="a server on this very machine, without TLS"
    )
    invited.add_argument(
        "--password-once",
        action="store_true",
        help="the password they are told is for joining alone: they choose another",
    )
    website = _verb(verbs, "add-website", "let a website hand in leads, and nothing else", _add_website)
    website.add_argument("login", metavar="LOGIN")
    website.add_argument("--name", metavar="NAME", help="its name; else the login")
    website.add_argument("--channel", default="website", help="what its leads came by")
    website.add_argument("--region", metavar="CC", help="country of phones without a country code, as CN")
    _password(website)
    _verb(verbs, "take-in", "take in what websites handed in, by the rules of an import", _take_in)
    kept = _verb(verbs, "backup", "write the whole shared database into a file", _backup)
    kept.add_argument("file", metavar="FILE", type=Path)
    back = _verb(verbs, "restore", "fill an empty database from such a file", _restore)
    back.add_argument("file", metavar="FILE", type=Path)
    put = _verb(verbs, "recordings", "say, or choose, where recordings are put", shared_recordings.run)
    shared_recordings.arguments(put)
    adopted = _verb(verbs, "adopt", "bring the profile's database into an empty shared one", _adopt)
    adopted.add_argument("--login", metavar="LOGIN", required=True, help="login of the profile's person")
    _password(adopted)


def _verb(verbs: Any, name: str, summary: str, run: Callable[[argparse.Namespace], int]) -> Any:
    one = verbs.add_parser(name, help=summary, description=summary)
    one.add_argument("url", metavar="URL", help=_URL)
    one.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document")
    one.add_argument("--profile", metavar="DIR", default=argparse.SUPPRESS, help="folder of the profile")
    one.set_defaults(run=lambda args: _told(args, run))
    return one


def _password(one: Any) -> None:
    one.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the new login's password; else one is made up and shown",
    )


def _told(args: argparse.Namespace, run: Callable[[argparse.Namespace], int]) -> int:
    from app.services.shared.errors import SharedTrouble

    try:
        return run(args)
    except SharedTrouble as trouble:
        return refuse(args, trouble.code, str(trouble))


def _init(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.founding import init

    with connect(args.url, what="the database") as db:
        founded = init(
            db, login=args.admin, name=args.name or args.admin, playbook=args.playbook, password=_given(args)
        )
    _warn_of(founded.installed.left_open)
    made = {"tables": len(founded.installed.added), "schema_version": founded.installed.schema_version}
    return _opened(args, founded.opened, made, "the shared database is made")


def _upgrade(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.errors import SharedTrouble
    from app.services.shared.install import install, is_installed

    with connect(args.url, what="the database") as db:
        if not is_installed(db):
            raise SharedTrouble(
                "not_installed", "this is no shared database of Decile yet: decile shared init"
            )
        done = install(db)
    _warn_of(done.left_open)
    text = "\n".join(
        [f"the schema is number {done.schema_version}", *(f"added {one}" for one in done.added)]
        if done.is_changed
        else ["it was up to date"]
    )
    answer = {"changed": done.is_changed, "schema_version": done.schema_version, "added": list(done.added)}
    say(args, answer, text)
    return Exit.DONE


def _add_user(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.logins import add_user

    with connect(args.url, what="the database") as db:
        roles = [Role(role) for role in dict.fromkeys(args.role)]
        opened = add_user(db, args.login, name=args.name or args.login, roles=roles, password=_given(args))
    return _opened(args, opened, {}, f"{args.login} may sign in")


def _deactivate(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.logins import deactivate

    with connect(args.url, what="the database") as db:
        ended = deactivate(db, args.login)
    say(
        args,
        {"login": args.login, "ended": ended},
        f"{args.login} is let in no more; sessions ended: {ended}",
    )
    return Exit.DONE


def _invite(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.errors import SharedTrouble
    from app.services.shared.invitation import Invitation, certificates_in
    from app.services.shared.logins import acting_as_owner, roles_of

    authorities = () if args.ca is None else certificates_in(args.ca)
    with connect(args.url, what="the database") as db:
        with acting_as_owner(db):
            if not roles_of(db, args.login):
                raise SharedTrouble(
                    "unknown_login", f"nobody signs in here as {args.login!r}: decile shared add-user"
                )
        link = Invitation(
            host=args.host or db.info.host,
            port=db.info.port,
            database=db.info.dbname,
            login=args.login,
            authorities=authorities,
            is_insecure_local=args.insecure_local,
            is_first_password=args.password_once,
        ).link()
    say(args, {"link": link}, link)
    return Exit.DONE


def _add_website(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.websites import add_website

    with connect(args.url, what="the database") as db:
        opened = add_website(
            db, args.login, name=args.name or args.login, channel=args.channel, region=args.region,
            password=_given(args),
        )  # fmt: skip
    answer = {"login": opened.login, "channel": opened.channel}
    lines = [f"the website {opened.login} may hand in leads by app.intake_web"]
    if opened.password is not None:
        answer["password"] = opened.password
        lines.append(f"password {opened.password} (shown this once)")
    say(args, answer, "\n".join(lines))
    return Exit.DONE


def _take_in(args: argparse.Namespace) -> int:
    from app.services.shared.web_carrying import take_in

    figures = dict.fromkeys(("created", "updated", "merged", "set_aside", "refused", "error"), 0)
    while some := take_in(args.url):
        for name, count in some.items():
            figures[name] += count
    say(
        args,
        figures,
        ", ".join(f"{name} {count}" for name, count in figures.items() if count) or "nothing waits",
    )
    return Exit.DONE


def _backup(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.keeping import back_up

    with connect(args.url, what="the database") as db:
        kept = back_up(db, args.file)
    rows = {name: count for name, count in kept.rows.items() if count}
    say(args, {"file": str(args.file), "rows": rows}, f"{sum(rows.values())} rows are in {args.file}")
    return Exit.DONE


def _restore(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.keeping import restore

    with connect(args.url, what="the database") as db:
        done = restore(db, args.file)
    rows = {name: count for name, count in done.rows.items() if count}
    answer = {"rows": rows, "logins": list(done.logins), "without_password": list(done.without_password)}
    lines = [f"{sum(rows.values())} rows are back; desks copy afresh with their next contact"]
    lines += [
        f"{login} has no password yet: decile shared add-user gives one" for login in done.without_password
    ]
    say(args, answer, "\n".join(lines))
    return Exit.DONE


def _adopt(args: argparse.Namespace) -> int:
    from app.services.shared.address import connect
    from app.services.shared.founding import adopt

    with (
        connect(args.url, what="the database") as db,
        profile_of(args) as opened,
        opened.database.read() as here,
    ):
        done = adopt(db, here, login=args.login, password=_given(args))
    rows = {name: count for name, count in done.rows.items() if count}
    return _opened(args, done.opened, {"rows": rows}, f"{sum(rows.values())} rows are in the shared database")


def _opened(args: argparse.Namespace, opened: Any, more: dict[str, Any], text: str) -> int:
    answer = {**more, "login": opened.login, "roles": [role.value for role in opened.roles]}
    lines = [text, f"login {opened.login}: {', '.join(answer['roles'])}"]
    if opened.password is not None:
        answer["password"] = opened.password
        lines.append(f"password {opened.password} (shown this once)")
    say(args, answer, "\n".join(lines))
    return Exit.DONE


def _given(args: argparse.Namespace) -> str | None:
    return sys.stdin.readline().rstrip("\r\n") if args.password_stdin else None


def _warn_of(left_open: tuple[str, ...]) -> None:
    for one in left_open:
        warn(f"left open, as this login may not close it: {one}")
