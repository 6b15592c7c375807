"""What clients send and receive about providers."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from services.catalog.entries.fields import PastDay, RegionCodes, WebAddress
from services.catalog.entries.schemas import (
    Case,
    Cases,
    EntryDraft,
    EntryFilters,
    EntryPublic,
    EntryRead,
    OwnedRead,
    patch_of,
)
from services.catalog.listings.domain import ListingStatus
from services.catalog.providers.domain import BodyKind
from shared.fields import ShortTexts, Uscc
from shared.schemas import LongText, ShortText


class ProviderDraft(EntryDraft):
    """A provider as its owner or a source describes it."""

    name: ShortText
    uscc: Uscc | None = Field(default=None, description="Unified social credit code, GB 32100.")
    kind_of_body: BodyKind | None = None
    summary: LongText | None = None
    description: LongText | None = None
    capabilities: ShortTexts = Field(default_factory=list)
    qualifications: ShortTexts = Field(default_factory=list, examples=[["CMA", "CNAS"]])
    service_area: RegionCodes = Field(default_factory=list)
    cases: Cases = Field(default_factory=list)
    website: WebAddress | None = None
    founded_on: PastDay | None = None


ProviderPatch = patch_of(ProviderDraft, "ProviderPatch")


class ProviderPublic(EntryPublic):
    """A provider as the feed carries it."""

    name: str
    uscc: str | None
    kind_of_body: BodyKind | None
    summary: str | None
    description: str | None
    capabilities: list[str]
    qualifications: list[str]
    service_area: list[str]
    cases: list[Case]
    website: str | None
    founded_on: date | None
    listing_status: ListingStatus = ListingStatus.LISTED


class ProviderRead(ProviderPublic, EntryRead):
    """A provider as anybody may read it."""


class ProviderOwned(ProviderRead, OwnedRead):
    """A provider as its owner and the operators read it."""


class ProviderFilters(EntryFilters):
    """What a list of providers is narrowed to."""

    COLUMNS: ClassVar = ("kind_of_body", "uscc", "listing_status")

    qualification: list[ShortText] = Field(default_factory=list)
    kind_of_body: list[BodyKind] = Field(default_factory=list)
    uscc: list[Annotated[str, Field(max_length=18)]] = Field(default_factory=list)
    listing_status: list[ListingStatus] = Field(
        default_factory=list, description="What is not listed is for its owner and operators."
    )
