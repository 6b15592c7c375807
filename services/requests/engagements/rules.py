"""How long each state of an engagement may wait; read from `REQUESTS_ENGAGEMENTS` as JSON."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

WorkingDays = Annotated[int, Field(ge=1, le=365)]


class EngagementRules(BaseModel):
    """What the platform has settled about engagements; the defaults suit a city."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    proposal_days: WorkingDays = Field(
        10, description="A proposal nobody takes further ends after so many working days."
    )
    negotiation_days: WorkingDays = Field(
        30, description="So do negotiations, counted from the last draft or signature."
    )
    start_days: WorkingDays = Field(
        5, description="Work begins by itself so many working days after the contract says."
    )
    overrun_days: WorkingDays = Field(
        20, description="Unfinished work is suspended so many working days after its last day."
    )
    changes_days: WorkingDays = Field(
        20, description="So is work that was sent back, counted from the request."
    )
    acceptance_days: WorkingDays = Field(
        15, description="A delivery without an answer goes to an operator after so many."
    )
    evidence_days: WorkingDays = Field(
        5, description="So long the sides of a dispute are heard, unless both have spoken."
    )
    decision_days: WorkingDays = Field(
        15, description="By when an operator decides a dispute; it is escalated after that."
    )
    escalations: int = Field(
        2, ge=1, le=20, description="A dispute ends after so many escalations without decision."
    )
    suspension_days: WorkingDays = Field(
        60, description="A suspended engagement ends after so many working days."
    )
    amendment_days: WorkingDays = Field(
        10, description="A proposed change lapses after so many working days."
    )
    review_days: int = Field(
        14, ge=1, le=90, description="Days after acceptance in which both sides review."
    )
    follow_up_months: tuple[Annotated[int, Field(ge=1, le=60)], ...] = Field(
        (3, 6, 12), description="Months after acceptance at which the firm is asked."
    )
    follow_up_days: int = Field(
        30, ge=1, le=365, description="Days in which the firm answers; then it is left unknown."
    )
    closing_days: int = Field(
        30, ge=1, le=365, description="Days until what was terminated is archived."
    )
