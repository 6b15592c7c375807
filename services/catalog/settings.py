"""What the catalogue can be told from outside."""

from typing import Final

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.catalog.listings.rules import ListingRules
from services.catalog.registrations.assessment import RULE_1, AssessmentRule
from services.catalog.registrations.rules import RegistrationRules
from services.catalog.teams.rules import TeamRules
from shared.settings import PublisherSettings

LONGEST_DAYS: Final = 3_650


def _days(default: int, description: str) -> int:
    field: int = Field(default, ge=1, le=LONGEST_DAYS, description=description)
    return field


class CatalogSettings(PublisherSettings):
    """Read from `CATALOG_*`; with nothing set, the service runs on its own."""

    model_config = SettingsConfigDict(env_prefix="CATALOG_")

    name: str = "catalog"
    clock_seconds: float = Field(
        60.0, gt=0, le=3_600, description="How often it is asked whose time is over, in seconds."
    )
    portal_seconds: float = Field(
        2.0, gt=0, le=3_600, description="How often the portal is told what it has not heard."
    )
    endorse_days: int = _days(30, "How long the sending unit, or who is nominated, may take.")
    review_days: int = _days(10, "After how many days operators are reminded of what waits.")
    revise_days: int = _days(60, "How long an applicant may take to complete what was returned.")
    activate_days: int = _days(1, "After how many days operators hear that the portal is silent.")
    notice_days: int = _days(14, "How long people may decide on an assessment before the rule.")
    probation_days: int = _days(90, "How long a probation lasts.")
    suspension_days: int = _days(90, "How long a suspension lasts, if nobody lifts it before.")
    appeal_days: int = _days(30, "How long an exit can be appealed.")
    assess_before_days: int = _days(60, "How long before the end of a term it is assessed.")
    grace_days: int = _days(30, "How long after its term an undecided registration ends.")
    term_months: int = Field(24, ge=1, le=120, description="How long a term lasts, in months.")
    listing_review: bool = Field(
        default=True, description="Whether what providers write of themselves waits for operators."
    )
    confirm_days: int = _days(30, "How long an owner may take to list what was verified.")
    refresh_days: int = _days(60, "How long an owner may take to confirm what is a year old.")
    reminder_days: int = Field(
        3,
        ge=0,
        le=90,
        description="So many days before a wait ends by itself, who is waited for is reminded;"
        " 0 for never.",
    )
    consent_days: int = _days(30, "How long members of a team may take to agree, and to begin.")
    assessment_rule: AssessmentRule = Field(
        RULE_1, description="What counts in an assessment, for how much, and what follows."
    )

    @property
    def registration_rules(self) -> RegistrationRules:
        """What is settled about registrations."""
        return RegistrationRules(
            endorse_days=self.endorse_days,
            review_days=self.review_days,
            revise_days=self.revise_days,
            activate_days=self.activate_days,
            notice_days=self.notice_days,
            probation_days=self.probation_days,
            suspension_days=self.suspension_days,
            appeal_days=self.appeal_days,
            assess_before_days=self.assess_before_days,
            grace_days=self.grace_days,
            term_months=self.term_months,
            assessment=self.assessment_rule,
        )

    @property
    def listing_rules(self) -> ListingRules:
        """What is settled about listings."""
        return ListingRules(
            reviewed=self.listing_review,
            review_days=self.review_days,
            confirm_days=self.confirm_days,
            refresh_days=self.refresh_days,
            suspension_days=self.suspension_days,
        )

    @property
    def team_rules(self) -> TeamRules:
        """What is settled about teams."""
        return TeamRules(consent_days=self.consent_days, review_days=self.review_days)
