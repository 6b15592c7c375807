"""What can be done about reviews, inside one transaction.

Neither side reads the other's before it has given its own, or can give it no more: what
one says is no answer to what the other said.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.rules import Rules
from services.requests.engagements.access import Access, Held
from services.requests.engagements.domain import (
    EngagementAction,
    EngagementStatus,
    Party,
    Side,
)
from services.requests.engagements.lives import AS_SYSTEM, EngagementLives, Step
from services.requests.engagements.recording import record
from services.requests.reviews.errors import ReviewedAlreadyError
from services.requests.reviews.models import Review
from services.requests.reviews.repository import ReviewRepository
from services.requests.reviews.schemas import ReviewDraft, ReviewRead, ReviewsRead
from shared.auth import Caller
from shared.feed.publisher import Feed

_REVIEWING: Final = frozenset({EngagementStatus.ACCEPTED})


class ReviewService:
    """The use cases of reviews."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._reviews = ReviewRepository(session)
        self._access = Access(session)
        self._lives = EngagementLives(session, feed, rules=rules)

    async def of(self, caller: Caller, engagement_id: UUID) -> ReviewsRead:
        """Return the reviews of an engagement, as far as the caller may read them.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of the team only.
        """
        held = await self._access.read(caller, engagement_id)
        held.require_insight()
        return _shown(await self._reviews.of(engagement_id), held)

    async def give(self, caller: Caller, engagement_id: UUID, draft: ReviewDraft) -> ReviewsRead:
        """Review the other side; with the second review both are shown.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of neither side.
            WrongStageError: It is not the time for reviews.
            ReviewedAlreadyError: The side has given its review.
        """
        held = await self._access.locked(caller, engagement_id)
        side = held.side
        held.require(_REVIEWING)
        given = await self._reviews.of(engagement_id)
        if any(review.side is side for review in given):
            raise ReviewedAlreadyError
        review = Review(
            engagement_id=engagement_id, side=side, subject=caller.subject, **draft.model_dump()
        )
        await self._reviews.add(review)
        named = {"review": str(review.id), "side": side.value}
        record(self._session, caller, held.engagement, "review.give", **named)
        if given:
            step = Step(EngagementAction.CLOSE_REVIEWS, caller.subject, AS_SYSTEM)
            await self._lives.take(held.engagement, step)
        return _shown([*given, review], held)


def _shown(given: Sequence[Review], held: Held) -> ReviewsRead:
    is_open = held.engagement.status in _REVIEWING
    readable = [
        ReviewRead.model_validate(review)
        for review in given
        if not is_open or Party(review.side) in held.parties
    ]
    sides = [side for side in Side if any(review.side is side for review in given)]
    return ReviewsRead(given=sides, reviews=readable, open=is_open)
