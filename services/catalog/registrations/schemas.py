"""What clients send and receive about registrations."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.catalog.entries.fields import CASES_LENGTH, IndustryCodes
from services.catalog.entries.models import SUBJECT_LENGTH
from services.catalog.experts.domain import HOURS_IN_A_MONTH, ExpertKind
from services.catalog.experts.schemas import ExpertResultDraft
from services.catalog.registrations.domain import (
    RegistrationAction,
    RegistrationStatus,
)
from services.catalog.registrations.reasons import REASONS, RegistrationReason
from shared.clock import utc_now
from shared.fields import (
    DisciplineCodes,
    EmailAddress,
    PhoneNumber,
    RegionCode,
    ShortTexts,
)
from shared.language import current_language
from shared.pagination import PageQuery
from shared.schemas import LongText, MediumText, ShortText, StrictBody, Whole

Subject = Annotated[ShortText, Field(max_length=SUBJECT_LENGTH)]


class ExpertProfile(StrictBody):
    """What an applicant says of themselves; it becomes their file as an expert (一人一档)."""

    name: ShortText
    title: ShortText | None = None
    expert_kind: ExpertKind = ExpertKind.TECH_ENVOY
    summary: LongText | None = None
    specialties: ShortTexts = Field(default_factory=list)
    results: Annotated[list[ExpertResultDraft], Field(max_length=CASES_LENGTH)] = Field(
        default_factory=list
    )
    hours_per_month: Annotated[Whole, Field(le=HOURS_IN_A_MONTH)] | None = None
    languages: ShortTexts = Field(default_factory=list)
    keywords: ShortTexts = Field(default_factory=list)
    industry_codes: IndustryCodes = Field(default_factory=list)
    discipline_codes: DisciplineCodes = Field(default_factory=list)
    region_code: RegionCode | None = None
    contact_name: ShortText | None = None
    contact_phone: PhoneNumber | None = None
    contact_email: EmailAddress | None = None


class RegistrationDraft(StrictBody):
    """An application, or a nomination if it names somebody else."""

    person: Subject | None = Field(
        default=None, description="Whom the caller's unit nominates; the caller if left out."
    )
    sender: Subject = Field(description="The sending unit: an organization of the portal.")
    sender_name: ShortText
    profile: ExpertProfile
    statement: LongText | None = Field(default=None, description="Why, in one's own words.")


class RegistrationPatch(StrictBody):
    """What the applicant says otherwise now; what is left out stays."""

    sender: Subject | None = None
    sender_name: ShortText | None = None
    profile: ExpertProfile | None = None
    statement: LongText | None = None


class RegistrationStepDraft(StrictBody):
    """What shall happen to a registration, and why."""

    action: RegistrationAction
    reason_code: RegistrationReason | None = None
    note: MediumText | None = None
    expert_id: UUID | None = Field(
        default=None,
        description="With `register`: the file that was imported and is this person's.",
    )


class RegistrationRead(BaseModel):
    """A registration, as the applicant, the sending unit and operators read it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    version: int
    status: RegistrationStatus
    subject: str
    sender: str
    sender_name: str
    nominated_by: str | None
    profile: ExpertProfile
    statement: str | None
    number: str | None
    expert_id: UUID | None
    term_begins: date | None
    term_ends: date | None
    renewal_declined: bool
    appeal_until: date | None
    due_at: datetime | None = Field(description="When the clock acts, if nobody else does.")
    overdue: bool = False
    created_at: datetime
    updated_at: datetime
    actions: list[RegistrationAction] = Field(
        default_factory=list, description="What the caller may do with it now."
    )

    @classmethod
    def of(cls, registration: object, actions: list[RegistrationAction]) -> Self:
        """Return a registration as somebody sees it who may do this."""
        read = cls.model_validate(registration)
        read.actions = actions
        read.overdue = read.due_at is not None and read.due_at < utc_now()
        return read


class RegistrationStepRead(BaseModel):
    """A step in the life of a registration."""

    model_config = ConfigDict(from_attributes=True)

    action: RegistrationAction
    from_status: RegistrationStatus
    to_status: RegistrationStatus
    actor: str
    at: datetime
    reason_code: RegistrationReason | None
    note: str | None


class RegistrationFilters(PageQuery):
    """What a list of registrations is narrowed to."""

    status: list[RegistrationStatus] = Field(default_factory=list)
    waiting: bool = Field(default=False, description="Only what waits for an operator.")
    overdue: bool = Field(default=False, description="Only what is late.")


class RegistrationReasonRead(BaseModel):
    """A reason, in the language asked for, and the steps it may be given for."""

    code: RegistrationReason
    label: str
    actions: list[RegistrationAction]

    @classmethod
    def all(cls) -> list[Self]:
        """Return every reason."""
        language = current_language.get()
        return [
            cls(code=each.code, label=each.label.pick(language), actions=sorted(each.actions))
            for each in REASONS.values()
        ]
