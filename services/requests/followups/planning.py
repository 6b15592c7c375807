"""Plans what a firm will be asked after it has accepted a result."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.engagements.models import Engagement
from services.requests.followups.domain import months_after
from services.requests.followups.models import FollowUp


def plan(session: AsyncSession, engagement: Engagement, today: date, months: Iterable[int]) -> None:
    """Plan a question for each of these numbers of months from today."""
    session.add_all(
        FollowUp(engagement_id=engagement.id, months=ahead, due_on=months_after(today, ahead))
        for ahead in sorted(set(months))
    )
