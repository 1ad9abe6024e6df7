"""``decile sweep``: idle leads go back to their pool, from a timer of the system."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from app.cli.main import run
from app.clock import DAY, system_clock
from app.services.holding import ClaimLeads
from app.services.profile import open_profile
from tests.leads import a_lead


def _sweep(profile: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert run(["sweep", "--profile", str(profile), "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_sweep_from_the_terminal_says_what_went_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing due is no failure; what was claimed weeks ago and never called goes back once."""
    opened = open_profile(tmp_path)
    opened.found(name="Chen Wei")
    workspace = opened.workspace
    assert workspace is not None
    sdr = workspace.read(
        lambda db: db.exec_driver_sql("SELECT id FROM member WHERE role = 'sdr'").scalar_one()
    )
    lead_id = a_lead(workspace)
    with workspace.batch() as batch:
        at = system_clock() - 30 * DAY
        batch.give(ClaimLeads(lead_ids=(lead_id,)), as_member=UUID(sdr), at=at)
    opened.close()

    assert _sweep(tmp_path, capsys)["recalled"] == [str(lead_id)]
    assert _sweep(tmp_path, capsys) == {"recalled": [], "back": [], "left_alone": [], "next_at": None}
