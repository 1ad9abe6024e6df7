"""An example: takes what the form of a website sends, and hands it in to a team's shared database.

A WSGI application that needs psycopg and nothing of Decile. Settings, by environment variables::

    DECILE_WEB_DSN    host=db.example.com dbname=sales user=site sslmode=verify-full sslrootcert=/etc/site/ca.pem
    PGPASSWORD        the website's password (or ~/.pgpass)
    DECILE_WEB_SPOOL  a folder of its own: what could not be handed in is kept there and offered again

To try it: ``python website_door.py`` answers on http://127.0.0.1:8080/. On a public site let a WSGI server run it,
behind one that ends TLS and sets ``REMOTE_ADDR`` itself; a header the visitor sends is not to be believed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID, uuid4

import psycopg

FIELDS = ("company", "contact_name", "title", "phone", "email", "message", "page_url", "referrer")
BYTES_MOST = 65_536
TRAP = "homepage"
"""A field people do not see; a program that fills it in is thanked and forgotten."""


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request."""
    if environ["REQUEST_METHOD"] == "GET":
        return _say(start_response, "200 OK", Path(__file__).with_name("form.html").read_bytes())
    form = _read(environ)
    if form is None:
        return _say(start_response, "400 Bad Request", b"This form cannot be read.")
    if form.get(TRAP):
        return _say(start_response, "200 OK", b"Thank you.")
    match handed_in(_submission(form, environ.get("REMOTE_ADDR", ""))):
        case {"ok": True}:
            return _say(start_response, "200 OK", b"Thank you. We will be in touch.")
        case {"why": "too_many" | "full"}:
            return _say(start_response, "429 Too Many Requests", b"Please try again in a few minutes.")
        case _:
            return _say(start_response, "400 Bad Request", b"Please check what you have written.")


def handed_in(submission: dict[str, Any]) -> dict[str, Any]:
    """Hand one submission in, and before it what had to wait; where the database is away, keep it."""
    try:
        with psycopg.connect(os.environ["DECILE_WEB_DSN"], autocommit=True, connect_timeout=5) as db:
            for file in sorted(_spool().glob("*.json")):
                if _offer(db, file.read_text("utf-8")).get("why") not in ("too_many", "full"):
                    file.unlink()
            return _offer(db, json.dumps(submission))
    except psycopg.OperationalError as error:
        # The visitor has done all they can: the form is kept, and said to be.
        print(f"kept for later: {error}", file=sys.stderr)
        (_spool() / f"{submission['id']}.json").write_text(json.dumps(submission), "utf-8")
        return {"ok": True}


def _offer(db: psycopg.Connection[Any], text: str) -> dict[str, Any]:
    row = db.execute("select app.intake_web(%s::jsonb)", (text,)).fetchone()
    answer: dict[str, Any] = {} if row is None else row[0]
    return answer


def _read(environ: dict[str, Any]) -> dict[str, str] | None:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > BYTES_MOST:
        return None
    try:
        text = environ["wsgi.input"].read(int(length)).decode("ascii")
        return {
            name: values[0] for name, values in parse_qs(text, max_num_fields=40, errors="strict").items()
        }
    except ValueError:
        return None


def _submission(form: dict[str, str], address: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: form[name].replace("\r\n", "\n") for name in FIELDS if form.get(name, "").strip()
    }
    try:
        said["id"] = str(UUID(form.get("id", "")))
    except ValueError:
        said["id"] = str(uuid4())
    try:
        visits = json.loads(form.get("visits") or "[]")
    except ValueError:
        visits = []
    return said | {"ip": address[:45]} | ({"visits": visits} if visits else {})


def _spool() -> Path:
    folder = Path(os.environ.get("DECILE_WEB_SPOOL", "spool"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _say(start_response: Callable[..., Any], status: str, words: bytes) -> Iterable[bytes]:
    kind = "text/html; charset=utf-8" if words.startswith(b"<!doctype") else "text/plain; charset=utf-8"
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(words)))])
    return [words]


if __name__ == "__main__":
    from wsgiref.simple_server import make_server

    with make_server("127.0.0.1", 8080, application) as server:
        server.serve_forever()
