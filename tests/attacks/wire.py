"""Bytes on a wire, as no decent client would send them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from deploy.connections import Connection, Patience
from deploy.server import MANNERS, take_port


@dataclass(frozen=True)
class Wire:
    """A server of ours, and ways to say to it whatever one likes."""

    port: int

    async def say(self, *pieces: bytes, pause: float = 0.0) -> bytes:
        """Say the pieces one after the other on a new connection; return all that is answered.

        The answer ends when the server hangs up, so what is said has to make it do so.
        """
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            answer = asyncio.ensure_future(reader.read())
            for piece in pieces:
                if answer.done():
                    break
                writer.write(piece)
                await asyncio.sleep(pause)
            return await answer
        except ConnectionError:
            # Hung up on in the middle of a sentence.
            return b""
        finally:
            writer.close()


@asynccontextmanager
async def wired(app: FastAPI, patience: Patience) -> AsyncIterator[Wire]:
    """Serve an app as we do, to visitors for whom there is so much patience."""
    hurried = type("Hurried", (Connection,), {"patience": patience})
    told = {**MANNERS, "http": hurried, "lifespan": "off"}
    server = uvicorn.Server(uvicorn.Config(app, timeout_graceful_shutdown=1, **told))
    listener = take_port("127.0.0.1", 0)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn offers no event
            await asyncio.sleep(0.01)
        yield Wire(listener.getsockname()[1])
    finally:
        server.should_exit = True
        await serving
