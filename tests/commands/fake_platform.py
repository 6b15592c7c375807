"""A stand-in for a running platform: takes rows, remembers them, fails when told to."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from deploy.server import take_port


@dataclass
class FakePlatform:
    """Rows with a `title` are good; the same source and source_id are the same row."""

    url: str = ""
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    batches_until_failure: int = 1_000
    answers: dict[str, Any] = field(default_factory=dict)

    def forget(self) -> None:
        """Become as empty and healthy as at first."""
        for memory in (self.rows, self.requests, self.headers, self.answers):
            memory.clear()
        self.batches_until_failure = 1_000

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/{service}/{kind}/import", self.take, methods=["POST"])
        app.add_api_route("/{path:path}", self.answer, methods=["GET", "POST"])
        return app

    async def take(self, request: Request) -> Response:
        body = await request.json()
        if "authorization" not in request.headers:
            problem = {"type": "urn:keqiao:problem:unauthenticated", "title": "t", "detail": "who?"}
            return JSONResponse(problem, HTTPStatus.UNAUTHORIZED)
        if self.batches_until_failure == 0:
            problem = {"type": "urn:keqiao:problem:unavailable", "title": "t", "detail": "busy"}
            return JSONResponse(problem, HTTPStatus.SERVICE_UNAVAILABLE)
        self.batches_until_failure -= 1
        self.requests.append({"path": request.url.path, **body})
        self.headers.append(dict(request.headers))
        outcomes = [self._store(body, row) for row in body["rows"]]
        rows = [{"row": number, **outcome} for number, outcome in enumerate(outcomes, start=1)]
        return JSONResponse({"rows": rows})

    async def answer(self, request: Request) -> Response:
        body = await request.body()
        self.requests.append({"path": request.url.path, "body": body.decode()})
        answers = self.answers[f"{request.method} {request.url.path}"]
        return JSONResponse(answers.pop(0) if isinstance(answers, list) else answers)

    def _store(self, body: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
        if not row.get("title"):
            error = {"field": "title", "message": "The text is empty.", "expected": "a title"}
            return {"status": "rejected", "errors": [error]}
        key = (body["source"], str(row.get("source_id", row["title"])))
        known = self.rows.get(key)
        if not body["dry_run"]:
            self.rows[key] = row
        status = "created" if known is None else "unchanged" if known == row else "updated"
        return {"status": status, "errors": []}


@contextmanager
def serving(platform: FakePlatform) -> Iterator[FakePlatform]:
    """Serve the platform on a free port, in a thread."""
    listener = take_port("127.0.0.1", 0)
    # Who calls before the thread has come so far waits, and is not refused.
    listener.listen()
    platform.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(platform.app(), log_config=None, lifespan="off"))
    thread = threading.Thread(target=asyncio.run, args=(server.serve(sockets=[listener]),))
    thread.start()
    try:
        yield platform
    finally:
        server.should_exit = True
        thread.join()
