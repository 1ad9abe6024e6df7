"""``decile import`` and ``undo-import``: lists come in and go out again."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from app.cli.door import Exit, Subcommands, Usage, acting, refuse, say, warn, workspace_of
from app.clock import from_micros
from app.errors import RuleViolation
from app.models.vocabulary import SDR_ROLES, Role
from app.services.founding import Hat, hats
from app.services.import_run.book import read_book
from app.services.import_run.outcome import ImportOutcome, Tally
from app.services.import_run.past import (
    latest_batch,
    owner_of_batch,
    unfinished_imports,
)
from app.services.import_run.refused_place import place_for_refused
from app.services.import_run.run import Manner, rehearse_import, run_import
from app.services.import_run.undo import undo_import
from app.services.intake.junk import MOST_FROM_ONE_IP
from app.services.intake.mapping import match_columns, require_enough
from app.services.intake.mapping_file import MappingFile, read_mapping
from app.services.intake.options import ImportOptions
from app.services.intake.questions import Question
from app.services.intake.refusals import BadFile, sentence
from app.services.intake.source import open_source
from app.services.intake.survey import survey_source
from app.services.workspace import Workspace

_OPTION_OF = {"date_order": "--date-order", "decimal": "--decimal"}
_NOTED = {
    "too_few_cells": "with fewer cells than headings; what is missing was taken as blank",
    "too_many_cells": "with more cells than headings; the rest was kept under its position",
    "unreachable": "without a way to reach them: neither phone nor e-mail",
    "impossible_phone": "with a phone that cannot exist; it was kept as written",
    "bad_email": "with an e-mail that cannot exist; it was kept as written",
    "won_before_created": "won before the first contact: flagged",
    "unknown_stage": "with a stage the playbook does not have; they start at the first one",
}
"""What is said about rows that came in nevertheless, behind their number."""
_KEPT_BECAUSE = {
    "activity": "called or written to since",
    "run": "asked the script",
    "handover": "handed over",
    "follow_up": "with a follow-up",
    "moved": "moved to another stage",
    "owned": "claimed or assigned",
    "behaviour": "visits recorded",
    "another_import": "updated by another import",
    "merged": "merged with another record",
}


def add(subcommands: Subcommands) -> None:
    """Add the subcommands."""
    one = subcommands.add_parser("import", help="bring a list of leads in: CSV, XLSX, XLS or ODS")
    one.add_argument("file", metavar="FILE", type=Path)
    one.add_argument(
        "--map", metavar="MAP.toml", type=Path, help="what the columns are, and how to read them"
    )
    one.add_argument("--channel", metavar="KEY", help="channel of rows whose own is blank")
    one.add_argument("--sheet", metavar="NAME", help="sheet of a workbook")
    one.add_argument("--date-order", choices=("auto", "dmy", "mdy", "ymd"), default="auto")
    one.add_argument("--decimal", choices=("auto", "point", "comma"), default="auto")
    one.add_argument(
        "--owner",
        metavar="LOGIN|me|nobody",
        default="me",
        help="who gets leads whose row names no owner (default: me, the acting SDR)",
    )
    one.add_argument("--refused", metavar="FILE", type=Path, help="where refused rows are written")
    one.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
    one.set_defaults(run=_said(_import), as_login=None)
    other = subcommands.add_parser("undo-import", help="take a whole import back")
    other.add_argument("batch", metavar="BATCH", help="its id as import printed it, or: last")
    other.set_defaults(run=_undo, as_login=None)


def _said(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Say what is wrong with a file by its code."""

    def wrapped(args: argparse.Namespace) -> int:
        try:
            return run(args)
        except BadFile as error:
            place = {key: value for key, value in error.place.items() if key != "path"}
            return refuse(args, error.code, str(error), place=place)

    return wrapped


def _import(args: argparse.Namespace) -> int:
    given = read_mapping(args.map) if args.map else MappingFile()
    answers = ImportOptions(
        sheet=args.sheet,
        date_order=None if args.date_order == "auto" else args.date_order,
        decimal=None if args.decimal == "auto" else args.decimal,
        channel=args.channel,
    )
    options = answers.or_else(given.options)
    source = open_source(args.file, options)
    with workspace_of(args) as workspace:
        _warn_of_unfinished(workspace)
        owner = _owner(workspace, args.owner)
        book = workspace.read(read_book)
        mapping = match_columns(source, given, stages=book.stage_book())
        for column, near in mapping.unknown_columns:
            warn(sentence("unknown_column", {"column": column, "nearest": near}))
        require_enough(mapping, source)
        survey = survey_source(source, mapping, options.or_else(ImportOptions(zone=book.zone)))
        if args.dry_run:
            outcome = rehearse_import(workspace, source, mapping, survey, Manner(owner_id=owner))
        elif survey.questions:
            outcome = Tally().outcome(source, mapping, batch_id=None, questions=survey.questions)
        else:
            target = args.refused or place_for_refused(args.file, workspace.database.path.parent)
            manner = Manner(owner_id=owner, refused_path=target)
            outcome = run_import(workspace, source, mapping, survey, manner)
    return _report(args, outcome)


