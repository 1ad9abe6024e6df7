"""Turn rows of text into prepared rows: typed, cleaned, with the evidence by which doubles are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Final

from app.models.vocabulary import Evidence, Milestone, PhoneStatus, PointKind
from app.services.intake.amounts import minor_units
from app.services.intake.companies import company_key
from app.services.intake.delimited import LONGEST_CELL
from app.services.intake.drafts import CellReaders, Draft, Refusal
from app.services.intake.fields import CUSTOM
from app.services.intake.junk import junk_reasons, registration_day
from app.services.intake.mapping import Mapping
from app.services.intake.prepared_row import Note, Point, PreparedRow, RefusedRow
from app.services.intake.pronunciation import pronounce, pronounce_person
from app.services.intake.source import Source
from app.services.intake.source_row import SourceRow
from app.services.intake.stage_words import PLAIN_STAGES, KnownStage, StageBook
from app.services.intake.survey import Survey
from app.services.intake.touches import Touch, parse_touch
from app.services.intake.values import (
    clean,
    company_domain,
    contact_key,
)

_MILESTONE_FIELDS: Final = {f"{milestone.value}_at": milestone.value for milestone in Milestone}
_REFUSED_PROBLEMS: Final = frozenset(
    {"damaged_text", "unclosed_quote", "after_damage", "cut_off", "cell_too_long"}
)
_YES: Final = frozenset({"1", "true", "yes", "y", "x", "是", "公司"})
_TOUCH_LIMITS: Final = {
    part.name: 2000 if part.name in {"landing_page", "referrer"} else 400 for part in fields(Touch)
}
"""Characters each part of a touch holds."""
_LONGEST_KEY: Final = 400
"""Normal forms grow where one sign stands for a word; beyond this nothing is compared."""
_UTM: Final = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")


def prepare(
    source: Source, mapping: Mapping, survey: Survey, stages: Iterable[KnownStage] = PLAIN_STAGES
) -> Iterator[PreparedRow | RefusedRow]:
    """Yield every row of a source once, accepted or refused by name; none is left out.

    Args:
        source: The opened list.
        mapping: Its columns matched to fields.
        survey: Made of the same two; its questions must have been answered, else the proposed
            readings are used (which is right for a preview and wrong for an import).
        stages: Of the playbook, in its order.

    Raises:
        BadFile: `vanished`, `changed`.
    """
    maker = _Maker(source, mapping, survey, StageBook(stages, mapping.stages))
    for row in source.rows():
        yield maker.row(row)


class _Maker:
    """Everything that is the same for all rows of one list, worked out once."""

    def __init__(self, source: Source, mapping: Mapping, survey: Survey, stages: StageBook) -> None:
        self._survey = survey
        self._options = survey.options
        self._stages = stages
        self._headings = [heading.strip() for heading in source.columns.headings]
        self._width = len(source.columns.names)
        self._is_text = source.is_text
        self._flag = mapping.company_flag
        self._cells = CellReaders(mapping, survey)
        custom = {
            column.field.removeprefix(CUSTOM).lower()
            for column in mapping.columns
            if column.field.startswith(CUSTOM)
        }
        self._utm = [name for name in _UTM if name in custom]

    def row(self, row: SourceRow) -> PreparedRow | RefusedRow:
        if row.line == self._survey.cut_off_line and row.problem is None:
            # The rest of the line is missing, and nobody knows how much of its last cell.
            return RefusedRow(row.line, "cut_off", {}, tuple(row.cells))
        if row.problem in _REFUSED_PROBLEMS:
            return RefusedRow(row.line, row.problem, {"limit": LONGEST_CELL}, tuple(row.cells))
        try:
            return self._accept(row)
        except Refusal as refusal:
            return RefusedRow(row.line, refusal.code, refusal.place, tuple(row.cells))

    def _accept(self, row: SourceRow) -> PreparedRow:
        cells = row.cells
        if (
            self._headings
            and cells[:3] == self._headings[:3]
            and [cell.strip() for cell in cells] == self._headings
        ):
            raise Refusal("heading_again")
        draft = self._cells.read(cells)
        if len(cells) != self._width and self._is_text:
            self._note_ragged(draft, cells)
        return self._finish(row, draft)

    def _note_ragged(self, draft: Draft, cells: list[str]) -> None:
        if len(cells) < self._width:
            draft.notes.append(Note("too_few_cells"))
            return
        extra = [(at, text) for at in range(self._width, len(cells)) if (text := clean(cells[at]))]
        draft.custom.update((f"#{at + 1}", text) for at, text in extra)
        if extra:
            draft.notes.append(Note("too_many_cells"))

    def _finish(self, row: SourceRow, draft: Draft) -> PreparedRow:
        got = draft.got
        contact = _join_name(draft.name_parts)
        company = got.get("company", "")
        if self._flag is not None and contact and not company and self._is_company(row.cells):
            company, contact = contact, ""
        external_id = got.get("external_id", "")
        if not (company or contact or draft.phones or draft.emails or external_id):
            raise Refusal("nothing_to_keep")
        stage = self._stage(draft)
        milestones = self._milestones(draft, stage)
        amount, currency = self._money(draft)
        touch = self._touch(draft)
        companies, person = company_key(company)[:_LONGEST_KEY], contact_key(contact)[:_LONGEST_KEY]
        phone, email = next(iter(draft.phones), None), next(iter(draft.emails), None)
        website = got.get("website", "")
        domain = company_domain(email, website)
        created_at = draft.instants.get("created_at")
        source = self._survey.source_name
        is_reachable = _is_reachable(draft)
        company_sound, contact_sound = pronounce(companies), pronounce_person(contact)
        return PreparedRow(
            line=row.line,
            external_id=external_id,
            source=source if external_id else "",
            company=company,
            company_key=companies,
            contact_name=contact,
            contact_key=person,
            title=got.get("title", ""),
            phone=phone.value if phone else "",
            phone_ext=phone.extension if phone else "",
            phone_status=phone.status if phone else PhoneStatus.NONE,
            email=email.value if email else "",
            email_key=email.key if email else "",
            points=_points(draft),
            is_reachable=is_reachable,
            region=got.get("region", ""),
            city=got.get("city", ""),
            industry=got.get("industry", ""),
            company_size=got.get("company_size", ""),
            registration_no=got.get("registration_no", ""),
            website=website,
            domain=domain,
            channel=channel_text(got.get("channel", "")) or self._options.channel or "",
            campaign=got.get("campaign", "") or (touch.ad_plan if touch else ""),
            ad_unit=got.get("ad_unit", "") or (touch.ad_unit if touch else ""),
            keyword=got.get("keyword", "") or (touch.keyword if touch else ""),
            landing_page=touch.landing_page if touch else "",
            touch=touch,
            owner=got.get("owner", ""),
            rep=got.get("rep", ""),
            stage=stage.key if stage else "",
            stage_word=draft.stage_word,
            created_at=created_at,
            milestones=milestones,
            lost_at=draft.instants.get("lost_at"),
            lost_reason=got.get("lost_reason", ""),
            amount=amount,
            currency=currency,
            expected_close_on=draft.expected_close_on,
            score=draft.score,
            note="\n".join(draft.note_parts),
            tags=tuple(dict.fromkeys(draft.tags)),
            custom=draft.custom,
            evidence=_evidence(draft, source, external_id, companies, person, domain),
            company_pinyin=company_sound.pinyin,
            company_initials=company_sound.initials,
            contact_pinyin=contact_sound.pinyin,
            contact_initials=contact_sound.initials,
            junk=self._junk(draft, created_at),
            notes=self._notes(draft, milestones, created_at, is_reachable=is_reachable),
            cells=tuple(row.cells),
        )

    def _is_company(self, cells: list[str]) -> bool:
        flag = self._flag
        return flag is not None and flag < len(cells) and clean(cells[flag]).casefold() in _YES

    def _stage(self, draft: Draft) -> KnownStage | None:
        if not draft.stage_word:
            return None
        stage = self._stages.find(draft.stage_word)
        if stage is None:
            draft.notes.append(Note("unknown_stage", {"value": draft.stage_word}))
        return stage

    def _milestones(self, draft: Draft, stage: KnownStage | None) -> dict[str, int]:
        """Take the dates of past milestones; a close date is a win only where the row's stage is won.

        CRMs keep one close date for all deals: of an open one it is the day it is expected.
        """
        found = {
            milestone: draft.instants[key]
            for key, milestone in _MILESTONE_FIELDS.items()
            if key in draft.instants
        }
        if draft.stage_word and Milestone.WON.value in found and not (stage and stage.is_won):
            closed_at = found.pop(Milestone.WON.value)
            if stage is not None and stage.is_lost:
                draft.instants.setdefault("lost_at", closed_at)
            elif draft.expected_close_on is None:
                draft.expected_close_on = self._survey.local_day(closed_at)
        return found

    def _money(self, draft: Draft) -> tuple[int | None, str]:
        if draft.amount is None:
            return None, draft.currency
        currency = draft.currency or draft.amount_currency or self._options.currency or ""
        minor = minor_units(draft.amount, currency)
        if minor is None:
            raise Refusal("bad_amount", column=draft.amount_column, value=str(draft.amount))
        return minor, currency

    def _touch(self, draft: Draft) -> Touch | None:
        got = draft.got
        referrer, ip = got.get("referrer", ""), got.get("ip", "")
        url, page = got.get("utm_url", ""), got.get("landing_page", "")
        if not (url or page or referrer or ip or self._utm):
            return None
        touch = parse_touch(url or page, referrer=referrer, ip=ip)
        changes: dict[str, str] = {}
        if url and page:
            changes["landing_page"] = page
        for name in self._utm:
            if draft.custom.get(name) and not getattr(touch, name):
                changes[name] = draft.custom[name]
        touch = replace(touch, **changes) if changes else touch
        for part, limit in _TOUCH_LIMITS.items():
            length = len(getattr(touch, part))
            if length > limit:
                raise Refusal("too_long", column=part, length=length, limit=limit)
        return touch or None

    def _junk(self, draft: Draft, created_at: int | None) -> tuple[str, ...]:
        reasons = junk_reasons(draft.phones, draft.emails) if draft.phones or draft.emails else ()
        crowded = self._survey.crowded
        if crowded and created_at is not None:
            is_crowded = (draft.got.get("ip", ""), registration_day(created_at)) in crowded
            return (*reasons, "many_from_one_ip") if is_crowded else reasons
        return reasons

    def _notes(
        self, draft: Draft, milestones: dict[str, int], created_at: int | None, *, is_reachable: bool
    ) -> tuple[Note, ...]:
        notes = draft.notes
        for phone in draft.phones:
            if phone.status is PhoneStatus.IMPOSSIBLE:
                notes.append(Note("impossible_phone", {"value": phone.raw}))
        for email in draft.emails:
            if not email.is_valid:
                notes.append(Note("bad_email", {"value": email.raw}))
        if not is_reachable:
            notes.append(Note("unreachable"))
        won_at = milestones.get(Milestone.WON.value)
        if won_at is not None and created_at is not None and won_at < created_at:
            notes.append(Note("won_before_created"))
        return tuple(notes)


def channel_text(text: str) -> str:
    """Write a channel as people read it: programs' `paid_search` is `paid search`, all else as written."""
    return text.replace("_", " ") if "_" in text and text.islower() and " " not in text else text


