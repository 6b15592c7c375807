"""Tells the other services what firms have confirmed."""

from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.cases.models import SolvedCase
from services.requests.engagements.models import Engagement
from services.requests.outcomes.publishing import publish_outcome
from shared.clock import city_date
from shared.feed.publisher import Feed

CASE_SOLVED: Final = "requests.case.solved.v1"


async def publish(session: AsyncSession, feed: Feed, case: SolvedCase) -> None:
    """Publish a case as it stands: who helped, with what outcome; the rest if the firm agreed.

    What came of the response that led to it changes with it.
    """
    document: dict[str, Any] = {
        "id": str(case.id),
        "helpers": case.helpers,
        "industry_code": case.industry_code,
        "year": city_date(case.confirmed_at).year,
        "confirmed_on": city_date(case.confirmed_at).isoformat(),
        "title": case.title if case.public else None,
        "summary": case.summary if case.public else None,
        "outcome": case.outcome.value,
        "confirmed_by": "enterprise",
    }
    feed.append(session, type=CASE_SOLVED, subject=str(case.id), data=document)
    await session.flush()
    engagement = await session.get_one(Engagement, case.engagement_id)
    await publish_outcome(session, feed, engagement.response_id)
