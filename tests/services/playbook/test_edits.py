"""Changing a playbook's text: what is asked for changes, and nothing else in the file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.playbook.edits import Add, Drop, Edit, Put, Shift, edited_raw, edited_text, value_at
from app.services.playbook.plain import table_text

FOLDER = Path(__file__).parents[3] / "resources" / "playbooks"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}
LISTS = (
    ("stages",), ("moves",), ("reasons",), ("questions",), ("score_rules",), ("contradictions",), ("grades",),
    ("questions", 0, "choices"), ("questions", 3, "choices"), ("assignment_rules",), ("definitions",),
)  # fmt: skip
ODD = """# ours
stages = [ { key = "a", title = { zh = "一" } }, { key = "b" } ]  # two
moves = []

[limits]  # numbers
threshold_pct = 50 # half
"weak passes" = 0

# A question.
[[questions]]
key = "q"
title.zh = '问'
  [[questions.choices]]
  key = "c"

[questions.more]
note = '''
long # not a comment
'''
[[questions]]
key = "r" """


def comments(text: str) -> list[str]:
    return re.findall(r"(?m)^#.*$", text)


def test_a_number_changes_alone() -> None:
    """Its comment stays, and so does every other line."""
    text = TEXTS["lean"]
    after = edited_text(text, Put(("limits", "threshold_pct"), 60))
    changed = [pair for pair in zip(text.split("\n"), after.split("\n"), strict=True) if pair[0] != pair[1]]

    assert changed == [(
        "threshold_pct = 50  # percent of the script answered well before a hand-over; five of ten [ltc], section 8",
        "threshold_pct = 60  # percent of the script answered well before a hand-over; five of ten [ltc], section 8",
    )]  # fmt: skip


def test_an_entry_comes_and_goes_without_a_trace() -> None:
    """Adding one and taking it away gives the same file, wherever it stood."""
    text = TEXTS["twelve-stage"]
    for entries in LISTS:
        size = len(value_at(tomllib.loads(text), entries))
        for at in (0, 1, size):
            added = edited_text(text, Add((*entries, at), {"key": "new", "title": {"zh": "新", "en": "New"}}))
            assert edited_text(added, Drop((*entries, at))) == text, (entries, at)


def test_a_moved_entry_takes_its_own_comment_along_and_leaves_the_section_its_own() -> None:
    """What stands right above an entry is about it; what a blank line parts from it is not."""
    text = '# all\n\n# of a\n[[stages]]\nkey = "a"\n\n[[stages]]\nkey = "b"\n\n# next\n\n[limits]\nx = 1\n'
    moved = edited_text(text, Shift(("stages", 0), 1))

    assert (
        moved
        == '# all\n\n[[stages]]\nkey = "b"\n\n# of a\n[[stages]]\nkey = "a"\n\n# next\n\n[limits]\nx = 1\n'
    )
    assert edited_text(moved, Shift(("stages", 1), 0)) == text


def test_a_key_that_was_not_there_stands_with_the_others_of_its_table() -> None:
    """In the table's own lines, before the tables below it; in braces behind what is in them."""
    text = TEXTS["lean"]
    raw = tomllib.loads(text)
    at = next(n for n, one in enumerate(raw["questions"]) if "weight" not in one)
    after = edited_text(text, Put(("questions", at, "weight"), 3))

    assert tomllib.loads(after)["questions"][at]["weight"] == 3
    assert comments(after) == comments(text)
    assert edited_text(after, Drop(("questions", at, "weight"))) == text
    no_zh = edited_text(text, Drop(("stages", 0, "title", "zh")))
    assert tomllib.loads(no_zh)["stages"][0]["title"] == {"en": "Suspect"}
    assert 'title = { en = "Suspect", zh = "新" }' in edited_text(
        no_zh, Put(("stages", 0, "title", "zh"), "新")
    )


@pytest.mark.parametrize("edit", [
    Put(("stages", 0, "title", "zh"), "二"), Put(("stages", 1, "title"), {"en": "B"}), Drop(("stages", 0)),
    Add(("stages", 2), {"key": "c"}), Shift(("stages", 0), 1), Add(("moves", 0), {"from": "a", "to": ["b"]}),
    Put(("limits", "weak passes"), 1), Put(("limits", "more"), "a\nb\x7f"), Put(("questions", 0, "title", "en"), "Q"),
    Put(("questions", 1, "title", "en"), "Q"), Drop(("questions", 0)), Shift(("questions", 0), 1),
    Add(("questions", 1, "choices", 0), {"key": "d"}), Drop(("questions", 0, "choices", 0)), Drop(("nothing",)),
    Put(("questions", 0, "more", "other"), [1, 2]), Put(("limits",), {}), Put(("questions", 0, "title", "zh"), "是"),
])  # fmt: skip
def test_files_written_another_way_can_be_edited_too(edit: Edit) -> None:
    """In brackets, dotted, indented, without a last line's end: the file says what was asked for."""
    assert tomllib.loads(edited_text(ODD, edit)) == edited_raw(tomllib.loads(ODD), edit)


@st.composite
def edits(draw: st.DrawFn, text: str) -> Edit:
    raw = tomllib.loads(text)
    entries = draw(st.sampled_from(LISTS))
    held = value_at(raw, entries) or []
    at = draw(st.integers(0, max(0, len(held) - 1)))
    match draw(st.sampled_from(["put", "drop", "add", "shift", "limit"])):
        case "put" if held:
            key = draw(st.sampled_from(sorted({*held[at], "weight", "title"} - {"choices"})))
            value = draw(st.sampled_from([-1, True, '要\n"x" # 不是', [], ["a"], {"zh": "一", "en": ""}]))
            return Put((*entries, at, key), value)
        case "drop" if len(held) > 1:
            return Drop((*entries, at))
        case "shift" if held:
            return Shift((*entries, at), draw(st.integers(0, len(held) - 1)))
        case "limit":
            return Put(("limits", draw(st.sampled_from(sorted(raw["limits"])))), draw(st.integers(-5, 500)))
        case _:
            return Add((*entries, draw(st.integers(0, len(held)))), {"key": "x", "choices": [{"key": "y"}]})


@given(data=st.data(), name=st.sampled_from(sorted(TEXTS)))
@settings(max_examples=20, deadline=None)
def test_any_edits_say_what_they_should_and_keep_every_comment(data: st.DataObject, name: str) -> None:
    """Text and values stay in step through any row of edits, and no comment of its own line is lost."""
    text = TEXTS[name]
    for _ in range(4):
        edit = data.draw(edits(text))
        wanted = edited_raw(tomllib.loads(text), edit)
        before, text = text, edited_text(text, edit)
        assert tomllib.loads(text) == wanted
        assert text.count("\n\n\n") == 0
        if not isinstance(edit, Shift):
            assert comments(text) == comments(before)
        assert sorted(comments(text)) == sorted(comments(before))


def test_the_shipped_playbooks_can_be_written_whole() -> None:
    """What has to be written anew reads back as it was."""
    for text in TEXTS.values():
        raw = tomllib.loads(text)
        assert tomllib.loads(table_text(raw)) == raw
