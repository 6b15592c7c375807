"""Records who takes part in a need by invitation or engagement; responses and engagements call it.

await Participations(session).invite(demand.id, holder, basis=response.id, until=due)
await Participations(session).engage(demand.id, holder, basis=engagement.id)
await Participations(session).end(response.id)
"""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.demands.disclosure import GrantKind
from services.requests.grants.models import Participation


class Participations:
    """Who takes part in needs, inside one transaction.

    A holder is what `demands.disclosure.holder_of(subject, organization)` says: the
    organization somebody acts for, or the person if there is none.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def invite(
        self, demand_id: UUID, holder: str, *, basis: UUID, until: datetime | None = None
    ) -> None:
        """Let somebody who was invited see what an open need is about, for as long as that holds.

        Of a confidential need that is more than the notice; the details still take an agreement.
        """
        await self._give(demand_id, GrantKind.INVITED, holder, basis, until)

    async def engage(self, demand_id: UUID, holder: str, *, basis: UUID) -> None:
        """Let somebody who works on a need keep what they saw, when it is not public any more."""
        await self._give(demand_id, GrantKind.ENGAGED, holder, basis, None)

    async def end(self, basis: UUID) -> None:
        """Take back what was given for a response, or for an engagement that never began."""
        ended = sa.delete(Participation).where(col(Participation.basis) == basis)
        await self._session.execute(ended)

    async def _give(
        self, demand_id: UUID, kind: GrantKind, holder: str, basis: UUID, until: datetime | None
    ) -> None:
        given = await self._session.scalar(
            sa.select(Participation).where(
                col(Participation.basis) == basis,
                col(Participation.kind) == kind,
                col(Participation.holder) == holder,
            )
        )
        if given is None:
            given = Participation(demand_id=demand_id, kind=kind, holder=holder, basis=basis)
            self._session.add(given)
        given.until = until
        await self._session.flush()
