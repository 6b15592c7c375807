"""What the page asks matching."""

from services.portal.pages.peers import PeerGateway
from services.portal.pages.understanding.snapshots import UnderstandingSnapshot


class UnderstandingGateway(PeerGateway):
    """Asks matching what a text speaks of."""

    PEER = "matching"

    async def understanding(self, text: str) -> UnderstandingSnapshot:
        """Return what a text is understood as."""
        body = {"text": text}
        return await self._done(UnderstandingSnapshot, "POST", "/understanding", json=body)