def _join_name(parts: list[str]) -> str:
    """Join given, middle and family name; Chinese ones family first and without a space."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    if all(not part.isascii() and "\u3400" <= part[0] <= "\u9fff" for part in parts):
        return "".join(reversed(parts))
    return " ".join(parts)


def _points(draft: Draft) -> tuple[Point, ...]:
    phones = dict.fromkeys(draft.phones) if len(draft.phones) > 1 else draft.phones
    emails = dict.fromkeys(draft.emails) if len(draft.emails) > 1 else draft.emails
    return (
        *(
            Point(PointKind.PHONE, at, phone.value, phone.raw, phone.extension, phone.status)
            for at, phone in enumerate(phones, 1)
        ),
        *(
            Point(
                PointKind.EMAIL,
                at,
                email.value,
                email.raw,
                "",
                PhoneStatus.VALID if email.is_valid else PhoneStatus.IMPOSSIBLE,
            )
            for at, email in enumerate(emails, 1)
        ),
    )


def _is_reachable(draft: Draft) -> bool:
    """Tell whether anything is there to call or write to; an impossible phone may be a typing error."""
    return any(phone.key for phone in draft.phones) or any(email.is_valid for email in draft.emails)


def _evidence(
    draft: Draft, source: str, external_id: str, company: str, person: str, domain: str
) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    if external_id:
        found[Evidence.SOURCE_ID, f"{source}|{external_id}"] = None
    for email in draft.emails:
        if email.key:
            if person:
                found[Evidence.EMAIL_AND_NAME, f"{email.key}|{person}"] = None
            found[Evidence.EMAIL, email.key] = None
    for phone in draft.phones:
        if phone.key:
            if person:
                found[Evidence.PHONE_AND_NAME, f"{phone.key}|{person}"] = None
            found[Evidence.PHONE, phone.key] = None
    if company:
        found[Evidence.COMPANY, company] = None
    if domain:
        found[Evidence.DOMAIN, domain] = None
    return tuple(found)
