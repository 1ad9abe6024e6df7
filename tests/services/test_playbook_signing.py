"""Another script, threshold or reason takes effect when both sides have signed; until then the earlier one holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.models.leads import StageMove
from app.models.playbook import Channel, Playbook, Signature
from app.models.runs import Run
from app.models.vocabulary import AnswerState, Role
from app.services.kernel.command import Command
from app.services.limits import current_version
from app.services.playbook_adoption import AdoptPlaybook
from app.services.playbook_records import (
    MoveRow,
)
from app.services.playbook_rows import proposal_of
from app.services.playbook_signing import SignPlaybook, WithdrawPlaybook
from tests.builders import Desk, open_desk
from tests.stories import (
    answered,
    begun,
    counting,
    enforce,
    finished,
    limits_with,
    my_lead,
    questions_with,
    refusal,
    rows,
    shipped,
    stage,
)

LEAD, SALES = Role.TEAM_LEAD, Role.SALES_LEAD
THREE = tuple(question for question in questions_with() if question.follow_on_of is None)[:3]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


def changed(**fields: Any) -> AdoptPlaybook:
    return msgspec.structs.replace(shipped(), **fields)


def propose(desk: Desk, adoption: AdoptPlaybook, role: Role = LEAD) -> int:
    return int(desk.workspace.execute(proposal_of(adoption), as_member=desk.members[role]).answer["version"])


def give(desk: Desk, command: Command, role: Role) -> None:
    desk.workspace.execute(command, as_member=desk.members[role])


def in_force(desk: Desk) -> int:
    return int(desk.workspace.read(lambda db: db.execute(select(current_version())).scalar_one()))


def test_the_earlier_one_holds_until_both_have_signed(desk: Desk) -> None:
    """Proposing is signing for one's side; the other side's name puts it into force, with who and when."""
    version = propose(desk, changed(limits=limits_with(threshold_pct=70)))
    assert in_force(desk) == 1
    desk.clock.forward(hours=1)
    give(desk, SignPlaybook(version=version), SALES)

    assert in_force(desk) == version == 2
    new = next(row for row in rows(desk, Playbook) if row.version == 2)
    assert (new.based_on, new.proposed_by_id, new.adopted_by_id, new.adopted_at) == (
        1, desk.members[LEAD], desk.members[SALES], desk.clock(),
    )  # fmt: skip
    assert [(row.role, row.member_id) for row in rows(desk, Signature)] == [
        ("sales_lead", desk.members[SALES]), ("team_lead", desk.members[LEAD]),
    ]  # fmt: skip


@pytest.mark.parametrize("fields", [
    {"limits": limits_with(threshold_pct=51)}, {"limits": limits_with(weak_passes=1)},
    {"limits": limits_with(stale_answer_days=29)}, {"reasons": shipped().reasons[1:]}, {"questions": THREE},
    {"choices": shipped().choices[:-1]}, {"questions": questions_with(need={"weight": 2})},
    {"questions": questions_with(need={"ask_zh": "您好"})},
])  # fmt: skip
def test_nobody_changes_script_threshold_or_reasons_alone(desk: Desk, fields: dict[str, Any]) -> None:
    """However small: a word that is read aloud is part of what was agreed."""
    for role in (LEAD, Role.MARKETING):
        assert refusal(desk, changed(**fields), role=role).code == "needs_signatures"


def test_a_team_lead_changes_the_rest_alone(desk: Desk) -> None:
    """Stages, rules, scores and other numbers take effect at once."""
    give(desk, changed(limits=limits_with(claims_a_day=3), rules=(), matches=(), rule_reps=()), LEAD)

    assert in_force(desk) == 2


LAST_RENAMED = (*shipped().stages[:-1], msgspec.structs.replace(shipped().stages[-1], title_en="Away"))
REST: tuple[dict[str, Any], ...] = (
    {"limits": limits_with(claims_a_day=3)}, {"limits": limits_with(suspect_below_points=80, recall_days=3)},
    {"limits": shipped().limits[:-1]}, {"rules": shipped().rules[1:]}, {"stages": LAST_RENAMED},
    {"moves": shipped().moves[1:]}, {"facts": shipped().facts[1:]}, {"required": shipped().required[1:]},
    {"channels": shipped().channels[1:]}, {"record_fields": shipped().record_fields[1:]},
    {"record_values": shipped().record_values[1:]}, {"contradictions": shipped().contradictions[1:]},
    {"key": "ours"}, {"title_zh": "我们的"}, {"title_en": "Ours"},
)  # fmt: skip
SCORING: tuple[dict[str, Any], ...] = (
    {"score_rules": shipped().score_rules[1:]}, {"score_words": shipped().score_words[1:]},
    {"grades": tuple(msgspec.structs.replace(row, score_from=row.score_from + 1) for row in shipped().grades)},
    {"limits": limits_with(suspect_below_points=80)}, {"limits": limits_with(score_half_life_days=7)},
)  # fmt: skip


@pytest.mark.parametrize("fields", REST)
def test_a_sales_lead_and_marketing_change_nothing_of_the_rest_alone(
    desk: Desk, fields: dict[str, Any]
) -> None:
    """A sales lead signs; marketing edits scoring; numbers, stages and assignment are the team lead's to edit."""
    assert refusal(desk, changed(**fields), role=SALES).code == "not_allowed"
    assert refusal(desk, changed(**fields), role=Role.MARKETING).code == "only_scoring_yours"
    assert in_force(desk) == 1


