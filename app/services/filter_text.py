"""The language of lead filters: comparisons joined by and, or, not and brackets, read and written.

``score >= 100 and not (channel in ("sem", "seo") or company contains "trading")``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.errors import RuleViolation

LONGEST = 10_000
DEEPEST = 50
"""Brackets within brackets; a person writes three."""
MOST = 400
"""Comparisons in one filter; SQLite refuses expressions deeper than a thousand."""


class FilterProblem(RuleViolation):
    """A filter cannot be read; ``place`` names where (``at``, from 1) and what (``found``, ``near``)."""

    def __init__(self, code: str, *, at: int, found: str = "", near: str = "") -> None:
        super().__init__(code, kind="filter", place={"at": at + 1, "found": found, "near": near})


class Op(StrEnum):
    """How a field is compared."""

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    CONTAINS = "contains"
    IN = "in"


type Value = str | Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field compared with one value, or with several for ``in``.

    Attributes:
        at: Where it stands in the text, from 0; does not count when two are compared.
    """

    field: str
    op: Op
    values: tuple[Value, ...]
    at: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Comparison) and self._same() == other._same()

    def __hash__(self) -> int:
        return hash(self._same())

    def _same(self) -> tuple[str, Op, tuple[Value, ...]]:
        return self.field, self.op, self.values


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Expression


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; no part is an ``All`` itself."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds; no part is an ``AnyOf`` itself."""

    parts: tuple[Expression, ...]


type Expression = Comparison | Not | All | AnyOf


def parse(text: str) -> Expression:
    """Read a filter.

    Raises:
        FilterProblem: it cannot be read; the position and what stands there are named.
    """
    if len(text) > LONGEST:
        raise FilterProblem("filter_too_long", at=LONGEST)
    odd = _UNSTORABLE.search(text)
    if odd:
        raise FilterProblem("filter_unexpected", at=odd.start(), found=repr(odd[0]))
    return _Reader(text).whole()


def written(expression: Expression) -> str:
    """Write a filter so that reading it gives the same again."""
    match expression:
        case Comparison(field, Op.IN, values):
            return f"{_field(field)} in ({', '.join(_value(value) for value in values)})"
        case Comparison(field, op, values):
            return f"{_field(field)} {op} {_value(values[0])}"
        case Not(part):
            return f"not {_bracketed(part, All, AnyOf)}"
        case All(parts):
            return " and ".join(_bracketed(part, AnyOf) for part in parts)
        case AnyOf(parts):
            return " or ".join(written(part) for part in parts)


def comparisons(expression: Expression) -> Iterator[Comparison]:
    """Yield every comparison of a filter."""
    match expression:
        case Comparison():
            yield expression
        case Not(part):
            yield from comparisons(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)


# Reading

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<open_text>["'])
    | (?P<number>[+-]?\d+(?:\.\d+)?(?![\w.]))
    | (?P<word>custom:"(?:[^"\\]|\\.)*"|custom:'(?:[^'\\]|\\.)*'|[^\W\d][\w:.]*)
    | (?P<op><=|>=|<>|!=|==|=|<|>)
    | (?P<mark>[(),])
    | (?P<end>\Z)
    | (?P<other>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_UNSTORABLE: Final = re.compile("[\\0\ud800-\udfff]")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_OPS: Final = {"==": Op.EQ, "<>": Op.NE} | {str(op): op for op in Op if op not in (Op.IN, Op.CONTAINS)}
_WORDS: Final = frozenset({"and", "or", "not", "in", "contains"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        return self.text.lower() if self.kind == "word" else ""


class _Reader:
    """Reads from left to right, looking one token ahead."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._now = next(self._tokens)
        self._depth = self._count = 0

    def whole(self) -> Expression:
        expression = self._either()
        if self._now.kind != "end":
            raise self._unexpected()
        return expression

    def _either(self) -> Expression:
        parts = [self._both()]
        while self._now.word == "or":
            self._step()
            parts.append(self._both())
        return any_of(parts)

    def _both(self) -> Expression:
        parts = [self._single()]
        while self._now.word == "and":
            self._step()
            parts.append(self._single())
        return all_of(parts)

    def _single(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FilterProblem("filter_too_deep", at=self._now.at)
        try:
            if self._now.word == "not":
                self._step()
                return Not(self._single())
            if self._now.text == "(" and self._now.kind == "mark":
                self._step()
                inner = self._either()
                self._expect(")")
                return inner
            return self._comparison()
        finally:
            self._depth -= 1

    def _comparison(self) -> Expression:
        self._count += 1
        if self._count > MOST:
            raise FilterProblem("filter_too_long", at=self._now.at)
        field = self._now
        if field.kind != "word" or field.word in _WORDS:
            raise self._unexpected("filter_field_expected")
        self._step()
        is_negated = self._now.word == "not"
        if is_negated:
            self._step()
        made = self._compared(field, word_only=is_negated)
        return Not(made) if is_negated else made

    def _compared(self, field: _Token, *, word_only: bool) -> Comparison:
        name = _field_name(field.text)
        if self._now.word == "in":
            self._step()
            self._expect("(")
            values = [self._value()]
            while self._now.text == "," and self._now.kind == "mark":
                self._step()
                values.append(self._value())
            self._expect(")")
            return Comparison(name, Op.IN, tuple(values), field.at)
        if self._now.word == "contains":
            self._step()
            return Comparison(name, Op.CONTAINS, (self._value(),), field.at)
        if self._now.kind != "op" or word_only:
            raise self._unexpected("filter_comparison_expected")
        op = _OPS[self._now.text]
        self._step()
        return Comparison(name, op, (self._value(),), field.at)

    def _value(self) -> Value:
        token = self._now
        if token.kind == "text":
            self._step()
            return _ESCAPED.sub(r"\1", token.text[1:-1])
        if token.kind == "number":
            self._step()
            return Decimal(token.text)
        raise self._unexpected("filter_value_expected")

    def _expect(self, mark: str) -> None:
        if self._now.text != mark or self._now.kind != "mark":
            raise self._unexpected("filter_bracket_expected", near=mark)
        self._step()

    def _step(self) -> None:
        self._now = next(self._tokens)

    def _unexpected(self, code: str = "filter_unexpected", *, near: str = "") -> FilterProblem:
        if self._now.kind == "open_text":
            return FilterProblem("filter_open_text", at=self._now.at, found=self._now.text)
        return FilterProblem(code, at=self._now.at, found=self._now.text, near=near)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while True:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise AssertionError("every character is some token")
        yield _Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
        at = found.end()


def all_of(parts: list[Expression]) -> Expression:
    """Return the parts joined by ``and``, flat."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: list[Expression]) -> Expression:
    """Return the parts joined by ``or``, flat."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def _field_name(text: str) -> str:
    name = text[:7].lower() + text[7:] if text.lower().startswith("custom:") else text.lower()
    if name.startswith(("custom:'", 'custom:"')):
        return "custom:" + _ESCAPED.sub(r"\1", name[8:-1])
    return name


# Writing


def _field(name: str) -> str:
    return f"custom:{_quoted(name[7:])}" if name.startswith("custom:") else name


def _value(value: Value) -> str:
    return _quoted(value) if isinstance(value, str) else format(value, "f")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _bracketed(part: Expression, *kinds: type[Expression]) -> str:
    text = written(part)
    return f"({text})" if isinstance(part, kinds) else text
