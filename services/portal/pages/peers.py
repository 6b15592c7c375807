"""How the pages ask another service: with the visitor's token, for the part that is shown."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, ClassVar, Final, TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

from shared.network import PeerUnavailableError

Snapshot = TypeVar("Snapshot")
Parameters = Mapping[str, str | int | Sequence[str]]

A_PART: Final = 100
"""How many rows of a list are asked for at a time when all are wanted."""


class PeerGateway:
    """Asks one service, as somebody who is signed in or as nobody in particular."""

    PEER: ClassVar[str]

    def __init__(self, peers: httpx.AsyncClient, token: str = "") -> None:
        self._peers = peers
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def parts(self, path: str, wanted: Parameters) -> AsyncIterator[list[dict[str, Any]]]:
        """Yield the rows of a list from its beginning to its end, a hundred at a time.

        Raises:
            PlatformError: The service refuses, or does not answer, perhaps in the middle.
        """
        cursor: str | None = ""
        while cursor is not None:
            more = {"cursor": cursor} if cursor else {}
            answer = await self._ask("GET", path, params={**wanted, "limit": A_PART, **more})
            page = answer.json()
            yield page["items"]
            cursor = page["next_cursor"]

    async def _done(
        self,
        kind: type[Snapshot],
        method: str,
        path: str,
        **options: Any,  # noqa: ANN401 - handed to httpx
    ) -> Snapshot:
        """Return the answer, as far as it is shown.

        Raises:
            PlatformError: The service refuses, or does not answer.
        """
        answer = await self._ask(method, path, **options)
        try:
            return TypeAdapter(kind).validate_json(answer.content)
        except ValidationError as error:
            raise PeerUnavailableError(self.PEER) from error

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        **options: Any,  # noqa: ANN401 - handed to httpx
    ) -> httpx.Response:
        shown = {**self._headers, **(headers or {})}
        place = f"http://{self.PEER}{path}"
        return await self._peers.request(method, place, headers=shown, **options)
