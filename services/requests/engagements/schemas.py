"""What clients send about engagements."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.requests.engagements.domain import (
    ContractKind,
    Document,
    EngagementAction,
    EngagementStatus,
)
from services.requests.engagements.reasons import EngagementReason
from shared.errors import invalid_value
from shared.fields import UNKNOWN_IF_BLANK, Day, Yuan
from shared.language import Text
from shared.pagination import PageQuery
from shared.schemas import Code, LongText, MediumText, ShortText, StrictBody

OptionalNote = Annotated[MediumText | None, UNKNOWN_IF_BLANK]
OptionalWords = Annotated[LongText | None, UNKNOWN_IF_BLANK]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]

_SAID_ELSEWHERE = frozenset(
    {
        EngagementAction.SIGN_NDA,
        EngagementAction.DRAFT_CONTRACT,
        EngagementAction.SIGN_CONTRACT,
        EngagementAction.REGISTER,
        EngagementAction.ACCEPT,
    }
)


class EngagementStep(StrictBody):
    """What shall be done to an engagement, and why."""

    action: EngagementAction
    reason_code: EngagementReason | None = Field(
        default=None, description="Needed by some actions: GET /engagement-reason-codes."
    )
    note: OptionalNote = None

    @model_validator(mode="after")
    def _belongs_here(self) -> Self:
        if self.action in _SAID_ELSEWHERE:
            raise invalid_value(
                Text("此操作有专门的接口。", "This action has a route of its own."),
                Text(
                    "签署用 signatures，合同用 contract，登记用 registration，验收用 acceptance",
                    "signatures, contract, registration or acceptance of the engagement",
                ),
            )
        return self


class ContractDraft(StrictBody):
    """What the contract shall say; each draft stands for itself."""

    kind: ContractKind
    title: ShortText
    scope: LongText
    price: Annotated[Yuan | None, UNKNOWN_IF_BLANK] = Field(default=None, description="元")
    payment: OptionalNote = None
    intellectual_property: OptionalNote = None
    start_on: Day
    finish_on: Day

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.start_on > self.finish_on:
            raise invalid_value(
                Text("完成日期早于开始日期。", "finish_on is before start_on."),
                Text("不早于 start_on 的日期", "a date not before start_on"),
            )
        return self


class SignatureDraft(StrictBody):
    """Which text is signed: its digest says that it was read as it stands."""

    document: Document
    digest: Digest = Field(description="SHA-256 of the text, as it was read.")


class RegistrationDraft(StrictBody):
    """Under which number the contract is registered with the technology market's office."""

    number: Code
    registered_on: Day


class EngagementFilters(PageQuery):
    """What the list is narrowed to: any of the statuses, and all of the rest."""

    status: list[EngagementStatus] = Field(default=[])
    demand: UUID | None = Field(default=None, description="Only those of this need.")
