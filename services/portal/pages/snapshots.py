"""The parts of what the requests service tells that the pages show."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel

from shared.language import Language


class LabelSnapshot(BaseModel):
    """A name in both languages."""

    zh: str
    en: str

    def pick(self, language: Language) -> str:
        """Return the name in a language."""
        return self.zh if language is Language.ZH else self.en


class MetricSnapshot(BaseModel):
    """A figure that has to be reached."""

    name: str
    present_value: float | None
    comparison: str
    target_value: float
    target_high: float | None
    unit: str | None

    @property
    def target(self) -> str:
        """The target with its unit: 3 %, 10 - 12 mm."""
        high = "" if self.target_high is None else f" - {self.target_high:,.15g}"
        return f"{self.target_value:,.15g}{high} {self.unit or ''}".strip()


class DeskSnapshot(BaseModel):
    """How a need stands with the desk."""

    due_at: datetime | None
    overdue: bool
    closing_reason: str | None
    closing_due: datetime | None


class NeedSnapshot(BaseModel):
    """A need, as far as the reader may see it: what is not shown to them is None or empty."""

    id: UUID
    disclosure: str
    case_number: str
    status: str
    confidentiality: str
    title: str
    public_summary: str | None
    industry_code: str | None
    region_code: str | None
    budget_band: str | None
    published_at: datetime | None
    expires_on: date | None
    org_hidden: bool = False
    organization_name: str | None = None
    budget_min: Decimal | None = None
    budget_max: Decimal | None = None
    deadline: date | None = None
    urgency: str = "normal"
    required_qualifications: list[str] = []
    description: str | None = None
    metric_targets: list[MetricSnapshot] = []
    confidential_detail: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    version: int | None = None
    updated_at: datetime | None = None
    desk: DeskSnapshot | None = None
    actions: list[str] = []
    changeable: list[str] = []

    @property
    def reachable(self) -> bool:
        """Whether the reader may change whom to reach about it, though not what it says."""
        return not self.editable and "contact_phone" in self.changeable

    @property
    def editable(self) -> bool:
        """Whether the reader may change what it says and post it."""
        return self.version is not None and "submit" in self.actions


class NeedPage(BaseModel):
    """Some of the reader's needs, the newest first."""

    items: list[NeedSnapshot]
    next_cursor: str | None = None


class PassageSnapshot(BaseModel):
    """A place in a text, and what to do about it."""

    field: str
    words: str
    note: str


class DetailsSnapshot(BaseModel):
    """What some steps say besides."""

    passages: list[PassageSnapshot] | None = None


class StepSnapshot(BaseModel):
    """One step in a need's life."""

    action: str
    to_status: str
    actor: str
    at: datetime
    reason_code: str | None
    note: str | None
    details: DetailsSnapshot | None


class ReasonSnapshot(BaseModel):
    """Why something may be done, and to which actions the reason belongs."""

    code: str
    label: LabelSnapshot
    actions: list[str]


class FindingSnapshot(BaseModel):
    """Something that seems to be missing."""

    field: str
    message: LabelSnapshot
    reason: LabelSnapshot


class SimilarSnapshot(BaseModel):
    """A published need on the same matter."""

    demand: NeedSnapshot
    closeness: float


class SimilarListSnapshot(BaseModel):
    """Published needs on the same matter; unknown if it could not be looked."""

    looked: bool
    note: LabelSnapshot | None
    items: list[SimilarSnapshot]


class CheckSnapshot(BaseModel):
    """What a need still lacks."""

    completeness: int
    findings: list[FindingSnapshot]
    similar: SimilarListSnapshot


class JoinersSnapshot(BaseModel):
    """How many joined a need."""

    count: int
