"""What another playbook would do is counted before it comes, and is what then happens."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.models.leads import Lead
from app.models.vocabulary import AnswerState, Role
from app.resources import resource
from app.services.playbook.check import load
from app.services.playbook.differences import Difference, Kind, differences
from app.services.playbook_effects import Effects, effects_of
from app.services.playbook_files import examined
from app.services.playbook_plan import Plan, plan_of
from app.services.queue import queue_page
from app.services.scoring import RescoreLeads
from tests.builders import Desk, open_desk
from tests.stories import all_good, asked, begun, handed_over, my_lead, sold

TEXT = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
LEAN = resource("playbooks", "lean.toml").read_text(encoding="utf-8")
GOOD, WEAK = AnswerState.GOOD, AnswerState.WEAK


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


def plan(desk: Desk, text: str) -> Plan:
    return desk.workspace.read(plan_of(examined("ours.toml", text), desk.clock()))


def effects(desk: Desk, *changes: tuple[str, str], text: str = TEXT) -> Effects:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return plan(desk, text).effects


def enforce(desk: Desk, text: str) -> None:
    found = plan(desk, text)
    desk.workspace.execute(
        found.command({gone.key: gone.suggested for gone in found.gone}, Role.TEAM_LEAD),
        as_member=desk.members[Role.TEAM_LEAD],
    )


def queue(desk: Desk) -> list[UUID]:
    found = desk.workspace.read(lambda db: queue_page(db, desk.members[Role.SDR], desk.clock(), limit=1000))
    return [row.lead_id for row in found if row.reason == "score"]


def test_the_same_playbook_does_nothing(desk: Desk) -> None:
    """Open runs and hand-overs are told all the same: they keep what they began with."""
    begun(desk, my_lead(desk))
    handed_over(desk)

    assert effects(desk) == Effects(
        runs=((1, 1),), handovers=1, reordered=0, entering=0, leaving=0, qualifying=0, failing=0, regraded=0,
        lacking=0, forecasts=(),
    )  # fmt: skip


def test_leads_that_would_qualify_or_no_longer_are_counted(desk: Desk) -> None:
    """By the threshold and by core questions, each run measured by its own script."""
    keys = list(all_good(desk))
    asked(desk, my_lead(desk), all_good(desk))
    asked(desk, my_lead(desk), all_good(desk, but=dict.fromkeys(keys[1:4], WEAK)))
    asked(desk, my_lead(desk), all_good(desk, but={keys[0]: WEAK}))

    assert (effects(desk, ("threshold_pct = 50", "threshold_pct = 80")).failing) == 1
    assert (effects(desk, ("weak_passes = 0", "weak_passes = 1")).qualifying) == 1
    both = effects(desk, ("threshold_pct = 50", "threshold_pct = 95"), ("weak_passes = 0", "weak_passes = 1"))
    assert (both.qualifying, both.failing) == (0, 1)


def test_places_in_the_queue_are_those_that_rescoring_gives(desk: Desk) -> None:
    """The preview says how many leads stand elsewhere; putting it into force and rescoring makes it so."""
    for number in range(12):
        my_lead(desk, title=("总经理", "经理", "专员")[number % 3], company=f"C{number}")
        desk.clock.tick()
    _rescore(desk)
    before = queue(desk)
    rules = tomllib.loads(TEXT)["score_rules"]
    first = next(rule for rule in rules if rule["on"] == "fit.title")
    head = TEXT.index(f'key = "{first["key"]}"\non = "fit.title"')
    at = TEXT.index(f"points = {first['points']}", head)
    text = TEXT[:at] + "points = -500" + TEXT[at + len(f"points = {first['points']}") :]
    told = plan(desk, text).effects
    enforce(desk, text)
    _rescore(desk)
    after = queue(desk)

    assert told.reordered == sum(one != other for one, other in zip(before, after, strict=True)) > 0


def test_leads_of_another_grade_are_counted(desk: Desk) -> None:
    """By the bands alone, or by the scores that rules would give."""
    for title in ("总经理", "经理", "专员"):
        my_lead(desk, title=title)
    _rescore(desk)
    scores = desk.workspace.read(lambda db: list(db.execute(select(Lead.score)).scalars()))

    told = effects(desk, ("score_from = 50", "score_from = 1"))
    assert told.regraded == sum(1 <= score < 50 for score in scores) > 0


def _rescore(desk: Desk) -> None:
    ids = desk.workspace.read(lambda db: tuple(db.execute(select(Lead.id)).scalars()))
    desk.workspace.execute(RescoreLeads(lead_ids=ids))


def test_fields_and_chances_are_felt_where_leads_stand(desk: Desk) -> None:
    """A field newly asked for is missing on the leads already there; the forecast follows the percentages."""
    lead_id = sold(desk)
    desk.workspace.execute(_worth(lead_id, 800_000), as_member=desk.members[Role.SALES_LEAD])
    raw = tomllib.loads(TEXT)["stages"][4]
    assert (raw["key"], raw["win_pct"]) == ("discovery", 25)
    head = TEXT.index('key = "discovery"')
    text = TEXT[:head] + TEXT[head:].replace("win_pct = 25", "win_pct = 40", 1)
    text = text[:head] + text[head:].replace("required = []", 'required = ["registration_no"]', 1)
    told = plan(desk, text).effects

    assert [(one.currency, one.before, one.after) for one in told.forecasts] == [("CNY", 200_000, 320_000)]
    assert told.lacking == 1


def _worth(lead_id: UUID, amount: int) -> Any:
    from app.services.pipeline import SetOpportunity  # noqa: PLC0415

    return SetOpportunity(lead_id=lead_id, amount=amount, currency="CNY", expected_close_on=None)


def test_leads_come_into_the_queue_and_leave_it_with_their_stage(desk: Desk) -> None:
    """It depends on the homes they are given: to the SDRs' stage and they are called, to nurture and they rest."""
    my_lead(desk)
    asked(desk, my_lead(desk), {"need": WEAK})
    old, lean = load(TEXT), load(LEAN)
    for homes, doors in (
        ({"market_validating": "suspect", "market_not_passed": "suspect"}, (1, 0)),
        ({"market_validating": "nurture", "market_not_passed": "nurture"}, (0, 1)),
    ):
        told = desk.workspace.read(effects_of(old, lean, homes, desk.clock()))
        assert (told.entering, told.leaving) == doors


