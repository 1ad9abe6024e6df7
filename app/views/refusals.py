"""Reason codes in, sentences out: what a person reads when a command is refused or the outside fails.

Features add their codes to ``SENTENCES`` in ``refusal_sentences.py``; a completeness test compares
them with the codes of the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from app.errors import Named, RuleViolation, Unavailable
from app.views import formats
from app.views.filter_sentences import FILTERS
from app.views.i18n import is_chinese
from app.views.import_words import FIELD_NAMES
from app.views.punctuation import joined
from app.views.refusal_sentences import SENTENCES
from app.views.trouble_sentences import TROUBLES

type Sentence = Callable[[], str]
"""Says itself in the language of the moment; may hold ``{name}`` places."""


def refusal_sentence(code: str, place: Mapping[str, object] | None = None) -> str:
    """Return the sentence for a reason code.

    Args:
        code: From a refusal or from ``why_not``.
        place: What the sentence names (a field, a limit, a person).
    """
    made = SENTENCES.get(code) or TROUBLES.get(code) or FILTERS.get(code)
    if made is None:
        return QCoreApplication.translate("Refusals", "This is not possible now ({code}).").format(code=code)
    return _filled(made(), _timed(code, place or {}))


def refusal_sentences(codes: Iterable[str]) -> list[str]:
    """Return the sentences for several codes, in their order, each once."""
    return list(dict.fromkeys(refusal_sentence(code) for code in codes))


def sentence(error: Exception) -> str:
    """Return what to tell a person about an error of any of the three sorts."""
    match error:
        case RuleViolation() | Unavailable():
            return refusal_sentence(error.code, error.place)
        case _:
            return QCoreApplication.translate(
                "Refusals",
                "Something went wrong inside Decile. What you entered is kept; details are in the log.",
            )


_INSTANTS = frozenset({"cooling_off"})
"""Reasons whose items are instants, in microseconds UTC."""


def _timed(code: str, place: Mapping[str, object]) -> Mapping[str, object]:
    items = place.get("items")
    if code not in _INSTANTS or not isinstance(items, list):
        return place
    return {**place, "items": [formats.date_time(at) if isinstance(at, int) else at for at in items]}


def _filled(text: str, place: Mapping[str, object]) -> str:
    """Fill the places; one that is not given stays out rather than showing braces."""
    return text.format_map(_Blanks({key: _said(value) for key, value in place.items()}))


def _said(value: object) -> str:
    """Say a value; in a list, the fields of a lead are called what the screens call them."""
    if not isinstance(value, list):
        return str(value)
    return joined(_named(one) for one in value)


def _named(one: object) -> str:
    """Return a name in the language of the screens."""
    if isinstance(one, Named):
        return one.zh if is_chinese() else one.en
    return FIELD_NAMES[str(one)]() if str(one) in FIELD_NAMES else str(one)


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
