"""What clients send and receive about teams."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.catalog.teams.domain import (
    REASON_LABELS,
    Consent,
    TeamAction,
    TeamReason,
    TeamStatus,
)
from shared.clock import city_today
from shared.errors import Text, invalid_value
from shared.fields import Day, ShortTexts
from shared.language import current_language
from shared.schemas import LongText, MediumText, ShortText, StrictBody, YesNo

MOST_MEMBERS = 50


def _to_come(day: date) -> date:
    if day <= city_today():
        raise invalid_value(
            Text("日期不在将来。", "The date does not lie in the future."),
            Text("晚于今天的日期", "a date later than today"),
        )
    return day


class MemberDraft(StrictBody):
    """Who is asked to join, and for what."""

    expert_id: UUID
    duty: ShortText
    skills: ShortTexts = Field(default_factory=list)


class TeamDraft(StrictBody):
    """A team as its lead, or an operator for them, proposes it."""

    name: ShortText
    task: LongText
    demand_id: UUID | None = None
    ends_on: Annotated[Day, AfterValidator(_to_come)]
    lead: UUID = Field(description="The lead's file as an expert; the lead is a member too.")
    duty: ShortText = Field(default="团长", description="What the lead does in it.")
    members: Annotated[list[MemberDraft], Field(max_length=MOST_MEMBERS)]


class TeamStepDraft(StrictBody):
    """What shall happen to a team, and why."""

    action: TeamAction
    reason_code: TeamReason | None = None
    note: MediumText | None = None


class ConsentDraft(StrictBody):
    """One's own answer; it can be taken back as long as the team exists."""

    agrees: YesNo
    reason_code: TeamReason | None = None


class MemberRead(BaseModel):
    """What somebody does in a team, and what they have answered."""

    model_config = ConfigDict(from_attributes=True)

    expert_id: UUID
    name: str
    duty: str
    skills: list[str]
    consent: Consent
    reason_code: TeamReason | None
    answered_at: datetime | None


class TeamRead(BaseModel):
    """A team, as its members and operators read it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    version: int
    status: TeamStatus
    name: str
    task: str
    demand_id: UUID | None
    ends_on: date
    filed_on: date | None
    due_at: datetime | None
    created_at: datetime
    updated_at: datetime
    members: list[MemberRead] = Field(default_factory=list)
    actions: list[TeamAction] = Field(default_factory=list)


class TeamStepRead(BaseModel):
    """A step in the life of a team."""

    model_config = ConfigDict(from_attributes=True)

    action: TeamAction
    from_status: TeamStatus
    to_status: TeamStatus
    actor: str
    at: datetime
    reason_code: TeamReason | None
    note: str | None


class TeamReasonRead(BaseModel):
    """A reason, in the language asked for."""

    code: TeamReason
    label: str

    @classmethod
    def all(cls) -> list[Self]:
        """Return every reason."""
        language = current_language.get()
        return [cls(code=code, label=label.pick(language)) for code, label in REASON_LABELS.items()]
