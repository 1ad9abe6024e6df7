"""The example of a website: its form arrives, twice is once, and what meets no database waits in its folder."""

from __future__ import annotations

import importlib.util
import io
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from app.services.shared import web_door
from app.services.shared.address import connect
from app.services.shared.web_carrying import take_in
from app.services.shared.websites import add_website
from tests.shared.team import Team

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "website"


@pytest.fixture
def site(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The example, with a login of its own."""
    with connect(team.url, what="the test's database") as db:
        add_website(db, "site", name="Our website", region="CN", password="pw-site")
    monkeypatch.setenv("DECILE_WEB_DSN", team.of("site"))
    monkeypatch.setenv("DECILE_WEB_SPOOL", str(tmp_path / "spool"))
    spec = importlib.util.spec_from_file_location("website_door", EXAMPLE / "website_door.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def send(site: ModuleType, form: dict[str, str] | bytes, method: str = "POST") -> tuple[str, bytes]:
    """Send a form as a browser does."""
    body = form if isinstance(form, bytes) else urlencode(form).encode()
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": method, "CONTENT_LENGTH": str(len(body)), "REMOTE_ADDR": "203.0.113.5",
        "wsgi.input": io.BytesIO(body),
    }  # fmt: skip
    words = b"".join(site.application(environ, lambda status, _headers: said.append(status)))
    return said[0], words


def a_form() -> dict[str, str]:
    visits = json.dumps([{"page": "/pricing", "ago": 5}])
    return {
        "company": "示例公司", "contact_name": "李华", "phone": "13800138001", "message": "a\r\nb", "homepage": "",
        "id": str(uuid4()), "page_url": "https://x.example/?utm_source=baidu", "referrer": "", "visits": visits,
    }  # fmt: skip


def test_a_form_sent_twice_is_one_lead_with_its_touch(site: ModuleType, team: Team) -> None:
    """As a browser sends it, Chinese included."""
    form = a_form()

    answers = [send(site, form)[0], send(site, form)[0]]
    figures = take_in(team.url)

    with team.operate() as db:
        lead = db.execute(
            "select l.contact_name, l.phone, t.utm_source, t.ip,"
            " (select count(*) from app.behaviour b where b.lead_id = l.id)"
            " from app.lead l join app.touch t on t.lead_id = l.id where l.company = '示例公司'"
        ).fetchall()
    assert answers == ["200 OK", "200 OK"]
    assert figures == Counter(created=1)
    assert lead == [("李华", "+8613800138001", "baidu", "203.0.113.5", 1)]


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(site: ModuleType, team: Team) -> None:
    """The hidden field is filled in by nobody who sees the form; nonsense is told so."""
    trapped = send(site, a_form() | {"homepage": "https://spam.example"})
    nonsense = [
        send(site, b"\xff\xfe")[0],
        send(site, b"x" * 70_000)[0],
        send(site, a_form() | {"visits": "{}1"})[0],
    ]

    assert trapped == ("200 OK", b"Thank you.")
    assert nonsense == ["400 Bad Request", "400 Bad Request", "200 OK"]
    assert take_in(team.url) == Counter(created=1)


def test_what_meets_no_database_is_kept_and_offered_again(
    site: ModuleType, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The visitor is not told of our trouble."""
    monkeypatch.setenv("DECILE_WEB_DSN", "host=127.0.0.1 port=1 dbname=x user=x")
    first = send(site, a_form() | {"company": "One"})
    kept = list((tmp_path / "spool").iterdir())
    monkeypatch.setenv("DECILE_WEB_DSN", team.of("site"))
    second = send(site, a_form() | {"company": "Two", "phone": "13800138002"})

    assert first[0] == second[0] == "200 OK"
    assert len(kept) == 1
    assert list((tmp_path / "spool").iterdir()) == []
    assert take_in(team.url) == Counter(created=2)


def test_the_form_asks_what_the_door_takes(site: ModuleType) -> None:
    """Every name of the form is one the door knows, or the example keeps to itself, and no longer than it takes."""
    status, page = send(site, b"", method="GET")
    text = page.decode()

    assert status == "200 OK"
    for name in site.FIELDS:
        assert f'name="{name}"' in text
        assert name in web_door.LONGEST
    for name, most in web_door.LONGEST.items():
        if f'name="{name}" maxlength' in text:
            assert f'name="{name}" maxlength="{most}"' in text
