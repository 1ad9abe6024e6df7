"""Pieces of SQL about the playbook in force, which several generators ask with."""

from __future__ import annotations

from tests.parity.scene import Scene

CURRENT = "(SELECT version FROM playbook WHERE is_current)"
VALIDATING = f"stage IN (SELECT key FROM stage WHERE version = {CURRENT} AND kind = 'validating')"
SELLING = f"stage IN (SELECT key FROM stage WHERE version = {CURRENT} AND kind IN ('open', 'won'))"


def kinds(*kinds: str) -> str:
    named = ", ".join(f"'{kind}'" for kind in kinds)
    return f"l.stage IN (SELECT key FROM stage WHERE version = {CURRENT} AND kind IN ({named}))"


def a_reason(scene: Scene, kind: str) -> str:
    of_kind = "" if scene.is_loose and scene.maybe(40) else f" AND kind = '{kind}'"
    found = scene.rows(f"SELECT key FROM reason WHERE version = {CURRENT}{of_kind} ORDER BY key")
    return str(scene.one(found).key)
