"""What clients send and receive about an expert's service: dispatch, hours, assessments."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.catalog.entries.fields import PastDay
from services.catalog.experts.domain import HOURS_IN_A_MONTH
from services.catalog.registrations.assessment import AssessmentRule, Criterion
from services.catalog.registrations.domain import Grade
from services.catalog.registrations.models import MINUTES_IN_A_DAY, RATINGS
from services.catalog.registrations.schemas import Subject
from shared.errors import Text, invalid_value
from shared.fields import Day
from shared.pagination import PageQuery
from shared.schemas import Code, MediumText, ShortText, StrictBody, Whole


class DispatchDraft(StrictBody):
    """An agreement of three parties, as an operator records it (三方协议)."""

    agreement_number: Code
    firm: Subject | None = Field(
        default=None, description="The firm's id at the portal; null if it has none."
    )
    firm_name: ShortText
    demand_id: UUID | None = None
    hours_per_month: Annotated[Whole, Field(le=HOURS_IN_A_MONTH)] | None = None
    begins_on: Day
    ends_on: Day
    firm_signed_on: PastDay
    sender_signed_on: PastDay
    expert_signed_on: PastDay

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends_on < self.begins_on:
            raise invalid_value(
                Text("结束日期早于开始日期。", "It ends before it begins."),
                Text("ends_on 不早于 begins_on", "ends_on no earlier than begins_on"),
            )
        return self


class DispatchRead(BaseModel):
    """An agreement of three parties."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    agreement_number: str
    firm: str | None
    firm_name: str
    demand_id: UUID | None
    hours_per_month: int | None
    begins_on: date
    ends_on: date
    firm_signed_on: date
    sender_signed_on: date
    expert_signed_on: date
    recorded_at: datetime
    ended_at: datetime | None


class ServiceRecordDraft(StrictBody):
    """Service on a day, as the expert logs it."""

    served_on: PastDay
    minutes: Annotated[Whole, Field(ge=1, le=MINUTES_IN_A_DAY)]
    note: MediumText


class ServiceConfirmation(StrictBody):
    """That the service was given, and how it was."""

    rating: Annotated[Whole, Field(ge=RATINGS[0], le=RATINGS[1])] | None = Field(
        default=None, description="From 1 to 5, if whoever was served wants to say."
    )


class ServiceRecordRead(BaseModel):
    """Service on a day; it counts once it is confirmed."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    dispatch_id: UUID | None
    served_on: date
    minutes: int
    note: str
    logged_at: datetime
    confirmed_at: datetime | None
    rating: int | None


class ServedRead(ServiceRecordRead):
    """Service on a day, in a list over all registrations the caller has to do with."""

    registration_id: UUID
    expert_name: str
    sender_name: str
    agreement_number: str | None
    firm_name: str | None
    confirmable: bool = Field(description="Whether the caller may confirm it now.")


class ServedFilters(PageQuery):
    """What a list of logged service is narrowed to."""

    confirmed: bool | None = Field(default=None, description="Only what is, or is not, confirmed.")


class AssessmentLineRead(BaseModel):
    """A criterion's part of an assessment; null is unknown."""

    criterion: Criterion
    value: float | None
    full_at: float
    points: float | None
    possible: int
    evidence: list[str]


class AssessmentRead(BaseModel):
    """What the rule made of somebody's service; the score lies between two if not all is known."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    at: datetime
    rule_version: str
    period_from: date
    period_to: date
    lowest: float
    highest: float
    grade: Grade
    lines: list[AssessmentLineRead]


class MeasureRead(BaseModel):
    """How much a criterion is worth: all its points from `full_at` on."""

    model_config = ConfigDict(from_attributes=True)

    criterion: Criterion
    points: int
    full_at: float


class AssessmentRuleRead(BaseModel):
    """The published rule: what counts, for how much, and from which scores what follows."""

    model_config = ConfigDict(from_attributes=True)

    version: str
    measures: list[MeasureRead]
    excellent_from: int
    qualified_from: int

    @classmethod
    def of(cls, rule: AssessmentRule) -> Self:
        """Return the rule as everybody may read it."""
        return cls.model_validate(rule)
