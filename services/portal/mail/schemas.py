"""What a reader of the development mailbox sees."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class LetterRead(BaseModel):
    """A letter as it would have been sent."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    recipient: str
    subject: str
    body: str
    created_at: datetime
