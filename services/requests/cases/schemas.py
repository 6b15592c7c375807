"""What clients send and receive about solved cases."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.requests.cases.domain import CaseOutcome
from services.requests.disputes.schemas import Files
from services.requests.engagements.schemas import OptionalNote
from shared.errors import invalid_value
from shared.fields import Measure
from shared.language import Text
from shared.schemas import LongText, MediumText, ShortText, StrictBody, YesNo


class ResultDraft(StrictBody):
    """A figure that was reached, as it was measured."""

    name: ShortText
    value: Measure
    unit: ShortText | None = None


class Acceptance(StrictBody):
    """The firm's word that its need is met, or met in part, and what shows it."""

    outcome: Literal[CaseOutcome.SOLVED, CaseOutcome.PARTLY]
    evidence: LongText = Field(description="What shows it; for the two sides and operators.")
    files: Files = Field(default=[])
    results: Annotated[list[ResultDraft], Field(max_length=30)] = Field(default=[])
    public: YesNo = Field(default=False, description="Whether title and summary may be shown.")
    title: ShortText | None = Field(default=None, description="What everybody may read.")
    summary: MediumText | None = Field(default=None, description="What everybody may read.")
    note: OptionalNote = None

    @model_validator(mode="after")
    def _says_what_may_be_shown(self) -> Self:
        if self.public != (self.title is not None) or (self.summary and not self.public):
            raise invalid_value(
                Text(
                    "同意公开时须填写公开标题，不公开则不填。",
                    "A case that is public needs a title, one that is not has none.",
                ),
                Text("public 为 true 时填 title", "a title with public, else none"),
            )
        return self


class CaseRead(BaseModel):
    """A confirmed case, as those see it who took part."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    engagement_id: UUID
    demand_id: UUID
    outcome: CaseOutcome
    confirmed_by: str
    confirmed_at: datetime
    evidence: str
    files: list[UUID]
    results: list[ResultDraft]
    industry_code: str | None
    public: bool
    title: str | None
    summary: str | None


class PublicCase(BaseModel):
    """A solved need that its firm lets everybody know of."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    summary: str | None
    outcome: CaseOutcome
    industry_code: str | None
    year: int


class CasesSummary(BaseModel):
    """How many needs were published and what became of them; each need is counted once."""

    published: int = Field(description="Needs that ever were before the public.")
    solved: int = Field(description="Confirmed as solved by the firm, on evidence.")
    partly: int = Field(description="Confirmed as solved in part.")
    returned: int = Field(description="Solved once, and not any more: the firm said so.")
    unsolved: int = Field(description="Ended without a solution.")
    open: int = Field(description="Published, and neither solved nor ended.")
