"""Closed lists of words that only a playbook file uses; the shared ones are in the vocabulary."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Languages a playbook's texts are written in."""

    ZH = "zh"
    EN = "en"


class LeadField(StrEnum):
    """Fields of a lead that a stage may require (spec section 3)."""

    COMPANY = "company"
    CONTACT_NAME = "contact_name"
    TITLE = "title"
    PHONE = "phone"
    EMAIL = "email"
    REGION = "region"
    CITY = "city"
    INDUSTRY = "industry"
    COMPANY_SIZE = "company_size"
    REGISTRATION_NO = "registration_no"
    WEBSITE = "website"
    CHANNEL = "channel"
    CAMPAIGN = "campaign"
    KEYWORD = "keyword"
    AMOUNT = "amount"
    CURRENCY = "currency"
    EXPECTED_CLOSE_ON = "expected_close_on"


class RecordField(StrEnum):
    """Fixed fields of the sales record and feedback that confirm or contradict answers (spec section 12)."""

    WHO_MET = "who_met"
    NEED = "need"
    PRESENT_SITUATION = "present_situation"
    SOLUTION_IN_USE = "solution_in_use"
    DIFFICULTY = "difficulty"
    NEXT_ACTION = "next_action"
    BUSINESS_SITUATION = "business_situation"
    PROJECT_TRIGGER = "project_trigger"
    PROJECT_TIMING = "project_timing"
    RISKS = "risks"
    COMPETITORS = "competitors"
    PROGRESS = "progress"
    COMMERCIAL_STATE = "commercial_state"


class SalesCheck(StrEnum):
    """The five checks that make an accepted lead an SQL (spec section 3)."""

    NEED_FITS = "need_fits"
    PROCESS_FITS = "process_fits"
    TIMING_CLEAR = "timing_clear"
    BUDGET_FITS = "budget_fits"
    KEY_PERSON = "key_person"


class ScoreOn(StrEnum):
    """What a score rule looks at: fit, behaviour or source (spec section 5)."""

    INDUSTRY = "fit.industry"
    REGION = "fit.region"
    COMPANY_SIZE = "fit.company_size"
    TITLE = "fit.title"
    PRICE_PAGE = "behaviour.price_page"
    DEMO_REQUEST = "behaviour.demo_request"
    TRIAL_REQUEST = "behaviour.trial_request"
    EVENT_VISIT = "behaviour.event_visit"
    MAIL_OPENED = "behaviour.mail_opened"
    MAIL_CLICKED = "behaviour.mail_clicked"
    CHANNEL = "source.channel"

    @property
    def is_behaviour(self) -> bool:
        """Whether the points halve with time and no values are listed."""
        return self.value.startswith("behaviour.")


class Term(StrEnum):
    """Words a team agrees on beside its stages and reasons."""

    MAL = "mal"
    MQL = "mql"
    SAL = "sal"
    SALES_QUALIFIED = "sql"
    OPPORTUNITY = "opportunity"
    POC = "poc"
    WON = "won"
    QUALIFIED = "qualified"


class GradeKey(StrEnum):
    """Grades of leads by score band, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def number(self) -> int:
        """The grade as stored: 4 is A, 1 is D."""
        return ord("E") - ord(self.value)
