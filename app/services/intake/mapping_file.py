"""The mapping file: TOML that says what the columns of a list are, how to read them, what its stages mean."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

import tomlkit
from rapidfuzz import process

from app.services.intake.fields import is_field, nearest_field
from app.services.intake.options import NO_HEADINGS, ImportOptions
from app.services.intake.refusals import BadFile

_TABLES: Final = ("columns", "options", "stages")
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "date_order": ("auto", "dmy", "mdy", "ymd"),
    "decimal": ("auto", "point", "comma"),
    "cut_off": ("refuse", "keep"),
}
_TEXTS: Final = ("sheet", "encoding", "delimiter", "zone", "region", "source", "channel", "currency")
_OPTIONS: Final = (*_CHOICES, *_TEXTS, "header_row")
_UNSET: Final = {"auto", "refuse", ""}
_DELIMITERS: Final = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "\\t": "\t"}


@dataclass(frozen=True, slots=True)
class MappingFile:
    """What a mapping file (or a remembered mapping, kept in the same words) says."""

    columns: dict[str, str] = field(default_factory=dict)
    """Heading or position `#3` to field."""
    options: ImportOptions = field(default_factory=ImportOptions)
    stages: dict[str, str] = field(default_factory=dict)
    """The file's word to the stage's key or title."""
    name: str = ""
    """Of the file, for sentences."""
    lines: dict[str, int] = field(default_factory=dict)
    """`table.key` to the line it stands on."""


def read_mapping(path: Path) -> MappingFile:
    """Read a mapping file.

    Raises:
        BadFile: `not_found`, `folder`, `not_readable`, or what `parse_mapping` says.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise BadFile("not_found", path=path.name) from None
    except IsADirectoryError:
        raise BadFile("folder", path=path.name) from None
    except UnicodeDecodeError:
        raise BadFile("mapping_syntax", path=path.name, line=1, detail="not UTF-8") from None
    except OSError:
        raise BadFile("not_readable", path=path.name) from None
    return parse_mapping(text, name=path.name)


def parse_mapping(text: str, *, name: str = "mapping") -> MappingFile:
    """Read the text of a mapping; nothing unknown passes.

    Raises:
        BadFile: `mapping_syntax`, `mapping_table`, `mapping_field`, `mapping_option`, `mapping_value`,
            `mapping_type`; each with the line and the nearest known name.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise BadFile("mapping_syntax", path=name, line=line, detail=str(error)) from None
    lines = _places(text)
    for table in document:
        if table not in _TABLES or not isinstance(document[table], dict):
            raise BadFile(
                "mapping_table",
                path=name,
                line=lines.get(table, 1),
                word=table,
                nearest=_near(table, _TABLES),
            )
    columns = _texts(name, lines, "columns", document)
    for column, key in columns.items():
        if not is_field(key):
            line = lines.get(f"columns.{column}", 1)
            raise BadFile(
                "mapping_field", path=name, line=line, column=column, word=key, nearest=nearest_field(key)
            )
    stages = _texts(name, lines, "stages", document)
    return MappingFile(columns, _options(name, lines, document.get("options", {})), stages, name, lines)


def write_mapping(columns: dict[str, str], options: ImportOptions, stages: dict[str, str]) -> str:
    """Write a mapping as the text `parse_mapping` reads; how a match of columns is remembered."""
    document = tomlkit.document()
    document["columns"] = columns
    document["options"] = {
        key: getattr(options, key) for key in _OPTIONS if getattr(options, key) is not None
    }
    document["stages"] = stages
    return tomlkit.dumps(document)


def _texts(name: str, lines: dict[str, int], table: str, document: dict[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    content = document.get(table, {})
    for key, value in content.items() if isinstance(content, dict) else ():
        if not isinstance(value, str):
            raise BadFile("mapping_type", path=name, line=lines.get(f"{table}.{key}", 1), column=key)
        found[key] = value.strip()
    return found


def _options(name: str, lines: dict[str, int], given: dict[str, object]) -> ImportOptions:
    answers: dict[str, str | int | None] = {}
    for key, value in given.items():
        line = lines.get(f"options.{key}", 1)
        if key not in _OPTIONS:
            raise BadFile("mapping_option", path=name, line=line, word=key, nearest=_near(key, _OPTIONS))
        answers[key] = _answer(name, line, key, value)
    return ImportOptions(**answers)  # type: ignore[arg-type]  # _answer gives each its own type


def _answer(name: str, line: int, key: str, value: object) -> str | int | None:
    known = "text"
    if key == "header_row":
        if value in ("none", 0):
            return NO_HEADINGS
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        known = '1, 2, 3… or "none"'
    elif isinstance(value, str):
        choices = _CHOICES.get(key)
        if choices and value not in choices:
            known = ", ".join(choices)
        elif key == "zone" and value not in available_timezones():
            known = _near(value, tuple(sorted(available_timezones()))) + "…"
        elif key == "delimiter":
            return _DELIMITERS.get(value, value[:1])
        else:
            return None if value in _UNSET else value
    raise BadFile("mapping_value", path=name, line=line, option=key, word=str(value), known=known)


_TABLE_LINE: Final = re.compile(r"\s*\[\s*([^\]]+?)\s*\]")
_KEY_LINE: Final = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s=#"']+)\s*=""")


def _places(text: str) -> dict[str, int]:
    """Find the line of every table and key; the parser of the standard library does not tell."""
    places: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        opened = _TABLE_LINE.match(line)
        key = _KEY_LINE.match(line)
        if opened:
            table = opened[1].strip("\"'")
            places.setdefault(table, number)
        elif key:
            word = key[1]
            bare = word[1:-1] if word[:1] in "\"'" else word
            places.setdefault(f"{table}.{bare}" if table else bare, number)
    return places


def _near(word: str, known: tuple[str, ...]) -> str:
    found = process.extractOne(word, known)
    return found[0]
