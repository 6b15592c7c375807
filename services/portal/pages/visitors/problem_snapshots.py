"""The parts of a common problem that are shown."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel


class CommonNeedSnapshot(BaseModel):
    """One of the needs that have a problem in common."""

    id: UUID
    title: str
    summary: str | None
    region_name: str | None


class UnansweredSnapshot(BaseModel):
    """A need that nobody answered, whatever the platform tried."""

    id: UUID
    title: str
    public_summary: str | None
    region_code: str | None
    published_at: AwareDatetime | None
    moves: int


class CommonProblemSnapshot(BaseModel):
    """What several needs have in common and nobody offers yet."""

    concept: str
    missing: list[str]
    regions: list[str]
    count: int
    needs: list[CommonNeedSnapshot]


class CommonProblemsSnapshot(BaseModel):
    """The common problems, those that most needs share first."""

    items: list[CommonProblemSnapshot]
    computed_at: AwareDatetime
