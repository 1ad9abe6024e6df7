"""``decile backup``, ``restore`` and ``doctor``: keeping the profile whole."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from app.cli.door import Exit, Subcommands, profile_of, say
from app.services.safekeeping import backups
from app.services.safekeeping.doctor import diagnose
from app.settings import profile_folder


def add(subcommands: Subcommands) -> None:
    """Add the subcommands."""
    one = subcommands.add_parser("backup", help="write a backup of the profile's database")
    one.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="else into the profile's folder of backups"
    )
    one.set_defaults(run=_backup)
    other = subcommands.add_parser("restore", help="put a backup in the place of the profile's database")
    other.add_argument("file", metavar="FILE", type=Path)
    other.set_defaults(run=_restore)
    third = subcommands.add_parser("doctor", help="examine the profile and say what is wrong")
    third.set_defaults(run=_doctor)


def _backup(args: argparse.Namespace) -> int:
    with profile_of(args) as opened:
        if args.file is None:
            target = backups.back_up_if_changed(opened.database, opened.folder)
            if target is None:
                say(args, {"file": None}, "nothing changed since the last backup")
                return Exit.DONE
        else:
            target = args.file
            backups.back_up(opened.database, target)
    say(args, {"file": str(target), "bytes": target.stat().st_size}, f"written to {target}")
    return Exit.DONE


def _restore(args: argparse.Namespace) -> int:
    folder = profile_folder(args.profile)
    done = backups.restore(folder, args.file, passphrase=os.environ.get("DECILE_PASSPHRASE"))
    kept = None if done.kept_as is None else str(done.kept_as)
    say(
        args,
        {"restored": str(done.source), "kept_as": kept},
        f"restored; the replaced database is kept as {kept}",
    )
    return Exit.DONE


def _doctor(args: argparse.Namespace) -> int:
    findings = diagnose(profile_folder(args.profile), passphrase=os.environ.get("DECILE_PASSPHRASE"))
    listed = [finding.as_json() for finding in findings]
    is_well = not any(finding.is_trouble for finding in findings)
    # The sentences live with the views; only this subcommand and refusals pay for loading them.
    from app.views.settings.finding_sentences import finding_sentence

    text = "\n".join(
        f"{'!' if finding.is_trouble else ' '} {finding_sentence(finding)}" for finding in findings
    )
    say(args, {"findings": listed, "ok": is_well}, text)
    return Exit.DONE if is_well else Exit.REFUSED
