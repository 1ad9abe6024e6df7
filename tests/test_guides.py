"""What the guides and the README promise can be done: links lead somewhere, commands and mapping files are understood."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from app.cli.main import parser
from app.services.intake.mapping_file import parse_mapping

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs" / "user-guide.md", ROOT / "docs" / "user-guide.zh.md"]


def blocks(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_to_a_file(page: Path) -> None:
    """Pictures and pages alike."""
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]

    assert targets
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_is_understood(page: Path) -> None:
    """As the command line reads it; a word it does not know would end the test with status 2."""
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    calls = [call for line in lines for call in re.findall(r"\./run decile ([^#&]+)", line)]
    understood = [parser().parse_args(shlex.split(call)).subcommand for call in calls]

    assert None not in understood


@pytest.mark.parametrize("page", PAGES[1:], ids=lambda page: page.name)
def test_the_mapping_file_shown_is_one(page: Path) -> None:
    """Every table, field and option of it exists."""
    (shown,) = blocks(page, "toml")
    mapping = parse_mapping(shown)

    assert mapping.columns == tomllib.loads(shown)["columns"]
    assert (mapping.options.date_order, mapping.options.header_row) == ("dmy", 3)


def test_both_guides_say_the_same() -> None:
    """The same headings, commands and pictures, in two languages."""
    english, chinese = (page.read_text("utf-8") for page in PAGES[1:])

    def shape(text: str) -> list[str]:
        return re.findall(
            r"^#+ |guide-[a-z-]+(?=-(?:en|zh)\.png)|^\| |^- |\*\*(?:Ctrl\+)?[A-Z?/]\*\*", text, re.MULTILINE
        )

    assert shape(english) == shape(chinese)
