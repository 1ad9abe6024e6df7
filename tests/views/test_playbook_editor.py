"""The playbook edited by keyboard: forms for everything, problems beside their field, undo, and what would change."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role
from app.resources import resource
from app.services.playbook.edits import Drop, edited_text
from app.services.playbook.fields import INNER, Asks, fields_of
from app.services.playbook.plain import ORDER
from app.services.playbook_draft import Draft, draft_at_hand
from app.services.playbook_files import shipped
from app.services.playbook_view import agreed
from app.views.i18n import Language, Languages
from app.views.playbook.edit_panel import EditPanel
from app.views.playbook.field_editors import EDITORS
from app.views.playbook.field_words import FIELD_NAMES, SECTION_NAMES
from app.views.playbook_page import PlaybookPage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.stories import begun, my_lead
from tests.views.live import ALT, CTRL, KEY, Live, live_window

TEXT = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
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

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))
            live.press(KEY.Key_D)
            return live

        yield made


def editor(live: Live) -> EditPanel:
    return live.page.editor  # type: ignore[attr-defined,no-any-return]


def draft(desk: Desk) -> Draft:
    found = desk.workspace.read(draft_at_hand)
    assert found is not None
    return found


def to(live: Live, section: str, entry: str = "") -> None:
    """Choose a section, and go down to an entry whose row begins so."""
    panel = editor(live)
    panel.sections.setFocus()
    live.press(KEY.Key_Home)
    while panel.sections.key() != section:
        live.press(KEY.Key_Down)
    panel.entries.setFocus()
    while entry and not _row(panel).startswith(entry):
        live.press(KEY.Key_Down)


def _row(panel: EditPanel) -> str:
    option = panel.entries.option(panel.entries.currentIndex().row())
    return option.text.strip() if option else ""


def field(live: Live, name: str) -> QLineEdit:
    """Move the focus to the line of a field."""
    found = next(one for way, one in editor(live).form.editors.items() if way[-1] == name)
    line = found.findChildren(QLineEdit)[0]
    line.setFocus()
    line.selectAll()
    return line


def typed(live: Live, name: str, text: str) -> None:
    field(live, name)
    live.type(text)
    editor(live).form.flush()
    live.settle()


def test_a_number_is_changed_and_told_before_it_is_sent(show: Open, desk: Desk) -> None:
    """The difference and what it does stand beside the form; Ctrl+Enter puts it into force."""
    begun(desk, my_lead(desk))
    live = show()
    to(live, "limits")
    typed(live, "claims_a_day", "25")

    assert live.sees("Leads one may claim in a day, given back or not: 20 → 25")
    assert live.sees("1 open run keeps version 1")
    assert live.sees("it takes effect at once")
    live.press(KEY.Key_Return, held=CTRL)
    assert desk.workspace.read(agreed).playbook.limits.claims_a_day == 25
    assert desk.workspace.read(agreed).document.count("#") == TEXT.count("#")
    assert desk.workspace.read(draft_at_hand) is None
    assert live.toasts() == ["In force: Twelve stages"]


def test_a_weight_of_minus_one_and_a_chance_of_130_are_named_with_line_and_place(
    show: Open, desk: Desk
) -> None:
    """Beside the field, in the list with its line, and nothing can be sent."""
    live = show()
    to(live, "questions", "1.")
    typed(live, "weight", "-1")
    assert live.sees("“weight” is -1; it must be from 1 to 1000.")
    to(live, "stages", "Discovery")
    typed(live, "win_pct", "130")
    line = draft(desk).text[: draft(desk).text.index("win_pct = 130")].count("\n") + 1

    assert live.sees("“win_pct” is 130; it must be from 0 to 100.")
    assert live.sees(f"line {line}")
    live.press(KEY.Key_Return, held=CTRL)
    assert len(desk.workspace.read(agreed).versions) == 1
    places = editor(live).plan_view.places
    places[0].click()
    live.settle()
    assert _row(editor(live)).startswith(("5.", "Discovery"))


def test_a_script_without_questions_and_a_stage_nobody_reaches_are_refused(show: Open, desk: Desk) -> None:
    """Delete by delete; the last one says what is missing."""
    live = show()
    few = [Drop(("questions", at)) for at in reversed(range(2, len(tomllib.loads(TEXT)["questions"])))]
    editor(live).open(edited_text(TEXT, *few))
    live.settle()
    to(live, "questions")
    while draft(desk).raw.get("questions"):
        live.press(KEY.Key_Delete)
    assert live.sees("The script has no question that counts.")
    live.press(KEY.Key_Z, held=ALT)
    to(live, "stages")
    live.press(KEY.Key_Insert)

    assert live.sees("Nobody can reach “stage_")
    assert not editor(live).is_ready


def test_undo_goes_back_step_by_step_to_where_it_was(show: Open, desk: Desk) -> None:
    """Alt+Z undoes, Alt+Y does it again, across sections and for everything alike."""
    live = show()
    to(live, "limits")
    typed(live, "threshold_pct", "60")
    to(live, "reasons")
    live.press(KEY.Key_Delete)
    live.press(KEY.Key_Down, held=ALT)
    assert len(draft(desk).differences) >= 3
    live.press(KEY.Key_Z, KEY.Key_Z, held=ALT)
    assert [one.section for one in draft(desk).differences] == ["limits"]
    live.press(KEY.Key_Z, held=ALT)
    assert draft(desk).text == TEXT
    assert editor(live).sections.key() == "limits"
    live.press(KEY.Key_Y, held=ALT)

    assert [one.section for one in draft(desk).differences] == ["limits"]


def test_a_question_gets_an_answer_that_ends_the_run(show: Open, desk: Desk) -> None:
    """Added with a key, worded in both languages, its state and its reason chosen; it is proposed then."""
    live = show()
    to(live, "questions", "2.")
    live.press(KEY.Key_A, held=ALT)
    panel = editor(live)
    title = panel.form.editors["title",]
    for language, words in (("zh", "不做"), ("en", "Not for us")):
        title.fields[language].setFocus()  # type: ignore[attr-defined]
        live.type(words)
    _choose(live, "state", "disqualifying")
    assert live.sees("ends the run and must name a reason")
    _choose(
        live,
        "reason",
        str(next(one["key"] for one in draft(desk).raw["reasons"] if one["kind"] == "disqualify")),
    )

    assert draft(desk).problems == ()
    assert live.sees("Present situation › Not for us") or live.sees("› Not for us")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.toasts() == ["Proposed: Twelve stages"]
    assert desk.workspace.read(agreed).version == 1
    live.press(KEY.Key_S)
    asked = desk.workspace.read(agreed).playbook.questions
    assert "Not for us" in {choice.title.en for question in asked for choice in question.choices}


def _choose(live: Live, name: str, value: str) -> None:
    box = editor(live).form.editors[name,].findChildren(QComboBox)[0]
    box.setFocus()
    at = box.findData(value)
    assert at >= 0
    live.press(KEY.Key_Home)
    while box.currentIndex() < at:
        live.press(KEY.Key_Down)


def test_what_was_typed_is_there_after_a_restart(show: Open, desk: Desk) -> None:
    """Escape leaves the draft; the page offers to go on, and the draft is the same."""
    live = show()
    to(live, "questions", "1.")
    editor(live).form.editors["core",].findChildren(QCheckBox)[0].click()
    live.settle()
    live.press(KEY.Key_Escape)
    live.press(KEY.Key_Escape)
    assert live.sees("Go on editing")
    live.press(KEY.Key_D)

    assert live.sees("1 difference")
    live.page.editor.discard()  # type: ignore[attr-defined]
    live.settle()
    assert desk.workspace.read(draft_at_hand) is None


def test_a_stage_that_goes_away_asks_where_its_leads_go(show: Open, desk: Desk) -> None:
    """Counted, proposed, and carried out."""
    a_lead(desk.workspace)
    live = show()
    editor(live).open(shipped("lean").document)
    live.settle()

    assert live.sees("Leads in Market validating (1) go to")
    live.press(KEY.Key_Return, held=CTRL)
    assert desk.workspace.read(agreed).playbook.playbook.key == "lean"


@pytest.mark.parametrize("language", list(Language))
def test_every_section_can_be_worked_and_everything_has_a_name(
    show: Open, desk: Desk, language: Language
) -> None:
    """Each with its first entry and its first inner one; no field without a name in either language."""
    live = show(language)
    for section in SECTION_NAMES:
        editor(live).go_to((section, 0))
        live.settle()
        assert live.nameless() == [], section
        raw = tomllib.loads(draft(desk).text)
        held = raw.get(section)
        assert held is None or editor(live).form.rows, section
        if section in INNER:
            editor(live).go_to((section, 0, INNER[section], 0))
            live.settle()
            assert live.nameless() == [], section


def test_every_field_has_its_words_and_every_kind_its_editor() -> None:
    """A field that grows in the document tells us here."""
    assert set(SECTION_NAMES) == set(ORDER)
    assert set(EDITORS) == set(Asks)
    for section in ORDER:
        for inner in ("", *([INNER[section]] if section in INNER else [])):
            if section != "limits":
                assert {field.name for field in fields_of(section, inner)} <= set(FIELD_NAMES)
