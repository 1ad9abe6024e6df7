"""Drafts and remembered things: kept by place and key, replaced, found again, forgotten."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from app.services import drafts, remembering
from tests.builders import Desk, open_desk


def test_the_latest_words_of_a_place_are_kept(tmp_path: Path) -> None:
    """Each saving takes the place of the one before; empty words leave nothing."""
    place = drafts.call_place(uuid4())
    with open_desk(tmp_path) as desk:
        workspace = desk.workspace
        assert workspace.read(drafts.words_at(place)) == ""
        workspace.keep(drafts.save(place, "she will", at=1))
        workspace.keep(drafts.save(place, "she will call back", at=2))
        assert workspace.read(drafts.words_at(place)) == "she will call back"
        workspace.keep(drafts.save(place, "", at=3))
        assert workspace.read(drafts.kept_words()) == []


def test_drafts_are_found_by_the_beginning_of_their_place(tmp_path: Path) -> None:
    """After a crash the call desk asks for the words of calls, the latest first."""
    with open_desk(tmp_path) as desk:
        for at, place in enumerate(("call:1", "note:1", "call:2", "call_3")):
            desk.workspace.keep(drafts.save(place, f"words {at}", at=at))

        found = desk.workspace.read(drafts.kept_words("call:"))
    assert [(kept.place, kept.words, kept.saved_at) for kept in found] == [
        ("call:2", "words 2", 2),
        ("call:1", "words 0", 0),
    ]


def test_a_draft_is_forgotten_with_the_command_that_used_it_or_not_at_all(tmp_path: Path) -> None:
    """In one transaction: words are neither lost between the two nor offered twice."""
    with open_desk(tmp_path) as desk:
        desk.workspace.keep(drafts.save("call:1", "words", at=1))
        with pytest.raises(ZeroDivisionError):
            _forget_and_fail(desk)
        assert desk.workspace.read(drafts.words_at("call:1")) == "words"
        with desk.workspace.batch() as batch:
            batch.read(drafts.forget("call:1"))
        assert desk.workspace.read(drafts.words_at("call:1")) == ""


def _forget_and_fail(desk: Desk) -> None:
    with desk.workspace.batch() as batch:
        batch.read(drafts.forget("call:1"))
        raise ZeroDivisionError


def test_what_is_remembered_is_found_by_its_key(tmp_path: Path) -> None:
    """The mapping of a set of headings is found when a file with the same headings comes."""
    key = remembering.mapping_key("abc123")
    with open_desk(tmp_path) as desk:
        workspace = desk.workspace
        assert workspace.read(remembering.remembered(key)) is None
        workspace.keep(remembering.remember(key, "[columns]"))
        workspace.keep(remembering.remember(key, '[columns]\nCompany = "company"'))
        workspace.keep(remembering.remember("other", "1"))
        assert workspace.read(remembering.remembered(key)) == '[columns]\nCompany = "company"'
        assert list(workspace.read(remembering.all_remembered("import."))) == [key]
        workspace.keep(remembering.forget(key))
        assert workspace.read(remembering.remembered(key)) is None
