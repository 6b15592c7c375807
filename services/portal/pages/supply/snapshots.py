"""The parts of what the services tell that the pages of who helps show."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.portal.pages.gateways import FactorSnapshot, PlaceSnapshot, TermSnapshot
from services.portal.pages.snapshots import LabelSnapshot, NeedSnapshot

EDITABLE: Final = frozenset({"invited", "draft", "info_requested"})
"""Where a response's author is to write something."""


class EntrySnapshot(BaseModel):
    """An entry of the catalogue; all that its kind alone has is in `model_extra`."""

    model_config = ConfigDict(extra="allow")

    id: UUID
    version: int
    status: str
    assured_date: date | None
    stale: bool | None = None
    updated_at: datetime
    held_by_operator: bool = False
    actions: list[str] = []

    @property
    def said(self) -> dict[str, Any]:
        """Everything it says, by field."""
        return self.model_dump(mode="json")

    @property
    def title(self) -> str:
        """What it is called: a person's and a provider's name, anything else's title."""
        said = self.model_extra or {}
        named = "expert_kind" in said or "kind_of_body" in said
        return str(said["name"] if named else said["title"])


class EntryPageSnapshot(BaseModel):
    """Some entries, the newest first."""

    items: list[EntrySnapshot]
    next_cursor: str | None = None


class OwnEntry(BaseModel):
    """An entry of the visitor's, with its kind."""

    kind: str
    entry: EntrySnapshot

    @property
    def key(self) -> str:
        """Return what stands for it in forms and addresses."""
        return f"{self.kind}:{self.entry.id}"


class ListingStepSnapshot(BaseModel):
    """A step in the life of a listing."""

    action: str
    to_status: str
    at: datetime
    reason_code: str | None
    note: str | None


class ListingSnapshot(BaseModel):
    """How a provider is listed."""

    status: str
    due_at: datetime | None
    actions: list[str]
    history: list[ListingStepSnapshot]


class SpokenReasonSnapshot(BaseModel):
    """A reason, in the reader's language."""

    code: str
    label: str


class FitSnapshot(BaseModel):
    """A need that an entry fits, and why."""

    id: UUID
    title: str
    organization: str | None
    summary: str | None
    region_name: str | None
    score: float
    nearness: str
    nearness_label: str
    factors: list[FactorSnapshot]
    terms: list[TermSnapshot]
    need_places: list[PlaceSnapshot]
    reasons_for: list[str]
    reasons_against: list[str]
    unknown: list[str]


class FitListSnapshot(BaseModel):
    """Needs that an entry fits, best first."""

    items: list[FitSnapshot]
    considered: int
    pending_changes: int


class NamedEntrySnapshot(BaseModel):
    """An entry of the catalogue, as it was called when it was named."""

    kind: str
    id: UUID
    title: str


class TeamMemberSnapshot(BaseModel):
    """Somebody who is asked to take part in a response."""

    id: UUID
    entry: NamedEntrySnapshot
    role: str
    task: str | None
    consent: str
    consent_note: str | None


class OfferSnapshot(BaseModel):
    """Terms on the table."""

    price: Decimal
    duration_days: int
    valid_until: date | None


class ContactSnapshot(BaseModel):
    """How to reach the author; told to the author only."""

    name: str | None
    phone: str | None
    email: str | None


class AnswerSnapshot(BaseModel):
    """A response, as its author or a member of its team sees it."""

    id: UUID
    demand_id: UUID
    version: int
    status: str
    seen_as: str
    updated_at: datetime
    due_at: datetime | None
    overdue: bool
    paused: bool
    waiting_for: str | None
    entry: NamedEntrySnapshot | None
    invited: bool
    invitation: str | None
    approach: str | None
    experience: str | None
    available_from: date | None
    members: list[TeamMemberSnapshot]
    offer: OfferSnapshot | None
    engagement_id: UUID | None
    reason_code: str | None
    reason_note: str | None
    actions: list[str]
    contact: ContactSnapshot | None = None

    @property
    def editable(self) -> bool:
        """Whether its author is to write something now."""
        return self.seen_as == "author" and self.status in EDITABLE

    @property
    def etag(self) -> str:
        """What the next change must name."""
        return f'"v{self.version}"'


class AnswerPageSnapshot(BaseModel):
    """Some responses, the newest first."""

    items: list[AnswerSnapshot]
    next_cursor: str | None = None


class AnswerReasonSnapshot(BaseModel):
    """Why something may be done to a response."""

    code: str
    label: LabelSnapshot
    actions: list[str]


class EngagementItemSnapshot(BaseModel):
    """An engagement in a list."""

    id: UUID
    demand_id: UUID
    case_number: str
    title: str
    status: str
    parts: list[str]
    updated_at: datetime
    due_at: datetime | None


class EngagementPageSnapshot(BaseModel):
    """Some engagements, the newest first."""

    items: list[EngagementItemSnapshot]
    next_cursor: str | None = None


class HitSnapshot(BaseModel):
    """An entry that was found by words."""

    kind: str
    id: UUID
    title: str
    organization: str | None
    summary: str | None


class HitListSnapshot(BaseModel):
    """Entries that were found by words, best first."""

    items: list[HitSnapshot]


class AnsweredNeed(BaseModel):
    """A response with the need it answers; None if that is not to be seen any more."""

    answer: AnswerSnapshot
    need: NeedSnapshot | None


def by_need(answers: Iterable[AnswerSnapshot]) -> dict[UUID, AnswerSnapshot]:
    """Return responses by the need they answer, the newest of each."""
    found: dict[UUID, AnswerSnapshot] = {}
    for answer in answers:
        found.setdefault(answer.demand_id, answer)
    return found
