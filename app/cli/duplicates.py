"""``decile duplicates``: search the whole database, and list the pairs that wait for a person."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import Any

from app.cli.door import Exit, Subcommands, say, table, workspace_of
from app.services.duplicates.listing import PairRow, pairs_page
from app.services.duplicates.search import search_duplicates

_SHOWN = ("similarity", "evidence", "a_company", "a_contact", "b_company", "b_contact", "differs")
"""Columns of the list for a person at a terminal; ``--json`` has the ids and the strongest evidence."""


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    listing = subcommands.add_parser(
        "duplicates", help="search for records that may be one, and list the pairs"
    )
    listing.add_argument(
        "--known", action="store_true", help="list what is known already, without searching the database"
    )
    listing.add_argument("--limit", metavar="N", type=int)
    listing.set_defaults(run=_run, as_login=None)


def _run(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        if not args.known:
            told = partial(_tell, is_quiet=args.json or not sys.stderr.isatty())
            search_duplicates(workspace.read, workspace.execute, progress=told)
        pairs = workspace.read(pairs_page(limit=args.limit))
    listed = [
        {
            "a": pair.a_id,
            "b": pair.b_id,
            "evidence": pair.evidence[0],
            "similarity": pair.similarity_pct / 100,
        }
        for pair in pairs
    ]
    say(args, listed, table([_shown(pair) for pair in pairs], list(_SHOWN)) if pairs else "no pairs")
    return Exit.DONE


def _shown(pair: PairRow) -> dict[str, Any]:
    return {
        "similarity": pair.similarity_pct / 100, "evidence": ", ".join(pair.evidence), "a_company": pair.a_company,
        "a_contact": pair.a_contact, "b_company": pair.b_company, "b_contact": pair.b_contact,
        "differs": ", ".join(pair.differs),
    }  # fmt: skip


def _tell(done: int, total: int, *, is_quiet: bool) -> None:
    if not is_quiet:
        print(f"\r{done} of {total} names", end="\n" if done == total else "", file=sys.stderr)
