"""`keqiao serve`: one service in a process of its own."""

import asyncio
from enum import StrEnum
from typing import Annotated

import typer
from pydantic import ValidationError

from deploy.commands.speech import remark
from deploy.registry import SERVICES
from deploy.server import serve_until_stopped, take_port
from shared.errors import InvalidError, field_problems
from shared.language import Text
from shared.logging import configure_logging


class ServiceName(StrEnum):
    """The services that can run alone."""

    PORTAL = "portal"
    CATALOG = "catalog"
    REQUESTS = "requests"
    MATCHING = "matching"


class BadSettingsError(InvalidError):
    """The environment says something the service cannot be."""

    slug = "bad-settings"
    title = Text("配置有误", "Bad settings")
    detail = Text(
        "服务 {service} 的环境变量（{prefix}…）有误：",
        "The environment ({prefix}…) of the service {service} is wrong:",
    )


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
    try:
        settings = entry.read_settings()
    except ValidationError as error:
        prefix = f"{service.upper()}_"
        raise BadSettingsError(
            problems=field_problems(error), service=service.value, prefix=prefix
        ) from error
    configure_logging()
    listener = take_port(host, port)

    async def announce() -> None:
        remark(_SERVING, service=service.value, host=host, port=port)

    try:
        asyncio.run(serve_until_stopped(entry.alone(settings), listener, announce))
    except KeyboardInterrupt:
        return 0
    return 0
