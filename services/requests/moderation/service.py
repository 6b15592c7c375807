"""What operators read of the queue, inside one snapshot."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.models import Demand
from services.requests.demands.timekeeping import desk_of
from services.requests.moderation.repository import QueueRepository
from services.requests.moderation.schemas import QueueFilters, QueueItem
from shared.auth import Caller
from shared.clock import utc_now
from shared.pagination import Page


class QueueService:
    """The use case of the queue."""

    def __init__(self, session: AsyncSession) -> None:
        self._queue = QueueRepository(session)

    async def page(self, caller: Caller, wanted: QueueFilters) -> Page[QueueItem]:
        """Return what waits for an operator, what is due first first.

        Raises:
            UnauthenticatedError: The caller is unknown.
            RoleMissingError: The caller is no operator.
        """
        policy.callers.require_operator(caller)
        now = utc_now()

        def read(demand: Demand) -> QueueItem:
            said = {
                name: getattr(demand, name) for name in QueueItem.model_fields if name != "desk"
            }
            return QueueItem.model_validate({**said, "desk": desk_of(demand, now)})

        found = await self._queue.waiting(caller.subject, wanted, now)
        return wanted.page().page(found, key=lambda demand: demand.id, read=read)