@pytest.mark.parametrize("fields", SCORING)
def test_marketing_edits_scoring_alone(desk: Desk, fields: dict[str, Any]) -> None:
    """Points, words, grades and the numbers of scoring take effect at once; a sales lead only proposes them."""
    assert refusal(desk, changed(**fields), role=SALES).code == "not_allowed"
    give(desk, changed(**fields), Role.MARKETING)

    assert in_force(desk) == 2


def test_what_a_sales_lead_proposes_waits_for_a_team_lead(desk: Desk) -> None:
    """Even a number that a team lead would change at once."""
    version = propose(desk, changed(limits=limits_with(claims_a_day=3)), SALES)
    assert in_force(desk) == 1
    give(desk, SignPlaybook(version=version), LEAD)

    assert in_force(desk) == version


def test_an_administrator_brings_the_first_playbook_and_no_other(desk: Desk) -> None:
    """They found the workspace; afterwards they have no say in it."""
    assert refusal(desk, shipped(), role=Role.ADMIN).code == "not_yours_to_agree"


def test_each_side_signs_once_and_only_what_waits(desk: Desk) -> None:
    """A second name of the same side would be no agreement; what is decided stays decided."""
    version = propose(desk, changed(questions=THREE), SALES)
    assert refusal(desk, SignPlaybook(version=version), role=SALES).code == "signed_already"
    assert refusal(desk, SignPlaybook(version=99), role=LEAD).code == "unknown_version"
    give(desk, SignPlaybook(version=version), LEAD)

    assert refusal(desk, SignPlaybook(version=version), role=LEAD).code == "proposal_closed"
    assert refusal(desk, WithdrawPlaybook(version=version, words=""), role=LEAD).code == "proposal_closed"


def test_one_proposal_at_a_time_and_nothing_passes_it_by(desk: Desk) -> None:
    """Else somebody would sign what no longer fits, or undo a change they never saw."""
    version = propose(desk, changed(questions=THREE))
    assert refusal(desk, proposal_of(shipped()), role=SALES).code == "proposal_open"
    assert refusal(desk, changed(limits=limits_with(claims_a_day=3)), role=LEAD).code == "proposal_open"
    give(desk, WithdrawPlaybook(version=version, words="Ten questions are ten."), SALES)
    give(desk, changed(limits=limits_with(claims_a_day=3)), LEAD)

    assert in_force(desk) == 3
    assert refusal(desk, changed(based_on=1), role=LEAD).code == "playbook_changed"
    assert refusal(desk, SignPlaybook(version=version), role=SALES).code == "proposal_closed"


def test_a_proposal_changes_nothing_before_it_is_signed(desk: Desk) -> None:
    """Channels and the leads' stages wait for the last signature as well."""
    lead_id = my_lead(desk)
    lean = shipped("lean")
    here, there = stage(desk, lead_id), "suspect"
    channels = (msgspec.structs.replace(lean.channels[0], key="fair", title_en="Fair"),)
    lean = msgspec.structs.replace(
        lean, rehomed=(MoveRow(from_stage=here, to_stage=there),), channels=channels
    )
    version = propose(desk, lean)
    assert stage(desk, lead_id) == here
    assert not rows(desk, Channel, Channel.key == "fair")
    give(desk, SignPlaybook(version=version), SALES)

    assert stage(desk, lead_id) == there
    assert there in {row.to_stage for row in rows(desk, StageMove, StageMove.lead_id == lead_id)}
    assert [row.title_en for row in rows(desk, Channel, Channel.key == "fair")] == ["Fair"]


def test_leads_that_moved_meanwhile_need_a_home_before_the_last_signature(desk: Desk) -> None:
    """Nobody's lead is left in a stage that no longer exists."""
    version = propose(desk, shipped("lean"))
    lead_id = my_lead(desk)
    refused = refusal(desk, SignPlaybook(version=version), role=SALES)

    assert (refused.code, refused.place) == ("stage_without_home", {"items": [stage(desk, lead_id)]})


GOOD, WEAK = AnswerState.GOOD, AnswerState.WEAK
SCRIPTS = st.fixed_dictionaries({
    "take": st.integers(1, 10), "weight": st.integers(1, 9), "threshold": st.integers(1, 100), "at": st.integers(0, 12),
})  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(SCRIPTS, min_size=1, max_size=3), good=st.sets(st.integers(0, 9)))
def test_editing_the_script_never_changes_what_a_run_is_worth(
    desk: Desk, edits: list[dict[str, int]], good: set[int]
) -> None:
    """Before, between or after its answers: a run is measured by the script it was asked with."""
    first = enforce(desk, shipped())
    keys = counting(desk)
    run_id = begun(desk, my_lead(desk))
    twin_id = begun(desk, my_lead(desk))
    states = {key: GOOD if at in good else WEAK for at, key in enumerate(keys)}
    answered(desk, run_id, states)
    settled = finished(desk, run_id)
    for edit in edits:
        heavy = questions_with(**{key: {"weight": edit["weight"]} for key in keys[: edit["at"]]})
        kept = keys[: edit["take"]]
        script = tuple(row for row in heavy if row.key in kept)
        enforce(desk, changed(questions=script, limits=limits_with(threshold_pct=edit["threshold"])))
    answered(desk, twin_id, states)

    assert finished(desk, twin_id) == settled == {"good_weight": len(good), "total_weight": len(keys)}
    for row in rows(desk, Run, Run.id.in_([run_id, twin_id])):
        assert (row.good_weight, row.total_weight, row.playbook_version) == (len(good), len(keys), first)