def _warn_of_unfinished(workspace: Workspace) -> None:
    """Say which imports stand half way, because the program that ran them was ended, or still runs them."""
    for one in workspace.read(unfinished_imports):
        began = from_micros(one.opened_at).astimezone().strftime("%Y-%m-%d %H:%M")
        warn(
            f"The import of {one.file_name} begun {began} has not ended; {one.rows:,} rows came in. "
            f"If it no longer runs, take it back first: decile undo-import {one.batch_id}"
        )


def _owner(workspace: Workspace, word: str) -> UUID | None:
    """Return who gets leads without an owner; giving them to somebody else takes the team lead's hat."""
    if word == "nobody":
        return None
    if word == "me":
        return workspace.member_id
    known = [hat for hat in workspace.read(hats) if hat.role in SDR_ROLES]
    named = next((hat for hat in known if hat.login == word), None)
    if named is None:
        raise Usage(
            f"nobody who works leads signs in as {word!r}; known: me, nobody, "
            + ", ".join(hat.login for hat in known)
        )
    if named.member_id != workspace.member_id:
        workspace.member_id = _team_lead(workspace, named).member_id
    return named.member_id


def _team_lead(workspace: Workspace, named: Hat) -> Hat:
    lead = acting(workspace, None, otherwise=Role.TEAM_LEAD)
    return lead if lead.role is Role.TEAM_LEAD else named


def _report(args: argparse.Namespace, outcome: ImportOutcome) -> int:
    if outcome.questions:
        message = "\n".join(_asked(question) for question in outcome.questions)
        return refuse(args, "questions", message, **outcome.as_json())
    is_nothing = outcome.rows == outcome.refused
    say(args, outcome.as_json(), _in_words(args, outcome))
    return Exit.REFUSED if is_nothing else Exit.DONE


def _asked(question: Question) -> str:
    """Put a question as the person who gave the command can answer it."""
    option = _OPTION_OF[question.kind]
    choices = " or ".join(f"{option} {choice}" for choice in question.choices)
    examples = "; ".join(
        f"{example.value} is "
        + " or ".join(
            f"{reading or '(unreadable)'} ({choice})" for choice, reading in example.readings.items()
        )
        for example in question.examples[:3]
    )
    return (
        f"{question.column}: {question.ambiguous_count} values can be read in more than one way ({examples}). "
        f"Nothing was imported. Say {choices}."
    )


def _in_words(args: argparse.Namespace, outcome: ImportOutcome) -> str:
    lines = ["nothing was written; it would be:"] if args.dry_run else []
    figures = ("rows", "created", "updated", "merged", "set_aside", "refused")
    lines += [f"{getattr(outcome, name):>9,}  {name.replace('_', ' ')}" for name in figures]
    if outcome.to_review:
        lines.append(
            f"{outcome.to_review:>9,}  pairs that may be one lead wait for a person: decile duplicates"
        )
    lines += [
        f"{count:>9,}  {sentence(code, {'limit': MOST_FROM_ONE_IP})}" for code, count in outcome.junk.items()
    ]
    lines += [f"{count:>9,}  {_NOTED[code]}" for code, count in outcome.notes.items()]
    if outcome.refused_file:
        lines.append(f"refused rows with their reasons: {outcome.refused_file}")
    if outcome.batch_id:
        lines.append(f"to take it back: decile undo-import {outcome.batch_id}")
    return "\n".join(lines)


def _undo(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        batch_id = _batch(workspace, args.batch)
        undone = undo_import(workspace, batch_id, as_member=_who_may(workspace, batch_id))
    why = "".join(f"\n{count:>9,}  {_KEPT_BECAUSE[code]}" for code, count in undone.why_kept.items())
    text = f"{undone.removed:,} removed, {undone.kept:,} kept{':' if why else ''}{why}"
    if undone.restored or undone.left_changed:
        text += f"\n{undone.restored:,} put back as they were, {undone.left_changed:,} changed since and left"
    say(args, undone.as_json(), text)
    return Exit.DONE


def _batch(workspace: Workspace, word: str) -> UUID:
    if word == "last":
        found = workspace.read(latest_batch)
        if found is None:
            raise RuleViolation("unknown_batch")
        return found
    try:
        return UUID(word)
    except ValueError:
        raise Usage(f"{word!r} is no id of an import; give the id that import printed, or: last") from None


def _who_may(workspace: Workspace, batch_id: UUID) -> UUID:
    """Return the hat of this person's that brought it in, else the team lead's."""
    own = {hat.member_id for hat in workspace.read(hats)}
    by_id = workspace.read(lambda db: owner_of_batch(db, batch_id))
    if by_id is not None and by_id in own:
        return by_id
    return acting(workspace, None, otherwise=Role.TEAM_LEAD).member_id
