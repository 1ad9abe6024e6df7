"""What a command may carry: checked before any rule is asked (design section 1a, 2)."""

from __future__ import annotations

import json
from typing import Annotated
from uuid import UUID, uuid4

import msgspec
import pytest

from app.errors import BadArgument
from app.services.catalogue import BY_KIND, COMMANDS, command_of
from app.services.kernel.command import Command
from app.services.kernel.wire import Part, Shape, decode, encode, shape_of
from tests.kernel.examples import example, unfit

every_command = pytest.mark.parametrize("cls", COMMANDS, ids=lambda cls: cls.kind)


def _all_parts(shape: Shape) -> list[Part]:
    parts = list(shape.parts)
    for part in shape.parts:
        if isinstance(part.items, Shape):
            parts += _all_parts(part.items)
        elif part.items is not None:
            parts.append(part.items)
    return parts


@every_command
def test_every_field_has_its_limits(cls: type[Command]) -> None:
    """A text without a greatest length, or a number without an end, could fill anybody's disk."""
    for part in _all_parts(cls.shape()):
        if part.base in ("text", "whole", "array") and not part.one_of:
            assert part.high is not None, part
        if part.base == "whole":
            assert part.low is not None, part


@every_command
def test_a_command_reads_back_as_it_was_written(cls: type[Command]) -> None:
    """What lies in the outbox is the command that was given."""
    command = decode(cls, json.dumps(example(cls.shape())), kind=cls.kind)

    assert decode(cls, encode(command), kind=cls.kind) == command


@every_command
def test_an_unknown_field_is_refused_by_name(cls: type[Command]) -> None:
    """A field nobody knows is a mistake, never ignored."""
    args = example(cls.shape()) | {"no_such_field": 1}

    with pytest.raises(BadArgument, match="bad_argument") as refusal:
        decode(cls, json.dumps(args), kind=cls.kind)
    assert "no_such_field" in str(refusal.value.place["at"])


@every_command
def test_a_missing_field_is_refused_by_name(cls: type[Command]) -> None:
    """Each field is there unless it has a default."""
    for part in cls.shape().parts:
        args = {name: held for name, held in example(cls.shape()).items() if name != part.name}
        if not part.is_required:
            decode(cls, json.dumps(args), kind=cls.kind)
            continue
        with pytest.raises(BadArgument) as refusal:
            decode(cls, json.dumps(args), kind=cls.kind)
        assert part.name in str(refusal.value.place["at"])


@every_command
def test_a_value_that_does_not_fit_is_refused_with_its_place(cls: type[Command]) -> None:
    """Wrong types and values beyond the limits never reach a rule."""
    for part in cls.shape().parts:
        for wrong in unfit(part):
            args = example(cls.shape()) | {part.name: wrong}
            with pytest.raises(BadArgument) as refusal:
                decode(cls, json.dumps(args), kind=cls.kind)
            assert f"$.{part.name}" in str(refusal.value.place["at"]), (part.name, wrong)


@every_command
@pytest.mark.parametrize("spelled", ["a\\u0000b", "a\0b"], ids=["escaped", "raw"])
def test_the_character_nul_is_refused(cls: type[Command], spelled: str) -> None:
    """PostgreSQL's text cannot hold it."""
    texts = [part for part in cls.shape().parts if part.base == "text" and not part.one_of]
    for part in texts:
        args = json.dumps(example(cls.shape()) | {part.name: "HERE"}).replace("HERE", spelled)

        with pytest.raises(BadArgument):
            decode(cls, args, kind=cls.kind)


@pytest.mark.parametrize("args", ["", "{", "[]", "null", "1", '"x"', "\ud800", b"\xff"])
def test_what_is_no_record_is_refused(args: bytes | str) -> None:
    """Cut off, empty, another kind of JSON, no UTF-8: one refusal for all."""
    with pytest.raises(BadArgument):
        command_of("run.start", args)


def test_an_unknown_kind_is_refused_naming_the_nearest() -> None:
    """Somebody mistyped."""
    with pytest.raises(BadArgument) as refusal:
        command_of("handover.refused", "{}")

    assert "handover.refuse" in str(refusal.value.place["at"])


def test_a_lone_surrogate_is_refused() -> None:
    """Half of a character would be refused by PostgreSQL later, as an error instead of a reason."""
    args = example(BY_KIND["lead.revive"].shape())

    with pytest.raises(BadArgument):
        command_of("lead.revive", json.dumps(args | {"words": "HERE"}).replace("HERE", "\\ud800"))


def test_a_backslash_before_u0000_is_only_words() -> None:
    """Somebody pasted a regular expression."""
    args = json.dumps(example(BY_KIND["lead.revive"].shape()) | {"words": "match \\u0000 here"})

    assert command_of("lead.revive", args).words == "match \\u0000 here"  # type: ignore[attr-defined]


class _Endless(msgspec.Struct, frozen=True):
    words: str


class _Unbounded(msgspec.Struct, frozen=True):
    number: int


class _Two(msgspec.Struct, frozen=True):
    either: Annotated[int, msgspec.Meta(ge=0, le=1)] | bool


class _Fraction(msgspec.Struct, frozen=True):
    share: float


class _Filled(msgspec.Struct, frozen=True):
    words: Annotated[str, msgspec.Meta(max_length=3)] = "x"


@pytest.mark.parametrize("record", [_Endless, _Unbounded, _Two, _Fraction, _Filled])
def test_a_field_both_databases_could_not_check_is_a_mistake_of_the_programmer(
    record: type[msgspec.Struct],
) -> None:
    """No limit, two types, a fraction, a default PostgreSQL would not know."""
    with pytest.raises(TypeError):
        shape_of(record)


def test_ids_are_written_in_one_way() -> None:
    """However an id was spelled when it came, it travels in small letters with dashes."""
    run_id = uuid4()
    for spelled in (str(run_id).upper(), run_id.hex):
        command = command_of("run.pause", json.dumps({"run_id": spelled}))

        assert json.loads(encode(command)) == {"run_id": str(run_id)}
        assert isinstance(command.run_id, UUID)  # type: ignore[attr-defined]
