"""Whatever a file says: checking never crashes, and it loads exactly when nothing is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.playbook.check import check, load
from app.services.playbook.lines import line_index, line_of
from app.services.playbook.problems import InvalidPlaybook
from app.services.playbook.toml import dump

FOLDER = Path(__file__).parents[3] / "resources" / "playbooks"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))]
ODD_VALUES = [
    "-1",
    "0",
    "101",
    "1.5",
    "nan",
    "true",
    '""',
    '"x"',
    '"need"',
    '"lost"',
    "[]",
    "[1]",
    '["lead.lost"]',
    "{}",
    '{ en = "x" }',
    "[{}]",
    "1979-05-27T07:32:00Z",
    "0x" + "f" * 40,
    '"\\u0000"',
    '"""\n\n"""',
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A shipped playbook after one to four careless edits of its lines."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "twice", "swap", "value", "copy", "typo", "cut"])):
            case "drop":
                del lines[at]
            case "twice":
                lines.insert(at, lines[at])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "value":
                lines[at] = f"{lines[at].split(' = ')[0]} = {draw(st.sampled_from(ODD_VALUES))}"
            case "copy":
                lines.insert(at, lines[other])
            case "typo":
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(st.text(max_size=2)) + lines[at][place + 1 :]
            case _:
                lines = lines[: at + 1]
        lines = lines or [""]
    return "\n".join(lines)


@settings(max_examples=150)
@given(mutated())
def test_a_carelessly_edited_playbook_loads_exactly_when_nothing_is_wrong(text: str) -> None:
    problems = check(text)

    last = text.count("\n") + 1
    for problem in problems:
        assert 1 <= problem.line <= last
        assert problem.sentence
    if problems:
        with pytest.raises(InvalidPlaybook):
            load(text)
    else:
        book = load(text)
        assert load(dump(book)) == book


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_is_checked_without_a_crash(text: str) -> None:
    assert check(text)


def test_a_playbook_written_and_read_again_is_the_same(shipped: str) -> None:
    book = load(shipped)

    assert load(dump(book)) == book
    assert dump(load(dump(book))) == dump(book)


def test_lines_above_move_every_problem_by_as_many(twelve: str) -> None:
    text = twelve.replace("win_pct = 60", "win_pct = 130").replace('"acceptance"]', '"acceptence"]')

    moved = check("# one\n\n# two\n" + text)
    assert [problem.line - 3 for problem in moved] == [problem.line for problem in check(text)]


TRICKY = '''\
# [not.a.table]
"a b".'c' = """
[x]
key = "1"""" # two quotes in the string
list = [
  1, # [
  { deep = [ "]", '}' ] },
]
[t."q\\"u"]
x = { y = 1, z.w = "#" }
[[rows]]
n = 1
[[rows.inner]]
m = 1
[[rows.inner]]
m = 2
[[rows]]
[[rows.inner]]
m = 3
'''


def test_lines_are_found_in_whatever_way_a_value_is_written() -> None:
    lines = line_index(TRICKY)

    assert lines["a b", "c"] == 2
    assert lines["list", 1, "deep", 1] == 7
    assert lines["t", 'q"u', "x", "z", "w"] == 10
    assert lines["rows", 0, "inner", 1, "m"] == 16
    assert lines["rows", 1, "inner", 0, "m"] == 19
    assert line_of(lines, ("rows", 1, "missing", 3)) == 17


@pytest.mark.parametrize("text", [*TEXTS, TRICKY])
def test_everything_in_a_file_has_a_line(text: str) -> None:
    paths = list(_paths(tomllib.loads(text), ()))
    lines = line_index(text)

    assert [path for path in paths if path not in lines] == []


def _paths(value: object, at: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    found = [at] if at else []
    for key, inner in entries:
        found += _paths(inner, (*at, key))
    return found