def test_every_difference_is_told_with_its_place() -> None:
    """What is added, removed, moved and changed, inside a question too; a default left out is none."""
    old = tomllib.loads(TEXT)
    new = tomllib.loads(TEXT)
    new["limits"]["threshold_pct"] = 60
    new["questions"][0]["core"] = not new["questions"][0].get("core", False)
    new["questions"][0]["weight"] = 1
    new["questions"][0]["choices"][0]["title"]["en"] = "Better"
    new["questions"][0]["choices"].append({"key": "fresh", "state": "good", "title": {"en": "F"}})
    gone = new["reasons"].pop(1)
    new["stages"].insert(0, new["stages"].pop(2))
    told = differences(old, new)

    assert [(one.kind, one.section, one.field, one.at) for one in told] == [
        (Kind.CHANGED, "limits", "threshold_pct", ("limits", "threshold_pct")),
        (Kind.MOVED, "stages", "", ("stages", 0)),
        (Kind.REMOVED, "reasons", "", ("reasons", 1)),
        (Kind.CHANGED, "questions", "core", ("questions", 0, "core")),
        (Kind.CHANGED, "questions", "title", ("questions", 0, "choices", 0, "title")),
        (Kind.ADDED, "questions", "", ("questions", 0, "choices", len(old["questions"][0]["choices"]))),
    ]
    assert isinstance(told[2], Difference)
    assert told[2].entry == gone
    assert (told[1].before, told[1].after) == (3, 1)
