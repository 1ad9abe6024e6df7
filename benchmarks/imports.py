"""A list of ten thousand leads brought in, against parsing it and inserting the rows raw, in one run.

python benchmarks/imports.py [ROWS]

The reference is a process that imports nothing of the product: ``csv.reader`` (for the workbook openpyxl) and
one ``executemany`` into the product's table of leads with that table's indexes. The product also finds out
the encoding and the columns, normalises, looks for duplicates, keeps touches, contact points, the search
index and the log of commands, and commits every chunk, so that somebody can work meanwhile.
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import measure
import openpyxl
from big_database import CHANNELS, FAMILY, FIRST, FORMS, GIVEN, INDUSTRIES, KINDS, PLACES, SIZES, TITLES

from app.models.vocabulary import Role
from app.services.founding import hats
from app.services.import_run.book import read_book
from app.services.import_run.run import Manner, run_import
from app.services.intake.mapping import match_columns, require_enough
from app.services.intake.options import ImportOptions
from app.services.intake.source import open_source
from app.services.intake.survey import survey_source
from app.services.profile import open_profile

ROWS = 10_000
ROUNDS = 5
HEADINGS = (
    "external_id", "company", "contact_name", "title", "phone", "email", "region", "industry", "company_size",
    "channel", "created_at",
)  # fmt: skip
GOALS = {"Decile, CSV": 4.0}
XLSX_GOALS = {"Decile, XLSX": 0.2}


def write_list(folder: Path, rows: int) -> tuple[Path, Path]:
    """Write the same list as a CSV file and as a workbook."""
    rng = random.Random(5)
    lines = [[str(at), *_line(rng)] for at in range(rows)]
    comma, workbook = folder / "list.csv", folder / "list.xlsx"
    with comma.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *lines])
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("leads")
    for line in [HEADINGS, *lines]:
        sheet.append(line)
    book.save(workbook)
    return comma, workbook


def _line(rng: random.Random) -> list[str]:
    company = rng.choice(PLACES) + "".join(rng.choices(FIRST, k=3)) + rng.choice(KINDS) + rng.choice(FORMS)
    phone = f"1{rng.choice(('38', '39', '58', '86'))}{rng.randrange(10**8):08d}"
    created = f"2026-{rng.randrange(1, 10):02d}-{rng.randrange(1, 29):02d}"
    return [
        company, rng.choice(FAMILY) + "".join(rng.choices(GIVEN, k=2)), rng.choice(TITLES), phone,
        f"u{rng.randrange(10**9)}@firm{rng.randrange(10**6)}.cn", rng.choice(PLACES), rng.choice(INDUSTRIES),
        rng.choice(SIZES), rng.choice(CHANNELS), created,
    ]  # fmt: skip


def bring_in(founded: Path, path: Path, rows: int) -> measure.Took:
    """Import a file into a copy of a founded profile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "profile"
        shutil.copytree(founded, folder)
        profile = open_profile(folder)
        workspace = profile.workspace
        if workspace is None:
            raise AssertionError("it was founded")
        workspace.member_id = next(hat.member_id for hat in workspace.read(hats) if hat.role is Role.SDR)
        began = time.perf_counter()
        source = open_source(path, ImportOptions())
        book = workspace.read(read_book)
        mapping = match_columns(source, stages=book.stage_book())
        require_enough(mapping, source)
        survey = survey_source(source, mapping, ImportOptions(zone=book.zone))
        outcome = run_import(workspace, source, mapping, survey, Manner(owner_id=workspace.member_id))
        took = time.perf_counter() - began
        profile.close()
    if outcome.created != rows:
        raise AssertionError(f"{outcome.created} of {rows} created: a benchmark of something else")
    return measure.Took(took)


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        comma, workbook = write_list(folder, rows)
        founded = folder / "founded"
        profile = open_profile(founded)
        profile.found(name="Chen Wei")
        profile.close()
        with measure.Reference("imports", founded / "decile.db", comma, workbook) as raw:
            from_csv = measure.in_turn(
                ("csv.reader and executemany", partial(raw, "csv")),
                {"Decile, CSV": partial(bring_in, founded, comma, rows)},
                rounds=ROUNDS,
            )
            from_workbook = measure.in_turn(
                ("openpyxl and executemany", partial(raw, "xlsx")),
                {"Decile, XLSX": partial(bring_in, founded, workbook, rows)},
                rounds=ROUNDS,
            )
    for title, measured, goals in (("CSV", from_csv, GOALS), ("XLSX", from_workbook, XLSX_GOALS)):
        measure.tell(f"import of {rows:,} rows, {title}", measured, goals)
        print(f"  {rows / (measured[1].median_ms / 1000):,.0f} rows a second")


if __name__ == "__main__":
    main()
