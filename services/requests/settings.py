"""What the requests service can be told from outside."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_settings import SettingsConfigDict

from services.requests.clocks.calendar import ChineseCalendar
from services.requests.clocks.domain import Allowance, ServiceClock, WorkingTime
from services.requests.clocks.hours import read_hours
from services.requests.demands.rules import Rules
from services.requests.engagements.rules import EngagementRules
from services.requests.grants.rules import GrantRules
from services.requests.pursuit.domain import SAFE_LADDER, read_ladder
from services.requests.reminders.rules import ReminderRules
from services.requests.responses.rules import ResponseRules
from shared.settings import MEBIBYTE, PublisherSettings


def _readable_hours(text: str) -> str:
    """Return the hours, if they can be read."""
    read_hours(text)
    return text


def _climbable(text: str) -> str:
    """Return the ladder, if it can be read."""
    read_ladder(text)
    return text


class RequestsSettings(PublisherSettings):
    """Read from `REQUESTS_*`; with nothing set, the service runs on its own."""

    model_config = SettingsConfigDict(env_prefix="REQUESTS_")

    name: str = "requests"
    validity_days: int = Field(
        180, ge=1, le=3_650, description="How long a demand stays published, in days."
    )
    clock_seconds: float = Field(
        60.0, gt=0, le=3_600, description="How often it is asked whose time is over, in seconds."
    )

    working_hours: Annotated[str, AfterValidator(_readable_hours)] = Field(
        "09:00-12:00,14:00-18:00", description="The desk's shifts, on working days."
    )
    first_contact_minutes: int = Field(
        60, ge=1, le=10_000, description="By when a firm hears from the desk, in working minutes."
    )
    plan_hours: int = Field(
        24, ge=1, le=1_000, description="By when the desk has decided, in working hours."
    )
    close_days: int = Field(
        7, ge=1, le=365, description="By when a need should be closed, in working days."
    )
    claim_minutes: int = Field(
        120, ge=1, le=10_000, description="How long an operator holds what they claimed."
    )
    closing_answer_days: int = Field(
        5, ge=1, le=90, description="How long a firm may think about closing, in working days."
    )
    returned_days: int = Field(
        60, ge=1, le=3_650, description="After how many idle days what was returned is withdrawn."
    )
    challenge_days: int = Field(
        180,
        ge=1,
        le=3_650,
        description="After how many days a challenge that nobody took up goes back to the market.",
    )
    pursuit: Annotated[str, AfterValidator(_climbable)] = Field(
        SAFE_LADDER,
        description="What is done for a need that finds nobody: moves, and working days before.",
    )
    pursuit_invitations: int = Field(
        3, ge=0, le=10, description="How many of those found the clock invites to a need itself."
    )

    reminder_hours: int = Field(
        8,
        ge=0,
        le=200,
        description="So many working hours before a wait ends by itself, who is waited for is"
        " reminded; 0 for never.",
    )
    expiry_reminder_days: int = Field(
        7, ge=0, le=90, description="So many days before a need expires its owner is reminded."
    )

    grant_decision_days: int = Field(
        5, ge=1, le=90, description="How long a firm may think about a grant, in working days."
    )
    grant_acceptance_days: int = Field(
        10, ge=1, le=90, description="How long an agreement may wait, in working days."
    )
    grant_days: int = Field(
        180, ge=1, le=730, description="How long a grant holds unless the firm says, in days."
    )
    grant_pause_days: int = Field(
        7, ge=0, le=365, description="After how many days a refused grant is asked for again."
    )

    responses: ResponseRules = Field(
        default_factory=ResponseRules,
        description="How long each state of a response may wait, in working days, as JSON.",
    )

    engagements: EngagementRules = Field(
        default_factory=EngagementRules,
        description="How long each state of an engagement may wait, as JSON.",
    )
    deliverable_bytes: int = Field(
        32 * MEBIBYTE, gt=0, le=1024 * MEBIBYTE, description="The largest file taken, in bytes."
    )

    @property
    def grant_rules(self) -> GrantRules:
        """What is settled about grants."""
        return GrantRules(
            working=WorkingTime(read_hours(self.working_hours), ChineseCalendar()),
            decision_days=self.grant_decision_days,
            acceptance_days=self.grant_acceptance_days,
            valid_days=self.grant_days,
            pause_days=self.grant_pause_days,
        )

    @property
    def reminder_rules(self) -> ReminderRules:
        """What is settled about reminders."""
        return ReminderRules(
            working=WorkingTime(read_hours(self.working_hours), ChineseCalendar()),
            ahead=timedelta(hours=self.reminder_hours),
            ahead_of_expiry=timedelta(days=self.expiry_reminder_days),
            returned=timedelta(days=self.returned_days),
        )

    @property
    def rules(self) -> Rules:
        """What is settled about the lives of demands."""
        working = WorkingTime(read_hours(self.working_hours), ChineseCalendar())
        allowance = Allowance(
            contact=timedelta(minutes=self.first_contact_minutes),
            plan=timedelta(hours=self.plan_hours),
            close_days=self.close_days,
        )
        return Rules(
            validity=timedelta(days=self.validity_days),
            claim=timedelta(minutes=self.claim_minutes),
            clock=ServiceClock(working, allowance),
            closing_answer_days=self.closing_answer_days,
            returned=timedelta(days=self.returned_days),
            challenge=timedelta(days=self.challenge_days),
            ladder=read_ladder(self.pursuit),
            invitations=self.pursuit_invitations,
            responses=self.responses,
            engagements=self.engagements,
        )
