"""What clients send and receive about disputes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.engagements.domain import Party
from shared.schemas import LongText, StrictBody

Files = Annotated[list[UUID], Field(max_length=20, description="Files of the engagement.")]


class StatementDraft(StrictBody):
    """What somebody says in a dispute, and the files it rests on."""

    words: LongText
    files: Files = Field(default=[])


class StatementRead(BaseModel):
    """What somebody said in a dispute."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    party: Party
    subject: str
    words: str
    files: list[UUID]
    at: datetime
