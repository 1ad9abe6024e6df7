"""``decile playbook``: files go in and out whole, and what is wrong with one is named by its line."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from app.cli.main import run
from app.resources import resource
from app.services.founding import SHIPPED_PLAYBOOKS
from app.services.playbook.check import load
from app.services.playbook_rows import adoption_of

TEXT = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
type Captured = pytest.CaptureFixture[str]


def called(capsys: Captured, tmp_path: Path, *words: str) -> tuple[int, dict[str, object]]:
    status = run(["playbook", *words, "--profile", str(tmp_path / "profile"), "--json"])
    return status, json.loads(capsys.readouterr().out)


def file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def _line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_shipped_playbooks_come_back_as_they_went_in(capsys: Captured, tmp_path: Path) -> None:
    """Character for character, comments included."""
    for name in SHIPPED_PLAYBOOKS:
        text = resource("playbooks", f"{name}.toml").read_text(encoding="utf-8")
        assert called(capsys, tmp_path, "import", file(tmp_path, text))[0] == 0
        assert called(capsys, tmp_path, "export", str(tmp_path / "out.toml"))[0] == 0
        assert (tmp_path / "out.toml").read_bytes() == text.encode()


def test_one_person_alone_signs_for_both_sides(capsys: Captured, tmp_path: Path) -> None:
    """Another threshold is proposed by the team lead and signed by the sales lead, who are the same person."""
    changed = file(tmp_path, TEXT.replace("threshold_pct = 50", "threshold_pct = 60"))
    status, told = called(capsys, tmp_path, "import", changed)

    assert (status, told) == (0, {"version": 2, "in_force": True, "waits_for": []})


def test_a_version_whose_text_was_forged_is_exported_as_it_counts(capsys: Captured, tmp_path: Path) -> None:
    """`decile do` with other rows than the text says: what is written is what the rules read, and it is said."""
    forged = msgspec.structs.replace(
        adoption_of(load(TEXT.replace("claims_a_day = 20", "claims_a_day = 7")), TEXT), based_on=None
    )
    profile = ["--profile", str(tmp_path / "profile")]
    words = ["do", forged.kind, msgspec.json.encode(forged).decode(), "--as", "team_lead", *profile]
    assert run(words) == 0
    capsys.readouterr()
    assert run(["playbook", "export", str(tmp_path / "out.toml"), *profile]) == 0
    assert "says something else, in: limits" in capsys.readouterr().err

    assert load((tmp_path / "out.toml").read_text(encoding="utf-8")).limits.claims_a_day == 7


_SCRIPT = TEXT[TEXT.index("[[questions]]") : TEXT.index("[[", TEXT.rindex("[[questions.choices]]") + 3)]
_LOST_STAGE = (
    '[[stages]]\nkey = "limbo"\nkind = "open"\ntitle = { en = "Limbo" }\nreached_by = ["stage.moved"]\n\n'
)


@pytest.mark.parametrize(("text", "at", "said"), [
    (TEXT.replace("weak_passes = 0", "weak_passes = ="), "weak_passes", "This is not valid TOML"),
    (TEXT.replace("[[moves]]", _LOST_STAGE + "[[moves]]", 1), '[[stages]]\nkey = "limbo"', "Nobody can reach “limbo”"),
    ("questions = []\n" + TEXT.replace(_SCRIPT, ""), "questions = []", "The script has no question that counts."),
    (TEXT.replace("free_text = true", "free_text = true\nweight = -1", 1), "weight = -1",
     "“weight” is -1; it must be from 1 to 1000."),
    (TEXT.replace("win_pct = 25", "win_pct = 130", 1), "win_pct = 130", "“win_pct” is 130; it must be from 0 to 100."),
], ids=["broken", "unreachable", "no questions", "weight", "probability"])  # fmt: skip
def test_what_cannot_be_is_refused_with_its_line(
    capsys: Captured, tmp_path: Path, text: str, at: str, said: str
) -> None:
    """Check and import alike; the line is where one would put it right, and nothing is taken from the file."""
    for what in ("check", "import"):
        status = run(["playbook", what, file(tmp_path, text), "--profile", str(tmp_path / "p"), "--json"])
        problems = json.loads(capsys.readouterr().out)["problems"]
        assert status == 1
        assert (_line(text, at), True) in [(one["line"], one["message"].startswith(said)) for one in problems]
