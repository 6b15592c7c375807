"""What clients send and receive about any entry; each kind adds its own fields."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    create_model,
    field_validator,
)
from pydantic_core import CoreSchema
from typing_extensions import override

from services.catalog.entries.domain import (
    LOCAL_SOURCE,
    CaseConfirmer,
    CaseOutcome,
    EntryAction,
    EntryStatus,
    Facet,
    ReasonCode,
)
from services.catalog.entries.fields import CASES_LENGTH, IndustryCodes, PastDay, Year
from services.catalog.entries.models import SUBJECT_LENGTH
from shared.errors import Text, invalid_value
from shared.fields import (
    DisciplineCode,
    DisciplineCodes,
    EmailAddress,
    IndustryCode,
    PhoneNumber,
    RegionCode,
    ShortTexts,
    blank_as_unknown,
    with_blank,
)
from shared.pagination import PageQuery
from shared.schemas import Code, LongText, MediumText, ShortText, SourceId, StrictBody


class Case(BaseModel):
    """A piece of work that was done, as others see it."""

    title: str
    summary: str | None = None
    industry_code: str | None = None
    year: int | None = None
    outcome: CaseOutcome | None = None
    confirmed_by: CaseConfirmer | None = None


class CaseDraft(StrictBody, Case):
    """A piece of work that was done."""

    title: ShortText
    summary: LongText | None = None
    industry_code: IndustryCode | None = None
    year: Year | None = None


Cases = Annotated[list[CaseDraft], Field(max_length=CASES_LENGTH)]


def _with_blanks(schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """Return the JSON schema of a body whose optional fields may be blank."""
    described = handler(schema)
    fields = handler.resolve_ref_schema(described)["properties"]
    fields.update({name: with_blank(field) for name, field in fields.items()})
    return described


class EntryDraft(StrictBody):
    """What is said about an entry; whoever writes it says all of it."""

    source: Code = LOCAL_SOURCE
    source_id: SourceId | None = Field(
        default=None, description="The source's own key; unique within the source."
    )
    assured_date: PastDay | None = Field(
        default=None, description="When somebody last vouched for this entry."
    )
    owner_subject: Annotated[ShortText, Field(max_length=SUBJECT_LENGTH)] | None = Field(
        default=None, description="Who may edit it; the author unless an operator says otherwise."
    )
    owner_organization: Annotated[ShortText, Field(max_length=SUBJECT_LENGTH)] | None = Field(
        default=None,
        description="Whom the owner acts for; whom the author acts for unless operators say so.",
    )
    keywords: ShortTexts = Field(default_factory=list)
    industry_codes: IndustryCodes = Field(default_factory=list)
    discipline_codes: DisciplineCodes = Field(default_factory=list)
    region_code: RegionCode | None = None
    contact_name: ShortText | None = None
    contact_phone: PhoneNumber | None = None
    contact_email: EmailAddress | None = None

    NATURAL_KEY: ClassVar[frozenset[str]] = frozenset({"source", "source_id"})

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_unknown(cls, value: object, info: ValidationInfo) -> object:
        required = cls.model_fields[str(info.field_name)].is_required()
        return value if required else blank_as_unknown(value)

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return _with_blanks(core_schema, handler)


class EntryPatch(StrictBody):
    """What to change: fields left out stay, fields set to null become unknown (RFC 7396)."""

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return _with_blanks(core_schema, handler)

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_unknown(cls, value: object) -> object:
        return blank_as_unknown(value)


def patch_of(draft: type[EntryDraft], name: str) -> type[EntryPatch]:
    """Return the patch of a draft: every field optional, the natural key not among them."""
    fields: dict[str, Any] = {
        field: (info.rebuild_annotation() | None, Field(None, description=info.description))
        for field, info in draft.model_fields.items()
        if field not in EntryDraft.NATURAL_KEY
    }
    return create_model(name, __base__=EntryPatch, __module__=draft.__module__, **fields)


class EntryPublic(BaseModel):
    """What anybody may know of an entry; also what the feed carries."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    source: str
    source_id: str
    version: int
    status: EntryStatus
    created_at: datetime
    updated_at: datetime
    assured_date: date | None
    keywords: list[str]
    industry_codes: list[str]
    discipline_codes: list[str]
    region_code: str | None


