"""A draft survives restarts, is undone step by step, keeps comments, and says what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.vocabulary import Role
from app.resources import resource
from app.services.founding import SHIPPED_PLAYBOOKS
from app.services.playbook.check import check
from app.services.playbook.edits import Drop, Put, Shift, edited_text
from app.services.playbook.fields import INNER, Asks, fields_of
from app.services.playbook.plain import ORDER
from app.services.playbook.references import mentions, removal, renaming
from app.services.playbook_draft import NotReadable, begin, change, discard, draft_at_hand, redo, undo
from app.services.playbook_files import examined
from app.services.playbook_plan import plan_of
from tests.builders import Desk, open_desk

TEXT = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
RAW = tomllib.loads(TEXT)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


def test_steps_are_kept_as_they_are_made_and_undone_one_by_one(desk: Desk) -> None:
    """Undo gives back every character, redo does it again, and a new step ends the redoing."""
    keep = desk.workspace.keep
    keep(begin())
    first = keep(change((Put(("limits", "threshold_pct"), 60),), at=1))
    second = keep(change((Drop(("reasons", 0)),), at=2))
    assert [one.section for one in second.differences] == ["limits", "reasons"]
    assert keep(undo(at=3)).text == first.text  # type: ignore[union-attr]
    assert keep(undo(at=3)).text == TEXT  # type: ignore[union-attr]
    assert keep(undo(at=3)).text == TEXT  # type: ignore[union-attr]
    assert keep(redo(at=4)).text == first.text  # type: ignore[union-attr]
    again = keep(change((Shift(("stages", 0), 1),), at=5))

    assert (again.can_undo, again.can_redo, again.at) == (True, False, ("stages", 0))
    assert desk.workspace.read(draft_at_hand).text == again.text  # type: ignore[union-attr]
    keep(discard())
    assert desk.workspace.read(draft_at_hand) is None


def test_what_is_typed_into_one_field_is_one_step(desk: Desk) -> None:
    """Letters come one by one; undo takes the word back. Another field begins another step."""
    keep = desk.workspace.keep
    keep(begin())
    for word in ("N", "Ne", "New"):
        keep(change((Put(("stages", 0, "title", "en"), word),), at=1))
    keep(change((Put(("stages", 0, "title", "zh"), "新"),), at=2))
    one = keep(undo(at=3))

    assert one is not None
    assert one.raw["stages"][0]["title"]["en"] == "New"
    assert keep(undo(at=4)).text == TEXT  # type: ignore[union-attr]


def test_problems_come_with_their_line_and_their_place(desk: Desk) -> None:
    """The place is the field to go to; the line is that of the file it would become."""
    desk.workspace.keep(begin())
    draft = desk.workspace.keep(change((Put(("questions", 0, "weight"), -1),), at=1))
    (problem,) = draft.problems

    assert (problem.code, problem.at) == ("number.range", ("questions", 0, "weight"))
    assert draft.text.split("\n")[problem.line - 1] == "weight = -1"


def test_a_draft_of_what_is_no_toml_cannot_be_begun(desk: Desk) -> None:
    """Forms need something to show; such a file is put right where it was written."""
    with pytest.raises(NotReadable):
        desk.workspace.keep(begin("stages = ["))


def test_a_draft_becomes_the_playbook_in_force(desk: Desk) -> None:
    """What forms made is taken like a file, comments and all."""
    desk.workspace.keep(begin())
    draft = desk.workspace.keep(change((Put(("limits", "claims_a_day"), 25),), at=1))
    plan = desk.workspace.read(plan_of(examined("draft", draft.text)))
    desk.workspace.execute(plan.command({}, Role.TEAM_LEAD))
    after = desk.workspace.read(draft_at_hand)

    assert after is not None
    assert (after.differences, after.is_outdated) == ((), True)
    assert after.text.count("#") == TEXT.count("#")


@pytest.mark.parametrize("name", SHIPPED_PLAYBOOKS)
def test_another_key_is_another_everywhere(name: str) -> None:
    """Renaming any stage, question, choice, reason or channel leaves a playbook without a problem."""
    text = resource("playbooks", f"{name}.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    named = [(section, 0) for section in ("stages", "questions", "reasons", "channels")]
    for at in [*named, ("questions", 1, "choices", 0)]:
        old = raw
        for part in at:
            old = old[part]  # type: ignore[index]
        changed = text
        for edit in renaming(raw, at, "another"):
            changed = edited_text(changed, edit)

        assert check(changed) == [], at
        assert len(mentions(tomllib.loads(changed), at)) == len(mentions(raw, at))


def test_what_goes_takes_along_what_says_nothing_without_it() -> None:
    """A stage goes with its moves, a question with its follow-ons and contradictions, and no key dangles."""
    pair = RAW["contradictions"][0]
    at = next(place for place, one in enumerate(RAW["questions"]) if one["key"] == pair["question"])
    for path in (("questions", at), ("stages", 6), ("channels", 0), ("questions", 0)):
        text = TEXT
        for edit in removal(RAW, path):
            text = edited_text(text, edit)
        dangling = {
            "question.unknown",
            "stage.unknown",
            "channel.unknown",
            "choice.unknown",
            "follow_on.other",
        }

        assert dangling.isdisjoint(problem.code for problem in check(text))
        assert RAW[path[0]][path[1]]["key"] not in {one["key"] for one in tomllib.loads(text)[path[0]]}


def test_forms_ask_for_everything_a_playbook_says() -> None:
    """Every value of the shipped playbooks has its field, of the right kind."""
    for section in ORDER:
        held = RAW.get(section, [])
        for entry in held if isinstance(held, list) else [held]:
            _is_asked(section, "", entry)
            for one in entry.get(INNER.get(section, ""), ()):
                _is_asked(section, INNER[section], one)


def _is_asked(section: str, inner: str, entry: dict[str, object]) -> None:
    asked = {field.way[0] for field in fields_of(section, inner)}
    assert set(entry) - {"format", INNER.get(section)} <= asked, section
    kinds = {field.way[0]: field.asks for field in fields_of(section, inner)}
    for name, value in entry.items():
        if isinstance(value, bool):
            assert kinds[name] in {Asks.FLAG, Asks.MAYBE}
