"""What a language lends the demonstration: names of companies and people, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Words of one language; templates in braces are filled by the cast."""

    cities: tuple[tuple[str, str], ...]
    """City and its region."""
    brands: tuple[str, ...]
    sectors: tuple[tuple[str, tuple[str, ...]], ...]
    """Industry and how its companies call themselves."""
    company: str
    sizes: tuple[str, ...]
    family: tuple[str, ...]
    given: tuple[str, ...]
    full_name: str
    titles: tuple[str, ...]
    mail_domain: str
    team: tuple[tuple[str, str], ...]
    """Role and name; the first SDR is the person at the desk."""
    teams: tuple[str, ...]
    """What the teams of the SDRs are called."""
    keywords: tuple[str, ...]
    plan: str
    unit: str
    campaigns: tuple[str, ...]
    answers: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Question key to answer state to what was said."""
    refused_answer: str
    bad_answer: tuple[str, ...]
    notes: tuple[str, ...]
    to_rep: tuple[str, ...]
    question_back: tuple[str, ...]
    answer_back: tuple[str, ...]
    refusal: tuple[str, ...]
    verdict: Mapping[str, tuple[str, ...]]
    override: tuple[str, ...]
    accept: tuple[str, ...]
    loss: tuple[str, ...]
    gave_back: tuple[str, ...]
    give_back: tuple[str, ...]
    """Why a lead goes back to the pool."""
    pools: tuple[str, str]
    """The pool of the first city's region, and that of events."""
    currency: str
    phone_region: str
