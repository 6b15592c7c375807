"""What the pages ask of the requests service about responses."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from services.portal.pages.peers import PeerGateway
from services.portal.pages.responses.snapshots import (
    ExchangeSnapshot,
    OfferSnapshot,
    ResponsePage,
    ResponseSnapshot,
    ResponseStepSnapshot,
)
from services.portal.pages.snapshots import ReasonSnapshot
from shared.errors import NotFoundError

MOST: Final = 100
"""How many responses are compared, or counted."""


class ResponsesGateway(PeerGateway):
    """Asks the requests service about responses."""

    PEER = "requests"

    async def read(self, response_id: UUID) -> ResponseSnapshot:
        """Return a response as far as the reader may see it."""
        return await self._done(ResponseSnapshot, "GET", f"/responses/{response_id}")

    async def of_need(self, need_id: UUID) -> list[ResponseSnapshot]:
        """Return the responses to a need that the reader has a part in, the newest first."""
        wanted = {"demand_id": str(need_id), "limit": MOST}
        return (await self._done(ResponsePage, "GET", "/responses", params=wanted)).items

    async def to_the_firm(self) -> list[ResponseSnapshot]:
        """Return the newest responses to all needs of the reader."""
        wanted = {"part": "firm", "limit": MOST}
        return (await self._done(ResponsePage, "GET", "/responses", params=wanted)).items

    async def history(self, response_id: UUID) -> list[ResponseStepSnapshot]:
        """Return every step of a response's life, the first one first."""
        place = f"/responses/{response_id}/history"
        return await self._done(list[ResponseStepSnapshot], "GET", place)

    async def offers(self, response_id: UUID) -> list[OfferSnapshot]:
        """Return all terms that were ever on the table, the first first."""
        return await self._done(list[OfferSnapshot], "GET", f"/responses/{response_id}/offers")

    async def contacts(self, response_id: UUID) -> ExchangeSnapshot | None:
        """Return how both sides are reached; nothing, if neither has agreed yet."""
        try:
            return await self._done(ExchangeSnapshot, "GET", f"/responses/{response_id}/contacts")
        except NotFoundError:
            return None

    async def reasons(self) -> list[ReasonSnapshot]:
        """Return the reasons that steps may have."""
        return await self._done(list[ReasonSnapshot], "GET", "/responses/reason-codes")

    async def move(self, response_id: UUID, step: Mapping[str, Any], etag: str) -> ResponseSnapshot:
        """Take a step in a response's life."""
        place, seen = f"/responses/{response_id}/status", {"If-Match": etag}
        return await self._done(ResponseSnapshot, "PUT", place, json=step, headers=seen)

    async def invite(self, need_id: UUID, said: Mapping[str, Any]) -> None:
        """Invite whoever answers for an entry of the catalogue to respond to a need."""
        await self._ask("POST", f"/demands/{need_id}/invitations", json=said)
