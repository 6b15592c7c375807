"""Brokered anonymity: names and contacts pass when both sides of a response have agreed.

exchanges = ContactExchanges(session)
both = await exchanges.agree(response.id, Side.AUTHOR, actor=caller.subject, parties=…, card=…)
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.grants.domain import Side
from services.requests.grants.models import ContactExchange
from shared.clock import utc_now


@dataclass(frozen=True, slots=True)
class Between:
    """Between whom contacts would pass."""

    response_id: UUID
    demand_id: UUID
    holder: str
    """The author: `demands.disclosure.holder_of(subject, organization)`."""


@dataclass(frozen=True, slots=True)
class Card:
    """How to reach the author of a response; nobody reads it until both sides agreed."""

    organization_name: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None


class ContactExchanges:
    """What the sides of responses have agreed, inside one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def agree(
        self, between: Between, side: Side, *, actor: str, card: Card | None = None
    ) -> bool:
        """Record that one side agrees; return whether now both do. Again changes nothing.

        Args:
            between: The response, its need and its author.
            side: Who agrees.
            actor: The person who says so.
            card: With the author's agreement: how to reach them.
        """
        exchange = await self._session.get(
            ContactExchange, between.response_id, with_for_update=True
        )
        if exchange is None:
            exchange = ContactExchange(
                response_id=between.response_id,
                demand_id=between.demand_id,
                holder=between.holder,
            )
            self._session.add(exchange)
        if side is Side.FIRM and exchange.firm_agreed_at is None:
            exchange.firm_agreed_at, exchange.firm_agreed_by = utc_now(), actor
        if side is Side.AUTHOR and exchange.author_agreed_at is None:
            exchange.author_agreed_at, exchange.author_agreed_by = utc_now(), actor
            _write(exchange, card or Card())
        await self._session.flush()
        return exchange.complete

    async def agreed(self, response_id: UUID) -> frozenset[Side]:
        """Return which sides have agreed."""
        exchange = await self._session.get(ContactExchange, response_id)
        if exchange is None:
            return frozenset()
        firm, author = exchange.firm_agreed_at, exchange.author_agreed_at
        said = {Side.FIRM: firm, Side.AUTHOR: author}
        return frozenset(side for side, at in said.items() if at is not None)

    async def call_off(self, response_id: UUID) -> None:
        """Forget a half agreement when the response ends; what has passed stays known."""
        exchange = await self._session.get(ContactExchange, response_id, with_for_update=True)
        if exchange is not None and not exchange.complete:
            await self._session.delete(exchange)
            await self._session.flush()


def _write(exchange: ContactExchange, card: Card) -> None:
    exchange.organization_name = card.organization_name
    exchange.contact_name = card.contact_name
    exchange.contact_phone = card.contact_phone
    exchange.contact_email = card.contact_email
