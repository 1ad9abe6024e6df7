"""``decile spend`` and ``decile rate``: what marketing spends, and what currencies are worth."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from uuid import UUID

from app.cli.door import Exit, Subcommands, Usage, acting, refuse, say, table, warn, workspace_of
from app.clock import from_epoch_day
from app.errors import RuleViolation
from app.models.vocabulary import Role
from app.services.import_run.book import read_book
from app.services.reports.rates import PER_MILLION
from app.services.reports.report import major
from app.services.spend import DropSpend, SetRate
from app.services.spend_file import SpendFile, read_spend
from app.services.spend_view import rate_rows, spend_rows
from app.services.workspace import Workspace

_SHOWN = ("id", "channel", "campaign", "keyword", "from", "until", "amount", "currency", "clicks", "by")


def add(subcommands: Subcommands) -> None:
    """Add the subcommands."""
    spend = subcommands.add_parser(
        "spend", help="what was spent: list it, import a list, take an amount back"
    )
    spend.add_argument("action", choices=("list", "import", "drop"), nargs="?", default="list")
    spend.add_argument("what", metavar="FILE|ID", nargs="?")
    spend.add_argument("--currency", metavar="CODE", default="CNY", help="of amounts that name none")
    spend.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), default="")
    spend.add_argument("--decimal", choices=("point", "comma"), default="point")
    spend.add_argument("--dry-run", action="store_true", help="say what the list holds and write nothing")
    spend.add_argument("--as", dest="as_login", metavar="LOGIN", help="act as this member")
    spend.set_defaults(run=_spend)
    rate = subcommands.add_parser(
        "rate", help="what a currency is worth in another, such as: rate USD CNY 7.1"
    )
    rate.add_argument("currency", metavar="CODE", nargs="?")
    rate.add_argument("into", metavar="CODE", nargs="?")
    rate.add_argument("value", metavar="NUMBER", nargs="?")
    rate.add_argument("--as", dest="as_login", metavar="LOGIN")
    rate.set_defaults(run=_rate)


def _spend(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        workspace.member_id = acting(workspace, args.as_login, otherwise=Role.MARKETING).member_id
        match args.action:
            case "list":
                return _list(args, workspace)
            case "drop":
                workspace.execute(DropSpend(spend_id=_id(args.what)))
                say(args, {"ok": True}, "taken back")
                return Exit.DONE
            case _:
                return _import(args, workspace)


def _list(args: argparse.Namespace, workspace: Workspace) -> int:
    rows = [
        {
            "id": row.spend_id, "channel": row.channel, "campaign": row.campaign, "keyword": row.keyword,
            "from": from_epoch_day(row.from_on).isoformat(), "until": from_epoch_day(row.until_on).isoformat(),
            "amount": major(row.amount, row.currency), "currency": row.currency, "clicks": row.clicks,
            "note": row.words, "by": row.by_name,
        }
        for row in workspace.read(spend_rows)
    ]  # fmt: skip
    say(args, rows, table(rows, list(_SHOWN)) if rows else "nothing is recorded")
    return Exit.DONE


def _import(args: argparse.Namespace, workspace: Workspace) -> int:
    if not args.what:
        raise Usage("spend import takes a file")
    book = workspace.read(read_book)
    found = read_spend(
        Path(args.what), book.channel, currency=args.currency, order=args.date_order, decimal=args.decimal
    )
    recorded = known = 0
    if not args.dry_run:
        recorded, known = _record(workspace, found)
    told = {
        "rows": len(found.commands) + len(found.unreadable), "recorded": recorded, "known": known,
        "unreadable": [asdict(one) for one in found.unreadable], "unknown_columns": list(found.unknown),
    }  # fmt: skip
    for one in found.unreadable:
        warn(f"line {one.line}: cannot read {one.field} {one.text!r}")
    if not found.commands:
        return refuse(args, "nothing_to_record", "no row says what was spent when", **told)
    say(
        args,
        told,
        f"{recorded} amounts recorded, {known} known already, {len(found.unreadable)} not readable",
    )
    return Exit.DONE if not found.unreadable else Exit.REFUSED


def _record(workspace: Workspace, found: SpendFile) -> tuple[int, int]:
    """Record what is new, in one transaction; return how many were, and how many stood there already."""
    recorded = known = 0
    with workspace.batch() as batch:
        for command in found.commands:
            try:
                batch.give(command)
            except RuleViolation as refusal:
                if refusal.code != "exists_already":
                    raise
                known += 1
            else:
                recorded += 1
    return recorded, known


def _rate(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        if args.currency:
            if not args.into or not args.value:
                raise Usage("rate takes two currencies and a number, such as: rate USD CNY 7.1")
            workspace.member_id = acting(workspace, args.as_login, otherwise=Role.MARKETING).member_id
            workspace.execute(
                SetRate(
                    currency=args.currency.upper(),
                    into=args.into.upper(),
                    per_million=_millionths(args.value),
                )
            )
        rows = [
            {"currency": row.currency, "into": row.into, "rate": row.per_million / PER_MILLION}
            for row in workspace.read(rate_rows)
        ]
    say(args, rows, table(rows, ["currency", "into", "rate"]) if rows else "no rates are set")
    return Exit.DONE


def _millionths(text: str) -> int:
    try:
        return int(Decimal(text) * PER_MILLION)
    except InvalidOperation as error:
        raise Usage(f"{text!r} is no number") from error


def _id(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError as error:
        raise Usage(f"{text!r} is no id of an amount") from error
