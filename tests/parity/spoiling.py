"""Spoiling a draft by what its fields are: another person, another id, a value that does not fit."""

from __future__ import annotations

from typing import Any

from app.models.vocabulary import Role
from app.services.catalogue import BY_KIND
from app.services.kernel.wire import Part, Shape
from tests.parity.scene import Draft, Scene, uuid

type Used = dict[tuple[str, str], list[str]]
"""Ids that commands accepted so far carried, by kind and field."""


def with_other_actor(scene: Scene, kind: str, draft: Draft) -> Draft:
    """Let somebody else give it: another role, another owner, somebody inactive, nobody known."""
    if scene.maybe(10):
        return uuid(scene.new_id().replace("-", "")), draft[1]
    if scene.maybe(10):
        inactive = scene.rows("SELECT id FROM member WHERE NOT is_active ORDER BY id")
        return (uuid(scene.one(inactive)[0]) if inactive else draft[0]), draft[1]
    roles = sorted(BY_KIND[kind].roles) if scene.maybe(60) else list(Role)
    return scene.member(scene.one(roles)), draft[1]


def with_other_id(scene: Scene, kind: str, draft: Draft, used: Used) -> Draft:
    """Put another id into one of its fields: one nobody has, or one an earlier command used."""
    parts = [part for part in BY_KIND[kind].shape().parts if "id" in (part.base, _base_of_items(part))]
    if not parts:
        return draft
    part = scene.one(parts)
    earlier = used.get((kind, part.name), [])
    other = scene.one(earlier) if earlier and scene.maybe(50) else scene.new_id()
    return draft[0], draft[1] | {part.name: other if part.base == "id" else [other]}


def _base_of_items(part: Part) -> str:
    return part.items.base if isinstance(part.items, Part) else ""


def with_other_key(scene: Scene, kind: str, draft: Draft) -> Draft:
    """Put a key nobody knows, an edge of what is allowed, or nothing into a field."""
    part = scene.one(BY_KIND[kind].shape().parts)
    match part.base:
        case "text" if not part.one_of:
            value: Any = scene.one(
                ("x" * max(part.low or 0, 1), "no_such_key", "长" * min(part.high or 1, 500))
            )
        case "whole":
            value = scene.one((part.low, part.high))
        case "flag":
            value = scene.maybe(50)
        case "text":
            value = scene.one(part.one_of)
        case _:
            return draft
    if part.is_optional and scene.maybe(30):
        value = None
    return draft[0], draft[1] | {part.name: value}


def malformed(scene: Scene, kind: str, draft: Draft) -> Draft:
    """Make it something that must not reach any rule."""
    shape = BY_KIND[kind].shape()
    return draft[0], _malformed(scene, shape, draft[1])


def _malformed(scene: Scene, shape: Shape, record: dict[str, Any]) -> dict[str, Any]:
    if scene.maybe(15):
        return record | {"no_such_field": 1}
    part = scene.one(shape.parts)
    if scene.maybe(20):
        return {name: value for name, value in record.items() if name != part.name}
    if part.base == "array" and isinstance(part.items, Shape) and record.get(part.name) and scene.maybe(70):
        first, *rest = record[part.name]
        return record | {part.name: [*rest, _malformed(scene, part.items, first)]}
    return record | {part.name: scene.one(_unfit(part))}


def _unfit(part: Part) -> list[Any]:
    other: list[Any] = [None, [], {}, "x", 1, True, 1.5, "", ["x"], -1]
    match part.base:
        case "whole":
            assert part.low is not None
            assert part.high is not None
            return [*other, part.low - 1, part.high + 1, "1", 2**63, -(2**80), 1.25]
        case "text":
            return [*other, "x" * ((part.high or 80) + 1), "😀" * (part.high or 80)]
        case "id":
            return [*other, "0" * 31, "g" * 32, "{00000000-0000-4000-8000-000000000000}", " "]
        case "flag":
            return [*other, "true", 0, 1]
        case _:
            return [*other, [None], [{}], [1], {"0": 1}]
