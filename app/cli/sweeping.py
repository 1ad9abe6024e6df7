"""``decile sweep``: idle leads go back to their pool now, for a machine on which no window is open."""

from __future__ import annotations

import argparse

from app.cli.door import Exit, Subcommands, say, workspace_of
from app.clock import from_micros
from app.services.recall import next_recall_at
from app.services.recall_sweep import sweep


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    one = subcommands.add_parser("sweep", help="let leads nobody worked on go back to their pool")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    """Sweep; nothing due is no failure, so that a timer of the system may give it at any time."""
    with workspace_of(args) as workspace:
        swept = sweep(workspace)
        now = workspace.clock()
        due_at = workspace.read(lambda db: next_recall_at(db, now))
    due = None if due_at is None else from_micros(due_at).isoformat()
    said = f"{len(swept.recalled)} leads went back; the next is due {due or 'at no time known'}"
    say(args, {"recalled": swept.recalled, "left_alone": swept.left_alone, "next_at": due}, said)
    return Exit.DONE
