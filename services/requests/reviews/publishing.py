"""Tells the other services how firms have marked those who helped them."""

from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.engagements.domain import Side
from services.requests.engagements.helping import helpers_of
from services.requests.engagements.models import Engagement
from services.requests.engagements.repository import EngagementRepository
from services.requests.reviews.repository import ReviewRepository
from shared.clock import city_date
from shared.feed.publisher import Feed

REVIEW_GIVEN: Final = "requests.review.given.v1"


async def publish_reviews(session: AsyncSession, feed: Feed, engagement: Engagement) -> None:
    """Publish the firm's marks once both sides may read them; its words stay between the two.

    Where the firm has given none there is nothing to tell: that stays unknown.
    """
    given = await ReviewRepository(session).of(engagement.id)
    team = await EngagementRepository(session).members(engagement.id)
    for review in given:
        if review.side is Side.FIRM:
            document: dict[str, Any] = {
                "id": str(review.id),
                "helpers": helpers_of(engagement, team),
                "overall": review.overall,
                "given_on": city_date(review.at).isoformat(),
            }
            feed.append(session, type=REVIEW_GIVEN, subject=str(review.id), data=document)
