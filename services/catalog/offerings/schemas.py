"""What clients send and receive about offerings."""

from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from services.catalog.entries.domain import CapacityStatus
from services.catalog.entries.fields import IN_YUAN, Days, RegionCodes
from services.catalog.entries.schemas import (
    Case,
    Cases,
    EntryDraft,
    EntryFilters,
    EntryPublic,
    EntryRead,
    OwnedRead,
    ProviderReference,
    no_less_than,
    patch_of,
)
from services.catalog.offerings.domain import ServiceClass
from shared.fields import ShortTexts, Yuan
from shared.schemas import LongText, MediumText, ShortText, SourceId


class OfferingDraft(EntryDraft):
    """A service item as its provider or a source describes it."""

    title: ShortText
    provider_id: UUID | None = Field(default=None, description="The provider's id here.")
    provider_source_id: SourceId | None = Field(
        default=None, description="The provider's key within the same source."
    )
    provider_name: ShortText | None = None
    service_class: ServiceClass
    scope: LongText | None = None
    deliverable: LongText | None = None
    price_min: Yuan | None = Field(default=None, description=IN_YUAN)
    price_max: Annotated[Yuan | None, no_less_than("price_min")] = Field(
        default=None, description=IN_YUAN
    )
    price_note: MediumText | None = None
    lead_time_days: Days | None = None
    qualifications: ShortTexts = Field(default_factory=list)
    service_area: RegionCodes = Field(default_factory=list)
    capacity_status: CapacityStatus | None = None
    cases: Cases = Field(default_factory=list)


OfferingPatch = patch_of(OfferingDraft, "OfferingPatch")


class OfferingPublic(EntryPublic):
    """A service item as the feed carries it."""

    title: str
    provider_id: UUID | None
    provider_source_id: str | None
    provider_name: str | None
    service_class: ServiceClass
    scope: str | None
    deliverable: str | None
    price_min: Decimal | None
    price_max: Decimal | None
    price_note: str | None
    lead_time_days: int | None
    qualifications: list[str]
    service_area: list[str]
    capacity_status: CapacityStatus | None
    cases: list[Case]


class OfferingRead(OfferingPublic, EntryRead):
    """A service item as anybody may read it."""

    provider: ProviderReference | None = None


class OfferingOwned(OfferingRead, OwnedRead):
    """A service item as its owner and the operators read it."""


class OfferingFilters(EntryFilters):
    """What a list of offerings is narrowed to."""

    COLUMNS: ClassVar = ("service_class", "capacity_status")

    qualification: list[ShortText] = Field(default_factory=list)
    service_class: list[ServiceClass] = Field(default_factory=list)
    capacity_status: list[CapacityStatus] = Field(default_factory=list)
    provider: UUID | None = None
