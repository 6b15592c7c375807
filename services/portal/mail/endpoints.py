"""The development mailbox; it is there only where a setting says so."""

from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Query
from sqlmodel import col

from services.portal.dependencies import SnapshotDep
from services.portal.mail.models import Letter
from services.portal.mail.schemas import LetterRead
from shared.auth import FOR_EVERYBODY
from shared.fields import EmailAddress

router = APIRouter(prefix="/api/dev", tags=["development"])


@router.get("/mailbox", openapi_extra=FOR_EVERYBODY)
async def read_mailbox(
    session: SnapshotDep,
    recipient: Annotated[
        EmailAddress | None, Query(description="Only letters to this address.")
    ] = None,
) -> list[LetterRead]:
    """Return the latest 50 letters, the newest first; only for development."""
    statement = sa.select(Letter).order_by(col(Letter.id).desc()).limit(50)
    if recipient is not None:
        statement = statement.where(col(Letter.recipient) == recipient)
    return [LetterRead.model_validate(letter) for letter in await session.scalars(statement)]
