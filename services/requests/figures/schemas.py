"""What operators ask of the figures, and read in them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.requests.demands.domain import DemandStatus, Urgency
from services.requests.demands.reads import LabelRead
from services.requests.figures.domain import Stage, Wait
from shared.fields import Day
from shared.pagination import PageQuery
from shared.schemas import StrictBody

IndustryOrUnknown = Annotated[str, Field(pattern="^([A-T]([0-9]{2})?|unknown)$")]
CityOrUnknown = Annotated[str, Field(pattern="^([0-9]{4}00|unknown)$")]


class Scope(StrictBody):
    """Which needs are counted."""

    since: Day | None = Field(default=None, description="Posted on this day or later.")
    until: Day | None = Field(default=None, description="Posted on this day or earlier.")
    industry: IndustryOrUnknown | None = Field(
        default=None, description="Exactly this code of GB/T 4754, or those without one."
    )
    region: CityOrUnknown | None = Field(
        default=None, description="A city's code of GB/T 2260, or those without one."
    )


class FigureFilters(PageQuery, Scope):
    """Which figure's needs are listed: all of the conditions."""

    stage: Stage | None = None
    wait: Wait | None = Field(default=None, description="Only those whose waiting is over.")
    status: DemandStatus | None = None


class StageFigure(BaseModel):
    """How many needs came so far."""

    stage: Stage
    label: LabelRead
    needs: int


class WaitFigure(BaseModel):
    """How long was waited for something, of those that have it; null of none."""

    wait: Wait
    label: LabelRead
    needs: int
    median_hours: float | None
    nine_in_ten_hours: float | None


class GroupFigure(BaseModel):
    """The needs of an industry or a city; null stands for those that do not say."""

    code: str | None
    posted: int
    published: int
    solved: int


class StatusFigure(BaseModel):
    """How many needs stand where at present."""

    status: DemandStatus
    label: LabelRead
    needs: int


class Figures(BaseModel):
    """The whole way from posting to the confirmed solution."""

    stages: list[StageFigure]
    waits: list[WaitFigure]
    industries: list[GroupFigure]
    regions: list[GroupFigure]
    statuses: list[StatusFigure]


class FigureNeed(BaseModel):
    """A need behind a figure."""

    id: UUID
    case_number: str
    title: str
    organization_name: str | None
    status: DemandStatus
    urgency: Urgency
    industry_code: str | None
    region_code: str | None
    submitted_at: datetime | None
    published_at: datetime | None
    hours: float | None = Field(description="How long was waited, if that was asked for.")
