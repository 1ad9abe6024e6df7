"""Closed vocabularies that the database, the rules and the screens share."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """What a change is about; pages reload when one of theirs changed."""

    PEOPLE = "people"
    PLAYBOOK = "playbook"
    LEADS = "leads"
    ACTIVITIES = "activities"
    RUNS = "runs"
    HANDOVERS = "handovers"
    FOLLOW_UPS = "follow_ups"
    IMPORTS = "imports"
    CALENDAR = "calendar"
    LISTS = "lists"
    SPEND = "spend"
    POOLS = "pools"
    NURTURE = "nurture"
    REMINDERS = "reminders"


class Role(StrEnum):
    """What a member may do (spec section 2)."""

    SDR = "sdr"
    TEAM_LEAD = "team_lead"
    REP = "rep"
    SALES_LEAD = "sales_lead"
    MARKETING = "marketing"
    ADMIN = "admin"


SDR_ROLES = frozenset({Role.SDR, Role.TEAM_LEAD})
"""Who works leads: a team lead may all an SDR may."""
REP_ROLES = frozenset({Role.REP, Role.SALES_LEAD})
"""Who judges hand-overs: a sales lead may all a rep may."""


class StageKind(StrEnum):
    """What a stage means to the rules, whatever a team calls it (spec section 3)."""

    VALIDATING = "validating"
    NURTURE = "nurture"
    SALES_VALIDATING = "sales_validating"
    REFUSED = "refused"
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Milestone(StrEnum):
    """The layers of the funnel below the lead itself, in order (spec sections 3 and 15)."""

    MAL = "mal"
    MQL = "mql"
    SAL = "sal"
    SALES_QUALIFIED = "sql"
    OPPORTUNITY = "opportunity"
    POC = "poc"
    WON = "won"


class Fact(StrEnum):
    """The recorded facts that move a lead from stage to stage (spec section 3)."""

    ACCEPTED_BY_INTAKE = "intake.accepted"
    RUN_BELOW = "run.below"
    DISQUALIFIED = "lead.disqualified"
    NURTURE_RETURNED = "nurture.returned"
    SUBMITTED = "handover.submitted"
    RETURNED = "handover.returned"
    ACCEPTED = "handover.accepted"
    REFUSED = "handover.refused"
    REFUSAL_RIGHT = "review.refusal_right"
    HANDOVER_RIGHT = "review.handover_right"
    UNCLEAR = "review.unclear"
    STAGE_MOVED = "stage.moved"
    LOST = "lead.lost"
    REVIVED = "lead.revived"


class AnswerState(StrEnum):
    """How well a question was answered (spec section 8); only GOOD counts."""

    GOOD = "good"
    WEAK = "weak"
    REFUSED = "refused"
    DISQUALIFYING = "disqualifying"
    NOT_ASKED = "not_asked"


class RunState(StrEnum):
    """Where a pass through the script stands."""

    OPEN = "open"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    """A disqualifying answer ended it; its reason is kept."""


class ActivityKind(StrEnum):
    """What happened with a lead; only an attempt resets the recall clock (spec section 10)."""

    CALL = "call"
    NOTE = "note"
    MESSAGE = "message"
    VISIT = "visit"
    REPLY = "reply"


class Outcome(StrEnum):
    """How a call ended (spec section 7)."""

    CONNECTED = "connected"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    CALL_BACK = "call_back"
    REFUSED_CONTACT = "refused_contact"


class HandoverState(StrEnum):
    """Where a hand-over stands (spec section 9)."""

    WAITING = "waiting"
    """The matched rule leaves the choice of the rep to a person."""
    OPEN = "open"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What a team lead finds of a refused hand-over (spec section 9)."""

    REFUSAL_RIGHT = "refusal_right"
    HANDOVER_RIGHT = "handover_right"
    UNCLEAR = "unclear"


class ReasonKind(StrEnum):
    """What a reason of the playbook explains."""

    DISQUALIFY = "disqualify"
    REFUSE = "refuse"
    RETURN = "return"
    LOST = "lost"
    NURTURE = "nurture"
    POC_FAILED = "poc_failed"
    VERDICT_CAUSE = "verdict_cause"
    OVERRIDE = "override"


