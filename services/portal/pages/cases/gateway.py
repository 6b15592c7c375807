"""What the pages ask about grants, and of matching about needs that are posted."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from services.portal.pages.cases.snapshots import (
    AgreementSnapshot,
    GrantPage,
    GrantSnapshot,
    GrantStepSnapshot,
    ServedPage,
    ServedSnapshot,
)
from services.portal.pages.gateways import SHOWN, MatchListSnapshot
from services.portal.pages.peers import PeerGateway
from services.portal.pages.snapshots import ReasonSnapshot

MOST: Final = 100


class GrantsGateway(PeerGateway):
    """Asks the requests service who may read what a need keeps confidential."""

    PEER = "requests"

    async def of_need(self, need_id: UUID) -> list[GrantSnapshot]:
        """Return who asked to read a need, or that the reader did; the newest first."""
        wanted = {"demand_id": str(need_id), "limit": MOST}
        return (await self._done(GrantPage, "GET", "/grants", params=wanted)).items

    async def read(self, grant_id: UUID) -> GrantSnapshot:
        """Return how a grant stands."""
        return await self._done(GrantSnapshot, "GET", f"/grants/{grant_id}")

    async def history(self, grant_id: UUID) -> list[GrantStepSnapshot]:
        """Return every step of a grant's life, the first one first."""
        return await self._done(list[GrantStepSnapshot], "GET", f"/grants/{grant_id}/history")

    async def reasons(self) -> list[ReasonSnapshot]:
        """Return the reasons that steps may have."""
        return await self._done(list[ReasonSnapshot], "GET", "/grant-reasons")

    async def agreement(self) -> AgreementSnapshot:
        """Return the agreement as it is accepted now."""
        return await self._done(AgreementSnapshot, "GET", "/agreements/current")

    async def request(self, need_id: UUID, said: Mapping[str, Any]) -> GrantSnapshot:
        """Ask to read what a need keeps confidential."""
        return await self._done(GrantSnapshot, "POST", f"/demands/{need_id}/grants", json=said)

    async def move(self, grant_id: UUID, step: Mapping[str, Any], etag: str) -> GrantSnapshot:
        """Take a step with a grant."""
        place, seen = f"/grants/{grant_id}/status", {"If-Match": etag}
        return await self._done(GrantSnapshot, "PUT", place, json=step, headers=seen)


class MatchesGateway(PeerGateway):
    """Asks matching who could help."""

    PEER = "matching"

    async def of_need(self, need_id: UUID) -> MatchListSnapshot:
        """Return who and what could help with a published need, best first."""
        wanted = {"limit": SHOWN}
        place = f"/demands/{need_id}/matches"
        return await self._done(MatchListSnapshot, "GET", place, params=wanted)

    async def preview(self, said: Mapping[str, Any], seconds: float) -> MatchListSnapshot:
        """Return who could help with a need that is not posted, best first."""
        return await self._done(
            MatchListSnapshot, "POST", "/matches/preview", json=said, timeout=seconds
        )


class ServiceGateway(PeerGateway):
    """Asks the catalogue about the hours that experts served."""

    PEER = "catalog"

    async def waiting(self) -> list[ServedSnapshot]:
        """Return the newest service that nobody has confirmed yet."""
        wanted = {"confirmed": "false", "limit": MOST}
        return (await self._done(ServedPage, "GET", "/service-records", params=wanted)).items

    async def confirmed(self, cursor: str) -> ServedPage:
        """Return service that was confirmed, the newest first."""
        wanted = {"confirmed": "true", **({"cursor": cursor} if cursor else {})}
        return await self._done(ServedPage, "GET", "/service-records", params=wanted)

    async def confirm(
        self, registration_id: UUID, record_id: UUID, said: Mapping[str, Any]
    ) -> None:
        """Confirm that service was given, and say how it was."""
        place = f"/registrations/{registration_id}/service-records/{record_id}/confirmation"
        await self._ask("PUT", place, json=said)
