"""What can be done about joining needs, inside one transaction."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.domain import OPEN, Party
from services.requests.demands.repository import DemandRepository
from services.requests.joining.errors import NotOpenToJoinError, OwnDemandError
from services.requests.joining.models import Joining, joiner_of
from services.requests.joining.repository import JoiningRepository
from services.requests.joining.schemas import JoinersRead, JoiningRead
from services.requests.tables import TRAIL
from shared.auth import Caller


class JoiningService:
    """The use cases of joining."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._demands = DemandRepository(session)
        self._joinings = JoiningRepository(session)

    async def join(self, caller: Caller, demand_id: UUID, note: str | None) -> JoiningRead:
        """Record that the caller's organization has the same need; again changes nothing.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            RoleMissingError: The caller has no needs here.
            OwnDemandError: It is the caller's own.
            NotOpenToJoinError: It is not published.
        """
        demand = await self._demands.get(demand_id, for_update=True)
        policy.demands.require_sight(caller, demand)
        policy.demands.require_joiner(caller)
        if policy.demands.owns(caller, demand):
            raise OwnDemandError
        if demand.status not in OPEN:
            raise NotOpenToJoinError
        joiner = joiner_of(caller.subject, caller.organization)
        joining = await self._joinings.find(demand_id, joiner)
        if joining is None:
            joining = Joining(
                demand_id=demand_id,
                joiner=joiner,
                subject=caller.subject,
                organization=caller.organization,
                note=note,
            )
            await self._joinings.add(joining)
            self._record(caller, demand_id, "join")
        return JoiningRead.model_validate(joining)

    async def leave(self, caller: Caller, demand_id: UUID) -> None:
        """Take the caller's joining back; nothing happens if there is none.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            RoleMissingError: The caller has no needs here.
        """
        policy.demands.require_sight(caller, await self._demands.get(demand_id, for_update=True))
        policy.demands.require_joiner(caller)
        joiner = joiner_of(caller.subject, caller.organization)
        if joining := await self._joinings.find(demand_id, joiner):
            await self._joinings.remove(joining)
            self._record(caller, demand_id, "leave")

    async def joiners(self, caller: Caller, demand_id: UUID) -> JoinersRead:
        """Return how many joined a need; to operators also who they are.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            NotYourDemandError: The caller has no part in it.
        """
        found = policy.demands.require_part(caller, await self._demands.get(demand_id))
        joined = await self._joinings.of_demand(demand_id)
        told = [JoiningRead.model_validate(one) for one in joined]
        return JoinersRead(count=len(told), joiners=told if Party.OPERATOR in found else None)

    def _record(self, caller: Caller, demand_id: UUID, act: str) -> None:
        subject = f"demand/{demand_id}"
        TRAIL.record(self._session, actor=caller, action=f"demand.{act}", subject=subject)
