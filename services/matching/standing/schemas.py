"""What suppliers are told of how they stand with a need."""

from pydantic import BaseModel, Field

from services.matching.matches.schemas import MatchRead
from services.matching.ranking.domain import FactorName


class ImprovementRead(BaseModel):
    """A change of an entry, and what the score would be then: computed anew, not estimated.

    `position` is where the entry would stand among all that were compared, null if beyond.
    """

    factor: FactorName
    label: str
    advice: str
    score: float
    gain: float
    position: int | None


class StandingRead(BaseModel):
    """How an entry stands with a need.

    `position` is its place among the closest `compared`, null if it is not among them; `shown`
    says whether a list of `list_length` names it, and `reason` why it does not. `improvements`
    are the changes that would raise the score, the one that raises it most first: they are
    true only if they are.
    """

    match: MatchRead
    position: int | None
    compared: int
    shown: bool
    list_length: int
    reason: str | None
    improvements: list[ImprovementRead] = Field(max_length=20)
