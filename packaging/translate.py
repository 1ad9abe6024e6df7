"""Keep the translations with the code: ``python packaging/translate.py update`` or ``check``.

``update`` reads every text of ``app`` into ``resources/translations/*.ts``, keeps what is translated, makes
the ``.qm`` files the program loads, and names what is still to be translated. ``check`` changes nothing and
says what ``update`` would. Both exit with 1 where something is left to do. Translations are written into
the ``.ts`` files, with Qt Linguist or by hand.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN", "en")


@dataclass(frozen=True, slots=True)
class Key:
    """What a text is found by: who asks, the English, and a word to tell equal texts apart."""

    context: str
    source: str
    comment: str
    is_plural: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A text in one language: one form, or one for each plural form of the language."""

    forms: tuple[str, ...]
    is_finished: bool


def ts_path(language: str, folder: Path = FOLDER) -> Path:
    """Return where the translations of a language lie."""
    return folder / f"decile_{language}.ts"


def entries(path: Path) -> dict[Key, Entry]:
    """Return the texts of a ``.ts`` file."""
    return dict(_entries(path))


def update(folder: Path = FOLDER) -> None:
    """Bring the ``.ts`` and ``.qm`` files of a folder up to the code."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        # English is the language of the code: only its plurals are translations.
        only = ["-pluralonly"] if language == "en" else []
        languages = ["-source-language", "en", "-target-language", language]
        # Line numbers would change the files with every edit of the code. A guess from a similar
        # text reads well and says something else; an equal text of another page is a good guess.
        quiet = ["-no-obsolete", "-locations", "none", "-sort-messages", "-disable-heuristic", "similartext"]
        _run("lupdate", *_sources(), "-ts", str(ts_path(language, folder)), *languages, *quiet, *only)
        make_qm(language, folder)


def make_qm(language: str, folder: Path, into: Path | None = None) -> Path:
    """Make the file the program loads from a ``.ts`` file; what is unfinished stays English."""
    made = ts_path(language, into or folder).with_suffix(".qm")
    # A program that runs has the file mapped into its memory: written over, it would crash there.
    part = made.with_suffix(".new")
    _run("lrelease", "-nounfinished", str(ts_path(language, folder)), "-qm", str(part))
    return part.replace(made)


def unfinished(folder: Path = FOLDER) -> list[str]:
    """Return a line for every text that waits for its translation."""
    return [
        f"{language}: {key.context}: {key.source}"
        for language in LANGUAGES
        for key, entry in entries(ts_path(language, folder)).items()
        if not entry.is_finished
    ]


def outdated(folder: Path = FOLDER) -> list[str]:
    """Return a line for every text that only the code or only the files have, and for each stale ``.qm``."""
    lines = []
    with tempfile.TemporaryDirectory() as made:
        fresh = Path(made)
        for language in LANGUAGES:
            if ts_path(language, folder).exists():
                shutil.copy(ts_path(language, folder), fresh)
        update(fresh)
        for language in LANGUAGES:
            here, there = ts_path(language, folder), ts_path(language, fresh)
            old = entries(here) if here.exists() else {}
            new = entries(there)
            lines += [f"{language}: not in the file: {key}" for key in new.keys() - old.keys()]
            lines += [f"{language}: not in the code: {key}" for key in old.keys() - new.keys()]
            shipped = here.with_suffix(".qm")
            if not shipped.exists() or shipped.read_bytes() != _qm_of(language, folder, fresh):
                lines.append(f"{shipped.name} was not made from {here.name}")
    return lines


def _qm_of(language: str, folder: Path, into: Path) -> bytes:
    return make_qm(language, folder, into).read_bytes() if ts_path(language, folder).exists() else b""


def _entries(path: Path) -> Iterator[tuple[Key, Entry]]:
    # The files are our own.
    for context in ET.parse(path).iter("context"):  # noqa: S314
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            plural = [form.text or "" for form in translation.findall("numerusform")]
            is_plural = message.get("numerus") == "yes"
            key = Key(name, message.findtext("source", ""), message.findtext("comment", ""), is_plural)
            yield key, Entry(tuple(plural or [translation.text or ""]), translation.get("type") is None)


def _sources() -> list[str]:
    return [str(path) for path in sorted((ROOT / "app").rglob("*.py"))]


def _run(tool: str, *words: str) -> None:
    beside = Path(sys.executable).parent
    program = shutil.which(f"pyside6-{tool}", path=str(beside)) or shutil.which(f"pyside6-{tool}")
    if program is None:
        raise SystemExit(f"pyside6-{tool} is not installed beside {sys.executable}")
    done: subprocess.CompletedProcess[Any] = subprocess.run(
        [program, *words], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SystemExit(f"pyside6-{tool} failed:\n{done.stdout}{done.stderr}")


def main(words: list[str]) -> int:
    """Do what the command line asks."""
    match words:
        case ["update"]:
            update()
            lines = unfinished()
        case ["check"]:
            lines = outdated() + unfinished()
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    print("\n".join(lines) or "Everything is translated.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
