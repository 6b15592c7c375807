"""The parts of what the services tell operators that the desk shows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from services.portal.pages.snapshots import (
    CheckSnapshot,
    DeskSnapshot,
    LabelSnapshot,
    NeedSnapshot,
    StepSnapshot,
)


class DeskClock(DeskSnapshot):
    """How a case stands with the desk: who is at it, and what is due."""

    submitted_at: datetime | None
    contact_due: datetime | None
    contacted_at: datetime | None
    plan_due: datetime | None
    decided_at: datetime | None
    close_due: datetime | None
    next_stage: str | None
    claimed_by: str | None
    claimed_until: datetime | None
    broker: str | None
    merged_into: UUID | None


class QueueItem(BaseModel):
    """A case that waits, in the few words of a list."""

    id: UUID
    case_number: str
    version: int
    status: str
    title: str
    organization_name: str | None
    urgency: str
    confidentiality: str
    desk: DeskClock


class QueuePage(BaseModel):
    """Some of what waits, what is due first first."""

    items: list[QueueItem]
    next_cursor: str | None = None


class CaseSnapshot(NeedSnapshot):
    """A need as operators see it."""

    desk: DeskClock | None = None
    discipline_codes: list[str] = Field(default=[])
    keywords: list[str] = Field(default=[])
    owner_subject: str | None = None
    source: str = "local"


class CasePage(BaseModel):
    """Some needs."""

    items: list[CaseSnapshot]


class ResponseItem(BaseModel):
    """An answer to a need, as a list shows it."""

    id: UUID
    demand_id: UUID
    status: str
    due_at: datetime | None
    overdue: bool
    waiting_for: str | None
    entry: dict[str, Any] | None

    @property
    def title(self) -> str:
        """What answers; nothing, if it is not in the catalogue."""
        return str((self.entry or {}).get("title") or "")


class ResponsePage(BaseModel):
    """Some answers to needs."""

    items: list[ResponseItem]
    next_cursor: str | None = None


class PursuedSnapshot(BaseModel):
    """A need for which nobody is there: what was done, what comes next and when."""

    id: UUID
    case_number: str
    version: int
    status: str
    title: str
    organization_name: str | None
    broker: str | None
    since: datetime
    moves: int
    last_move: str | None
    last_at: datetime | None
    next_label: LabelSnapshot
    next_at: datetime
    overdue: bool
    closing_due: datetime | None


class PursuitPage(BaseModel):
    """Some needs in pursuit, what is done next first."""

    items: list[PursuedSnapshot]
    next_cursor: str | None = None


class RungSnapshot(BaseModel):
    """A move, and the working days before it."""

    move: str
    label: LabelSnapshot
    after_working_days: int
    repeats: bool


class CaseFile(BaseModel):
    """All that an operator looks at before deciding about a need."""

    need: CaseSnapshot
    steps: list[StepSnapshot]
    check: CheckSnapshot | None
    responses: list[ResponseItem]
    joiners: int
