"""Apps as they run: called in this process, or served on a socket; and tokens to call them with."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import httpx
import uvicorn
from fastapi import FastAPI

from shared.auth import Issuer, Role
from shared.keys import KeyRing
from tests.waiting import PATIENCE


class HasApp(Protocol):
    """Who may turn up at an app."""

    @property
    def app(self) -> FastAPI:
        """The app."""
        ...


Parties = TypeVar("Parties", bound=HasApp)

AUDIENCE = ("portal", "catalog", "requests", "matching")


@asynccontextmanager
async def running(app: FastAPI, base_url: str = "http://test") -> AsyncIterator[httpx.AsyncClient]:
    """Start `app` as a server would and yield a client to it; its errors become answers."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=base_url) as client,
    ):
        yield client


@asynccontextmanager
async def served(app: FastAPI, *, started: bool = False) -> AsyncIterator[str]:
    """Serve `app`, which may have been started already, on a free port and yield its URL."""
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            port=0,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
            lifespan="off" if started else "auto",
        )
    )
    serving = asyncio.create_task(server.serve())
    try:
        while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn offers no event
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def over_sockets(parties: Parties, names: Iterable[str]) -> AsyncIterator[Parties]:
    """Yield the same callers of an app that runs, who reach it over a socket from now on.

    Args:
        parties: A dataclass with the `app`, and a client for each caller.
        names: What the clients are called there.
    """
    async with served(parties.app, started=True) as url, AsyncExitStack() as stack:
        clients: dict[str, Any] = {
            name: await stack.enter_async_context(
                httpx.AsyncClient(
                    base_url=url,
                    auth=getattr(parties, name).auth,
                    trust_env=False,
                    timeout=PATIENCE,
                )
            )
            for name in names
        }
        yield replace(cast("Any", parties), **clients)


@asynccontextmanager
async def calling_over_sockets(
    parties: Parties, names: Iterable[str], database_url: str
) -> AsyncIterator[Parties]:
    """Yield the parties; on SQLite over a socket, where what a server makes of a call counts too.

    On one engine that says enough of servers, and what is in memory takes less time.
    """
    if not database_url.startswith("sqlite"):
        yield parties
        return
    async with over_sockets(parties, names) as callers:
        yield callers


def bearer(
    data_dir: Path,
    *roles: Role,
    subject: str = "somebody",
    organization: str | None = None,
    lifetime: timedelta = timedelta(minutes=5),
) -> dict[str, str]:
    """Return the header of a person who is known to the portal with these files."""
    token = Issuer(KeyRing(data_dir / "keys" / "portal")).issue(
        subject=subject,
        roles=roles,
        audience=AUDIENCE,
        lifetime=lifetime,
        organization=organization,
    )
    return {"Authorization": f"Bearer {token}"}
