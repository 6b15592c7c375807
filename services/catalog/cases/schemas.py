"""What the catalogue reads in a solved case of the requests service."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.catalog.entries.domain import CaseConfirmer, CaseOutcome, EntryKind


class HelperRead(BaseModel):
    """An entry that helped."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: EntryKind
    id: UUID


class ReviewGivenRead(BaseModel):
    """How a firm marked the work that some entries helped with."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: UUID
    helpers: list[HelperRead]
    overall: Annotated[int, Field(ge=1, le=5)]
    given_on: date


class ReviewsRead(BaseModel):
    """How often firms have marked an entry's work, and how."""

    count: int = Field(description="How many firms have; 0 is nobody yet, not a bad mark.")
    mean: float | None = Field(description="1 to 5; null if nobody has.")
    marks: dict[int, int] = Field(description="How often each mark was given.")


class SolvedCaseRead(BaseModel):
    """A case that a firm has confirmed; title and summary are null if the firm keeps them."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: UUID
    helpers: list[HelperRead]
    industry_code: str | None = None
    year: int | None = None
    confirmed_on: date | None = None
    title: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    summary: str | None = None
    outcome: CaseOutcome
    confirmed_by: CaseConfirmer
