"""Bodies about one's own data."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from services.portal.sessions.schemas import Password
from shared.schemas import StrictBody


class Export(BaseModel):
    """Everything the platform keeps about somebody, by table, without secrets."""

    person_id: UUID
    made_at: datetime
    tables: dict[str, list[dict[str, Any]]]
    services: dict[str, dict[str, list[dict[str, Any]]]] = Field(
        description="What the other services keep, by service and table."
    )


class Farewell(StrictBody):
    """That somebody leaves for good."""

    password: Password | None = Field(
        None, description="One's password, so that nobody else closes the account."
    )
