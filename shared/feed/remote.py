"""Reads a peer's feed over HTTP."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import httpx
import orjson

from shared.errors.problems import GoneError
from shared.feed.cloudevents import Position
from shared.feed.errors import FeedGapError, FeedResetError

PATIENCE: Final = 10.0
"""How many seconds longer than it was asked to wait a peer may take to answer."""


@dataclass(frozen=True)
class Snapshot:
    """The present state of every subject, and where to follow the feed from.

    Pages are kept as they came: parsed, they would take many times the memory.
    """

    cursor: str
    size: int
    _bodies: tuple[bytes, ...]

    def pages(self) -> Iterator[list[dict[str, Any]]]:
        """Return the events, page by page."""
        return (_snapshot_page(body)["events"] for body in self._bodies)


@dataclass(frozen=True)
class RemoteFeed:
    """A peer's feed at `url`, such as `http://catalog/feed`."""

    url: str
    client: httpx.AsyncClient

    async def changes(self, position: str, *, wait: float) -> list[dict[str, Any]]:
        """Return the events after `position`; wait up to `wait` seconds for the first.

        Raises:
            FeedResetError: The peer does not know the position.
            FeedGapError: The answer is no batch of events.
        """
        try:
            body = await self._get(
                self.url, {"lastEventId": position, "timeout": str(int(wait * 1000))}, wait
            )
        except GoneError as error:
            raise FeedResetError(position) from error
        events = _parse(body)
        if not (isinstance(events, list) and all(isinstance(event, dict) for event in events)):
            raise FeedGapError(f"{self.url} did not answer with a list of events.")
        return events

    async def snapshot(self) -> Snapshot:
        """Return all pages of the snapshot.

        Raises:
            FeedGapError: A page is none, or the feed was reset between two pages.
        """
        bodies: list[bytes] = []
        cursors: list[Position] = []
        size = 0
        after: str | None = ""
        while after is not None:
            bodies.append(await self._get(f"{self.url}/snapshot", {"after": after}, 0))
            page = _snapshot_page(bodies[-1])
            cursors.append(Position.parse(page["cursor"]))
            size += len(page["events"])
            after = page["next"]
        if len({cursor.epoch for cursor in cursors}) > 1:
            raise FeedGapError(f"{self.url} was reset while its snapshot was read.")
        return Snapshot(str(cursors[0]), size, tuple(bodies))

    async def _get(self, url: str, parameters: Mapping[str, str], wait: float) -> bytes:
        response = await self.client.get(
            url, params=dict(parameters), timeout=httpx.Timeout(PATIENCE, read=wait + PATIENCE)
        )
        if response.status_code == HTTPStatus.GONE:
            raise GoneError
        response.raise_for_status()
        return response.content


def _snapshot_page(body: bytes) -> dict[str, Any]:
    page = _parse(body)
    if not (isinstance(page, dict) and {"cursor", "next", "events"} <= page.keys()):
        raise FeedGapError("A page of a snapshot lacks a part.")
    return page


def _parse(body: bytes) -> Any:  # noqa: ANN401 - whatever was sent; its callers look at it
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise FeedGapError(f"A page of a feed is no JSON: {error}") from error
