"""What clients send and receive about achievements."""

from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AfterValidator, Field

from services.catalog.achievements.domain import (
    HIGHEST_TRL,
    LOWEST_TRL,
    CooperationType,
    IprStatus,
)
from services.catalog.entries.fields import IN_YUAN, Year
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
from shared.fields import ShortTexts, Yuan, once
from shared.schemas import Code, LongText, ShortText, SourceId, Whole

Trl = Annotated[Whole, Field(ge=LOWEST_TRL, le=HIGHEST_TRL)]


class AchievementDraft(EntryDraft):
    """A result of research as its owner or a source describes it."""

    title: ShortText
    owner_id: UUID | None = Field(default=None, description="The owning provider's id here.")
    owner_source_id: SourceId | None = Field(
        default=None, description="The owning provider's key within the same source."
    )
    owner_name: ShortText | None = None
    summary: LongText | None = None
    advantages: LongText | None = None
    trl: Trl | None = Field(default=None, description="Technology readiness level.")
    ipr_status: IprStatus | None = None
    ipr_number: Code | None = None
    cooperation_types: Annotated[list[CooperationType], AfterValidator(once)] = Field(
        default_factory=list
    )
    transfer_price_min: Yuan | None = Field(default=None, description=IN_YUAN)
    transfer_price_max: Annotated[Yuan | None, no_less_than("transfer_price_min")] = Field(
        default=None, description=IN_YUAN
    )
    year: Year | None = None
    inventors: ShortTexts = Field(default_factory=list)
    cases: Cases = Field(default_factory=list)


AchievementPatch = patch_of(AchievementDraft, "AchievementPatch")


class AchievementPublic(EntryPublic):
    """A result of research as the feed carries it."""

    title: str
    owner_id: UUID | None
    owner_source_id: str | None
    owner_name: str | None
    summary: str | None
    advantages: str | None
    trl: int | None
    ipr_status: IprStatus | None
    ipr_number: str | None
    cooperation_types: list[CooperationType]
    transfer_price_min: Decimal | None
    transfer_price_max: Decimal | None
    year: int | None
    inventors: list[str]
    cases: list[Case]


class AchievementRead(AchievementPublic, EntryRead):
    """A result of research as anybody may read it."""

    provider: ProviderReference | None = Field(
        default=None, description="The owner, if it is a provider the catalogue knows."
    )


class AchievementOwned(AchievementRead, OwnedRead):
    """A result of research as its owner and the operators read it."""


class AchievementFilters(EntryFilters):
    """What a list of achievements is narrowed to."""

    COLUMNS: ClassVar = ("ipr_status", "trl")

    cooperation_type: list[CooperationType] = Field(default_factory=list)
    ipr_status: list[IprStatus] = Field(default_factory=list)
    trl: list[Annotated[int, Field(ge=LOWEST_TRL, le=HIGHEST_TRL)]] = Field(default_factory=list)
    provider: UUID | None = None
