"""The translations are whole, say the same things, and hold every text of the code."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.views.i18n import Language, Languages

ROOT = Path(__file__).resolve().parent.parent.parent
PLACES = re.compile(r"%L?n|%L?\d|\{\w*\}")
HAN = re.compile(r"[\u4e00-\u9fff]")
ALIKE = frozenset({"SDR", "POC", "MAL", "MQL", "SAL", "SQL"})
"""What the trade calls by the same letters in both languages."""


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate_tool", ROOT / "packaging" / "translate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


tool = _tool()


def texts(language: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return context, source and forms of every text of a language."""
    entries = tool.entries(tool.ts_path(language))
    return [(key.context, key.source, entry.forms) for key, entry in entries.items()]


def test_the_files_hold_the_texts_of_the_code_and_the_compiled_ones_are_theirs() -> None:
    """What is committed is what `python packaging/translate.py update` makes."""
    assert tool.outdated() == []


def test_nothing_waits_for_its_translation() -> None:
    """Every text is translated, every plural form of it filled."""
    assert tool.unfinished() == []
    empty = [text for language in tool.LANGUAGES for text in texts(language) if not all(text[2])]
    assert empty == []


@pytest.mark.parametrize("language", tool.LANGUAGES)
def test_a_translation_has_the_places_of_its_source(language: str) -> None:
    """{name}, %n and %1 stand in both, as often; only the English singular may say its one in words."""
    wrong = [
        (context, source, form)
        for context, source, forms in texts(language)
        for at, form in enumerate(forms)
        if sorted(PLACES.findall(form)) != sorted(PLACES.findall(source))
        and not _is_spelt_one(language, forms, at)
    ]
    assert wrong == []


def _is_spelt_one(language: str, forms: tuple[str, ...], at: int) -> bool:
    return language == "en" and len(forms) > 1 and at == 0


def test_chinese_is_chinese() -> None:
    """Every text with words in it has a Han character, unless the trade says it in Latin letters."""
    foreign = [
        (context, source, form)
        for context, source, forms in texts("zh_CN")
        for form in forms
        if _has_words(source) and source not in ALIKE and not HAN.search(form)
    ]
    assert foreign == []


def _has_words(source: str) -> bool:
    return bool(re.search(r"[A-Za-z]", PLACES.sub("", source)))


def test_chinese_uses_full_width_punctuation_and_one_address() -> None:
    """No half-width comma, colon or bracket beside a Han character, and nobody is called 您."""
    half = re.compile(
        r"[\u4e00-\u9fff] ?[,;!?()]|[,;!?()] ?[\u4e00-\u9fff]|[\u4e00-\u9fff]:|[\u4e00-\u9fff]\.(?!\w)"
    )
    wrong = [
        (context, form)
        for context, _, forms in texts("zh_CN")
        for form in forms
        if half.search(form) or "您" in form
    ]
    assert wrong == []


def test_a_text_ends_alike_in_both_languages() -> None:
    """A sentence stays a sentence, and three dots on a button still promise a question."""
    ends = {".": "。", "…": "…", "?": "？"}
    wrong = [
        (context, source, form)
        for context, source, forms in texts("zh_CN")
        for form in forms
        for english, chinese in ends.items()
        if source.endswith(english) != form.endswith(chinese) and not source.endswith("...")
    ]
    assert wrong == []


# What the program asks for, read from the code.


