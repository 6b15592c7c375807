"""Serves a feed to the other services of the platform, and to nobody else."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from shared.auth import CallerDep, Role, require
from shared.database import Database
from shared.feed.cloudevents import BATCH_JSON
from shared.feed.publisher import Feed

LONGEST_WAIT_MS = 30_000


def feed_router(feed: Feed, database: Database) -> APIRouter:
    """Return the routes `/feed` and `/feed/snapshot` of `feed`."""
    router = APIRouter(tags=["feed"])

    @router.get("/feed", response_class=Response)
    async def read_feed(
        caller: CallerDep,
        last_event_id: Annotated[str, Query(alias="lastEventId", max_length=100)] = "",
        timeout_ms: Annotated[int, Query(alias="timeout", ge=0, le=LONGEST_WAIT_MS)] = 0,
    ) -> Response:
        """Return up to 500 changes after `lastEventId`, oldest first; wait for the first one.

        An empty batch is the end of the feed for now. 410 means that the position
        is not in this feed (any more): read the snapshot.
        """
        require(caller, Role.SERVICE)
        page = await feed.changes(database, last_event_id, wait=timeout_ms / 1000)
        return Response(page, media_type=BATCH_JSON)

    @router.get("/feed/snapshot", response_class=Response)
    async def read_feed_snapshot(
        caller: CallerDep, after: Annotated[str, Query(max_length=200)] = ""
    ) -> Response:
        """Return the present state of up to 500 subjects after `after`, ordered by subject.

        Follow the feed from the `cursor` of the first page; `next` leads to the
        following page and is null on the last.
        """
        require(caller, Role.SERVICE)
        return Response(await feed.snapshot(database, after), media_type="application/json")

    return router
