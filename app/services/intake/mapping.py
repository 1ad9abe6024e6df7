"""Match the columns of a list to fields: what a mapping says, then well-known headings, then values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import process

from app.services.intake.companies import company_key
from app.services.intake.fields import (
    CONTACT_PARTS,
    CUSTOM,
    FIELD_BY_WORD,
    FIELDS,
    IDENTIFYING,
    IGNORE,
    LONGEST_CUSTOM_NAME,
    NUMBERED_KINDS,
    FieldKind,
    word_key,
)
from app.services.intake.headings import is_own_heading
from app.services.intake.mapping_file import MappingFile, write_mapping
from app.services.intake.options import ImportOptions
from app.services.intake.phones import read_phone
from app.services.intake.refusals import BadFile
from app.services.intake.source import Source
from app.services.intake.stage_words import StageBook
from app.services.intake.values import clean, read_email

GIVEN, GUESSED, BY_VALUES, KEPT, OWN = "given", "guessed", "by_values", "kept", "own"
"""How a column came to its field: named by a mapping, by heading, by its values; kept as custom; ours."""

_REPEATABLE: Final = frozenset({"contact_name", "tags", "note", IGNORE})
"""Fields that several columns may fill: joined, or ignored."""
_DEAL_WORDS: Final = frozenset(
    {"stagename", "closedate", "dealstage", "amount", "probability", "expectedrevenue"}
)
_COMPANY_FLAGS: Final = frozenset({"iscompany", "是否公司"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list and what becomes of it."""

    index: int
    name: str
    """Its heading, or `#3` where that is blank or repeated."""
    field: str
    """A field, `custom:NAME` or `ignore`."""
    how: str
    part: str = ""
    """`given`, `middle` or `family` where it holds a part of the contact's name."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Every column of a list matched to a field."""

    columns: tuple[Column, ...]
    stages: dict[str, str] = field(default_factory=dict)
    """The file's word to a stage of the playbook, where a mapping says so."""
    unknown_columns: tuple[tuple[str, str], ...] = ()
    """Columns a mapping names that the list does not have, each with the nearest that it has."""
    company_flag: int | None = None
    """Index of a column that says whether the name in its row is a company's (Odoo's `is_company`)."""

    @property
    def is_enough(self) -> bool:
        """Whether some column can identify a lead; if not, the import asks for a mapping."""
        return any(column.field in IDENTIFYING for column in self.columns)

    def as_json(self) -> dict[str, str]:
        """Return column to field, as the command line prints it."""
        return {column.name: column.field for column in self.columns}

    def index_of(self, key: str) -> int | None:
        """Return the index of the first column of a field."""
        return next((column.index for column in self.columns if column.field == key), None)

    def name_of(self, key: str) -> str:
        """Return the name of the first column of a field; "" for none."""
        return next((column.name for column in self.columns if column.field == key), "")

    def to_toml(self, options: ImportOptions) -> str:
        """Write it as a mapping file, which is also how it is remembered for its set of headings."""
        columns = {column.name: column.field for column in self.columns if column.how != OWN}
        return write_mapping(columns, options, self.stages)


def match_columns(
    source: Source, given: MappingFile | None = None, *, stages: StageBook | None = None
) -> Mapping:
    """Match every column of a source.

    Columns that nothing is known of are kept as `custom:`; those without any value are ignored.

    Args:
        source: An opened list.
        given: A mapping file, or the remembered mapping of the same headings.
        stages: The playbook's, to check the stages the mapping names.

    Raises:
        BadFile: `mapping_twice`, `mapping_position`, `mapping_stage`.
    """
    given = given or MappingFile()
    _check_stages(given, stages)
    fields: dict[int, tuple[str, str]] = {
        at: (IGNORE, OWN) for at, heading in enumerate(source.columns.headings) if is_own_heading(heading)
    }
    unknown = _take_given(source, given, fields)
    _guess_by_headings(source, fields)
    _guess_by_values(source, fields)
    _keep_the_rest(source, fields)
    columns = tuple(_column(source, at, *fields[at]) for at in sorted(fields))
    return Mapping(columns, dict(given.stages), unknown, _company_flag(source))


