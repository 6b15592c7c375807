"""What clients send and receive about experts."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from services.catalog.entries.domain import CapacityStatus
from services.catalog.entries.fields import CASES_LENGTH, Year
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
from services.catalog.experts.domain import HOURS_IN_A_MONTH, ExpertKind
from shared.fields import ShortTexts
from shared.schemas import Code, LongText, ShortText, StrictBody, Whole


class ExpertResult(BaseModel):
    """A patent, paper, standard, product or other result, as others see it."""

    title: str
    year: int | None = None
    kind: str | None = None


class ExpertResultDraft(StrictBody, ExpertResult):
    """A patent, paper, standard, product or other result."""

    title: ShortText
    year: Year | None = None
    kind: Annotated[ShortText, Field(max_length=40)] | None = None


class ExpertDraft(EntryDraft):
    """One person's file as the person or a source writes it (一人一档)."""

    name: ShortText
    title: ShortText | None = None
    expert_kind: ExpertKind | None = None
    organization_name: ShortText | None = Field(default=None, description="The sending unit.")
    summary: LongText | None = None
    specialties: ShortTexts = Field(default_factory=list)
    results: Annotated[list[ExpertResultDraft], Field(max_length=CASES_LENGTH)] = Field(
        default_factory=list
    )
    service_history: Cases = Field(default_factory=list)
    hours_per_month: Annotated[Whole, Field(le=HOURS_IN_A_MONTH)] | None = None
    registration_number: Code | None = None
    capacity_status: CapacityStatus | None = None
    languages: ShortTexts = Field(default_factory=list)
    recommended: bool = Field(
        default=True,
        description="Whether matching may offer the person to firms by itself. Who says no (as"
        " article 24 of the PIPL lets them) is found by search, and answers needs as before.",
    )


ExpertPatch = patch_of(ExpertDraft, "ExpertPatch")


class ExpertPublic(EntryPublic):
    """One person's file as the feed carries it."""

    name: str
    title: str | None
    expert_kind: ExpertKind | None
    organization_name: str | None
    summary: str | None
    specialties: list[str]
    results: list[ExpertResult]
    service_history: list[Case]
    hours_per_month: int | None
    registration_number: str | None
    capacity_status: CapacityStatus | None
    languages: list[str]
    recommended: bool


class ExpertRead(ExpertPublic, EntryRead):
    """One person's file as anybody may read it."""


class ExpertOwned(ExpertRead, OwnedRead):
    """One person's file as the person and the operators read it."""


class ExpertFilters(EntryFilters):
    """What a list of experts is narrowed to."""

    COLUMNS: ClassVar = ("expert_kind", "capacity_status")

    expert_kind: list[ExpertKind] = Field(default_factory=list)
    capacity_status: list[CapacityStatus] = Field(default_factory=list)
