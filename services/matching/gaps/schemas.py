"""What operators are told of what nobody offers."""

from datetime import datetime

from pydantic import BaseModel, Field

from services.matching.replicas.schemas import SubjectRead


class UnmetRead(SubjectRead):
    """A published need without a qualified match, and the entry that comes closest to it."""

    closest: SubjectRead | None
    closeness: float = Field(ge=0, le=1, description="Its topical fit; 1 is the whole need.")


class GroupRead(BaseModel):
    """Needs with a concept in common, as a draft of a common problem (共性技术难题).

    `missing` are the concepts that at least half of them speak of. `organizations` are those
    that show their names.
    """

    concept: str | None
    title: str
    missing: list[str]
    needs: list[UnmetRead]
    organizations: list[str]
    regions: list[str]


class GapList(BaseModel):
    """What is asked for and nobody offers, the largest group first.

    Of the newest published needs `considered` were looked at. A fit below `qualified` does not
    count as a match. With `pending_changes` the index did not know everything yet.
    """

    items: list[GroupRead]
    considered: int
    unmet: int
    qualified: float
    computed_at: datetime
    pending_changes: int


class CommonNeedRead(BaseModel):
    """A published need in the words that everybody may read, without whose it is."""

    id: str
    title: str
    summary: str | None
    region_code: str | None
    region_name: str | None


class CommonProblemRead(BaseModel):
    """What several published needs have in common and nobody offers (共性技术难题)."""

    concept: str
    missing: list[str]
    regions: list[str]
    count: int
    needs: list[CommonNeedRead]


class CommonProblemList(BaseModel):
    """The common problems for everybody, those that most needs share first."""

    items: list[CommonProblemRead]
    computed_at: datetime
