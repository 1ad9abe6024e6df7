"""One generator for each command: it looks at the present state and drafts what a person could mean."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from tests.parity import (
    board_drafts,
    calibration_drafts,
    call_drafts,
    contact_drafts,
    deal_drafts,
    follow_up_drafts,
    handover_drafts,
    holding_drafts,
    intake_drafts,
    lead_drafts,
    list_drafts,
    merge_drafts,
    nurture_drafts,
    people_drafts,
    pipeline_drafts,
    pool_drafts,
    reminder_drafts,
    review_drafts,
    run_drafts,
    spend_drafts,
)
from tests.parity.scene import Generator

_SUBJECTS = (
    board_drafts,
    calibration_drafts,
    call_drafts,
    contact_drafts,
    deal_drafts,
    follow_up_drafts,
    handover_drafts,
    holding_drafts,
    intake_drafts,
    lead_drafts,
    list_drafts,
    merge_drafts,
    nurture_drafts,
    people_drafts,
    pipeline_drafts,
    pool_drafts,
    reminder_drafts,
    review_drafts,
    run_drafts,
    spend_drafts,
)

GENERATORS: Mapping[str, Generator] = ChainMap(*(subject.DRAFTS for subject in _SUBJECTS))
"""By the kind of the command."""

NEEDS: Mapping[str, tuple[str, ...]] = ChainMap(*(dict(subject.NEEDS) for subject in _SUBJECTS))
"""What to give first where there is nothing a command could be given for."""

if len(GENERATORS) != sum(len(subject.DRAFTS) for subject in _SUBJECTS):
    raise AssertionError("a command has two generators")
