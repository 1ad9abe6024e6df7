"""Who is led where: every link of every page, for every role, to a page the role has or not offered at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import app.pages
from app.models.vocabulary import Role
from app.pages import _MODULES, page_specs
from app.views.i18n import Languages
from app.views.imports.result_view import ResultView
from app.views.page_spec import PageSpec
from tests.builders import Desk, open_desk
from tests.refusals import refused
from tests.stories import only_reps
from tests.views.live import KEY, Live, live_window

NOT_OFFERED = {
    (Role.REP, "leads", "import"),
    (Role.REP, "funnel", "import"),
    (Role.REP, "reports", "import"),
    (Role.REP, "follow_ups", "queue"),
    (Role.SALES_LEAD, "follow_ups", "queue"),
    (Role.SALES_LEAD, "import", "duplicates"),
    (Role.ADMIN, "import", "duplicates"),
    *((role, "reports", "calibration") for role in (Role.REP, Role.MARKETING, Role.ADMIN)),
    *((role, "alignment", "review") for role in (Role.SDR, Role.REP, Role.SALES_LEAD, Role.MARKETING)),
}
"""Links a page has which somebody who sees the page may not follow: tested below to be hidden from them."""
VIEWS = Path(app.__path__[0]) / "views"
"""Where pages stand."""


def specs() -> dict[str, PageSpec]:
    return {spec.key: spec for spec in page_specs(_no_workspace, print, print, print)}


def _no_workspace() -> object:
    raise AssertionError("no page is made here")


def links() -> set[tuple[str, str]]:
    """Return every pair of a page and one it leads to, read from the code that leads."""
    keys = {
        name: value for name, value in vars(app.pages).items() if name.isupper() and isinstance(value, str)
    }
    found = set()
    for part in re.split(r"^def _", Path(app.pages.__file__).read_text(encoding="utf-8"), flags=re.MULTILINE)[
        1:
    ]:
        module = next((key for key, name in _MODULES.items() if f"app.views.{name} import" in part), None)
        found |= {
            (module, keys[to]) for to in re.findall(r"(?:_lead_to\(page, [\w.]+, |emit\()([A-Z]+)", part)
        }
    for key, name in _MODULES.items():
        text = (VIEWS / f"{name}.py").read_text(encoding="utf-8")
        found |= {(key, to) for to in re.findall(r'navigate\.emit[(,] ?"(\w+)"', text)}
    return {(page, to) for page, to in found if page is not None}


def test_the_links_are_found() -> None:
    """Else the next test would be true of nothing."""
    assert {
        ("leads", "call"),
        ("alignment", "review"),
        ("import", "duplicates"),
        ("review", "call"),
    } <= links()
    assert len(links()) >= 13


@pytest.mark.parametrize("role", list(Role))
def test_nobody_is_led_to_a_page_that_is_not_theirs(role: Role) -> None:
    """Each link of each page of the role leads to a page of the role, or is one that is not offered."""
    of = specs()
    astray = {(role, page, to) for page, to in links() if of[page].is_for(role) and not of[to].is_for(role)}

    assert astray == {one for one in NOT_OFFERED if one[0] is role}


PAGES = {
    Role.SDR: "queue call inbox leads duplicates funnel alignment import people calendar playbook settings",
    Role.TEAM_LEAD: "queue call inbox review leads duplicates funnel alignment import people calendar playbook settings",
    Role.REP: "call inbox leads funnel alignment people calendar playbook settings",
    Role.SALES_LEAD: "call inbox leads funnel alignment import people calendar playbook settings",
    Role.MARKETING: "leads duplicates funnel alignment import people calendar playbook settings",
    Role.ADMIN: "leads funnel import people calendar playbook settings",
}
"""The rail of each role (spec section 2)."""


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_the_pages_it_works_in(role: Role) -> None:
    """Only the team lead reviews; marketing sees the reports; everybody reads a lead they are led to."""
    of = specs()
    rail = {key for key, spec in of.items() if spec.stands_in_rail(role)}

    assert set(PAGES[role].split()) <= rail
    assert ("review" in rail) == (role is Role.TEAM_LEAD)
    assert of["call"].is_for(role)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        only_reps(made, [made.members[Role.REP]])
        yield made


@pytest.fixture
def live(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Live]:
    pages = page_specs(lambda: desk.workspace, lambda _: None, lambda _: None, lambda *_: None)
    with live_window(qtbot, desk, tmp_path, languages, pages) as made:
        yield made


def test_go_refuses_a_page_the_role_has_not(live: Live) -> None:
    """Whatever led there; one stays where one is, and is told."""
    for role in Role:
        live.wear(role)
        here = live.window.page_key
        missing = [spec.key for spec in live.window.specs if not spec.is_for(role)]
        for key in missing:
            live.window.go(key)
            live.settle()

            assert live.window.page_key == here, (role, key)
            assert key not in live.window._pages
        assert missing, role
        assert live.toasts() == ["This page is not for the hat you wear."]


@pytest.mark.parametrize("role", [Role.SDR, Role.TEAM_LEAD, Role.REP, Role.SALES_LEAD, Role.MARKETING])
def test_only_who_reviews_opens_a_case_from_the_report(live: Live, desk: Desk, role: Role) -> None:
    """The others read of it; the team lead goes there."""
    refused(desk, "need", company="Huadong")
    live.wear(role)
    live.window.go("alignment")
    live.settle()
    assert live.sees("Huadong")
    links = [one for one in live.page.findChildren(QPushButton) if "Huadong" in one.text()]

    assert bool(links) == (role is Role.TEAM_LEAD)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("page", ["leads", "funnel", "reports"])
def test_only_who_brings_leads_in_is_offered_to(live: Live, role: Role, page: str) -> None:
    """On an empty page, by a key, and by the button above every page."""
    live.wear(role)
    live.window.go(page)
    live.settle()
    is_offered = role is not Role.REP

    assert live.sees("Import a") == is_offered
    assert live.window.top.new_lead.isVisible() == is_offered
    if page == "leads":
        live.press(KEY.Key_I)
        assert (live.window.page_key == "import") == is_offered


@pytest.mark.parametrize("role", [Role.SDR, Role.REP, Role.SALES_LEAD])
def test_only_who_has_a_queue_is_led_to_it_from_an_empty_week(live: Live, role: Role) -> None:
    """By the button, and by its key."""
    live.wear(role)
    live.window.go("follow_ups")
    live.settle()
    is_offered = role is Role.SDR
    assert live.sees("Open the queue") == is_offered
    live.press(KEY.Key_Q)

    assert (live.window.page_key == "queue") == is_offered


@pytest.mark.parametrize("leads_to_pairs", [True, False])
def test_who_does_not_clean_is_not_sent_to_the_pairs_of_an_import(
    qtbot: QtBot,
    leads_to_pairs: bool,  # noqa: FBT001 -- parametrized
) -> None:
    """The figure is told; the way there is for who may go."""
    view = ResultView(leads_to_pairs=leads_to_pairs)
    qtbot.addWidget(view)
    view.outcome = SimpleNamespace(to_review=3)  # type: ignore[assignment]

    assert view.has_pairs() == leads_to_pairs


def test_the_page_of_an_import_asks_where_one_may_go(live: Live) -> None:
    """A sales lead imports and does not clean; marketing does both."""
    for role, may in ((Role.SALES_LEAD, False), (Role.MARKETING, True)):
        live.wear(role)
        live.window.go("import")
        live.settle()
        result = live.page.result  # type: ignore[attr-defined]
        result.outcome = SimpleNamespace(to_review=3)

        assert result.has_pairs() == may
