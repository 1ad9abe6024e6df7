"""The operator's pages name what there is: every verb of the command line, every code, no other."""

from __future__ import annotations

import re
from pathlib import Path

from app.cli.main import parser
from tests.shared.test_biting import WEAKNESSES

DOCS = Path(__file__).parent.parent.parent / "docs"
SERVICES = Path(__file__).parent.parent.parent / "app" / "services" / "shared"


def test_the_guide_names_every_verb_of_the_operator() -> None:
    """And none that is not there."""
    top = next(action for action in parser()._subparsers._group_actions)  # type: ignore[union-attr]
    shared = top.choices["shared"]  # type: ignore[index]
    verbs = set(next(action for action in shared._subparsers._group_actions).choices)
    text = (DOCS / "administration.md").read_text("utf-8")

    assert set(re.findall(r"decile shared ([a-z-]+)", text)) == verbs


def test_the_guide_explains_codes_that_exist() -> None:
    """Each code of its table is one that the program gives."""
    source = "".join(file.read_text("utf-8") for file in SERVICES.glob("*.py"))
    table = (DOCS / "administration.md").read_text("utf-8").split("## When something is wrong")[1]
    codes = re.findall(
        r"`([a-z_]+)`", "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|"))
    )

    assert len(codes) >= 8
    assert [code for code in codes if f'"{code}"' not in source] == []


def test_what_the_security_page_points_to_is_there() -> None:
    """Files it names, functions and tables it tells operators to use, and how many weaknesses are planted."""
    text = (DOCS / "security.md").read_text("utf-8")
    root = DOCS.parent

    assert [path for path in re.findall(r"`(tests/[a-z_/.]+)`", text) if not (root / path).exists()] == []
    assert "plants nine weaknesses" in text
    assert len(WEAKNESSES) == 9
