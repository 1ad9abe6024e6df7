"""Every command is in the list, says its rule, and keeps to what both databases understand."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Alias, ClauseElement, Column, Numeric, Table, select
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.selectable import Select
from sqlalchemy.types import Text

import app.services
from app.models.tables import SHARED
from app.services.catalogue import BY_KIND, COMMANDS, described
from app.services.kernel.command import Command, all_guards
from app.services.kernel.postgres_judge import as_postgres, function_for, function_name
from app.services.kernel.sqlite_judge import as_sqlite

every_command = pytest.mark.parametrize("cls", COMMANDS, ids=lambda cls: cls.kind)


def _subclasses(cls: type) -> Iterator[type]:
    for below in cls.__subclasses__():
        yield below
        yield from _subclasses(below)


def _statements(cls: type[Command]) -> Iterator[ClauseElement]:
    for guard in all_guards(cls):
        yield select(guard.holds)
    for effect in cls.effects():
        yield effect.statement
    yield from cls.locks()
    yield from cls.details().values()
    answer = cls.result()
    if answer is not None:
        yield answer


def test_every_command_is_in_the_catalogue() -> None:
    """A command that is written and not listed could not be given by anybody."""
    for module in pkgutil.walk_packages(app.services.__path__, "app.services."):
        importlib.import_module(module.name)
    written = {
        cls
        for cls in _subclasses(Command)
        # What several commands share has no wire name of its own.
        if cls.__module__.startswith("app.services") and "kind" in vars(cls)
    }

    assert written == set(COMMANDS)


def test_kinds_are_unique_and_well_formed() -> None:
    """They are on the wire for ever, and each names a function in PostgreSQL."""
    assert len(BY_KIND) == len(COMMANDS)
    assert len({function_name(cls) for cls in COMMANDS}) == len(COMMANDS)
    for kind in BY_KIND:
        assert re.fullmatch(r"[a-z][a-z_]*\.[a-z][a-z_]*", kind), kind


@every_command
def test_a_command_states_its_rule(cls: type[Command]) -> None:
    """One sentence a team lead would sign."""
    words = (cls.__doc__ or "").strip()

    assert words.endswith(".")
    assert len(words.split("\n\n")[0].split()) >= 5
    assert cls.roles


@every_command
def test_reasons_are_words_for_the_screen(cls: type[Command]) -> None:
    """Codes a view turns into sentences."""
    for guard in all_guards(cls):
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", guard.code), guard.code
    assert set(cls.details()) <= {guard.code for guard in all_guards(cls)}


def test_every_command_is_described() -> None:
    """`decile commands` shows what it does, who may give it, why it is refused, and its arguments as JSON Schema."""
    listed = {one["kind"]: one for one in described()}

    assert set(listed) == set(BY_KIND)
    for kind, one in listed.items():
        assert one["does"]
        assert one["roles"]
        assert one["refusals"][:2] == ["bad_argument", "not_allowed"]
        schema = one["arguments"]["$defs"][BY_KIND[kind].__name__]
        assert set(schema["properties"]) == {part.name for part in BY_KIND[kind].shape().parts}
        assert schema["additionalProperties"] is False


@every_command
def test_a_command_compiles_for_both_databases(cls: type[Command]) -> None:
    """Every statement, and the function as a whole."""
    for statement in _statements(cls):
        assert as_sqlite(statement)
        assert as_postgres(statement)
    body = function_for(cls)
    assert body.count("$decile$") == 2
    assert "%(" not in body


FORBIDDEN = (
    r"\bON CONFLICT\b", r"\bRETURNING\b", r"\bLIKE\b", r"\bILIKE\b", r"(?<!replace\()\blower\(", r"\bupper\(",
    r"\bround\(", r"\bavg\(", r"\brandom\(", r"\bnow\(", r"\bCURRENT_TIMESTAMP\b", r"\bstrftime\(", r"\bdate\(",
    r"\bNUMERIC\b", r"\bFLOAT\b", r"\bAT TIME ZONE\b", r"\bUPDATE \w+ SET [^;]* FROM \w+ WHERE \w+\.\w+ = \w+\.\w+\s*$",
)  # fmt: skip
"""What a rule may not say (design section 1a, 4 to 10); ``Folded`` alone may fold, as it folds ASCII only."""


@every_command
def test_a_rule_keeps_to_the_common_words(cls: type[Command]) -> None:
    """No clock, no chance, no case folding, no fractions, no upsert."""
    for statement in _statements(cls):
        said = as_sqlite(statement)
        found = [word for word in FORBIDDEN if re.search(word, said, re.IGNORECASE)]
        assert not found, (found, said)


@every_command
def test_a_limit_has_an_order_that_ends_in_something_unique(cls: type[Command]) -> None:
    """Otherwise the two databases may pick different rows."""
    for part in _parts(cls):
        if isinstance(part, Select) and part._limit_clause is not None:
            orders = list(part._order_by_clauses)
            assert orders, as_sqlite(part)
            assert _is_unique(orders, part), as_sqlite(part)


@every_command
def test_an_order_says_where_nulls_stand(cls: type[Command]) -> None:
    """SQLite puts them first, PostgreSQL last."""
    for part in _parts(cls):
        if isinstance(part, Select):
            for order in part._order_by_clauses:
                assert "NULLS" in as_sqlite(order).upper() or not _may_be_null(order), as_sqlite(part)


@every_command
def test_texts_are_never_measured_against_each_other(cls: type[Command]) -> None:
    """The greatest of texts depends on a locale; keys are compared with = only."""
    for part in _parts(cls):
        name = getattr(part, "name", None)
        if name in ("max", "min") and hasattr(part, "clauses"):
            assert not any(isinstance(clause.type, Text) for clause in part.clauses), as_sqlite(select(part))


@every_command
def test_an_effect_does_not_read_the_table_it_updates(cls: type[Command]) -> None:
    """SQLite updates row by row, PostgreSQL a snapshot: only the row at hand may be read."""
    for effect in cls.effects():
        statement: Any = effect.statement
        if not statement.is_update:
            continue
        said = [*(statement._values or {}).values(), *statement._where_criteria]
        others = {
            part.name
            for one in said
            for part in visitors.iterate(one)
            if isinstance(part, Alias) and getattr(part.element, "name", "") == statement.table.name
        }
        assert others <= _ROWS_LEFT_ALONE.get((cls.kind, statement.table.name), set()), as_sqlite(statement)


_ROWS_LEFT_ALONE = {
    ("answer.record", "run"): {"asked"},  # which script the run asks, which no effect changes
    ("run.finish", "run"): {"asked"},  # the same
    ("intake.rows", "ownership"): {"decided"},  # open intervals that no import made; those stay open
    ("intake.undo", "import_row"): {"other", "wrote"},  # rows of other batches; when a row wrote, which stays
    ("member.change", "member"): {"weighed"},  # the member's weight, where only credits change
    ("playbook.adopt", "playbook"): {"new"},  # the version the command made, which stays
    ("intake.undo", "ownership"): {"closed_by"},  # its lead, command and beginning, which stay
}
"""Aliases that read other rows, or other columns, than those the statement changes, each with the reason."""

_JOINED_BY_KEY = {
    "lead, stage",
    "lead, activity",
    "lead, allowed_move",
    "required_field, lead",
    "stage AS here, stage AS there",
    "run AS this, run AS newer",
}
"""Tables that stand side by side in a FROM and are joined in its WHERE."""


@every_command
def test_no_row_of_an_outer_statement_is_taken_for_any_row(cls: type[Command]) -> None:
    """A subquery two levels down does not find the row at hand by itself: it silently joins the whole table."""
    for statement in _statements(cls):
        listed = re.findall(r"FROM ([^()\n]+,[^()\n]+)", as_sqlite(statement))
        assert {tables.strip() for tables in listed} <= _JOINED_BY_KEY, as_sqlite(statement)


def _base(selectable: Any) -> Any:
    return getattr(selectable, "element", selectable)


def _parts(cls: type[Command]) -> Iterator[Any]:
    for statement in _statements(cls):
        yield from visitors.iterate(statement)
        for value in getattr(statement, "_values", None) or {}:
            if isinstance(value, ClauseElement):
                yield from visitors.iterate(value)
        inner = getattr(statement, "select", None)
        if inner is not None:
            yield from visitors.iterate(inner)


def _columns_of(order: Any) -> list[Column[Any]]:
    return [part for part in visitors.iterate(order) if isinstance(part, Column)]


def _may_be_null(order: Any) -> bool:
    while isinstance(order, UnaryExpression):
        order = order.element
    if not isinstance(order, Column):
        return False
    return bool(order.nullable)


_UNIQUE = Counter(
    {
        ("working_day", "seq"): 1, ("working_day", "midnight_at"): 1,
        ("work_span", "starts_at"): 1, ("work_span", "s_before"): 1,
        ("intake_row", "row_no"): 1, ("grade", "grade"): 1, ("assignment_rule", "key"): 1,
        ("receipt_line", "rep_id"): 1,
    }
)  # fmt: skip
"""Columns unique within what their statement looks at: one calendar, one chunk, one playbook, one receipt."""


def _is_unique(orders: list[Any], part: Any) -> bool:
    last = orders[-1]
    for column in _columns_of(last):
        table = _base(column.table)
        keys = [key.name for key in table.primary_key] if isinstance(table, Table) else []
        if keys == [column.name] or (table.name, column.name) in _UNIQUE:
            return True
        ordered = {one.name for order in orders for one in _columns_of(order) if one.table is column.table}
        if keys and set(keys) <= ordered:
            return True
    return "rehomed" in as_sqlite(last) or '."key"' in as_sqlite(last)


def test_no_shared_column_holds_fractions() -> None:
    """Money in minor units, percentages whole."""
    for table in SHARED.sorted_tables:
        assert not [column for column in table.columns if isinstance(column.type, Numeric)]