class Asked(ast.NodeVisitor):
    """Collects what a module asks to be translated, and what lupdate would not understand."""

    def __init__(self) -> None:
        self.found: set[tuple[str, str]] = set()
        self.wrong: list[tuple[int, str]] = []
        self._classes: list[str] = []
        self._calls: set[ast.expr] = set()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        if any(isinstance(part, ast.Call) and _asks(part) for part in ast.walk(node)):
            self.wrong.append((node.lineno, "asks inside an f-string, where lupdate does not look"))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        asks = _asks(node)
        if asks:
            self._calls.add(node.func)
            self._note(node, asks)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            many = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            targets = target.elts if many else [target]
            values = node.value.elts if many else [node.value]
            for name, value in zip(targets, values, strict=False):
                if _is_translate(value):
                    self._calls.add(value)
                    if not isinstance(name, ast.Name) or name.id != "translate":
                        self.wrong.append((node.lineno, "calls QCoreApplication.translate by another name"))
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if _is_translate(node) and node not in self._calls:
            self.wrong.append((node.lineno, "hands QCoreApplication.translate on"))
        self.generic_visit(node)

    def _note(self, node: ast.Call, asks: str) -> None:
        given = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        words = given[:2] if asks == "translate" else given[:1]
        if asks == "tr":
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            if not (isinstance(owner, ast.Name) and owner.id == "self") or not self._classes:
                self.wrong.append((node.lineno, "calls tr of something else than self"))
                return
            if len(node.args) > 1:
                self.wrong.append((node.lineno, "asks tr for a plural, which subclasses do not get"))
            words = [self._classes[-1], *words]
        if len(words) == 2 and all(isinstance(word, str) for word in words):
            self.found.add((str(words[0]), str(words[1])))
        else:
            self.wrong.append((node.lineno, "asks for a text that is not written out"))


def _asks(node: ast.Call) -> str:
    """Return how a call asks for a translation: by translate, tr, or not at all."""
    match node.func:
        case ast.Name(id="translate"):
            return "translate"
        case ast.Attribute(attr="tr"):
            return "tr"
        case func if _is_translate(func):
            return "translate"
        case _:
            return ""


def _is_translate(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="QCoreApplication" | "QApplication"), attr="translate"):
            return True
        case _:
            return False


def modules() -> Iterator[tuple[str, Asked]]:
    """Yield every module of the program with what it asks."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        asked = Asked()
        asked.visit(ast.parse(path.read_text(encoding="utf-8")))
        yield str(path.relative_to(ROOT)), asked


def test_texts_are_asked_for_in_ways_that_are_found() -> None:
    """No f-strings, no aliases, no plurals by self.tr: they would stay English without a word."""
    wrong = [f"{path}:{line}: {why}" for path, asked in modules() for line, why in asked.wrong]
    assert wrong == []


def test_every_text_asked_for_is_in_the_files() -> None:
    """What the program looks up at run time is what was extracted, context by context."""
    asked = {text for _, module in modules() for text in module.found}
    held = {(context, source) for context, source, _ in texts("zh_CN")}
    assert asked - held == set()
    assert held - asked == set()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ('f"{self.tr("Leads")}: {n}"', "f-string"),
        ('f"{translate("Funnel", "Leads")}"', "f-string"),
        ('QCoreApplication.translate("Ctx", f"{n} leads")', "not written out"),
        ("tr = QCoreApplication.translate", "another name"),
        ("call(QCoreApplication.translate)", "hands"),
        ('other.tr("Leads")', "something else than self"),
        ('self.tr("%n lead(s)", "", n)', "plural"),
    ],
)
def test_the_traps_are_seen(code: str, why: str) -> None:
    """Each way that lupdate misses is found where somebody writes it."""
    asked = Asked()
    asked.visit(ast.parse(f"class Page:\n    def say(self, n, other):\n        {code}"))
    assert any(why in said for _, said in asked.wrong)


# What people get.


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[Languages]:
    """The application's languages."""
    made = Languages(qapp)
    yield made
    made.speak(Language.EN)
    made.deleteLater()


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        (Language.EN, 0, "0 leads"),
        (Language.EN, 1, "1 lead"),
        (Language.EN, 2, "2 leads"),
        (Language.EN, 12_480, "12,480 leads"),
        (Language.ZH, 1, "1 条线索"),
        (Language.ZH, 12_480, "12,480 条线索"),
    ],
)
def test_counts_are_said_as_people_say_them(
    speaking: Languages, language: Language, count: int, said: str
) -> None:
    """One lead, two leads, 两条线索: the form follows the number and the language, with groups."""
    speaking.speak(language)
    assert QCoreApplication.translate("LeadsPage", "%Ln lead(s)", "", count) == said


def test_english_has_two_forms_and_chinese_one() -> None:
    """Each plural of the code is written in the forms its language has."""
    forms = {
        language: {
            len(forms)
            for key, entry in tool.entries(tool.ts_path(language)).items()
            if key.is_plural
            for forms in [entry.forms]
        }
        for language in tool.LANGUAGES
    }
    assert forms == {"en": {2}, "zh_CN": {1}}
