"""Text and rows of a version travel together; where they differ the rows are shown, and nobody signs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import from_micros
from app.errors import RuleViolation
from app.models.vocabulary import Role
from app.resources import resource
from app.services.calendar_upkeep import due_calendars
from app.services.playbook.check import check, load
from app.services.playbook.toml import dump
from app.services.playbook_adoption import TABLES, AdoptPlaybook
from app.services.playbook_draft import draft_at_hand, go_on
from app.services.playbook_plan import plan_of_version
from app.services.playbook_reading import current_document
from app.services.playbook_rebuilt import rebuilt
from app.services.playbook_rows import adoption_of, proposal_of
from app.services.playbook_truth import UNREADABLE, truth_in_force, truth_of
from app.services.playbook_view import agreed, signing
from app.services.reports.team_time import zone_of
from tests.builders import Desk, open_desk
from tests.stories import limits_with, my_lead, questions_with, stage

TEXT = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
KINDER = TEXT.replace("threshold_pct = 50", "threshold_pct = 60")
HONEST = adoption_of(load(TEXT), TEXT)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


def forged(**fields: object) -> AdoptPlaybook:
    return msgspec.structs.replace(HONEST, **fields)


def proposed(desk: Desk, adoption: AdoptPlaybook) -> int:
    return int(desk.workspace.execute(proposal_of(adoption)).answer["version"])


def test_what_came_from_a_file_or_the_editor_says_what_its_rows_do(desk: Desk) -> None:
    """The text is kept as it was written, comments included."""
    truth = desk.workspace.read(truth_in_force)

    assert truth.is_proved
    assert (truth.text, truth.playbook) == (TEXT, load(TEXT))


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ({"document": KINDER}, ("limits",)),
        ({"limits": limits_with(threshold_pct=10)}, ("limits",)),
        ({"questions": questions_with(need={"is_core": False})}, ("questions",)),
        ({"reasons": HONEST.reasons[:-1]}, ("reasons",)),
        ({"choices": HONEST.choices[:-1]}, ("choices",)),
        ({"title_zh": "另一本"}, ("playbook",)),
        ({"document": "not a playbook"}, (UNREADABLE,)),
        ({"document": TEXT.replace("threshold_pct = 50", "threshold_pct = 500")}, (UNREADABLE,)),
    ],
)
def test_a_forged_proposal_is_told_and_not_signed(
    desk: Desk, rows: dict[str, object], parts: tuple[str, ...]
) -> None:
    """Whatever was exchanged, text or rows: the parts are named, and the hand that would sign is stopped."""
    version = proposed(desk, forged(**rows))
    plan = desk.workspace.read(plan_of_version(version, desk.clock()))
    assert plan.candidate.strayed == parts
    with pytest.raises(RuleViolation, match="text_strays"):
        desk.workspace.read(signing(version))

    # What is told to change is what the rows change, whatever had to be written anew.
    assert len(plan.differences) <= 2
    honest = desk.workspace.read(agreed)
    assert (honest.version, honest.strayed) == (1, ())


def test_every_table_of_a_version_is_compared(desk: Desk) -> None:
    """Whichever loses a row is named; where leads go is chosen beside the text."""
    honest = {name: getattr(HONEST, name) for _, name, _ in TABLES if getattr(HONEST, name)}
    assert set(honest) == {name for _, name, _ in TABLES} - {"rehomed", "rule_reps", "matches"}
    version = 1
    for name, kept in honest.items():
        if name in {"stages", "facts", "moves", "questions", "choices", "reasons"}:
            continue  # guarded, or tried above
        version = int(desk.workspace.execute(forged(**{name: kept[:-1]})).answer["version"])

        assert desk.workspace.read(lambda db, v=version: truth_of(db, v)).strayed == (name,), name


def test_signers_are_shown_what_would_take_force(desk: Desk) -> None:
    """The plan is made of the rows, and of the homes that were really chosen for the leads."""
    lead_id = my_lead(desk)
    lean = load(resource("playbooks", "lean.toml").read_text(encoding="utf-8"))
    away = adoption_of(lean, TEXT, {stage(desk, lead_id): "lost"})
    plan = desk.workspace.read(plan_of_version(proposed(desk, away), desk.clock()))

    assert [(gone.leads, gone.suggested) for gone in plan.gone] == [(1, "lost")]
    assert {one.en for one in plan.stages_added} >= {title.title.en for title in lean.stages[:1]}
    assert plan.candidate.strayed


def test_what_is_in_force_is_read_from_its_rows_whatever_the_text_says(desk: Desk) -> None:
    """Read, exported, edited, worked by: never the forged words."""
    desk.workspace.execute(forged(document="= nothing\n", limits=limits_with(claims_a_day=3)))
    found = desk.workspace.read(agreed)

    assert found.strayed == (UNREADABLE,)
    assert found.playbook.limits.claims_a_day == 3
    written = desk.workspace.read(current_document)
    assert (check(written.text), load(written.text).limits.claims_a_day) == ([], 3)
    assert desk.workspace.keep(go_on(at=desk.clock())).raw["limits"]["claims_a_day"] == 3
    draft = desk.workspace.read(draft_at_hand)
    assert draft is not None
    assert draft.differences == ()
    assert desk.workspace.read(lambda db: due_calendars(db, today(desk))) == []
    assert str(desk.workspace.read(zone_of)) == "Asia/Shanghai"


def test_a_team_lead_puts_a_strayed_text_right(desk: Desk) -> None:
    """The text written from the rows takes the forged one's place, though no number changes."""
    desk.workspace.execute(forged(document=KINDER))
    text = desk.workspace.read(truth_in_force).text
    desk.workspace.execute(adoption_of(load(text), text))

    assert desk.workspace.read(truth_in_force).is_proved
    assert all_rows(adoption_of(load(text), "")) == all_rows(HONEST)


