"""What the two sides of a response may read of each other, once both have agreed."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.models import Demand
from services.requests.demands.repository import DemandRepository
from services.requests.grants.errors import ExchangeNotFoundError
from services.requests.grants.models import ContactExchange
from services.requests.grants.repository import GrantRepository
from services.requests.grants.schemas import ContactRead, ExchangeRead
from services.requests.tables import TRAIL
from shared.auth import Caller


class ContactService:
    """The use case of reading contacts, inside one transaction: each reading is logged."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._demands = DemandRepository(session)
        self._grants = GrantRepository(session)

    async def read(self, caller: Caller, response_id: UUID) -> ExchangeRead:
        """Return how far the two sides are; both contacts, if both agreed.

        Raises:
            ExchangeNotFoundError: Neither has agreed, or the caller is on no side.
        """
        exchange = await self._grants.exchange(response_id)
        if exchange is None:
            raise ExchangeNotFoundError(response_id)
        demand = await self._demands.get(exchange.demand_id)
        sides = policy.grants.require_side(caller, exchange, demand)
        read = _exchange_read(exchange, demand)
        if read.firm is not None:
            TRAIL.record(
                self._session,
                actor=caller,
                action="contact.read",
                subject=f"response/{response_id}",
                details={"demand": str(demand.id), "as": sorted(sides)},
            )
        return read


def _exchange_read(exchange: ContactExchange, demand: Demand) -> ExchangeRead:
    both = exchange.complete
    return ExchangeRead(
        response_id=exchange.response_id,
        demand_id=exchange.demand_id,
        firm_agreed_at=exchange.firm_agreed_at,
        author_agreed_at=exchange.author_agreed_at,
        firm=ContactRead.model_validate(demand) if both else None,
        author=ContactRead.model_validate(exchange) if both else None,
    )
