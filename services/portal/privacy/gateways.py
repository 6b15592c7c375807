"""Asks the other services what they keep of somebody, and tells them to forget it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import httpx
from pydantic import TypeAdapter

from shared.people.wire import ErasureRead, ObligationRead, PersonalData, PersonLeaves

PATIENCE: Final = httpx.Timeout(15.0)

_OBLIGATIONS: Final = TypeAdapter(list[ObligationRead])


class Elsewhere:
    """The services that keep something of people, in the order in which they are asked.

    Args:
        peers: The way to them.
        services: Their names.
    """

    def __init__(self, peers: httpx.AsyncClient, services: Sequence[str]) -> None:
        self._peers = peers
        self.services = sorted(services)

    async def export(self, person_id: UUID, email: str | None) -> dict[str, Any]:
        """Return everything they keep of somebody, by service and table.

        Raises:
            PlatformError: One does not answer; what is not whole is no export.
        """
        found = {}
        for service in self.services:
            answer = await self._ask(service, person_id, "export", {"email": email})
            found[service] = PersonalData.model_validate_json(answer.content).tables
        return found

    async def obligations(
        self, person_id: UUID, organizations: Sequence[UUID]
    ) -> list[ObligationRead]:
        """Return what somebody, or an organization that ends with them, has yet to see through.

        Raises:
            PlatformError: One does not answer.
        """
        asked = {"organizations": [str(one) for one in organizations]}
        found: list[ObligationRead] = []
        for service in self.services:
            answer = await self._ask(service, person_id, "obligations", asked)
            found += _OBLIGATIONS.validate_json(answer.content)
        return found

    async def erase(self, service: str, person_id: UUID, asked: PersonLeaves) -> ErasureRead:
        """Let a service forget somebody; twice is once.

        Raises:
            PlatformError: It does not answer, or says why not.
        """
        said = asked.model_dump(mode="json")
        answer = await self._ask(service, person_id, "erasure", said)
        return ErasureRead.model_validate_json(answer.content)

    async def _ask(
        self, service: str, person_id: UUID, what: str, asked: dict[str, Any]
    ) -> httpx.Response:
        place = f"http://{service}/people/{person_id}/{what}"
        return await self._peers.post(place, json=asked, timeout=PATIENCE)
