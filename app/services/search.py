"""Finding leads by a part of a name, a number, an address, or the pinyin of a name.

A word of three or more characters is looked for anywhere in company, contact, e-mail addresses, the digits
of phone numbers, the source's id, pinyin and initials; a shorter one in the names and their initials only.
Every word must be found. Capital letters do not count.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, column, literal_column, select, table

from app.models.leads import Lead
from app.models.report_parts import LEADS_OF
from app.models.report_parts import install as install_marks
from app.models.search_index import LeadRow
from app.models.search_triggers import install, put_aside, rebuilding
from app.services.contact_mask import shown

_SHOWN = ("id", "company", "contact_name", "title", "phone", "email", "stage", "score")
CANDIDATES = 500
"""Matches looked at before they are put in order: more hits than anybody reads."""
_LONG = 3
"""Characters from which a trigram index answers."""
_LONGEST = 200
_MARKS = frozenset("+-()./")


@dataclass(frozen=True, slots=True)
class Found:
    """A lead as a search shows it."""

    lead_id: UUID
    company: str | None
    contact_name: str | None
    title: str | None
    phone: str | None
    email: str | None
    stage: str
    score: int


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody looks for.

    Attributes:
        long: Words for the trigram index, each with the ways it may be written.
        short: Words of one or two characters, each with the ways its letters may be written.
    """

    long: tuple[tuple[str, ...], ...]
    short: tuple[tuple[str, ...], ...]


def words(query: str) -> Words:
    """Take apart what somebody typed; a number keeps together whatever stands between its digits."""
    plain = unicodedata.normalize("NFKC", query.replace("\0", " "))[:_LONGEST].lower()
    if _is_number(plain.replace(" ", "")):
        return Words((_numbers(plain),), ())
    parts = list(dict.fromkeys(plain.split()))
    long = (part for part in parts if len(part) >= _LONG)
    return Words(
        tuple((part, *_numbers(part)) if _is_number(part) else (part,) for part in long),
        tuple(_cases(part) for part in parts if len(part) < _LONG),
    )


def is_found(query: str) -> Any:
    """Return the condition on ``LeadRow`` that a lead fits what somebody typed; ``None`` for no words."""
    matches = _matches(query)
    return and_(*(LeadRow.n.in_(rows) for rows in matches)) if matches else None


def search(db: Connection, query: str, limit: int = 50) -> list[Found]:
    """Return the leads that fit, best score first; of very many, some."""
    matches = _matches(query)
    if not matches:
        return []
    if len(matches) == 1:
        # The index itself stops after so many. Asked of ``LeadRow`` it would first list every lead that
        # fits: for a legal form, all of them.
        some = matches[0].limit(CANDIDATES)
    else:
        # Two indexes joined would be asked anew for every row of the other.
        some = select(LeadRow.n).where(*(LeadRow.n.in_(rows) for rows in matches)).limit(CANDIDATES)
    rows = db.execute(
        select(*(shown(name) for name in _SHOWN))
        .select_from(LeadRow)
        .join(Lead, Lead.id == LeadRow.lead_id)
        .where(LeadRow.n.in_(some))
        .order_by(LeadRow.score.desc(), LeadRow.created_at, LeadRow.n)
        .limit(limit)
    )
    return [Found(*row) for row in rows]


@contextmanager
def deriving_anew(db: Connection) -> Iterator[None]:
    """Derive everything once at the end, in the caller's transaction: for whoever writes nearly every lead.

    Row by row, as each lead and what belongs to it comes, takes three times as long.
    """
    put_aside(db)
    # Reports see it all the same: each row the lists keep is made anew, which marks the part its lead is counted in.
    for kind, event in itertools.product(LEADS_OF, ("in", "changed", "out")):
        db.exec_driver_sql(f"DROP TRIGGER IF EXISTS report_{kind}_{event}")
    yield
    rebuild(db)
    install(db)
    install_marks(db)


def rebuild(db: Connection) -> int:
    """Derive everything lists and search need anew from the leads, and return how many there are.

    On a writing connection; a million leads take about a minute.
    """
    for statement in rebuilding():
        db.exec_driver_sql(statement)
    return int(db.exec_driver_sql("SELECT count(*) FROM lead_row").scalar_one())


def _matches(query: str) -> list[Select[Any]]:
    """Return what each index is asked, if anything; a lead must be in the answer of all of them."""
    asked, found = words(query), []
    if asked.long:
        found.append(_rows("lead_text", _long_match(asked.long)))
    if asked.short:
        found.append(_rows("lead_pairs", _short_match(asked.short)))
    return found


def _is_number(text: str) -> bool:
    digits = sum(letter.isdecimal() and letter.isascii() for letter in text)
    return digits >= _LONG and all(letter in _MARKS or letter.isdecimal() for letter in text)


def _numbers(text: str) -> tuple[str, ...]:
    """Return the digits, and the digits without the zeros one dials before an area or a country."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    bare = digits.lstrip("0")
    return (digits, bare) if digits != bare and len(bare) >= _LONG else (digits,)


def _cases(text: str) -> tuple[str, ...]:
    """Return the ways a short word may be written: the index folds the case of ASCII letters only."""
    ways = (
        (letter,)
        if letter.isascii()
        else {one for one in (letter, letter.lower(), letter.upper()) if len(one) == 1}
        for letter in text
    )
    return tuple(sorted("".join(letters) for letters in itertools.product(*ways)))


def _long_match(asked: tuple[tuple[str, ...], ...]) -> str:
    return " AND ".join(
        "(" + " OR ".join('"' + way.replace('"', '""') + '"' for way in dict.fromkeys(ways)) + ")"
        for ways in asked
    )


def _short_match(asked: tuple[tuple[str, ...], ...]) -> str:
    return " AND ".join("(" + " OR ".join(_pair(way) for way in ways) + ")" for ways in asked)


def _pair(text: str) -> str:
    """Return a word as the index of pairs writes it; a single character is the beginning of a pair."""
    written = text.encode("utf-8", "surrogatepass").hex()
    return f'"{written}"' if len(text) > 1 else f'"{written}"*'


def _rows(name: str, match: str) -> Select[Any]:
    return select(column("rowid")).select_from(table(name)).where(literal_column(name).op("MATCH")(match))
