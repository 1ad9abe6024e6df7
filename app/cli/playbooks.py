"""``decile playbook export|import|check``: the team's playbook as one TOML file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from app.cli.door import Exit, Subcommands, Usage, acting, refuse, say, warn, workspace_of
from app.clock import from_micros, system_clock
from app.errors import Unavailable
from app.models.vocabulary import Role
from app.services.exporting import write_text
from app.services.founding import Hat
from app.services.playbook.check import check
from app.services.playbook_files import examined
from app.services.playbook_plan import Way, plan_of
from app.services.playbook_reading import current_document
from app.services.playbook_view import agreed, pens, signing
from app.services.profile import renew_calendars
from app.services.workspace import Workspace

_STRAYED = (
    "the text kept with version {version} says something else, in: {parts}; "
    "written is what counts, not that text"
)


def add(subcommands: Subcommands) -> None:
    """Add the subcommands."""
    one = subcommands.add_parser("playbook", help="export, import or check a playbook file")
    one.add_argument("what", choices=("export", "import", "check"))
    one.add_argument("file", metavar="FILE", type=Path)
    one.add_argument(
        "--rehome", metavar="OLD=NEW", action="append", default=[], help="where leads of a stage go"
    )
    one.set_defaults(run=_run, as_login=None)


def _run(args: argparse.Namespace) -> int:
    return {"check": _check, "import": _import, "export": _export}[args.what](args)


def _check(args: argparse.Namespace) -> int:
    problems = check(_read(args.file))
    listed = [{"line": one.line, "code": one.code, "message": one.sentence} for one in problems]
    say(args, {"problems": listed}, "\n".join(str(one) for one in problems) or "no problems")
    return Exit.REFUSED if problems else Exit.DONE


def _import(args: argparse.Namespace) -> int:
    text = _read(args.file)
    problems = check(text)
    if problems:
        listed = [{"line": one.line, "code": one.code, "message": one.sentence} for one in problems]
        message = "\n".join(str(one) for one in problems)
        return refuse(args, "invalid_playbook", message, problems=listed)
    args.as_login = None
    with workspace_of(args) as workspace:
        lead = acting(workspace, None, otherwise=Role.TEAM_LEAD)
        plan = workspace.read(plan_of(examined(args.file.name, text)))
        done = workspace.execute(plan.command(_rehomed(args.rehome), lead.role), as_member=lead.member_id)
        version = done.answer["version"]
        missing = _sign_for_all(workspace, lead, version) if plan.way(lead.role) is Way.PROPOSED else ()
        renew_calendars(workspace, from_micros(system_clock()).date())
        told = {"version": version, "in_force": not missing, "waits_for": [role.value for role in missing]}
        say(args, told, _told(version, missing))
        return Exit.DONE


def _sign_for_all(workspace: Workspace, lead: Hat, version: int) -> tuple[Role, ...]:
    """Sign with every other hat of the same person, and return the sides that are still to sign."""
    for pen in workspace.read(pens(lead.member_id)):
        row = next(one for one in workspace.read(agreed).versions if one.version == version)
        if pen.role in row.missing:
            workspace.execute(workspace.read(signing(version)), as_member=pen.member_id)
    proposal = workspace.read(agreed).proposal
    return proposal.missing if proposal else ()


def _told(version: int, missing: tuple[Role, ...]) -> str:
    if not missing:
        return f"version {version} is in force"
    who = " and ".join(f"a {role.value.replace('_', ' ')}" for role in missing)
    return f"version {version} is proposed; it takes effect when {who} has signed it"


def _export(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        document = workspace.read(current_document)
    write_text(args.file, document.text)
    if document.strayed:
        warn(_STRAYED.format(version=document.version, parts=", ".join(document.strayed)))
    say(
        args,
        {"file": str(args.file), "version": document.version},
        f"version {document.version} written to {args.file}",
    )
    return Exit.DONE


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unavailable("cannot_read", path=str(path), why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise Unavailable("cannot_read", path=str(path), why="it is not UTF-8 text") from error


def _rehomed(pairs: list[str]) -> dict[str, str]:
    rehomed = {}
    for pair in pairs:
        old, equals, new = pair.partition("=")
        if not (old and equals and new):
            raise Usage(f"--rehome takes OLD=NEW, not {json.dumps(pair)}")
        rehomed[old] = new
    return rehomed
