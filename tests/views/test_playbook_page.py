"""The playbook by keyboard: everyone reads, leads adopt, files come with their problems, exports come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Fact, ReasonKind, Role, StageKind
from app.resources import resource
from app.services.founding import new_member
from app.services.playbook.check import load
from app.services.playbook.limits import Limits
from app.services.playbook.problems import SENTENCES, Problem
from app.services.playbook_files import read_file, shipped
from app.services.playbook_rows import adoption_of, proposal_of
from app.services.playbook_view import agreed
from app.views.i18n import Language, Languages
from app.views.playbook.problem_sentences import PROBLEMS, problem_text
from app.views.playbook.words import FACTS, KINDS, LIMITS, REASON_KINDS
from app.views.playbook_page import PlaybookPage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.handovers import a_handover
from tests.leads import a_lead
from tests.views.live import CTRL, KEY, Live, live_window

TEXT = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
CHANGED = TEXT.replace("threshold_pct = 50", "threshold_pct = 60")
type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(language: Language = Language.EN) -> Live:
            def page(surroundings: Surroundings) -> PlaybookPage:
                return PlaybookPage(surroundings, desk.workspace.member_id)

            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))

        yield made


def in_force(desk: Desk) -> str:
    return desk.workspace.read(agreed).playbook.playbook.key


@pytest.mark.parametrize("language", list(Language))
def test_everyone_reads_every_section(show: Open, desk: Desk, language: Language) -> None:
    """Figures switch; each section says something of the document, in the language of the screens."""
    desk.wear(Role.SDR)
    live = show(language)
    book = desk.workspace.read(agreed).playbook
    said = {
        KEY.Key_1: book.definitions[0].meaning,
        KEY.Key_2: book.stages[-1].title,
        KEY.Key_3: book.questions[-1].ask,
        KEY.Key_4: book.reasons[0].title,
        KEY.Key_6: book.assignment_rules[0].title,
        KEY.Key_7: book.playbook.title,
    }
    for key, text in said.items():
        live.press(key)
        assert live.sees(text.shown(language.value))
    live.press(KEY.Key_6)
    assert live.sees(book.tracks[-1].steps[0].title.shown(language.value))
    live.press(KEY.Key_5)
    assert live.sees("50%")

    live.press(KEY.Key_U)
    assert not live.page.panel.isVisible()  # type: ignore[attr-defined]


def test_another_playbook_is_adopted_and_leads_find_their_stages(show: Open, desk: Desk) -> None:
    """U, two steps down, Ctrl+Enter; the leads of stages that go away are counted first."""
    for _ in range(2):
        a_lead(desk.workspace)
    a_handover(desk)
    live = show()
    live.press(KEY.Key_U)
    live.press(KEY.Key_Down, KEY.Key_Down)
    assert live.sees("Leads in Market validating (2) go to")
    assert live.sees("What “Lean” would change")
    live.press(KEY.Key_Return, held=CTRL)

    assert in_force(desk) == "lean"
    assert live.toasts() == ["In force: Lean"]
    assert live.sees("Version 2, in force since")


def test_the_one_in_force_changes_nothing(show: Open, desk: Desk) -> None:
    """It is said, and nothing is sent."""
    live = show()
    live.press(KEY.Key_U, KEY.Key_Down)
    assert live.sees("Nothing: it is the one in force.")
    live.press(KEY.Key_Return, held=CTRL)

    assert len(desk.workspace.read(agreed).versions) == 1


def test_a_file_with_problems_names_every_line(show: Open, desk: Desk, tmp_path: Path) -> None:
    """The path is typed; each problem stands with its line, and nothing can be sent."""
    file = tmp_path / "ours.toml"
    text = shipped("lean").document.replace("threshold_pct = 50", "threshold_pct = 500")
    file.write_text(text.replace("weak_passes = 0", "weak_passes = 9"), encoding="utf-8")
    live = show()
    live.press(KEY.Key_U, KEY.Key_Tab)
    live.type(str(file))
    live.press(KEY.Key_Return)
    line = read_file(file).problems[0].line

    assert live.sees("ours.toml cannot be used yet: 2 to put right")
    assert live.sees(f"line {line}")
    assert live.sees("“threshold_pct” is 500; it must be from 1 to 100.")
    live.press(KEY.Key_Return, held=CTRL)
    assert in_force(desk) == "twelve-stage"


def test_broken_toml_is_told_by_its_line_and_a_wrong_value_is_put_right_in_the_editor(
    show: Open, desk: Desk, tmp_path: Path
) -> None:
    """What is no TOML has no form; what is, can be opened and changed before it comes."""
    file = tmp_path / "ours.toml"
    file.write_text(TEXT.replace("weak_passes = 0", "weak_passes ="), encoding="utf-8")
    line = TEXT[: TEXT.index("weak_passes")].count("\n") + 1
    live = show()
    live.press(KEY.Key_U, KEY.Key_Tab)
    live.type(str(file))
    live.press(KEY.Key_Return)
    assert live.sees(f"line {line}")
    assert live.sees("This is not valid TOML")
    panel = live.page.panel  # type: ignore[attr-defined]
    panel.edit()
    assert panel.isVisible()
    file.write_text(TEXT.replace("claims_a_day = 20", "claims_a_day = 0"), encoding="utf-8")
    live.press(KEY.Key_Return)
    panel.edit()
    live.settle()
    editor = live.page.editor  # type: ignore[attr-defined]
    editor.plan_view.places[0].click()
    live.settle()
    live.focused().selectAll()  # type: ignore[attr-defined]
    live.type("30")
    live.press(KEY.Key_Return, held=CTRL)

    assert desk.workspace.read(agreed).playbook.limits.claims_a_day == 30


def test_an_administrator_reads_and_does_not_change(show: Open, desk: Desk) -> None:
    """They have no say in what is agreed, so nothing is offered."""
    desk.wear(Role.ADMIN)
    live = show()
    live.press(KEY.Key_D, KEY.Key_U)

    assert live.sees("What our words mean")
    assert not live.page.editor.isVisible()  # type: ignore[attr-defined]


def test_a_file_that_is_not_there_is_said_in_a_sentence(show: Open, tmp_path: Path) -> None:
    """What, where and what to do."""
    live = show()
    live.press(KEY.Key_U, KEY.Key_Tab)
    live.type(str(tmp_path / "none.toml"))
    live.press(KEY.Key_Return)

    assert live.sees("This file could not be read")
    assert live.sees("none.toml")


def test_a_changed_file_says_what_it_changes(show: Open, desk: Desk, tmp_path: Path) -> None:
    """A number is told before and after; then it is put into force."""
    file = tmp_path / "ours.toml"
    document = desk.workspace.read(agreed).document
    file.write_text(document.replace("threshold_pct = 50", "threshold_pct = 60"), encoding="utf-8")
    live = show()
    live.press(KEY.Key_U, KEY.Key_Tab)
    live.type(str(file))
    live.press(KEY.Key_Return)
    assert live.sees("Maturity a lead needs before it is handed over: 50% → 60%")
    assert live.sees("it takes effect when a team lead and a sales lead have signed")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.toasts() == ["Proposed: Twelve stages"]
    assert live.sees("Version 2 takes effect when it is signed by: Sales lead")
    assert desk.workspace.read(agreed).playbook.limits.threshold_pct == 50
    live.press(KEY.Key_S)

    assert live.toasts() == ["Proposed: Twelve stages", "In force: Twelve stages"]
    assert desk.workspace.read(agreed).playbook.limits.threshold_pct == 60
    live.press(KEY.Key_7)
    assert live.sees("Signed as Sales lead")


def test_a_proposal_is_withdrawn_with_a_reason(show: Open, desk: Desk) -> None:
    """The one in force stays, and the history says who found what."""
    desk.workspace.execute(proposal_of(adoption_of(load(CHANGED), CHANGED)))
    live = show()
    live.press(KEY.Key_8)
    assert live.sees("Maturity a lead needs before it is handed over: 50% → 60%")
    live.page.proposal.words.setFocus()  # type: ignore[attr-defined]
    live.type("Ten of ten is too much.")
    live.press(KEY.Key_Return)

    assert desk.workspace.read(agreed).proposal is None
    live.press(KEY.Key_Escape)
    live.page.sections.choose("versions")  # type: ignore[attr-defined]
    assert live.sees("“Ten of ten is too much.”")


def test_who_may_not_sign_reads_the_proposal(show: Open, desk: Desk) -> None:
    """A rep sees what may come, and no button."""
    desk.workspace.execute(proposal_of(adoption_of(load(CHANGED), CHANGED)))
    other = new_member(name="Wu", login="wu", role=Role.REP)
    desk.workspace.execute(other, as_member=desk.members[Role.ADMIN])
    desk.workspace.member_id = desk.members[Role.REP] = other.member_id
    live = show()
    live.press(KEY.Key_8)

    assert live.sees("Version 2 takes effect when it is signed by: Sales lead")
    assert not live.page.proposal.sign_button.isVisible()  # type: ignore[attr-defined]
    live.press(KEY.Key_S)
    assert desk.workspace.read(agreed).proposal is not None


def test_what_is_exported_reads_back(show: Open, desk: Desk, tmp_path: Path) -> None:
    """The file is written off the window's thread, and said so."""
    live = show()
    live.page.save(tmp_path / "out.toml")  # type: ignore[attr-defined]
    live.settle()

    assert live.toasts() == ["Playbook exported"]
    assert read_file(tmp_path / "out.toml").playbook == desk.workspace.read(agreed).playbook


