"""What one row of a list has become: typed, in normal forms, plain values only."""

from __future__ import annotations

import msgspec

from app.services.intake.touches import Touch


class Point(msgspec.Struct, frozen=True):
    """One phone or e-mail of a contact; all of a row are kept, in the order of its columns."""

    kind: str
    """A `PointKind`."""
    position: int
    """From 1 within its kind."""
    value: str
    """E.164 or the e-mail's normal form; as written where it cannot exist."""
    raw: str
    extension: str
    status: str
    """A `PhoneStatus`; e-mails are *valid* or *impossible* too."""


class Note(msgspec.Struct, frozen=True):
    """Something to say about a row that was taken: a code of `NOTE_CODES` and what its sentence needs."""

    code: str
    place: dict[str, str | int] = msgspec.field(default_factory=dict)


class PreparedRow(msgspec.Struct, frozen=True):
    """One accepted row; "" and None both mean that nothing is known.

    Names are those of the lead's columns where there is one.
    """

    line: int
    external_id: str
    source: str
    """Whose id that is; "" for a plain id."""
    company: str
    company_key: str
    contact_name: str
    contact_key: str
    title: str
    phone: str
    phone_ext: str
    phone_status: str
    email: str
    email_key: str
    points: tuple[Point, ...]
    is_reachable: bool
    """False without a phone and an e-mail: kept, no MAL, cannot be called."""
    region: str
    city: str
    industry: str
    company_size: str
    registration_no: str
    website: str
    domain: str
    """Registered domain of website or e-mail; "" for hosts open to everybody."""
    channel: str
    """"" where blank, which differs from `unknown`."""
    campaign: str
    ad_unit: str
    keyword: str
    landing_page: str
    touch: Touch | None
    owner: str
    """A person's name or login, as written."""
    rep: str
    stage: str
    """Key of a stage of the playbook; "" for the first."""
    stage_word: str
    """As written in the file."""
    created_at: int | None
    """Microseconds UTC."""
    milestones: dict[str, int]
    """`Milestone` to microseconds UTC."""
    lost_at: int | None
    lost_reason: str
    amount: int | None
    """Minor units."""
    currency: str
    expected_close_on: int | None
    """Days since 1970-01-01."""
    score: int | None
    note: str
    tags: tuple[str, ...]
    custom: dict[str, str]
    """Columns without a field of their own, by name."""
    evidence: tuple[tuple[str, str], ...]
    """`Evidence` and key: what another record may share (spec section 4)."""
    company_pinyin: str
    company_initials: str
    contact_pinyin: str
    contact_initials: str
    junk: tuple[str, ...]
    """Codes of `JUNK_CODES`; a row with any is set aside."""
    notes: tuple[Note, ...]
    cells: tuple[str, ...]
    """As they stood in the file."""


class RefusedRow(msgspec.Struct, frozen=True):
    """One row that was not taken, as it stood in the file."""

    line: int
    code: str
    """Of `ROW_CODES`."""
    place: dict[str, str | int]
    cells: tuple[str, ...]
