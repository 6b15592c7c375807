"""What clients send and receive about grants, agreements and exchanges of contacts."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.requests.demands.reads import LabelRead
from services.requests.grants.domain import GrantAction, GrantParty, GrantStatus
from services.requests.grants.reasons import GrantReason
from shared.errors import invalid_value
from shared.fields import UNKNOWN_IF_BLANK
from shared.language import Text
from shared.pagination import PageQuery
from shared.schemas import LongText, MediumText, ShortText, StrictBody, Whole

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256, hexadecimal.")]


class GrantRequest(StrictBody):
    """Who asks to read the details of a need, and what for; its owner reads both."""

    applicant_name: ShortText = Field(
        description="The organization's name, or the person's.", examples=["华南焊接研究所"]
    )
    purpose: MediumText = Field(
        description="What for.", examples=["评估能否把气孔率降到 3% 以下，需要了解工况。"]
    )


class AcceptedText(StrictBody):
    """Which text the caller has read and accepts: GET /agreements/current."""

    number: Annotated[Whole, Field(ge=1)]
    sha256: Digest


class GrantStep(StrictBody):
    """What shall be done about a grant, and why."""

    action: GrantAction
    reason_code: GrantReason | None = Field(
        default=None, description="Needed to refuse, revoke and take back: GET /grant-reasons."
    )
    note: Annotated[MediumText | None, UNKNOWN_IF_BLANK] = None
    agreement: AcceptedText | None = Field(default=None, description="With `accept`, and only so.")
    valid_days: Annotated[Whole, Field(ge=1, le=730)] | None = Field(
        default=None, description="With `approve`: how long it holds, from the first acceptance."
    )

    @model_validator(mode="after")
    def _says_what_belongs_to_the_action(self) -> Self:
        accepts = self.action is GrantAction.ACCEPT
        approves = self.action is GrantAction.APPROVE
        stray = self.valid_days is not None and not approves
        asks = self.action is GrantAction.REQUEST
        if asks or accepts != (self.agreement is not None) or stray:
            raise invalid_value(
                Text("内容与操作不符。", "What is said does not belong to the action."),
                Text(
                    "accept 必填 agreement，approve 可填 valid_days；再次申请用 POST",
                    "agreement with accept; valid_days may go with approve; POST to ask again",
                ),
            )
        return self


class GrantFilters(PageQuery):
    """What a list of grants is narrowed to."""

    demand_id: UUID | None = None
    status: list[GrantStatus] = Field(default=[])


class AcceptanceRead(BaseModel):
    """Who accepted which text, for whom and when."""

    model_config = ConfigDict(from_attributes=True)

    subject: str
    organization: str | None
    agreement: int
    sha256: str
    at: datetime


class GrantRead(BaseModel):
    """A grant, as its holder, the need's owner and the operators see it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    demand_id: UUID
    version: int
    status: GrantStatus
    subject: str = Field(description="Who asked.")
    organization: str | None
    applicant_name: str
    purpose: str
    requested_at: datetime
    decided_at: datetime | None
    valid_days: int | None
    due_at: datetime | None = Field(description="When it lapses or expires by itself.")
    again_from: datetime | None = Field(description="From when on it can be asked for again.")
    reason_code: GrantReason | None
    note: str | None
    acceptances: list[AcceptanceRead] = Field(description="Since it was last asked for.")
    actions: list[GrantAction] = Field(description="What the caller may do with it now.")


class GrantStepRead(BaseModel):
    """One step in a grant's life: who took it is told by their part in it."""

    model_config = ConfigDict(from_attributes=True)

    action: GrantAction
    from_status: GrantStatus | None
    to_status: GrantStatus
    party: GrantParty
    at: datetime
    reason_code: GrantReason | None
    note: str | None


class GrantReasonRead(BaseModel):
    """Why something may be done to a grant, and to which actions the reason belongs."""

    model_config = ConfigDict(from_attributes=True)

    code: GrantReason
    label: LabelRead
    actions: list[GrantAction]


class AgreementDraft(StrictBody):
    """A new text of the confidentiality agreement, in both languages."""

    text_zh: LongText
    text_en: LongText


class AgreementRead(BaseModel):
    """A version of the agreement; `sha256` is of both texts with a line break between them."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    text_zh: str
    text_en: str
    sha256: str
    published_at: datetime


class ContactRead(BaseModel):
    """How to reach one side."""

    model_config = ConfigDict(from_attributes=True)

    organization_name: str | None
    contact_name: str | None
    contact_phone: str | None
    contact_email: str | None


class ExchangeRead(BaseModel):
    """Whether both sides of a response agreed, and then how each is reached."""

    response_id: UUID
    demand_id: UUID
    firm_agreed_at: datetime | None
    author_agreed_at: datetime | None
    firm: ContactRead | None = Field(description="Null until both agreed.")
    author: ContactRead | None = Field(description="Null until both agreed.")
