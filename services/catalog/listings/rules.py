"""What is settled about listings: who is reviewed, and how long everything may take."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.catalog.listings.domain import ListingStatus


@dataclass(frozen=True, slots=True)
class ListingRules:
    """How long each state may last, in days of the calendar.

    Args:
        reviewed: Whether what providers write of themselves waits for an operator.
        review_days: After so many days operators are reminded.
        confirm_days: So long the owner may take to list what was verified.
        refresh_days: So long the owner may take to say that stale words still hold.
        suspension_days: After so many days a suspended provider is taken off.
    """

    reviewed: bool
    review_days: int
    confirm_days: int
    refresh_days: int
    suspension_days: int

    def due(self, status: ListingStatus, now: datetime, *, owned: bool) -> datetime | None:
        """Return when the clock acts on a listing that has just come to a status.

        What nobody owns nobody can be asked about: it stays stale, for operators to see.
        """
        days = {
            ListingStatus.PENDING: self.review_days,
            ListingStatus.VERIFIED: self.confirm_days,
            ListingStatus.STALE: self.refresh_days if owned else None,
            ListingStatus.SUSPENDED: self.suspension_days,
        }.get(status)
        return None if days is None else now + timedelta(days=days)