@pytest.mark.parametrize("language", list(Language))
def test_everything_that_takes_the_focus_has_a_name(show: Open, desk: Desk, language: Language) -> None:
    """Reading and adopting alike."""
    a_lead(desk.workspace)
    live = show(language)
    assert live.nameless() == []
    live.press(KEY.Key_U, KEY.Key_Down, KEY.Key_Down)

    assert live.nameless() == []


def test_every_fact_kind_reason_and_number_has_its_words() -> None:
    """A list that grows tells us here, not a person on a screen."""
    assert set(FACTS) == set(Fact)
    assert set(KINDS) == set(StageKind)
    assert set(REASON_KINDS) == set(ReasonKind)
    assert set(LIMITS) == {field.name for field in msgspec.structs.fields(Limits)}


def test_every_problem_of_the_checker_has_its_sentence(languages: Languages) -> None:
    """In English it is the checker's own, places included."""
    assert set(PROBLEMS) == set(SENTENCES)
    assert {code: said() for code, said in PROBLEMS.items()} == SENTENCES
    problem = Problem(3, "number.range", {"key": "k", "value": "5", "least": "1", "most": "4"})
    assert problem_text(problem) == problem.sentence


def test_a_forged_proposal_cannot_be_signed_and_is_withdrawn(show: Open, desk: Desk) -> None:
    """Its text shows sixty percent, its rows ten: the page says so, offers no signature, and shows the rows."""
    rows = adoption_of(load(TEXT.replace("threshold_pct = 50", "threshold_pct = 10")), "")
    desk.workspace.execute(proposal_of(msgspec.structs.replace(rows, document=CHANGED)))
    desk.wear(Role.SALES_LEAD)
    live = show()
    live.press(KEY.Key_8)
    assert live.sees("something else than what would take force, in: Numbers")
    assert live.sees("50% → 10%")
    assert not live.sees("Sign as")
    live.press(KEY.Key_S)

    assert desk.workspace.read(agreed).version == 1
    live.page.proposal.words.setFocus()  # type: ignore[attr-defined]
    live.press(KEY.Key_Return)
    assert desk.workspace.read(agreed).proposal is None


