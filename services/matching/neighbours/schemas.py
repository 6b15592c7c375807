"""What is asked about similar needs, and answered."""

from typing import Annotated

from pydantic import BaseModel, Field

from services.matching.replicas.schemas import SubjectRead
from shared.schemas import LongText, ShortText, StrictBody


class NeighbourQuery(StrictBody):
    """A need in plain words; it is stored nowhere."""

    title: ShortText
    text: LongText | None = None
    limit: Annotated[int, Field(strict=True, ge=1, le=20)] = 5


class NeighbourRead(SubjectRead):
    """A published need, as everybody may see it, and how close it is in topic."""

    closeness: float = Field(ge=0, le=1, description="1 is the same matter.")


class NeighbourList(BaseModel):
    """Published needs, the closest first; those too far off to be the same matter are left out."""

    items: list[NeighbourRead]
