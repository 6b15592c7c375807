"""What clients are told about a need that is being written."""

from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.checking.domain import Finding, Gap, completeness
from services.requests.demands.reads import DemandRead, LabelRead


class FindingRead(BaseModel):
    """Something that seems to be missing, and why it matters."""

    model_config = ConfigDict(from_attributes=True)

    code: Gap
    field: str
    weight: int = Field(description="Its share of a complete need, in percent.")
    message: LabelRead
    reason: LabelRead


class SimilarDemand(BaseModel):
    """A published need on the same matter, as everybody may see it."""

    demand: DemandRead
    closeness: float = Field(ge=0, le=1)
    join: str = Field(description="Path within this service: POST there to join it.")


class SimilarDemands(BaseModel):
    """Published needs on the same matter, the closest first.

    `looked` is false if it could not be looked: then nothing is known, and `note` says so.
    """

    looked: bool
    note: LabelRead | None
    items: list[SimilarDemand]


class CheckRead(BaseModel):
    """What a need still lacks. It never stands in the way of submitting."""

    completeness: int = Field(ge=0, le=100, description="Percent.")
    findings: list[FindingRead]
    similar: SimilarDemands

    @classmethod
    def of(cls, found: tuple[Finding, ...], similar: SimilarDemands) -> Self:
        """Return what is told about these gaps."""
        return cls(
            completeness=completeness(found),
            findings=[FindingRead.model_validate(finding) for finding in found],
            similar=similar,
        )


class Neighbour(BaseModel):
    """What we read of a similar need that matching names."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    closeness: float = Field(ge=0, le=1)


class NeighbourAnswer(BaseModel):
    """What we read of matching's answer."""

    model_config = ConfigDict(extra="ignore")

    items: list[Neighbour]
