"""Every statement that finds out what became of a response."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.cases.models import SolvedCase
from services.requests.engagements.domain import EngagementAction, EngagementStatus
from services.requests.engagements.models import Engagement, EngagementTransition
from services.requests.outcomes.domain import OUTCOMES, Outcome, Told
from services.requests.responses.domain import Consent
from services.requests.responses.models import Response, ResponseMember, ResponseTransition
from services.requests.tables import FeedEntry

_A, _O = EngagementAction, Outcome


class OutcomeRepository:
    """What became of responses, as one transaction sees it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def response(self, response_id: UUID) -> Response | None:
        """Return a response, or None if there is none."""
        return await self._session.get(Response, response_id)

    async def untold(self) -> list[UUID]:
        """Return all responses there is something to tell of, if nothing was told of the first.

        The feed tells of responses since it was taught to; whoever ran the platform before has
        some that it never spoke of.
        """
        steps = sa.select(ResponseTransition).where(
            col(ResponseTransition.response_id) == col(Response.id),
            col(ResponseTransition.action).in_(OUTCOMES),
        )
        statement = (
            sa.select(col(Response.id))
            .where(col(Response.entry_id).is_not(None), steps.exists())
            .order_by(col(Response.id))
        )
        first = await self._session.scalar(statement.limit(1))
        if first is None:
            return []
        told = sa.select(col(FeedEntry.sequence)).where(col(FeedEntry.subject) == str(first))
        if await self._session.scalar(told.limit(1)) is not None:
            return []
        return list(await self._session.scalars(statement))

    async def team(self, response_id: UUID) -> list[tuple[str, UUID]]:
        """Return the entries of those who agreed to take part besides the author."""
        statement = sa.select(col(ResponseMember.entry_kind), col(ResponseMember.entry_id)).where(
            col(ResponseMember.response_id) == response_id,
            col(ResponseMember.consent) == Consent.AGREED,
        )
        return [(kind.value, entry_id) for kind, entry_id in await self._session.execute(statement)]

    async def steps(self, response_id: UUID) -> list[Told]:
        """Return what there is to tell, in no order."""
        statement = sa.select(ResponseTransition).where(
            col(ResponseTransition.response_id) == response_id,
            col(ResponseTransition.action).in_(OUTCOMES),
        )
        taken = (await self._session.scalars(statement)).all()
        ended, cases = await self._ended(response_id), await self._of_cases(response_id)
        # What was accepted has not fallen through; whether it still holds, the case says.
        accepted = min((case.at for case in cases), default=None)
        return [
            *cases,
            *(
                step
                for step in _of_response(taken, ended)
                if accepted is None or step.outcome is not _O.FELL_THROUGH or step.at < accepted
            ),
        ]

    async def _ended(self, response_id: UUID) -> list[EngagementTransition]:
        """Return how cooperations ended before anything was accepted, the last first."""
        statement = (
            sa.select(EngagementTransition)
            .join(Engagement, col(Engagement.id) == col(EngagementTransition.engagement_id))
            .where(
                col(Engagement.response_id) == response_id,
                col(EngagementTransition.to_status) == EngagementStatus.TERMINATED,
                col(EngagementTransition.from_status) != EngagementStatus.TERMINATED,
            )
            .order_by(col(EngagementTransition.at).desc())
        )
        return list(await self._session.scalars(statement))

    async def _of_cases(self, response_id: UUID) -> list[Told]:
        """Return what the firm said when it accepted, and what it has said since."""
        statement = (
            sa.select(SolvedCase, EngagementTransition)
            .join(Engagement, col(Engagement.id) == col(SolvedCase.engagement_id))
            .join(
                EngagementTransition,
                col(EngagementTransition.engagement_id) == col(Engagement.id),
            )
            .where(
                col(Engagement.response_id) == response_id,
                col(EngagementTransition.action) == _A.ACCEPT,
            )
        )
        told = []
        for case, accepted in await self._session.execute(statement):
            said = (accepted.details or {}).get("outcome", case.outcome.value)
            told.append(Told(case.confirmed_at, Outcome(said)))
            if case.outcome_at is not None:
                told.append(Told(case.outcome_at, Outcome(case.outcome.value)))
        return told


def _of_response(
    taken: Iterable[ResponseTransition], ended: Sequence[EngagementTransition]
) -> Iterator[Told]:
    for step in taken:
        outcome, reason = OUTCOMES[step.action], step.reason_code and step.reason_code.value
        if outcome is Outcome.FELL_THROUGH:
            reason = next((end.reason_code for end in ended if end.at <= step.at), None) or reason
        yield Told(step.at, outcome, reason)
