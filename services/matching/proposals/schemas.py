"""What operators send and see of proposed terms."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from services.matching.proposals.domain import ProposalAction, ProposalStatus
from services.matching.text.vocabulary import Kind
from shared.errors.validation import invalid_value
from shared.language import Text
from shared.schemas import MediumText, ShortText, StrictBody

Writings = Annotated[list[ShortText], Field(max_length=20)]
Industry = Annotated[str, Field(pattern=r"^[A-T]\d{2}$")]
Industries = Annotated[list[Industry], Field(max_length=5)]


class ProposalDraft(StrictBody):
    """A term for the vocabulary. No discipline or industries: those of the field."""

    term: ShortText
    english: Annotated[Writings, Field(min_length=1)]
    synonyms: Writings = Field(default_factory=list)
    kind: Kind
    field: ShortText
    broader: ShortText | None = None
    discipline: Annotated[str, Field(pattern=r"^\d{3}(\d{2}){0,2}$")] | None = None
    industries: Industries = Field(default_factory=list)
    reason: MediumText | None = None


class ProposalStepDraft(StrictBody):
    """What is to be done with a proposal, and why."""

    action: ProposalAction
    note: MediumText | None = Field(
        default=None, validate_default=True, description="Needed to reject."
    )

    @field_validator("note")
    @classmethod
    def _says_why(cls, note: str | None, info: ValidationInfo) -> str | None:
        if note is None and info.data.get("action") is ProposalAction.REJECT:
            raise invalid_value(
                Text("没有说明为什么不采用", "does not say why"),
                Text("写出原因", "a reason"),
            )
        return note


class ProposalRead(BaseModel):
    """A proposed term and where it stands; `actions` are what the caller may do."""

    id: UUID
    version: int
    status: ProposalStatus
    status_label: str
    term: str
    english: list[str]
    synonyms: list[str]
    kind: Kind
    field: str
    broader: str
    discipline: str
    industries: list[str]
    reason: str | None
    proposed_by: str
    proposed_at: datetime
    actions: list[ProposalAction]


class ProposalStepRead(BaseModel):
    """One step: who took it, when, and what they said."""

    action: ProposalAction
    from_status: ProposalStatus
    to_status: ProposalStatus
    actor: str
    at: datetime
    note: str | None
