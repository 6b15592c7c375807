"""The parts of engagements that the pages show."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel

from services.portal.pages.snapshots import LabelSnapshot


class EngagementItemSnapshot(BaseModel):
    """An engagement in a list."""

    id: UUID
    demand_id: UUID
    case_number: str
    title: str
    status: str
    parts: list[str]
    due_at: datetime | None


class EngagementPage(BaseModel):
    """Some engagements, the newest first."""

    items: list[EngagementItemSnapshot]
    next_cursor: str | None = None


class ContractSnapshot(BaseModel):
    """A contract, or the newest draft of one."""

    version: int
    kind: str
    title: str
    scope: str
    price: Decimal | None
    payment: str | None
    intellectual_property: str | None
    start_on: date
    finish_on: date
    digest: str
    drafted_by: str
    at: datetime


class SignatureSnapshot(BaseModel):
    """That a side signed a text."""

    document: str
    version: int
    digest: str
    side: str
    at: datetime


class EngagementSnapshot(BaseModel):
    """An engagement: all of it for the two sides, an outline for the helper's team."""

    id: UUID
    demand_id: UUID
    case_number: str
    title: str
    version: int
    status: str
    parts: list[str]
    created_at: datetime
    due_at: datetime | None
    start_on: date | None
    finish_on: date | None
    accepted_at: datetime | None
    ended_at: datetime | None
    openings: list[str]
    shown: str
    response_id: UUID | None = None
    firm_subject: str = ""
    helper_subject: str = ""
    price: Decimal | None = None
    price_note: str | None = None
    lead_time_days: int | None = None
    terms: str | None = None
    registration_number: str | None = None
    registered_on: date | None = None
    contract: ContractSnapshot | None = None
    signatures: list[SignatureSnapshot] = []
    actions: list[str] = []

    @property
    def etag(self) -> str:
        """What a change is about."""
        return f'"v{self.version}"'

    @property
    def side(self) -> str:
        """For which side the reader speaks; nothing, if for neither."""
        return next((side for side in ("firm", "helper") if side in self.parts), "")

    @property
    def whole(self) -> bool:
        """Whether the reader sees all of it."""
        return self.shown == "whole"

    def signed(self, document: str, digest: str) -> list[str]:
        """Return which sides signed a text as it stands."""
        return [
            one.side for one in self.signatures if one.document == document and one.digest == digest
        ]


class EngagementStepSnapshot(BaseModel):
    """One step in an engagement's life."""

    action: str
    to_status: str
    actor: str
    at: datetime
    reason_code: str | None
    note: str | None


class NdaSnapshot(BaseModel):
    """The confidentiality agreement that both sides may sign."""

    version: int
    text: LabelSnapshot
    digest: str


class MilestoneSnapshot(BaseModel):
    """A part of the work."""

    id: UUID
    title: str
    description: str | None
    due_on: date
    version: int
    status: str
    note: str | None
    completed_at: datetime | None
    actions: list[str]


class FileSnapshot(BaseModel):
    """A file of an engagement."""

    id: UUID
    milestone_id: UUID | None
    purpose: str
    party: str
    name: str
    size: int
    description: str | None
    at: datetime


class AmendmentSnapshot(BaseModel):
    """A proposed change, and how it was answered."""

    id: UUID
    version: int
    kind: str
    status: str
    finish_on: date | None
    price: Decimal | None
    scope: str | None
    why: str
    proposed_by: str
    at: datetime
    due_at: datetime
    reason_code: str | None
    note: str | None
    actions: list[str]


class StatementSnapshot(BaseModel):
    """What somebody said in a dispute."""

    party: str
    words: str
    files: list[UUID]
    at: datetime


class ResultSnapshot(BaseModel):
    """A figure that was reached."""

    name: str
    value: float
    unit: str | None


class AcceptanceSnapshot(BaseModel):
    """What the firm has confirmed, and on what evidence."""

    outcome: str
    confirmed_at: datetime
    evidence: str
    files: list[UUID]
    results: list[ResultSnapshot]
    public: bool
    title: str | None
    summary: str | None


class ReviewSnapshot(BaseModel):
    """What one side says about the other."""

    side: str
    overall: int
    quality: int | None
    timeliness: int | None
    communication: int | None
    words: str | None
    at: datetime


class ReviewsSnapshot(BaseModel):
    """The reviews, as far as the reader may read them."""

    given: list[str]
    reviews: list[ReviewSnapshot]
    open: bool


class FollowUpSnapshot(BaseModel):
    """A question months after the acceptance, and its answer."""

    id: UUID
    months: int
    due_on: date
    status: str
    lapses_at: datetime | None
    answered_at: datetime | None
    holds: str | None
    benefit: Decimal | None
    evidence: str | None
    actions: list[str]
