"""``decile sweep``: idle leads go back to their pool, nurtured ones to the queue, where no window is open."""

from __future__ import annotations

import argparse

from app.cli.door import Exit, Subcommands, say, workspace_of
from app.clock import from_micros
from app.services.recall import next_recall_at
from app.services.recall_sweep import sweep


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    one = subcommands.add_parser(
        "sweep", help="let idle leads go back to their pool, and nurtured ones back to the queue"
    )
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    """Sweep; nothing due is no failure, so that a timer of the system may give it at any time."""
    with workspace_of(args) as workspace:
        swept = sweep(workspace)
        now = workspace.clock()
        due_at = workspace.read(lambda db: next_recall_at(db, now))
    due = None if due_at is None else from_micros(due_at).isoformat()
    said = (
        f"{len(swept.recalled)} leads went back to their pool, {len(swept.back)} from nurture to the queue;"
        f" the next recall is due {due or 'at no time known'}"
    )
    told = {"recalled": swept.recalled, "back": swept.back, "left_alone": swept.left_alone, "next_at": due}
    say(args, told, said)
    return Exit.DONE
