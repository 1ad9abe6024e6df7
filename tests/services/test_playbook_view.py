"""The playbook as people read it: definitions, versions, and what another one would change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import RuleViolation, Unavailable
from app.models.vocabulary import Role
from app.services.exporting import write_text
from app.services.playbook.check import load
from app.services.playbook_files import examined, read_file, shipped, shipped_titles
from app.services.playbook_plan import plan_of
from app.services.playbook_view import agreed
from tests.builders import Desk, open_desk
from tests.handovers import a_handover
from tests.leads import a_lead


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


def test_everyone_reads_what_is_agreed_and_since_when(desk: Desk) -> None:
    """The document in force comes with its meanings, and the history with who and when."""
    found = desk.workspace.read(agreed)

    assert found.playbook.playbook.key == "twelve-stage"
    assert found.playbook.stages[0].meaning is not None
    assert [(one.version, one.adopted_by, one.is_current) for one in found.versions] == [
        (1, "Chen Wei", True)
    ]


def test_the_same_playbook_changes_nothing(desk: Desk) -> None:
    """Adopting what is in force is offered as what it is."""
    plan = desk.workspace.read(plan_of(shipped("twelve-stage")))

    assert plan.is_same
    assert (plan.gone, plan.limits, plan.stages_added, plan.questions_changed) == ((), (), (), ())


def test_leads_in_stages_that_go_away_are_counted_and_find_a_home(desk: Desk) -> None:
    """A leaner playbook asks where the leads go, and suggests the stage most like the old one."""
    for _ in range(3):
        a_lead(desk.workspace)
    a_handover(desk)
    lean = shipped("lean")
    plan = desk.workspace.read(plan_of(lean))

    assert {(gone.key, gone.leads) for gone in plan.gone} == {
        ("market_validating", 3),
        ("sales_validating", 1),
    }
    with pytest.raises(RuleViolation, match="stage_without_home"):
        desk.workspace.execute(plan.command({}, Role.TEAM_LEAD))
    desk.workspace.execute(plan.command({gone.key: gone.suggested for gone in plan.gone}, Role.TEAM_LEAD))
    after = desk.workspace.read(agreed)
    assert after.playbook.playbook.key == "lean"
    assert [one.version for one in after.versions] == [2, 1]


def test_what_would_change_is_named(desk: Desk) -> None:
    """Numbers, stages and questions that differ are told before anything is adopted."""
    document = desk.workspace.read(agreed).document
    other = document.replace("threshold_pct = 50", "threshold_pct = 60").replace(
        'en = "How it works today"', 'en = "Today"'
    )
    plan = desk.workspace.read(plan_of(examined("ours.toml", other)))

    assert [(one.key, one.before, one.after) for one in plan.limits] == [("threshold_pct", 50, 60)]
    assert [title.en for title in plan.questions_changed] == ["Today"]
    assert not plan.is_same


def test_a_file_with_problems_is_read_with_every_one_of_them(tmp_path: Path) -> None:
    """Each problem has its line; nothing of the file can be adopted."""
    text = shipped("lean").document
    file = tmp_path / "ours.toml"
    file.write_text(text.replace("threshold_pct = 50", "threshold_pct = 500"), encoding="utf-8")
    candidate = read_file(file)

    assert candidate.playbook is None
    assert [problem.code for problem in candidate.problems] == ["number.range"]
    line = next(at for at, said in enumerate(text.splitlines(), 1) if said.startswith("threshold_pct"))
    assert candidate.problems[0].line == line
    with pytest.raises(ValueError, match=r"ours\.toml"):
        plan_of(candidate)


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    """A playbook saved as GBK is told apart from one with a typing error."""
    file = tmp_path / "gbk.toml"
    file.write_bytes(b"# ok\n" + "标题".encode("gbk"))

    assert [(one.line, one.code) for one in read_file(file).problems] == [(2, "toml.broken")]


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(Unavailable, match="file_missing"):
        read_file(tmp_path / "none.toml")


def test_what_is_exported_is_imported_again(desk: Desk, tmp_path: Path) -> None:
    """The file written holds the document in force, comments included."""
    found = desk.workspace.read(agreed)
    path = tmp_path / "out.toml"
    write_text(path, found.document)

    assert read_file(path).document == found.document
    assert load(path.read_text(encoding="utf-8")) == found.playbook


def test_the_shipped_playbooks_are_offered_by_name() -> None:
    """All three, with titles in both languages."""
    assert [key for key, _ in shipped_titles()] == ["twelve-stage", "lean", "five-step"]
    assert all(title.zh and title.en for _, title in shipped_titles())