class FollowUpWhy(StrEnum):
    """Why a follow-up was promised."""

    FIRST_CONTACT = "first_contact"
    CALL_BACK = "call_back"
    NEXT_STEP = "next_step"
    HAND_OVER = "hand_over"
    """The call ends, and the lead is handed over next."""
    RETRY = "retry"
    ANSWER_QUESTION = "answer_question"
    REP_FIRST_CONTACT = "rep_first_contact"
    NURTURE_BACK = "nurture_back"
    LEARN_LOSS = "learn_loss"
    HELP = "help"
    """A rep asked for help with a deal."""


class PhoneStatus(StrEnum):
    """What is known of a phone number."""

    VALID = "valid"
    IMPOSSIBLE = "impossible"
    NONE = "none"


class PointKind(StrEnum):
    """Ways to reach a contact."""

    PHONE = "phone"
    EMAIL = "email"


class BarKind(StrEnum):
    """What an entry of the do-not-contact list is about; all but the contact are evidence of the same name."""

    PHONE = "phone"
    EMAIL = "email"
    CONTACT = "contact"
    """One person at one company, by both names."""
    COMPANY = "company"
    DOMAIN = "domain"


class BarReason(StrEnum):
    """Why somebody is on the do-not-contact list."""

    ASKED = "asked"
    """They said so themselves."""
    LEGAL = "legal"
    """A law, a contract or a register of objections forbids it."""
    RELATION = "relation"
    """A customer, a partner or a rival, whom others look after."""
    OTHER = "other"


class Evidence(StrEnum):
    """What two records may share (spec section 4, cleaning); the first three are strong."""

    SOURCE_ID = "source_id"
    EMAIL_AND_NAME = "email_name"
    PHONE_AND_NAME = "phone_name"
    PHONE = "phone"
    EMAIL = "email"
    COMPANY = "company"
    DOMAIN = "domain"
    SIMILAR_NAME = "similar_name"
    """Names of companies nearly alike, same contact or not: found by the search, never by an import."""


class MergeField(StrEnum):
    """Fields of two records of which a person may choose one when merging (spec section 4)."""

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
    EXTERNAL_ID = "external_id"
    AMOUNT = "amount"
    EXPECTED_CLOSE_ON = "expected_close_on"


class BehaviourKind(StrEnum):
    """What a lead did on our side (spec section 4); each may be worth points (section 5)."""

    PAGE_VISIT = "page_visit"
    PRICE_PAGE = "price_page"
    DEMO_REQUEST = "demo_request"
    TRIAL_REQUEST = "trial_request"
    EVENT_VISIT = "event_visit"
    MAIL_OPENED = "mail_opened"
    MAIL_CLICKED = "mail_clicked"
    MAIL_BOUNCED = "mail_bounced"
    """It came back: the address reaches nobody."""


class ContentKind(StrEnum):
    """What the content library holds to send to leads in nurture (spec section 14)."""

    CASE = "case"
    WHITE_PAPER = "white_paper"
    LIVE_EVENT = "live_event"
    VIDEO = "video"
    OTHER = "other"


class BackBy(StrEnum):
    """What brought a lead back from nurture by itself (spec section 14)."""

    REPLY = "back_by_reply"
    REQUEST = "back_by_request"
    """It asked for a demo or a trial."""
    SCORE = "back_by_score"
    """What it did carried its score to the playbook's points."""
    DATE = "back_by_date"
    """The day has come that somebody set."""


class PoolKind(StrEnum):
    """What a pool is kept for (spec section 10)."""

    TEAM = "team"
    """All that no other pool is for; there is one."""
    DEPARTMENT = "department"
    CHANNEL = "channel"
    GROUP = "group"


class ReturnHow(StrEnum):
    """How a lead came to lie in the pool where it lies."""

    GIVEN_BACK = "given_back"
    RECALLED = "recalled"
    MOVED = "moved"


class BatchState(StrEnum):
    """Where an import stands."""

    OPEN = "open"
    CLOSED = "closed"
    UNDONE = "undone"
