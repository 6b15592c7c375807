"""Asks matching which published needs are close."""

import logging
from collections.abc import Sequence
from typing import Final

import httpx
from pydantic import ValidationError

from services.requests.checking.schemas import Neighbour, NeighbourAnswer
from services.requests.checking.service import Matter
from shared.errors import PlatformError

PATIENCE: Final = httpx.Timeout(3.0)
"""Seconds; a firm that is writing waits no longer for what is only an offer."""

log = logging.getLogger(__name__)


class AskingMatching:
    """Finds neighbours over HTTP."""

    def __init__(self, peers: httpx.AsyncClient) -> None:
        self._peers = peers

    async def near(self, matter: Matter) -> Sequence[Neighbour] | None:
        """Return the needs close to a matter; None if matching does not answer."""
        body = {"title": matter.title, "text": matter.text, "limit": matter.limit}
        try:
            answer = await self._peers.post(
                "http://matching/demands/similar", json=body, timeout=PATIENCE
            )
            return NeighbourAnswer.model_validate_json(answer.content).items
        except (PlatformError, ValidationError):
            # What was asked is somebody's draft, so the log says no word of it.
            log.warning("Matching could not say which needs are similar.")
            return None
