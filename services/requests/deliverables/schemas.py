"""What clients receive about files."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.deliverables.domain import FileType, Purpose
from services.requests.engagements.domain import Party


class DeliverableRead(BaseModel):
    """A file of an engagement."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    milestone_id: UUID | None
    purpose: Purpose
    party: Party = Field(description="As what it was handed in.")
    subject: str
    name: str
    file_type: FileType
    size: int = Field(description="Bytes.")
    sha256: str
    description: str | None
    at: datetime
