"""What an operator is told about the index and about changes that could not be stored."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from services.matching.indexing.indexer import RebuildState
from shared.schemas import StrictBody


class RebuildRead(BaseModel):
    """How the latest rebuild stands: `done` of `total` records are in the new index."""

    state: RebuildState
    done: int
    total: int


class QuarantinedEvent(BaseModel):
    """A published change that could not be stored here, and why."""

    peer: str
    sequence: int
    subject: str
    reason: str
    quarantined_at: datetime


class QuarantineDecision(StrictBody):
    """Apply the change after all, now that its cause is mended, or give it up."""

    action: Literal["replay", "skip"]
