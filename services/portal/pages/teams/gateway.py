"""What the pages ask matching about teams."""

from collections.abc import Mapping
from typing import Any

from services.portal.pages.peers import PeerGateway
from services.portal.pages.teams.snapshots import PartListSnapshot, PartSnapshot, TeamSnapshot


class TeamGateway(PeerGateway):
    """Asks matching about teams, as somebody who is signed in."""

    PEER = "matching"

    async def parts_of(self, text: str) -> list[PartSnapshot]:
        """Return the parts that a need seems to have."""
        found = await self._done(PartListSnapshot, "POST", "/teams/packages", json={"text": text})
        return found.items

    async def team_for(self, draft: Mapping[str, Any]) -> TeamSnapshot:
        """Return the cheapest team that covers the parts."""
        return await self._done(TeamSnapshot, "POST", "/teams/preview", json=draft)
