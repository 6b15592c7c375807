"""`keqiao serve`: one service in a process of its own."""

import asyncio
from contextlib import suppress
from enum import StrEnum
from typing import Annotated

import typer

from deploy.commands.speech import remark
from deploy.registry import SERVICES
from deploy.server import serve_until_stopped, take_port
from shared.language import Text
from shared.logging import configure_logging


class ServiceName(StrEnum):
    """The services that can run alone."""

    PORTAL = "portal"
    CATALOG = "catalog"
    REQUESTS = "requests"
    MATCHING = "matching"


_SERVING = Text(
    "{service} 正在 http://{host}:{port} 服务", "{service} answers on http://{host}:{port}"
)


def serve(
    service: Annotated[ServiceName, typer.Argument(help="The service to run.")],
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
) -> int:
    """Run one service alone, set up by its environment, for instance CATALOG_DATABASE_URL."""
    entry = SERVICES[service]
    settings = entry.read_settings()
    configure_logging()

    async def announce() -> None:
        remark(_SERVING, service=service.value, host=host, port=port)

    with take_port(host, port) as listener, suppress(KeyboardInterrupt):
        asyncio.run(serve_until_stopped(entry.alone(settings), listener, announce))
    return 0
