"""A peer with nothing but a feed: a list in memory, told as `shared.feed` tells it."""

import asyncio
from contextlib import suppress
from typing import Any, Final

import orjson
from fastapi import FastAPI, Response

from services.matching.replicas.snapshots import DEMAND
from shared.clock import utc_now
from shared.errors import GoneError, install_error_handlers
from shared.feed.cloudevents import PAGE_LENGTH
from shared.types import new_id

Document = dict[str, Any]

CONTENT: Final = "application/json"


class Publisher:
    """What a catalogue or a requests service says of its records, whatever the test wants said."""

    def __init__(self, name: str) -> None:
        self.url = f"http://{name}/feed"
        self._name = name
        self._epoch = new_id().hex
        self._events: list[Document] = []
        self._bell = asyncio.Event()

    @property
    def cursor(self) -> str:
        """The id of the newest event, empty if there is none."""
        return str(self._events[-1]["id"]) if self._events else ""

    def put(self, kind: str, *documents: Document) -> None:
        """Publish new states of records."""
        for document in documents:
            self.tell(self.type_of(kind), document["id"], document)

    def drop(self, kind: str, *documents: Document) -> None:
        """Publish that records are not there any more."""
        for document in documents:
            self.tell(self.type_of(kind), document["id"], None)

    def tell(self, event_type: str, subject: str, data: Document | None) -> None:
        """Publish anything at all."""
        said = {} if data is None else {"data": data}
        event = {
            "specversion": "1.0",
            "id": f"{self._epoch}.{len(self._events) + 1}",
            "source": self._name,
            "type": event_type,
            "subject": subject,
            "time": utc_now().isoformat(),
            "method": "DELETE" if data is None else "PUT",
            **said,
        }
        self._events.append(event)
        self._bell.set()

    def start_anew(self) -> None:
        """Forget all that was told, as a database does that is made anew."""
        self._epoch, self._events = new_id().hex, []
        self._bell.set()

    def app(self) -> FastAPI:
        """Return the app that serves the feed."""
        app = FastAPI()
        install_error_handlers(app)

        @app.get("/feed")
        async def changes(lastEventId: str = "", timeout: int = 0) -> Response:  # noqa: ASYNC109, N803 - the protocol's names
            return Response(orjson.dumps(await self._changes(lastEventId, timeout)), 200)

        @app.get("/feed/snapshot")
        async def snapshot(after: str = "") -> Response:
            return Response(orjson.dumps(self._snapshot(after)), media_type=CONTENT)

        return app

    def type_of(self, kind: str) -> str:
        """Return the type of events on records of a kind."""
        return f"{'requests' if kind == DEMAND else 'catalog'}.{kind}.changed.v1"

    async def _changes(self, last: str, wait_ms: int) -> list[Document]:
        if wait_ms and not self._after(last):
            self._bell.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), wait_ms / 1000)
        return self._after(last)[:PAGE_LENGTH]

    def _after(self, last: str) -> list[Document]:
        epoch, _, number = last.rpartition(".")
        if last and epoch != self._epoch:
            raise GoneError
        return self._events[int(number or 0) :]

    def _snapshot(self, after: str) -> Document:
        latest = {event["subject"]: event for event in self._events}
        subjects = sorted(s for s, e in latest.items() if "data" in e and s > after)
        page = subjects[:PAGE_LENGTH]
        return {
            "cursor": self.cursor or f"{self._epoch}.0",
            "next": page[-1] if len(page) == PAGE_LENGTH else None,
            "events": [latest[subject] for subject in page],
        }
