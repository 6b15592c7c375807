"""What clients send and receive about facilities."""

from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field

from services.catalog.entries.domain import CapacityStatus
from services.catalog.entries.fields import IN_YUAN, Days
from services.catalog.entries.schemas import (
    EntryDraft,
    EntryFilters,
    EntryPublic,
    EntryRead,
    OwnedRead,
    ProviderReference,
    no_less_than,
    patch_of,
)
from services.catalog.facilities.domain import FacilityClass
from shared.fields import Measure, ShortTexts, Yuan
from shared.schemas import LongText, MediumText, ShortText, SourceId, StrictBody

PARAMETERS = 100


class Parameter(BaseModel):
    """What a facility can do, as others see it."""

    name: str
    minimum: float | None = None
    maximum: float | None = None
    unit: str
    note: str | None = None


class ParameterDraft(StrictBody, Parameter):
    """What a facility can do, with its unit: -70 to 180 ℃."""

    name: ShortText
    minimum: Measure | None = None
    maximum: Annotated[Measure | None, no_less_than("minimum")] = None
    unit: Annotated[ShortText, Field(max_length=40)]
    note: MediumText | None = None


class FacilityDraft(EntryDraft):
    """A facility as its provider or a source describes it."""

    title: ShortText
    provider_id: UUID | None = Field(default=None, description="The provider's id here.")
    provider_source_id: SourceId | None = Field(
        default=None, description="The provider's key within the same source."
    )
    provider_name: ShortText | None = None
    facility_class: FacilityClass
    summary: LongText | None = None
    parameters: Annotated[list[ParameterDraft], Field(max_length=PARAMETERS)] = Field(
        default_factory=list
    )
    standards: ShortTexts = Field(default_factory=list)
    qualifications: ShortTexts = Field(default_factory=list)
    fee_min: Yuan | None = Field(default=None, description=IN_YUAN)
    fee_max: Annotated[Yuan | None, no_less_than("fee_min")] = Field(
        default=None, description=IN_YUAN
    )
    fee_unit: Annotated[ShortText, Field(max_length=40)] | None = None
    training_rule: MediumText | None = None
    capacity_status: CapacityStatus | None = None
    lead_time_days: Days | None = None


FacilityPatch = patch_of(FacilityDraft, "FacilityPatch")


class FacilityPublic(EntryPublic):
    """A facility as the feed carries it."""

    title: str
    provider_id: UUID | None
    provider_source_id: str | None
    provider_name: str | None
    facility_class: FacilityClass
    summary: str | None
    parameters: list[Parameter]
    standards: list[str]
    qualifications: list[str]
    fee_min: Decimal | None
    fee_max: Decimal | None
    fee_unit: str | None
    training_rule: str | None
    capacity_status: CapacityStatus | None
    lead_time_days: int | None


class FacilityRead(FacilityPublic, EntryRead):
    """A facility as anybody may read it."""

    provider: ProviderReference | None = None


class FacilityOwned(FacilityRead, OwnedRead):
    """A facility as its owner and the operators read it."""


class FacilityFilters(EntryFilters):
    """What a list of facilities is narrowed to."""

    COLUMNS: ClassVar = ("facility_class", "capacity_status")

    qualification: list[ShortText] = Field(default_factory=list)
    facility_class: list[FacilityClass] = Field(default_factory=list)
    capacity_status: list[CapacityStatus] = Field(default_factory=list)
    provider: UUID | None = None
