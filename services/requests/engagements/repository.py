"""Every SQL statement about engagements."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.deliverables.domain import Purpose
from services.requests.deliverables.models import Deliverable
from services.requests.demands.models import Demand
from services.requests.disputes.models import Statement
from services.requests.engagements.domain import LIVE, Document, EngagementStatus, Party
from services.requests.engagements.errors import EngagementNotFoundError
from services.requests.engagements.models import (
    Engagement,
    EngagementContract,
    EngagementMember,
    EngagementSignature,
    EngagementTransition,
)
from services.requests.engagements.timekeeping import midnight
from services.requests.followups.domain import FollowUpStatus
from services.requests.followups.models import FollowUp
from services.requests.milestones.domain import MilestoneStatus
from services.requests.milestones.models import Milestone
from shared.pagination import PageRequest

_SIDES: Final = (Party.FIRM, Party.HELPER)


class EngagementRepository:
    """Engagements as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, engagement_id: UUID) -> Engagement:
        """Return the engagement.

        Raises:
            EngagementNotFoundError: There is no such engagement.
        """
        engagement = await self._session.get(Engagement, engagement_id)
        if engagement is None:
            raise EngagementNotFoundError(engagement_id)
        return engagement

    async def locked(self, engagement_id: UUID) -> Engagement:
        """Return the engagement, locked with its demand: first the demand, as everywhere.

        Raises:
            EngagementNotFoundError: There is no such engagement.
        """
        engagement = await self.get(engagement_id)
        await self._session.get(Demand, engagement.demand_id, with_for_update=True)
        await self._session.refresh(engagement, with_for_update=True)
        return engagement

    async def live(self, demand_id: UUID) -> Engagement | None:
        """Return the engagement that a demand is in now, if any, locked."""
        statement = (
            sa.select(Engagement)
            .where(col(Engagement.demand_id) == demand_id, col(Engagement.status).in_(LIVE))
            .with_for_update()
        )
        return (await self._session.scalars(statement)).one_or_none()

    async def add(self, engagement: Engagement) -> None:
        """Store a new engagement."""
        self._session.add(engagement)
        await self._session.flush()

    async def members(self, engagement_id: UUID) -> Sequence[EngagementMember]:
        """Return the helper's team."""
        statement = (
            sa.select(EngagementMember)
            .where(col(EngagementMember.engagement_id) == engagement_id)
            .order_by(col(EngagementMember.subject))
        )
        return (await self._session.scalars(statement)).all()

    async def teams(self, engagement_ids: Sequence[UUID]) -> Mapping[UUID, list[EngagementMember]]:
        """Return the helpers' teams of some engagements; one without a team is not in it."""
        statement = sa.select(EngagementMember).where(
            col(EngagementMember.engagement_id).in_(engagement_ids)
        )
        found: dict[UUID, list[EngagementMember]] = {}
        for member in await self._session.scalars(statement):
            found.setdefault(member.engagement_id, []).append(member)
        return found

    async def contract(self, engagement: Engagement) -> EngagementContract | None:
        """Return the newest draft of the contract."""
        key = (engagement.id, engagement.contract_version)
        return await self._session.get(EngagementContract, key)

    async def signatures(self, engagement_id: UUID) -> Sequence[EngagementSignature]:
        """Return who signed what, the first first."""
        statement = (
            sa.select(EngagementSignature)
            .where(col(EngagementSignature.engagement_id) == engagement_id)
            .order_by(col(EngagementSignature.id))
        )
        return (await self._session.scalars(statement)).all()

    async def signed(
        self, engagement_id: UUID, document: Document, digest: str
    ) -> Sequence[EngagementSignature]:
        """Return the signatures under one text."""
        found = await self.signatures(engagement_id)
        return [one for one in found if (one.document, one.digest) == (document, digest)]

    async def steps(self, engagement_id: UUID) -> Sequence[EngagementTransition]:
        """Return every step in an engagement's life, the first first."""
        statement = (
            sa.select(EngagementTransition)
            .where(col(EngagementTransition.engagement_id) == engagement_id)
            .order_by(col(EngagementTransition.version))
        )
        return (await self._session.scalars(statement)).all()

    async def open_milestones(self, engagement_id: UUID) -> int:
        """Return how many milestones are not completed."""
        statement = sa.select(sa.func.count()).where(
            col(Milestone.engagement_id) == engagement_id,
            col(Milestone.status) != MilestoneStatus.COMPLETED,
        )
        return (await self._session.execute(statement)).scalar_one()

    async def delivered_files(self, engagement_id: UUID) -> int:
        """Return how many files were handed in as results by those who help."""
        statement = sa.select(sa.func.count()).where(
            col(Deliverable.engagement_id) == engagement_id,
            col(Deliverable.purpose) == Purpose.RESULT,
            col(Deliverable.party) != Party.FIRM,
        )
        return (await self._session.execute(statement)).scalar_one()

    async def both_stated(self, engagement_id: UUID, since: datetime) -> bool:
        """Return whether both sides have said their part since a dispute began."""
        statement = sa.select(sa.func.count(sa.distinct(col(Statement.party)))).where(
            col(Statement.engagement_id) == engagement_id,
            col(Statement.at) >= since,
            col(Statement.party).in_(_SIDES),
        )
        return (await self._session.execute(statement)).scalar_one() == len(_SIDES)

    async def next_question(self, engagement_id: UUID) -> datetime | None:
        """Return when the next follow-up is to be asked or lapses; None if all are over."""
        statement = sa.select(FollowUp).where(
            col(FollowUp.engagement_id) == engagement_id,
            col(FollowUp.status).in_((FollowUpStatus.PLANNED, FollowUpStatus.OPEN)),
        )
        pending = (await self._session.scalars(statement)).all()
        return min((one.lapses_at or midnight(one.due_on) for one in pending), default=None)

    async def files(self, engagement_id: UUID, ids: Sequence[UUID]) -> set[UUID]:
        """Return those of the files that are the engagement's."""
        statement = sa.select(col(Deliverable.id)).where(
            col(Deliverable.engagement_id) == engagement_id, col(Deliverable.id).in_(ids)
        )
        return set(await self._session.scalars(statement))

    async def overdue(self, now: datetime, *, limit: int) -> Sequence[UUID]:
        """Return engagements whose time is over."""
        statement = (
            sa.select(col(Engagement.id))
            .where(col(Engagement.due_at) < now)
            .order_by(col(Engagement.due_at))
            .limit(limit)
        )
        return (await self._session.scalars(statement)).all()

    async def page(
        self,
        subject: str | None,
        organization: str | None,
        part: PageRequest,
        *,
        statuses: Sequence[EngagementStatus] = (),
        demand_id: UUID | None = None,
    ) -> Sequence[Engagement]:
        """Return a page of engagements, the newest first, and one more if there is more.

        Args:
            subject: Whose they are; None for everybody's.
            organization: Whose they are, too.
            part: Which part of the list.
            statuses: Any of these; all if empty.
            demand_id: Only those of this demand.
        """
        statement = sa.select(Engagement).order_by(col(Engagement.id).desc()).limit(part.limit + 1)
        if subject is not None:
            statement = statement.where(_part_of(subject, organization))
        if statuses:
            statement = statement.where(col(Engagement.status).in_(statuses))
        if demand_id is not None:
            statement = statement.where(col(Engagement.demand_id) == demand_id)
        if part.after is not None:
            statement = statement.where(col(Engagement.id) < part.after)
        return (await self._session.scalars(statement)).all()


def _part_of(subject: str, organization: str | None) -> sa.ColumnElement[bool]:
    """The engagements somebody has a part in; `policy.parties` says the same of one."""
    teams = sa.select(col(EngagementMember.engagement_id)).where(
        col(EngagementMember.subject) == subject
    )
    own = (
        (col(Engagement.firm_subject) == subject)
        | (col(Engagement.helper_subject) == subject)
        | col(Engagement.id).in_(teams)
    )
    if organization is None:
        return own
    return (
        own
        | (col(Engagement.firm_organization) == organization)
        | (col(Engagement.helper_organization) == organization)
    )
