"""Bodies about tokens."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from services.portal.tokens.domain import MAX_LIFETIME, Scope
from shared.clock import utc_now
from shared.errors import invalid_value
from shared.fields import once
from shared.language import Text
from shared.schemas import ShortText, StrictBody


def _soon(moment: datetime) -> datetime:
    if timedelta(0) < moment - utc_now() <= MAX_LIFETIME:
        return moment
    raise invalid_value(
        Text("有效期不在允许范围内。", "The token cannot be good until then."),
        Text("今后一年以内的时间", "a moment within a year from now"),
    )


Scopes = Annotated[list[Scope], AfterValidator(once), Field(min_length=1, max_length=3)]


class ShortTokenBody(StrictBody):
    """Which services the token is for, and whom one acts for."""

    audience: Scopes = Field(default_factory=lambda: list(Scope))
    organization_id: UUID | None = Field(
        None, description="Whom one acts for; by default the organization joined first."
    )


class ShortToken(BaseModel):
    """A signed token for services, good for minutes."""

    token: str
    expires_at: datetime
    audience: list[Scope]
    roles: list[str]
    organization_id: UUID | None


class ApiTokenDraft(StrictBody):
    """A new API token."""

    name: ShortText
    scopes: Scopes
    expires_at: Annotated[AwareDatetime, AfterValidator(_soon)]
    organization_id: UUID | None = None


class ApiTokenRead(BaseModel):
    """An API token, without its secret."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    scopes: list[Scope]
    organization_id: UUID | None
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


class ApiTokenCreated(ApiTokenRead):
    """An API token with its secret, shown this once."""

    token: str
