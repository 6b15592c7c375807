"""Asks matching who else could help with a need, and who else has it."""

import logging
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from services.requests.demands.reads import FoundRead
from services.requests.pursuit.searching import Words
from shared.errors import PlatformError

PATIENCE: Final = httpx.Timeout(10.0)
"""Seconds; nobody waits but the clock."""

log = logging.getLogger(__name__)


class _Answer(BaseModel):
    """As much of an answer of matching as is read."""

    items: list[FoundRead]


_ANSWER: Final = TypeAdapter(_Answer)


class AskingMatching:
    """Searches over HTTP; matching knows of a need what everybody may know."""

    def __init__(self, peers: httpx.AsyncClient) -> None:
        self._peers = peers

    async def matches(
        self, demand_id: UUID, *, kind: str | None, limit: int
    ) -> Sequence[FoundRead] | None:
        """Return the best entries for a published need; None if matching does not answer."""
        query = f"limit={limit}" if kind is None else f"limit={limit}&kind={kind}"
        return await self._ask("GET", f"/demands/{demand_id}/matches?{query}")

    async def wider(self, words: Words, *, limit: int) -> Sequence[FoundRead] | None:
        """Return the best entries for the words of a need, whatever its conditions are."""
        return await self._ask("POST", "/matches/preview", _body(words, limit))

    async def similar(self, words: Words, *, limit: int) -> Sequence[FoundRead] | None:
        """Return published needs on the same matter."""
        return await self._ask("POST", "/demands/similar", _body(words, limit))

    async def _ask(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> Sequence[FoundRead] | None:
        try:
            answer = await self._peers.request(
                method, f"http://matching{path}", json=body, timeout=PATIENCE
            )
            return _ANSWER.validate_json(answer.content).items
        except (PlatformError, ValidationError) as error:
            # What was asked is a firm's words, so the log says none of them.
            log.warning("Matching gave no answer to a search: %s.", type(error).__name__)
            return None


def _body(words: Words, limit: int) -> dict[str, Any]:
    return {"title": words.title, "text": words.text, "limit": limit}
