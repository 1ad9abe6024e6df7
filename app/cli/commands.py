"""``decile commands`` and ``decile do``: the catalogue, and any of its commands as a person would give it."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from app.cli.door import Exit, Subcommands, message_of, refuse, say, workspace_of
from app.errors import BadArgument, RuleViolation
from app.services.catalogue import command_of, described
from app.services.workspace import Workspace


def add(subcommands: Subcommands) -> None:
    """Add the subcommands."""
    listing = subcommands.add_parser(
        "commands", help="list every command: what it does, its arguments, who may give it"
    )
    listing.set_defaults(run=_list)
    giving = subcommands.add_parser("do", help="give one command; '-' reads many, one JSON line each")
    giving.add_argument(
        "kind", metavar="KIND", help='name of the command, or - to read {"kind", "args"} lines'
    )
    giving.add_argument("args", metavar="ARGS_JSON", nargs="?", help="its arguments as a JSON object")
    giving.add_argument("--as", dest="as_login", metavar="LOGIN", help="the member who gives it")
    giving.set_defaults(run=_do)


def _list(args: argparse.Namespace) -> int:
    everything = described()
    text = "\n".join(f"{one['kind']:<22} {one['does']}" for one in everything)
    say(args, everything, text)
    return Exit.DONE


def _do(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        if args.kind == "-":
            return _do_many(workspace)
        outcome = _give(workspace, args.kind, args.args or "{}")
        if outcome["ok"]:
            say(args, outcome)
            return Exit.DONE
        return refuse(
            args, outcome["why"], outcome["message"], **{k: v for k, v in outcome.items() if k == "at"}
        )


def _do_many(workspace: Workspace) -> int:
    refused = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        outcome = _give_line(workspace, line)
        refused += not outcome["ok"]
        print(json.dumps({"line": number, **outcome}, ensure_ascii=False, default=str))
    if refused:
        print(f"{refused} of the commands were refused", file=sys.stderr)
    return Exit.REFUSED if refused else Exit.DONE


def _give_line(workspace: Workspace, line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
        kind, arguments = said["kind"], json.dumps(said.get("args", {}))
    except (ValueError, TypeError, KeyError):
        message = 'a line is a JSON object {"kind": …, "args": {…}}'
        return {"ok": False, "why": "bad_argument", "message": message}
    return _give(workspace, kind, arguments)


def _give(workspace: Workspace, kind: str, arguments: str) -> dict[str, Any]:
    try:
        done = workspace.execute(command_of(kind, arguments))
    except BadArgument as error:
        return {"ok": False, "why": error.code, "message": message_of(error), "at": error.place["at"]}
    except RuleViolation as error:
        return {"ok": False, "why": error.code, "message": message_of(error)}
    return {"ok": True, "id": str(done.cmd_id), **done.answer}
