"""``decile before-call``, ``do-not-contact`` and ``erase``: people who want to be left alone."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from uuid import UUID

from app.cli.door import Exit, Subcommands, Usage, acting, profile_of, refuse, say, table
from app.clock import from_micros
from app.models.vocabulary import BarKind, BarReason, Role
from app.services.contact_guards import ContactGuards, contact_guards
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bar_typed
from app.services.do_not_contact_view import BarRow, BarState, BarWhere, bar_rows
from app.services.erasing_view import ErasingPreview, erasing_preview
from app.services.erasing_work import erase_and_sweep
from app.services.exporting import write_csv
from app.services.profile import OpenedProfile
from app.services.workspace import Workspace

_COLUMNS = (
    "id",
    "kind",
    "what",
    "reason",
    "asked_by",
    "noted_by",
    "noted_at",
    "lifted_at",
    "lifted_by",
    "lifted_why",
)


def add(subcommands: Subcommands) -> None:
    """Add the subcommands."""
    one = subcommands.add_parser("before-call", help="what to know before contacting a lead")
    one.add_argument("id", metavar="ID", type=_id)
    one.add_argument("--as", dest="as_login", metavar="LOGIN")
    one.set_defaults(run=_before_call)
    listing = subcommands.add_parser("do-not-contact", help="the do-not-contact list, or a new entry on it")
    listing.add_argument("--search", metavar="TEXT", default="")
    listing.add_argument("--all", action="store_true", help="also what was taken off")
    listing.add_argument("-o", "--output", metavar="FILE", type=Path, help="write it as CSV")
    listing.add_argument("--add", nargs=2, metavar=("KIND", "TEXT"), help=f"KIND: {', '.join(BarKind)}")
    listing.add_argument("--company", metavar="NAME", default="", help="of a contact: at which company")
    listing.add_argument(
        "--reason", choices=[str(reason) for reason in BarReason], default=str(BarReason.ASKED)
    )
    listing.add_argument("--asked-by", metavar="TEXT", default="")
    listing.add_argument("--as", dest="as_login", metavar="LOGIN")
    listing.set_defaults(run=_do_not_contact)
    erase = subcommands.add_parser("erase", help="erase a person for good; there is no way back")
    erase.add_argument(
        "ids", metavar="ID", nargs="+", type=_id, help="their records; others of theirs are found"
    )
    erase.add_argument("--asked-by", metavar="TEXT", default="", help="who asked: a reference, not the name")
    erase.add_argument("--confirm", metavar="NAME", help="what the person is called, as --dry-run says it")
    erase.add_argument("--dry-run", action="store_true", help="only say what would be overwritten")
    erase.add_argument("--as", dest="as_login", metavar="LOGIN")
    erase.set_defaults(run=_erase)


def _before_call(args: argparse.Namespace) -> int:
    with profile_of(args) as opened:
        workspace = _workspace(opened, args, Role.SDR)
        now = workspace.clock()
        found = workspace.read(contact_guards(args.id, workspace.member_id, now=now))
    if found is None:
        return refuse(args, "unknown_lead", f"there is no lead {args.id}")
    say(args, _guards_json(found))
    return Exit.DONE


def _do_not_contact(args: argparse.Namespace) -> int:
    with profile_of(args) as opened:
        workspace = _workspace(opened, args, Role.SDR)
        if args.add is not None:
            return _add(args, workspace)
        where = BarWhere(args.search, BarState.ALL if args.all else BarState.STANDING)
        rows = [_bar_json(one) for one in workspace.read(bar_rows(where))]
    if args.output is not None:
        count = write_csv(args.output, _COLUMNS, rows)
        say(args, {"rows": count}, f"{count} rows written to {args.output}")
    else:
        say(args, rows, table(rows, ["kind", "what", "reason", "asked_by", "noted_by", "noted_at"]))
    return Exit.DONE


def _add(args: argparse.Namespace, workspace: Workspace) -> int:
    kind, text = args.add
    if kind not in set(BarKind):
        raise Usage(f"KIND is one of {', '.join(BarKind)}, not {kind!r}")
    bar = bar_typed(BarKind(kind), text, company=args.company)
    if bar is None:
        return refuse(args, "not_recognised", f"{text!r} is no {kind} to be recognised by")
    command = ForbidContact(entries=(bar,), reason=BarReason(args.reason), asked_by=args.asked_by)
    workspace.execute(command)
    say(args, {"id": str(bar.id), "kind": kind, "what": bar.shown}, f"{bar.shown} is on the list")
    return Exit.DONE


def _erase(args: argparse.Namespace) -> int:
    with profile_of(args) as opened:
        workspace = _workspace(opened, args, Role.TEAM_LEAD)
        preview = workspace.read(erasing_preview(args.ids))
        if preview is None:
            return refuse(args, "unknown_lead", "there is no such lead")
        if args.dry_run:
            say(args, _preview_json(preview))
            return Exit.DONE
        if not args.asked_by.strip():
            raise Usage("--asked-by says who asked; it stays on the receipt")
        if (args.confirm or "").strip().casefold() != preview.words.strip().casefold():
            message = f"to erase for good, give --confirm {preview.words!r}; --dry-run says what goes"
            return refuse(args, "not_confirmed", message)
        done = erase_and_sweep(workspace, preview.lead_ids, asked_by=args.asked_by.strip())
    left = [str(path) for path in done.swept.left]
    found = {
        "erasure": str(done.erasure_id), "leads": len(preview.lead_ids), "counts": dict(preview.counts),
        "commands": done.overwritten.commands, "drafts": done.overwritten.drafts,
        "recordings": done.swept.recordings, "backups_replaced": done.swept.backups, "may_still_hold": left,
    }  # fmt: skip
    text = f"erased; receipt {done.erasure_id}"
    say(args, found, text if not left else f"{text}; may still hold them: {', '.join(left)}")
    return Exit.DONE


def _workspace(opened: OpenedProfile, args: argparse.Namespace, otherwise: Role) -> Workspace:
    workspace = opened.workspace
    if workspace is None:
        raise AssertionError("a profile is founded when it is opened")
    workspace.member_id = acting(workspace, args.as_login, otherwise=otherwise).member_id
    return workspace


def _guards_json(guards: ContactGuards) -> dict[str, Any]:
    recent, there = guards.recent, guards.there
    return {
        "may_contact": not guards.is_barred,
        "warns": guards.warns,
        "do_not_contact": [_bar_json(one) for one in guards.bars],
        "recent": None if recent is None else {
            "by": recent.by_name, "at": _moment(recent.at), "kind": recent.kind.value,
            "outcome": recent.outcome.value if recent.outcome else None, "with": recent.with_whom,
            "same_lead": recent.is_same_lead,
        },
        "attempts": guards.attempts,
        "attempts_limit": guards.attempts_limit,
        "there": None if there is None else {
            "country": there.country, "zones": list(there.zones), "earliest": there.earliest.isoformat("T", "minutes"),
            "latest": there.latest.isoformat("T", "minutes"), "holiday": there.holiday, "off": there.is_off,
            "may_be_off": there.may_be_off,
        },
    }  # fmt: skip


def _bar_json(row: BarRow) -> dict[str, Any]:
    return {
        "id": str(row.entry_id), "kind": row.kind.value, "what": row.shown, "reason": row.reason.value,
        "asked_by": row.asked_by, "noted_by": row.by_name, "noted_at": _moment(row.at),
        "lifted_at": None if row.lifted_at is None else _moment(row.lifted_at), "lifted_by": row.lifted_by_name,
        "lifted_why": row.lifted_words,
    }  # fmt: skip


def _preview_json(preview: ErasingPreview) -> dict[str, Any]:
    def person(one: Any) -> dict[str, str]:
        return {
            "id": str(one.lead_id), "company": one.company, "contact": one.contact, "phone": one.phone,
            "email": one.email,
        }  # fmt: skip

    return {
        "confirm": preview.words,
        "records": [person(one) for one in preview.records],
        "same_person": [person(one) for one in preview.others],
        "leads": [str(one) for one in preview.lead_ids],
        "counts": dict(preview.counts),
        "recordings": preview.recordings,
        "drafts": preview.drafts,
        "can_be_undone": False,
    }


def _moment(at: int) -> str:
    return from_micros(at).isoformat()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no id of a lead") from error
