"""Recognise obvious junk, which is set aside with its reason and never silently dropped (spec section 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from app.services.intake.phones import PhoneValue, is_made_up
from app.services.intake.values import EmailValue, read_word_list, registered_domain

MOST_FROM_ONE_IP: Final = 20
"""Registrations from one address in a day that are still believed (spec section 4); more are junk."""

_DAY: Final = 86_400_000_000


@lru_cache(maxsize=1)
def _throwaway_domains() -> frozenset[str]:
    return read_word_list("junk_domains.txt")


@lru_cache(maxsize=16_384)
def is_throwaway(domain: str) -> bool:
    """Tell whether a domain of e-mail lives for minutes only."""
    return bool(domain) and (
        domain in _throwaway_domains() or registered_domain(domain) in _throwaway_domains()
    )


def junk_reasons(phones: Sequence[PhoneValue], emails: Sequence[EmailValue]) -> tuple[str, ...]:
    """Return why a row is junk by its contact details, as codes; () for an honest one.

    An impossible phone alone is no junk: people mistype. A made-up one (0000000) is, when there is no
    other way to reach the contact.
    """
    reasons: tuple[str, ...] = ()
    has_email = False
    for email in emails:
        has_email = has_email or email.is_valid
        if email.is_valid and is_throwaway(email.domain):
            reasons = ("throwaway_email",)
    if phones and not has_email and all(is_made_up(phone) for phone in phones):
        reasons = (*reasons, "made_up_phone")
    return reasons


def crowded_addresses(
    registrations: Counter[tuple[str, str]],
    instant: Callable[[str], int | None],
    limit: int = MOST_FROM_ONE_IP,
) -> frozenset[tuple[str, int]]:
    """Find addresses from which more registrations came in a day than people make.

    Args:
        registrations: How often each pair of address and written time occurs.
        instant: Reads the written time: microseconds UTC.
        limit: How many a day are believed.

    Returns:
        Pairs of address and day, as `registration_day` counts it.
    """
    days: Counter[tuple[str, int]] = Counter()
    for (ip, written), count in registrations.items():
        at = instant(written)
        if at is not None:
            days[ip, registration_day(at)] += count
    return frozenset(pair for pair, count in days.items() if count > limit)


def registration_day(at: int) -> int:
    """Return the day (UTC) of an instant in microseconds."""
    return at // _DAY