def require_enough(mapping: Mapping, source: Source) -> None:
    """Ask for a mapping when no column can identify a lead.

    Raises:
        BadFile: `needs_mapping`, naming the columns there are.
    """
    if not mapping.is_enough:
        raise BadFile("needs_mapping", path=source.name, columns=", ".join(source.columns.names))


def _column(source: Source, at: int, key: str, how: str) -> Column:
    heading = source.columns.headings[at]
    part = CONTACT_PARTS.get(word_key(heading), "") if key == "contact_name" else ""
    return Column(at, source.columns.names[at], key, how, part)


def _check_stages(given: MappingFile, stages: StageBook | None) -> None:
    for word, name in given.stages.items() if stages else ():
        if stages is not None and not stages.is_known(name):
            line = given.lines.get(f"stages.{word}", 1)
            raise BadFile(
                "mapping_stage",
                path=given.name,
                line=line,
                column=word,
                word=name,
                nearest=stages.nearest(name),
            )


def _take_given(
    source: Source, given: MappingFile, fields: dict[int, tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Put what the mapping says where it belongs; return the columns it names in vain."""
    unknown = []
    for name, key in given.columns.items():
        at = _find_column(source, given, name)
        if at is None:
            nearest = process.extractOne(name, source.columns.names)
            unknown.append((name, nearest[0]))
            continue
        twin = next((other for other, (taken, how) in fields.items() if taken == key and how == GIVEN), None)
        if twin is not None and twin != at:
            if key in NUMBERED_KINDS:
                key = _next_numbered(key, {taken for taken, _ in fields.values()})  # noqa: PLW2901
            elif key not in _REPEATABLE:
                other = source.columns.names[twin]
                raise BadFile("mapping_twice", path=given.name, column=name, other=other, field=key)
        fields[at] = (key, GIVEN)
    return tuple(unknown)


def _find_column(source: Source, given: MappingFile, name: str) -> int | None:
    if name in source.columns.names:
        return source.columns.names.index(name)
    if name.startswith("#") and name[1:].isdigit():
        at = int(name[1:]) - 1
        if 0 <= at < len(source.columns.names):
            return at
        line = given.lines.get(f"columns.{name}", 1)
        raise BadFile(
            "mapping_position", path=given.name, line=line, column=name, columns=len(source.columns.names)
        )
    words = [word_key(heading) for heading in source.columns.headings]
    return words.index(word_key(name)) if word_key(name) in words else None


def _guess_by_headings(source: Source, fields: dict[int, tuple[str, str]]) -> None:
    """Give each field to the column whose heading means it most exactly; further phones are numbered."""
    words = {
        at: word_key(heading)
        for at, heading in enumerate(source.columns.headings)
        if heading and at not in fields
    }
    taken = {key for key, _ in fields.values()}
    has_given_name = "contact_name" in taken
    claims = {
        at: FIELD_BY_WORD[word] for at, word in words.items() if word in FIELD_BY_WORD and word != "name"
    }
    for at in sorted(claims, key=lambda at: (FIELDS[claims[at]].words.index(words[at]), at)):
        key = claims[at]
        if FIELDS[key].kind in {FieldKind.PHONE, FieldKind.EMAIL}:
            continue
        if key == "contact_name":
            if has_given_name or (words[at] not in CONTACT_PARTS and key in taken):
                continue
        elif key in taken:
            continue
        taken.add(key)
        fields[at] = (key, GUESSED)
    _drop_parts_beside_a_full_name(words, fields)
    for at in sorted(claims):
        if claims[at] in FIELDS and FIELDS[claims[at]].kind in {FieldKind.PHONE, FieldKind.EMAIL}:
            fields[at] = (
                _next_numbered(claims[at].partition("_")[0], {key for key, _ in fields.values()}),
                GUESSED,
            )
    at_name = next((at for at, word in words.items() if word == "name"), None)
    if at_name is not None:
        _guess_bare_name(source, at_name, fields)


def _drop_parts_beside_a_full_name(words: dict[int, str], fields: dict[int, tuple[str, str]]) -> None:
    """Keep `Full Name` alone where first and last name stand beside it."""
    contact = [at for at, (key, how) in fields.items() if key == "contact_name" and how == GUESSED]
    parts = [at for at in contact if words.get(at, "") in CONTACT_PARTS]
    if len(parts) < len(contact):
        for at in parts:
            del fields[at]


def _guess_bare_name(source: Source, at: int, fields: dict[int, tuple[str, str]]) -> None:
    """Decide what `Name` alone means: the contact, the company, or (Odoo's leads) only a subject."""
    taken = {key for key, _ in fields.values()}
    words = {word_key(heading) for heading in source.columns.headings}
    if "company" in taken and "contact_name" in taken:
        return
    if "company" in taken:
        fields[at] = ("contact_name", GUESSED)
        return
    is_deal = bool(words & _DEAL_WORDS)
    is_person = bool(taken & {"contact_name", "phone", "email", "title"}) and not is_deal
    if "contact_name" in taken or is_deal or (not is_person and _looks_like_companies(source, at)):
        fields[at] = ("company", GUESSED)
    else:
        fields[at] = ("contact_name", GUESSED)


def _looks_like_companies(source: Source, at: int) -> bool:
    """Tell names of companies by their legal forms."""
    names = [name for name in _values(source, at) if name]
    return sum(company_key(name) != name.casefold() for name in names) * 3 > len(names)


def _guess_by_values(source: Source, fields: dict[int, tuple[str, str]]) -> None:
    """Recognise columns of e-mails under any heading, of phones where there is none."""
    for at in range(len(source.columns.names)):
        if at in fields:
            continue
        values = [value for value in _values(source, at) if value]
        if not values:
            continue
        taken = {key for key, _ in fields.values()}
        if _share(values, lambda value: read_email(value).is_valid) >= 0.8:
            fields[at] = (_next_numbered("email", taken), BY_VALUES)
        elif not source.columns.headings[at] and _share(values, _is_phone) >= 0.8:
            fields[at] = (_next_numbered("phone", taken), BY_VALUES)


def _is_phone(value: str) -> bool:
    return len(value) >= 10 and any(
        bool(read_phone(value, region).status == "valid") for region in ("CN", "US")
    )


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(value) for value in values) / len(values)


def _keep_the_rest(source: Source, fields: dict[int, tuple[str, str]]) -> None:
    names = {key for key, _ in fields.values()}
    for at, name in enumerate(source.columns.names):
        if at in fields:
            continue
        if not source.columns.headings[at] and not any(_values(source, at)):
            fields[at] = (IGNORE, KEPT)
            continue
        key = CUSTOM + name.strip()[:LONGEST_CUSTOM_NAME]
        while key in names:
            key = CUSTOM + f"{name.strip()[: LONGEST_CUSTOM_NAME - 5]} #{at + 1}"
        names.add(key)
        fields[at] = (key, KEPT)


def _values(source: Source, at: int) -> list[str]:
    return [clean(row.cells[at]) for row in source.sample if at < len(row.cells)]


def _next_numbered(kind: str, taken: set[str]) -> str:
    """Return the first of `phone`, `phone_2`, `phone_3`… that is free."""
    number, key = 1, kind
    while key in taken:
        number += 1
        key = f"{kind}_{number}"
    return key


def _company_flag(source: Source) -> int | None:
    words = [word_key(heading) for heading in source.columns.headings]
    return next((at for at, word in enumerate(words) if word in _COMPANY_FLAGS), None)
