"""What matching reads in what requests tells of outcomes; everything else may change freely."""

from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.matching.ranking.history import Outcome

OUTCOME_CHANGED: Final = "requests.outcome.changed.v1"

_KNOWN: Final = frozenset(Outcome)


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class NamedEntry(_Told):
    """An entry of the catalogue."""

    kind: str
    id: UUID

    @property
    def key(self) -> str:
        """The key of its copy here."""
        return f"{self.kind}:{self.id}"


class NeedTold(_Told):
    """The need that was responded to, by what everybody may know of any need."""

    id: UUID
    industry_code: str | None = None
    region_code: str | None = None
    confidentiality: str | None = None


class StepTold(_Told):
    """A step of a response."""

    outcome: str
    reason: str | None = None
    at: datetime


class OutcomeTold(_Told):
    """What became of a response, from its first step on."""

    id: UUID
    entry: NamedEntry
    team: tuple[NamedEntry, ...] = ()
    demand: NeedTold
    steps: tuple[StepTold, ...]

    @property
    def known_steps(self) -> list[dict[str, str | None]]:
        """The steps that the rule knows, as they are kept; a publisher may add others."""
        return [
            {"outcome": step.outcome, "reason": step.reason, "at": step.at.isoformat()}
            for step in self.steps
            if step.outcome in _KNOWN
        ]
