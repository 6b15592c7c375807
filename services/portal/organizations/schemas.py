"""Bodies about organizations."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.portal.accounts.schemas import MailedCode
from services.portal.organizations.domain import (
    LIFECYCLE,
    REASON_LABELS,
    MemberRole,
    OrganizationAction,
    OrganizationKind,
    OrganizationStatus,
    ReasonCode,
)
from shared.errors import invalid_value
from shared.fields import EmailAddress, RegionCode, Uscc
from shared.language import Text, current_language
from shared.schemas import MediumText, ShortText, StrictBody


class OrganizationDraft(StrictBody):
    """What is said about an organization when it is registered."""

    name: ShortText
    kind: OrganizationKind
    uscc: Uscc
    region_code: RegionCode | None = None


class OrganizationChange(StrictBody):
    """What is said anew; absent fields stay."""

    name: ShortText | None = None
    uscc: Uscc | None = None
    region_code: RegionCode | None = None

    @model_validator(mode="after")
    def _keeps_what_it_needs(self) -> Self:
        if any(getattr(self, name) is None for name in self.model_fields_set & {"name", "uscc"}):
            raise invalid_value(
                Text("名称和统一社会信用代码不能为空。", "Name and credit code cannot be empty."),
                Text("省略此项，或给出新值", "leave it out, or say a new one"),
            )
        return self


class StatusStep(StrictBody):
    """What is to be done, and why."""

    action: OrganizationAction
    reason_code: ReasonCode | None = None
    note: MediumText | None = None


class OrganizationRead(BaseModel):
    """An organization, as its members and operators see it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    version: int
    name: str
    kind: OrganizationKind
    uscc: str
    region_code: str | None
    status: OrganizationStatus
    created_at: datetime
    updated_at: datetime
    role: MemberRole | None = Field(None, description="What the caller is to it.")
    actions: list[OrganizationAction] = Field([], description="What the caller may do now.")


class StepRead(BaseModel):
    """One step in the life of an organization."""

    model_config = ConfigDict(from_attributes=True)

    action: OrganizationAction
    from_status: OrganizationStatus
    to_status: OrganizationStatus
    actor: str
    at: datetime
    reason_code: ReasonCode | None
    note: str | None


class MemberRead(BaseModel):
    """Somebody who belongs to an organization."""

    person_id: UUID
    name: str
    email: str
    role: MemberRole
    joined_at: datetime


class StandingRead(BaseModel):
    """What somebody is to an organization, as the other services are told."""

    organization_id: UUID
    person_id: UUID
    name: str = Field(description="The organization's.")
    kind: OrganizationKind
    status: OrganizationStatus
    role: MemberRole


class MemberChange(StrictBody):
    """What somebody is to be."""

    role: MemberRole


class InvitationDraft(StrictBody):
    """Who is asked to join, as what."""

    email: EmailAddress
    role: MemberRole = MemberRole.MEMBER


class InvitationRead(BaseModel):
    """Somebody who was asked to join and has not answered."""

    id: UUID
    email: str
    role: MemberRole
    invited_by: UUID
    created_at: datetime
    expires_at: datetime


class Acceptance(StrictBody):
    """The code from the letter."""

    token: MailedCode


class ReasonRead(BaseModel):
    """A reason, for people."""

    code: ReasonCode
    label: str

    @classmethod
    def all(cls) -> list[Self]:
        """Return every reason in the language asked for."""
        language = current_language.get()
        return [cls(code=code, label=text.pick(language)) for code, text in REASON_LABELS.items()]


def status_label(status: OrganizationStatus) -> Text:
    """Return what a status is called."""
    return LIFECYCLE.labels[status]
