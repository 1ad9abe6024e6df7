"""``decile leads``, ``lead`` and ``export``: leads and reports for other programs."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from app.cli.door import Exit, Subcommands, refuse, say, table, workspace_of
from app.cli.reports import day
from app.services.duplicates.settled import standing_id
from app.services.exporting import write_csv
from app.services.lead_json import lead_json, leads_json
from app.services.reports.catalogue import REPORTS, report_named
from app.services.reports.report import ReportFilter, basis_named, dimension_named

_SHOWN = ("id", "company", "contact_name", "stage", "owner", "score", "channel", "created_at")
"""Columns of the list for a person at a terminal; ``--json`` has them all."""


def add(subcommands: Subcommands) -> None:
    """Add the subcommands."""
    listing = subcommands.add_parser("leads", help="list leads, all or those a filter finds")
    listing.add_argument(
        "--where", metavar="EXPR", default="", help='for instance: stage = "poc" and score >= 100'
    )
    listing.add_argument("--limit", metavar="N", type=int)
    listing.set_defaults(run=_list)
    one = subcommands.add_parser("lead", help="one lead with its timeline, runs and hand-overs")
    one.add_argument("id", metavar="ID", type=_id)
    one.set_defaults(run=_one)
    export = subcommands.add_parser("export", help="write leads or a report as CSV")
    export.add_argument("what", metavar="WHAT", choices=("leads", *(spec.name for spec in REPORTS)))
    export.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    export.add_argument("--where", metavar="EXPR", default="", help="of leads")
    export.add_argument("--by", metavar="DIMENSION", help="of a report")
    export.add_argument("--since", metavar="DATE", type=day)
    export.add_argument("--until", metavar="DATE", type=day)
    export.add_argument("--basis", metavar="cohort|snapshot")
    export.set_defaults(run=_export)


def _list(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        found = workspace.read(lambda db: leads_json(db, args.where, args.limit))
    say(args, found, table(found, list(_SHOWN)))
    return Exit.DONE


def _one(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        # A record that was merged is found under the lead it became part of.
        found = workspace.read(lambda db: lead_json(db, standing_id(db, args.id)))
    if found is None:
        return refuse(args, "unknown_lead", f"there is no lead {args.id}")
    say(args, found)
    return Exit.DONE


def _export(args: argparse.Namespace) -> int:
    columns, rows = _leads(args) if args.what == "leads" else _report(args)
    count = write_csv(args.output, columns, rows)
    say(args, {"rows": count}, f"{count} rows written to {args.output}")
    return Exit.DONE


def _leads(args: argparse.Namespace) -> tuple[list[str], list[dict[str, Any]]]:
    with workspace_of(args) as workspace:
        found = workspace.read(lambda db: leads_json(db, args.where))
    flat = [_flat(lead) for lead in found]
    return list(dict.fromkeys(name for lead in flat for name in lead)) or ["id"], flat


def _flat(lead: Mapping[str, Any]) -> dict[str, Any]:
    """Return a lead as one row: what is a list stands in one cell, custom fields each in a column of theirs."""
    row: dict[str, Any] = {}
    for name, value in lead.items():
        if isinstance(value, Mapping):
            row |= {f"{name}:{inner}": _cell(held) for inner, held in value.items()}
        else:
            row[name] = _cell(value)
    return row


def _cell(value: Any) -> Any:
    if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
        return "; ".join(str(one) for one in value)
    return value


def _report(args: argparse.Namespace) -> tuple[Sequence[str], Sequence[Mapping[str, Any]]]:
    spec = report_named(args.what)
    by, basis = dimension_named(spec, args.by), basis_named(spec, args.basis)
    asked = ReportFilter(since=args.since, until=args.until, basis=basis)
    with workspace_of(args) as workspace:
        report = workspace.read(lambda db: spec.run(db, asked, by))
    return report.columns, report.rows


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no id of a lead") from error