@pytest.mark.parametrize("name", ["twelve-stage", "lean", "five-step"])
def test_a_shipped_playbook_is_rebuilt_from_its_rows(name: str) -> None:
    """What the rows say is all there, whatever the text it is laid over says of it."""
    playbook = load(resource("playbooks", f"{name}.toml").read_text(encoding="utf-8"))
    adoption = adoption_of(playbook, "")
    rows = {table: frozenset(getattr(adoption, table)) for _, table, _ in TABLES}
    found = rebuilt(load(TEXT), (adoption.key, adoption.title_zh, adoption.title_en), rows)

    assert all_rows(adoption_of(found, "")) == all_rows(adoption)
    own = rebuilt(playbook, (adoption.key, adoption.title_zh, adoption.title_en), rows)
    assert own == playbook
    assert load(dump(own)) == playbook


POINTS = st.integers(-1000, 1000)


@settings(max_examples=20, deadline=None)
@given(points=st.lists(POINTS, min_size=1, max_size=4), threshold=st.integers(1, 100))
def test_any_numbers_are_rebuilt(points: list[int], threshold: int) -> None:
    """Rules and limits come back as they travelled."""
    scored = tuple(
        msgspec.structs.replace(row, points=points[at % len(points)])
        for at, row in enumerate(HONEST.score_rules)
    )
    adoption = forged(score_rules=scored, limits=limits_with(threshold_pct=threshold))
    rows = {table: frozenset(getattr(adoption, table)) for _, table, _ in TABLES}
    found = rebuilt(load(TEXT), (adoption.key, adoption.title_zh, adoption.title_en), rows)

    assert all_rows(adoption_of(found, "")) == all_rows(adoption)


def all_rows(adoption: AdoptPlaybook) -> dict[str, frozenset[object]]:
    return {name: frozenset(getattr(adoption, name)) for _, name, _ in TABLES if name != "rehomed"}


def today(desk: Desk) -> date:
    return from_micros(desk.clock()).date()