def test_a_forged_text_in_force_is_told_and_what_counts_is_shown(show: Open, desk: Desk) -> None:
    """The number the rules read is shown, not the one the text was given."""
    rows = adoption_of(load(TEXT.replace("claims_a_day = 20", "claims_a_day = 7")), "")
    desk.workspace.execute(msgspec.structs.replace(rows, document=TEXT))
    live = show()
    assert live.sees("The text kept with this version says something else, in: Numbers.")
    live.press(KEY.Key_5)

    assert live.sees("7")
    assert not live.sees("20 ")


def test_marketing_edits_scoring_and_nothing_else(show: Open, desk: Desk) -> None:
    """D opens score rules, grades and numbers; another number than scoring's is told to be the team lead's."""
    desk.wear(Role.MARKETING)
    live = show()
    live.press(KEY.Key_U)
    assert not live.page.panel.isVisible()  # type: ignore[attr-defined]
    live.press(KEY.Key_D)
    sections = live.page.editor.sections  # type: ignore[attr-defined]
    assert [sections.option(at).key for at in range(sections.model().rowCount())] == [
        "limits",
        "score_rules",
        "grades",
    ]
    live.press(KEY.Key_Home)
    _typed(live, "claims_a_day", "25")
    assert live.sees("Marketing changes score rules, grades and the numbers of scoring")
    live.press(KEY.Key_Return, held=CTRL)
    assert desk.workspace.read(agreed).version == 1
    _typed(live, "claims_a_day", "20")
    _typed(live, "score_half_life_days", "7")
    live.press(KEY.Key_Return, held=CTRL)

    assert desk.workspace.read(agreed).playbook.limits.score_half_life_days == 7
    assert live.toasts() == ["In force: Twelve stages"]


def test_a_sales_lead_proposes_what_a_team_lead_changes_at_once(show: Open, desk: Desk) -> None:
    """The button says so, and the number waits for the other side."""
    desk.wear(Role.SALES_LEAD)
    live = show()
    live.press(KEY.Key_D, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    _typed(live, "claims_a_day", "25")
    assert live.sees("a team lead edits the rest: it takes effect when one has signed")
    live.press(KEY.Key_Return, held=CTRL)
    found = desk.workspace.read(agreed)

    assert found.version == 1
    assert found.proposal is not None
    assert found.proposal.missing == (Role.TEAM_LEAD,)


def _typed(live: Live, name: str, text: str) -> None:
    editors = live.page.editor.form.editors  # type: ignore[attr-defined]
    line = next(one for way, one in editors.items() if way[-1] == name).findChildren(QLineEdit)[0]
    line.setFocus()
    line.selectAll()
    live.type(text)
    live.page.editor.form.flush()  # type: ignore[attr-defined]
    live.settle()
