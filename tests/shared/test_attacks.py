"""Somebody of the team with psql instead of Decile: nothing protected is read, and nothing at all is changed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from app.models.tables import SHARED
from app.models.vocabulary import ActivityKind
from app.services.calls import LogContact
from app.services.shared.server_tables import SERVER
from tests.shared.attacks import ALLOWED, ERROR, NOTHING, REFUSED, Attack, attacks
from tests.shared.team import Team, one, push

ATTACKERS = {"anna": False, "rita": False, "lena": True, "ada": True}
"""Who tries, and whether they oversee the team."""
_OWN = ("cmd", "change_log")
"""An attacker's own refused commands are noted; that they are is the audit trail."""


def test_nothing_protected_is_read_or_changed_by_anybody_with_psql(team: Team) -> None:
    """Every attack, as an SDR, a rep, a team lead and an administrator; the protected state stays as it was."""
    ids = ids_of(team)
    before = fingerprint(team)
    unexpected, tried = [], 0
    for login, oversees in ATTACKERS.items():
        with team.sign_in(login, prepare_threshold=None) as db:
            for attack in attacks(ids):
                if oversees and not attack.is_for_all:
                    continue
                tried += 1
                ended = _try(db, attack)
                if ended is not None:
                    unexpected.append(f"{login}: {attack.name}: {ended}")

    assert "\n".join(unexpected) == ""
    assert tried >= 4 * 100
    assert fingerprint(team) == before


@pytest.mark.parametrize("login", ATTACKERS)
def test_forgeries_by_a_rep_or_an_administrator_are_refused_by_role(shared_team: Team, login: str) -> None:
    """Selling is no administrator's, claiming no rep's, and judging one's own hand-over nobody's."""
    handover = str(shared_team.handovers["to_rex"])
    tries = {
        "handover.accept": {"handover_id": handover, "words": ""},
        "handover.refuse": {
            "handover_id": handover,
            "reason": "refuse_no_budget",
            "words": "x",
            "marked": [],
        },
        "lead.assign": {
            "lead_ids": [str(shared_team.leads["bens"])],
            "member_id": str(shared_team.members["anna"]),
        },
    }
    with shared_team.sign_in(login) as db:
        answers = {
            kind: push(db, [{"id": str(uuid4()), "kind": kind, "args": args}])[0]
            for kind, args in tries.items()
        }

    assigned = answers.pop("lead.assign")
    assert not any(answer["ok"] for answer in answers.values())
    assert assigned["ok"] == (login == "lena")


def test_the_audit_trail_holds_even_against_its_owner(team: Team) -> None:
    """Whoever acts for the schema's owner cannot rewrite, delete or empty it without taking the guard away first."""
    team.push("anna", _note(team))
    with team.operate() as db:
        for statement in (
            "update app.cmd set why = 'x'",
            "delete from app.cmd",
            "truncate app.cmd",
            "update app.cmd set status = 'new'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(statement.encode())


def ids_of(team: Team) -> dict[str, str]:
    """Return what the scripts of the attacks are filled in with."""
    with team.sign_in("ben") as db:
        command = one(_note(team, lead="bens"))
        push(db, [command])
    with team.operate() as db:
        operator = db.info.user
    return {
        **{login: str(member) for login, member in team.members.items()},
        **{name: str(lead) for name, lead in team.leads.items()},
        "pool": str(team.pool[0]),
        "whole_pool": " ".join(map(str, team.pool)),
        "bens_cmd": command["id"],
        "to_rex_handover": str(team.handovers["to_rex"]),
        "refused_handover": str(team.handovers["refused"]),
        "refused_run": str(team.runs["refused"]),
        "stranger": str(team.members["ben"]),
        "operator": operator,
    }


def _note(team: Team, lead: str = "annas") -> LogContact:
    return LogContact(
        activity_id=uuid4(),
        lead_id=team.leads[lead],
        activity_kind=ActivityKind.NOTE,
        is_connected=False,
        words="BENS SECRET",
    )


def _try(db: psycopg.Connection[Any], attack: Attack) -> str | None:
    """Return how an attack ended where that is not how it must end."""
    rows: list[Any] = []
    trouble = None
    for statement in attack.sql:
        try:
            cursor = db.execute(statement.encode())
            if cursor.description is not None:
                rows += cursor.fetchall()
        except psycopg.Error as error:
            trouble = error
            break
    # As if the next one were tried in a session of its own.
    db.execute("rollback")
    db.execute("discard all")
    is_well = {
        ERROR: trouble is not None and not rows,
        NOTHING: trouble is None and not rows,
        REFUSED: attack.ends == REFUSED
        and bool(rows)
        and not any(said["ok"] for row in rows for said in row[0]),
        ALLOWED: trouble is None,
    }[attack.ends]
    return None if is_well else f"{attack.ends} expected, got {trouble!r} {str(rows)[:200]}"


def fingerprint(team: Team) -> dict[str, Any]:
    """Return a digest of every protected row, of the catalogues, and of everybody's powers on the server."""
    digests = {}
    with team.operate() as db:
        for name in (*SHARED.tables, *SERVER.tables):
            whose = "where login not in ('anna', 'rita', 'lena', 'ada')" if name == "cmd" else ""
            if name == "change_log":
                continue
            rows = "md5(coalesce(string_agg(t::text, '|' order by t::text), ''))"
            question = f"select count(*), {rows} from app.{name} t {whose}"
            digests[name] = db.execute(question.encode()).fetchone()
        for name, question in _CATALOGUES.items():
            digests[name] = db.execute(question.encode()).fetchone()
    return digests


_CATALOGUES = {
    "functions": "select md5(string_agg(p::text, '|' order by oid)) from pg_proc p"
    " where pronamespace = 'app'::regnamespace",
    "policies": "select md5(string_agg(p::text, '|' order by oid)) from pg_policy p",
    "grants": "select md5(string_agg(oid::text || relname || coalesce(relacl::text, '') || relrowsecurity, '|'"
    " order by oid))"
    " from pg_class c where relnamespace = 'app'::regnamespace and relkind in ('r', 'v')",
    "triggers": "select md5(string_agg(tgname || tgenabled::text || tgfoid, '|' order by oid)) from pg_trigger",
    "roles": "select md5(string_agg(rolname || rolsuper || rolcreaterole || rolcreatedb || rolbypassrls || rolreplication"
    " || rolcanlogin, '|' order by oid)) from pg_roles",
    "memberships": "select md5(string_agg(roleid::text || member || admin_option, '|' order by roleid, member))"
    " from pg_auth_members",
    "schemas": "select string_agg(nspname, ',' order by nspname) from pg_namespace where nspname not like 'pg_%'",
}  # fmt: skip
