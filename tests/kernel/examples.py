"""Examples of commands made from nothing but their shape."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.services.kernel.wire import Part, Shape


def example(shape: Shape) -> dict[str, Any]:
    """Return the least record of a shape: every field there, each at its lower limit."""
    return {part.name: value(part) for part in shape.parts}


def value(part: Part) -> Any:
    """Return a value a field may have."""
    match part.base:
        case "id":
            return str(UUID(int=7, version=4))
        case "whole":
            return part.low
        case "flag":
            return True
        case "text":
            return part.one_of[0] if part.one_of else "x" * max(part.low or 0, 1)
        case _:
            return [_item(part) for _ in range(part.low or 0)]


def _item(part: Part) -> Any:
    assert part.items is not None
    return example(part.items) if isinstance(part.items, Shape) else value(part.items)


def unfit(part: Part) -> list[Any]:
    """Return values a field may not have: of another type, or beyond its limits."""
    match part.base:
        case "id":
            wrong: list[Any] = [1, "", "no id", True, []]
        case "whole":
            assert part.low is not None
            assert part.high is not None
            wrong = [part.low - 1, part.high + 1, "1", 1.5, True, []]
        case "flag":
            wrong = [0, 1, "true", []]
        case "text" if part.one_of:
            wrong = ["no_such_word", "", 1, True, []]
        case "text":
            wrong = ["x" * ((part.high or 0) + 1), 1, True, [], {}]
            wrong += [""] if part.low else []
        case _:
            wrong = [
                1,
                "x",
                {},
                [[]],
                [_item(part)] * ((part.high or 0) + 1 if (part.high or 0) < 600 else 0),
            ]
            wrong = [one for one in wrong if one != []]
    return wrong if part.is_optional else [*wrong, None]