class ProviderReference(BaseModel):
    """The provider an entry belongs to, as the catalogue knows it now."""

    id: UUID
    name: str
    status: EntryStatus


class EntryRead(EntryPublic):
    """What anybody may read, with what follows from it today."""

    stale: bool | None = Field(
        default=None, description="Nobody vouched for it in a year; null when nobody ever did."
    )


class OwnedRead(BaseModel):
    """What only the owner and the operators may read besides."""

    owner_subject: str | None
    owner_organization: str | None
    held_by_operator: bool = Field(
        description="An operator has stopped it, and only an operator can lift that."
    )
    contact_name: str | None
    contact_phone: str | None
    contact_email: str | None
    stated_cases: list[Case] = Field(
        default_factory=list,
        description="The cases that its owner states; those that firms have confirmed on the"
        " platform are kept apart from them, and shown in front of them.",
    )
    actions: list[EntryAction] = Field(
        default_factory=list, description="What the caller may do to its status now."
    )


class StatusChangeDraft(StrictBody):
    """What shall happen to an entry's status, and why."""

    action: EntryAction
    reason_code: ReasonCode | None = None
    note: MediumText | None = None


class StatusChangeRead(BaseModel):
    """A step in an entry's life."""

    model_config = ConfigDict(from_attributes=True)

    action: EntryAction
    from_status: EntryStatus
    to_status: EntryStatus
    actor: str
    by_operator: bool
    at: datetime
    reason_code: ReasonCode | None
    note: str | None


class Staleness(StrEnum):
    """Whether somebody vouched for an entry within a year."""

    STALE = "true"
    FRESH = "false"
    UNKNOWN = "unknown"


class EntrySort(StrEnum):
    """The order of a list."""

    NEWEST = "newest"
    NAME = "name"


class EntryFilters(PageQuery):
    """What a list is narrowed to: any of the values of a filter, all of the filters."""

    status: list[EntryStatus] = Field(
        default_factory=list,
        description="Withdrawn entries are listed when asked for, to those who may.",
    )
    region: list[RegionCode] = Field(
        default_factory=list,
        description="GB/T 2260; a city's or province's code finds what lies in it.",
    )
    industry: list[IndustryCode] = Field(
        default_factory=list, description="GB/T 4754; a section's letter finds all its divisions."
    )
    discipline: list[DisciplineCode] = Field(
        default_factory=list, description="GB/T 13745; a broad code finds the finer ones."
    )
    source: Code | None = None
    stale: Staleness | None = None
    mine: bool = Field(default=False, description="Only entries the caller may edit as owner.")
    sort: EntrySort = EntrySort.NEWEST

    FACETS: ClassVar[Mapping[str, Facet]] = {
        "region": Facet.REGION,
        "industry": Facet.INDUSTRY,
        "discipline": Facet.DISCIPLINE,
        "qualification": Facet.QUALIFICATION,
        "cooperation_type": Facet.COOPERATION,
    }
    """The filters that look among what an entry is filed under."""

    COLUMNS: ClassVar[Sequence[str]] = ()
    """The filters that look into the column of their own name; each kind has its own."""


def no_less_than(low: str) -> AfterValidator:
    """Return the rule that a range must not end before it begins.

    Args:
        low: The field that holds the range's beginning, declared before its end.
    """

    def check(high: Decimal | float | None, info: ValidationInfo) -> Decimal | float | None:
        least = info.data.get(low)
        if high is not None and least is not None and high < least:
            raise invalid_value(
                Text("小于 {low}（{least}）。", "This is less than {low} ({least})."),
                Text("不小于 {low} 的数", "a number no less than {low}"),
                low=low,
                least=str(least),
            )
        return high

    return AfterValidator(check)
