"""What the portal and the services say to each other about somebody's data."""

from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import BaseModel, Field

from shared.schemas import MediumText, ShortText, StrictBody

MANY: Final = 10_000
"""More than anybody has; somebody with more could not leave."""


class PersonAsked(StrictBody):
    """Who is meant, besides the subject in the path."""

    email: ShortText | None = Field(
        None, description="Their address: contact cards may name it without naming them."
    )


class ObligationsAsked(StrictBody):
    """For whom else somebody would have to answer."""

    organizations: Annotated[list[ShortText], Field(max_length=MANY)] = Field(
        default=[], description="Those that would end with them."
    )


class PersonLeaves(PersonAsked):
    """That somebody has left, and what of them others have to forget as well."""

    organizations: Annotated[list[ShortText], Field(max_length=MANY)] = Field(
        default=[], description="Those that ended with them."
    )
    at_the_desk: bool = Field(
        default=False, description="Whether they wrote down needs for others, as operators do."
    )
    entries: Annotated[list[UUID], Field(max_length=MANY)] = Field(
        default=[], description="The catalogue's entries that were theirs, whose names may stand."
    )


class PersonalData(BaseModel):
    """Everything a service keeps about somebody, by table."""

    tables: dict[str, list[dict[str, Any]]]


class ObligationRead(BaseModel):
    """Something agreed with others that is not over."""

    kind: str
    id: UUID
    number: str | None = Field(description="What people know it by.")
    title: MediumText
    status: str


class ErasureRead(BaseModel):
    """What was forgotten."""

    tables: dict[str, int] = Field(description="In how many rows of which tables.")
    entries: list[UUID] = Field(
        default=[], description="Entries whose names may stand elsewhere, too."
    )
