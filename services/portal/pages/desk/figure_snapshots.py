"""The figures of the platform, as the requests service counts them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from services.portal.pages.snapshots import LabelSnapshot

UNKNOWN = "unknown"
"""Instead of a code: those that do not say."""


class StageSnapshot(BaseModel):
    """How many needs came so far."""

    stage: str
    label: LabelSnapshot
    needs: int


class WaitSnapshot(BaseModel):
    """How long was waited for something."""

    wait: str
    label: LabelSnapshot
    needs: int
    median_hours: float | None
    nine_in_ten_hours: float | None


class GroupSnapshot(BaseModel):
    """The needs of an industry or a city."""

    code: str | None
    posted: int
    published: int
    solved: int

    @property
    def asked(self) -> str:
        """How one asks for them."""
        return self.code or UNKNOWN


class StatusSnapshot(BaseModel):
    """How many needs stand where."""

    status: str
    label: LabelSnapshot
    needs: int


class FiguresSnapshot(BaseModel):
    """The whole way from posting to the confirmed solution."""

    stages: list[StageSnapshot]
    waits: list[WaitSnapshot]
    industries: list[GroupSnapshot]
    regions: list[GroupSnapshot]
    statuses: list[StatusSnapshot]

    def count(self, stage: str) -> int:
        """Return how many needs came so far."""
        return next((one.needs for one in self.stages if one.stage == stage), 0)

    @property
    def solved_rate(self) -> float | None:
        """The confirmed part of what was published; unknown, if nothing was."""
        published = self.count("published")
        return self.count("solved") / published if published else None


class FigureNeedSnapshot(BaseModel):
    """A need behind a figure."""

    id: UUID
    case_number: str
    title: str
    organization_name: str | None
    status: str
    urgency: str
    industry_code: str | None
    region_code: str | None
    submitted_at: datetime | None
    published_at: datetime | None
    hours: float | None


class FigureNeedPage(BaseModel):
    """Some of the needs behind a figure, the newest first."""

    items: list[FigureNeedSnapshot]
    next_cursor: str | None = None
