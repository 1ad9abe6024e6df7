"""What another playbook would do, and what it says differently, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app.services.playbook.differences import Difference, Kind
from app.services.playbook.document import Text
from app.services.playbook.fields import INNER, Asked, fields_of
from app.services.playbook.plain import ORDER
from app.services.playbook_effects import Effects
from app.services.playbook_plan import GoneStage
from app.views import formats
from app.views.playbook.field_words import field_name, title_of, value_text
from app.views.punctuation import aside, labelled
from app.views.said import said

LONG = 70
"""Longer texts are not set side by side."""


def effect_lines(effects: Effects, gone: Sequence[GoneStage], homes: Mapping[str, Text]) -> list[str]:
    """Return what happens to the leads, the gravest first; empty where nothing does.

    Args:
        effects: What was counted.
        gone: Stages that go away and whose leads' new stage is not asked beside it.
        homes: The new stages, by key.
    """
    return [*_stage_lines(gone, homes), *_lead_lines(effects), *_worth_lines(effects), *_kept_lines(effects)]


def _stage_lines(gone: Sequence[GoneStage], homes: Mapping[str, Text]) -> Iterator[str]:
    for stage in gone:
        text = (
            QCoreApplication.translate(
                "PlaybookChanges", "1 lead goes from “{stage}”, which goes away, to “{home}”"
            )
            if stage.leads == 1
            else QCoreApplication.translate(
                "PlaybookChanges", "{n} leads go from “{stage}”, which goes away, to “{home}”"
            )
        )
        home = homes.get(stage.suggested)
        yield text.format(
            n=formats.number(stage.leads),
            stage=said(stage.title),
            home=said(home) if home else stage.suggested,
        )


def _lead_lines(effects: Effects) -> Iterator[str]:
    yield from _counted(
        effects.failing,
        QCoreApplication.translate("PlaybookChanges", "1 lead would no longer qualify"),
        QCoreApplication.translate("PlaybookChanges", "{n} leads would no longer qualify"),
    )
    yield from _counted(
        effects.qualifying,
        QCoreApplication.translate("PlaybookChanges", "1 lead would qualify now"),
        QCoreApplication.translate("PlaybookChanges", "{n} leads would qualify now"),
    )
    yield from _counted(
        effects.reordered,
        QCoreApplication.translate("PlaybookChanges", "1 lead changes its place in the queue"),
        QCoreApplication.translate("PlaybookChanges", "{n} leads in the queue change order"),
    )
    yield from _counted(
        effects.entering,
        QCoreApplication.translate("PlaybookChanges", "1 lead comes into the queue"),
        QCoreApplication.translate("PlaybookChanges", "{n} leads come into the queue"),
    )
    yield from _counted(
        effects.leaving,
        QCoreApplication.translate("PlaybookChanges", "1 lead leaves the queue"),
        QCoreApplication.translate("PlaybookChanges", "{n} leads leave the queue"),
    )
    yield from _counted(
        effects.regraded,
        QCoreApplication.translate("PlaybookChanges", "1 lead gets another grade"),
        QCoreApplication.translate("PlaybookChanges", "{n} leads get another grade"),
    )
    yield from _counted(
        effects.lacking,
        QCoreApplication.translate("PlaybookChanges", "1 lead lacks a field its stage would need"),
        QCoreApplication.translate("PlaybookChanges", "{n} leads lack a field their stage would need"),
    )


def _worth_lines(effects: Effects) -> Iterator[str]:
    for worth in effects.forecasts:
        before, after = (formats.money(amount, worth.currency) for amount in (worth.before, worth.after))
        yield QCoreApplication.translate("PlaybookChanges", "Forecast: {before} → {after}").format(
            before=before, after=after
        )


def _kept_lines(effects: Effects) -> Iterator[str]:
    for version, count in effects.runs:
        text = (
            QCoreApplication.translate("PlaybookChanges", "1 open run keeps version {version}")
            if count == 1
            else QCoreApplication.translate("PlaybookChanges", "{n} open runs keep version {version}")
        )
        yield text.format(n=formats.number(count), version=version)
    yield from _counted(
        effects.handovers,
        QCoreApplication.translate("PlaybookChanges", "1 hand-over waiting for sales keeps its card"),
        QCoreApplication.translate("PlaybookChanges", "{n} hand-overs waiting for sales keep their cards"),
    )


def _counted(count: int, one: str, many: str) -> Iterator[str]:
    if count:
        yield one if count == 1 else many.format(n=formats.number(count))


def difference_lines(found: Sequence[Difference]) -> list[tuple[str, list[str]]]:
    """Return the differences by section, each as one line."""
    sections: dict[str, list[str]] = {}
    for one in sorted(found, key=lambda one: _rank(one.section)):
        sections.setdefault(one.section, []).append(_line(one))
    return list(sections.items())


def _rank(section: str) -> int:
    return ORDER.index(section) if section in ORDER else len(ORDER)


def _line(one: Difference) -> str:
    where = _where(one)
    match one.kind:
        case Kind.ADDED:
            return QCoreApplication.translate("PlaybookChanges", "New: {what}").format(what=where)
        case Kind.REMOVED:
            return QCoreApplication.translate("PlaybookChanges", "Removed: {what}").format(what=where)
        case Kind.MOVED:
            text = QCoreApplication.translate("PlaybookChanges", "{what}: from place {before} to {after}")
            return text.format(what=where, before=one.before, after=one.after)
        case Kind.CHANGED:
            return _changed(one, where)


def _changed(one: Difference, where: str) -> str:
    inner = INNER.get(one.section, "") if one.inner is not None else ""
    asked = _asked(one.section, inner, one.field)
    name = field_name(one.section, one.field)
    place = aside(name, where) if where else name
    before, after = (_shown(one, asked, value) for value in (one.before, one.after))
    if max(len(before), len(after)) > LONG:
        text = QCoreApplication.translate("PlaybookChanges", "{what} has another text")
        return text.format(what=place)
    return labelled(place, f"{before} → {after}")


def _shown(one: Difference, asked: Asked | None, value: object) -> str:
    """Return a value; of a text, the language that differs."""
    if isinstance(value, dict):
        others = one.after if value is one.before else one.before
        for language in ("zh", "en"):
            other = others.get(language, "") if isinstance(others, dict) else ""
            if value.get(language, "") != other:
                return str(value.get(language) or "—")
    return value_text(one.section, asked, value)


def _asked(section: str, inner: str, name: str) -> Asked | None:
    if section not in ORDER:
        return None
    return next((field for field in fields_of(section, inner) if field.name == name), None)


def _where(one: Difference) -> str:
    if one.entry is None:
        return ""
    parts = [entry_title(one.section, one.entry)]
    if one.inner is not None:
        parts.append(title_of(one.inner))
    return " › ".join(part for part in parts if part)


def entry_title(section: str, entry: object) -> str:
    """Return what an entry is called; those without a title by what they say."""
    if not isinstance(entry, dict):
        return ""
    match section:
        case "moves":
            return str(entry.get("from", ""))
        case "contradictions":
            return (
                f"{entry.get('question', '')}.{entry.get('choice', '')}"
                f" ≠ {entry.get('field', '')}.{entry.get('value', '')}"
            )
        case _:
            return title_of(entry)
