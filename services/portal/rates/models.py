"""The table of what has been done lately, and how often."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field

from services.portal.accounts.models import moment
from services.portal.opaque import DIGEST_LENGTH
from services.portal.tables import PortalTable


class RateCount(PortalTable, table=True):
    """How often somebody did something since they began to; gone when that time is over.

    Who and what is a digest: it is compared, and never read.
    """

    __tablename__ = "rate_count"
    PERSON: ClassVar[str | None] = None

    key: str = Field(primary_key=True, max_length=DIGEST_LENGTH)
    times: int
    ends_at: datetime = moment(index=True)
